//! What can be wrong with a form, and what is only worth saying.

use std::fmt;

use crate::expr::{EvalError, ParseError};

/// Something wrong with a form, with its place. [`crate::text::Say`] says it with a remedy.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Where.
    pub at: At,
    /// What.
    pub cause: Cause,
}

/// Something worth saying of a form that can be used all the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Where.
    pub at: At,
    /// What.
    pub remark: Remark,
}

/// A place in a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The sheet's name as on its tab; empty for the workbook itself.
    pub sheet: String,
    /// The row, counted from 1; none for the whole sheet.
    pub row: Option<u32>,
    /// The column's header as written; none for the whole row.
    pub column: Option<String>,
}

impl At {
    /// The workbook itself.
    pub(super) fn workbook() -> Self {
        Self::default()
    }

    /// A sheet.
    pub(super) fn sheet(sheet: &str) -> Self {
        Self { sheet: sheet.to_owned(), row: None, column: None }
    }

    /// A header.
    pub(super) fn header(sheet: &str, header: &str) -> Self {
        Self::cell(sheet, 1, header)
    }

    /// A row.
    pub(super) fn row(sheet: &str, row: u32) -> Self {
        Self { sheet: sheet.to_owned(), row: Some(row), column: None }
    }

    /// A cell.
    pub(super) fn cell(sheet: &str, row: u32, header: &str) -> Self {
        Self { sheet: sheet.to_owned(), row: Some(row), column: (!header.is_empty()).then(|| header.to_owned()) }
    }
}

impl Problem {
    pub(super) const fn new(at: At, cause: Cause) -> Self {
        Self { at, cause }
    }
}

impl Notice {
    pub(super) const fn new(at: At, remark: Remark) -> Self {
        Self { at, remark }
    }
}

/// A group, repeat or loop, as `begin` and `end` name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// `group`.
    Group,
    /// `repeat`.
    Repeat,
    /// `loop`.
    Loop,
}

impl fmt::Display for Container {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Group => "group",
            Self::Repeat => "repeat",
            Self::Loop => "loop",
        })
    }
}

