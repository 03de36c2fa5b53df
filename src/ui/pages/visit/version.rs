//! A visit of another version than the one in use: an offer to take it there, and what became of its answers when it was.

use crate::app::{Action, Moved, Ongoing};
use crate::text::Lang;
use crate::text::words::{Phrase, campaign};
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::page::Ui;
use crate::ui::parts::{Tone, button, notice};

/// What there is to say of the visit's version; nothing where it is the one in use.
pub(super) fn told(ui: &Ui<'_>, visit: &Ongoing) -> Option<El> {
    let lang = ui.lang;
    if let Some(moved) = &visit.moved {
        return Some(became(moved, lang));
    }
    let season = ui.app.season()?;
    visit.is_older(season.campaign.version()).then(|| {
        let take = button(Tone::Plain, None, campaign::MOVE.text(lang), ui.does(Action::MoveVisit));
        let said = campaign::OLDER.text(lang, [visit.campaign().version()]);
        notice("card line-up", Icon::Info, said, Some(take))
    })
}

fn became(moved: &Moved, lang: Lang) -> El {
    let line = |phrase: Phrase<1>, what: Vec<String>| {
        let all = what.join(lang.pick("、", ", "));
        (!what.is_empty()).then(|| el("p", "").text(phrase.text(lang, [&all])))
    };
    let dropped = moved.dropped.iter().map(|(question, answer)| {
        let colon = lang.pick("：", ": ");
        format!("{question}{colon}{answer}")
    });
    let quiet = moved.moved.is_empty() && moved.dropped.is_empty() && moved.missing.is_empty();
    el("section", "card stack near")
        .attr("role", "status")
        .child(el("p", "strong").text(campaign::MOVED.text(lang)))
        .maybe(line(campaign::TO_ANSWER, moved.missing.clone()))
        .maybe(line(campaign::NOT_ASKED, dropped.collect()))
        .maybe(line(campaign::STANDS_ELSEWHERE, moved.moved.clone()))
        .maybe(quiet.then(|| el("p", "").text(campaign::ALL_KEPT.text(lang))))
}
