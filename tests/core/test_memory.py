"""Work that makes no circles is not looked through, and what it leaves is looked at later."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest

from crm_desktop.core import memory


class Circle:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def as_in_the_window() -> Iterator[None]:
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


def test_nobody_looks_meanwhile_and_the_last_one_wakes_it() -> None:
    usual = gc.get_threshold()
    inside, out = threading.Event(), threading.Event()

    def other() -> None:
        with memory.no_circles():
            inside.set()
            out.wait(10)

    thread = threading.Thread(target=other)
    with memory.no_circles():
        thread.start()
        assert inside.wait(10)
        assert gc.get_threshold()[0] == 0
    assert gc.get_threshold()[0] == 0, "the other one is still at work"
    out.set()
    thread.join()
    assert gc.get_threshold() == usual
    with pytest.raises(ZeroDivisionError), memory.no_circles():
        raise ZeroDivisionError
    assert gc.get_threshold() == usual


def test_where_python_collects_by_itself_nothing_is_left_out() -> None:
    memory.look_again()
    gc.unfreeze()
    with memory.no_circles():
        pass
    assert gc.get_freeze_count() == 0
    assert not memory.anything_left_out()


@pytest.mark.usefixtures("as_in_the_window")
def test_in_the_window_what_was_left_out_is_looked_at_later() -> None:
    with memory.no_circles():
        circle = weakref.ref(Circle())
    gc.collect()
    assert memory.anything_left_out()
    assert circle() is not None
    with memory.no_circles():
        memory.look_again()
        assert circle() is not None, "somebody is at work"
    memory.look_again()
    assert circle() is None
    assert not memory.anything_left_out()
