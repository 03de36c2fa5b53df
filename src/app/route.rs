//! Where in the application the user is, as the part of the address after `#`.
//!
//! Law: a route read back from its own hash is itself. A hash that means nothing leads to [`Route::Today`].

use crate::journal::RecordId;
use crate::register::typed::percent_encode;

/// A screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Route {
    /// 今天.
    #[default]
    Today,
    /// 住户.
    Households,
    /// One household.
    Household(RecordId),
    /// Changing one household by hand, or adding it where there is none of this identity.
    Edit(RecordId),
    /// A visit to a household, at a block of the form, or where it was left.
    Visit(RecordId, Option<String>),
    /// 问题.
    Findings,
    /// One finding.
    Finding(RecordId),
    /// 台账.
    Ledgers,
    /// One ledger.
    Ledger(String),
    /// 读回改过的台账.
    ReadBack,
    /// 填上级的空表.
    Blank,
    /// 报告.
    Report,
    /// 物资、慰问、线索: the entries of a ledger of records, by its kind; with one of them open.
    Log(String, Option<RecordId>),
    /// 还差哪几户 of a stage or a duty (`stage`, `duty`), by its name.
    Missing(String, String),
    /// 计划: the days that are left, or evening out the load.
    Plan(Option<String>),
    /// 天气预警.
    Weather,
    /// 阶段和期限.
    Deadlines,
    /// 值班与突发.
    Watch,
    /// One incident.
    Incident(RecordId),
    /// 各村进度.
    Villages,
    /// 更多.
    More,
    /// Importing a roster.
    Import,
    /// 帮扶责任.
    Helpers,
    /// One helper and the households they answer for.
    Helper(RecordId),
    /// 数据包: making and receiving packages.
    Packages,
    /// 备份.
    Backup,
    /// 专项行动: the workbook.
    Campaign,
    /// 乡镇汇总, at a table of it.
    Rollup(Option<String>),
    /// 试填表单: a form that is chosen, or one that lies beside the application, by its name.
    Try(Option<String>),
    /// The history of a household and of what belongs to it.
    History(RecordId),
    /// 待核对: what two people filled in differently.
    Doubts,
    /// 设置.
    Settings,
    /// 关于与隐私.
    About,
}

impl Route {
    /// The hash of this route, from `#/`.
    #[must_use]
    pub fn hash(&self) -> String {
        let (word, parts): (&str, [Option<&str>; 2]) = match self {
            Self::Today => ("today", [None, None]),
            Self::Households => ("households", [None, None]),
            Self::Household(id) => ("household", [Some(&id.0), None]),
            Self::Edit(id) => ("edit", [Some(&id.0), None]),
            Self::Visit(id, block) => ("visit", [Some(&id.0), block.as_deref()]),
            Self::Findings => ("findings", [None, None]),
            Self::Finding(id) => ("finding", [Some(&id.0), None]),
            Self::Ledgers => ("ledgers", [None, None]),
            Self::Ledger(id) => ("ledger", [Some(id), None]),
            Self::ReadBack => ("read-back", [None, None]),
            Self::Blank => ("blank", [None, None]),
            Self::Report => ("report", [None, None]),
            Self::Log(kind, id) => ("log", [Some(kind), id.as_ref().map(|id| &*id.0)]),
            Self::Missing(sort, name) => ("missing", [Some(sort), Some(name)]),
            Self::Plan(of) => ("plan", [of.as_deref(), None]),
            Self::Weather => ("weather", [None, None]),
            Self::Deadlines => ("deadlines", [None, None]),
            Self::Watch => ("watch", [None, None]),
            Self::Incident(id) => ("incident", [Some(&id.0), None]),
            Self::Villages => ("villages", [None, None]),
            Self::More => ("more", [None, None]),
            Self::Import => ("import", [None, None]),
            Self::Helpers => ("helpers", [None, None]),
            Self::Helper(id) => ("helper", [Some(&id.0), None]),
            Self::Packages => ("packages", [None, None]),
            Self::Backup => ("backup", [None, None]),
            Self::Campaign => ("campaign", [None, None]),
            Self::Rollup(table) => ("rollup", [table.as_deref(), None]),
            Self::Try(form) => ("try", [form.as_deref(), None]),
            Self::History(id) => ("history", [Some(&id.0), None]),
            Self::Doubts => ("doubts", [None, None]),
            Self::Settings => ("settings", [None, None]),
            Self::About => ("about", [None, None]),
        };
        let mut hash = format!("#/{word}");
        for part in parts.into_iter().flatten() {
            hash.push('/');
            percent_encode(part, &mut hash);
        }
        hash
    }

