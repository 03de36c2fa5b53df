//! The lists behind [`meaning`](super::meaning): headings seen in rosters, in the export of the 防返贫 system and in the
//! forms of the disaster-relief system.

use super::Whose;
use crate::register::roster::field::Field;

/// Headings by field, parted by spaces.
pub(super) const EXACT: &[(Field, &str)] = &[
    (Field::Order, "序号 序 编号 顺序号 顺序 排序 行号 no no. 序列号 户序号 户序"),
    (Field::County, "县 县区 区县 县(市、区) 县(市区) 县名 所在县 county 县级 区 旗县"),
    (
        Field::Township,
        "乡镇 镇 乡 街道 镇街 乡镇名 镇名 所在乡镇 乡镇街道 乡镇(街道) 镇(街道) 乡(镇) 镇办 镇(乡) 所属乡镇 乡镇名称 \
         township 街镇 苏木乡镇 镇(街) 乡镇办 乡(镇、街道) 乡镇/街道",
    ),
    (Field::District, "管区 片区 工作片 管理区 办事处 所属管区 片"),
    (
        Field::Village,
        "村 行政村 村名 所在村 村(社区) 行政村(社区) 村居 村(居) 社区 村社区 所属村 村委会 村别 村名称 居委会 村(居)委会 \
         village 所在村(社区) 村/社区 村级 行政村名称 嘎查村 所属行政村 村(居)名称",
    ),
    (
        Field::Group,
        "组 组别 村民小组 村民组 小组 所在组 所属组 组名 组号 自然村 自然屯 屯 屯组 社 村组 小队 生产队 队 队别 居民小组 \
         所属小组 所在小组 村民小组名称 自然村(组) 村小组 组(队) 组(社) group 自然村组 社(组) 组/屯 村民小组(屯) 屯名 \
         自然村名 自然村屯 庄 寨 组名称 小组名称 所在自然村 自然组 村民小组(组) 湾",
    ),
    (
        Field::HouseholdNo,
        "户编号 户号 户口编号 户口号 户口簿号 户口本号 户口簿编号 家庭编号 户编码 家庭户号 户籍编号 户id 家庭户编号 户码 户口薄号 \
         户籍号 农户编号 家庭号 户主编号",
    ),
    (
        Field::Head,
        "户主姓名 户主 户主名 户主名字 户主名称 家庭户主 户代表 户代表姓名 家庭户主姓名 农户姓名 农户 农户名称 head 所属户主 \
         所属户主姓名 户长",
    ),
    (
        Field::Name,
        "姓名 名字 名称 人员姓名 成员姓名 家庭成员姓名 居民姓名 村民姓名 对象姓名 重点对象姓名 救助对象姓名 救助对象 申请人姓名 申请人 \
         监测对象姓名 老人姓名 残疾人姓名 受助人 受助人姓名 帮扶对象 帮扶对象姓名 走访对象 慰问对象 困难群众姓名 困难群众 人口姓名 \
         被保障人姓名 保障对象 保障对象姓名 特困人员姓名 低保对象姓名 name 居民 被帮扶人 被帮扶人姓名 领取人姓名 重点对象 服务对象 \
         服务对象姓名 本人姓名 儿童姓名 学生姓名",
    ),
    (Field::Members, "家庭成员 共同生活成员 其他成员 成员 家庭其他成员 其他家庭成员 共同生活家庭成员 成员名单"),
    (
        Field::Relation,
        "与户主关系 关系 家庭关系 称谓 成员关系 户主关系 relation 与户主的关系 和户主关系 家庭角色 与户主",
    ),
    (
        Field::Size,
        "家庭人口 人口数 家庭人口数 家庭总人口 户内人口 在册人口 人口 总人口 家庭人数 人数 户人口 家庭成员数 在籍人口 户籍人口 \
         家庭成员人数 总人数 家庭规模 家庭总人数 户口人数 户内人数 家庭总人口数 户籍人数 家庭成员数量 户籍人口数 人口总数 家庭人口总数 \
         家庭人员数 口数 几口人 size",
    ),
    (
        Field::Residence,
        "现住址 现居住地 居住地址 居住地 现住地址 现居住地址 常住地址 实际居住地 实际住址 现居地 目前居住地 实际居住地址 现居住地点 \
         现住地 现居住址 常住地 现居地址 居住详细地址 过渡住址 现在住址",
    ),
    (
        Field::Address,
        "家庭住址 住址 地址 家庭地址 户籍地址 户籍住址 户籍所在地 身份证地址 详细地址 户口所在地 户籍地 详细住址 门牌号 住所 \
         家庭详细住址 家庭详细地址 户籍详细地址 身份证住址 address 户口地址 门牌 门牌号码 家庭所在地 户籍所在地址",
    ),
    (
        Field::Categories,
        "类别 户类型 对象类别 人员类别 监测对象类别 户类别 家庭类型 困难类型 困难类别 救助类别 救助类型 对象类型 人员类型 类型 户属性 \
         农户属性 贫困户属性 低收入类别 属性 身份类别 人群类别 特殊群体 家庭类别 保障类别 低收入人口类型 重点对象类别 特殊人群类型 \
         人员属性 脱贫户类型 困难群众类别 困难群众类型 低收入人口类别 特殊人群 重点人群 困难对象类别 帮扶对象类别 category \
         特殊群体类别 群体类别 家庭属性 户性质 人群分类 重点人群类别 户的类型 人群类型 救助对象类别 监测户类型 农户类型 对象属性",
    ),
    (Field::Note, "备注 备注说明 其他说明 情况说明 特殊情况 说明 note 备考 备注信息 其他备注"),
    (Field::Id, "id id号 idcard id_number"),
    (Field::Sex, "性别 sex"),
    (Field::Birth, "出生日期 出生年月 出生年月日 生日 出生时间"),
    (
        Field::Helper,
        "帮扶责任人 包户干部 包保干部 联系干部 帮扶干部 帮扶人 责任人 包联干部 网格员 包保责任人 包保人 联户干部 结对帮扶人 帮扶联系人 \
         包户责任人 帮扶责任人姓名 帮扶干部姓名 帮扶人姓名 包保人员 帮扶党员 联系人(村干部) 结对干部 包户党员 包户人",
    ),
];

