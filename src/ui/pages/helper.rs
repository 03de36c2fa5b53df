//! One helper: how to reach them, and the households they answer for.

use yew::{Callback, Html};

use super::helpers::{Change, assign, close, fields, pairing, who};
use crate::app::{Action, Route};
use crate::journal::{Fields, Kind, RecordId};
use crate::register::Helper;
use crate::text::words::{helpers, household};
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::memory::Sheet;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Choice, Shape, Tone, button, choice, dialog, empty, icon_button, link, search};
use crate::ui::view::village::{Entry, Filter};

/// The page of a helper.
#[inline(never)]
pub fn page(ui: &Ui<'_>, id: &RecordId) -> Page {
    let lang = ui.lang;
    let record = ui.app.journal.record(&Kind::Helper, id).filter(|record| !record.is_deleted());
    let Some(helper) = record.map(|record| Helper::of(&record)) else {
        let title = helpers::GONE.text(lang);
        return Page::new(title, empty(Icon::Person, title, "", None)).back(Route::Helpers);
    };
    let village = ui.memory.with(|kept| kept.village(ui.app));
    let theirs: Vec<&Entry> =
        village.entries.iter().map(AsRef::as_ref).filter(|entry| entry.helpers.contains(&id.0)).collect();
    let call = (!helper.phone.is_empty()).then(|| {
        let word = household::CALL.text(lang, [&helper.phone]);
        el("p", "line-up").child(link(Tone::Plain, Some(Icon::Phone), word, format!("tel:{}", helper.phone)))
    });
    let change = {
        let (host, id, before) = (ui.host.clone(), id.clone(), helper.clone());
        Callback::from(move |change: Change| {
            let mut after = before.clone();
            change(&mut after);
            let pairs = [("name", after.name), ("duty", after.duty), ("phone", after.phone)];
            let fields: Fields = pairs.into_iter().map(|(path, text)| (path.to_owned(), text.into())).collect();
            host.act(Action::Save { kind: Kind::Helper, record: id.clone(), fields });
        })
    };
    let body = el("div", "stack far")
        .maybe(call)
        .child(households(ui, id, &helper, &theirs))
        .child(fields(&helper, true, &change, lang));
    let dialog = match ui.memory.with(|kept| kept.here.sheet.clone()) {
        Some(Sheet::More) => more(ui, id, &helper),
        _ => Html::default(),
    };
    let mut page = Page { dialog, ..Page::new(helper.name, body).back(Route::Helpers) };
    page.below = pairing(theirs.len(), lang).into();
    page
}

fn households(ui: &Ui<'_>, id: &RecordId, helper: &Helper, theirs: &[&Entry]) -> El {
    let lang = ui.lang;
    let rows = theirs.iter().map(|entry| {
        let home = RecordId::from(*entry);
        let off = {
            let (id, name, home) = (id.clone(), helper.name.clone(), home.clone());
            ui.acts(move |_| assign(&home, &id, &name, false))
        };
        let link = el("a", "row").set("href", Route::Household(home).hash().into()).child(who(entry, lang));
        let off = icon_button(Icon::Close, helpers::TAKE_OFF.text(lang, [&entry.head]), off);
        (entry.id.clone(), el("div", "line-up nowrap").child(link).child(off))
    });
    let open = ui.keeps(|kept| {
        kept.here.sheet = Some(Sheet::More);
        kept.here.draft = String::new();
    });
    let none = theirs.is_empty().then(|| el("p", "muted").text(helpers::NONE_THEIRS.text(lang)).key("none"));
    let some = (!theirs.is_empty()).then(|| el("div", "rows").list(rows).key("some"));
    el("section", "stack near")
        .child(el("h2", "").text(helpers::THEIRS.text(lang)))
        .maybe(none)
        .maybe(some)
        .child(el("p", "line-up").child(button(Tone::Plain, Some(Icon::Plus), helpers::MORE.text(lang), open)))
}

/// Ticks households for a helper; those that nobody answers for stand first, those that ask for more before all.
fn more(ui: &Ui<'_>, id: &RecordId, helper: &Helper) -> Html {
    const SHOWN: usize = 80;
    let lang = ui.lang;
    let query = ui.memory.with(|kept| kept.here.draft.clone());
    let (village, places) = ui.memory.with(|kept| {
        let village = kept.village(ui.app);
        let places: Vec<usize> = if query.trim().is_empty() {
            village.filter(Filter::All)
        } else {
            village.search(kept.search(ui.app).1, Filter::All, &query).into_iter().map(|(at, _)| at).collect()
        };
        (village, places)
    });
    let mut entries: Vec<&Entry> = places.iter().filter_map(|at| village.entries.get(*at)).map(AsRef::as_ref).collect();
    if query.trim().is_empty() {
        entries.sort_by_key(|entry| (!entry.helpers.is_empty(), entry.categories.is_empty()));
    }
    let ticks = entries.into_iter().take(SHOWN).map(|entry| {
        let on = entry.helpers.contains(&id.0);
        let (host, home) = (ui.host.clone(), RecordId::from(entry));
        let (id, name) = (id.clone(), helper.name.clone());
        let onpick = Callback::from(move |()| host.act(assign(&home, &id, &name, !on)));
        let shown = Choice {
            many: true,
            name: "home".into(),
            value: entry.id.clone().into(),
            label: who(entry, lang).done(),
            state: on.into(),
            readonly: false,
        };
        (entry.id.clone(), choice(shown, onpick))
    });
    let memory = ui.memory.clone();
    let onquery = Callback::from(move |text: String| memory.change(|kept| kept.here.draft = text));
    let body = el("div", "stack near")
        .child(search(helpers::FIND.text(lang), household::CLEAR.text(lang), &query, &onquery))
        .child(el("div", "choices tall").list(ticks));
    let done = button(Tone::Main, Some(Icon::Check), household::DONE.text(lang), ui.keeps(close));
    let memory = ui.memory.clone();
    let onclose = Callback::from(move |()| memory.change(close));
    dialog(lang, helpers::MORE.text(lang), Shape::Sheet, onclose, body, Some(done))
}
