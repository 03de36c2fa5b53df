//! Trunk's last step: the compiled campaign and the later styles beside the page, the phone's module in two parts, the policy into the page, and the
//! service worker that knows them all.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::split::{Glue, bare, split};
use super::{SiteError, campaign, files, io_error, policy, read, sheet, worker, write};

/// The program whose module is cut; Trunk adds a hash of the content.
const PROGRAM: &str = "app-";
const SCRIPT_END: &str = ".js";
const MODULE_END: &str = "_bg.wasm";
/// The end of the name of the second part.
pub const SECOND_END: &str = "_second.wasm";

/// Finishes the build in `staging`, the folder that Trunk is about to put into place. A release is cut in two, and before that
/// copied as it is to `whole`, for those who measure what runs in it.
pub fn finish(staging: &Path, whole: Option<&Path>) -> Result<(), SiteError> {
    let index = staging.join("index.html");
    let mut page = text(&index)?;
    let mut made = Vec::new();
    if let Some((naming, files)) = campaign::with_campaign(&page)? {
        page = naming;
        made.extend(files);
    }
    if let Some((naming, file)) = sheet::apart(&page) {
        page = naming;
        made.push(file);
    }
    for file in made {
        write(&staging.join(&file.name), &file.bytes)?;
    }
    write(&index, page.as_bytes())?;
    if let Some(program) = Program::of(staging)? {
        if let Some(whole) = whole {
            copy(staging, whole)?;
            page = program.cut(&page)?;
        } else {
            program.leave()?;
        }
    }
    for file in files(staging)?.into_iter().filter(|file| file.name.ends_with(MODULE_END)) {
        write(&staging.join(&file.name), &bare(&file.bytes)?)?;
    }
    write(&index, policy::with_policy(&page)?.as_bytes())?;
    seal(staging)
}

/// Writes the service worker that knows the files in `folder` as they are now.
pub fn seal(folder: &Path) -> Result<(), SiteError> {
    write(&folder.join(worker::NAME), worker::script(&files(folder)?).as_bytes())
}

/// The phone's program in the folder.
struct Program {
    folder: PathBuf,
    /// What its files' names begin with.
    name: String,
}

impl Program {
    fn of(folder: &Path) -> Result<Option<Self>, SiteError> {
        let names = files(folder)?.into_iter().map(|file| file.name);
        let mut names = names.filter_map(|name| Some(name.strip_suffix(MODULE_END)?.to_owned()));
        let name = names.find(|name| name.starts_with(PROGRAM));
        Ok(name.map(|name| Self { folder: folder.to_owned(), name }))
    }

    fn file(&self, end: &str) -> PathBuf {
        self.folder.join(format!("{}{end}", self.name))
    }

    fn script(&self) -> Result<Glue, SiteError> {
        text(&self.file(SCRIPT_END)).map(Glue::new)
    }

    fn leave(&self) -> Result<(), SiteError> {
        write(&self.file(SCRIPT_END), self.script()?.whole().as_bytes())
    }

    /// Cuts it, and names the new files by their contents. Gives the page that names them.
    fn cut(&self, page: &str) -> Result<String, SiteError> {
        let module = self.file(MODULE_END);
        let parts = split(&read(&module)?)?;
        let second = named(&parts.second, SECOND_END);
        let script = self.script()?.split(&parts.imports, &second)?;
        let files = [
            (SCRIPT_END, named(script.as_bytes(), SCRIPT_END), script.as_bytes()),
            (MODULE_END, named(&parts.first, MODULE_END), &parts.first),
        ];
        let mut page = page.to_owned();
        for (end, name, bytes) in files {
            let old = format!("{}{end}", self.name);
            page = page.replace(&old, &name);
            fs::remove_file(self.folder.join(&old)).map_err(|cause| io_error(&self.folder.join(&old), cause))?;
            write(&self.folder.join(name), bytes)?;
        }
        write(&self.folder.join(second), &parts.second)?;
        Ok(page)
    }
}

/// A name that says of which content the file is, so that hosts and browsers may keep it for ever.
fn named(bytes: &[u8], end: &str) -> String {
    let hash = Sha256::digest(bytes).iter().take(8).fold(String::new(), |hash, byte| format!("{hash}{byte:02x}"));
    format!("{PROGRAM}{hash}{end}")
}

fn text(path: &Path) -> Result<String, SiteError> {
    String::from_utf8(read(path)?).map_err(|_| SiteError::Page("UTF-8"))
}

/// Copies a folder's files to a fresh one.
fn copy(from: &Path, to: &Path) -> Result<(), SiteError> {
    if to.exists() {
        fs::remove_dir_all(to).map_err(|cause| io_error(to, cause))?;
    }
    for file in files(from)? {
        let target = to.join(&file.name);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(|cause| io_error(folder, cause))?;
        }
        write(&target, &file.bytes)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::finish;

    #[test]
    fn the_service_worker_lists_the_page_as_it_is_served() {
        let staging = std::env::temp_dir().join(format!("nuandong-finish-{}", std::process::id()));
        fs::create_dir_all(&staging).unwrap();
        fs::write(staging.join("index.html"), "<meta charset=\"utf-8\"><script>1</script>").unwrap();
        finish(&staging, None).unwrap();
        let page = fs::read(staging.join("index.html")).unwrap();
        let worker = fs::read_to_string(staging.join("sw.js")).unwrap();
        fs::remove_dir_all(&staging).unwrap();
        let hash = super::policy::base64(&<sha2::Sha256 as sha2::Digest>::digest(&page));
        assert!(worker.contains(&hash));
    }
}
