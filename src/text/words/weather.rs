//! 预警: weather signals that a person sets, what they ask for, and how fast that was done.

words! {
    TITLE = "天气预警", "Weather signal";
    NONE = "现在没有预警", "No signal stands";
    NONE_TEXT = "听到气象台发布，在这里设一下，该入户的人家马上排进“今天”。不联网也能用。", "Heard of one? Set it here, and the households to visit are on Today at once. No network is needed.";
    SET = "设置预警", "Set a signal";
    CHANGE = "升级或降级", "Raise or lower it";
    WHICH = "哪一级", "Which one";
    THRESHOLD = "门槛各省不同，以当地气象台发布为准。", "Provinces differ: what your weather office says decides.";
    DROP[2] = "{0} 小时内降温 {1} ℃以上", "falls {1} °C or more in {0} h";
    LOWEST[1] = "最低 {0} ℃以下", "to {0} °C or below";
    WIND[1] = "风力 {0} 级以上", "wind force {0} or more";
    FROM = "从什么时候", "From";
    UNTIL = "到什么时候", "Until";
    NO_END = "没说，等解除", "Not said, until lifted";
    HOURS[1] = "{0} 小时", "{0} hours";
    SET_IT = "设为这一级", "Set this signal";
    LIFT = "解除预警", "Lift the signal";
    LIFT_TEXT = "解除以后，已经排下的入户照样算。", "Visits that it asked for still count.";
    SINCE[1] = "{0} 起", "Since {0}";
    TILL[1] = "到 {0}", "until {0}";
    ASKS_NOBODY = "这一级不要求入户", "This level asks for no visits";
    IN_TIME[2] = "按时入户 {0}/{1} 户", "In time {0}/{1}";
    LATE[1] = "超时 {0} 户", "{0} late";
    OPEN[1] = "还差 {0} 户", "{0} to go";
    MEDIAN[1] = "多数人家 {0} 小时内见到", "Half were seen within {0} h";
    HOURS_LEFT[1] = "还剩 {0} 小时", "{0} h left";
    TIME_UP = "时限已到", "Time is up";
    EARLIER = "以前的预警", "Earlier signals";
    WHO_IS_LEFT = "还差哪几户", "Who is still missing";
    MISTAKE = "设错了，删掉", "Set by mistake: delete";
}
