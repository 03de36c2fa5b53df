//! 入户: one block a screen, and the last screen, where a visit is finished.
//!
//! Questions come from the campaign's form and are drawn by type; nothing here knows one by name. A finding unfolds right below the
//! question that raised it. "This block is fine" stands below what it will record, so nobody asserts what was not read.

use yew::{AttrValue, Callback, Html, html};

use crate::app::{Action, Assertion, Ongoing, Route, Saving, clock, local};
use crate::campaign::Level as Grade;
use crate::finding::{Finding, State, Step};
use crate::form::Kind;
use crate::form::session::{Answer, Block, ItemId, Role, Violation};
use crate::journal::RecordId;
use crate::text::words::visit;
use crate::text::{Lang, Say};
use crate::ui::el::{El, el};
use crate::ui::form::{Asks, Choice, Choices, Shown, question};
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Keyboard, Level, Stage, Tone, Typed, button, empty, level, link, segments};

/// The block of the last screen in a route.
const REVIEW: &str = "end";

/// A screen of the visit to a household.
pub fn page(ui: &Ui<'_>, household: &RecordId, block: Option<&str>) -> Page {
    let lang = ui.lang;
    let back = Route::Household(household.clone());
    let ongoing = ui.app.ongoing().filter(|visit| visit.household == *household);
    let Some(visit) = ongoing else {
        let gone = empty(Icon::House, visit::NO_SUCH.text(lang), "", None);
        return Page::new(visit::REVIEW.text(lang), gone).back(Route::Households);
    };
    let screens = Screens::of(&visit);
    let present = screens.place(block);
    let head = ui.memory.with(|kept| kept.village(ui.app));
    let name = head.entries.iter().find(|entry| entry.id == household.0).map_or("", |entry| entry.head.as_str());
    let next = head.next_after(&household.0).map(|entry| (RecordId(entry.id.clone()), entry.head.clone()));
    let title: AttrValue = match present {
        Some(at) => {
            visit::PROGRESS.text(lang, [&screens.titles[at], &(at + 1).to_string(), &screens.blocks.len().to_string()])
        }
        None => visit::REVIEW.text(lang).to_owned(),
    }
    .into();
    let (body, foot) = match present.and_then(|at| Some((at, screens.blocks.get(at)?))) {
        Some((at, block)) => draw_block(ui, &visit, &screens, at, block),
        None => (draw_review(ui, &visit, &screens), review_foot(ui, &visit, &screens, next)),
    };
    let body = el("div", "stack").child(segments(&screens.stages, present)).child(body);
    Page { below: name.to_owned().into(), end: Some(saved(ui)), foot: Some(foot), ..Page::new(title, body).back(back) }
}

/// The blocks that apply now, with how far each has come.
struct Screens {
    blocks: Vec<Block>,
    names: Vec<String>,
    titles: Vec<String>,
    stages: Vec<Stage>,
    open: Vec<usize>,
}

impl Screens {
    fn of(visit: &Ongoing) -> Self {
        let mut screens =
            Self { blocks: Vec::new(), names: Vec::new(), titles: Vec::new(), stages: Vec::new(), open: Vec::new() };
        for block in visit.session.blocks() {
            let Some(head) = block.head.and_then(|head| visit.session.view(head)) else { continue };
            let questions = questions(visit, &block);
            if !head.relevant || questions.is_empty() {
                continue;
            }
            let open = visit.session.outstanding_in(head.item).len();
            let answered = questions.iter().any(|item| !visit.session.value(*item).is_empty());
            let wrong = questions.iter().filter_map(|item| visit.session.node(*item));
            let wrong = wrong.into_iter().any(|node| !visit.findings_of(&node.name).is_empty());
            screens.stages.push(match (wrong, answered, open) {
                (true, ..) => Stage::Wrong,
                (false, true, 0) => Stage::Complete,
                (false, true, _) => Stage::Begun,
                (false, false, _) => Stage::Untouched,
            });
            screens.names.push(head.node.name.clone());
            screens.titles.push(head.label.unwrap_or_default());
            screens.open.push(open);
            screens.blocks.push(block);
        }
        screens
    }

    /// The block of this name; the first that is not complete where none is named; none for the last screen.
    fn place(&self, name: Option<&str>) -> Option<usize> {
        match name {
            Some(REVIEW) => None,
            Some(name) => self.names.iter().position(|known| known == name),
            None => self.open.iter().position(|open| *open > 0),
        }
    }

