"""Calendar days as shops write them: read into :class:`datetime.date`, birthdays that may be lunar or lack
their year into their stored text, and shown shortly and locally.

Nothing is guessed: ``05/03/1990`` needs the column's order (:func:`detect_order`) and is an error without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from crm_desktop.core import dateforms
from crm_desktop.core.dateforms import DateError, Parts
from crm_desktop.core.lunar import FIRST_YEAR, LAST_YEAR, Birthday, LunarError, to_solar

Order = Literal["dmy", "mdy", "ymd"]
ORDERS: tuple[Order, ...] = ("dmy", "mdy", "ymd")

_EPOCH_1900 = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 3_654, 73_050
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}").fullmatch
_STORED = re.compile(r"(L?)(?:(\d{4})-|--)(\d{2})(\+?)-(\d{2})")


@dataclass(frozen=True, slots=True)
class ColumnDates:
    """How a column writes its days: ``order`` for ``05/03/1990``, ``short`` for ``23-01-03``; None if unclear.

    ``dots`` is for ``5.3.1990`` and ``short_dots`` for ``23.01.03`` and ``5.3``.
    """

    order: Order | None = None
    short: Order | None = None
    dots: Order | None = "dmy"
    short_dots: Order | None = None

    def orders_for(self, text: str) -> tuple[Order | None, Order | None]:
        """The order of a full day and of a shorter one among the texts that are written like this one."""
        if not dateforms.is_dotted(text):
            return self.order, self.short
        parts = dateforms.numeric_parts(text) or []
        return (self.dots if dateforms.is_full(parts) else self.short_dots), self.short_dots


UNKNOWN = ColumnDates()


@dataclass(slots=True)
class _Seen:
    """What the texts of a column show that are written with dots, or with other signs."""

    only: set[Order] = field(default_factory=set)
    fitting: set[Order] = field(default_factory=lambda: set(ORDERS))
    full: bool = False
    shorts: bool = False
    unclear: bool = False

    def add(self, parts: list[str]) -> None:
        full = dateforms.is_full(parts)
        if len(parts[0]) > 2:
            return
        if full or len(parts) == 2:
            self.full = self.full or full
            self.only |= _only_orders(int(parts[0]), int(parts[1]))
            self.unclear = self.unclear or dateforms.is_either_way(parts)
        else:
            self.shorts = True
            fitting = {order for order in ORDERS if _fits(parts, order)}
            self.fitting = (self.fitting & fitting) or self.fitting
            self.unclear = self.unclear or len(fitting) > 1


def detect_order(
    values: Iterable[object],
    asked: Order | None = None,
    number_format: str | None = None,
    chosen: Order | None = None,
) -> ColumnDates:
    """What the texts of a column say about their order.

    A value that can be read one way only (``13/03/1990``) decides for the others, then the number format of the
    column's date cells, then what a person has ``chosen`` for the column or is ``asked`` for all. Texts with dots
    decide for themselves alone, and have the day first where nothing speaks against it.
    """
    signs, dots = _Seen(), _Seen()
    year_first = bool(number_format) and _format_letters(number_format)[:1] == "y"
    for value in values:
        if not isinstance(value, str):
            continue
        if _ISO(value):
            year_first = True
            continue
        parts = dateforms.numeric_parts(value)
        if parts is None:
            year_first = year_first or "年" in value
        elif len(parts) == 3 and len(parts[0]) == 4:
            year_first = True
        else:
            (dots if dateforms.is_dotted(value) else signs).add(parts)
    order, short = _with_signs(signs, chosen or asked, order_of_format(number_format), year_first)
    full_dots, short_dots = _with_dots(dots, None if signs.unclear else chosen, chosen or asked, year_first)
    return ColumnDates(order, short, full_dots, short_dots)


def _with_signs(
    seen: _Seen, asked: Order | None, of_format: Order | None, year_first: bool
) -> tuple[Order | None, Order | None]:
    order = _the_one(seen.only) or of_format or _day_or_month(asked)
    if not seen.shorts:
        return order, order or asked
    if len(seen.fitting) == 1:
        return order, _the_one(seen.fitting)
    if year_first and "ymd" in seen.fitting and (order is None or asked == "ymd"):
        return order, "ymd"
    return order, order if order in seen.fitting else asked


def _with_dots(
    seen: _Seen, chosen: Order | None, asked: Order | None, year_first: bool
) -> tuple[Order | None, Order | None]:
    """As :func:`_with_signs`; ``chosen`` is None where the question was about other texts of the column."""
    said = _the_one(seen.only) or chosen
    full = _day_or_month(said) or (_day_or_month(asked) if seen.only else "dmy")
    if seen.shorts and len(seen.fitting) == 1:
        return full, _the_one(seen.fitting)
    if seen.shorts and year_first and "ymd" in seen.fitting and not (said or seen.full):
        return full, "ymd"
    day_first = seen.full or (seen.shorts and "ymd" not in seen.fitting)
    short = said or (full if day_first else asked)
    return full, short if short in seen.fitting else asked


def _the_one(orders: set[Order]) -> Order | None:
    return next(iter(orders)) if len(orders) == 1 else None


def _day_or_month(order: Order | None) -> Order | None:
    return None if order == "ymd" else order


def _only_orders(first: int, second: int) -> set[Order]:
    if first > 12 >= second:
        return {"dmy"}
    if second > 12 >= first:
        return {"mdy"}
    return set()


def _fits(parts: list[str], order: Order) -> bool:
    values = dict(zip(order, map(int, parts), strict=True))
    return 1 <= values["m"] <= 12 and 1 <= values["d"] <= 31


def order_of_format(number_format: str | None) -> Order | None:
    """The order of day and month in an Excel number format; None for year first and for locale formats."""
    order = _format_letters(number_format)
    return "dmy" if order == "dmy" else "mdy" if order == "mdy" else None


def _format_letters(number_format: str | None) -> str:
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", (number_format or "").lower())
    return "".join(dict.fromkeys(char for char in bare if char in "dmy"))


def parse_date(value: object, column: ColumnDates = UNKNOWN, *, today: date) -> date:
    """The day in a cell; raises :class:`DateError` for what is none, is impossible, ambiguous or has no year.

    ``today`` tells the century of two-digit years: at most twenty years ahead.
    """
    known = _known(value)
    if known is not None:
        return known
    parts = _parts(value, column)
    if parts.lunar:
        birthday = _lunar(parts, _full_year(parts, today, ahead=20))
        if birthday.year is None:
            raise DateError(dateforms.NO_YEAR)
        return to_solar(birthday.year, birthday.month, birthday.day, birthday.leap)
    year = _full_year(parts, today, ahead=20)
    if year is None:
        raise DateError(dateforms.NO_YEAR)
    return _solar(year, parts.month, parts.day)


def parse_birthday(value: object, column: ColumnDates = UNKNOWN, *, today: date) -> str:
    """The stored text of a birthday: ``1988-08-15``, ``--05-03``, ``L1988-08-15``; raises :class:`DateError`."""
    known = _known(value)
    if known is not None:
        return known.isoformat()
    text = str(value).strip()
    if _STORED.fullmatch(text):
        return str(read_birthday(text))
    parts = _parts(value, column)
    year = _full_year(parts, today, ahead=0)
    if parts.lunar:
        return str(_lunar(parts, year))
    day = _solar(year if year is not None else 2000, parts.month, parts.day)
    return day.isoformat() if year is not None else str(Birthday(None, day.month, day.day))


def parse_lunar(value: object, column: ColumnDates = UNKNOWN, *, today: date) -> str:
    """The stored text of a birthday where every day is one of the lunar calendar, unless it says otherwise itself."""
    known = _known(value)
    if known is not None:
        return str(_lunar(Parts(known.year, known.month, known.day), known.year))
    text = str(value).strip()
    if text[:1] in "Ll" or dateforms.is_solar(text):
        return parse_birthday(value, column, today=today)
    parts = _parts(value, column)
    return str(_lunar(parts, _full_year(parts, today, ahead=0)))


def read_birthday(stored: str) -> Birthday:
    """A stored birthday in parts; raises :class:`DateError` where it is none or impossible."""
    match = _STORED.fullmatch(stored)
    if match is None:
        raise DateError(dateforms.NOT_A_DATE)
    lunar, year_text, month, leap, day = match.groups()
    year = int(year_text) if year_text else None
    if lunar:
        return _lunar(Parts(year, int(month), int(day), lunar=True, leap=bool(leap)), year)
    if leap:
        raise DateError(dateforms.IMPOSSIBLE)
    _solar(year if year is not None else 2000, int(month), int(day))
    return Birthday(year, int(month), int(day))


def parse_datetime(value: object, column: ColumnDates = UNKNOWN, *, today: date) -> datetime:
    """Day and local time of a cell, midnight where it has none; raises :class:`DateError`."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        day = parse_date(value, column, today=today)
        seconds = round((float(value) % 1) * 86_400)
        return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)
    day = parse_date(value, column, today=today)
    clock = dateforms.time_part(str(value)) if isinstance(value, str) else None
    return datetime.combine(day, clock or time())


