//! The long list: draws the rows in view and no others.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use web_sys::HtmlElement;
use yew::prelude::*;
use yew::virtual_dom::ListenerKind;

use crate::ui::document;
use crate::ui::el::{el, keyed};
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

/// What is drawn of a list: where its view stands, in steps, and what the lengths are, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct View {
    /// The step's upper edge.
    top: f64,
    /// The view's height.
    height: f64,
    /// 1 rem.
    rem: f64,
    /// The group whose heading stays in view.
    stuck: usize,
}

/// How long a list stands before it draws what is around its view, unless it is scrolled.
const AROUND_MILLIS: u32 = 120;

impl View {
    /// So much is scrolled before anything is drawn anew.
    fn step(height: f64) -> f64 {
        height / 4.0
    }
}

/// What a [`Row`] is given.
#[derive(Clone, PartialEq, Properties)]
struct RowProps {
    /// Its place among all items.
    at: usize,
    /// Its upper edge in CSS pixels.
    top: f64,
    draw: Callback<usize, Html>,
}

/// A row. What scrolling leaves as it is, is not drawn again: neither by us, nor, since it stands where it stood, by the browser.
#[component]
fn Row(props: &RowProps) -> Html {
    el("div", "at").attr("role", "listitem").top(props.top).html(props.draw.emit(props.at)).done()
}

/// A list of any length with group headings that stay in view.
#[component]
pub fn LongList(props: &LongListProps) -> Html {
    const HEAD: f64 = 2.2;
    let node = use_node_ref();
    let view = use_state_eq(|| View { top: 0.0, height: document::height(), rem: 18.0, stuck: 0 });
    // What was listed when the rows around the view were drawn too: what is in view comes first.
    let around = use_state_eq(|| None::<AttrValue>);
    let headed = props.groups.iter().any(|group| !group.name.is_empty());
    let head = if headed { HEAD * view.rem } else { 0.0 };
    let counts: Vec<usize> = props.groups.iter().map(|group| group.rows).collect();
    let layout = Rc::new(Layout::new(&counts, props.row * view.rem, head));
    // Where it is scrolled to; and with `anew`, how large everything is.
    let look = {
        let (node, view, ontop, layout) = (node.clone(), view.clone(), props.ontop.clone(), Rc::clone(&layout));
        Callback::from(move |anew: bool| {
            if let Some(element) = node.cast::<HtmlElement>() {
                let top = f64::from(element.scroll_top());
                ontop.emit(top);
                let (mut height, mut rem) = (view.height, view.rem);
                if anew {
                    // In a dialogue that is just being opened a list has no height yet: then the one it was drawn with stands.
                    height = Some(element.client_height()).filter(|height| *height > 0).map_or(height, f64::from);
                    rem = self::rem();
                }
                let step = View::step(height);
                view.set(View { top: (top / step).floor() * step, height, rem, stuck: layout.group_at(top) });
            }
        })
    };
    // What listens for long asks the latest.
    let latest = use_mut_ref(Callback::noop);
    latest.replace(look.clone());
    use_effect_with((), {
        let latest = Rc::clone(&latest);
        move |()| {
            let resized = {
                let latest = Rc::clone(&latest);
                move |_: &Event| look_anew(&latest)
            };
            let listener = web_sys::window().map(|window| EventListener::new(&window, "resize", resized));
            // The size of text may be set in the very moment in which the list comes up.
            let soon = Timeout::new(0, move || look_anew(&latest));
            move || drop((listener, soon))
        }
    });

    // Half a view more on both sides, so that a flick does not outrun the drawing.
    let slack = if around.as_ref() == Some(&props.of) { view.height / 2.0 } else { 0.0 };
    let from = (view.top - slack).max(0.0);
    let lines = layout.visible(from, view.top - from + View::step(view.height) + view.height + slack);
    let stuck = headed.then(|| props.groups.get(view.stuck)).flatten();

    use_effect_with(props.of.clone(), {
        let around = around.setter();
        move |of| {
            let of = of.clone();
            let later = Timeout::new(AROUND_MILLIS, move || around.set(Some(of)));
            move || drop(later)
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
            look.emit(true);
        }
    });
    use_effect_with(props.show, {
        let (node, look, layout) = (node.clone(), look.clone(), Rc::clone(&layout));
        move |show| {
            if let (Some(item), Some(element)) = (*show, node.cast::<HtmlElement>()) {
                #[expect(clippy::cast_possible_truncation, reason = "a scroll position is a small whole number")]
                element.set_scroll_top((layout.top_of(item) - head) as i32);
                look.emit(true);
            }
        }
    });
    let heading = |group: &GroupRows| {
        el("div", "group-head")
            .child(el("span", "grow oneline").text(group.name.clone()))
            .child(el("span", "num").text(group.note.clone()))
    };
    let rows = lines.iter().filter_map(|placed| match placed.line {
        Line::Head(at) => {
            let group = props.groups.get(at)?;
            let line = el("div", "at head").attr("role", "listitem").top(placed.top).child(heading(group));
            Some(line.key(&format!("group {at}")).done())
        }
        Line::Item(at) => {
            let name = props.name.emit(at);
            Some(html! { <Row key={name.as_str()} {at} top={placed.top} draw={props.draw.clone()} /> })
        }
    });
    let stuck = stuck.map(|group| el("div", "stuck").attr("aria-hidden", "true").child(heading(group)));
    let space = el("div", "space").high(layout.height()).html(keyed(rows.collect()));
    el("div", props.class)
        .node(node)
        .attr("role", "list")
        .set("aria-label", props.label.clone())
        .attr("tabindex", "0")
        .on(ListenerKind::onscroll, {
            let of = props.of.clone();
            move |_| {
                around.set(Some(of.clone()));
                look.emit(false);
            }
        })
        .maybe(stuck)
        .child(space)
        .done()
}

fn look_anew(latest: &RefCell<Callback<bool>>) {
    let look = latest.borrow().clone();
    look.emit(true);
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