    /// The route of the screen after (or before) one.
    fn route(&self, household: &RecordId, at: Option<usize>) -> Route {
        let name = at.and_then(|at| self.names.get(at)).map_or(REVIEW, String::as_str);
        Route::Visit(household.clone(), Some(name.to_owned()))
    }
}

/// The questions of a block that people see now, those in groups among them.
fn questions(visit: &Ongoing, block: &Block) -> Vec<ItemId> {
    fn gather(visit: &Ongoing, item: ItemId, into: &mut Vec<ItemId>) {
        let Some(view) = visit.session.view(item).filter(|view| view.relevant) else { return };
        if view.node.kind.is_container() || view.role == Role::Range {
            for child in visit.session.children(item) {
                gather(visit, child, into);
            }
        } else {
            into.push(item);
        }
    }
    let mut found = Vec::new();
    for item in &block.items {
        gather(visit, *item, &mut found);
    }
    found
}

fn draw_block(ui: &Ui<'_>, visit: &Ongoing, screens: &Screens, at: usize, block: &Block) -> (El, El) {
    let lang = ui.lang;
    let household = &visit.household;
    let next = screens.route(household, Some(at + 1));
    let drawn = questions(visit, block).into_iter().filter_map(|item| {
        let path = visit.session.path(item);
        let asked = ask(ui, visit, item, &path)?;
        let name = visit.session.node(item).map(|node| node.name.clone()).unwrap_or_default();
        let findings = visit.findings_of(&name);
        let cards = findings.iter().map(|finding| (finding.id.0.clone(), card(ui, visit, finding)));
        Some((path, el("div", "stack near").child(asked).child(el("div", "stack near").list(cards))))
    });
    let body = el("div", "stack loose").list(drawn);
    let said = visit.assertions(block);
    let previous = at.checked_sub(1).map(|before| screens.route(household, Some(before)));
    let back = previous.map(|route| link(Tone::Quiet, Some(Icon::Back), visit::PREVIOUS.text(lang), route.hash()));
    let on = link(Tone::Plain, None, visit::NEXT.text(lang), next.hash());
    let foot = el("div", "foot-row").maybe(back.map(|back| el("span", "half").child(back)));
    if said.is_empty() {
        let on = link(Tone::Main, None, visit::NEXT.text(lang), next.hash());
        return (body, foot.child(el("span", "grow").child(on)));
    }
    let body = body.child(el("div", "").child(preview(&said, lang)));
    let fine = button(Tone::Main, Some(Icon::Check), visit::FINE.text(lang), confirm(ui, block, said, next));
    (body, foot.child(el("span", "grow").child(fine)).child(el("span", "half").child(on)))
}

/// What "this block is fine" will record, before it is tapped.
fn preview(said: &[Assertion], lang: Lang) -> El {
    let line = |said: &Assertion| el("li", "").text(visit::FINE_LINE.text(lang, [&said.label, &said.words]));
    el("section", "card quiet stack near")
        .child(el("h2", "small").text(visit::FINE_TITLE.text(lang)))
        .child(el("ul", "small plain-list").list(said.iter().map(|said| (said.path.clone(), line(said)))))
}

/// Records what the block's preview says, and goes on where nothing is left to answer.
fn confirm(ui: &Ui<'_>, block: &Block, said: Vec<Assertion>, next: Route) -> Callback<web_sys::MouseEvent> {
    let (host, head) = (ui.host.clone(), block.head);
    Callback::from(move |_| {
        host.act(Action::ConfirmBlock(said.clone()));
        let complete = host.read(|app| {
            app.ongoing().is_some_and(|visit| head.is_some_and(|head| visit.session.outstanding_in(head).is_empty()))
        });
        if complete {
            host.act(Action::Go(next.clone()));
        }
    })
}

