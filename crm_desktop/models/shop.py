"""The shop itself: its settings, people, editable lists and saved views."""

from __future__ import annotations

from peewee import TextField

from crm_desktop.models.base import Number, Record, Text


class ShopSetting(Record):
    """One business setting; ``value`` is JSON. Window state is not here but in the preferences file."""

    key = TextField(unique=True)
    value = TextField()

    class Meta:
        table_name = "shop_setting"


class Staff(Record):
    """Somebody who works here: owner of customers, deals and follow-ups, seller of orders."""

    name = TextField(unique=True)
    role = Text()
    active = Number(default=1)

    class Meta:
        table_name = "staff"


class ChoiceValue(Record):
    """An entry of an editable list (``grade``, ``lost_reason`` …).

    ``label`` is empty for entries that we ship: their names are translated.
    """

    list_name = TextField()
    key = TextField()
    label = Text()
    position = Number()
    active = Number(default=1)

    class Meta:
        table_name = "choice"
        indexes = ((("list_name", "key"), True),)


class SavedView(Record):
    """A named filter over a list; ``query`` is JSON of the list query."""

    entity = TextField()
    name = TextField()
    query = TextField()
    position = Number()

    class Meta:
        table_name = "saved_view"
