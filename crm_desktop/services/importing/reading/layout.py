"""Where the table is in a sheet: title rows, header row, merged cells, totals and empty rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from crm_desktop.services.importing.reading.source import Merge, Row, Source

_LOOK_AT = 60
_TOTAL = re.compile(
    r"(?:本页|本月|全部|总)?(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*共|汇\s*总|平\s*均)|grand\s*totals?|sub-?\s*totals?|totals?|sum|average",
    re.IGNORECASE,
)
_SUM_OF_MONEY = re.compile(r"(?:已|待)?(?:收入|支出)\s*[:：]\s*\d+\s*笔")
_TOTAL_TAIL = re.compile(r"[:：]?\s*[¥$€]?[\d,.\s]*(?:人|位|条|行|笔|个|户|单|元|客户|rows?|customers?|orders?)*\s*")
_NUMBERISH = re.compile(r"[\d\s.,:/+()¥$€%-]+|#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)")

_REMARK = re.compile(
    r"[-—–=_*~]{4,}"
    r"|(?:注意?|备注|说明|提示|填表说明|制表[人日期时间]*|打印[人日期时间]*|导出(?:时间|日期|人)|审核人?|盖章|签[字名])\s*[:：]"
    r"|共\s*[\d,]+\s*(?:笔|条|行|单|位|人)(?:记录|数据|订单|客户|会员|交易)?$"
    r"|(?:note|notes|printed(?: on| by)?|exported(?: on| by| at)?|generated(?: on| by| at)?|report date)\s*:",
    re.IGNORECASE,
)
Recognise = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Layout:
    """``header_row`` is 0 where the file has no header; data begins in the row after it.

    ``extend`` adds to the cells of a row what ``headers`` has beyond the columns of the file.
    """

    header_row: int
    headers: tuple[str, ...]
    extend: Callable[[list[Any]], list[Any]] | None = None


def is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def header_text(value: object) -> str:
    """A header in one line, without the star of required columns."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value if value is not None else "").split()).strip("*＊ ")


def letter(index: int) -> str:
    """``0`` → ``A``, ``27`` → ``AB``: how Excel names a column."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def find(source: Source, recognise: Recognise, asked: int | None = None) -> Layout:
    """Find the header row, or take row ``asked`` (0 for none)."""
    rows = list(islice(source.read(), _LOOK_AT if asked is None else max(asked, _LOOK_AT)))
    width = max((_width(cells) for _, cells in rows), default=0)
    by_number = dict(rows)
    if asked is not None:
        number = asked
    else:
        number = _best(rows, width, recognise)
        number = _lower(number, by_number, source.merges, recognise)
    cells = by_number.get(number, []) if number else []
    above = by_number.get(number - 1, []) if number and number > 1 else []
    groups = _groups(above, number - 1, source.merges) if sum(not is_blank(cell) for cell in above) > 1 else {}
    own = [header_text(cell) for cell in cells]
    headers = []
    nearest = ""
    for index in range(max(width, _width(cells))):
        text = own[index] if index < len(own) else ""
        nearest = groups.get(index, nearest)
        group = nearest if text and own.count(text) > 1 else groups.get(index, "")
        headers.append(_named(text, group, own, recognise))
    return Layout(number, tuple(headers))


def _lower(number: int, rows: Mapping[int, list[Any]], merges: Iterable[Merge], recognise: Recognise) -> int:
    """The lower of two header rows: names under a group's name (联系方式 over 电话, 邮箱), blank elsewhere."""
    below = rows.get(number + 1, [])
    if not number or not below:
        return number
    if any(top == number and bottom == number + 1 and left == right for top, bottom, left, right in merges):
        return number + 1
    upper = rows[number]
    names = [(index, cell) for index, cell in enumerate(below) if not is_blank(cell)]
    if not names or not all(isinstance(cell, str) and recognise(header_text(cell)) for _, cell in names):
        return number
    below_names = {index for index, _ in names}
    for index in below_names:
        over = header_text(upper[index]) if index < len(upper) else ""
        spans = index + 1 in below_names and (index + 1 >= len(upper) or is_blank(upper[index + 1]))
        if over and recognise(over) and not spans:
            return number
    return number + 1


def _groups(cells: list[Any], number: int, merges: Iterable[Merge]) -> dict[int, str]:
    """Column → the name that stands over it in the row of group names, over all columns of a merged cell."""
    found = {index: header_text(cell) for index, cell in enumerate(cells) if not is_blank(cell)}
    for top, bottom, left, right in merges:
        if top <= number <= bottom and left in found:
            found.update(dict.fromkeys(range(left, min(right, left + 200) + 1), found[left]))
    return found


def _named(text: str, group: str, own: list[str], recognise: Recognise) -> str:
    """A header with the name of its group where it says nothing by itself, or stands twice."""
    if not group or not text:
        return text or group
    if own.count(text) == 1 and recognise(text):
        return text
    together = group + text if not (group + text).isascii() else f"{group} {text}"
    return together if own.count(text) > 1 or recognise(together) else text


