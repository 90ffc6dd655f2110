"""The words by which headers and choices are recognised, built from fields, lists and synonyms of both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crm_desktop.core import catalogue
from crm_desktop.core.entities import DEAL_STATUS, DEALS, EXCHANGED, Choice, EntitySpec, FieldSpec, exchanged
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import LANGUAGES, N_, Text, render
from crm_desktop.core.text import fold, strip_marks
from crm_desktop.services.importing import synonyms, synonyms_europe
from crm_desktop.services.importing.closing import LOST, WON
from crm_desktop.services.importing.paid_cells import ALL, NOTHING

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

DEAL_TARGETS = ("deal.title", "deal.amount", "deal.stage", "deal.expected_close", "deal.notes")
COLUMN_OF = {"phone": "phones", "email": "emails", "owner": "owner_id", "referrer": "referrer_id"}
"""Fields of a customer → their columns, where these are called otherwise."""

_CLOSED = {WON: DEAL_STATUS[1].label, LOST: DEAL_STATUS[2].label}

EXTRA_TARGETS = {
    "customers": ("name.first", "name.last", "name.middle", "name.else", *DEAL_TARGETS),
    "orders": ("product.spec", "order.discount", "order.total"),
    "products": ("name.spec",),
    "followups": ("next.due",),
    "activities": ("next.due",),
}
"""Targets beside the fields: parts of a name, a deal in the customer's row, what tells products of one name apart, what
was taken off the whole of an order and what that came to, when to get in touch again after a contact.
"""


def spec_of(name: str, services: Services | None = None, new: Sequence[FieldSpec] = ()) -> EntitySpec:
    """The kind of record called ``name``, with the shop's own fields where ``services`` are given.

    ``new`` are fields that an import will make; those that it has made already are there but once.
    Raises :class:`UserError` ``not_found``.
    """
    try:
        found = exchanged(name)
        if services is not None and name == "customers":
            found = services.custom_fields.entity(name, files=True)
        there = found.names()
        return replace(found, fields=(*found.fields, *(one for one in new if one.name not in there))) if new else found
    except KeyError as error:
        known = ", ".join(spec.name for spec in EXCHANGED)
        raise UserError(
            "not_found",
            N_("import", "“{name}” can't be imported.").fill(name=name),
            N_("import", "These can: {names}.").fill(names=known),
        ) from error


def targets_of(spec: EntitySpec) -> tuple[str, ...]:
    """Every target a column may be mapped to, read-only fields left out."""
    return (*(f.name for f in spec.fields if not f.read_only), *EXTRA_TARGETS.get(spec.name, ()))


def both(label: Text | str) -> list[str]:
    """A label in every language."""
    if isinstance(label, str):
        return [label]
    found = [label.source]
    for language in LANGUAGES:
        translated = catalogue.read(language).get((label.context, label.source))
        if translated:
            found.append(translated)
    return found


def headers(spec: EntitySpec) -> dict[str, list[Any]]:
    """Folded header → ``[target, rank]``: labels and names of fields first, then synonyms in their order.

    What has accents is known without them too.
    """
    known: dict[str, list[Any]] = {}
    for field in spec.fields:
        for text in (field.name, *both(field.label)):
            known.setdefault(fold(text), [field.name, 0])
    for target in EXTRA_TARGETS.get(spec.name, ()):
        known.setdefault(target, [target, 0])
    for target, text in synonyms.BY_ENTITY.get(spec.name, {}).items():
        for rank, word in enumerate(synonyms.words(text), start=1):
            known.setdefault(fold(word), [target, rank])
    for target, text in synonyms_europe.BY_ENTITY.get(spec.name, {}).items():
        for rank, word in enumerate(_european(text), start=1):
            known.setdefault(word, [target, rank])
    return known


def parts_of_names(spec: EntitySpec) -> dict[str, list[Any]]:
    """Folded header → ``[part, headers]``: it says but this part of a name where one of the others stands beside it."""
    if spec.name != "customers":
        return {}
    return {word: [part, _european(beside)] for word, (part, beside) in synonyms_europe.PARTS_OF_NAMES.items()}


def _european(text: str) -> list[str]:
    words = list(map(fold, text.split("|")))
    return list(dict.fromkeys([*words, *map(strip_marks, words)]))


def read_only(spec: EntitySpec) -> list[str]:
    return [field.name for field in spec.fields if field.read_only]


def choices(services: Services, spec: EntitySpec) -> dict[str, dict[str, str]]:
    """Field → folded word → key, for choice fields; labels in both languages, keys and shop words.

    The same for the words that tell whether an order is paid.
    """
    found: dict[str, dict[str, str]] = {}
    for field in spec.fields:
        if field.type == "choice":
            found[field.name] = choice_words(services, field)
    stage = {"customers": "deal.stage", "deals": "stage"}.get(spec.name)
    if stage:
        found[stage] = {**_closing_words(), **choice_words(services, DEALS.field("stage"))}
    if spec.name == "orders":
        found["paid"] = _paid_words()
    return found


def labels(services: Services, spec: EntitySpec) -> dict[str, dict[str, list[str]]]:
    """Field → key → what the choice is called, in every language, the one in force first."""
    found: dict[str, dict[str, list[str]]] = {}
    for field in spec.fields:
        if field.type == "choice":
            found[field.name] = {
                choice.key: list(dict.fromkeys([render(choice.label), *both(choice.label)]))
                for choice in entries(services, field)
            }
    if spec.name == "customers":
        found["deal.stage"] = labels(services, DEALS)["stage"]
    elif spec.name == "deals":
        found["stage"] |= {key: [render(label), *both(label)] for key, label in _CLOSED.items()}
    return found


def _closing_words() -> dict[str, str]:
    """What other programs have as the last stages of a deal: here it is won or lost then."""
    said = {WON: synonyms.WON, LOST: synonyms.LOST}
    return {fold(word): key for key, text in said.items() for word in (*synonyms.words(text), *both(_CLOSED[key]))}


def choice_words(services: Services, field: FieldSpec) -> dict[str, str]:
    """Folded word → key. What choices are called counts before their keys, these before what they are called in the
    other language and what others call them: a shop may have given one the shipped name of another.
    """
    words: dict[str, str] = {}
    found = tuple(entries(services, field))
    for choice in found:
        words.setdefault(fold(render(choice.label)), choice.key)
    for choice in found:
        words.setdefault(fold(choice.key), choice.key)
    for choice in found:
        for label in both(choice.label):
            words.setdefault(fold(label), choice.key)
    keys = {choice.key for choice in found}
    if field.name == "grade":
        for (key,) in services.db.execute_sql("SELECT DISTINCT grade FROM customer WHERE grade <> ''"):
            words.setdefault(fold(key), key)
    for key, text in synonyms.CHOICES.get(field.name, {}).items():
        if key in keys:
            for word in synonyms.words(text):
                words.setdefault(fold(word), key)
    for key, text in synonyms_europe.CHOICES.get(field.name, {}).items():
        if key in keys:
            for word in _european(text):
                words.setdefault(word, key)
    return words


def entries(services: Services, field: FieldSpec) -> Iterable[Choice]:
    """The choices of a field, from its list in the shop where it has one."""
    if field.choice_list in ("pipeline", "stage"):
        return _pipeline_entries(services, field.choice_list)
    if field.choice_list:
        return (*services.choices.entries(field.choice_list), *field.choices)
    return field.choices


def _pipeline_entries(services: Services, which: str) -> list[Choice]:
    if which == "pipeline":
        return [Choice(pipeline.key, pipeline.label) for pipeline in services.pipelines.all()]
    return [Choice(stage.key, stage.label) for stage in services.pipelines.stages()]


def _paid_words() -> dict[str, str]:
    """Folded word → what it says of how much of an order is paid, see :mod:`paid_cells`."""
    found = {word: ALL if yes else NOTHING for word, yes in yes_no().items()}
    found |= {fold(word): NOTHING for word in synonyms.words(synonyms.ON_CREDIT)}
    found |= {fold(word): key for key, text in synonyms.PAID.items() for word in synonyms.words(text)}
    return found | {word: key for key, text in synonyms_europe.PAID.items() for word in _european(text)}


def paid_headers() -> list[str]:
    """Folded headers of columns that say whether an order is paid, never how much of it."""
    return [*map(fold, synonyms.words(synonyms.PAID_OR_NOT)), *_european(synonyms_europe.PAID_OR_NOT)]


def yes_no() -> dict[str, bool]:
    found = {fold(word): key == "1" for key, text in synonyms.YES_NO.items() for word in synonyms.words(text)}
    return found | {word: key == "1" for key, text in synonyms_europe.YES_NO.items() for word in _european(text)}
