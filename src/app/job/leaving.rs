//! Files that go out.

use super::{FileRef, Job, Means, Outgoing};
use crate::app::App;
use crate::app::flow::Effect;

impl App {
    /// A file was made and is held by the host.
    pub(in crate::app) fn job_made(&mut self, file: FileRef, means: Means) -> Vec<Effect> {
        let backup = self.desk.running.take().is_some_and(|running| running.job == Job::Backup);
        let mut effects = self.close_outgoing();
        self.desk.outgoing = Some(Outgoing { file, means, backup, left: false });
        effects.extend(self.next_job());
        effects
    }

    /// Opens the share sheet with the file that is ready.
    pub(in crate::app) fn share(&self) -> Vec<Effect> {
        self.desk.outgoing.iter().map(|outgoing| Effect::Share(outgoing.file.id)).collect()
    }

    /// Saves the file that is ready.
    pub(in crate::app) fn save_file(&mut self) -> Vec<Effect> {
        let mut effects: Vec<Effect> =
            self.desk.outgoing.iter().map(|outgoing| Effect::SaveFile(outgoing.file.id)).collect();
        effects.extend(self.left());
        effects
    }

    /// The file has left this device, as far as anybody can tell.
    pub(in crate::app) fn left(&mut self) -> Vec<Effect> {
        let now = self.now;
        match &mut self.desk.outgoing {
            Some(outgoing) => {
                outgoing.left = true;
                if outgoing.backup { self.set(|settings| settings.last_backup = Some(now)) } else { Vec::new() }
            }
            None => Vec::new(),
        }
    }

    /// Lets go of the file that was ready.
    pub(in crate::app) fn close_outgoing(&mut self) -> Vec<Effect> {
        self.desk.outgoing.take().map(|outgoing| Effect::Forget(outgoing.file.id)).into_iter().collect()
    }
}
