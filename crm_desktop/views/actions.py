"""Every command of the window, once: its words, its key and what it does. The menu and the search both read this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QDialog

from crm_desktop.core.changes import Changes
from crm_desktop.core.i18n import N_, Text, render, tr_
from crm_desktop.core.text import pinyin_full, pinyin_initials
from crm_desktop.views import prefs
from crm_desktop.views.hosts import DialogHost, PageHost
from crm_desktop.views.pages import PAGES
from crm_desktop.views.undoing import take_back

if TYPE_CHECKING:
    from crm_desktop.services.history import UndoResult
    from crm_desktop.views.app_context import AppContext


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """``words``: further words that find it in the search. ``palette``: shown there at all."""

    name: str
    title: Text
    run: Callable[..., None]
    icon: str = "arrow-right"
    shortcut: str = ""
    words: str = ""
    palette: bool = True


def open_dialog(ctx: AppContext, path: str, /, **arguments: Any) -> QDialog:
    """Open the dialog class at ``module:Class`` over the window; the window keeps it until it is finished."""
    module, name = path.split(":")
    dialog: QDialog = getattr(import_module(module), name)(ctx, parent=ctx.window, **arguments)
    if isinstance(ctx.window, DialogHost):
        dialog.finished.connect(ctx.window.dialog_finished)
    dialog.open()
    return dialog


def _undo(ctx: AppContext) -> None:
    change = undoable(ctx)
    if change is None:
        ctx.toasts.show(tr_("command", "Nothing to undo."), kind="info")
    else:
        undo_change(ctx, change, in_turn=True)


def undoable(ctx: AppContext) -> int | None:
    """The change that Ctrl+Z takes back; the first set-up of an empty shop is nobody's change."""
    history = ctx.services.history
    change = history.last_undoable()
    return None if change is None or history.get(change).kind == "setup" else change


def undo_change(ctx: AppContext, change: int, *, in_turn: bool = False) -> None:
    """Take one change back and say so; conflicts are told in a window. ``in_turn``: as the last one, by Ctrl+Z."""
    label = render(ctx.services.history.get(change).label)

    def done(_result: UndoResult) -> None:
        ctx.toasts.show(tr_("command", "Undone: {what}", what=label))

    take_back(ctx, change, done, ctx.prompter.error, in_turn=in_turn)


def _redo(ctx: AppContext) -> None:
    history = ctx.services.history
    change = history.last_redoable()
    if change is None:
        ctx.toasts.show(tr_("command", "Nothing to redo."), kind="info")
        return
    undone = history.get(change).undoes
    label = render(history.get(undone).label) if undone is not None else ""

    def done(_result: UndoResult) -> None:
        ctx.toasts.show(tr_("command", "Done again: {what}", what=label))

    take_back(ctx, change, done, ctx.prompter.error, in_turn=True)


def _theme(scheme: str) -> Callable[..., None]:
    def run(ctx: AppContext) -> None:
        ctx.prefs.set(prefs.THEME, scheme)
        app = QApplication.instance()
        ctx.theme.apply(app, scheme)

    return run


def _switch_theme(ctx: AppContext) -> None:
    """Whatever is not shown now."""
    _theme("light" if ctx.theme.tokens().scheme == "dark" else "dark")(ctx)


def _language(language: str) -> Callable[..., None]:
    def run(ctx: AppContext) -> None:
        from crm_desktop.views import translation

        ctx.prefs.set(prefs.LANGUAGE, language)
        translation.switch(language)

    return run


def _dialog(path: str) -> Callable[..., None]:
    def run(ctx: AppContext, **arguments: Any) -> None:
        open_dialog(ctx, f"crm_desktop.views.{path}", **arguments)

    return run


def _new(kind: str) -> Callable[..., None]:
    def run(ctx: AppContext, **defaults: Any) -> None:
        ctx.navigator.new(kind, **defaults)

    return run


def _primary(ctx: AppContext) -> None:
    """What the button at the upper right says; where there is none, a new customer."""
    page = ctx.window.current_page() if isinstance(ctx.window, PageHost) else None
    action = page.primary() if page is not None else None
    if action is not None and action.isEnabled() and action.isVisible():
        action.trigger()
    else:
        ctx.navigator.new("customer")


def _search(ctx: AppContext) -> None:
    if isinstance(ctx.window, PageHost):
        ctx.window.open_search()


def _back(ctx: AppContext) -> None:
    ctx.navigator.back()


def _go(key: str) -> Callable[..., None]:
    def run(ctx: AppContext) -> None:
        ctx.navigator.go(key)

    return run


