//! 导入花名册: which village, which file; then what was understood, row by row, before anything changes.

use yew::virtual_dom::ListenerKind;
use yew::{AttrValue, Callback};

use super::region;
use crate::app::{Action, Job, RosterReview, Route};
use crate::journal::{Kind, RecordId};
use crate::office::roster::{EntryView, Listed, RosterView, RowView, SheetView};
use crate::register::Region;
use crate::text::Lang;
use crate::text::words::{Phrase, Word, household, import, places};
use crate::ui::el::{El, el, held};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Choice, Field, Keyboard, Tone, button, choice, choose_files, field, notice, select};

/// Rows and households that are shown at once; the counts tell of the rest.
const SHOWN: usize = 30;

/// The screen: the question, or the roster under review.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let title = places::IMPORT.text(ui.lang);
    let Some(review) = &ui.app.desk.roster else {
        return Page::new(title, ask(ui)).back(Route::Households);
    };
    let mut page = Page::new(title, reviewed(ui, review)).back(Route::Households);
    page.below = review.file.name.clone().into();
    page.foot = Some(foot(ui, review));
    page
}

/// The village that this device works in, as far as it is known.
fn known(ui: &Ui<'_>) -> Region {
    let typed = ui.memory.with(|kept| kept.here.region.clone());
    let stored = || ui.app.journal.records(&Kind::Region).next().map(|record| Region::of(&record));
    typed.or_else(stored).unwrap_or_default()
}

fn ask(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    let region = known(ui);
    let typed = {
        let memory = ui.memory.clone();
        let before = region.clone();
        Callback::from(move |set: region::Set| {
            memory.change(|kept| set(kept.here.region.get_or_insert_with(|| before.clone())));
        })
    };
    let ready = !region.village.trim().is_empty();
    let read = {
        let (host, region) = (ui.host.clone(), region.clone());
        Callback::from(move |file: web_sys::File| host.choose(file, |file| Job::ReadRoster(file, region.clone())))
    };
    let chosen = {
        let read = read.clone();
        Callback::from(move |files: Vec<web_sys::File>| files.into_iter().for_each(|file| read.emit(file)))
    };
    let file = el("section", "stack near")
        .child(el("h2", "").text(import::FILE.text(lang)))
        .child(el("p", "").text(import::FILE_TEXT.text(lang)))
        .child(el("p", "line-up").child(choose_files(Tone::Main, "roster", import::CHOOSE.text(lang), false, chosen)));
    el("div", "stack far").child(names(&region, &typed, lang)).child(if ready {
        el("div", "stack far").key("ready").child(file).child(paste(ui, read))
    } else {
        el("p", "muted").key("not-ready").text(import::NEEDS_VILLAGE.text(lang))
    })
}

fn names(region: &Region, typed: &Callback<region::Set>, lang: Lang) -> El {
    let rest = el("details", "fold")
        .child(el("summary", "").text(import::MORE_NAMES.text(lang)))
        .child(region::fields(region, &region::REST, typed, lang));
    el("section", "stack near")
        .child(el("h2", "").text(import::WHICH.text(lang)))
        .child(region::fields(region, &region::NAMES, typed, lang))
        .child(rest)
}

fn paste(ui: &Ui<'_>, read: Callback<web_sys::File>) -> El {
    let lang = ui.lang;
    let pasted = ui.memory.with(|kept| kept.here.pasted.clone());
    let typed = ui.memory.clone();
    let area = el("textarea", "input")
        .attr("id", "paste")
        .attr("rows", "4")
        .attr("aria-describedby", "paste-hint")
        .value(pasted.clone().into())
        .on(ListenerKind::oninput, move |event| typed.change(|kept| kept.here.pasted = held(&event)));
    let look = || {
        let text = pasted.clone();
        let click = Callback::from(move |_| {
            if let Ok(file) =
                crate::web::files::file(import::PASTED_NAME.text(lang), "text/plain", &text.as_bytes().into())
            {
                read.emit(file);
            }
        });
        button(Tone::Plain, Some(Icon::Columns), import::PASTED.text(lang), click)
    };
    el("section", "field")
        .child(el("label", "").attr("for", "paste").text(import::PASTE.text(lang)))
        .child(el("p", "hint").attr("id", "paste-hint").text(import::PASTE_HINT.text(lang)))
        .child(area)
        .maybe((!pasted.trim().is_empty()).then(look))
}

