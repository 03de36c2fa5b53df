//! 帮扶责任: who answers for which households.

words! {
    NONE = "还没有责任人", "No helpers yet";
    NONE_TEXT = "村两委、党员、网格员、驻村干部……先添加，再给每户指定。", "Village committee, party members, grid workers: add them, then assign each household.";
    ADD = "添加责任人", "Add a helper";
    NAME = "姓名", "Name";
    DUTY = "职务", "Role";
    DUTY_HINT = "例如：村两委、党员、网格员", "For example: village committee, grid worker";
    PHONE = "电话", "Phone";
    NEEDS_NAME = "请写姓名。", "Write a name.";
    HOUSEHOLDS[1] = "{0} 户", "{0} household{0s}";
    LIST = "责任人", "Helpers";
    ALONE = "还没有责任人的户", "Households that nobody answers for";
    ALONE_KEY = "重点户", "Key households";
    ALONE_MORE[1] = "还有 {0} 户，在“住户”里筛“无责任人”", "{0} more: choose “No helper” under Homes";
    ALL_HAVE = "每户都有责任人了。", "Every household has somebody.";
    GONE = "没有这个人，可能已被删除。", "This helper is not here; they may have been deleted.";
    THEIRS = "帮扶的户", "Households";
    NONE_THEIRS = "还没有帮扶的户。", "No households yet.";
    ONE = "一帮一", "one to one";
    MANY[1] = "一帮 {0}", "one to {0}";
    MORE = "加几户", "Add households";
    TAKE_OFF[1] = "不再帮扶 {0}", "Take {0} off";
    PICK = "谁来帮扶", "Who answers for it";
    FIND = "找住户", "Find a household";
}
