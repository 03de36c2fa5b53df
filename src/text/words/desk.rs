//! Files that come and go: 数据包, 备份, and the worker's jobs.

words! {
    WORKING = "正在处理…", "Working…";
    WAITING[1] = "还有 {0} 个文件排队", "{0} more file{0s} waiting";
    STOP = "停止", "Stop";
    READY = "文件做好了", "The file is ready";
    READY_TEXT = "选一种方式把它送出去。没送出之前，别处都没有这份文件。", "Choose how it leaves. Until then it is nowhere else.";
    SHARE = "发送到微信等", "Send to another app";
    SAVE = "存到本机", "Save to this device";
    LEFT = "已送出", "It has left";
    DONE = "完成", "Done";
    NOT_MADE = "文件没做成", "The file was not made";
    RECEIVED = "收到的文件", "Files received";
    TAKEN[2] = "新收 {0} 条，原有 {1} 条", "{0} new, {1} known";
    PIECE_OF[2] = "第 {0} 份，共 {1} 份", "Piece {0} of {1}";
    ONLY_FILES = "只有照片等文件，已存好", "Photos and other files only; they are kept";
    JOINED[1] = "两台设备把它的乡镇、县写得不一样，已合成一个村；两边都有的 {0} 户各算一户", "Two devices wrote its township or county differently; they are one village now, and the {0} households of both count once";
    IS_LEFT_OUT = "这个村不算在内；要算，请到“各村进度”点“重新算上”", "This village is left out; to count it, open “Villages” and bring it back";
    NOTHING_NEW = "都是已有的，没有新内容", "Nothing new: all of it was here already";
    AS_OF[1] = "数据截至 {0}", "data as of {0}";
    SEE_HOUSEHOLDS = "看住户", "See the households";
    TO_SETTLE[1] = "还有 {0} 份是又报的，接着请您定算不算。", "{0} more file{0s} of villages that sent before: next you decide on those.";
    SUM_TAKEN[1] = "收下 {0} 份", "{0} taken";
    SUM_BOTH[2] = "收下 {0} 份，没收下 {1} 份", "{0} taken, {1} not";
    SEE_TAKEN[1] = "收下的 {0} 份", "Show the {0} taken";
    REFUSED = "没有收下，原有资料没动", "Not taken; nothing was changed";

    BACKUP_TEXT = "备份里有这台设备上的全部资料。存到电脑或另一台手机上，手机坏了、丢了都能接着用。", "A backup holds everything on this device. Keep it on a computer or another phone, and work goes on if this one breaks or is lost.";
    BACKUP_WARNING = "备份里有身份证号和电话，不要发到群里。", "It holds ID numbers and phones: never post it to a group.";
    BACKUP = "做一份备份", "Make a backup";
    LAST[1] = "上次备份：{0}", "Last backup: {0}";
    NEVER = "还没有做过备份", "No backup yet";
    RESTORE = "从备份恢复", "Restore from a backup";
    RESTORE_TEXT = "备份里的内容会并入现有资料，不会覆盖，也不会重复。", "What the backup holds is merged in: nothing is overwritten and nothing doubled.";
    CHOOSE_BACKUP = "选备份文件", "Choose a backup file";
    CLEAR = "清除本机数据", "Clear this device";
    CLEAR_TEXT = "这台设备上的住户、走访、问题和设置会全部删掉，不能撤销。请先做备份。", "Every household, visit, issue and setting on this device is deleted. It cannot be undone: make a backup first.";
    CLEAR_NOW = "全部删掉", "Delete everything";
    KEEP = "不删", "Keep it";

    RECEIVE = "收数据包", "Receive packages";
    RECEIVE_TEXT = "把各村发来的数据包文件选进来，可以一次选多个。同一份收两次也不会重复。", "Choose the package files that villages sent, several at once. Taking one twice changes nothing.";
    CHOOSE_PACKAGES = "选数据包文件", "Choose package files";
}
