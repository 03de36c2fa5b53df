//! Which names mean something where.

use crate::campaign::{CAMPAIGN, CONTACT, DUTY, FINDING, HOUSEHOLD, VISIT};

/// Where an expression or text stands, which decides what it can refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// `tags`: answers and the register.
    Tag,
    /// `findings`, `contacts`, `stages`: besides, tags.
    Rule,
    /// Ledgers and indicators of households: besides, everything that is derived.
    Household,
    /// … of findings.
    Finding,
    /// … of contacts.
    Contact,
    /// … of records.
    Record,
    /// Reports: indicators, and `unit`, whose report it is.
    Report,
}

/// The names that the campaign itself makes.
pub(super) struct Names<'c> {
    pub(super) questions: Vec<&'c str>,
    pub(super) registered: Vec<&'c str>,
    pub(super) params: Vec<&'c str>,
    pub(super) tags: Vec<String>,
    pub(super) stages: Vec<String>,
    pub(super) duties: Vec<String>,
    pub(super) needs: Vec<&'c str>,
    pub(super) indicators: Vec<String>,
}

impl Names<'_> {
    /// Whether a name means something at this place.
    pub(super) fn has(&self, name: &str, place: Place) -> bool {
        let derived = matches!(place, Place::Household | Place::Finding | Place::Contact | Place::Record);
        let Some((family, rest)) = name.split_once('.') else {
            return match place {
                Place::Report => name == "unit" || listed(&self.indicators, name),
                _ => self.questions.contains(&name),
            };
        };
        match family {
            "param" => self.params.contains(&rest),
            "campaign" => CAMPAIGN.contains(&rest),
            "stage" => rest
                .rsplit_once('.')
                .is_some_and(|(stage, end)| listed(&self.stages, stage) && matches!(end, "start" | "end")),
            "period" if rest == "as_of" => place == Place::Report,
            "period" => (derived || place == Place::Report) && matches!(rest, "from" | "to"),
            _ if place == Place::Report && listed(&self.indicators, family) => matches!(rest, "new" | "part" | "whole"),
            _ if place == Place::Report => false,
            "household" => HOUSEHOLD.contains(&rest),
            "known" => self.registered.contains(&rest),
            "visit" => VISIT.contains(&rest),
            "tag" => place != Place::Tag && listed(&self.tags, rest),
            // A stage is done when a duty is met, so stages may look at duties, too.
            "duty" => {
                (derived || place == Place::Rule)
                    && rest
                        .rsplit_once('.')
                        .is_some_and(|(duty, what)| listed(&self.duties, duty) && DUTY.contains(&what))
            }
            "need" => derived && self.needs.contains(&rest),
            "finding" => place == Place::Finding && FINDING.contains(&rest),
            "contact" => place == Place::Contact && CONTACT.contains(&rest),
            // A campaign may make kinds of records up, and so their fields.
            "record" => place == Place::Record && is_field(rest),
            _ => false,
        }
    }
}

/// Whether this can name a field of a record.
fn is_field(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

fn listed(names: &[String], name: &str) -> bool {
    names.iter().any(|known| known == name)
}
