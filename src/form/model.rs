//! The compiled form: an arena of nodes, their binds, the settings and the secondary instances.

use std::sync::Arc;

use super::{ChoiceList, Kind, LangId, Localized, Pictures, Template};
use crate::expr::Expr;
use crate::packed::{Packed, Reader, Writer, packed};
use crate::workbook::Workbook;

/// A form, compiled from a workbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// The nodes in document order: the form itself first, each container before its children.
    pub nodes: Vec<Node>,
    /// Names of the languages, in the sheets' order; texts without a language are in [`Settings::default_language`].
    pub languages: Vec<String>,
    /// The settings.
    pub settings: Settings,
    /// The choice lists of the sheets choices and `external_choices`.
    pub lists: Vec<ChoiceList>,
    /// What `instance('id')` can ask for.
    pub instances: Vec<Instance>,
    /// The workbook as it was given, for export.
    pub source: Arc<Workbook>,
}

/// A node, as an index into [`Form::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

packed!(struct NodeId { 0 });

/// A choice list, as an index into [`Form::lists`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ListId(pub u32);

packed!(struct ListId { 0 });

/// A node of a form: the form itself, a group, a repeat, a question, or something generated.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its own index.
    pub id: NodeId,
    /// The container it stands in; none for the form itself.
    pub parent: Option<NodeId>,
    /// What stands in it, in order.
    pub children: Vec<NodeId>,
    /// Its name; `@id` for an attribute.
    pub name: String,
    /// Its path in the instance, as `/data/household/head`.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// Type and expressions.
    pub bind: Bind,
    /// Whether a person is shown it: false for what only holds or computes.
    pub visible: bool,
    /// Column `label`.
    pub label: Localized,
    /// Column `hint`.
    pub hint: Localized,
    /// Column `guidance_hint`: for training, shown on demand.
    pub guidance: Localized,
    /// Columns `image`, `audio`, `video`.
    pub pictures: Pictures,
    /// Column `appearance` as written, words with spaces between.
    pub appearance: String,
    /// Column `parameters`, keys in lower case.
    pub parameters: Vec<(String, String)>,
    /// Column `default`.
    pub default: Option<Initial>,
    /// Column `trigger`: when one of these changes, the calculation is done anew and becomes the answer.
    pub triggers: Vec<NodeId>,
    /// The row of the survey sheet, counted from 1; none for what was generated.
    pub row: Option<u32>,
}

impl Node {
    /// Whether `word` is one of the words of the appearance.
    #[must_use]
    pub fn appears(&self, word: &str) -> bool {
        self.appearance.split_whitespace().any(|given| given == word)
    }
}

/// The first value of a node.
#[derive(Clone, Debug, PartialEq)]
pub enum Initial {
    /// A value.
    Value(String),
    /// An expression, evaluated once: when a new answer sheet is made, or a repeat is added.
    Dynamic(Expression),
}

packed!(enum Initial { 0 => Value(value), 1 => Dynamic(expression) } else Self::Value(String::new()));

/// What the form computes for a node.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bind {
    /// The type of the value; none for containers and for what holds nothing.
    pub data_type: Option<DataType>,
    /// Column `read_only`.
    pub readonly: Option<Expression>,
    /// Column `required`.
    pub required: Option<Expression>,
    /// Column `relevant`.
    pub relevant: Option<Expression>,
    /// Column `constraint`; `.` is the answer.
    pub constraint: Option<Expression>,
    /// Column `calculation`. With [`Node::triggers`], done only when one of them changes.
    pub calculate: Option<Expression>,
    /// Column `constraint_message`.
    pub constraint_message: Localized,
    /// Column `required_message`.
    pub required_message: Localized,
    /// Column `save_to`: the entity property that the value becomes.
    pub save_to: Option<String>,
    /// Every other `bind::` attribute, kept for export.
    pub other: Vec<(String, String)>,
}

packed!(struct Bind {
    data_type, readonly, required, relevant, constraint, calculate, constraint_message, required_message, save_to, other
});

