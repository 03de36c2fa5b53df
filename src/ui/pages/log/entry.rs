//! One entry: saved as it is typed, from its first field on.

use serde_json::Value as Json;
use yew::{AttrValue, Callback, html};

use super::super::today::wall;
use super::super::weather::minute;
use super::{Register, helpline, register, trimmed};
use crate::app::{Action, Route, Told};
use crate::campaign::Campaign;
use crate::journal::{DELETED, Fields, Kind, Record, RecordId};
use crate::moment::Moment;
use crate::register::Household;
use crate::text::words::{Word, log};
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Choice, Clock, Field, Keyboard, Tone, Typed, button, choice, empty, field, search, when};
use crate::ui::view::village::Filter;

/// Households that a search offers.
const OFFERED: usize = 8;
/// Articles that are offered again.
const AGAIN: usize = 6;

/// An entry of a register.
#[inline(never)]
pub fn entry(ui: &Ui<'_>, kind: &str, id: &RecordId) -> Page {
    let lang = ui.lang;
    let (Some(register), Some(season)) = (register(kind), ui.app.season()) else {
        let title = log::UNKNOWN.text(lang);
        return Page::new(title, empty(Icon::Table, title, "", None)).back(Route::Ledgers);
    };
    let back = Route::Log(kind.to_owned(), None);
    let record = ui.app.journal.record(&Kind::from(kind), id);
    if record.as_ref().is_some_and(Record::is_deleted) {
        return Page::new(register.title.text(lang), empty(register.icon, log::NOT_HERE.text(lang), "", None))
            .back(back);
    }
    let form = Form { ui, register, campaign: &season.campaign, id, record: record.as_ref() };
    let body = el("div", "stack").maybe(helpline(ui, register));
    let body = match kind {
        "stock" => form.stock(body),
        "gift" => form.gift(body),
        _ => form.clue(body),
    };
    let mut page = Page::new(register.title.text(lang), body.maybe(form.delete())).back(back);
    page.below = log::SAVED.text(lang).into();
    page
}

struct Form<'a> {
    ui: &'a Ui<'a>,
    register: &'static Register,
    campaign: &'a Campaign,
    id: &'a RecordId,
    record: Option<&'a Record<'a>>,
}

