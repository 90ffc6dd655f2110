"""The commands of ``crm-desktop``: the stable way in for scripts, the task scheduler and the shop's helper."""

from __future__ import annotations

from crm_desktop.commands import bringing, exchange, keeping, past, records, reporting, screens, selftest, tour
from crm_desktop.commands.base import Command, no_arguments
from crm_desktop.core.i18n import N_

COMMANDS: tuple[Command, ...] = (
    Command(
        "demo",
        N_("cli", "fill an empty data folder with a believable shop"),
        reporting.demo,
        reporting.demo_arguments,
        reporting.show_demo,
    ),
    Command(
        "import",
        N_("cli", "bring in a workbook, a text file or contacts"),
        bringing.import_file,
        bringing.import_arguments,
        bringing.show_import,
    ),
    Command(
        "imports",
        N_("cli", "what was imported so far"),
        bringing.imports,
        bringing.imports_arguments,
        bringing.show_imports,
    ),
    Command(
        "export",
        N_("cli", "write a list or a report to a file"),
        exchange.export,
        exchange.export_arguments,
        exchange.show_export,
    ),
    Command(
        "template",
        N_("cli", "write an empty workbook to fill in and import"),
        exchange.template,
        exchange.template_arguments,
        exchange.show_template,
    ),
    Command(
        "list", N_("cli", "the records of a list"), records.list_records, records.list_arguments, records.show_list
    ),
    Command("fields", N_("cli", "the fields of a list"), records.fields, records.fields_arguments, records.show_fields),
    Command("find", N_("cli", "search everything"), records.find, records.find_arguments, records.show_find),
    Command(
        "show", N_("cli", "everything about one customer"), records.show, records.show_arguments, records.show_customer
    ),
    Command("report", N_("cli", "run a report"), reporting.report, reporting.report_arguments, reporting.show_report),
    Command("history", N_("cli", "what was changed"), past.history, past.history_arguments, past.show_history),
    Command("undo", N_("cli", "take a change back"), past.undo, past.undo_arguments, past.show_undo),
    Command(
        "backup",
        N_("cli", "write an encrypted backup and verify it"),
        keeping.backup,
        keeping.backup_arguments,
        keeping.show_backup,
    ),
    Command(
        "verify", N_("cli", "read a backup in full"), keeping.verify, keeping.verify_arguments, keeping.show_verify
    ),
    Command(
        "restore",
        N_("cli", "put a backup in the place of the data, which is kept"),
        keeping.restore,
        keeping.restore_arguments,
        keeping.show_restore,
    ),
    Command(
        "passphrase",
        N_("cli", "change the passphrase of backups"),
        keeping.passphrase,
        no_arguments,
        keeping.show_passphrase,
    ),
    Command(
        "encryption",
        N_("cli", "encrypt the data on this disk, or take that back"),
        keeping.encryption,
        keeping.encryption_arguments,
        keeping.show_encryption,
    ),
    Command(
        "check", N_("cli", "look the data over, repair it"), keeping.check, keeping.check_arguments, keeping.show_check
    ),
    Command(
        "support",
        N_("cli", "a file for whoever helps, without personal data"),
        keeping.support,
        keeping.support_arguments,
        keeping.show_support,
    ),
    Command(
        "screenshots",
        N_("cli", "pictures of every page and dialog"),
        screens.screenshots,
        screens.screenshots_arguments,
        screens.show_screenshots,
    ),
    Command(
        "tour",
        N_("cli", "the main job from import to restored backup, with pictures"),
        tour.tour,
        tour.tour_arguments,
        tour.show_tour,
    ),
    Command(
        "selftest",
        N_("cli", "whether everything that was installed works on this PC"),
        selftest.selftest,
        selftest.selftest_arguments,
        selftest.show_selftest,
    ),
)
