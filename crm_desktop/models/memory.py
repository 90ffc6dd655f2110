"""What the program remembers so that nobody has to say it twice."""

from __future__ import annotations

from peewee import TextField

from crm_desktop.models.base import BinRecord, Number, Record, Text, link
from crm_desktop.models.customer import Customer


class NotSame(Record):
    """Two look-alike customers of whom the shop said that they are two. ``customer_id`` is the smaller id."""

    customer = link(Customer, null=False, index=False)
    other = link(Customer, null=False)

    class Meta:
        table_name = "not_same"
        indexes = ((("customer_id", "other_id"), True),)


class ImportMapping(BinRecord):
    """How files with these headers are read: ``headers`` a JSON list, ``choices`` the answers given in the wizard."""

    entity = TextField()
    name = TextField()
    headers = Text(default="[]")
    choices = Text(default="{}")

    class Meta:
        table_name = "import_mapping"


class ImportRun(Record):
    """One import that was carried out; ``change_id`` is its change in the log, ``counts`` and ``choices`` JSON."""

    change_id = Number(index=True)
    entity = TextField()
    file_name = TextField()
    counts = Text(default="{}")
    choices = Text(default="{}")

    class Meta:
        table_name = "import_run"


class TextTemplate(BinRecord):
    """A ready-made text for the log: ``kind`` is the activity type it is offered for, empty for all."""

    kind = Text()
    name = TextField()
    content = Text()
    response = Text()
    position = Number()

    class Meta:
        table_name = "text_template"
