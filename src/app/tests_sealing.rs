//! Keys, sealed packages, photos and what is new, from a village's page to a township's.

use super::tests::{Tab, now};
use super::*;
use crate::attachment;
use crate::journal::{Kind, RecordId};
use crate::office::tables::Form;
use crate::package::seal::{self, Lock};
use crate::package::{self, Limits};
use crate::store::Store;
use crate::text::Lang;

const REGION: &str = "v1";

/// A village's tab with one household of which there is a photo.
fn village() -> (Tab, String) {
    let store = Store::memory();
    let photo = attachment::name(b"a photo", "jpg");
    now(store.put_file(&photo, b"a photo")).unwrap();
    let mut tab = Tab::open(&store, 1);
    let fields = [("village".to_owned(), "示例村".into())].into();
    tab.send(Event::Do(Action::Save { kind: Kind::Region, record: RecordId::from(REGION), fields }));
    tab.set("h1", "village", REGION);
    tab.set("h1", "photo", &photo);
    tab.settle();
    (tab, photo)
}

/// The package that an action makes, after it has left.
fn sent(tab: &mut Tab, action: Action) -> (String, Vec<u8>) {
    tab.send(Event::Do(action));
    tab.settle();
    let outgoing = tab.app.desk.outgoing.clone().unwrap();
    tab.send(Event::Do(Action::SaveFile));
    tab.settle();
    (outgoing.file.name, tab.files[outgoing.file.id as usize].clone())
}

fn everything() -> Action {
    Action::MakePackage(RecordId::from(REGION))
}

#[test]
fn a_package_without_photos_says_how_many_stayed_and_brings_everything_else() {
    let (mut village, photo) = village();
    village.send(Event::Do(Action::Paper(PaperAct::LeaveFiles(true))));
    let (_, bytes) = sent(&mut village, everything());
    let contents = package::read(&bytes, &Limits::default()).unwrap();
    let extent = contents.manifest.label.extent.clone().unwrap();
    assert_eq!((contents.files.len(), extent.left_out), (0, 1));
    assert!(contents.journal.to_ndjson().contains(&photo));
}

#[test]
fn a_package_in_pieces_sealed_with_a_passphrase_leaves_only_with_its_last() {
    let (mut village, _) = village();
    village.send(Event::Do(Action::Paper(PaperAct::Passphrase("一二三四五六七八".into()))));
    // So small that the photo comes by itself.
    village.send(Event::Do(Action::Paper(PaperAct::Limit(900))));
    let (name, bytes) = sent(&mut village, everything());
    assert!(seal::is_sealed(&bytes), "{name}");
    let outgoing = village.app.desk.outgoing.clone().unwrap();
    assert!(outgoing.more > 0 && village.app.settings.sent.is_empty(), "{} to come", outgoing.more);
    let mut files = vec![(name, bytes)];
    while village.app.desk.outgoing.as_ref().unwrap().more > 0 {
        files.push(sent(&mut village, Action::Paper(PaperAct::NextPiece)));
    }
    assert_eq!((files.len(), village.app.settings.sent.len()), (outgoing.more as usize + 1, 1));
    let mut township = Tab::open(&Store::memory(), 9);
    for (name, bytes) in &files {
        township.choose(name, bytes, Job::Receive);
        assert!(!township.app.desk.locked.is_empty());
        township.send(Event::Do(Action::Unlock("一二三四五六七八".into())));
        township.settle();
        while !township.app.desk.again.is_empty() {
            township.send(Event::Do(Action::TakeAgain(true)));
            township.settle();
        }
    }
    assert_eq!(township.text("h1", "village"), REGION);
}

#[test]
fn a_backup_leaves_the_secret_key_out_and_brings_edited_campaigns() {
    let mut township = Tab::open(&Store::memory(), 9);
    township.send(Event::Do(Action::Key(KeyJob::Make)));
    township.settle();
    let secret = township.app.settings.township_key.clone();
    township.app.campaigns.shelf.keep(crate::campaign::Kept {
        mark: 7,
        version: "2026-9".into(),
        ..Default::default()
    });
    let (name, bytes) = sent(&mut township, Action::Backup);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes.as_slice())).unwrap();
    for index in 0..archive.len() {
        let mut part = Vec::new();
        std::io::Read::read_to_end(&mut archive.by_index(index).unwrap(), &mut part).unwrap();
        assert!(!part.windows(secret.len()).any(|window| window == secret.as_bytes()), "the key is in the backup");
    }
    let mut other = Tab::open(&Store::memory(), 8);
    other.choose(&name, &bytes, Job::Restore);
    assert!(other.app.settings.township_key.is_empty());
    assert!(other.app.campaigns.shelf.version("2026-9").is_some());
}

