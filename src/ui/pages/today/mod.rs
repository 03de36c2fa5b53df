//! 今天: how far everything has come, then whom to see and why, 组 by 组.

mod cards;
mod missing;
mod sheet;

pub use cards::{label, progress_of};
pub use missing::page as missing;
pub use sheet::wall;

use yew::{AttrValue, Html};

use crate::app::Route;
use crate::campaign::{Campaign, Method};
use crate::moment::Moment;
use crate::plan::{Board, Group, PutOff, Reason, Row, Subject};
use crate::text::words::{due, household, places, plan, today, watch, weather};
use crate::text::{Lang, Say};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::memory::{Day, Visiting, Whose};
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Shape, Tone, button, dialog, empty, link, notice, row_link};

/// How many households are shown at first, and how many more at each tap.
const AT_ONCE: usize = 20;

/// The page of the day.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let lang = ui.lang;
    let title = today::TITLE.text(lang);
    let Some((campaign, board)) = ui.board() else { return Page::new(title, el("div", "")) };
    let board = board.borrow();
    if board.today.is_empty() {
        let import = link(Tone::Main, Some(Icon::In), places::IMPORT.text(lang), Route::Import.hash());
        let add = link(Tone::Plain, Some(Icon::House), places::HOUSEHOLDS.text(lang), Route::Households.hash());
        let both = el("div", "line-up centre").child(import).child(add);
        let nothing = empty(Icon::Today, today::NO_HOMES.text(lang), today::NO_HOMES_TEXT.text(lang), Some(both));
        return Page::new(title, el("div", "stack far").child(nothing).child(tools(lang)));
    }
    let whose = whose(ui, &board);
    let body = el("div", "stack far")
        .maybe(wrong_clock(ui, &board))
        .maybe(super::doubts::told(ui, ui.memory.with(|kept| kept.disputes(ui.app).all().len())))
        .child(cards::above(ui, &campaign, &board))
        .child(list(ui, &campaign, &board, whose.as_deref()))
        .maybe(put_off(ui, &board, whose.as_deref()))
        .maybe(seen(ui, &campaign, &board, whose.as_deref()))
        .maybe(cards::below(ui, &campaign, &board))
        .child(tools(lang));
    let mut page = Page::new(title, body);
    page.below = below(ui, &board);
    page.end = Some(choose(ui, &board, whose.as_deref()));
    page.dialog = dialogs(ui, &board);
    page
}

/// Says that the clock is wrong, where something was entered at a moment that has not come.
fn wrong_clock(ui: &Ui<'_>, board: &Board) -> Option<El> {
    let latest = board.today.ahead()?;
    let day = |moment: Moment| format::date(moment.day(), ui.lang);
    let words = today::WRONG_CLOCK.text(ui.lang, [&day(latest), &day(ui.now())]);
    Some(notice("card warn line-up", Icon::Triangle, words, None).key("clock"))
}

/// The day and the village.
fn below(ui: &Ui<'_>, board: &Board) -> AttrValue {
    let day = ui.now().day();
    let village = board.regions.values().next().filter(|_| board.regions.len() == 1);
    let date = match ui.lang {
        Lang::ZhHans => format!("{}月{}日", chrono::Datelike::month(&day), chrono::Datelike::day(&day)),
        Lang::En => day.to_string(),
    };
    let weekday = format::weekday(chrono::Datelike::weekday(&day), ui.lang);
    match village {
        Some(region) => format!("{date} {weekday} · {}", region.village).into(),
        None => format!("{date} {weekday}").into(),
    }
}

/// Whose list is shown: what was chosen; else the helper of the name that writes here; else everybody's.
fn whose(ui: &Ui<'_>, board: &Board) -> Option<String> {
    match ui.memory.with(|kept| kept.day.whose.clone()) {
        Whose::All => None,
        Whose::Helper(helper) => Some(helper),
        Whose::Mine => {
            let author = ui.app.settings.author.trim();
            let mine = board.helpers.all().iter().find(|one| one.households > 0 && one.helper.name == author);
            mine.map(|one| one.id.0.clone())
        }
    }
}

/// The name of a helper.
pub fn name_of(board: &Board, helper: &str) -> String {
    board.helpers.get(helper).map(|one| one.helper.name.clone()).unwrap_or_default()
}

fn choose(ui: &Ui<'_>, board: &Board, whose: Option<&str>) -> El {
    if board.helpers.all().is_empty() {
        return el("span", "");
    }
    let name = whose.map_or_else(|| today::EVERYBODY.text(ui.lang).to_owned(), |helper| name_of(board, helper));
    el("button", "chip")
        .attr("type", "button")
        .attr("aria-haspopup", "dialog")
        .icon(Icon::Person)
        .text(name)
        .icon(Icon::Down)
        .click(ui.keeps(|kept| kept.here.open = true))
}

