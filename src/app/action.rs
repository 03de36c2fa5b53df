//! What a person does, and where it is done.

use super::flow::Effect;
use super::job::{Job, KeyJob, Order};
use super::saving::Change;
use super::{App, Assertion, Env, Notice, PaperAct, Role, Route, TextSize, Theme, Told, Turn};
use crate::finding::Step;
use crate::form::session::Answer;
use crate::journal::{Fields, Kind, RecordId};
use crate::ledger::Edition;
use crate::office::township::Ask;
use crate::register::Region;
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
    /// Put the settings again, which could not be saved, and whatever else is put beside the writes.
    PutAgain,
    /// Switches to the new version of the program that waits.
    SwitchVersion,
}

impl App {
    /// Does what a person asks for.
    pub(super) fn act(&mut self, action: Action, env: &mut Env) -> Vec<Effect> {
        match action {
            Action::ChooseRole(role) => {
                let mut effects = self.set(|settings| settings.role = Some(role));
                effects.extend([Effect::AskToPersist, Effect::Replace(role.home())]);
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
            Action::PutAgain => {
                self.notices.retain(|told| !matches!(told, Notice::SettingsNotSaved(_)));
                let mut effects = self.set(|_| ());
                effects.extend(self.put_received());
                effects.extend(self.put_campaigns());
                effects
            }
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
}
