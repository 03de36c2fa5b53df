//! 今天: whom to see and why; one contact; 还差哪几户.

words! {
    TITLE = "今天", "Today";
    EVERYBODY = "所有人", "Everybody";
    WHOSE = "看谁的名单", "Whose list";
    WHOSE_COUNT[1] = "今天 {0} 户", "{0} today";
    WRONG_CLOCK[2] = "手机时间可能不对：有记录是 {0} 的，手机显示今天是 {1}。请到手机设置里校时，记录不会丢。", "The clock may be wrong: something was entered for {0}, and this phone says that today is {1}. Set the time in the phone’s settings; nothing is lost.";
    NOBODY_ANSWERS[1] = "{0} 户没有帮扶责任人", "{0} household{0s} without a helper";

    NO_HOMES = "先把住户放进来", "First bring your households in";
    NO_HOMES_TEXT = "有了住户，这里每天告诉您先去看谁、为什么、还差哪几户。", "Once they are here, this page tells you each day whom to see first, why, and who is still missing.";
    NOBODY = "今天没有要见的人", "Nobody to see today";
    NOBODY_TEXT = "该做的都做了。有红色隐患、快到期的任务或者预警，会自动排到这里。", "All that is due is done. A red hazard, a task that runs out or a signal will bring people here by itself.";
    BEFORE_TEXT = "专项行动还没开始。提前入户也算数，查出的问题会排到这里。", "The campaign has not begun. Visits made earlier count, and what they find comes here.";
    AHEAD[2] = "{0}开始，还有 {1} 天", "Begins {0}, in {1} day{1s}";
    LEFT_DAYS[1] = "还剩 {0} 天", "{0} day{0s} left";
    LAST_DAY = "今天是最后一天", "Today is the last day";
    OVER = "已过期", "Past its end";
    MISSING[1] = "还差 {0} 户", "{0} to go";
    ALL_DONE = "都做完了", "All done";
    DONE_OF[2] = "{0}/{1} 户", "{0} of {1}";
    THIS_WEEK = "本周", "This week";
    TO_DAY = "今天", "Today";
    SINCE_SIGNAL = "预警后", "After the signal";

    SIGNAL_DONE[2] = "已入户 {0}/{1}", "Visited {0}/{1}";
    LIST[1] = "要见的 {0} 户", "{0} to see";
    GROUP_COUNT[1] = "{0} 户", "{0} household{0s}";
    MORE[1] = "再看 {0} 户", "Show {0} more";
    SEEN[1] = "今天联系过 {0} 户", "{0} seen today";
    PUT_OFF_LIST[1] = "推迟的 {0} 户", "{0} put off";
    PUT_OFF_TILL[2] = "推到{0}：{1}", "Until {0}: {1}";
    CALLED_AT[1] = "已打电话 {0}", "Called at {0}";
    BACK_ON_LIST = "放回名单", "Back on the list";
    CALL[1] = "给 {0} 打电话", "Call {0}";
    CONTACT[1] = "{0}：记联系或推迟", "{0}: log or put off";
    TOOLS = "更多安排", "More of the plan";

    CALL_NUMBER[1] = "打电话 {0}", "Call {0}";
    OPEN = "看这一户", "Open household";
    VISIT = "开始入户", "Start the visit";
    LOG = "记一次联系", "Log a contact";
    REACHED = "电话通了", "Answered";
    MISSED = "没人接", "No answer";
    MET = "见到面了", "Met";
    WAS_THERE = "到家里看过", "Was there";
    WHEN = "哪天", "When";
    LATE = "补记：会写明是后来记的", "Entered later, and marked so";
    PUT_OFF = "今天不去", "Not today";
    WHY = "为什么", "Why";
    WHY_FIRST = "先点一个原因", "Pick a reason first";
    UNTIL = "推到", "Until";
    AWAY = "外出", "Away";
    NOT_HOME = "家里没人", "Nobody home";
    ARRANGED = "约好改天", "Another day agreed";
    ROAD = "路不好走", "Road is bad";
    OTHER = "其他原因", "Another reason";
    TOMORROW = "明天", "Tomorrow";
    DAY_AFTER = "后天", "In two days";
    NEXT_WEEK = "下周一", "Next Monday";
    PUT_OFF_NOW = "推迟", "Put off";

    STILL_MISSING = "还差哪几户", "Who is still missing";
    NONE_MISSING = "一户不差", "Nobody is missing";
    NONE_MISSING_TEXT = "这件事每一户都做到了。", "Everyone is done with this.";
    COPY_NAMES = "复制名单", "Copy the names";
    COPIED = "已复制", "Copied";
    NOT_COPIED = "复制不了，请长按文字", "Cannot copy: press and hold the text";
    NO_HELPER = "没有责任人", "No helper";
    MAKE_PLAN = "排成每天的计划", "Plan it day by day";
}
