"""A check after a correction looks at a few rows and says what a check of the whole file would."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.core.jobs import JobContext
from crm_desktop.services.context import Services
from crm_desktop.services.importing import rechecking
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import Decision, ImportOptions, ImportResult
from tests.faults import many
from tests.services.importing.files import csv_file

_NOT_COMPARED = {"seconds", "notes", "rows_by_key", "numbered_like_ours"}
_PHONES = [f"1380571{number:04d}" for number in range(14)]
_BAD = ["1.38E+10", "139O5718842", ""]
_NAMES = ["张伟", "何明", "单娜", "曾芳艳", "Ana", ""]
_MAILS = ["a@x.cn", "b@x.cn", "c@x.cn", "no mail", ""]
_CODES = ["K1", "K2", "K3", "", "", ""]
COLUMNS = (_NAMES, [*_PHONES, *_BAD], _MAILS, _CODES, ["男", "女", "", "x"])


def told(result: ImportResult) -> dict[str, Any]:
    found = {one.name: getattr(result, one.name) for one in fields(result) if one.name not in _NOT_COMPARED}
    found["duplicates"] = sorted((one.row, one.name, one.fate, one.doubtful) for one in result.duplicates)
    found["rows_of"] = {kind: sorted(rows) for kind, rows in result.rows_of.items() if rows}
    return found


def a_file(path: Path, pick: random.Random) -> Path:
    rows = [",".join(pick.choice(column) for column in COLUMNS) for _ in range(40)]
    return csv_file(path, "姓名,电话,邮箱,编号,性别\n" + "\n".join(rows) + "\n")


def decided(options: ImportOptions, pick: random.Random) -> ImportOptions:
    edits, excluded, decisions = dict(options.edits), set(options.excluded), dict(options.decisions)
    for _ in range(pick.randint(1, 3)):
        row = pick.randint(2, 41)
        what = pick.random()
        if what < 0.6:
            column = pick.randrange(len(COLUMNS))
            edits[row, column] = pick.choice(COLUMNS[column])
        elif what < 0.8:
            excluded ^= {row}
        else:
            fates: tuple[Decision, ...] = ("skip", "update", "create")
            decisions[row] = pick.choice(fates)
    return replace(options, edits=edits, excluded=frozenset(excluded), decisions=decisions)


@pytest.mark.parametrize("seed", range(3))
def test_a_few_rows_say_the_same_as_all(services: Services, tmp_path: Path, seed: int) -> None:
    pick = random.Random(seed)
    import_file(services, a_file(tmp_path / "before.csv", pick), ImportOptions(existing="fill"))
    path = a_file(tmp_path / "a.csv", pick)
    existing, keys = pick.choice(("fill", "overwrite", "never")), pick.choice((("phone", "email", "code"), ("email",)))
    options = ImportOptions(existing=existing, keys=keys, dry_run=True)
    plan = import_file(services, path, options)
    for _ in range(many(20, 4)):
        new = decided(options, pick)
        plan, options = rechecking.check(services, path, new, JobContext(), plan, options), new
        assert told(plan) == told(import_file(services, path, options)), options


def test_only_what_is_concerned_is_read(services: Services, tmp_path: Path) -> None:
    rows = "".join(f"客户{number},1390000{number:04d}\n" for number in range(300))
    path = csv_file(tmp_path / "a.csv", "姓名,电话\n" + rows + "何明,1.38E+10\n")
    options = ImportOptions(dry_run=True)
    plan = import_file(services, path, options)
    assert (plan.created, plan.failed) == (300, 1)
    seen: list[int] = []
    job = JobContext(lambda done, _total, _text: seen.append(done))
    corrected = replace(options, edits={(302, 1): "13900000007"})
    again = rechecking.check(services, path, corrected, job, plan, options)
    assert (again.created, again.failed, again.skipped, again.read) == (300, 0, 1, 301)
    assert [error.row for error in again.errors] == [302], "maybe the customer of row 9"
    assert max(seen) == 2, "the corrected row and the one with its phone"
    assert rechecking.check(services, path, corrected, JobContext(), again, corrected) is again
