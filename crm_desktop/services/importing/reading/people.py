"""Lists of people that are no tables: the addresses of a mail, a name and a number a line, what a chat counted."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from crm_desktop.services.importing.reading.source import Row

FIELDS = ("name", "phone", "email", "notes")
MAX_TEXT = 4 * 1024 * 1024
"""Characters: longer texts are tables, nobody types as much by hand."""
_MOST, _COUNTED_MOST = 0.8, 0.5
"""The share of the lines that must hold a number or an address, else the text is something else; fewer of them where
every line bears a number, as in what a chat counted.
"""

_SAFE = r"[\w.!#$%&'*+/=?^`{|}~-]"
_ADDRESS = rf"{_SAFE}{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}"
_ENTRY = re.compile(
    rf"""(?:"(?P<quoted>[^"\n]{{0,100}})"|(?P<bare>[^<>;；@"\n]{{0,100}}?))\s*<(?:mailto:)?(?P<in>{_ADDRESS})>|(?:mailto:)?(?P<alone>{_ADDRESS})""",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s;；,，、]*")
_ADDRESSED = re.compile(r"\s*(?:to|cc|bcc|收件人|抄送|密送)\s*[:：]", re.IGNORECASE)
_EMAIL = re.compile(rf"<?(?:mailto:)?({_ADDRESS})>?", re.IGNORECASE)
_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}")
_PHONE = re.compile(
    r"(?<![A-Za-z0-9_@.-])(?:(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,5}/\d{5,9}"
    r"|(?:\(\+?\d{1,5}\)|\+?\d)(?:-?\(?\d\)?| (?=\(0\)|\(?\d{2,}\)?(?![^\W\d_]))\(?\d\)?)*)"
    r"(?:\s?(?:转|分机|ext\.?|x|#)\s?\d{1,6})?(?![A-Za-z0-9_@])",
    re.IGNORECASE,
)
"""A mobile of China first: what follows it behind a blank is how many pieces, or the next word."""
_COUNTED = re.compile(r"\A\s*(?:[(（]?\d{1,4}\s*[.、．)）:：]\s*(?!\d)|[-*•·●▪]\s+)")
_WORDS = r"(?:姓名|名字|联系人|收货人|(?:联系)?电话|手机(?:号码?)?|邮箱|\b(?:name|tel|phone|mobile|e-?mail)\b)"
_LABELS = re.compile(rf"\A{_WORDS}\s*[:：.]?|{_WORDS}\s*[:：.]?\Z", re.IGNORECASE)
_EDGES = " \t\u3000:：,，;；、|/-–—"
_LONGEST, _SHORTEST = 15, 7
"""Digits of a telephone number."""
_LONGEST_LINE, _LOOK_AT, _TITLE = 500, 200, 5
_PIECES = re.compile(r"[、，,;；]\s*")


@dataclass(frozen=True, slots=True)
class People:
    """``headers`` names the fields that somebody in the list has; a row has one cell for each."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(slots=True)
class _Person:
    line: int
    name: str = ""
    phone: str = ""
    email: str = ""
    notes: str = ""
    counted: bool = False


def find(text: str) -> People | None:
    """The people in ``text``, None where it is no such list: a table, a single number, prose."""
    if len(text) > MAX_TEXT:
        return None
    found = _addresses(text) or _lines(text)
    if not found:
        return None
    headers = tuple(field for field in FIELDS if field == "name" or any(getattr(one, field) for one in found))
    return People(headers, tuple((one.line, [getattr(one, field) for field in headers]) for one in found))


def _addresses(text: str) -> list[_Person]:
    """Nothing but e-mail addresses, with names or without, as the field *To* of a mail program holds them."""
    found: list[_Person] = []
    start = _ADDRESSED.match(text)
    at = _between(text, start.end() if start else 0)
    line, counted = 1, 0
    while at < len(text):
        match = _ENTRY.match(text, at)
        if match is None:
            return []
        address = match["in"] or match["alone"]
        name = " ".join((match["quoted"] or match["bare"] or "").strip(" '\t").split())
        line, counted = line + text.count("\n", counted, match.end()), match.end()
        found.append(_Person(line, name or address.partition("@")[0], email=address))
        following = _between(text, match.end())
        if following == match.end() and following < len(text):
            return []
        at = following
    if len({one.line for one in found}) < len(found):  # several a line: they are counted instead
        for number, one in enumerate(found, start=1):
            one.line = number
    return found


