//! 设置.

words! {
    LANGUAGE = "语言", "Language";
    CHINESE = "中文", "中文";
    ENGLISH = "English", "English";
    TEXT_SIZE = "字号", "Text size";
    NORMAL = "标准", "Normal";
    LARGE = "大字", "Large";
    LARGEST = "特大", "Largest";
    SAMPLE = "示例：张大爷家，3 组，煤炉取暖", "Sample: Mr Zhang · group 3 · coal stove";
    COLOURS = "颜色", "Colours";
    SYSTEM = "自动", "Automatic";
    LIGHT = "浅色", "Light";
    DARK = "深色", "Dark";
    STRONG = "高对比", "High contrast";
    AUTHOR = "我的姓名", "My name";
    AUTHOR_HINT = "写在走访记录和台账的“走访人”里。可以不填。", "Shown as the visitor in records and ledgers. May stay empty.";
    ROLE = "这台设备用来", "This device is for";
    VILLAGE = "村里入户", "Village visits";
    TOWNSHIP = "乡镇汇总", "Township roll-up";
    OWN_VILLAGE = "本村", "This village";
    NAME_VILLAGE = "记下村名", "Keep the name";
    STORAGE = "存储", "Storage";
    USED[2] = "已用 {0}，浏览器给了 {1}", "{0} used of {1}";
    AGAIN = "再试一次", "Try again";
    NEARLY_FULL[1] = "存储快满了，还剩 {0}。请先做备份，再清一清手机。", "Storage is nearly full: {0} left. Make a backup, then free some space.";
    BACKED_UP_TODAY = "今天备份过", "Backed up today";
    BACKED_UP_DAYS[1] = "{0} 天没备份了", "Last backup {0} day{0s} ago";
    NOT_BACKED_UP = "还没有备份", "Not backed up yet";
    KEPT = "浏览器答应长期保存。", "The browser promised to keep the data.";
    NOT_KEPT = "浏览器没答应长期保存：把本页添加到主屏幕，并常做备份。", "The browser made no promise: add this page to the home screen and back up often.";
    IN_MEMORY = "只在内存里，关掉页面就没了。", "In memory only; gone once this page closes.";
}
