"""Every table of the program, in the order in which they are made."""

from __future__ import annotations

from crm_desktop.models.audit import AuditLog, AuditState, ChangeRow
from crm_desktop.models.customer import Activity, Customer
from crm_desktop.models.deal import Deal, DealMove, Pipeline, Stage
from crm_desktop.models.derived import CustomerStats, DealStats, LookupKey
from crm_desktop.models.details import Attachment, CustomField, CustomValue, Draft, Relation
from crm_desktop.models.follow_up import FollowUp
from crm_desktop.models.memory import ImportMapping, ImportRun, NotSame, TextTemplate
from crm_desktop.models.order import OrderLine, Payment, Product, SalesOrder
from crm_desktop.models.shop import ChoiceValue, SavedView, ShopSetting, Staff

AUDITED = (
    ShopSetting,
    Staff,
    ChoiceValue,
    SavedView,
    Customer,
    Activity,
    Pipeline,
    Stage,
    Deal,
    DealMove,
    FollowUp,
    Product,
    SalesOrder,
    OrderLine,
    Payment,
    Attachment,
    CustomField,
    CustomValue,
    Relation,
    NotSame,
    ImportMapping,
    ImportRun,
    TextTemplate,
)
DERIVED = (CustomerStats, DealStats, LookupKey)
ALL_MODELS = (*AUDITED, *DERIVED, Draft, AuditLog, ChangeRow, AuditState)

BY_TABLE = {model._meta.table_name: model for model in ALL_MODELS}
