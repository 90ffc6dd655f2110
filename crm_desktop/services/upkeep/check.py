"""``check`` and ``check --repair``."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.core.clock import Clock
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.i18n import N_, Text, count_text
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.upkeep.donor import newest_donor
from crm_desktop.services.upkeep.inspection import inspect
from crm_desktop.services.upkeep.repair import repair as mend
from crm_desktop.services.vault import stored

if TYPE_CHECKING:
    from crm_desktop.services.backup.keys import ShopKey
    from crm_desktop.services.context import Services


@dataclass(frozen=True, slots=True)
class CheckResult:
    """``problems`` are those left at the end, ``repaired`` what was done about the others."""

    ok: bool
    problems: list[Text]
    repaired: list[Text]


def check(services: Services, repair: bool = False, ctx: JobContext | None = None) -> CheckResult:
    """Look over an open data folder. Open ``services`` again after a repair: the data are a new generation then."""
    return check_folder(services.data_dir, repair=repair, clock=services.clock, key=services.db.key, ctx=ctx)


def check_folder(
    data_dir: Path,
    *,
    repair: bool = False,
    clock: Clock | None = None,
    key: str | None = None,
    held: bool = False,
    secret: str | None = None,
    shop_key: ShopKey | None = None,
    ctx: JobContext | None = None,
) -> CheckResult:
    """Look over a data folder, also one too damaged to be opened; with ``repair`` put right what can be.

    What can't be read any more is then taken from the newest backup that ``secret`` (passphrase or recovery code)
    opens, else from the newest kept generation, which ``shop_key`` opens where it is encrypted. ``held``: the caller
    has the folder's lock; else a repair raises ``busy`` while a window has it. Raises ``not_found``,
    ``newer_version``, ``disk_full``, ``read_only``.
    """
    folder = DataFolder(data_dir, clock)
    if repair and not held:
        with folder.lock():
            return check_folder(
                data_dir,
                repair=True,
                clock=clock,
                key=key,
                held=True,
                secret=secret,
                shop_key=shop_key,
                ctx=ctx,
            )
    problems = inspect(folder, key, ctx, shop_key)
    repaired: list[Text] = []
    if repair and problems:
        with ExitStack() as stack:
            donor = None
            if any(problem.area == "file" for problem in problems):
                donor = stack.enter_context(newest_donor(folder, secret, shop_key, ctx))
            repaired = mend(folder, problems, key, donor)
        problems = inspect(folder, key, ctx, shop_key)
    if repair and not any(problem.area == "file" for problem in problems):
        removed = stored.sweep(folder, key, shop_key)
        if removed:
            repaired.append(
                count_text(
                    removed,
                    N_("check", "Removed 1 stored file that nothing needs any more."),
                    N_("check", "Removed {n} stored files that nothing needs any more."),
                )
            )
    return CheckResult(not problems, [problem.text for problem in problems], repaired)
