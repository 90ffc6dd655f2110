# ruff: noqa: E501 - lists of column names
"""Chinese programs: shops online, tills, messengers. See :mod:`crm_desktop.services.importing.systems`."""

from __future__ import annotations

from crm_desktop.services.importing.systems import NO_GENDER, System

CHINESE: tuple[System, ...] = (
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
        values={"gender": NO_GENDER},
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
        left_out=("订单状态", "交易关闭|已关闭|订单关闭|待付款|等待买家付款|待支付|已取消"),
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
        left_out=("订单状态", "交易关闭|等待买家付款|卖家取消|买家取消|交易已取消"),
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
        values={"gender": NO_GENDER},
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
        values={"gender": NO_GENDER},
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
        values={"gender": NO_GENDER},
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
        values={"gender": NO_GENDER},
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
