"""The log helps without telling who the customers are."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from crm_desktop.core import logs


@pytest.mark.parametrize(
    "secret", ["13812345678", "+86 138-1234-5678", "(021) 6543 2100", "wang.li+shop@mail.example.cn", "0755-8888 1234"]
)
def test_phones_and_addresses_are_blotted_out(secret: str) -> None:
    text = logs.scrub(f"cannot save {secret} now")
    assert secret not in text
    assert sum(digit.isdigit() for digit in text) == 0
    assert text.startswith("cannot save ")
    assert text.endswith(" now")


@pytest.mark.parametrize("plain", ["2026-09-23T10:00:00", 'File "x.py", line 1042', "row 12345", "0x7f1234567890"])
def test_what_a_helper_needs_stays(plain: str) -> None:
    assert logs.scrub(plain) == plain


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
    assert "ValueError: <phone> is taken" in written
    assert "13812345678" not in written


def test_no_log_can_be_written_and_nothing_breaks(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    assert logs.set_up(blocked) is None
