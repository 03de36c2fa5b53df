//! The worker's jobs on screen, whatever page is shown: how far one is, the file that is ready to leave, what came of those that came
//! in; and what the user should know without having asked.

use yew::prelude::*;

use super::format;
use super::icon::Icon;
use super::parts::{Dialog, Tone, button, notice};
use super::root::use_lang;
use crate::app::{Action, Notice, Outgoing, Receipt};
use crate::office::Said;
use crate::text::words::{common, desk};
use crate::text::{Lang, Say};
use crate::web::host::{Host, use_app, use_part};

/// What the desk shows.
#[derive(Clone, PartialEq)]
struct Look {
    running: bool,
    percent: Option<u8>,
    waiting: usize,
    outgoing: Option<Outgoing>,
    receipts: Vec<Receipt>,
    refused: Option<Said>,
    notices: Vec<Notice>,
}

/// The strips and dialogs of files and notices.
#[component]
pub fn Desk() -> Html {
    let app = use_app();
    let lang = use_lang();
    let look = use_part(|app| Look {
        running: app.desk.running.is_some(),
        percent: app.desk.running.as_ref().and_then(|running| running.progress).and_then(|progress| {
            format::percent(usize::try_from(progress.done).ok()?, usize::try_from(progress.total).ok()?)
        }),
        waiting: app.desk.waiting.len(),
        outgoing: app.desk.outgoing.clone(),
        receipts: app.desk.receipts.clone(),
        refused: app.desk.refused.clone(),
        notices: app.notices.clone(),
    });
    let busy = look.running || look.waiting > 0;
    html! {
        <>
            { for look.notices.iter().enumerate().map(|(at, told)| html! { <div key={at} role="alert">{ told_strip(&app, told, lang) }</div> }) }
            if busy { { working(&app, &look, lang) } }
            if let Some(outgoing) = &look.outgoing { { leaving(&app, outgoing, lang) } }
            if !busy && (!look.receipts.is_empty() || look.refused.is_some()) { { came(&app, &look, lang) } }
        </>
    }
}

/// An act without more to say.
fn does(app: &Host, action: Action) -> Callback<MouseEvent> {
    let app = app.clone();
    Callback::from(move |_| app.act(action.clone()))
}

fn told_strip(app: &Host, told: &Notice, lang: Lang) -> Html {
    let read = button(Tone::Plain, None, common::CLOSE.text(lang), does(app, Action::Dismiss(told.clone())));
    notice("warn strip", Icon::Triangle, told.say(lang), read)
}

fn working(app: &Host, look: &Look, lang: Lang) -> Html {
    let waiting = (look.waiting > 0).then(|| desk::WAITING.text(lang, [&look.waiting.to_string()]));
    html! {
        <div class="card pine strip line-up" role="status">
            <progress class="grow" value={look.percent.map(|percent| percent.to_string())} max="100" aria-label={desk::WORKING.text(lang)} />
            <span>{ desk::WORKING.text(lang) }{ " " }{ for waiting }</span>
            { button(Tone::Plain, Some(Icon::Close), desk::STOP.text(lang), does(app, Action::CancelWork)) }
        </div>
    }
}

fn leaving(app: &Host, outgoing: &Outgoing, lang: Lang) -> Html {
    let onclose = {
        let app = app.clone();
        Callback::from(move |()| app.act(Action::CloseOutgoing))
    };
    let title = if outgoing.left { desk::LEFT } else { desk::READY };
    let tone = if outgoing.left { Tone::Plain } else { Tone::Main };
    html! {
        <Dialog title={title.text(lang)} close={common::CLOSE.text(lang)} {onclose} foot={html! { <>
            if outgoing.means.share { { button(tone, Some(Icon::Out), desk::SHARE.text(lang), does(app, Action::Share)) } }
            if outgoing.means.save {
                { button(if outgoing.means.share { Tone::Plain } else { tone }, Some(Icon::In), desk::SAVE.text(lang), does(app, Action::SaveFile)) }
            }
            if outgoing.left { { button(Tone::Main, Some(Icon::Check), desk::DONE.text(lang), does(app, Action::CloseOutgoing)) } }
        </> }}>
            <div class="said">
                { Icon::File.draw() }
                <div><p class="strong">{ outgoing.file.name.clone() }</p><p class="small muted num">{ format::bytes(outgoing.file.size) }</p></div>
            </div>
            if !outgoing.left { <p class="muted">{ desk::READY_TEXT.text(lang) }</p> }
        </Dialog>
    }
}

fn came(app: &Host, look: &Look, lang: Lang) -> Html {
    let onclose = {
        let app = app.clone();
        Callback::from(move |()| app.act(Action::DismissReceipts))
    };
    let title = if look.refused.is_some() { desk::NOT_MADE } else { desk::RECEIVED };
    html! {
        <Dialog title={title.text(lang)} close={common::CLOSE.text(lang)} {onclose}
            foot={button(Tone::Main, Some(Icon::Check), desk::DONE.text(lang), does(app, Action::DismissReceipts))}>
            if let Some(said) = &look.refused { <p role="alert">{ said.say(lang) }</p> }
            <ul class="stack near">
                { for look.receipts.iter().enumerate().map(|(at, receipt)| html! { <li key={at}>{ one(receipt, lang) }</li> }) }
            </ul>
        </Dialog>
    }
}

fn one(receipt: &Receipt, lang: Lang) -> Html {
    match &receipt.outcome {
        Ok(taken) => {
            let brought = match taken.merged.new {
                0 => desk::NOTHING_NEW.text(lang).to_owned(),
                new => desk::TAKEN.text(lang, [&format::count(new), &format::count(taken.merged.known)]),
            };
            let from = taken.package().map(|package| {
                let label = &package.label;
                desk::FROM
                    .text(lang, [&label.region.village, &label.made.get(..16).unwrap_or(&label.made).replace('T', " ")])
            });
            html! {
                <div class="said">
                    { Icon::Done.draw() }
                    <div><p class="strong">{ for from.clone() }{ from.is_none().then(|| receipt.name.clone()) }</p><p class="small muted">{ brought }</p></div>
                </div>
            }
        }
        Err(said) => html! {
            <div class="card bad said" role="alert">
                { Icon::Octagon.draw() }
                <div><p class="strong">{ receipt.name.clone() }</p><p>{ said.say(lang) }</p><p class="small muted">{ desk::REFUSED.text(lang) }</p></div>
            </div>
        },
    }
}
