//! Events and what follows from them.

use std::rc::Rc;

use super::job::{FileRef, Job, KeyJob, Means, Order, Part};
use super::saving::{Append, Change};
use super::{
    App, Assertion, Compaction, Env, Glanced, Notes, Notice, Opened, PaperAct, Phase, Role, Route, Settings, Space,
    TextSize, Theme, Told, Turn,
};
use crate::finding::Step;
use crate::form::session::Answer;
use crate::journal::{DeviceId, Fields, Kind, RecordId};
use crate::ledger::Edition;
use crate::office::township::Ask;
use crate::office::{Progress, Reply, Request, Said};
use crate::register::Region;
use crate::store::{Head, Reading, StoreError};
use crate::text::Lang;

/// What a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Answers the first question: who am I.
    ChooseRole(Role),
    /// Switches the language.
    SetLang(Lang),
    /// Switches the colours.
    SetTheme(Theme),
    /// Switches the size of text.
    SetTextSize(TextSize),
    /// Gives the name under which writes are made.
    SetAuthor(String),
    /// Sets fields of a record.
    Save {
        /// What the record is.
        kind: Kind,
        /// Which it is.
        record: RecordId,
        /// What is set.
        fields: Fields,
    },
    /// Answers a question of the visit on the screen, by its path in the session.
    Answer(String, Answer),
    /// Adds, takes out or moves an instance of a repeat of the visit on the screen, by its path in the session.
    Repeat(String, Turn),
    /// "This block is fine", as listed.
    ConfirmBlock(Vec<Assertion>),
    /// Finishes the visit on the screen and goes on.
    FinishVisit(Route),
    /// Drops the visit on the screen, which was begun by mistake.
    DropVisit,
    /// Takes up the last finished visit of a household again, for this reason.
    CorrectVisit(RecordId, String),
    /// Takes a step with a finding.
    Step(RecordId, Step),
    /// Sets fields of a record with one tap, which can be taken back for a while.
    Change {
        /// What the record is.
        kind: Kind,
        /// Which it is.
        record: RecordId,
        /// What is set.
        fields: Fields,
        /// What is said of it.
        told: Told,
    },
    /// Sets fields of several records with one tap, all of which can be taken back with one.
    ChangeAll(Vec<(Kind, RecordId, Fields)>, Told),
    /// Takes the last change back.
    Undo,
    /// Has seen that the last change can be taken back.
    KeepChange,
    /// Says for whom the ledgers on the screen are made.
    ShowEdition(Edition),
    /// Makes a backup of everything.
    Backup,
    /// Says what a column of the roster under review means, by heading; an empty code leaves it out. Remembered.
    ReadColumnAs(String, String),
    /// Says which row of a sheet of the roster under review is the last of its heading. Remembered.
    HeadingEndsAt(String, u32),
    /// Says of which village the roster under review is.
    RosterOf(Region),
    /// Takes over the roster under review, with the households that were ticked as gone.
    TakeRoster(Vec<RecordId>),
    /// Gives up the roster under review.
    DropRoster,
    /// Makes the package of a village.
    MakePackage(RecordId),
    /// Makes a package of what is new in a village since its last one left.
    MakePackageNew(RecordId),
    /// Makes, finds or keeps a key.
    Key(KeyJob),
    /// Packages are sealed to nobody from now on.
    SealToNobody,
    /// Gives the passphrase of the package that waits for it; without one it is given up.
    Unlock(String),
    /// Makes ledgers or a roll-up, for the screen or as a file.
    MakeTables(Order),
    /// Does something with papers.
    Paper(PaperAct),
    /// Lets the package that was looked at count beside what was received before, or leaves it.
    TakeAgain(bool),
    /// Asks something about the villages that were received.
    Ask(Ask),
    /// Makes the roll-up on the screen anew.
    RemakeRollup,
    /// Makes a file of the roll-up on the screen.
    ExportRollup,
    /// Lets go of the files that were added up without being taken in.
    CloseFiled,
    /// Says which villages are expected to send, by name.
    Expect(Vec<String>),
    /// Uses the campaign under review from now on.
    UseCampaign,
    /// Gives up the campaign under review.
    DropCampaign,
    /// Uses the campaign that ships with the program from now on.
    UseBuiltin,
    /// Makes a file of the workbook of the campaign in use, to be edited.
    ExportCampaign,
    /// Takes the visit on the screen to the campaign in use.
    MoveVisit,
    /// Looks around with made-up data, as a village or as a township.
    Demo(Role),
    /// Stops the worker's job and those that wait.
    CancelWork,
    /// Hands the file that is ready to another application.
    Share,
    /// Saves the file that is ready.
    SaveFile,
    /// Lets go of the file that is ready.
    CloseOutgoing,
    /// Has read what became of the files that came in, and why none could be made.
    DismissReceipts,
    /// Keeps the list of households of this version of the journal for the next start.
    KeepGlance(u64, Vec<u8>),
    /// Forgets everything on this device: 清除本机数据.
    ClearAll,
    /// Tries again at once what could not be saved.
    Retry,
    /// Goes to a screen.
    Go(Route),
    /// Goes to a screen in the place of this one, so that "back" does not lead here.
    Replace(Route),
    /// Goes back.
    Back,
    /// Has read a notice.
    Dismiss(Notice),
    /// Switches to the new version of the program that waits.
    SwitchVersion,
}

