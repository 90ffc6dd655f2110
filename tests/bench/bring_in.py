"""``python -m tests.bench.bring_in FOLDER FILE wet|dry``: import in a fresh process; tells time and memory as JSON."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from crm_desktop.services.context import open_services
from crm_desktop.services.importing import run as import_file
from crm_desktop.services.importing.model import ImportOptions
from crm_desktop.services.vault import keyfile, unlocking
from tests.bench.places import CLOCK, PASSPHRASE
from tests.bench.window import peak_mb


def main(folder: str, file: str, how: str) -> int:
    path = Path(folder)
    encrypted = path.exists() and keyfile.is_encrypted(path)
    key = unlocking.unlock(path, PASSPHRASE) if encrypted else None
    services = open_services(path, clock=CLOCK, key=key)
    begun = time.perf_counter()
    result = import_file(services, Path(file), ImportOptions(region="CN", dry_run=how == "dry"))
    taken = time.perf_counter() - begun
    services.close()
    ours, child = peak_mb()
    print(json.dumps({"seconds": taken, "created": result.created, "mb": ours + child, "child_mb": child}))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
