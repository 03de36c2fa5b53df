//! The first minute.

words! {
    NAME = "暖冬", "Nuandong";
    PURPOSE = "一次入户，各张台账自动生成。", "One visit to a household fills every ledger.";
    PRIVATE = "不用联网，不用账号，资料只存在这台设备上。", "No network, no account: the data stays on this device.";
    WHO = "您是？", "Who are you?";
    VILLAGE = "村里入户", "Village: visit households";
    VILLAGE_BELOW = "走访登记，排查隐患，出台账", "Record visits, find hazards, make ledgers";
    TOWNSHIP = "乡镇汇总", "Township: add villages up";
    TOWNSHIP_BELOW = "收各村数据包，出汇总表", "Collect the villages' packages, make the roll-up";
    CHANGE_LATER = "以后可以在“更多”里换。", "You can change this later under More.";
    DEMO = "先看演示", "Look at a demo first";
    OPENING = "正在打开…", "Opening…";
    FAILED = "打不开本机资料", "The data on this device does not open";
    UPDATE = "有新版本。", "A new version is ready.";
    UPDATE_NOW = "现在更新", "Update now";
    IN_MEMORY = "浏览器不让保存。关掉页面，资料就没了；走之前请做一份备份。", "The browser refuses to keep data. It is gone once this page closes: make a backup before you leave.";
}
