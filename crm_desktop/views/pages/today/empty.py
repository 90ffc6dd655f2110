"""What stands on the Today page of a shop that has nothing in it yet, and of one that has nothing due."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.i18n import language, tr_
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.empty_state import Drawing
from crm_desktop.views.widgets.labels import label


class NewShop(QWidget):
    """Three ways to begin: the Excel file, the first customer, sample data to look around in."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.setObjectName("new_shop")
        self._title, self._sentence = label("", "section"), label("", "body", "2")
        self._sentence.setWordWrap(True)
        self._sentence.setFixedWidth(600)
        for text in (self._title, self._sentence):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.import_button = self._button("start_import", "primary", "download", "import")
        self.add_button = self._button("start_customer", "plain", "user-plus", "new_customer")
        self.sample_button = self._button("start_sample", "plain", "leaf", "")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.import_button, self.add_button, self.sample_button):
            row.addWidget(button)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setSpacing(12)
        box.addStretch(4)
        box.addWidget(Drawing("leaf", self), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self._title)
        box.addWidget(self._sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addSpacing(8)
        box.addLayout(row)
        box.addStretch(6)
        self.retranslate()

    def _button(self, name: str, kind: str, icon: str, command: str) -> Button:
        button = Button("", "primary" if kind == "primary" else "plain", icon)
        button.setObjectName(name)
        button.clicked.connect(partial(self._begin, command))
        return button

    def _begin(self, command: str) -> None:
        if command:
            self._ctx.command(command)
            return
        from crm_desktop.services.demo import make_demo  # every start shows this page, few want samples

        services, words = self._ctx.services, language()
        self.sample_button.setEnabled(False)
        self._ctx.jobs.run(
            lambda job: make_demo(services, language=words, ctx=job),
            tr_("today", "Making the sample shop"),
            on_done=self._made,
            on_error=self._failed,
        )

    def _made(self, _made: object) -> None:
        self.sample_button.setEnabled(True)

    def _failed(self, error: BaseException) -> None:
        self.sample_button.setEnabled(True)
        raise error

    def retranslate(self) -> None:
        self._title.setText(tr_("today", "Your shop is still empty"))
        self._sentence.setText(
            tr_("today", "Bring your customers in from an Excel file. Whatever you import can be taken back.")
        )
        self.import_button.setText(tr_("today", "Import an Excel file"))
        self.add_button.setText(tr_("today", "Add a customer"))
        self.sample_button.setText(tr_("today", "Look around with sample data"))
        for button in (self.import_button, self.add_button, self.sample_button):
            button.setAccessibleName(button.text())
            button.updateGeometry()


class AllDone(QWidget):
    """What stands where nothing is left to do, with a way on: a line, or a picture where the page is bare."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._never = False
        self._any_today = False
        self.setObjectName("nothing_due")
        self._drawing = Drawing("calendar", self)
        self._text = label("", "body", "2")
        self._text.setWordWrap(True)
        self.button = Button("", "plain", "plus", small=True)
        self.button.setObjectName("plan_follow_up")
        self.button.clicked.connect(lambda: self._ctx.navigator.new("follow_up"))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 12, 0, 12)
        self._box.setSpacing(16)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._box.addWidget(self._drawing, 0, centre)
        self._box.addWidget(self._text, 1)
        self._box.addWidget(self.button, 0, centre)
        self.hide()
        self.retranslate()

    def show_state(self, *, never: bool, any_today: bool, bare: bool) -> None:
        """``never``: nothing was ever planned; ``any_today``: some was done; ``bare``: the only thing here."""
        self._never, self._any_today = never, any_today
        self._drawing.setVisible(bare)
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if bare else QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(0, 64 if bare else 12, 0, 12)
        self._text.setAlignment(
            Qt.AlignmentFlag.AlignCenter if bare else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.retranslate()

    def retranslate(self) -> None:
        if self._never:
            text = tr_("today", "Nothing is planned yet. Plan the first call or visit: on its day it stands here.")
        elif self._any_today:
            text = tr_("today", "All of today is done.")
        else:
            text = tr_("today", "Nothing is planned for today.")
        self._text.setText(text)
        self.button.setText(tr_("today", "Plan a follow-up"))
        self.button.updateGeometry()
