//! 值班与突发: the duty roster, incidents and red lines.

words! {
    TITLE = "值班与突发", "Duty and incidents";
    NOW = "现在值班", "On duty now";
    NOBODY = "现在没有人值班", "Nobody is on duty";
    LEADER = "带班领导", "Leader";
    OFFICER = "值班员", "Officer on duty";
    PHONE = "值班电话", "Duty phone";
    GAP[2] = "{0} 到 {1} 没人值班", "Nobody from {0} to {1}";
    ROSTER = "排班", "Roster";
    NO_ROSTER = "还没有排班。24 小时值班要有带班领导、值班员和电话。", "No shifts yet. Round-the-clock duty needs a leader, an officer and a phone.";
    ADD_SHIFT = "加一班", "Add a shift";
    FROM = "从", "From";
    TO = "到", "Until";
    SAVE_SHIFT = "排上", "Add it";
    SAME_TIME = "结束要晚于开始", "It must end after it begins";
    REMOVE_SHIFT[1] = "去掉 {0} 这一班", "Remove the shift of {0}";

    RED_LINES = "红线", "Red lines";
    RED_LINES_TEXT = "这些数应当一直是 0", "These should stay at 0";
    INCIDENTS = "突发事件", "Incidents";
    HURT = "受伤", "Hurt";
    DEAD = "死亡", "Dead";
    UNREPORTED = "未上报", "Not reported";
    NONE = "没有突发事件", "No incidents";
    NONE_TEXT = "冻伤、中毒、火灾、房屋倒塌：先救人，再在这里记下并立即上报。", "Frostbite, poisoning, fire, a house that falls in: help first, then note it here and report at once.";
    NEW = "报一件突发事件", "Report an incident";
    ALL = "突发事件记录", "Incidents so far";
    WHAT = "什么事", "What happened";
    AT = "什么时候发生", "When it happened";
    HEARD = "什么时候接报", "When it was heard of";
    PLACE = "地点", "Where";
    PLACE_HINT = "村、组、门牌", "Village, group, house";
    TEXT = "经过", "What is known";
    FIRST = "首接人", "Who took the call";
    FIRST_HINT = "谁第一个接到，由谁跟到底", "Whoever heard first follows it to the end";
    HANDLED = "怎么处置的", "What was done";
    REPORT = "上报文字", "The report";
    COPY = "复制上报文字", "Copy the report";
    REPORT_NOW = "标记为已上报", "Mark as reported";
    REPORTED_AT[2] = "{0} 上报，接报后 {1} 分钟", "Reported {0}, {1} minutes after it was heard of";
    WAITING[1] = "接报已 {0} 分钟，还没上报", "Heard of {0} minutes ago, not reported";
    DELETE = "记错了，删掉", "Entered by mistake: delete";
    NOT_HERE = "这条记录不在了", "It is not here any more";
    HELPLINE[1] = "求助热线 {0}", "Helpline {0}";
}
