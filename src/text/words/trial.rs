//! 试填表单.

words! {
    TITLE = "试填表单", "Try a form";
    ABOUT = "打开一份 XLSForm 表格，像填表的人一样填一遍，看问题、跳转、必填和限制对不对。填的内容不会进台账，离开这一页就不保留。", "Open an XLSForm workbook and fill it in as others will: see whether its questions, branches and limits are right. Nothing goes into a ledger, and nothing is kept when you leave this page.";
    CHOOSE = "选表单", "Choose a form";
    CHOOSE_HINT = "xlsx、xls，或编译好的表单。表单用到的 csv、图片可以一起选。", "An xlsx, an xls or a compiled form. Its csv files and pictures can be chosen along with it.";
    ANOTHER = "换一份表单", "Another form";
    READING = "正在读表单…", "Reading the form…";
    FETCHING = "正在打开表单…", "Opening the form…";
    NO_FORM = "选的文件里没有表单，请选一个 xlsx", "None of the chosen files is a form; choose an xlsx";
    NOT_PUBLISHED[1] = "这里没有叫“{0}”的表单，请核对网址", "There is no form called “{0}” here; check the address";
    PROBLEMS[1] = "表单有 {0} 处问题，改好后再打开", "The form has {0} problem{0s}; mend them and open it again";
    REMARKS[1] = "另有 {0} 处提醒", "{0} remark{0s}";
    LANGUAGE = "表单语言", "The form's language";
    QUESTIONS[1] = "{0} 个问题", "{0} question{0s}";
    FINISH = "填完了", "Finish";
    OPEN[1] = "还有 {0} 处没填或不对", "{0} answer{0s} missing or wrong";
    GO_TO = "去看看", "Go there";
    ANYWAY = "就这样结束", "Finish anyway";
    DONE = "填完的内容", "The answers";
    NAMED[1] = "这一份叫：{0}", "This one is called: {0}";
    NO_ANSWERS = "什么都没有填", "Nothing was answered";
    BACK_TO_FORM = "回去改", "Back to the form";
    SAVE_JSON = "存成 JSON", "Save as JSON";
    SAVE_XLSX = "存成表格", "Save as a workbook";
    SAVE_FORM = "存编译好的表单", "Save the compiled form";
    MAKING = "正在做表格…", "Making the workbook…";
    SAVED = "已存到下载", "Saved to downloads";
    NOT_SAVED = "没有存成，请换个浏览器再试", "It was not saved; try another browser";
    ATTACHED = "已附文件", "A file is attached";
    PATH = "路径", "Path";
    QUESTION = "问题", "Question";
    VALUE = "回答", "Answer";
    MEANING = "意思", "Meaning";
}
