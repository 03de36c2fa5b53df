//! The controls of any form.

words! {
    CONFIRMED = "已确认无异常", "Confirmed as fine";
    PRIVATE = "只存本机，不导出", "Stays on this device";
    BEFORE[1] = "上次：{0}", "Last time: {0}";
    LESS = "减一", "One less";
    MORE = "加一", "One more";
    NOT_SET = "未选", "Not set";
    STARS[1] = "{0} 星", "{0} star{0s}";
    TICK = "知道了", "Understood";
    CHOOSE = "请选择", "Choose";
    CHOICES = "选项", "Choices";
    SEARCH = "找选项", "Find a choice";
    NOTHING = "没有这个选项", "No such choice";
    DONE = "选好了", "Done";
    CLEAR = "清除", "Clear";
    UP[1] = "{0} 上移", "Move {0} up";
    DOWN[1] = "{0} 下移", "Move {0} down";
    ORDER_IS_RIGHT = "就按这个顺序", "This order is right";
}
