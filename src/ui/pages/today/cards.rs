//! What stands around the list: a signal that is given, what is due, how far stages and duties have come.

use chrono::NaiveDate;

use crate::app::Route;
use crate::campaign::{Campaign, Per, Stage};
use crate::plan::{self, Board, Progress, Response, SignalGiven, range, responses, runs};
use crate::text::words::{due, today, weather};
use crate::text::{Lang, Say};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::Ui;
use crate::ui::parts::meter;

/// What stands above the list: a signal, how far the stage under way has come, and how many deadlines are over.
pub fn above(ui: &Ui<'_>, campaign: &Campaign, board: &Board) -> El {
    let signals = standing(campaign, board);
    let signals = signals.iter().enumerate().map(|(at, given)| (at.to_string(), signal(ui, campaign, board, given)));
    let lines = lines(ui, campaign, board);
    let first = match lines.first() {
        Some(first) => Some(el("div", "rows").list(std::iter::once((first.key.clone(), row(first, ui.lang))))),
        None => ahead(campaign, ui.now().day(), ui.lang),
    };
    el("div", "stack near").list(signals).maybe(first).maybe(pressing(ui, campaign))
}

/// What stands below it: how far everything else has come.
pub fn below(ui: &Ui<'_>, campaign: &Campaign, board: &Board) -> Option<El> {
    let lines = lines(ui, campaign, board);
    let rest = lines.get(1..).unwrap_or_default();
    let alone = board.today.unassigned();
    if rest.is_empty() && alone == 0 {
        return None;
    }
    let alone = (alone > 0).then(|| {
        let words = el("span", "grow").text(today::NOBODY_ANSWERS.text(ui.lang, [&format::count(alone)]));
        let href = Route::Plan(Some("load".to_owned())).hash();
        el("a", "row")
            .set("href", href.into())
            .child(el("span", "lead").icon(Icon::People))
            .child(words)
            .icon(Icon::Next)
    });
    let rows = el("div", "rows").list(rest.iter().map(|line| (line.key.clone(), row(line, ui.lang)))).maybe(alone);
    let head = el("h2", "").text(today::STILL_MISSING.text(ui.lang));
    Some(el("section", "stack near").child(head).child(rows))
}

/// The signals that stand, and those whose visits may still be made; the gravest first.
fn standing<'b>(campaign: &Campaign, board: &'b Board) -> Vec<&'b SignalGiven> {
    let now = board.today.now();
    // A winter has many signals, and nearly all are over.
    let asks = |given: &SignalGiven| {
        runs(campaign, given, now)
            && responses(campaign, &board.today, given)
                .iter()
                .any(|response| now <= response.until && response.open() > 0)
    };
    let mut standing: Vec<&SignalGiven> =
        board.today.signals().iter().filter(|given| given.from <= now && (given.stands(now) || asks(given))).collect();
    standing.sort_unstable_by_key(|given| std::cmp::Reverse((campaign.gravity(&given.signal), given.from)));
    standing.truncate(1);
    standing
}

/// The words of a signal's level.
pub fn label(campaign: &Campaign, signal: &str, lang: Lang) -> String {
    let known = campaign.signals.iter().find(|known| known.name == signal);
    known.map_or_else(|| signal.to_owned(), |known| known.label.get(lang).to_owned())
}

/// How long a response has, and how far it is.
pub fn progress_of(response: &Response, now: crate::moment::Moment, lang: Lang) -> String {
    let left = response.until.since(now).num_hours();
    let time = if response.until < now {
        weather::TIME_UP.text(lang).to_owned()
    } else {
        weather::HOURS_LEFT.text(lang, [&left.to_string()])
    };
    let seen = response.in_time + response.late;
    let done = today::SIGNAL_DONE.text(lang, [&seen.to_string(), &response.concerned.to_string()]);
    format!("{time} · {done}")
}

fn signal(ui: &Ui<'_>, campaign: &Campaign, board: &Board, given: &SignalGiven) -> El {
    let (lang, now) = (ui.lang, board.today.now());
    let lines = responses(campaign, &board.today, given);
    let words =
        el("span", "grow").child(el("b", "block").text(label(campaign, &given.signal, lang))).list(lines.iter().map(
            |response| (response.duty.to_string(), el("span", "small block").text(progress_of(response, now, lang))),
        ));
    el("a", "card warn row signal")
        .set("href", Route::Weather.hash().into())
        .icon(Icon::Triangle)
        .child(words)
        .icon(Icon::Next)
}

/// What presses: over, or due within three days, and not handed in.
fn pressing(ui: &Ui<'_>, campaign: &Campaign) -> Option<El> {
    let lang = ui.lang;
    let items = plan::due_here(campaign, &ui.app.journal, ui.now());
    let pressing: Vec<&plan::DueItem> = items.iter().filter(|item| item.presses()).collect();
    let over = pressing.iter().filter(|item| item.left == plan::Countdown::Over).count();
    let next = pressing.iter().find(|item| item.left != plan::Countdown::Over);
    let head = match (over, next) {
        (0, Some(next)) => format!("{} · {}", next.label.get(lang), next.left.say(lang)),
        (0, None) => return None,
        (over, _) => due::PRESSING.text(lang, [&over.to_string()]),
    };
    let names: Vec<&str> = pressing.iter().map(|item| item.label.get(lang)).collect();
    let words = el("span", "grow")
        .child(el("span", if over > 0 { "block hot" } else { "block" }).text(head))
        .child(el("span", "small muted block oneline").text(names.join(lang.pick("、", ", "))));
    let row = el("a", "row").set("href", Route::Deadlines.hash().into()).child(el("span", "lead").icon(Icon::Clock));
    Some(el("div", "rows").child(row.child(words).icon(Icon::Next)))
}

