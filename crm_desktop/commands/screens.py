"""``screenshots``: every page and dialog of a data folder as pictures, through the real widgets."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.commands.base import Answer, Call, Json
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, tr_

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QDialog

    from crm_desktop.services.context import Services
    from crm_desktop.views.main_window import MainWindow

_SEARCHED = "a"


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: ``show`` brings the window into the state; a scene whose record does not exist says False."""

    name: str
    show: Callable[[MainWindow], bool]


def _page(key: str) -> Scene:
    def show(window: MainWindow) -> bool:
        window.ctx.navigator.go(key)
        return True

    return Scene(key, show)


def _part(page: str, part: str) -> Scene:
    def show(window: MainWindow) -> bool:
        window.ctx.navigator.show_part(page, part)
        return True

    return Scene(f"{page}-{part}", show)


def _command(name: str, page: str) -> Scene:
    """A dialog that a command of the window opens, over the page where a person would call it."""

    def show(window: MainWindow) -> bool:
        window.ctx.navigator.go(page)
        window.run_command(name)
        return True

    return Scene(name.replace("_", "-"), show)


def _record(name: str, kind: str, find: Callable[[Services], int | None]) -> Scene:
    def show(window: MainWindow) -> bool:
        record_id = find(window.ctx.services)
        if record_id is None:
            return False
        window.ctx.navigator.open(kind, record_id)
        return True

    return Scene(name, show)


def _best_customer(services: Services) -> int | None:
    """The one with most to show."""
    from crm_desktop.services.listing import ListQuery

    found = services.listing.first(ListQuery("customers", sort="total_spent", descending=True), 1)
    return found[0].id if found else None


def _first(entity: str) -> Callable[[Services], int | None]:
    def find(services: Services) -> int | None:
        from crm_desktop.services.listing import Filter, ListQuery

        query = ListQuery(entity, filters=(Filter("status", "eq", "open"),))
        found = services.listing.first(query, 1)
        return found[0].id if found else None

    return find


def _dialog(name: str, page: str, make: Callable[[MainWindow], QDialog | None]) -> Scene:
    """A dialog that a page opens for one of its records; None where there is no such record."""

    def show(window: MainWindow) -> bool:
        window.ctx.navigator.go(page)
        made = make(window)
        if made is not None:
            made.open()
        return made is not None

    return Scene(name, show)


def _merge(window: MainWindow) -> QDialog | None:
    from crm_desktop.services.listing import ListQuery
    from crm_desktop.views.dialogs.merge import MergeDialog

    pair = [customer.id for customer in window.ctx.services.listing.first(ListQuery("customers"), 2)]
    return MergeDialog(window.ctx, pair, window) if len(pair) == 2 else None


def _won(window: MainWindow) -> QDialog | None:
    from crm_desktop.views.dialogs.deal_close import WonDialog

    deal = _first("deals")(window.ctx.services)
    return WonDialog(window.ctx, window, deal) if deal is not None else None


def _lost(window: MainWindow) -> QDialog | None:
    from crm_desktop.views.dialogs.deal_close import LostDialog

    deal = _first("deals")(window.ctx.services)
    return LostDialog(window.ctx, window, deal) if deal is not None else None


def _done(window: MainWindow) -> QDialog | None:
    from crm_desktop.views.dialogs.followup_done import DoneDialog

    follow_up = _first("followups")(window.ctx.services)
    return DoneDialog(window.ctx, window, follow_up) if follow_up is not None else None


def _contact(window: MainWindow) -> QDialog | None:
    from crm_desktop.views.dialogs.followup_done import LogDialog

    return LogDialog(window.ctx, window, _best_customer(window.ctx.services))


def _stages(window: MainWindow) -> QDialog | None:
    from crm_desktop.views.dialogs.deal_stages import StagesDialog

    return StagesDialog(window.ctx, window, window.ctx.services.pipelines.first().id)


