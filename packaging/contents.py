"""What goes into the frozen program and what stays out, for every system."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

SHIPPED = (
    "PySide6-Essentials",
    "cryptography",
    "defusedxml",
    "filelock",
    "holidays",
    "keyring",
    "matplotlib",
    "msoffcrypto-tool",
    "numpy",
    "olefile",
    "openpyxl",
    "peewee",
    "phonenumbers",
    "platformdirs",
    "pyrage",
    "python-calamine",
    "python-dateutil",
    "rapidfuzz",
    "sqlcipher3",
    "zstandard",
)
"""Distributions whose metadata the About page and the libraries themselves ask for."""

HIDDEN = [
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_pdf",
    "matplotlib.backends.backend_qtagg",
    "matplotlib.backends.backend_svg",
    "playhouse.sqlcipher_ext",
    "pycparser",
]
"""Modules that are found by name only while the program runs."""

EXCLUDED = [
    "IPython",
    "PyQt5",
    "PyQt6",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "_pytest",
    "_sqlite3",
    "numpy.f2py",
    "phonenumbers.carrier",
    "phonenumbers.carrierdata",
    "phonenumbers.geocoder",
    "phonenumbers.geodata",
    "phonenumbers.timezone",
    "phonenumbers.tzdata",
    "pip",
    "pypinyin",
    "pytest",
    "readline",
    "setuptools",
    "sqlite3",
    "tkinter",
    "wheel",
]
"""``sqlite3`` is the interpreter's own engine, which is never used; ``pypinyin`` is only asked when the table of
readings is made anew."""

UNWANTED = (
    # Qt: other ways to a screen, other image formats, the GTK theme that drags all of GTK along
    "*/plugins/egldeviceintegrations/*",
    "*/plugins/generic/*",
    "*/plugins/imageformats/*qpdf*",
    "*/plugins/imageformats/*qtga*",
    "*/plugins/imageformats/*qtiff*",
    "*/plugins/imageformats/*qwbmp*",
    "*/plugins/networkinformation/*",
    "*/plugins/platforminputcontexts/*virtualkeyboard*",
    "*/plugins/platforms/*eglfs*",
    "*/plugins/platforms/*linuxfb*",
    "*/plugins/platforms/*minimal*",
    "*/plugins/platforms/*vkkhrdisplay*",
    "*/plugins/platforms/*vnc*",
    "*/plugins/platformthemes/*gtk3*",
    "*/plugins/qmltooling/*",
    "*/plugins/sqldrivers/*",
    "*/plugins/tls/*",
    "*/plugins/virtualkeyboard/*",
    "*/plugins/wayland-graphics-integration-client/*",
    "*libQt6EglF*",
    "*libQt6Pdf*",
    "*libQt6Qml*",
    "*libQt6Quick*",
    "*libQt6VirtualKeyboard*",
    # libraries that only the GTK theme asks for
    "libgtk-3.so*",
    "libgdk-3.so*",
    "libgdk_pixbuf*",
    "libcairo*",
    "libpango*",
    "libatk*",
    "libatspi*",
    "libepoxy*",
    "librsvg*",
    # on every desktop, and built for older systems there than on the build machine
    "libavahi-*",
    "libcups.so*",
    "libexpat.so*",
    "libgcc_s.so*",
    "libgnutls.so*",
    "libhogweed.so*",
    "libidn2.so*",
    "libnettle.so*",
    "libp11-kit.so*",
    "libstdc++.so*",
    "libtasn1.so*",
    "libunistring.so*",
    # matplotlib: samples, style sheets, fonts of formats that we never write
    "matplotlib/mpl-data/fonts/afm/*",
    "matplotlib/mpl-data/fonts/pdfcorefonts/*",
    "matplotlib/mpl-data/fonts/ttf/DejaVuSansMono*",
    "matplotlib/mpl-data/fonts/ttf/DejaVuSerif*",
    "matplotlib/mpl-data/fonts/ttf/STIX*",
    "matplotlib/mpl-data/fonts/ttf/cm*",
    "matplotlib/mpl-data/images/*",
    "matplotlib/mpl-data/plot_directive/*",
    "matplotlib/mpl-data/sample_data/*",
    "matplotlib/mpl-data/stylelib/*",
    "matplotlib/tests/*",
    # pillow: formats that no chart needs
    "PIL/_avif*",
    "PIL/_imagingtk*",
    "PIL/_webp*",
    "*libavif*",
    "*pillow.libs/libwebp*",
    "pytz/*",
)

_QT_TEXTS = re.compile(r"PySide6/(Qt/)?translations/(?!qtbase_zh_CN|qt_zh_CN)")


def wanted(destination: str) -> bool:
    """Whether a collected file is shipped."""
    path = destination.replace("\\", "/")
    return not (_QT_TEXTS.match(path) or any(fnmatch(path, pattern) for pattern in UNWANTED))


def version(root: Path) -> str:
    text = (root / "crm_desktop" / "__init__.py").read_text("utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    if found is None:
        raise RuntimeError("no version in crm_desktop/__init__.py")
    return found[1]


def info_plist(number: str) -> dict[str, Any]:
    """The file type and the languages, as macOS wants them told."""
    return {
        "CFBundleShortVersionString": number,
        "CFBundleLocalizations": ["en", "zh_CN"],
        "NSHighResolutionCapable": True,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "CRM Desktop backup",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": ["org.crmdesktop.backup"],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": "org.crmdesktop.backup",
                "UTTypeDescription": "CRM Desktop backup",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {"public.filename-extension": ["crmbackup"]},
            }
        ],
    }
