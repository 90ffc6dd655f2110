"""Two people of one name and nothing else in common: never one, but told, and up to a person."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.context import Services
from crm_desktop.services.importing import meetings, rechecking
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import Decision, Duplicate, ImportOptions, ImportResult
from tests.services.importing.files import csv_file


@pytest.fixture
def shop(services: Services) -> Services:
    with services.write(N_("undo", "Test")) as work:
        services.customers.create(work, {"name": "李娜", "phone": ["+8613812345678"], "address": "文化路 1 号"})
        services.customers.create(work, {"name": "Bob Lee"})
        services.customers.create(work, {"name": "Sam"})
        services.customers.create(work, {"name": "Sam", "email": ["sam@x.com"]})
    return services


def bring(shop: Services, path: Path, **options: Any) -> ImportResult:
    result = import_file(shop, path, ImportOptions(**{"dry_run": True, **options}))
    assert result.read == result.created + result.updated + result.unchanged + result.skipped + result.failed
    return result


def told(result: ImportResult) -> list[tuple[int, int | None, int | None, str, int]]:
    return [(one.row, one.known, one.earlier, one.fate, one.same_name) for one in result.duplicates if one.same_name]


def people(shop: Services) -> list[tuple[str, str, str]]:
    rows = shop.db.execute_sql("SELECT name, phones, notes FROM customer WHERE deleted_at IS NULL ORDER BY id")
    return [tuple(row) for row in rows.fetchall()]


def test_who_is_there_under_the_same_name_is_told(shop: Services, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "a.csv", "Name,Phone\n李娜,\n 李 娜,\nbob  lee,13900000001\nAnn,\nSam,\n李娜,13812345678\n"
    )
    result = bring(shop, path)
    assert (result.created, result.unchanged) == (5, 1)
    assert told(result) == [
        (2, 1, None, "create", 1), (3, 1, None, "create", 1), (4, 2, None, "create", 1), (6, 3, None, "create", 2),
    ]  # fmt: skip
    assert (result.same_names, result.to_json()["same_names"]) == ({2, 3, 4, 6}, 4)
    one = result.duplicates[0]
    assert (one.name, one.doubtful) == ("李娜", False)
    assert one.fields["phone"] == ("", "+8613812345678"), "what tells them apart is shown, said by the file or not"
    assert one.fields["address"] == ("", "文化路 1 号")


def test_the_same_name_twice_in_the_file_is_told(shop: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "Name,Phone\nAnn,\nAnn,\nann,13900000001\nZoe,13900000002\nZoe,13900000002\n")
    result = bring(shop, path)
    assert (result.created, result.skipped) == (4, 1)
    assert told(result) == [(3, None, 2, "create", 1), (4, None, 2, "create", 1)]
    assert [one.bare for one in result.duplicates] == [True, False, False]
    done = bring(shop, path, dry_run=False)
    assert (done.created, done.skipped, "same_names" in done.to_json()) == (4, 1, False)
    assert sorted(name for name, _, _ in people(shop)[4:]) == ["Ann", "Ann", "Zoe", "ann"]


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_person_decides(shop: Services, tmp_path: Path, dry_run: bool) -> None:
    text = "Name,Notes\nBob Lee,a\nSam,b\nAnn,c\nAnn,d\nAnn,e\n李娜,f\n"
    decisions: dict[int, Decision] = {2: "update", 3: "update", 5: "update", 6: "skip"}
    result = bring(shop, csv_file(tmp_path / "a.csv", text), decisions=decisions, dry_run=dry_run)
    assert (result.created, result.updated, result.skipped) == (3, 1, 2)
    assert result.same_names >= {2, 3, 5, 6}
    assert [(skip.row, skip.name, str(skip.reason)) for skip in result.skips] == [
        (5, "Ann", "Repeats row 4"),
        (6, "Ann", "Left out by you"),
    ]
    if dry_run:
        assert told(result) == [
            (2, 2, None, "update", 1),
            (3, 3, None, "create", 2),
            (5, None, 4, "update", 1),
            (6, None, 4, "skip", 1),
            (7, 1, None, "create", 1),
        ], "of two who are called Sam nobody knows which is meant"
        assert len(people(shop)) == 4
    else:
        notes = [(name, notes) for name, _, notes in people(shop)]
        assert notes == [
            ("李娜", ""), ("Bob Lee", "a"), ("Sam", ""), ("Sam", ""), ("Sam", "b"), ("Ann", "c\nd"), ("李娜", "f"),
        ]  # fmt: skip


@pytest.mark.parametrize(("rule", "counts"), [("create", (6, 0, 0)), ("update", (3, 1, 2)), ("skip", (2, 0, 4))])
def test_one_answer_for_all(shop: Services, tmp_path: Path, rule: Decision, counts: tuple[int, int, int]) -> None:
    path = csv_file(tmp_path / "a.csv", "Name,Notes\nBob Lee,a\nSam,b\nAnn,c\nAnn,d\nAnn,e\nCy,f\n")
    for dry_run in (True, False):
        result = bring(shop, path, same_name=rule, dry_run=dry_run)
        assert (result.created, result.updated, result.skipped) == counts


def test_what_has_more_in_common_is_no_namesake(shop: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "Name,Phone,Notes\n李娜,13812345678,x\nCho,13812345678,\n,13900000001,\n")
    result = bring(shop, path)
    assert (told(result), result.same_names) == ([], set())
    assert [one.doubtful for one in result.duplicates] == [True]
    assert bring(shop, path, mode="update").same_names == set()


def test_who_is_somebody_else_by_a_persons_word_is_not_asked_for_again(shop: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "Name,Phone\nAnn,13812345678\nAnn,13812345678\n")
    result = bring(shop, path, decisions={2: "create", 3: "create"})
    assert (result.created, result.same_names) == (2, set())


def test_the_second_import_finds_nothing_new_by_phone(shop: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "Name,Phone\nAnn,13900000001\nAnn,13900000002\n")
    assert bring(shop, path, dry_run=False).created == 2
    again = bring(shop, path)
    assert (again.created, again.unchanged, again.same_names) == (0, 2, set())


def test_many_of_one_name_are_counted_and_only_some_are_kept(
    shop: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They take no place from rows that may really be somebody known, and no time that grows with their square."""
    monkeypatch.setattr(meetings, "SHOWN", 20)
    phones = "".join(f"会员,1390000{number:04d}\n" for number in range(100))
    path = csv_file(tmp_path / "a.csv", "Name,Phone\n" + phones + "会员,\n" * 20_000 + "Cho,13812345678\n")
    began = time.process_time()
    result = bring(shop, path)
    assert time.process_time() - began < 10
    assert (result.created, len(result.same_names), len(told(result))) == (20_100, 20_099, 40)
    assert [one.bare for one in result.duplicates] == [*[False] * 20, *[True] * 20, False]
    assert [one.row for one in result.duplicates if one.doubtful] == [20_102]