def _recovery_code(window: MainWindow) -> QDialog | None:
    from crm_desktop.services.backup import recovery_code
    from crm_desktop.views.dialogs.backup_code import RecoveryCodeDialog

    return RecoveryCodeDialog(window.ctx, recovery_code.generate(), window)


def _damage(window: MainWindow) -> QDialog | None:
    from crm_desktop.views.dialogs.damage import DamageDialog

    error = UserError("damaged", N_("database", "The shop's data file is damaged."))
    return DamageDialog(error, window.ctx.services.data_dir, window)


def _search(window: MainWindow) -> bool:
    window.ctx.navigator.go("today")
    window.search.open()
    window.search.field.setText(_SEARCHED)
    return True


def scenes() -> Iterator[Scene]:
    """Every page, its parts and every dialog."""
    from crm_desktop.views.pages import PAGES

    keys = [spec.key for spec in PAGES]
    yield from map(_page, keys)
    if "settings" in keys:
        parts = ("shop", "staff", "fields", "look", "lists", "backup", "data")
        yield from (_part("settings", part) for part in parts)
    yield Scene("search", _search)
    yield _record("customer", "customer", _best_customer)
    yield _command("new_customer", "customers")
    yield _record("deal", "deal", _first("deals"))
    yield _command("new_deal", "pipeline")
    yield _record("followup", "followup", _first("followups"))
    yield _command("new_follow_up", "calendar")
    yield _command("new_order", "customers")
    yield _command("import", "customers")
    yield _command("backup", "settings")
    yield _command("restore", "settings")
    yield _command("passphrase", "settings")
    yield _command("history", "settings")
    yield _command("recycle_bin", "settings")
    yield _command("duplicates", "customers")
    yield _command("quality", "customers")
    yield _dialog("merge", "customers", _merge)
    yield _dialog("deal-won", "pipeline", _won)
    yield _dialog("deal-lost", "pipeline", _lost)
    yield _dialog("stages", "pipeline", _stages)
    yield _dialog("followup-done", "today", _done)
    yield _dialog("contact", "today", _contact)
    yield _dialog("recovery-code", "settings", _recovery_code)
    yield _dialog("damage", "today", _damage)
    yield _command("first_run", "today")
    yield _command("about", "settings")


def screenshots_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("out", type=Path, metavar="OUTDIR")
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--size", type=_size, default=(1280, 800), metavar="1280x800")
    parser.add_argument("--only", metavar="NAMES", help=tr_("cli", "some pictures only, such as customers,pipeline"))


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    if match is None:
        raise ArgumentTypeError(tr_("cli", "“{text}” is not a size like 1280x800", text=text))
    return int(match[1]), int(match[2])


def screenshots(call: Call) -> Answer:
    from crm_desktop.commands import stage

    out: Path = call.args.out
    make_folder(out)
    wanted = set(call.args.only.split(",")) if call.args.only else None
    files = []
    now = call.clock.now() if call.args.today else None
    with stage.window(call.data, lang=call.lang, theme=call.args.theme, now=now, size=call.args.size) as window:
        for scene in scenes():
            if wanted is not None and scene.name not in wanted:
                continue
            if scene.show(window):
                picture = stage.settle(window)
                files.append(save(picture, out / f"{scene.name}-{call.args.theme}-{call.lang}.png"))
            stage.close_dialogs(window)
            window.search.close_panel()
    return Answer({"files": files})


def make_folder(path: Path) -> None:
    from crm_desktop.core import fsops

    with fsops.told_plainly(path):
        path.mkdir(parents=True, exist_ok=True)


def save(picture: QImage, path: Path) -> str:
    """Raises ``read_only`` where the file can't be written."""
    if not picture.save(str(path)):
        raise UserError("read_only", N_("cli", "The picture {path} can't be written.").fill(path=str(path)))
    return str(path)


def show_screenshots(data: Json) -> str:
    return "\n".join(data["files"])
