//! Why a form is refused: every cause, in the order of reading.

use super::{Container, EntityCause};
use crate::expr::{EvalError, ParseError};

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
