"""``report`` and ``demo``."""

from __future__ import annotations

from argparse import ArgumentParser

from crm_desktop.commands import tables
from crm_desktop.commands.arguments import day, positive
from crm_desktop.commands.base import Answer, Call, Json
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, render, tr_


def report_arguments(parser: ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("name", nargs="?", metavar="NAME")
    what.add_argument("--list", action="store_true", help=tr_("cli", "the names of all reports"))
    parser.add_argument("--from", dest="start", type=day, metavar="DATE")
    parser.add_argument("--to", dest="end", type=day, metavar="DATE")


def report(call: Call) -> Answer:
    from crm_desktop.services.reports import to_json

    with call.services() as services:
        if call.args.list:
            return Answer({"reports": [_info(info) for info in services.reports.list()]})
        return Answer(to_json(services.reports.run(call.args.name, call.args.start, call.args.end)))


def _info(info: object) -> Json:
    texts = ("title", "group", "description")
    return {"name": getattr(info, "name", ""), **{name: render(getattr(info, name)) for name in texts}}


def show_report(data: Json) -> str:
    if "reports" in data:
        names = [tr_("cli", "Name"), tr_("cli", "Title"), tr_("cli", "What it tells")]
        columns = ("name", "title", "description")
        return tables.table(names, [[info[name] for name in columns] for info in data["reports"]])
    lines = [f"{data['title']}  {data['from']} – {data['to']}", data["sentence"], ""]
    lines.append(tables.table(data["columns"], data["rows"]))
    if data["totals"]:
        lines += ["", tables.facts(data["totals"])]
    return "\n".join(lines)


def demo_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--customers", type=positive, default=500, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")


_MOST = 2_000_000


def demo(call: Call) -> Answer:
    from crm_desktop.services.demo import make_demo

    if call.args.customers > _MOST:
        raise UserError("too_large", N_("cli", "A demo shop has at most {n} customers.").fill(n=_MOST))
    with call.services() as services:
        return Answer(dict(make_demo(services, call.args.customers, call.args.seed, call.lang, call.job())))


def show_demo(data: Json) -> str:
    return tr_(
        "cli",
        "A shop with {customers} customers, {deals} deals, {followups} follow-ups and {orders} orders was made.",
        **{name: data[name] for name in ("customers", "deals", "followups", "orders")},
    )