/// Everything that can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A person did something.
    Do(Action),
    /// The address changed: by a tap, by "back", or by hand.
    Arrived(Route),
    /// The store stands, and holds the list of households as it was last shown.
    Glanced(Glanced),
    /// The store stands and was read, or cannot be used.
    Opened(Result<Opened, StoreError>),
    /// The compiled campaign that ships with the program has come; none where it could not be fetched.
    CampaignCame(Option<Vec<u8>>),
    /// What could not be understood was set aside, under a new identity.
    Repaired(Result<(DeviceId, Head), StoreError>),
    /// The append that was asked for is on disk, or is not.
    Appended(Result<Head, StoreError>),
    /// The pause after a failure is over.
    RetryDue,
    /// Another tab has saved something.
    OtherTabSaved,
    /// Another tab has put notes; this is what the store holds now.
    Noted(Notes),
    /// What other tabs saved was read.
    CaughtUp(Result<Reading, StoreError>),
    /// The user chose a file, and what it is for.
    Chosen(Job),
    /// The worker is so far.
    JobMoved(Progress),
    /// The worker made a file, and it can leave.
    JobMade {
        /// The file.
        file: FileRef,
        /// How.
        means: Means,
        /// What a package's export held in all; empty for other files.
        known: Vec<u8>,
        /// How many pieces of the same export come after it.
        more: u32,
    },
    /// The worker answered with anything else, or not at all.
    JobAnswered(Result<(Reply, Vec<Vec<u8>>), Said>),
    /// The file that was ready was taken over by another application.
    Shared,
    /// Everything was forgotten, or could not be.
    Cleared(Result<(), StoreError>),
    /// The settings could not be put.
    SettingsNotSaved(StoreError),
    /// Something the user should know.
    Noticed(Notice),
    /// The browser said how much space there is.
    Measured(Space),
    /// A new version of the program waits.
    UpdateWaiting,
}

/// How to repair a store in which something could not be understood; see [`Store::repair`](crate::store::Store::repair).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The identity until now.
    pub old: DeviceId,
    /// The identity from now on.
    pub new: DeviceId,
    /// The store's head.
    pub head: Head,
    /// The sound lines of the batches; may be none.
    pub salvaged: Vec<u8>,
    /// The batches.
    pub aside: Vec<Head>,
}

