//! Debian's ACME test server, which believes what a name server of the test's choice answers.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;

use crate::openssl::openssl;

/// How long it may take until it answers.
const STARTS_WITHIN: Duration = Duration::from_secs(20);

/// A running ACME server.
pub struct Pebble {
    child: Child,
    port: u16,
    folder: TempDir,
}

/// Whether a program is here; says so when it is not.
#[must_use]
pub fn is_installed(program: &str) -> bool {
    let is_there = Command::new(program).arg("--help").output().is_ok();
    if !is_there {
        eprintln!("skipped: there is no {program} here");
    }
    is_there
}

impl Pebble {
    /// Starts one that asks the name server at `dns`, and looks for files at `http_port` of whatever
    /// address that names.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start(dns: SocketAddr, http_port: u16) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the ACME server");
        let (key, certificate) = (folder.path().join("key.pem"), folder.path().join("cert.pem"));
        let (key, certificate) = (text(&key), text(&certificate));
        let subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
        let made = ["req", "-x509", "-nodes", "-days", "30", "-newkey", "rsa:2048"];
        let files = ["-keyout", &key, "-out", &certificate];
        openssl(&[&made[..], &subject, &files].concat())
            .expect("a certificate for the ACME server");
        let (port, management) = (free_port(), free_port());
        let config = json!({ "pebble": {
            "listenAddress": format!("127.0.0.1:{port}"),
            "managementListenAddress": format!("127.0.0.1:{management}"),
            "certificate": certificate,
            "privateKey": key,
            "httpPort": http_port,
            "tlsPort": free_port(),
            "ocspResponderURL": "",
            "externalAccountBindingRequired": false,
        }});
        let file = folder.path().join("pebble.json");
        std::fs::write(&file, config.to_string()).expect("its configuration is written");
        let child = Command::new("pebble")
            .args(["-config", &text(&file), "-dnsserver", &dns.to_string()])
            .env("PEBBLE_VA_NOSLEEP", "1")
            .env("PEBBLE_WFE_NONCEREJECT", "0")
            .env("PEBBLE_AUTHZREUSE", "0")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the ACME server starts");
        let pebble = Self { child, port, folder };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < STARTS_WITHIN, "the ACME server does not answer");
            std::thread::yield_now();
        }
        pebble
    }

    /// Where its directory is.
    #[must_use]
    pub fn directory(&self) -> String {
        format!("https://127.0.0.1:{}/dir", self.port)
    }

    /// The file with the certificate that its own address is trusted by.
    #[must_use]
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("cert.pem")
    }
}

impl Drop for Pebble {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// A port that nobody listens on.
///
/// # Panics
/// When there is none.
#[must_use]
pub fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}
