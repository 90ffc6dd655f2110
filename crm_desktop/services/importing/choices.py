"""Words of a file that no choice has: which there are, and the new choices that were asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.core.entities import Choice, EntitySpec, FieldSpec, entity
from crm_desktop.core.i18n import render
from crm_desktop.services.importing import paid_cells, reasons, tables
from crm_desktop.services.importing.clean import NOT_IN_LIST
from crm_desktop.services.importing.mapping import ALTERNATIVE
from crm_desktop.services.importing.model import CREATE, ImportOptions, ImportResult

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

_FIXED = ("pipeline", "stage")


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word in a column of choices that is none of them, and in how many rows it stands."""

    column: int
    target: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant by a name: enough to tell people of one name apart."""

    id: int
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name of a linked record that nobody has (no candidates) or more than one has."""

    target: str
    name: str
    count: int
    candidates: tuple[Candidate, ...] = ()


def prepare(services: Services, work: UnitOfWork, options: ImportOptions) -> None:
    """Make the fields and choices that ``options`` ask for, in the import's own unit of work: they go with it.

    Raises :class:`UserError` ``exists`` where such a field was made meanwhile.
    """
    for new in options.new_fields:
        if new.name in options.columns.values():
            services.custom_fields.add(
                work, options.entity, str(new.label), new.type, [choice.key for choice in new.choices]
            )
    for target, meanings in options.values.items():
        wanted = [word for word, meaning in meanings.items() if meaning == CREATE]
        if wanted:
            field = field_of(services, options, target)
            if field.custom:
                _extend_own_field(services, work, options.entity, field, wanted)
            else:
                assert field.choice_list is not None
                for word in wanted:
                    services.choices.add(work, field.choice_list, word)


def _extend_own_field(
    services: Services, work: UnitOfWork, entity_name: str, field: FieldSpec, words: Iterable[str]
) -> None:
    own = next(one for one in services.custom_fields.fields(entity_name) if one.spec.name == field.name)
    choices = [choice.key for choice in own.spec.choices]
    services.custom_fields.change(work, own.id, choices=[*choices, *words])


def field_of(services: Services, options: ImportOptions, target: str) -> FieldSpec:
    """The field behind a target, also where it is of another kind of record (``deal.stage``)."""
    kind, _, name = target.rpartition(".")
    return entity("deals").field(name) if kind == "deal" else own_spec(services, options).field(target)


def own_spec(services: Services, options: ImportOptions) -> EntitySpec:
    """What ``options`` bring in, with the fields that the import will make."""
    return tables.spec_of(options.entity, services, options.new_fields)


def can_grow(field: FieldSpec) -> bool:
    """Whether an import may add choices to the field."""
    return field.type == "choice" and (field.custom or (bool(field.choice_list) and field.choice_list not in _FIXED))


def can_be_blank(field: FieldSpec) -> bool:
    """Whether a word may mean nothing; an order of which nothing is said would be taken for paid."""
    return field.type == "choice"


def entries(services: Services, options: ImportOptions, target: str) -> list[tuple[str, str]]:
    """The choices of a field as key and label, in the language in force."""
    field = field_of(services, options, target)
    if field.type != "choice":  # whether an order is paid
        return [(key, render(text)) for key, text in paid_cells.MEANINGS]
    found: Iterable[Choice] = tables.entries(services, field)
    return [(choice.key, render(choice.label)) for choice in found]


def unknown_words(result: ImportResult) -> list[UnknownWord]:
    """The words that no choice has, or that don't tell whether an order is paid; by column, the most frequent first."""
    counts = Counter(
        (error.index, error.value.strip())
        for error in result.errors
        if error.reason.source == NOT_IN_LIST.source or paid_cells.is_question(error.reason, error.value)
    )
    found = [
        UnknownWord(column, result.targets.get(column, ""), word, count) for (column, word), count in counts.items()
    ]
    return sorted(found, key=lambda one: (one.column, -one.count, one.word))


def unknown_names(services: Services, result: ImportResult) -> list[UnknownName]:
    """The names of linked records that nobody or more than one has, those to be asked about first."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    for error in result.errors:
        several = reasons.is_several(error.reason)
        if several or reasons.is_missing(error.reason):
            name = str(error.reason.params.get("value", error.value)).partition(ALTERNATIVE)[0]
            counts[result.targets.get(error.index, ""), name, several] += 1
    found = [
        UnknownName(target, name, count, tuple(candidates(services, name)) if several else ())
        for (target, name, several), count in counts.items()
    ]
    return sorted(found, key=lambda one: (not one.candidates, one.target, -one.count, one.name))


def candidates(services: Services, name: str, limit: int = 20) -> list[Candidate]:
    """Customers called ``name``, with what tells them apart."""
    rows = services.db.execute_sql(
        "SELECT id FROM customer WHERE deleted_at IS NULL AND name = ? COLLATE NOCASE ORDER BY id LIMIT ?",
        (name, limit),
    ).fetchall()
    return [
        Candidate(one.id, one.name, " · ".join(filter(None, (one.code, *one.phone[:1], one.company, one.address))))
        for one in services.customers.rows([row[0] for row in rows])
    ]