/// What the host shall do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Open the store, when the screen has been drawn anew; answer with [`Event::Opened`].
    Open,
    /// Append to the store; answer with [`Event::Appended`].
    Append(Append),
    /// Read what came after this head; answer with [`Event::CaughtUp`].
    CatchUp(Head),
    /// Answer with [`Event::RetryDue`] after so many milliseconds.
    RetryAfter(u32),
    /// Repair the store; answer with [`Event::Repaired`].
    Repair(Repair),
    /// Replace small batches by one. Failing does no harm.
    Compact(Compaction),
    /// Tell the other tabs that something was saved.
    TellOtherTabs,
    /// Put the settings.
    PutSettings(Vec<u8>),
    /// Put the packages that were received.
    PutReceived(Vec<u8>),
    /// Put the campaigns that are kept.
    PutCampaigns(Vec<u8>),
    /// Keep the list of households for the next start, if the store is still the one it was made from. Failing does no harm.
    KeepGlance {
        /// The last batch.
        head: Head,
        /// The identity.
        device: DeviceId,
        /// The list.
        bytes: Vec<u8>,
    },
    /// Keep attachments that a package brought, by name.
    KeepFiles(Vec<(String, Vec<u8>)>),
    /// Ask the worker; answer with [`Event::JobMoved`], then [`Event::JobMade`] or [`Event::JobAnswered`].
    Ask {
        /// What.
        request: Request,
        /// With which parts.
        parts: Vec<Part>,
        /// The compiled campaign in use; none for the one that ships with the program.
        campaign: Option<Rc<Vec<u8>>>,
    },
    /// Stop the worker; what was asked is answered as cancelled.
    CancelWork,
    /// Open the share sheet with this file, at once; answer with [`Event::Shared`] if it was taken.
    Share(u32),
    /// Save this file.
    SaveFile(u32),
    /// Let go of this file.
    Forget(u32),
    /// Measure the space.
    Measure,
    /// Forget everything in the store; answer with [`Event::Cleared`].
    Clear,
    /// Tell the other tabs that everything was forgotten.
    TellOthersItIsGone,
    /// Load the page anew, from its first screen.
    StartOver,
    /// Change the address to this route.
    Go(Route),
    /// Change the address in place.
    Replace(Route),
    /// Go back in the browser's history.
    Back,
    /// Ask the browser to keep the data, and measure the space.
    AskToPersist,
    /// Let the waiting version take over, then load the page again.
    SwitchVersion,
}

impl App {
    /// What follows from an event.
    pub fn on(&mut self, event: Event, env: &mut Env) -> Vec<Effect> {
        self.now = env.now;
        self.zone = env.zone;
        self.forget_undo();
        let mut effects = self.follow(event, env);
        effects.extend(self.keep_rollup());
        effects
    }

    /// Gets ready what the screen of the present route needs.
    fn look_around(&mut self) -> Vec<Effect> {
        self.open_visit();
        let mut effects = self.look_at_ledgers();
        effects.extend(self.look_back());
        effects
    }

