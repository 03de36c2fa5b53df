//! Where one can go.

words! {
    PLACES = "主要页面", "Main pages";
    TODAY = "今天", "Today";
    HOUSEHOLDS = "住户", "Homes";
    FINDINGS = "问题", "Issues";
    LEDGERS = "台账", "Ledgers";
    MORE = "更多", "More";
    ROLLUP = "汇总", "Roll-up";
    IMPORT = "导入花名册", "Import a roster";
    HELPERS = "帮扶责任", "Helpers";
    PACKAGES = "数据包", "Packages";
    BACKUP = "备份", "Backup";
    CAMPAIGN = "专项行动", "Campaign";
    TOWNSHIP_ROLLUP = "乡镇汇总", "Township roll-up";
    SETTINGS = "设置", "Settings";
    ABOUT = "关于与隐私", "About and privacy";
}
