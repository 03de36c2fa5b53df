//! 抽查: a draw that anybody can repeat, what the village says of each household, and what the township found there.

use std::collections::BTreeMap;

use yew::{AttrValue, Callback};

use crate::app::{Action, local};
use crate::journal::{Fields, Kind, RecordId};
use crate::office::tables::{ColumnView, TableRow, TableView};
use crate::office::township::{Ask, Drawn, DrawnHome, Told};
use crate::rollup::SPOT_CHECK;
use crate::text::words::{Word, rollup};
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::memory::Spot;
use crate::ui::page::Ui;
use crate::ui::parts::{Field, Keyboard, Tone, button, empty, field, paper, pick};
use crate::web::files;

/// What a check can come to.
const RESULTS: [(&str, Word); 3] =
    [("same", rollup::SPOT_SAME), (DIFFERS, rollup::SPOT_DIFFERS), ("absent", rollup::SPOT_ABSENT)];
/// The one of them that wants to know what.
const DIFFERS: &str = "differs";

/// How many from each village or risk.
const EACH: [(&str, u32); 5] = [("1", 1), ("2", 2), ("3", 3), ("5", 5), ("10", 10)];

/// The screen.
pub(super) fn spot(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    let day = local(ui.app.now, ui.app.zone).date().to_string();
    let wish = ui.memory.with(|kept| {
        let spot = &mut kept.here.spot;
        if spot.seed.is_empty() {
            spot.seed = day;
        }
        spot.clone()
    });
    let ask = Ask::Draw { seed: wish.seed.clone(), by_risk: wish.by_risk, each: wish.each };
    let answer = ui.app.desk.answered(|other| *other == ask).map(|answered| &*answered.told);
    let body = match answer {
        Some(Told::Drawn(drawn)) if drawn.homes.is_empty() => {
            empty(Icon::House, rollup::NOBODY.text(lang), "", None).key("nobody")
        }
        Some(Told::Drawn(drawn)) => list(ui, &wish.seed, drawn).key("drawn"),
        _ => el("p", "muted").text(rollup::SPOT_TEXT.text(lang)).key("none"),
    };
    el("div", "stack far").child(question(ui, &wish, ask)).child(body)
}