def _refresh(ctx: AppContext) -> None:
    ctx.services.bus.publish(Changes(everything=True))


def _export_everything(ctx: AppContext) -> None:
    from crm_desktop.views.pages.reports.outputs import ReportOutputs

    assert ctx.window is not None
    kept = ctx.window.findChild(ReportOutputs, "export_everything")
    outputs = kept or ReportOutputs(ctx, ctx.window)
    outputs.setObjectName("export_everything")
    outputs.everything()


def _open_data_folder(ctx: AppContext) -> None:
    ctx.prompter.show_in_folder(ctx.services.data_dir)


def _fault_report(ctx: AppContext) -> None:
    from crm_desktop.services import fault_report

    services = ctx.services
    path = ctx.prompter.save_file(
        tr_("command", "Save a report for support"), "crm-desktop-report.zip", tr_("command", "ZIP files (*.zip)")
    )
    if path is None:
        return
    ctx.jobs.run(
        lambda job: fault_report.write(services, path, job),
        tr_("command", "Writing the report"),
        ctx.prompter.show_in_folder,
        lane="files",
    )


def _lock(ctx: AppContext) -> None:
    if ctx.services.encrypted:
        ctx.lock_window()
    else:
        ctx.toasts.show(tr_("shell", "A lock needs encrypted data: Settings, Backup, On this disk."), kind="info")


def _settings(section: str) -> Callable[..., None]:
    def run(ctx: AppContext) -> None:
        ctx.navigator.show_part("settings", section)

    return run


def _quit(ctx: AppContext) -> None:
    if ctx.window is not None:
        ctx.window.close()


