"""What the program is measured against: the same job done by the bare libraries and stock tools."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as engine

COLUMNS = ("编号", "姓名", "电话", "邮箱", "微信", "性别", "生日", "地址", "来源", "标签", "负责人", "备注")
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文"
_SOURCES = ("微信", "朋友介绍", "路过", "广告", "展会")
_TAGS = ("老客户", "团购", "周末", "VIP", "学生")
_STAFF = ("小林", "阿芳", "老陈")


def customers(count: int, seed: int = 7) -> list[list[Any]]:
    """Rows of twelve cells as a shop's workbook has them, each with a phone of its own."""
    pick = random.Random(seed)
    rows: list[list[Any]] = []
    for number in range(count):
        name = pick.choice(_SURNAMES) + pick.choice(_GIVEN) + pick.choice(_GIVEN)
        phone = f"13{number % 10}{12345678 + number * 7 % 87654321:08d}"
        birthday = f"{pick.randint(1950, 2005)}-{pick.randint(1, 12):02d}-{pick.randint(1, 28):02d}"
        rows.append(
            [
                f"K{number:06d}",
                name,
                phone,
                f"user{number}@example.cn",
                f"wx_{number}",
                pick.choice("男女"),
                birthday,
                f"文化路{pick.randint(1, 999)}号",
                pick.choice(_SOURCES),
                pick.choice(_TAGS),
                pick.choice(_STAFF),
                f"第{number}位，喜欢{pick.choice(_GIVEN)}色",
            ]
        )
    return rows


def write_workbook(path: Path, rows: Sequence[Sequence[Any]], header: Sequence[str] = COLUMNS) -> None:
    """XlsxWriter, constant memory."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, header)
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, row)
    book.close()


def bare_import(workbook: Path, database: Path) -> int:
    """calamine reads, one ``executemany`` stores: the floor under any import."""
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(str(workbook)).get_sheet_by_index(0).to_python()[1:]
    connection = engine.connect(str(database))
    connection.execute("PRAGMA journal_mode=wal")
    connection.execute("PRAGMA synchronous=full")
    names = ", ".join(f"c{index}" for index in range(len(rows[0])))
    connection.execute(f"CREATE TABLE customer (id INTEGER PRIMARY KEY, {names})")
    marks = ",".join("?" * len(rows[0]))
    with connection:
        connection.executemany(f"INSERT INTO customer ({names}) VALUES ({marks})", rows)
    connection.close()
    return len(rows)


def stock_tools() -> bool:
    return all(shutil.which(tool) for tool in ("age", "age-keygen", "zstd"))


def stock_backup(database: Path, folder: Path) -> Path:
    """``VACUUM INTO``, ``zstd -3``, ``age``: what a careful person would type."""
    key = folder / "key.txt"
    if not key.exists():
        subprocess.run(["age-keygen", "-o", str(key)], check=True, capture_output=True)
    recipient = next(line.split()[-1] for line in key.read_text().splitlines() if "public key" in line)
    copy, packed, sealed = folder / "copy.db", folder / "copy.db.zst", folder / "copy.db.zst.age"
    for path in (copy, packed, sealed):
        path.unlink(missing_ok=True)
    connection = engine.connect(str(database))
    connection.execute("VACUUM INTO ?", (str(copy),))
    connection.close()
    subprocess.run(["zstd", "-q", "-3", str(copy), "-o", str(packed)], check=True)
    subprocess.run(["age", "-r", recipient, "-o", str(sealed), str(packed)], check=True)
    os.sync()
    return sealed


def stock_verify(sealed: Path, folder: Path) -> None:
    """``age -d``, ``zstd -d``, ``integrity_check``."""
    packed, copy = folder / "back.zst", folder / "back.db"
    for path in (packed, copy):
        path.unlink(missing_ok=True)
    subprocess.run(["age", "-d", "-i", str(folder / "key.txt"), "-o", str(packed), str(sealed)], check=True)
    subprocess.run(["zstd", "-q", "-d", str(packed), "-o", str(copy)], check=True)
    connection = engine.connect(str(copy))
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    connection.close()


BARE_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QTableView())
window.resize(1280, 800)
window.show()
window.grab()
print("painted", flush=True)
"""

OUR_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from crm_desktop.app import open_window
app = QApplication(sys.argv)
window = open_window(Path(sys.argv[1]))
window.grab()
print("painted", flush=True)
window.close()
"""


def compiled() -> dict[str, str]:
    """For the environment of a measured process: its compiled modules are kept, as where a program is installed."""
    return {
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "crm-desktop-bench-pyc"),
    }


def until_painted(code: str, *args: str, python: str = sys.executable, home: Path | None = None) -> float:
    """Seconds from starting the interpreter to the first painted window; ``home`` keeps another program's traces."""
    places = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)} if home else {}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [python, "-c", code, *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **places, **compiled()},
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    while line and line.strip() != "painted":
        line = process.stdout.readline()
    taken = time.perf_counter() - begun
    process.communicate()
    assert line, "the window did not open"
    return taken
