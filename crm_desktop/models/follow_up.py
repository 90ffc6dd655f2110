"""What has to be done, and when."""

from __future__ import annotations

from peewee import SQL, IntegerField, TextField

from crm_desktop.models.base import BinRecord, Text, link
from crm_desktop.models.customer import Customer
from crm_desktop.models.deal import Deal
from crm_desktop.models.shop import Staff


class FollowUp(BinRecord):
    """A planned contact or to-do: ``due`` is a local date, ``time`` ``HH:MM`` or NULL for all day,
    ``remind_at`` and ``done_at`` ms UTC, ``recurrence`` an RFC 5545 rule, followed by
    ``;DTSTART=20260105`` where this occurrence was moved away from that day of its series.
    """

    customer = link(Customer, index=False)
    deal = link(Deal, index=False)
    type = Text(default="call")
    due = TextField(null=True)
    time = TextField(null=True)
    remind_at = IntegerField(null=True)
    subject = TextField()
    owner = link(Staff)
    priority = Text(default="normal")
    status = Text(default="open")
    result = Text()
    done_at = IntegerField(null=True)
    recurrence = Text()
    notes = Text()

    class Meta:
        table_name = "follow_up"
        indexes = ((("customer_id", "due"), False), (("deal_id", "due"), False))


# A calendar counts and chooses without reading the follow-ups.
FollowUp.add_index(
    FollowUp.index(
        FollowUp.status, FollowUp.due, FollowUp.deleted_at, FollowUp.customer, FollowUp.owner, FollowUp.time,
        name="follow_up_by_day",
    )
)  # fmt: skip
FollowUp.add_index(FollowUp.index(FollowUp.done_at, where=SQL("done_at IS NOT NULL"), name="follow_up_done_at"))
FollowUp.add_index(FollowUp.index(FollowUp.due, where=SQL("recurrence <> ''"), name="follow_up_series"))
FollowUp.add_index(FollowUp.index(FollowUp.remind_at, where=SQL("remind_at IS NOT NULL"), name="follow_up_remind_at"))