@pytest.mark.parametrize("seed", range(2))
def test_a_check_of_a_few_rows_says_the_same(shop: Services, tmp_path: Path, seed: int) -> None:
    pick = random.Random(seed)
    names = ["李娜", "Bob Lee", "Sam", "Ann", "Zoe", *(f"客户{at}" for at in range(40))]
    phones = ["", "", "13812345678", *(f"1390000{at:04d}" for at in range(40))]
    rows = "".join(f"{pick.choice(names)},{pick.choice(phones)}\n" for _ in range(120))
    path = csv_file(tmp_path / "a.csv", "Name,Phone\n" + rows)
    options = ImportOptions(dry_run=True)
    plan = import_file(shop, path, options)

    def kept(result: ImportResult) -> tuple[object, ...]:
        def key(one: Duplicate) -> tuple[object, ...]:
            return one.row, one.known is None, one.earlier, one.fate, one.doubtful, one.same_name

        counts = (result.created, result.updated, result.unchanged, result.skipped, result.failed)
        return counts, result.same_names, sorted(map(key, result.duplicates), key=repr)

    for _ in range(5):
        edits, decisions = dict(options.edits), dict(options.decisions)
        edits[pick.randint(2, 121), 0] = pick.choice(names)
        decisions[pick.randint(2, 121)] = pick.choice(("skip", "update", "create"))
        new = replace(options, edits=edits, decisions=decisions)
        plan, options = rechecking.check(shop, path, new, JobContext(), plan, options), new
        assert kept(plan) == kept(import_file(shop, path, options))
