//! A name server as a child process, with a folder and a port of its own. It ends when it is dropped.

use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use dns::names::Name;
use tempfile::TempDir;

use crate::client::{ask_all, query};

/// A zone and the file it stands in.
#[derive(Debug, Clone)]
pub struct ZoneFile {
    /// The zone.
    pub apex: Name,
    /// Its file.
    pub file: PathBuf,
}

/// Where a server is going to live.
#[derive(Debug)]
pub struct Place {
    folder: TempDir,
    /// Where it listens, UDP and TCP.
    pub address: SocketAddr,
}

impl Place {
    /// A fresh folder and a free port.
    ///
    /// # Panics
    /// When the machine has neither.
    #[must_use]
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for a name server");
        Self { folder, address: free_address() }
    }

    /// Its folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A file in its folder, written.
    ///
    /// # Panics
    /// When the file cannot be written.
    #[must_use]
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder().join(name);
        std::fs::write(&path, text).expect("a file in a fresh folder");
        path
    }
}

impl Default for Place {
    fn default() -> Self {
        Self::new()
    }
}

/// A name server that runs.
#[derive(Debug)]
pub struct Peer {
    child: Child,
    place: Place,
}

impl Peer {
    /// Starts a program, and waits until it answers at its place, whatever it says.
    ///
    /// # Panics
    /// When it does not start or does not answer within a minute; what it complained of is shown.
    #[must_use]
    pub fn start(command: &mut Command, place: Place) -> Self {
        let complaints = place.folder().join("complaints");
        let written = File::create(&complaints).expect("a file in a fresh folder");
        let child = command
            .current_dir(place.folder())
            .stdin(Stdio::null())
            .stdout(written.try_clone().expect("a second hand on a file"))
            .stderr(written)
            .spawn()
            .expect("an installed program starts");
        let mut peer = Self { child, place };
        let probe = query(&Name::root(), dns::names::Rtype::SOA);
        let answers = peer.waits(|peer| ask_all(peer.address(), &[&probe])[0].is_some());
        assert!(answers, "{command:?} does not answer: {}", peer.complaints());
        peer
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.place.address
    }

    /// Its folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.place.folder()
    }

    /// What it wrote to its output.
    #[must_use]
    pub fn complaints(&self) -> String {
        std::fs::read_to_string(self.folder().join("complaints")).unwrap_or_default()
    }

    /// Waits until it answers for all of these zones.
    ///
    /// # Panics
    /// When it does not within a minute.
    pub fn serves<'a>(&mut self, apexes: impl IntoIterator<Item = &'a Name>) {
        let probes: Vec<Vec<u8>> =
            apexes.into_iter().map(|apex| query(apex, dns::names::Rtype::SOA)).collect();
        let probes: Vec<&[u8]> = probes.iter().map(Vec::as_slice).collect();
        let serves = self.waits(|peer| {
            let answers = ask_all(peer.address(), &probes);
            answers.iter().all(|answer| answer.as_ref().is_some_and(|answer| answer[3] & 15 == 0))
        });
        assert!(serves, "it does not serve all zones: {}", self.complaints());
    }

    /// Waits for something, at most a minute; false when it did not come, or the program ended.
    pub fn waits(&mut self, until: impl Fn(&Self) -> bool) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(60) {
            if until(self) {
                return true;
            }
            if self.child.try_wait().is_ok_and(|ended| ended.is_some()) {
                return false;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        false
    }

    /// Keeps it and its children to some cores, as taskset(1) names them.
    pub fn pin(&self, cores: &str) {
        for process in family(self.child.id()) {
            let process = process.to_string();
            let _ = Command::new("taskset").args(["-a", "-p", "-c", cores, &process]).output();
        }
    }

    /// The memory it and its children have in use, in KiB; pages they share count once.
    #[must_use]
    pub fn memory(&self) -> u64 {
        memory(self.child.id())
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        for process in family(self.child.id()).into_iter().skip(1) {
            let _ = Command::new("kill").arg("-9").arg(process.to_string()).status();
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The memory a process and its children have in use, in KiB: their proportional shares (proc(5)).
#[must_use]
pub fn memory(process: u32) -> u64 {
    let shares = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup"));
    let own = shares.ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("Pss:"))?.to_owned();
        line.split_whitespace().nth(1)?.parse::<u64>().ok()
    });
    own.unwrap_or(0) + children(process).into_iter().map(memory).sum::<u64>()
}

/// A process, what it started, and what those started.
fn family(process: u32) -> Vec<u32> {
    let below = children(process).into_iter().flat_map(family);
    std::iter::once(process).chain(below).collect()
}

/// The processes that a process started.
fn children(process: u32) -> Vec<u32> {
    let list = std::fs::read_to_string(format!("/proc/{process}/task/{process}/children"));
    list.unwrap_or_default().split_whitespace().filter_map(|id| id.parse().ok()).collect()
}

/// An address of this machine where nobody listens, neither over UDP nor over TCP.
///
/// # Panics
/// When there is none.
#[must_use]
pub fn free_address() -> SocketAddr {
    let free = || {
        let tcp = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).ok()?;
        let address = tcp.local_addr().ok()?;
        UdpSocket::bind(address).is_ok().then_some(address)
    };
    (0..100).find_map(|_| free()).expect("a free port")
}

/// Whether programs are there, and where one is not, a line that says what is skipped.
#[must_use]
pub fn installed(programs: &[&str]) -> bool {
    let folders = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/sbin", "/bin"];
    let there = |name: &&str| folders.iter().any(|folder| Path::new(folder).join(name).exists());
    let missing: Vec<&str> = programs.iter().filter(|name| !there(name)).copied().collect();
    if !missing.is_empty() {
        eprintln!("SKIPPED: {} is not installed", missing.join(", "));
    }
    missing.is_empty()
}