/// Headings that rosters have and this register does not keep; they help to find the heading row.
pub(super) const OTHER: &str = "年龄 民族 文化程度 学历 开户银行 开户行 账号 银行账号 卡号 健康状况 婚姻状况 政治面貌 劳动能力 省 市 地市 人口编号 \
    人员编号 成员编号 金额 职务 单位 住房情况 房屋结构 燃料类型 收入 年收入 人均收入 取暖方式 饮水 户名 证件类型 身体状况 \
    户口性质 户口类型 住房面积 耕地面积 低保证号 联系人 监护人 签字 领取人签字 签名 日期 时间 困难原因 致贫原因 主要困难 \
    存在困难 需求 保障人数 保障人口 月保障金 在家人口 常住人口 劳动力 职业 就业情况 手印 需救助人口 岗位 职位";

/// Words that begin a heading and say whose it is. A longer word stands before one that begins it.
pub(super) const WHOSE: &[(&str, Whose)] = &[
    ("家庭户主", Whose::Head),
    ("户主", Whose::Head),
    ("配偶", Whose::Relative("配偶")),
    ("妻子", Whose::Relative("妻子")),
    ("丈夫", Whose::Relative("丈夫")),
    ("爱人", Whose::Relative("配偶")),
    ("父亲", Whose::Relative("父亲")),
    ("母亲", Whose::Relative("母亲")),
    ("长子", Whose::Relative("长子")),
    ("次子", Whose::Relative("次子")),
    ("长女", Whose::Relative("长女")),
    ("次女", Whose::Relative("次女")),
    ("儿子", Whose::Relative("儿子")),
    ("女儿", Whose::Relative("女儿")),
    ("儿媳", Whose::Relative("儿媳")),
    ("孙子", Whose::Relative("孙子")),
    ("孙女", Whose::Relative("孙女")),
    ("家庭其他成员", Whose::Own),
    ("家庭成员", Whose::Own),
    ("成员", Whose::Own),
    ("本人", Whose::Own),
    ("申请人", Whose::Own),
    ("农户", Whose::Own),
];

pub(super) const HELPERS: &[&str] =
    &["帮扶", "包保", "包户", "包联", "结对", "联户", "网格员", "责任人", "包村", "驻村"];
pub(super) const OTHERS: &[&str] = &[
    "填表",
    "填报",
    "审核",
    "负责人",
    "经办",
    "代理",
    "代领",
    "银行",
    "开户",
    "学校",
    "村主任",
    "书记",
    "干部",
    "联系人",
    "监护人",
    "照料人",
    "领取人",
    "代办",
];
/// A heading of only such a word, after whose it is, groups those below it.
pub(super) const GROUPS: &[&str] = &["", "信息", "情况", "基本信息", "基本情况", "资料", "个人信息", "登记"];
pub(super) const PHONES: &[&str] =
    &["电话", "手机", "联系方式", "联系号码", "联系方法", "移动号码", "tel", "phone", "mobile"];
pub(super) const NOT_A_TAG: &[&str] = &[
    "金",
    "补",
    "证",
    "号",
    "类别",
    "等级",
    "级别",
    "人数",
    "人口",
    "时间",
    "日期",
    "标准",
    "原因",
    "电话",
    "年",
    "月",
    "面积",
    "标识",
    "编",
    "数",
    "人姓名",
    "姓名",
    "措施",
    "程度",
    "监护",
];
