"""``selftest``: whether everything that was shipped is there and works on this PC, without touching the shop's data."""

from __future__ import annotations

import sys
import tempfile
import time
import zipfile
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import crm_desktop
from crm_desktop.commands import tables
from crm_desktop.commands.base import Answer, Call, Json
from crm_desktop.commands.screens import make_folder
from crm_desktop.core import paths
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text, tr_

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

CSV = "姓名,电话\n测试一,13900001001\n测试二,13900001002\n"
VCARD = (
    "BEGIN:VCARD\nVERSION:3.0\nFN:名片一\nTEL:13900002001\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nFN:名片二\nTEL:13900002002\nEND:VCARD\n"
)
ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="客户">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
)
ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
_PASSWORD = "松间-tea-2026"  # noqa: S105 - of a file that goes away again
ODS_ROWS = (("姓名", "电话"), ("表格一", "13900003001"), ("表格二", "13900003002"))


def selftest_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("out", type=Path, nargs="?", default=None, metavar="OUTDIR")


def selftest(call: Call) -> Answer:
    """Everything in a folder of its own, which goes away unless the caller named it."""
    named: Path | None = call.args.out
    if named is not None:
        make_folder(named)
        return _Selftest(call, named.absolute()).run()
    with tempfile.TemporaryDirectory(prefix="crm-desktop-test-", ignore_cleanup_errors=True) as folder:
        return _Selftest(call, Path(folder)).run()


class _Failed(Exception):  # noqa: N818 - a finding, no error of the program
    """What a check found wrong, in words."""