fn ask(ui: &Ui<'_>, visit: &Ongoing, item: ItemId, path: &str) -> Option<El> {
    let lang = ui.lang;
    let view = visit.session.view(item)?;
    let choices = match &view.node.kind {
        Kind::Select(_) => {
            let choices = visit.session.choices(item);
            let all = (0..choices.len()).filter_map(|place| visit.session.choice(&choices, place));
            Choices::these(
                all.map(|choice| Choice { value: choice.value.into(), label: choice.label.into() }).collect(),
            )
        }
        _ => Choices::none(),
    };
    // A blank that must be filled is said on the last screen, not shouted before anybody has come to it.
    let problem = view.violation.as_ref().and_then(|violation| match violation {
        Violation::Required(_) => None,
        Violation::Type(_) => Some(visit::WRONG_TYPE.text(lang).into()),
        Violation::Constraint(own) => {
            Some(own.clone().map_or_else(|| visit::NOT_ALLOWED.text(lang).into(), AttrValue::from))
        }
    });
    let before = visit.before.as_ref().and_then(|before| {
        let answer = before.answer(&view.node.name);
        let words: Vec<String> = match &view.node.kind {
            Kind::Select(_) => answer.split_whitespace().map(|code| visit.session.label_of(item, code)).collect(),
            _ => vec![answer.to_owned()],
        };
        (!answer.is_empty()).then(|| words.join("、").into())
    });
    let shown = Shown {
        id: path.trim_start_matches('/').replace('/', "-").into(),
        label: view.label.clone().unwrap_or_default().into(),
        hint: view.hint.clone().unwrap_or_default().into(),
        value: view.value.to_owned().into(),
        choices,
        required: view.required,
        readonly: view.readonly,
        problem,
        confirmed: visit.visit.confirmed.contains(&view.node.name),
        before,
    };
    let path = path.to_owned();
    let answer = ui.acts(move |text: String| {
        let answer = if text.is_empty() { Answer::Blank } else { Answer::Text(text) };
        Action::Answer(path.clone(), answer)
    });
    question(view.node, &shown, &Asks { answer, next: Callback::noop() }, lang)
}

/// A finding where it arose: how grave, what, by when, and what was done about it.
fn card(ui: &Ui<'_>, visit: &Ongoing, finding: &Finding) -> El {
    let lang = ui.lang;
    let (grade, class) = match finding.level {
        Grade::Red => (Level::Red, "card finding red stack near"),
        Grade::Yellow => (Level::Yellow, "card finding yellow stack near"),
        Grade::Need => (Level::Need, "card finding need stack near"),
    };
    let due = finding.due.map(|due| visit::DUE.text(lang, [&due_words(due)]));
    let head = el("p", "line-up")
        .child(level(grade, lang))
        .child(el("strong", "grow").text(finding.text.clone()))
        .maybe(due.map(|due| el("span", "small muted").text(due)));
    let card = el("section", class).attr("role", "status").child(head);
    if finding.state != State::New && finding.state != State::Returned {
        return card.child(el("p", "small").text(format!("{} {}", finding.state.say(lang), finding.action)));
    }
    let better = visit.better.contains(&finding.id);
    let card = card.maybe(better.then(|| el("p", "small").text(visit::BETTER.text(lang))));
    let open = ui.memory.with(|kept| kept.here.new.as_deref() == Some(finding.id.0.as_str()));
    if open { card.child(fix(ui, finding)) } else { card.child(steps(ui, finding)) }
}

fn steps(ui: &Ui<'_>, finding: &Finding) -> El {
    let lang = ui.lang;
    let id = finding.id.0.clone();
    let fixed = ui.keeps(move |kept| {
        kept.here.new = Some(id.clone());
        kept.here.draft = String::new();
    });
    let report = ui.does(Action::Step(finding.id.clone(), Step::Report { department: None }));
    el("div", "line-up")
        .child(el("span", "grow").child(button(Tone::Plain, Some(Icon::Check), visit::FIXED.text(lang), fixed)))
        .child(el("span", "grow").child(button(Tone::Plain, Some(Icon::Out), visit::REPORT.text(lang), report)))
}

fn fix(ui: &Ui<'_>, finding: &Finding) -> El {
    let lang = ui.lang;
    let id: AttrValue = format!("fix-{}", finding.id.0).into();
    let memory = ui.memory.clone();
    let onsave = Callback::from(move |text: String| memory.with(|kept| kept.here.draft = text));
    let value: AttrValue = ui.memory.with(|kept| kept.here.draft.clone()).into();
    let (host, memory, record) = (ui.host.clone(), ui.memory.clone(), finding.id.clone());
    let save = Callback::from(move |_| {
        let action = memory.with(|kept| {
            kept.here.new = None;
            std::mem::take(&mut kept.here.draft)
        });
        host.act(Action::Step(record.clone(), Step::FixOnSite { action }));
    });
    let field: Html = html! { <Typed id={id.clone()} {value} invalid=false keyboard={Keyboard::Text} rows=2 readonly=false {onsave} /> };
    el("div", "stack near").child(el("label", "").set("for", id).text(visit::HOW.text(lang))).html(field).child(button(
        Tone::Main,
        Some(Icon::Check),
        visit::HOW_SAVE.text(lang),
        save,
    ))
}

