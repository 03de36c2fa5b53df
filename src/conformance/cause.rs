//! Which of pyxform's messages name which cause. The wording is not compared, only what is complained of and, where the
//! message says one, the row.

use crate::form::{Cause as C, Container, EntityCause as E, Problem};

type Names = fn(&C) -> bool;

/// Whether one of the problems has the cause that a message names.
pub(super) fn agrees(message: &str, problems: &[Problem]) -> bool {
    if let Some(name) = message.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        return problems.iter().any(|problem| mentions(&problem.cause, name));
    }
    let Some((_, names)) = CAUSES.iter().find(|(words, _)| words.split('…').all(|part| message.contains(part)))
    else {
        return false;
    };
    // pyxform says row 1 of a problem with the settings, whose values stand in row 2.
    let row = row(message).filter(|_| !message.contains("'settings' sheet"));
    problems
        .iter()
        .any(|problem| names(&problem.cause) && row.is_none_or(|row| problem.at.row.is_none_or(|at| at == row)))
}

/// The row in `[row : 7]`.
fn row(message: &str) -> Option<u32> {
    message.strip_prefix("[row : ")?.split_once(']')?.0.parse().ok()
}

fn mentions(cause: &C, name: &str) -> bool {
    matches!(cause, C::NoSheet { similar, .. } if similar.iter().any(|similar| similar == name))
}

fn sheet(cause: &C, wanted: &str) -> bool {
    matches!(cause, C::NoSheet { sheet, .. } if *sheet == wanted)
}

