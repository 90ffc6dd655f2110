"""Deals of other programs that are over: there a last stage says so, here the deal is won or lost."""

from __future__ import annotations

from typing import Any

Values = dict[str, Any]

WON, LOST = "\0won", "\0lost"
"""Stages in a file that are none: the deal is closed."""

UNKNOWN_REASON = "other"
"""Why a deal was lost of which only its last stage says that it was."""


def closed_by_stage(values: Values) -> Values:
    """A stage that says that a deal is over closes it, unless its status is given."""
    status = {WON: "won", LOST: "lost"}.get(values.get("stage", ""))
    if status is None:
        return values
    return {"status": status, **{name: value for name, value in values.items() if name != "stage"}}


def new_deal(values: Values) -> Values:
    """What a new deal is made of: why one was lost that lay in such a stage nobody may know."""
    said = closed_by_stage(values)
    lost = values.get("stage") == LOST and said["status"] == "lost"
    return {**said, "reason": said.get("reason") or UNKNOWN_REASON} if lost else said