def parse_time(value: object) -> time:
    """``14:30``, ``下午2:30``, ``2:30 pm``, an Excel fraction of a day; raises :class:`DateError`."""
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, time):
        return value
    if isinstance(value, timedelta):
        return (datetime(2000, 1, 1) + value).time()
    if isinstance(value, float) and 0 <= value < 1:
        return (datetime(2000, 1, 1) + timedelta(seconds=round(value * 86_400))).time()
    found = dateforms.time_part(str(value))
    if found is None:
        raise DateError(dateforms.NOT_A_TIME)
    return found


def _known(value: object) -> date | None:
    """Cells that hold a date already, and Excel's day numbers."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        raise DateError(dateforms.NOT_A_DATE)
    if isinstance(value, (int, float)):
        return from_serial(value)
    return None


def from_serial(value: float) -> date:
    """The day of an Excel number, 1910 to 2099, or of eight digits like ``19881019``; raises :class:`DateError`."""
    if not -1e9 < value < 1e9:
        raise DateError(dateforms.NOT_A_DATE)
    whole = int(value)
    if _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return _EPOCH_1900 + timedelta(days=whole)
    if whole == value and 19_000_101 <= whole <= 21_001_231:
        return _solar(whole // 10_000, whole // 100 % 100, whole % 100)
    raise DateError(dateforms.NOT_A_DATE)


@lru_cache(maxsize=16384)
def _read_text(text: str, column: ColumnDates) -> Parts | DateError:
    try:
        return dateforms.read(text, *column.orders_for(text))
    except DateError as error:
        return error


def _parts(value: object, column: ColumnDates) -> Parts:
    found = _read_text(str(value).strip(), column)
    if isinstance(found, DateError):
        raise DateError(found.reason, ambiguous=found.ambiguous)
    return found


def _full_year(parts: Parts, today: date, ahead: int) -> int | None:
    """Years of two digits lie at most ``ahead`` years after today."""
    if parts.year is None or not parts.short_year:
        return parts.year
    year = today.year - today.year % 100 + parts.year
    if year > today.year + ahead:
        year -= 100
    return year


def _solar(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        if not 1 <= month <= 12:
            raise DateError(dateforms.NO_MONTH.fill(month=month)) from error
        raise DateError(dateforms.IMPOSSIBLE) from error


def _lunar(parts: Parts, year: int | None) -> Birthday:
    birthday = Birthday(year, parts.month, parts.day, lunar=True, leap=parts.leap)
    if not (1 <= parts.month <= 12 and 1 <= parts.day <= 30):
        raise DateError(dateforms.IMPOSSIBLE)
    if year is not None and FIRST_YEAR <= year <= LAST_YEAR:
        try:
            to_solar(year, parts.month, parts.day, parts.leap)
        except LunarError as error:
            raise DateError(dateforms.IMPOSSIBLE) from error
    elif year is not None:
        raise DateError(dateforms.OUTSIDE_TABLE.fill(first=FIRST_YEAR, last=LAST_YEAR))
    return birthday


_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NEAR = {
    "zh": {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
_LUNAR_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
_DIGITS = "十一二三四五六七八九"


def short_date(day: date, today: date, language: str = "en") -> str:
    """A day as lists show it: ``今天``, ``9月18日``, ``2025年9月18日``; ``today``, ``18 Sep``, ``18 Sep 2025``."""
    chinese = language.startswith("zh")
    near = _NEAR["zh" if chinese else "en"].get((day - today).days)
    if near:
        return near
    return plain_date(day, language, year=day.year != today.year)


def plain_date(day: date, language: str = "en", *, year: bool = True) -> str:
    """``2025年9月18日`` or ``18 Sep 2025``, without the year where asked."""
    if language.startswith("zh"):
        return f"{day.year}年{day.month}月{day.day}日" if year else f"{day.month}月{day.day}日"
    shown = f"{day.day} {_MONTH_NAMES[day.month - 1]}"
    return f"{shown} {day.year}" if year else shown


def format_birthday(stored: str, language: str = "en") -> str:
    """A stored birthday for people: ``1988年8月15日``, ``农历八月十五``; an unreadable one as it stands."""
    try:
        birthday = read_birthday(stored)
    except DateError:
        return stored
    chinese = language.startswith("zh")
    if birthday.lunar:
        return _lunar_words(birthday) if chinese else _lunar_english(birthday)
    day = date(birthday.year or 2000, birthday.month, birthday.day)
    return plain_date(day, language, year=birthday.year is not None)


def _lunar_words(birthday: Birthday) -> str:
    day = birthday.day
    if day <= 10:
        word = "初" + ("十" if day == 10 else _DIGITS[day])
    elif day in (20, 30):
        word = "二三"[day // 10 - 2] + "十"
    else:
        word = "十廿"[day // 10 - 1] + _DIGITS[day % 10]
    year = f"{birthday.year}年" if birthday.year is not None else ""
    return f"农历{year}{'闰' if birthday.leap else ''}{_LUNAR_MONTHS[birthday.month - 1]}月{word}"


def _lunar_english(birthday: Birthday) -> str:
    leap = "leap month" if birthday.leap else "month"
    year = f" {birthday.year}" if birthday.year is not None else ""
    return f"lunar day {birthday.day} of {leap} {birthday.month}{year}"
