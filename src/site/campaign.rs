//! The built-in campaign, compiled while the site is built: a file beside the program that the page asks for at once, so that it
//! arrives while the program is still on its way, and no phone compiles a form.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::{SiteError, SiteFile};
use crate::campaign::{BUILTIN, builtin, write};
use crate::form::session::Program;

/// How the file ends.
pub(super) const END: &str = "campaign";

/// The page with the name that the file has in this build, and the file; none where the page names none.
pub fn with_campaign(page: &str) -> Result<Option<(String, SiteFile)>, SiteError> {
    let plain = format!("{BUILTIN}.{END}");
    if !page.contains(&plain) {
        return Ok(None);
    }
    let file = file()?;
    Ok(Some((page.replace(&plain, &file.name), file)))
}

/// The file, under a name with the hash of its content.
fn file() -> Result<SiteFile, SiteError> {
    let campaign = builtin::HOUSEHOLD_WINTER.campaign().ok_or(SiteError::Campaign)?;
    let program = Program::new(Arc::clone(&campaign.form)).map_err(|_| SiteError::Campaign)?;
    let bytes = write(&campaign, &program);
    let hash = Sha256::digest(&bytes).first_chunk().map_or(0, |hash| u64::from_be_bytes(*hash));
    Ok(SiteFile { name: format!("{BUILTIN}-{hash:016x}.{END}"), bytes })
}

#[cfg(test)]
mod tests {
    use super::with_campaign;

    #[test]
    fn the_page_names_the_compiled_campaign_by_its_hash() {
        let page = "<link href=\"household-winter.campaign\">";
        let (named, file) = with_campaign(page).unwrap().unwrap();
        assert_eq!(named, page.replace("household-winter.campaign", &file.name));
        assert!(crate::site::is_hashed(&file.name) && crate::campaign::read(&file.bytes).is_ok());
        assert_eq!(with_campaign(page).unwrap().unwrap().1.bytes, file.bytes, "equal sources make equal files");
        assert!(with_campaign("<p>").unwrap().is_none());
    }
}
