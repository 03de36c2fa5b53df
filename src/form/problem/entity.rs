//! What can be wrong with entities.

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
