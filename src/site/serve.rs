//! A small web server for the built site. It serves files and nothing else.
//!
//! It is our own, since the browser tests switch the network off by stopping it: connections that a browser keeps open must
//! end at that moment too.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::answer::{Answer, answer};
use super::{SiteError, policy, read};

/// The longest head of a request that is read, in bytes.
const LONGEST_HEAD: u64 = 16_384;

/// A server that runs until it is dropped; then every connection is closed.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

struct Shared {
    dist: PathBuf,
    policy: String,
    stopped: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
}

/// Serves the site in `dist` at `address`, `127.0.0.1:8080`; port 0 takes a free one.
pub fn serve(dist: &Path, address: &str) -> Result<Server, SiteError> {
    let page = String::from_utf8(read(&dist.join("index.html"))?).map_err(|_| SiteError::Page("UTF-8"))?;
    let refused = |cause: io::Error| SiteError::Listen { address: address.to_owned(), cause };
    let listener = TcpListener::bind(address).map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    let shared = Arc::new(Shared {
        dist: dist.to_owned(),
        policy: policy::policy(&page),
        stopped: AtomicBool::new(false),
        open: Mutex::default(),
    });
    let for_accepting = Arc::clone(&shared);
    let accepting = thread::spawn(move || for_accepting.accept(&listener));
    Ok(Server { address, shared, accepting: Some(accepting) })
}

impl Server {
    /// The port that it listens on.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.address.port()
    }

    /// Serves until the process is ended.
    pub fn wait(mut self) {
        if let Some(accepting) = self.accepting.take() {
            // It ends only with the process.
            let _ended = accepting.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that accepts, which then closes the port.
        drop(TcpStream::connect(self.address));
        if let Some(accepting) = self.accepting.take() {
            let _ended = accepting.join();
        }
        for stream in self.shared.streams().drain(..) {
            // The other side may have closed it already.
            let _closed = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Shared {
    /// The open connections. No thread can fail while it holds them.
    fn streams(&self) -> std::sync::MutexGuard<'_, Vec<TcpStream>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn accept(self: &Arc<Self>, listener: &TcpListener) {
        for stream in listener.incoming() {
            if self.stopped.load(Ordering::SeqCst) {
                return;
            }
            let Ok((stream, kept)) = stream.and_then(|stream| stream.try_clone().map(|kept| (stream, kept))) else {
                continue;
            };
            self.streams().push(kept);
            let shared = Arc::clone(self);
            thread::spawn(move || {
                // The browser went away, or spoke no HTTP; there is nobody to tell.
                let _served = shared.converse(&stream);
                let _closed = stream.shutdown(Shutdown::Both);
                let peer = stream.peer_addr().ok();
                shared.streams().retain(|other| other.peer_addr().ok() != peer);
            });
        }
    }

    /// Answers the requests of one connection, one after the other.
    fn converse(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let mut reader = BufReader::new(stream.take(LONGEST_HEAD));
        while let Some(request) = Head::read(&mut reader)? {
            let answer = answer(&self.dist, &request.method, &request.target, &request.accepted, &self.policy);
            send(stream, &answer, request.method != "HEAD")?;
            reader.get_mut().set_limit(LONGEST_HEAD);
        }
        Ok(())
    }
}

/// What matters of a request's head. The bodies of requests are not read: none that has one is answered with a file.
struct Head {
    method: String,
    target: String,
    accepted: String,
}

impl Head {
    /// The next request; none at the end of the connection, or where there is no whole head.
    fn read(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.split_ascii_whitespace().map(str::to_owned);
        let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(None) };
        let mut accepted = String::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            let line = line.trim_end();
            if line.is_empty() {
                return Ok(Some(Self { method, target, accepted }));
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("accept-encoding")
            {
                value.trim().clone_into(&mut accepted);
            }
        }
    }
}

fn send(mut stream: &TcpStream, answer: &Answer, with_body: bool) -> io::Result<()> {
    let body = answer.file.as_ref().map_or_else(|| Ok(Vec::new()), fs::read)?;
    let headers: String = answer.headers.iter().flat_map(|(name, value)| [name, ": ", value, "\r\n"]).collect();
    let head = format!("HTTP/1.1 {}\r\n{headers}Content-Length: {}\r\n\r\n", answer.status, body.len());
    stream.write_all(head.as_bytes())?;
    if with_body {
        stream.write_all(&body)?;
    }
    stream.flush()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

    use super::serve;

    fn ask(stream: &mut TcpStream, request: &str) -> String {
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = vec![0; 4096];
        let read = stream.read(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes[..read]).into_owned()
    }

    #[test]
    fn a_connection_is_kept_open_and_ends_when_the_server_stops() {
        let dist = std::env::temp_dir().join(format!("nuandong-serve-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        fs::write(dist.join("index.html"), "<p>page").unwrap();
        let server = serve(&dist, "127.0.0.1:0").unwrap();
        let port = server.port();
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        assert!(ask(&mut stream, "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n").contains("Content-Length: 7\r\n"));
        assert!(ask(&mut stream, "GET /none HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404 Not Found\r\n"));
        drop(server);
        assert_eq!(stream.read(&mut [0; 1]).unwrap_or(0), 0);
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
        fs::remove_dir_all(&dist).unwrap();
    }
}
