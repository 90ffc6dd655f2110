# ruff: noqa: E501 - lists of column names
"""The columns that other programs export: what they are called there, and which of our fields they are.

A line of ``columns`` is ``field: column|column``; ``-`` ignores. A column in slashes is a pattern. ``signs`` lists sets
of columns of which one must be there in full. ``join`` makes one text of several columns, for example an address.
Where ``closed`` is set, columns that are not named are ignored; elsewhere they are recognised as in any file.
Levels of members are taken as tags: a shop's own list of grades rarely has the other program's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class System:
    """One kind of file of one program. ``values`` gives words of choices: field → word → key ("" leaves it empty)."""

    name: str
    entity: Literal["customers", "deals", "orders", "products", "followups"]
    signs: tuple[str, ...]
    columns: str
    join: tuple[tuple[str, str], ...] = ()
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    closed: bool = False


_NO_GENDER = {"unspecified": "", "unknown": "", "未知": "", "保密": "", "其他": "", "other": "", "0": ""}
_LIFECYCLE = {
    "subscriber": "lead", "lead": "lead", "marketing qualified lead": "lead", "sales qualified lead": "lead",
    "opportunity": "lead", "customer": "first", "evangelist": "loyal", "other": "",
}  # fmt: skip

SYSTEMS: tuple[System, ...] = (
    System(
        "Google Contacts",
        "customers",
        (
            "first name|last name|e-mail 1 - label",
            "first name|last name|labels|organization name",
            "given name|family name|group membership",
            "first name|last name|phone 1 - label",
            "given name|family name|yomi name",
        ),
        """name: name
        name.first: first name|given name
        name.middle: middle name|additional name
        name.last: last name|family name
        name.else: nickname
        company: organization name|organization 1 - name
        birthday: birthday
        gender: gender
        notes: notes
        tags: labels|group membership
        email: /e-mail \\d+ - value/
        phone: /phone \\d+ - value/
        address: address 1 - formatted
        region: address 1 - city""",
        values={"gender": _NO_GENDER},
        closed=True,
    ),
    System(
        "Outlook",
        "customers",
        (
            "first name|last name|e-mail address|business phone",
            "first name|last name|e-mail display name",
            "first name|last name|home phone|e-mail 2 address",
        ),
        """name.first: first name
        name.middle: middle name
        name.last: last name
        name.else: company
        company: company
        phone: mobile phone|primary phone|business phone|business phone 2|home phone|home phone 2|other phone|company main phone|car phone
        email: e-mail address|e-mail 2 address|e-mail 3 address
        birthday: birthday
        gender: gender
        tags: categories
        notes: notes
        region: home city""",
        join=(("address", "home street|home street 2|home city|home state|home postal code|home country/region"),),
        values={"gender": _NO_GENDER},
        closed=True,
    ),
    System(
        "Outlook",
        "customers",
        ("名|姓|电子邮件地址|移动电话", "名|姓|电子邮件显示名称"),
        """name.first: 名
        name.middle: 中间名
        name.last: 姓
        name.else: 单位|公司
        company: 公司|单位
        phone: 移动电话|主要电话|商务电话|商务电话 2|单位主要电话|住宅电话|住宅电话 2|其他电话|其它电话|车载电话
        email: 电子邮件地址|电子邮件 2 地址|电子邮件 3 地址
        birthday: 生日
        gender: 性别
        tags: 类别
        notes: 附注
        region: 住宅地址 市/县|住宅所在地""",
        join=(
            (
                "address",
                "住宅地址 省/市/自治区|住宅所在省/市/自治区|住宅地址 市/县|住宅所在地|住宅地址 街道|住宅所在街道",
            ),
        ),
        values={"gender": _NO_GENDER},
        closed=True,
    ),
    System(
        "HubSpot",
        "customers",
        (
            "record id|first name|last name|contact owner",
            "record id|first name|last name|lifecycle stage",
            "record id|first name|last name|create date",
            "record id|first name|last name|lead status",
            "record id|first name|last name|associated company",
        ),
        """name.first: first name
        name.last: last name
        name.else: email
        email: email|work email|additional email addresses
        phone: phone number|mobile phone number|mobile phone|phone|whatsapp phone number
        company: company name|associated company|company
        stage: lifecycle stage
        owner: contact owner
        region: city
        industry: industry
        source: original source|original traffic source
        birthday: date of birth
        gender: gender
        notes: message|notes
        -: record id|lead status|create date|last activity date|associated company ids|marketing contact status|job title""",
        join=(("address", "street address|city|state/region|postal code|country/region"),),
        values={"stage": _LIFECYCLE, "gender": _NO_GENDER},
    ),
    System(
        "HubSpot",
        "customers",
        ("record id|company name|company owner",),
        """name: company name
        phone: phone number
        stage: lifecycle stage
        owner: company owner
        region: city
        industry: industry
        notes: description|about us
        -: record id|create date|last activity date|company domain name|associated contact ids|type""",
        join=(("address", "street address|city|state/region|postal code|country/region"),),
        values={"stage": _LIFECYCLE},
    ),
    System(
        "HubSpot",
        "deals",
        ("record id|deal name|deal stage", "deal name|deal stage|deal owner"),
        """title: deal name
        stage: deal stage
        amount: amount
        expected_close: close date
        owner: deal owner
        customer: associated contact|associated company
        source: original source|original traffic source|lead source
        notes: deal description
        -: record id|create date|pipeline|deal type|associated company ids|associated contact ids|last activity date""",
    ),
    System(
        "Zoho CRM",
        "customers",
        (
            "contact owner|first name|last name|account name",
            "lead owner|first name|last name|lead status",
            "contact owner|record id|last name|mailing city",
        ),
        """name.first: first name
        name.last: last name
        company: account name|company
        email: email|secondary email
        phone: mobile|phone|home phone|other phone|asst phone
        birthday: date of birth|birthdate
        source: lead source
        owner: contact owner|lead owner
        tags: tag|tags
        industry: industry
        region: mailing city|city
        notes: description
        -: /.* ?\\.id/|record id|contact id|lead id|salutation|title|department|fax|assistant|created by|modified by|created time|modified time|last activity time|email opt out|skype id|lead status|rating|reporting to""",
        join=(
            ("address", "mailing street|mailing city|mailing state|mailing zip|mailing country"),
            ("address", "street|city|state|zip code|country"),
        ),
    ),
    System(
        "Zoho CRM",
        "deals",
        ("deal name|account name|closing date", "deal owner|deal name|closing date"),
        """title: deal name
        customer: contact name|account name
        amount: amount
        stage: stage
        probability: probability (%)|probability
        expected_close: closing date
        owner: deal owner
        source: lead source
        tags: tag|tags
        notes: description
        -: /.* ?\\.id/|record id|pipeline|type|next step|expected revenue|campaign source|created by|modified by|created time|modified time|reason for loss""",
    ),
    System(
        "Salesforce",
        "customers",
        (
            "first name|last name|account name|mailing street",
            "first name|last name|mailing state/province|email",
            "lead owner|first name|last name|company / account",
        ),
        """name.first: first name
        name.last: last name
        company: account name|company / account|company
        email: email
        phone: mobile|mobile phone|phone|home phone|other phone
        birthday: birthdate
        source: lead source
        owner: contact owner|account owner|owner name|lead owner
        region: mailing city|city
        notes: description
        -: salutation|title|contact id|account id|lead id|lead status|rating|fax|contact record type""",
        join=(
            (
                "address",
                "mailing street|mailing city|mailing state|mailing state/province|mailing postal code|mailing zip/postal code|mailing country",
            ),
            ("address", "street|city|state/province|zip/postal code|country"),
        ),
    ),
    System(
        "EspoCRM",
        "customers",
        (
            "firstname|lastname|emailaddress|phonenumber",
            "name|emailaddress|phonenumber|assignedusername",
            "id|name|emailaddress|assigneduserid",
        ),
        """name: name
        name.first: firstname
        name.middle: middlename
        name.last: lastname
        company: accountname
        email: emailaddress
        phone: phonenumber
        owner: assignedusername
        source: source
        industry: industry
        region: addresscity|billingaddresscity
        notes: description
        -: /.*id/|/.*ids/|/.*data/|deleted|salutationname|title|donotcall|createdat|modifiedat|createdbyname|modifiedbyname|status""",
        join=(
            ("address", "addressstreet|addresscity|addressstate|addresspostalcode|addresscountry"),
            (
                "address",
                "billingaddressstreet|billingaddresscity|billingaddressstate|billingaddresspostalcode|billingaddresscountry",
            ),
        ),
    ),
    System(
        "Odoo",
        "customers",
        (
            "display name|phone|email|salesperson",
            "name|phone|email|salesperson|tags",
            "name|email|is a company",
            "name|email|phone|street2|zip",
            "external id|name|email|phone",
            "display_name|email|phone|user_id",
            "name|email|phone|category_id",
        ),
        """name: name
        name.else: display name|display_name|complete name
        kind: is a company|is_company|company type|company_type
        company: related company|company name|parent_id|commercial company name entity
        phone: mobile|phone
        email: email
        owner: salesperson|user_id
        tags: tags|category_id
        code: reference|ref
        region: city
        notes: notes|comment
        -: external id|id|activities|company|company_id|website|job position|function|country/phone code""",
        join=(("address", "street|street2|city|state|state_id|zip|country|country_id"),),
        values={"kind": {"true": "company", "false": "person", "1": "company", "0": "person"}},
    ),
    System(
        "Pipedrive",
        "customers",
        (
            "person - name|person - phone",
            "person - name|person - email",
            "person - name|person - owner",
            "person - name|person - organization",
        ),
        """name: person - name
        company: person - organization|organization - name
        phone: /person - phone.*/
        email: /person - email.*/
        owner: person - owner
        tags: person - label|person - labels
        notes: person - note|person - notes""",
        closed=True,
    ),
    System(
        "Pipedrive",
        "deals",
        ("deal - title|deal - value", "deal - title|deal - stage"),
        """title: deal - title
        amount: deal - value
        stage: deal - stage
        status: deal - status
        customer: deal - contact person|person - name|deal - organization
        owner: deal - owner
        expected_close: deal - expected close date
        probability: deal - probability
        tags: deal - label|deal - labels
        notes: deal - note""",
        closed=True,
    ),
    System(
        "Shopify",
        "customers",
        (
            "first name|last name|accepts email marketing",
            "first name|last name|accepts marketing",
            "first name|last name|default address address1",
        ),
        """name.first: first name
        name.last: last name
        name.else: email
        email: email
        phone: phone|default address phone
        company: default address company|company
        region: default address city|city
        tags: tags
        notes: note
        -: customer id|total spent|total orders|tax exempt|accepts email marketing|accepts marketing|accepts sms marketing""",
        join=(
            (
                "address",
                "default address address1|default address address2|default address city|default address province code|default address zip|default address country code",
            ),
            ("address", "address1|address2|city|province code|zip|country code"),
        ),
    ),
    System(
        "Shopify",
        "orders",
        ("name|lineitem name|lineitem price",),
        """number: name
        date: created at
        customer: phone|billing phone|shipping phone|email|billing name
        product: lineitem name
        quantity: lineitem quantity
        price: lineitem price
        discount: lineitem discount
        method: payment method
        channel: source
        staff: employee
        notes: notes""",
        closed=True,
    ),
    System(
        "Square",
        "customers",
        (
            "reference id|first name|last name|email address|phone number",
            "first name|last name|email address|phone number|creation source",
        ),
        """name.first: first name
        name.last: last name
        name.else: company name|nickname
        company: company name
        email: email address
        phone: phone number
        birthday: birthday
        region: city
        notes: memo
        source: creation source
        -: reference id|square customer id|nickname|email subscription status|first visit|last visit|transaction count|lifetime spend|instant profile""",
        join=(("address", "street address 1|street address 2|city|state|postal code"),),
    ),
    System(
        "有赞",
        "customers",
        ("客户姓名|客户昵称|客户手机号",),
        """name: 客户姓名
        name.else: 客户昵称
        phone: 客户手机号
        birthday: 客户生日
        gender: 客户性别
        tags: 标签|免费等级|付费等级|权益卡
        owner: 导购员
        source: 来源渠道
        region: 所属区域""",
        values={"gender": _NO_GENDER},
        closed=True,
    ),
    System(
        "有赞",
        "orders",
        ("订单号|收货人手机号/提货人手机号", "订单号|买家付款时间|全部商品名称", "订单号|订单实付金额|商品名称"),
        """number: 订单号
        date: 订单创建时间|买家付款时间
        customer: 买家手机号|收货人手机号/提货人手机号
        product: 商品名称|全部商品名称
        quantity: 商品数量
        price: 商品单价
        amount: 商品实际成交金额|订单实付金额|订单实收金额
        method: 付款方式|支付方式
        channel: 销售渠道|订单来源
        staff: 收银员|销售导购|专属导购
        notes: 商家订单备注|商家备注|买家备注""",
        closed=True,
    ),
    System(
        "淘宝 / 天猫",
        "orders",
        (
            "订单编号|买家会员名|联系手机",
            "订单编号|宝贝标题|买家实际支付金额",
            "订单编号|收货人姓名|联系手机|宝贝总数量",
        ),
        """number: 订单编号
        date: 订单创建时间|订单付款时间
        customer: 联系手机|收货人姓名
        product: 宝贝标题|标题
        quantity: 宝贝总数量|购买数量
        price: 价格
        amount: 买家实际支付金额|买家应付货款
        channel: 店铺名称
        notes: 订单备注|买家留言""",
        closed=True,
    ),
    System(
        "银豹",
        "customers",
        (
            "会员编号|会员等级|开卡日期",
            "会员号|会员等级|开卡日期",
            "会员编号|会员姓名|会员等级|积分",
            "会员卡号|会员姓名|会员等级|余额",
        ),
        """code: 会员编号|会员号|会员卡号|卡号
        name: 会员姓名|姓名
        phone: 联系电话|电话|手机|手机号|会员电话
        birthday: 生日|会员生日
        email: 邮箱
        address: 地址|联系地址
        gender: 性别
        wechat: 微信|微信号
        tags: 会员等级|会员标签
        owner: 导购员|所属导购
        notes: 备注|会员备注
        -: 折扣|会员折扣|积分|余额|密码|状态|到期日期|开卡日期|开卡门店|允许赊账|qq|累计积分|赠送余额""",
        values={"gender": _NO_GENDER},
    ),
    System(
        "银豹",
        "products",
        ("名称|分类|条码|销售价", "商品名称|商品条码|商品分类|进货价|销售价", "名称|条码|进货价"),
        """name: 名称|商品名称
        category: 分类|商品分类
        code: 条码|商品条码
        unit: 主单位|单位
        price: 销售价
        cost: 进货价
        notes: 描述|备注
        -: 库存量|库存上限|库存下限|批发价|会员价|会员优惠|品牌|供货商|生产日期|保质期|拼音码|货号|规格|状态|商品状态|创建日期""",
    ),
    System(
        "客如云",
        "customers",
        (
            "会员姓名|会员手机号|注册门店",
            "顾客姓名|手机号|注册门店",
            "会员姓名|手机号|储值余额|注册时间",
            "姓名|手机号|会员等级|储值余额",
        ),
        """name: 会员姓名|顾客姓名|姓名
        phone: 会员手机号|手机号|手机号码
        gender: 性别|顾客性别
        birthday: 生日|会员生日
        code: 会员卡号|会员编号|卡号
        tags: 会员等级|会员标签|标签|顾客分组
        source: 注册来源|来源|注册渠道
        address: 地址
        notes: 备注
        -: 储值余额|积分|积分余额|注册时间|注册门店|消费次数|消费金额|最近消费时间|实储余额|赠储余额|状态""",
        values={"gender": _NO_GENDER},
    ),
    System(
        "企业微信",
        "customers",
        (
            "客户名称|添加人|添加时间",
            "客户名称|客户备注名|添加时间",
            "客户名称|所属企微号|添加时间",
            "客户昵称|添加人|添加时间",
        ),
        """name: 客户备注名|备注名|客户名称
        name.else: 客户名称|客户昵称
        phone: 手机号|手机|企微手机号|系统手机|电话
        tags: 标签|企业标签|客户标签
        owner: 添加人|所属企微号|跟进人
        company: 企业|所属企业|公司
        source: 来源|添加渠道
        gender: 性别
        notes: 描述|描述信息|备注|客户系统备注""",
        values={"gender": _NO_GENDER},
        closed=True,
    ),
    System(
        "企业微信",
        "customers",
        ("姓名|帐号|部门|手机", "姓名|账号|部门|手机"),
        """name: 姓名
        phone: 手机|座机
        email: 邮箱|企业邮箱|个人邮箱
        gender: 性别
        address: 地址
        wechat: 微信号""",
        values={"gender": _NO_GENDER},
        closed=True,
    ),
    System(
        "钉钉",
        "customers",
        ("员工userid|姓名|手机号", "userid|姓名|部门|手机号", "姓名|部门|工号|手机号"),
        """name: 姓名
        phone: 手机号
        email: 邮箱|企业邮箱
        notes: 备注""",
        closed=True,
    ),
)
