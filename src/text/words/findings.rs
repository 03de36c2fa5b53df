//! 问题: the board of findings and one finding.

words! {
    WAITING = "待处理", "To do";
    DOING = "处理中", "In hand";
    VERIFY = "待复核", "To verify";
    CLOSED = "已销号", "Closed";
    STAGES = "办到哪一步", "How far it is";
    SEARCH = "找户主、组、问题", "Find by name, group or issue";
    FILTER = "筛选", "Filter";
    FILTERED[1] = "筛选 {0}", "Filter {0}";
    OVERDUE[1] = "超期 {0}", "{0} overdue";
    URGENT = "急难", "Urgent";
    ONLY_URGENT = "只看急难（24 小时内办）", "Only urgent ones (24 hours)";
    LEVEL = "等级", "Level";
    ANY = "全部", "All";
    DUE = "时限", "Due";
    OVER = "已超期", "Overdue";
    DUE_TODAY = "今天内", "Today";
    DUE_WEEK = "7 天内", "Within 7 days";
    DEPARTMENT = "责任部门", "Department";
    SHOW[1] = "看这 {0} 个", "Show these {0}";
    RESET = "全部重来", "Reset";
    LIST = "问题列表", "Issues";
    COUNT[1] = "{0} 个未了结", "{0} open";
    NONE = "还没有问题", "No issues yet";
    NONE_TEXT = "入户时发现的隐患和需求会出现在这里，一个一个销号。", "Hazards and needs found on visits come up here, to be closed one by one.";
    NONE_HERE = "这一步没有问题", "Nothing at this step";
    NONE_FOUND = "没有符合的问题", "No such issue";
    NONE_FOUND_TEXT = "换个条件，或看全部。", "Change the filter, or show all.";
    SHOW_ALL = "看全部", "Show all";
    GONE = "没有这个问题，可能已被删除。", "This issue is not here; it may have been deleted.";

    LEFT_HOURS[1] = "还剩 {0} 小时", "{0} h left";
    LEFT_TODAY = "今天到期", "Due today";
    LEFT_DAYS[1] = "还剩 {0} 天", "{0} day{0s} left";
    OVER_HOURS[1] = "超期 {0} 小时", "{0} h overdue";
    OVER_DAYS[1] = "超期 {0} 天", "{0} day{0s} overdue";

    TITLE = "问题", "Issue";
    FOUND = "发现", "Found";
    BY[2] = "{0}，{1}", "{0}, by {1}";
    DEADLINE = "整改时限", "Due";
    OFFICER = "责任人", "Officer";
    ACTION = "现场措施", "Done on the spot";
    INTERIM = "临时措施", "Interim measure";
    RESULT = "整改结果", "Result";
    VERIFIER = "复核人", "Verified by";
    TOLD = "回访", "Household told";
    AMOUNT = "数量", "Amount";
    ADVICE = "怎么办", "What to do";
    PHOTOS = "照片", "Photos";
    NOTE = "备注", "Note";
    PHOTOS_AND_NOTE = "加照片、备注", "Add photos, a note";
    HISTORY = "经过", "History";
    PUT_BACK[1] = "改回：{0}", "Back to: {0}";
    UNNAMED = "没写姓名", "No name given";
    MORE_STEPS = "还可以", "Or";

    FIX_ON_SITE = "现场解决", "Fixed on site";
    REPORT = "上报", "Report";
    ACCEPT = "受理", "Accept";
    START = "开始整改", "Start work";
    FINISH = "整改完成", "Work done";
    CLOSE = "销号", "Close it";
    CALL_BACK = "已回访", "Household told";
    NOTE_INTERIM = "记临时措施", "Interim measure";
    SEND_BACK = "退回", "Send back";
    WITHDRAW = "撤回（并没有这个问题）", "Withdraw (it never was so)";

    HOW_FIXED = "怎么解决的", "What was done";
    WHO_ACCEPTS = "谁来办（可以不写）", "Who takes it on (may stay empty)";
    WHAT_CAME = "整改结果", "What came of it";
    WHO_LOOKED = "复核人姓名", "Who looked at it";
    WHICH_MEASURE = "先采取了什么措施", "What was done for now";
    WHY_BACK = "为什么退回", "Why it is sent back";
    WHY_WITHDRAWN = "为什么撤回", "Why it is withdrawn";
    TO_WHOM = "报给哪个部门", "To which department";

    RAISE = "记一个问题", "Add an issue";
    NO_OPEN = "没有没了结的问题。", "No open issue.";
    LEVEL_HINT = "红：有危险，马上处理；黄：限期整改；需：要钱、要物、要政策", "Red: danger, act at once. Yellow: to be put right in time. Need: goods, money or a policy";
    NEEDS_LEVEL = "请选等级。", "Choose a level.";
    TEXT = "什么问题", "What is wrong";
    TEXT_HINT = "例如：院里堆着汽油桶", "For example: petrol cans in the yard";
    NEEDS_TEXT = "请写一句是什么问题。", "Say in a few words what is wrong.";
    CLASS = "类别", "Class";
    CLASS_OTHER = "其他", "Other";
    NEED_KIND = "需求种类", "Kind of need";
    LATER = "上报时再定", "Chosen when it is reported";
    DAYS = "几天内办好", "To be done within (days)";
    DAYS_HINT = "从明天算起；0 是今天内", "Counted from tomorrow; 0 is today";
    URGENT_WITHIN[1] = "急难：{0} 小时内办", "Urgent: within {0} hours";
    PHOTO = "照片（可不拍）", "Photo (optional)";
    RECORD = "记下", "Record";
}
