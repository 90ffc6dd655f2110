"""The log file: for whoever helps when something went wrong, without the customers' data in it."""

from __future__ import annotations

import logging
import logging.handlers
import re
from pathlib import Path

from crm_desktop.core.paths import log_dir

FILE_NAME = "crm-desktop.log"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_PHONE = re.compile(r"(?<![\w.])\+?\d(?:[ ()-]{0,2}\d){6,14}(?![\w.])")


def scrub(text: str) -> str:
    """``text`` with e-mail addresses and what may be a phone number blotted out."""
    return _PHONE.sub("<phone>", _EMAIL.sub("<email>", text))


_PERSONAL = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "<e-mail>"),
    (re.compile(r"(['\"])(?:\\.|(?!\1).)*\1"), "<value>"),
    (re.compile(r"\+?\d[\d\s-]{4,}\d"), "<number>"),
    (re.compile(r"[\u2e80-\u9fff\uac00-\ud7ff\uff00-\uffef]+"), "<text>"),
)


def without_personal_data(message: str) -> str:
    """``message`` with quoted values, e-mail addresses, long numbers and Chinese text replaced by what they were."""
    for pattern, name in _PERSONAL:
        message = pattern.sub(name, message)
    return message


def without_names(text: str) -> str:
    """A whole log as it may leave this PC: no personal data, and no name of a person in a path; times stay."""
    home = str(Path.home())
    lines = []
    for line in text.replace(home, "~").splitlines():
        time = _TIME.match(line)
        kept = time[0] if time else ""
        lines.append(kept + without_personal_data(line[len(kept) :]))
    return "\n".join(lines) + "\n"


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
