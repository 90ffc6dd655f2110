"""New people are made many at once: what comes of it is what comes of each row looked at by itself."""

from __future__ import annotations

import csv
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.services.context import open_services
from crm_desktop.services.importing import run as import_file
from crm_desktop.services.importing.model import ImportOptions
from tests.faults import many

HEADER = ["编号", "姓名", "电话", "邮箱", "标签", "地址", "负责人", "下次跟进"]
TABLES = ("customer", "lookup_key", "customer_stats", "follow_up", "staff")
PRIVATE = frozenset({"uid", "created_at", "updated_at"})

NAMES = st.sampled_from(["张伟", "王芳", "O'Brien", "欧阳娜娜", ""])
PHONES = st.one_of(
    st.integers(0, 99_999_999).map(lambda number: f"139{number:08d}"),
    st.sampled_from(["13812345678", "13812345679", "13812345678、13612345678", ""]),
)
CODES = st.one_of(st.just(""), st.integers(1, 30).map(lambda number: f"C{number:05d}"), st.just("K7"))
ROWS = st.lists(
    st.tuples(
        CODES,
        NAMES,
        PHONES,
        st.sampled_from(["", "", "a@x.cn", "b@x.cn;c@x.cn"]),
        st.sampled_from(["", "VIP", 'a"b;c\\d']),
        st.sampled_from(["", "浙江省杭州市西湖区1号", "文化路1号"]),
        st.sampled_from(["", "小林"]),
        st.sampled_from(["", "2026-12-01"]),
    ),
    min_size=1,
    max_size=30,
)


def outcome(folder: Path, files: list[Path], options: ImportOptions) -> tuple[Any, ...]:
    told = []
    with closing(open_services(folder)) as services:
        for file in files:
            result = import_file(services, file, options)
            skips = [(one.row, one.reason) for one in (*result.skips, *result.errors)]
            told.append((result.created, result.updated, result.unchanged, sorted(skips, key=repr), result.rows_of))
        for table in TABLES:
            names = [row[1] for row in services.db.execute_sql(f"PRAGMA table_info({table})") if row[1] not in PRIVATE]
            found = services.db.execute_sql(f"SELECT {', '.join(names)} FROM {table} ORDER BY 1, 2, 3, 4").fetchall()
            told.append(found)
    return tuple(told)


@pytest.mark.parametrize("keys", [("phone", "email", "code"), ("code",)])
@settings(max_examples=many(60, 3), deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=ROWS, later=ROWS, far=st.booleans())
def test_as_each_by_itself(
    tmp_path_factory: pytest.TempPathFactory, keys: Any, rows: Any, later: Any, far: Any
) -> None:
    """A column of referrers, blank as it is, has each row looked at."""
    folder = tmp_path_factory.mktemp("many")
    others = [("", f"甲{n}", f"1370000{n:04d}", "", "", "", "", "") for n in range(450 if far else 0)]
    again = [("", f"甲{n}", f"1370000{n:04d}", f"e{n}@x.cn", "", "", "", "") for n in range(40)]
    numbered = [(f"C{n:05d}", f"乙{n}", f"1360000{n:04d}", "", "", "", "", "") for n in range(400, 440)]
    found = []
    for name, more in (("many", []), ("each", ["介绍人"])):
        files = []
        parts = {"first": [*rows, *others, *later], "second": [*later, *rows], "again": again, "numbered": numbered}
        for part, part_rows in parts.items():
            file = folder / f"{name}-{part}.csv"
            with file.open("w", encoding="utf-8", newline="") as target:
                csv.writer(target).writerows([[*HEADER, *more], *([*row, *([""] * len(more))] for row in part_rows)])
            files.append(file)
        found.append(outcome(folder / name, files, replace(ImportOptions(region="CN"), keys=keys)))
    assert found[0] == found[1]
