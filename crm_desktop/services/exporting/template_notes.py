"""What a template says of each column: how it is filled in, and an example."""

from __future__ import annotations

from crm_desktop.core.entities import FieldSpec
from crm_desktop.core.i18n import N_, Text

_BY_NAME: dict[tuple[str, str], tuple[Text, Text | str]] = {
    ("customers", "code"): (
        N_("template", "Your own number for the customer. Blank: the program gives one."),
        "K0001",
    ),
    ("customers", "name"): (N_("template", "Name of the person or company."), N_("template", "Ana Lopez")),
    ("customers", "birthday"): (
        N_("template", "2026-05-03, or 05-03 without the year, or a lunar day such as L1988-08-15 or 农历八月十五."),
        "1988-08-15",
    ),
    ("customers", "region"): (
        N_("template", "City or district. Blank: taken from the address, if that names a Chinese city."),
        N_("template", "Springfield"),
    ),
    ("customers", "address"): (N_("template", "In one cell."), N_("template", "12 Main St., Springfield")),
    ("customers", "wechat"): (N_("template", "WeChat account."), "wx_14135"),
    ("customers", "company"): (N_("template", "Where the customer works, or the company itself."), ""),
    ("customers", "source"): (N_("template", "How the customer came to you."), N_("template", "Friend")),
    ("customers", "referrer"): (
        N_("template", "Number, phone or exact name of the customer who brought this one."),
        "K0007",
    ),
    ("customers", "next_follow_up"): (N_("template", "The day on which to get in touch again."), "2026-11-30"),
    ("customers", "verified_on"): (N_("template", "When somebody last made sure that all this is true."), "2026-06-29"),
    ("orders", "number"): (
        N_("template", "One row for each article; rows with the same order number are one order."),
        "XS20260001",
    ),
    ("orders", "date"): (N_("template", "Day of the sale, with the time if you like."), "2026-06-29 11:17"),
    ("orders", "customer"): (
        N_("template", "Number, phone or exact name of the customer. Blank: a sale without a name."),
        "138 1234 5678",
    ),
    ("orders", "product"): (
        N_("template", "Name of the article; one that is not there yet is added."),
        N_("template", "Notebook"),
    ),
    ("orders", "amount"): (N_("template", "What the row comes to. Blank: quantity × unit price."), "59.70"),
    ("orders", "discount"): (N_("template", "Taken off the amount, as a positive number."), "5"),
    ("orders", "paid"): (
        N_("template", "What was paid for the whole order, in its first row. Blank: all of it."),
        "59.70",
    ),
    ("orders", "time_of_day"): (N_("template", "When it was sold, if the date does not say it."), "11:17"),
    ("orders", "method"): (N_("template", "How it was paid. On credit: not paid yet."), N_("template", "Cash")),
    ("orders", "due"): (N_("template", "The day agreed on for payment, where something is owed."), "2026-11-30"),
    ("orders", "deal"): (N_("template", "Number or exact title of the deal."), ""),
    ("deals", "customer"): (N_("template", "Number, phone or exact name of the customer."), "138 1234 5678"),
    ("deals", "title"): (N_("template", "What it is about."), N_("template", "Winter tyres")),
    ("deals", "probability"): (N_("template", "0 to 100, in percent."), "60"),
    ("followups", "customer"): (N_("template", "Number, phone or exact name of the customer."), "138 1234 5678"),
    ("followups", "subject"): (N_("template", "What is to be done."), N_("template", "Call about the tyres")),
    ("followups", "deal"): (N_("template", "Number or exact title of the deal."), ""),
    ("followups", "recurrence"): (N_("template", "A rule such as FREQ=MONTHLY, or blank."), "FREQ=MONTHLY"),
    ("activities", "customer"): (N_("template", "Number, phone or exact name of the customer."), "138 1234 5678"),
    ("activities", "deal"): (N_("template", "Number or exact title of the deal."), ""),
    ("activities", "at"): (N_("template", "Day and time."), "2026-06-29 11:17"),
    ("activities", "content"): (N_("template", "What was said or done."), N_("template", "Asked about winter tyres")),
    ("activities", "response"): (N_("template", "What the customer said to it."), ""),
    ("payments", "order"): (N_("template", "Number of an order that is there."), "XS20260001"),
    ("payments", "date"): (N_("template", "The day on which it was paid. Blank: the day of the order."), "2026-06-29"),
    ("payments", "amount"): (N_("template", "What was received; with a minus what was given back."), "59.70"),
    ("payments", "method"): (N_("template", "How it was paid."), N_("template", "Cash")),
    ("relations", "customer"): (N_("template", "Number, phone or exact name of the customer."), "138 1234 5678"),
    ("relations", "kind"): (N_("template", "What the second customer is to the first one."), ""),
    ("relations", "other"): (N_("template", "Number, phone or exact name of the other customer."), "K0007"),
    ("products", "code"): (N_("template", "Article number or bar code."), "6901234567892"),
    ("products", "name"): (N_("template", "Name of the article."), N_("template", "Notebook")),
    ("products", "unit"): (N_("template", "What it is counted in."), N_("template", "piece")),
}

_BY_TYPE: dict[str, tuple[Text, Text | str]] = {
    "phone": (
        N_("template", "One, or several with ; between them. Foreign ones with + and the country."),
        "138 1234 5678",
    ),
    "email": (N_("template", "One, or several with ; between them."), "ana@example.com"),
    "tags": (N_("template", "Any words, with ; between them."), N_("template", "VIP;newsletter")),
    "choice": (N_("template", "Choose from the list in the cell."), ""),
    "bool": (N_("template", "Choose from the list in the cell."), ""),
    "date": (N_("template", "Best as 2026-11-30."), "2026-11-30"),
    "time": (N_("template", "Best as 2026-11-30 14:00, or 14:00 for the time of day alone."), "14:00"),
    "money": (N_("template", "A number; thousands and ¥ may stand in it."), "1200.50"),
    "number": (N_("template", "A number."), "3"),
    "longtext": (N_("template", "Any text, several lines if you like."), ""),
}
_TEXT = N_("template", "Any text.")
_SUGGESTED = N_("template", "Choose from the list or write a new one.")


def note(entity: str, field: FieldSpec, *, listed: bool) -> tuple[Text, Text | str]:
    """How a column is filled in, and an example (empty where the list in the cell shows it)."""
    own = _BY_NAME.get((entity, field.name))
    if own is not None:
        return own
    if field.type in _BY_TYPE:
        return _BY_TYPE[field.type]
    return (_SUGGESTED if listed else _TEXT), ""
