//! A PostgreSQL cluster in a temporary folder, reached by a socket in it, for one run of the tests.
//!
//! It ends with this process however that ends: a small shell waits for the other end of its pipe to
//! close, then stops the server and removes the folder. No signal needs to be caught.

use std::ffi::OsString;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::Result;
use crate::steps::{answer, notice};

/// The oldest version that is tested.
const OLDEST: u32 = 15;
/// Every test has a pool of connections of its own, and many run at once.
const MAX_CONNECTIONS: &str = "400";
/// The user that is made for the server where root has none to give.
const SYSTEM_USER: &str = "nameyard-tests";

/// Waits until nobody writes to it any more, then cleans up. `$1` are the programs, `$2` the folder.
const KEEPER: &str = r#"
trap '' INT TERM HUP
cat > /dev/null
"$1/pg_ctl" stop --silent --mode=fast --pgdata="$2/data" > /dev/null 2>&1
rm -rf "$2"
"#;

/// What came of starting.
enum Start {
    /// It runs.
    Running(Cluster),
    /// This machine cannot have one; the reason is a sentence.
    Impossible(String),
}

/// A running cluster; stopped and removed when it is dropped.
pub struct Cluster {
    folder: PathBuf,
    version: String,
    keeper: Child,
}

/// Runs `work` with the cluster that `variable` names, else with one of its own, else without any,
/// and says loudly what is left out then.
pub fn lend(variable: &str, what: &str, work: impl FnOnce(Option<OsString>) -> Result) -> Result {
    if let Some(given) = std::env::var_os(variable).filter(|url| !url.is_empty()) {
        eprintln!("PostgreSQL: the cluster that {variable} names");
        return work(Some(given));
    }
    match Cluster::start()? {
        Start::Running(cluster) => {
            eprintln!("PostgreSQL: {}, for these {what} alone", cluster.version());
            work(Some(cluster.url().into()))
        }
        Start::Impossible(why) => {
            notice(&[
                &why,
                "",
                &format!(
                    "THE POSTGRESQL HALF OF THE {} IS SKIPPED. What follows",
                    what.to_uppercase()
                ),
                "was done on SQLite only. Install PostgreSQL 15 or newer, or name a",
                &format!("cluster by its URL in {variable}, to run it all."),
            ]);
            work(None)
        }
    }
}

impl Cluster {
    /// Makes a cluster and starts it, where its programs are installed.
    fn start() -> Result<Start> {
        let Some((programs, version)) = newest_programs() else {
            let why = format!("PostgreSQL {OLDEST} or newer is not installed here.");
            return Ok(Start::Impossible(why));
        };
        let user = match User::unprivileged() {
            Ok(user) => user,
            Err(why) => return Ok(Start::Impossible(why)),
        };
        let folder = new_folder(user)?;
        // From here on the folder goes when this process does.
        let keeper = user
            .command("sh")
            .args(["-c", KEEPER, "sh"])
            .args([&programs, &folder])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|error| format!("sh did not start: {error}"))?;
        let cluster = Self { folder, version, keeper };
        cluster.initialise(&programs, user)?;
        cluster.launch(&programs, user)?;
        Ok(Start::Running(cluster))
    }

    /// What it says of itself: `PostgreSQL 15.14`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// How to connect. A folder stands in a URL's host percent-encoded.
    pub fn url(&self) -> String {
        let folder = self.folder.to_string_lossy().replace('/', "%2F");
        format!("postgres://nameyard@{folder}/postgres")
    }

    /// Only who may open the folder reaches the socket, so nobody is asked for a password.
    fn initialise(&self, programs: &Path, user: User) -> Result {
        let initdb = |locale: &[&str]| {
            let mut command = user.command(programs.join("initdb"));
            command.args(["--no-sync", "--auth=trust", "--username=nameyard", "--encoding=UTF8"]);
            command.args(locale).arg("--pgdata").arg(self.folder.join("data"));
            answer(&mut command).map(drop)
        };
        // A server that sorts as a dictionary does, as people's servers do; what relies on it by
        // mistake shows here. Not every server was built with it.
        initdb(&["--locale=C", "--locale-provider=icu", "--icu-locale=en"])
            .or_else(|_| initdb(&["--locale=C"]))
    }

    fn launch(&self, programs: &Path, user: User) -> Result {
        let options = format!(
            "-c listen_addresses= -c unix_socket_directories={} -c max_connections={MAX_CONNECTIONS}",
            self.folder.display()
        );
        let log = self.folder.join("log");
        let mut command = user.command(programs.join("pg_ctl"));
        command.args(["start", "--silent", "--wait", "--options", &options]);
        command.arg("--pgdata").arg(self.folder.join("data")).arg("--log").arg(&log);
        // The server keeps what it inherits, and would hold our own output open after us.
        let status =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            failed => {
                let log = std::fs::read_to_string(log).unwrap_or_default();
                Err(format!("PostgreSQL did not start ({failed:?}): {}", log.trim()))
            }
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // Whatever became of it, the tests are over.
        let _ = self.keeper.wait();
    }
}

