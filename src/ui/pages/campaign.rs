//! 专项行动: which campaign is in use; its workbook out, an edited one in, with every problem listed before anything changes.

use yew::Callback;

use crate::app::{Action, CampaignReview, Job, Route, local};
use crate::text::words::{campaign, places};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Tone, button, choose_files};

/// The campaign in use, or the one under review.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let title = places::CAMPAIGN.text(ui.lang);
    let Some(review) = &ui.app.campaigns.review else {
        let body = el("div", "stack far").child(in_use(ui)).child(out(ui)).child(back_in(ui)).maybe(kept(ui));
        return Page::new(title, body).back(Route::More);
    };
    let mut page = Page::new(title, reviewed(ui, review)).back(Route::More);
    page.below = review.name.clone().into();
    page.foot = Some(foot(ui, review));
    page
}

fn in_use(ui: &Ui<'_>) -> El {
    let (app, lang) = (ui.app, ui.lang);
    let card = el("section", "card stack near");
    let Some(season) = app.season() else {
        return card.child(el("p", "muted").text(campaign::NOT_YET.text(lang)));
    };
    let used = &season.campaign;
    let from = match app.campaigns.shelf.used() {
        Some(kept) => campaign::EDITED.text(lang, [&kept.name, &when(ui, kept.at)]),
        None => campaign::BUILTIN.text(lang).to_owned(),
    };
    let questions: usize = used.blocks.iter().map(|block| block.questions.len()).sum();
    let holds = [questions, used.rules.len(), used.ledgers.len()].map(format::count);
    let holds = campaign::HOLDS.text(lang, holds.each_ref().map(|count| &**count));
    card.child(el("p", "small muted").text(campaign::IN_USE.text(lang)))
        .child(el("h2", "").text(used.title.get(lang).to_owned()))
        .child(el("p", "").text(campaign::VERSION.text(lang, [used.version()])))
        .child(el("p", "").text(holds))
        .child(el("p", "small muted").text(from))
}

fn when(ui: &Ui<'_>, at: u64) -> String {
    let app = ui.app;
    let at = i64::try_from(at).unwrap_or_default();
    format::moment(local(at, app.zone), local(app.now, app.zone), ui.lang)
}

fn out(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    let word = campaign::EXPORT.text(lang);
    el("section", "stack near")
        .child(el("h2", "").text(word))
        .child(el("p", "").text(campaign::EXPORT_TEXT.text(lang)))
        .child(el("p", "line-up").child(button(Tone::Plain, Some(Icon::Out), word, ui.does(Action::ExportCampaign))))
}

fn back_in(ui: &Ui<'_>) -> El {
    let (host, lang) = (ui.host.clone(), ui.lang);
    let chosen = Callback::from(move |files: Vec<web_sys::File>| {
        for file in files {
            host.choose(file, Job::ReadCampaign);
        }
    });
    let builtin = ui.app.campaigns.shelf.in_use.map(|_| {
        let word = campaign::BACK_TO_BUILTIN.text(lang);
        button(Tone::Plain, Some(Icon::Undo), word, ui.does(Action::UseBuiltin))
    });
    let choose = choose_files(Tone::Plain, "campaign-file", campaign::CHOOSE.text(lang), false, chosen);
    el("section", "stack near")
        .child(el("h2", "").text(campaign::IMPORT.text(lang)))
        .child(el("p", "").text(campaign::IMPORT_TEXT.text(lang)))
        .child(el("p", "line-up").child(choose).maybe(builtin))
}

/// The versions that visits of this device were begun with.
fn kept(ui: &Ui<'_>) -> Option<El> {
    let (shelf, lang) = (&ui.app.campaigns.shelf, ui.lang);
    let earlier: Vec<_> = shelf.kept.iter().rev().filter(|kept| Some(kept.mark) != shelf.in_use).collect();
    if earlier.is_empty() {
        return None;
    }
    let rows = earlier.iter().map(|kept| {
        let from = if kept.name.is_empty() { campaign::BUILTIN.text(lang) } else { &kept.name };
        let row = el("li", "").text(format!("{} · {from}", campaign::VERSION.text(lang, [&kept.version])));
        (kept.mark.to_string(), row)
    });
    Some(
        el("section", "stack near")
            .child(el("h2", "").text(campaign::KEPT.text(lang)))
            .child(el("p", "").text(campaign::KEPT_TEXT.text(lang)))
            .child(el("ul", "plain stack near").list(rows)),
    )
}

/// What was understood, or everything that is to be put right, in the order of the sheets.
fn reviewed(ui: &Ui<'_>, review: &CampaignReview) -> El {
    let (view, lang) = (&review.view, ui.lang);
    if view.wrong == 0 {
        let holds = [view.questions, view.rules, view.ledgers].map(format::count);
        return el("section", "card stack near")
            .child(el("p", "small muted").text(campaign::GOOD.text(lang)))
            .child(el("h2", "").text(view.title.clone()))
            .child(el("p", "").text(campaign::VERSION.text(lang, [&view.version])))
            .child(el("p", "").text(campaign::HOLDS.text(lang, holds.each_ref().map(|count| &**count))));
    }
    let listed = view.problems.len();
    let cut =
        (listed < view.wrong).then(|| el("p", "muted").text(campaign::FIRST.text(lang, [&format::count(listed)])));
    let rows = view.problems.iter().enumerate();
    let rows = rows.map(|(at, said)| (at.to_string(), el("li", "card").text(said.clone())));
    el("section", "stack near")
        .child(el("h2", "").text(campaign::WRONG.text(lang, [&format::count(view.wrong)])))
        .maybe(cut)
        .child(el("ul", "plain stack near").list(rows))
}

fn foot(ui: &Ui<'_>, review: &CampaignReview) -> El {
    let lang = ui.lang;
    let leave = button(Tone::Plain, None, campaign::DROP.text(lang), ui.does(Action::DropCampaign));
    let take = (review.view.wrong == 0)
        .then(|| button(Tone::Main, Some(Icon::Check), campaign::USE.text(lang), ui.does(Action::UseCampaign)));
    el("div", "foot-buttons").child(leave).maybe(take)
}
