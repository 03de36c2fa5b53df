//! Files that go out.

use super::{FileRef, Job, Means, Outgoing, Running};
use crate::app::App;
use crate::app::flow::Effect;

impl App {
    /// A file was made and is held by the host.
    pub(in crate::app) fn job_made(
        &mut self,
        (file, means): (FileRef, Means),
        known: Vec<u8>,
        more: u32,
    ) -> Vec<Effect> {
        let Some(Running { job, version, .. }) = self.desk.running.take() else { return vec![Effect::Forget(file.id)] };
        self.note_held(&job, Some(version));
        let mut effects = self.close_outgoing();
        self.desk.outgoing = Some(Outgoing { file, means, job, left: false, more, known });
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
        let (now, moment) = (self.now, self.moment());
        let Some(outgoing) = &mut self.desk.outgoing else { return Vec::new() };
        outgoing.left = true;
        match (&outgoing.job, outgoing.job.sort()) {
            (Job::Backup, _) => self.set(|settings| settings.last_backup = Some(now)),
            (job, Some(sort)) if job.village().is_some() => {
                // All of it has left only with its last piece.
                let Some(village) = job.village().filter(|_| outgoing.more == 0).cloned() else { return Vec::new() };
                let known = std::mem::take(&mut outgoing.known);
                let mut effects = self.exported(&village, known);
                effects.extend(self.set(|settings| drop(settings.sent.insert(sort, moment))));
                effects
            }
            (_, Some(sort)) => self.set(|settings| drop(settings.sent.insert(sort, moment))),
            _ => Vec::new(),
        }
    }

    /// Lets go of the file that was ready.
    pub(in crate::app) fn close_outgoing(&mut self) -> Vec<Effect> {
        self.desk.outgoing.take().map(|outgoing| Effect::Forget(outgoing.file.id)).into_iter().collect()
    }
}
