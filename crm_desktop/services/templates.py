"""Ready-made texts for what is written down again and again; the program ships some, the shop makes its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.core.entities import ACTIVITY_TYPES, choice_keys
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, Text, language, render
from crm_desktop.core.settings import SHOP_NAME
from crm_desktop.core.text import fold
from crm_desktop.models.memory import TextTemplate as TemplateModel

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.customers import Customer
    from crm_desktop.services.unit_of_work import UnitOfWork

_LONGEST_NAME = 60
_PLACE = re.compile(r"\{([^{}]{1,20})\}")

PLACES: dict[str, tuple[str, ...]] = {
    "name": ("name", "姓名", "客户"),
    "company": ("company", "公司"),
    "preferences": ("likes", "喜好"),
    "shop": ("shop", "店名"),
    "staff": ("me", "我"),
    "today": ("today", "今天"),
}
"""What stands for what: both languages' words are understood in every language."""

_SHIPPED: tuple[tuple[str, Text, Text], ...] = (
    ("call", N_("template", "No answer"), N_("template", "Called, nobody answered.")),
    ("call", N_("template", "Call again"), N_("template", "{name} was busy and wants to be called again.")),
    ("call", N_("template", "Order confirmed"), N_("template", "Went through the order with {name}: all right so.")),
    ("wechat", N_("template", "New goods"), N_("template", "Sent pictures of what is new.")),
    ("wechat", N_("template", "Offer sent"), N_("template", "Sent the offer; {name} thinks it over.")),
    ("visit", N_("template", "Looked round"), N_("template", "Looked round in the shop, bought nothing.")),
    ("", N_("template", "Reminded of payment"), N_("template", "Reminded {name} of what is owed; pays soon.")),
    ("", N_("template", "Content"), N_("template", "Asked how it is going: {name} is content.")),
    ("", N_("template", "Congratulated"), N_("template", "Wished {name} a happy birthday.")),
)


@dataclass(frozen=True, slots=True)
class Template:
    """``kind`` is the activity type it is for, empty for all. A shipped one has no ``id`` until the list changes."""

    id: int
    kind: str
    name: str
    content: str


class TemplatesService:
    """The shipped texts, in the language in force, until the shop changes anything; from then on its own list."""

    def __init__(self, services: Services) -> None:
        self._s = services

    # -- reading

    def all(self, kind: str = "") -> list[Template]:
        """In their order; with ``kind`` those for it first, then those for all, then the rest."""
        rows = self._s.db.execute_sql(
            "SELECT id, kind, name, content FROM text_template WHERE deleted_at IS NULL ORDER BY position, id"
        ).fetchall()
        found = [Template(*row) for row in rows]
        if not rows and not self._s.db.execute_sql("SELECT 1 FROM text_template LIMIT 1").fetchone():
            found = [Template(0, at, render(name), _in_words(render(content))) for at, name, content in _SHIPPED]
        if kind:
            found.sort(key=lambda one: 0 if one.kind == kind else 1 if not one.kind else 2)
        return found

    def find(self, text: str, kind: str = "") -> list[Template]:
        """Those whose name or words hold all that was typed, as :meth:`all` orders them."""
        parts = fold(text).split()
        return [one for one in self.all(kind) if all(part in fold(f"{one.name} {one.content}") for part in parts)]

    def fill(self, content: str, customer: Customer) -> str:
        """``content`` with its places filled: ``{name}``, ``{公司}`` … An unknown word in braces stays as it is."""
        values = {
            "name": customer.name,
            "company": customer.company,
            "preferences": customer.preferences,
            "shop": self._s.settings.get(SHOP_NAME),
            "staff": self._s.user,
            "today": self._day(),
        }
        words = {word: values[place] for place, several in PLACES.items() for word in several}
        filled = _PLACE.sub(lambda match: words.get(match[1].strip().lower(), match[0]), content)
        return " ".join(filled.split())

    def _day(self) -> str:
        from crm_desktop.core.dates import plain_date

        return plain_date(self._s.clock.today(), language())

    # -- writing

    def add(self, work: UnitOfWork, content: str, *, name: str = "", kind: str = "") -> int:
        """Keep a text; without a ``name`` it is called by its first words. Raises ``ValidationError``, ``exists``."""
        values = self._checked({"content": content, "name": name or _first_words(content), "kind": kind})
        existing = self._own(work)
        if any(fold(one.content) == fold(values["content"]) and one.kind in ("", kind) for one in existing):
            raise UserError("exists", N_("template", "There is such a text already."))
        return work.insert(TemplateModel, position=len(existing), **values)

    def change(self, work: UnitOfWork, place: int, patch: Mapping[str, str]) -> int:
        """Change ``name``, ``content`` or ``kind`` of the text that stands at ``place`` of :meth:`all`; its id."""
        template = self._at(work, place)
        work.update(TemplateModel, template.id, self._checked(patch))
        return template.id

    def move(self, work: UnitOfWork, place: int, to: int) -> None:
        """Put the text at ``place`` where ``to`` is."""
        found = self._own(work)
        found.insert(max(0, min(to, len(found) - 1)), found.pop(place))
        for position, one in enumerate(found):
            work.update(TemplateModel, one.id, {"position": position})

    def delete(self, work: UnitOfWork, place: int) -> None:
        work.delete(TemplateModel, self._at(work, place).id)

    def _at(self, work: UnitOfWork, place: int) -> Template:
        found = self._own(work)
        if not 0 <= place < len(found):
            raise UserError("not_found", N_("template", "This text is no longer there."))
        return found[place]

    def _own(self, work: UnitOfWork) -> list[Template]:
        """The list as rows: the shipped texts become the shop's own with its first change."""
        found = self.all()
        if any(one.id == 0 for one in found):
            for position, one in enumerate(found):
                work.insert(TemplateModel, kind=one.kind, name=one.name, content=one.content, position=position)
            found = self.all()
        return found

    @staticmethod
    def _checked(values: Mapping[str, str]) -> dict[str, str]:
        found = {name: " ".join(str(value).split()) for name, value in values.items()}
        problems: dict[str, Text] = {}
        if "content" in found and not found["content"]:
            problems["content"] = N_("template", "Write the text.")
        if "name" in found and not found["name"]:
            problems["name"] = N_("template", "Give it a name.")
        if found.get("kind") and found["kind"] not in choice_keys(ACTIVITY_TYPES):
            problems["kind"] = N_("template", "Choose what it is for.")
        if problems:
            raise ValidationError(N_("template", "This text can't be kept."), problems)
        if "name" in found:
            found["name"] = found["name"][:_LONGEST_NAME]
        return found


def _first_words(text: str, longest: int = 16) -> str:
    """A name for a text: its first words, or characters where words are not set apart."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line.rstrip(".。!！,，;；")
    cut = line[:longest].rsplit(" ", 1)[0] if " " in line[:longest] else line[:longest]
    return cut.rstrip(".。!！,，;；") + "…"


def _in_words(content: str) -> str:
    """A text of ours with its places as this language calls them: ``{姓名}`` for ``{name}``."""
    for place, word in zip(PLACES, words_for(tuple(PLACES)), strict=True):
        content = content.replace(f"{{{PLACES[place][0]}}}", word)
    return content


def words_for(places: Sequence[str] = ("name", "company", "shop", "today")) -> list[str]:
    """The places that a text may hold, in the language in force: ``{name}``, ``{姓名}``."""
    at = 1 if language().startswith("zh") else 0
    return [f"{{{PLACES[place][at]}}}" for place in places]
