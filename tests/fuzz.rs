//! Throws broken and hostile input at what reads files and expressions: nothing may panic or run away.
//!
//! `make fuzz` runs it for a minute with a new seed; among the tests it runs for a second with a fixed one. Inputs grow out of
//! good ones by small damage. One that makes a panic is kept as a file, whose name is told.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use nuandong::attachment;
use nuandong::campaign::builtin;
use nuandong::demo::Demo;
use nuandong::expr::parse;
use nuandong::form::{Options, compile};
use nuandong::package::seal::{self, Lock, Opener};
use nuandong::package::{self, Limits, backup, write_with};
use nuandong::workbook::Workbook;
use nuandong::workbook::office::{read, write_xlsx};

/// No input may take longer.
const PATIENCE: Duration = Duration::from_secs(5);

const SURVEY: &str = "type,name,label::中文 (zh),relevant,constraint,calculation,choice_filter,parameters,repeat_count,trigger,save_to\n\
    select_one heating or_other,heating,主要取暖方式,,,,,randomize=true seed=1,,,e#heating\n\
    select_multiple_from_file villages.csv,village,村,,,,town = ${town},value=id,,,\n\
    text,town,镇,${heating} = 'coal',,,,rows=3,,,\n\
    range,warm,冷暖,,. > 1,,,start=1 end=5 step=0.5 tick_labelset=ticks,,,\n\
    begin repeat,member,成员,,,,,,${size} + 1,,\n\
    integer,age,年龄,,. < 120,,,,,,\n\
    begin_group,more,更多,position(..) > 1,,,,,,,\n\
    date,born,生日,,. <= today(),,,,,,\n\
    end_group,,,,,,,,,,\n\
    end repeat,,,,,,,,,,\n\
    integer,size,几口人,,,,,,,,\n\
    calculate,old,,,,\"sum(indexed-repeat(${age}, ${member}, 1)) + count(${member}[age >= 60])\",,,,,\n\
    note,told,有 ${old} 位老人 instance('heating')/root/item[name = ${heating}]/label,,,,,,,,\n\
    text,again,再问,,,\"once(random())\",,,,${town},\n";
const CHOICES: &str =
    "list_name,name,label::中文 (zh)\nheating,coal,煤炉\nheating,electric,电暖\nticks,1,冷\nticks,5,暖\n";
const SETTINGS: &str = "form_id,version,default_language,instance_name\nvisit,1,中文 (zh),${town}\n";
const ENTITIES: &str = "list_name,label,entity_id,update_if\ne,${town},${heating},true()\n";

const EXPRESSIONS: [&str; 9] = [
    "${a} > 60 and not(selected(${b}, 'x y')) or count(../member[age >= 60]) = 0",
    "if(string-length(.) > 3, concat('a', \"b\", 1.5e3), -(-2) mod 3 div .5)",
    "instance('villages')/root/item[name = current()/../village and @id != '']/label[last()]",
    "/data/*/descendant-or-self::node()/@x | //b[position() = 2] | ancestor::c/following-sibling::*",
    "jr:choice-name(${last-saved#a}, '${a}') = pulldata('f', 'a', 'b', ${c})",
    "format-date-time(date('2026-12-16') + 3, '%Y-%m-%d %H:%M')",
    "regex(., '^[0-9]{17}[0-9Xx]$') and digest(., 'SHA-256', 'hex') != ''",
    "indexed-repeat(${a}, ${b}, position(..) - 1, ${c}, 2) <= round(3.14159, 2)",
    "((((((((((1))))))))))",
];

const TOKENS: [&[u8]; 24] = [
    b"${",
    b"}",
    b"(",
    b")",
    b"[",
    b"]",
    b"'",
    b"\"",
    b",",
    b"\n",
    b"::",
    b"..",
    b"//",
    b"-",
    b"1e999",
    b"\xff\xfe",
    b"\0",
    b"end group",
    b"begin repeat",
    b"${age}",
    b" or ",
    b"PK\x03\x04",
    "暖".as_bytes(),
    b"=",
];

/// A small source of chance, reproducible by its seed.
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).unwrap()
    }

    /// Damages an input in one to six places.
    fn damage(&mut self, seed: &[u8], other: &[u8]) -> Vec<u8> {
        let mut input = seed.to_vec();
        for _ in 0..=self.next(6) {
            let at = self.next(input.len() + 1);
            let end = (at + self.next(24)).min(input.len());
            match self.next(6) {
                0 => {
                    input.drain(at..end);
                }
                1 => {
                    let part = input[at..end].to_vec();
                    input.splice(at..at, part);
                }
                2 => {
                    let from = self.next(other.len());
                    let to = (from + self.next(60)).min(other.len());
                    input.splice(at..end, other[from..to].iter().copied());
                }
                3 if at < input.len() => input[at] = u8::try_from(self.next(256)).unwrap(),
                _ => {
                    input.splice(at..end, TOKENS[self.next(TOKENS.len())].iter().copied());
                }
            }
        }
        input
    }
}

