"""Backups: how safe the data is, the backups there are, the second place, and encryption on this disk."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from crm_desktop.core.i18n import N_, Text, render
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup import api as backups
from crm_desktop.services.backup import schedule, second
from crm_desktop.views.dialogs.backup_auto import refresh_light
from crm_desktop.views.dialogs.backup_health import choose_second
from crm_desktop.views.dialogs.backup_parts import capital, count_words, size_words
from crm_desktop.views.moments import moment
from crm_desktop.views.pages.settings.lock import LockChoice
from crm_desktop.views.pages.settings.section import Section
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import ElidedLabel, label, set_tone

if TYPE_CHECKING:
    from crm_desktop.services.backup.catalog import Entry
    from crm_desktop.services.backup.schedule import HealthLight
    from crm_desktop.services.backup.second import SecondPlace
    from crm_desktop.views.app_context import AppContext

Found = tuple["list[Entry]", bool, "HealthLight", "SecondPlace | None"]
_MOST = 6
_IN_LINE = ("restore_file", "second_place", "no_second_place", "encrypt", "rekey")
"""Buttons at the end of a line of words."""
_TONES = {"none": "2", "good": "good", "warn": "warn", "bad": "bad"}


class BackupSection(Section):
    key: ClassVar[str] = "backup"
    name: ClassVar[Text] = N_("settings", "Backup")

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        header = self.add_header(
            self.tr("Backup"), self.tr("Encrypted with your passphrase and read back in full before it counts.")
        )
        header.add_widget(self._button("restore_file", self.tr("Restore from a file"), "folder", self._restore_file))
        self._state = label("", "body")
        self._state.setObjectName("backup_state")
        self._state.setWordWrap(True)
        self.body.addWidget(self._state)
        self._list = TwoLineList("backup_list", self)
        self._list.setAccessibleName(self.tr("Backups, newest first"))
        self._list.chosen.connect(self._judge)
        self._list.opened.connect(self._restore)
        self.body.addWidget(self._list)
        self._empty = label(
            self.tr("No backup yet. The first one asks for a passphrase that only you know."), "body", "2"
        )
        self._empty.setWordWrap(True)
        self.body.addWidget(self._empty)
        self._restore_button = self._button("restore_chosen", self.tr("Restore this one"), "restore", self._restore)
        self._past = self._button("look_into", self.tr("Look into it"), "history", self._look_into)
        self._folder = self._button("open_backup_folder", self.tr("Open its folder"), "folder", self._open_folder)
        self._drill = self._button("practise", self.tr("Practise restoring"), "check-circle", self._practise)
        self.add_row(self._restore_button, self._past, self._folder, self._drill)
        self._add_second()
        self._add_disk()

    def _button(self, name: str, text: str, icon: str, slot) -> Button:
        made = Button(text, "quiet" if name == "restore_file" else "plain", icon, small=name in _IN_LINE)
        made.setObjectName(name)
        made.clicked.connect(slot)
        return made

    def _add_second(self) -> None:
        self.add_header(
            self.tr("Second place"),
            self.tr("Each backup is copied there too and compared: a USB stick, another computer, a sync folder."),
        )
        self._place = ElidedLabel("", "strong", middle=True)
        self._place.setObjectName("second_path")
        self._place_state = label("", "small")
        self._choose = self._button("second_place", self.tr("Choose a place"), "folder", self._choose_second)
        self._none = self._button("no_second_place", self.tr("None"), "x", self._no_second)
        self._add_line(self._place, self._place_state, self._choose, self._none)

    def _add_disk(self) -> None:
        self.add_header(self.tr("On this disk"))
        self._disk = label("", "strong")
        self._disk.setObjectName("disk_state")
        self._disk_hint = label("", "small")
        self._disk_hint.setWordWrap(True)
        self._encrypt = self._button("encrypt", "", "key", self._turn)
        self._rekey = self._button("rekey", self.tr("New key"), "refresh", self._new_key)
        self._add_line(self._disk, self._disk_hint, self._encrypt, self._rekey)
        self._lock = LockChoice(self.ctx)
        self.body.addWidget(self._lock)
        self._passphrase = self._button(
            "change_passphrase", self.tr("Passphrase and recovery code"), "key", self._change_passphrase
        )
        self.add_row(
            self._passphrase,
            self._button("protection", self.tr("What is protected and what is not"), "info", self._protection),
        )

    def _add_line(self, title, hint, *buttons: Button) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(hint)
        row.addLayout(words, 1)
        for button in buttons:
            row.addWidget(button)
        self.body.addLayout(row)

    # What is shown ----------------------------------------------------------------------

    def refresh(self) -> None:
        services = self.ctx.services

        def read(_ctx: JobContext) -> Found:
            folder = services.folder
            entries = backups.list_backups(services.data_dir)
            light = schedule.current_health(services)
            return entries, backups.has_key(services.data_dir), light, second.look(folder)

        self.ctx.jobs.run(read, "", self._show, lane="files", quiet=True)

    def _show(self, found: Found) -> None:
        entries, has_key, light, place = found
        self._state.setText(render(light.sentence))
        self._state.setVisible(light.last is not None)
        set_tone(self._state, _TONES[light.level])
        rows = [self._row(entry) for entry in entries]
        self._list.set_rows(rows)
        self._list.fit(_MOST)
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._passphrase.setVisible(has_key)
        self._drill.setVisible(bool(rows))
        self._show_place(place)
        self._show_disk()
        self._judge()

    def _row(self, entry: Entry) -> Row:
        held = count_words({"customers": entry.counts.get("customers", 0)})
        parts = [part for part in (held, str(Path(entry.path).parent)) if part]
        title = capital(moment(datetime.fromisoformat(entry.created), self.ctx.services.clock.today()))
        icon = "shield-check" if entry.verified else "shield-alert"
        state = self.tr("checked") if entry.verified else self.tr("not checked")
        if entry.missing:
            state = self.tr("lacks a file")
        right = f"{size_words(entry.size)} · {state}"
        return Row(entry.path, title, " · ".join(parts), right, icon, path=True)

    def _show_place(self, place: SecondPlace | None) -> None:
        self._none.setVisible(place is not None)
        if place is None:
            self._place.set_text(self.tr("None yet"))
            self._place_state.setText(self.tr("If this computer breaks or is stolen, its backups are gone with it."))
            set_tone(self._place_state, "warn")
            return
        self._place.set_text(str(place.path))
        if not place.reachable:
            text, tone = self.tr("Not connected now; the next backup is copied when it is back."), "warn"
        elif place.behind:
            text, tone = self.tr("The newest backup is not there yet."), "warn"
        else:
            text, tone = self.tr("The newest backup is there, compared byte by byte."), "good"
        self._place_state.setText(text)
        set_tone(self._place_state, tone)

    def _show_disk(self) -> None:
        encrypted = self.ctx.services.encrypted
        self._disk.setText(self.tr("Encrypted") if encrypted else self.tr("Not encrypted"))
        on = self.tr("Whoever takes the disk or copies the folder can't read it.")
        off = self.tr("Whoever gets at this disk can read your customers. Backups are encrypted all the same.")
        self._disk_hint.setText(on if encrypted else off)
        set_tone(self._disk_hint, "good" if encrypted else "warn")
        self._encrypt.setText(self.tr("Take it off") if encrypted else self.tr("Encrypt now"))
        self._encrypt.setProperty("on", encrypted)
        self._encrypt.updateGeometry()
        self._rekey.setVisible(encrypted)
        self._lock.setVisible(encrypted)

    @Slot()
    def _judge(self) -> None:
        for button in (self._restore_button, self._past, self._folder):
            button.setVisible(self._list.count() > 0)
            button.setEnabled(self._list.key() is not None)

    # What is done -----------------------------------------------------------------------

    @Slot()
    def _restore(self) -> None:
        if self._list.key() is not None:
            self.ctx.command("restore", path=Path(self._list.key()))

    @Slot()
    def _restore_file(self) -> None:
        self.ctx.command("restore")

    @Slot()
    def _look_into(self) -> None:
        self.ctx.command("time_travel", path=Path(self._list.key()))

    @Slot()
    def _open_folder(self) -> None:
        self.ctx.prompter.show_in_folder(Path(self._list.key()).parent)

    @Slot()
    def _practise(self) -> None:
        self.ctx.command("drill")

    @Slot()
    def _choose_second(self) -> None:
        if choose_second(self.ctx):
            self._copy_now()

    @Slot()
    def _no_second(self) -> None:
        second.choose(self.ctx.services.folder, None)
        self._look_again(None)

    def _copy_now(self) -> None:
        folder = self.ctx.services.folder
        self.ctx.jobs.run(
            lambda job: second.catch_up(folder, job), self.tr("Copying the backup"), self._look_again, lane="files"
        )

    def _look_again(self, _made: object) -> None:
        refresh_light(self.ctx)
        self.refresh()

    @Slot()
    def _turn(self) -> None:
        if self.ctx.services.encrypted:
            self.ctx.command("encryption", what="off")
        elif backups.has_key(self.ctx.services.data_dir):
            self.ctx.command("encryption", what="on")
        else:
            self.ctx.command("backup")

    @Slot()
    def _new_key(self) -> None:
        self.ctx.command("encryption", what="rekey")

    @Slot()
    def _change_passphrase(self) -> None:
        self.ctx.command("passphrase")

    @Slot()
    def _protection(self) -> None:
        self.ctx.command("protection")
