//! Positions: taken when tapped, or typed. Nothing is asked of the device before the tap, and nothing is followed after it.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::widget::Widget;
use crate::register::typed::narrow;
use crate::text::Lang;
use crate::text::words::form;
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::parts::{Keyboard, Tone, Typed, button, notice};
use crate::web::position::{self, Fix, Lost};

/// A position that is worse than this is warned of, in metres, unless the form says otherwise.
const WARN_METRES: f64 = 100.0;

/// What a [`Located`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct LocatedProps {
    /// The language.
    pub lang: Lang,
    /// Its id on the page.
    pub id: AttrValue,
    /// The answer, as forms write it: latitude, longitude, altitude, accuracy; points with semicolons between.
    pub value: AttrValue,
    /// A point, a line or an area.
    pub what: Widget,
    /// From how many metres on a position is warned of.
    pub warn: Option<f64>,
    /// Cannot be changed.
    pub readonly: bool,
    /// Something is wrong with it.
    pub invalid: bool,
    /// Takes an answer.
    pub answer: Callback<String>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Still,
    Asking,
    Lost(Lost),
}

/// A position, a line or an area.
#[component]
pub fn Located(props: &LocatedProps) -> Html {
    let lang = props.lang;
    let state = use_state_eq(|| State::Still);
    let one = props.what == Widget::Point;
    let points = points_of(&props.value, &props.what);
    let take = {
        let (state, answer) = (state.setter(), props.answer.clone());
        let (points, what) = (points.clone(), props.what.clone());
        Callback::from(move |_| {
            state.set(State::Asking);
            let (state, answer, mut points, what) = (state.clone(), answer.clone(), points.clone(), what.clone());
            spawn_local(async move {
                match position::now().await {
                    Ok(fix) => {
                        state.set(State::Still);
                        if what == Widget::Point {
                            points.clear();
                        }
                        points.push(written(fix));
                        answer.emit(answer_of(&points, &what));
                    }
                    Err(lost) => state.set(State::Lost(lost)),
                }
            });
        })
    };
    let word = match (one, points.is_empty()) {
        (true, true) => form::LOCATE,
        (true, false) => form::LOCATE_ANEW,
        (false, _) => form::ADD_POINT,
    };
    let asking = *state == State::Asking;
    let take = button(Tone::Plain, Some(Icon::Pin), word.text(lang), take).flag("disabled", asking);
    let drop = (!one && !points.is_empty()).then(|| {
        let (answer, what, mut fewer) = (props.answer.clone(), props.what.clone(), points.clone());
        fewer.pop();
        let click = Callback::from(move |_| answer.emit(answer_of(&fewer, &what)));
        button(Tone::Quiet, Some(Icon::Undo), form::DROP_POINT.text(lang), click)
    });
    let said = match *state {
        State::Still => el("p", "small muted").key("note").text(form::LOCATION_NOTE.text(lang)),
        State::Asking => {
            notice("saved", Icon::Clock, form::LOCATING.text(lang), None).key("asking").attr("role", "status")
        }
        State::Lost(lost) => {
            let word = match lost {
                Lost::Absent => form::NO_LOCATION,
                Lost::Denied => form::LOCATION_DENIED,
                Lost::NoSignal => form::NO_SIGNAL,
            };
            let says = el("span", "").text(word.text(lang));
            el("p", "wrong-text").key("lost").attr("role", "alert").icon(Icon::Triangle).child(says)
        }
    };
    let ways = (!props.readonly).then(|| el("div", "line-up").child(take).maybe(drop));
    let by_hand = (!props.readonly).then(|| typed(props, &points));
    el("div", "stack near").maybe(words(&points, props, lang)).maybe(ways).child(said).maybe(by_hand).done()
}

/// A position outside a form, as a household's.
pub fn located(id: &'static str, value: String, answer: Callback<String>, lang: Lang) -> Html {
    html! { <Located {lang} id={id} value={value} what={Widget::Point} warn={None::<f64>} readonly=false invalid=false {answer} /> }
}

