"""age passphrase files at the lowest cost: real ones, which take a second each, would make tests crawl."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from crm_desktop.services.backup import agefile, recovery_code
from crm_desktop.services.backup.keys import KeyStore, PublicKey, ShopKey

_LOG_N = 4


def wrap(plain: bytes, passphrase: str, log_n: int = _LOG_N, claimed: int | None = None) -> bytes:
    """A passphrase file of the age format; ``claimed`` is the cost that its header asks for."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapping = hashlib.scrypt(
        passphrase.encode(), salt=b"age-encryption.org/v1/scrypt" + salt, n=2**log_n, r=8, p=1, dklen=32
    )
    body = ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_b64(salt), claimed or log_n, _b64(body))
    mac = hmac.new(_derive(file_key, None, b"header"), header, hashlib.sha256).digest()
    sealed = ChaCha20Poly1305(_derive(file_key, nonce, b"payload")).encrypt(bytes(11) + b"\x01", plain, None)
    return header + b" " + _b64(mac) + b"\n" + nonce + sealed


def install_key(keys: KeyStore, passphrase: str) -> str:
    """Give a folder a key whose slots open quickly; returns the recovery code."""
    identity, recipient = agefile.new_identity()
    key = ShopKey(identity, secrets.token_hex(32), secrets.token_hex(8))
    code = recovery_code.generate()
    keys.install((wrap(key.text(), passphrase), wrap(key.text(), code), PublicKey(recipient, key.auth, key.shop)))
    return code


def _b64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _derive(key: bytes, salt: bytes | None, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt, info).derive(key)
