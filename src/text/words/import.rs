//! 导入花名册.

words! {
    WHICH = "这是哪个村的？", "Which village is it?";
    VILLAGE = "村（社区）", "Village";
    TOWNSHIP = "乡镇（街道）", "Township";
    COUNTY = "县（区）", "County";
    DISTRICT = "管区（片区）", "District";
    DISTRICT_HINT = "没有就不填。", "Only where there is one.";
    CODE = "统计用区划代码", "Region code for statistics";
    CODE_HINT = "12 位数字，不知道可以不填。", "12 digits. May stay empty.";
    CODE_ODD = "区划代码是 12 位数字，请核对；不影响使用。", "A region code has 12 digits: please check. It does not stop anything.";
    MORE_NAMES = "管区和区划代码（可以不填）", "District and code (optional)";
    WIDER_NAMES = "乡镇、县、管区和区划代码（可以不填）", "Township, county, district and code (optional)";
    WHICH_HINT = "台账和数据包上会写这个名字。", "Ledgers and packages will bear this name.";
    FROM_ROSTER[1] = "花名册里写的是“{0}”", "The roster says “{0}”";
    USE = "就用这个", "Use it";
    FILE = "花名册文件", "The roster";
    FILE_TEXT = "Excel（xlsx、xls）、WPS、csv 都行，不用改格式：标题、两行表头、合计行都认得。", "Excel (xlsx, xls), WPS or csv, as it is: titles, two-line headings and sums are understood.";
    CHOOSE = "选文件", "Choose a file";
    PASTE = "也可以粘贴", "Or paste it";
    PASTE_HINT = "在 Excel 里选中、复制，粘贴到这里。", "Select and copy in Excel, paste here.";
    PASTED = "看看粘贴的内容", "Look at what was pasted";
    PASTED_NAME = "粘贴的名单.txt", "pasted roster.txt";

    UNDERSTOOD = "看懂了这些", "What was understood";
    HOUSEHOLDS = "户", "Households";
    PERSONS = "人", "Persons";
    NOTHING = "没看出住户", "No households were found";
    NOTHING_TEXT = "看看下面“各列的含义”，告诉程序哪一列是户主姓名；或者换一份文件。", "Look at the meaning of the columns below and say which one holds the head's name; or choose another file.";
    ADDED = "新增", "New";
    CHANGED = "有变动", "Changed";
    SAME = "没变", "The same";
    MISSING = "这份名单里没有", "Not in this roster";
    MISSING_TEXT = "搬走、销户的打勾，不再统计；不打勾就保留。", "Tick those that moved away or ended: they are no longer counted. The others stay.";
    ROW[1] = "第 {0} 行", "Row {0}";
    MORE[1] = "还有 {0} 户", "And {0} more";
    MORE_ROWS[1] = "还有 {0} 行", "And {0} more rows";
    LOST[1] = "{0} 行没有导入，请看一看", "{0} row{0s} not taken over: please look";
    WARNED[1] = "{0} 行请核对，不影响导入", "{0} row{0s} to check; taken over all the same";
    LEFT_OUT[1] = "跳过 {0} 行（标题、合计、说明）", "{0} row{0s} left out (titles, sums, remarks)";
    COLUMNS = "各列的含义", "The meaning of the columns";
    COLUMNS_TEXT = "不对就改，会记住，下次同样的表不用再改。", "Put right what is wrong; it is remembered for the next file of this kind.";
    NOT_KEPT = "不要这一列", "Leave it out";
    HEADING_ROW = "表头最后一行是第几行", "The last row of the heading";
    TAKE[1] = "导入 {0} 户", "Take over {0} household{0s}";
    UPDATE[1] = "更新 {0} 户", "Update {0} household{0s}";
    NOTHING_TO_DO = "没有要改的，完成", "Nothing to change: done";
    GIVE_UP = "不导入", "Do not import";
    TAKEN[2] = "新增 {0} 户，更新 {1} 户", "{0} added, {1} updated";
    TAKEN_NONE = "没有要改的", "Nothing to change";
    TAKEN_NEW[1] = "新增 {0} 户", "{0} household{0s} added";
    NEEDS_VILLAGE = "请先填村名。", "Please enter the village first.";
}
