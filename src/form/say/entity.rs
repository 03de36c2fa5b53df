//! Problems of entities.

use super::say;
use crate::form::problem::EntityCause;
use crate::text::{Lang, Say};

impl Say for EntityCause {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NoList => say!(
                lang,
                "实体表没有名字，请在 list_name 列写上。",
                "the entity list has no name; write one in column list_name."
            ),
            Self::ListTwice => say!(
                lang,
                "这个实体表声明了两次，请改名或删去一次。",
                "this entity list is declared twice; rename or remove one."
            ),
            Self::Underscores => say!(
                lang,
                "这里的名字不能以两个下划线开头，请改正。",
                "a name here must not begin with two underscores; correct it."
            ),
            Self::Period => {
                say!(lang, "这里的名字不能有点，请改正。", "a name here must not contain a period; correct it.")
            }
            Self::BadProperty => say!(
                lang,
                "属性名以汉字、字母或下划线开头，后面只能有汉字、字母、数字、下划线、连字符和点，请改正。",
                "a property's name begins with a letter or underscore and goes on with letters, digits, underscores, hyphens and periods; correct it."
            ),
            Self::ReservedProperty => {
                say!(
                    lang,
                    "属性不能叫 name 或 label，请换一个。",
                    "a property cannot be named name or label; choose another."
                )
            }
            Self::NoSheet => say!(
                lang,
                "用 save_to 要有 entities 表，请加上并声明实体。",
                "save_to needs a sheet entities; add it and declare the entity."
            ),
            Self::PropertyTwice { property, row } => say!(
                lang,
                "属性 {property} 在第 {row} 行已经保存过，请改掉一个。",
                "the property {property} is saved in row {row} already; change one."
            ),
            Self::Container => say!(
                lang,
                "组和重复组不能保存为属性，请删去或移到题目上。",
                "groups and repeats cannot be saved as properties; remove it, or move it to a question."
            ),
            Self::UnknownList { list } => say!(
                lang,
                "entities 表里没有 {list}，请检查拼写或加上。",
                "sheet entities has no list {list}; check its spelling, or add it."
            ),
            Self::Unprefixed => say!(
                lang,
                "有几个实体时，save_to 要写成 实体表#属性，请改正。",
                "with several entities, save_to is written list#property; correct it."
            ),
            Self::Delimiters => {
                say!(lang, "save_to 里最多一个 #，请改正。", "save_to holds at most one #; correct it.")
            }
            Self::NoLabel => say!(
                lang,
                "新建实体要有 label；只更新就写 entity_id，请补上。",
                "creating an entity needs a label; to update instead, write entity_id. Add one of them."
            ),
            Self::NoUpdateIf => say!(
                lang,
                "既新建又更新时要写 update_if；只新建就删去 entity_id。",
                "creating or updating needs update_if; to create only, remove entity_id."
            ),
            Self::NoId => say!(
                lang,
                "更新实体要有 entity_id；只新建就把 update_if 改到 create_if。",
                "updating an entity needs entity_id; to create only, move update_if to create_if."
            ),
            Self::NoContainer { scope, other } => say!(
                lang,
                "{scope} 里没有空的组放这个实体，已经放了第 {other} 行的实体，请给它另一个组。",
                "no group of {scope} is left for this entity; the one of row {other} is there. Give it another group."
            ),
            Self::SaveToScope { scope, other } => say!(
                lang,
                "这一题在 {scope}，而同一个实体的其他题在 {other}，请用计算题把它移到一起。",
                "this question stands in {scope}, but the entity's others in {other}; bring it there with a calculation."
            ),
            Self::ReferenceScope { question, scope, other } => say!(
                lang,
                "引用的题目 {question} 在 {scope}，而同一个实体的其他题在 {other}，请用计算题把它移到一起。",
                "the question {question} stands in {scope}, but the entity's others in {other}; bring it there with a calculation."
            ),
        }
    }
}
