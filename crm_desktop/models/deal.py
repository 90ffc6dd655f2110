"""The sales pipeline."""

from __future__ import annotations

from peewee import SQL, FloatField, IntegerField, TextField

from crm_desktop.models.base import BinRecord, JSONListField, Number, Record, Text, link
from crm_desktop.models.customer import Customer
from crm_desktop.models.shop import Staff


class Pipeline(BinRecord):
    """A way of selling; ``name`` is empty for the one we ship (its name is translated)."""

    key = TextField()
    name = Text()
    position = Number()

    class Meta:
        table_name = "pipeline"


class Stage(BinRecord):
    """A step of a pipeline. ``probability`` is per cent; ``rot_days`` 0 means that cards never rot."""

    pipeline = link(Pipeline, null=False)
    key = TextField()
    name = Text()
    position = Number()
    probability = Number()
    rot_days = Number()

    class Meta:
        table_name = "stage"


class Deal(BinRecord):
    """A chance to sell. ``amount`` is minor units; ``probability`` per cent, ``probability_manual`` 1 when typed;
    ``position`` is the manual order within a column; ``value_at`` (ms UTC) is when the amount was last edited,
    which like a stage change starts the rotting clock again.
    """

    number = Text()
    title = TextField()
    title_key = Text()
    customer = link(Customer)
    pipeline = link(Pipeline, null=False)
    stage = link(Stage, null=False, index=False)
    stage_entered_at = Number()
    amount = IntegerField(null=True)
    value_at = Number()
    probability = Number()
    probability_manual = Number()
    expected_close = TextField(null=True)
    owner = link(Staff)
    source = Text()
    competitor = Text()
    tags = JSONListField()
    status = Text(default="open")
    reason = Text()
    closed = TextField(null=True)
    notes = Text()
    position = FloatField(default=0, constraints=[SQL("DEFAULT 0")])

    class Meta:
        table_name = "deal"
        indexes = ((("stage_id", "status", "position"), False),)


Deal.add_index(
    Deal.index(Deal.number, unique=True, where=SQL("deleted_at IS NULL AND number <> ''"), name="deal_number_live")
)
Deal.add_index(Deal.index(Deal.number, where=SQL("deleted_at IS NOT NULL"), name="deal_in_bin"))
Deal.add_index(Deal.index(Deal.uid, unique=True, name="deal_uid"))


class DealMove(Record):
    """One change of stage or status, for cycle times and the deal's history. ``at`` is ms UTC."""

    deal = link(Deal, null=False)
    from_stage_id = IntegerField(null=True)
    to_stage_id = IntegerField(null=True)
    status = Text(default="open")
    at = IntegerField()

    class Meta:
        table_name = "deal_move"
