//! 关于与隐私: one screen that a cadre can show.

words! {
    WHERE = "资料在哪里", "Where the data is";
    WHERE_TEXT = "只在这台设备里。没有服务器，没有账号，程序不向外发送任何东西。", "On this device only. There is no server and no account, and the program sends nothing out.";
    LEAVES = "什么时候会离开", "When it leaves";
    LEAVES_TEXT = "只有您亲手导出文件的时候：数据包、台账、备份。导出前会写明里面有什么。", "Only when you export a file yourself: a package, a ledger, a backup. What is in it is said beforehand.";
    NOT = "这里没有", "What is not here";
    NOT_TEXT = "不打卡，不记轨迹，不打分，不排名，不强制拍照。", "No check-in, no location trail, no scores, no ranking, no forced photos.";
    NOTICE = "公示", "Public notices";
    NOTICE_TEXT = "公示表里不会出现身份证号、电话、账号、病情和儿童姓名。", "A public notice never holds an ID number, a phone, an account, an illness or a child's name.";
    LOST = "手机丢了怎么办", "If the phone is lost";
    LOST_TEXT = "常做备份，存到电脑上。换手机时导入备份就能接着用。给手机设锁屏密码。", "Back up often and keep the copy on a computer; a new phone goes on from it. Set a screen lock.";
    VERSION[1] = "版本 {0}", "Version {0}";
    LICENCE = "开源软件，Apache-2.0 许可。", "Open source under Apache-2.0.";
}
