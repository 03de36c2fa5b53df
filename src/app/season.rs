//! 专项行动: the campaign under way, read from a compiled file.
//!
//! One ships with the program; an office may edit its workbook, and the worker compiles it. What was once used here is kept, so
//! that a visit goes on under the version that it was begun with, until a person takes it to the one in use.

use std::rc::Rc;

use super::flow::Effect;
use super::{App, Notice};
use crate::campaign::{self, Campaign, Kept, Shelf};
use crate::form::session::Program;
use crate::office::campaigns::{CampaignView, CampaignWish};
use crate::packed::{Damage, Head, Kind};

/// A campaign, ready to be asked and answered.
#[derive(Clone, Debug)]
pub struct Season {
    /// The campaign.
    pub campaign: Rc<Campaign>,
    /// Its form, ready for sessions.
    pub program: Rc<Program>,
}

impl Season {
    /// Reads a compiled campaign.
    pub fn read(bytes: &[u8]) -> Result<Self, Damage> {
        let (campaign, program) = campaign::read(bytes)?;
        Ok(Self { campaign: Rc::new(campaign), program: Rc::new(program) })
    }
}

/// The campaigns that this device has.
#[derive(Clone, Debug, Default)]
pub struct Campaigns {
    /// Those that are kept, and which one is in use.
    pub shelf: Shelf,
    /// The one under review.
    pub review: Option<CampaignReview>,
    /// The compiled file that ships with the program.
    builtin: Option<Rc<Vec<u8>>>,
}

/// A campaign that an office edited, looked at before it is used.
#[derive(Clone, Debug, PartialEq)]
pub struct CampaignReview {
    /// The file's name.
    pub name: String,
    /// What was understood, or what is wrong.
    pub view: CampaignView,
    /// The compiled file; empty where there are problems.
    pub compiled: Vec<u8>,
    /// The workbook as it came.
    pub workbook: Vec<u8>,
}

impl Campaigns {
    /// The compiled file in use, where it is not the one that ships with the program.
    pub(super) fn compiled(&self) -> Option<Rc<Vec<u8>>> {
        self.shelf.used().map(|kept| Rc::new(kept.compiled.clone()))
    }

    /// What the compiled file that ships with the program says of itself.
    #[must_use]
    pub fn builtin(&self) -> Option<Head> {
        Head::read(self.builtin.as_ref()?, Kind::Campaign).ok()
    }
}

impl App {
    /// The campaign under way; none until it has come.
    #[must_use]
    pub fn season(&self) -> Option<Season> {
        self.season.clone()
    }

    /// The campaign of this version: the one in use, or one that is kept; none where this device has none of it.
    pub(super) fn season_of(&self, version: &str) -> Option<Season> {
        let here = self.season.clone().filter(|season| season.campaign.version() == version);
        here.or_else(|| {
            let kept = self.campaigns.shelf.version(version).map(|kept| &kept.compiled);
            let builtin = || self.campaigns.builtin.as_deref();
            let bytes = kept.or_else(|| {
                builtin().filter(|_| self.campaigns.builtin().is_some_and(|head| head.version == version))
            })?;
            Season::read(bytes).ok()
        })
    }

    /// The campaign that ships with the program has come, or could not be fetched.
    pub(super) fn campaign_came(&mut self, bytes: Option<Vec<u8>>) -> Vec<Effect> {
        self.campaigns.builtin = bytes.map(Rc::new);
        if self.campaigns.shelf.used().is_none() {
            self.take_builtin();
            self.open_visit();
        }
        Vec::new()
    }

    fn take_builtin(&mut self) {
        match self.campaigns.builtin.as_deref().map(|bytes| Season::read(bytes)) {
            Some(Ok(season)) => self.season = Some(season),
            Some(Err(damage)) => self.notice(Notice::NoCampaign(Some(damage))),
            None => self.notice(Notice::NoCampaign(None)),
        }
    }

    /// The campaigns that were kept.
    pub(super) fn put_shelf(&mut self, stored: Option<&[u8]>) {
        let Some(stored) = stored else { return };
        let found = Shelf::read(stored).and_then(|stored| {
            let used = stored.used().map(|kept| Season::read(&kept.compiled)).transpose()?;
            Ok((stored, used))
        });
        match found {
            Ok((stored, used)) => {
                let left = self.campaigns.shelf.used().is_some() && used.is_none();
                self.campaigns.shelf = stored;
                match used {
                    Some(used) => self.season = Some(used),
                    // Another tab has gone back to the one that ships with the program.
                    None if left => self.take_builtin(),
                    None => {}
                }
            }
            Err(damage) => self.notice(Notice::NoCampaign(Some(damage))),
        }
    }

