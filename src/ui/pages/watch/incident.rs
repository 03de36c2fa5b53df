//! One incident: what is known of it is saved as it is typed, and its report stands ready to be copied.

use serde_json::Value as Json;
use yew::{Callback, html};

use super::{KINDS, Villages, reported};
use crate::app::{Action, Route, Told};
use crate::campaign::Campaign;
use crate::journal::{DELETED, Fields, Kind, RecordId};
use crate::plan::{INCIDENT, Incident, kind};
use crate::register::Region;
use crate::text::words::{Word, watch};
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::pages::today::wall;
use crate::ui::pages::weather::minute;
use crate::ui::parts::{Choice, Clock, Field, Keyboard, Tone, Typed, button, choice, empty, field, when};

/// The screen.
#[inline(never)]
pub fn incident(ui: &Ui<'_>, id: &RecordId) -> Page {
    let (lang, now) = (ui.lang, ui.now());
    let title = watch::NEW.text(lang);
    let Some(season) = ui.app.season() else { return Page::new(title, el("div", "")).back(Route::Watch) };
    let record = ui.app.journal.record(&kind(INCIDENT), id);
    if record.as_ref().is_some_and(crate::journal::Record::is_deleted) {
        return Page::new(title, empty(Icon::Shield, watch::NOT_HERE.text(lang), "", None)).back(Route::Watch);
    }
    let known = record.as_ref().and_then(Incident::of);
    let value = |path: &str| record.as_ref().map(|record| record.text(path).to_owned()).unwrap_or_default();
    let number = |path: &str| {
        record.as_ref().and_then(|record| record.number(path)).map(|count| count.to_string()).unwrap_or_default()
    };
    let form = Form { ui, id, begun: known.is_some(), village: Villages::of(ui).only };
    let kinds = season.campaign.form.lists.iter().find(|list| list.name == KINDS);
    let kinds =
        kinds.map(|list| (0..list.len()).map(|at| list.value(at).to_owned()).collect::<Vec<_>>()).unwrap_or_default();
    let what = value("what");
    let kinds = kinds.iter().map(|code| {
        let words = html! { { season.campaign.choice(KINDS, code, lang).to_owned() } };
        let one = Choice {
            many: false,
            name: "what".into(),
            value: code.clone().into(),
            label: words,
            state: (what == *code).into(),
            readonly: false,
        };
        let onpick = {
            let (save, code) = (form.saves("what", false), code.clone());
            Callback::from(move |()| save.emit(code.clone()))
        };
        (code.clone(), choice(one, onpick))
    });
    let date = |path: &'static str, word: Word| {
        let shown = crate::moment::Moment::parse(&value(path)).map(minute).unwrap_or_default();
        when(path, word.text(lang), Clock::DayTime, shown, form.saves_moment(path))
    };
    let body = el("div", "stack")
        .child(el("h2", "label").text(watch::WHAT.text(lang)))
        .child(el("div", "choices").attr("role", "radiogroup").attr("aria-label", watch::WHAT.text(lang)).list(kinds))
        .child(form.text("place", watch::PLACE, Some(watch::PLACE_HINT), value("place"), Keyboard::Text))
        .child(
            el("div", "pair")
                .child(form.text("hurt", watch::HURT, None, number("hurt"), Keyboard::Digits))
                .child(form.text("dead", watch::DEAD, None, number("dead"), Keyboard::Digits)),
        )
        .child(form.area("text", watch::TEXT, value("text")))
        .child(form.area("handled", watch::HANDLED, value("handled")))
        .child(form.text("first", watch::FIRST, Some(watch::FIRST_HINT), value("first"), Keyboard::Text))
        .child(date("at", watch::AT))
        .child(date("heard", watch::HEARD))
        .maybe(known.as_ref().map(|incident| report(ui, &season.campaign, id, incident)));
    let mut page = Page::new(title, body).back(Route::Watch);
    if let Some(incident) = &known {
        page.below = reported(incident, now, lang).into();
    }
    page
}

