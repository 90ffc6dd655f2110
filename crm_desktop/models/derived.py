"""Values computed from the records, kept by the unit of work and rebuilt by ``check --repair``.

They are not audited, so that they never stand in the way of an undo.
"""

from __future__ import annotations

from peewee import CompositeKey, IntegerField, TextField

from crm_desktop.models.base import Number, Table


class CustomerStats(Table):
    """What a customer's row in the list needs: money in minor units, dates local, ``last_contact_at`` ms UTC,
    ``usual_days`` the mean gap between buying days (NULL below two), ``birth_key`` ``S0815`` or ``L0815``.
    """

    customer_id = IntegerField(primary_key=True)
    total_spent = Number()
    owed = Number()
    orders = Number()
    first_order = TextField(null=True)
    last_order = TextField(null=True)
    usual_days = IntegerField(null=True)
    last_contact_at = IntegerField(null=True)
    next_follow_up = TextField(null=True)
    next_follow_up_id = IntegerField(null=True)
    birth_key = TextField(null=True)

    class Meta:
        table_name = "customer_stats"


for _column in ("total_spent", "owed", "orders", "last_order", "last_contact_at", "next_follow_up", "birth_key"):
    _field = getattr(CustomerStats, _column)
    CustomerStats.add_index(CustomerStats.index(_field, CustomerStats.customer_id, name=f"customer_stats_{_column}"))


class DealStats(Table):
    """Next step and last touch of a deal, for the board."""

    deal_id = IntegerField(primary_key=True)
    next_follow_up = TextField(null=True)
    next_follow_up_id = IntegerField(null=True)
    last_touch_at = IntegerField(null=True)

    class Meta:
        table_name = "deal_stats"


class LookupKey(Table):
    """One row for each value of a several-valued field: ``kind`` is ``phone`` (digits), ``email`` or ``tag``."""

    entity = TextField()
    kind = TextField()
    value = TextField()
    record_id = IntegerField()

    class Meta:
        table_name = "lookup_key"
        primary_key = CompositeKey("entity", "kind", "value", "record_id")
        without_rowid = True