    /// Keeps the campaign under way, now that a visit of it begins: a later version of the program may bring another.
    pub(super) fn keep_builtin(&mut self) -> Vec<Effect> {
        if self.campaigns.shelf.in_use.is_some() {
            return Vec::new();
        }
        let (Some(bytes), Some(head)) = (self.campaigns.builtin.clone(), self.campaigns.builtin()) else {
            return Vec::new();
        };
        let kept = Kept {
            mark: head.mark,
            version: head.version,
            at: self.now.unsigned_abs(),
            compiled: bytes.to_vec(),
            ..Kept::default()
        };
        if self.campaigns.shelf.keep(kept) { self.put_campaigns() } else { Vec::new() }
    }

    /// The campaigns that an office edited here, and those that visits were begun with, for a backup; empty where there are none.
    pub(super) fn kept_campaigns(&self) -> Vec<u8> {
        let kept = &self.campaigns.shelf;
        if kept.kept.is_empty() { Vec::new() } else { kept.write() }
    }

    /// Takes over a backup's campaigns. Which one is in use stays, where somebody has chosen one here.
    pub(super) fn restore_campaigns(&mut self, stored: &[u8]) -> Vec<Effect> {
        let Ok(theirs) = Shelf::read(stored) else { return Vec::new() };
        let in_use = theirs.used().filter(|_| self.campaigns.shelf.in_use.is_none()).cloned();
        let before = self.campaigns.shelf.clone();
        for kept in theirs.kept {
            self.campaigns.shelf.keep(kept);
        }
        if let Some((kept, season)) = in_use.and_then(|kept| Some((kept.mark, Season::read(&kept.compiled).ok()?))) {
            self.campaigns.shelf.in_use = Some(kept);
            self.season = Some(season);
        }
        if self.campaigns.shelf == before { Vec::new() } else { self.put_campaigns() }
    }

    pub(super) fn put_campaigns(&self) -> Vec<Effect> {
        vec![Effect::PutCampaigns(self.campaigns.shelf.write())]
    }

    /// What the worker is told about the campaigns of this device.
    pub(super) fn campaign_wish(&self) -> CampaignWish {
        let kept = self.campaigns.shelf.kept.iter().map(|kept| (kept.version.clone(), kept.mark));
        let builtin = self.campaigns.builtin().map(|head| (head.version, head.mark));
        let known = kept.chain(builtin).map(|(version, mark)| (version, format!("{mark:016x}")));
        CampaignWish { known: known.collect(), lang: self.settings.lang }
    }

    /// The name of the file that the campaign in use leaves as.
    pub(super) fn campaign_name(&self) -> String {
        let season = self.season();
        let (title, version) = season
            .as_ref()
            .map_or(("", ""), |season| (season.campaign.title.get(self.settings.lang), season.campaign.version()));
        format!("{title}_{version}")
    }

    /// Uses the campaign under review from now on. Visits that are open stay under theirs.
    pub(super) fn use_campaign(&mut self) -> Vec<Effect> {
        let Some(review) = self.campaigns.review.take_if(|review| !review.compiled.is_empty()) else {
            return Vec::new();
        };
        match (Season::read(&review.compiled), Head::read(&review.compiled, Kind::Campaign)) {
            (Ok(season), Ok(head)) => {
                let mut effects = self.keep_builtin();
                self.season = Some(season);
                self.campaigns.shelf.in_use = Some(head.mark);
                self.campaigns.shelf.keep(Kept {
                    mark: head.mark,
                    version: head.version,
                    name: review.name,
                    at: self.now.unsigned_abs(),
                    compiled: review.compiled,
                    workbook: review.workbook,
                });
                effects.extend(self.put_campaigns());
                effects
            }
            (Err(damage), _) | (_, Err(damage)) => {
                self.notice(Notice::NoCampaign(Some(damage)));
                Vec::new()
            }
        }
    }

    /// Uses the campaign that ships with the program from now on.
    pub(super) fn use_builtin(&mut self) -> Vec<Effect> {
        self.campaigns.shelf.in_use = None;
        self.take_builtin();
        self.put_campaigns()
    }
}
