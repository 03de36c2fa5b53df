//! 问题: the board. Who is to act next on top, the most pressing first, what is overdue in red and in words.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, html};

use crate::app::{Route, TextSize};
use crate::campaign::{Campaign, Level as Grade};
use crate::moment::Moment;
use crate::text::words::{Word, common, findings, household, places};
use crate::text::{Lang, Say};
use crate::ui::el::{El, el};
use crate::ui::finding;
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::memory::Kept;
use crate::ui::page::{Hold, Page, Ui};
use crate::ui::parts::{
    Choice, GroupRows, LongList, Shape, Tone, button, chip, choice, dialog, empty, level, pick, search,
};
use crate::ui::view::board::{Board, Card, Due, Stage, Wish};

const STAGES: [(Stage, Word); 4] = [
    (Stage::Todo, findings::WAITING),
    (Stage::Doing, findings::DOING),
    (Stage::Verify, findings::VERIFY),
    (Stage::Closed, findings::CLOSED),
];

const LEVELS: [(&str, Option<Grade>, Word); 4] = [
    ("any", None, findings::ANY),
    ("red", Some(Grade::Red), common::RED),
    ("yellow", Some(Grade::Yellow), common::YELLOW),
    ("need", Some(Grade::Need), common::NEED),
];

const DUES: [(&str, Due, Word); 4] = [
    ("any", Due::Any, findings::ANY),
    ("over", Due::Over, findings::OVER),
    ("today", Due::Today, findings::DUE_TODAY),
    ("week", Due::Week, findings::DUE_WEEK),
];

/// The board of findings.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let lang = ui.lang;
    let board = ui.memory.with(|kept| kept.board(ui.app));
    let title = places::FINDINGS.text(lang);
    if board.cards.is_empty() {
        return Page::new(title, empty(Icon::Flag, findings::NONE.text(lang), findings::NONE_TEXT.text(lang), None));
    }
    let now = Moment::new(ui.app.now, ui.app.zone);
    let (places, wish) = find(ui, &board, now);
    let counts = board.counts(&wish, now);
    let body = el("div", "homes-page")
        .child(tools(ui, &board, &wish, &counts, now))
        .html(list(ui, &board, &wish, &places, now));
    let mut page = Page::new(title, body);
    let open = board.counts(&Wish::default(), now).iter().take(3).sum();
    page.below = findings::COUNT.text(lang, [&format::count(open)]).into();
    page.hold = Hold::Own;
    if ui.memory.with(|kept| kept.here.open) {
        page.dialog = narrow(ui, &board, &wish, places.len());
    }
    page
}

/// What the filters let through; computed again only when they, the journal or the minute have changed.
fn find(ui: &Ui<'_>, board: &Board, now: Moment) -> (Rc<Vec<usize>>, Wish) {
    ui.memory.with(|kept| {
        let issues = &mut kept.issues;
        let of = (ui.app.journal_version, issues.wish.clone(), ui.app.now / 60_000);
        if let Some((known, places)) = &issues.found
            && *known == of
        {
            return (Rc::clone(places), of.1);
        }
        let places = Rc::new(board.find(&issues.wish, now));
        issues.found = Some((of.clone(), Rc::clone(&places)));
        (places, of.1)
    })
}

