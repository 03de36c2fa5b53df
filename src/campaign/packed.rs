//! A compiled campaign as bytes: written by an office's computer, read by phones.

use std::sync::Arc;

use super::Campaign;
use crate::form::packed as form;
use crate::form::session::Program;
use crate::packed::{Damage, Head, Kind, Packed, Writer};

/// Writes a campaign with its form, which `program` has made ready to run. The workbook that it was compiled from is left out.
#[must_use]
pub fn write(campaign: &Campaign, program: &Program) -> Vec<u8> {
    let Campaign {
        id,
        title,
        subject,
        start,
        end,
        authority,
        hotline,
        params,
        form: _,
        questions,
        registered,
        blocks,
        tags,
        rules,
        duties,
        stages,
        calendar,
        signals,
        ledgers,
        indicators,
        reports,
        source: _,
    } = campaign;
    let mut out = Writer::default();
    Head::pack(&mut out, [id, campaign.version(), &title.zh_hans]);
    title.pack(&mut out);
    subject.pack(&mut out);
    start.pack(&mut out);
    end.pack(&mut out);
    authority.pack(&mut out);
    hotline.pack(&mut out);
    params.pack(&mut out);
    questions.pack(&mut out);
    registered.pack(&mut out);
    blocks.pack(&mut out);
    tags.pack(&mut out);
    rules.pack(&mut out);
    duties.pack(&mut out);
    stages.pack(&mut out);
    calendar.pack(&mut out);
    signals.pack(&mut out);
    ledgers.pack(&mut out);
    indicators.pack(&mut out);
    reports.pack(&mut out);
    form::pack(program, &mut out);
    out.seal(Kind::Campaign)
}

/// Reads a campaign, and its form ready to run.
pub fn read(bytes: &[u8]) -> Result<(Campaign, Program), Damage> {
    let (head, mut reader) = Head::open(bytes, Kind::Campaign)?;
    let from = &mut reader;
    let mut campaign = Campaign {
        id: head.id,
        title: Packed::unpack(from),
        subject: Packed::unpack(from),
        start: Packed::unpack(from),
        end: Packed::unpack(from),
        authority: Packed::unpack(from),
        hotline: Packed::unpack(from),
        params: Packed::unpack(from),
        form: Arc::default(),
        questions: Packed::unpack(from),
        registered: Packed::unpack(from),
        blocks: Packed::unpack(from),
        tags: Packed::unpack(from),
        rules: Packed::unpack(from),
        duties: Packed::unpack(from),
        stages: Packed::unpack(from),
        calendar: Packed::unpack(from),
        signals: Packed::unpack(from),
        ledgers: Packed::unpack(from),
        indicators: Packed::unpack(from),
        reports: Packed::unpack(from),
        source: Arc::default(),
    };
    let program = form::unpack(from);
    reader.end()?;
    campaign.form = Arc::clone(&program.form);
    Ok((campaign, program))
}
