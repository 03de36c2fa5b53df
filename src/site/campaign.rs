//! The built-in campaign, compiled while the site is built, so that no phone compiles a form: two files beside the program. The
//! form alone is all that its first question needs and comes with the first load of a phone that was sent to it; the campaign,
//! which holds the form too, is fetched when the program runs.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::{SiteError, SiteFile};
use crate::campaign::{BUILTIN, builtin, write};
use crate::form::packed;
use crate::form::session::Program;

/// How the campaign's file ends.
const CAMPAIGN: &str = "campaign";

/// How the form's file ends.
pub(super) const FORM: &str = "form";

/// The page with the names that the files have in this build, and the files; none where the page names none.
pub fn with_campaign(page: &str) -> Result<Option<(String, Vec<SiteFile>)>, SiteError> {
    if [CAMPAIGN, FORM].iter().any(|end| !page.contains(&plain(end))) {
        return Ok(None);
    }
    let campaign = builtin::HOUSEHOLD_WINTER.campaign().ok_or(SiteError::Campaign)?;
    let program = Program::new(Arc::clone(&campaign.form)).map_err(|_| SiteError::Campaign)?;
    let made = [(CAMPAIGN, write(&campaign, &program)), (FORM, packed::write(&program, &[]))];
    let mut page = page.to_owned();
    let files = made.into_iter().map(|(end, bytes)| {
        let hash = Sha256::digest(&bytes).first_chunk().map_or(0, |hash| u64::from_be_bytes(*hash));
        let name = format!("{BUILTIN}-{hash:016x}.{end}");
        page = page.replace(&plain(end), &name);
        SiteFile { name, bytes }
    });
    let files = files.collect();
    Ok(Some((page, files)))
}

/// The name by which the page knows a file before it is made.
fn plain(end: &str) -> String {
    format!("{BUILTIN}.{end}")
}

#[cfg(test)]
mod tests {
    use super::with_campaign;

    #[test]
    fn the_page_names_the_compiled_files_by_their_hashes() {
        let page = "<link href=\"household-winter.campaign\"><link href=\"household-winter.form\">";
        let (named, files) = with_campaign(page).unwrap().unwrap();
        let [campaign, form] = &files[..] else { panic!("two files") };
        assert!(named.contains(&campaign.name) && named.contains(&form.name) && !named.contains("winter.form"));
        assert!([campaign, form].iter().all(|file| crate::site::is_hashed(&file.name)));
        assert!(crate::campaign::read(&campaign.bytes).is_ok() && crate::form::packed::read(&form.bytes).is_ok());
        let again = with_campaign(page).unwrap().unwrap().1;
        assert!(again.iter().zip(&files).all(|(a, b)| a.bytes == b.bytes), "equal sources make equal files");
        assert!(with_campaign("<p>").unwrap().is_none());
    }
}
