"""The currencies and countries that are offered for choice; any other that is stored is kept."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from crm_desktop.core import money
from crm_desktop.core.i18n import N_, Text, render

CURRENCIES: tuple[tuple[str, Text], ...] = (
    ("CNY", N_("currency", "Chinese yuan")),
    ("HKD", N_("currency", "Hong Kong dollar")),
    ("MOP", N_("currency", "Macanese pataca")),
    ("TWD", N_("currency", "New Taiwan dollar")),
    ("USD", N_("currency", "US dollar")),
    ("EUR", N_("currency", "Euro")),
    ("GBP", N_("currency", "British pound")),
    ("JPY", N_("currency", "Japanese yen")),
    ("SGD", N_("currency", "Singapore dollar")),
    ("MYR", N_("currency", "Malaysian ringgit")),
    ("CAD", N_("currency", "Canadian dollar")),
    ("AUD", N_("currency", "Australian dollar")),
)
REGIONS: tuple[tuple[str, Text], ...] = (
    ("CN", N_("region", "Mainland China")),
    ("HK", N_("region", "Hong Kong")),
    ("MO", N_("region", "Macao")),
    ("TW", N_("region", "Taiwan")),
    ("SG", N_("region", "Singapore")),
    ("MY", N_("region", "Malaysia")),
    ("US", N_("region", "United States")),
    ("CA", N_("region", "Canada")),
    ("GB", N_("region", "United Kingdom")),
    ("AU", N_("region", "Australia")),
    ("DE", N_("region", "Germany")),
    ("FR", N_("region", "France")),
    ("JP", N_("region", "Japan")),
)
CURRENCY_OF = {
    "CN": "CNY",
    "HK": "HKD",
    "MO": "MOP",
    "TW": "TWD",
    "SG": "SGD",
    "MY": "MYR",
    "US": "USD",
    "CA": "CAD",
    "GB": "GBP",
    "AU": "AUD",
    "DE": "EUR",
    "FR": "EUR",
    "JP": "JPY",
}


def fill_currencies(box: QComboBox) -> None:
    for code, name in CURRENCIES:
        sign = money.symbol(code)
        told = sign if sign.startswith(code) else f"{code} {sign}"
        box.addItem(f"{render(name)} ({told})", code)  # the name first: keys find it


def fill_regions(box: QComboBox) -> None:
    for code, name in REGIONS:
        box.addItem(render(name), code)


def choose(box: QComboBox, code: str) -> None:
    """Choose the entry of ``code``; one we do not list is added as it is."""
    if box.findData(code) < 0:
        box.addItem(code, code)
    box.setCurrentIndex(box.findData(code))
