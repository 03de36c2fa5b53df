//! 计划: the days of a stage that are left, and evening out what helpers carry.

use chrono::NaiveDate;
use yew::Callback;

use super::today::{group_of, name_of, waiting};
use crate::app::{Action, Route, Told};
use crate::campaign::Campaign;
use crate::journal::RecordId;
use crate::plan::schedule::Remedies;
use crate::plan::{Board, Proposal, StagePlan, Subject, Wish, loads, own_village, proposals};
use crate::text::Lang;
use crate::text::words::{Word, plan, today};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Choice, Field, Keyboard, Tone, button, choice, empty, field, link, notice};

/// The name that asks for evening out instead of a stage.
const LOAD: &str = "load";

/// How many of those who are not reached are named, the most urgent first.
const UNREACHED: usize = 100;

/// How many proposals are shown at once.
const PROPOSALS: usize = 5;

/// The plan of a stage, or of the load.
#[inline(never)]
pub fn page(ui: &Ui<'_>, of: Option<&str>) -> Page {
    let lang = ui.lang;
    let title = plan::TITLE.text(lang);
    let Some((campaign, board)) = ui.board() else { return Page::new(title, el("div", "")).back(Route::Today) };
    let board = board.borrow();
    // Stages that concern households and have somebody left.
    let places: Vec<usize> = (0..campaign.stages.len())
        .filter(|place| board.today.stages().get(*place).is_some_and(|progress| progress.left() > 0))
        .collect();
    let named = |name: &str| campaign.stages.iter().position(|stage| stage.name == name);
    let chosen = of.filter(|of| *of != LOAD).and_then(named).or_else(|| places.first().copied());
    let tab = |on: bool, word: String, route: Route| {
        let tab = el("a", "").set("href", route.hash().into()).text(word);
        if on { tab.attr("aria-current", "page") } else { tab }
    };
    let tabs = places.iter().filter_map(|place| {
        let stage = campaign.stages.get(*place)?;
        let on = of != Some(LOAD) && chosen == Some(*place);
        Some((stage.name.clone(), tab(on, stage.label.get(lang).to_owned(), Route::Plan(Some(stage.name.clone())))))
    });
    let load = tab(of == Some(LOAD), plan::LOAD_TAB.text(lang).to_owned(), Route::Plan(Some(LOAD.to_owned())));
    let tabs = el("nav", "stage-tabs").attr("aria-label", plan::STAGE.text(lang)).list(tabs).child(load);
    let body = match chosen {
        _ if of == Some(LOAD) => even(ui, &campaign, &board),
        Some(place) => stage(ui, &campaign, &board, place),
        None => empty(Icon::Columns, plan::NOTHING.text(lang), plan::NOTHING_TEXT.text(lang), None),
    };
    Page::new(title, el("div", "stack far").child(tabs).child(body.key(of.unwrap_or_default()))).back(Route::Today)
}

/// Saving what is said about a stage's plan.
struct Saves<'a> {
    ui: &'a Ui<'a>,
    record: RecordId,
    village: Option<RecordId>,
}

impl Saves<'_> {
    fn mark(&self, path: String, on: bool) -> Action {
        let fields = Wish::mark(self.village.as_ref(), path, on);
        Action::Save { kind: Wish::kind(), record: self.record.clone(), fields }
    }

    /// A number that is typed, `times` as many as are stored.
    fn number(&self, path: &'static str, times: u32) -> Callback<String> {
        let (record, village) = (self.record.clone(), self.village.clone());
        self.ui.acts(move |text: String| {
            let count = text.trim().parse::<u32>().ok().map(|count| count.saturating_mul(times));
            let fields = Wish::number(village.as_ref(), path, count);
            Action::Save { kind: Wish::kind(), record: record.clone(), fields }
        })
    }
}