#[test]
fn a_sealed_package_reaches_the_township_whose_key_it_is_and_brings_its_photos() {
    let mut township = Tab::open(&Store::memory(), 9);
    township.send(Event::Do(Action::Key(KeyJob::Make)));
    township.settle();
    let key = township.app.desk.key.clone().unwrap();
    assert!(key.side > 20 && township.app.settings.township_key == key.secret);
    let (mut village, photo) = village();
    village.send(Event::Do(Action::Key(KeyJob::Read(format!("公钥 {}", key.public)))));
    village.settle();
    assert_eq!(village.app.settings.seal_to, key.public);
    let (name, bytes) = sent(&mut village, everything());
    assert!(name.ends_with(".zip.age") && seal::is_sealed(&bytes), "{name}");

    let mut other = Tab::open(&Store::memory(), 8);
    other.choose(&name, &bytes, Job::Receive);
    assert!(other.app.desk.receipts[0].outcome.is_err() && other.app.journal.is_empty());
    township.choose(&name, &bytes, Job::Receive);
    assert!(township.app.desk.receipts[0].outcome.is_ok());
    assert_eq!(township.text("h1", "village"), REGION);
    assert_eq!(now(township.store.file(&photo)).unwrap().as_deref(), Some(&b"a photo"[..]));
}

#[test]
fn the_file_for_villages_holds_the_public_half_alone_and_the_secret_one_is_kept_by_no_village() {
    let (mut township, mut village) = (Tab::open(&Store::memory(), 9), village().0);
    township.send(Event::Do(Action::ChooseRole(Role::Township)));
    village.send(Event::Do(Action::ChooseRole(Role::Village)));
    township.send(Event::Do(Action::Key(KeyJob::Make)));
    township.settle();
    let key = township.app.desk.key.clone().unwrap();
    let fields = [("village".to_owned(), "示例村".into()), ("township".to_owned(), "测试镇".into())].into();
    township.send(Event::Do(Action::Save { kind: Kind::Region, record: RecordId::from(REGION), fields }));
    township.settle();
    let (secret_name, secret) = sent(&mut township, Action::Key(KeyJob::Save));
    let (public_name, public) = sent(&mut township, Action::Key(KeyJob::SavePublic));
    assert_eq!((secret_name.as_str(), public_name.as_str()), ("密钥_测试镇_不要外传.txt", "公钥_测试镇_发给各村.txt"));
    let text = String::from_utf8(public.clone()).unwrap();
    assert!(text.contains(&key.public) && !text.contains("SECRET"), "{text}");
    // The secret half is refused, and nothing of it stays.
    village.choose(&secret_name, &secret, |file| Job::Key(KeyJob::File(file)));
    assert!(village.app.desk.key_refused.is_some());
    assert!(village.app.settings.township_key.is_empty() && village.app.settings.seal_to.is_empty());
    village.choose(&public_name, &public, |file| Job::Key(KeyJob::File(file)));
    assert_eq!((village.app.settings.seal_to.as_str(), &village.app.desk.key_refused), (key.public.as_str(), &None));
    // And the township is told that a public one opens nothing.
    township.choose(&public_name, &public, |file| Job::Key(KeyJob::File(file)));
    assert!(township.app.desk.key_refused.is_some() && township.app.settings.seal_to.is_empty());
}

#[test]
fn an_old_key_opens_what_was_sealed_to_it_after_a_new_one_was_made() {
    let mut township = Tab::open(&Store::memory(), 9);
    let mut publics = Vec::new();
    for _ in 0..2 {
        township.send(Event::Do(Action::Key(KeyJob::Make)));
        township.settle();
        publics.push(township.app.desk.key.clone().unwrap().public);
    }
    let (mut village, _) = village();
    let (name, plain) = sent(&mut village, everything());
    for public in &publics {
        township.choose(&name, &seal::seal(&plain, Lock::Key(public)).unwrap(), Job::Receive);
        assert!(township.app.desk.receipts.last().unwrap().outcome.is_ok());
    }
}

