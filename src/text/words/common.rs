//! Words of more than one screen.

words! {
    BACK = "返回", "Back";
    CLOSE = "关闭", "Close";
    CANCEL = "取消", "Cancel";
    SAVE = "保存", "Save";
    RED = "红色", "Red";
    YELLOW = "黄色", "Yellow";
    NEED = "需求", "Need";
    CLOSED = "已销号", "Closed";
}
