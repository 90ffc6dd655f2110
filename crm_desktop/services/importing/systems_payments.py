# ruff: noqa: E501 - lists of column names
"""Statements of ways to pay, which many small shops have instead of a till. See :mod:`crm_desktop.services.importing.systems`."""

from __future__ import annotations

from crm_desktop.services.importing.systems import System

PAYMENTS: tuple[System, ...] = (
    System(
        "微信支付",
        "orders",
        ("交易时间|交易对方|收/支|交易单号",),
        """number: 交易单号
        date: 交易时间
        customer: 交易对方
        product: 商品
        amount: 金额(元)|金额（元）
        notes: 备注""",
        closed=True,
        left_out=("收/支", "支出|/|中性交易"),
    ),
    System(
        "微信支付",
        "orders",
        ("交易时间|微信订单号|商户订单号|交易状态",),
        """number: 商户订单号
        date: 交易时间
        product: 商品名称
        amount: 订单金额|应结订单金额|总金额
        notes: 商户数据包""",
        closed=True,
        left_out=("交易状态", "refund|revoked|退款|已撤销"),
    ),
    System(
        "支付宝",
        "orders",
        (
            "交易号|交易创建时间|交易对方|收/支",
            "交易时间|交易对方|收/支|交易订单号",
            "交易时间|交易对方|商品说明|收/支",
        ),
        """number: 交易订单号|交易号
        date: 交易时间|付款时间|交易创建时间
        customer: 交易对方
        product: 商品说明|商品名称
        amount: 金额|金额（元）|金额(元)
        notes: 备注""",
        closed=True,
        left_out=("收/支", "支出|不计收支|其他|其它|/"),
    ),
)
