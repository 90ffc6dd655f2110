"""The import wizard through its real widgets: from a dropped file to an undone import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QProgressBar, QPushButton, QTableView

from crm_desktop.core.dates import format_birthday
from crm_desktop.core.i18n import N_
from crm_desktop.core.settings import REGION
from crm_desktop.services.importing.model import CREATE, EMPTY, SKIP
from crm_desktop.views import actions, theme
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing import words
from crm_desktop.views.pages.importing.runs import ImportRunsDialog
from crm_desktop.views.pages.importing.wizard import CHECK, COLUMNS, FILE, HOW, RESULT, VALUES, ImportWizard


@pytest.fixture
def shop_file(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["客户名单"],
        ["客户姓名", "联系电话", "生日", "累计消费"],
        ["何明", "17911029976", "1977.10.4", 120],
        ["曾芳艳", "15923505557", "农历八月十五", ""],
        ["李错", "139O5718842", "", ""],
        ["何明", "179 1102 9976", "", ""],
    ):
        sheet.append(row)
    path = tmp_path / "客户.xlsx"
    book.save(path)
    return path


@pytest.fixture
def wizard(qtbot: Any, window: MainWindow) -> ImportWizard:
    dialog = actions.open_dialog(window.ctx, "crm_desktop.views.pages.importing.wizard:ImportWizard")
    assert isinstance(dialog, ImportWizard)
    qtbot.waitUntil(dialog.isVisible)
    window.ctx.prompter.answer("confirm", True)  # corrections are lost at the end of the test
    return dialog


@pytest.fixture
def reach(qtbot: Any, wizard: ImportWizard) -> Callable[[int], None]:
    """Press the primary button and wait until the step is reached and nothing runs."""

    def go(step: int) -> None:
        qtbot.mouseClick(wizard.verb_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: wizard.step == step and not wizard.busy(), timeout=30_000)

    return go


def look_at(qtbot: Any, wizard: ImportWizard, path: Path) -> None:
    wizard.open_file(path)
    qtbot.waitUntil(lambda: not wizard.busy(), timeout=30_000)


def names(window: MainWindow) -> list[str]:
    rows = window.ctx.services.db.execute_sql("SELECT name FROM customer WHERE deleted_at IS NULL ORDER BY id")
    return [row[0] for row in rows]


def column(qtbot: Any, wizard: ImportWizard, at: int) -> QComboBox:
    """Where one says which field a column is; the later columns come a moment after the first."""
    qtbot.waitUntil(lambda: wizard.findChild(QComboBox, f"import_column_{at}") is not None)
    return wizard.findChild(QComboBox, f"import_column_{at}")


def test_a_file_from_drop_to_undo(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, reach: Callable[[int], None], shop_file: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(shop_file))])
    copy, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    wizard.file_step.zone.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), copy, data, button, keys))
    wizard.file_step.zone.dropEvent(QDropEvent(QPoint(5, 5).toPointF(), copy, data, button, keys))
    qtbot.waitUntil(lambda: wizard.session.preview is not None and not wizard.busy(), timeout=30_000)
    reach(HOW)
    assert wizard.how_step.kind.currentData() == "customers"
    reach(COLUMNS)
    combos = [column(qtbot, wizard, index) for index in range(4)]
    assert [combo.currentData() for combo in combos] == ["name", "phone", "birthday", ""]
    reach(CHECK)
    cards = {name: card.figure() for name, card in wizard.check_step.cards.items()}
    assert cards == {"created": 2, "updated": 0, "unchanged": 0, "repeated": 1, "doubtful": 0, "failed": 1}
    assert names(window) == []
    table = wizard.findChild(QTableView, "import_errors")
    model = table.model()
    assert [model.index(0, column).data() for column in range(3)] == ["5", "李错", "139O5718842"]
    model.setData(model.index(0, 2), "13905718842")
    qtbot.waitUntil(lambda: not wizard.busy(), timeout=30_000)
    assert wizard.check_step.cards["created"].figure() == 3
    reach(RESULT)
    assert names(window) == ["何明", "曾芳艳", "李错"]
    qtbot.mouseClick(wizard.findChild(QPushButton, "import_undo"), Qt.MouseButton.LeftButton)
    assert names(window) == []
    assert not wizard.findChild(QPushButton, "import_undo").isVisible()
    qtbot.mouseClick(wizard.verb_button, Qt.MouseButton.LeftButton)


def test_by_keyboard_alone(qtbot: Any, window: MainWindow, wizard: ImportWizard, shop_file: Path) -> None:
    window.ctx.prompter.answer("open_file", shop_file)
    assert wizard.file_step.zone.state.button.hasFocus()
    qtbot.keyClick(wizard.file_step.zone.state.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: wizard.session.preview is not None and not wizard.busy(), timeout=30_000)
    for step in (HOW, COLUMNS, CHECK, RESULT):
        qtbot.keyClick(wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda wanted=step: wizard.step == wanted and not wizard.busy(), timeout=30_000)
    assert names(window) == ["何明", "曾芳艳"]
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)


def test_a_table_from_the_clipboard(qtbot: Any, wizard: ImportWizard, reach: Callable[[int], None]) -> None:
    QGuiApplication.clipboard().setText("姓名\t电话\n张伟\t13812345678\n")
    qtbot.keyClick(wizard.file_step.zone.state.button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: wizard.session.preview is not None and not wizard.busy(), timeout=30_000)
    reach(HOW)
    reach(COLUMNS)
    reach(CHECK)
    assert wizard.check_step.cards["created"].figure() == 1
    wizard.reject()


def test_a_clipboard_without_a_table_is_told_in_words(qtbot: Any, wizard: ImportWizard) -> None:
    QGuiApplication.clipboard().clear()
    qtbot.mouseClick(wizard.findChild(QPushButton, "import_paste"), Qt.MouseButton.LeftButton)
    assert "no table on the clipboard" in wizard.error_label.text()
    wizard.reject()


def test_enter_corrects_a_cell_instead_of_importing(
    qtbot: Any, wizard: ImportWizard, reach: Callable[[int], None], shop_file: Path
) -> None:
    to_check(qtbot, wizard, shop_file, reach)
    table = wizard.check_step.errors.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert wizard.step == CHECK
    editor = table.viewport().findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "13905718842")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.check_step.cards["failed"].figure() == 0, timeout=30_000)
    qtbot.waitUntil(lambda: not wizard.busy(), timeout=30_000)
    assert wizard.step == CHECK
    wizard.reject()


def test_an_empty_workbook_to_fill_in(qtbot: Any, window: MainWindow, wizard: ImportWizard, tmp_path: Path) -> None:
    window.ctx.prompter.answer("save_file", tmp_path / "t.xlsx")
    qtbot.mouseClick(wizard.findChild(QPushButton, "import_template"), Qt.MouseButton.LeftButton)
    assert (tmp_path / "t.xlsx").exists()
    wizard.reject()


def test_a_missing_name_column_stops_with_a_sentence(
    qtbot: Any, wizard: ImportWizard, reach: Callable[[int], None], shop_file: Path
) -> None:
    look_at(qtbot, wizard, shop_file)
    reach(HOW)
    reach(COLUMNS)
    wizard.columns_step.set_target(0, "")
    assert not wizard.verb_button.isEnabled()
    assert "Name" in wizard.error_label.text()
    wizard.columns_step.set_target(0, "phone")
    wizard.columns_step.set_target(2, "name")
    assert wizard.verb_button.isEnabled()
    wizard.reject()


def test_a_file_that_can_not_be_read_is_told_in_words(qtbot: Any, wizard: ImportWizard, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("姓名,电话")
    look_at(qtbot, wizard, path)
    assert wizard.step == FILE
    assert "not a workbook" in wizard.error_label.text()
    wizard.reject()


def test_old_and_new_values_stand_behind_the_figure(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, reach: Callable[[int], None], tmp_path: Path
) -> None:
    with window.ctx.services.write(N_("undo", "Test")) as work:
        window.ctx.services.customers.create(work, {"name": "张伟", "phone": ["13812345678"], "notes": "旧"})
    path = tmp_path / "a.csv"
    path.write_text("姓名,电话,备注,公司\n张伟,13812345678,新,小店\n张伟,13812345678,,\n", encoding="utf-8")
    look_at(qtbot, wizard, path)
    reach(HOW)
    wizard.how_step.existing.set_current("overwrite")
    reach(COLUMNS)
    reach(CHECK)
    assert wizard.check_step.cards["updated"].figure() == 1
    model = wizard.check_step.list.model()
    rows = [[model.index(row, column).data() for column in range(5)] for row in range(model.rowCount())]
    assert sorted(rows) == [["2", "张伟", "Company", "", "小店"], ["2", "张伟", "Notes", "旧", "新"]]
    qtbot.keyClick(wizard.check_step.cards["repeated"], Qt.Key.Key_Space)
    assert [model.index(0, column).data() for column in range(3)] == ["3", "张伟", "Repeats row 2"]
    wizard.reject()


def test_day_or_month_first_is_asked_once_with_an_example(
    qtbot: Any, wizard: ImportWizard, reach: Callable[[int], None], tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Name,Birthday\nAna,03/04/1988\nBob,05/06/1990\n")
    look_at(qtbot, wizard, path)
    reach(HOW)
    reach(COLUMNS)
    reach(VALUES)
    asked = wizard.findChild(QComboBox, "import_order_1")
    texts = [asked.itemText(at) for at in range(asked.count())]
    assert texts == ["Please choose", "day first: 1988-04-03", "month first: 1988-03-04"]
    asked.setCurrentIndex(1)
    asked.activated.emit(1)
    reach(CHECK)
    assert wizard.check_step.cards["created"].figure() == 2
    wizard.reject()


def test_failed_rows_are_saved(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, reach: Callable[[int], None], shop_file: Path, tmp_path: Path
) -> None:
    look_at(qtbot, wizard, shop_file)
    reach(HOW)
    reach(COLUMNS)
    reach(CHECK)
    out = tmp_path / "failed.xlsx"
    window.ctx.prompter.answer("save_file", out)
    qtbot.mouseClick(wizard.check_step.errors.save, Qt.MouseButton.LeftButton)
    sheet = openpyxl.load_workbook(out).active
    assert [cell.value for cell in sheet[2]][:2] == ["李错", "139O5718842"]
    wizard.reject()


def test_everything_fits_into_a_small_window(
    qtbot: Any, window: MainWindow, shop_file: Path, make_window: Callable[..., MainWindow]
) -> None:
    window.resize(1024, 700)
    dialog = actions.open_dialog(window.ctx, "crm_desktop.views.pages.importing.wizard:ImportWizard", path=shop_file)
    qtbot.waitUntil(lambda: dialog.session.preview is not None and not dialog.busy(), timeout=30_000)
    for step in (HOW, COLUMNS, CHECK):
        dialog.accept()
        qtbot.waitUntil(lambda wanted=step: dialog.step == wanted and not dialog.busy(), timeout=30_000)
        assert dialog.width() <= 1024
        assert dialog.card_rect().height() <= 700
    dialog.reject()


def choose(combo: QComboBox, data: object) -> None:
    """As a person does: pick the entry, which tells whoever listens."""
    at = combo.findData(data)
    assert at >= 0, [combo.itemText(i) for i in range(combo.count())]
    combo.setCurrentIndex(at)
    combo.activated.emit(at)


def to_check(qtbot: Any, wizard: ImportWizard, path: Path, reach: Callable[[int], None]) -> None:
    look_at(qtbot, wizard, path)
    for step in (HOW, COLUMNS, CHECK):
        reach(step)


def test_unknown_words_are_mapped_made_emptied_or_left_out(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, reach: Callable[[int], None], tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名,等级\n甲,钻石\n乙,钻石\n丙,铁牌\n丁,?\n戊,内部\n", encoding="utf-8")
    look_at(qtbot, wizard, path)
    for step in (HOW, COLUMNS, VALUES):
        reach(step)
    combos = {combo.accessibleName(): combo for combo in wizard.values_step.findChildren(QComboBox)}
    assert list(combos)[0] == "钻石"
    choose(combos["钻石"], "A")
    choose(combos["铁牌"], CREATE)
    choose(combos["?"], EMPTY)
    choose(combos["内部"], SKIP)
    reach(CHECK)
    assert wizard.check_step.cards["created"].figure() == 4
    assert wizard.check_step.cards["repeated"].figure() == 1
    assert "铁牌" not in [choice.key for choice in window.ctx.services.choices.entries("grade")]
    reach(RESULT)
    rows = window.ctx.services.db.execute_sql("SELECT name, grade FROM customer ORDER BY id").fetchall()
    assert rows == [("甲", "A"), ("乙", "A"), ("丙", "铁牌"), ("丁", "")]
    assert "铁牌" in [choice.key for choice in window.ctx.services.choices.entries("grade")]
    wizard.reject()


def test_one_correction_for_all_equal_values_and_a_row_left_out(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, reach: Callable[[int], None], tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名,生日\n甲,属兔\n乙,属兔\n丙,属兔\n丁,2月30日\n戊,1990-01-01\n", encoding="utf-8")
    to_check(qtbot, wizard, path, reach)
    errors = wizard.check_step.errors
    assert [errors.reasons.item(at).text() for at in range(errors.reasons.count())] == ["All errors", "生日", "生日"]
    errors.reasons.setCurrentRow(2)
    assert errors.model.rowCount() == 1
    errors.reasons.setCurrentRow(0)
    assert errors.model.rowCount() == 4
    errors.model.setData(errors.model.index(0, 2), "1999-02-03")
    assert errors.same.isVisible()
    assert "2" in errors.same.text()
    qtbot.mouseClick(errors.same, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not wizard.busy(), timeout=30_000)
    assert wizard.check_step.cards["failed"].figure() == 1
    qtbot.mouseClick(errors.leave_out, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not wizard.busy(), timeout=30_000)
    assert wizard.check_step.cards["failed"].figure() == 0
    assert wizard.check_step.cards["created"].figure() == 4
    qtbot.keyClick(wizard.check_step.cards["repeated"], Qt.Key.Key_Space)
    wizard.check_step.list.selectRow(0)
    qtbot.mouseClick(wizard.check_step.take_in, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not wizard.busy(), timeout=30_000)
    assert wizard.check_step.cards["failed"].figure() == 1
    wizard.reject()


def test_a_letter_among_digits_is_offered_as_a_digit(
    qtbot: Any, wizard: ImportWizard, reach: Callable[[int], None], shop_file: Path
) -> None:
    to_check(qtbot, wizard, shop_file, reach)
    fix = wizard.check_step.errors.fix
    assert fix.text() == "Make it 13905718842"
    qtbot.mouseClick(fix, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not wizard.busy(), timeout=30_000)
    assert wizard.check_step.cards["failed"].figure() == 0
    wizard.reject()


def test_people_who_may_be_known_side_by_side(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, reach: Callable[[int], None], tmp_path: Path
) -> None:
    with window.ctx.services.write(N_("undo", "Test")) as work:
        window.ctx.services.customers.create(work, {"name": "张伟", "phone": ["13812345678"], "notes": "旧"})
    path = tmp_path / "a.csv"
    path.write_text("姓名,电话,公司\n李四光,13812345678,地质所\n王小二,13812345678,\n", encoding="utf-8")
    to_check(qtbot, wizard, path, reach)
    view = wizard.check_step.duplicates
    assert wizard.check_step.cards["doubtful"].figure() == 2
    assert view.isVisible()
    model = view.table.model()
    sides = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert sides[0] == ["Name", "李四光", "张伟"]
    view.fate.chosen.emit("create")
    qtbot.waitUntil(lambda: not wizard.busy(), timeout=30_000)
    assert wizard.check_step.cards["created"].figure() == 1
    view.rows.choose(3)
    view.fate.set_current("update")
    view.fate.chosen.emit("update")
    qtbot.waitUntil(lambda: not wizard.busy(), timeout=30_000)
    reach(RESULT)
    assert names(window) == ["张伟", "李四光"]
    wizard.reject()


def test_a_column_is_cut_joined_and_made_a_field(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, reach: Callable[[int], None], tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("客户,省,市,鞋码\n张伟/13812345678,江苏,苏州,42\n何明/13912345678,浙江,杭州,39\n", encoding="utf-8")
    look_at(qtbot, wizard, path)
    for step in (HOW, COLUMNS):
        reach(step)
    step = wizard.columns_step
    entries = menu_entries(qtbot, wizard, 0)
    entries["Cut at strokes"].trigger()
    qtbot.waitUntil(lambda: not wizard.busy(), timeout=30_000)
    assert [info.header for info in wizard.session.preview.columns][4:] == ["客户 · 1", "客户 · 2"]
    assert step.columns()[5] == "phone"
    step.set_target(4, "name")
    menu_entries(qtbot, wizard, 1)["Join with 市"].trigger()
    qtbot.waitUntil(lambda: not wizard.busy(), timeout=30_000)
    step.set_target(6, "region")
    menu_entries(qtbot, wizard, 3)["New field “鞋码” …"].trigger()
    dialog = window.ctx.dialog()
    assert dialog is not None
    assert dialog.objectName() == "import_new_field"
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    assert step.columns() == {0: "", 1: "", 2: "", 3: "鞋码", 4: "name", 5: "phone", 6: "region"}
    reach(CHECK)
    reach(RESULT)
    found = window.ctx.services.customers.rows([1, 2])
    assert [(one.name, one.phone, one.region, str(one.custom["鞋码"])) for one in found] == [
        ("张伟", ("+8613812345678",), "江苏苏州", "42"),
        ("何明", ("+8613912345678",), "浙江杭州", "39"),
    ]
    wizard.reject()


def menu_entries(qtbot: Any, wizard: ImportWizard, at: int) -> dict[str, Any]:
    column(qtbot, wizard, at)
    button = wizard.findChild(QPushButton, f"import_more_{at}")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = button.findChild(QMenu)
    menu.close()
    return {action.text(): action for action in menu.actions()}


def test_what_was_decided_is_remembered_for_the_next_file(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, reach: Callable[[int], None], tmp_path: Path
) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("甲列,乙列,丙列\n张伟,好茶,3\n", encoding="utf-8")
    second.write_text("乙列,丙列,甲列\n红茶,5,何明\n", encoding="utf-8")
    look_at(qtbot, wizard, first)
    for step in (HOW, COLUMNS):
        reach(step)
    assert not wizard.verb_button.isEnabled()
    wizard.columns_step.set_target(0, "name")
    wizard.columns_step.set_target(1, "preferences")
    reach(CHECK)
    reach(RESULT)
    window.ctx.prompter.answer("ask_text", "我的表")
    qtbot.mouseClick(wizard.result_step.keep_button, Qt.MouseButton.LeftButton)
    window.ctx.prompter.answer("open_file", second)
    qtbot.mouseClick(wizard.result_step.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.session.preview is not None and not wizard.busy(), timeout=30_000)
    for step in (HOW, COLUMNS):
        reach(step)
    assert wizard.columns_step.columns() == {0: "preferences", 1: "", 2: "name"}
    wizard.reject()
    other = actions.open_dialog(window.ctx, "crm_desktop.views.pages.importing.wizard:ImportWizard", path=second)
    qtbot.waitUntil(lambda: other.session.preview is not None and not other.busy(), timeout=30_000)
    other.accept()
    assert other.how_step.saved.currentText() == "As saved: 我的表"
    other.reject()


def test_an_import_is_undone_from_the_list_and_brought_back(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, reach: Callable[[int], None], shop_file: Path
) -> None:
    to_check(qtbot, wizard, shop_file, reach)
    reach(RESULT)
    services = window.ctx.services
    with services.write(N_("undo", "Edit")) as work:
        services.customers.update(work, 1, {"notes": "changed since"})
    qtbot.mouseClick(wizard.result_step.earlier_button, Qt.MouseButton.LeftButton)
    dialog = window.ctx.dialog()
    assert dialog is not None
    assert dialog.objectName() == "import_runs_dialog"
    assert dialog.list.row_at(0).title == "客户.xlsx"
    assert "2 new" in dialog.list.row_at(0).line
    window.ctx.prompter.answer("choose", None)
    dialog.accept()
    assert names(window) == ["何明", "曾芳艳"]
    window.ctx.prompter.answer("choose", 0)
    dialog.accept()
    assert names(window) == ["何明"]
    assert dialog.list.row_at(0).right == "undone"
    assert dialog.verb_button.text() == "Bring it back"
    dialog.accept()
    assert names(window) == ["何明", "曾芳艳"]
    dialog.reject()
    wizard.reject()


def test_several_people_of_one_name_are_asked_about(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, reach: Callable[[int], None], tmp_path: Path
) -> None:
    with window.ctx.services.write(N_("undo", "Test")) as work:
        ids = [window.ctx.services.customers.create(work, {"name": "王芳", "company": c}) for c in ("花店", "书店")]
    path = tmp_path / "deals.csv"
    path.write_text("商机名称,客户,金额\n装修,王芳,100\n进货,王芳,200\n开业,赵六,300\n", encoding="utf-8")
    look_at(qtbot, wizard, path)
    reach(HOW)
    choose(wizard.how_step.kind, "deals")
    qtbot.waitUntil(lambda: not wizard.busy(), timeout=30_000)
    reach(COLUMNS)
    reach(VALUES)
    pick = wizard.findChild(QComboBox, "import_pick_0")
    assert [pick.itemText(at).count("花店") for at in range(3)] == [0, 1, 0]
    choose(pick, ids[1])
    choose(wizard.findChild(QComboBox, "import_missing_customer"), "create")
    reach(CHECK)
    assert wizard.check_step.cards["created"].figure() == 3
    reach(RESULT)
    rows = window.ctx.services.db.execute_sql("SELECT title, customer_id FROM deal ORDER BY id").fetchall()
    assert rows[:2] == [("装修", ids[1]), ("进货", ids[1])]
    assert names(window) == ["王芳", "王芳", "赵六"]
    wizard.reject()


def test_work_can_be_stopped_and_changes_nothing(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, reach: Callable[[int], None], tmp_path: Path
) -> None:
    path = tmp_path / "many.csv"
    path.write_text("姓名,电话\n" + "".join(f"客{n},139{n:08d}\n" for n in range(60_000)), encoding="utf-8")
    to_check(qtbot, wizard, path, reach)
    assert wizard.check_step.cards["created"].figure() == 60_000
    qtbot.mouseClick(wizard.verb_button, Qt.MouseButton.LeftButton)
    bar, stop = wizard.findChild(QProgressBar, "job_progress"), wizard.findChild(QPushButton, "job_cancel")
    qtbot.waitUntil(lambda: bar.isVisible() and bar.value() > 0, timeout=30_000)
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not wizard.busy(), timeout=30_000)
    assert wizard.step == CHECK
    assert not bar.isVisible()
    assert wizard.error_label.text() == "Stopped. Nothing was stored."
    qtbot.waitUntil(window.ctx.jobs.idle, timeout=30_000)
    assert names(window) == []
    wizard.reject()


def test_typing_a_part_of_a_field_finds_it(
    qtbot: Any, wizard: ImportWizard, reach: Callable[[int], None], shop_file: Path
) -> None:
    look_at(qtbot, wizard, shop_file)
    reach(HOW)
    reach(COLUMNS)
    combo = column(qtbot, wizard, 3)
    line = combo.lineEdit()
    qtbot.waitUntil(combo.isVisible)
    combo.setFocus()
    qtbot.keyClicks(combo, "special req")
    popup = combo.completer().popup()
    assert [popup.model().index(at, 0).data() for at in range(popup.model().rowCount())] == ["Special requirements"]
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert combo.currentData() == "special_requirements"
    line.selectAll()
    qtbot.keyClicks(combo, "no such field")
    qtbot.keyClick(combo, Qt.Key.Key_Return)
    assert combo.currentData() == "special_requirements"
    assert combo.currentText() == "Special requirements"
    assert wizard.step == COLUMNS
    wizard.reject()


def test_what_looks_wrong_can_be_read_in_another_way(qtbot: Any, wizard: ImportWizard, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title\n姓名#电话\n张伟#13812345678\n", encoding="utf-8")
    look_at(qtbot, wizard, path)
    assert "one column" in wizard.findChild(QLabel, "import_warning").text()
    reading = wizard.file_step.reading
    assert reading.separator.isVisible()
    good = tmp_path / "b.csv"
    good.write_text("店,表\n姓名,电话\n张伟,13812345678\n", encoding="utf-8")
    look_at(qtbot, wizard, good)
    assert not reading.separator.isVisible()
    assert not reading.encoding.isVisible()
    qtbot.mouseClick(wizard.file_step.wrong, Qt.MouseButton.LeftButton)
    assert reading.separator.isVisible()
    assert reading.encoding.isVisible()
    choose(reading.header, 1)
    qtbot.waitUntil(lambda: not wizard.busy(), timeout=30_000)
    assert wizard.session.preview.headers == ("店", "表")
    assert wizard.session.preview.data_rows == 2
    wizard.reject()


def test_the_same_in_every_row(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, reach: Callable[[int], None], shop_file: Path
) -> None:
    look_at(qtbot, wizard, shop_file)
    reach(HOW)
    how = wizard.how_step
    how.owner.set_value("小林")
    how.tags.set_value(["展会", "茶"])
    how.tag.setChecked(False)
    for box in how.keys.values():
        box.setChecked(False)
    assert not wizard.verb_button.isEnabled()
    how.keys["phone"].setChecked(True)
    for step in (COLUMNS, CHECK, RESULT):
        reach(step)
    found = window.ctx.services.customers.rows([1, 2])
    assert [(one.owner, one.tags) for one in found] == [("小林", ("展会", "茶"))] * 2
    wizard.reject()


def test_one_row_is_said_as_one(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, reach: Callable[[int], None], tmp_path: Path
) -> None:
    path = tmp_path / "one.csv"
    path.write_text("Name,Mobile\nAnn Lee,(415) 555-2671\n", "utf-8")
    look_at(qtbot, wizard, path)
    assert any("1 row to import" in shown.text() for shown in wizard.file_step.findChildren(QLabel))
    for step in (HOW, COLUMNS, CHECK):
        reach(step)
    assert wizard.check_step.summary.text() == "1 row read: 1 will be imported. One step, can be undone."
    assert wizard.verb_button.text() == "Import 1 row"
    reach(RESULT)
    assert wizard.result_step.sentence.text() == "1 row imported"
    assert wizard.result_step.details.text() == "1 row read · Customers: 1"
    runs = ImportRunsDialog(window.ctx, wizard)
    assert "What it brought goes away, what it changed becomes what it was." in [
        shown.text() for shown in runs.findChildren(QLabel)
    ]
    runs.reject()
    wizard.result_step.show_undone(1)
    assert wizard.result_step.details.text() == "1 record was changed since and stayed as it is."


def test_a_chosen_wrong_cell_keeps_its_mark(
    qtbot: Any, wizard: ImportWizard, reach: Callable[[int], None], shop_file: Path
) -> None:
    look_at(qtbot, wizard, shop_file)
    for step in (HOW, COLUMNS, CHECK):
        reach(step)
    table = wizard.check_step.errors.table
    index = table.currentIndex()
    assert "O" in index.data()
    place = table.visualRect(index)
    at = table.viewport().mapTo(wizard, place.bottomRight() - QPoint(8, 6))
    assert wizard.grab().toImage().pixelColor(at) == theme.color("bad_soft")


def test_values_beside_each_other_read_as_people_write_them(window: MainWindow) -> None:
    services = window.ctx.services
    with services.write(N_("undo", "Set up the shop")) as work:
        services.settings.set(work, REGION, "US")
    shown = words.reader("customers", services)
    assert shown("birthday", "L1988-08-15") == format_birthday("L1988-08-15", "en")
    assert shown("phone", "+15305546102") == "(530) 554-6102"
    assert shown("name", "L1988-08-15") == "L1988-08-15"
