"""Pipelines and their stages: names, order, probability, days until a card rots."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, Text, render
from crm_desktop.core.text import fold
from crm_desktop.models.deal import Pipeline, Stage
from crm_desktop.services.pipeline_setup import PipelineCards, PipelineGoals

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

SHIPPED_PIPELINE = N_("stage", "Shop deals")

SHIPPED_STAGES: tuple[tuple[str, Text, int, int], ...] = (
    ("new", N_("stage", "New enquiry"), 10, 7),
    ("contacted", N_("stage", "Contacted"), 30, 7),
    ("quoted", N_("stage", "Quoted"), 50, 7),
    ("negotiating", N_("stage", "Negotiating"), 70, 7),
    ("decided", N_("stage", "Almost decided"), 90, 5),
)
"""Key, name, probability in per cent, days without a touch after which a card rots."""

_SHIPPED_NAMES = {key: name for key, name, _, _ in SHIPPED_STAGES}


@dataclass(frozen=True, slots=True)
class PipelineInfo:
    """A way of selling; ``label`` is translated for the shipped one."""

    id: int
    key: str
    label: Text | str
    position: int

    @property
    def name(self) -> str:
        return render(self.label)


@dataclass(frozen=True, slots=True)
class StageInfo:
    """A step of a pipeline; ``probability`` in per cent, ``rot_days`` 0 means that its cards never rot."""

    id: int
    pipeline_id: int
    key: str
    label: Text | str
    position: int
    probability: int
    rot_days: int
    version: int

    @property
    def name(self) -> str:
        return render(self.label)


def seed(work: UnitOfWork) -> None:
    """Give a new data folder the shipped pipeline; their own names stay empty, so that they are translated."""
    pipeline = work.insert(Pipeline, key="shop", name="", position=0)
    for position, (key, _name, probability, rot_days) in enumerate(SHIPPED_STAGES):
        work.insert(
            Stage, pipeline=pipeline, key=key, name="", position=position, probability=probability, rot_days=rot_days
        )


class PipelinesService:
    """There is always at least one pipeline, and each has at least one stage; won and lost are no stages."""

    def __init__(self, services: Services) -> None:
        self._s = services
        self.goals = PipelineGoals(services)
        self.cards = PipelineCards(services)

    def seed(self, work: UnitOfWork) -> None:
        """See :func:`seed`."""
        seed(work)

    # -- reading

    def all(self) -> list[PipelineInfo]:
        rows = self._s.db.execute_sql(
            "SELECT id, key, name, position FROM pipeline WHERE deleted_at IS NULL ORDER BY position, id"
        )
        return [
            PipelineInfo(row[0], row[1], row[2] or (SHIPPED_PIPELINE if row[1] == "shop" else row[1]), row[3])
            for row in rows
        ]

    def first(self) -> PipelineInfo:
        return self.all()[0]

    def stages(self, pipeline_id: int | None = None) -> list[StageInfo]:
        """The stages of one pipeline in order; of every pipeline without ``pipeline_id``."""
        where, params = ("", ()) if pipeline_id is None else (" AND s.pipeline_id = ?", (pipeline_id,))
        rows = self._s.db.execute_sql(f"{_STAGE_SQL}{where} ORDER BY p.position, p.id, s.position, s.id", params)
        return [_stage(row) for row in rows]

    def stage(self, stage_id: int) -> StageInfo:
        """Raises :class:`UserError` ``not_found``; stages in the recycle bin are found too."""
        row = self._s.db.execute_sql(_STAGE_SQL.partition(" WHERE")[0] + " WHERE s.id = ?", (stage_id,)).fetchone()
        if row is None:
            raise UserError("not_found", N_("stage", "This stage does not exist any more."))
        return _stage(row)

    def find(self, value: object, pipeline_id: int | None = None) -> StageInfo:
        """The stage meant by an id, else a key, else a name in either language; raises :class:`ValidationError`.

        A stage may bear the name that is another one's key.
        """
        stages = self.stages(pipeline_id)
        wanted = fold(str(value))
        for stage in stages:
            if value in (stage.id, stage.key):
                return stage
        for stage in stages:
            if wanted in (fold(stage.key), fold(str(stage.label)), fold(stage.name)):
                return stage
        problem = N_("stage", "There is no stage called {name}.").fill(name=str(value))
        raise ValidationError(problem, {"stage": problem})

    def find_pipeline(self, value: object) -> PipelineInfo:
        """The pipeline meant by an id, else a key, else a name; raises :class:`ValidationError`."""
        wanted, pipelines = fold(str(value)), self.all()
        for pipeline in pipelines:
            if value in (pipeline.id, pipeline.key):
                return pipeline
        for pipeline in pipelines:
            if wanted in (fold(pipeline.key), fold(str(pipeline.label)), fold(pipeline.name)):
                return pipeline
        problem = N_("stage", "There is no pipeline called {name}.").fill(name=str(value))
        raise ValidationError(problem, {"pipeline": problem})

    def warnings(self, pipeline_id: int) -> list[Text]:
        """What is odd about the stages: a chance that falls along the way."""
        stages = self.stages(pipeline_id)
        return [
            N_("stage", "“{second}” comes after “{first}” but has a lower probability.").fill(
                first=before.label, second=after.label
            )
            for before, after in zip(stages, stages[1:], strict=False)
            if after.probability < before.probability
        ]

    # -- changing

    def add_stage(
        self, work: UnitOfWork, pipeline_id: int, name: str, *, probability: int = 50, rot_days: int = 7,
        at: int | None = None,
    ) -> int:  # fmt: skip
        """A new stage at place ``at`` (the end without it); raises :class:`ValidationError`."""
        values = self._checked(pipeline_id, {"name": name, "probability": probability, "rot_days": rot_days})
        order = [stage.id for stage in self.stages(pipeline_id)]
        stage_id = work.insert(
            Stage, pipeline=pipeline_id, key=self._free_key(values["name"]), position=len(order), **values
        )
        if at is not None and at < len(order):
            order.insert(at, stage_id)
            self.reorder(work, pipeline_id, order)
        return stage_id

    def update_stage(
        self, work: UnitOfWork, stage_id: int, patch: Mapping[str, Any], version: int | None = None
    ) -> None:
        """Change ``name``, ``probability`` or ``rot_days``. Open deals whose probability was not set by hand follow."""
        stage = self.stage(stage_id)
        values = self._checked(stage.pipeline_id, patch, own=stage)
        work.update(Stage, stage_id, values, version)
        if values.get("probability", stage.probability) != stage.probability:
            work.execute(
                "UPDATE deal SET probability = ?, row_version = row_version + 1, updated_at = ? WHERE stage_id = ? "
                "AND status = 'open' AND probability_manual = 0 AND deleted_at IS NULL",
                (values["probability"], work.now, stage_id),
            )

    def reorder(self, work: UnitOfWork, pipeline_id: int, stage_ids: Sequence[int]) -> None:
        """Put the stages into the order of ``stage_ids``, which must name all of them."""
        current = {stage.id for stage in self.stages(pipeline_id)}
        if current != set(stage_ids) or len(current) != len(stage_ids):
            raise UserError("conflict", N_("stage", "The stages were changed in the meantime. Look again."))
        for position, stage_id in enumerate(stage_ids):
            work.update(Stage, stage_id, {"position": position})

    def delete_stage(self, work: UnitOfWork, stage_id: int, target_id: int | None = None) -> int:
        """Delete a stage; its deals, closed ones included, go to ``target_id``. Returns how many went.

        Raises :class:`UserError` ``not_empty`` when there are deals and no target, ``denied`` for the last stage.
        """
        stage = self.stage(stage_id)
        if len(self.stages(stage.pipeline_id)) < 2:
            raise UserError("denied", N_("stage", "The last stage can't be deleted."))
        rows = work.execute("SELECT id FROM deal WHERE stage_id = ? ORDER BY position DESC", (stage_id,)).fetchall()
        if rows and (target_id is None or target_id == stage_id):
            raise UserError("not_empty", N_("stage", "There are deals in this stage. Choose where they go."))
        for (deal_id,) in rows:
            self._s.deals.move(work, deal_id, int(target_id or 0))
        work.delete(Stage, stage_id)
        return len(rows)

    def deals_in(self, stage_id: int) -> int:
        """How many deals stand in the stage, closed and deleted ones included."""
        return int(self._s.db.execute_sql("SELECT count(*) FROM deal WHERE stage_id = ?", (stage_id,)).fetchone()[0])

    def add_pipeline(self, work: UnitOfWork, name: str) -> int:
        """A further pipeline, with the shipped stages to start from. Raises :class:`ValidationError`."""
        clean = self._free_name(name)
        pipeline_id = work.insert(Pipeline, key=self._free_pipeline_key(clean), name=clean, position=99)
        for position, (key, _name, probability, rot_days) in enumerate(SHIPPED_STAGES):
            work.insert(
                Stage, pipeline=pipeline_id, key=key, name="", position=position, probability=probability,
                rot_days=rot_days,
            )  # fmt: skip
        return pipeline_id

    def rename_pipeline(self, work: UnitOfWork, pipeline_id: int, name: str) -> None:
        """Raises :class:`ValidationError`."""
        work.update(Pipeline, pipeline_id, {"name": self._free_name(name, pipeline_id)})

    def delete_pipeline(self, work: UnitOfWork, pipeline_id: int) -> None:
        """Delete an empty pipeline with its stages.

        Raises :class:`UserError` ``denied`` for the last one, ``not_empty`` while it holds a deal, be it in the bin.
        """
        if len(self.all()) < 2:
            raise UserError("denied", N_("stage", "The last pipeline can't be deleted."))
        if self.deals_of(pipeline_id):
            text = N_("stage", "There are deals in this pipeline, maybe closed or in the recycle bin. Move them first.")
            raise UserError("not_empty", text)
        for stage in self.stages(pipeline_id):
            work.delete(Stage, stage.id)
        work.delete(Pipeline, pipeline_id)

    def deals_of(self, pipeline_id: int) -> int:
        """How many deals a pipeline holds, closed and deleted ones included."""
        sql = "SELECT count(*) FROM deal d JOIN stage s ON s.id = d.stage_id WHERE s.pipeline_id = ?"
        return int(self._s.db.execute_sql(sql, (pipeline_id,)).fetchone()[0])

    def _free_name(self, name: str, own: int | None = None) -> str:
        clean = " ".join(name.split())
        if not clean or any(fold(clean) == fold(other.name) for other in self.all() if other.id != own):
            problem = N_("stage", "Give it a name that no other pipeline has.")
            raise ValidationError(problem, {"name": problem})
        return clean

    def _free_pipeline_key(self, name: str) -> str:
        taken = {row[0] for row in self._s.db.execute_sql("SELECT key FROM pipeline")}
        return _unused(_slug(name) or "pipeline", taken)

    def _checked(self, pipeline_id: int, patch: Mapping[str, Any], own: StageInfo | None = None) -> dict[str, Any]:
        """The patch as columns; raises :class:`ValidationError` with a reason for each field."""
        problems: dict[str, Text] = {}
        values: dict[str, Any] = {}
        if "name" in patch:
            name = str(patch["name"]).strip()
            others = [stage for stage in self.stages(pipeline_id) if own is None or stage.id != own.id]
            if not name:
                problems["name"] = N_("stage", "A stage needs a name.")
            elif any(fold(other.name) == fold(name) for other in others):
                problems["name"] = N_("stage", "Another stage has this name.")
            values["name"] = "" if own is not None and name == own.name and isinstance(own.label, Text) else name
        for field, highest in (("probability", 100), ("rot_days", 999)):
            if field in patch:
                values[field] = int(patch[field])
                if not 0 <= values[field] <= highest:
                    problems[field] = N_("stage", "Between 0 and {highest}.").fill(highest=highest)
        if problems:
            raise ValidationError(next(iter(problems.values())), problems)
        return values

    def _free_key(self, name: str) -> str:
        taken = {row[0] for row in self._s.db.execute_sql("SELECT key FROM stage")}
        return _unused(_slug(name) or "stage", taken)


_STAGE_SQL = (
    "SELECT s.id, s.pipeline_id, s.key, s.name, s.position, s.probability, s.rot_days, s.row_version FROM stage s "
    "JOIN pipeline p ON p.id = s.pipeline_id WHERE s.deleted_at IS NULL AND p.deleted_at IS NULL"
)


def _stage(row: tuple[Any, ...]) -> StageInfo:
    label = row[3] or _SHIPPED_NAMES.get(row[2], row[2])
    return StageInfo(row[0], row[1], row[2], label, *row[4:])


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")


def _unused(base: str, taken: set[str]) -> str:
    key, count = base, 1
    while key in taken:
        count += 1
        key = f"{base}_{count}"
    return key
