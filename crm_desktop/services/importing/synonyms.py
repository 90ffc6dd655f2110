# ruff: noqa: E501 - lists of words
"""What shops call the columns of their lists, in Chinese and English, per kind of record."""

from __future__ import annotations

NEXT = (
    "下次跟进 下次跟进日期 下次跟进时间 下次联系 下次联系日期 下次联系时间 下次回访 下次回访日期 下次回访时间 下次沟通 下次沟通时间 "
    "下次拜访 下次拜访日期 下次拜访时间 下次到店 下次到店日期 下次上门 预约回访 预约回访日期 预约回访时间 约定回访 约定回访日期 计划回访 "
    "计划回访日期 计划回访时间 复诊日期 下次复诊|next follow-up|next follow up|next contact|next call|next step date|next activity date"
)
"""What stands over the days on which to get in touch again."""

CUSTOMERS = {
    "name": "姓名 客户名字 客户姓名 名字 客户 客户名称 客户名 名称 称呼 联系人 联系人姓名 会员姓名 会员 会员名 会员名称 顾客 顾客姓名 收货人 "
    "真实姓名 昵称|name|full name|customer|customer name|client|client name|contact|contact name|display name|"
    "account name|member|member name",
    "name.first": "名|first name|given name|forename|firstname",
    "name.last": "姓|姓氏|last name|surname|family name|lastname",
    "name.middle": "middle name|additional name",
    "code": "编号 客户编号 会员编号 会员卡号 会员号 卡号 客户代码 代码 客户号|code|customer code|customer no|customer no.|"
    "customer number|customer id|member no|member no.|account number|card no|card number",
    "kind": "客户类型 性质 客户性质|kind|customer type|customer kind",
    "company": "公司 单位 公司/单位 公司名称 单位名称 工作单位 企业 企业名称 公司名 店名 学校|company|company name|organization|"
    "organisation|employer|business|account|organization name",
    "phone": "电话 联系电话 手机 手机号 手机号码 电话号码 联系方式 移动电话 座机 固定电话 固话 办公电话 家庭电话 电话1 电话2 手机1 手机2 备用电话 "
    "会员手机 会员电话 收货电话 联系手机 客户电话 客户手机 客户手机号 会员手机号 手机电话 其他电话 工作电话 顾客电话 顾客手机 联系人电话 客户联系方式|phone|mobile|mobile phone|cell|cell phone|telephone|phone number|"
    "mobile number|tel|tel.|phone no|phone no.|contact number|home phone|work phone|business phone|other phone|"
    "primary phone|phone 1|phone 2|phone 1 - value|phone 2 - value|phone 3 - value|mobile phone number",
    "email": "邮箱 电子邮箱 电子邮件 邮件 邮箱地址 电子信箱|e-mail|email|mail|email address|e-mail address|e-mail 1 - value|"
    "e-mail 2 - value|email 1|email 2|primary email|secondary email|e-mail 2 address|e-mail 3 address",
    "wechat": "微信 微信号 微信id 微信帐号 微信账号|wechat|wechat id|weixin|we chat",
    "gender": "性别 男/女|gender|sex",
    "birthday": "生日 出生日期 出生年月 出生年月日 客户生日 会员生日 生辰 公历生日 阳历生日 新历生日 农历生日 阴历生日 旧历生日|birthday|birth date|date of birth|dob|birthdate|"
    "date of birth (dob)",
    "address": "地址 住址 家庭地址 通讯地址 详细地址 联系地址 收货地址 送货地址 客户地址 单位地址 家庭住址 居住地址 现住址 收件地址 公司地址 联系住址 会员地址|address|street|street address|"
    "mailing address|home address|delivery address|address 1 - formatted|mailing street|business street|home street",
    "region": "地区 区域 城市 省份 省市 所在地 所在地区 省 市 片区|region|city|area|state|province|mailing city",
    "industry": "行业 所属行业|industry|sector",
    "source": "来源 客户来源 渠道 获客渠道 来源渠道 从哪来|source|lead source|origin|how did you hear|original source",
    "grade": "等级 客户等级 会员等级 级别 客户级别 类别 客户类别 分级 会员级别 会员类型 会员卡等级 会员卡类型|grade|status|level|tier|rank|class|"
    "customer status|customer grade|customer level|rating",
    "stage": "阶段 生命周期 客户阶段 客户状态|lifecycle|lifecycle stage|life cycle|stage",
    "owner": "负责人 跟进人 店员 业务员 销售 销售员 归属 客户经理 所属员工 归属人 导购|owner|assigned to|assignee|salesperson|"
    "sales rep|rep|sales person|consultant|account manager|contact owner|assigned user|staff",
    "tags": "标签 标记 客户标签|tags|tag|labels|label|categories|category|group membership",
    "preferred_channel": "首选渠道 联系渠道 首选联系方式 偏好渠道|preferred channel|preferred contact|"
    "preferred contact method|contact preference",
    "referrer": "推荐人 介绍人 转介绍人 老客户介绍人 推荐者|referrer|referred by|referral|introduced by",
    "preferences": "偏好 喜好 爱好 购买偏好 兴趣|preferences|likes|interests|hobbies|preference",
    "special_requirements": "特殊要求 特别要求 要求 注意事项|special requirements|requirements|special needs",
    "notes": "备注 说明 附注 备注信息 其他 其它 客户备注 客户备注信息 顾客备注 会员备注|notes|note|remarks|remark|comment|comments|description|memo",
    "next_follow_up": f"{NEXT}|回访日期|跟进日期|follow-up|follow up|follow-up date",
    "verified_on": "核实日期 核实时间 上次核实|verified on|last verified",
    "total_spent": "消费合计 累计购买 累计消费额 总金额 累计消费 总消费 消费总额 累计金额 消费金额 累计消费金额 总消费额|total purchases|spend|total spend|total spent|lifetime value|total sales|"
    "total revenue|spent",
    "owed": "欠款 欠款金额 未付 欠款余额 尚欠 挂账金额|owed|balance|outstanding",
    "last_contact": "最近联系 最近回访 上次联系 最后联系|last contact|last contacted|last activity",
    "last_order": "上次消费 最后消费 最近到店 最近来店 最后来店 最近购买 最近消费 上次购买 最后购买 最近消费时间 最近一次消费 最近购买日期 上次到店 上次来店 最近光临 最后到店 上次到店时间 最近到店时间 上次消费时间 上次消费日期 最近消费日期 最后消费时间 最后消费日期|last visit|last purchase date|last purchase|last order|"
    "last order date|last bought",
    "orders": "订单数 消费次数 购买次数 来店次数 到店次数|orders|number of orders|order count",
    "created": "创建时间 登记日期 录入时间 注册时间 建档日期 入会日期 办卡日期 开卡日期 办卡时间 开卡时间 入会时间 注册日期 登记时间|created|created on|create date|created at|date added|"
    "created time",
    "deal.title": "商机 商机名称 意向产品 意向 意向商品 意向课程 意向项目 需求产品|deal|deal name|opportunity|deal title|opportunity name",
    "deal.amount": "商机金额 预计金额 意向金额 预计成交金额 报价金额|value|deal value|deal amount|opportunity amount|expected value|deal size",
    "deal.stage": "销售阶段 商机阶段 跟进阶段|deal stage|sales stage|opportunity stage",
    "deal.expected_close": "预计成交日期 预计成交时间 预计签单日期 预计签约日期|expected close date|expected close|deal close date",
}