/// A due date as people say it.
fn due_words(due: crate::finding::DueBy) -> String {
    match due {
        crate::finding::DueBy::Day(day) => {
            use chrono::Datelike;
            format!("{}-{}", day.month(), day.day())
        }
        crate::finding::DueBy::Moment(moment) => {
            use chrono::Datelike;
            let day = moment.day();
            format!("{}-{} {}", day.month(), day.day(), moment.clock())
        }
    }
}

fn draw_review(ui: &Ui<'_>, visit: &Ongoing, screens: &Screens) -> El {
    let lang = ui.lang;
    let open: Vec<usize> = (0..screens.blocks.len()).filter(|at| screens.open[*at] > 0).collect();
    let row = |at: usize| {
        let route = screens.route(&visit.household, Some(at));
        el("a", "row")
            .set("href", route.hash().into())
            .child(el("span", "grow").text(screens.titles[at].clone()))
            .child(el("span", "small muted").text(visit::OPEN_COUNT.text(lang, [&screens.open[at].to_string()])))
            .icon(Icon::Next)
    };
    let left = el("section", "stack near").child(el("h2", "").text(visit::OPEN_TITLE.text(lang)));
    let left = if open.is_empty() {
        left.child(el("p", "muted").text(visit::OPEN_NONE.text(lang)))
    } else {
        left.child(el("div", "rows").list(open.iter().map(|at| (screens.names[*at].clone(), row(*at)))))
    };
    let findings: Vec<Finding> = visit.findings().into_iter().filter(|finding| finding.state.is_open()).collect();
    let found = el("section", "stack near").child(el("h2", "").text(visit::FINDINGS.text(lang)));
    let found = if findings.is_empty() {
        found.child(el("p", "muted").text(visit::NO_FINDINGS.text(lang)))
    } else {
        let cards = findings.iter().map(|finding| (finding.id.0.clone(), card(ui, visit, finding)));
        found.child(el("div", "stack near").list(cards))
    };
    el("div", "stack loose").child(left).child(found)
}

fn review_foot(ui: &Ui<'_>, visit: &Ongoing, screens: &Screens, next: Option<(RecordId, String)>) -> El {
    let lang = ui.lang;
    let previous = screens.route(&visit.household, screens.blocks.len().checked_sub(1));
    let back = link(Tone::Quiet, Some(Icon::Back), visit::PREVIOUS.text(lang), previous.hash());
    let (word, route) = match next {
        Some((id, name)) => (visit::FINISH_NEXT.text(lang, [&name]), Route::Visit(id, None)),
        None => (visit::FINISH.text(lang).to_owned(), Route::Households),
    };
    let done = button(Tone::Main, Some(Icon::Done), word, ui.does(Action::FinishVisit(route)));
    el("div", "foot-row").child(el("span", "half").child(back)).child(el("span", "grow").child(done))
}

/// Whether what was tapped is on disk.
fn saved(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    let words = match &ui.app.saving {
        Saving::Nothing => String::new(),
        Saving::Pending(_) => visit::SAVING.text(lang).to_owned(),
        Saving::Saved(at) => visit::SAVED.text(lang, [&clock(local(*at, ui.app.zone))]),
        Saving::Failed(..) => visit::NOT_SAVED.text(lang).to_owned(),
    };
    el("span", "small muted saved").attr("role", "status").attr("aria-live", "polite").text(words)
}

/// The button that opens a visit, on the page of a household.
pub fn start(ui: &Ui<'_>, household: &RecordId) -> El {
    use crate::ui::view::village::Visited;
    let village = ui.memory.with(|kept| kept.village(ui.app));
    let state = village.entries.iter().find(|entry| entry.id == household.0).map(|entry| entry.visit.clone());
    let word = match state {
        Some(Visited::Begun) => visit::GO_ON,
        Some(Visited::Done(_)) => visit::AGAIN,
        _ => visit::START,
    };
    link(Tone::Main, Some(Icon::Pen), word.text(ui.lang), Route::Visit(household.clone(), None).hash())
}