/// Saving an incident's fields as they are typed. The first one begins it: it happened now, and was heard of now, until somebody says
/// otherwise.
struct Form<'a> {
    ui: &'a Ui<'a>,
    id: &'a RecordId,
    begun: bool,
    /// Whose it is; empty where there is no village or more than one.
    village: String,
}

impl Form<'_> {
    fn saves(&self, path: &'static str, number: bool) -> Callback<String> {
        let (id, begun, now) = (self.id.clone(), self.begun, self.ui.now().to_string());
        let village = self.village.clone();
        let author = self.ui.app.settings.author.clone();
        self.ui.acts(move |text: String| {
            let value = match text.trim().parse::<u32>() {
                Ok(count) if number => Json::from(count),
                _ if number || text.trim().is_empty() => Json::Null,
                _ => Json::from(text),
            };
            let mut fields = Fields::from([(path.to_owned(), value)]);
            if !begun {
                let usual =
                    [("village", &*village), ("at", &now), ("heard", &now), ("what", "other"), ("first", &author)];
                for (path, text) in usual.into_iter().filter(|(_, text)| !text.is_empty()) {
                    fields.entry(path.to_owned()).or_insert_with(|| Json::from(text));
                }
            }
            Action::Save { kind: kind(INCIDENT), record: id.clone(), fields }
        })
    }

    fn saves_moment(&self, path: &'static str) -> Callback<String> {
        let (save, zone) = (self.saves(path, false), self.ui.now());
        Callback::from(move |text: String| {
            if let Some(moment) = wall(&text).and_then(|wall| zone.on(wall)) {
                save.emit(moment.to_string());
            }
        })
    }

    fn text(&self, path: &'static str, word: Word, hint: Option<Word>, value: String, keyboard: Keyboard) -> El {
        let lang = self.ui.lang;
        let hint = hint.map_or("", |hint| hint.text(lang)).into();
        let number = keyboard == Keyboard::Digits;
        let one = Field {
            id: path.into(),
            label: word.text(lang).into(),
            hint,
            value: value.into(),
            problem: None,
            keyboard,
        };
        field(one, self.saves(path, number))
    }

    fn area(&self, path: &'static str, word: Word, value: String) -> El {
        let onsave = self.saves(path, false);
        let area = html! { <Typed id={path} {value} invalid=false keyboard={Keyboard::Text} rows=3 readonly=false {onsave} /> };
        el("div", "field").child(el("label", "").attr("for", path).text(word.text(self.ui.lang))).html(area)
    }
}

/// The text of the report, to be copied with one tap, and the stamp of its reporting.
fn report(ui: &Ui<'_>, campaign: &Campaign, id: &RecordId, incident: &Incident) -> El {
    let (lang, now) = (ui.lang, ui.now());
    let mut regions = ui.app.journal.records(&Kind::Region);
    let region = regions.next().filter(|_| regions.next().is_none()).map(|record| Region::of(&record));
    let unit = region.map(|region| format!("{}{}", region.township, region.village)).unwrap_or_default();
    let text = incident.report(campaign.choice(KINDS, &incident.what, lang), &unit, now, lang);
    let change = |fields, told| Action::Change { kind: kind(INCIDENT), record: id.clone(), fields, told };
    let stamp = incident.reported.is_none().then(|| {
        let fields = Fields::from([("reported".to_owned(), Json::from(now.to_string()))]);
        button(
            Tone::Main,
            Some(Icon::Check),
            watch::REPORT_NOW.text(lang),
            ui.does(change(fields, Told::HandedIn(true))),
        )
    });
    let delete = change(Fields::from([(DELETED.to_owned(), Json::Bool(true))]), Told::Deleted);
    el("section", "card pine stack")
        .child(el("h2", "").text(watch::REPORT.text(lang)))
        .child(el("p", "report").text(text.clone()))
        .child(
            el("div", "line-up")
                .child(button(Tone::Plain, Some(Icon::Out), watch::COPY.text(lang), ui.copies(text)))
                .maybe(ui.copied())
                .maybe(stamp),
        )
        .child(el("div", "").child(button(
            Tone::Quiet,
            Some(Icon::Bin),
            watch::DELETE.text(lang),
            ui.does_and_goes(delete, Route::Watch),
        )))
}
