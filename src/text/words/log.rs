//! 登记: goods in and out, gifts, clues.

words! {
    STOCK = "物资收发", "Goods in and out";
    GIFT = "慰问登记", "Gifts";
    CLUE = "流浪乞讨线索", "Clues of homeless people";
    UNKNOWN = "没有这种登记", "There is no such register";
    ADD = "登记一笔", "Add an entry";
    ADD_GIFT = "登记慰问", "Note a gift";
    NONE_STOCK = "还没有收发", "No goods yet";
    NONE_STOCK_TEXT = "收到棉被、大米就记一笔，发出去再记一笔，结存自动算。", "Note what comes and what goes; what is left is computed.";
    NONE_GIFT = "还没有慰问", "No gifts yet";
    NONE_GIFT_TEXT = "慰问金和物品一户记一笔，报告和台账自动汇总。", "One entry a household; reports and ledgers add them up.";
    NONE_CLUE = "还没有线索", "No clues yet";
    NONE_CLUE_TEXT = "看到流浪乞讨人员，先打救助电话，再在这里记下。", "If you see somebody homeless, call the helpline first, then note it here.";
    LEFT = "结存", "Left";
    SEE_LEDGER = "看台账", "See the ledger";
    HELPLINE[1] = "拨打求助热线 {0}", "Call the helpline {0}";

    DATE = "日期", "Date";
    ITEM = "名称", "Article";
    ITEM_HINT = "棉被、大米、煤…", "Quilts, rice, coal…";
    SAME_AS = "和上次一样", "Same as before";
    SPEC = "规格", "Specification";
    UNIT = "单位", "Unit";
    IN = "收入", "In";
    OUT = "发出", "Out";
    SOURCE = "来源", "Source";
    PRICE = "单价（元）", "Price (yuan)";
    VOUCHER = "凭证", "Voucher";
    HANDLER = "经手", "Handled by";
    NOTE = "备注", "Note";
    BALANCE[2] = "结存 {0} {1}", "{0} {1} left";
    SHORT[2] = "发出的比收到的多 {0} {1}，请核对", "{0} {1} more went out than came in: check";

    WHO = "给谁", "To whom";
    FIND = "按姓名、拼音、组找户", "Find a household by name or group";
    CLEAR_SEARCH = "清空", "Clear";
    NOT_LISTED = "不在住户里：写姓名", "Not in the register: the name";
    OTHER = "换一户", "Another household";
    MONEY = "慰问金（元）", "Money (yuan)";
    GOODS = "物品", "Goods";
    GOODS_HINT = "大米 10 公斤、油 1 桶", "Rice 10 kg, a bottle of oil";
    VALUE = "物品折款（元）", "Goods, worth (yuan)";
    BY = "慰问人", "Given by";
    RECEIPT = "签收", "Received";
    LETTER = "慰问信", "Letter";
    GIVEN = "发了", "Given";
    SAVED = "填的内容随时保存", "What you type is saved as you go";

    WHEN = "什么时候", "When";
    PLACE = "地点", "Where";
    PLACE_HINT = "车站、桥洞、废弃房屋…", "A station, a bridge, an empty house…";
    FEATURES = "人员特征", "What they look like";
    FEATURES_HINT = "男女、大约年龄、衣着、身体情况，不用写姓名", "Sex, age, clothes, health; no name needed";
    KIND = "哪类人", "Who";
    HANDLING = "怎么处置的", "What was done";
    HANDED = "给了什么物资", "Goods given";
    TOLD = "告知求助方式", "Told whom to call";
    YES = "已告知", "Told";
    REPORTED_BY = "报告单位", "Reported by";
    FOLLOW = "后续跟踪", "Followed up";

    DELETE = "记错了，删掉", "Entered by mistake: delete";
    NOT_HERE = "这条记录不在了", "It is not here any more";
    NO_NAME = "没写对象", "No name yet";
}
