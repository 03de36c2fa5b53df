//! 各村进度: what every village has come to, for a township.

words! {
    TITLE = "各村进度", "Villages";
    NONE = "还没有村的资料", "No village’s data yet";
    NONE_TEXT = "收到各村的数据包后，这里一村一行：查了多少、联系到没有、超期几个、谁没报。", "Once packages are in, each village has a row: how much is surveyed, who was contacted, what is overdue, who has not sent.";
    VILLAGE = "村", "Village";
    HOMES = "户", "Homes";
    OVERDUE = "问题超期", "Problems overdue";
    NEEDS_OVERDUE = "需求超期", "Needs overdue";
    OVERDUE_RULE = "超期按各村数据截至的时间算，问题超期和汇总的“问题汇总”是同一个数。", "Overdue is counted as of each village’s data; problems overdue are the number that the roll-up’s table of problems has.";
    CLOCK_WRONG = "手机时间不对", "clock is wrong";
    RED = "红色", "Red";
    AS_OF = "数据截至", "Data as of";
    TOTAL = "合计", "Total";
    NOT_SENT_COUNT[1] = "{0} 个村还没报", "{0} village{0s} not in";
    STALE[1] = "{0} 天前", "{0} day{0s} ago";
    HANDED_IN[2] = "标为已报 {0}/{1} 村", "{0} of {1} villages marked as handed in";
    WAITS_FOR[1] = "还没标：{0}", "Waiting for {0}";
    DEADLINES = "期限", "Deadlines";
    RECEIVE = "收数据包", "Receive packages";
    COPY_NOT_SENT = "复制未报村名单", "Copy who has not sent";
    OWN = "本机", "This device";
    LEFT_OUT = "不算在内的村", "Villages left out";
    LEFT_OUT_TEXT = "汇总、台账、计划里都没有它们；再报来也不算，资料都留着。", "No roll-up, ledger or plan has them, also when they send again; their data are kept.";
    TAKE_BACK = "重新算上", "Count it again";
    WHICH_COUNT = "有收错的村？", "A village that does not belong here?";
    WHICH_COUNT_TEXT = "收错了、重复了、不归这里管的，可以不算。资料不删，随时能恢复。", "One that came by mistake or belongs elsewhere can be left out. Nothing is erased, and a tap brings it back.";
    LEAVE_OUT = "不算这个村", "Leave it out";
    UNKNOWN = "未写村名", "No village given";
}
