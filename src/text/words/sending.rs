//! 数据包 out of a village, and the look around with made-up data.

words! {
    SEND = "交给乡镇", "Hand in to the township";
    SEND_TEXT = "一个文件，装着这个村的全部登记。乡镇收几次都不会重复。", "One file with everything recorded in this village. Taking it in twice doubles nothing.";
    HAND_ON = "交给县（区）", "Hand on to the county";
    HAND_ON_TEXT = "每个村一个数据包。县里把各乡镇的都收进去，就按乡镇汇总。", "One package a village. The county takes in those of all townships, and its tables are by township.";
    VILLAGES[1] = "{0} 个村", "{0} village{0s}";
    HOLDS = "里面有", "It holds";
    HOUSEHOLDS[1] = "{0} 户", "{0} household{0s}";
    VISITS[1] = "{0} 次入户", "{0} visit{0s}";
    FINDINGS[1] = "{0} 个问题", "{0} issue{0s}";
    CONTACTS[1] = "{0} 次联系", "{0} contact{0s}";
    HOLDS_NOT = "不含“只存本机”的内容。含身份证号和电话，请直接发给乡镇，不要发到群里。", "It leaves out what stays on this device. It holds ID numbers and phones: send it to the township itself, never to a group.";
    MAKE = "做数据包", "Make the package";
    SENT[1] = "上次导出：{0}", "Last exported: {0}";
    NOT_SENT = "还没有导出过", "Not exported yet";
    LATER = "以后再写", "Later";
    NO_VILLAGE = "还不知道是哪个村：在设置里写上村名，或者导入花名册。", "The village is not known yet: name it in the settings, or import the roster.";

    DEMO_BANNER = "这是演示，人和事都是编的。", "A demo: the people and everything else are made up.";
    DEMO_LEAVE = "退出演示", "Leave the demo";
    DEMO_LEAVE_TEXT = "演示里的住户、走访和您刚才填的都会删掉，回到第一页。", "The demo's households and visits, and what you typed, are deleted. It goes back to the first screen.";
    DEMO_STAY = "接着看", "Stay";
    DEMO_VILLAGE = "村里的演示", "Demo: a village";
    DEMO_TOWNSHIP = "乡镇的演示", "Demo: a township";
    UNDO = "撤销", "Undo";
}
