//! Words of more than one screen.

words! {
    BACK = "返回", "Back";
    CLOSE = "关闭", "Close";
    CANCEL = "取消", "Cancel";
    SAVE = "保存", "Save";
}
