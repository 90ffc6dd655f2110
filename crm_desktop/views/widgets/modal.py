"""The base of all dialogs: a floating card over a scrim, a verb on its button, Esc to leave."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.views import theme
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.button import Button, Kind, Row
from crm_desktop.views.widgets.card import ScrollArea, clip_on_x11, fill_clipped
from crm_desktop.views.widgets.labels import label

_SHADOW = 16


class Scrim(QWidget):
    """Dims the window behind a dialog and keeps to its size."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.setGeometry(window.rect())
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        below = self.parentWidget()
        if isinstance(below, ModalDialog):  # its card only: the window behind is dimmed already
            path = QPainterPath()
            path.addRoundedRect(QRectF(below.card_rect()), measures.RADIUS_CARD, measures.RADIUS_CARD)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(path, theme.color("scrim"))
        else:
            painter.fillRect(self.rect(), theme.color("scrim"))
        painter.end()


class GrowingArea(ScrollArea):
    """What ``dialog`` asks, as high as it needs to be while the window has room for it; then it scrolls. Errors, hints
    and fields that come later make the dialog higher. Never lower than ``least``, where that much room is.
    """

    _BESIDE = 190
    """Title, buttons and the distance to the window's edges."""

    def __init__(self, inside: QWidget, dialog: ModalDialog, least: int = 240) -> None:
        self._dialog, self._inside, self._least = dialog, inside, least
        self._besides = 0
        super().__init__(inside, dialog, gap=8)
        inside.installEventFilter(self)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self.fit)
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.fit)

    def leave_room(self, height: int) -> None:
        """``height`` is needed for something else in the dialog, over title and buttons."""
        self._besides = height
        self.fit()

    @Slot()
    def fit(self) -> None:
        parent, layout = self._dialog.parentWidget(), self._inside.layout()
        beside = self._BESIDE + self._besides
        room = parent.window().height() - beside if parent is not None else self._least
        needed = 0
        if self.isVisible() and layout is not None:
            needed = max(layout.totalHeightForWidth(self.viewport().width()), layout.totalSizeHint().height())
        height = max(min(240, room), min(max(self._least, needed), room))
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)
            if self.isVisible():
                self._dialog.fit()