fn tools(ui: &Ui<'_>, board: &Board, wish: &Wish, counts: &[usize; 4], now: Moment) -> El {
    let lang = ui.lang;
    let memory = ui.memory.clone();
    let onquery = Callback::from(move |text: String| memory.change(|kept| kept.issues.wish.query = text));
    let search = search(findings::SEARCH.text(lang), household::CLEAR.text(lang), &wish.query, &onquery);
    let stages = STAGES.into_iter().zip(counts).map(|((stage, word), count)| {
        let on = stage == wish.stage;
        let tab = el("button", "")
            .attr("type", "button")
            .either("aria-pressed", on)
            .child(el("span", "").text(word.text(lang)))
            .child(el("b", "num").text(format::count(*count)))
            .click(ui.keeps(move |kept| kept.issues.wish.stage = stage));
        (word.en, tab)
    });
    let stages =
        el("div", "segmented tabs").attr("role", "group").attr("aria-label", findings::STAGES.text(lang)).list(stages);
    let over = board.overdue(now);
    let overdue = (over > 0).then(|| {
        let on = wish.due == Due::Over;
        let flip = move |kept: &mut Kept| kept.issues.wish.due = if on { Due::Any } else { Due::Over };
        chip(on, findings::OVER.text(lang), format::count(over), ui.keeps(flip))
    });
    let on = wish.urgent;
    let urgent = chip(on, findings::URGENT.text(lang), "", ui.keeps(move |kept| kept.issues.wish.urgent = !on));
    let more = match wish.narrowed() {
        0 => findings::FILTER.text(lang).to_owned(),
        set => findings::FILTERED.text(lang, [&set.to_string()]),
    };
    let more = el("button", if wish.narrowed() > 0 { "chip on" } else { "chip" })
        .attr("type", "button")
        .attr("aria-haspopup", "dialog")
        .text(more)
        .icon(Icon::Down)
        .click(ui.keeps(|kept| kept.here.open = true));
    let chips = el("div", "chips").maybe(overdue.map(|chip| chip.key("over"))).child(urgent).child(more);
    el("div", "tools issues-tools").child(search).child(stages).child(chips)
}

fn list(ui: &Ui<'_>, board: &Rc<Board>, wish: &Wish, places: &Rc<Vec<usize>>, now: Moment) -> Html {
    let lang = ui.lang;
    if places.is_empty() {
        let stage = Wish { stage: wish.stage, ..Wish::default() };
        if *wish == stage {
            return empty(Icon::Done, findings::NONE_HERE.text(lang), "", None).done();
        }
        let all = button(Tone::Plain, None, findings::SHOW_ALL.text(lang), ui.keeps(reset));
        let text = findings::NONE_FOUND_TEXT.text(lang);
        return empty(Icon::Search, findings::NONE_FOUND.text(lang), text, Some(all)).done();
    }
    let groups = Rc::new(vec![GroupRows { name: "".into(), note: "".into(), rows: places.len() }]);
    let season = ui.app.season();
    let card = {
        let (board, places) = (Rc::clone(board), Rc::clone(places));
        move |at: usize| places.get(at).and_then(|&at| board.cards.get(at)).cloned()
    };
    let draw = {
        let card = card.clone();
        Callback::from(move |at| {
            let campaign = season.as_ref().map(|season| &*season.campaign);
            card(at).map(|card| row(&card, campaign, now, lang).done()).unwrap_or_default()
        })
    };
    let name = Callback::from(move |at| card(at).map(|card| AttrValue::from(card.finding.id.0)).unwrap_or_default());
    let top = ui.memory.with(|kept| kept.issues.top);
    let memory = ui.memory.clone();
    let ontop = Callback::from(move |top| memory.with(|kept| kept.issues.top = top));
    let of = format!("{wish:?}");
    let (label, show) = (findings::LIST.text(lang), None::<usize>);
    // As the style sheet has it: twice as large, lines wrap.
    let row = if ui.app.settings.text_size == TextSize::Largest { 9.6 } else { 5.6 };
    html! { <LongList class="long issues" {row} {groups} {draw} {name} {of} {label} {top} {show} {ontop} /> }
}

