"""The window: pages by key and arrow, undo, toasts, languages, folding, changes from outside."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPushButton, QWidget

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.i18n import N_, render
from crm_desktop.core.settings import SHOP_NAME
from crm_desktop.services.context import open_services
from crm_desktop.views import theme, translation
from crm_desktop.views.actions import COMMANDS
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages import PAGES
from crm_desktop.views.toast import Toast
from crm_desktop.views.widgets.modal import ModalDialog

CTRL = Qt.KeyboardModifier.ControlModifier


def nav(window: MainWindow) -> QListWidget:
    found = window.findChild(QListWidget, "nav")
    assert found is not None
    return found


def shown_page(window: MainWindow) -> str:
    page = window.current_page()
    assert page is not None
    assert page.isVisible()
    return page.objectName()


def test_pages_open_by_ctrl_and_number(window: MainWindow, qtbot: Any) -> None:
    for number, spec in enumerate(PAGES, 1):
        QTest.keyClick(window, Qt.Key(int(Qt.Key.Key_0) + number), CTRL)
        assert shown_page(window) == f"page_{spec.key}"
        assert nav(window).currentRow() == number - 1


def test_pages_open_by_arrow_keys_in_the_navigation(window: MainWindow) -> None:
    keys = nav(window)
    keys.setCurrentRow(0)
    keys.setFocus()
    for spec in PAGES[1:]:
        QTest.keyClick(keys, Qt.Key.Key_Down)
        assert shown_page(window) == f"page_{spec.key}"
    QTest.keyClick(keys, Qt.Key.Key_Up)
    assert shown_page(window) == f"page_{PAGES[-2].key}"


def test_a_page_is_built_only_when_it_is_shown(window: MainWindow) -> None:
    built = {page.objectName() for page in window.findChildren(QWidget) if page.objectName().startswith("page_")}
    assert "page_settings" not in built
    window.run_command("go_settings")
    assert window.findChild(QWidget, "page_settings") is not None


def test_every_control_has_an_accessible_name(window: MainWindow) -> None:
    window.run_command("go_settings")
    nameless = [
        f"{type(control).__name__} {control.objectName()}"
        for kind in (QPushButton, QLineEdit, QListWidget)
        for control in window.findChildren(kind)
        if not control.accessibleName() and not (isinstance(control, QPushButton) and control.text())
        if control.isVisibleTo(window) and control.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert nameless == []


def test_undo_and_redo_by_button_and_key(window: MainWindow, add_customer: Callable[..., int]) -> None:
    services = window.ctx.services
    undo, redo = window.findChild(QPushButton, "undo"), window.findChild(QPushButton, "redo")
    assert undo is not None
    assert redo is not None
    assert not undo.isEnabled(), "setting up an empty shop is nothing to undo"
    customer = add_customer(services, name="Ann Lee")
    assert undo.isEnabled()
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert services.customers.get(customer) is None
    assert redo.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Y, CTRL)
    assert services.customers.get(customer) is not None
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert services.customers.get(customer) is None
    assert window.ctx.toasts.text() == "Undone: New customer"


def test_a_toast_takes_its_own_change_back(window: MainWindow, add_customer: Callable[..., int]) -> None:
    services = window.ctx.services
    first = add_customer(services, name="Ann Lee")
    change = services.history.last_undoable()
    add_customer(services, name="Bob Ray")
    window.ctx.toasts.show("Ann added", undo_change=change)
    toast = window.findChild(Toast, "toast")
    assert toast is not None
    assert toast.isVisible()
    button = toast.findChild(QPushButton, "toast_undo")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert services.customers.get(first) is None
    assert not services.customers.by_name("Ann Lee")
    assert services.customers.by_name("Bob Ray")


def test_a_toast_goes_by_itself_and_keeps_to_one_line(window: MainWindow, qtbot: Any) -> None:
    window.ctx.toasts.show("a\nlong " * 60, seconds=0.1)
    toast = window.findChild(Toast, "toast")
    assert toast is not None
    assert toast.height() < 56
    assert toast.width() < window.width()
    assert toast.geometry().bottom() < window.height()
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_navigation_folds_below_1100(window: MainWindow, qtbot: Any) -> None:
    window.resize(1280, 800)
    assert window.side.width() == theme.measures.NAV
    window.resize(1024, 700)
    assert window.side.width() == theme.measures.NAV_FOLDED
    place = window.search.geometry()
    assert place.left() >= window.side.width()
    assert place.right() < window.bar.undo.mapTo(window.centralWidget(), window.bar.undo.rect().topLeft()).x()


def test_the_search_makes_room_for_a_long_name(window: MainWindow) -> None:
    window.resize(1024, 700)
    window.bar.show_head("Customers", "", None, False)
    middle = window.search.geometry().left()
    window.bar.show_head("Larkspur Community Center", "VIP", None, False)
    title = window.findChild(QLabel, "head_title")
    assert title.text() == "Larkspur Community Center"
    place = window.search.geometry()
    assert place.left() > middle
    assert place.right() < window.bar.undo.mapTo(window.centralWidget(), window.bar.undo.rect().topLeft()).x()
    window.bar.show_head("The Larkspur Community Center of the Western Hills and Valleys", "VIP", None, False)
    assert window.search.geometry().right() < window.bar.undo.mapTo(window.centralWidget(), QPoint(0, 0)).x()
    assert title.text().endswith("…")


def test_switching_the_language_retranslates_everything(window: MainWindow, qtbot: Any) -> None:
    window.run_command("go_settings")
    title = window.findChild(QLabel, "head_title")
    assert title is not None
    assert title.text() == "Settings"
    window.run_command("lang_zh_CN")
    qtbot.waitUntil(lambda: title.text() == "设置")
    assert nav(window).item(0).text() == render(PAGES[0].title) != "Today"
    assert window.menu.actions()[0].text() != "Import an Excel file"
    sections = window.findChild(QListWidget, "settings_sections")
    assert sections is not None
    assert sections.item(0).text() == "店铺"
    window.run_command("lang_en")
    qtbot.waitUntil(lambda: title.text() == "Settings")
    assert sections.item(0).text() == "Shop"


def test_the_look_switches_at_run_time_and_is_remembered(
    window: MainWindow, make_window: Callable[..., MainWindow]
) -> None:
    assert theme.tokens().scheme == "light"
    window.run_command("theme_dark")
    assert theme.tokens().scheme == "dark"
    window.run_command("go_settings")
    window.close()
    theme.apply(window.ctx.theme.QApplication.instance(), "light")
    again = make_window()
    assert theme.tokens().scheme == "dark"
    assert shown_page(again) == "page_settings"


def test_the_shop_s_name_stands_above_the_navigation(window: MainWindow) -> None:
    services = window.ctx.services
    with services.write(N_("undo", "Change a setting")) as work:
        services.settings.set(work, SHOP_NAME, "Corner Tea")
    assert window.side.brand.accessibleName() == "Corner Tea"
    assert window.windowTitle().endswith("Corner Tea")


def test_changes_of_another_process_are_noticed(window: MainWindow, data_dir: Path, qtbot: Any) -> None:
    seen: list[bool] = []
    window.ctx.bridge.changed.connect(lambda changes, _origin: seen.append(changes.everything))
    other = open_services(data_dir, clock=FixedClock(window.ctx.services.clock.now()))
    with other.write(N_("undo", "New customer")) as work:
        other.customers.create(work, {"name": "Ann Lee"})
    other.close()
    qtbot.waitUntil(lambda: seen == [True], timeout=4000)


def test_own_background_changes_are_not_taken_for_foreign_ones(window: MainWindow, qtbot: Any) -> None:
    seen: list[bool] = []
    window.ctx.bridge.changed.connect(lambda changes, _origin: seen.append(changes.everything))
    services = window.ctx.services

    def work(_ctx: Any) -> int:
        with services.write(N_("undo", "New customer")) as unit:
            return services.customers.create(unit, {"name": "Ann Lee"})

    done: list[int] = []
    window.ctx.jobs.run(work, "x", done.append)
    qtbot.waitUntil(lambda: bool(done))
    window.ctx.bridge.poll()
    assert seen == [False]


def test_a_long_job_shows_progress_and_can_be_cancelled(window: MainWindow, qtbot: Any) -> None:

    def work(ctx: Any) -> None:
        for step in range(10_000):
            ctx.progress(step, 10_000)
            time.sleep(0.005)

    window.ctx.jobs.run(work, "Reading a file")
    bar, cancel = window.findChild(QWidget, "job_progress"), window.findChild(QPushButton, "job_cancel")
    assert bar is not None
    assert cancel is not None
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible, timeout=3000)
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=3000)
    assert not window.ctx.jobs.busy()


def test_names_and_keys_of_commands_are_unique() -> None:
    names = [spec.name for spec in COMMANDS]
    keys = [spec.shortcut for spec in COMMANDS if spec.shortcut]
    assert len(names) == len(set(names))
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("spec", COMMANDS, ids=lambda spec: spec.name)
def test_every_command_has_an_icon_that_exists(spec: Any, qapp: Any) -> None:
    assert not theme.icon(spec.icon).isNull()


def test_back_returns_to_the_page_before(window: MainWindow) -> None:
    window.ctx.navigator.go("today")
    window.ctx.navigator.go("settings")
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown_page(window) == "page_today"


def test_closed_windows_are_collected(make_window: Callable[..., MainWindow], tmp_path: Path) -> None:
    import weakref

    from crm_desktop.app import open_window

    window = open_window(tmp_path / "other", now="2026-09-23T10:00:00")
    gone = weakref.ref(window)
    window.close()
    window.deleteLater()
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del window
    gc.collect()
    assert gone() is None


def test_closing_stops_what_runs_in_the_background(make_window: Callable[..., MainWindow], qtbot: Any) -> None:
    window = make_window()
    ended: list[bool] = []

    def work(ctx: Any) -> None:
        while not ctx.cancelled():
            time.sleep(0.005)
        ended.append(True)

    window.ctx.jobs.run(work, "Reading a file")
    qtbot.waitUntil(window.ctx.jobs.busy)
    qtbot.wait(50)
    assert window.close()
    assert ended == [True]


def test_closing_asks_about_what_somebody_waits_for(make_window: Callable[..., MainWindow], qtbot: Any) -> None:
    window = make_window()
    release, ended = threading.Event(), list[str]()

    def work(ctx: Any) -> None:
        while not (ctx.cancelled() or release.is_set()):
            time.sleep(0.005)
        ended.append("stopped" if ctx.cancelled() else "done")

    window.ctx.jobs.run(work, "Writing list.xlsx")
    panel = window.panel
    assert panel is not None
    qtbot.waitUntil(panel.isVisible, timeout=5000)
    shown: list[str] = []

    def answer() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, ModalDialog)
        window.close()  # once more, which asks no second time
        shown.append(" / ".join(label.text() for label in question.findChildren(QLabel) if label.text()))
        assert question.focusWidget() is question.cancel_button
        question.reject()

    QTimer.singleShot(100, window, answer)
    assert not window.close()
    told = "“Writing list.xlsx” is not finished. Nothing of it is kept if it is stopped now."
    assert shown == [f"Stop it and close the program? / {told}"]
    assert ended == []
    window.ctx.prompter.answer("confirm", True)
    assert window.close()
    assert ended == ["stopped"]


def test_closing_waits_for_what_can_not_be_stopped(make_window: Callable[..., MainWindow], qtbot: Any) -> None:
    window = make_window()
    ended: list[bool] = []

    def work(ctx: Any) -> None:
        time.sleep(0.8)
        ended.append(ctx.cancelled())

    window.ctx.jobs.run(work, "Moving the data", cancellable=False)
    panel = window.panel
    assert panel is not None
    qtbot.waitUntil(panel.isVisible, timeout=5000)
    assert window.close()
    assert len(ended) == 1
    assert window.ctx.prompter.asked == []


def test_ctrl_z_in_a_field_belongs_to_its_text_whatever_it_holds(
    window: MainWindow, add_customer: Callable[..., int]
) -> None:
    services = window.ctx.services
    customer = add_customer(services, name="Ann Lee")
    window.ctx.navigator.go("customers")
    field = window.findChild(QLineEdit, "customer_filter")
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, "an")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == ""
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert services.customers.get(customer) is not None
    window.ctx.navigator.open("customer", customer)
    note = window.page("customers").record.note.note.line
    note.setFocus()
    QTest.keyClick(note, Qt.Key.Key_Z, CTRL)
    assert services.customers.get(customer) is not None
    window.ctx.navigator.go("reports")
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert services.customers.get(customer) is None


def test_the_window_has_the_keys_again_after_a_dialog(window: MainWindow, qtbot: Any) -> None:
    window.run_command("about")
    dialog = window.ctx.dialog()
    assert dialog is not None
    dialog.reject()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_6, CTRL)
    assert shown_page(window) == "page_settings"


def test_a_toast_in_a_dialog_lies_over_its_buttons_and_goes_on_in_the_window(window: MainWindow, qtbot: Any) -> None:
    dialog = ModalDialog(window, "Order", "Save", width=560)
    dialog.paragraph("text\n" * 12)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    window.ctx.toasts.show("Tea added " * 20, undo_change=window.ctx.services.history.last_undoable())
    toast = dialog.findChild(Toast, "toast")
    assert toast is not None, "shown where the person looks"
    card, place = dialog.card_rect(), toast.geometry()
    assert card.contains(place)
    assert place.bottom() < dialog.foot_top(), "never over the buttons"
    dialog.accept()
    qtbot.waitUntil(lambda: toast.parentWidget() is not dialog)
    assert toast.isVisible()
    assert window.ctx.toasts.text().startswith("Tea added")


def test_progress_has_a_line_of_its_own_in_a_dialog(window: MainWindow, qtbot: Any) -> None:
    dialog = ModalDialog(window, "Backup", "Back up now")
    note = dialog.paragraph("Keep the passphrase safe.")
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    before = dialog.height()
    release = threading.Event()
    window.ctx.jobs.run(lambda ctx: release.wait(10), "Backing up")
    panel = window.panel
    assert panel is not None
    qtbot.waitUntil(panel.isVisible, timeout=5000)
    qtbot.waitUntil(lambda: dialog.height() > before)
    QTest.qWait(50)
    assert panel.parentWidget() is dialog
    below = dialog.verb_button.mapTo(dialog, QPoint(0, 0)).y()
    assert panel.geometry().bottom() < below
    assert not panel.geometry().intersects(note.geometry())
    release.set()
    qtbot.waitUntil(lambda: not panel.isVisible())
    assert panel.parentWidget() is window
    assert dialog.height() == before
    dialog.reject()


def test_progress_moves_to_the_window_when_its_dialog_closes(window: MainWindow, qtbot: Any) -> None:
    dialog = ModalDialog(window, "Backup", "Back up now")
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    release = threading.Event()
    window.ctx.jobs.run(lambda ctx: release.wait(10), "Backing up")
    panel = window.panel
    assert panel is not None
    qtbot.waitUntil(panel.isVisible, timeout=5000)
    dialog.reject()
    qtbot.waitUntil(lambda: panel.parentWidget() is window)
    assert panel.isVisible()
    assert window.rect().contains(panel.geometry())
    release.set()
    qtbot.waitUntil(lambda: not panel.isVisible())


@pytest.mark.parametrize(("context", "text"), [("QFileDialog", "Files of &type:"), ("QFileDialog", "&Look in:")])
def test_the_file_dialog_of_qt_speaks_chinese(window: MainWindow, context: str, text: str) -> None:
    translation.switch("zh_CN")
    assert QCoreApplication.translate(context, text) != text
