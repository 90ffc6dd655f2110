"""Kinds of arguments that several commands take."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date

from crm_desktop.core.clock import FIRST_DAY, LAST_DAY
from crm_desktop.core.i18n import tr_


def positive(text: str) -> int:
    """A whole number above zero."""
    return _whole(text, 1)


def not_negative(text: str) -> int:
    return _whole(text, 0)


def _whole(text: str, least: int) -> int:
    try:
        number = int(text)
    except ValueError:
        number = least - 1
    if number < least or number > 2**53:
        raise ArgumentTypeError(tr_("cli", "“{text}” is not a whole number from {least} on", text=text, least=least))
    return number


def day(text: str) -> date:
    """``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(tr_("cli", "“{text}” is not a date like 2026-09-23", text=text)) from error


def today(text: str) -> date:
    """A day that may be today."""
    found = day(text)
    if not FIRST_DAY <= found <= LAST_DAY:
        message = tr_("cli", "“{text}” is not a day from {first} to {last}", text=text, first=FIRST_DAY, last=LAST_DAY)
        raise ArgumentTypeError(message)
    return found


def words(text: str) -> str:
    """Text to compare with; bytes that are none, as a script may pass them, are no text."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ArgumentTypeError(
            tr_("cli", "“{text}” is no readable text", text=text.encode(errors="replace").decode())
        ) from error
    return text


def pair(text: str) -> tuple[str, str]:
    """``NAME=VALUE``; the first sign that is an equals sign parts them."""
    name, equals, value = words(text).partition("=")
    if not equals or not name.strip():
        raise ArgumentTypeError(tr_("cli", "“{text}” is not of the form NAME=VALUE", text=text))
    return name.strip(), value


def last_pair(text: str) -> tuple[str, str]:
    """``NAME=VALUE`` where the name, a header out of a file, may hold equals signs itself."""
    name, equals, value = text.rpartition("=")
    if not equals or not name.strip():
        raise ArgumentTypeError(tr_("cli", "“{text}” is not of the form NAME=VALUE", text=text))
    return name.strip(), value.strip()