#[test]
fn a_passphrase_is_asked_for_until_it_is_the_one() {
    let (mut village, _) = village();
    let (name, plain) = sent(&mut village, everything());
    let sealed = seal::seal(&plain, Lock::Passphrase("瑞雪兆丰年平安过冬")).unwrap();
    let mut township = Tab::open(&Store::memory(), 9);
    township.choose(&name, &sealed, Job::Receive);
    assert!(!township.app.desk.locked.is_empty() && township.app.desk.receipts.is_empty());
    // Another one that comes meanwhile waits behind it.
    township.choose("另一份.zip.age", &sealed, Job::Receive);
    let names =
        |tab: &Tab| tab.app.desk.locked.iter().map(|one| (one.file.name.clone(), one.again)).collect::<Vec<_>>();
    assert_eq!(names(&township), [(name.clone(), false), ("另一份.zip.age".into(), false)]);
    township.send(Event::Do(Action::Unlock("瑞雪兆丰年平安过夏".into())));
    township.settle();
    assert_eq!(names(&township), [(name, true), ("另一份.zip.age".into(), false)]);
    assert!(township.app.desk.receipts.is_empty() && township.app.journal.is_empty());
    township.send(Event::Do(Action::Unlock("瑞雪兆丰年平安过冬".into())));
    township.settle();
    assert!(township.app.desk.receipts[0].outcome.is_ok());
    // Given up.
    township.send(Event::Do(Action::Unlock(String::new())));
    assert!(township.app.desk.locked.is_empty());
    assert_eq!(township.app.notices, [Notice::NotTaken("另一份.zip.age".into())]);
    assert_eq!(township.text("h1", "village"), REGION);
}

#[test]
fn after_an_export_only_what_is_new_is_sent() {
    let (mut village, _) = village();
    let (_, first) = sent(&mut village, everything());
    village.set("h2", "village", REGION);
    village.settle();
    let (name, bytes) = sent(&mut village, Action::MakePackageNew(RecordId::from(REGION)));
    assert!(name.contains("新增"), "{name}");
    let second = package::read(&bytes, &Limits::default()).unwrap();
    assert_eq!((second.journal.len(), second.files.len()), (1, 0));
    let extent = second.manifest.label.extent.unwrap();
    let mut both = package::read(&first, &Limits::default()).unwrap().journal;
    both.merge(&second.journal);
    assert_eq!((extent.writes, both.len()), (both.len() as u64, village.app.journal.len()));
}

/// The pieces of a village's whole package, each so small that the photo comes by itself.
fn pieces(village: &mut Tab) -> Vec<(String, Vec<u8>)> {
    village.send(Event::Do(Action::Paper(PaperAct::Limit(900))));
    let mut files = vec![sent(village, everything())];
    while village.app.desk.outgoing.as_ref().unwrap().more > 0 {
        files.push(sent(village, Action::Paper(PaperAct::NextPiece)));
    }
    files
}

#[test]
fn a_piece_says_which_others_are_missing_and_leads_to_no_dead_end() {
    let mut village = village().0;
    let files = pieces(&mut village);
    let count = u32::try_from(files.len()).unwrap();
    assert!(count > 1);
    let mut township = Tab::open(&Store::memory(), 9);
    township.send(Event::Do(Action::ChooseRole(Role::Township)));
    township.send(Event::Arrived(Route::Rollup(None)));
    // The last first, which may hold a photo and nothing else.
    let mut to_come: Vec<u32> = (1..=count).collect();
    for (at, (name, bytes)) in files.iter().enumerate().rev() {
        township.choose(name, bytes, Job::Receive);
        township.settle();
        to_come.retain(|piece| *piece != u32::try_from(at).unwrap() + 1);
        assert_eq!((township.app.desk.refused.as_ref(), township.app.desk.again.len()), (None, 0));
        let lacking = township.app.lacking();
        assert_eq!(lacking.first().map(|one| one.pieces.0.clone()).unwrap_or_default(), to_come);
    }
    assert_eq!(township.app.received.len(), files.len());
    assert_eq!(township.app.desk.rollup.as_ref().unwrap().rollup.villages, ["示例村"]);
}

