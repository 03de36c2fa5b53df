//! 住户: the list, one household, and changing it.

words! {
    SEARCH = "姓名、拼音首字母、组、电话、证号", "Name, initials, group, phone or ID";
    CLEAR = "清除", "Clear";
    ALL = "全部", "All";
    UNVISITED = "未查", "To visit";
    KEY = "重点", "Key";
    OPEN = "有问题", "With issues";
    ALONE = "无责任人", "No helper";
    FOUND[1] = "找到 {0} 户", "{0} household{0s} found";
    GROUPS = "按组", "By group";
    GROUP_PICK = "到哪个组", "Go to a group";
    NO_GROUP = "未分组", "No group";
    COUNT[1] = "{0} 户", "{0} household{0s}";
    PEOPLE[1] = "{0} 人", "{0} people";
    ISSUES[1] = "{0} 个问题未了结", "{0} open issue{0s}";
    LIST = "住户列表", "Households";
    NONE_TITLE = "还没有住户", "No households yet";
    NONE_TEXT = "有花名册就导入，没有就先添加一户。", "Import the roster you have, or add a household by hand.";
    NONE_FOUND = "没有找到", "Nothing found";
    NONE_FOUND_TEXT = "换个字找，或看看全部住户。", "Try another word, or show all households.";
    SHOW_ALL = "看全部", "Show all";
    ADD = "添加一户", "Add a household";
    BEGUN = "未查完", "Begun";
    VISITED = "已查", "Visited";
    NOT_VISITED = "未查", "To visit";

    CALL[1] = "打电话 {0}", "Call {0}";
    NO_PHONE = "没留电话", "No phone";
    MEMBERS = "家庭成员", "Members";
    NO_MEMBERS = "还没有登记成员。", "No members recorded.";
    ADD_MEMBER = "添加成员", "Add a member";
    REMOVE_MEMBER[1] = "删除成员 {0}", "Remove {0}";
    AGE[1] = "{0} 岁", "{0} years";
    MALE = "男", "Male";
    FEMALE = "女", "Female";
    DETAILS = "基本情况", "Details";
    EDIT = "修改", "Edit";
    NEW = "新的一户", "New household";
    GONE = "没有这一户，可能已被删除。", "This household is not here; it may have been deleted.";

    HEAD = "户主姓名", "Head of household";
    GROUP = "组", "Group";
    GROUP_HINT = "例如：3组", "For example: group 3";
    PHONE = "联系电话", "Phone";
    SIZE = "家庭人口", "People in the household";
    CATEGORIES = "对象类别", "Categories";
    ADDRESS = "住址", "Address";
    RESIDENCE = "现居住地", "Lives at";
    RESIDENCE_HINT = "与住址不同才填", "Only where it differs from the address";
    NOTE = "备注", "Note";
    MEMBER = "成员", "Member";
    NAME = "姓名", "Name";
    ID_NUMBER = "身份证号", "ID number";
    RELATION = "与户主关系", "Relation to the head";
    DONE = "完成", "Done";
    MOVED = "搬走了，不再统计", "Moved away: no longer counted";
    SAME[2] = "像是已经登记过的一户：{0}（{1}）", "Looks like one that is here already: {0} ({1})";
    SEE = "看看", "See it";
}
