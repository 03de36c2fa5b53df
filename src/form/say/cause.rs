//! Problems of sheets, names, choices, types, references and labels.

use super::{list, meant, say};
use crate::form::problem::Cause;
use crate::text::{Lang, Say};

impl Say for Cause {
    fn say(&self, lang: Lang) -> String {
        let said = sheet(self, lang)
            .or_else(|| name(self, lang))
            .or_else(|| row(self, lang))
            .or_else(|| choosing(self, lang))
            .or_else(|| reference(self, lang))
            .or_else(|| whole(self, lang))
            .or_else(|| super::parameter::say(self, lang));
        said.unwrap_or_default()
    }
}

fn sheet(cause: &Cause, lang: Lang) -> Option<String> {
    Some(match cause {
        Cause::NoSheet { sheet, similar } if similar.is_empty() => {
            say!(lang, "没有 {sheet} 表，请加上。", "there is no sheet {sheet}; add it.")
        }
        Cause::NoSheet { sheet, similar } => {
            let similar = list(similar, lang);
            say!(
                lang,
                "没有 {sheet} 表，但有名字相近的：{similar}。请把表名改成 {sheet}。",
                "there is no sheet {sheet}, but there are similar names: {similar}. Rename the sheet to {sheet}."
            )
        }
        Cause::DuplicateHeader => {
            say!(
                lang,
                "这个列名出现了两次，请改掉或删去一列。",
                "this header stands twice; rename or remove one column."
            )
        }
        Cause::SameColumn { other } => say!(
            lang,
            "这个列名和“{other}”是同一列，只能留一列，请删去一列。",
            "this header means the same column as “{other}”; remove one of them."
        ),
        Cause::MissingColumns { columns } => {
            let columns = list(columns, lang);
            say!(
                lang,
                "缺少列：{columns}。第一行要写列名，请补上。",
                "columns are missing: {columns}. The first row must hold the headers; add them."
            )
        }
        Cause::EntityColumns { columns } => {
            let columns = list(columns, lang);
            say!(
                lang,
                "不认识这些列：{columns}。请检查拼写，或删去。",
                "these columns are unknown: {columns}. Check their spelling, or remove them."
            )
        }
        _ => return None,
    })
}

fn name(cause: &Cause, lang: Lang) -> Option<String> {
    Some(match cause {
        Cause::BadName { name } => say!(
            lang,
            "“{name}”不能当名字。名字以汉字、字母或下划线开头，后面只能有汉字、字母、数字、下划线、连字符和点，请改正。",
            "“{name}” cannot be a name. A name begins with a letter or underscore and goes on with letters, digits, underscores, hyphens and periods; correct it."
        ),
        Cause::NoName => {
            say!(
                lang,
                "这一题（组）没有名字，请在 name 列写上。",
                "this question or group has no name; write one in column name."
            )
        }
        Cause::NameTaken { name } => say!(
            lang,
            "名字 {name} 在同一组里已经用过，请换一个。",
            "the name {name} is taken within the same group; choose another."
        ),
        Cause::GeneratedNameTaken { name } => say!(
            lang,
            "名字 {name} 和表单自动生成的题目重名，请换一个。",
            "the name {name} is taken by something that the form generates; choose another."
        ),
        Cause::NameReserved => {
            say!(lang, "名字 meta 是保留的，请换一个。", "the name meta is reserved; choose another.")
        }
        Cause::RepeatTaken { name } => say!(
            lang,
            "重复组的名字 {name} 已经用过，整张表里不能重名，请换一个。",
            "the repeat's name {name} is taken; names of repeats are unique in the whole form. Choose another."
        ),
        Cause::RepeatNamedAsForm { name } => say!(
            lang,
            "重复组不能和表单本身同名（{name}），请换一个。",
            "a repeat cannot be named as the form itself ({name}); choose another."
        ),
        Cause::NoFormId => say!(lang, "表单编号是空的，请填写 form_id。", "the form's id is empty; fill in form_id."),
        Cause::EncryptedWithoutId => say!(
            lang,
            "加密的表单必须有 instanceID，请删去 omit_instanceID 或 public_key。",
            "an encrypted form needs instanceID; remove omit_instanceID or public_key."
        ),
        _ => return None,
    })
}

