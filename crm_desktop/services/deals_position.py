"""The manual order of cards within a column: fractional positions, so that a move writes one row only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.models.db import Database

if TYPE_CHECKING:
    from crm_desktop.services.unit_of_work import UnitOfWork

_IN_COLUMN = "stage_id = ? AND status = 'open' AND deleted_at IS NULL AND id <> ?"
_SMALLEST_GAP = 1e-6


def top(work: UnitOfWork, stage_id: int) -> float:
    """The position above every card of the column."""
    row = work.execute(
        "SELECT min(position) FROM deal WHERE stage_id = ? AND status = 'open' AND deleted_at IS NULL", (stage_id,)
    ).fetchone()
    return 0.0 if row[0] is None else float(row[0]) - 1.0


def slot(work: UnitOfWork, stage_id: int, deal_id: int, after_id: int | None, before_id: int | None) -> float:
    """A position right after ``after_id`` or right before ``before_id``, else at the top; makes room where none is."""
    above: float | None = None
    for _attempt in range(2):
        above, below = _neighbours(work.db, stage_id, deal_id, after_id, before_id)
        if above is None:
            return 0.0 if below is None else below - 1.0
        if below is None:
            return above + 1.0
        if below - above > _SMALLEST_GAP:
            return (above + below) / 2
        _spread(work, stage_id)
    return above or 0.0


def is_same_place(db: Database, deal_id: int, stage_id: int, after_id: int | None, before_id: int | None) -> bool:
    """Whether the card stands in that stage and right there already (anywhere in it when no card is named)."""
    row = db.execute_sql("SELECT stage_id FROM deal WHERE id = ?", (deal_id,)).fetchone()
    if row is None or row[0] != stage_id:
        return False
    if deal_id in (after_id, before_id) or (after_id is None and before_id is None):
        return True
    ids = [found[0] for found in db.execute_sql(
        "SELECT id FROM deal WHERE stage_id = ? AND status = 'open' AND deleted_at IS NULL ORDER BY position, id",
        (stage_id,),
    )]  # fmt: skip
    at = ids.index(deal_id) if deal_id in ids else -1
    if after_id is not None:
        return at > 0 and ids[at - 1] == after_id
    return 0 <= at < len(ids) - 1 and ids[at + 1] == before_id


def _neighbours(
    db: Database, stage_id: int, deal_id: int, after_id: int | None, before_id: int | None
) -> tuple[float | None, float | None]:
    """Positions above and below the wanted place, None at an end of the column."""
    anchor = after_id if after_id is not None else before_id
    here = db.execute_sql(f"SELECT position, id FROM deal WHERE {_IN_COLUMN} AND id IS ?", (stage_id, deal_id, anchor))
    row = here.fetchone()
    if row is None:
        first = db.execute_sql(f"SELECT min(position) FROM deal WHERE {_IN_COLUMN}", (stage_id, deal_id)).fetchone()
        return None, first[0]
    sign, order = (">", "ASC") if after_id is not None else ("<", "DESC")
    other = db.execute_sql(
        f"SELECT position FROM deal WHERE {_IN_COLUMN} AND (position, id) {sign} (?, ?) "
        f"ORDER BY position {order}, id {order} LIMIT 1",
        (stage_id, deal_id, *row),
    ).fetchone()
    far = other[0] if other else None
    return (row[0], far) if after_id is not None else (far, row[0])


def _spread(work: UnitOfWork, stage_id: int) -> None:
    """Give the column's cards whole positions again."""
    rows = work.execute(
        "SELECT id FROM deal WHERE stage_id = ? AND status = 'open' AND deleted_at IS NULL ORDER BY position, id",
        (stage_id,),
    ).fetchall()
    work.execute_many(
        "UPDATE deal SET position = ?, row_version = row_version + 1 WHERE id = ?",
        [(float(place), row[0]) for place, row in enumerate(rows)],
    )
