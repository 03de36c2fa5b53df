//! The frame of a page: its bar with the title, its one scrolling part, and the buttons at its foot.

use yew::prelude::*;

use super::document;
use super::icon::Icon;
use crate::app::Route;
use crate::text::words::{common, start};
use crate::ui::root::use_lang;

/// What a [`Page`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct PageProps {
    /// Its heading.
    pub title: AttrValue,
    /// A line below the heading.
    #[prop_or_default]
    pub below: Option<AttrValue>,
    /// Where "back" leads; none on the main pages.
    #[prop_or_default]
    pub back: Option<Route>,
    /// What stands at the end of the bar.
    #[prop_or_default]
    pub end: Html,
    /// The buttons at the foot.
    #[prop_or_default]
    pub foot: Html,
    /// As wide as the window, for tables.
    #[prop_or_default]
    pub wide: bool,
    /// Without the scrolling part: the page brings its own.
    #[prop_or_default]
    pub own_scroll: bool,
    /// What it shows.
    pub children: Html,
}

/// A page. When it appears, its heading takes the focus and names the document.
#[component]
pub fn Page(props: &PageProps) -> Html {
    let lang = use_lang();
    use_effect_with((props.title.clone(), lang), |(title, lang)| {
        document::title(&format!("{title} · {}", start::NAME.text(*lang)));
    });
    use_effect_with((), |()| document::focus("title"));
    html! {
        <div class="page">
            <header class="bar">
                if let Some(back) = &props.back {
                    <a class="btn quiet plain back" href={back.hash()} aria-label={common::BACK.text(lang)}>{ Icon::Back.draw() }</a>
                }
                <h1 id="title" tabindex="-1">
                    { &props.title }
                    { for props.below.clone().map(|below| html! { <small>{ below }</small> }) }
                </h1>
                { props.end.clone() }
            </header>
            if props.own_scroll {
                <main class="own">{ props.children.clone() }</main>
            } else {
                <main class={props.wide.then_some("wide")} tabindex="-1">{ props.children.clone() }</main>
            }
            if props.foot != Html::default() {
                <footer class="foot">{ props.foot.clone() }</footer>
            }
        </div>
    }
}