PAID_OR_NOT = (
    "付款状态|支付状态|收款状态|结算状态|结款状态|结账状态|回款状态|到账状态|交款状态|付款情况|支付情况|收款情况|结款情况|"
    "是否付款|是否支付|是否收款|是否已付|是否已付款|是否已收款|是否付清|是否结清|是否结算|是否结账|是否已结|"
    "已付清|已结清|付清|结清|"
    "payment status|payment state|paid status|pay status|financial status|is paid|paid in full|"
    "fully paid|settled"
)
"""What stands over columns that say whether an order is paid, never how much of it."""

SPEC = "规格 商品规格 产品规格 规格型号 规格/型号 商品属性 型号 颜色 尺码 尺寸 容量|spec|specification|variant|variation|size|colour|color"
"""What stands over columns that tell products of one name apart."""

ORDERS = {
    "number": "单号 小票 交易号 订单编码 订单号 订单编号 流水号 销售单号 小票号 单据编号 单据号 交易单号|order number|order no|order no.|order id|order|"
    "receipt|receipt no|receipt number|invoice|invoice no|invoice number|transaction id|number",
    "date": "日期 下单日期 销售日期 时间 下单时间 销售时间 交易时间 订单日期 交易日期 付款时间 成交日期|date|order date|time|datetime|"
    "sale date|sold on|created|transaction date",
    "customer": "会员手机 会员手机号 会员卡 顾客手机 顾客电话 客户手机 客户电话 买家手机 会员 客户 会员电话 手机 手机号 客户姓名 会员号 会员编号 客户编号 顾客 姓名 联系电话 电话 会员卡号 买家 会员姓名 客户名称|"
    "customer|member|phone|mobile|customer phone|member phone|client|customer name|customer number|customer code|"
    "customer id|email|buyer",
    "product": "商品 商品名 产品 商品名称 产品名称 品名 货品 项目 名称 货品名称 服务项目 项目名称 服务名称 服务 菜品名称 菜品 菜名 菜品信息 购买商品 商品信息 商品详情 商品明细 商品内容|product|item|product name|item name|description|sku name|"
    "service",
    "product.spec": SPEC,
    "quantity": "数量 件数 个数 销量|quantity|qty|count|units",
    "price": "单价 售价 价格 销售单价|unit price|price|rate",
    "amount": "金额 小计 总价 应收金额 成交金额 成交价 合计 销售金额 应收 总额 销售额 商品金额 消费金额|amount|total|line total|subtotal|sum|net amount",
    "discount": "优惠 折扣 折扣金额 优惠金额 减免|discount|discount amount|reduction",
    "order.discount": "整单优惠 整单优惠金额 整单减免 整单折扣额 订单优惠 订单优惠金额 优惠总额 优惠合计 抹零 抹零金额|order discount|"
    "discount total|total discount|cart discount",
    "order.total": "订单金额 订单总额 订单总金额 订单总价 整单金额 单据金额|order total|order amount|grand total",
    "paid": f"实收金额 已付 实付 实收 已付金额 付款金额 收款金额 已付款 已支付 已收款 实付金额 实付款 顾客实付 用户实付 买家实付|paid|amount paid|payment|paid amount|{PAID_OR_NOT}",
    "method": "支付方式 付款 支付 付款方式 收款方式 结算方式 支付渠道|payment method|pay method|method|paid by|tender",
    "due": "约定付款日 约定付款日期 付款期限 付款到期日 应付日期 应收日期 账期到期日 还款日 还款日期 收款期限|due date|payment due date|due on|"
    "pay by|payment deadline|date due",
    "time_of_day": "时刻 下单时刻 几点|time of day|time of sale|sale time",
    "deal": "商机 商机名称 商机编号|deal|deal name|deal number|opportunity|opportunity name",
    "channel": "渠道 销售渠道 来源 平台|channel|sales channel|source|store|platform",
    "staff": "店员 收银 导购员 收银员 员工 经手人 销售员 营业员 导购 开单人 业务员 技师 服务员 操作员 制单人 制单|staff|cashier|clerk|salesperson|seller|employee|served by|owner",
    "notes": "备注 说明|notes|note|remarks|comment|comments",
}

