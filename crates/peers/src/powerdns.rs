//! `PowerDNS` from the machine's packages with SQLite behind it, changed through its HTTP API.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use crate::process::{Peer, Place, free_address, installed};

/// Where Debian's package puts the tables.
const TABLES: &str = "/usr/share/doc/pdns-backend-sqlite3/schema.sqlite3.sql";

/// The key of its API.
pub const API_KEY: &str = "knock-knock";

/// A server and its API.
#[derive(Debug)]
pub struct PowerDns {
    /// The server.
    pub peer: Peer,
    /// Where its API listens.
    pub api: SocketAddr,
}

/// Whether it is there, with SQLite.
#[must_use]
pub fn is_there() -> bool {
    let tables = Path::new(TABLES).exists();
    if !tables {
        eprintln!("SKIPPED: {TABLES} is not there");
    }
    tables && installed(&["pdns_server", "sqlite3"])
}

/// Starts it with an empty database that is synchronous, so that what it said is kept, and without
/// caches of answers, so that a change is answered at once.
///
/// # Panics
/// When the database cannot be made.
#[must_use]
pub fn start() -> PowerDns {
    let (place, api) = (Place::new(), free_address());
    let database = place.folder().join("zones.sqlite3");
    let made = Command::new("sqlite3").arg(&database).arg(format!(".read {TABLES}")).status();
    assert!(made.is_ok_and(|status| status.success()), "sqlite3 makes the tables");
    let folder = place.folder().display().to_string();
    let text = format!(
        "launch=gsqlite3\ngsqlite3-database={}\ngsqlite3-pragma-synchronous=2\nlocal-address={}\n\
         local-port={}\nsocket-dir={folder}\napi=yes\napi-key={API_KEY}\nwebserver=yes\n\
         webserver-address={}\nwebserver-port={}\nwebserver-allow-from=127.0.0.0/8\n\
         cache-ttl=0\nquery-cache-ttl=0\nnegquery-cache-ttl=0\nzone-cache-refresh-interval=0\n\
         daemon=no\nguardian=no\nloglevel=3\ndisable-syslog=yes\nversion-string=anonymous\n",
        database.display(),
        place.address.ip(),
        place.address.port(),
        api.ip(),
        api.port(),
    );
    let _ = place.write("pdns.conf", &text);
    let mut command = Command::new("pdns_server");
    command.arg(format!("--config-dir={folder}"));
    PowerDns { peer: Peer::start(&mut command, place), api }
}
