//! 期限: stages and deadlines.

words! {
    TITLE = "阶段和期限", "Stages and deadlines";
    DUE = "要报的、要做完的", "What is due";
    PRESSING[1] = "{0} 件事到期还没报", "{0} past the deadline";
    NONE_DUE = "一周内没有到期的", "Nothing is due soon";
    TO[1] = "报给：{0}", "To: {0}";
    HANDED_IN = "标为已报", "Mark as handed in";
    HANDED_AT[1] = "{0} 已报", "Handed in {0}";
    NOT_HANDED = "还没报", "Not handed in after all";
    STAGES = "各阶段", "Stages";
    SPAN[2] = "{0} 至 {1}", "{0} to {1}";
    FROM_DAY[1] = "{0} 起", "From {0}";
    UP_TO[1] = "到 {0}", "Until {0}";
    NO_DATES = "没有定日期", "No dates";
    NOT_BEGUN[1] = "还有 {0} 天开始", "Begins in {0} day{0s}";
    RUNNING[2] = "还剩 {0} 天，其中 {1} 个工作日", "{0} day{0s} left, {1} of them working days";
    ENDED = "已结束", "Over";
    EVERY_WEEK[2] = "每{0} {1}", "Every {0} {1}";
    AT[1] = "{0} 前", "By {0}";
    HOLIDAYS = "节假日和调休", "Holidays and worked weekends";
    HOLIDAYS_TEXT = "工作日按这张表数。放假安排公布以后，可以在专项行动的工作簿里改，也可以在这里加。", "Working days are counted by this table. Once a year’s arrangement is published, change it in the campaign’s workbook or add days here.";
    ADD_DAY = "加一天", "Add a day";
    DAY = "哪天", "Which day";
    DAY_KIND = "放假还是上班", "Off or worked";
    DAY_NAME = "什么日子", "What it is";
    DAY_NAME_HINT = "例如：春节调休", "For example: Spring Festival";
    OFF = "放假", "Off";
    WORKED = "上班", "Worked";
    EXPORT = "放进手机日历", "Put it into the calendar";
    EXPORT_TEXT = "存成日历文件（.ics），打开就进手机日历，提前一天提醒。", "Saves a calendar file (.ics) with a reminder the day before.";
    OWN = "自己加一个期限", "A deadline of your own";
    OWN_WHAT = "什么事", "What";
    OWN_WHEN = "什么时候前", "By when";
    OWN_TO = "报给谁", "To whom";
    ADD = "加上", "Add it";
    DELETE[1] = "删掉 {0}", "Delete {0}";
}
