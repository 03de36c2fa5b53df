//! 专项行动: the campaign under way, read from a compiled file that comes beside the program.

use std::rc::Rc;

use super::flow::Effect;
use super::{App, Env, Notice};
use crate::campaign::{self, Campaign};
use crate::form::session::Program;
use crate::packed::Damage;

/// The campaign under way, ready to be asked and answered.
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

impl App {
    /// The campaign under way; none until it has come.
    #[must_use]
    pub fn season(&self) -> Option<Season> {
        self.season.clone()
    }

    /// The campaign that ships with the program has come, or could not be fetched.
    pub(super) fn campaign_came(&mut self, bytes: Option<&[u8]>, env: &mut Env) -> Vec<Effect> {
        match bytes.map(Season::read) {
            Some(Ok(season)) => {
                self.season = Some(season);
                self.open_visit(env);
            }
            Some(Err(damage)) => self.notice(Notice::NoCampaign(Some(damage))),
            None => self.notice(Notice::NoCampaign(None)),
        }
        Vec::new()
    }
}
