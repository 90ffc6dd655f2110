"""The one hook for errors: told once, with details that name nobody."""

from __future__ import annotations

import logging
import sys
import threading
from typing import Any

import pytest

from crm_desktop.core.errors import Cancelled, UserError
from crm_desktop.core.i18n import N_
from crm_desktop.views.errors import ErrorHook, describe


class Told:
    def __init__(self) -> None:
        self.details: list[str] = []
        self.users: list[UserError] = []
        self.hook = ErrorHook(self.details.append, self.users.append)


@pytest.fixture
def told(qapp: Any) -> Told:
    return Told()


def fail(value: str) -> ValueError:
    try:
        raise ValueError(f"cannot read {value!r} of 13912345678 and li@example.com 张伟")
    except ValueError as error:
        return error


def test_details_say_where_but_not_who() -> None:
    text = describe(fail("Ann Lee"))
    assert "ValueError" in text
    assert "test_errors.py" in text
    for personal in ("Ann", "139", "li@", "张伟"):
        assert personal not in text


def test_the_same_place_is_shown_once_but_logged_each_time(
    told: Told, qtbot: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "crm_desktop.errors"):
        for _ in range(3):
            told.hook.handle(fail("x"))
    qtbot.waitUntil(lambda: bool(told.details))
    qtbot.wait(20)
    assert len(told.details) == 1
    assert len(caplog.records) == 3


def test_what_a_person_can_fix_is_said_every_time(told: Told, qtbot: Any) -> None:
    error = UserError("busy", N_("test", "Busy."))
    told.hook.handle(error)
    told.hook.handle(error)
    qtbot.waitUntil(lambda: told.users == [error, error])
    assert told.details == []


def test_cancelling_is_no_error(told: Told, qtbot: Any) -> None:
    told.hook.handle(Cancelled())
    qtbot.wait(20)
    assert told.details == []


def test_an_error_of_another_thread_arrives_in_the_gui_thread(told: Told, qtbot: Any) -> None:
    thread = threading.Thread(target=lambda: told.hook.handle(fail("x")))
    thread.start()
    qtbot.waitUntil(lambda: bool(told.details))
    thread.join()


def test_it_gives_way_to_a_hook_that_is_there(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def other(*_args: Any) -> None:
        return None

    monkeypatch.setattr(sys, "excepthook", other)
    told.hook.install()
    assert sys.excepthook is other
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    told.hook.install()
    assert sys.excepthook == told.hook._excepthook
    told.hook.uninstall()
    assert sys.excepthook is sys.__excepthook__
