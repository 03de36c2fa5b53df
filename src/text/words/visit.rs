//! 入户: the screens of a visit.

words! {
    START = "开始入户", "Start the visit";
    GO_ON = "继续入户", "Go on with the visit";
    AGAIN = "再次入户", "Visit again";
    BLOCKS = "各块", "Blocks";
    BLOCK_DONE[1] = "{0}，已答完", "{0}, complete";
    BLOCK_OPEN[2] = "{0}，还有 {1} 项", "{0}, {1} left";
    BLOCK_WRONG[1] = "{0}，有问题", "{0}, with issues";
    SAVED[1] = "已保存 {0}", "Saved {0}";
    SAVING = "正在保存", "Saving";
    NOT_SAVED = "没存上，在重试", "Not saved, trying again";
    FINE = "逐项看过，无异常", "Checked, all fine";
    FINE_TITLE = "点“逐项看过，无异常”，将记为：", "“Checked, all fine” records:";
    NEXT = "下一块", "Next";
    NEXT_IS[1] = "下一块：{0}", "Next: {0}";
    PREVIOUS = "上一块", "Back";
    REVIEW = "收尾", "Finish";
    OPEN_TITLE = "还没答的", "Not answered yet";
    OPEN_NONE = "每一项都答了。", "Everything is answered.";
    OPEN_COUNT[1] = "还有 {0} 项", "{0} left";
    GO_ON_WITH[1] = "接着答：{0}", "Go on: {0}";
    EARLY = "没答完也能先结束，以后可以再来。", "You can finish without the rest and come back later.";
    FINISH_EARLY = "先结束这次入户", "Finish this visit now";
    FINDINGS = "这一户的问题", "Issues of this household";
    NO_FINDINGS = "没有发现问题。", "Nothing wrong was found.";
    FINISH_NEXT[1] = "完成，下一户：{0}", "Done. Next: {0}";
    FINISH = "完成", "Done";
    FIXED = "现场解决", "Fixed here";
    REPORT = "上报", "Report";
    HOW = "怎么解决的", "What was done";
    HOW_SAVE = "记下", "Record";
    AS_ADVISED[1] = "照做了：{0}", "Done as advised: {0}";
    NOT_YET = "还没解决", "Not yet";
    BETTER = "这次的回答已经没有问题。解决了，就写明怎么解决的。", "The answer is fine now. If it was put right, say how.";
    NO_SUCH = "没有这一户，可能已被删除。", "This household is not here; it may have been deleted.";
    DUE[1] = "限{0}", "Due {0}";
}
