"""What pages and dialogs about follow-ups share: icons, words, and the actions on one of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from crm_desktop.core.dates import plain_date, short_date
from crm_desktop.core.entities import ACTIVITY_TYPES, FOLLOW_UP_TYPES, FOLLOW_UPS, Choice
from crm_desktop.core.i18n import N_, language, render, tr_
from crm_desktop.core.money import decimals, format_money
from crm_desktop.core.settings import CURRENCY, REGION
from crm_desktop.services import followups_rules as rules
from crm_desktop.services.context import Services
from crm_desktop.services.followups import FollowUp
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.editors import EditorSources, Found

TYPE_ICON = {
    "call": "phone",
    "visit": "pin",
    "wechat": "wechat",
    "sms": "message",
    "email": "mail",
    "meeting": "meeting",
    "todo": "check-square",
    "note": "note",
}

NEXT_OF: dict[str, tuple[str, int]] = {
    "call": ("call", 7),
    "visit": ("call", 3),
    "wechat": ("call", 3),
    "sms": ("call", 2),
    "email": ("call", 3),
    "meeting": ("email", 1),
    "todo": ("call", 7),
    "note": ("call", 7),
}
"""What usually comes after a contact of each type, and how many days later."""

_LABELS = {choice.key: choice.label for choice in (*FOLLOW_UP_TYPES, *ACTIVITY_TYPES)}

_WEEKDAYS = (
    N_("followup", "Mon"), N_("followup", "Tue"), N_("followup", "Wed"), N_("followup", "Thu"),
    N_("followup", "Fri"), N_("followup", "Sat"), N_("followup", "Sun"),
)  # fmt: skip


def type_label(key: str) -> str:
    return render(_LABELS.get(key, key))


def weekday(day: date) -> str:
    """``Wed``, ``周三``."""
    return render(_WEEKDAYS[day.weekday()])


def long_day(day: date, today: date | None = None) -> str:
    """``Wed 23 Sep``, ``9月23日 周三``; with the year where it is another one than ``today``'s."""
    shown = plain_date(day, language(), year=today is not None and day.year != today.year)
    return f"{shown} {weekday(day)}" if language().startswith("zh") else f"{weekday(day)} {shown}"


def near_day(day: date, today: date) -> str:
    """``today``, ``18 Sep``; begins a line, so in English with a capital."""
    shown = short_date(day, today, language())
    return shown[:1].upper() + shown[1:]


def money_text(services: Services, minor: int) -> str:
    """An amount in the shop's currency, without decimals where they are all nought."""
    currency = services.settings.get(CURRENCY)
    text = format_money(minor, currency, language())
    places = decimals(currency)
    return text[: -places - 1] if places and minor % 10**places == 0 else text


def money_column(services: Services, amounts: Sequence[int]) -> list[str]:
    """Amounts that stand under each other: all with decimals or none, so that their points stand under each other."""
    currency = services.settings.get(CURRENCY)
    texts = [format_money(minor, currency, language()) for minor in amounts]
    places = decimals(currency)
    if places and all(minor % 10**places == 0 for minor in amounts):
        return [text[: -places - 1] for text in texts]
    return texts


