//! The long list: draws the rows in view and no others.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use web_sys::HtmlElement;
use yew::prelude::*;
use yew::virtual_dom::ListenerKind;

use crate::ui::document;
use crate::ui::el::el;
use crate::ui::window::{Layout, Line};

/// A group of rows under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRows {
    /// The heading; empty for none.
    pub name: AttrValue,
    /// What stands at the heading's end, as a count.
    pub note: AttrValue,
    /// How many rows.
    pub rows: usize,
}

/// What a [`LongList`] is given.
#[derive(Clone, Properties)]
pub struct LongListProps {
    /// The groups in order.
    pub groups: Rc<Vec<GroupRows>>,
    /// The class that gives rows their height.
    pub class: &'static str,
    /// That height in rem.
    pub row: f64,
    /// Draws the row of an item, by its place among all items.
    pub draw: Callback<usize, Html>,
    /// Names an item, so that its row keeps its identity.
    pub name: Callback<usize, AttrValue>,
    /// What the list shows; when it changes, the list starts from its top again.
    pub of: AttrValue,
    /// What a screen reader calls the list.
    pub label: AttrValue,
    /// How far it is scrolled at first, in CSS pixels.
    pub top: f64,
    /// The item to bring to the top, when it changes.
    #[prop_or_default]
    pub show: Option<usize>,
    /// Told how far it is scrolled.
    pub ontop: Callback<f64>,
}

impl PartialEq for LongListProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.groups, &other.groups)
            && self.of == other.of
            && self.draw == other.draw
            && self.label == other.label
    }
}

/// What the view of a list is: how far it is scrolled and how high it is, and how high 1 rem is, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct View {
    top: f64,
    height: f64,
    rem: f64,
    /// Rows beyond the view are drawn too.
    slack: bool,
}

/// How long a list stands before it draws what is beyond its view: what is in view comes first.
const SLACK_MILLIS: u32 = 120;

/// A list of any length with group headings that stay in view.
#[component]
pub fn LongList(props: &LongListProps) -> Html {
    const HEAD: f64 = 2.2;
    let node = use_node_ref();
    let view = use_state_eq(|| View { top: 0.0, height: document::height(), rem: 18.0, slack: false });
    // Whether it has stood for a moment, or was scrolled.
    let settled = use_mut_ref(|| false);
    let look = {
        let (node, view, ontop, settled) = (node.clone(), view.clone(), props.ontop.clone(), settled.clone());
        Callback::from(move |()| {
            if let Some(element) = node.cast::<HtmlElement>() {
                ontop.emit(f64::from(element.scroll_top()));
                // In a dialogue that is just being opened a list has no height yet: then the one it was drawn with stands.
                let height = match element.client_height() {
                    0 => view.height,
                    height => f64::from(height),
                };
                view.set(View { top: f64::from(element.scroll_top()), height, rem: rem(), slack: *settled.borrow() });
            }
        })
    };
    {
        let (look, settled) = (look.clone(), settled.clone());
        use_effect_with((), move |()| {
            let wider = look.clone();
            let listener = web_sys::window()
                .map(|window| gloo::events::EventListener::new(&window, "resize", move |_| look.emit(())));
            let timer = Timeout::new(SLACK_MILLIS, move || {
                *settled.borrow_mut() = true;
                wider.emit(());
            });
            move || drop((listener, timer))
        });
    }

    let headed = props.groups.iter().any(|group| !group.name.is_empty());
    let head = if headed { HEAD * view.rem } else { 0.0 };
    let counts: Vec<usize> = props.groups.iter().map(|group| group.rows).collect();
    let layout = Layout::new(&counts, props.row * view.rem, head);
    // Half a view more on both sides, so that a flick does not outrun the drawing.
    let slack = if view.slack { view.height / 2.0 } else { 0.0 };
    let from = (view.top - slack).max(0.0);
    let lines = layout.visible(from, view.top - from + view.height + slack);
    let stuck = headed.then(|| props.groups.get(layout.group_at(view.top))).flatten();

    // The policy of the page forbids style attributes, so lengths go through the object model.
    let (space, slice) = (use_node_ref(), use_node_ref());
    use_effect_with((layout.height(), lines.first().map_or(0.0, |line| line.top)), {
        let (space, slice) = (space.clone(), slice.clone());
        move |&(height, top)| {
            set(&space, "height", &format!("{height}px"));
            set(&slice, "transform", &format!("translateY({top}px)"));
        }
    });
    let first = use_mut_ref(|| true);
    // After the height is set, so that there is something to scroll.
    use_effect_with(props.of.clone(), {
        let (node, look) = (node.clone(), look.clone());
        // Where it was left, when it comes up; from the top, when something else is looked for.
        let top = if first.replace(false) { props.top } else { 0.0 };
        move |_| {
            if let Some(element) = node.cast::<HtmlElement>() {
                #[expect(clippy::cast_possible_truncation, reason = "a scroll position is a small whole number")]
                element.set_scroll_top(top as i32);
            }
            look.emit(());
        }
    });
    use_effect_with(props.show, {
        let (node, look, layout) = (node.clone(), look.clone(), layout.clone());
        move |show| {
            if let (Some(item), Some(element)) = (*show, node.cast::<HtmlElement>()) {
                #[expect(clippy::cast_possible_truncation, reason = "a scroll position is a small whole number")]
                element.set_scroll_top((layout.top_of(item) - head) as i32);
                look.emit(());
            }
        }
    });
    let heading = |group: &GroupRows| {
        el("div", "group-head")
            .child(el("span", "grow oneline").text(group.name.clone()))
            .child(el("span", "num").text(group.note.clone()))
    };
    let rows = lines.iter().filter_map(|placed| {
        Some(match placed.line {
            Line::Head(at) => {
                let group = props.groups.get(at)?;
                (format!("group {}", group.name), el("div", "").attr("role", "listitem").child(heading(group)))
            }
            Line::Item(at) => {
                (props.name.emit(at).to_string(), el("div", "at").attr("role", "listitem").html(props.draw.emit(at)))
            }
        })
    });
    let stuck = stuck.map(|group| el("div", "stuck").attr("aria-hidden", "true").child(heading(group)));
    let slice = el("div", "slice").node(slice).list(rows);
    el("div", props.class)
        .node(node)
        .attr("role", "list")
        .set("aria-label", props.label.clone())
        .attr("tabindex", "-1")
        .on(ListenerKind::onscroll, move |_| {
            *settled.borrow_mut() = true;
            look.emit(());
        })
        .maybe(stuck)
        .child(el("div", "space").node(space).child(slice))
        .done()
}

/// Sets a style property of a node that is drawn.
fn set(node: &NodeRef, property: &str, value: &str) {
    if let Some(element) = node.cast::<HtmlElement>() {
        // It fails for a read-only declaration, which an element's own never is.
        let _set = element.style().set_property(property, value);
    }
}

/// How many CSS pixels the root's font size is.
fn rem() -> f64 {
    let size = || {
        let window = web_sys::window()?;
        let root = window.document()?.document_element()?;
        let style = window.get_computed_style(&root).ok()??;
        style.get_property_value("font-size").ok()?.trim_end_matches("px").parse().ok()
    };
    size().unwrap_or(18.0)
}