/// One finding: how bad and how long it has, what, whose and who is to act.
fn row(card: &Card, campaign: Option<&Campaign>, now: Moment, lang: Lang) -> El {
    let found = &card.finding;
    let department = campaign.map_or("", |campaign| campaign.choice("department", &found.department, lang));
    let head = el("span", "line-up tight")
        .child(level(finding::grade(found), lang))
        .child(el("span", "small muted").text(found.state.say(lang)))
        .maybe(finding::left(found, now, lang).map(|left| left.key("left")));
    let whose = [card.head.as_str(), &card.group, department];
    let whose: Vec<&str> = whose.into_iter().filter(|text| !text.is_empty()).collect();
    let words = el("span", "grow")
        .child(head)
        .child(el("span", "block oneline strong").text(found.said(campaign, lang).into_owned()))
        .child(el("span", "block oneline small muted").text(whose.join(" · ")));
    el("a", "row").set("href", Route::Finding(found.id.clone()).hash().into()).child(words)
}

fn reset(kept: &mut Kept) {
    let stage = kept.issues.wish.stage;
    kept.issues.wish = Wish { stage, ..Wish::default() };
}

/// The filters.
fn narrow(ui: &Ui<'_>, board: &Board, wish: &Wish, found: usize) -> Html {
    let lang = ui.lang;
    let memory = ui.memory.clone();
    let onlevel = Callback::from(move |key: &'static str| {
        let level = LEVELS.iter().find(|(known, ..)| *known == key).and_then(|(_, level, _)| *level);
        memory.change(|kept| kept.issues.wish.level = level);
    });
    let memory = ui.memory.clone();
    let ondue = Callback::from(move |key: &'static str| {
        let due = DUES.iter().find(|(known, ..)| *known == key).map(|(_, due, _)| *due).unwrap_or_default();
        memory.change(|kept| kept.issues.wish.due = due);
    });
    let level = LEVELS.iter().find(|(_, level, _)| *level == wish.level).map_or("any", |(key, ..)| key);
    let due = DUES.iter().find(|(_, due, _)| *due == wish.due).map_or("any", |(key, ..)| key);
    let levels = LEVELS.into_iter().map(|(key, _, word)| (key, word.text(lang).into()));
    let dues = DUES.into_iter().map(|(key, _, word)| (key, word.text(lang).into()));
    let part =
        |word: Word, control: El| el("section", "field").child(el("h3", "label").text(word.text(lang))).child(control);
    let on = wish.urgent;
    let memory = ui.memory.clone();
    let urgent = tick("urgent", findings::ONLY_URGENT.text(lang).to_owned(), on, move || {
        memory.change(|kept| kept.issues.wish.urgent = !on);
    });
    let season = ui.app.season();
    let departments = board.departments().into_iter().map(|(code, count)| {
        let on = wish.department == code;
        let label = season.as_ref().map_or(code.as_str(), |season| season.campaign.choice("department", &code, lang));
        let label = format!("{label} {count}");
        let (memory, key) = (ui.memory.clone(), code.clone());
        let tick = tick("department", label, on, move || {
            let department = if on { String::new() } else { code.clone() };
            memory.change(|kept| kept.issues.wish.department = department);
        });
        (key, tick)
    });
    let body = el("div", "stack")
        .child(part(findings::LEVEL, pick("level", findings::LEVEL.text(lang), levels, level, &onlevel)))
        .child(part(findings::DUE, pick("due", findings::DUE.text(lang), dues, due, &ondue)))
        .child(urgent)
        .child(part(findings::DEPARTMENT, el("div", "choices").list(departments)));
    let show = findings::SHOW.text(lang, [&format::count(found)]);
    let foot = el("div", "foot-buttons")
        .child(button(Tone::Plain, None, findings::RESET.text(lang), ui.keeps(reset)))
        .child(button(Tone::Main, None, show, ui.keeps(|kept| kept.here.open = false)));
    dialog(lang, findings::FILTER.text(lang), Shape::Sheet, ui.closes(), body, Some(foot))
}

fn tick(name: &'static str, label: String, on: bool, flip: impl Fn() + 'static) -> El {
    let value = label.clone().into();
    let shown = Choice { many: true, name: name.into(), value, label: label.into(), state: on.into(), readonly: false };
    choice(shown, Callback::from(move |()| flip()))
}
