//! Villages added up straight from their files, which the page hands over unread: each is read, counted and let go of before the next,
//! so that a county's hundred thousand households take no more memory than one village's.

use super::tables::FiledWish;
use super::{Handed, Progress, Said, Silence};
use crate::campaign::Campaign;
use crate::package::seal::{self, Opener, SealError};
use crate::package::{Limits, Package, RegionLabel, read};
use crate::rollup::{Gathered, VillageSums, are_namesakes, unit};
use crate::text::Say;

/// What files came to.
#[derive(Clone, Debug, Default)]
pub(super) struct Filed {
    /// The page's number of the files.
    pub ticket: u32,
    /// The villages.
    pub villages: Vec<VillageSums>,
    /// The files that were refused: the place among those that were handed over, and why.
    pub refused: Vec<(usize, Said)>,
    /// The files that wait for their passphrases: their places, and whether one was tried that was not it.
    pub locked: Vec<(usize, bool)>,
}

/// Villages that may be one, and the files that bring them.
struct Counted {
    files: Vec<usize>,
    regions: Vec<RegionLabel>,
    sums: Vec<VillageSums>,
}

impl Filed {
    /// Reads the files and counts their villages, telling after each file how far it is. A file that is refused changes nothing.
    pub fn read(
        handed: &dyn Handed,
        wish: &FiledWish,
        campaign: &Campaign,
        progress: &mut dyn FnMut(Progress),
    ) -> Self {
        let mut counted: Vec<Counted> = Vec::new();
        let mut filed = Self { ticket: wish.ticket, ..Self::default() };
        let total = u32::try_from(handed.count()).unwrap_or(u32::MAX);
        for (done, file) in (0..).zip(0..handed.count()) {
            progress(Progress { done, total });
            match package(handed, file, wish, campaign) {
                Ok(read) => {
                    take(&mut counted, (file, read), campaign, &|earlier| {
                        package(handed, earlier, wish, campaign).ok()
                    });
                }
                Err(NotRead::Locked { again }) => filed.locked.push((file, again)),
                Err(NotRead::Refused(said)) => filed.refused.push((file, said)),
            }
        }
        filed.villages = counted.into_iter().flat_map(|villages| villages.sums).collect();
        filed.villages.sort_by(|a, b| a.region.id.cmp(&b.region.id));
        filed
    }

    /// The name of what the villages are of: their township; their county where there are several of those.
    pub fn unit(&self) -> String {
        unit(&self.villages.iter().map(|village| &village.region).collect::<Vec<_>>())
    }
}

/// Counts a file's village. Where others brought it before, or one that may be the same, all of them are gathered first: a village counts
/// once.
fn take(
    counted: &mut Vec<Counted>,
    (file, package): (usize, Package),
    campaign: &Campaign,
    again: &dyn Fn(usize) -> Option<Package>,
) {
    let region = package.manifest.label.region.clone();
    let before: Vec<Counted> =
        counted.extract_if(.., |villages| villages.regions.iter().any(|other| are_namesakes(other, &region))).collect();
    let mut own = Counted { files: vec![file], regions: vec![region], sums: Vec::new() };
    for before in before {
        own.files.extend(before.files);
        own.regions.extend(before.regions);
    }
    let mut gathered = Gathered::default();
    gathered.add(&package.manifest.label, package.journal);
    for earlier in own.files.iter().filter(|earlier| **earlier != file).filter_map(|earlier| again(*earlier)) {
        gathered.add(&earlier.manifest.label, earlier.journal);
    }
    own.sums = gathered.villages().iter().map(|village| village.sums(campaign)).collect();
    counted.push(own);
}

/// Why a file does not count.
enum NotRead {
    /// It has a passphrase, and another one where one was given.
    Locked { again: bool },
    /// It is refused.
    Refused(Said),
}

fn refused(why: &impl Say) -> NotRead {
    NotRead::Refused(Said::of(why))
}

