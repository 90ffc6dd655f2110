"""The note inside every backup: how to open it when this program is gone."""

from __future__ import annotations

from crm_desktop.core.i18n import N_, language, render

_EN = """\
This file is a backup made by CRM Desktop. It is encrypted.

In the program: open it with "Restore a backup" and type the passphrase or the recovery code.

Without the program, with free tools on any computer:
1. This file is a ZIP archive. Unpack it (rename it to .zip if need be):
       unzip THIS-FILE
2. Decrypt the data with "age" (https://age-encryption.org). It asks for the passphrase:
       age -d -i key-passphrase.age -o data.tar.zst data.age
   Or with the recovery code, typed with its dashes as printed:
       age -d -i key-recovery.age -o data.tar.zst data.age
3. Unpack the result:
       tar --zstd -xf data.tar.zst
   crm.sqlite is an SQLite database with all records, files/ holds the attachments,
   manifest.json tells how many records there are.
4. Only where there is a file database.age: crm.sqlite is encrypted too, with SQLCipher.
   The same identity opens its key and the attachments (files that end in .age):
       age -d -i key-passphrase.age database.age
   Give the 64 characters to "sqlcipher" (https://www.zetetic.net/sqlcipher):
       sqlcipher crm.sqlite
       PRAGMA key = "x'THE-64-CHARACTERS'";
"""

_INTRO = N_(
    "backup",
    "This file is an encrypted backup made by CRM Desktop. Open it in the program with “Restore a backup” and type "
    "the passphrase or the recovery code. How to open it without the program is told below in English.",
)


def text() -> bytes:
    """The note in the language in force and in English."""
    if language() == "en":
        return _EN.encode()
    return f"{render(_INTRO)}\n\n{_EN}".encode()
