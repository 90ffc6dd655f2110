"""Why a row was left out: the sentences shown beside it."""

from __future__ import annotations

from crm_desktop.core.i18n import N_, Text

NAME_MISSING = N_("import", "The name is missing")
POSSIBLE_DUPLICATE = N_("import", "Not merged, possible duplicate: this phone, e-mail or number belongs to {name}")
POSSIBLE_DUPLICATE_IN_FILE = N_(
    "import", "Not merged, possible duplicate: row {row} has the same phone, e-mail or number under another name"
)
REPEATED = N_("import", "Repeats row {row}")
EXISTS = N_("import", "This one is there already")
NOT_THERE = N_("import", "There is nobody like this to update")
CODE_TAKEN = N_("import", "This number belongs to {name}")
EXCLUDED = N_("import", "Left out by you")
NEVER_SOLD = N_("import", "Not a sale: “{value}” in the other program")
WALK_IN = N_("import", "Taken as a sale to nobody in particular")
LEFT_OUT = N_("import", "Rows with “{value}” are left out, as you said")
NOT_WANTED = frozenset({NEVER_SOLD.source, LEFT_OUT.source})
"""Reasons for leaving a row out that are no fault of the row's."""
NO_REFERRER = N_("import", "There is no customer “{value}”")
SEVERAL_REFERRERS = N_("import", "Several customers are called “{value}”: use the number or the phone")
SELF_REFERRER = N_("import", "Nobody can refer themselves")
UNKNOWN_MEMBER = N_("import", "There is no customer with “{value}”")
SEVERAL_MEMBERS = N_("import", "Several customers are called “{value}”: use the number or the phone")
DATE_MISSING = N_("import", "The date is missing")
PRODUCT_MISSING = N_("import", "The product is missing")
TITLE_MISSING = N_("import", "The title is missing")
SUBJECT_MISSING = N_("import", "The subject is missing")
CONTENT_MISSING = N_("import", "It does not say what was said or done")
RELATION_MISSING = N_("import", "It does not say how they belong together")
CUSTOMER_MISSING = N_("import", "The customer is missing")
WITH_ONESELF = N_("import", "Both are the same customer")
AMOUNT_MISSING = N_("import", "The amount is missing")
ORDER_MISSING = N_("import", "The order number is missing")
NO_ORDER = N_("import", "There is no order “{value}”")
OVERPAID = N_("import", "Order {number} has other payments already: with this one it would be paid twice")
ORDER_DISAGREES = N_("import", "The lines of order {number} have different dates or customers")
ORDER_LINE_BAD = N_("import", "Another line of order {number} has an error")
ORDER_EXISTS = N_("import", "Order {number} is there already")
NO_DEAL = N_("import", "There is no deal “{value}”")
ROWS_HAVE_ERRORS = N_("import", "{n} rows have errors. Nothing was imported.")
ROW_HAS_ERRORS = N_("import", "1 row has errors. Nothing was imported.")


def is_missing(reason: Text) -> bool:
    """Whether a row was refused because it names a record that is not there."""
    return reason.source in (NO_REFERRER.source, UNKNOWN_MEMBER.source, NO_DEAL.source)


def is_several(reason: Text) -> bool:
    """Whether a row was refused because it names more than one record."""
    return reason.source in (SEVERAL_REFERRERS.source, SEVERAL_MEMBERS.source)