fn stage(ui: &Ui<'_>, campaign: &Campaign, board: &Board, place: usize) -> El {
    let lang = ui.lang;
    let Some(stage) = campaign.stages.get(place) else { return el("div", "") };
    let village = own_village(&ui.app.journal).cloned();
    let record = Wish::record_id(campaign, village.as_ref(), &stage.name);
    let wish = Wish::stored(&ui.app.journal, &record);
    let saves = Saves { ui, record, village };
    let plan = ui.memory.with(|kept| kept.stage_plan(ui.app.journal_version, campaign, board, place, &wish));
    let Some(plan) = plan else {
        return empty(Icon::Done, today::NONE_MISSING.text(lang), today::NONE_MISSING_TEXT.text(lang), None);
    };
    let over = plan.over.then(|| el("p", "card warn").text(plan::OVER_TEXT.text(lang)));
    let days = plan
        .days
        .iter()
        .enumerate()
        .map(|(at, day)| (day.to_string(), self::day(ui, board, &plan, &saves, at, *day, wish.lost.contains(day))));
    let unreached = (!plan.plan.unreached.is_empty()).then(|| {
        let calls = plan.plan.unreached.iter().take(UNREACHED);
        let count = today::GROUP_COUNT.text(lang, [&plan.plan.unreached.len().to_string()]);
        el("details", "fold")
            .child(el("summary", "").text(format!("{} · {count}", plan::UNREACHED.text(lang))))
            .child(people(ui, board, &plan, calls))
    });
    let later: Vec<&Subject> = plan.later.iter().filter_map(|id| board.today.subject(id)).collect();
    let head = plan::LATER.text(lang, [&later.len().to_string()]);
    let later = (!later.is_empty()).then(|| waiting(ui, head, &later));
    if plan.task.calls.is_empty() {
        let none = notice("card said", Icon::Info, plan::ALL_LATER.text(lang), None);
        return el("div", "stack far").child(none).maybe(later);
    }
    el("div", "stack far")
        .maybe(over)
        .child(verdict(ui, &plan))
        .child(stands_on(ui, board, &plan, &wish, &saves))
        .child(el("div", "stack").list(days))
        .maybe(unreached)
        .maybe(later)
        .child(el("p", "small muted").text(plan::METHOD.text(lang)))
}

/// Whether all can be reached, and what would change it where not.
fn verdict(ui: &Ui<'_>, plan: &StagePlan) -> El {
    let lang = ui.lang;
    let all = plan.task.calls.len();
    let left = plan.plan.unreached.len();
    if left == 0 {
        let mut last = plan
            .days
            .iter()
            .enumerate()
            .filter(|(at, _)| plan.plan.days.iter().any(|days| days.get(*at).is_some_and(|day| !day.is_empty())));
        let day = last.next_back().map(|(_, day)| format::day(*day, ui.now().day(), lang)).unwrap_or_default();
        let text = plan::ALL_IN.text(lang, [&format::count(all), &day]);
        return el("div", "card fine said").icon(Icon::Done).child(el("b", "").text(text));
    }
    let text = plan::NOT_ALL.text(lang, [&format::count(left), &format::count(all - left)]);
    let Remedies { helpers, minutes, days } = plan.remedies.unwrap_or_default();
    let ways: Vec<String> = [
        helpers.map(|count| plan::MORE_HELPERS.text(lang, [&count.to_string()])),
        minutes.map(|count| plan::MORE_MINUTES.text(lang, [&count.to_string()])),
        days.map(|count| plan::MORE_DAYS.text(lang, [&count.to_string()])),
    ]
    .into_iter()
    .flatten()
    .collect();
    let change = if ways.is_empty() { plan::NO_CHANGE } else { plan::CHANGE };
    let ways = ways.into_iter().map(|way| (way.clone(), el("li", "").text(way)));
    let words = el("div", "stack near")
        .child(el("b", "").text(text))
        .child(el("p", "").text(change.text(lang)))
        .child(el("ul", "plain-list").list(ways));
    el("div", "card warn said").attr("role", "status").icon(Icon::Triangle).child(words)
}

/// What the plan stands on, to be changed.
fn stands_on(ui: &Ui<'_>, board: &Board, plan: &StagePlan, wish: &Wish, saves: &Saves<'_>) -> El {
    let lang = ui.lang;
    let learned = if plan.learned >= 5 {
        plan::LEARNED.text(lang, [&plan.learned.to_string()])
    } else {
        plan::USUAL.text(lang).to_owned()
    };
    let number = |id: &'static str, word: Word, hint: String, value: u32, save| {
        let value = value.to_string().into();
        let one = Field {
            id: id.into(),
            label: word.text(lang).into(),
            hint: hint.into(),
            value,
            problem: None,
            keyboard: Keyboard::Digits,
        };
        field(one, save)
    };
    let today = plan.days.first().filter(|day| **day == ui.now().day());
    let note = today
        .map(|_| plan::TODAY_NOTE.text(lang, [&(plan.today.min(plan.a_day) / 60).to_string()]))
        .unwrap_or_default();
    let helpers = board.helpers.all();
    let who = helpers.iter().map(|one| {
        let going = !wish.staying.contains(&one.id.0);
        let label = el("span", "").text(one.helper.name.clone()).done();
        let choice_of = Choice {
            many: true,
            name: "going".into(),
            value: one.id.0.clone().into(),
            label,
            state: going.into(),
            readonly: false,
        };
        let action = saves.mark(format!("staying/{}", one.id.0), going);
        let host = ui.host.clone();
        (one.id.0.clone(), choice(choice_of, Callback::from(move |()| host.act(action.clone()))))
    });
    let own = {
        let label = el("span", "").text(plan::OWN_ONLY.text(lang)).done();
        let one = Choice {
            many: true,
            name: "own".into(),
            value: "own".into(),
            label,
            state: wish.own_only.into(),
            readonly: false,
        };
        let action = saves.mark("own_only".to_owned(), !wish.own_only);
        let host = ui.host.clone();
        choice(one, Callback::from(move |()| host.act(action.clone())))
    };
    let people = (!helpers.is_empty()).then(|| {
        el("div", "field")
            .child(el("span", "label").text(plan::PEOPLE.text(lang)))
            .child(
                el("div", "choices many").attr("role", "group").attr("aria-label", plan::PEOPLE.text(lang)).list(who),
            )
            .child(own)
    });
    el("details", "fold").child(el("summary", "").text(summary(plan, lang))).child(
        el("div", "card stack")
            .child(
                el("div", "pair")
                    .child(number("minutes", plan::MINUTES_EACH, learned, plan.minutes, saves.number("minutes", 1)))
                    .child(number("hours", plan::HOURS, note, plan.a_day / 60, saves.number("a_day", 60)))
                    .child(number("walk", plan::WALK, String::new(), plan.walk, saves.number("walk", 1))),
            )
            .maybe(people),
    )
}

