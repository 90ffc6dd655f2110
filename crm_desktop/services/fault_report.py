"""A file for whoever helps when something goes wrong: what runs where, how big things are, the log. No personal data.

Names, phones, addresses and notes of customers are never read for it; the log is scrubbed once more on its way in.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
import zipfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import crm_desktop
from crm_desktop.core import logs, paths
from crm_desktop.core.i18n import language
from crm_desktop.services.exporting.files import replacing

if TYPE_CHECKING:
    from crm_desktop.core.jobs import JobContext
    from crm_desktop.services.context import Services

COUNTED = ("customer", "activity", "deal", "follow_up", "sales_order", "order_line", "payment", "product", "attachment",
           "audit_log", "change_row")  # fmt: skip
LIBRARIES = ("PySide6-Essentials", "peewee", "sqlcipher3", "openpyxl", "python-calamine", "matplotlib", "pyrage",
             "zstandard", "keyring")  # fmt: skip
PRAGMAS = ("user_version", "page_count", "page_size", "freelist_count", "journal_mode", "synchronous")
PARTS = ("CURRENT", "backups", "data.lock", "files", "gen-", "keys", "recovery")
README = (
    "What is in this file: versions, sizes, counts, settings of the database and the program's log.\n"
    "What is not: names, phones, notes or anything else about customers. Look at it before you send it.\n"
    "\n"
    "这个文件里有：版本、大小、数量、数据库设置和程序日志。\n"
    "没有：客户的姓名、电话、备注或其他资料。发给别人之前可以自己看一遍。\n"
)


def write(services: Services, path: Path, ctx: JobContext | None = None) -> Path:
    """Write the ZIP file to ``path``, whole or not at all. Raises :class:`UserError` as every export does."""
    facts = collect(services)
    with replacing(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", README)
        archive.writestr("facts.json", json.dumps(facts, ensure_ascii=False, indent=2))
        for log in sorted(paths.log_dir().glob(f"{logs.FILE_NAME}*")):
            if ctx is not None:
                ctx.check()
            archive.writestr(f"log/{log.name}", logs.without_names(log.read_text("utf-8", "replace")))
    return path


def collect(services: Services) -> dict[str, Any]:
    """What is known about the program, this PC and the size of the data."""
    one = services.db.execute_sql
    folder = services.data_dir
    disk = shutil.disk_usage(folder)
    return {
        "program": crm_desktop.__version__,
        "frozen": bool(getattr(sys, "frozen", False)),
        "python": platform.python_version(),
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "language": language(),
        "libraries": {name: _version(name) for name in LIBRARIES},
        "engine": one("SELECT sqlite_version()").fetchone()[0],
        "database": {name: one(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS},
        "rows": {table: one(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED},
        "quick_check": [row[0] for row in one("PRAGMA quick_check(5)").fetchall()],
        "disk": {"total": disk.total, "free": disk.free},
        "folder": sorted(kind for kind in PARTS if any(folder.glob(f"{kind}*"))),
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
