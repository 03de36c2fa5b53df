//! A person's device: a browser profile and a download folder, kept between two starts of the browser.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A device with its own storage. Dropping it wipes it.
#[derive(Debug)]
pub struct Profile {
    folder: PathBuf,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

impl Profile {
    /// A device that was never used.
    pub fn fresh(name: &str) -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("nuandong-e2e-{}-{number}-{name}", std::process::id()));
        fs::create_dir_all(folder.join("downloads")).unwrap();
        Self { folder }
    }

    /// Where the browser keeps the profile.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Where it puts what the user saves.
    pub fn downloads(&self) -> PathBuf {
        self.folder.join("downloads")
    }

    /// A file of this device, for the tests' own use.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Waits for a download whose name holds `part` and that is complete, and takes it out of the folder.
    pub async fn downloaded(&self, part: &str) -> PathBuf {
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            if let Some(found) = complete(&self.downloads(), part) {
                let taken = self.file(found.file_name().unwrap().to_str().unwrap());
                fs::rename(&found, &taken).unwrap();
                return taken;
            }
            assert!(Instant::now() < until, "no download named …{part}… in {:?}", names(&self.downloads()));
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        let _wiped = fs::remove_dir_all(&self.folder);
    }
}

fn complete(folder: &Path, part: &str) -> Option<PathBuf> {
    names(folder)
        .into_iter()
        .find(|name| name.contains(part) && !name.ends_with(".crdownload"))
        .map(|name| folder.join(name))
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}
