"""Old and new values of records that an import changes, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from crm_desktop.core import money
from crm_desktop.core.entities import exchanged
from crm_desktop.core.limits import fitting
from crm_desktop.core.settings import CURRENCY
from crm_desktop.core.text import fold
from crm_desktop.services.importing.clean import clean_line, clean_text
from crm_desktop.services.importing.model import Change

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

_CLEARED = frozenset({"text", "longtext", "date", "time", "money", "number", "tags"})


@lru_cache(1024)
def called(text: str) -> str:
    """A name or title for comparing, as it comes out of a file."""
    return fold(clean_line(text))


def says_the_same(stored: Any, read: Any) -> bool:
    """Whether a stored value would come out of a file as ``read``: texts are cleaned on the way, and the end of those
    that no cell of a workbook holds is cut off.
    """
    if stored == read:
        return True
    if not isinstance(stored, str) or not isinstance(read, str):
        return False
    stored = fitting(stored)
    return read in (stored, clean_text(stored), clean_line(stored))


def blanks_cleared(
    fields: Sequence[str], entity_name: str, values: Mapping[str, Any], current: Mapping[str, Any], title: str
) -> dict[str, Any]:
    """What blank cells empty: field → None, for fields of the file that hold something now."""
    spec = exchanged(entity_name)
    return {
        name: [] if spec.field(name).type == "tags" else None
        for name in fields
        if name in spec.names() and spec.field(name).type in _CLEARED and name not in (title, "number", "code")
        if name not in values and current.get(name) not in (None, "", [])
    }


def compared(
    services: Services, entity_name: str, row: int, current: Mapping[str, Any], patch: Mapping[str, Any], title: str
) -> Change:
    """The change of one record; ``title`` is the field that names it."""
    fields = {name: (_shown(services, entity_name, name, current.get(name)),
                     _shown(services, entity_name, name, value)) for name, value in patch.items()}  # fmt: skip
    return Change(row, str(patch.get(title) or current.get(title) or ""), fields)


def _shown(services: Services, entity_name: str, name: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(str(getattr(one, "product", one)) for one in value)
    kinds = {field.name: field for field in exchanged(entity_name).fields}
    if name in kinds and kinds[name].type == "money":
        return str(money.to_decimal(int(value), services.settings.get(CURRENCY)))
    if name in kinds and kinds[name].link and isinstance(value, int):
        table, column = ("customer", "name") if kinds[name].link == "customers" else ("deal", "title")
        found = services.db.execute_sql(f"SELECT {column} FROM {table} WHERE id = ?", (value,)).fetchone()
        return str(found[0]) if found else str(value)
    return str(value)
