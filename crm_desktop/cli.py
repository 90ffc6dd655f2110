"""The entry point: a command without a window, or the window itself."""

from __future__ import annotations

import argparse
import io
import json
import locale
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from crm_desktop import __version__
from crm_desktop.commands.arguments import today
from crm_desktop.commands.base import Call, Command
from crm_desktop.core import catalogue, i18n, logs, system_libraries
from crm_desktop.core.clock import Clock, FixedClock, SystemClock
from crm_desktop.core.errors import Cancelled, UserError
from crm_desktop.core.i18n import LANGUAGES, N_, render, tr_
from crm_desktop.core.paths import default_data_dir

log = logging.getLogger(__name__)

DONE, FAILED, WRONG_USAGE = 0, 1, 2
BACKUP_SUFFIX = ".crmbackup"
SELFTEST = "--selftest"


class UsageError(Exception):
    """The command line itself can't be understood."""


class Parser(argparse.ArgumentParser):
    """Reports wrong usage as an exception, so that ``--json`` can answer with an object."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{self.format_usage()}{self.prog}: {message}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command or the window; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    _install_language(_system_language())
    try:
        options, rest = _global_parser().parse_known_args(arguments)
        if options.lang:
            _install_language(options.lang)
        if options.quit:
            return _quit_window(options)
        if not rest or rest[0].lower().endswith(BACKUP_SUFFIX):
            return _open_window(options, Path(rest[0]) if rest else None)
        if rest[0] in ("-h", "--help"):
            _print(_help())
            return DONE
        if rest[0] == SELFTEST:  # as installers and the helper on the phone call it
            rest[0] = rest[0].lstrip("-")
        command = _find(rest[0])
        args = _command_parser(command).parse_args(rest[1:], options)
    except UsageError as error:
        return _report("usage", str(error), WRONG_USAGE, "--json" in arguments)
    except SystemExit as ended:  # --help and --version have printed what was asked for
        return int(ended.code or 0)
    return _run(command, args)


def _run(command: Command, args: argparse.Namespace) -> int:
    from crm_desktop.core.datafolder import follow  # --help needs none of it

    folder = args.data or default_data_dir()
    try:
        folder = follow(folder)
        clock: Clock = FixedClock(args.today) if args.today else SystemClock()
        answer = command.run(Call(args, folder, clock, i18n.language()))
        _print(json.dumps(answer.data, ensure_ascii=False) if args.json else command.show(answer.data))
        if answer.code and "error" in answer.data:
            print(answer.data["error"]["message"], file=sys.stderr)
        return answer.code
    except UserError as error:
        return _report(error.code, error.text(), FAILED, args.json, error.details)
    except (Cancelled, KeyboardInterrupt):
        return _report("cancelled", tr_("cli", "Cancelled. Nothing was changed."), FAILED, args.json)
    except BrokenPipeError:
        # Whoever read the answer has gone; closing stdout again at exit must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        return _report_unexpected(error, folder, args.json)


def _report_unexpected(error: Exception, folder: Path, as_json: bool) -> int:
    plain = _as_user_error(error, folder)
    if plain is not None:
        return _report(plain.code, plain.text(), FAILED, as_json, plain.details)
    path = logs.set_up()
    log.error("command failed", exc_info=error)
    logs.close()
    message = N_("cli", "Something unexpected went wrong: {error}.").fill(error=type(error).__name__)
    parts = [render(message)]
    if path is not None:
        parts.append(tr_("cli", "Details are in {path}.", path=path))
    return _report("internal", " ".join(parts), FAILED, as_json)


def _as_user_error(error: Exception, folder: Path) -> UserError | None:
    """A full disk or a locked database may show itself anywhere; it is told as plainly there."""
    from crm_desktop.core import fsops

    lacking = _lacking(error)
    if lacking is not None:
        return lacking
    if isinstance(error, OSError):
        return fsops.user_error(error, Path(error.filename) if isinstance(error.filename, str) else folder)
    from crm_desktop.models.db import user_error

    return user_error(error, folder / "data")


def _lacking(error: Exception) -> UserError | None:
    """A library of the system that is missing or too old, told by its name and by what brings it."""
    library = system_libraries.missing_in(error)
    if library:
        package = system_libraries.PACKAGES.get(library)
        what = N_("cli", "The window can't open: this system has no {library}.").fill(library=library)
        if package is None:
            return UserError("unsupported", what, N_("cli", "Install the package of your system that brings it."))
        advice = N_("cli", "Install the package {package}; on Debian and Ubuntu: sudo apt install {package}")
        return UserError("unsupported", what, advice.fill(package=package))
    library, wanted = system_libraries.too_old_in(error)
    if library:
        what = N_("cli", "This system is too old for the program: its {library} has no {wanted}.")
        advice = N_("cli", "Debian 12, Ubuntu 22.04 or a system as new as these is needed.")
        return UserError("unsupported", what.fill(library=library, wanted=wanted), advice)
    return None


def _report(code: str, message: str, exit_code: int, as_json: bool, details: dict[str, object] | None = None) -> int:
    print(message, file=sys.stderr)
    if as_json:
        facts = details or {}
        _print(json.dumps({**facts, "error": {**facts, "code": code, "message": message}}, ensure_ascii=False))
    return exit_code


def _print(text: str) -> None:
    if not text:
        return
    try:
        print(text, flush=True)
    except BrokenPipeError:  # whoever reads has seen enough, as `head` does; Python would complain once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_window(options: argparse.Namespace, backup: Path | None) -> int:
    if not _has_screen():
        message = tr_("cli", "There is no screen here. Commands work without one: crm-desktop --help lists them.")
        return _report("unsupported", message, FAILED, options.json)
    try:
        from crm_desktop import app

        app.load_screen_plugin()
    except (ImportError, OSError) as error:
        lacking = _lacking(error)
        if lacking is None:
            raise
        system_libraries.show(lacking.text())
        return _report(lacking.code, lacking.text(), FAILED, options.json)
    return app.main(options.data, lang=options.lang, today=options.today, backup=backup, minimized=options.minimized)


def _quit_window(options: argparse.Namespace) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # it only talks to the window, it shows nothing
    from crm_desktop import app

    code = app.quit_running(options.data)
    if code:
        return _report("busy", tr_("cli", "The window is still open; close it first."), code, options.json)
    return DONE


# The command line


def _find(name: str) -> Command:
    from crm_desktop.commands.registry import COMMANDS  # the window needs none of them

    for command in COMMANDS:
        if command.name == name:
            return command
    raise UsageError(tr_("cli", "There is no command “{name}”; crm-desktop --help lists them.", name=name))


def _global_parser() -> Parser:
    """What may stand before the command or after it."""
    parser = Parser(prog="crm-desktop", allow_abbrev=False, add_help=False)
    parser.add_argument("--data", type=Path, metavar="DIR", default=None)
    parser.add_argument("--lang", choices=LANGUAGES, default=None)
    parser.add_argument("--today", type=today, metavar="DATE", default=None)
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", default=None)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--minimized", action="store_true")
    parser.add_argument("--quit", action="store_true")
    parser.add_argument("--version", action="version", version=f"CRM Desktop {__version__}")
    return parser


def _command_parser(command: Command) -> Parser:
    parser = Parser(prog=f"crm-desktop {command.name}", allow_abbrev=False, description=render(command.summary))
    command.arguments(parser)
    return parser


def _help() -> str:
    from crm_desktop.commands.registry import COMMANDS

    width = max(len(command.name) for command in COMMANDS)
    options = [
        ("--data DIR", N_("cli", "the data folder, made if missing (or CRM_DESKTOP_DATA)")),
        ("--lang en|zh_CN", N_("cli", "the language of texts and messages")),
        ("--today DATE", N_("cli", "take this day for today")),
        ("--passphrase-file F", N_("cli", "read the passphrase from a file (or CRM_DESKTOP_PASSPHRASE)")),
        ("--json", N_("cli", "answer with one JSON object")),
        ("--minimized", N_("cli", "open the window as an icon, as at log-in")),
        ("--quit", N_("cli", "ask the open window to close")),
    ]
    lines = [
        "crm-desktop [--data DIR] [--lang en|zh_CN] [COMMAND …]",
        tr_("cli", "Without a command the window opens; with a backup file it offers to restore it."),
        "",
        *(f"  {command.name:{width}}  {render(command.summary)}" for command in COMMANDS),
        "",
        *(f"  {name:20} {render(text)}" for name, text in options),
    ]
    return "\n".join(lines)


# The surroundings


def _system_language() -> str:
    """The language that the environment asks for, where we have it."""
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    chosen = next((name for name in names if name), "") or (locale.getlocale()[0] or "")
    return "zh_CN" if chosen.lower().startswith(("zh", "chinese")) else "en"


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _install_language(language: str) -> None:
    i18n.install(language, catalogue.lookup(language) if language != "en" else None)


def _speak_utf8() -> None:
    """JSON is UTF-8 everywhere; a terminal that can't show a character gets a question mark, not an exception."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
