//! Groups and repeats on screen: headings, and the buttons that add, move and take out an instance.

use yew::Callback;

use super::label::words;
use super::media;
use super::shown::id_of;
use super::{Beside, Files};
use crate::app::Turn;
use crate::form::session::{Session, View};
use crate::text::Lang;
use crate::text::words::form;
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::parts::{Tone, button, icon_button};
use crate::ui::view::pieces::Piece;

/// Asks for something to be done with the repeat or instance at a path.
pub type Turns = Callback<(String, Turn)>;

/// The heading of a group or repeat, the head of an instance, or the end of a repeat; nothing for a question, for what does not take
/// part, and for what says nothing.
#[must_use]
pub fn piece(session: &Session, piece: Piece, turns: &Turns, files: &Files, lang: Lang) -> Option<El> {
    let view = session.view(piece.item()).filter(|view| view.relevant)?;
    match piece {
        Piece::Question(_) => None,
        Piece::Group(_, depth) => Some(heading(&view, if depth == 0 { "h2" } else { "h3" }, files, lang)),
        Piece::Repeat(_) => Some(heading(&view, "h2", files, lang)),
        Piece::Instance(_, place, count) => Some(instance(session, &view, (place, count), turns, lang)),
        Piece::More(_, count) => Some(more(session, &view, count, turns, lang)),
    }
}

fn heading(view: &View<'_>, tag: &'static str, files: &Files, lang: Lang) -> El {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let hint = text(&view.hint);
    let hint = (!hint.is_empty()).then(|| el("div", "hint").html(words(&hint)));
    let pictures = &view.node.pictures;
    let name = |names: &crate::form::Localized<String>| {
        names.by_language.first().map(|(_, name)| name.clone()).unwrap_or_default().into()
    };
    let beside = Beside { image: name(&pictures.image), audio: name(&pictures.audio), ..Beside::default() };
    el("div", "part stack near")
        .child(el(tag, "").html(words(&text(&view.label))))
        .maybe(hint)
        .maybe(media::beside(&beside, files, lang))
}

/// "成员 2 · 第 2 个，共 3 个", with its buttons where a person decides.
fn instance(session: &Session, view: &View<'_>, (place, count): (usize, usize), turns: &Turns, lang: Lang) -> El {
    let path = session.path(view.item);
    let range = session.path(view.item);
    let range = range.rsplit_once('[').map_or("", |(range, _)| range);
    let free = session.find(range).is_some_and(|range| session.is_free(range));
    let title = view.label.clone().unwrap_or_default();
    let name = format!("{title} {}", place + 1);
    let does = |turn: Turn| {
        let (turns, path) = (turns.clone(), path.clone());
        Callback::from(move |_| turns.emit((path.clone(), turn)))
    };
    let number = form::ONE_IN_ALL.text(lang, [&(place + 1).to_string(), &count.to_string()]);
    let head = el("div", "instance")
        .set("id", id_of(&path).into())
        .attr("tabindex", "-1")
        .child(el("h3", "grow").text(title).child(el("small", "muted num").text(number)));
    if !free {
        return head;
    }
    let up = icon_button(Icon::Up, form::UP.text(lang, [&name]), does(Turn::MoveTo(place.saturating_sub(1))));
    let down = icon_button(Icon::Down, form::DOWN.text(lang, [&name]), does(Turn::MoveTo(place + 1)));
    let remove = icon_button(Icon::Bin, form::REMOVE_ONE.text(lang, [&name]), does(Turn::Remove));
    let movable = count > 1;
    head.maybe(movable.then(|| up.flag("disabled", place == 0)))
        .maybe(movable.then(|| down.flag("disabled", place + 1 == count)))
        .child(remove)
}

fn more(session: &Session, view: &View<'_>, count: usize, turns: &Turns, lang: Lang) -> El {
    let foot = el("div", "more stack near");
    if !session.is_free(view.item) {
        let says = if count == 0 { form::COUNTED.text(lang) } else { "" };
        return foot.maybe((!says.is_empty()).then(|| el("p", "muted").text(says)));
    }
    let title = view.label.clone().unwrap_or_default();
    let (word, path) = (if count == 0 { form::ADD_FIRST } else { form::ADD_ONE }, session.path(view.item));
    let turns = turns.clone();
    let click = Callback::from(move |_| turns.emit((path.clone(), Turn::Add)));
    let none = (count == 0).then(|| el("p", "muted").text(form::EMPTY_REPEAT.text(lang)));
    foot.maybe(none).child(button(Tone::Plain, Some(Icon::Plus), word.text(lang, [&title]), click))
}
