"""The report for support says what helps and names nobody."""

from __future__ import annotations

import json
import logging
import zipfile
from pathlib import Path

import pytest

from crm_desktop.core import logs, paths
from crm_desktop.core.i18n import N_
from crm_desktop.services import fault_report
from crm_desktop.services.context import Services


def test_it_helps_and_names_nobody(services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = {"name": "赵丽颖", "phone": ["13812345678"], "email": ["li@shop.cn"], "notes": "喜欢龙井"}
    with services.write(N_("undo", "New customer")) as work:
        services.customers.create(work, person)
    monkeypatch.setattr(paths, "log_dir", lambda: tmp_path / "log")
    monkeypatch.setattr(Path, "home", lambda: Path("/home/zhaoliying"))
    assert logs.set_up(tmp_path / "log") is not None
    logging.getLogger("crm_desktop.x").error("no %r of 赵丽颖, 138 1234 5678, /home/zhaoliying/shop/a.py:12", "secret")
    logs.close()

    path = fault_report.write(services, tmp_path / "report.zip")

    with zipfile.ZipFile(path) as archive:
        assert set(archive.namelist()) == {"README.txt", "facts.json", "log/crm-desktop.log"}
        everything = "\n".join(archive.read(name).decode() for name in ("facts.json", "log/crm-desktop.log"))
        facts = json.loads(archive.read("facts.json"))
        log = archive.read("log/crm-desktop.log").decode()
    assert facts["rows"]["customer"] == 1
    assert facts["quick_check"] == ["ok"]
    assert facts["libraries"]["peewee"]
    assert "ERROR crm_desktop.x" in log
    assert log[:4].isdigit(), "when it happened stays"
    for secret in ("赵丽颖", "1234", "li@shop.cn", "龙井", "zhaoliying", "secret"):
        assert secret not in everything
