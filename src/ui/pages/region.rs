//! The names of a village and of what it belongs to, as they are typed: for a roster, where a village begins by hand, and in the settings.

use yew::{AttrValue, Callback, Html};

use crate::app::{Action, App, Role, Route};
use crate::journal::{Fields, Kind, RecordId};
use crate::register::Region;
use crate::register::region::is_code;
use crate::text::Lang;
use crate::text::words::{Word, import, sending, settings};
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::memory::Sheet;
use crate::ui::page::Ui;
use crate::ui::parts::{Field, Keyboard, Shape, Tone, button, dialog, field, notice};

/// A change to the names.
pub type Set = Box<dyn FnOnce(&mut Region)>;

/// A name: the id of its field, its label and hint, and how it is read and set.
type Name = (&'static str, Word, Option<Word>, fn(&Region) -> &str, fn(&mut Region, String));

/// Those that tell one village from another.
pub static NAMES: [Name; 3] = [
    (
        "village",
        import::VILLAGE,
        Some(import::WHICH_HINT),
        |region| &region.village,
        |region, text| region.village = text,
    ),
    ("township", import::TOWNSHIP, None, |region| &region.township, |region, text| region.township = text),
    ("county", import::COUNTY, None, |region| &region.county, |region, text| region.county = text),
];

/// What need not be known.
pub static REST: [Name; 2] = [
    (
        "district",
        import::DISTRICT,
        Some(import::DISTRICT_HINT),
        |region| &region.district,
        |region, text| region.district = text,
    ),
    ("code", import::CODE, Some(import::CODE_HINT), |region| &region.code, |region, text| region.code = text),
];

/// The fields of these names.
pub fn fields(region: &Region, names: &'static [Name], typed: &Callback<Set>, lang: Lang) -> El {
    let fields = names.iter().map(|(id, label, hint, get, set)| {
        let (typed, set) = (typed.clone(), *set);
        let onsave =
            Callback::from(move |text: String| typed.emit(Box::new(move |region| set(region, text.trim().to_owned()))));
        let odd = *id == "code" && !region.code.is_empty() && !is_code(&region.code);
        let shown = Field {
            id: (*id).into(),
            label: label.text(lang).into(),
            hint: hint.map_or("", |hint| hint.text(lang)).into(),
            value: get(region).to_owned().into(),
            problem: odd.then(|| AttrValue::Static(import::CODE_ODD.text(lang))),
            keyboard: if *id == "code" { Keyboard::Digits } else { Keyboard::Text },
        };
        (*id, field(shown, onsave))
    });
    el("div", "stack").list(fields)
}

/// The village of this device. One that has a record is put right in place, field by field; the first name is kept with a tap, as
/// the record's identity follows from it. A township, which has many, has none of its own.
pub fn own(ui: &Ui<'_>) -> Option<El> {
    let lang = ui.lang;
    let mut stored = ui.app.journal.records(&Kind::Region);
    let first = stored.next();
    if ui.app.settings.role == Some(Role::Township) || stored.next().is_some() {
        return None;
    }
    let (region, typed, keep) = if let Some(record) = first {
        (Region::of(&record), saves(ui, record.id().clone()), None)
    } else {
        let region = ui.memory.with(|kept| kept.here.region.clone()).unwrap_or_default();
        let memory = ui.memory.clone();
        let typed = Callback::from(move |set: Set| {
            memory.change(|kept| set(kept.here.region.get_or_insert_default()));
        });
        let keep = (!region.village.is_empty()).then(|| names(ui, region.clone()));
        (region, typed, keep)
    };
    Some(
        el("section", "stack near")
            .child(el("h2", "").text(settings::OWN_VILLAGE.text(lang)))
            .child(fields(&region, &NAMES, &typed, lang))
            .child(fields(&region, &REST, &typed, lang))
            .maybe(keep),
    )
}

/// Whether a household that was just entered is the first of a village that nobody has named: then its name is asked, once. What was
/// typed last may still be on its way to disk.
#[must_use]
pub fn is_wanted(app: &App, first: &RecordId) -> bool {
    let mut homes = app.journal.records(&Kind::Household).map(|record| record.id() == first).peekable();
    let entered = homes.peek().is_some() || app.saving.is_open();
    app.settings.role == Some(Role::Village)
        && app.journal.records(&Kind::Region).next().is_none()
        && entered
        && homes.all(|own| own)
}

/// Asks for the name of the village that begins; either answer goes on to `next`.
pub fn ask(ui: &Ui<'_>, next: &Route) -> Html {
    let lang = ui.lang;
    let (region, pressed) = ui.memory.with(|kept| (kept.here.region.clone().unwrap_or_default(), kept.here.pressed));
    let memory = ui.memory.clone();
    let typed = Callback::from(move |set: Set| memory.change(|kept| set(kept.here.region.get_or_insert_default())));
    let (name, rest) = NAMES.split_at(1);
    let wider = el("details", "fold").child(el("summary", "").text(import::WIDER_NAMES.text(lang))).child(
        el("div", "stack").child(fields(&region, rest, &typed, lang)).child(fields(&region, &REST, &typed, lang)),
    );
    let missing = (pressed && region.village.is_empty()).then(|| {
        notice("wrong-text line-up", Icon::Triangle, import::NEEDS_VILLAGE.text(lang), None).attr("role", "alert")
    });
    let body = el("div", "stack").child(fields(&region, name, &typed, lang)).maybe(missing).child(wider);
    let later = {
        let (host, next) = (ui.host.clone(), next.clone());
        Callback::from(move |_| host.act(Action::Go(next.clone())))
    };
    let keep = {
        // Leaving the field hands on what was typed, just before the tap arrives here.
        let (host, memory, next) = (ui.host.clone(), ui.memory.clone(), next.clone());
        Callback::from(move |_| {
            let region = memory.with(|kept| kept.here.region.clone()).unwrap_or_default();
            if region.village.is_empty() {
                memory.change(|kept| kept.here.pressed = true);
                return;
            }
            let named = host.read(|app| region.naming(&app.journal));
            save(&host, named);
            host.act(Action::Go(next.clone()));
        })
    };
    let foot = el("div", "foot-buttons")
        .child(button(Tone::Plain, None, sending::LATER.text(lang), later))
        .child(button(Tone::Main, Some(Icon::Check), settings::NAME_VILLAGE.text(lang), keep));
    let memory = ui.memory.clone();
    let onclose = Callback::from(move |()| {
        memory.change(|kept| {
            kept.here.sheet.take_if(|sheet| *sheet == Sheet::Village);
        });
    });
    dialog(lang, import::WHICH.text(lang), Shape::Sheet, onclose, body, Some(foot))
}

/// Saves what a change to the record really changes. A village keeps a name.
fn saves(ui: &Ui<'_>, id: RecordId) -> Callback<Set> {
    let host = ui.host.clone();
    Callback::from(move |set: Set| {
        let fields = host.read(|app| {
            let record = app.journal.record(&Kind::Region, &id);
            let before = record.map(|record| Region::of(&record)).unwrap_or_default();
            let mut after = before.clone();
            set(&mut after);
            if after.village.is_empty() {
                after.village.clone_from(&before.village);
            }
            after.changes(&before)
        });
        save(&host, vec![(Kind::Region, id.clone(), fields)]);
    })
}

/// The button that keeps the first name.
fn names(ui: &Ui<'_>, region: Region) -> El {
    let host = ui.host.clone();
    let click = Callback::from(move |_| {
        let named = host.read(|app| region.naming(&app.journal));
        save(&host, named);
    });
    el("p", "line-up").child(button(Tone::Main, Some(Icon::Check), settings::NAME_VILLAGE.text(ui.lang), click))
}

fn save(host: &crate::web::host::Host, changes: Vec<(Kind, RecordId, Fields)>) {
    for (kind, record, fields) in changes.into_iter().filter(|(.., fields)| !fields.is_empty()) {
        host.act(Action::Save { kind, record, fields });
    }
}
