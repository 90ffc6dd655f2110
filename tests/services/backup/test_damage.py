"""Every flipped bit, cut and exchange in a backup file is found, and told as what it is."""

from __future__ import annotations

import itertools
import random
import shutil
from pathlib import Path

import pytest

from crm_desktop.core.errors import UserError
from crm_desktop.services.backup import agefile, api, container, payload, work
from crm_desktop.services.backup.child import Reporter
from crm_desktop.services.backup.keys import KeyStore, ShopKey, unlock
from crm_desktop.services.backup.manifest import Manifest, Member

from . import fast_age
from .conftest import PASSPHRASE, Shop


class Silent(Reporter):
    """Runs a child's work in this process."""

    def __init__(self) -> None:
        pass

    def progress(self, done: int, total: int, text: object = None) -> None:
        pass


@pytest.fixture
def key(shop: Shop) -> ShopKey:
    opened = unlock(Silent(), KeyStore(shop.folder).slots(), PASSPHRASE)
    assert opened is not None
    return opened


class Checker:
    """Verifies many damaged forms of one backup with the key at hand."""

    def __init__(self, key: ShopKey, place: Path) -> None:
        self.key, self.place, self.file = key, place / "work", place / "damaged.crmbackup"

    def accepts(self, data: bytes) -> bool:
        self.file.write_bytes(data)
        try:
            work.open_with_key(Silent(), self.file, self.key, self.place, None)
        except UserError as error:
            if error.code not in ("damaged", "bad_file", "newer_version"):
                raise
            return False
        finally:
            shutil.rmtree(self.place, ignore_errors=True)
        return True


@pytest.fixture
def checker(key: ShopKey, tmp_path: Path) -> Checker:
    return Checker(key, tmp_path)


def flips(data: bytes, payload_at: int, payload_size: int, inside: int) -> list[int]:
    """Every byte outside the payload, and ``inside`` of those within."""
    outside = [at for at in range(len(data)) if not payload_at <= at < payload_at + payload_size]
    choice = random.Random(7).sample(range(payload_at, payload_at + payload_size), inside)
    return outside + choice


def undetected_flips(shop: Shop, checker: Checker, inside: int) -> tuple[int, list[int]]:
    data = shop.backup.read_bytes()
    assert checker.accepts(data)
    entry = container.read(shop.backup).payload
    places = flips(data, entry.data_at, entry.size, inside)
    rng = random.Random(3)
    found = []
    for at in places:
        wrong = bytearray(data)
        wrong[at] ^= 1 << rng.randrange(8)
        if checker.accepts(bytes(wrong)):
            found.append(at)
    return len(places), found


def test_flipped_bits_are_found(shop: Shop, checker: Checker) -> None:
    count, undetected = undetected_flips(shop, checker, 300)
    assert count > 2000
    assert undetected == []


@pytest.mark.slow
@pytest.mark.fault
def test_three_thousand_flipped_bits_are_found(shop: Shop, checker: Checker) -> None:
    count, undetected = undetected_flips(shop, checker, 1500)
    assert count >= 3000
    assert undetected == []


def test_cuts_and_tails_are_found(shop: Shop, checker: Checker) -> None:
    data = shop.backup.read_bytes()
    rng = random.Random(5)
    cuts = [*range(60), *(len(data) - n for n in range(1, 60)), *rng.sample(range(60, len(data) - 60), 780)]
    assert [cut for cut in cuts if checker.accepts(data[:cut])] == []
    tails = [rng.randbytes(rng.randrange(1, 300)) for _ in range(50)]
    assert [tail for tail in tails if checker.accepts(data + tail)] == []


def rebuilt(backup: Path, target: Path, small: dict[str, bytes], inner: bytes) -> Path:
    with target.open("w+b") as file:
        container.write(file, {**container.read(backup).small, **small}, lambda out: out.write(inner) and None)
    return target


def inner_of(path: Path) -> bytes:
    entry = container.read(path).payload
    return path.read_bytes()[entry.data_at : entry.data_at + entry.size]


def test_exchanged_outer_parts_are_refused(shop: Shop, checker: Checker, tmp_path: Path) -> None:
    shop.back_up(tmp_path / "second.crmbackup")
    other = container.read(tmp_path / "second.crmbackup").small
    inner = inner_of(shop.backup)
    same = rebuilt(shop.backup, tmp_path / "same", {}, inner)
    assert same.read_bytes() == shop.backup.read_bytes()
    foreign = fast_age.wrap(checker.key.text(), "other words")
    for name, data in (
        (container.INFO, other[container.INFO]),
        (container.README, b"changed"),
        (container.PASSPHRASE_KEY, foreign),
        (container.RECOVERY_KEY, foreign),
    ):
        assert not checker.accepts(rebuilt(shop.backup, tmp_path / "swapped", {name: data}, inner).read_bytes())
    assert not checker.accepts(
        rebuilt(shop.backup, tmp_path / "swapped", {}, inner_of(tmp_path / "second.crmbackup")).read_bytes()
    )


def test_payload_forged_with_the_public_key_alone_is_refused(shop: Shop, checker: Checker, tmp_path: Path) -> None:
    manifest = work.open_with_key(Silent(), shop.backup, checker.key, tmp_path / "plain", None)
    database = tmp_path / "plain" / "crm.sqlite"
    sources = {payload.DATABASE: database}
    members: dict[str, Member] = {name: payload.digest(path) for name, path in sources.items()}
    forged = Manifest(manifest.info, manifest.counts, manifest.tables, members, manifest.outer, manifest.audit_head)

    def inner(auth: str) -> bytes:
        with (tmp_path / "inner").open("w+b") as file:
            sizes = {name: member.size for name, member in members.items()}
            stream = payload.chunks(forged.to_bytes(auth), sources, sizes, lambda _count: None)
            agefile.encrypt(stream, file, [checker.key.recipient])
        return (tmp_path / "inner").read_bytes()

    real = rebuilt(shop.backup, tmp_path / "built", {}, inner(checker.key.auth)).read_bytes()
    assert checker.accepts(real)
    assert not checker.accepts(rebuilt(shop.backup, tmp_path / "built", {}, inner("00" * 32)).read_bytes())


def test_reordered_chunks_are_refused(shop: Shop, checker: Checker, tmp_path: Path) -> None:
    (shop.folder.files / "ab" / "noise").write_bytes(random.Random(1).randbytes(4 * 65536))
    shop.back_up(tmp_path / "large.crmbackup")
    inner = inner_of(tmp_path / "large.crmbackup")
    start = inner.index(b"\n--- ") + 5 + 43 + 1 + 16
    size = 65536 + 16
    pieces = [inner[at : at + size] for at in range(start, len(inner), size)]
    assert len(pieces) >= 5
    orders = [*itertools.permutations(range(5)), (0, 1, 2, 3), (0, 0, 1, 2, 3, 4)]
    for order in orders[1:]:
        mixed = inner[:start] + b"".join(pieces[n] for n in order) + b"".join(pieces[5:])
        data = rebuilt(tmp_path / "large.crmbackup", tmp_path / "mixed", {}, mixed).read_bytes()
        assert not checker.accepts(data), order


def test_key_that_asks_for_too_much_memory_is_refused(shop: Shop, tmp_path: Path) -> None:
    bomb = fast_age.wrap(b"x", PASSPHRASE, claimed=23)
    path = rebuilt(shop.backup, tmp_path / "bomb.crmbackup", {container.PASSPHRASE_KEY: bomb}, inner_of(shop.backup))
    with pytest.raises(UserError) as caught:
        api.verify(path, PASSPHRASE)
    assert caught.value.code == "damaged"
