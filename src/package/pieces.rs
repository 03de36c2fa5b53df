//! Cutting an export into packages that a messenger takes.

use super::WRITES;
use super::manifest::{Extent, Label};
use super::write::{Attached, write_with, zip};
use crate::journal::Journal;

/// What a manifest and a zip need besides the parts, in bytes, and what each attachment adds to them.
const FRAME: u64 = 4096;
const EACH: u64 = 512;

/// The packages of all that a journal holds, with attachments, none larger than `limit` bytes; 0 is no limit. A single
/// attachment that is larger makes a package of its own, since nothing would be whole without it.
///
/// Every piece is a package by itself. They are taken in in any order, and what a piece brings does not wait for another.
#[must_use]
pub fn pieces(label: &Label, journal: &Journal, files: &[Attached<'_>], limit: u64) -> Vec<Vec<u8>> {
    let whole = write_with(label.clone(), journal, files);
    if limit == 0 || whole.len() as u64 <= limit {
        return vec![whole];
    }
    drop(whole);
    let mut files = files.to_vec();
    files.sort_unstable();
    files.dedup();
    let shrink = shrink(journal);
    let mut room = limit.saturating_sub(FRAME);
    loop {
        let cut = cut(journal, &files, room, shrink);
        let total = u32::try_from(cut.len()).unwrap_or(u32::MAX);
        let made: Vec<(bool, Vec<u8>)> = (1..)
            .zip(&cut)
            .map(|(piece, (journal, files))| {
                let extent = Extent { piece, pieces: total, ..label.extent.clone().unwrap_or_default() };
                let label = Label { extent: Some(extent), ..label.clone() };
                (journal.len() + files.len() <= 1, write_with(label, journal, files))
            })
            .collect();
        // How far writes shrink was an estimate. Where it was too bright the room is made smaller, until each stands alone.
        if made.iter().all(|(alone, bytes)| *alone || bytes.len() as u64 <= limit) {
            return made.into_iter().map(|(_, bytes)| bytes).collect();
        }
        room = room * 3 / 4;
    }
}

/// How much of a line remains when it is compressed among others, in thousandths.
fn shrink(journal: &Journal) -> u64 {
    let writes = journal.to_ndjson();
    let packed = zip(&[(WRITES, writes.as_bytes())]).unwrap_or_default().len() as u64;
    packed * 1100 / (writes.len() as u64).max(1) + 1
}

/// Parts of about `room` bytes: the writes in their order first, then the attachments.
fn cut<'a>(journal: &Journal, files: &[Attached<'a>], room: u64, shrink: u64) -> Vec<(Journal, Vec<Attached<'a>>)> {
    let mut cut: Vec<(Journal, Vec<Attached<'a>>)> = vec![<_>::default()];
    let mut used = 0;
    let mut begin = |cut: &mut Vec<(Journal, Vec<Attached<'a>>)>, cost: u64| {
        if used > 0 && used + cost > room {
            cut.push(<_>::default());
            used = 0;
        }
        used += cost;
    };
    for line in journal.lines() {
        begin(&mut cut, (line.len() as u64 * shrink / 1000).max(1));
        if let Some((journal, _)) = cut.last_mut() {
            // A line of a journal is a write.
            let _inserted = journal.insert_line(line);
        }
    }
    for file in files {
        begin(&mut cut, file.1.len() as u64 + EACH);
        if let Some((_, files)) = cut.last_mut() {
            files.push(*file);
        }
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attachment;
    use crate::journal::{Fields, Kind, Stamp};
    use crate::package::write::sha256;
    use crate::package::{FILES, Limits, read};

    fn village(households: u64) -> Journal {
        let mut journal = Journal::default();
        for seq in 1..=households {
            let id = sha256(&seq.to_le_bytes());
            let stamp = Stamp { device: "d".into(), seq, at: 0, author: String::new() };
            // Text that does not compress, as names and numbers of people hardly do.
            let fields = Fields::from([("note".to_owned(), id.clone().into())]);
            let write = journal.draft(stamp, Kind::Household, id.as_str().into(), fields);
            journal.insert(&write);
        }
        journal
    }

    fn photos(count: u8, size: usize) -> Vec<(String, Vec<u8>)> {
        let noise =
            |seed: u8| (0..size / 32).flat_map(move |at| sha256(&[seed, u8::try_from(at % 256).unwrap()]).into_bytes());
        (0..count)
            .map(|seed| {
                let bytes: Vec<u8> = noise(seed).take(size).collect();
                (attachment::name(&bytes, "jpg"), bytes)
            })
            .collect()
    }

    #[test]
    fn pieces_keep_to_the_limit_and_are_together_everything_in_any_order() {
        let (journal, photos) = (village(400), photos(7, 6000));
        let files: Vec<Attached<'_>> = photos.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let pieces = pieces(&Label::default(), &journal, &files, 20_000);
        assert!(pieces.len() > 3);
        let (mut all, mut names) = (Journal::default(), Vec::new());
        for (place, bytes) in pieces.iter().enumerate().rev() {
            assert!(bytes.len() <= 20_000);
            let package = read(bytes, &Limits::default()).unwrap();
            let extent = package.manifest.label.extent.clone().unwrap();
            assert_eq!((extent.piece as usize, extent.pieces as usize), (place + 1, pieces.len()));
            package.merge_into(&mut all);
            names.extend(package.files);
        }
        names.sort();
        let mut expected = photos.clone();
        expected.sort();
        assert_eq!(all, journal);
        assert_eq!(names, expected);
        let label = read(&pieces[1], &Limits::default()).unwrap().manifest.label;
        assert_eq!(label.file_name(), format!("数据包_第2份共{}份.zip", pieces.len()));
    }

    #[test]
    fn what_fits_is_one_package_and_a_photo_that_does_not_makes_its_own() {
        let (journal, photos) = (village(3), photos(2, 30_000));
        let files: Vec<Attached<'_>> = photos.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        assert_eq!(pieces(&Label::default(), &journal, &files, 0).len(), 1);
        assert_eq!(
            pieces(&Label::default(), &journal, &files, 1 << 20),
            [write_with(Label::default(), &journal, &files)]
        );
        assert_eq!(pieces(&Label::default(), &journal, &files, 10_000).len(), 3);
        // Even a limit below any package ends.
        assert!(pieces(&Label::default(), &journal, &files, 1).len() >= 5);
    }

    #[test]
    fn an_attachment_whose_bytes_are_not_what_its_name_says_is_refused() {
        let name = attachment::name(b"one", "jpg");
        let bytes = write_with(Label::default(), &village(1), &[(&name, b"another")]);
        let error = read(&bytes, &Limits::default()).map(drop).unwrap_err();
        assert_eq!(error, crate::package::PackageError::PartDiffers { part: format!("{FILES}{name}") });
    }

    #[test]
    fn parts_that_together_are_more_than_is_read_are_refused() {
        let photos = photos(4, 400_000);
        let files: Vec<Attached<'_>> = photos.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let bytes = write_with(Label::default(), &village(1), &files);
        let limits = Limits { file: 8 << 20, part: 1 << 20 };
        assert_eq!(read(&bytes, &limits).map(drop), Err(crate::package::PackageError::TooLarge { limit: 1 }));
    }
}
