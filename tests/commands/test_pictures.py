"""``screenshots`` and ``tour``: the window without a screen."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path

import openpyxl

from tests.commands.conftest import Run

PAGES = ("today", "customers", "pipeline", "calendar", "reports", "settings")


def is_picture(path: Path, size: tuple[int, int] = (1280, 800)) -> bool:
    from PySide6.QtGui import QImage

    image = QImage(str(path))
    colours = {image.pixel(x, y) for x in range(0, image.width(), 16) for y in range(0, image.height(), 16)}
    return (image.width(), image.height()) == size and len(colours) > 5


def test_screenshots_shows_every_page(process: Run, tmp_path: Path) -> None:
    assert process("--today", "2026-09-23", "--lang", "zh_CN", "demo", "--customers", 40).code == 0
    out = tmp_path / "pictures"
    some = (
        *PAGES,
        "new-deal",
        "backup",
        "import",
        "reports-rfm",
        "settings-products",
        "menu-conditions",
        "start-error",
        "confirm",
        "progress",
    )
    outcome = process(
        "--lang",
        "zh_CN",
        "screenshots",
        out,
        "--theme",
        "dark",
        "--only",
        ",".join(some),
        "--today",
        "2026-09-23",
        "--json",
    )
    assert outcome.code == 0, outcome.err
    files = [Path(file) for file in outcome.json["files"]]
    names = {file.name for file in files}
    assert {f"{page}-dark-zh_CN.png" for page in PAGES} <= names
    assert {"new-deal-dark-zh_CN.png", "backup-dark-zh_CN.png", "import-dark-zh_CN.png"} <= names
    assert names == {f"{name}-dark-zh_CN.png" for name in some}
    assert all(is_picture(file) for file in files)
    assert len({file.read_bytes() for file in files if file.stem.split("-")[0] in PAGES}) >= len(PAGES)


def test_states_that_must_be_brought_about_leave_the_shop_alone(process: Run, tmp_path: Path) -> None:
    assert process("--today", "2026-09-23", "demo", "--customers", 40).code == 0
    before = process("history", "--json").json
    some = (
        "empty-customers",
        "board-drag",
        "stage-drag",
        "import-errors",
        "import-check",
        "import-result",
        "restore-preview",
        "lock",
    )
    outcome = process(
        "--today", "2026-09-23", "screenshots", tmp_path, "--only", ",".join(some), "--json"
    )  # fmt: skip
    assert outcome.code == 0, outcome.err
    files = [Path(file) for file in outcome.json["files"]]
    assert [file.name for file in files] == [f"{name}-light-en.png" for name in some]
    assert all(is_picture(file) for file in files)
    assert len({file.read_bytes() for file in files}) == len(some)
    assert process("history", "--json").json == before


def test_pictures_have_the_size_asked_for_and_their_charts(process: Run, tmp_path: Path) -> None:
    assert process("--today", "2026-09-23", "demo", "--customers", 40).code == 0
    outcome = process(
        "--today",
        "2026-09-23",
        "screenshots",
        tmp_path,
        "--size",
        "1024x700",
        "--only",
        "reports-sales_by_month",
        "--json",
    )
    assert outcome.code == 0, outcome.err
    (file,) = outcome.json["files"]
    assert is_picture(Path(file), (1024, 700))
    from PySide6.QtGui import QColor, QImage

    image = QImage(file)
    colours = [image.pixelColor(x, y) for x in range(300, 900, 4) for y in range(200, 390, 4)]
    assert colours.count(QColor("#2463EB")) > 100, "the chart is drawn, not its outline"
    assert process("screenshots", tmp_path, "--size", "big").code == 2


def test_every_report_and_section_has_its_picture() -> None:
    from crm_desktop.commands import scenes_apart, scenes_asked, scenes_import, scenes_record
    from crm_desktop.commands.scenes import scenes
    from crm_desktop.services.reports.registry import REPORTS
    from crm_desktop.views.pages.settings.page import SECTIONS

    every = chain(scenes(), scenes_record.scenes(), scenes_asked.scenes(), scenes_apart.scenes(Path()))
    names = [scene.name for scene in every]
    assert len(names) == len(set(names))
    assert {f"reports-{report.name}" for report in REPORTS} <= set(names)
    assert {f"settings-{section.key}" for section in SECTIONS} <= set(names)
    assert {f"import-{step}" for step in scenes_import.STEPS} <= set(names)


def test_the_tour_plays_the_main_job(process: Run, tmp_path: Path) -> None:
    out = tmp_path / "tour"
    outcome = process("tour", out, "--json", env={"CRM_DESKTOP_PASSPHRASE": "一路平安"})
    assert outcome.code == 0, outcome.err
    answer = outcome.json
    steps = {step["name"]: step for step in answer["steps"]}
    assert len(steps) >= 6
    assert all(step["ok"] and step["seconds"] >= 0 for step in steps.values())
    assert {"import", "move deal", "follow-up", "report", "backup", "verify", "restore", "compare"} <= set(steps)
    assert len(answer["pictures"]) >= 3
    assert all(is_picture(Path(path)) for path in answer["pictures"])
    assert len(openpyxl.load_workbook(out / "sales_by_month.xlsx").worksheets[0]._charts) == 1
    original = process("list", "customers", "--json", data=out / "data").json
    assert original["total"] > 4
    assert process("list", "customers", "--json", data=out / "restored").json == original
    again = process("tour", out, "--json")
    assert (again.code, again.error) == (1, "not_empty")
    env = {"CRM_DESKTOP_PASSPHRASE": "一路平安"}
    assert process("verify", out / "shop.crmbackup", "--json", env=env).json["ok"] is True
    assert os.listdir(out / "restored")
