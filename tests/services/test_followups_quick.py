"""The calendar's quick line: what in it is a day, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.followups_quick import read_line

TODAY = date(2026, 3, 31)
"""A Tuesday."""
SHOWN = date(2026, 6, 15)
"""The day that is chosen in the calendar."""


@pytest.fixture
def shop(services: Services) -> Services:
    with services.write(N_("undo", "Add customer")) as work:
        for name in ("Anna", "Sun Li", "何佳", "周一鸣", "8点便利店"):
            services.customers.create(work, {"name": name})
    return services


@pytest.mark.parametrize(
    ("line", "due", "subject"),
    [
        ("call Anna tomorrow", date(2026, 4, 1), "Anna"),
        ("today order tea", TODAY, "order tea"),
        ("Mon order tea", date(2026, 4, 6), "order tea"),
        ("order tea tues", date(2026, 4, 7), "order tea"),
        ("Wednesday: order tea", date(2026, 4, 1), "order tea"),
        ("order tea thurs.", date(2026, 4, 2), "order tea"),
        ("order tea Saturday", date(2026, 4, 4), "order tea"),
        ("order tea next Friday", date(2026, 4, 10), "order tea"),
        ("order tea next week", date(2026, 4, 7), "order tea"),
        ("order tea in two weeks", date(2026, 4, 14), "order tea"),
        ("order tea in 3 days", date(2026, 4, 3), "order tea"),
        ("order tea in a month", date(2026, 4, 30), "order tea"),
        ("+7 order tea", date(2026, 4, 7), "order tea"),
        ("3/5 order tea", date(2027, 3, 5), "order tea"),
        ("order tea 12/13", date(2026, 12, 13), "order tea"),
        ("4-10 call Anna", date(2026, 4, 10), "Anna"),
        ("4.10 拜访 何佳", date(2026, 4, 10), "何佳"),
        ("5-20", date(2026, 5, 20), "5-20"),
        ("order tea 2026-05-10", date(2026, 5, 10), "order tea"),
        ("2/29 order tea", date(2028, 2, 29), "order tea"),
        ("明天给何佳打电话", date(2026, 4, 1), "给"),
        ("大后天 进货", date(2026, 4, 3), "进货"),
        ("下周三 进货", date(2026, 4, 8), "进货"),
        ("下下周三 进货", date(2026, 4, 15), "进货"),
        ("周五下午三点 进货", date(2026, 4, 3), "进货"),
        ("星期天进货", date(2026, 4, 5), "进货"),
        ("5月10日 进货", date(2026, 5, 10), "进货"),
        ("5月10号进货", date(2026, 5, 10), "进货"),
        ("2026年5月10日 进货", date(2026, 5, 10), "进货"),
        ("给何佳4/5打电话", date(2026, 4, 5), "给"),
        ("25号 进货", date(2026, 4, 25), "进货"),
        ("25号给何佳送货", date(2026, 4, 25), "给 送货"),
        ("31号 进货", TODAY, "进货"),
        ("下个月3号 进货", date(2026, 4, 3), "进货"),
        ("十五天后 进货", date(2026, 4, 15), "进货"),
        ("两周后 进货", date(2026, 4, 14), "进货"),
        ("3天后 进货", date(2026, 4, 3), "进货"),
        ("每周五 盘点", date(2026, 4, 3), "每周五 盘点"),
        ("Sun call Sun Li", date(2026, 4, 5), "Sun Li"),
        ("周五 周一鸣 送货", date(2026, 4, 3), "送货"),
    ],
)
def test_days_that_people_say(shop: Services, line: str, due: date, subject: str) -> None:
    found = read_line(shop, line, TODAY, SHOWN)
    assert (found["due"], found["subject"]) == (due, subject)


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("call Anna about the wedding cake", "about the wedding cake"),
        ("ask Anna for the money", "ask for the money"),
        ("send Anna sunglasses", "send sunglasses"),
        ("Anna wants sun-dried figs", "wants sun-dried figs"),
        ("call Anna's friend", "Anna's friend"),
        ("monthly report", "monthly report"),
        ("order fridge for Anna", "order fridge for"),
        ("tell Anna about satin", "tell about satin"),
        ("ask about today's price", "ask about today's price"),
        ("call Sun Li", "Sun Li"),
        ("send 2-3 boxes to Anna", "send 2-3 boxes to"),
        ("2-3 boxes for Anna", "2-3 boxes for"),
        ("Anna wants 1.5 kg of tea", "wants 1.5 kg of tea"),
        ("Anna wants 1/2 kg of tea", "wants 1/2 kg of tea"),
        ("3/4 of the shelf", "3/4 of the shelf"),
        ("open 24/7", "open 24/7"),
        ("+7 boxes for Anna", "+7 boxes for"),
        ("raise the price to 5.5", "raise the price to 5.5"),
        ("29.02 figs", "29.02 figs"),
        ("满意度 3.8 分 回访", "满意度 3.8 分 回访"),
        ("给何佳 5-10 元优惠券", "给 5-10 元优惠券"),
        ("给何佳 5/10 元优惠券", "给 5/10 元优惠券"),
        ("2月3箱茶", "2月3箱茶"),
        ("25号楼送货", "25号楼送货"),
        ("地铁3号线", "地铁3号线"),
        ("每月25号 对账", "每月25号 对账"),
        ("两周一次 盘点", "两周一次 盘点"),
        ("问上周三的订单", "问上周三的订单"),
        ("给周一鸣送货", "给 送货"),
        ("8点便利店 送货", "送货"),
    ],
)
def test_words_and_numbers_that_are_no_days(shop: Services, line: str, subject: str) -> None:
    found = read_line(shop, line, TODAY, SHOWN)
    assert (found["due"], found["time"], found["subject"]) == (SHOWN, "", subject)


def test_a_time_in_words(shop: Services) -> None:
    found = read_line(shop, "周五下午三点半 拜访 何佳", TODAY, SHOWN)
    assert (found["due"], found["time"], found["type"]) == (date(2026, 4, 3), "15:30", "visit")
    assert read_line(shop, "晚上十点 盘点", TODAY, SHOWN)["time"] == "22:00"
