//! Trunk's last step: the policy into the page, the service worker beside it.

use std::path::Path;

use super::{SiteError, files, policy, read, worker, write};

/// Finishes the build in `staging`, the folder that Trunk is about to put into place.
pub fn finish(staging: &Path) -> Result<(), SiteError> {
    let index = staging.join("index.html");
    let page = String::from_utf8(read(&index)?).map_err(|_| SiteError::Page("UTF-8"))?;
    write(&index, policy::with_policy(&page)?.as_bytes())?;
    write(&staging.join(worker::NAME), worker::script(&files(staging)?).as_bytes())
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
        finish(&staging).unwrap();
        let page = fs::read(staging.join("index.html")).unwrap();
        let worker = fs::read_to_string(staging.join("sw.js")).unwrap();
        fs::remove_dir_all(&staging).unwrap();
        let hash = super::policy::base64(&<sha2::Sha256 as sha2::Digest>::digest(&page));
        assert!(worker.contains(&hash));
    }
}