fn row(cause: &Cause, lang: Lang) -> Option<String> {
    Some(match cause {
        Cause::NoType => {
            say!(lang, "这一行没有题型，请在 type 列写上。", "this row has no type; write one in column type.")
        }
        Cause::UnknownType { name, nearest } => {
            let meant = meant(nearest.as_ref(), lang);
            say!(lang, "没有 {name} 这种题型。{meant}请改正。", "there is no type {name}.{meant} Correct it.")
        }
        Cause::NoCalculation => {
            say!(
                lang,
                "计算题没有算式，请在 calculation 列写上。",
                "the calculation is missing; write it in column calculation."
            )
        }
        Cause::UnmatchedEnd { container } => say!(
            lang,
            "end_{container} 前面没有对应的 begin_{container}，请删去或改正。",
            "no begin_{container} goes with this end_{container}; remove or correct it."
        ),
        Cause::UnmatchedBegin { container, name } => say!(
            lang,
            "begin_{container}（{name}）后面没有 end_{container}，请补上。",
            "no end_{container} goes with this begin_{container} ({name}); add it."
        ),
        Cause::LoopWithoutList => say!(
            lang,
            "循环没有写选项表，请写成 begin loop over 选项表名。",
            "the loop names no list; write begin loop over list_name."
        ),
        Cause::NoLabel { name } => say!(
            lang,
            "题目 {name} 没有标题也没有提示，请在 label 列写上。",
            "question {name} has neither label nor hint; write one in column label."
        ),
        Cause::BigImageAlone => say!(
            lang,
            "只有 big-image 没有 image，请补上 image。",
            "there is a big-image without an image; add the image."
        ),
        Cause::UnknownMedia { kind } => say!(
            lang,
            "没有 {kind} 这种媒体，只有 image、big-image、audio、video，请改正列名。",
            "there is no media {kind}, only image, big-image, audio and video; correct the header."
        ),
        Cause::UnknownTags { list } => say!(
            lang,
            "osm 表里没有 {list}，请补上或改正。",
            "sheet osm has no list {list}; add it, or correct the name."
        ),
        _ => return None,
    })
}

fn choosing(cause: &Cause, lang: Lang) -> Option<String> {
    Some(match cause {
        Cause::NoChoiceName => {
            say!(lang, "这个选项没有名字，请在 name 列写上。", "this choice has no name; write one in column name.")
        }
        Cause::ChoiceTaken { name } => say!(
            lang,
            "选项 {name} 在同一张选项表里出现了两次，请改掉一个；确实要重复，就在 settings 表里把 allow_choice_duplicates 设为 yes。",
            "the choice {name} stands twice in its list; rename one. If that is meant, set allow_choice_duplicates to yes in sheet settings."
        ),
        Cause::ChoiceSpace { name, list } => say!(
            lang,
            "多选题的选项名不能有空格：选项表 {list} 里的“{name}”，请去掉空格。",
            "choices of a question that takes several cannot have spaces in their names: “{name}” in list {list}; remove the space."
        ),
        Cause::NoChoiceLabel { name } => say!(
            lang,
            "循环用到的选项 {name} 没有标题，请在 label 列写上。",
            "the choice {name}, which a loop stands at, has no label; write one in column label."
        ),
        Cause::SelectWithoutList => say!(
            lang,
            "选择题没有写选项表，请写成 select_one 选项表名。",
            "the question names no choice list; write select_one list_name."
        ),
        Cause::UnknownList { list, nearest } => {
            let meant = meant(nearest.as_ref(), lang);
            say!(
                lang,
                "没有选项表 {list}。{meant}请在选项表的 list_name 列加上，或改正。",
                "there is no choice list {list}.{meant} Add it in column list_name of the choices, or correct the name."
            )
        }
        Cause::FileEnding { file } => say!(
            lang,
            "选项文件 {file} 应以 .csv、.xml 或 .geojson 结尾，请改正。",
            "the file {file} should end in .csv, .xml or .geojson; correct it."
        ),
        Cause::OtherWithFilter => say!(
            lang,
            "or_other 不能和 choice_filter 一起用，请删去一个。",
            "or_other cannot go with choice_filter; remove one of them."
        ),
        Cause::OtherWithoutList => say!(
            lang,
            "or_other 只能用于选项表里的选项，请在 choices 表里列出选项。",
            "or_other needs a choice list; list the choices in sheet choices."
        ),
        Cause::TableWithFilter => say!(
            lang,
            "table-list 组里的题目不能用 choice_filter，请删去。",
            "questions in a table-list cannot have a choice_filter; remove it."
        ),
        Cause::TableMixed { first, second } => say!(
            lang,
            "table-list 组里的题目要用同一张选项表，这里有 {first} 和 {second}，请统一。",
            "questions in a table-list must have the same choice list; here are {first} and {second}. Use one."
        ),
        Cause::ExternalWithoutFilter => say!(
            lang,
            "select_one_external 要写 choice_filter，请补上，或改用 select_one。",
            "select_one_external needs a choice_filter; add it, or use select_one."
        ),
        Cause::SearchWithFile => say!(
            lang,
            "从文件选择的题目不能再用 search()，请删去，或改用 select_one。",
            "a question with choices from a file cannot use search(); remove it, or use select_one."
        ),
        Cause::SearchListShared { list, others } => {
            let others = super::list(others, lang);
            say!(
                lang,
                "选项表 {list} 在这里用 search()，在 {others} 没有用。请都用，或换一张选项表。",
                "the choice list {list} is used with search() here and without it in {others}; use it everywhere, or another list here."
            )
        }
        _ => return None,
    })
}

