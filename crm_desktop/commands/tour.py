"""``tour``: the main job from end to end without a screen, with pictures on the way."""

from __future__ import annotations

import secrets
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_desktop.commands import tables
from crm_desktop.commands.base import Answer, Call, Json
from crm_desktop.commands.samples import sample, write_customers, write_sales
from crm_desktop.commands.screens import make_folder, save
from crm_desktop.commands.values import Writer
from crm_desktop.core.entities import ENTITIES
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, tr_
from crm_desktop.core.settings import CURRENCY, REGION, SHOP_NAME

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.views.main_window import MainWindow


def tour_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("out", type=Path, metavar="OUTDIR")


def tour(call: Call) -> Answer:
    out: Path = call.args.out
    make_folder(out)
    if (out / "data").exists() and any((out / "data").iterdir()):
        message = N_("cli", "{path} already holds data; the tour needs a folder of its own.")
        raise UserError("not_empty", message.fill(path=str(out / "data")))
    made = _Tour(call, out.absolute())
    error = made.run()
    answer: Json = {"folder": str(made.out), "steps": made.steps, "pictures": made.pictures}
    if error is not None:
        answer["error"] = {"code": error.code, "message": error.text()}
    return Answer(answer, 0 if error is None else 1)


class _Tour:
    """The steps in order; the first one that fails ends the tour."""

    def __init__(self, call: Call, out: Path) -> None:
        self.call = call
        self.out = out
        self.texts = sample(call.lang)
        self.passphrase = call.passphrase() or f"tour-{secrets.token_hex(6)}"
        self.steps: list[Json] = []
        self.pictures: list[str] = []

    def run(self) -> UserError | None:
        try:
            self._fill()
            self._work()
            self._keep()
        except UserError as error:
            return error
        return None

    @contextmanager
    def _open(self, folder: str = "data") -> Iterator[Services]:
        from crm_desktop.services.context import open_services

        opened = open_services(self.out / folder, clock=self.call.clock)
        try:
            yield opened
        finally:
            opened.close()

    def _step(self, name: str, do: Callable[[], str]) -> None:
        begun = time.perf_counter()
        step: Json = {"name": name, "ok": False, "seconds": 0.0, "output": ""}
        self.steps.append(step)
        try:
            step["output"] = do()
            step["ok"] = True
        except UserError as error:
            step["output"] = error.text()
            raise
        finally:
            step["seconds"] = round(time.perf_counter() - begun, 2)

    # A shop and its customers

    def _fill(self) -> None:
        workbook, till = self.out / "customers.xlsx", self.out / "sales.csv"
        with self._open() as services:
            self._step("shop", lambda: self._shop(services))
            self._step("sample", lambda: f"{workbook} ({write_customers(self.texts, workbook)})")
            self._step("import", lambda: self._import(services, workbook, "customers"))
            phones = [phone for customer in self._customers(services) for phone in customer.phone[:1]]
            today = self.call.clock.today()
            self._step("sales", lambda: f"{till} ({write_sales(self.texts, till, today, phones)})")
            self._step("import sales", lambda: self._import(services, till, "orders"))

    def _shop(self, services: Services) -> str:
        with services.write(N_("undo", "Set up the shop"), kind="setup") as work:
            services.settings.set(work, SHOP_NAME, self.texts.shop)
            services.settings.set(work, CURRENCY, self.texts.currency)
            services.settings.set(work, REGION, self.texts.region)
        return str(services.data_dir)

    def _import(self, services: Services, path: Path, entity: str) -> str:
        from crm_desktop.services import importing
        from crm_desktop.services.importing.model import ImportOptions

        result = importing.run(services, path, ImportOptions(entity=entity), self.call.job())
        if result.created == 0:
            raise UserError("bad_file", N_("cli", "Nothing could be read from {path}.").fill(path=str(path)))
        return tr_("cli", "{read} rows: {created} new, {updated} changed, {skipped} skipped, {failed} with errors",
                   read=result.read, created=result.created, updated=result.updated, skipped=result.skipped,
                   failed=result.failed)  # fmt: skip

    def _customers(self, services: Services) -> list[Any]:
        from crm_desktop.services.listing import ListQuery

        return services.listing.first(ListQuery("customers", sort="code"), 1000)

    # A day's work in the window

    def _work(self) -> None:
        from crm_desktop.commands import stage

        now = self.call.clock.now() if self.call.args.today else None
        with stage.window(self.out / "data", lang=self.call.lang, now=now) as window:
            services = window.ctx.services
            customer = self._customers(services)[0].id
            self._picture(window, "customers")
            deal = self._deal(services, customer)
            self._step("move deal", lambda: self._move(services, deal))
            self._picture(window, "pipeline")
            follow_up = self._plan(services, customer, deal)
            self._step("follow-up", lambda: self._complete(services, follow_up))
            self._picture(window, "calendar")
            self._picture(window, "today")
            self._step("report", lambda: self._report(services))
            self._picture(window, "reports")

    def _picture(self, window: MainWindow, page: str) -> None:
        from crm_desktop.commands import stage

        def take() -> str:
            window.ctx.navigator.go(page)
            path = save(stage.settle(window), self.out / f"{page}.png")
            self.pictures.append(path)
            return path

        self._step(f"picture {page}", take)

    def _deal(self, services: Services, customer: int) -> int:
        close = self.call.clock.today() + timedelta(days=20)
        values = {"title": self.texts.deal, "customer": customer, "amount": 5_160_000, "expected_close": close}
        with services.write(N_("undo", "New deal")) as work:
            return services.deals.create(work, values)

    def _move(self, services: Services, deal: int) -> str:
        before = services.deals.get(deal).stage_id
        stages = services.pipelines.stages(services.pipelines.first().id)
        target = next(stage for stage in stages[1:] if stage.id != before)
        with services.write(N_("undo", "Move deal")) as work:
            services.deals.move(work, deal, target.id)
        first = next(stage for stage in stages if stage.id == before)
        return f"{self.texts.deal}: {first.name} → {target.name}"

    def _plan(self, services: Services, customer: int, deal: int) -> int:
        today = self.call.clock.today()
        values = {"customer": customer, "deal": deal, "type": "call", "due": today, "subject": self.texts.follow_up}
        with services.write(N_("undo", "New follow-up")) as work:
            return services.followups.create(work, values)

    def _complete(self, services: Services, follow_up: int) -> str:
        from crm_desktop.services.followups import NextStep

        step = NextStep("call", self.call.clock.today() + timedelta(days=6), self.texts.next_step)
        with services.write(N_("undo", "Complete follow-up")) as work:
            services.followups.complete(work, follow_up, self.texts.result, step)
        return f"{self.texts.follow_up}: {self.texts.result}"

    def _report(self, services: Services) -> str:
        from crm_desktop.services.reports.export import export_report

        path = self.out / "sales_by_month.xlsx"
        done = export_report(services, "sales_by_month", path, ctx=self.call.job())
        return f"{done.path} ({done.rows})"

    # The PC dies

    def _keep(self) -> None:
        from crm_desktop.services.backup import api

        file = self.out / "shop.crmbackup"
        with self._open() as services:
            self._step("backup", lambda: self._backup(services, file))
        self._step("verify", lambda: _counted(api.verify(file, self.passphrase, self.call.job()).counts))
        restored = self.out / "restored"
        clock = self.call.clock
        self._step("restore", lambda: _counted(api.restore(restored, file, self.passphrase, clock=clock).counts))
        self._step("compare", self._compare)

    def _backup(self, services: Services, file: Path) -> str:
        from crm_desktop.services.backup import api

        made = api.create(services, file, self.passphrase, ctx=self.call.job())
        return tr_("cli", "{path}, {bytes} bytes, passphrase {passphrase}",
                   path=made.path, bytes=made.bytes, passphrase=self.passphrase)  # fmt: skip

    def _compare(self) -> str:
        """Every record of every list must be the same in both folders."""
        with self._open("data") as services:
            before = _everything(services)
        with self._open("restored") as services:
            after = _everything(services)
        if before != after:
            raise UserError("damaged", N_("cli", "The restored data differ from the original."))
        return tr_("cli", "{n} records are the same in both folders", n=sum(len(rows) for rows in before.values()))


def _everything(services: Services) -> dict[str, list[Json]]:
    from crm_desktop.services.listing import ListQuery

    writer = Writer(services)
    found = {}
    for spec in ENTITIES:
        ids = services.listing.ids(ListQuery(spec.name, sort="id"))
        whole = services.custom_fields.entity(spec.name)
        found[spec.name] = [writer.record(whole, row) for row in services.listing.rows(spec.name, ids)]
    return found


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def show_tour(data: Json) -> str:
    size = max(tables.width(step["name"]) for step in data["steps"])
    lines = [
        f"{'ok' if step['ok'] else '--'}  {step['name']:{size}}  {step['seconds']:6.2f} s  {step['output']}"
        for step in data["steps"]
    ]
    return "\n".join([*lines, tr_("cli", "Everything is in {folder}.", folder=data["folder"])])
