//! What it costs to add 100 villages of 1,000 households up at the command line: time beside the floor (unzip the same files and
//! parse every line, nothing else) and beside what an office's clever colleague writes today (a script over the villages' xlsx
//! ledgers, which adds up the same tables T1 to T5 and T8, all its totals held against ours); and memory by the number of villages.
//! Figures never fail; they are printed.

#![expect(clippy::unwrap_used, reason = "a program that does not do as told ends the run, and the line says where")]

use std::fs::{self, File};
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use serde::de::IgnoredAny;
use serde_json::Value;
use zip::ZipArchive;

/// How often each is measured; the least counts, since what else runs on the machine only adds.
const TIMES: usize = 5;

/// The township of the figures: villages, and households in each.
const TOWNSHIP: (u32, u32) = (100, 1000);

/// What a plain test run looks at, to see that everything works.
const HAMLETS: (u32, u32) = (3, 10);

/// Townships, counties and provinces of small villages, to see what memory grows with.
const GROWTH: [(u32, u32); 3] = [(100, 4), (1000, 4), (10_000, 4)];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        // As a test runner asks for a list of tests, of which there is none.
        ["--list", ..] => {}
        ["floor", folder] => floor(folder, |line| assert!(serde_json::from_str::<IgnoredAny>(line).is_ok())),
        ["floor-values", folder] => floor(folder, |line| assert!(serde_json::from_str::<Value>(line).is_ok())),
        _ => bench(),
    }
}

/// Unzips every package of a folder, and parses every line.
fn floor(folder: &str, parse: impl Fn(&str)) {
    for file in files(Path::new(folder)) {
        let mut zip = ZipArchive::new(Cursor::new(fs::read(file).unwrap())).unwrap();
        let mut text = String::new();
        zip.by_name("writes.ndjson").unwrap().read_to_string(&mut text).unwrap();
        text.lines().for_each(&parse);
    }
}

fn bench() {
    let is_bench = std::env::var_os("NUANDONG_BENCH").is_some();
    let (villages, households) = if is_bench { TOWNSHIP } else { HAMLETS };
    let times = if is_bench { TIMES } else { 1 };
    let folder = township(villages, households);
    let (packages, ledgers) = (folder.join("packages"), folder.join("ledgers"));
    let own = std::env::current_exe().unwrap();

    let json = folder.join("rollup.json");
    let mut ours = Command::new(nuandong());
    ours.arg("rollup").arg(&packages).arg("-o").arg(folder.join("rollup.xlsx")).arg("--json").arg(&json);
    let mut floor = Command::new(&own);
    floor.arg("floor").arg(&packages);
    let mut values = Command::new(&own);
    values.arg("floor-values").arg(&packages);
    let mut best = [Cost::MOST; 3];
    for _ in 0..times {
        // One after another in each round, so that all of them meet the same machine.
        for (best, command) in best.iter_mut().zip([&mut ours, &mut floor, &mut values]) {
            *best = best.least(run(command));
        }
    }
    println!("{villages} villages of {households} households; the least of {times}");
    println!("{:>8} {:>8} {:>8}", "CPU s", "s", "MB");
    let [ours, floor, values] = best;
    ours.say("roll-up");
    let beside = |floor: Cost| {
        let (cpu, wall) = (ours.cpu / floor.cpu, ours.wall.as_secs_f64() / floor.wall.as_secs_f64());
        format!("we take {cpu:.1} times as much CPU, {wall:.1} times as long")
    };
    floor.say(&format!("floor: unzip, see that every line is JSON; {}", beside(floor)));
    values.say(&format!("floor: unzip, parse every line into a value; {}", beside(values)));
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join(".tools/rollup/python/bin/python");
    if is_bench && python.exists() {
        make_ledgers(&packages, &ledgers);
        let said = folder.join("script.json");
        let mut script = Command::new(python);
        script.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/rollup/script.py"));
        script.arg(&ledgers).arg(folder.join("script.xlsx")).stdout(File::create(&said).unwrap());
        let script = run(&mut script);
        let (cpu, wall) = (script.cpu / ours.cpu, script.wall.as_secs_f64() / ours.wall.as_secs_f64());
        script.say(&format!("a script over the villages' ledgers: {wall:.1} times our time, {cpu:.1} times our CPU"));
        agree(&json, &said);
    }
    if is_bench {
        grow();
    }
}