/// What the plan stands on, in one line.
fn summary(plan: &StagePlan, lang: Lang) -> String {
    let minutes = format!("{} {}", plan::MINUTES_EACH.text(lang), plan.minutes);
    let hours = format!("{} {}", plan::HOURS.text(lang), plan.a_day / 60);
    format!("{}：{minutes} · {hours} · {} {}", plan::HOW.text(lang), plan::PEOPLE.text(lang), plan.people.len())
}

/// One day: who sees whom, or that it is lost.
fn day(ui: &Ui<'_>, board: &Board, plan: &StagePlan, saves: &Saves<'_>, at: usize, day: NaiveDate, lost: bool) -> El {
    let lang = ui.lang;
    let weekday = format::weekday(chrono::Datelike::weekday(&day), lang);
    let name = format!("{} {weekday}", format::day(day, ui.now().day(), lang));
    let mark = ui.does(saves.mark(format!("lost/{day}"), !lost));
    let word = if lost { plan::DAY_BACK } else { plan::DAY_LOST };
    let head = el("div", "group-line").child(el("h2", "grow").text(name)).child(button(
        Tone::Quiet,
        None,
        word.text(lang),
        mark,
    ));
    let seen: Vec<(usize, &Vec<usize>)> = plan
        .plan
        .days
        .iter()
        .enumerate()
        .filter_map(|(helper, days)| Some((helper, days.get(at)?)))
        .filter(|(_, calls)| !calls.is_empty())
        .collect();
    let none = seen.is_empty().then(|| el("p", "muted").text(if lost { plan::LOST } else { plan::FREE }.text(lang)));
    let open = at == 0;
    let helpers = seen.into_iter().map(|(helper, calls)| {
        let id = plan.people.get(helper).map_or("", String::as_str);
        let name = Some(name_of(board, id))
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| plan::SOMEONE.text(lang).to_owned());
        let minutes: u32 = calls.iter().filter_map(|call| plan.task.calls.get(*call)).map(|call| call.minutes).sum();
        let count = plan::DAY_COUNT.text(lang, [&calls.len().to_string(), &tenths(minutes)]);
        let fold = el("details", "fold")
            .flag("open", open)
            .child(el("summary", "").child(el("span", "grow").text(name)).child(el("span", "small muted").text(count)))
            .child(people(ui, board, plan, calls.iter()));
        (format!("{id} {helper}"), fold)
    });
    el("section", "stack near").child(head).maybe(none).list(helpers)
}

/// Hours with one decimal.
fn tenths(minutes: u32) -> String {
    format!("{}.{}", minutes / 60, minutes % 60 / 6)
}

/// Households in the order in which they are to be seen, 组 by 组.
fn people<'p>(ui: &Ui<'_>, board: &Board, plan: &StagePlan, calls: impl Iterator<Item = &'p usize>) -> El {
    let subjects = calls.filter_map(|call| board.today.subject(&plan.task.calls.get(*call)?.id));
    let mut rows: Vec<(String, El)> = Vec::new();
    let mut group: Option<(&str, &str)> = None;
    for subject in subjects {
        let home = &subject.home;
        let its = (home.village.as_str(), home.group.as_str());
        if group != Some(its) {
            group = Some(its);
            let name = group_of(board, subject, ui.lang);
            rows.push((format!("{} {name}", rows.len()), el("p", "row-head small muted").text(name)));
        }
        let href = Route::Household(home.id.as_str().into()).hash();
        let row = el("a", "row").set("href", href.into()).child(el("span", "grow").text(home.head.clone()));
        rows.push((home.id.clone(), row.icon(Icon::Next)));
    }
    el("div", "rows").list(rows.into_iter())
}