class _Selftest:
    """Each check gives a line of what it saw; one that fails does not stop the others."""

    def __init__(self, call: Call, out: Path) -> None:
        self.call = replace(call, data=out / "shop")
        self.out = out
        self.checks: list[Json] = []

    def run(self) -> Answer:
        self._check("program", self._program)
        self._check("window system", self._window_system)
        self._check("translations", self._translations)
        self._check("icons", self._icons)
        self._check("database", self._database)
        self._check("main job", self._main_job)
        for kind, write in (("csv", _write_csv), ("vcf", _write_vcard), ("ods", _write_ods), ("xls", _write_xls)):
            self._check(f"import {kind}", partial(self._import, kind, write))
        self._check("export", self._export)
        self._check("password", self._password)
        self._check("chart", self._chart)
        self._check("pdf", self._pdf)
        self._check("keyring", self._keyring)
        ok = all(check["ok"] for check in self.checks)
        answer: Json = {"ok": ok, "version": crm_desktop.__version__, "checks": self.checks}
        if not ok:
            message = N_("cli", "This installation does not work as it should.")
            answer["error"] = {"code": "damaged", "message": UserError("damaged", message).text()}
        return Answer(answer, 0 if ok else 1)

    def _check(self, name: str, do: Callable[[], str]) -> None:
        begun = time.perf_counter()
        try:
            ok, detail = True, do()
        except _Failed as finding:
            ok, detail = False, str(finding)
        except UserError as error:
            ok, detail = False, error.text()
        except (ImportError, OSError, RuntimeError, ValueError, AttributeError, LookupError) as error:
            # What a wrongly built program fails with; it belongs into the report like any other finding.
            ok, detail = False, f"{type(error).__name__}: {error}"
        seconds = round(time.perf_counter() - begun, 2)
        self.checks.append({"name": name, "ok": ok, "seconds": seconds, "detail": detail})

    # The program and what it brings along

    def _program(self) -> str:
        kind = "frozen" if getattr(sys, "frozen", False) else "source"
        return f"CRM Desktop {crm_desktop.__version__}, Python {sys.version.split()[0]}, {kind}, {sys.platform}"

    def _window_system(self) -> str:
        from PySide6.QtCore import QLibraryInfo, qVersion
        from PySide6.QtWidgets import QSystemTrayIcon

        from crm_desktop.commands import stage

        stage.application()
        folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
        found = {path.stem.removeprefix("lib") for path in folder.iterdir()} if folder.is_dir() else set()
        wanted = {"win32": "qwindows", "darwin": "qcocoa"}.get(sys.platform, "qxcb")
        if wanted not in found:
            raise _Failed(f"Qt {qVersion()} without its {wanted} plugin")
        tray = "tray" if QSystemTrayIcon.isSystemTrayAvailable() else "no tray here"
        return f"Qt {qVersion()}, {wanted}, {tray}"

    def _translations(self) -> str:
        from PySide6.QtCore import QTranslator

        from crm_desktop.core import catalogue

        if not QTranslator().load(str(paths.translation_file("zh_CN"))):
            raise _Failed("zh_CN.qm can't be loaded")
        texts = catalogue.read("zh_CN")
        if len(texts) < 1000:
            raise _Failed(f"only {len(texts)} Chinese texts")
        return f"{len(texts)} Chinese texts"

    def _icons(self) -> str:
        from crm_desktop.views.theme import icons

        names = icons.names()
        blank = [name for name in names if _is_blank(name)]
        if len(names) < 40 or blank:
            raise _Failed(f"{len(names)} icons, blank: {', '.join(blank)}")
        return f"{len(names)} icons"

    # Data

    def _open(self) -> Services:
        from crm_desktop.services.context import open_services

        return open_services(self.call.data, clock=self.call.clock)

    def _database(self) -> str:
        services = self._open()
        try:
            sqlite = services.db.execute_sql("SELECT sqlite_version()").fetchone()[0]
            cipher = services.db.execute_sql("PRAGMA cipher_version").fetchone()
            mode = services.db.execute_sql("PRAGMA journal_mode").fetchone()[0]
        finally:
            services.close()
        if not cipher:
            raise _Failed(f"SQLite {sqlite} without SQLCipher")
        return f"SQLite {sqlite}, SQLCipher {cipher[0]}, {mode}"

    def _main_job(self) -> str:
        """The tour: import, a deal moved, a report to Excel, an encrypted backup, verified, restored and compared."""
        from argparse import Namespace

        from crm_desktop.commands.tour import tour

        args = Namespace(**{**vars(self.call.args), "out": self.out / "tour"})
        answer = tour(replace(self.call, args=args)).data
        failed = [f"{step['name']}: {step['output']}" for step in answer["steps"] if not step["ok"]]
        if failed:
            raise _Failed("; ".join(failed))
        return f"{len(answer['steps'])} steps, {len(answer['pictures'])} pictures"

    def _import(self, kind: str, write: Callable[[Path], None]) -> str:
        from crm_desktop.services import importing
        from crm_desktop.services.importing.model import ImportOptions

        path = self.out / f"customers.{kind}"
        write(path)
        services = self._open()
        try:
            result = importing.run(services, path, ImportOptions(entity="customers"), self.call.job())
        finally:
            services.close()
        if result.created != 2:
            raise _Failed(f"{result.created} of 2 customers read")
        return f"{result.created} customers"

    def _export(self) -> str:
        from openpyxl import load_workbook

        from crm_desktop.services import exporting

        services = self._open()
        try:
            rows = exporting.export_entity(services, "customers", self.out / "customers-out.csv").rows
            exporting.export_everything(services, self.out / "everything.xlsx")
        finally:
            services.close()
        book = load_workbook(self.out / "everything.xlsx", read_only=True)
        sheets = len(book.sheetnames)
        book.close()
        if rows != 8:
            raise _Failed(f"{rows} of 8 customers written")
        return f"{rows} customers to CSV, {sheets} sheets to Excel"

    def _password(self) -> str:
        """A workbook is encrypted, opens with its password only, and holds what was written."""
        from crm_desktop.services import exporting
        from crm_desktop.services.importing import api
        from crm_desktop.services.importing.model import ImportOptions

        path = self.out / "customers-locked.xlsx"
        services = self._open()
        try:
            rows = exporting.export_entity(services, "customers", path, password=_PASSWORD).rows
            for wrong in ("", f"{_PASSWORD}."):
                try:
                    api.inspect(path, services=services, password=wrong)
                except UserError as error:
                    if "password" in error.details:
                        continue
                    raise
                raise _Failed("opened without its password")
            result = api.import_file(services, path, ImportOptions(password=_PASSWORD), self.call.job())
        finally:
            services.close()
        if result.unchanged != rows:
            raise _Failed(f"{result.unchanged} of {rows} customers read back")
        return f"{rows} customers encrypted and read back"

    # Charts and paper

    def _chart(self) -> str:
        import warnings

        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        from crm_desktop.services.reports import chart
        from crm_desktop.services.reports.base import ChartSpec, Series

        spec = ChartSpec("bar", ("龙井茶", "普洱茶", "茶具"), (Series(Text("selftest", "销售额"), (12.0, 7.5, 3.0)),))
        figure = Figure(figsize=(6, 3), dpi=96)
        FigureCanvasAgg(figure)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            chart.draw(figure, spec, chart.ChartTheme())
            figure.savefig(self.out / "chart.png")
        if any("Glyph" in str(warning.message) for warning in caught):
            raise _Failed(tr_("cli", "there is no font with Chinese characters on this PC"))
        return chart.families(())[0]

    def _pdf(self) -> str:
        from crm_desktop.commands import stage
        from crm_desktop.core.settings import SHOP_NAME
        from crm_desktop.views.pages.reports.printing import write_pdf

        stage.application()
        services = self._open()
        try:
            result = services.reports.run("sales_by_month")
            shop = services.settings.get(SHOP_NAME)
            write_pdf(result, self.out / "report.pdf", self.call.clock.today(), shop, compare=True)
        finally:
            services.close()
        written = (self.out / "report.pdf").read_bytes()
        if not written.startswith(b"%PDF"):
            raise _Failed("no PDF was written")
        return f"{len(written)} bytes"

    def _keyring(self) -> str:
        """The stores that this program can use must be there; that a desktop runs none of them is no fault."""
        import importlib

        wanted = {"win32": "Windows", "darwin": "macOS"}.get(sys.platform, "SecretService")
        importlib.import_module(f"keyring.backends.{wanted}")
        if sys.platform == "win32":
            importlib.import_module("win32ctypes.pywin32.win32cred")
        elif sys.platform.startswith("linux"):
            importlib.import_module("secretstorage")
        from crm_desktop.core import secrets

        return f"{wanted}: " + ("usable" if secrets.usable() else "none running here, the passphrase is typed")


def _is_blank(name: str) -> bool:
    from crm_desktop.views.theme import icons

    image = icons.pixmap(name, "#000000", 24).toImage()
    return not any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


def _write_csv(path: Path) -> None:
    path.write_text(CSV, encoding="gb18030")


def _write_vcard(path: Path) -> None:
    path.write_text(VCARD, encoding="utf-8")


def _write_ods(path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{''.join(cell.format(text) for text in row)}</table:table-row>" for row in ODS_ROWS
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows=rows))
        archive.writestr("META-INF/manifest.xml", ODS_MANIFEST)


def _write_xls(path: Path) -> None:
    path.write_bytes((paths.resources() / "samples" / "customers.xls").read_bytes())


def show_selftest(data: Json) -> str:
    size = max(tables.width(check["name"]) for check in data["checks"])
    lines = [
        f"{'ok' if check['ok'] else '--'}  {check['name']:{size}}  {check['seconds']:6.2f} s  {check['detail']}"
        for check in data["checks"]
    ]
    return "\n".join(lines)
