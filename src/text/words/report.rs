//! 报告: 周报, 总结, 简报 on the screen.

words! {
    TITLE = "报告", "Reports";
    BELOW = "周报、总结、简报，数字自动填好", "Weekly report, summary and brief, with their numbers filled in";
    KIND = "哪种报告", "Which report";
    WEEKLY = "周报", "Weekly";
    SUMMARY = "总结", "Summary";
    BRIEF = "简报", "Brief";
    PERIOD[2] = "{0} 到 {1}", "{0} to {1}";
    BEFORE = "前一周", "The week before";
    AFTER = "后一周", "The week after";
    FROM = "从", "From";
    TO = "到", "To";
    MAKING = "正在写…", "Being written…";
    STALE = "数据有变化", "Something changed";
    AGAIN = "重新写", "Write it again";
    EDITED = "已改过，重新写会去掉您改的地方", "Edited; writing it again drops your changes";
    EDIT = "改文字", "Edit";
    READ = "改好了", "Done editing";
    TEXT = "报告全文", "The text";
    COPY = "复制全文", "Copy all";
    DOCUMENT = "存 Word", "Save as Word";
    TRACE = "点数字看是哪些户", "Tap a number to see who it counts";
    NUMBER[1] = "{0}，看是哪些户", "{0}: see who";
    NEW = "本期新增；下面列出的是到现在为止的全部", "Of this period; the list below is everything so far";
    OF[2] = "{0}，共 {1}", "{0} of {1}";
    TABLE[1] = "汇总表 {0}", "Roll-up table {0}";
    LEDGER[1] = "看台账 {0}", "Open ledger {0}";
    NONE = "还没有数据", "Nothing to report yet";
    NONE_TEXT = "导入花名册、入户以后，报告自动写好。", "Reports write themselves once the roster is in and households are visited.";
}