def whole_money(services: Services, minor: int) -> str:
    """An amount rounded to whole units, for headlines."""
    size = 10 ** decimals(services.settings.get(CURRENCY))
    return money_text(services, (minor + size // 2) // size * size)


def who(follow_up: FollowUp) -> str:
    """The customer, or that it is one's own."""
    return follow_up.customer or tr_("followup", "Own task")


def repeat_words(follow_up: FollowUp, *, again: bool = False) -> str:
    """How it repeats, in words; ``again``: of a day that comes once the planned one is done. Empty for a single one."""
    if not follow_up.recurrence or follow_up.due is None:
        return ""
    often = render(rules.describe(follow_up.recurrence))
    if not again:
        return often
    return tr_("followup", "{often}: comes once {day} is done", often=often, day=long_day(follow_up.due))


def next_of_series(follow_up: FollowUp, today: date) -> date | None:
    """The day that comes by itself once ``follow_up`` is done today; None where nothing comes."""
    if not follow_up.recurrence or follow_up.due is None or follow_up.status != "open":
        return None
    step = rules.following(follow_up.recurrence, follow_up.due, today, follow_up.series_day)
    return step[0] if step else None


def sources(ctx: AppContext) -> EditorSources:
    """What the editors of the forms ask of the shop."""
    services = ctx.services
    return EditorSources(
        today=services.clock.today,
        currency=services.settings.get(CURRENCY),
        region=services.settings.get(REGION),
        suggest=lambda _field, _text: [member.name for member in services.staff.all()],
        find=lambda entity, text: _find(services, entity, text),
        title=lambda entity, record_id: _title(services, entity, record_id),
    )


def _find(services: Services, entity: str, text: str) -> Sequence[Found]:
    kind = {"customers": "customer", "deals": "deal"}[entity]
    hits = services.search.find(text, limit=8, kinds=(kind,), exact=False).results
    return [Found(hit.id, hit.title, hit.subtitle) for hit in hits]


def _title(services: Services, entity: str, record_id: int) -> str:
    if entity == "deals":
        return services.deals.get(record_id).title
    found = services.customers.get(record_id)
    return found.name if found else ""


def type_choices() -> tuple[Choice, ...]:
    return FOLLOW_UPS.field("type").choices


def keep_height(editor: QWidget, lines: int = 3) -> None:
    """Several lines stay several lines where a dialog is short of room: a least height of its own, over the theme's."""
    editor.setStyleSheet(f"QPlainTextEdit {{ min-height: {lines * measures.LINE + 4}px }}")


# Actions: one change each, with a toast that takes it back ------------------------------------------------------


def complete(ctx: AppContext, follow_up_id: int) -> None:
    """Done, without words."""
    services = ctx.services
    subject = services.followups.get(follow_up_id).subject
    with services.write(N_("undo", "Complete follow-up")) as work:
        following = services.followups.complete(work, follow_up_id)
    text = tr_("followup", "Done: {subject}", subject=subject)
    if following is not None:
        due = services.followups.get(following).due
        if due is not None:
            text += " · " + tr_("followup", "again {day}", day=short_date(due, services.clock.today(), language()))
    ctx.toasts.show(text, undo_change=work.id)


def snooze(ctx: AppContext, follow_up_id: int, until: date) -> None:
    """Put off to ``until``."""
    services = ctx.services
    subject = services.followups.get(follow_up_id).subject
    with services.write(N_("undo", "Put off follow-up")) as work:
        services.followups.snooze(work, follow_up_id, until)
    day = short_date(until, services.clock.today(), language())
    ctx.toasts.show(tr_("followup", "Put off to {day}: {subject}", day=day, subject=subject), undo_change=work.id)


def move(ctx: AppContext, follow_up_id: int, day: date, at: str | None = None) -> None:
    """To another day of the calendar and, unless None, another time (empty: all day), nothing else; does nothing where
    it is there already.
    """
    services = ctx.services
    found = services.followups.get(follow_up_id)
    time = found.time if at is None else at
    if (found.due, found.time) == (day, time):
        return
    with services.write(N_("undo", "Move follow-up")) as work:
        services.followups.move(work, follow_up_id, day, time)
    to = f"{long_day(day)} {time}" if at else long_day(day)
    ctx.toasts.show(tr_("followup", "Moved to {day}: {subject}", day=to, subject=found.subject), work.id, seconds=10)


def reopen(ctx: AppContext, follow_up_id: int) -> None:
    services = ctx.services
    subject = services.followups.get(follow_up_id).subject
    with services.write(N_("undo", "Reopen follow-up")) as work:
        services.followups.reopen(work, follow_up_id)
    ctx.toasts.show(tr_("followup", "Open again: {subject}", subject=subject), undo_change=work.id)


def delete(ctx: AppContext, follow_up_id: int) -> None:
    services = ctx.services
    subject = services.followups.get(follow_up_id).subject
    with services.write(N_("undo", "Delete follow-up")) as work:
        services.followups.delete(work, follow_up_id)
    ctx.toasts.show(tr_("followup", "Deleted: {subject}", subject=subject), undo_change=work.id)


def snooze_days(today: date) -> list[tuple[str, date]]:
    """What can be chosen for putting off: word and day."""
    monday = today + timedelta(days=7 - today.weekday())
    return [
        (tr_("followup", "Tomorrow"), today + timedelta(days=1)),
        (tr_("followup", "In 3 days"), today + timedelta(days=3)),
        (tr_("followup", "Next Monday"), monday),
        (tr_("followup", "In a week"), today + timedelta(days=7)),
        (tr_("followup", "In two weeks"), today + timedelta(days=14)),
        (tr_("followup", "In a month"), today + timedelta(days=30)),
    ]
