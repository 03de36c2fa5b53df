//! The command line over sealed, cut and merged packages, as an office runs it.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use nuandong::attachment;
use nuandong::journal::{Fields, Journal, Kind, RecordId, Stamp};
use nuandong::package::{Limits, RegionLabel, pieces, read, write_with};
use nuandong::register::Region;

/// A folder of one test's own with a village's package in `packages`.
struct Office(PathBuf);

impl Office {
    fn new(name: &str, villages: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        let office = Self(folder);
        office.succeeds(&["demo", "--villages", villages, "--households", "12", "-o", "."]);
        office
    }

    fn run(&self, words: &[&str]) -> Output {
        fs::create_dir_all(&self.0).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_nuandong"));
        command.args(words).env("LC_ALL", "zh_CN.UTF-8").current_dir(&self.0).output().expect("it starts")
    }

    fn succeeds(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs what must fail with exit code 1 and one line, and gives the line.
    fn fails(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.lines().count()), (Some(1), 1), "{words:?}: {said}");
        said
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.0.join(folder)) else { return Vec::new() };
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn only(&self, folder: &str) -> Vec<u8> {
        let names = self.names(folder);
        assert_eq!(names.len(), 1, "{names:?}");
        fs::read(self.0.join(folder).join(&names[0])).unwrap()
    }
}

#[test]
fn every_package_of_a_folder_is_checked_and_each_that_does_not_pass_is_named() {
    let office = Office::new("checked", "3");
    let names = office.names("packages");
    for at in [0, 2] {
        fs::write(office.0.join("packages").join(&names[at]), "PK and no more").unwrap();
    }
    let told = String::from_utf8(office.run(&["package", "check", "packages"]).stdout).unwrap();
    assert!(names.iter().all(|name| told.contains(name.as_str())), "{told}");
    assert!(office.fails(&["package", "check", "packages"]).contains("3 个文件里有 2 个"));
    let json = String::from_utf8(office.run(&["package", "check", "packages", "--json"]).stdout).unwrap();
    assert_eq!(json.lines().filter(|line| line.contains("\"error\"")).count(), 2, "{json}");
}

/// Of five villages one file is cut off, one is of another campaign and one has a changed byte in its records.
fn with_three_bad(name: &str) -> (Office, [String; 3]) {
    let office = Office::new(name, "5");
    let names = office.names("packages");
    let path = |at: usize| office.0.join("packages").join(&names[at]);
    let bytes = fs::read(path(1)).unwrap();
    fs::write(path(1), &bytes[..bytes.len() / 2]).unwrap();
    let package = read(&fs::read(path(3)).unwrap(), &Limits::default()).unwrap();
    let mut label = package.manifest.label;
    (label.campaign.id, label.campaign.title) = ("flood-2027".to_owned(), "防汛排查".to_owned());
    fs::write(path(3), write_with(label, &package.journal, &[])).unwrap();
    let mut bytes = fs::read(path(4)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path(4), bytes).unwrap();
    let bad = [1, 3, 4].map(|at| names[at].clone());
    (office, bad)
}

/// Every command that makes something of a folder, with what it writes.
const OF_FOLDERS: [&[&str]; 6] = [
    &["rollup", "packages", "-o", "out.xlsx"],
    &["ledger", "packages", "-o", "out.xlsx"],
    &["report", "packages", "-o", "out.docx"],
    &["inspection", "packages", "-o", "out.zip"],
    &["merge", "packages", "-o", "out"],
    &["package", "open", "packages", "-o", "out"],
];

#[test]
fn every_bad_file_of_a_folder_is_named_at_once_and_nothing_is_written() {
    let (office, bad) = with_three_bad("all-named");
    let before = office.names(".");
    for words in OF_FOLDERS {
        let output = office.run(words);
        let said = String::from_utf8(output.stderr).unwrap();
        // Opening looks at no campaign.
        let bad: Vec<&String> = bad.iter().filter(|name| words[0] != "package" || **name != bad[1]).collect();
        assert_eq!((output.status.code(), said.lines().count()), (Some(1), bad.len() + 1), "{words:?}: {said}");
        assert!(bad.iter().all(|name| said.contains(name.as_str())), "{words:?}: {said}");
        assert!(said.contains("什么也没有写") && said.contains("--skip-bad"), "{said}");
        assert!(output.stdout.is_empty() && office.names(".") == before, "{words:?}: {:?}", office.names("."));
    }
}

