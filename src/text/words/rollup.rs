//! 汇总: the township's desk.

words! {
    BELOW[2] = "已报 {0} 个村 · 未报 {1} 个村", "{0} sent · {1} missing";
    BELOW_PLAIN[1] = "已报 {0} 个村", "{0} village{0s} sent";
    TABLES = "汇总表", "Tables";
    EXPORT = "导出表格", "Export as xlsx";
    RECEIVE = "收数据包", "Receive packages";
    EMPTY = "还没有收到数据包", "No package yet";
    EMPTY_TEXT = "把各村发来的数据包选进来，或者拖到这一页上，可以一次选多个。这里会列出各村进度、问题和没报的村。", "Choose the packages that villages sent, or drop them on this page, several at once. Progress, problems and missing villages show up here.";
    DROP = "放开鼠标，收下这些文件", "Let go to receive these files";
    MISSING[1] = "还有 {0} 个村没报", "{0} village{0s} missing";
    ALL_SENT[1] = "{0} 个村都报了", "All {0} villages have sent";
    EXPECT = "应报村名单", "Villages expected";
    EXPECT_NONE = "设好应报村名单，没报的村会在这里点名。", "List the villages you expect, and those that have not sent are named here.";
    EXPECT_TEXT = "一行一个村名，也可以选一份名单文件（Excel 或文本）。", "One village a line, or choose a file with the list (a workbook or text).";
    EXPECT_FILE = "选名单文件", "Choose a list";
    EXPECT_FROM[1] = "填入已报的 {0} 个村", "Fill in the {0} that sent";
    MAKING = "正在汇总…", "Adding up…";
    STALE = "数据有变化，正在重新汇总", "Something changed; adding up again";
    AGAIN = "重新汇总", "Add up again";
    NOT_MADE = "还没有汇总出来。", "Not added up yet.";
    NOTES = "说明", "Notes";

    COMES_AGAIN[1] = "{0}又报了一次", "{0} has sent again";
    COMES_TEXT = "先看看新旧数字，再决定计不计入。计入后两份合在一起，同一户只算一次。", "Look at the old and new totals first. If it counts, both files are put together and each household counts once.";
    WHAT = "项目", "Total";
    BEFORE = "原来", "Before";
    AFTER = "计入后", "After";
    AS_OF[1] = "数据截至 {0}", "data as of {0}";
    COUNT_IT = "计入", "Count it";
    LEAVE_IT = "不计入", "Leave it";
    ONE_OF[1] = "后面还有 {0} 份要看", "{0} more to look at";
    SAME_PACKAGE = "这一份收过了，只算一次", "This very file was received before; it counts once";
}