fn reference(cause: &Cause, lang: Lang) -> Option<String> {
    Some(match cause {
        Cause::ReferenceSyntax => {
            say!(
                lang,
                "引用题目要写成 ${{题目名}}，请改正。",
                "a reference to a question is written ${{name}}; correct it."
            )
        }
        Cause::ReferenceComma => {
            say!(lang, "几个引用之间要用逗号隔开，请改正。", "references must have a comma between them; add it.")
        }
        Cause::UnknownReference { name, nearest } => {
            let meant = meant(nearest.as_ref(), lang);
            say!(
                lang,
                "没有名叫 {name} 的题目。{meant}请改正。",
                "there is no question named {name}.{meant} Correct it."
            )
        }
        Cause::AmbiguousReference { name } => say!(
            lang,
            "名叫 {name} 的不止一个，不知道引用的是哪个，请给它们不同的名字。",
            "more than one thing is named {name}, so the reference is unclear; give them different names."
        ),
        Cause::TriggerHidden { trigger } => say!(
            lang,
            "{trigger} 不显示在表单上，不能触发计算，请换一题。",
            "{trigger} is not shown, so it cannot trigger a calculation; choose another question."
        ),
        Cause::PositionWithoutTrigger => {
            say!(lang, "background-geopoint 要写 trigger，请补上。", "background-geopoint needs a trigger; add it.")
        }
        Cause::PositionCalculated => say!(
            lang,
            "background-geopoint 不能有 calculation，请删去。",
            "background-geopoint cannot have a calculation; remove it."
        ),
        Cause::Expression(error) => {
            let error = error.say(lang);
            say!(lang, "算式写错了。{error}", "the expression is not well formed. {error}")
        }
        Cause::Call(error) => error.say(lang),
        Cause::Cycle { names } => {
            let names = names.join(" → ");
            say!(
                lang,
                "这些题目互相依赖，算不出来：{names}。请断开其中一处引用。",
                "these depend on one another, so they cannot be computed: {names}. Remove one of the references."
            )
        }
        _ => return None,
    })
}

fn whole(cause: &Cause, lang: Lang) -> Option<String> {
    Some(match cause {
        Cause::FileTwice { name } => say!(
            lang,
            "附加文件 {name} 声明了两次，请换一个名字，或删去一次。",
            "the attached file {name} is declared twice; rename or remove one."
        ),
        Cause::InstanceConflict { name } => say!(
            lang,
            "{name} 同时指两个来源（文件或选项表），请给它们不同的名字。",
            "{name} means two sources (files or choice lists); give them different names."
        ),
        Cause::Entity(cause) => cause.say(lang),
        _ => return None,
    })
}
