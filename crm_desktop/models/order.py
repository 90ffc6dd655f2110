"""Products, orders, their lines and payments. Money in minor units, quantities in thousandths."""

from __future__ import annotations

from peewee import SQL, IntegerField, TextField

from crm_desktop.models.base import BinRecord, Number, Record, Text, link
from crm_desktop.models.customer import Customer
from crm_desktop.models.shop import Staff


class Product(BinRecord):
    """Something the shop sells."""

    code = Text()
    name = TextField()
    name_key = Text()
    category = Text()
    unit = Text()
    price = IntegerField(null=True)
    cost = IntegerField(null=True)
    active = Number(default=1)
    notes = Text()

    class Meta:
        table_name = "product"


Product.add_index(
    Product.index(Product.code, unique=True, where=SQL("deleted_at IS NULL AND code <> ''"), name="product_code_live")
)
Product.add_index(Product.index(Product.name, name="product_name"))
Product.add_index(Product.index(Product.name_key, name="product_name_key"))


class SalesOrder(BinRecord):
    """One sale; ``customer`` is NULL for a walk-in. ``date`` is local, ``time`` ``HH:MM`` or NULL;
    ``total`` (after all discounts) and ``paid`` are kept by the service from lines and payments.
    """

    number = Text()
    date = TextField()
    time = TextField(null=True)
    customer = link(Customer, index=False)
    channel = Text()
    staff = link(Staff)
    discount = Number()
    total = Number()
    paid = Number()
    due = TextField(null=True)
    deal_id = IntegerField(null=True)
    notes = Text()

    class Meta:
        table_name = "sales_order"
        indexes = ((("customer_id", "date"), False),)


SalesOrder.add_index(
    SalesOrder.index(
        SalesOrder.number, unique=True, where=SQL("deleted_at IS NULL AND number <> ''"), name="order_number_live"
    )
)
SalesOrder.add_index(SalesOrder.index(SalesOrder.number, where=SQL("deleted_at IS NOT NULL"), name="order_in_bin"))
SalesOrder.add_index(SalesOrder.index(SalesOrder.uid, unique=True, name="order_uid"))
# What reports sum up, without reading the orders: a third of the time, a fifth where they are encrypted.
SalesOrder.add_index(
    SalesOrder.index(
        SalesOrder.date, SalesOrder.deleted_at, SalesOrder.customer, SalesOrder.total, SalesOrder.staff,
        SalesOrder.channel, name="order_by_date",
    )
)  # fmt: skip


class OrderLine(Record):
    """One product on an order: ``amount`` = quantity × price − discount, rounded to a minor unit."""

    order = link(SalesOrder, null=False)
    product = link(Product)
    product_name = TextField()
    quantity = Number(default=1000)
    price = Number()
    discount = Number()
    amount = Number()
    position = Number()

    class Meta:
        table_name = "order_line"


OrderLine.add_index(
    OrderLine.index(
        OrderLine.order, OrderLine.product, OrderLine.amount, OrderLine.quantity, name="order_line_by_product"
    )
)


class Payment(Record):
    """Money received for an order (negative for a refund). ``date`` is local."""

    order = link(SalesOrder, null=False)
    date = TextField()
    amount = IntegerField()
    method = Text()
    notes = Text()

    class Meta:
        table_name = "payment"
