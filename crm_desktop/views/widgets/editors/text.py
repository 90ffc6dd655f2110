"""Editors of plain values: text, long text, number, money, yes or no, one of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QStyledItemDelegate, QWidget

from crm_desktop.core import money
from crm_desktop.core.entities import Choice
from crm_desktop.core.i18n import render, tr_
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.editors.base import LineEditor, mark_error
from crm_desktop.views.widgets.editors.suggestions import Suggestions


class TextEditor(LineEditor):
    """A line of text; ``suggest(text)`` gives completions from what the shop already uses."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, suggest: Callable[[str], Sequence[str]] | None = None) -> None:
        super().__init__(parent)
        self.textChanged.connect(self.changed)
        self._suggest = suggest
        if suggest is not None:
            self._model = QStringListModel(self)
            self.setCompleter(Suggestions(self._model, self))
            self.textEdited.connect(self._look_up)

    def _look_up(self, text: str) -> None:
        if self._suggest is not None:
            self._model.setStringList(list(self._suggest(text)))

    def value(self) -> str:
        return self.text().strip()

    def set_value(self, value: Any) -> None:
        self.setText(str(value or ""))
        self.show_start()


class LongTextEditor(QPlainTextEdit):
    """Several lines; Tab leaves the field. Sends nothing while an input method composes."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, lines: int = 3) -> None:
        super().__init__(parent)
        self._last = ""
        self.setTabChangesFocus(True)
        self.set_lines(lines)
        self.textChanged.connect(self._compare)

    def set_lines(self, lines: int) -> None:
        """High enough for so many lines; more text scrolls."""
        self.setFixedHeight(lines * measures.LINE + 14)

    def _compare(self) -> None:
        if self.toPlainText() != self._last:
            self._last = self.toPlainText()
            self.changed.emit()

    def value(self) -> str:
        return self.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        self.setPlainText(str(value or ""))

    def problem(self) -> str:
        return ""

    def set_error(self, text: str) -> None:
        mark_error(self, text)

    def name(self, field: str, label: str) -> None:
        self.setObjectName(f"field_{field}")
        self.setAccessibleName(label)

    def input(self) -> QWidget:
        return self


class NumberEditor(LineEditor):
    """A whole number, ``None`` when empty; a ``Decimal`` with ``fractions``, a quantity × 1000 with ``thousandths``."""

    changed = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        thousandths: bool = False,
        lowest: int | None = None,
        highest: int | None = None,
        suffix: str = "",
        fractions: bool = False,
    ) -> None:
        super().__init__(parent)
        self._thousandths, self._lowest, self._highest = thousandths, lowest, highest
        self._fractions = fractions or thousandths
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText(suffix)
        self.textChanged.connect(self.changed)

    def problem(self) -> str:
        if not self.text().strip():
            return ""
        try:
            number = money.parse_number(self.text())
        except money.MoneyError as error:
            return render(error.reason)
        if self._lowest is not None and number < self._lowest:
            return tr_("widgets", "At least {number}", number=self._lowest)
        if self._highest is not None and number > self._highest:
            return tr_("widgets", "At most {number}", number=self._highest)
        if not self._fractions and number != number.to_integral_value():
            return tr_("widgets", "A whole number is needed")
        return ""

    def value(self) -> int | Decimal | None:
        if not self.text().strip() or self.problem():
            return None
        if self._thousandths:
            return money.parse_quantity(self.text())
        number = money.parse_number(self.text())
        return number if self._fractions else int(number)

    def set_value(self, value: Any) -> None:
        if value is None or value == "":
            self.setText("")
        else:
            self.setText(money.format_quantity(int(value)) if self._thousandths else str(value))


class MoneyEditor(LineEditor):
    """An amount in minor units of ``currency``, ``None`` when empty."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, currency: str = "CNY", negative: bool = False) -> None:
        super().__init__(parent)
        self._currency, self._negative = currency, negative
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText(money.symbol(currency).strip())
        self.textChanged.connect(self.changed)
        self.editingFinished.connect(self._tidy)

    def problem(self) -> str:
        if not self.text().strip():
            return ""
        try:
            amount = money.parse_money(self.text(), self._currency)
        except money.MoneyError as error:
            return render(error.reason)
        if amount < 0 and not self._negative:
            return tr_("widgets", "An amount can't be below zero here")
        return ""

    def value(self) -> int | None:
        if not self.text().strip() or self.problem():
            return None
        return money.parse_money(self.text(), self._currency)

    def set_value(self, value: Any) -> None:
        self.setText("" if value in (None, "") else money.format_money(int(value), self._currency, symbols=False))

    def _tidy(self) -> None:
        amount = self.value()
        if amount is not None:
            shown = money.format_money(amount, self._currency, symbols=False)
            if shown != self.text():
                self.setText(shown)


class BoolEditor(QCheckBox):
    """Yes or no; the label stands beside the box."""

    changed = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.toggled.connect(self.changed)

    def value(self) -> bool:
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        self.setChecked(bool(value))

    def problem(self) -> str:
        return ""

    def set_error(self, text: str) -> None:
        mark_error(self, text)

    def name(self, field: str, label: str) -> None:
        self.setObjectName(f"field_{field}")
        self.setAccessibleName(label)

    def input(self) -> QWidget:
        return self


class ChoiceEditor(QComboBox):
    """One of several; its value is the language-independent key. ``optional`` adds an empty first entry."""

    changed = Signal()

    def __init__(self, choices: Sequence[Choice] = (), parent: QWidget | None = None, *, optional: bool = True) -> None:
        super().__init__(parent)
        self._optional = optional
        self.setItemDelegate(QStyledItemDelegate(self))  # so that the list has the look of the style sheet
        self.setFixedHeight(measures.CONTROL)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.set_choices(choices)
        self.currentIndexChanged.connect(self.changed)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Other entries; the value stays where it is still one of them."""
        keep = self.value() if self.count() else ""
        self.blockSignals(True)
        self.clear()
        if self._optional:
            self.addItem("", "")
        for choice in choices:
            self.addItem(render(choice.label), choice.key)
        self.set_value(keep)
        self.blockSignals(False)

    def sizeHint(self) -> QSize:
        return QSize(200, measures.CONTROL)

    def value(self) -> str:
        return str(self.currentData() or "")

    def set_value(self, value: Any) -> None:
        key = str(value or "")
        at = self.findData(key)
        if at < 0 and key:
            self.addItem(key, key)
            at = self.count() - 1
        self.setCurrentIndex(max(at, 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form; it must not change a value by accident."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def problem(self) -> str:
        return ""

    def set_error(self, text: str) -> None:
        mark_error(self, text)

    def name(self, field: str, label: str) -> None:
        self.setObjectName(f"field_{field}")
        self.setAccessibleName(label)

    def input(self) -> QWidget:
        return self
