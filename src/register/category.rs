//! 对象类别: who a household is to the people that help it. Codes are what records and campaigns hold; words are what rosters
//! write.
//!
//! The list is that of the checklist's A4 (S002-6 and the 防返贫 system's 户类型), with two wider ones that rosters write and
//! A4 splits: 监测对象 without saying which, 残疾 without saying how grave.

use serde::{Deserialize, Serialize};

use super::typed::squeeze;
use crate::text::{Lang, Say};

/// One category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 特困人员, supported at home (分散供养).
    DestituteHome,
    /// 特困人员, supported in a facility (集中供养).
    DestituteFacility,
    /// 低保.
    MinimumLiving,
    /// 低保边缘.
    MinimumLivingMargin,
    /// 刚性支出困难.
    RigidExpense,
    /// 脱贫不稳定.
    UnstableExit,
    /// 边缘易致贫.
    NearPoverty,
    /// 突发严重困难.
    SuddenHardship,
    /// 防返贫监测对象, kind not said.
    Monitored,
    /// 脱贫户.
    PovertyExit,
    /// 优抚对象.
    Veteran,
    /// 失独 (计生特殊家庭).
    LostOnlyChild,
    /// 重残.
    SevereDisability,
    /// 残疾, level not said.
    Disability,
    /// 重度精神障碍.
    SevereMental,
    /// 独居、空巢老人.
    ElderAlone,
    /// 留守老人.
    ElderLeftBehind,
    /// 留守儿童.
    ChildLeftBehind,
    /// 困境儿童.
    ChildInNeed,
    /// 孤儿.
    Orphan,
    /// 易流浪.
    HomelessRisk,
    /// 流浪返乡.
    HomelessReturned,
    /// 受灾户.
    DisasterHit,
    /// 拆迁户.
    Relocated,
    /// 一般户.
    General,
}

/// What a cell of categories held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadCategories {
    /// The categories, each once, in the order of [`Category::ALL`].
    pub categories: Vec<Category>,
    /// Words that are none.
    pub unknown: Vec<String>,
}

use Category::{
    ChildInNeed, ChildLeftBehind, DestituteFacility, DestituteHome, Disability, DisasterHit, ElderAlone,
    ElderLeftBehind, General, HomelessReturned, HomelessRisk, LostOnlyChild, MinimumLiving, MinimumLivingMargin,
    Monitored, NearPoverty, Orphan, PovertyExit, Relocated, RigidExpense, SevereDisability, SevereMental,
    SuddenHardship, UnstableExit, Veteran,
};

/// Code, Chinese and English by category, in the order in which they are shown.
const NAMES: [(Category, &str, &str, &str); 25] = [
    (DestituteHome, "destitute_home", "特困分散", "Destitute, at home"),
    (DestituteFacility, "destitute_facility", "特困集中", "Destitute, in a facility"),
    (MinimumLiving, "minimum_living", "低保", "Minimum living allowance"),
    (MinimumLivingMargin, "minimum_living_margin", "低保边缘", "Just above the allowance"),
    (RigidExpense, "rigid_expense", "刚性支出困难", "Unavoidable heavy expenses"),
    (UnstableExit, "unstable_exit", "脱贫不稳定", "Unstable exit from poverty"),
    (NearPoverty, "near_poverty", "边缘易致贫", "Close to poverty"),
    (SuddenHardship, "sudden_hardship", "突发严重困难", "Sudden hardship"),
    (Monitored, "monitored", "监测对象", "Monitored household"),
    (PovertyExit, "poverty_exit", "脱贫户", "Out of poverty"),
    (Veteran, "veteran", "优抚", "Veteran or martyr's family"),
    (LostOnlyChild, "lost_only_child", "失独", "Lost an only child"),
    (SevereDisability, "severe_disability", "重残", "Severe disability"),
    (Disability, "disability", "残疾", "Disability"),
    (SevereMental, "severe_mental", "重度精神障碍", "Severe mental disorder"),
    (ElderAlone, "elder_alone", "独居·空巢老人", "Elder living alone"),
    (ElderLeftBehind, "elder_left_behind", "留守老人", "Elder left behind"),
    (ChildLeftBehind, "child_left_behind", "留守儿童", "Child left behind"),
    (ChildInNeed, "child_in_need", "困境儿童", "Child in need"),
    (Orphan, "orphan", "孤儿", "Orphan"),
    (HomelessRisk, "homeless_risk", "易流浪", "Prone to leave home"),
    (HomelessReturned, "homeless_returned", "流浪返乡", "Returned from the street"),
    (DisasterHit, "disaster_hit", "受灾户", "Hit by a disaster"),
    (Relocated, "relocated", "拆迁户", "Relocated household"),
    (General, "general", "一般户", "Ordinary household"),
];