#[test]
fn what_is_new_without_what_was_before_is_said_to_lack_it_and_is_no_village_that_sent() {
    let (mut village, _) = village();
    let (first_name, first) = sent(&mut village, everything());
    // The next export is made in another second.
    village.clock += 60_000;
    village.set("h1", "phone", "15400000001");
    village.settle();
    let (name, bytes) = sent(&mut village, Action::MakePackageNew(RecordId::from(REGION)));
    let mut township = Tab::open(&Store::memory(), 9);
    township.send(Event::Do(Action::ChooseRole(Role::Township)));
    township.send(Event::Arrived(Route::Rollup(None)));
    township.choose(&name, &bytes, Job::Receive);
    township.settle();
    let lacking = township.app.lacking();
    assert_eq!(lacking.len(), 1, "{lacking:?}");
    assert!(lacking[0].pieces.0.is_empty() && lacking[0].here > 0 && (lacking[0].here as u64) < lacking[0].all);
    assert!(township.app.desk.rollup.as_ref().unwrap().rollup.villages.is_empty());
    township.choose(&first_name, &first, Job::Receive);
    township.send(Event::Do(Action::TakeAgain(true)));
    township.settle();
    assert_eq!(township.app.lacking(), []);
    assert_eq!(township.app.desk.rollup.as_ref().unwrap().rollup.villages, ["示例村"]);
}

#[test]
fn files_with_passphrases_are_added_up_when_they_have_them_and_without_those_that_get_none() {
    let campaign = crate::campaign::builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let demo = crate::demo::Demo { villages: 3, households: 4, seed: 1, sent: None };
    let mut township = Tab::open(&Store::memory(), 9);
    township.send(Event::Do(Action::ChooseRole(Role::Township)));
    let mut file = |number: u32, phrase: &str| {
        let (label, journal) = demo.survey(&demo.village(number), &campaign);
        let plain = package::write(label, &journal);
        let bytes = if phrase.is_empty() { plain } else { seal::seal(&plain, Lock::Passphrase(phrase)).unwrap() };
        township.hold(&format!("{number}.zip"), bytes)
    };
    let files = vec![file(1, ""), file(2, "一二三四五六七八"), file(3, "another passphrase")];
    township.send(Event::Chosen(Job::AddUp(files.into(), Form::Screen)));
    township.settle();
    let asked =
        |tab: &Tab| tab.app.desk.locked.iter().map(|one| (one.file.name.clone(), one.again)).collect::<Vec<_>>();
    assert_eq!(asked(&township), [("2.zip".to_owned(), false), ("3.zip".to_owned(), false)]);
    // Nothing stands on the screen that is a part of what was asked for.
    assert!(township.app.desk.rollup.is_none() && township.app.desk.receipts.is_empty());
    let mut answer = |words: &str| {
        township.send(Event::Do(Action::Unlock(words.into())));
        township.settle();
        asked(&township)
    };
    assert_eq!(answer("一二三四五六七八"), [("3.zip".to_owned(), false)]);
    assert_eq!(answer("not that passphrase"), [("3.zip".to_owned(), true)]);
    assert_eq!(answer("another passphrase"), []);
    let villages = |tab: &Tab| tab.app.desk.rollup.as_ref().unwrap().rollup.villages.len();
    assert_eq!((villages(&township), township.app.desk.filed.as_ref().unwrap().len()), (3, 3));
    // The same files as a workbook and in another language, without being asked again.
    township.act(Action::ExportRollup);
    assert!(township.app.desk.outgoing.is_some() && township.app.desk.locked.is_empty());
    township.act(Action::SetLang(Lang::En));
    assert_eq!((villages(&township), township.app.desk.locked.len()), (3, 0));
    // One that is left without a passphrase is left out, and the former sum stays until the others are added up.
    let (label, journal) = demo.survey(&demo.village(1), &campaign);
    let plain = package::write(label, &journal);
    let sealed = seal::seal(&plain, Lock::Passphrase("一二三四五六七八")).unwrap();
    let files = vec![township.hold("1.zip", plain), township.hold("2.zip", sealed)];
    township.send(Event::Chosen(Job::AddUp(files.into(), Form::Screen)));
    township.settle();
    assert_eq!((asked(&township).len(), villages(&township)), (1, 3));
    township.act(Action::Unlock(String::new()));
    assert_eq!((villages(&township), township.app.desk.filed.as_ref().unwrap().len()), (1, 1));
    assert!(township.app.journal.is_empty());
}
