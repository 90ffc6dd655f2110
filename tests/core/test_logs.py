"""The log helps without telling who the customers are."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from crm_desktop.core import logs


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("no such column: 'Ann Lee'", "no such column: <value>"),
        ("can't read b'Ann Lee', isn't it", "can't read <value>, isn't it"),
        ('bad "13800016019"', "bad <value>"),
        ("call +86 138 0001 6019 now", "call <number> now"),
        ("13812345678.", "<number>."),
        ("tel13812345678", "tel<number>"),
        ("电话13812345678", "<text><number>"),
        ("(021) 6543 2100 and 0755-8888 1234", "<number> and <number>"),
        ("11010119900307123X", "<number>"),
        ("wang.li+shop@mail.example.cn is taken", "<e-mail> is taken"),
    ],
)
def test_what_is_personal_is_replaced_by_what_it_was(message: str, left: str) -> None:
    assert logs.scrub(message) == left


@pytest.mark.parametrize(
    "plain",
    ["2026-09-23T10:00:00 ERROR", '  File "x.py", line 1042', "row 12345 of 30", "0x7f1234567890", "it can't, doesn't"],
)
def test_what_a_helper_needs_stays(plain: str) -> None:
    assert logs.scrub(plain) == plain


def test_a_log_that_leaves_this_pc_names_nobody() -> None:
    log = f'2026-09-23T10:00:00 ERROR in {Path.home()}/a.py\n  File "C:\\Users\\Ann Lee\\b.py"\n/home/li/c.py\n'
    left = logs.without_names(log)
    assert left.startswith("2026-09-23T10:00:00 ERROR in ~/a.py")
    assert "/home/<user>/c.py" in left
    for personal in ("Ann", "Lee", "/li/", str(Path.home())):
        assert personal not in left


def test_tracebacks_are_scrubbed_too(tmp_path: Path) -> None:
    path = logs.set_up(tmp_path)
    assert path is not None
    try:
        raise ValueError("13812345678 is taken")
    except ValueError:
        logging.getLogger("crm_desktop.test").exception("saving failed")
    finally:
        logs.close()
    written = path.read_text("utf-8")
    assert "ValueError: <number> is taken" in written
    assert "13812345678" not in written


def test_no_log_can_be_written_and_nothing_breaks(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    assert logs.set_up(blocked) is None


def test_old_logs_make_room(tmp_path: Path) -> None:
    path = tmp_path / logs.FILE_NAME
    path.write_text("x" * 1_000_001)
    assert logs.set_up(tmp_path) == path
    logging.getLogger("crm_desktop.test").info("a new page")
    logs.close()
    assert sorted(file.name for file in tmp_path.iterdir()) == [logs.FILE_NAME, f"{logs.FILE_NAME}.1"]
    assert path.read_text("utf-8").endswith("INFO crm_desktop.test: a new page\n")
