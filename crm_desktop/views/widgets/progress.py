"""A thin bar for long work."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget


class ProgressBar(QProgressBar):
    """Six pixels high; ``set_progress(done, 0)`` shows that the length is not known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setFixedHeight(6)

    def set_progress(self, done: int, total: int) -> None:
        self.setRange(0, 1000 if total else 0)
        if total:
            self.setValue(round(1000 * done / total))