def _width(cells: list[Any]) -> int:
    for index in range(len(cells), 0, -1):
        if not is_blank(cells[index - 1]):
            return index
    return 0


def _best(rows: list[Row], width: int, recognise: Recognise) -> int:
    best, best_score = 0, 0.0
    for position, (number, cells) in enumerate(rows):
        filled = [cell for cell in cells if not is_blank(cell)]
        if not filled or (len(filled) < 2 and width > 1) or is_total(cells):
            continue
        texts = [header_text(cell) for cell in filled if isinstance(cell, str)]
        known = sum(1 for text in texts if text and recognise(text))
        headish = [text for text in texts if len(text) <= 40 and not _NUMBERISH.fullmatch(text) and "@" not in text]
        if len(headish) < 0.6 * len(filled):
            continue
        below = rows[position + 1 : position + 6]
        score = 2.0 * known + len(set(headish)) / max(width, 1) - 0.05 * position
        if not known and not _differs(filled, below):
            continue
        if score > best_score:
            best, best_score = number, score
    return best


def _differs(filled: list[Any], below: list[Row]) -> bool:
    """Whether the rows below hold numbers or dates where the candidate has words."""
    for _, cells in below:
        values = [cell for cell in cells if not is_blank(cell)]
        other = [v for v in values if not isinstance(v, str) or _NUMBERISH.fullmatch(v) or "@" in v]
        if len(values) >= len(filled) / 2 and other:
            return True
    return False


def is_total(cells: Iterable[Any]) -> bool:
    """A row of sums: its first text says so, and beside it stand numbers only."""
    first = True
    for cell in cells:
        if is_blank(cell):
            continue
        if first:
            if not isinstance(cell, str):
                return False
            text = cell.strip()
            match = _TOTAL.match(text)
            if not match or not _TOTAL_TAIL.fullmatch(text[match.end() :]):
                return False
            first = False
        elif isinstance(cell, str) and not _NUMBERISH.fullmatch(cell.strip()) and not _TOTAL_TAIL.fullmatch(cell):
            return False
    return not first


def _is_remark(first: str, cells: Iterable[Any]) -> bool:
    """A line under or between the rows that says something of the list: one text alone, and it begins like one."""
    of_money = _SUM_OF_MONEY.match(first)
    if of_money is None and _REMARK.match(first) is None:
        return False
    said = [cell for cell in cells if not is_blank(cell)]
    if len(said) == 2:  # "已收入:1笔,36.00元" in a text file
        return of_money is not None and _TOTAL_TAIL.fullmatch(str(said[1])) is not None
    return len(said) == 1


def data_rows(
    source: Source, layout: Layout, *, keep_totals: bool = False, totals: list[int] | None = None
) -> Iterator[Row]:
    """The rows below the header that are data, merged cells filled; blank ones, sums, remarks, headers again left out.

    The numbers of totals rows and remarks are added to ``totals``; ``keep_totals`` gives them like others.
    """
    filling = _Filling(source.merges, layout.header_row) if source.merges else None
    head = [text for text in layout.headers if text]
    start = layout.header_row
    first_head = head[0] if head and layout.header_row else None
    remarks = not keep_totals and len(head) > 2
    for number, cells in source.read():
        if number <= start:
            continue
        if filling is not None:
            filling.apply(number, cells)
        first = cells[0] if cells else ""
        if is_blank(first):
            first = next((cell for cell in cells if not is_blank(cell)), None)
            if first is None:
                continue
        if isinstance(first, str):
            text = first.strip()
            is_sum = not keep_totals and _TOTAL.match(text) and is_total(cells)
            if is_sum or (remarks and _is_remark(text, cells)):
                if totals is not None:
                    totals.append(number)
                continue
            if first_head and first_head[0] in first and _is_head(first, first_head, cells, layout.headers):
                continue
        yield number, cells if layout.extend is None else layout.extend(cells)


def _is_head(first: str, head: str, cells: list[Any], headers: tuple[str, ...]) -> bool:
    """Whether a row says the headers again."""
    if header_text(first) != head:
        return False
    return [header_text(cell) for cell in cells[: len(headers)]] == list(headers[: len(cells)])


class _Filling:
    """Gives every row of a cell merged downwards the cell's value."""

    def __init__(self, merges: Iterable[Merge], header_row: int) -> None:
        self._by_row: Mapping[int, list[tuple[int, int]]] = {}
        by_row: dict[int, list[tuple[int, int]]] = {}
        for top, bottom, left, _ in merges:
            if bottom > top > header_row:
                by_row.setdefault(top, []).append((left, bottom))
        self._by_row = by_row
        self._open: dict[int, tuple[int, Any]] = {}

    def apply(self, number: int, cells: list[Any]) -> None:
        for column, (bottom, value) in list(self._open.items()):
            if number > bottom:
                del self._open[column]
            elif column < len(cells) and is_blank(cells[column]):
                cells[column] = value
        for column, bottom in self._by_row.get(number, ()):
            if column < len(cells):
                self._open[column] = (bottom, cells[column])
