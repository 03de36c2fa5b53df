//! Choices.

use crate::form::{Expression, ListId};
use crate::packed::packed;

/// A question answered by choosing.
#[derive(Clone, Debug, PartialEq)]
pub struct Select {
    /// How many are chosen.
    pub pick: Pick,
    /// Where the choices come from.
    pub source: Source,
    /// Column `choice_filter`: an expression over each choice's columns, true for those to show. `current()` is the question.
    pub filter: Option<Expression>,
    /// `parameters` `randomize=true`.
    pub random: Option<Random>,
}

packed!(struct Select { pick, source, filter, random });

/// How many choices are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// One.
    One,
    /// Any number; the value is the chosen values in the list's order with spaces between.
    Many,
    /// All, in an order.
    Rank,
}

packed!(enum Pick { 0 => One, 1 => Many, 2 => Rank } else Self::One);

/// Where choices come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A list of the choices sheet (or of `external_choices` for `select_one_external`).
    List(ListId),
    /// An attached csv, xml or geojson file.
    File {
        /// The id of the [`super::super::Instance`] that serves it: the file's name without its end.
        instance: String,
        /// The column of the values.
        value: String,
        /// The column of the labels.
        label: String,
    },
    /// Earlier answers, `select_one ${name}`: each node of a repeat, passing over those without an answer.
    Nodes {
        /// The path of the nodes, relative to the question or absolute.
        nodeset: Expression,
        /// The child that is both value and label.
        value: String,
    },
}

packed!(enum Source {
    0 => List(list), 1 => File { instance, value, label }, 2 => Nodes { nodeset, value }
} else Self::List(ListId(0)));

/// Choices in a random order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Random {
    /// `seed`: a number or a reference. The same seed gives the same order.
    pub seed: Option<Expression>,
}

packed!(struct Random { seed });
