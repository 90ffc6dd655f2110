"""Starting with the computer: off until asked for, on and off again without a trace."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from crm_desktop.core import autostart


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="writes where Linux desktops look")
def test_on_and_off_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "executable", '/opt/my "shop"/crm-desktop')
    assert not autostart.is_on()
    autostart.turn(True)
    assert autostart.is_on()
    entry = (tmp_path / "autostart" / "crm-desktop.desktop").read_text("utf-8")
    assert 'Exec="/opt/my \\"shop\\"/crm-desktop" --minimized' in entry
    assert "[Desktop Entry]" in entry
    autostart.turn(False)
    autostart.turn(False)
    assert not autostart.is_on()
    assert list((tmp_path / "autostart").iterdir()) == []


def test_a_source_tree_does_not_offer_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not autostart.available()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert autostart.available()