impl Form<'_> {
    fn text(&self, path: &str) -> String {
        self.record.map(|record| record.text(path).to_owned()).unwrap_or_default()
    }

    fn number(&self, path: &str) -> Option<f64> {
        self.record.and_then(|record| record.number(path))
    }

    /// What a new entry is taken to say until somebody says otherwise: now, here, by whoever writes.
    fn usual(&self) -> Fields {
        let (app, now) = (self.ui.app, self.ui.now());
        let mut regions = app.journal.records(&Kind::Region).map(|record| record.id());
        let village = regions.next().filter(|_| regions.next().is_none()).map(|id| id.0.clone()).unwrap_or_default();
        let (when, by) = match self.register.kind {
            "clue" => (("when", now.to_string()), ("", String::new())),
            "stock" => (("date", now.day().to_string()), ("handler", app.settings.author.clone())),
            _ => (("date", now.day().to_string()), ("by", app.settings.author.clone())),
        };
        let mut usual = vec![("village", village), when, by];
        if let Some(household) = self.giving() {
            usual.push(("household", household.0));
        }
        let filled = usual.into_iter().filter(|(_, text)| !text.is_empty());
        filled.map(|(path, text)| (path.to_owned(), Json::from(text))).collect()
    }

    /// The household whose page led to this gift.
    fn giving(&self) -> Option<RecordId> {
        let giving = self.ui.memory.with(|kept| kept.giving.clone());
        giving.filter(|(gift, _)| gift == self.id).map(|(_, household)| household)
    }

    /// Saves one field; the first begins the entry.
    fn saves<T: 'static>(&self, path: &'static str, make: impl Fn(T) -> Json + 'static) -> Callback<T> {
        let (kind, id) = (Kind::from(self.register.kind), self.id.clone());
        let begin = if self.record.is_some() { Fields::new() } else { self.usual() };
        self.ui.acts(move |value: T| {
            let mut fields = begin.clone();
            fields.insert(path.to_owned(), make(value));
            Action::Save { kind: kind.clone(), record: id.clone(), fields }
        })
    }

    fn line(&self, path: &'static str, word: Word, hint: Option<Word>, keyboard: Keyboard) -> El {
        let lang = self.ui.lang;
        let number = matches!(keyboard, Keyboard::Decimal | Keyboard::Digits);
        let value = if number { self.number(path).map(trimmed).unwrap_or_default() } else { self.text(path) };
        let value = match (self.record, path) {
            (None, "handler" | "by") => self.ui.app.settings.author.clone(),
            _ => value,
        };
        let one = Field {
            id: path.into(),
            label: word.text(lang).into(),
            hint: hint.map_or("", |hint| hint.text(lang)).into(),
            value: value.into(),
            problem: None,
            keyboard,
        };
        let onsave = self.saves(path, move |text: String| match text.trim() {
            "" => Json::Null,
            text if number => text.replace('，', ".").parse::<f64>().map_or(Json::Null, whole),
            text => Json::from(text),
        });
        field(one, onsave)
    }

    fn area(&self, path: &'static str, word: Word, hint: Option<Word>) -> El {
        let lang = self.ui.lang;
        let onsave = self.saves(path, |text: String| match text.trim() {
            "" => Json::Null,
            text => Json::from(text),
        });
        let value = self.text(path);
        let area = html! { <Typed id={path} {value} invalid=false keyboard={Keyboard::Text} rows=3 readonly=false {onsave} /> };
        let hint = hint.map(|hint| el("p", "hint").text(hint.text(lang)));
        el("div", "field").child(el("label", "").attr("for", path).text(word.text(lang))).html(area).maybe(hint)
    }

    fn day(&self) -> El {
        let value = Some(self.text("date")).filter(|day| !day.is_empty());
        let value = value.unwrap_or_else(|| self.ui.now().day().to_string());
        let onpick = self.saves("date", |day: String| if day.is_empty() { Json::Null } else { Json::from(day) });
        when("date", log::DATE.text(self.ui.lang), Clock::Day, value, onpick)
    }

    /// One of the codes of a list; a tap on the chosen one takes it back.
    fn pick(&self, path: &'static str, word: Word, list: &'static str) -> El {
        let (lang, chosen) = (self.ui.lang, self.text(path));
        let known = self.campaign.form.lists.iter().find(|known| known.name == list);
        let codes: Vec<String> =
            known.map(|list| (0..list.len()).map(|at| list.value(at).to_owned()).collect()).unwrap_or_default();
        let choices = codes.into_iter().map(|code| {
            let on = chosen == code;
            let label = html! { { self.campaign.choice(list, &code, lang).to_owned() } };
            let one = Choice {
                many: false,
                name: path.into(),
                value: AttrValue::from(code.clone()),
                label,
                state: on.into(),
                readonly: false,
            };
            let value = if on { Json::Null } else { Json::from(code.as_str()) };
            (code, choice(one, self.saves(path, move |()| value.clone())))
        });
        let choices: Vec<(String, El)> = choices.collect();
        el("section", "stack near").child(el("h2", "label").text(word.text(lang))).child(
            el("div", "choices")
                .attr("role", "radiogroup")
                .attr("aria-label", word.text(lang))
                .list(choices.into_iter()),
        )
    }

    fn flag(&self, path: &'static str, group: Word, word: Word) -> El {
        let lang = self.ui.lang;
        let on = self.record.is_some_and(|record| record.flag(path));
        let label = html! { { word.text(lang) } };
        let one =
            Choice { many: true, name: path.into(), value: path.into(), label, state: on.into(), readonly: false };
        el("section", "stack near")
            .child(el("h2", "label").text(group.text(lang)))
            .child(el("div", "choices").child(choice(one, self.saves(path, move |()| Json::from(!on)))))
    }

    fn stock(&self, body: El) -> El {
        body.maybe(self.again())
            .child(self.line("item", log::ITEM, Some(log::ITEM_HINT), Keyboard::Text))
            .child(el("div", "pair").child(self.line("in", log::IN, None, Keyboard::Decimal)).child(self.line(
                "out",
                log::OUT,
                None,
                Keyboard::Decimal,
            )))
            .child(el("div", "pair").child(self.line("unit", log::UNIT, None, Keyboard::Text)).child(self.line(
                "spec",
                log::SPEC,
                None,
                Keyboard::Text,
            )))
            .maybe(self.balance())
            .child(self.day())
            .child(self.pick("source", log::SOURCE, "stock_source"))
            .child(el("div", "pair").child(self.line("price", log::PRICE, None, Keyboard::Decimal)).child(self.line(
                "voucher",
                log::VOUCHER,
                None,
                Keyboard::Text,
            )))
            .child(self.line("handler", log::HANDLER, None, Keyboard::Text))
            .child(self.area("note", log::NOTE, None))
    }

    /// The articles that were last written down, to be taken over with one tap.
    fn again(&self) -> Option<El> {
        if !self.text("item").is_empty() {
            return None;
        }
        let records: Vec<Record<'_>> = self.ui.app.journal.records(&Kind::from("stock")).collect();
        let mut known: Vec<[String; 3]> = Vec::new();
        for record in records.iter().rev() {
            let article = ["item", "spec", "unit"].map(|path| record.text(path).to_owned());
            if !article[0].is_empty() && !known.contains(&article) {
                known.push(article);
            }
        }
        let begin = self.usual();
        let chips = known.into_iter().take(AGAIN).map(|article| {
            let (kind, id, begin) = (Kind::from("stock"), self.id.clone(), begin.clone());
            let name: Vec<&str> = article.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
            let name = name.join(" ");
            let click = self.ui.acts(move |_| {
                let mut fields = begin.clone();
                for (path, text) in
                    ["item", "spec", "unit"].into_iter().zip(&article).filter(|(_, text)| !text.is_empty())
                {
                    fields.insert(path.to_owned(), Json::from(text.as_str()));
                }
                Action::Save { kind: kind.clone(), record: id.clone(), fields }
            });
            (name.clone(), el("button", "chip").attr("type", "button").text(name).click(click))
        });
        let chips: Vec<(String, El)> = chips.collect();
        (!chips.is_empty()).then(|| {
            el("section", "stack near")
                .child(el("h2", "label").text(log::SAME_AS.text(self.ui.lang)))
                .child(el("div", "chips").list(chips.into_iter()))
        })
    }

    /// What is left of this article with this entry.
    fn balance(&self) -> Option<El> {
        let lang = self.ui.lang;
        let article = ["item", "spec", "unit"].map(|path| self.text(path));
        let records = self.ui.app.journal.records(&Kind::from("stock"));
        let alike = records.filter(|record| {
            ["item", "spec", "unit"].into_iter().zip(&article).all(|(path, text)| record.text(path) == text)
        });
        let sum: f64 = alike
            .map(|record| record.number("in").unwrap_or_default() - record.number("out").unwrap_or_default())
            .sum();
        let [item, _, unit] = &article;
        (!item.is_empty()).then(|| {
            if sum < 0.0 {
                let said = log::SHORT.text(lang, [&trimmed(-sum), unit]);
                el("p", "wrong-text").attr("role", "status").icon(Icon::Triangle).text(said)
            } else {
                el("p", "strong").attr("role", "status").text(log::BALANCE.text(lang, [&trimmed(sum), unit]))
            }
        })
    }

    fn gift(&self, body: El) -> El {
        body.child(self.whom())
            .child(el("div", "pair").child(self.line("money", log::MONEY, None, Keyboard::Decimal)).child(self.line(
                "value",
                log::VALUE,
                None,
                Keyboard::Decimal,
            )))
            .child(self.line("goods", log::GOODS, Some(log::GOODS_HINT), Keyboard::Text))
            .child(self.day())
            .child(self.line("by", log::BY, None, Keyboard::Text))
            .child(self.pick("receipt", log::RECEIPT, "gift_receipt"))
            .child(self.flag("letter", log::LETTER, log::GIVEN))
            .child(self.area("note", log::NOTE, None))
    }

    /// The household that was chosen, or the search for one, or a name besides the register.
    fn whom(&self) -> El {
        let (ui, lang) = (self.ui, self.ui.lang);
        let giving = self.giving().filter(|_| self.record.is_none());
        let household = giving.unwrap_or_else(|| RecordId(self.text("household")));
        let home = ui.app.journal.record(&Kind::Household, &household).map(|record| Household::of(&record));
        let section = el("section", "stack near").child(el("h2", "label").text(log::WHO.text(lang)));
        if let Some(home) = home {
            let memory = ui.memory.clone();
            let other = self.saves("household", move |_: web_sys::MouseEvent| {
                memory.with(|kept| kept.giving = None);
                Json::Null
            });
            let name = el("span", "grow")
                .child(el("b", "block").text(home.head.clone()))
                .child(el("span", "small muted block").text(home.group.clone()));
            return section.child(el("div", "card line-up").icon(Icon::House).child(name).child(button(
                Tone::Quiet,
                None,
                log::OTHER.text(lang),
                other,
            )));
        }
        let query = ui.memory.with(|kept| kept.here.draft.clone());
        let memory = ui.memory.clone();
        let onquery = Callback::from(move |text: String| memory.change(|kept| kept.here.draft = text));
        let found: Vec<(String, El)> = if query.trim().is_empty() {
            Vec::new()
        } else {
            ui.memory.with(|kept| {
                let village = kept.village(ui.app);
                let hits = village.search(kept.search(ui.app).1, Filter::All, &query);
                let entries = hits.into_iter().take(OFFERED).filter_map(|(at, _)| village.entries.get(at));
                let row = |entry: &crate::ui::view::village::Entry| {
                    let id = entry.id.clone();
                    let click = self.saves("household", move |_: web_sys::MouseEvent| Json::from(id.as_str()));
                    let row = el("button", "row").attr("type", "button").click(click).icon(Icon::House).child(
                        el("span", "grow")
                            .child(el("b", "block").text(entry.head.clone()))
                            .child(el("span", "small muted block").text(entry.group.clone())),
                    );
                    (entry.id.clone(), row)
                };
                entries.map(|entry| row(entry)).collect()
            })
        };
        section
            .child(search(log::FIND.text(lang), log::CLEAR_SEARCH.text(lang), &query, &onquery))
            .child(el("div", "rows").list(found.into_iter()))
            .child(self.line("person", log::NOT_LISTED, None, Keyboard::Text))
    }

    fn clue(&self, body: El) -> El {
        let zone = self.ui.now();
        let shown = Moment::parse(&self.text("when")).unwrap_or(zone);
        let onpick = self.saves("when", move |text: String| {
            wall(&text).and_then(|wall| zone.on(wall)).map_or(Json::Null, |moment| Json::from(moment.to_string()))
        });
        body.child(self.line("place", log::PLACE, Some(log::PLACE_HINT), Keyboard::Text))
            .child(when("when", log::WHEN.text(self.ui.lang), Clock::DayTime, minute(shown), onpick))
            .child(self.area("features", log::FEATURES, Some(log::FEATURES_HINT)))
            .child(self.pick("who", log::KIND, "clue_who"))
            .child(self.pick("handling", log::HANDLING, "clue_handling"))
            .child(self.line("goods", log::HANDED, None, Keyboard::Text))
            .child(self.flag("told", log::TOLD, log::YES))
            .child(self.line("by", log::REPORTED_BY, None, Keyboard::Text))
            .child(self.area("follow", log::FOLLOW, None))
    }

    fn delete(&self) -> Option<El> {
        self.record?;
        let fields = Fields::from([(DELETED.to_owned(), Json::Bool(true))]);
        let kind = Kind::from(self.register.kind);
        let act = Action::Change { kind, record: self.id.clone(), fields, told: Told::Deleted };
        let back = Route::Log(self.register.kind.to_owned(), None);
        let click = self.ui.does_and_goes(act, back);
        Some(el("p", "").child(button(Tone::Quiet, Some(Icon::Bin), log::DELETE.text(self.ui.lang), click)))
    }
}

/// A number as records hold it: whole where it is.
fn whole(number: f64) -> Json {
    #[expect(clippy::cast_possible_truncation, reason = "whole and far below 2^63")]
    if number.fract() == 0.0 && number.abs() < 1e15 { Json::from(number as i64) } else { Json::from(number) }
}
