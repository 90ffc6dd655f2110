"""The list of suggestions under a field: one look and one place wherever something is typed."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QMoveEvent, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QFrame, QListView, QStyledItemDelegate, QWidget

from crm_desktop.views import theme
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.card import clip_on_x11, fill_clipped

_MOST = 8
_INSET = 5
"""The frame and the room inside it, on each side."""


class _Row(QStyledItemDelegate):
    def sizeHint(self, option, index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), measures.CONTROL)


class _List(QListView):
    """Lies under ``field`` with its width; over it where there is no room below."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self._field = field
        self.setObjectName("suggestions")
        self.setAccessibleName(field.accessibleName())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(_INSET, _INSET, _INSET, _INSET)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)

    def place(self) -> None:
        """Where it belongs, whatever the completer made of it: that would cover the lower edge of the field."""
        if not self.isVisible():
            return
        field, screen = self._field, self._field.screen().availableGeometry()
        height = min(_MOST, self.model().rowCount()) * measures.CONTROL + 2 * _INSET
        at = field.mapToGlobal(QPoint(0, field.height() + measures.GAP_XS))
        if at.y() + height > screen.bottom():
            at = field.mapToGlobal(QPoint(0, -measures.GAP_XS - height))
        self.setFixedSize(field.width(), height)
        if self.pos() != at:
            self.move(at)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._field.window().installEventFilter(self)  # a form that grows while one types moves its fields
        self.place()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._field.window().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field.window():
            if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
                self.place()
            return False
        return super().eventFilter(watched, event)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        clip_on_x11(self, self.rect(), measures.RADIUS)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:  # of the ground; that of the rows goes to the viewport
            self._paint_ground()
            return True
        return super().event(event)

    def _paint_ground(self) -> None:
        fill_clipped(self, "line_strong")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line_strong"), 1))
        painter.setBrush(theme.color("raised"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, measures.RADIUS, measures.RADIUS)
        painter.end()


class Suggestions(QCompleter):
    """Suggestions of ``model`` for what is typed into ``field``: those that hold it, or with ``found`` all of them, as
    the model was filled by a search. ``around`` is the frame that is seen as the field where it is another widget.
    """

    def __init__(
        self, model: QAbstractItemModel, field: QWidget, *, found: bool = False, around: QWidget | None = None
    ) -> None:
        super().__init__(model, field)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(_MOST)
        if found:
            self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        else:
            self.setFilterMode(Qt.MatchFlag.MatchContains)
        shown = _List(around or field)
        self.setPopup(shown)
        shown.setItemDelegate(_Row(shown))  # the completer puts one there that knows no style sheet
        shown.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, True)
