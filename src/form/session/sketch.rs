//! Forms for tests, drawn in a few words instead of a workbook.

use std::rc::Rc;
use std::sync::Arc;

use super::{Attached, Circle, Program, Session};
use crate::expr::date::Zone;
use crate::expr::{Env, parse};
use crate::form::{
    ChoiceList, DataType, Expression, Form, Initial, Instance, InstanceSource, Kind, LangId, ListId, Localized, Node,
    NodeId, Number, Pick, Pictures, Repeat, Segment, Select, Settings, Source, Table, Template,
};

/// 2024-12-16 08:30 in China.
pub const NOW: f64 = 1_734_309_000_000.0;

/// A form in the making. Questions go into the container that is open.
pub struct Sketch {
    form: Form,
    open: Vec<NodeId>,
}

pub fn expression(text: &str) -> Expression {
    Expression { xpath: text.to_owned(), tree: parse(text).unwrap() }
}

impl Sketch {
    pub fn new() -> Self {
        let form = Form {
            nodes: Vec::new(),
            languages: vec!["zh".to_owned()],
            settings: Settings { id: "visit".to_owned(), version: "1".to_owned(), ..Settings::default() },
            lists: Vec::new(),
            instances: Vec::new(),
            source: Arc::default(),
        };
        let mut sketch = Self { form, open: Vec::new() };
        sketch.push("data", Kind::Form);
        sketch.open.push(Form::ROOT);
        sketch
    }

    fn push(&mut self, name: &str, kind: Kind) -> NodeId {
        let id = NodeId(u32::try_from(self.form.nodes.len()).unwrap());
        let parent = self.open.last().copied();
        let above = parent.map_or(String::new(), |parent| self.form.node(parent).unwrap().path.clone());
        if let Some(parent) = parent {
            self.form.nodes[parent.0 as usize].children.push(id);
        }
        let visible = !matches!(kind, Kind::Calculate);
        self.form.nodes.push(Node {
            id,
            parent,
            children: Vec::new(),
            name: name.to_owned(),
            path: format!("{above}/{name}"),
            kind,
            bind: crate::form::Bind::default(),
            visible,
            label: Localized::default(),
            hint: Localized::default(),
            guidance: Localized::default(),
            pictures: Pictures::default(),
            appearance: String::new(),
            parameters: Vec::new(),
            default: None,
            triggers: Vec::new(),
            row: None,
        });
        id
    }

    fn last(&mut self) -> &mut Node {
        self.form.nodes.last_mut().unwrap()
    }

    pub fn group(mut self, name: &str) -> Self {
        let id = self.push(name, Kind::Group);
        self.open.push(id);
        self
    }

    pub fn repeat(mut self, name: &str, count: Option<&str>) -> Self {
        let id = self.push(name, Kind::Repeat(Repeat { count: count.map(expression) }));
        self.open.push(id);
        self
    }

    pub fn end(mut self) -> Self {
        self.open.pop();
        self
    }

    pub fn text(mut self, name: &str) -> Self {
        self.push(name, Kind::Text { rows: None });
        self.last().bind.data_type = Some(DataType::Text);
        self
    }

    pub fn int(mut self, name: &str) -> Self {
        self.push(name, Kind::Number(Number::Integer));
        self.last().bind.data_type = Some(DataType::Int);
        self
    }

    pub fn calculate(mut self, name: &str, by: &str) -> Self {
        self.push(name, Kind::Calculate);
        self.calculated(by)
    }

    /// The last question is calculated.
    pub fn calculated(mut self, by: &str) -> Self {
        self.last().bind.calculate = Some(expression(by));
        self
    }

    pub fn select(mut self, name: &str, pick: Pick, list: u32, filter: Option<&str>) -> Self {
        let source = Source::List(ListId(list));
        let select = Select { pick, source, filter: filter.map(expression), random: None };
        self.push(name, Kind::Select(Box::new(select)));
        self.last().bind.data_type = Some(DataType::Text);
        self
    }

    pub fn relevant(mut self, when: &str) -> Self {
        // Of the container just opened, or of the last question.
        self.last().bind.relevant = Some(expression(when));
        self
    }

    pub fn required(mut self, when: &str) -> Self {
        self.last().bind.required = Some(expression(when));
        self
    }

    pub fn readonly(mut self, when: &str) -> Self {
        self.last().bind.readonly = Some(expression(when));
        self
    }

    pub fn constraint(mut self, what: &str) -> Self {
        self.last().bind.constraint = Some(expression(what));
        self
    }

    pub fn default(mut self, initial: Initial) -> Self {
        self.last().default = Some(initial);
        self
    }

    pub fn trigger(mut self, path: &str) -> Self {
        let id = self.form.at(path).unwrap().id;
        self.last().triggers.push(id);
        self
    }

    /// A label of the pieces, of which every second is an expression.
    pub fn label(mut self, pieces: &[&str]) -> Self {
        let segment = |(place, piece): (usize, &&str)| {
            if place % 2 == 0 { Segment::Literal((*piece).to_owned()) } else { Segment::Output(expression(piece)) }
        };
        let segments = pieces.iter().enumerate().map(segment).collect();
        self.last().label = Localized { by_language: vec![(LangId(0), Template { segments })] };
        self
    }

    /// A choice list; the first two columns are `name` and `label`.
    pub fn list(mut self, name: &str, columns: &[&str], rows: &[&[&str]]) -> Self {
        let mut table = Table::new(columns.iter().map(|column| (*column).to_owned()).collect());
        for row in rows {
            table.push(row.iter().copied());
        }
        let id = ListId(u32::try_from(self.form.lists.len()).unwrap());
        let labels = vec![(LangId(0), 1)];
        let name = name.to_owned();
        self.form.instances.push(Instance { id: name.clone(), source: InstanceSource::List(id) });
        self.form.lists.push(ChoiceList { name, table, value: 0, labels, images: Vec::new(), dynamic: Vec::new() });
        self
    }

    /// Anything else about the last question.
    pub fn with(mut self, change: impl FnOnce(&mut Node)) -> Self {
        change(self.last());
        self
    }

    pub fn form(self) -> Form {
        self.form
    }

    pub fn program(self) -> Result<Program, Circle> {
        Program::new(Arc::new(self.form))
    }

    pub fn session(self) -> Session {
        Session::new(Rc::new(self.program().unwrap()), Rc::new(Attached::default()), env())
    }
}

pub fn env() -> Env {
    let mut env = Env::new(NOW, Zone::CHINA, 1);
    env.properties = vec![("deviceid".to_owned(), "dev:1".to_owned())];
    env
}

impl Session {
    /// Answers the question at a path.
    #[expect(clippy::missing_panics_doc, reason = "a test asks for what is there")]
    pub fn put(&mut self, path: &str, text: &str) -> super::Changed {
        let item = self.find(path).unwrap_or_else(|| panic!("no {path}"));
        self.answer(item, &text.into())
    }

    /// The result as one text.
    pub fn told(&self) -> String {
        let name = |path: &str| path.strip_prefix("/data/").unwrap_or(path).to_owned();
        self.result().iter().map(|(path, value)| format!("{}={value}", name(path))).collect::<Vec<_>>().join(" ")
    }
}
