//! The service worker of one build: the template `src/shell/sw.js` with the build's files and version.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::policy::base64;
use super::{SiteFile, is_hashed};

const TEMPLATE: &str = include_str!("../shell/sw.js");

/// The name of the script. It never carries a hash: the browser looks for new versions under the same name.
pub const NAME: &str = "sw.js";

/// The page is kept under the address that people open.
const PAGE: &str = "index.html";

/// The script for these files. Equal files make an equal script, so a rebuild without a change is no new version.
pub fn script(files: &[SiteFile]) -> String {
    let mut list = String::from("[\n");
    let mut version = Sha256::new();
    for file in files.iter().filter(|file| file.name != NAME) {
        let integrity = base64(&Sha256::digest(&file.bytes));
        let address = if file.name == PAGE { "" } else { &file.name };
        version.update(address);
        version.update(&integrity);
        // Writing to a string cannot fail.
        let _written = writeln!(list, "  [\"./{address}\", \"sha256-{integrity}\", {}],", is_hashed(address));
    }
    list.push(']');
    let version = version.finalize().iter().take(8).fold(String::new(), |mut version, byte| {
        let _written = write!(version, "{byte:02x}");
        version
    });
    TEMPLATE.replace("{{VERSION}}", &version).replace("[/* {{FILES}} */]", &list)
}

#[cfg(test)]
mod tests {
    use super::{SiteFile, script};

    fn file(name: &str, text: &str) -> SiteFile {
        SiteFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn every_file_but_the_script_itself_is_listed_with_its_hash() {
        let script = script(&[file("index.html", "page"), file("sw.js", "old"), file("a-0123456789abcdef.js", "1")]);
        assert!(script.contains("[\"./\", \"sha256-"));
        assert!(
            script.contains(
                "[\"./a-0123456789abcdef.js\", \"sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=\", true]"
            )
        );
        assert!(!script.contains("\"./sw.js\"") && !script.contains("{{"));
    }

    #[test]
    fn a_changed_byte_is_a_new_version_and_no_change_is_none() {
        let one = script(&[file("index.html", "page")]);
        assert_eq!(one, script(&[file("index.html", "page")]));
        assert_ne!(one, script(&[file("index.html", "Page")]));
    }
}
