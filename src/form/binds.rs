//! A form's binds as pyxform writes them, to compare with and to read.

use serde::Serialize;

use super::{Expression, Form, Node};

/// What a form binds to one node: its path, type and expressions, as in a `bind` element of an `XForm`. Messages and the
/// attributes of clients are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BindLine<'a> {
    /// The node's path.
    pub nodeset: &'a str,
    /// The type of its value.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub data_type: Option<&'a str>,
    /// When it cannot be changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub readonly: Option<&'a str>,
    /// When it must be answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<&'a str>,
    /// When it is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relevant: Option<&'a str>,
    /// Which answers are right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraint: Option<&'a str>,
    /// What its answer is computed by; what a trigger sets is no bind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calculate: Option<&'a str>,
}

impl Form {
    /// The binds in document order; nodes that bind nothing are left out.
    #[must_use]
    pub fn binds(&self) -> Vec<BindLine<'_>> {
        self.nodes.iter().filter(|node| binds(node)).map(line).collect()
    }
}

fn binds(node: &Node) -> bool {
    let bind = &node.bind;
    bind.data_type.is_some()
        || [&bind.readonly, &bind.required, &bind.relevant, &bind.constraint, &bind.calculate]
            .iter()
            .any(|cell| cell.is_some())
        || !bind.constraint_message.is_empty()
        || !bind.required_message.is_empty()
        || bind.save_to.is_some()
        || !bind.other.is_empty()
}

fn line(node: &Node) -> BindLine<'_> {
    fn text(cell: Option<&Expression>) -> Option<&str> {
        cell.map(|expression| expression.xpath.as_str())
    }
    let bind = &node.bind;
    BindLine {
        nodeset: &node.path,
        data_type: bind.data_type.as_ref().map(super::DataType::name),
        readonly: text(bind.readonly.as_ref()),
        required: text(bind.required.as_ref()),
        relevant: text(bind.relevant.as_ref()),
        constraint: text(bind.constraint.as_ref()),
        calculate: text(bind.calculate.as_ref()).filter(|_| node.triggers.is_empty()),
    }
}
