//! The compiled campaign that ships with the program, and its form alone: files of their own, which the page names.

use super::{files, window};

/// The page's elements that name the files.
const CAMPAIGN: &str = "campaign";
const FORM: &str = "form";

/// The campaign's bytes; none where the page names none or it cannot be fetched.
pub async fn fetch() -> Option<Vec<u8>> {
    files::of_site(&address(CAMPAIGN)?).await
}

/// The address of its form, where the page names one.
pub fn form() -> Option<String> {
    address(FORM)
}

fn address(link: &str) -> Option<String> {
    window()?.document()?.get_element_by_id(link)?.get_attribute("href")
}