#[test]
fn the_good_files_of_a_folder_are_used_where_bad_ones_may_be_left_out_and_those_are_told() {
    let (office, bad) = with_three_bad("left-out");
    for words in OF_FOLDERS {
        let words: Vec<&str> = words.iter().copied().chain(["--skip-bad", "--json"]).collect();
        let output = office.run(&words);
        let said = String::from_utf8(output.stderr).unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        let bad: Vec<&String> = bad.iter().filter(|name| words[0] != "package" || **name != bad[1]).collect();
        assert!(output.status.success(), "{words:?}: {said}");
        assert!(
            bad.iter().all(|name| said.contains(name.as_str()) && told.contains(name.as_str())),
            "{words:?}: {said} {told}"
        );
        assert!(said.contains(&format!("跳过了 {} 个坏文件，用了其余 {} 个", bad.len(), 5 - bad.len())), "{said}");
        assert_eq!(told.matches("\"error\"").count(), bad.len(), "{told}");
        let out = office.names(".").into_iter().find(|name| name.starts_with("out")).unwrap();
        let path = office.0.join(out);
        if path.is_dir() {
            assert_eq!(office.names("out").len(), 5 - bad.len());
            fs::remove_dir_all(path).unwrap();
        } else {
            fs::remove_file(path).unwrap();
        }
    }
    // It counts as if the bad files had not been there.
    let rollup = |packages: &[&str]| {
        let words: Vec<&str> =
            ["rollup"].iter().chain(packages).copied().chain(["-o", "r.xlsx", "--json", "--skip-bad"]).collect();
        let mut told: serde_json::Value = serde_json::from_str(&office.succeeds(&words)).unwrap();
        let skipped = told.as_object_mut().unwrap().remove("skipped").unwrap();
        (told, skipped.as_array().unwrap().len())
    };
    let good: Vec<String> = office
        .names("packages")
        .into_iter()
        .filter(|name| !bad.contains(name))
        .map(|name| format!("packages/{name}"))
        .collect();
    let good: Vec<&str> = good.iter().map(String::as_str).collect();
    let (all, alone) = (rollup(&["packages"]), rollup(&good));
    assert_eq!((&all.0, all.1, alone.1), (&alone.0, 3, 0));
    // With nothing left it is refused all the same.
    let bad = format!("packages/{}", bad[0]);
    let output = office.run(&["rollup", &bad, &bad, "--skip-bad", "-o", "none.xlsx"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(1) && said.contains("2 个文件都不能用"), "{said}");
}

#[test]
fn two_villages_of_one_name_are_merged_into_two_files() {
    let office = Office::new("namesakes", "2");
    for (at, name) in office.names("packages").into_iter().enumerate() {
        let path = office.0.join("packages").join(name);
        let package = read(&fs::read(&path).unwrap(), &Limits::default()).unwrap();
        let mut label = package.manifest.label;
        label.region.village = "东村".to_owned();
        label.region.township = format!("示例{at}镇");
        fs::write(&path, write_with(label, &package.journal, &[])).unwrap();
    }
    office.succeeds(&["merge", "packages", "-o", "merged"]);
    assert_eq!(office.names("merged").len(), 2, "{:?}", office.names("merged"));
}

#[test]
fn a_package_sealed_to_a_township_is_read_by_every_command_that_has_its_key() {
    let office = Office::new("sealed", "1");
    let public = office.succeeds(&["package", "key", "--name", "示例镇", "-o", "key.txt"]);
    assert!(public.starts_with("age1"));
    office.succeeds(&["package", "seal", "packages", "--to", public.trim(), "-o", "sealed"]);
    assert!(office.names("sealed")[0].ends_with(".zip.age"));
    assert!(office.fails(&["package", "check", "sealed"]).contains("密钥"));
    assert!(office.succeeds(&["package", "check", "sealed", "--key", "key.txt"]).contains("完整"));
    office.succeeds(&["rollup", "sealed", "--key", "key.txt", "-o", "sealed.xlsx"]);
    office.succeeds(&["rollup", "packages", "-o", "plain.xlsx"]);
    assert_eq!(fs::read(office.0.join("sealed.xlsx")).unwrap(), fs::read(office.0.join("plain.xlsx")).unwrap());
    office.succeeds(&["package", "open", "sealed", "--key", "key.txt", "-o", "opened"]);
    assert_eq!(office.only("opened"), office.only("packages"));
}

/// With the programs that the browser tests install: the standard tool and we open what the other sealed.
#[cfg(feature = "e2e")]
#[test]
fn the_standard_tool_opens_what_we_seal_and_we_open_what_it_seals() {
    let office = Office::new("age-tool", "1");
    let public = office.succeeds(&["package", "key", "--name", "示例镇", "-o", "key.txt"]);
    office.succeeds(&["package", "seal", "packages", "--to", public.trim(), "-o", "sealed"]);
    let age = |words: &[&str]| {
        let output = Command::new("age").args(words).current_dir(&office.0).output().expect("make setup installs it");
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let (sealed, plain) = (office.names("sealed"), office.names("packages"));
    let opened = age(&["--decrypt", "--identity", "key.txt", &format!("sealed/{}", sealed[0])]);
    assert_eq!(opened, office.only("packages"));
    let theirs = age(&["--recipient", public.trim(), &format!("packages/{}", plain[0])]);
    fs::write(office.0.join("theirs.zip.age"), theirs).unwrap();
    assert!(office.succeeds(&["package", "check", "theirs.zip.age", "--key", "key.txt"]).contains("完整"));
}

#[test]
fn another_key_or_passphrase_opens_nothing_and_leaves_nothing() {
    let office = Office::new("other-key", "1");
    fs::write(office.0.join("phrase.txt"), "瑞雪兆丰年平安过冬\n").unwrap();
    fs::write(office.0.join("other.txt"), "another passphrase\n").unwrap();
    office.succeeds(&["package", "key", "-o", "key.txt"]);
    office.succeeds(&["package", "seal", "packages", "--passphrase-file", "phrase.txt", "-o", "sealed"]);
    assert!(office.fails(&["package", "open", "sealed", "--key", "key.txt", "-o", "opened"]).contains("口令"));
    let wrong = ["package", "open", "sealed", "--passphrase-file", "other.txt", "-o", "opened"];
    assert!(office.fails(&wrong).contains("口令不对"));
    assert!(office.names("opened").is_empty());
    office.succeeds(&["package", "open", "sealed", "--passphrase-file", "phrase.txt", "-o", "opened"]);
    assert_eq!(office.only("opened"), office.only("packages"));
    assert!(office.fails(&["package", "seal", "packages", "--to", "age1nonsense", "-o", "x"]).contains("公钥"));
    assert!(office.fails(&["package", "key", "-o", "key.txt"]).contains("key.txt"), "no key is ever written over");
    assert_eq!(office.run(&["package", "seal", "packages", "-o", "x"]).status.code(), Some(2));
}

/// A village's package in which a photo was added, cut into pieces of 8 KB.
fn in_pieces(office: &Office) -> Journal {
    let package = read(&office.only("packages"), &Limits::default()).unwrap();
    let mut journal = package.journal;
    let photo: Vec<u8> = (0..6000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).take(6000).collect();
    let name = attachment::name(&photo, "jpg");
    let visit = journal.ids(&Kind::Visit).next().unwrap().clone();
    let stamp = Stamp { device: "second".into(), seq: 1, at: 0, author: String::new() };
    let fields = [("answer/photo".to_owned(), name.as_str().into())].into();
    let write = journal.draft(stamp, Kind::Visit, visit, fields);
    journal.insert(&write);
    fs::remove_dir_all(office.0.join("packages")).unwrap();
    fs::create_dir_all(office.0.join("pieces")).unwrap();
    let files = [(name.as_str(), photo.as_slice())];
    for (number, bytes) in pieces(&package.manifest.label, &journal, &files, 8192).iter().enumerate() {
        fs::write(office.0.join("pieces").join(format!("{number}.zip")), bytes).unwrap();
    }
    fs::write(office.0.join("whole.zip"), write_with(package.manifest.label, &journal, &files)).unwrap();
    journal
}

#[test]
fn pieces_merge_into_one_package_in_any_order_and_twice() {
    let office = Office::new("pieces", "1");
    let journal = in_pieces(&office);
    assert!(office.names("pieces").len() > 2);
    let told = office.succeeds(&["merge", "pieces", "-o", "merged", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!((told["village"].as_str(), told["pieces"].as_u64()), (Some("示例1村"), Some(1)));
    let merged = read(&office.only("merged"), &Limits::default()).unwrap();
    assert_eq!((merged.journal, merged.files.len()), (journal, 1));
    office.succeeds(&["merge", "whole.zip", "pieces", "whole.zip", "-o", "again"]);
    assert_eq!(office.only("again"), office.only("merged"));
    office.succeeds(&["merge", "pieces", "--no-photos", "-o", "light"]);
    let light = read(&office.only("light"), &Limits::default()).unwrap();
    assert_eq!((light.files.len(), light.manifest.label.extent.unwrap().left_out), (0, 1));
}

#[test]
fn merging_keeps_villages_apart() {
    let office = Office::new("apart", "3");
    office.succeeds(&["merge", "packages", "-o", "merged"]);
    assert_eq!(office.names("merged"), office.names("packages"));
}

#[test]
fn a_report_is_printed_written_and_traced() {
    let office = Office::new("report", "2");
    let text = office.succeeds(&["report", "packages"]);
    assert!(text.starts_with("示例镇困难群众温暖过冬工作周报\n") && text.contains("覆盖率"), "{text}");
    let told = office.succeeds(&["report", "packages", "--kind", "summary", "-o", "总结.docx", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let lines = told["lines"].as_array().unwrap();
    let mut numbers = lines.iter().flat_map(|line| line["numbers"].as_array().unwrap());
    assert!(numbers.any(|number| number["indicator"] == "problems_found" && number["ledger"] == "L4"));
    assert!(fs::read(office.0.join("总结.docx")).unwrap().starts_with(b"PK"));
    assert!(office.fails(&["report", "packages", "--kind", "novel"]).contains("weekly"));
    let backwards = ["report", "packages", "--kind", "summary", "--from", "2026-12-27", "--to", "2026-12-20"];
    assert!(office.fails(&backwards).contains("起始日期"));
    // A format that is not written is refused, and not written under its name.
    for (command, file, known) in
        [("report", "r.pdf", ".docx"), ("rollup", "r.csv", ".xlsx"), ("ledger", "r.docx", ".csv")]
    {
        assert!(office.fails(&[command, "packages", "-o", file]).contains(known), "{command}");
    }
    assert_eq!(office.run(&["report", "packages", "--week", "soon"]).status.code(), Some(2));
}

#[test]
fn one_ledger_is_written_as_csv_and_printed_as_json() {
    let office = Office::new("csv", "2");
    let told = office.succeeds(&["ledger", "packages", "--ledger", "L1", "-o", "l1.csv", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let csv = fs::read_to_string(office.0.join("l1.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}序号,"), "{csv}");
    let rows = told["ledgers"][0]["rows"].as_array().unwrap().len();
    assert!(rows > 1);
    assert_eq!(csv.lines().count(), rows + 2, "a header, the rows, a total");
    assert!(office.fails(&["ledger", "packages", "-o", "all.csv"]).contains("--ledger"));
    assert!(!office.names(".").contains(&"all.csv".to_owned()));
}

/// The register of a package as another phone of the village has it, which wrote down the village's name alone.
fn from_another_phone(package: &[u8]) -> Vec<u8> {
    let package = read(package, &Limits::default()).unwrap();
    let mut label = package.manifest.label;
    let region = Region { village: label.region.village.clone(), ..Region::default() };
    let (old, id) = (label.region.id.clone(), region.record_id());
    let mut journal = Journal::default();
    let own = |record: &RecordId| RecordId(record.0.replace(&old.0, &id.0).replace('h', "o"));
    for record in package.journal.records(&Kind::Household) {
        let fields = record.fields().iter().map(|field| (field.path().to_owned(), field.value().to_json()));
        let mut fields: Fields = fields.filter(|(path, _)| !path.starts_with("helper/")).collect();
        fields.insert("village".to_owned(), id.0.as_str().into());
        let stamp =
            Stamp { device: "other".into(), seq: journal.next_seq(&"other".into()), at: 0, author: String::new() };
        journal.insert(&journal.draft(stamp, Kind::Household, own(record.id()), fields));
    }
    let stamp = Stamp { device: "other".into(), seq: journal.next_seq(&"other".into()), at: 0, author: String::new() };
    journal.insert(&journal.draft(stamp, Kind::Region, id.clone(), region.fields()));
    (label.region, label.device, label.extent) = (RegionLabel::of(&id, region), "other".into(), None);
    write_with(label, &journal, &[])
}

#[test]
fn two_phones_of_one_village_count_once_in_every_command() {
    let office = Office::new("two-phones", "2");
    let count = |table: &str| -> usize {
        let text = office.succeeds(&["ledger", "packages", "--ledger", table, "--json", "-o", "out.xlsx"]);
        let ledgers: serde_json::Value = serde_json::from_str(&text).unwrap();
        ledgers["ledgers"][0]["rows"].as_array().map_or(0, Vec::len)
    };
    let rollup = || office.succeeds(&["rollup", "packages", "-o", "sums.xlsx", "--json"]);
    let (homes, sums, report) = (count("L1"), rollup(), office.succeeds(&["report", "packages"]));
    let first = office.0.join("packages").join(&office.names("packages")[0]);
    fs::write(office.0.join("packages/另一台.zip"), from_another_phone(&fs::read(first).unwrap())).unwrap();
    assert_eq!(count("L1"), homes);
    let both = rollup();
    assert_eq!(both.matches("\"joined\": true").count(), 1);
    assert_eq!(both.replace("      \"joined\": true,\n", ""), sums);
    assert_eq!(office.succeeds(&["report", "packages"]), report);
    office.succeeds(&["merge", "packages", "-o", "merged"]);
    assert_eq!(office.names("merged").len(), 2);
    office.succeeds(&["merge", "merged", "packages", "-o", "again"]);
    assert_eq!(office.names("again"), office.names("merged"));
    let bytes = |folder: &str| {
        office.names(folder).iter().map(|name| fs::read(office.0.join(folder).join(name)).unwrap()).collect::<Vec<_>>()
    };
    assert!(bytes("again") == bytes("merged"), "whoever joins the same makes the same");
}