/// The type of a value, as XForms names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataType {
    /// `string`, also for choices.
    Text,
    /// `int`.
    Int,
    /// `decimal`.
    Decimal,
    /// `date`.
    Date,
    /// `time`.
    Time,
    /// `dateTime`.
    DateTime,
    /// `geopoint`.
    Geopoint,
    /// `geotrace`.
    Geotrace,
    /// `geoshape`.
    Geoshape,
    /// `binary`: a file.
    Binary,
    /// `barcode`.
    Barcode,
    /// `odk:rank`.
    Rank,
    /// What `bind::type` of the sheet says, if it is none of these.
    Other(String),
}

packed!(enum DataType {
    0 => Text, 1 => Int, 2 => Decimal, 3 => Date, 4 => Time, 5 => DateTime, 6 => Geopoint, 7 => Geotrace, 8 => Geoshape,
    9 => Binary, 10 => Barcode, 11 => Rank, 12 => Other(name)
} else Self::Text);

/// An expression of a form. Two are equal that mean the same.
#[derive(Clone, Debug)]
pub struct Expression {
    /// As XPath, `${name}` replaced by paths as pyxform writes them, relative to the node that it belongs to. Empty in a form
    /// that was read from a compiled file, as nobody computes with it.
    pub xpath: String,
    /// The same, ready to compute.
    pub tree: Expr,
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.tree == other.tree
    }
}

impl Packed for Expression {
    fn pack(&self, out: &mut Writer) {
        self.tree.pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        Self { xpath: String::new(), tree: Expr::unpack(from) }
    }
}

/// Something that `instance('id')` can ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// Its id.
    pub id: String,
    /// Where it comes from.
    pub source: InstanceSource,
}

packed!(struct Instance { id, source });

/// Where a secondary instance comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InstanceSource {
    /// A choice list of the form.
    List(ListId),
    /// A file that must be attached, by its name, as `villages.csv`.
    File(String),
    /// The last saved answers of this form, `${last-saved#name}`.
    LastSaved,
}

packed!(enum InstanceSource { 0 => LastSaved, 1 => List(list), 2 => File(name) } else Self::LastSaved);

/// The settings sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// `form_id`.
    pub id: String,
    /// `form_title`; the id if not given.
    pub title: String,
    /// `version`.
    pub version: String,
    /// The language of texts that name none; also the one shown first.
    pub default_language: LangId,
    /// `style`: `pages`, `theme-grid`.
    pub style: String,
    /// `instance_name`: what an answered form is called, evaluated at the form.
    pub instance_name: Option<Expression>,
    /// Every setting of the sheet as given, known or not, by its header in snake case.
    pub all: Vec<(String, String)>,
}

packed!(struct Settings { id, title, version, default_language, style, instance_name, all });

impl Form {
    /// The form itself.
    pub const ROOT: NodeId = NodeId(0);

    /// The node of this id. An id of another form gives none.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0 as usize)
    }

    /// The choice list of this id.
    #[must_use]
    pub fn list(&self, id: ListId) -> Option<&ChoiceList> {
        self.lists.get(id.0 as usize)
    }

    /// The node at this path.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Node> {
        self.nodes.iter().find(|node| node.path == path)
    }

    /// The language of this name.
    #[must_use]
    pub fn language(&self, name: &str) -> Option<LangId> {
        let at = self.languages.iter().position(|language| language == name)?;
        u8::try_from(at).ok().map(LangId)
    }

    /// The text in `language`, or as [`Localized::get`] falls back.
    #[must_use]
    pub fn text<'a>(&self, texts: &'a Localized, language: LangId) -> Option<&'a Template> {
        texts.get(language, self.settings.default_language)
    }
}

impl DataType {
    /// The type by the name that XForms gives it.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name {
            "string" => Self::Text,
            "int" => Self::Int,
            "decimal" => Self::Decimal,
            "date" => Self::Date,
            "time" => Self::Time,
            "dateTime" => Self::DateTime,
            "geopoint" => Self::Geopoint,
            "geotrace" => Self::Geotrace,
            "geoshape" => Self::Geoshape,
            "binary" => Self::Binary,
            "barcode" => Self::Barcode,
            "odk:rank" => Self::Rank,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The name that XForms gives it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Text => "string",
            Self::Int => "int",
            Self::Decimal => "decimal",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "dateTime",
            Self::Geopoint => "geopoint",
            Self::Geotrace => "geotrace",
            Self::Geoshape => "geoshape",
            Self::Binary => "binary",
            Self::Barcode => "barcode",
            Self::Rank => "odk:rank",
            Self::Other(name) => name,
        }
    }
}