fn dialogs(ui: &Ui<'_>, board: &Board) -> Html {
    if let Some(sheet) = ui.memory.with(|kept| kept.here.visiting.clone()) {
        return sheet::sheet(ui, board, &sheet);
    }
    if !ui.memory.with(|kept| kept.here.open) {
        return Html::default();
    }
    let lang = ui.lang;
    let pick = |name: String, count: usize, whose: Whose| {
        let click = ui.keeps(move |kept| {
            kept.day = Day { whose: whose.clone(), more: 0 };
            kept.here.open = false;
        });
        el("button", "row")
            .attr("type", "button")
            .child(el("span", "grow").text(name))
            .child(el("span", "muted num").text(today::WHOSE_COUNT.text(lang, [&count.to_string()])))
            .click(click)
    };
    let everybody = pick(today::EVERYBODY.text(lang).to_owned(), board.today.to_see(None), Whose::All);
    let helpers = board.today.helpers();
    let helpers =
        helpers.iter().map(|(id, count)| (*id, pick(name_of(board, id), *count, Whose::Helper((*id).to_owned()))));
    let rows = el("div", "rows").child(everybody).list(helpers);
    dialog(lang, today::WHOSE.text(lang), Shape::Sheet, ui.closes(), rows, None)
}

/// The households to see, by group.
fn list(ui: &Ui<'_>, campaign: &Campaign, board: &Board, whose: Option<&str>) -> El {
    let lang = ui.lang;
    let count = board.today.to_see(whose);
    if count == 0 {
        let before = ui.now().day() < campaign.start;
        let text = if before { today::BEFORE_TEXT } else { today::NOBODY_TEXT };
        let all = link(Tone::Plain, Some(Icon::House), places::HOUSEHOLDS.text(lang), Route::Households.hash());
        return empty(Icon::Done, today::NOBODY.text(lang), text.text(lang), Some(all));
    }
    let most = AT_ONCE + ui.memory.with(|kept| kept.day.more);
    let groups = board.today.groups(campaign, whose, most);
    let section = |group: &Group<'_>| {
        let (name, rows) = (group_name(board, group.village, group.name, lang), &group.rows);
        let head = el("h3", "group-line")
            .child(el("span", "grow").text(name.clone()))
            .child(el("span", "num").text(today::GROUP_COUNT.text(lang, [&rows.len().to_string()])));
        let rows = rows.iter().map(|one| (one.subject.home.id.as_str(), row(ui, board, one, whose.is_none())));
        (name, el("section", "stack near").child(head).child(el("ul", "rows people").list(rows)))
    };
    let more = (count > most).then(|| {
        let next = AT_ONCE.min(count - most).to_string();
        button(
            Tone::Plain,
            Some(Icon::Down),
            today::MORE.text(lang, [&next]),
            ui.keeps(|kept| kept.day.more += AT_ONCE),
        )
    });
    el("section", "stack")
        .attr("aria-labelledby", "to-see")
        .child(el("h2", "").attr("id", "to-see").text(today::LIST.text(lang, [&format::count(count)])))
        .list(groups.iter().map(section))
        .maybe(more)
}

/// One household: who, why, and what can be done at once.
fn row(ui: &Ui<'_>, board: &Board, row: &Row<'_>, with_helper: bool) -> El {
    let (lang, home) = (ui.lang, &row.subject.home);
    let helper = home.helpers.first().filter(|_| with_helper).map(|id| name_of(board, id));
    let name = el("span", "line-up close").child(el("b", "").text(home.head.clone())).maybe(
        helper.filter(|name| !name.is_empty()).map(|name| el("span", "small muted").icon(Icon::Person).text(name)),
    );
    // It was put off, and must be seen all the same.
    let put_off =
        home.put_off.as_ref().filter(|put_off| put_off.until > ui.now().day()).map(|PutOff { until, reason }| {
            today::PUT_OFF_TILL.text(lang, [&format::day(*until, ui.now().day(), lang), reason])
        });
    // Somebody called today, and it must be seen all the same.
    let called = row.subject.seen_on(ui.now()).filter(|made| made.how == Method::Phone).map(|made| {
        let words = today::CALLED_AT.text(lang, [&made.when.clock()]);
        el("span", "small muted line-up tight").icon(Icon::Phone).child(el("span", "").text(words)).key("called")
    });
    let who = el("a", "grow who")
        .set("href", Route::Household(home.id.as_str().into()).hash().into())
        .child(name)
        .child(reasons(&row.reasons, lang))
        .maybe(called)
        .maybe(put_off.map(|text| el("span", "small muted").text(text)));
    el("li", if row.score.must { "person now" } else { "person" }).child(who).child(acts(ui, row.subject))
}

/// Why, in words; what endangers a life stands out.
pub fn reasons(reasons: &[Reason], lang: Lang) -> El {
    const MOST: usize = 5;
    let words = reasons.iter().take(MOST).enumerate().map(|(at, reason)| {
        let hot = matches!(reason, Reason::Urgent { .. } | Reason::Red { .. } | Reason::Overdue { .. });
        let class = match reason {
            _ if hot => "hot",
            Reason::Signal { .. } => "warm",
            _ => "",
        };
        (at.to_string(), el("span", class).text(reason.say(lang)))
    });
    el("span", "why small").list(words)
}

