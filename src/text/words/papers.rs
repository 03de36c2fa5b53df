//! 台账 beyond the list: an edited ledger read back, a blank of somebody else's, what inspectors are shown.

words! {
    MORE = "还能做", "Besides";
    INSPECTION = "迎检包", "For inspectors";
    INSPECTION_TEXT = "五个文件夹加目录：工作安排、责任落实、隐患排查、台账建立、救助措施", "Five folders and their contents: arrangements, responsibility, hazards, ledgers, relief";
    BLANK = "填上级发的空表", "Fill a blank from above";
    BLANK_BELOW = "认出表头，照原样填好", "Its heading is read and it is filled as it is styled";
    READ_BACK = "读回改过的台账", "Read an edited ledger back";
    READ_BACK_BELOW = "在 Excel 里改过的，先看改了什么", "What was changed in a spreadsheet is looked at first";

    READ_BACK_TEXT = "选从这里导出、在 WPS 或 Excel 里改过的台账。先列出哪一户哪一栏改了什么，点头才改。", "Choose a ledger that was exported here and edited in a spreadsheet. What was changed is listed, household by household, and changes nothing until you agree.";
    READ_BACK_RULES = "只读登记的栏目，算出来的栏目不读；打星号的格子和空格不会覆盖原来的内容。", "Only what is recorded is read, not what is computed. Masked and blank cells overwrite nothing.";
    CHOOSE_LEDGER = "选改过的台账", "Choose the edited ledger";
    TAKEN[1] = "已改 {0} 处", "{0} change{0s} made";
    CHANGES[1] = "要改 {0} 处", "{0} change{0s}";
    NO_CHANGES = "没有要改的", "Nothing to change";
    NO_CHANGES_TEXT = "文件和现在登记的一样。", "The file says what is recorded.";
    UNTICK = "不对的点一下去掉勾。", "Take the tick off what is wrong.";
    LOST[1] = "没读懂 {0} 处", "{0} not understood";
    LEFT[1] = "没有动的 {0} 类", "Left alone: {0}";
    FOUND = "认出的台账", "Ledgers found";
    NOTHING = "空", "blank";
    TAKE[1] = "改 {0} 处", "Make {0} change{0s}";
    LEAVE = "不改了", "Change nothing";
    MORE_CHANGES[1] = "另有 {0} 处没有列出来，也会一起改", "{0} more are not listed and will be made too";

    BLANK_TEXT = "选上级发来的 xlsx 空表，要有一行写着栏名。会按它自己的顺序和格式填好，页面其他地方不动。", "Choose the xlsx that was sent, with a row that names columns. It is filled in its own order and styling; nothing else of it changes.";
    CHOOSE_BLANK = "选空表", "Choose the blank";
    BLANK_KNOWN = "这种表头以前填过，按上次认定的填。", "A blank with this heading was filled before; it is filled the same way.";
    BLANK_SHEET[2] = "工作表“{0}”，表头下面有 {1} 行空行，不够会自动加", "Sheet “{0}” with {1} blank rows; more are added as needed";
    BLANK_TAKEN[1] = "这张表里已有 {0} 行", "The table already holds {0} row{0s}";
    BLANK_TAKEN_TEXT = "接在后面：原有的不动，序号接着编。换成我们的：原有的清掉。", "After them: they stay, and the numbers go on. In their place: they are cleared.";
    BLANK_OTHERS[1] = "另外的工作表不填：{0}", "Other sheets stay as they are: {0}";
    BLANK_LEDGER = "填哪张台账的人", "Whose rows";
    BLANK_COLUMNS = "每一栏填什么", "What each column holds";
    BLANK_COLUMNS_TEXT = "不对的改一下，下次同样的表头就记住了。", "Put right what is wrong; it is remembered for this heading.";
    BLANK_NOTHING = "空着", "Leave blank";
    BLANK_OPEN[1] = "{0} 栏空着", "{0} column{0s} left blank";
    FILL = "填好导出", "Fill and export";
    ANOTHER = "换一张", "Another";
}
