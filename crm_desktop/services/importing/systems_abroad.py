# ruff: noqa: E501 - lists of column names
"""Programs from abroad: address books, customer management, shops online. See :mod:`crm_desktop.services.importing.systems`."""

from __future__ import annotations

from crm_desktop.services.importing.systems import NO_GENDER, System

_LIFECYCLE = {
    "subscriber": "lead", "lead": "lead", "marketing qualified lead": "lead", "sales qualified lead": "lead",
    "opportunity": "lead", "customer": "first", "evangelist": "loyal", "other": "",
}  # fmt: skip

ABROAD: tuple[System, ...] = (
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
        name.else: nickname|organization name|organization 1 - name|e-mail 1 - value
        company: organization name|organization 1 - name
        birthday: birthday
        gender: gender
        notes: notes
        tags: labels|group membership
        email: /e-mail \\d+ - value/
        phone: /phone \\d+ - value/
        address: address 1 - formatted
        region: address 1 - city""",
        values={"gender": NO_GENDER},
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
        name.else: company|e-mail address
        company: company
        phone: mobile phone|primary phone|business phone|business phone 2|home phone|home phone 2|other phone|company main phone|car phone
        email: e-mail address|e-mail 2 address|e-mail 3 address
        birthday: birthday
        gender: gender
        tags: categories
        notes: notes
        region: home city""",
        join=(("address", "home street|home street 2|home city|home state|home postal code|home country/region"),),
        values={"gender": NO_GENDER},
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
        values={"gender": NO_GENDER},
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
        values={"stage": _LIFECYCLE, "gender": NO_GENDER},
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
        paid: financial status
        method: payment method
        channel: source
        staff: employee
        notes: notes""",
        closed=True,
        values={"paid": {"partially_refunded": "1"}},
        left_out=("financial status", "voided|refunded|expired|pending|authorized"),
    ),
    System(
        "WooCommerce",
        "orders",
        ("order number|order status|item cost", "order number|order status|quantity (- refund)"),
        """number: order number
        date: order date|paid date
        customer: phone (billing)|email (billing)
        product: item name|product name|name
        quantity: quantity (- refund)|quantity
        price: item cost
        amount: order line total (- refund)|order line total
        paid: order status
        method: payment method title
        notes: customer note""",
        closed=True,
        left_out=("order status", "cancelled|refunded|failed|pending payment|draft|trash"),
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
)