PRODUCTS = {
    "code": "编号 货号 商品编码 条码 编码 商品编号 商品条码 条形码 国际条码 商品条形码|code|sku|barcode|product code|item code|number",
    "name": "名称 商品 商品名称 品名 产品 产品名称 货品名称 姓名|name|product|product name|item|item name|title",
    "name.spec": SPEC,
    "category": "分类 类别 品类 商品分类 类目|category|type|group|department",
    "unit": "单位 计量单位|unit|unit of measure|uom",
    "price": "售价 单价 价格 零售价 销售价|price|sale price|unit price|retail price|selling price",
    "cost": "成本 进价 进货价 成本价|cost|cost price|purchase price",
    "active": "在售 启用 状态 上架|active|enabled|on sale|available|status",
    "notes": "备注 说明|notes|note|description|remarks",
}

DEALS = {
    "number": "编号 商机编号|number|deal number|deal id|id",
    "title": "商机 商机名称 标题 名称 主题|title|deal|deal name|opportunity|opportunity name|name|subject",
    "customer": "客户 客户姓名 客户名称 联系人 电话 手机 姓名|customer|contact|account|client|company|customer name|phone|"
    "associated contact",
    "pipeline": "管道 销售管道 流程 销售流程|pipeline",
    "stage": "阶段 商机阶段 销售阶段|stage|deal stage|sales stage",
    "amount": "金额 商机金额 预计金额 预计成交金额|amount|value|deal value|deal amount",
    "probability": "概率 可能性 成交概率 赢率|probability|win probability|chance",
    "expected_close": "预计成交 预计成交日期 预计日期 预计成交时间|expected close|close date|expected close date|closing date",
    "owner": "负责人 跟进人 业务员|owner|assigned to|deal owner|salesperson",
    "source": "来源|source|lead source",
    "competitor": "竞争对手 对手|competitor|competitors",
    "tags": "标签|tags|labels",
    "next_follow_up": "下次跟进 下次跟进日期|next follow-up|next follow up|next step date",
    "status": "状态|status",
    "reason": "原因 丢单原因 输单原因|reason|lost reason",
    "closed": "成交日期 关闭日期 结束日期|closed|closed on|closed date",
    "notes": "备注 说明|notes|note|description|remarks",
}

