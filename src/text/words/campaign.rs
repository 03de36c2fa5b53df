//! 专项行动: the campaign in use, its workbook out and in.

words! {
    IN_USE = "正在用的", "In use";
    BUILTIN = "程序自带", "Comes with the program";
    EDITED[2] = "{0}，{1} 启用", "{0}, in use since {1}";
    VERSION[1] = "版本 {0}", "Version {0}";
    HOLDS[3] = "{0} 道题，{1} 条判定规则，{2} 张台账", "{0} question{0s}, {1} rule{1s}, {2} ledger{2s}";
    NOT_YET = "检查内容还没取到，请稍候。", "The checklist has not come yet.";

    EXPORT = "导出工作簿", "Export the workbook";
    EXPORT_TEXT = "题目、选项、判定规则、时限、台账都在一个 Excel 工作簿里。导出来改好，再导入就生效。", "Questions, options, rules, deadlines and ledgers are in one Excel workbook. Export it, edit it, import it, and it takes effect.";
    IMPORT = "导入改好的工作簿", "Import an edited workbook";
    IMPORT_TEXT = "先检查，列出所有问题；没有问题才能启用。已经开始的走访仍按原来的版本。", "It is checked first and every problem listed; only without any can it be used. Visits already begun stay under their version.";
    CHOOSE = "选工作簿", "Choose a workbook";
    BACK_TO_BUILTIN = "改回程序自带的", "Use the built-in one again";

    GOOD = "可以用", "It can be used";
    USE = "启用", "Use it";
    DROP = "不用了", "Leave it";
    WRONG[1] = "有 {0} 个问题，改好再导入", "{0} problem{0s}; correct them and import again";
    FIRST[1] = "先列出前 {0} 个。", "The first {0} are listed.";

    KEPT = "以前的版本", "Earlier versions";
    KEPT_TEXT = "按这些版本做的走访，打开时仍用原来的题目。", "Visits made under these still open with their own questions.";

    OLDER[1] = "这次走访用的是版本 {0}。", "This visit is under version {0}.";
    MOVE = "换到现在的版本", "Take it to the version in use";
    MOVED = "已换到现在的版本，请看一遍", "Now under the version in use; look it through";
    STANDS_ELSEWHERE[1] = "换了位置：{0}", "Stands elsewhere now: {0}";
    NOT_ASKED[1] = "不再问，原答案另存：{0}", "No longer asked; the answers are kept aside: {0}";
    TO_ANSWER[1] = "要补答或重看：{0}", "To be answered or looked at again: {0}";
    ALL_KEPT = "答案都在，没有要补的。", "Every answer is there and nothing is missing.";
}
