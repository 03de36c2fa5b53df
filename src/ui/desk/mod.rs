//! The worker's jobs on screen, whatever page is shown: how far one is, the file that is ready to leave, what came of those that came
//! in; and what the user should know without having asked.

mod again;
mod locked;
mod receipts;

use yew::{Callback, Html, html};

use self::receipts::receipts;
use super::el::{El, el};
use super::format;
use super::icon::Icon;
use super::page::Ui;
use super::pages::doubts;
use super::parts::{Shape, Tone, button, dialog, notice};
use crate::app::{Action, Job, Notice, Outgoing, PaperAct, PaperJob, Route, Saving, TakenKind};
use crate::office::tables::Form;
use crate::text::Say;
use crate::text::words::{common, desk, rollup, seal, settings};

/// The strips and dialogs of files and notices.
pub fn desk(ui: &Ui<'_>) -> Html {
    let (desk, lang) = (&ui.app.desk, ui.lang);
    // What was typed is not kept either, which is said already and weighs more.
    let said =
        |told: &Notice| matches!(told, Notice::SettingsNotSaved(_)) && matches!(ui.app.saving, Saving::Failed(..));
    let told = ui.app.notices.iter().filter(|told| !said(told)).enumerate().map(|(at, told)| {
        let (word, act) = match told {
            Notice::SettingsNotSaved(_) => (settings::AGAIN, Action::PutAgain),
            _ => (common::CLOSE, Action::Dismiss(told.clone())),
        };
        let read = button(Tone::Plain, None, word.text(lang), ui.does(act));
        (
            at.to_string(),
            notice("card warn strip line-up", Icon::Triangle, told.say(lang), Some(read)).attr("role", "alert"),
        )
    });
    // What is made for the screen says so where it will stand.
    let quiet = |job: &Job| match job {
        Job::Tables(order) => order.form == Form::Screen,
        Job::AddUp(_, form) => *form == Form::Screen,
        Job::Paper(job) => job.is_quiet(),
        _ => false,
    };
    let running = desk.running.as_ref().map(|running| &running.job);
    let busy = running.into_iter().chain(&desk.waiting).any(|job| !quiet(job));
    let strips = el("div", "").list(told).maybe(busy.then(|| working(ui))).done();
    let outgoing = desk.outgoing.as_ref().map(|outgoing| leaving(ui, outgoing)).unwrap_or_default();
    let came = !busy && (!desk.receipts.is_empty() || desk.refused.is_some());
    let came = if came { self::came(ui) } else { Html::default() };
    let free = !busy && came == Html::default();
    let again = desk.again.front().filter(|_| free).map(|again| again::again(ui, again)).unwrap_or_default();
    let locked = desk.locked.front().filter(|_| free && desk.again.is_empty());
    let locked = locked.map(|locked| locked::locked(ui, locked)).unwrap_or_default();
    html! { <>{ strips }{ outgoing }{ came }{ again }{ locked }</> }
}

/// How far the work is, and the way to stop it.
pub fn working(ui: &Ui<'_>) -> El {
    let (desk, lang) = (&ui.app.desk, ui.lang);
    let bar = el("progress", "grow").attr("max", "100").attr("aria-label", desk::WORKING.text(lang));
    let percent = desk.running.as_ref().and_then(|running| running.progress).and_then(|progress| {
        format::percent(usize::try_from(progress.done).ok()?, usize::try_from(progress.total).ok()?)
    });
    let bar = match percent {
        Some(percent) => bar.set("value", percent.to_string().into()),
        None => bar,
    };
    let mut words = desk::WORKING.text(lang).to_owned();
    if !desk.waiting.is_empty() {
        words.push(' ');
        words.push_str(&desk::WAITING.text(lang, [&desk.waiting.len().to_string()]));
    }
    el("div", "card pine strip line-up")
        .attr("role", "status")
        .child(bar)
        .child(el("span", "").text(words))
        .child(button(Tone::Plain, Some(Icon::Close), desk::STOP.text(lang), ui.does(Action::CancelWork)))
}