    /// The route of a hash.
    #[must_use]
    pub fn from_hash(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_start_matches('/');
        let mut parts = path.split('/').map(decode);
        let word = parts.next().unwrap_or_default();
        let part = parts.next();
        match (word.as_str(), part) {
            ("households", _) => Self::Households,
            ("household", Some(id)) => Self::Household(RecordId(id)),
            ("edit", Some(id)) => Self::Edit(RecordId(id)),
            ("visit", Some(id)) => Self::Visit(RecordId(id), parts.next()),
            ("findings", _) => Self::Findings,
            ("finding", Some(id)) => Self::Finding(RecordId(id)),
            ("ledgers", _) => Self::Ledgers,
            ("ledger", Some(id)) => Self::Ledger(id),
            ("read-back", _) => Self::ReadBack,
            ("blank", _) => Self::Blank,
            ("report", _) => Self::Report,
            ("log", Some(kind)) => Self::Log(kind, parts.next().map(RecordId)),
            ("missing", Some(sort)) => Self::Missing(sort, parts.next().unwrap_or_default()),
            ("plan", of) => Self::Plan(of),
            ("weather", _) => Self::Weather,
            ("deadlines", _) => Self::Deadlines,
            ("watch", _) => Self::Watch,
            ("incident", Some(id)) => Self::Incident(RecordId(id)),
            ("villages", _) => Self::Villages,
            ("doubts", _) => Self::Doubts,
            ("more", _) => Self::More,
            ("import", _) => Self::Import,
            ("helpers", _) => Self::Helpers,
            ("helper", Some(id)) => Self::Helper(RecordId(id)),
            ("packages", _) => Self::Packages,
            ("backup", _) => Self::Backup,
            ("campaign", _) => Self::Campaign,
            ("rollup", table) => Self::Rollup(table),
            ("try", form) => Self::Try(form),
            ("history", Some(id)) => Self::History(RecordId(id)),
            ("settings", _) => Self::Settings,
            ("about", _) => Self::About,
            _ => Self::Today,
        }
    }
}

/// Undoes [`percent_encode`]; what is no valid escape stands for itself.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = if byte == b'%' {
            after.split_at_checked(2).and_then(|(hex, after)| Some((two_hex(hex)?, after)))
        } else {
            None
        };
        let (byte, after) = escaped.unwrap_or((byte, after));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn two_hex(hex: &[u8]) -> Option<u8> {
    std::str::from_utf8(hex).ok().filter(|hex| !hex.starts_with('+')).and_then(|hex| u8::from_str_radix(hex, 16).ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn route() -> impl Strategy<Value = Route> {
        let id = || ".+".prop_map(RecordId);
        prop_oneof![
            Just(Route::Today),
            Just(Route::Households),
            id().prop_map(Route::Household),
            id().prop_map(Route::Edit),
            (id(), proptest::option::of(".+")).prop_map(|(id, block)| Route::Visit(id, block)),
            Just(Route::Findings),
            id().prop_map(Route::Finding),
            Just(Route::Ledgers),
            ".+".prop_map(Route::Ledger),
            (".+", ".*").prop_map(|(sort, name)| Route::Missing(sort, name)),
            proptest::option::of(".+").prop_map(Route::Plan),
            Just(Route::ReadBack),
            Just(Route::Blank),
            Just(Route::Report),
            (".+", proptest::option::of(id())).prop_map(|(kind, id)| Route::Log(kind, id)),
            Just(Route::Weather),
            Just(Route::Deadlines),
            Just(Route::Watch),
            id().prop_map(Route::Incident),
            Just(Route::Villages),
            Just(Route::Doubts),
            Just(Route::More),
            Just(Route::Import),
            Just(Route::Helpers),
            id().prop_map(Route::Helper),
            Just(Route::Packages),
            Just(Route::Backup),
            Just(Route::Campaign),
            proptest::option::of(".+").prop_map(Route::Rollup),
            id().prop_map(Route::History),
            Just(Route::Settings),
            proptest::option::of("[^/]{1,9}").prop_map(Route::Try),
            Just(Route::About),
        ]
    }

    proptest! {
        #[test]
        fn a_route_read_back_from_its_hash_is_itself(route in route()) {
            prop_assert_eq!(Route::from_hash(&route.hash()), route);
        }

        #[test]
        fn any_hash_is_some_route(hash in ".*") {
            let route = Route::from_hash(&hash);
            prop_assert_eq!(Route::from_hash(&route.hash()), route);
        }
    }

    #[test]
    fn a_hash_that_means_nothing_is_today() {
        for hash in ["", "#", "#/", "#/nowhere", "#/visit", "%%%"] {
            assert_eq!(Route::from_hash(hash), Route::Today, "{hash}");
        }
    }
}
