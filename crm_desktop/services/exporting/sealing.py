"""Encrypting a workbook with a password as spreadsheet programs do (MS-OFFCRYPTO, agile: AES-256, SHA-512, HMAC).

Excel, WPS and LibreOffice ask for the password when such a file is opened.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import io
import secrets
import struct
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.exporting import compound

SPIN = 100_000
"""How often the password is hashed, as Excel does it: that makes each guess slow."""

LONGEST = 255
"""Signs of a password that spreadsheet programs take."""

_SEGMENT = 4096
_LOOK_EVERY = 256
_PACKAGE = "EncryptedPackage"
_FOR_VERIFIER, _FOR_VERIFIED, _FOR_SECRET, _FOR_MAC_KEY, _FOR_MAC = (
    bytes.fromhex(text)
    for text in ("fea7d2763b4b9e79", "d7aa0f6d3061344e", "146e0be7abacd0d6", "5fb2ad010cb9e1f6", "a0677f02b22c8433")
)
"""What tells apart the keys that are derived from one: numbers of the format."""

_USUAL = (
    'saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" '
    'cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512"'
)
_BY_PASSWORD = "http://schemas.microsoft.com/office/2006/keyEncryptor/password"
_INFO = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    f'<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="{_BY_PASSWORD}" '
    'xmlns:c="http://schemas.microsoft.com/office/2006/keyEncryptor/certificate">'
    f'<keyData {_USUAL} saltValue="{{salt}}"/>'
    '<dataIntegrity encryptedHmacKey="{mac_key}" encryptedHmacValue="{mac}"/>'
    f'<keyEncryptors><keyEncryptor uri="{_BY_PASSWORD}"><p:encryptedKey spinCount="{SPIN}" {_USUAL} '
    'saltValue="{password_salt}" encryptedVerifierHashInput="{verifier}" encryptedVerifierHashValue="{verified}" '
    'encryptedKeyValue="{secret}"/></keyEncryptor></keyEncryptors></encryption>'
)


def check_password(path: Path, password: str) -> None:
    """Raises :class:`UserError` ``unsupported`` where the file can't have this password; none is always right."""
    if password and path.suffix.lower() != ".xlsx":
        raise UserError(
            "unsupported",
            N_("export", "Only Excel workbooks can have a password, “{suffix}” files can't.").fill(
                suffix=path.suffix or path.name
            ),
            N_("export", "Use a name that ends in .xlsx."),
        )
    if len(password.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST:
        raise UserError(
            "unsupported", N_("export", "The password of a workbook has at most {n} signs.").fill(n=LONGEST)
        )


@contextlib.contextmanager
def written(part: Path, password: str, ctx: JobContext | None = None) -> Iterator[Path | IO[bytes]]:
    """Yield where to write a workbook: ``part`` itself, or with a password a place in memory, so that nothing of it
    is ever on the disk unencrypted.

    Raises ``Cancelled`` and ``OSError`` as writing does.
    """
    if not password:
        yield part
        return
    memory = io.BytesIO()
    yield memory
    seal(memory.getbuffer(), password, part, ctx)


def seal(plain: memoryview, password: str, path: Path, ctx: JobContext | None = None) -> None:
    """Write the workbook ``plain`` to ``path``, encrypted. Raises ``Cancelled`` and ``OSError``."""
    sealed = _Sealed(password)
    size = 8 + -(-len(plain) // 16) * 16
    with path.open("wb") as out:
        if size < compound.CUTOFF:
            package = b"".join(sealed.package(plain, ctx))
            out.write(compound.head([*_places(sealed.info()), (_PACKAGE, package)]))
            return
        out.write(compound.head(_places(sealed.info()), (_PACKAGE, size)))
        for part in sealed.package(plain, ctx):
            out.write(part)
        out.write(bytes(-size % compound.SECTOR))
        out.seek(0)
        out.write(compound.head(_places(sealed.info()), (_PACKAGE, size)))  # with the sum over what was written


class _Sealed:
    """The keys of one file: a random secret encrypts it, the password encrypts the secret."""

    def __init__(self, password: str) -> None:
        self._secret, self._salt = secrets.token_bytes(32), secrets.token_bytes(16)
        mac_key, verifier = secrets.token_bytes(64), secrets.token_bytes(16)
        own_salt = secrets.token_bytes(16)
        hashed = hashlib.sha512(own_salt + password.encode("utf-16-le")).digest()
        for number in range(SPIN):
            hashed = hashlib.sha512(struct.pack("<I", number) + hashed).digest()

        def under_password(purpose: bytes, data: bytes) -> bytes:
            return _aes(hashlib.sha512(hashed + purpose).digest()[:32], own_salt, data)

        self._mac = hmac.new(mac_key, digestmod=hashlib.sha512)
        self._facts = {
            "salt": self._salt,
            "mac_key": self._under_secret(_FOR_MAC_KEY, mac_key),
            "password_salt": own_salt,
            "verifier": under_password(_FOR_VERIFIER, verifier),
            "verified": under_password(_FOR_VERIFIED, hashlib.sha512(verifier).digest()),
            "secret": under_password(_FOR_SECRET, self._secret),
        }

    def _under_secret(self, purpose: bytes, data: bytes | memoryview) -> bytes:
        return _aes(self._secret, hashlib.sha512(self._salt + purpose).digest()[:16], data)

    def package(self, plain: memoryview, ctx: JobContext | None) -> Iterator[bytes]:
        """The encrypted stream in pieces, each of which goes into the sum."""
        yield self._summed(struct.pack("<Q", len(plain)))
        for number, start in enumerate(range(0, len(plain), _SEGMENT)):
            if ctx is not None and number % _LOOK_EVERY == 0:
                ctx.check()
            part = plain[start : start + _SEGMENT]
            filled = part if len(part) % 16 == 0 else bytes(part) + bytes(-len(part) % 16)
            yield self._summed(self._under_secret(struct.pack("<I", number), filled))

    def _summed(self, part: bytes) -> bytes:
        self._mac.update(part)
        return part

    def info(self) -> bytes:
        """How to open the file with the password, and the sum over what was encrypted so far."""
        facts = {**self._facts, "mac": self._under_secret(_FOR_MAC, self._mac.digest())}
        texts = {name: b64encode(value).decode() for name, value in facts.items()}
        return struct.pack("<HHI", 4, 4, 0x40) + _INFO.format(**texts).encode()


def _aes(key: bytes, start: bytes, data: bytes | memoryview) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    encryptor = Cipher(algorithms.AES(key), modes.CBC(start)).encryptor()
    return encryptor.update(data) + encryptor.finalize()


def _places(info: bytes) -> list[tuple[str, bytes]]:
    """The small streams: ``info``, and those that say by which transform the package can be read."""
    once = struct.pack("<HH", 1, 0) * 3
    return [
        ("\x06DataSpaces/Version", _text("Microsoft.Container.DataSpaces") + once),
        ("\x06DataSpaces/DataSpaceMap", struct.pack("<II", 8, 1) + _sized(
            struct.pack("<II", 1, 0) + _text(_PACKAGE) + _text("StrongEncryptionDataSpace"))),
        ("\x06DataSpaces/DataSpaceInfo/StrongEncryptionDataSpace",
            struct.pack("<II", 8, 1) + _text("StrongEncryptionTransform")),
        ("\x06DataSpaces/TransformInfo/StrongEncryptionTransform/\x06Primary",
            _sized(struct.pack("<I", 1) + _text("{FF9A3F03-56EF-4613-BDD5-5A41C1D07246}"))
            + _text("Microsoft.Container.EncryptionTransform") + once + struct.pack("<IIII", 0, 0, 0, 4)),
        ("EncryptionInfo", info),
    ]  # fmt: skip


def _text(text: str) -> bytes:
    """A text with its length before it, filled up to whole fours."""
    data = text.encode("utf-16-le")
    return struct.pack("<I", len(data)) + data + bytes(-len(data) % 4)


def _sized(data: bytes) -> bytes:
    """``data`` with the length of both before it."""
    return struct.pack("<I", len(data) + 4) + data
