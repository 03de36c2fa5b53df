//! Elements, built by calls instead of by `html!`.
//!
//! **Why**: an element that the macro expands costs the phone's module about 700 bytes, one that is built here about 80, and the first
//! load has a budget. **What it buys besides**: [`El::list`] takes keys with its items, so a list without keys (whose state yew 0.23
//! misplaces) cannot be written; there is no way to set a style attribute, which the page's policy forbids; the lengths of long lists go through the object model.
//!
//! ```ignore
//! el("section", "stack").child(el("h2", "").text(title)).list(rows.iter().map(|row| (row.id.clone(), draw(row)))).done()
//! ```
//!
//! Children stand at fixed places: what may be missing is a [`El::maybe`], which keeps its place when it is.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, MouseEvent};
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, ListenerKind, VList, VNode, VTag};

use super::icon::Icon;

/// An element that is being built.
#[must_use = "an element is nothing until it stands in another"]
pub struct El(Box<VTag>);

/// An element of this tag and these classes.
#[inline(never)]
pub fn el(tag: &'static str, class: &'static str) -> El {
    let mut element = Box::new(VTag::new(tag));
    if !class.is_empty() {
        element.attributes = Attributes::Dynamic {
            keys: &["class"],
            values: Box::new([Some(AttributeOrProperty::Attribute(AttrValue::Static(class)))]),
        };
    }
    El(element)
}

impl El {
    /// An attribute.
    #[inline(never)]
    pub fn set(mut self, name: &'static str, value: AttrValue) -> Self {
        self.0.add_attribute(name, value);
        self
    }

    /// An attribute whose value is known.
    pub fn attr(self, name: &'static str, value: &'static str) -> Self {
        self.set(name, AttrValue::Static(value))
    }

    /// An attribute that is there or not.
    #[inline(never)]
    pub fn flag(self, name: &'static str, on: bool) -> Self {
        if on { self.attr(name, "") } else { self }
    }

    /// One of two values of an attribute.
    pub fn either(self, name: &'static str, on: bool) -> Self {
        self.attr(name, if on { "true" } else { "false" })
    }

    /// Its upper edge in what holds it, in CSS pixels. Through the object model, which the page's policy allows.
    pub fn top(self, pixels: f64) -> Self {
        self.styled(&format!("top: {pixels}px"))
    }

    /// Its height in CSS pixels.
    pub fn high(self, pixels: f64) -> Self {
        self.styled(&format!("height: {pixels}px"))
    }

    #[inline(never)]
    fn styled(mut self, text: &str) -> Self {
        self.0.add_property("style", text);
        self
    }

    /// What an input or a text area holds.
    #[inline(never)]
    pub fn value(mut self, value: AttrValue) -> Self {
        self.0.set_value(Some(value));
        self
    }

    /// Whether a box is ticked.
    pub fn checked(mut self, on: bool) -> Self {
        self.0.set_checked(on);
        self
    }

    /// Its reference, to reach the node when it stands.
    pub fn node(mut self, node: NodeRef) -> Self {
        self.0.node_ref = node;
        self
    }

    /// What tells it from its neighbours where it takes the place of something else.
    #[inline(never)]
    pub fn key(mut self, key: &str) -> Self {
        self.0.key = Some(Key::from(key));
        self
    }

    /// A text inside.
    #[inline(never)]
    pub fn text(mut self, text: impl Into<AttrValue>) -> Self {
        self.0.add_child(VNode::from(text.into()));
        self
    }

    /// An element inside.
    #[inline(never)]
    pub fn child(self, child: El) -> Self {
        self.html(child.done())
    }

    /// What was drawn elsewhere, inside.
    #[inline(never)]
    pub fn html(mut self, html: Html) -> Self {
        self.0.add_child(html);
        self
    }

    /// An icon inside.
    #[inline(never)]
    pub fn icon(self, icon: Icon) -> Self {
        self.html(icon.draw())
    }

    /// An element inside that may be missing.
    #[inline(never)]
    pub fn maybe(self, child: Option<El>) -> Self {
        self.html(child.map(El::done).unwrap_or_default())
    }

    /// Any number of elements inside, each with what it is known by among the others.
    pub fn list<K: AsRef<str>>(self, items: impl Iterator<Item = (K, El)>) -> Self {
        self.html(list(items.map(|(key, item)| item.key(key.as_ref()).done()).collect()))
    }

    /// Does something when it is tapped.
    pub fn click(self, act: Callback<MouseEvent>) -> Self {
        self.on(ListenerKind::onclick, move |event| {
            if let Ok(event) = event.dyn_into() {
                act.emit(event);
            }
        })
    }

    /// Does something at an event.
    pub fn on(self, kind: ListenerKind, act: impl Fn(Event) + 'static) -> Self {
        self.listen(kind, Rc::new(act))
    }

    #[inline(never)]
    fn listen(mut self, kind: ListenerKind, act: Rc<dyn Fn(Event)>) -> Self {
        self.0.add_listener(Rc::new(On { kind, act }));
        self
    }

    /// It, as what components return.
    #[inline(never)]
    pub fn done(self) -> Html {
        VNode::from(*self.0)
    }
}

#[inline(never)]
fn list(items: Vec<VNode>) -> Html {
    VNode::from(VList::with_children(items, None))
}

/// What was drawn elsewhere, one beside the other; each has its key.
pub fn keyed(items: Vec<Html>) -> Html {
    list(items)
}

/// A listener of any kind.
struct On {
    kind: ListenerKind,
    act: Rc<dyn Fn(Event)>,
}

impl Listener for On {
    fn kind(&self) -> ListenerKind {
        self.kind.clone()
    }

    fn handle(&self, event: Event) {
        (self.act)(event);
    }

    fn passive(&self) -> bool {
        matches!(self.kind, ListenerKind::onscroll | ListenerKind::ontouchstart | ListenerKind::ontouchmove)
    }
}

/// What an event's input, text area or select holds.
#[must_use]
pub fn held(event: &Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    let target = match target.dyn_into::<HtmlInputElement>() {
        Ok(input) => return input.value(),
        Err(target) => target,
    };
    match target.dyn_into::<HtmlTextAreaElement>() {
        Ok(area) => area.value(),
        Err(target) => target.dyn_into::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default(),
    }
}