/// Words that rosters and systems write, without their endings 户, 人员, 对象, 家庭, 成员. A word not listed whole is tried
/// piece by piece in this order, so that the longer of two stands first.
const WORDS: &[(&str, Category)] = &[
    ("集中供养特困", DestituteFacility),
    ("特困集中供养", DestituteFacility),
    ("集中供养", DestituteFacility),
    ("特困集中", DestituteFacility),
    ("集中特困", DestituteFacility),
    ("集中五保", DestituteFacility),
    ("五保集中", DestituteFacility),
    ("分散供养", DestituteHome),
    ("特困分散", DestituteHome),
    ("分散特困", DestituteHome),
    ("分散五保", DestituteHome),
    ("五保", DestituteHome),
    ("特困", DestituteHome),
    ("低保边缘", MinimumLivingMargin),
    ("低保边际", MinimumLivingMargin),
    ("最低生活保障边缘", MinimumLivingMargin),
    ("低边", MinimumLivingMargin),
    ("低收入边缘", MinimumLivingMargin),
    ("最低生活保障", MinimumLiving),
    ("低保", MinimumLiving),
    ("刚性支出", RigidExpense),
    ("支出型困难", RigidExpense),
    ("支出型贫困", RigidExpense),
    ("脱贫不稳定", UnstableExit),
    ("边缘易致贫", NearPoverty),
    ("易致贫", NearPoverty),
    ("贫困边缘", NearPoverty),
    ("边缘户", NearPoverty),
    ("突发严重困难", SuddenHardship),
    ("突发困难", SuddenHardship),
    ("严重困难", SuddenHardship),
    ("防返贫监测", Monitored),
    ("防返贫", Monitored),
    ("监测", Monitored),
    ("三类户", Monitored),
    ("建档立卡", PovertyExit),
    ("已脱贫", PovertyExit),
    ("脱贫享受政策", PovertyExit),
    ("其他脱贫", PovertyExit),
    ("脱贫", PovertyExit),
    ("优抚", Veteran),
    ("退役军人", Veteran),
    ("退伍军人", Veteran),
    ("烈属", Veteran),
    ("烈士家属", Veteran),
    ("军烈属", Veteran),
    ("军属", Veteran),
    ("伤残军人", Veteran),
    ("参战", Veteran),
    ("三属", Veteran),
    ("计划生育特殊", LostOnlyChild),
    ("计生特殊", LostOnlyChild),
    ("失独", LostOnlyChild),
    ("重度精神", SevereMental),
    ("严重精神", SevereMental),
    ("精神障碍", SevereMental),
    ("精神病", SevereMental),
    ("精神患者", SevereMental),
    ("重度残疾", SevereDisability),
    ("重残", SevereDisability),
    ("一二级残疾", SevereDisability),
    ("一级残疾", SevereDisability),
    ("二级残疾", SevereDisability),
    ("残疾一级", SevereDisability),
    ("残疾二级", SevereDisability),
    ("残疾", Disability),
    ("独居", ElderAlone),
    ("空巢", ElderAlone),
    ("孤寡", ElderAlone),
    ("留守老", ElderLeftBehind),
    ("留守儿童", ChildLeftBehind),
    ("困境儿童", ChildInNeed),
    ("事实无人抚养", ChildInNeed),
    ("孤儿", Orphan),
    ("流浪返乡", HomelessReturned),
    ("返乡流浪", HomelessReturned),
    ("易流浪", HomelessRisk),
    ("受灾", DisasterHit),
    ("灾户", DisasterHit),
    ("拆迁", Relocated),
    ("躲迁", Relocated),
    ("一般农户", General),
    ("一般户", General),
    ("普通农户", General),
    ("普通户", General),
    ("非贫困", General),
];

