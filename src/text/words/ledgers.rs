//! 台账: the list of tables, and one of them.

words! {
    EDITION = "给谁用", "For whom";
    PUBLIC = "公示", "Notice board";
    CHECK = "核对", "To check";
    REPORT = "上报", "To hand in";
    PUBLIC_TEXT = "贴出来的：没有证号、电话、账号、病情和儿童姓名。", "To be put up: no ID numbers, phones, accounts, illnesses or children's names.";
    CHECK_TEXT = "村里核对用：证号和电话只露一部分。", "To be checked in the village: ID numbers and phones are shown in part.";
    REPORT_TEXT = "交给上级：内容完整，不要发到群里。", "To be handed in: complete. Never post it to a group.";
    NOT_PUBLIC = "这张台账不公示", "Not put up on a notice board";
    NOT_PUBLIC_TEXT = "去掉不能公示的内容，就没有可看的了。请选“核对”或“上报”。", "Without what may not be put up nothing is left to read. Choose “To check” or “To hand in”.";
    ROWS[1] = "{0} 行", "{0} row{0s}";
    MAKING = "正在生成…", "Being made…";
    SENT[1] = "上次导出 {0}", "Last exported {0}";
    NOT_SENT = "没有导出过", "Not exported yet";
    CSV = "存成 CSV", "As CSV";
    CSV_DIGITS = "CSV 里证号、账号前加了制表符，Excel 打开不丢位数；转给别人请用 Excel 版。", "In the CSV a tab before ID and account numbers keeps their digits; to pass it on, use the Excel file.";
    EXPORT = "导出 Excel", "Export to Excel";
    EXPORT_ALL = "全部台账一个 Excel", "All ledgers in one Excel file";
    ENTRIES = "逐笔登记", "Entries";
    PRINT = "打印", "Print";
    EMPTY = "这张台账还没有内容", "Nothing in this ledger yet";
    EMPTY_TEXT = "入户登记以后，会自动填进来。", "It fills by itself as households are visited.";
    PRINT_CUT[2] = "这里是前 {0} 行，一共 {1} 行；要打全请导出 Excel 再打印。", "The first {0} of {1} rows; to print them all, export the workbook.";
    CUT[2] = "这里先看前 {0} 行，一共 {1} 行；导出的文件里都有。", "The first {0} of {1} rows; the file has them all.";
    GONE = "没有这张台账。", "There is no such ledger.";
    SCROLL = "表格，可以左右滑动", "Table; it scrolls sideways";
    NONE_TEXT = "导入花名册、入户以后，台账自动生成。", "Ledgers make themselves once the roster is in and households are visited.";
}
