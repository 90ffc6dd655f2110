"""The steps of the import, each with a file that has something to show there."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.commands import stage
from crm_desktop.core.i18n import language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from crm_desktop.views.main_window import MainWindow
    from crm_desktop.views.pages.importing.wizard import ImportWizard

STEPS = ("file", "how", "columns", "values", "check", "result")
Show = Callable[["MainWindow"], bool]

_UNCLEAR: dict[str, tuple[tuple[str, ...], ...]] = {
    "zh_CN": (
        ("姓名", "手机", "生日", "等级", "累计消费", "口味"),
        ("沈若兰", "13805712046", "03/04/1985", "金卡", "1,280", "清淡"),
        ("周建", "139O5718842", "05/06/1979", "金卡", "3,460", "浓香"),
        ("钱芳", "13657102283", "31/31/1990", "银卡", "860", "清淡"),
        ("", "13588036614", "07/08/1981", "银卡", "1,050", ""),
        ("冯军", "15868140092", "09/10/1972", "金卡", "约三千", "浓香"),
        ("何婷", "电话同上", "01/02/1988", "VIP 客户", "320", "清淡"),
    ),
    "en": (
        ("Name", "Mobile", "Birthday", "Grade", "Total spent", "Taste"),
        ("Alice Whitmore", "(415) 555-2646", "03/04/1985", "Gold", "1,280", "light"),
        ("Peter Lind", "415555O884", "05/06/1979", "Gold", "3,460", "strong"),
        ("Joan Reed", "(415) 555-2619", "31/31/1990", "Silver", "860", "light"),
        ("", "(415) 555-2614", "07/08/1981", "Silver", "1,050", ""),
        ("Tess Abel", "(415) 555-2651", "09/10/1972", "Gold", "about 3000", "strong"),
        ("Owen Brandt", "as above", "01/02/1988", "VIP", "320", "light"),
    ),
}
"""Days that can be read in two ways, words that are no grade, and a fault in most of the rows."""


def shows(folder: Path, filled: Callable[[MainWindow], None]) -> Iterator[tuple[str, Show]]:
    """``filled`` sees to it that the shop has its samples; files are made in ``folder``."""
    made = _Imports(folder, filled)
    for step in ("file", "how", "columns"):
        yield f"import-{step}", partial(made.clean, step)
    yield "import-field", made.own_field
    yield "import-values", made.values
    yield "import-errors", made.errors
    yield "import-doubtful", made.doubtful
    yield "import-check", partial(made.clean, "check")
    yield "import-result", partial(made.clean, "result")
    yield "import-runs", made.runs


class _Imports:
    def __init__(self, folder: Path, filled: Callable[[MainWindow], None]) -> None:
        self._folder, self._filled = folder, filled

    def _wizard(self, window: MainWindow, path: Path, upto: str) -> ImportWizard:
        from crm_desktop.views.pages.importing.wizard import ImportWizard

        self._filled(window)
        wizard = ImportWizard(window.ctx, path, "customers", window)
        self._over(window, wizard)
        wanted = STEPS.index(upto)
        for _press in range(12):
            stage.settle(window)
            if wizard.step >= wanted or not wizard.verb_button.isEnabled():
                break
            wizard.accept()
        return wizard

    @staticmethod
    def _over(window: MainWindow, dialog: QDialog) -> bool:
        window.ctx.navigator.go("customers")
        dialog.open()
        return True

    def clean(self, upto: str, window: MainWindow) -> bool:
        """A workbook in which little is wrong."""
        from crm_desktop.commands.samples import sample, write_customers

        path = self._folder / "customers.xlsx"
        if not path.exists():
            write_customers(sample(language()), path)
        return self._wizard(window, path, upto).step == STEPS.index(upto)

    def _unclear(self, window: MainWindow, upto: str) -> ImportWizard:
        """A file with questions and faults, and a row that may be somebody who is there already."""
        from crm_desktop.services.listing import Filter, ListQuery

        self._filled(window)
        head, *rows = _UNCLEAR.get(language(), _UNCLEAR["en"])
        query = ListQuery("customers", filters=(Filter("phone", "not_empty", ""),))
        known = window.ctx.services.listing.first(query, 1)
        name, *_others, taste = rows[0]
        rows.append((name, *(one.phone[0] for one in known), "04/05/1985", rows[-1][3], "90", taste))
        path = self._folder / "unclear.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([head, *rows])
        return self._wizard(window, path, upto)

    def values(self, window: MainWindow) -> bool:
        return self._unclear(window, "values").step == STEPS.index("values")

    def _answered(self, window: MainWindow) -> ImportWizard:
        from PySide6.QtWidgets import QComboBox

        wizard = self._unclear(window, "values")
        for combo in wizard.values_step.findChildren(QComboBox):
            if combo.currentData() == "":
                combo.setCurrentIndex(1)
                combo.activated.emit(1)
        wizard.accept()
        stage.settle(window)
        return wizard

    def errors(self, window: MainWindow) -> bool:
        return self._answered(window).check_step.cards["failed"].figure() > 0

    def doubtful(self, window: MainWindow) -> bool:
        card = self._answered(window).check_step.cards["doubtful"]
        card.clicked.emit()
        return card.figure() > 0

    def own_field(self, window: MainWindow) -> bool:
        from crm_desktop.views.pages.importing.new_field import NewFieldDialog

        wizard = self._unclear(window, "columns")
        preview = wizard.session.preview
        if preview is None:
            return False
        NewFieldDialog(window.ctx, "customers", preview.columns[-1], wizard).open()
        return True

    def runs(self, window: MainWindow) -> bool:
        from crm_desktop.views.pages.importing.runs import ImportRunsDialog

        return self._over(window, ImportRunsDialog(window.ctx, window))