fn reviewed(ui: &Ui<'_>, review: &RosterReview) -> El {
    let (view, lang) = (&*review.view, ui.lang);
    let head = if view.households == 0 {
        notice("card warn line-up", Icon::Triangle, import::NOTHING_TEXT.text(lang), None).key("nothing")
    } else {
        counts(view, lang).key("counts")
    };
    let of = |test: fn(&RowView) -> bool| view.rows.iter().filter(|row| test(row)).collect::<Vec<_>>();
    el("div", "stack far")
        .child(head)
        .maybe(other_village(ui, review))
        .maybe(rows(view, &of(|row| row.lost), import::LOST, true, lang))
        .maybe(rows(view, &of(|row| !row.lost && !row.left_out), import::WARNED, false, lang))
        .maybe(households(&view.added, import::ADDED, lang))
        .maybe(households(&view.changed, import::CHANGED, lang))
        .maybe(missing(ui, &view.gone))
        .child(el("section", "stack near").list(columns(ui, view)))
        .maybe(rows(view, &of(|row| row.left_out), import::LEFT_OUT, false, lang))
}

fn counts(view: &RosterView, lang: Lang) -> El {
    let fact = |word: Word, count: usize| {
        (
            word.en,
            el("div", "").child(el("dt", "").text(word.text(lang))).child(el("dd", "big").text(format::count(count))),
        )
    };
    let all = [
        Some(fact(import::HOUSEHOLDS, view.households)),
        Some(fact(import::PERSONS, view.persons)),
        (view.added.count > 0).then(|| fact(import::ADDED, view.added.count)),
        (view.changed.count > 0).then(|| fact(import::CHANGED, view.changed.count)),
        (view.same > 0).then(|| fact(import::SAME, view.same)),
    ];
    el("section", "stack near")
        .child(el("h2", "").text(import::UNDERSTOOD.text(lang)))
        .child(el("dl", "card facts").list(all.into_iter().flatten()))
}

/// The roster names another village than was typed: offered, not assumed.
fn other_village(ui: &Ui<'_>, review: &RosterReview) -> Option<El> {
    let named = &review.view.region.village;
    if named.is_empty() || *named == review.region.village {
        return None;
    }
    let region = Region { village: named.clone(), ..review.region.clone() };
    let word = import::USE.text(ui.lang);
    let take = button(Tone::Plain, Some(Icon::Check), word, ui.does(Action::RosterOf(region)));
    Some(notice("card pine line-up", Icon::Info, import::FROM_ROSTER.text(ui.lang, [named]), Some(take)))
}

/// Rows about which there is something to say, folded unless somebody must look.
fn rows(view: &RosterView, rows: &[&RowView], title: Phrase<1>, open: bool, lang: Lang) -> Option<El> {
    let several = view.sheets.len() > 1;
    let items = rows.iter().take(SHOWN).map(|row| {
        let sheet = view.sheets.get(row.sheet).filter(|_| several).map_or("", |sheet| &sheet.name);
        let place = import::ROW.text(lang, [&row.row.to_string()]);
        let said = el("div", "grow")
            .list(row.said.iter().enumerate().map(|(at, said)| (at.to_string(), el("p", "").text(said.clone()))));
        let item =
            el("li", "row top").child(el("span", "muted num short").text(format!("{sheet} {place}"))).child(said);
        (format!("{} {}", row.sheet, row.row), item)
    });
    let rest = rows.len().saturating_sub(SHOWN);
    (!rows.is_empty()).then(|| {
        el("details", "fold")
            .flag("open", open)
            .child(el("summary", "").text(title.text(lang, [&rows.len().to_string()])))
            .child(el("ul", "rows").list(items))
            .maybe((rest > 0).then(|| el("p", "small muted").text(import::MORE_ROWS.text(lang, [&rest.to_string()]))))
    })
}

fn households(listed: &Listed, title: Word, lang: Lang) -> Option<El> {
    let items = listed
        .first
        .iter()
        .take(SHOWN)
        .map(|entry| (entry.record.as_str(), el("li", "row top").child(known_as(entry, lang))));
    let rest = listed.count.saturating_sub(SHOWN);
    (listed.count > 0).then(|| {
        let count = household::COUNT.text(lang, [&format::count(listed.count)]);
        el("details", "fold")
            .child(el("summary", "").text(format!("{} · {count}", title.text(lang))))
            .child(el("ul", "rows").list(items))
            .maybe((rest > 0).then(|| el("p", "small muted").text(import::MORE.text(lang, [&rest.to_string()]))))
    })
}

fn known_as(entry: &EntryView, lang: Lang) -> El {
    let place = if entry.row == 0 { String::new() } else { import::ROW.text(lang, [&entry.row.to_string()]) };
    let changes = entry
        .changes
        .iter()
        .enumerate()
        .map(|(at, words)| (at.to_string(), el("p", "small muted").text(words.clone())));
    let head = el("p", "line-up")
        .child(el("span", "strong").text(entry.head.clone()))
        .child(el("span", "muted").text(entry.group.clone()))
        .child(el("span", "small muted num push").text(place));
    el("div", "grow").child(head).list(changes)
}

