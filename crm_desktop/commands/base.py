"""What every command is made of: its arguments, the call it gets and the answer it gives."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import Clock, SystemClock
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text, render
from crm_desktop.core.jobs import JobContext

if TYPE_CHECKING:
    from crm_desktop.services.backup.keys import ShopKey
    from crm_desktop.services.context import Services

PASSPHRASE = "CRM_DESKTOP_PASSPHRASE"  # noqa: S105 - the name of a variable
NEW_PASSPHRASE = "CRM_DESKTOP_NEW_PASSPHRASE"  # noqa: S105

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """``data`` is the one JSON object; ``code`` 1 marks an answer that is a refusal or finds damage."""

    data: Json
    code: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """One use of a command: its parsed arguments and the global ones."""

    args: Namespace
    data: Path
    clock: Clock = field(default_factory=SystemClock)
    lang: str = "en"

    @contextmanager
    def services(self) -> Iterator[Services]:
        """The services of the data folder, which is made if missing; closed afterwards."""
        from crm_desktop.services.context import open_services

        opened = open_services(self.data, clock=self.clock, key=self.key())
        try:
            yield opened
        finally:
            opened.close()

    def key(self) -> ShopKey | None:
        """What opens the data folder where it is encrypted. Raises ``locked``, ``wrong_passphrase``."""
        from crm_desktop.services.vault import keyfile

        if not keyfile.is_encrypted(self.data):
            return None
        from crm_desktop.services.vault import unlocking  # loads the encryption

        return unlocking.for_command(self.data, self.passphrase)

    def passphrase(self) -> str | None:
        """From ``--passphrase-file`` (its first line), else from the environment, else None."""
        file: Path | None = getattr(self.args, "passphrase_file", None)
        if file is None:
            return os.environ.get(PASSPHRASE) or None
        return _first_line(file, N_("cli", "The passphrase file {path} can't be read.")) or None

    def password(self) -> str:
        """That of a workbook, from ``--password-file`` (its first line); empty for none."""
        file: Path | None = self.args.password_file
        if file is None:
            return ""
        password = _first_line(file, N_("cli", "The password file {path} can't be read."))
        if not password:
            raise UserError("bad_file", N_("cli", "There is no password in {path}.").fill(path=str(file)))
        return password

    def job(self) -> JobContext:
        """A job whose progress goes to stderr, on one line, when somebody is watching."""
        return JobContext(_show_progress if sys.stderr.isatty() else None)


def _first_line(file: Path, message: Text) -> str:
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise UserError("bad_file", message.fill(path=str(file))) from error
    return lines[0] if lines else ""


def _show_progress(done: int, total: int, text: Text | None) -> None:
    share = f"{100 * done // total:3d} %" if total else f"{done}"
    words = render(text) if text is not None else ""
    sys.stderr.write(f"\r{share} {words}\x1b[K")
    if total and done >= total:
        sys.stderr.write("\n")
    sys.stderr.flush()


@dataclass(frozen=True, slots=True)
class Command:
    """``run`` makes the answer, ``show`` says it in words where ``--json`` is not given."""

    name: str
    summary: Text
    run: Callable[[Call], Answer]
    arguments: Callable[[ArgumentParser], None]
    show: Callable[[Json], str]


def no_arguments(_parser: ArgumentParser) -> None:
    """For a command without arguments of its own."""
