"""Workbooks with a password: opened in memory, so that nothing of them lies on the disk unencrypted."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from crm_desktop.core.i18n import N_
from crm_desktop.services.importing.reading.failure import PASSWORD, FileRefused, damaged
from crm_desktop.services.importing.reading.guards import not_a_workbook
from crm_desktop.services.importing.reading.source import Book

_PACKAGE, _INFO = "EncryptedPackage", "EncryptionInfo"
_OLD = ("Workbook", "Book")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LONGEST_INFO = 1 << 16


def opened(path: Path, kind: str, password: str) -> tuple[str, Book]:
    """What a workbook in a compound file really is (``xlsx`` or ``xls``), and where to read it.

    Raises :class:`FileRefused`: ``unsupported`` where a password is missing, ``wrong_passphrase`` for a wrong one; its
    details then say ``password``.
    """
    import olefile

    try:
        with olefile.OleFileIO(path) as file:
            protected = file.exists(_PACKAGE)
            old = any(file.exists(name) for name in _OLD)
            info = file.openstream(_INFO).read(_LONGEST_INFO) if file.exists(_INFO) else b""
    except Exception as error:  # what is wrong with such a file shows itself in many ways
        if kind == "xls":
            return kind, path
        raise damaged() from error
    if protected:
        if password and _DTD.search(info):
            raise damaged()
        return "xlsx", _decrypted(path, password)
    if kind == "xls" and not password:
        return kind, path
    if not old:
        raise not_a_workbook(kind)
    return "xls", _old_decrypted(path, password)


def _decrypted(path: Path, password: str) -> io.BytesIO:
    """A workbook of Excel 2007 or later; its password is checked first."""
    from msoffcrypto.format.ooxml import OOXMLFile

    if not password:
        raise needed()
    plain = io.BytesIO()
    with path.open("rb") as file:
        _try(lambda: _open_with(OOXMLFile(file), plain, password=password, verify_password=True))
    return plain


def _old_decrypted(path: Path, password: str) -> io.BytesIO:
    """A workbook of Excel 97 to 2003, under whatever name; one without a password as it is."""
    from msoffcrypto.format.xls97 import Xls97File

    plain = io.BytesIO()
    with path.open("rb") as file:
        book = Xls97File(file)
        try:
            locked = book.is_encrypted()
        except Exception:  # it can't tell of every one that has none
            locked = False
        if not locked:
            return io.BytesIO(path.read_bytes())
        if not password:
            raise needed()
        _try(lambda: _open_with(book, plain, password=password))
    return plain


def _open_with(book: Any, plain: io.BytesIO, **key: Any) -> None:
    book.load_key(**key)
    book.decrypt(plain)


def _try(step: Any) -> None:
    from msoffcrypto.exceptions import InvalidKeyError

    try:
        step()
    except InvalidKeyError as error:
        raise FileRefused(
            "wrong_passphrase", N_("import", "This is not the password of the workbook."), details={"password": True}
        ) from error
    except Exception as error:
        raise damaged() from error


def needed() -> FileRefused:
    """The error for a workbook whose password is missing."""
    return FileRefused("unsupported", PASSWORD, details={"password": True})