COMMANDS: tuple[CommandSpec, ...] = (
    CommandSpec(
        "keys", N_("command", "Keyboard shortcuts"), _dialog("dialogs.keys:KeysDialog"), "help", "F1", "help 帮助"
    ),
    CommandSpec("search", N_("command", "Search everything"), _search, "search", "Ctrl+K", palette=False),
    CommandSpec("back", N_("command", "Back to where one was"), _back, "arrow-left", "Alt+Left", palette=False),
    CommandSpec("undo", N_("command", "Undo"), _undo, "undo", "Ctrl+Z"),
    CommandSpec("redo", N_("command", "Redo"), _redo, "redo", "Ctrl+Y"),
    CommandSpec(
        "primary", N_("command", "The blue button at the upper right"), _primary, "plus", "Ctrl+N", palette=False
    ),
    CommandSpec("new_customer", N_("command", "New customer"), _new("customer"), "plus"),
    CommandSpec("new_deal", N_("command", "New deal"), _new("deal"), "plus"),
    CommandSpec("new_follow_up", N_("command", "New follow-up"), _new("follow_up"), "plus"),
    CommandSpec("new_order", N_("command", "New order"), _new("order"), "plus", words="sale"),
    CommandSpec("new_product", N_("command", "New product"), _new("product"), "plus", words="goods price"),
    CommandSpec(
        "products",
        N_("command", "Products and prices"),
        _settings("products"),
        "box",
        words="goods catalogue price list",
    ),
    CommandSpec(
        "import",
        N_("command", "Import an Excel file"),
        _dialog("pages.importing.wizard:ImportWizard"),
        "download",
        "Ctrl+I",
        words="excel csv xlsx",
    ),
    CommandSpec(
        "imports",
        N_("command", "Imports so far"),
        _dialog("pages.importing.runs:ImportRunsDialog"),
        "history",
        words="excel undo import history 导入 撤销",
    ),  # fmt: skip
    CommandSpec("backup", N_("command", "Back up now"), _dialog("dialogs.backup:BackupDialog"), "shield-check"),
    CommandSpec("restore", N_("command", "Restore a backup"), _dialog("dialogs.restore:RestoreDialog"), "restore"),
    CommandSpec(
        "passphrase",
        N_("command", "Change the backup passphrase"),
        _dialog("dialogs.passphrase:ChangePassphraseDialog"),
        "key",
    ),
    CommandSpec("lock", N_("command", "Lock the window now"), _lock, "key", "Ctrl+Shift+L", words="锁 privacy hide"),
    CommandSpec(
        "time_travel",
        N_("command", "Look into an earlier state"),
        _dialog("dialogs.time_travel:TimeTravelDialog"),
        "history",
        words="时间 过去 past backup time travel",
    ),
    CommandSpec(
        "move_data",
        N_("command", "Move the data to another folder"),
        _dialog("dialogs.move_data:MoveDataDialog"),
        "folder",
        words="folder onedrive 搬 文件夹",
    ),
    CommandSpec(
        "backup_health",
        N_("command", "How safe the data is"),
        _dialog("dialogs.backup_health:HealthDialog"),
        "shield-check",
        palette=False,
    ),
    CommandSpec(
        "drill",
        N_("command", "Practise restoring"),
        _dialog("dialogs.backup_drill:DrillDialog"),
        "restore",
        words="演练 test backup",
    ),
    CommandSpec(
        "protection",
        N_("command", "What is protected and what is not"),
        _dialog("dialogs.protection:ProtectionDialog"),
        "info",
        words="help security encryption privacy 安全 帮助",
    ),
    CommandSpec(
        "encryption",
        N_("command", "Encrypt the data on this disk"),
        _dialog("dialogs.encryption:EncryptionDialog"),
        "shield-check",
        words="加密 encryption lock",
        palette=False,
    ),
    CommandSpec(
        "history",
        N_("command", "History of changes"),
        _dialog("dialogs.history:HistoryDialog"),
        "history",
        words="历史 撤销 undo take back",
    ),
    CommandSpec(
        "recycle_bin",
        N_("command", "Recycle bin"),
        _dialog("dialogs.recycle_bin:RecycleBinDialog"),
        "trash",
        words="删除 trash deleted restore",
    ),
    CommandSpec(
        "duplicates",
        N_("command", "Find look-alikes"),
        _dialog("dialogs.duplicates:DuplicatesDialog"),
        "users",
        words="duplicates merge twice",
    ),  # fmt: skip
    CommandSpec(
        "quality",
        N_("command", "Data quality"),
        _dialog("dialogs.quality:QualityDialog"),
        "shield-check",
        words="check missing phone verify",
    ),  # fmt: skip
    CommandSpec("settings_fields", N_("command", "Own fields"), _settings("fields"), "tag", words="custom fields"),
    CommandSpec("theme", N_("command", "Switch between light and dark"), _switch_theme, "palette", words="dark light"),
    CommandSpec("theme_light", N_("command", "Light look"), _theme("light"), "palette", palette=False),
    CommandSpec("theme_dark", N_("command", "Dark look"), _theme("dark"), "palette", palette=False),
    CommandSpec("theme_system", N_("command", "Look of the system"), _theme("system"), "palette", palette=False),
    CommandSpec("lang_en", N_("command", "Switch to English"), _language("en"), "message", words="english language"),
    CommandSpec("lang_zh_CN", N_("command", "Switch to Chinese"), _language("zh_CN"), "message", words="中文 chinese"),
    CommandSpec(
        "export_everything",
        N_("command", "Export everything to Excel"),
        _export_everything,
        "upload",
        words="xlsx workbook",
    ),
    CommandSpec("data_folder", N_("command", "Open the data folder"), _open_data_folder, "folder"),
    CommandSpec(
        "fault_report",
        N_("command", "Save a report for support"),
        _fault_report,
        "help",
        words="fault error log support diagnose",
    ),
    CommandSpec("about", N_("command", "About this program"), _dialog("dialogs.about:AboutDialog"), "info"),
    CommandSpec("settings_staff", N_("command", "People who work here"), _settings("staff"), "users", words="staff"),
    CommandSpec(
        "first_run",
        N_("command", "Set up the shop"),
        _dialog("dialogs.first_run:FirstRunDialog"),
        "leaf",
        words="start welcome",
    ),
    CommandSpec("refresh", N_("command", "Show the newest data"), _refresh, "refresh", "F5"),
    CommandSpec("quit", N_("command", "Close the program"), _quit, "power", "Ctrl+Q"),
    *(
        CommandSpec(f"go_{spec.key}", spec.title, _go(spec.key), spec.icon, f"Ctrl+{number}")
        for number, spec in enumerate(PAGES, 1)
    ),
)

ALIASES = (("Ctrl+Shift+Z", "redo"), ("?", "keys"))
"""Further keys of commands."""

_BY_NAME = {spec.name: spec for spec in COMMANDS}


def command(name: str) -> CommandSpec:
    """Raises ``KeyError``."""
    return _BY_NAME[name]


def matching(text: str) -> list[CommandSpec]:
    """Commands whose title, its pinyin or further words contain every word of ``text``; none for an empty text."""
    needles = text.casefold().split()
    if not needles:
        return []
    found = []
    for spec in COMMANDS:
        title = render(spec.title)
        words = f"{spec.title.source} {spec.words} {pinyin_full(spec.words)}"
        hay = f"{title} {words} {pinyin_full(title)} {pinyin_initials(title)}".casefold()
        if spec.palette and all(needle in hay for needle in needles):
            found.append(spec)
    return found