/// Words of a message, `…` standing for what lies between, and what they complain of; the first that fits counts.
const CAUSES: &[(&str, Names)] = &[
    ("You must have a sheet named", |cause| sheet(cause, "survey")),
    ("There should be a choices sheet", |cause| sheet(cause, "choices")),
    ("There should be an external_choices sheet", |cause| sheet(cause, "external_choices")),
    ("similar names were found", |cause| matches!(cause, C::NoSheet { similar, .. } if !similar.is_empty())),
    ("Duplicate column header", |cause| matches!(cause, C::DuplicateHeader)),
    ("different names for the same column", |cause| matches!(cause, C::SameColumn { .. })),
    ("Invalid headers provided", |cause| matches!(cause, C::MissingColumns { .. } | C::DuplicateHeader)),
    ("column(s) are not supported", |cause| matches!(cause, C::EntityColumns { .. })),
    // Names.
    ("'save_to' value is invalid. Names must begin", |cause| matches!(cause, C::Entity(E::BadProperty))),
    ("'parameters (…Names must begin", |cause| matches!(cause, C::ParameterNotName { .. })),
    ("Names must begin", |cause| matches!(cause, C::BadName { .. })),
    ("must not begin with two underscores", |cause| matches!(cause, C::Entity(E::Underscores))),
    ("must not contain a period", |cause| matches!(cause, C::Entity(E::Period))),
    ("must not be 'name' or 'label'", |cause| matches!(cause, C::Entity(E::ReservedProperty))),
    ("must not have any duplicate names", |cause| matches!(cause, C::Entity(E::ListTwice))),
    ("Entity lists must have a name", |cause| matches!(cause, C::Entity(E::NoList))),
    ("reserved for form metadata", |cause| matches!(cause, C::NameReserved)),
    ("[row : unknown]…must be unique within", |cause| matches!(cause, C::GeneratedNameTaken { .. })),
    ("must be unique within their nearest parent", |cause| matches!(cause, C::NameTaken { .. })),
    ("must not be the same as the survey root", |cause| matches!(cause, C::RepeatNamedAsForm { .. })),
    ("Repeat names must unique anywhere", |cause| matches!(cause, C::RepeatTaken { .. })),
    ("Question or group with no name", |cause| matches!(cause, C::NoName)),
    // Choices.
    ("Choices must have a name", |cause| matches!(cause, C::NoChoiceName)),
    ("Choice names must be unique", |cause| matches!(cause, C::ChoiceTaken { .. })),
    ("Choice names with spaces", |cause| matches!(cause, C::ChoiceSpace { .. })),
    // Types.
    ("Question with no type", |cause| matches!(cause, C::NoType)),
    ("Unknown question type", |cause| matches!(cause, C::UnknownType { .. })),
    ("Missing calculation", |cause| matches!(cause, C::NoCalculation)),
    ("Unmatched 'end_", |cause| matches!(cause, C::UnmatchedEnd { .. })),
    ("Unmatched 'begin_", |cause| {
        matches!(cause, C::UnmatchedBegin { container: Container::Group | Container::Repeat | Container::Loop, .. })
    }),
    ("Repeat loop without list name", |cause| matches!(cause, C::LoopWithoutList)),
    ("List name not in", |cause| matches!(cause, C::UnknownList { .. })),
    ("'itemset' and 'list_name' must not both be", |cause| matches!(cause, C::SelectWithoutList)),
    ("should end with one of", |cause| matches!(cause, C::FileEnding { .. })),
    ("Choice filter not supported with or_other", |cause| matches!(cause, C::OtherWithFilter)),
    ("specify choices for this 'or other'", |cause| matches!(cause, C::OtherWithoutList)),
    ("Choice filter not supported for table-list", |cause| matches!(cause, C::TableWithFilter)),
    ("Badly formatted table list", |cause| matches!(cause, C::TableMixed { .. })),
    ("is a select from file type, using 'search()'", |cause| matches!(cause, C::SearchWithFile)),
    ("uses 'search()'", |cause| matches!(cause, C::SearchListShared { .. })),
    // Parameters.
    ("Parameters must be in the form", |cause| matches!(cause, C::ParameterSyntax)),
    ("accepted parameter keys", |cause| matches!(cause, C::UnknownParameters { .. })),
    ("tick_interval', 'placeholder', and 'tick_labelset' are only supported", |cause| {
        matches!(cause, C::TicksAppearance)
    }),
    ("must be a choice list name", |cause| matches!(cause, C::TickListUnknown)),
    ("must have only 2 items", |cause| matches!(cause, C::TicksTooMany)),
    ("choice list values may only", |cause| matches!(cause, C::TicksNotEnds)),
    ("choice values must all be numbers", |cause| matches!(cause, C::TickNotNumber)),
    ("choices must be between", |cause| matches!(cause, C::TickOutside)),
    ("'tick_labelset' choices'", |cause| matches!(cause, C::TickBetween { .. })),
    ("must be a number or a reference", |cause| matches!(cause, C::SeedInvalid)),
    ("must be a number", |cause| matches!(cause, C::ParameterNotNumber { .. })),
    ("must have a numeric value", |cause| matches!(cause, C::ParameterNotNumber { .. })),
    ("must not be '0' (zero)", |cause| matches!(cause, C::ParameterZero { .. })),
    ("must not be larger than the range", |cause| matches!(cause, C::WiderThanRange { .. })),
    ("must be a multiple of 'step'", |cause| matches!(cause, C::NotMultipleOfStep { .. })),
    ("between the 'start' and 'end' values", |cause| matches!(cause, C::OutsideRange { .. })),
    ("to use a seed", |cause| matches!(cause, C::SeedAlone)),
    ("randomize must be set to", |cause| matches!(cause, C::ParameterNotOneOf { name: "randomize", .. })),
    ("'incremental' parameter", |cause| matches!(cause, C::ParameterNotOneOf { name: "incremental", .. })),
    ("'allow-mock-accuracy' parameter", |cause| {
        matches!(cause, C::ParameterNotOneOf { name: "allow-mock-accuracy", .. })
    }),
    ("'reference-geometry' parameter", |cause| matches!(cause, C::GeometryUnknown)),
    ("location-priority must be set", |cause| matches!(cause, C::ParameterNotOneOf { name: "location-priority", .. })),
    ("are required parameters", |cause| matches!(cause, C::AuditLocation)),
    ("must be greater than or equal to zero", |cause| matches!(cause, C::ParameterNegative { .. })),
    ("must be greater  than or equal to zero", |cause| matches!(cause, C::ParameterNegative { .. })),
    ("must be greater than or equal to location-min-interval", |cause| matches!(cause, C::AuditAge)),
    ("track-changes-reasons must be", |cause| {
        matches!(cause, C::ParameterNotOneOf { name: "track-changes-reasons", .. })
    }),
    ("track-changes must be", |cause| matches!(cause, C::ParameterNotOneOf { name: "track-changes", .. })),
    ("identify-user must be", |cause| matches!(cause, C::ParameterNotOneOf { name: "identify-user", .. })),
    ("Audits must always be named", |cause| matches!(cause, C::AuditName)),
    ("must have an integer value", |cause| matches!(cause, C::ParameterNotInteger { .. })),
    ("Invalid value for quality", |cause| matches!(cause, C::ParameterNotOneOf { name: "quality", .. })),
    ("invalid Android package name", |cause| matches!(cause, C::AppName)),
    // References and triggers.
    ("Reference variables must start with", |cause| matches!(cause, C::ReferenceSyntax)),
    ("must have a comma between", |cause| matches!(cause, C::ReferenceComma)),
    ("Reference variables must contain a name", |cause| matches!(cause, C::UnknownReference { .. })),
    ("There is no survey element named", |cause| matches!(cause, C::UnknownReference { .. })),
    ("appears more than once", |cause| matches!(cause, C::AmbiguousReference { .. })),
    ("There are multiple survey elements named", |cause| matches!(cause, C::AmbiguousReference { .. })),
    ("can't be used as a calculation trigger", |cause| matches!(cause, C::TriggerHidden { .. })),
    ("the 'trigger' column must not be empty", |cause| matches!(cause, C::PositionWithoutTrigger)),
    ("the 'calculation' column must be empty", |cause| matches!(cause, C::PositionCalculated)),
    // Labels, media, sources.
    ("has no label or hint", |cause| matches!(cause, C::NoLabel { .. })),
    ("must also specify an image", |cause| matches!(cause, C::BigImageAlone)),
    ("Media type:", |cause| matches!(cause, C::UnknownMedia { .. })),
    ("Instance names must be unique", |cause| matches!(cause, C::FileTwice { .. })),
    ("The name '…was found 2 time(s)", |cause| matches!(cause, C::FileTwice { .. })),
    ("The same instance id", |cause| matches!(cause, C::InstanceConflict { .. })),
    ("Instance name: '", |cause| matches!(cause, C::InstanceConflict { .. })),
    // Settings.
    ("Cannot omit instanceID", |cause| matches!(cause, C::EncryptedWithoutId)),
    ("cannot have an empty id_string", |cause| matches!(cause, C::NoFormId)),
    // Entities.
    ("add an entities sheet", |cause| matches!(cause, C::Entity(E::NoSheet))),
    ("is already assigned by row", |cause| matches!(cause, C::Entity(E::PropertyTwice { .. }))),
    ("can't be saved as entity properties", |cause| matches!(cause, C::Entity(E::Container))),
    ("was not found on the entities sheet", |cause| matches!(cause, C::Entity(E::UnknownList { .. }))),
    ("does not have a label", |cause| matches!(cause, C::Entity(E::NoLabel))),
    ("'update_if' is required", |cause| matches!(cause, C::Entity(E::NoUpdateIf))),
    ("'entity_id' is required", |cause| matches!(cause, C::Entity(E::NoId))),
    ("prefixed with the entity 'list_name'", |cause| matches!(cause, C::Entity(E::Unprefixed))),
    ("no valid containers available", |cause| matches!(cause, C::Entity(E::NoContainer { .. }))),
    ("compatible with this 'save_to'", |cause| matches!(cause, C::Entity(E::SaveToScope { .. }))),
    ("compatible with the variable reference", |cause| matches!(cause, C::Entity(E::ReferenceScope { .. }))),
    ("at most one '#' delimiter", |cause| matches!(cause, C::Entity(E::Delimiters))),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{At, Problem};

    #[test]
    fn a_message_agrees_with_its_cause_at_its_row_only() {
        let at = |row| At { sheet: "survey".to_owned(), row: Some(row), column: None };
        let problems = [Problem { at: at(3), cause: C::NoName }];
        assert!(agrees("[row : 3] Question or group with no name.", &problems));
        assert!(!agrees("[row : 4] Question or group with no name.", &problems));
        assert!(!agrees("[row : 3] Missing calculation.", &problems));
        assert!(!agrees("something unheard of", &problems));
    }
}
