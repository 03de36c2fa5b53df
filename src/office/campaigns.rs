//! A campaign that an office edited: compiled, or every problem listed with its place and what to do.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::json::{count, text, texts};
use crate::text::Lang;

/// What the page knows when it asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignWish {
    /// The versions that the device has, each with its mark in hexadecimal digits.
    pub known: Vec<(String, String)>,
    /// The language of the problems.
    pub lang: Lang,
}

/// What was understood of a campaign's workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CampaignView {
    /// Its title.
    pub title: String,
    /// The version that visits will carry.
    pub version: String,
    /// How many questions people are asked.
    pub questions: usize,
    /// How many rules raise findings.
    pub rules: usize,
    /// How many tables are made.
    pub ledgers: usize,
    /// How many problems there are; with any, it cannot be used.
    pub wrong: usize,
    /// The first of them, as they are said: sheet, row, column, what to do.
    pub problems: Vec<String>,
}

impl CampaignView {
    /// Reads what the worker wrote.
    #[must_use]
    pub fn from_json(value: &Value) -> Self {
        Self {
            title: text(value, "title"),
            version: text(value, "version"),
            questions: count(value, "questions"),
            rules: count(value, "rules"),
            ledgers: count(value, "ledgers"),
            wrong: count(value, "wrong"),
            problems: texts(value, "problems"),
        }
    }
}

#[cfg(feature = "office")]
pub(super) use work::{read, workbook};

#[cfg(feature = "office")]
mod work {
    //! The worker's side.

    use std::sync::Arc;

    use super::{CampaignView, CampaignWish};
    use crate::campaign::{self, BUILTIN, Campaign, builtin};
    use crate::form::Form;
    use crate::form::session::Program;
    use crate::office::{Said, Silence};
    use crate::packed::{Head, Kind};
    use crate::text::{Lang, Say};
    use crate::workbook::{Workbook, office};

    /// More than an office puts right at one go.
    const LISTED: usize = 300;

    /// Compiles a workbook's file. The parts of the reply.
    pub(in crate::office) fn read(file: &[u8], wish: &CampaignWish) -> Result<Vec<Vec<u8>>, Said> {
        let book = office::read(file).map_err(|error| Said::of(&error))?;
        let (view, compiled) = compiled(&book, wish);
        Ok(vec![serde_json::to_vec(&view).unwrap_or_default(), compiled, file.to_vec()])
    }

    /// What was understood, and the compiled file; it is empty where there are problems.
    fn compiled(book: &Workbook, wish: &CampaignWish) -> (CampaignView, Vec<u8>) {
        match campaign::compile(book) {
            Ok(campaign) if campaign.id != BUILTIN => {
                let said = match wish.lang {
                    Lang::ZhHans => format!(
                        "工作表 campaign：id 写的是“{}”。现有的走访属于 {BUILTIN}，改了就对不上，请改回 {BUILTIN}。",
                        campaign.id
                    ),
                    Lang::En => format!(
                        "Sheet campaign: the id is “{}”. The visits there are belong to {BUILTIN}; set it back to {BUILTIN}.",
                        campaign.id
                    ),
                };
                (CampaignView { wrong: 1, problems: vec![said], ..CampaignView::default() }, Vec::new())
            }
            Ok(campaign) => versioned(campaign, wish),
            Err(problems) => {
                let view = CampaignView {
                    wrong: problems.len(),
                    problems: problems.iter().take(LISTED).map(|problem| problem.say(wish.lang)).collect(),
                    ..CampaignView::default()
                };
                (view, Vec::new())
            }
        }
    }

    /// The compiled file, under a version of its own: an office that changes a threshold need not think of the version, and
    /// equal workbooks get equal versions on every device.
    fn versioned(mut campaign: Campaign, wish: &CampaignWish) -> (CampaignView, Vec<u8>) {
        let (mut bytes, mark) = packed(&campaign);
        let taken = wish.known.iter().any(|(version, known)| version == campaign.version() && *known != mark);
        if taken {
            let mut form = Form::clone(&campaign.form);
            let tail: String = mark.chars().take(4).collect();
            form.settings.version = format!("{}-{tail}", form.settings.version);
            campaign.form = Arc::new(form);
            bytes = packed(&campaign).0;
        }
        let asked = campaign.blocks.iter().map(|block| block.questions.len()).sum();
        let view = CampaignView {
            title: campaign.title.get(wish.lang).to_owned(),
            version: campaign.version().to_owned(),
            questions: asked,
            rules: campaign.rules.len(),
            ledgers: campaign.ledgers.len(),
            wrong: 0,
            problems: Vec::new(),
        };
        (view, bytes)
    }

    /// The compiled file and its mark.
    fn packed(campaign: &Campaign) -> (Vec<u8>, String) {
        // A form that compiled has no circle.
        let program = Program::new(Arc::clone(&campaign.form));
        let bytes = program.map(|program| campaign::write(campaign, &program)).unwrap_or_default();
        let mark = Head::read(&bytes, Kind::Campaign).map(|head| format!("{:016x}", head.mark)).unwrap_or_default();
        (bytes, mark)
    }

    /// The workbook as it came, or that of the campaign that ships with the program, for an office to edit.
    pub(in crate::office) fn workbook(came: Option<&[u8]>) -> Result<Vec<u8>, Said> {
        if let Some(came) = came {
            return Ok(came.to_vec());
        }
        office::write_xlsx(&builtin::HOUSEHOLD_WINTER.workbook()).map_err(|_| Said::of(&Silence::Garbled))
    }
}