def _between(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _lines(text: str) -> list[_Person]:
    """A person a line: a name, a number or address, and whatever else stands behind it; or several between commas.

    Lines before the first person are a title. Tables are left to others, be their columns ever so few.
    """
    numbered = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if "\t" in text or any(len(line) > _LONGEST_LINE for _, line in numbered):
        return []
    sample = _people(numbered[:_LOOK_AT])
    if not _is_list(sample) or (_is_table([line for _, line in numbered[:_LOOK_AT]]) and not _several(sample)):
        return []
    people = sample if len(numbered) <= _LOOK_AT else _people(numbered)
    if not _is_list(people):
        return []
    found = people[_title(people) :]
    for one in found:
        one.name = one.name or one.email.partition("@")[0] or one.phone.partition(";")[0]
    if _several(found):
        for number, one in enumerate(found, start=1):
            one.line = number
    return found


def _people(numbered: list[tuple[int, str]]) -> list[_Person]:
    found: list[_Person] = []
    for number, line in numbered:
        bare = _COUNTED.sub("", line, count=1)
        pieces = [_person(number, piece) for piece in _PIECES.split(bare)]
        whole = all(one.name and (one.phone or one.email) for one in pieces)
        one_line = pieces if whole else [_person(number, bare)]
        for one in one_line:
            one.counted = bare != line
        found += one_line
    return found


def _several(people: list[_Person]) -> bool:
    return len({one.line for one in people}) < len(people)


def _title(people: list[_Person]) -> int:
    """How many lines stand before the first person."""
    return next((at for at, one in enumerate(people) if one.phone or one.email), len(people))


def _is_list(people: list[_Person]) -> bool:
    title = _title(people)
    rest = people[title:]
    if not rest or title > max(_TITLE, len(rest)):
        return False
    counted = all(one.counted for one in rest)
    if sum(1 for one in rest if one.phone or one.email) < (_COUNTED_MOST if counted else _MOST) * len(rest):
        return False
    return any(one.name for one in rest) or all(_surely(one) for one in rest)


def _is_table(lines: list[str]) -> bool:
    """Most lines are cut into the same number of cells by one of the signs of tables."""
    for sign in (",", ";", "|", "，"):
        try:
            widths = [len(cells) for cells in csv.reader(lines, delimiter=sign, skipinitialspace=True) if cells]
        except csv.Error:
            continue
        usual = max(set(widths), key=widths.count)
        if usual > (2 if len(widths) == 1 else 1) and widths.count(usual) >= _MOST * len(widths):
            return True
    return False


def _person(number: int, line: str) -> _Person:
    emails = [(match.start(), match.end(), match[1]) for match in _EMAIL.finditer(line)]
    taken = [*((start, end) for start, end, _ in emails), *(match.span() for match in _DAY.finditer(line))]
    phones = [
        (match.start(), match.end(), match[0].strip())
        for match in _PHONE.finditer(line)
        if _SHORTEST <= sum(map(str.isdigit, match[0])) <= _LONGEST
        and not any(match.start() < end and start < match.end() for start, end in taken)
    ]
    parts = _around(line, sorted((start, end) for start, end, _ in (*emails, *phones)))
    name, *rest = parts if parts[0] else parts[1:] or [""]
    return _Person(
        number,
        name,
        ";".join(phone for *_place, phone in phones),
        ";".join(email for *_place, email in emails),
        " ".join(part for part in rest if part),
    )


def _around(line: str, spans: list[tuple[int, int]]) -> list[str]:
    """The texts before, between and behind ``spans``; the first is what stands before all of them."""
    parts, at = [], 0
    for start, end in spans:
        parts.append(line[at:start])
        at = end
    parts.append(line[at:])
    bare = (_LABELS.sub("", part.strip(_EDGES)).strip(_EDGES) for part in parts)
    return [" ".join(part.split()) for part in bare]


def _surely(person: _Person) -> bool:
    """Whether a line without a name is somebody's number and not that of a thing."""
    digits = re.sub(r"\D", "", person.phone.partition(";")[0])
    mobile = re.fullmatch(r"(?:86)?1[3-9]\d{9}", digits) is not None
    return bool(person.email) or mobile or person.phone[:1] in "+0("


def rows(people: People) -> Iterator[Row]:
    """As a source gives them: new lists each time, for whoever changes cells in their place."""
    return ((number, list(cells)) for number, cells in people.rows)
