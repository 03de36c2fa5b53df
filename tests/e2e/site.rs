//! The web host of these tests: a process of its own, so that stopping it is what losing the network is.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The built site, served on a free port of this machine until dropped.
pub struct Site {
    process: Child,
    /// `http://127.0.0.1:PORT`
    pub origin: String,
}

/// The built site.
pub fn dist() -> PathBuf {
    let dist = std::env::var("NUANDONG_DIST").unwrap_or_else(|_| "dist".into());
    Path::new(env!("CARGO_MANIFEST_DIR")).join(dist)
}

impl Site {
    /// Serves the built site.
    pub fn serve() -> Self {
        Self::serve_folder(&dist())
    }

    /// Serves another folder.
    pub fn serve_folder(folder: &Path) -> Self {
        assert!(folder.join("index.html").is_file(), "no built site at {}; run: make dist", folder.display());
        let mut process = Command::new(env!("CARGO_BIN_EXE_site"))
            .arg("serve")
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { process, origin: address.trim().trim_end_matches('/').to_owned() }
    }

    /// Takes the network away.
    pub fn stop(&mut self) {
        let _killed = self.process.kill();
        let _reaped = self.process.wait();
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop();
    }
}