    fn follow(&mut self, event: Event, env: &mut Env) -> Vec<Effect> {
        match event {
            Event::Do(action) if self.must_wait(&action) => {
                self.early.push(action);
                self.phase = Phase::Opening;
                vec![Effect::Open]
            }
            Event::Do(action) => self.act(action, env),
            Event::Arrived(route) => {
                if route != self.route {
                    self.leave_receipts();
                }
                self.route = route;
                self.look_around()
            }
            Event::Glanced(glanced) => self.glanced(glanced),
            Event::Opened(Ok(opened)) => {
                let mut effects = self.opened(opened, env);
                effects.extend(self.look_around());
                effects.extend(self.do_early(env));
                effects
            }
            Event::Opened(Err(error)) => {
                self.phase = Phase::Failed(error);
                Vec::new()
            }
            Event::CampaignCame(bytes) => self.campaign_came(bytes),
            Event::Repaired(result) => {
                let mut effects = self.repaired(result);
                effects.extend(self.look_around());
                effects.extend(self.do_early(env));
                effects
            }
            Event::Appended(result) => self.appended(result),
            Event::RetryDue => self.push_on(),
            Event::OtherTabSaved => self.catch_up(),
            Event::Noted(notes) => self.noted(&notes),
            Event::CaughtUp(result) => self.caught_up(result),
            Event::Chosen(job) => self.enqueue(job),
            Event::JobMoved(progress) => self.job_moved(progress),
            Event::JobMade { file, means, known, more } => self.job_made((file, means), known, more),
            Event::JobAnswered(answer) => self.job_answered(answer),
            Event::Shared => self.left(),
            Event::Cleared(Ok(())) => {
                *self = Self::default();
                vec![Effect::TellOthersItIsGone, Effect::StartOver]
            }
            Event::Cleared(Err(error)) => {
                self.notice(Notice::NotCleared(error));
                Vec::new()
            }
            Event::SettingsNotSaved(error) => {
                self.notice(Notice::SettingsNotSaved(error));
                Vec::new()
            }
            Event::Noticed(notice) => {
                self.notice(notice);
                Vec::new()
            }
            Event::Measured(space) => {
                self.space = Some(space);
                Vec::new()
            }
            Event::UpdateWaiting => {
                self.update_waiting = true;
                Vec::new()
            }
        }
    }

    /// Whether an action stands back until the store is open, which would otherwise overrule it. Walking about needs no store.
    fn must_wait(&self, action: &Action) -> bool {
        matches!(self.phase, Phase::Welcoming | Phase::Opening)
            && !matches!(action, Action::Go(_) | Action::Replace(_) | Action::Back)
    }

    /// Does what stood back.
    fn do_early(&mut self, env: &mut Env) -> Vec<Effect> {
        if self.phase != Phase::Ready {
            return Vec::new();
        }
        std::mem::take(&mut self.early).into_iter().flat_map(|action| self.act(action, env)).collect()
    }

