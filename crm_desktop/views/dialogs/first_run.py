"""Four questions for a new shop: language, name and money, how to begin, and the first backup. All can be skipped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from crm_desktop.core import i18n
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.settings import CURRENCY, REGION, SHOP_NAME
from crm_desktop.services.demo import make_demo
from crm_desktop.views import prefs
from crm_desktop.views.shop_choices import CURRENCY_OF, choose, fill_currencies, fill_regions
from crm_desktop.views.translation import NATIVE_NAMES
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import FieldLabel, label
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext

STEPS = ("language", "shop", "begin", "backup")
BEGINNINGS = ("excel", "sample", "empty", "backup")


class FirstRunDialog(ModalDialog):
    """One step at a time; what was answered is kept while going back and forth."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", "", width=520)
        self.ctx = ctx
        self.setObjectName("first_run")
        self._step = 0
        settings = ctx.services.settings
        self._name = settings.get(SHOP_NAME)
        self._currency, self._region = settings.get(CURRENCY), settings.get(REGION)
        if not self._name and i18n.language() == "en":
            self._currency, self._region = "USD", "US"
        self._beginning = BEGINNINGS[0]
        self._protect = True
        self._card: QWidget | None = None
        self._back = Button("", "quiet", "arrow-left")
        self._back.setObjectName("back")
        self._back.clicked.connect(self._go_back)
        self.add_to_foot(self._back)
        self._show_step()

    # Steps --------------------------------------------------------------------------------

    def _show_step(self) -> None:
        if self._card is not None:
            self.body.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
        self._card = QWidget(self)
        self._card.setMinimumHeight(196)
        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        step = STEPS[self._step]
        titles = {
            "language": self.tr("Welcome"),
            "shop": self.tr("Your shop"),
            "begin": self.tr("How do you want to begin?"),
            "backup": self.tr("So that nothing is ever lost"),
        }
        self.setWindowTitle(titles[step])
        self.setAccessibleName(titles[step])
        self.title_label.setText(titles[step])
        self.set_subtitle(self.tr("Step {n} of {all}").format(n=self._step + 1, all=len(STEPS)))
        getattr(self, f"_build_{step}")()
        self._column.addStretch(1)
        self.body.addWidget(self._card)
        last = self._step == len(STEPS) - 1
        self.verb_button.setText(self.tr("Begin") if last else self.tr("Continue"))
        self.cancel_button.setText(self.tr("Skip"))
        self._back.setText(self.tr("Back"))
        self._back.setVisible(self._step > 0)
        for button in (self.verb_button, self.cancel_button, self._back):
            button.updateGeometry()
        if step != "shop":
            choices = self._card.findChildren(QRadioButton)
            next((each for each in choices if each.isChecked()), self.verb_button).setFocus()

    def _build_language(self) -> None:
        self._say(
            self.tr("Everything stays on this PC: no account, no network. Which language do you want to work in?")
        )
        for code in i18n.LANGUAGES:
            choice = QRadioButton(NATIVE_NAMES[code])
            choice.setObjectName(f"language_{code}")
            choice.setChecked(code == i18n.language())
            choice.toggled.connect(self._switch_language)
            self._column.addWidget(choice)

    def _build_shop(self) -> None:
        name = QLineEdit(self._name)
        name.setObjectName("first_run_name")
        name.setMaxLength(60)
        name.textChanged.connect(self._keep_name)
        self._field(self.tr("What is your shop called?"), name)
        self._region_box = self._choice("first_run_region", self.tr("Country"), fill_regions, self._region)
        self._region_box.currentIndexChanged.connect(self._keep_region)
        self._currency_box = self._choice("first_run_currency", self.tr("Currency"), fill_currencies, self._currency)
        self._currency_box.currentIndexChanged.connect(self._keep_currency)
        name.setFocus()

    def _build_begin(self) -> None:
        texts = {
            "excel": (self.tr("With my Excel files"), self.tr("Checked and cleaned before anything is stored.")),
            "sample": (
                self.tr("With sample data"),
                self.tr("A made-up shop to look around in; undone with one click."),
            ),
            "empty": (self.tr("Empty"), self.tr("Enter the first customer by hand.")),
            "backup": (self.tr("From a backup"), self.tr("Everything comes back, as on the old computer.")),
        }
        for key in BEGINNINGS:
            title, hint = texts[key]
            choice = QRadioButton(title)
            choice.setObjectName(f"begin_{key}")
            choice.setChecked(key == self._beginning)
            choice.toggled.connect(self._keep_beginning)
            note = label(hint, "small")
            note.setIndent(30)
            self._column.addWidget(choice)
            self._column.addWidget(note)

    def _build_backup(self) -> None:
        self._say(
            self.tr(
                "A backup is one encrypted file. With it and your passphrase everything comes back, "
                "on any PC, even if this one breaks."
            )
        )
        protect = QCheckBox(self.tr("Choose a passphrase and a place now"))
        protect.setObjectName("first_run_backup")
        protect.setChecked(self._protect)
        protect.toggled.connect(self._keep_protect)
        self._column.addWidget(protect)
        self._say(self.tr("A USB stick or a folder that is copied elsewhere is best."), "small")

    def _say(self, text: str, role: str = "body") -> None:
        made = label(text, role, "2" if role == "body" else "")
        made.setWordWrap(True)
        self._column.addWidget(made)

    def _choice(self, name: str, text: str, fill: Callable[[QComboBox], None], chosen: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        fill(box)
        choose(box, chosen)
        self._field(text, box)
        return box

    def _field(self, text: str, field: QWidget) -> None:
        field.setAccessibleName(text)
        cell = QVBoxLayout()
        cell.setSpacing(4)
        cell.addWidget(FieldLabel(text, field))
        cell.addWidget(field)
        self._column.addLayout(cell)
        self._column.addSpacing(4)

    # Answers ------------------------------------------------------------------------------

    @Slot(bool)
    def _switch_language(self, on: bool) -> None:
        sender = self.sender()
        if on and sender is not None:
            self.ctx.command("lang_" + sender.objectName().removeprefix("language_"))

    @Slot(str)
    def _keep_name(self, text: str) -> None:
        self._name = text.strip()

    @Slot()
    def _keep_region(self) -> None:
        """A country has its money, which can be chosen otherwise afterwards."""
        self._region = self._region_box.currentData()
        choose(self._currency_box, CURRENCY_OF.get(self._region, self._currency))

    @Slot()
    def _keep_currency(self) -> None:
        self._currency = self._currency_box.currentData()

    @Slot(bool)
    def _keep_beginning(self, on: bool) -> None:
        sender = self.sender()
        if on and sender is not None:
            self._beginning = sender.objectName().removeprefix("begin_")

    @Slot(bool)
    def _keep_protect(self, on: bool) -> None:
        self._protect = on

    @Slot()
    def _go_back(self) -> None:
        self._step -= 1
        self._show_step()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_step()

    def accept(self) -> None:
        if STEPS[self._step] == "begin" and self._beginning == "backup":
            ctx = self.ctx
            ctx.prefs.set(prefs.FIRST_RUN_DONE, True)
            super().accept()
            ctx.command("restore")
            return
        if self._step < len(STEPS) - 1:
            self._step += 1
            self._show_step()
            return
        self._store()
        super().accept()
        self._begin()

    def reject(self) -> None:
        """Skipping is an answer too: it is not asked again."""
        self.ctx.prefs.set(prefs.FIRST_RUN_DONE, True)
        super().reject()

    def _store(self) -> None:
        self.ctx.prefs.set(prefs.FIRST_RUN_DONE, True)
        services = self.ctx.services
        with services.write(N_("undo", "Set up the shop"), kind="setup") as work:
            services.settings.set(work, SHOP_NAME, self._name)
            services.settings.set(work, CURRENCY, self._currency)
            services.settings.set(work, REGION, self._region)

    def _begin(self) -> None:
        """What was chosen, then the backup where it was wanted."""
        ctx, protect = self.ctx, self._protect

        def back_up() -> None:
            if protect:
                ctx.command("backup")

        if self._beginning == "excel":
            ctx.command("import")
            wizard = ctx.dialog()
            if wizard is not None:
                wizard.finished.connect(back_up)
                return
        if self._beginning == "sample":

            def fill(job: JobContext) -> dict[str, int]:
                return make_demo(ctx.services, language=i18n.language(), ctx=job)

            ctx.jobs.run(fill, self.tr("Making the sample shop"), lambda _made: back_up())
            return
        back_up()
