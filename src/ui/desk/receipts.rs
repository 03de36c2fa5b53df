//! What became of the files that came in.

use crate::app::{App, Receipt, TakenKind};
use crate::register::left_out;
use crate::register::namesake::Whereabouts;
use crate::text::words::{desk, import, rollup, seal};
use crate::text::{Lang, Say};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::Ui;

/// So many are read one by one; of more one wants to know how many were taken, and which were not.
const FEW: usize = 4;

/// The receipts: a few as they came; of many first how it went, then those that were refused and those of which there is more to know,
/// the others folded.
pub(super) fn receipts(ui: &Ui<'_>) -> El {
    let (app, lang, all) = (ui.app, ui.lang, &ui.app.desk.receipts);
    let list = |of: &mut dyn Iterator<Item = &Receipt>| {
        let items = of.enumerate().map(|(at, receipt)| (at.to_string(), el("li", "").child(one(app, receipt, lang))));
        el("ul", "stack near").list(items)
    };
    if all.len() <= FEW {
        return list(&mut all.iter());
    }
    let refused = all.iter().filter(|receipt| receipt.outcome.is_err()).count();
    // What was joined says so beside the package that brought it.
    let is_file =
        |receipt: &&Receipt| !matches!(&receipt.outcome, Ok(taken) if matches!(taken.kind, TakenKind::Joined(_)));
    let taken = all.iter().filter(is_file).count() - refused;
    let sum = match refused {
        0 => desk::SUM_TAKEN.text(lang, [&format::count(taken)]),
        _ => desk::SUM_BOTH.text(lang, [&format::count(taken), &format::count(refused)]),
    };
    let rank = |receipt: &Receipt| match &receipt.outcome {
        Err(_) => Rank::Refused,
        Ok(taken) if matches!(taken.kind, TakenKind::Joined(_)) || is_out(app, receipt) => Rank::Told,
        Ok(_) => Rank::Folded,
    };
    let of = |wanted: Rank| all.iter().filter(move |receipt| rank(receipt) == wanted);
    let folded = of(Rank::Folded).count();
    let rest = (folded > 0).then(|| {
        el("details", "fold")
            .child(el("summary", "").text(desk::SEE_TAKEN.text(lang, [&format::count(folded)])))
            .child(list(&mut of(Rank::Folded)))
    });
    el("div", "stack")
        .child(el("p", "strong").attr("role", "status").text(sum))
        .child(list(&mut of(Rank::Refused).chain(of(Rank::Told))))
        .maybe(rest)
}

/// In which order receipts are told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rank {
    /// Not taken.
    Refused,
    /// Taken, and there is more to know.
    Told,
    /// Taken.
    Folded,
}

/// Whether the village of a package is left out of what is added up.
fn is_out(app: &App, receipt: &Receipt) -> bool {
    let package = receipt.outcome.as_ref().ok().and_then(|taken| taken.package());
    package.is_some_and(|package| {
        let whereabouts = Whereabouts::of(&app.journal);
        let sender = whereabouts.village(&package.label.region.id);
        left_out::left_out(&app.journal).any(|(village, _)| village == sender)
    })
}

fn one(app: &App, receipt: &Receipt, lang: Lang) -> El {
    match &receipt.outcome {
        Ok(taken) => {
            let brought = match (&taken.kind, taken.merged.new) {
                (TakenKind::Roster { added: 0, changed: 0 }, _) => import::TAKEN_NONE.text(lang).to_owned(),
                (TakenKind::Roster { added, changed: 0 }, _) => import::TAKEN_NEW.text(lang, [&format::count(*added)]),
                (TakenKind::Roster { added, changed }, _) => {
                    import::TAKEN.text(lang, [&format::count(*added), &format::count(*changed)])
                }
                (TakenKind::Package(package), 0) if package.counts.writes == 0 => {
                    desk::ONLY_FILES.text(lang).to_owned()
                }
                (TakenKind::Package(_), 0) => rollup::SAME_PACKAGE.text(lang).to_owned(),
                (TakenKind::Joined(villages), _) => {
                    let both = villages.iter().map(|village| village.households).sum();
                    desk::JOINED.text(lang, [&format::count(both)])
                }
                (_, 0) => desk::NOTHING_NEW.text(lang).to_owned(),
                (_, new) => desk::TAKEN.text(lang, [&format::count(new), &format::count(taken.merged.known)]),
            };
            let extent = taken.package().and_then(|package| package.label.extent.as_ref());
            let piece = extent.filter(|extent| extent.pieces > 1).map(|extent| {
                let words = desk::PIECE_OF.text(lang, [&extent.piece.to_string(), &extent.pieces.to_string()]);
                el("p", "small muted").text(words)
            });
            let name = match taken.package() {
                Some(package) => {
                    let as_of = desk::AS_OF.text(lang, [&format::made(&package.label.made)]);
                    let village = format!("{}{}", package.label.region.village, lang.pick("，", ", "));
                    el("p", "strong").text(village).child(el("span", "unbroken").text(as_of))
                }
                None => el("p", "strong").text(receipt.name.clone()),
            };
            let left_out = extent.map_or(0, |extent| extent.left_out);
            let left_out = (left_out > 0).then(|| {
                let count = usize::try_from(left_out).map(format::count).unwrap_or_default();
                el("p", "small").text(seal::NOT_SENT.text(lang, [&count]))
            });
            let brought = el("p", "small muted").text(brought);
            let is_out = is_out(app, receipt).then(|| el("p", "small").text(desk::IS_LEFT_OUT.text(lang)));
            let words = el("div", "").child(name).maybe(piece).child(brought).maybe(left_out).maybe(is_out);
            el("div", "said").icon(Icon::Done).child(words)
        }
        Err(said) => {
            let words = el("div", "")
                .child(el("p", "strong").text(receipt.name.clone()))
                .child(el("p", "").text(said.say(lang)))
                .child(el("p", "small muted").text(desk::REFUSED.text(lang)));
            el("div", "card bad said").attr("role", "alert").icon(Icon::Octagon).child(words)
        }
    }
}