FOLLOW_UPS = {
    "customer": "客户 客户姓名 姓名 客户名称 电话 手机 联系电话 手机号 手机号码 客户电话 会员 会员姓名 会员手机|customer|contact|client|customer name|phone",
    "deal": "商机 商机名称|deal|deal name|opportunity",
    "type": "类型 方式 跟进方式 回访方式 联系方式 沟通方式 跟进类型|type|kind|activity type|channel",
    "due": "日期 跟进日期 跟进时间 回访日期 回访时间 联系日期 联系时间 沟通时间 计划日期 到期 到期日|due|due date|date|when",
    "next.due": NEXT,
    "time": "时间 几点|time|due time",
    "remind_at": "提醒 提醒时间|remind at|reminder|remind",
    "subject": "主题 内容 事项 标题 跟进内容 跟进记录 回访内容 回访记录 沟通内容 沟通记录 联系内容 联系记录 待办 待办事项|subject|title|task|task name|what",
    "owner": "负责人 跟进人 回访人 回访人员 员工 业务员 店员|owner|assigned to|staff",
    "priority": "优先级 重要性|priority|importance",
    "status": "状态|status|state",
    "result": "结果 跟进结果 回访结果 沟通结果 客户反馈 反馈|result|outcome",
    "done_at": "完成时间 完成日期|done at|completed|completed on|done",
    "recurrence": "重复|repeats|recurrence|repeat",
    "notes": "备注 说明|notes|note|remarks",
}

ACTIVITIES = {
    "customer": "客户 客户姓名 姓名 客户名称 电话 手机|customer|contact|client|customer name|phone",
    "deal": "商机 商机名称|deal|deal name|opportunity",
    "type": "类型 方式 联系方式 沟通方式 跟进方式|type|kind|activity type|channel",
    "at": "时间 日期 联系时间 沟通时间 跟进时间 记录时间 发生时间|when|date|time|datetime|date and time|activity date",
    "next.due": NEXT,
    "content": "内容 沟通内容 联系内容 跟进内容 跟进记录 记录|content|notes|what|description|details|summary",
    "response": "反馈 客户反馈 回复 客户回复 答复|answer|response|reply|reaction|customer response",
    "staff": "员工 店员 记录人 跟进人 业务员 负责人|staff|by|logged by|owner|employee|salesperson",
}

