"""``import`` and ``imports``: everything that may be decided about a file can be said on the command line too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Run


def csv(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def names(crm: Run, field: str) -> list[object]:
    return [row[field] for row in crm("list", "customers", "--sort", "code").json["rows"]]


def test_words_defaults_and_links(crm: Run, tmp_path: Path) -> None:
    file = csv(tmp_path / "a.csv", "姓名,电话,等级,介绍人\n甲,13812345678,钻石,老李\n乙,13912345678,铁牌,\n丙,,内部,\n")
    plan = crm("import", file, "--dry-run").json
    assert {(one["field"], one["word"], one["rows"]) for one in plan["unknown_words"]} == {
        ("grade", "钻石", 1), ("grade", "铁牌", 1), ("grade", "内部", 1),
    }  # fmt: skip
    words = ("--value", "grade:钻石=A", "--value", "grade:铁牌=+", "--value", "grade:内部=-")
    answer = crm("import", file, *words, "--default", "owner=小林", "--link", "referrer=create").json
    assert [answer[name] for name in ("read", "created", "skipped", "failed")] == [3, 2, 1, 0]
    rows = {row["name"]: row for row in crm("list", "customers").json["rows"]}
    assert {name: row["grade"] for name, row in rows.items()} == {"甲": "A", "乙": "铁牌", "老李": ""}
    assert rows["甲"]["owner"] == "小林"
    assert rows["甲"]["referrer"] == "老李"


def test_a_rule_for_known_customers_and_blank_cells(crm: Run, tmp_path: Path) -> None:
    crm("import", csv(tmp_path / "a.csv", "姓名,电话,备注\n张伟,13812345678,旧\n"))
    newer = csv(tmp_path / "b.csv", "姓名,电话,备注,公司\n张伟,13812345678,,花店\n")
    assert crm("import", newer, "--existing", "never").json["unchanged"] == 1
    assert names(crm, "company") == [""]
    assert crm("import", newer, "--existing", "overwrite", "--blank-clears").json["updated"] == 1
    assert (names(crm, "company"), names(crm, "notes")) == (["花店"], [""])


def test_rows_in_doubt(crm: Run, tmp_path: Path) -> None:
    crm("import", csv(tmp_path / "a.csv", "姓名,电话\n张伟,13812345678\n"))
    other = csv(tmp_path / "b.csv", "姓名,电话\n李四光,13812345678\n")
    assert crm("import", other).json["skipped"] == 1
    assert crm("import", other, "--doubtful", "create").json["created"] == 1


def test_what_came_in_and_how_it_was_read(crm: Run, tmp_path: Path) -> None:
    file = csv(tmp_path / "名单.csv", "甲,乙,丙\n张伟,13812345678,5\n")
    first = crm("import", file, "--map", "甲=name", "--map", "丙=notes", "--save-as", "我的").json
    again = csv(tmp_path / "b.csv", "丙,乙,甲\n7,13912345678,何明\n")
    assert crm("import", again, "--saved", "我的", "--default", "source=微信").json["created"] == 1
    assert (names(crm, "name"), names(crm, "notes"), names(crm, "source")) == (
        ["张伟", "何明"],
        ["5", "7"],
        ["", "微信"],
    )
    answer = crm("imports").json
    assert [(run["file"], run["created"], run["undone"]) for run in answer["imports"]] == [
        ("b.csv", 1, False),
        ("名单.csv", 1, False),
    ]
    assert answer["saved"] == [{"name": "我的", "entity": "customers", "headers": ["甲", "乙", "丙"]}]
    crm("undo", first["change"])
    assert crm("imports").json["imports"][1]["undone"] is True
    assert "名单.csv" in crm("imports", as_json=False).out
    refused = crm("import", again, "--saved", "nothing like it")
    assert (refused.code, refused.error) == (1, "not_found")


@pytest.mark.parametrize("wrong", [("--value", "grade=A"), ("--link", "customer=maybe"), ("--existing", "sometimes")])
def test_wrong_usage(crm: Run, tmp_path: Path, wrong: tuple[str, str]) -> None:
    file = csv(tmp_path / "a.csv", "姓名\n张伟\n")
    assert crm("import", file, *wrong).code == 2
