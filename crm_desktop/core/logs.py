"""The log file: for whoever helps when something went wrong, without the customers' data in it."""

from __future__ import annotations

import logging
import logging.handlers
import re
from pathlib import Path

from crm_desktop.core.paths import log_dir

FILE_NAME = "crm-desktop.log"
_PERSONAL = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "<e-mail>"),
    # Quoted values, not the apostrophe of a word and not the file names of a traceback.
    (re.compile(r"(?<!File )(?<!\w)[bru]{0,2}(['\"])(?:\\.|(?!\1).)*\1"), "<value>"),
    (re.compile(r"[\u2e80-\u9fff\uac00-\ud7ff\uff00-\uffef]+"), "<text>"),
)
_NUMBER = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d|\b0x[0-9a-f]+|(\(?\+?\d(?:[ ()-]{0,2}\d){5,}[Xx]?)")
"""Moments and addresses in memory, which stay, and whatever else has six digits or more."""
_HOME = re.compile(r"((?:/home|/Users|\\Users)[/\\])(?:[^/\\\"'\n]+(?=[/\\])|[^/\\\s\"']+)")


def scrub(text: str) -> str:
    """``text`` with quoted values, e-mail addresses, long numbers and Chinese text replaced by what they were."""
    for pattern, name in _PERSONAL:
        text = pattern.sub(name, text)
    return _NUMBER.sub(lambda found: "<number>" if found[1] else found[0], text)


def without_names(text: str) -> str:
    """A whole log as it may leave this PC: scrubbed, and no name of a person in a path."""
    return scrub(_HOME.sub(r"\1<user>", text.replace(str(Path.home()), "~")))


class _ScrubbingFormatter(logging.Formatter):
    """Scrubs the whole formatted record, tracebacks included: their last line often quotes a value."""

    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record))

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - its name
        return super().formatTime(record, datefmt or "%Y-%m-%dT%H:%M:%S")


def set_up(folder: Path | None = None) -> Path | None:
    """Log warnings and errors of the program to a rotating file; returns it, or None where none can be written.

    A log is a help and no condition: a full disk or a read-only home must not stop the program.
    """
    path = (folder or log_dir()) / FILE_NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(_ScrubbingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("crm_desktop")
    close()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    return path


def close() -> None:
    """Close the log file, so that its folder can be moved or removed."""
    logger = logging.getLogger("crm_desktop")
    for handler in list(logger.handlers):
        if isinstance(handler, logging.handlers.RotatingFileHandler):
            logger.removeHandler(handler)
            handler.close()