/// The telephone and the sheet of a household. A call opens the sheet too, so that what came of it is one more tap.
pub fn acts(ui: &Ui<'_>, subject: &Subject) -> El {
    let (lang, home) = (ui.lang, &subject.home);
    let phone = (!home.phone.is_empty()).then(|| {
        let name = today::CALL.text(lang, [&home.head]);
        el("a", "btn round")
            .set("href", format!("tel:{}", home.phone).into())
            .set("aria-label", name.clone().into())
            .set("title", name.into())
            .icon(Icon::Phone)
            .click(opens(ui, &home.id))
    });
    let name = today::CONTACT.text(lang, [&home.head]);
    let sheet = el("button", "btn quiet plain round")
        .attr("type", "button")
        .attr("aria-haspopup", "dialog")
        .set("aria-label", name.clone().into())
        .set("title", name.into())
        .icon(Icon::More)
        .click(opens(ui, &home.id));
    el("span", "acts").maybe(phone).child(sheet)
}

fn opens(ui: &Ui<'_>, household: &str) -> yew::Callback<web_sys::MouseEvent> {
    let household = household.to_owned();
    ui.keeps(move |kept| {
        kept.here.visiting = Some(Visiting { household: household.clone(), ..Visiting::default() });
    })
}

/// Those who would be on the list had nobody put them off.
fn put_off(ui: &Ui<'_>, board: &Board, whose: Option<&str>) -> Option<El> {
    let subjects: Vec<&Subject> = board.today.put_off(whose).collect();
    let head = today::PUT_OFF_LIST.text(ui.lang, [&subjects.len().to_string()]);
    (!subjects.is_empty()).then(|| waiting(ui, head, &subjects))
}

/// Households that were put off, folded: until when and why, and the way back on the list.
pub fn waiting(ui: &Ui<'_>, head: String, subjects: &[&Subject]) -> El {
    let lang = ui.lang;
    let row = |subject: &&Subject| {
        let home = &subject.home;
        let why = home.put_off.as_ref().map(|PutOff { until, reason }| {
            today::PUT_OFF_TILL.text(lang, [&format::day(*until, ui.now().day(), lang), reason])
        });
        let back = ui.does(sheet::back(&home.id));
        let who = el("span", "grow")
            .text(home.head.clone())
            .child(el("span", "small muted block").text(why.unwrap_or_default()));
        let row = el("li", "row").child(who).child(button(
            Tone::Quiet,
            Some(Icon::Undo),
            today::BACK_ON_LIST.text(lang),
            back,
        ));
        (home.id.clone(), row)
    };
    el("details", "fold").child(el("summary", "").text(head)).child(el("ul", "rows").list(subjects.iter().map(row)))
}

/// Those whom somebody was in touch with today.
fn seen(ui: &Ui<'_>, campaign: &Campaign, board: &Board, whose: Option<&str>) -> Option<El> {
    let lang = ui.lang;
    let seen = board.today.seen(whose);
    let row = |(subject, made): &(&Subject, crate::plan::Made)| {
        let how = campaign.choice("method", made.how.word(), lang);
        let open = board.today.reasons(campaign, &subject.home.id);
        let who =
            el("span", "grow").child(el("span", "block").text(subject.home.head.clone())).child(reasons(&open, lang));
        let when = el("span", "saved").icon(Icon::Check).text(format!("{how} {}", made.when.clock()));
        let href = Route::Household(subject.home.id.as_str().into()).hash();
        (subject.home.id.clone(), el("a", "row").set("href", href.into()).child(who).child(when))
    };
    (!seen.is_empty()).then(|| {
        let head = today::SEEN.text(lang, [&seen.len().to_string()]);
        el("details", "fold").child(el("summary", "").text(head)).child(el("div", "rows").list(seen.iter().map(row)))
    })
}

/// The screens around the day.
fn tools(lang: Lang) -> El {
    let rows = [
        (Icon::Columns, plan::TITLE, Route::Plan(None)),
        (Icon::Clock, due::TITLE, Route::Deadlines),
        (Icon::Triangle, weather::TITLE, Route::Weather),
        (Icon::Shield, watch::TITLE, Route::Watch),
    ];
    let rows =
        rows.into_iter().map(|(icon, name, route)| (name.en, row_link(icon, name.text(lang), None, route.hash())));
    el("nav", "rows").attr("aria-label", today::TOOLS.text(lang)).list(rows)
}

/// A household's group, as people say it.
pub fn group_of(board: &Board, subject: &Subject, lang: Lang) -> String {
    group_name(board, &subject.home.village, &subject.home.group, lang)
}

/// A group by its name; where there are several villages, with its village's.
fn group_name(board: &Board, village: &str, group: &str, lang: Lang) -> String {
    let group = if group.is_empty() { household::NO_GROUP.text(lang) } else { group };
    let village = board.regions.get(village).filter(|_| board.regions.len() > 1);
    village.map_or_else(|| group.to_owned(), |region| format!("{} {group}", region.village))
}
