"""The shops that are measured: plain and encrypted, and smaller ones to see how the cost grows."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.i18n import N_
from crm_desktop.services.backup.keys import KeyStore
from crm_desktop.services.context import Services, open_services
from crm_desktop.services.listing import ListQuery
from crm_desktop.services.vault import convert, keyfile, unlocking

NOW = datetime(2026, 9, 23, 10, 0)
CLOCK = FixedClock(NOW)
PASSPHRASE = "bench"
REGULAR = "BENCH2000"
"""The number of a customer with 2,000 entries in the timeline."""
ENTRIES = 2_000
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Place:
    """``shop`` holds the demo data, ``folder`` is for everything else."""

    shop: Path
    folder: Path
    customers: int
    rows: int
    rivals: bool = False

    def make(self) -> None:
        """The shops, unless they are kept from an earlier run."""
        fill(self.shop, self.customers)
        fill(self.tenth, self.customers // 10)
        fill(self.hundredth, self.customers // 100)
        if not self.sealed.exists():
            seal(self.shop, self.sealed)

    @property
    def sealed(self) -> Path:
        return self.shop.with_name(f"{self.shop.name}-encrypted")

    @property
    def tenth(self) -> Path:
        return self.shop.with_name(f"{self.shop.name}-tenth")

    @property
    def hundredth(self) -> Path:
        return self.shop.with_name(f"{self.shop.name}-hundredth")

    @contextlib.contextmanager
    def services(self, folder: Path | None = None) -> Iterator[Services]:
        """Of the shop or of another folder; an encrypted one opens with the passphrase of the bench."""
        path = folder or self.shop
        key = unlocking.unlock(path, PASSPHRASE) if keyfile.is_encrypted(path) else None
        opened = open_services(path, clock=CLOCK, key=key)
        try:
            yield opened
        finally:
            opened.close()


def read(folder: Path) -> None:
    """The shop's database once from end to end: what is measured is the program, not the drive."""
    with DataFolder(folder).database_path().open("rb") as file:
        while file.read(BLOCK):
            pass


def fill(folder: Path, customers: int) -> None:
    """A demo shop with one customer of whom much is told."""
    from crm_desktop.services.demo import make_demo

    services = open_services(folder, clock=CLOCK)
    try:
        if services.listing.count(ListQuery("customers")) == 0:
            make_demo(services, customers, 1, "zh_CN")
        if not services.db.execute_sql("SELECT 1 FROM customer WHERE code = ?", (REGULAR,)).fetchone():
            with services.write(N_("undo", "Add customer")) as work:
                regular = services.customers.create(work, {"name": "常客", "code": REGULAR, "phone": ["13800138000"]})
                for number in range(ENTRIES):
                    services.activities.log(work, regular, "call", f"第{number}次来电，问了礼盒")
    finally:
        services.close()


def seal(shop: Path, target: Path) -> None:
    """An encrypted copy of ``shop``, opened by the passphrase of the bench."""
    shutil.copytree(shop, target)
    folder = DataFolder(target)
    if not KeyStore(folder).exists():
        KeyStore(folder).create(PASSPHRASE)
    convert.encrypt(folder, unlocking.unlock(target, PASSPHRASE))