/// A workbook of ledgers for each village, as villages send them today.
fn make_ledgers(packages: &Path, ledgers: &Path) {
    fs::create_dir_all(ledgers).unwrap();
    for package in files(packages) {
        let ledger = ledgers.join(package.file_stem().unwrap()).with_extension("xlsx");
        if !ledger.exists() {
            run(Command::new(nuandong()).arg("ledger").arg(package).arg("-o").arg(ledger));
        }
    }
}

/// What both have added up is the same, or the comparison means nothing.
fn agree(ours: &Path, script: &Path) {
    let read = |path: &Path| serde_json::from_slice::<Value>(&fs::read(path).unwrap()).unwrap();
    let (ours, script) = (read(ours), read(script));
    for (name, sum) in script.as_object().unwrap() {
        let own = &ours["total"]["indicators"][name];
        // A rate's ledger tells its numerator.
        let own = own.get("part").unwrap_or(own).as_f64();
        assert_eq!(own, sum.as_f64(), "{name}");
    }
}

/// The most memory by the number of villages.
fn grow() {
    println!("{:>8} {:>8} {:>8}  memory by the number of villages", "CPU s", "s", "MB");
    for (villages, households) in GROWTH {
        let folder = township(villages, households);
        let (packages, made) = (folder.join("packages"), folder.join("rollup.xlsx"));
        let cost = run(Command::new(nuandong()).arg("rollup").arg(packages).arg("-o").arg(made));
        cost.say(&format!("{villages} villages of {households} households"));
    }
}

/// The folder of a made-up township, made where it is not there yet.
fn township(villages: u32, households: u32) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("rollup-{villages}-{households}"));
    let done = folder.join("done");
    if !done.exists() {
        let (villages, households) = (villages.to_string(), households.to_string());
        let demo = ["demo", "--villages", &villages, "--households", &households, "-o"];
        let made = Command::new(nuandong()).args(demo).arg(&folder).status().unwrap();
        assert!(made.success(), "the villages could not be made up");
        fs::write(done, "").unwrap();
    }
    folder
}

fn nuandong() -> &'static str {
    env!("CARGO_BIN_EXE_nuandong")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// What a program took.
#[derive(Clone, Copy)]
struct Cost {
    /// Of all processors together, in seconds.
    cpu: f64,
    wall: Duration,
    /// The most memory it held, in kB.
    memory: u64,
}

impl Cost {
    const MOST: Self = Self { cpu: f64::INFINITY, wall: Duration::MAX, memory: 0 };

    fn least(self, other: Self) -> Self {
        Self { cpu: self.cpu.min(other.cpu), wall: self.wall.min(other.wall), memory: self.memory.max(other.memory) }
    }

    fn say(self, what: &str) {
        println!("{:>8.2} {:>8.2} {:>8}  {what}", self.cpu, self.wall.as_secs_f64(), self.memory / 1024);
    }
}

/// Runs a program to its end and measures it.
fn run(command: &mut Command) -> Cost {
    let (start, before) = (Instant::now(), children_seconds());
    let mut child = command.spawn().unwrap();
    let memory = watch(&mut child);
    assert!(child.wait().unwrap().success(), "{command:?} failed");
    Cost { cpu: children_seconds() - before, wall: start.elapsed(), memory }
}

/// The most memory that a process held, in kB, asked until it ends: the kernel keeps the mark, so only growth in the last
/// milliseconds could be missed.
fn watch(child: &mut Child) -> u64 {
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let mark = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        most = mark.and_then(|mark| mark.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(most).max(most);
        std::thread::sleep(Duration::from_millis(5));
    }
    most
}

/// Processor seconds of all programs that this one ran and that have ended. The kernel counts them in hundredths.
fn children_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    // What stands before is the program's name, which may hold anything.
    let (_, rest) = stat.rsplit_once(')').unwrap();
    let number = |place: usize| rest.split_whitespace().nth(place).unwrap().parse::<f64>().unwrap();
    (number(13) + number(14)) / 100.0
}