    fn act(&mut self, action: Action, env: &mut Env) -> Vec<Effect> {
        match action {
            Action::ChooseRole(role) => {
                let first = match role {
                    Role::Village => Route::Today,
                    Role::Township => Route::Rollup(None),
                };
                let mut effects = self.set(|settings| settings.role = Some(role));
                effects.extend([Effect::AskToPersist, Effect::Replace(first)]);
                effects
            }
            Action::SetLang(lang) => self.set(|settings| settings.lang = lang),
            Action::SetTheme(theme) => self.set(|settings| settings.theme = theme),
            Action::SetTextSize(size) => self.set(|settings| settings.text_size = size),
            Action::SetAuthor(author) => self.set(|settings| settings.author = author),
            Action::Save { kind, record, fields } => {
                let author = self.settings.author.clone();
                self.save([Change { kind, record, fields, at: self.now, author }])
            }
            Action::Answer(path, answer) => self.answer(&path, &answer),
            Action::Repeat(path, turn) => self.turn_repeat(&path, turn),
            Action::ConfirmBlock(assertions) => self.confirm_block(&assertions),
            Action::FinishVisit(next) => self.finish_visit(next),
            Action::DropVisit => self.drop_visit(),
            Action::CorrectVisit(household, reason) => self.correct_visit(household, reason),
            Action::Step(finding, step) => self.step(&finding, &step).unwrap_or_else(|refused| {
                self.notice(Notice::StepRefused(refused));
                Vec::new()
            }),
            Action::Change { kind, record, fields, told } => self.save_with_undo(vec![(kind, record, fields)], told),
            Action::ChangeAll(changes, told) => self.save_with_undo(changes, told),
            Action::Undo => self.take_back(),
            Action::KeepChange => {
                self.undo = None;
                Vec::new()
            }
            Action::ShowEdition(edition) => {
                self.desk.edition = Some(edition);
                self.look_at_ledgers()
            }
            Action::Backup => self.enqueue(Job::Backup),
            Action::ReadColumnAs(heading, code) => self.read_again(|_, settings| {
                settings.roster_columns.insert(heading, code);
            }),
            Action::HeadingEndsAt(sheet, row) => self.read_again(|_, settings| {
                settings.roster_header_rows.insert(sheet, row);
            }),
            Action::RosterOf(region) => self.read_again(|review, _| review.region = region),
            Action::TakeRoster(gone) => self.enqueue(Job::TakeRoster(gone)),
            Action::DropRoster => self.drop_roster(),
            Action::MakePackage(village) => self.enqueue(Job::Package(village)),
            Action::MakePackageNew(village) => self.enqueue(Job::PackageNew(village)),
            Action::Key(job) => self.enqueue(Job::Key(job)),
            Action::SealToNobody => self.set(|settings| settings.seal_to.clear()),
            Action::Unlock(passphrase) => self.unlock(passphrase),
            Action::MakeTables(order) => self.enqueue(Job::Tables(order)),
            Action::Paper(act) => self.paper(act),
            Action::TakeAgain(counts) => self.settle_again(counts),
            Action::Ask(ask) => self.ask(&ask),
            Action::RemakeRollup => self.remake_rollup(),
            Action::ExportRollup => self.export_rollup(),
            Action::CloseFiled => self.close_filed(),
            Action::Expect(villages) => self.set(|settings| settings.expected_villages = villages),
            Action::UseCampaign => self.use_campaign(),
            Action::DropCampaign => {
                self.campaigns.review = None;
                Vec::new()
            }
            Action::UseBuiltin => self.use_builtin(),
            Action::ExportCampaign => self.enqueue(Job::WriteCampaign),
            Action::MoveVisit => self.move_visit(),
            Action::Demo(role) => self.demo(role, env),
            Action::CancelWork => self.cancel_jobs(),
            Action::Share => self.share(),
            Action::SaveFile => self.save_file(),
            Action::CloseOutgoing => self.close_outgoing(),
            Action::DismissReceipts => {
                self.desk.receipts.clear();
                self.desk.refused = None;
                Vec::new()
            }
            Action::KeepGlance(version, list) => self.keep_glance(version, &list),
            Action::ClearAll => vec![Effect::Clear],
            Action::Retry => self.push_on(),
            Action::Go(route) => vec![Effect::Go(route)],
            Action::Replace(route) => vec![Effect::Replace(route)],
            Action::Back => vec![Effect::Back],
            Action::Dismiss(notice) => {
                self.notices.retain(|other| *other != notice);
                Vec::new()
            }
            Action::SwitchVersion => vec![Effect::SwitchVersion],
        }
    }

    /// A village alone, or a township that waits for one more village than has sent.
    fn demo(&mut self, role: Role, env: &mut Env) -> Vec<Effect> {
        const HOUSEHOLDS: u32 = 60;
        const VILLAGES: u32 = 5;
        let mut effects = self.act(Action::ChooseRole(role), env);
        effects.extend(self.set(|settings| settings.demo = true));
        let villages = match role {
            Role::Village => 1,
            Role::Township => {
                let expected = (1..=VILLAGES + 1).map(|number| format!("示例{number}村")).collect();
                effects.extend(self.act(Action::Expect(expected), env));
                VILLAGES
            }
        };
        effects.extend(self.enqueue(Job::Demo(villages, HOUSEHOLDS)));
        effects
    }

    /// Changes the settings at once, on the screen first: losing a colour is no loss.
    pub(super) fn set(&mut self, change: impl FnOnce(&mut Settings)) -> Vec<Effect> {
        change(&mut self.settings);
        serde_json::to_vec(&self.settings).map(|bytes| vec![Effect::PutSettings(bytes)]).unwrap_or_default()
    }

    /// Shows a notice, once.
    pub(super) fn notice(&mut self, notice: Notice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
}
