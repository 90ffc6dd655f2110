"""Draw the icon in the sizes and formats of Windows, macOS and Linux: ``draw.py ICON.svg FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def main(source: str, folder: str) -> None:
    app = QGuiApplication([])
    drawing = QSvgRenderer(source)
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        image.save(f"{folder}/{size}.png")
    del app
    largest = Image.open(f"{folder}/512.png")
    largest.save(f"{folder}/crm-desktop.ico", sizes=[(size, size) for size in SIZES if size <= 256])
    largest.save(f"{folder}/crm-desktop.icns")
    Path(folder, "crm-desktop.svg").write_bytes(Path(source).read_bytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
