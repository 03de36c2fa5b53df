//! Forms coming in: chosen as files, or published beside the application.

use std::rc::Rc;

use js_sys::Uint8Array;
use web_sys::File;

use crate::expr::{self, date::Zone};
use crate::form::packed;
use crate::form::session::{Attached, ListDocument, Program, Session};
use crate::office::{Request, Said, json};
use crate::packed::Damage;
use crate::store::Store;
use crate::text::words::trial as words;
use crate::text::{Lang, Say};
use crate::ui::form::Files;
use crate::web::host::Host;
use crate::web::published::{ENDING, FOLDER};
use crate::web::{clock, entropy, files, published};

/// A form that can be filled in.
pub(super) struct Opened {
    pub session: Session,
    pub files: Files,
    pub remarks: Vec<String>,
    pub compiled: Option<Vec<u8>>,
}

/// Why a form could not be opened.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Unopened {
    /// None of the chosen files is a form.
    NoForm,
    /// There is no form of this name beside the application.
    NotPublished(String),
    /// A compiled form that is none.
    Damaged(Damage),
    /// The worker could not read it.
    Unread(Said),
    /// It has problems.
    Refused(Vec<String>),
}

impl Say for Unopened {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NoForm => words::NO_FORM.text(lang).to_owned(),
            Self::NotPublished(name) => words::NOT_PUBLISHED.text(lang, [name]),
            Self::Damaged(damage) => damage.say(lang),
            Self::Unread(said) => said.say(lang),
            Self::Refused(problems) => words::PROBLEMS.text(lang, [&problems.len().to_string()]),
        }
    }
}

/// Opens the form of this name that is published beside the application; its pictures lie in a folder of the same name.
pub(super) async fn published(name: &str, lang: Lang) -> Result<Opened, Unopened> {
    let bytes = published::fetch(name).await.ok_or_else(|| Unopened::NotPublished(name.to_owned()))?;
    came(name, &bytes, lang)
}

/// The same, of a form whose bytes have come.
pub(super) fn came(name: &str, bytes: &[u8], lang: Lang) -> Result<Opened, Unopened> {
    let beside = Files::new(Store::memory());
    beside.lay_folder(&[FOLDER, name, "/"].concat());
    opened(bytes, beside, lang)
}

/// Opens the form among chosen files; the others lie beside it.
pub(super) async fn chosen(host: &Host, chosen: Vec<File>, lang: Lang) -> Result<Opened, Unopened> {
    let ends = |file: &File, endings: &[&str]| {
        let name = file.name().to_ascii_lowercase();
        endings.iter().any(|ending| name.ends_with(ending))
    };
    let is_form = |file: &&File| ends(file, &[".xlsx", ".xlsm", ".xls", ENDING]);
    // A csv is a form only where nothing else is: beside a workbook it is a list.
    let form = chosen.iter().find(is_form).or_else(|| chosen.first().filter(|file| ends(file, &[".csv"])));
    let form = form.ok_or(Unopened::NoForm)?;
    let beside = Files::new(Store::memory());
    let mut names = Vec::new();
    let mut parts = vec![read(form).await?];
    for file in chosen.iter().filter(|file| *file != form) {
        beside.lay(&file.name(), file);
        if ends(file, &[".csv"]) {
            names.push(file.name());
            parts.push(read(file).await?);
        }
    }
    if ends(form, &[ENDING]) {
        return match parts.first() {
            Some(bytes) => opened(&bytes.to_vec(), beside, lang),
            None => Err(Unopened::NoForm),
        };
    }
    let request = Request::CompileForm { name: form.name(), attached: names, lang };
    let (_, parts) = host.ask_office(&request, &parts).await.map_err(Unopened::Unread)?;
    let mut parts = parts.iter().map(Uint8Array::to_vec);
    let (compiled, said) = (parts.next().unwrap_or_default(), json::read(&parts.next().unwrap_or_default()));
    if compiled.is_empty() {
        return Err(Unopened::Refused(json::texts(&said, "problems")));
    }
    let form = opened(&compiled, beside, lang)?;
    Ok(Opened { remarks: json::texts(&said, "remarks"), compiled: Some(compiled), ..form })
}

async fn read(file: &File) -> Result<Uint8Array, Unopened> {
    let buffer = files::read(file).await.map_err(|_| Unopened::NoForm)?;
    Ok(Uint8Array::new(&buffer))
}

/// A session of a compiled form.
fn opened(bytes: &[u8], files: Files, lang: Lang) -> Result<Opened, Unopened> {
    let form = packed::read(bytes).map_err(Unopened::Damaged)?;
    let tables = form.attached.into_iter().map(|(name, table)| (name, ListDocument::new(table)));
    let attached = Attached { tables: tables.collect(), last_saved: None };
    let session = session(&Rc::new(form.program), attached, lang);
    Ok(Opened { session, files, remarks: Vec::new(), compiled: None })
}

/// An empty sheet of a form, in the reader's language where the form speaks it.
#[inline(never)]
fn session(program: &Rc<Program>, attached: Attached, lang: Lang) -> Session {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of the calendar are far below 2^53")]
    let now = clock::now() as f64;
    let seed = entropy::seed().iter().take(8).fold(0, |seed: u64, byte| seed << 8 | u64::from(*byte));
    let env = expr::Env { lang, ..expr::Env::new(now, Zone(clock::zone()), seed) };
    let mut session = Session::new(Rc::clone(program), Rc::new(attached), env);
    let tag = lang.tag().get(..2).unwrap_or_default();
    let speaks = program.form.languages.iter().find(|name| name.contains(&["(", tag].concat()));
    if let Some(language) = speaks.and_then(|name| program.form.language(name)) {
        session.set_language(language);
    }
    session
}
