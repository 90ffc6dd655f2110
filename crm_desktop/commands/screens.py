"""``screenshots``: every page and dialog of a data folder as pictures, through the real widgets."""

from __future__ import annotations

import re
import tempfile
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Collection, Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.commands.base import Answer, Call, Json
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, tr_

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from crm_desktop.commands.scenes import Scene


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
    from crm_desktop.commands import scenes_apart, scenes_asked, scenes_record
    from crm_desktop.commands.scenes import scenes

    out: Path = call.args.out
    make_folder(out)
    wanted = set(call.args.only.split(",")) if call.args.only else None
    files = _pictures(call, call.data, chain(scenes(), scenes_record.scenes(), scenes_asked.scenes()), wanted)
    with tempfile.TemporaryDirectory(prefix="crm-desktop-pictures-") as folder:
        apart = [scene for scene in scenes_apart.scenes(Path(folder)) if wanted is None or scene.name in wanted]
        if apart:
            files += _pictures(call, Path(folder, "data"), scenes_apart.scenes(Path(folder)), wanted)
    return Answer({"files": files})


def _pictures(call: Call, data: Path, scenes: Iterable[Scene], wanted: Collection[str] | None) -> list[str]:
    """Of the ``wanted`` scenes, in a window on the shop in ``data``."""
    from crm_desktop.commands import stage

    now = call.clock.now() if call.args.today else None
    files = []
    with stage.window(data, lang=call.lang, theme=call.args.theme, now=now, size=call.args.size) as window:
        for scene in scenes:
            if wanted is not None and scene.name not in wanted:
                continue
            if scene.show(window):
                picture = stage.settle(window)
                files.append(save(picture, call.args.out / f"{scene.name}-{call.args.theme}-{call.lang}.png"))
            stage.close_dialogs(window)
            window.search.close_panel()
    return files


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
