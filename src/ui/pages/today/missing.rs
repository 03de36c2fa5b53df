//! 还差哪几户: by name, for a stage or a duty; never a percentage alone.

use crate::app::Route;
use crate::plan::{Progress, Subject};
use crate::text::words::today;
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Tone, button, empty, link, meter};

/// How many households are drawn at first, and how many more at each tap.
const AT_ONCE: usize = 150;

/// Those who are not done with a stage, or to whom a duty owes something, by group.
#[inline(never)]
pub fn page(ui: &Ui<'_>, sort: &str, name: &str) -> Page {
    let lang = ui.lang;
    let title = today::STILL_MISSING.text(lang);
    let Some((campaign, board)) = ui.board() else { return Page::new(title, el("div", "")).back(Route::Today) };
    let board = board.borrow();
    let of = |names: Vec<&str>| names.iter().position(|known| *known == name);
    let found = if sort == "stage" {
        let place = of(campaign.stages.iter().map(|stage| stage.name.as_str()).collect());
        place.and_then(|place| {
            Some((
                campaign.stages.get(place)?.label.get(lang),
                board.today.missing(place),
                board.today.stages().get(place)?,
            ))
        })
    } else {
        let place = of(campaign.duties.iter().map(|duty| duty.name.as_str()).collect());
        place.and_then(|place| {
            Some((
                campaign.duties.get(place)?.label.get(lang),
                board.today.owing(place),
                board.today.duties().get(place)?,
            ))
        })
    };
    let Some((label, left, progress)) = found else {
        return Page::new(title, empty(Icon::Search, today::NONE_MISSING.text(lang), "", None)).back(Route::Today);
    };
    let mut page = Page::new(title, body(ui, &board, sort, name, &left, *progress)).back(Route::Today);
    page.below = label.to_owned().into();
    page.dialog = super::dialogs(ui, &board);
    page
}

fn body(
    ui: &Ui<'_>,
    board: &crate::plan::Board,
    sort: &str,
    name: &str,
    left: &[&Subject],
    Progress { concerned, done }: Progress,
) -> El {
    let lang = ui.lang;
    if left.is_empty() {
        return empty(Icon::Done, today::NONE_MISSING.text(lang), today::NONE_MISSING_TEXT.text(lang), None);
    }
    let mut groups: Vec<Vec<&Subject>> = Vec::new();
    for subject in left {
        let same = |group: &&mut Vec<&Subject>| {
            let first = group.first().map(|first| (&first.home.village, &first.home.group));
            first == Some((&subject.home.village, &subject.home.group))
        };
        // They come village by village, so the group is among the last.
        match groups.iter_mut().rev().find(same) {
            Some(group) => group.push(subject),
            None => groups.push(vec![subject]),
        }
    }
    let named = groups.into_iter().map(|group| {
        let name = group.first().map(|first| super::group_of(board, first, lang)).unwrap_or_default();
        (name, group)
    });
    let groups: Vec<(String, Vec<&Subject>)> = named.collect();
    let plan = (sort == "stage").then(|| {
        link(Tone::Plain, Some(Icon::Columns), today::MAKE_PLAN.text(lang), Route::Plan(Some(name.to_owned())).hash())
    });
    let head = el("div", "card stack near")
        .child(el("b", "big").text(today::MISSING.text(lang, [&format::count(left.len())])))
        .html(meter(done, concerned))
        .child(
            el("span", "small muted")
                .text(today::DONE_OF.text(lang, [&format::count(done), &format::count(concerned)])),
        );
    let tools = el("div", "line-up")
        .child(button(Tone::Plain, Some(Icon::Out), today::COPY_NAMES.text(lang), ui.copies(names(&groups))))
        .maybe(plan)
        .maybe(ui.copied());
    let mut room = AT_ONCE + ui.memory.with(|kept| kept.here.pick);
    let over = left.len().saturating_sub(room);
    let sections = groups.iter().map_while(|(group, subjects)| {
        let drawn = subjects.len().min(room);
        room -= drawn;
        let head = el("h2", "group-line")
            .child(el("span", "grow").text(group.clone()))
            .child(el("span", "num").text(today::GROUP_COUNT.text(lang, [&subjects.len().to_string()])));
        let rows = subjects.iter().take(drawn).map(|subject| (subject.home.id.clone(), row(ui, board, subject)));
        let section = el("section", "stack near").child(head).child(el("ul", "rows people").list(rows));
        (drawn > 0).then(|| (group.clone(), section))
    });
    let more = (over > 0).then(|| {
        let next = AT_ONCE.min(over).to_string();
        let click = ui.keeps(|kept| kept.here.pick += AT_ONCE);
        button(Tone::Plain, Some(Icon::Down), today::MORE.text(lang, [&next]), click)
    });
    el("div", "stack").child(head).child(tools).list(sections).maybe(more)
}

fn row(ui: &Ui<'_>, board: &crate::plan::Board, subject: &Subject) -> El {
    let home = &subject.home;
    let helpers: Vec<String> = home.helpers.iter().map(|id| super::name_of(board, id)).collect();
    let helpers = if helpers.is_empty() { today::NO_HELPER.text(ui.lang).to_owned() } else { helpers.join("、") };
    let who = el("a", "grow who")
        .set("href", Route::Household(home.id.as_str().into()).hash().into())
        .child(el("b", "block").text(home.head.clone()))
        .child(el("span", "small muted").text(helpers));
    el("li", "person flat").child(who).child(super::acts(ui, subject))
}

/// The names by group, to paste into a message.
fn names(groups: &[(String, Vec<&Subject>)]) -> String {
    let line = |(group, subjects): &(String, Vec<&Subject>)| {
        let heads: Vec<&str> = subjects.iter().map(|subject| subject.home.head.as_str()).collect();
        format!("{group}：{}", heads.join("、"))
    };
    groups.iter().map(line).collect::<Vec<_>>().join("\n")
}
