"""Time travel and bringing single records back."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.services.backup import api, past
from crm_desktop.services.backup.bring_back import bring_back
from crm_desktop.services.context import Services
from crm_desktop.services.vault import convert
from tests.services.backup.conftest import PASSPHRASE

from .conftest import Vault


def fill(services: Services, note: Path) -> None:
    """A customer with everything that may belong to one."""
    with services.write(N_("undo", "Fill")) as work:
        staff = services.staff.add(work, "小林")
        ann = services.customers.create(work, {"name": "安然", "phone": ["13800001111"], "owner": "小林", "code": "K1"})
        services.customers.create(work, {"name": "博文", "referrer": "安然"})
        note.write_text("合同")
        services.attachments.add(work, note, customer_id=ann)
        work.execute(
            "INSERT INTO activity(uid, created_at, updated_at, customer_id, staff_id, type, content, at) "
            "VALUES ('a1', 1, 1, ?, ?, 'call', '谈了茶具', 1)",
            (ann, staff),
        )
        work.execute(
            "INSERT INTO sales_order(uid, created_at, updated_at, customer_id, number, date) "
            "VALUES ('o1', 1, 1, ?, 'N1', '2026-01-02')",
            (ann,),
        )
        work.execute("INSERT INTO product(uid, created_at, updated_at, name, code) VALUES ('p1', 1, 1, '壶', 'P')")
        work.execute(
            "INSERT INTO order_line(uid, created_at, updated_at, order_id, product_id, product_name, quantity, price) "
            "VALUES ('l1', 1, 1, (SELECT id FROM sales_order), (SELECT id FROM product), '壶', 1000, 500)"
        )


def of(services: Services, name: str) -> int:
    return int(services.db.execute_sql("SELECT id FROM customer WHERE name = ?", (name,)).fetchone()[0])


@pytest.fixture
def backup(plain: Vault, tmp_path: Path) -> Path:
    services = plain.open()
    fill(services, tmp_path / "n.txt")
    made = api.create(services, tmp_path / "then.crmbackup", None)
    services.close()
    return made.path


def wipe(services: Services) -> None:
    """As if the customer had never been there: gone for good, with all that belonged."""
    with services.write(N_("undo", "Wipe")) as work:
        work.execute("UPDATE customer SET owner_id = NULL, referrer_id = NULL")
        work.execute("DELETE FROM staff WHERE id NOT IN (SELECT staff_id FROM activity WHERE uid <> 'a1')")
        for table in ("order_line", "sales_order", "activity", "attachment", "product"):
            work.execute(f'DELETE FROM "{table}"')
        work.execute("DELETE FROM customer WHERE name IN ('安然', '博文')")
        for at in range(3):
            services.customers.create(work, {"name": f"新客{at}"})


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_customer_comes_back_with_all_that_belongs(
    plain: Vault, backup: Path, tmp_path: Path, encrypted: bool
) -> None:
    if encrypted:
        convert.encrypt(plain.folder, plain.key)
    live = plain.open()
    wipe(live)
    with past.open_backup(live, backup, PASSPHRASE) as then:
        assert then.counts()["customers"] == 5
        assert {r.title for r in then.missing() if r.state == "only_there"} == {"安然", "博文"}
        assert then.find("茶具")[0].kind == "activity"
        with pytest.raises(UserError), then.services.write(N_("undo", "x")) as work:
            then.services.customers.create(work, {"name": "x"})
        result = bring_back(live, then, {"customer": [of(then.services, "博文"), of(then.services, "安然")]})
    assert result.added["customer"] == 2
    found = live.customers.get(of(live, "安然"))
    assert (found.owner, list(found.phone), found.code) == ("小林", ["+8613800001111"], "K1")
    assert live.customers.get(of(live, "博文")).referrer == "安然"
    count = live.db.execute_sql(
        "SELECT count(*) FROM order_line l JOIN sales_order o ON o.id = l.order_id "
        "JOIN product p ON p.id = l.product_id "
        "WHERE o.customer_id = ? AND p.name = '壶'",
        (found.id,),
    ).fetchone()
    assert count == (1,)
    (file,) = live.attachments.of(customer_id=found.id)
    assert live.attachments.copy_to(file.id, tmp_path).read_text() == "合同"
    assert live.search.find("安然").total >= 1
    assert result.change is not None
    live.history.undo(result.change)
    assert live.db.execute_sql("SELECT count(*) FROM customer WHERE name = '安然'").fetchone() == (0,)
    live.close()


def test_changed_and_deleted_ones(plain: Vault, backup: Path) -> None:
    live = plain.open()
    with live.write(N_("undo", "Change")) as work:
        live.customers.update(work, of(live, "安然"), {"notes": "今天写的"})
        live.customers.delete(work, of(live, "博文"))
    ann = of(live, "安然")
    with past.open_backup(live, backup, PASSPHRASE) as then:
        assert {(r.title, r.state) for r in then.missing()} == {("安然", "changed"), ("博文", "in_bin")}
        kept = bring_back(live, then, {"customer": [ann]})
        assert (kept.kept, kept.change) == (1, None)
        assert live.customers.get(ann).notes == "今天写的"
        replaced = bring_back(live, then, {"customer": [ann]}, conflict="replace")
        assert replaced.changed["customer"] == 1
        assert live.customers.get(ann).notes == ""
        bring_back(live, then, {"customer": [of(then.services, "博文")]})
        assert live.customers.get(of(live, "博文")).deleted is False
        assert bring_back(live, then, {"customer": [ann]}).rows == 0
    live.close()


def test_a_code_that_is_taken_stays_with_its_owner(plain: Vault, backup: Path) -> None:
    live = plain.open()
    wipe(live)
    with live.write(N_("undo", "Add")) as work:
        live.customers.create(work, {"name": "别人", "code": "K1"})
    with past.open_backup(live, backup, PASSPHRASE) as then:
        bring_back(live, then, {"customer": [of(then.services, "安然")]})
    assert live.customers.get(of(live, "安然")).code == ""
    assert live.customers.get(of(live, "别人")).code == "K1"
    live.close()


def test_a_generation_is_looked_into(plain: Vault, backup: Path) -> None:
    before = plain.folder.current().name
    live = plain.open()
    wipe(live)
    live.close()
    api.restore(plain.data, backup, PASSPHRASE)
    live = plain.open()
    with past.open_generation(live, before) as then:
        assert {r.title for r in then.missing()} == {"新客0", "新客1", "新客2"}
    with pytest.raises(UserError), past.open_generation(live, "gen-000099-00000000"):
        pass
    live.close()
