"""What restoring changes, in words that a shop uses."""

from __future__ import annotations

from crm_desktop.core import money
from crm_desktop.core.i18n import N_, Text, language, render
from crm_desktop.services.backup.compare import Difference, Side

_GOING = {
    "customers": N_("restore customers", "{n} newer go"),
    "deals": N_("restore deals", "{n} fewer"),
    "followups": N_("restore followups", "{n} fewer"),
    "orders": N_("restore orders", "{n} fewer"),
    "products": N_("restore products", "{n} fewer"),
    "activities": N_("restore activities", "{n} fewer"),
}
_COMING = {
    "customers": N_("restore customers", "{n} come back"),
    "deals": N_("restore deals", "{n} come back"),
    "followups": N_("restore followups", "{n} come back"),
    "orders": N_("restore orders", "{n} come back"),
    "products": N_("restore products", "{n} come back"),
    "activities": N_("restore activities", "{n} come back"),
}
_ONE_GOING = {"customers": N_("restore customers", "1 newer goes")}
_ONE_COMING = N_("restore", "1 comes back")
_WITHOUT = N_("restore", "without “{name}”")
_WITH = N_("restore", "“{name}” comes back")
_SUM = N_("restore", "{what}, {amount} in all")
_CHANGED = N_("restore", "{n} as they were then")
_CHANGED_ONE = N_("restore", "1 as it was then")
_DELETED = N_("restore customers", "{n} deleted come back")
_DELETED_ONE = N_("restore customers", "1 deleted comes back")
_SAME = N_("restore", "the same")


def what_differs(found: Difference, currency: str) -> str:
    """``5 newer go, 2 deleted come back``."""
    if found.same:
        return render(_SAME)
    parts = []
    if found.going.count:
        many = _GOING[found.entity]
        gone = _ONE_GOING.get(found.entity, many) if found.going.count == 1 else many
        parts.append(_side(found.going, gone, _WITHOUT, currency))
    if found.coming.count:
        alone = found.coming.count == 1
        back = _ONE_COMING if alone else _COMING[found.entity]
        if found.entity == "customers" and found.returning == found.coming.count:
            back = _DELETED_ONE if alone else _DELETED
        parts.append(_side(found.coming, back, _WITH, currency))
    if found.changed:
        parts.append(render(_CHANGED.fill(n=f"{found.changed:,}") if found.changed > 1 else _CHANGED_ONE))
    return ("，" if _chinese() else ", ").join(parts)


def _side(side: Side, many: Text, one: Text, currency: str) -> str:
    named = side.count == 1 and side.names and side.names[0].strip()
    text = one.fill(name=_short(side.names[0])) if named else many.fill(n=f"{side.count:,}")
    if side.amount and not named:
        amount = money.format_money(side.amount, currency, language()).removesuffix(".00")
        text = _SUM.fill(what=text, amount=amount)
    return render(text)


def name_list(side: Side, most: int = 8) -> str:
    """``Luo Wenqing, Pan Yue and 12 more``."""
    names = [_short(name) for name in side.names[:most]]
    joined = ("、" if _chinese() else ", ").join(names)
    left = side.count - len(names)
    if left > 0:
        return render(N_("restore", "{names} and {n} more").fill(names=joined, n=f"{left:,}"))
    return joined


def signed(number: int) -> str:
    """``−3``, ``+2``; empty for no difference."""
    return "" if not number else f"−{-number:,}" if number < 0 else f"+{number:,}"


def _short(name: str, most: int = 24) -> str:
    name = " ".join(name.split())
    return name if len(name) <= most else name[: most - 1] + "…"


def _chinese() -> bool:
    return language().startswith("zh")