/// How the draw is made.
fn question(ui: &Ui<'_>, wish: &Spot, ask: Ask) -> El {
    let lang = ui.lang;
    let change = |set: fn(&mut Spot, &'static str)| {
        let memory = ui.memory.clone();
        Callback::from(move |key: &'static str| memory.change(|kept| set(&mut kept.here.spot, key)))
    };
    let kinds = [("village", rollup::BY_VILLAGE), ("risk", rollup::BY_RISK)];
    let by = pick(
        "spot-by",
        rollup::DRAW_FROM.text(lang),
        kinds.into_iter().map(|(key, word)| (key, AttrValue::from(word.text(lang)))),
        if wish.by_risk { "risk" } else { "village" },
        &change(|spot, key| spot.by_risk = key == "risk"),
    );
    let chosen = EACH.into_iter().find(|(_, each)| *each == wish.each).map_or("", |(key, _)| key);
    let each = pick(
        "spot-each",
        rollup::EACH.text(lang),
        EACH.into_iter().map(|(key, _)| (key, AttrValue::from(key))),
        chosen,
        &change(|spot, key| spot.each = EACH.into_iter().find(|(other, _)| *other == key).map_or(3, |(_, each)| each)),
    );
    let seed = {
        let memory = ui.memory.clone();
        let shown = Field {
            id: "seed".into(),
            label: rollup::SEED.text(lang).into(),
            hint: rollup::SEED_HINT.text(lang).into(),
            value: wish.seed.clone().into(),
            problem: None,
            keyboard: Keyboard::Text,
        };
        field(
            shown,
            Callback::from(move |text: String| memory.change(|kept| text.trim().clone_into(&mut kept.here.spot.seed))),
        )
    };
    let labelled =
        |word: Word, control: El| el("div", "field").child(el("span", "label").text(word.text(lang))).child(control);
    el("section", "card stack no-print")
        .child(el("div", "pair").child(labelled(rollup::DRAW_FROM, by)).child(labelled(rollup::EACH, each)))
        .child(seed)
        .child(el("p", "line-up").child(button(
            Tone::Main,
            Some(Icon::Check),
            rollup::DRAW.text(lang),
            ui.does(Action::Ask(ask)),
        )))
}

/// A household's check under a seed: one record, whoever writes it.
fn check(seed: &str, home: &DrawnHome) -> RecordId {
    let seed: String = seed.chars().filter(|letter| !letter.is_control()).take(40).collect();
    RecordId(format!("spot~{seed}~{}", home.home.id))
}

fn result(ui: &Ui<'_>, id: &RecordId) -> String {
    let record = ui.app.journal.record(&Kind::from(SPOT_CHECK), id);
    record.map(|record| record.text("result").to_owned()).unwrap_or_default()
}

fn list(ui: &Ui<'_>, seed: &str, drawn: &Drawn) -> El {
    let lang = ui.lang;
    let print =
        button(Tone::Plain, Some(Icon::Print), rollup::PRINT_LIST.text(lang), Callback::from(|_| files::print()));
    let cards = drawn.homes.iter().map(|home| (&home.home.id, card(ui, seed, home)));
    let tally = tally(ui, seed, drawn);
    el("div", "stack")
        .child(
            el("div", "stack near no-print")
                .child(
                    el("div", "line-up")
                        .child(el("h2", "").text(rollup::DRAWN.text(lang, [&drawn.homes.len().to_string()])))
                        .child(print),
                )
                .child(tally)
                .child(el("div", "stack near").list(cards)),
        )
        .child(el("div", "by-hand").child(paper(&list_on_paper(ui, seed, drawn), &[], ui.lang)))
}

/// By village: how many were drawn and looked at, and what came of it.
fn tally(ui: &Ui<'_>, seed: &str, drawn: &Drawn) -> El {
    let lang = ui.lang;
    let mut villages: Vec<(&str, [usize; 4])> = Vec::new();
    for home in &drawn.homes {
        let village = home.home.village.as_str();
        if !villages.iter().any(|(known, _)| *known == village) {
            villages.push((village, [0; 4]));
        }
        let result = result(ui, &check(seed, home));
        let place = RESULTS.iter().position(|(code, _)| *code == result).map(|place| place + 1);
        for (_, counts) in villages.iter_mut().filter(|(known, _)| *known == village) {
            for slot in std::iter::once(0).chain(place) {
                if let Some(count) = counts.get_mut(slot) {
                    *count += 1;
                }
            }
        }
    }
    let heads = std::iter::once(rollup::SPOT_DRAWN).chain(RESULTS.into_iter().map(|(_, word)| word));
    let head = el("tr", "")
        .child(el("th", "").attr("scope", "col").text(rollup::VILLAGE.text(lang)))
        .list(heads.map(|word| (word.en, el("th", "n").attr("scope", "col").text(word.text(lang)))));
    let rows = villages.iter().map(|(village, counts)| {
        let cells =
            counts.iter().enumerate().map(|(at, count)| (at.to_string(), el("td", "n").text(count.to_string())));
        let row = el("tr", "").child(el("th", "short").attr("scope", "row").text((*village).to_owned())).list(cells);
        (*village, row)
    });
    el("div", "sheet").child(el("table", "").child(el("thead", "").child(head)).child(el("tbody", "").list(rows)))
}

/// One household: what the village says, line by line, and what was found there.
fn card(ui: &Ui<'_>, seed: &str, home: &DrawnHome) -> El {
    let lang = ui.lang;
    let id = check(seed, home);
    let record = ui.app.journal.record(&Kind::from(SPOT_CHECK), &id);
    let text = |path: &str| record.as_ref().map(|record| record.text(path).to_owned()).unwrap_or_default();
    let differing: Vec<String> =
        record.as_ref().map(|record| record.list("differs").map(str::to_owned).collect()).unwrap_or_default();
    let (result, note) = (text("result"), text("note"));
    // That something differs is taken when it is said what.
    let asked = ui.memory.with(|kept| kept.here.spot.unsaid == home.home.id);
    let says_what = !differing.is_empty() || !note.is_empty();
    let unsaid = !says_what && (asked || result == DIFFERS);
    let save = {
        let (host, memory, id) = (ui.host.clone(), ui.memory.clone(), id.clone());
        let fixed = [("household", &home.home.id), ("village", &home.village)];
        let fixed: Fields = fixed.into_iter().map(|(path, text)| (path.to_owned(), text.as_str().into())).collect();
        let (seed, when) = (seed.to_owned(), ui.app.moment());
        move |fields: Fields| {
            let mut all = fixed.clone();
            all.insert("seed".to_owned(), seed.as_str().into());
            all.insert("when".to_owned(), when.as_str().into());
            all.extend(fields);
            if asked && (all.contains_key("differs") || all.contains_key("note")) {
                all.insert("result".to_owned(), DIFFERS.into());
            }
            memory.with(|kept| kept.here.spot.unsaid.clear());
            host.act(Action::Save { kind: Kind::from(SPOT_CHECK), record: id.clone(), fields: all });
        }
    };
    let noting = save.clone();
    let says = home.says.iter().map(|(label, words)| {
        let off = differing.contains(label);
        let mut now = differing.clone();
        if off {
            now.retain(|other| other != label);
        } else {
            now.push(label.clone());
        }
        let save = save.clone();
        let click = Callback::from(move |_| {
            let differs = BTreeMap::from([("differs".to_owned(), serde_json::Value::from(now.clone()))]);
            save(differs);
        });
        let mark = el("button", "chip")
            .attr("type", "button")
            .either("aria-pressed", off)
            .text(rollup::LINE_DIFFERS.text(lang))
            .child(el("span", "aside-only").text(label.clone()))
            .click(click);
        let line = el("div", "line-up")
            .child(el("dt", "small muted").text(label.clone()))
            .child(el("dd", "grow").text(if words.is_empty() { "—".to_owned() } else { words.clone() }))
            .child(mark);
        (label, line)
    });
    let results = RESULTS.into_iter().map(|(code, word)| {
        let save = save.clone();
        let (memory, who) = (ui.memory.clone(), home.home.id.clone());
        let click = Callback::from(move |_| {
            if code == DIFFERS && !says_what {
                memory.change(|kept| kept.here.spot.unsaid.clone_from(&who));
            } else {
                save(BTreeMap::from([("result".to_owned(), code.into())]));
            }
        });
        let on = result == code;
        let icon = on.then_some(Icon::Check);
        (
            code,
            button(if on { Tone::Main } else { Tone::Plain }, icon, word.text(lang), click).either("aria-pressed", on),
        )
    });
    let note = Field {
        id: format!("note-{}", home.home.id).into(),
        label: rollup::SPOT_NOTE.text(lang).into(),
        hint: AttrValue::default(),
        value: note.into(),
        problem: unsaid.then(|| rollup::SPOT_UNSAID.text(lang).into()),
        keyboard: Keyboard::Text,
    };
    let onnote = Callback::from(move |text: String| noting(BTreeMap::from([("note".to_owned(), text.into())])));
    el("article", "card stack near")
        .child(super::behind::row(&home.home))
        .child(el("dl", "stack near spot-says").list(says))
        .child(field(note, onnote))
        .child(el("div", "line-up").attr("role", "group").list(results))
}

/// The list as checkers take it along, with room to write.
fn list_on_paper(ui: &Ui<'_>, seed: &str, drawn: &Drawn) -> TableView {
    let lang = ui.lang;
    let column = |word: Word| ColumnView { label: word.text(lang).to_owned(), ..ColumnView::default() };
    let columns = [
        rollup::SERIAL,
        rollup::VILLAGE,
        rollup::GROUP,
        rollup::HEAD,
        rollup::PHONE,
        rollup::RISK,
        rollup::SAYS,
        rollup::SPOT_RESULT,
        rollup::SPOT_NOTE,
    ];
    let rows = (1..).zip(&drawn.homes).map(|(serial, one): (u32, &DrawnHome)| {
        let says: Vec<String> = one
            .says
            .iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(label, words)| format!("{label}：{words}"))
            .collect();
        let result = result(ui, &check(seed, one));
        let result = RESULTS.into_iter().find(|(code, _)| *code == result).map_or("", |(_, word)| word.text(lang));
        let home = &one.home;
        let cells =
            [&serial.to_string(), &home.village, &home.group, &home.head, &home.phone, &home.words, &says.join("；")];
        let mut cells: Vec<String> = cells.into_iter().cloned().collect();
        cells.extend([result.to_owned(), String::new()]);
        TableRow { cells, ..TableRow::default() }
    });
    TableView {
        title: rollup::PAPER_TITLE.text(lang).to_owned(),
        unit: rollup::PAPER_SEED.text(lang, [seed]),
        date: local(ui.app.now, ui.app.zone).date().to_string(),
        columns: columns.map(column).to_vec(),
        rows: rows.collect(),
        notes: vec![rollup::PAPER_RULE.text(lang).to_owned()],
        signatures: vec![rollup::CHECKER.text(lang).to_owned(), rollup::CHECKED_ON.text(lang).to_owned()],
        ..TableView::default()
    }
}