fn leaving(ui: &Ui<'_>, outgoing: &Outgoing) -> Html {
    let lang = ui.lang;
    let onclose = ui.acts(|()| Action::CloseOutgoing);
    let Outgoing { file, means, left, more, .. } = outgoing;
    let first = if *left { Tone::Plain } else { Tone::Main };
    let second = if means.share { Tone::Plain } else { first };
    let share = || button(first, Some(Icon::Out), desk::SHARE.text(lang), ui.does(Action::Share));
    let save = || button(second, Some(Icon::In), desk::SAVE.text(lang), ui.does(Action::SaveFile));
    let done = || match more {
        0 => button(Tone::Main, Some(Icon::Check), desk::DONE.text(lang), ui.does(Action::CloseOutgoing)),
        _ => button(
            Tone::Main,
            Some(Icon::Next),
            seal::NEXT_PIECE.text(lang),
            ui.does(Action::Paper(PaperAct::NextPiece)),
        ),
    };
    let piece = match &outgoing.job {
        Job::Paper(PaperJob::Piece(piece)) => piece.piece,
        _ => 1,
    };
    let pieces = (*more > 0 || piece > 1).then(|| {
        let words = seal::PIECE.text(lang, [&piece.to_string(), &more.to_string()]);
        el("p", "").text(words)
    });
    let foot =
        el("div", "foot-buttons").maybe(means.share.then(share)).maybe(means.save.then(save)).maybe(left.then(done));
    let name = el("div", "")
        .child(el("p", "strong").text(file.name.clone()))
        .child(el("p", "small muted num").text(format::bytes(file.size)));
    let body = el("div", "stack near")
        .child(el("div", "said").icon(Icon::File).child(name))
        .maybe(pieces)
        .maybe((!left).then(|| el("p", "muted").text(desk::READY_TEXT.text(lang))));
    let title = if *left { desk::LEFT } else { desk::READY };
    dialog(lang, title.text(lang), Shape::Sheet, onclose, body, Some(foot))
}

fn came(ui: &Ui<'_>) -> Html {
    let (desk, lang) = (&ui.app.desk, ui.lang);
    let onclose: Callback<()> = ui.acts(|()| Action::DismissReceipts);
    let title = if desk.refused.is_some() { desk::NOT_MADE } else { desk::RECEIVED };
    let roster = desk
        .receipts
        .iter()
        .any(|receipt| matches!(&receipt.outcome, Ok(taken) if matches!(taken.kind, TakenKind::Roster { .. })));
    let done = if roster {
        // The next thing that a person wants to see are the households.
        let host = ui.host.clone();
        let click = Callback::from(move |_| {
            host.act(Action::DismissReceipts);
            host.act(Action::Go(Route::Households));
        });
        button(Tone::Main, Some(Icon::House), desk::SEE_HOUSEHOLDS.text(lang), click)
    } else {
        button(Tone::Main, Some(Icon::Check), desk::DONE.text(lang), ui.does(Action::DismissReceipts))
    };
    let refused = desk.refused.as_ref().map(|said| el("p", "").attr("role", "alert").text(said.say(lang)));
    // What came may say something else than what was here.
    let disputed = ui.memory.with(|kept| kept.disputes(ui.app).all().len());
    let differs = (disputed > 0).then(|| {
        let (host, route) = (ui.host.clone(), doubts::route(ui));
        let look = Callback::from(move |_| {
            host.act(Action::DismissReceipts);
            host.act(Action::Go(route.clone()));
        });
        let words = rollup::DISPUTED.text(lang, [&format::count(disputed)]);
        notice(
            "card warn line-up",
            Icon::Triangle,
            words,
            Some(button(Tone::Plain, None, rollup::LOOK.text(lang), look)),
        )
    });
    let waits = (!desk.again.is_empty()).then(|| {
        let words = desk::TO_SETTLE.text(lang, [&format::count(desk.again.len())]);
        el("p", "strong").attr("role", "status").text(words)
    });
    let body = el("div", "stack").maybe(refused).child(receipts(ui)).maybe(waits).maybe(lacking(ui)).maybe(differs);
    dialog(lang, title.text(lang), Shape::Sheet, onclose, body, Some(done))
}

/// The villages of which not everything has come, each with what to ask it for.
pub fn lacking(ui: &Ui<'_>) -> Option<El> {
    let lacking = ui.memory.with(|kept| kept.lacking(ui.app));
    let lines = lacking.iter().map(|one| {
        (&one.id.0, notice("card warn said", Icon::Triangle, one.say(ui.lang), None).attr("role", "status"))
    });
    (!lacking.is_empty()).then(|| el("div", "stack near no-print").list(lines))
}
