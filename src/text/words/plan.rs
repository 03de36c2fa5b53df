//! 计划: the days that are left, who sees whom, and evening out the load.

words! {
    TITLE = "计划", "Plan";
    STAGE = "哪件事", "Which task";
    LOAD_TAB = "匀一匀", "Share the load";
    ALL_IN[2] = "{0} 户都走得到，最晚{1}", "All {0} can be reached, the last on {1}";
    NOT_ALL[2] = "{0} 户走不到，走得到 {1} 户", "{0} cannot be reached, {1} can";
    CHANGE = "这样就都走得到，任选一样：", "Any one of these is enough:";
    MORE_HELPERS[1] = "再来 {0} 个人", "{0} more helper{0s}";
    MORE_MINUTES[1] = "每人每天多 {0} 分钟", "{0} more minutes a day each";
    MORE_DAYS[1] = "多给 {0} 天", "{0} more day{0s}";
    NO_CHANGE = "光靠加人加时间不够，请看看单户用时是不是太长。", "More people or time would not be enough; look at the minutes per household.";
    NOTHING = "这件事没有要排的", "Nothing to plan";
    NOTHING_TEXT = "每一户都做到了，或者没有阶段正在进行。", "Everyone is done, or no stage with households is under way.";
    OVER_TEXT = "这一阶段已经过了截止日，按今后 7 天排。", "The stage is past its end; this plans the next 7 days.";
    HOW = "按什么排", "What the plan stands on";
    MINUTES_EACH = "一户用时（分钟）", "Minutes per household";
    LEARNED[1] = "按已走的 {0} 户算出来的", "Learned from {0} visits";
    USUAL = "走满 5 户以后按实际用时算", "After 5 visits it is learned from them";
    HOURS = "每人每天（小时）", "Hours a day each";
    WALK = "换一个组路上（分钟）", "Minutes to another group";
    PEOPLE = "谁去", "Who goes";
    SOMEONE = "走访人员", "Visitor";
    OWN_ONLY = "各走各的帮扶户", "Everyone only their own households";
    TODAY_NOTE[1] = "今天还能用 {0} 小时", "{0} h left today";
    DAY_LOST = "这天去不了", "This day is lost";
    DAY_BACK = "这天还能去", "This day is fine again";
    LOST = "去不了，已改排到别的天", "Lost; others took over";
    FREE = "没有安排", "Nothing planned";
    DAY_COUNT[2] = "{0} 户，约 {1} 小时", "{0}, about {1} h";
    UNREACHED = "走不到的", "Not reached";
    LATER[1] = "推迟到这一阶段以后的 {0} 户", "{0} put off until after the stage";
    ALL_LATER = "剩下的各户都推迟到这一阶段以后了，放回名单就能排。", "All that are left were put off until after the stage; put them back on the list to plan them.";
    METHOD = "先看谁：越急、用时越短的越靠前，同组的排在一起少走路。做完一户、推迟一户或改了上面的数，计划自动重排。", "Who comes first: the more urgent and the shorter, with those of one group together. Whenever a household is done or put off, or a figure above changes, the plan is made anew.";

    BUSY = "现在各人的担子", "How the load lies now";
    LOAD[2] = "{0} 户，每周约 {1} 小时", "{0}, about {1} h a week";
    EVEN = "已经匀了", "The load is even";
    EVEN_TEXT = "没有哪个人比别人重很多。", "Nobody carries much more than another.";
    PROPOSALS = "建议这样调", "Proposals";
    MOVE[3] = "{0}：{1} 转给 {2}", "{0}: from {1} to {2}";
    GIVE[2] = "{0}：交给 {1}", "{0}: to {1}";
    ACCEPT = "就这样调", "Accept";
    ACCEPT_ALL[1] = "这 {0} 条都调", "Accept all {0}";
    WHY_NEAR = "同一个组里已经有帮扶户", "Already helps in this group";
    WHY_FREE = "手上最空", "Has the most room";
    NO_HELPERS = "还没有帮扶责任人", "No helpers yet";
    NO_HELPERS_TEXT = "先在“帮扶责任”里登记，再回来匀担子。", "Register them under Helpers first, then share the load here.";
}