/// The position in words, with how far it may be off.
fn words(points: &[String], props: &LocatedProps, lang: Lang) -> Option<El> {
    let last = points.last()?;
    let mut numbers = last.split(' ');
    let mut next = || numbers.next().unwrap_or_default();
    let (latitude, longitude, _, accuracy) = (next(), next(), next(), next());
    let place = form::PLACE_IS.text(lang, [latitude, longitude]);
    let line = el("p", "strong num").text(place);
    let metres: f64 = accuracy.parse().unwrap_or_default();
    let off = (metres > 0.0).then(|| {
        let metres = format!("{metres:.0}");
        el("p", "small muted num").text(form::ACCURACY.text(lang, [&metres]))
    });
    let warn = (metres > props.warn.unwrap_or(WARN_METRES))
        .then(|| notice("small line-up", Icon::Triangle, form::INACCURATE.text(lang), None));
    let count = (props.what != Widget::Point)
        .then(|| el("p", "num").text(form::POINTS.text(lang, [&points.len().to_string()])));
    Some(el("div", "card pine").maybe(count).child(line).maybe(off).maybe(warn))
}

/// The same by hand.
fn typed(props: &LocatedProps, points: &[String]) -> El {
    let lang = props.lang;
    let one = props.what == Widget::Point;
    let bare: Vec<String> = points.iter().map(|point| bare(point)).collect();
    let (value, rows) = if one { (bare.concat(), 1) } else { (bare.join("\n"), 4) };
    let value: AttrValue = value.into();
    let (answer, what) = (props.answer.clone(), props.what.clone());
    let onsave = Callback::from(move |text: String| answer.emit(answer_of(&read(&text), &what)));
    let (id, invalid, keyboard) = (props.id.clone(), props.invalid, Keyboard::Text);
    let format = if one { form::PLACE_FORMAT } else { form::PLACES_FORMAT };
    el("details", "fold")
        .flag("open", props.invalid)
        .child(el("summary", "").text(form::TYPE_PLACE.text(lang)))
        .child(el("label", "hint").set("for", id.clone()).text(format.text(lang)))
        .html(html! { <Typed {id} {value} {invalid} {keyboard} {rows} readonly=false {onsave} /> })
}

/// The points of an answer; of an area without the last, which is the first again.
fn points_of(value: &str, what: &Widget) -> Vec<String> {
    let mut points: Vec<String> =
        value.split(';').map(|point| point.trim().to_owned()).filter(|point| !point.is_empty()).collect();
    if *what == Widget::Shape && points.len() > 3 && points.first() == points.last() {
        points.pop();
    }
    points
}

/// The answer of points; an area ends where it began.
fn answer_of(points: &[String], what: &Widget) -> String {
    let mut all = points.to_vec();
    if *what == Widget::Shape && points.len() > 2 {
        all.extend(points.first().cloned());
    }
    all.join("; ")
}

/// What was typed, point by point: any commas, any spaces, full-width digits.
fn read(text: &str) -> Vec<String> {
    let point = |line: &str| {
        let line: String =
            line.chars().map(narrow).map(|c| if matches!(c, ',' | '，' | '、') { ' ' } else { c }).collect();
        let mut numbers: Vec<&str> = line.split_whitespace().collect();
        if numbers.len() == 2 {
            numbers.extend(["0", "0"]);
        }
        numbers.join(" ")
    };
    text.split(['\n', ';', '；']).map(point).filter(|point| !point.is_empty()).collect()
}

/// A point without an altitude and accuracy that nobody measured.
fn bare(point: &str) -> String {
    point.strip_suffix(" 0 0").unwrap_or(point).to_owned()
}

/// A position as forms write it: degrees to a ten-thousandth of a second of the arc, metres to a tenth.
fn written(fix: Fix) -> String {
    let Fix { latitude, longitude, altitude, accuracy } = fix;
    format!("{latitude:.7} {longitude:.7} {altitude:.1} {accuracy:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_ends_where_it_began_and_is_shown_without_its_end() {
        let corners = read("1 2\n3，4\n５ 6");
        assert_eq!(corners, ["1 2 0 0", "3 4 0 0", "5 6 0 0"]);
        let answer = answer_of(&corners, &Widget::Shape);
        assert_eq!(answer, "1 2 0 0; 3 4 0 0; 5 6 0 0; 1 2 0 0");
        assert_eq!(points_of(&answer, &Widget::Shape), corners);
    }

    #[test]
    fn a_point_is_written_and_read_back() {
        let point = written(Fix { latitude: 35.123_456_78, longitude: 115.0, altitude: 41.25, accuracy: 8.0 });
        assert_eq!(point, "35.1234568 115.0000000 41.2 8.0");
        assert_eq!(points_of(&point, &Widget::Point), [point.clone()]);
        assert_eq!(bare("35 115 0 0"), "35 115");
        assert_eq!(read("家门口"), ["家门口"], "what is no position stays, and the form says so");
    }
}
