"""The columns that other programs export: what they are called there, and which of our fields they are.

A line of ``columns`` is ``field: column|column``; ``-`` ignores. A column in slashes is a pattern. ``signs`` lists sets
of columns of which one must be there in full. ``join`` makes one text of several columns, for example an address.
Where ``closed`` is set, columns that are not named are ignored; elsewhere they are recognised as in any file.
``left_out`` names a column, and the words in it by which a row is none: orders that were cancelled or never paid.
Levels of members are taken as tags: a shop's own list of grades rarely has the other program's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class System:
    """One kind of file of one program. ``values`` gives words of choices: field → word → key ("" leaves it empty)."""

    name: str
    entity: Literal["customers", "deals", "orders", "products", "followups"]
    signs: tuple[str, ...]
    columns: str
    join: tuple[tuple[str, str], ...] = ()
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    closed: bool = False
    left_out: tuple[str, str] = ("", "")


NO_GENDER = {"unspecified": "", "unknown": "", "未知": "", "保密": "", "其他": "", "other": "", "0": ""}
"""What programs write where nobody said it."""
