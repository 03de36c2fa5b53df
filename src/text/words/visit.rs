//! 入户: the screens of a visit.

words! {
    START = "开始入户", "Start the visit";
    GO_ON = "继续入户", "Go on with the visit";
    AGAIN = "再次入户", "Visit again";
    PROGRESS[3] = "{0} {1}/{2}", "{0} {1}/{2}";
    SAVED[1] = "已保存 {0}", "Saved {0}";
    SAVING = "正在保存", "Saving";
    NOT_SAVED = "还没存上，正在重试", "Not saved yet, trying again";
    FINE = "逐项看过，无异常", "All checked, nothing wrong";
    FINE_TITLE = "点“逐项看过，无异常”，将记为：", "“All checked, nothing wrong” records:";
    FINE_LINE[2] = "{0}：{1}", "{0}: {1}";
    NEXT = "下一块", "Next";
    PREVIOUS = "上一块", "Previous";
    REVIEW = "收尾", "Finish";
    OPEN_TITLE = "还没答的", "Not answered yet";
    OPEN_NONE = "每一块都看过了。", "Every part has been checked.";
    OPEN_COUNT[1] = "还有 {0} 项", "{0} left";
    FINDINGS = "这一户的问题", "Issues of this household";
    NO_FINDINGS = "没有发现问题。", "Nothing wrong was found.";
    FINISH_NEXT[1] = "完成，下一户：{0}", "Done. Next: {0}";
    FINISH = "完成", "Done";
    FIXED = "现场解决", "Fixed on the spot";
    REPORT = "上报", "Report";
    HOW = "怎么解决的", "What was done";
    HOW_SAVE = "记下", "Record";
    BETTER = "这次的回答已经没有问题了。如果已经解决，请写明怎么解决的。", "The answer is fine now. If it was put right, say how.";
    NO_SUCH = "没有这一户，可能已被删除。", "This household is not here; it may have been deleted.";
    REQUIRED = "这一项要填", "Please answer this";
    WRONG_TYPE = "填得不对，请改一下", "This is not a valid answer";
    NOT_ALLOWED = "这个答案不符合要求，请改一下", "This answer is not allowed";
    DUE[1] = "限 {0}", "Due {0}";
}