/// The folder with the newest programs, and their version.
fn newest_programs() -> Option<(PathBuf, String)> {
    let mut folders = Vec::new();
    // Debian, Red Hat and Homebrew keep each version in a folder that is not searched.
    for (parent, below) in
        [("/usr/lib/postgresql", "bin"), ("/usr", "bin"), ("/opt/homebrew/opt", "bin")]
    {
        let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
        folders.extend(entries.map(|entry| entry.path().join(below)));
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    folders.extend(std::env::split_paths(&path));
    // Of equal versions the first is taken.
    folders
        .into_iter()
        .rev()
        .filter(|folder| {
            ["initdb", "postgres", "pg_ctl"].iter().all(|program| folder.join(program).is_file())
        })
        .filter_map(|folder| {
            let said = answer(Command::new(folder.join("initdb")).arg("--version")).ok()?;
            let number = said.split_whitespace().nth(2)?.to_owned();
            let major: u32 =
                number.split(|sign: char| !sign.is_ascii_digit()).next()?.parse().ok()?;
            (major >= OLDEST).then(|| (major, (folder, format!("PostgreSQL {number}"))))
        })
        .max_by_key(|(major, _)| *major)
        .map(|(_, found)| found)
}

/// A fresh folder that only `user` may open.
fn new_folder(user: User) -> Result<PathBuf> {
    let name = format!("nameyard-postgres-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    let make = || {
        std::fs::create_dir(&folder)?;
        std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o700))?;
        if let User::Other { user, group } = user {
            chown(&folder, Some(user), Some(group))?;
        }
        Ok(())
    };
    make().map_err(|error: std::io::Error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

/// Who runs the server. It refuses to run as root.
#[derive(Clone, Copy)]
enum User {
    /// Whoever runs this.
    Same,
    /// Somebody root may become.
    Other { user: u32, group: u32 },
}

impl User {
    fn unprivileged() -> Result<Self> {
        if answer(Command::new("id").arg("-u"))?.trim() != "0" {
            return Ok(Self::Same);
        }
        if let Some(user) = Self::named("postgres").or_else(|| Self::named(SYSTEM_USER)) {
            return Ok(user);
        }
        answer(Command::new("useradd").args(["--system", "--shell", "/bin/sh", SYSTEM_USER]))
            .map_err(|why| format!("PostgreSQL refuses to run as root, and {why}."))?;
        Self::named(SYSTEM_USER).ok_or(format!("The new user {SYSTEM_USER} is unknown."))
    }

    fn named(name: &str) -> Option<Self> {
        let number = |option| {
            answer(Command::new("id").args([option, name])).ok()?.trim().parse::<u32>().ok()
        };
        Some(Self::Other { user: number("-u")?, group: number("-g")? })
    }

    /// A program that runs as this user, in a folder that everybody may enter.
    fn command(self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir("/");
        if let Self::Other { user, group } = self {
            command.uid(user).gid(group);
        }
        command
    }
}