/// What an input came to.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Read,
    Refused,
}

fn try_workbook(input: &[u8]) -> Fate {
    let Ok(workbook) = read(input) else { return Fate::Refused };
    drop(compile(workbook, &Options::default()));
    Fate::Read
}

fn try_form(input: &[u8]) -> Fate {
    let text = String::from_utf8_lossy(input);
    let sheets: Vec<(&str, &str)> =
        ["survey", "choices", "settings", "entities"].into_iter().zip(text.split('\u{1}')).collect();
    if compile(Workbook::from_csvs(&sheets), &Options::default()).is_ok() { Fate::Read } else { Fate::Refused }
}

fn try_expression(input: &[u8]) -> Fate {
    let Ok(expr) = parse(&String::from_utf8_lossy(input)) else { return Fate::Refused };
    assert_eq!(parse(&expr.to_string()).as_ref(), Ok(&expr), "what is printed reads as the same");
    Fate::Read
}

/// Packages, sealed ones with the key beside them, and backups: what is read is whole, or it is refused.
fn try_package(input: &[u8]) -> Fate {
    let limits = Limits { file: 4 << 20, part: 16 << 20 };
    drop(backup::read(input, &limits));
    let opened = seal::open(input, Opener { keys: KEY, passphrase: "" }, &limits);
    let Ok(package) = package::read(opened.as_deref().unwrap_or(input), &limits) else { return Fate::Refused };
    assert_eq!(package.journal.len() as u64, package.manifest.counts.writes, "what is read is all that was sent");
    assert!(package.files.iter().all(|(name, bytes)| attachment::is_whole(name, bytes)));
    Fate::Read
}

/// A key of no township.
const KEY: &str = "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";

fn packages() -> Vec<Vec<u8>> {
    let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let demo = Demo { villages: 1, households: 4, seed: 2, sent: None };
    let (label, journal) = demo.survey(&demo.village(1), &campaign);
    let photo = attachment::name(b"a photo", "jpg");
    let plain = write_with(label, &journal, &[(&photo, b"a photo")]);
    let public = seal::read_key(KEY).unwrap().public;
    let sealed = seal::seal(&plain, Lock::Key(&public)).unwrap();
    let backup = backup::write("2026-12-20T18:05:09+08:00", backup::Installation::default(), &journal, &[]);
    vec![plain, sealed, backup]
}

/// What is damaged: its name, what reads it, and sound examples.
type Target = (&'static str, fn(&[u8]) -> Fate, Vec<Vec<u8>>);

fn main() -> ExitCode {
    let seconds = std::env::args().skip(1).find_map(|word| word.parse().ok());
    let drawn = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |since| since.as_secs() | 1);
    let seed = if seconds.is_some() { drawn } else { 20_261_216 };
    let mut chance = Chance(seed);
    let sheets = [("survey", SURVEY), ("choices", CHOICES), ("settings", SETTINGS), ("entities", ENTITIES)];
    let forms = vec![sheets.map(|(_, text)| text).join("\u{1}").into_bytes()];
    let workbooks = vec![write_xlsx(&Workbook::from_csvs(&sheets)).unwrap(), SURVEY.as_bytes().to_vec()];
    let expressions = EXPRESSIONS.map(|text| text.as_bytes().to_vec()).to_vec();
    let targets: [Target; 4] = [
        ("workbook", try_workbook, workbooks),
        ("form", try_form, forms),
        ("expression", try_expression, expressions),
        ("package", try_package, packages()),
    ];
    let mut counts = [[0_u64; 2]; 4];
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(seconds.unwrap_or(1)) {
        let which = chance.next(targets.len());
        let (name, attempt, seeds) = &targets[which];
        let (of, with) = (chance.next(seeds.len()), chance.next(seeds.len()));
        let input = chance.damage(&seeds[of], &seeds[with]);
        let begun = Instant::now();
        let fate = catch_unwind(AssertUnwindSafe(|| attempt(&input)));
        let Ok(fate) = fate.map_err(drop).and_then(|fate| if begun.elapsed() < PATIENCE { Ok(fate) } else { Err(()) })
        else {
            let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{name}"));
            std::fs::write(&path, &input).unwrap();
            eprintln!("fuzz: {name} failed (seed {seed}); the input is in {}", path.display());
            return ExitCode::FAILURE;
        };
        counts[which][usize::from(fate == Fate::Refused)] += 1;
    }
    for ((name, _, _), [read, refused]) in targets.iter().zip(counts) {
        println!("fuzz: {name}: {read} read, {refused} refused, no panic");
    }
    ExitCode::SUCCESS
}
