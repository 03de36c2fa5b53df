//! What is only worth saying.

/// What is worth saying of a form that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// This app does not show this type yet; it keeps what it holds.
    NotShown {
        /// The type.
        name: String,
    },
    /// What this type would record behind a person's back is not recorded.
    NotRecorded {
        /// The type.
        name: String,
    },
    /// The device no longer tells this.
    NotTold {
        /// The type.
        name: String,
    },
    /// A language lacks a column that others have.
    MissingTranslation {
        /// The language.
        language: String,
        /// The columns.
        columns: Vec<String>,
    },
    /// `or_other` is said in Chinese and English only.
    OtherUntranslated,
    /// Names that differ by case only.
    NameCase {
        /// The name.
        name: String,
    },
    /// A repeat without a label.
    RepeatWithoutLabel {
        /// Its name.
        name: String,
    },
    /// A choice without a label.
    ChoiceWithoutLabel {
        /// Its name.
        name: String,
    },
    /// A column `media` that does not say of which kind, as `media::image` does; it shows nothing.
    MediaWithoutKind,
    /// A column of choices that is left out for its header.
    ChoiceHeader,
    /// A column that is out of use.
    DisabledColumn,
    /// A row that is left out, having no type, name or label.
    RowLeftOut,
    /// A text holds what looks like a path into an instance, but is none.
    OutputUnread,
    /// A default looks like an expression, but is none.
    DefaultUnread,
    /// Both `form_id` and `id_string` are given; the former stands.
    TwoIds,
    /// A sheet that may be meant as this one.
    SimilarSheet {
        /// The sheet looked for.
        sheet: &'static str,
        /// Similar names.
        similar: Vec<String>,
    },
}
