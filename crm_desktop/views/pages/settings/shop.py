"""The shop: its name, its money, its country, its hours."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.settings import CLOSES, CURRENCY, LOYAL_ORDERS, OPENS, REGION, SHOP_NAME, Setting
from crm_desktop.views.pages.settings.section import Section
from crm_desktop.views.shop_choices import choose, fill_currencies, fill_regions
from crm_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext


_HALF_HOUR, _DAY = 30, 24 * 60


class ShopSection(Section):
    key: ClassVar[str] = "shop"
    name: ClassVar[Text] = N_("settings", "Shop")
    touches: ClassVar[tuple[str, ...]] = ("settings",)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self.add_header(self.tr("Shop"))
        self._name = QLineEdit()
        self._name.setObjectName("shop_name")
        self._name.setMaxLength(60)
        self._name.editingFinished.connect(self._save_name)
        self.add_field(self.tr("Name of the shop"), self._name, self.tr("Stands above the navigation and on reports."))
        self._currency = QComboBox()
        self._currency.setObjectName("shop_currency")
        fill_currencies(self._currency)
        self._currency.activated.connect(self._save_currency)
        self.add_field(self.tr("Currency"), self._currency, self.tr("Amounts keep their numbers when it changes."))
        self._region = QComboBox()
        self._region.setObjectName("shop_region")
        fill_regions(self._region)
        self._region.activated.connect(self._save_region)
        self.add_field(
            self.tr("Country"),
            self._region,
            self.tr("Phone numbers without a country code are read as numbers of here."),
        )
        self._opens, self._closes = QComboBox(), QComboBox()
        self._add_hours()
        self._loyal = QComboBox()
        self._loyal.setObjectName("shop_loyal")
        for orders in (3, 4, 5, 6, 8, 10, 12, 15, 20):
            self._loyal.addItem(self.tr("from {n} orders on").format(n=orders), orders)
        self._loyal.activated.connect(self._save_loyal)
        self.add_field(self.tr("A customer is loyal"), self._loyal)

    def _add_hours(self) -> None:
        for box, name, said, setting in (
            (self._opens, "shop_opens", self.tr("Opens at"), OPENS),
            (self._closes, "shop_closes", self.tr("Closes at"), CLOSES),
        ):
            box.setObjectName(name)
            box.setAccessibleName(said)
            box.activated.connect(partial(self._save_hours, setting))
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._opens, 1)
        row.addWidget(label(self.tr("to"), "body", "2"))
        row.addWidget(self._closes, 1)
        self.add_field(self.tr("Opening hours"), pair, self.tr("What the calendar shows of a day first."))

    def refresh(self) -> None:
        settings = self.ctx.services.settings
        opens, closes = settings.get(OPENS), settings.get(CLOSES)
        _fill_times(self._opens, range(0, closes, _HALF_HOUR), opens)
        _fill_times(self._closes, range(opens + _HALF_HOUR, _DAY + 1, _HALF_HOUR), closes)
        self._name.setText(settings.get(SHOP_NAME))
        choose(self._currency, settings.get(CURRENCY))
        choose(self._region, settings.get(REGION))
        orders = settings.get(LOYAL_ORDERS)
        if self._loyal.findData(orders) < 0:
            self._loyal.addItem(self.tr("from {n} orders on").format(n=orders), orders)
        self._loyal.setCurrentIndex(self._loyal.findData(orders))

    def is_editing(self) -> bool:
        return self._name.isModified()

    @Slot()
    def _save_name(self) -> None:
        self._name.setModified(False)
        self.save(SHOP_NAME, self._name.text().strip())

    @Slot()
    def _save_currency(self) -> None:
        self.save(CURRENCY, self._currency.currentData())

    @Slot()
    def _save_region(self) -> None:
        self.save(REGION, self._region.currentData())

    def _save_hours(self, setting: Setting[int], _at: int) -> None:
        self.save(setting, (self._opens if setting is OPENS else self._closes).currentData())
        self.refresh()

    @Slot()
    def _save_loyal(self) -> None:
        self.save(LOYAL_ORDERS, self._loyal.currentData())


def _fill_times(box: QComboBox, minutes: range, chosen: int) -> None:
    """Times of day in ``box``, ``chosen`` among them whatever it is."""
    box.clear()
    for minute in sorted({*minutes, chosen}):
        box.addItem(f"{minute // 60:02d}:{minute % 60:02d}", minute)
    box.setCurrentIndex(box.findData(chosen))