/// Reads a file of this campaign, and opens it where it is sealed to a key that is here or with the passphrase that was given.
fn package(handed: &dyn Handed, file: usize, wish: &FiledWish, campaign: &Campaign) -> Result<Package, NotRead> {
    let limits = Limits::default();
    limits.check_file(handed.size(file)).map_err(|error| refused(&error))?;
    let bytes = handed.read(file).ok_or_else(|| refused(&Silence::Unreadable))?;
    let passphrase = wish.passphrases.get(file).map_or("", String::as_str);
    let inside = match seal::open(&bytes, Opener { keys: &wish.keys, passphrase }, &limits) {
        Ok(inside) => Some(inside),
        Err(SealError::NotSealed) => None,
        Err(SealError::NeedsPassphrase) => return Err(NotRead::Locked { again: false }),
        Err(SealError::WrongPassphrase) => return Err(NotRead::Locked { again: true }),
        Err(error) => return Err(refused(&error)),
    };
    let package = read(inside.as_deref().unwrap_or(&bytes), &limits).map_err(|error| refused(&error))?;
    package.manifest.label.expect_campaign(&campaign.id).map_err(|error| refused(&error))?;
    Ok(package)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::builtin;
    use crate::demo::Demo;
    use crate::journal::Journal;
    use crate::package::write;
    use crate::register::namesake::tests::on_another_phone;

    /// The packages of made-up villages, the first of them in two files.
    fn files() -> Vec<Vec<u8>> {
        let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
        let demo = Demo { villages: 3, households: 6, seed: 1, sent: None };
        let mut files = Vec::new();
        for number in 1..=3 {
            let (label, journal) = demo.survey(&demo.village(number), &campaign);
            if number == 1 {
                let (rest, mut halves) = journal.split(|record| Some(record.id().0.len() % 2));
                let mut half = |at: usize| halves.remove(&at).unwrap_or_default();
                let (mut one, other) = (half(0), half(1));
                one.merge(&rest);
                files.extend([write(label.clone(), &one), write(label, &other)]);
            } else {
                files.push(write(label, &journal));
            }
        }
        files
    }

    fn filed(files: &Vec<Vec<u8>>) -> Filed {
        let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
        Filed::read(files, &FiledWish::default(), &campaign, &mut |_| ())
    }

    #[test]
    fn files_come_to_what_their_records_come_to_whatever_their_order() {
        let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
        let made = files();
        let mut gathered = Gathered::default();
        for file in &made {
            let package = read(file, &Limits::default()).unwrap();
            gathered.add(&package.manifest.label, package.journal);
        }
        let wanted: Vec<VillageSums> = gathered.villages().iter().map(|village| village.sums(&campaign)).collect();
        assert_eq!(filed(&made).villages, wanted);
        let mut turned = made;
        turned.reverse();
        let filed = filed(&turned);
        assert_eq!(filed.villages, wanted);
        assert_eq!((filed.unit().as_str(), filed.refused.len()), ("示例镇", 0));
    }

    #[test]
    fn two_phones_of_one_village_count_once_in_any_order() {
        let mut made = files();
        let mut wanted = filed(&made).villages;
        let package = read(made.last().unwrap(), &Limits::default()).unwrap();
        let id = package.manifest.label.region.id.clone();
        wanted.iter_mut().filter(|village| village.region.id == id).for_each(|village| village.is_joined = true);
        let (label, journal) = on_another_phone(&(package.manifest.label, package.journal));
        made.insert(1, write(label, &journal));
        assert_eq!(filed(&made).villages, wanted);
        made.reverse();
        assert_eq!(filed(&made).villages, wanted);
    }

    #[test]
    fn a_file_that_is_refused_is_named_by_its_place_and_the_others_count() {
        let mut made = files();
        made.insert(1, b"PK\x03\x04 and no more".to_vec());
        let other = Journal::default();
        let mut label = read(made.first().unwrap(), &Limits::default()).unwrap().manifest.label;
        label.campaign.id = "another".into();
        made.push(write(label, &other));
        let filed = filed(&made);
        let places: Vec<usize> = filed.refused.iter().map(|(place, _)| *place).collect();
        assert_eq!((filed.villages.len(), places), (3, vec![1, 5]));
    }
}
