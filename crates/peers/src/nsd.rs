//! NSD from the machine's packages, as it comes, but without rate limits.

use std::fmt::Write as _;
use std::process::Command;

use crate::process::{Peer, Place, ZoneFile, installed};

/// Whether it is there.
#[must_use]
pub fn is_there() -> bool {
    installed(&["nsd"])
}

/// Starts it with zones from files, and waits until it answers for all of them.
#[must_use]
pub fn start(zones: &[ZoneFile], workers: usize) -> Peer {
    let mut peer = begin(zones, workers);
    peer.serves(zones.iter().map(|zone| &zone.apex));
    peer
}

/// Starts it with zones from files, and waits for nothing but an answer.
#[must_use]
pub fn begin(zones: &[ZoneFile], workers: usize) -> Peer {
    start_with(Place::new(), workers, &zone_list(zones))
}

/// Starts it at a place with a configuration below its `server` and `remote-control` sections.
#[must_use]
pub fn start_with(place: Place, workers: usize, configuration: &str) -> Peer {
    let (folder, address) = (place.folder().display().to_string(), place.address);
    let text = format!(
        "server:\n  ip-address: {}@{}\n  port: {}\n  server-count: {workers}\n  reuseport: yes\n  \
         username: \"\"\n  chroot: \"\"\n  database: \"\"\n  pidfile: \"{folder}/nsd.pid\"\n  \
         zonesdir: \"{folder}\"\n  zonelistfile: \"{folder}/zone.list\"\n  \
         xfrdfile: \"{folder}/xfrd.state\"\n  xfrdir: \"{folder}\"\n  hide-version: yes\n  \
         hide-identity: yes\n  rrl-ratelimit: 0\n  rrl-whitelist-ratelimit: 0\n  \
         zonefiles-write: 0\n\
         remote-control:\n  control-enable: no\n\
         {configuration}",
        address.ip(),
        address.port(),
        address.port(),
    );
    let file = place.write("nsd.conf", &text);
    Peer::start(Command::new("nsd").arg("-d").arg("-c").arg(file), place)
}

fn zone_list(zones: &[ZoneFile]) -> String {
    let mut text = String::new();
    for ZoneFile { apex, file } in zones {
        let _ = writeln!(text, "zone:\n  name: \"{apex}.\"\n  zonefile: \"{}\"", file.display());
    }
    text
}
