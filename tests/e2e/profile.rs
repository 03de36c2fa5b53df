//! A person's device: a browser profile and a download folder, kept between two starts of the browser.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A device with its own storage. Dropping it wipes it.
#[derive(Debug)]
pub struct Profile {
    folder: PathBuf,
    /// Whether its browser lets sites keep data.
    pub keeps: bool,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

impl Profile {
    /// A device that was never used.
    pub fn fresh(name: &str) -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("nuandong-e2e-{}-{number}-{name}", std::process::id()));
        fs::create_dir_all(folder.join("downloads")).unwrap();
        let profile = Self { folder, keeps: true };
        fs::create_dir_all(profile.home()).unwrap();
        let folders = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", profile.downloads().display());
        fs::write(profile.home().join("user-dirs.dirs"), folders).unwrap();
        profile
    }

    /// A device whose browser lets no site keep anything.
    pub fn keeping_nothing(name: &str) -> Self {
        let mut profile = Self::fresh(name);
        profile.keeps = false;
        profile
    }

    /// Where the browser keeps the profile.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// The home folder and the desktop's settings, for browsers that look there.
    pub fn home(&self) -> PathBuf {
        self.folder.join("home")
    }

    /// Where it puts what the user saves.
    pub fn downloads(&self) -> PathBuf {
        self.folder.join("downloads")
    }

    /// Waits for a file that was saved whole and whose name holds this.
    pub async fn downloaded(&self, part: &str) -> PathBuf {
        let until = Instant::now() + Duration::from_secs(15);
        // Each engine has its own name for a file on its way, and one of them an empty file of the final name beside it.
        let wanted = |file: &PathBuf| {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let whole = ![".crdownload", ".wkdownload", ".part"].iter().any(|end| name.ends_with(end));
            name.contains(part) && whole && fs::metadata(file).is_ok_and(|file| file.len() > 0)
        };
        loop {
            let mut files = fs::read_dir(self.downloads()).unwrap().map(|entry| entry.unwrap().path());
            if let Some(file) = files.find(wanted) {
                return file;
            }
            assert!(Instant::now() < until, "no file “{part}” was saved");
            tokio::time::sleep(Duration::from_millis(80)).await;
        }
    }

    /// Where Chromium notes what it asks of the network.
    pub fn net_log(&self) -> PathBuf {
        self.folder.join("net.json")
    }

    /// The addresses that pages of `origin`, their workers and their service workers asked for since the browser's last start:
    /// what the browser asks for by itself is not theirs. The browser must have ended.
    pub fn asked(&self, origin: &str) -> Vec<String> {
        let log = fs::read_to_string(self.net_log()).unwrap();
        let ours = format!("\"initiator\":\"{origin}");
        // One event a line.
        let urls = log.lines().filter(|event| event.contains(&ours)).filter_map(|event| {
            let (_, url) = event.split_once("\"url\":\"")?;
            Some(url.split_once('"')?.0.to_owned())
        });
        urls.collect()
    }

    /// A file of this device, for the tests' own use.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        let _wiped = fs::remove_dir_all(&self.folder);
    }
}
