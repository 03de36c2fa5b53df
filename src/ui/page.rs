//! What every screen is drawn from, and the frame that it is drawn in.

use wasm_bindgen_futures::spawn_local;
use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html};

use super::el::{El, el};
use super::icon::Icon;
use super::memory::{Kept, Memory, Watched};
use crate::app::{Action, App, Route};
use crate::moment::Moment;
use crate::text::Lang;
use crate::text::words::{common, today};
use crate::web::clipboard;
use crate::web::host::Host;

/// What a screen is drawn from. A screen is a plain function from this to a [`Page`]; it holds no state of its own.
pub struct Ui<'a> {
    /// The application as it stands.
    pub app: &'a App,
    /// To act on it.
    pub host: &'a Host,
    /// The language.
    pub lang: Lang,
    /// What the screens remember.
    pub memory: &'a Memory,
}

impl Ui<'_> {
    /// A tap that does something.
    #[inline(never)]
    pub fn does(&self, action: Action) -> Callback<MouseEvent> {
        let host = self.host.clone();
        Callback::from(move |_| host.act(action.clone()))
    }

    /// Something that does what `make` makes of it.
    pub fn acts<T: 'static>(&self, make: impl Fn(T) -> Action + 'static) -> Callback<T> {
        let host = self.host.clone();
        Callback::from(move |of| host.act(make(of)))
    }

    /// A tap that changes what the screens remember.
    pub fn keeps(&self, change: impl Fn(&mut Kept) + 'static) -> Callback<MouseEvent> {
        let memory = self.memory.clone();
        Callback::from(move |_| memory.change(&change))
    }

    /// A tap that does something and changes what the screens remember.
    pub fn does_and_keeps(&self, action: Action, change: impl Fn(&mut Kept) + 'static) -> Callback<MouseEvent> {
        let (host, memory) = (self.host.clone(), self.memory.clone());
        Callback::from(move |_| {
            memory.with(&change);
            host.act(action.clone());
        })
    }

    /// A tap that does something and leads to another screen.
    pub fn does_and_goes(&self, action: Action, route: Route) -> Callback<MouseEvent> {
        let host = self.host.clone();
        Callback::from(move |_| {
            host.act(action.clone());
            host.act(Action::Go(route.clone()));
        })
    }

    /// A tap that copies a text; the screen then remembers whether that worked.
    pub fn copies(&self, text: String) -> Callback<MouseEvent> {
        let memory = self.memory.clone();
        Callback::from(move |_| {
            let (memory, text) = (memory.clone(), text.clone());
            spawn_local(async move {
                let copied = clipboard::copy(text).await;
                memory.change(|kept| kept.here.copied = Some(copied));
            });
        })
    }

    /// Whether what was to be copied was, in a word beside the button; nothing before a tap.
    pub fn copied(&self) -> Option<El> {
        let copied = self.memory.with(|kept| kept.here.copied)?;
        let (icon, word) = if copied { (Icon::Check, today::COPIED) } else { (Icon::Info, today::NOT_COPIED) };
        Some(el("span", "saved").attr("role", "status").icon(icon).text(word.text(self.lang)))
    }

    /// The campaign and the board of its households, as of now.
    pub fn board(&self) -> Option<Watched> {
        self.memory.with(|kept| kept.planner(self.app))
    }

    /// The moment of the last event.
    pub fn now(&self) -> Moment {
        Moment::new(self.app.now, self.app.zone)
    }

    /// The closing of a dialog.
    pub fn closes(&self) -> Callback<()> {
        let memory = self.memory.clone();
        Callback::from(move |()| memory.change(|kept| kept.here.open = false))
    }
}

/// A screen.
pub struct Page {
    /// Its heading, which also names the document.
    pub title: AttrValue,
    /// A line below the heading; may be empty.
    pub below: AttrValue,
    /// Where "back" leads; none on the main places.
    pub back: Option<Route>,
    /// What stands at the end of the bar.
    pub end: Option<El>,
    /// What it shows.
    pub body: El,
    /// The buttons at the foot.
    pub foot: Option<El>,
    /// What stands before all else while it is open.
    pub dialog: Html,
    /// How the body is held.
    pub hold: Hold,
    /// What passes over the body for a while, above the foot.
    pub toast: Option<El>,
}

/// How the body of a screen is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hold {
    /// It scrolls, and is no wider than is good to read.
    #[default]
    Text,
    /// It scrolls, and is as wide as the screen.
    Wide,
    /// It fills the screen and scrolls by itself.
    Own,
}

impl Page {
    /// A screen with a heading and what it shows.
    pub fn new(title: impl Into<AttrValue>, body: El) -> Self {
        Self {
            title: title.into(),
            below: AttrValue::default(),
            back: None,
            end: None,
            body,
            foot: None,
            dialog: Html::default(),
            hold: Hold::Text,
            toast: None,
        }
    }

    /// With a way back.
    pub fn back(mut self, route: Route) -> Self {
        self.back = Some(route);
        self
    }

    /// Draws it. Its key makes a new page of each route, so that nothing of one is left in the next.
    pub fn draw(self, key: &str, lang: Lang) -> Html {
        let back = self.back.map(|route| {
            let link = el("a", "btn quiet plain back").set("href", route.hash().into());
            link.attr("aria-label", common::BACK.text(lang)).icon(Icon::Back)
        });
        let below = (!self.below.is_empty()).then(|| el("small", "").text(self.below));
        let title = el("h1", "").attr("id", "title").attr("tabindex", "-1").text(self.title).maybe(below);
        let main = match self.hold {
            // It scrolls, so the keyboard must reach it, also where nothing in it can be tapped.
            Hold::Text => el("main", "").attr("tabindex", "0"),
            Hold::Wide => el("main", "wide").attr("tabindex", "0"),
            Hold::Own => el("main", "own"),
        };
        el("div", "page")
            .key(key)
            .child(el("header", "bar").maybe(back).child(title).maybe(self.end))
            .child(main.child(self.body))
            .child(el("div", "toasts").attr("aria-live", "polite").maybe(self.toast))
            .maybe(self.foot.map(|foot| el("footer", "foot").child(foot)))
            .html(self.dialog)
            .done()
    }
}