class ModalDialog(QDialog):
    """A dialog over its parent's window.

    Put the content into ``body`` (a vertical layout). ``verb`` is the word on the button that does it; connect to
    ``accepted`` or override :meth:`accept`. Show it with ``open()`` (tests) or ``exec()``; it deletes itself when
    finished. Enter presses the button that has the focus and the verb from everywhere else, Ctrl+Enter does so from a
    field of several lines too, Esc leaves.
    ``width`` is that of the card; ``None`` for ``verb`` leaves the foot to the dialog.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        verb: str | None,
        *,
        width: int = 480,
        kind: Kind = "primary",
        cancel: str | None = None,
        subtitle: str = "",
    ) -> None:
        super().__init__(parent.window() if parent is not None else None)
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, True)
        self.setWindowModality(Qt.WindowModality.WindowModal if parent else Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._scrim: Scrim | None = None
        self._height_before = 0
        self.title_label = label(title, "title", parent=self)
        self.title_label.setWordWrap(True)
        self.subtitle_label = label(subtitle, "body", "2", self)
        self.subtitle_label.setWordWrap(True)
        self.subtitle_label.setVisible(bool(subtitle))
        self.error_label = label("", "error", parent=self)
        self.error_label.setWordWrap(True)
        self.error_label.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(measures.GAP)
        self.foot = Row()
        self.foot.addStretch(1)
        self._lay_out(width)
        self.cancel_button = Button(cancel or tr_("widgets", "Cancel"), "plain")
        self.cancel_button.setObjectName("cancel")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.verb_button = Button(verb or "", kind)
        self.verb_button.setObjectName("accept")
        self.verb_button.setDefault(verb is not None)
        self.verb_button.clicked.connect(self.accept)
        self.foot.addWidget(self.cancel_button)
        self.foot.addWidget(self.verb_button)
        if verb is None:
            self.verb_button.hide()
            self.cancel_button.hide()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.verb_button.click)

    def _lay_out(self, width: int) -> None:
        inside = self._inside = QVBoxLayout(self)
        inside.setContentsMargins(24 + _SHADOW, 24 + _SHADOW, 24 + _SHADOW, 16 + _SHADOW)
        inside.setSpacing(8)
        inside.addWidget(self.title_label)
        inside.addWidget(self.subtitle_label)
        inside.addSpacing(4)
        inside.addLayout(self.body, 1)
        inside.addWidget(self.error_label)
        inside.addSpacing(8)
        inside.addLayout(self.foot)
        self.setFixedWidth(width + 2 * _SHADOW)

    # What a dialog uses ---------------------------------------------------------------

    def set_error(self, text: str) -> None:
        """What stands in the way, in words, above the buttons; empty takes it away."""
        self.error_label.setText(text)
        self.error_label.setVisible(bool(text))

    def set_subtitle(self, text: str) -> None:
        self.subtitle_label.setText(text)
        self.subtitle_label.setVisible(bool(text))

    def add_to_foot(self, widget: QWidget) -> None:
        """A quiet button at the left of the foot."""
        self.foot.insertWidget(0, widget)

    def paragraph(self, text: str, tone: str = "") -> QLabel:
        """Add a paragraph of text to the body."""
        made = label(text, "body", tone)
        made.setWordWrap(True)
        self.body.addWidget(made)
        return made

    def dock(self, widget: QWidget) -> None:
        """Give ``widget`` a line of its own over the buttons; the dialog grows by it as far as the window allows."""
        self._inside.insertWidget(self._inside.indexOf(self.foot) - 1, widget)
        self._height_before = self.height()
        self._grow(widget.sizeHint().height() + self._inside.spacing())

    def undock(self, widget: QWidget) -> None:
        """Take the line away again."""
        self._inside.removeWidget(widget)
        self._inside.activate()  # before that the height could not fall below what it held
        self._grow(self._height_before - self.height())

    def fit(self) -> None:
        """As high as its content needs and the window allows, in the middle of the window."""
        self.adjustSize()
        needed = self._inside.totalHeightForWidth(self.width())
        if needed > 0:  # a text of several lines: its hint is that of another width
            self.resize(self.width(), min(max(needed, self.minimumHeight()), self.maximumHeight()))
        parent = self.parentWidget()
        if parent is not None:
            middle = parent.window().mapToGlobal(parent.window().rect().center())
            self.move(middle - QPoint(self.width() // 2, self.height() // 2))

    def height_for(self, wanted: int, beside: int) -> int:
        """``wanted`` for a list in the dialog, or what its window has room for with ``beside`` for all the rest."""
        parent = self.parentWidget()
        return min(wanted, max(160, parent.window().height() - beside)) if parent is not None else wanted

    def foot_top(self) -> int:
        """Where the buttons begin."""
        return self.foot.geometry().top()

    def _grow(self, by: int) -> None:
        height = min(self.height() + by, self.maximumHeight())
        self.move(self.x(), self.y() - (height - self.height()) // 2)
        self.resize(self.width(), height)

    def card_rect(self) -> QRect:
        """The visible card inside the shadow's margin."""
        return self.rect().adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)

    def snapshot(self) -> QPixmap:
        """The window behind, the scrim and this dialog as one picture."""
        parent = self.parentWidget()
        if parent is None:
            return self.grab()
        picture = parent.window().grab()
        painter = QPainter(picture)
        at = parent.window().rect().center() - self.rect().center()
        painter.drawPixmap(at, self.grab())
        painter.end()
        return picture

    # Qt ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        parent = self.parentWidget()
        if parent is not None:
            window = parent.window()
            if self._scrim is None:
                self._scrim = Scrim(window)
            self._scrim.show()
            self._scrim.raise_()
            self.setMaximumHeight(max(200, window.height() - 32 + 2 * _SHADOW))
            self.fit()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        focused = self.focusWidget()
        if (
            plain
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and isinstance(focused, QPushButton | QToolButton)
            and not focused.isCheckable()
            and focused.isEnabled()
            and focused.isVisible()
        ):
            focused.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        clip_on_x11(self, self.card_rect(), measures.RADIUS_CARD)

    def done(self, result: int) -> None:
        if self._scrim is not None:
            self._scrim.hide()
            self._scrim.deleteLater()
            self._scrim = None
        in_use = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
        super().done(result)
        parent = self.parentWidget()
        if in_use and parent is not None:
            parent.window().activateWindow()  # not every platform gives the keyboard back by itself
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        fill_clipped(self, "line")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.card_rect())
        if self.mask().isEmpty():
            self._paint_shadow(painter, card)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), measures.RADIUS_CARD, measures.RADIUS_CARD)
        painter.end()

    @staticmethod
    def _paint_shadow(painter: QPainter, card: QRectF) -> None:
        # Black: of a colour so thin, rounding would leave the blue alone.
        shade = QColor(0, 0, 0, 3 if theme.tokens().scheme == "light" else 10)
        for step in range(_SHADOW, 0, -2):
            path = QPainterPath()
            path.addRoundedRect(
                card.adjusted(-step, -step + 4, step, step + 4 if step < 12 else step), 10 + step, 10 + step
            )
            painter.fillPath(path, shade)
