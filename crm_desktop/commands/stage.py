"""The window without a screen: opening it, waiting until it has settled, and taking its picture."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication, QDialog, QWidget

    from crm_desktop.views.main_window import MainWindow

SIZE = (1280, 800)
_LOOK_EVERY_MS = 60
_PATIENCE_MS = 15_000


def application() -> QApplication:
    """The running application, or one that draws into memory."""
    from PySide6.QtWidgets import QApplication

    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    # That the offscreen platform has no window manager is no news.
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    with tempfile.TemporaryDirectory(prefix="crm-desktop-screen-") as folder, chdir(folder):
        _write_screen(Path("screen.json"))
        # Read while the application is made. No path: for Qt the name would end at the colon of a Windows drive.
        os.environ["QT_QPA_PLATFORM"] = "offscreen:configfile=screen.json"
        made = QApplication(sys.argv[:1])
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return made


def _write_screen(path: Path) -> None:
    """The file that gives the platform without a screen one that windows and menus fit on."""
    screen = {"name": "screen", "x": 0, "y": 0, "width": 2560, "height": 1600}
    path.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")


@contextmanager
def window(
    data_dir: Path, *, lang: str, theme: str = "light", now: datetime | None = None, size: tuple[int, int] = SIZE
) -> Iterator[MainWindow]:
    """The real window on ``data_dir``, closed and gone afterwards. Raises :class:`UserError` as opening it does."""
    from crm_desktop import app
    from crm_desktop.views import theme as look

    running = application()
    opened: Any = app.open_window(data_dir, lang=lang, now=now)
    try:
        look.apply(running, theme)
        opened.resize(*size)
        settle(opened)
        yield opened
    finally:
        opened.ctx.jobs.shutdown()  # nobody is there to be asked about what still runs
        opened.close()
        opened.deleteLater()
        wait(_LOOK_EVERY_MS)


def wait(ms: int) -> None:
    """Let the window work for a while."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def settle(shown: MainWindow) -> QImage:
    """Wait until nothing runs in the background and two pictures in a row are the same; returns the last one."""
    before: QImage | None = None
    for _ in range(_PATIENCE_MS // _LOOK_EVERY_MS):
        wait(_LOOK_EVERY_MS)
        picture = grab(shown)
        if before is not None and picture == before and shown.ctx.jobs.idle():
            return picture
        before = picture
    return grab(shown)


def grab(shown: MainWindow) -> QImage:
    """The window with the dialogs over it, as a screen would show them."""
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QApplication

    picture = shown.grab()
    painter = QPainter(picture)
    for widget in sorted(QApplication.topLevelWidgets(), key=_depth):
        if widget is not shown and widget.isWindow() and widget.isVisible():
            painter.drawPixmap(widget.geometry().topLeft() - shown.geometry().topLeft(), widget.grab())
    painter.end()
    return picture.toImage()


def _depth(widget: QWidget) -> int:
    """How many windows it lies over."""
    below = widget.parentWidget()
    return 0 if below is None else 1 + _depth(below)


def drag(source: QWidget, start: QPoint, end: QPoint) -> None:
    """Press the mouse on ``source`` and move it, points on the screen, without letting go."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    left, none, plain = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    kinds = [(QEvent.Type.MouseButtonPress, 0.0, left)]
    kinds += [(QEvent.Type.MouseMove, part / 4, none) for part in range(1, 5)]
    for kind, part, button in kinds:
        at = QPointF(start) + QPointF(end - start) * part
        QApplication.sendEvent(source, QMouseEvent(kind, source.mapFromGlobal(at), at, button, left, plain))


def open_dialogs(shown: MainWindow) -> list[QDialog]:
    from PySide6.QtWidgets import QDialog

    return [dialog for dialog in shown.findChildren(QDialog) if dialog.isVisible()]


def close_dialogs(shown: MainWindow) -> None:
    """Cancel whatever is open over the window."""
    from PySide6.QtWidgets import QApplication, QDialog

    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    alone = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    for dialog in {*open_dialogs(shown), *alone}:
        shown.ctx.prompter.answer("confirm", True)  # what was begun in it is to be left: nobody is there to say so
        dialog.reject()
        dialog.hide()
    shown.ctx.prompter.forget_answers()
    shown.ctx.toasts.dismiss()
    wait(_LOOK_EVERY_MS)