/// Why a form is refused.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// A sheet that the form needs is not there; sheets of similar names are.
    NoSheet {
        /// The sheet.
        sheet: &'static str,
        /// Similar names.
        similar: Vec<String>,
    },
    /// A header stands twice.
    DuplicateHeader,
    /// A header means the same column as another.
    SameColumn {
        /// The other header.
        other: String,
    },
    /// Columns that must be there are not.
    MissingColumns {
        /// The columns.
        columns: Vec<&'static str>,
    },
    /// Columns of the entities sheet that mean nothing.
    EntityColumns {
        /// The headers.
        columns: Vec<String>,
    },

    /// A name holds characters that names cannot hold.
    BadName {
        /// The name.
        name: String,
    },
    /// A question or group has no name.
    NoName,
    /// A name is taken in the same group.
    NameTaken {
        /// The name.
        name: String,
    },
    /// A name is taken by something that the form generates in the same group.
    GeneratedNameTaken {
        /// The name.
        name: String,
    },
    /// The name `meta` is reserved.
    NameReserved,
    /// A repeat's name is taken by another repeat.
    RepeatTaken {
        /// The name.
        name: String,
    },
    /// A repeat is named as the form itself.
    RepeatNamedAsForm {
        /// The name.
        name: String,
    },

    /// A choice has no name.
    NoChoiceName,
    /// A choice's name is taken in its list.
    ChoiceTaken {
        /// The name.
        name: String,
    },
    /// A choice of a question that takes several has a space in its name.
    ChoiceSpace {
        /// The name.
        name: String,
        /// The list.
        list: String,
    },
    /// A choice has no label where one is needed.
    NoChoiceLabel {
        /// The name.
        name: String,
    },

    /// A row has a name or label but no type.
    NoType,
    /// No type is named so.
    UnknownType {
        /// The name.
        name: String,
        /// The type that may be meant.
        nearest: Option<String>,
    },
    /// A calculation has nothing to calculate.
    NoCalculation,
    /// An `end` matches no `begin`.
    UnmatchedEnd {
        /// Of what.
        container: Container,
    },
    /// A `begin` has no `end`.
    UnmatchedBegin {
        /// Of what.
        container: Container,
        /// Its name.
        name: String,
    },
    /// A loop says no list.
    LoopWithoutList,
    /// A question that asks to choose says no list.
    SelectWithoutList,
    /// No choice list is named so.
    UnknownList {
        /// The name.
        list: String,
        /// The list that may be meant.
        nearest: Option<String>,
    },
    /// A file of choices has an end other than csv, xml, geojson.
    FileEnding {
        /// The file.
        file: String,
    },
    /// `or_other` with a filter.
    OtherWithFilter,
    /// `or_other` without a list.
    OtherWithoutList,
    /// A filter in a group shown as a table.
    TableWithFilter,
    /// Different lists in a group shown as a table.
    TableMixed {
        /// The first list.
        first: String,
        /// The other.
        second: String,
    },
    /// `select_one_external` without a filter.
    ExternalWithoutFilter,
    /// `search()` with choices from a file.
    SearchWithFile,
    /// A list is asked for by `search()` here and without it elsewhere.
    SearchListShared {
        /// The list.
        list: String,
        /// The questions without it.
        others: Vec<String>,
    },

    /// Parameters are not pairs of `key=value`.
    ParameterSyntax,
    /// Parameters that this type does not take.
    UnknownParameters {
        /// Which it takes.
        accepted: &'static [&'static str],
        /// Which it does not.
        rejected: Vec<String>,
    },
    /// A parameter must be one of these values.
    ParameterNotOneOf {
        /// The parameter.
        name: &'static str,
        /// Its values.
        values: &'static [&'static str],
    },
    /// A parameter must be a number.
    ParameterNotNumber {
        /// The parameter.
        name: &'static str,
    },
    /// A parameter must be a whole number.
    ParameterNotInteger {
        /// The parameter.
        name: &'static str,
    },
    /// A parameter must not be below zero.
    ParameterNegative {
        /// The parameter.
        name: &'static str,
    },
    /// A parameter must be a name.
    ParameterNotName {
        /// The parameter.
        name: &'static str,
    },
    /// A parameter must not be zero.
    ParameterZero {
        /// The parameter.
        name: &'static str,
    },
    /// A parameter is larger than the range.
    WiderThanRange {
        /// The parameter.
        name: &'static str,
    },
    /// A parameter is no multiple of the step.
    NotMultipleOfStep {
        /// The parameter.
        name: &'static str,
    },
    /// A parameter lies outside the range.
    OutsideRange {
        /// The parameter.
        name: &'static str,
    },
    /// Ticks in an appearance that shows none.
    TicksAppearance,
    /// No list for the ticks' labels is named so.
    TickListUnknown,
    /// A tick's choice is no number.
    TickNotNumber,
    /// A tick's choice lies outside the range.
    TickOutside,
    /// A tick's choice lies between ticks.
    TickBetween {
        /// `step` or `tick_interval`.
        name: &'static str,
    },
    /// More than two labels without ticks.
    TicksTooMany,
    /// Labels without ticks that are not at both ends.
    TicksNotEnds,
    /// A seed without a random order.
    SeedAlone,
    /// A seed that is neither number nor reference.
    SeedInvalid,
    /// `reference-geometry` names nothing.
    GeometryUnknown,
    /// The name of an Android app is not well formed.
    AppName,
    /// An audit is named otherwise.
    AuditName,
    /// An audit with some but not all three parameters of positions.
    AuditLocation,
    /// An audit whose oldest position is younger than its interval.
    AuditAge,

    /// `${` without a name and `}`.
    ReferenceSyntax,
    /// References that need a comma between.
    ReferenceComma,
    /// A reference to nothing.
    UnknownReference {
        /// The name.
        name: String,
        /// The name that may be meant.
        nearest: Option<String>,
    },
    /// A reference to a name that stands more than once.
    AmbiguousReference {
        /// The name.
        name: String,
    },
    /// Not an expression.
    Expression(ParseError),
    /// A call of a function that does not exist, or with the wrong number of arguments.
    Call(EvalError),
    /// Nodes that depend on one another.
    Cycle {
        /// Their names in the order of dependence, the first again at the end.
        names: Vec<String>,
    },
    /// A trigger that nobody can change.
    TriggerHidden {
        /// The trigger.
        trigger: String,
    },
    /// `background-geopoint` without a trigger.
    PositionWithoutTrigger,
    /// `background-geopoint` with a calculation.
    PositionCalculated,

    /// A question has neither label nor hint.
    NoLabel {
        /// Its name.
        name: String,
    },
    /// `big-image` without an image.
    BigImageAlone,
    /// A kind of media that does not exist.
    UnknownMedia {
        /// The kind.
        kind: String,
    },
    /// Two attached files of one name.
    FileTwice {
        /// The name.
        name: String,
    },
    /// Two sources of one name.
    InstanceConflict {
        /// The name.
        name: String,
    },
    /// The list of OpenStreetMap tags is not there.
    UnknownTags {
        /// The list.
        list: String,
    },

    /// An encrypted form without an id for each answer.
    EncryptedWithoutId,
    /// The form's id is empty.
    NoFormId,

    /// Something wrong with an entity.
    Entity(EntityCause),
}

/// What can be wrong with entities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntityCause {
    /// An entity list without a name.
    NoList,
    /// An entity list declared twice.
    ListTwice,
    /// A name that begins with two underscores.
    Underscores,
    /// A name with a period.
    Period,
    /// A property's name holds characters that names cannot hold.
    BadProperty,
    /// A property named `name` or `label`.
    ReservedProperty,
    /// `save_to` without an entities sheet.
    NoSheet,
    /// A property saved twice.
    PropertyTwice {
        /// The property.
        property: String,
        /// The other row.
        row: u32,
    },
    /// `save_to` on a group or repeat.
    Container,
    /// `save_to` names an unknown list.
    UnknownList {
        /// The list.
        list: String,
    },
    /// `save_to` must say which of several lists it means.
    Unprefixed,
    /// `save_to` with more than one `#`.
    Delimiters,
    /// Creating without a label.
    NoLabel,
    /// Creating or updating without a condition for updating.
    NoUpdateIf,
    /// Updating without an id.
    NoId,
    /// No container is left to hold the entity.
    NoContainer {
        /// The scope.
        scope: String,
        /// The row of the entity that holds it.
        other: u32,
    },
    /// A `save_to` in another repeat than the rest.
    SaveToScope {
        /// The scope here.
        scope: String,
        /// The scope of the rest.
        other: String,
    },
    /// A reference to a question in another repeat than the rest.
    ReferenceScope {
        /// The question.
        question: String,
        /// Its scope.
        scope: String,
        /// The scope of the rest.
        other: String,
    },
}

/// What is worth saying of a form that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// This app does not show this type yet; it keeps what it holds.
    NotShown {
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
    /// `or_other` is said in one language only.
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
