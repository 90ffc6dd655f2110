"""What a shop adds to a record: files, fields of its own, ties between customers."""

from __future__ import annotations

from peewee import SQL, FloatField, TextField

from crm_desktop.models.base import BinRecord, Number, Record, Table, Text, link
from crm_desktop.models.customer import Customer
from crm_desktop.models.deal import Deal


class Attachment(BinRecord):
    """A file kept with a customer or a deal: its bytes lie under ``files/`` by ``sha256``; ``name`` is only shown."""

    customer = link(Customer)
    deal = link(Deal)
    name = TextField()
    size = Number()
    sha256 = TextField()

    class Meta:
        table_name = "attachment"


class CustomField(BinRecord):
    """A field that the shop made: ``type`` is text, number, money, date, choice, bool or link; ``choices`` JSON."""

    entity = TextField()
    key = TextField()
    label = TextField()
    type = TextField()
    choices = Text(default="[]")
    position = Number()

    class Meta:
        table_name = "custom_field"


CustomField.add_index(
    CustomField.index(
        CustomField.entity, CustomField.key, unique=True, where=SQL("deleted_at IS NULL"), name="custom_field_live"
    )
)


class CustomValue(Record):
    """The value of one custom field of one record: ``text`` always, ``number`` too where it can be counted."""

    field = link(CustomField, null=False, index=False)
    record_id = Number()
    text = Text()
    number = FloatField(null=True)

    class Meta:
        table_name = "custom_value"
        indexes = ((("field_id", "record_id"), True), (("field_id", "text"), False), (("field_id", "number"), False))


class Relation(Record):
    """How two customers belong together (family, colleague …), as the shop calls it."""

    customer = link(Customer, null=False)
    other = link(Customer, null=False)
    kind = Text()

    class Meta:
        table_name = "relation"


class Draft(Table):
    """What was typed and not saved yet: not audited, gone once saved. ``key`` names form and record."""

    key = TextField(primary_key=True)
    value = TextField()
    updated_at = Number()

    class Meta:
        table_name = "draft"
