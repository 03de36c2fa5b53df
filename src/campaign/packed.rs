//! A compiled campaign as bytes: written by an office's computer, read by phones.

use std::sync::Arc;

use super::Campaign;
use crate::form::packed as form;
use crate::form::session::Program;
use crate::packed::{Damage, Head, Kind, Packed, Writer};

/// What is written of a campaign, in this order; its identity stands in the head, its form behind, its workbook nowhere.
macro_rules! parts {
    ($does:ident) => {
        $does!(
            title subject start end authority hotline params questions registered blocks tags rules duties stages calendar
            signals ledgers indicators reports
        )
    };
}

/// Writes a campaign with its form, which `program` has made ready to run. The workbook that it was compiled from is left out.
#[must_use]
pub fn write(campaign: &Campaign, program: &Program) -> Vec<u8> {
    let mut out = Writer::default();
    Head::pack(&mut out, [&campaign.id, campaign.version(), &campaign.title.zh_hans]);
    macro_rules! pack {
        ($($part:ident)*) => {
            // Every field is named, so that a new one is not forgotten.
            let Campaign { id: _, form: _, source: _, $($part),* } = campaign;
            $($part.pack(&mut out);)*
        };
    }
    parts!(pack);
    form::pack(program, &mut out);
    out.seal(Kind::Campaign)
}

/// Reads a campaign, and its form ready to run.
pub fn read(bytes: &[u8]) -> Result<(Campaign, Program), Damage> {
    let (head, mut from) = Head::open(bytes, Kind::Campaign)?;
    macro_rules! unpack {
        ($($part:ident)*) => {
            Campaign { id: head.id, form: Arc::default(), source: Arc::default(), $($part: Packed::unpack(&mut from)),* }
        };
    }
    let mut campaign = parts!(unpack);
    let program = form::unpack(&mut from);
    from.end()?;
    campaign.form = Arc::clone(&program.form);
    Ok((campaign, program))
}