/// Households of the village that the roster does not have: kept unless a person ticks them.
fn missing(ui: &Ui<'_>, gone: &Listed) -> Option<El> {
    let lang = ui.lang;
    let ticked = ui.memory.with(|kept| kept.here.ticked.clone());
    let choices = gone.first.iter().map(|entry| {
        let record = RecordId(entry.record.clone());
        let on = ticked.contains(&record);
        let (memory, name) = (ui.memory.clone(), AttrValue::from("gone"));
        let onpick = Callback::from(move |()| {
            let record = record.clone();
            memory.change(|kept| {
                let before = kept.here.ticked.len();
                kept.here.ticked.retain(|other| *other != record);
                if kept.here.ticked.len() == before {
                    kept.here.ticked.push(record);
                }
            });
        });
        let label = format!("{} {}", entry.head, entry.group).into();
        let shown =
            Choice { many: true, name, value: entry.record.clone().into(), label, state: on.into(), readonly: false };
        (entry.record.as_str(), choice(shown, onpick))
    });
    (gone.count > 0).then(|| {
        let count = household::COUNT.text(lang, [&format::count(gone.count)]);
        el("details", "fold")
            .child(el("summary", "").text(format!("{} · {count}", import::MISSING.text(lang))))
            .child(el("p", "muted").text(import::MISSING_TEXT.text(lang)))
            .child(el("div", "choices").list(choices))
    })
}

/// What each column was taken for, to be put right, sheet by sheet.
fn columns(ui: &Ui<'_>, view: &RosterView) -> impl Iterator<Item = (String, El)> {
    let lang = ui.lang;
    let folded = view.households > 0;
    let sheets = view.sheets.iter().enumerate().map(|(at, sheet)| {
        let title = import::COLUMNS.text(lang);
        let title = if view.sheets.len() > 1 { format!("{title} · {}", sheet.name) } else { title.to_owned() };
        let body = match &sheet.problem {
            Some(problem) => el("p", "").key("problem").text(problem.clone()),
            None => el("p", "muted").key("text").text(import::COLUMNS_TEXT.text(lang)),
        };
        let fold =
            el("details", "fold")
                .flag("open", !folded)
                .child(el("summary", "").text(title))
                .child(body)
                .child(heading(ui, at, sheet))
                .child(el("div", "rows").list(
                    sheet.columns.iter().map(|(heading, code)| (heading.as_str(), column(ui, view, heading, code))),
                ));
        (at.to_string(), fold)
    });
    sheets.collect::<Vec<_>>().into_iter()
}

fn heading(ui: &Ui<'_>, at: usize, sheet: &SheetView) -> El {
    let name = sheet.name.clone();
    let host = ui.host.clone();
    let onsave = Callback::from(move |text: String| {
        if let Ok(row) = text.trim().parse() {
            host.act(Action::HeadingEndsAt(name.clone(), row));
        }
    });
    let shown = Field {
        id: format!("heading-{at}").into(),
        label: import::HEADING_ROW.text(ui.lang).into(),
        hint: AttrValue::default(),
        value: sheet.header.map(|(_, last)| last.to_string()).unwrap_or_default().into(),
        problem: None,
        keyboard: Keyboard::Digits,
    };
    field(shown, onsave)
}

fn column(ui: &Ui<'_>, view: &RosterView, heading: &str, code: &str) -> El {
    let none = (String::new(), import::NOT_KEPT.text(ui.lang).to_owned());
    let options = std::iter::once(&none).chain(&view.fields).cloned().collect();
    let of = heading.to_owned();
    let onpick = ui.acts(move |code: String| Action::ReadColumnAs(of.clone(), code));
    let select = select(options, code, onpick).set("aria-label", heading.to_owned().into());
    el("div", "row").child(el("span", "grow").text(heading.to_owned())).child(el("span", "grow").child(select))
}

/// Take it or leave it, with what taking it does.
fn foot(ui: &Ui<'_>, review: &RosterReview) -> El {
    let (view, lang) = (&review.view, ui.lang);
    let gone = ui.memory.with(|kept| kept.here.ticked.clone());
    let changes = view.changed.count + gone.len();
    let word = match (view.added.count, changes) {
        (0, 0) => import::NOTHING_TO_DO.text(lang).to_owned(),
        (0, changes) => import::UPDATE.text(lang, [&format::count(changes)]),
        (added, 0) => import::TAKE.text(lang, [&format::count(added)]),
        (added, changes) => import::TAKEN.text(lang, [&format::count(added), &format::count(changes)]),
    };
    let give_up = ui.does(Action::DropRoster);
    if view.households == 0 {
        return el("div", "foot-buttons").child(button(Tone::Main, None, import::GIVE_UP.text(lang), give_up));
    }
    // Where nothing changes it is taken all the same: it may say of which village the households are.
    let nothing = view.added.count == 0 && changes == 0;
    let drop = (!nothing).then(|| button(Tone::Plain, None, import::GIVE_UP.text(lang), give_up));
    let take = button(Tone::Main, Some(Icon::Check), word, ui.does(Action::TakeRoster(gone)));
    el("div", "foot-buttons").maybe(drop).child(take)
}