impl Category {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 25] = {
        let mut all = [General; 25];
        let mut index = 0;
        while index < all.len() {
            all[index] = NAMES[index].0;
            index += 1;
        }
        all
    };

    /// The code that records hold.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.names().1
    }

    /// The category of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        NAMES.iter().find(|(_, known, _, _)| *known == code).map(|(category, ..)| *category)
    }

    /// The category that a word means, as a column's heading or one entry of a cell.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let plain = squeeze(word);
        if let Some(category) = Self::from_code(&plain) {
            return Some(category);
        }
        if let Some((category, ..)) = NAMES.iter().find(|(_, _, chinese, _)| *chinese == plain) {
            return Some(*category);
        }
        WORDS.iter().find(|(known, _)| plain.contains(known)).map(|(_, category)| *category)
    }

    /// Reads a cell that may name several, parted by 、, ，, ；, / or white space.
    #[must_use]
    pub fn read(text: &str) -> ReadCategories {
        let mut read = ReadCategories::default();
        for word in text.split(|letter: char| letter.is_whitespace() || "、，,；;/|+＋／".contains(letter)) {
            let word = squeeze(word);
            if matches!(word.as_str(), "" | "无" | "否" | "-" | "--" | "—") {
                continue;
            }
            match Self::from_word(&word) {
                Some(category) if !read.categories.contains(&category) => read.categories.push(category),
                Some(_) => {}
                None => read.unknown.push(word),
            }
        }
        read.categories.sort_unstable();
        read
    }

    fn names(self) -> (Self, &'static str, &'static str, &'static str) {
        NAMES.into_iter().find(|(category, ..)| *category == self).unwrap_or(NAMES[24])
    }
}

impl Say for Category {
    fn say(&self, lang: Lang) -> String {
        let (_, _, chinese, english) = self.names();
        lang.pick(chinese, english).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_reads_back_from_its_code_and_its_chinese_name() {
        for category in Category::ALL {
            assert_eq!(Category::from_code(category.code()), Some(category));
            assert_eq!(Category::from_word(&category.say(Lang::ZhHans)), Some(category));
            assert_eq!(serde_json::to_value(category).unwrap(), category.code());
        }
        assert!(Category::ALL.is_sorted());
    }

    #[test]
    fn the_words_of_rosters_and_systems_are_known() {
        let expected = [
            ("低保户", MinimumLiving),
            ("农村低保", MinimumLiving),
            ("农村低保边缘家庭", MinimumLivingMargin),
            ("五保户", DestituteHome),
            ("分散供养特困人员", DestituteHome),
            ("特困人员（集中供养）", DestituteFacility),
            ("边缘易致贫户", NearPoverty),
            ("脱贫不稳定户", UnstableExit),
            ("脱贫享受政策户", PovertyExit),
            ("严重困难户", SuddenHardship),
            ("刚性支出困难家庭成员", RigidExpense),
            ("空巢老人", ElderAlone),
            ("一般农户", General),
        ];
        for (word, category) in expected {
            assert_eq!(Category::from_word(word), Some(category), "{word}");
        }
        assert_eq!(Category::from_word("种粮大户"), None);
    }

    #[test]
    fn a_cell_may_name_several_and_some_that_are_none() {
        let read = Category::read("残疾、低保户 / 种粮大户，低保");
        assert_eq!(read.categories, [MinimumLiving, Disability]);
        assert_eq!(read.unknown, ["种粮大户"]);
        assert_eq!(Category::read("无"), ReadCategories::default());
    }
}