/// One line of how far something has come.
struct Line {
    key: String,
    name: String,
    note: String,
    progress: Progress,
    over: bool,
    href: String,
}

/// Stages and duties under way, those with the nearest end first; one that is over with somebody left comes last.
fn lines(ui: &Ui<'_>, campaign: &Campaign, board: &Board) -> Vec<Line> {
    let (lang, today) = (ui.lang, ui.now().day());
    let mut lines = stages(campaign, board, today, lang);
    lines.extend(duties(campaign, board, today, lang));
    lines.sort_by_key(|line| line.over);
    lines
}

fn row(line: &Line, lang: Lang) -> El {
    let Progress { concerned, done } = line.progress;
    let left = match line.progress.left() {
        0 => el("span", "saved").icon(Icon::Check).text(today::ALL_DONE.text(lang)),
        left => el("b", "short").text(today::MISSING.text(lang, [&format::count(left)])),
    };
    let note = today::DONE_OF.text(lang, [&format::count(done), &format::count(concerned)]);
    let note = format!("{} · {note}", line.note);
    let head = el("span", "line-up close").child(el("span", "grow").text(line.name.clone())).child(left);
    let words = el("span", "grow stack near")
        .child(head)
        .html(meter(done, concerned))
        .child(el("span", "small muted").text(note));
    el("a", "row").set("href", line.href.clone().into()).child(words).icon(Icon::Next)
}

/// Stages under way, and those that are over with somebody left. One that is done when a duty is met says nothing that the duty does not.
fn stages(campaign: &Campaign, board: &Board, today: NaiveDate, lang: Lang) -> Vec<Line> {
    let by_duty = |stage: &Stage| {
        stage.done.as_ref().is_some_and(|done| done.names().iter().any(|name| name.starts_with("duty.")))
    };
    let lines = campaign.stages.iter().zip(board.today.stages()).filter(|(stage, progress)| {
        let begun = stage.start.is_none_or(|start| start <= today);
        let over = stage.end.is_some_and(|end| end < today);
        progress.concerned > 0 && begun && !by_duty(stage) && (!over || progress.left() > 0)
    });
    lines
        .map(|(stage, progress)| Line {
            key: format!("stage {}", stage.name),
            name: stage.label.get(lang).to_owned(),
            note: stage.end.map_or_else(|| today::THIS_WEEK.text(lang).to_owned(), |end| days_left(end, today, lang)),
            progress: *progress,
            over: stage.end.is_some_and(|end| end < today),
            href: Route::Missing("stage".to_owned(), stage.name.clone()).hash(),
        })
        .collect()
}

fn duties(campaign: &Campaign, board: &Board, today: NaiveDate, lang: Lang) -> Vec<Line> {
    let lines = campaign.duties.iter().zip(board.today.duties()).filter(|(duty, progress)| {
        progress.concerned > 0 && range(campaign, duty).has(today) && !matches!(duty.per, Per::Signal { .. })
    });
    lines
        .map(|(duty, progress)| Line {
            key: format!("duty {}", duty.name),
            name: duty.label.get(lang).to_owned(),
            note: match duty.per {
                Per::Week => today::THIS_WEEK.text(lang).to_owned(),
                Per::Day => today::TO_DAY.text(lang).to_owned(),
                Per::Signal { .. } => today::SINCE_SIGNAL.text(lang).to_owned(),
                Per::Once => days_left(range(campaign, duty).to, today, lang),
            },
            progress: *progress,
            over: false,
            href: Route::Missing("duty".to_owned(), duty.name.clone()).hash(),
        })
        .collect()
}

/// The stage that begins next, while none is under way.
fn ahead(campaign: &Campaign, today: NaiveDate, lang: Lang) -> Option<El> {
    let next = campaign.stages.iter().filter(|stage| stage.start.is_some_and(|start| start > today));
    let stage = next.min_by_key(|stage| stage.start)?;
    let start = stage.start?;
    let days = (start - today).num_days().to_string();
    let words = el("span", "grow").text(stage.label.get(lang).to_owned()).child(
        el("span", "small muted block").text(today::AHEAD.text(lang, [&format::day(start, today, lang), &days])),
    );
    let row = el("a", "row").set("href", Route::Deadlines.hash().into());
    Some(el("div", "rows").child(row.child(el("span", "lead").icon(Icon::Today)).child(words).icon(Icon::Next)))
}

/// How many days are left.
fn days_left(end: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    match plan::days_left(today, end) {
        left if left < 1 => today::OVER.text(lang).to_owned(),
        1 => today::LAST_DAY.text(lang).to_owned(),
        left => today::LEFT_DAYS.text(lang, [&left.to_string()]),
    }
}