PAYMENTS = {
    "order": "单号 订单 订单号 订单编号 销售单号|order number|order no|order no.|order id|order|invoice number|invoice no",
    "date": "付款日期 收款日期 付款时间 收款时间 到账日期 日期|paid on|payment date|date received|date paid|date",
    "amount": "收款金额 付款金额 到账金额 实收金额 实收 收款 金额|amount received|payment amount|amount paid|amount",
    "method": "付款方式 收款方式 支付方式 结算方式|payment method|pay method|method|paid by",
    "notes": "备注 说明|notes|note|remarks|comment|comments",
}

RELATIONS = {
    "customer": "客户 客户姓名 姓名|customer|customer name",
    "kind": "关系 关系类型|relation|relationship|relation type",
    "other": "相关客户 关联客户 关系人 对方 亲友|related customer|related to|other customer",
}

BY_ENTITY = {
    "activities": ACTIVITIES,
    "payments": PAYMENTS,
    "relations": RELATIONS,
    "customers": CUSTOMERS,
    "orders": ORDERS,
    "products": PRODUCTS,
    "deals": DEALS,
    "followups": FOLLOW_UPS,
}

CHOICES = {
    "grade": {
        "A": "vip a级 a 贵宾 重要客户 大客户 金牌 vip客户 vip会员 重点客户 重要",
        "B": "普通 老客户 b级 b 一般 一般客户 普通客户 常客 会员 普通会员 customer regular active 正式客户 老顾客 client",
        "C": "潜在 潜在客户 c级 c 意向 意向客户 新客户 lead potential prospect new 准客户 潜客",
    },
    "gender": {
        "M": "男 男士 先生 男性 m male man mr mr. boy",
        "F": "女 女士 小姐 女性 太太 f female woman ms ms. mrs mrs. miss girl",
    },
    "kind": {
        "person": "个人 私人 个人客户 散客 person individual private",
        "company": "公司 企业 单位 企业客户 公司客户 company business organization organisation",
    },
    "stage": {
        "lead": "潜在 潜在客户 意向 lead subscriber prospect opportunity",
        "first": "首购 首次购买 新客户 新客 first",
        "repeat": "复购 回头客 多次购买 repeat",
        "loyal": "忠诚 忠实客户 忠诚客户 老客户 loyal evangelist",
        "lost": "流失 流失客户 lost churned",
        "new": "新线索 新商机 新建 初步意向 有意向|new|new lead|new deal|qualification|qualified|appointment scheduled",
        "contacted": "初步接触 初次接触 已接触 接触 接触中 已联系 沟通中 跟进中 需求确认 需求分析|contacted|contact made|needs analysis|demo scheduled",
        "quoted": "报价 已报价 报价中 方案报价 方案 已发方案 提案|proposal|proposal made|proposal/price quote|quote|quote sent|quotation|presentation scheduled",
        "negotiating": "谈判 谈判中 商务谈判 议价 讨价还价 合同谈判|negotiation|negotiations started|negotiation/review|contract sent",
        "decided": "即将成交 待签约 待签单 签约中 待付款 待成交|verbal commitment|decision maker bought-in",
    },
    "preferred_channel": {
        "call": "电话 手机 打电话 phone call mobile telephone",
        "wechat": "微信 wechat weixin",
        "sms": "短信 sms text",
        "email": "邮件 邮箱 电子邮件 e-mail email mail",
        "visit": "上门 拜访 到店 visit",
    },
    "type": {
        "call": "电话 打电话 电话回访 phone call",
        "visit": "拜访 上门 到店 visit",
        "wechat": "微信 wechat",
        "sms": "短信 sms text",
        "email": "邮件 e-mail email mail",
        "meeting": "会面 会议 meeting",
        "note": "备注 记录 笔记 便签 note memo",
        "todo": "待办 事项 任务 to-do todo task",
    },
    "priority": {"high": "高 紧急 high urgent", "normal": "中 普通 一般 normal medium", "low": "低 low"},
    "status": {},
}
"""Words for choices besides their keys and labels."""

YES_NO = {
    "1": "是 有 对 在售 启用 上架 √ ✓ y yes true t 1 on active",
    "0": "否 无 没有 停售 停用 下架 × ✗ n no false f 0 off inactive",
}

