"""Fourth step: what words, days, numbers and names of the file mean, where that is not clear by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QStyledItemDelegate, QVBoxLayout, QWidget

from crm_desktop.core.i18n import render, tr_
from crm_desktop.core.settings import REGION
from crm_desktop.services.importing import choices
from crm_desktop.services.importing.choices import UnknownName, UnknownWord
from crm_desktop.services.importing.formats import readings
from crm_desktop.services.importing.model import CREATE, EMPTY, SKIP, ColumnFormat, ImportOptions, ImportResult
from crm_desktop.views import theme
from crm_desktop.views.pages.importing import words
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets import ElidedLabel, ScrollArea, SectionHeader, label

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

_SHOWN = 200
_REGIONS = ("CN", "HK", "MO", "TW", "SG", "MY", "JP", "KR", "US", "CA", "GB", "AU", "NZ", "DE", "FR", "IT", "ES", "NL",
            "AT", "CH", "IN", "TH", "VN", "RU")  # fmt: skip


class ValuesStep(QWidget):
    """What was answered stays for the whole file; :meth:`apply` puts it into the options."""

    changed = Signal()

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._s = services
        self._scroll = ScrollArea(QWidget(self), gap=8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        self.reset()

    def reset(self) -> None:
        """Another file: nothing was answered yet."""
        self._words: dict[str, dict[str, str]] = {}
        self._orders: dict[int, str] = {}
        self._signs: dict[int, str] = {}
        self._picks: dict[str, int] = {}
        self._links: dict[str, str] = {}
        self._region: str | None = None
        self._asks = self._has_content = False

    def has_questions(self) -> bool:
        """Whether something of the file is unclear and should be answered."""
        return self._asks

    def has_content(self) -> bool:
        """Whether there is anything to see here."""
        return self._has_content

    def apply(self, options: ImportOptions) -> ImportOptions:
        """``options`` with what is answered here."""
        meanings = {target: {**options.values.get(target, {}), **said} for target, said in self._words.items()}
        changes: dict[str, Any] = {
            "values": {**options.values, **meanings},
            "orders": {**options.orders, **self._orders},
            "decimals": {**options.decimals, **self._signs},
            "picks": {**options.picks, **self._picks},
            "links": {**options.links, **self._links},
            "region": self._region or options.region,
        }
        return replace(options, **changes)

    # Showing ---------------------------------------------------------------------------------

    def show_plan(self, plan: ImportResult, options: ImportOptions) -> None:
        """Ask what a check of the whole file left unclear, and show how it was understood otherwise."""
        self._plan, self._options = plan, options
        content = QWidget(self)
        self._box = QVBoxLayout(content)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._first: QWidget | None = None
        unknown, names = choices.unknown_words(plan), choices.unknown_names(self._s, plan)
        unclear = [one for one in plan.formats if one.order == "?"]
        self._asks = bool(unknown or names or unclear)
        self._dates([one for one in plan.formats if one.order])
        self._unknown(unknown)
        self._several([name for name in names if name.candidates])
        self._missing([name for name in names if not name.candidates])
        self._numbers([one for one in plan.formats if one.sign])
        self._phones()
        self._has_content = self._box.count() > 0
        self._box.addStretch(1)
        self._scroll.setWidget(content)
        theme.set_ground(content, "raised")
        if self._first is not None:
            self.setFocusProxy(self._first)

    def _section(self, title: str, note: str = "") -> QGridLayout:
        if self._box.count():
            self._box.addSpacing(12)
        self._box.addWidget(SectionHeader(title))
        if note:
            hint = label(note, "small")
            hint.setWordWrap(True)
            self._box.addWidget(hint)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for column, stretch in enumerate((3, 5, 5)):
            grid.setColumnStretch(column, stretch)
        self._box.addLayout(grid)
        return grid

    def _combo(
        self, name: str, accessible: str, entries: Sequence[tuple[str, Any]], current: Any, take: Callable[[Any], None]
    ) -> QComboBox:
        combo = QComboBox()
        combo.setItemDelegate(QStyledItemDelegate(combo))
        combo.setFixedHeight(measures.CONTROL)
        combo.setObjectName(name)
        combo.setAccessibleName(accessible)
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for text, data in entries:
            combo.addItem(text, data)
        combo.setCurrentIndex(max(0, combo.findData(current)))
        combo.activated.connect(partial(self._take, combo, take))
        self._first = self._first or combo
        return combo

    def _take(self, combo: QComboBox, take: Callable[[Any], None], _at: int = 0) -> None:
        take(combo.currentData())
        self.changed.emit()

    def _header(self, column: int) -> str:
        return self._plan.headers[column] if column < len(self._plan.headers) else ""

    # Days and numbers ------------------------------------------------------------------------

    def _dates(self, formats: list[ColumnFormat]) -> None:
        if not formats:
            return
        note = tr_("wizard", "Which number is the day? It can't be seen from the file alone where both fit.")
        grid = self._section(tr_("wizard", "Days"), note if any(one.order == "?" for one in formats) else "")
        texts = {
            "dmy": tr_("wizard", "day first: {day}"),
            "mdy": tr_("wizard", "month first: {day}"),
            "ymd": tr_("wizard", "year first: {day}"),
        }
        for row, one in enumerate(formats):
            fitting = readings(one, self._s.clock.today())
            entries = [(texts[order].format(day=day), order) for order, day in fitting if order in texts]
            chosen = self._orders.get(one.column, one.order)
            if chosen == "?":
                entries.insert(0, (tr_("wizard", "Please choose"), ""))
            combo = self._combo(
                f"import_order_{one.column}",
                self._header(one.column),
                entries,
                chosen,
                partial(self._set_order, one.column),
            )
            self._row(grid, row, self._header(one.column), tr_("wizard", "“{value}” means", value=one.example), combo)

    def _set_order(self, column: int, order: str) -> None:
        self._orders.pop(column, None)
        if order:
            self._orders[column] = order

    def _numbers(self, formats: list[ColumnFormat]) -> None:
        if not formats:
            return
        grid = self._section(tr_("wizard", "Numbers"))
        for row, one in enumerate(formats):
            chosen = self._signs.get(one.column, "." if one.sign == "?" else one.sign)
            combo = self._combo(
                f"import_sign_{one.column}",
                self._header(one.column),
                [(text, sign) for sign, text in readings(one, self._s.clock.today())],
                chosen,
                partial(self._signs.__setitem__, one.column),
            )
            self._row(grid, row, self._header(one.column), tr_("wizard", "“{value}” means", value=one.example), combo)

    def _phones(self) -> None:
        if "phone" not in self._plan.targets.values() and "customer" not in self._plan.targets.values():
            return
        grid = self._section(tr_("wizard", "Phones"))
        own = self._s.settings.get(REGION)
        regions = list(dict.fromkeys((own, *_REGIONS)))
        entries = sorted(((_country(region), region) for region in regions[1:]), key=lambda pair: pair[0])
        entries.insert(0, (_country(own), own))
        current = self._region or self._options.region or own
        combo = self._combo("import_region", tr_("wizard", "Country"), entries, current, self._set_region)
        self._row(grid, 0, tr_("wizard", "Country"), tr_("wizard", "Numbers without a country code are from"), combo)

    def _set_region(self, region: str) -> None:
        self._region = region

    # Words and names -------------------------------------------------------------------------

    def _unknown(self, unknown: list[UnknownWord]) -> None:
        """One row a word; those answered before stand behind, to be changed again."""
        asked = {(one.target, one.word) for one in unknown}
        column_of = {target: column for column, target in self._plan.targets.items()}
        answered = [
            UnknownWord(column_of[target], target, word, 0)
            for target, meanings in {**self._options.values, **self._words}.items()
            for word in meanings
            if target in column_of and (target, word) not in asked
        ]
        rows = [*unknown, *answered][:_SHOWN]
        if not rows:
            return
        note = tr_("wizard", "Say once what each of them means; the file stays as it is.")
        grid = self._section(tr_("wizard", "Words that are not in the list"), note)
        for row, one in enumerate(rows):
            field = choices.field_of(self._s, self._options, one.target)
            entries: list[tuple[str, Any]] = [(tr_("wizard", "Please choose"), "")]
            entries += [(text, key) for key, text in choices.entries(self._s, self._options, one.target)]
            if choices.can_grow(field):
                entries.append((tr_("wizard", "New choice “{word}”", word=one.word), CREATE))
            if choices.can_be_blank(field):
                entries.append((tr_("wizard", "Leave it empty"), EMPTY))
            entries.append((tr_("wizard", "Leave these rows out"), SKIP))
            said = self._words.get(one.target, {}).get(one.word, self._options.values.get(one.target, {}).get(one.word))
            combo = self._combo(
                f"import_value_{row}", one.word, entries, said or "", partial(self._set_word, one.target, one.word)
            )
            count = tr_("wizard", "“{word}” in {n} rows", word=one.word, n=f"{one.count:,}")
            if one.count == 1:
                count = tr_("wizard", "“{word}” in 1 row", word=one.word)
            self._row(grid, row, self._header(one.column), count if one.count else f"“{one.word}”", combo)

    def _set_word(self, target: str, word: str, meaning: str) -> None:
        said = self._words.setdefault(target, {})
        said.pop(word, None)
        if meaning:
            said[word] = meaning

    def _several(self, names: list[UnknownName]) -> None:
        if not names:
            return
        grid = self._section(tr_("wizard", "Names that several people have"))
        for row, one in enumerate(names[:_SHOWN]):
            entries: list[tuple[str, Any]] = [(tr_("wizard", "Please choose"), 0)]
            entries += [(f"{who.name} · {who.detail}", who.id) for who in one.candidates]
            combo = self._combo(
                f"import_pick_{row}", one.name, entries, self._picks.get(one.name, 0), partial(self._set_pick, one.name)
            )
            self._row(grid, row, self._field_label(one.target), _counted(one), combo)

    def _set_pick(self, name: str, customer: int) -> None:
        self._picks.pop(name, None)
        if customer:
            self._picks[name] = customer

    def _missing(self, names: list[UnknownName]) -> None:
        """One question a field: what becomes of rows that name somebody who is not there."""
        by_target: dict[str, list[UnknownName]] = {}
        for name in names:
            by_target.setdefault(name.target, []).append(name)
        if not by_target:
            return
        grid = self._section(tr_("wizard", "Names that are not in the list"))
        entries: list[tuple[str, Any]] = [
            (tr_("wizard", "Show as errors"), "error"),
            (tr_("wizard", "Add them"), "create"),
            (tr_("wizard", "Leave empty"), "walk_in"),
        ]
        for row, (target, missing) in enumerate(by_target.items()):
            shown = "、".join(one.name for one in missing[:3]) if _chinese(missing) else ", ".join(
                one.name for one in missing[:3]
            )  # fmt: skip
            count = tr_("wizard", "{names} … ({n} in all)", names=shown, n=f"{len(missing):,}")
            said = self._links.get(target, self._options.link(target))
            combo = self._combo(
                f"import_missing_{target}", self._field_label(target), entries, said, partial(self._set_link, target)
            )
            self._row(grid, row, self._field_label(target), count if len(missing) > 3 else shown, combo)

    def _set_link(self, target: str, choice: str) -> None:
        self._links[target] = choice

    def _field_label(self, target: str) -> str:
        spec = choices.own_spec(self._s, self._options)
        return render(spec.field(target).label) if target in spec.names() else words.label_of(target)

    @staticmethod
    def _row(grid: QGridLayout, row: int, column: str, text: str, control: QWidget) -> None:
        grid.addWidget(ElidedLabel(column, "strong"), row, 0)
        grid.addWidget(ElidedLabel(text, "body"), row, 1)
        grid.addWidget(control, row, 2)


def _counted(one: UnknownName) -> str:
    if one.count == 1:
        return tr_("wizard", "“{word}” in 1 row", word=one.name)
    return tr_("wizard", "“{word}” in {n} rows", word=one.name, n=f"{one.count:,}")


def _chinese(names: list[UnknownName]) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for one in names for char in one.name)


def _country(region: str) -> str:
    territory = QLocale.codeToTerritory(region)
    chinese = tr_("wizard", "Country") != "Country"
    name = QLocale(QLocale.Language.Chinese, territory).nativeTerritoryName() if chinese else ""
    return f"{name or QLocale.territoryToString(territory)} ({region})"