/// Carrying a proposal out.
fn accept(board: &Board, proposal: &Proposal) -> Action {
    Action::Change {
        kind: crate::journal::Kind::Household,
        record: proposal.household.as_str().into(),
        fields: proposal.fields(),
        told: Told::Helper(name_of(board, &proposal.to), true),
    }
}

/// What helpers carry, and who could take over whom.
fn even(ui: &Ui<'_>, campaign: &Campaign, board: &Board) -> El {
    let lang = ui.lang;
    let helpers: Vec<String> = board.helpers.all().iter().map(|one| one.id.0.clone()).collect();
    if helpers.is_empty() {
        let go =
            link(Tone::Main, Some(Icon::People), crate::text::words::places::HELPERS.text(lang), Route::Helpers.hash());
        return empty(Icon::People, plan::NO_HELPERS.text(lang), plan::NO_HELPERS_TEXT.text(lang), Some(go));
    }
    let loads = loads(campaign, &board.today);
    let proposals = proposals(&loads, &board.helpers, PROPOSALS);
    let sum = |helper: &str| {
        let own = loads.iter().filter(|load| load.helper == helper);
        own.fold((0, 0), |(homes, minutes), load| (homes + 1, minutes + load.minutes))
    };
    let most = helpers.iter().map(|id| sum(id).1).max().unwrap_or(0).max(1);
    let mut all: Vec<(&String, (u32, u32))> = helpers.iter().map(|id| (id, sum(id))).collect();
    all.sort_unstable_by_key(|(id, (_, minutes))| (std::cmp::Reverse(*minutes), *id));
    let bars = all.iter().map(|(id, (homes, minutes))| {
        let note = plan::LOAD.text(lang, [&homes.to_string(), &tenths(*minutes)]);
        let words = el("div", "grow stack near")
            .child(
                el("span", "line-up close")
                    .child(el("b", "grow").text(name_of(board, id)))
                    .child(el("span", "small muted").text(note)),
            )
            .html(crate::ui::parts::meter(*minutes as usize, most as usize));
        ((*id).clone(), el("li", "row").child(words))
    });
    let rows = proposals.iter().map(|proposal| {
        let subject = board.today.subject(&proposal.household);
        let head = subject.map(|subject| subject.home.head.clone()).unwrap_or_default();
        let to = name_of(board, &proposal.to);
        let moves = match proposal.from.as_str() {
            "" => plan::GIVE.text(lang, [&head, &to]),
            from => plan::MOVE.text(lang, [&head, &name_of(board, from), &to]),
        };
        let near = subject.is_some_and(|subject| {
            let group = |other: &&Subject| {
                let (home, theirs) = (&subject.home, &other.home);
                theirs.group == home.group && theirs.village == home.village && theirs.helpers.contains(&proposal.to)
            };
            board.today.subjects().any(|other| group(&other))
        });
        let why = if near { plan::WHY_NEAR } else { plan::WHY_FREE };
        let words = el("span", "grow").text(moves).child(el("span", "small muted block").text(why.text(lang)));
        (
            proposal.household.clone(),
            el("li", "row wrap").child(words).child(button(
                Tone::Plain,
                Some(Icon::Check),
                plan::ACCEPT.text(lang),
                ui.does(accept(board, proposal)),
            )),
        )
    });
    let proposed = if proposals.is_empty() {
        empty(Icon::Done, plan::EVEN.text(lang), plan::EVEN_TEXT.text(lang), None)
    } else {
        let one = |proposal: &Proposal| {
            (crate::journal::Kind::Household, proposal.household.as_str().into(), proposal.fields())
        };
        let every = (proposals.len() > 1).then(|| {
            let action = Action::ChangeAll(proposals.iter().map(one).collect(), Told::Proposals(proposals.len()));
            let word = plan::ACCEPT_ALL.text(lang, [&proposals.len().to_string()]);
            el("p", "line-up").child(button(Tone::Main, Some(Icon::Check), word, ui.does(action)))
        });
        el("section", "stack near")
            .child(el("h2", "").text(plan::PROPOSALS.text(lang)))
            .maybe(every)
            .child(el("ul", "rows").list(rows))
    };
    el("div", "stack far").child(proposed).child(
        el("section", "stack near").child(el("h2", "").text(plan::BUSY.text(lang))).child(el("ul", "rows").list(bars)),
    )
}