ON_CREDIT = (
    "赊账 赊帐 赊 赊欠 欠 欠账 未结 未收款 挂账 挂帐 欠款 记账 记帐 未付 未付款 待付款 月结"
    "|account|credit|unpaid|on account|on credit|not paid|pay later"
)
"""Ways of payment that mean: not paid yet."""

WON = "赢单 已赢单 成交 已成交 成功 已签约 签约成功 已签单 已完成|won|closed won|closed-won|close won|deal won|signed"
LOST = "输单 已输单 丢单 已丢单 流失 失败 已失败 未成交 无效|lost|closed lost|closed-lost|close lost|deal lost|closed lost to competition"
"""What other programs call the stages of deals that are over."""

ORDER_STATES = (
    "订单状态 交易状态 单据状态 销售状态 状态 当前状态 售后状态 退款状态 订单进度"
    "|order status|status|state|transaction status|refund status|fulfillment state"
)
"""What stands over columns that say what became of an order."""

ROW_STATES = "售后状态 退款状态|refund status"
"""Those of them that speak of each row for itself: nothing there means that it was not given back."""

CALLED_OFF = (
    "已取消 取消 订单取消 订单已取消 用户取消 用户已取消 商家取消 商家已取消 系统取消 买家取消 卖家取消 交易取消 交易已取消 "
    "交易关闭 交易已关闭 订单关闭 订单已关闭 已关闭 关闭 已退款 全部退款 已全额退款 全额退款 退款成功 退款完成 已退货 退货退款 "
    "已全部退款 对方已退还 作废 已作废 已撤单 撤单 已撤销 无效 无效订单 已删除"
    "|cancelled|canceled|refunded|fully refunded|voided|void|reversed|chargeback|trashed"
)
"""States of orders that came to nothing: the money was never paid or was given back."""

IN_OR_OUT = "收/支 收支 收支类型 收入/支出 收付类型|in/out"
"""What stands over columns of statements that say whether money came in or went out."""

SPENT = "支出 / 不计收支 中性交易 其他 其它 转出|out|expense"

WALK_IN = (
    "散客 零售 零售客户 零售顾客 散户 现金客户 过路客 过路客户 路人 游客 匿名 匿名客户 匿名用户 非会员 普通顾客 临时客户 门店散客 无 暂无 - -- / 0"
    "|walk-in|walk in|walkin|walk-in customer|walk in customer|guest|anonymous|cash customer|cash sale|non-member|none|n/a"
)
"""What tills write for a buyer whom nobody knows."""

PAID = {
    "1": "已付 已付款 已支付 付清 已付清 已结 已结清 结清 已收 已收款 收讫 全款 已结账 已结算 已结款 已到账 已回款 已全款 全部付款 全部已付 全额付款 "
    "付款成功 支付成功 支付完成 付款完成 交易成功 买家已付款|paid|paid in full|fully paid|settled|payment received|received|captured|complete|"
    "completed|succeeded|successful|overpaid",
    "0": "未支付 未付清 未结清 未收 没付 没付款 待支付 待收款 未结账 未结算 未结款 未到账 未回款 待付 待结算 待结款 待结账 等待付款 等待支付 等待买家付款 "
    "等待收款 尚未付款|owed|owing|outstanding|not yet|unsettled|due|overdue|pending|payment pending|pending payment|awaiting payment|"
    "waiting for payment|payment due|no payment|on hold",
    "part": "部分付款 部分支付 部分已付 部分已付款 部分收款 部分已收 部分结清 部分结算 部分付清 部分回款 付部分 付了一部分 已付定金 已付订金 已付部分 定金 订金 "
    "定金已付 已收定金 付定金 首付 预付 预付款|partially paid|partial|partially|partly|partly paid|part paid|partial payment|"
    "part payment|deposit|deposit paid|down payment|in part",
}
"""Words beside :data:`YES_NO` and :data:`ON_CREDIT` that say whether an order is paid; of a part nobody knows how large."""


def words(text: str) -> list[str]:
    """The entries of a list above: Chinese ones parted by spaces, English phrases by ``|``."""
    found: list[str] = []
    for index, part in enumerate(text.split("|")):
        found.extend(part.split(" ") if index == 0 and not part.isascii() else [part])
    return [word for word in found if word]
