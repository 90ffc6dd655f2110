"""Files changed at random, read by children under the limits of the real ones, many to a child."""

from __future__ import annotations

import multiprocessing
import random
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

SEED = "crm"
BATCH_CPU = 110
"""Processor seconds of one child: less than pytest's patience, more than a few slow files take."""

_NUMBERS = (b"0", b"-1", b"65535", b"1048576", b"4294967295", b"99999999999", b"1e308", b"", b"A", b"XFD1048576")
_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^<>]{1,200}>")


def mutated(base: bytes, rng: random.Random) -> bytes:
    """``base`` with something wrong in it: in a part of the archive more often than in its bytes."""
    if base[:2] == b"PK" and rng.random() < 0.8:
        with suppress(zipfile.BadZipFile):
            return _part_mutated(base, rng)
    return _bytes_mutated(base, rng)


def _part_mutated(base: bytes, rng: random.Random) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(base)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = archive.namelist()
        target = rng.choice(names)
        for name in names:
            data = archive.read(name)
            if name == target:
                if rng.random() < 0.05:
                    continue
                data = _text_mutated(data, rng) if rng.random() < 0.8 else _bytes_mutated(data, rng)
            new.writestr(name, data)
    return out.getvalue()


def _text_mutated(data: bytes, rng: random.Random) -> bytes:
    """Numbers made extreme, tags taken out, doubled, swapped or left open."""
    for _ in range(rng.randint(1, 4)):
        numbers = rng.random() < 0.5
        places = list((_NUMBER if numbers else _TAG).finditer(data))
        if not places:
            return _bytes_mutated(data, rng)
        found = rng.choice(places)
        if numbers:
            new = rng.choice(_NUMBERS)
        else:
            other = rng.choice(places)[0]
            new = rng.choice((b"", found[0] * rng.randint(2, 40), other, found[0][:-1], found[0] + b"&x;"))
        data = data[: found.start()] + new + data[found.end() :]
    return data


def _bytes_mutated(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    if not out:
        return rng.randbytes(9)
    kind = rng.randrange(6)
    if kind == 0:
        return bytes(out[: rng.randrange(len(out))])
    if kind == 1:
        start = rng.randrange(len(out))
        out[start : start + rng.randint(1, 64)] = rng.randbytes(rng.randint(0, 64))
    elif kind == 2:
        start = rng.randrange(len(out))
        out[start:start] = out[start : start + rng.randint(1, 600)]
    else:
        for _ in range(rng.randint(1, 12)):
            place = rng.randrange(len(out))
            out[place] = rng.choice((0, 0xFF, 0x7F, 0x80, out[place] ^ (1 << rng.randrange(8)), rng.randrange(256)))
    return bytes(out)


def read(path: Path) -> str:
    """Read, lay out and clean a whole file as an import does: ``read`` or the code of the refusal."""
    from crm_desktop.core.entities import CUSTOMERS
    from crm_desktop.services.importing import recognisers, tables, tasks
    from crm_desktop.services.importing.clean import Setting
    from crm_desktop.services.importing.mapping import Matcher
    from crm_desktop.services.importing.notes import Notes
    from crm_desktop.services.importing.reading import layout as layouts
    from crm_desktop.services.importing.reading.failure import FileRefused
    from crm_desktop.services.importing.reading.opening import open_source
    from crm_desktop.services.importing.rows import Cleaner

    matcher = Matcher(tables.headers(CUSTOMERS), tables.read_only(CUSTOMERS))
    setting = Setting("CN", "CNY", date(2026, 9, 23), {"grade": {"vip": "A"}, "gender": {"女": "F"}}, tables.yes_no())
    try:
        source = open_source(path, recognise=matcher.recognise)
        layout = layouts.Layout(0, source.headers) if source.headers else layouts.find(source, matcher.recognise)
        recognisers.recognise(layout.headers)
        targets = matcher.match(layout.headers, [[] for _ in layout.headers], {})
        for chunk in Cleaner(source, layout, targets, tasks.types(CUSTOMERS), setting, notes=Notes(setting)).chunks():
            failed = {error[0] for error in chunk["errors"]}
            assert len(chunk["columns"][0]) + len(failed) <= chunk["read"]
    except FileRefused as refused:
        return refused.code if str(refused.message) else "bug: a refusal without a word"
    return "read"


def work(connection: Connection, bases: Sequence[tuple[str, bytes]], folder: Path, first: int, last: int) -> None:
    """The child: says which file it starts with, then what became of it."""
    from crm_desktop.services.importing import limits
    from crm_desktop.services.importing.child import quiet
    from crm_desktop.services.importing.process import MEMORY

    quiet()
    limits.apply(MEMORY, BATCH_CPU)
    for number in range(first, last):
        connection.send((number, ""))
        ending, base = bases[number % len(bases)]
        path = folder / f"{first}.{ending}"
        path.write_bytes(mutated(base, random.Random(f"{SEED}/{number}")))
        try:
            outcome = read(path)
        except MemoryError:
            outcome = "memory"
        except BaseException as error:
            panic = type(error).__name__ == "PanicException"
            outcome = "panic" if panic else f"bug: {type(error).__name__}: {error}"
        connection.send((number, outcome))
    connection.send((last, "done"))


def run(
    bases: Sequence[tuple[str, bytes]], folder: Path, count: int, *, first: int = 0, patience: float = 20.0
) -> dict[int, str]:
    """Number of the file → ``read``, a refusal's code, ``panic``, ``memory``, ``died``, ``slow`` or ``bug: …``."""
    context = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")
    found: dict[int, str] = {}
    number, last = first, first + count
    while number < last:
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=work, args=(theirs, bases, folder, number, last), daemon=True)
        child.start()
        theirs.close()
        current = number
        try:
            while True:
                if not ours.poll(patience):
                    found[current] = "slow"
                    child.kill()
                    break
                current, outcome = ours.recv()
                if outcome == "done":
                    break
                if outcome:
                    found[current] = outcome
        except (EOFError, OSError):
            found.setdefault(current, "died")
        finally:
            ours.close()
            child.join(10)
            child.close()
        number = current + 1
    return found


def summary(found: dict[int, str]) -> Counter[str]:
    return Counter(outcome.partition(":")[0] for outcome in found.values())


def bugs(found: dict[int, str]) -> dict[int, Any]:
    return {number: outcome for number, outcome in found.items() if outcome.startswith("bug")}
