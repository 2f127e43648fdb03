//! Knot from the machine's packages, as it comes: no module, no signing, nothing written back.

use std::fmt::Write as _;
use std::process::Command;

use crate::process::{Peer, Place, ZoneFile, installed};

/// Whether it is there.
#[must_use]
pub fn is_there() -> bool {
    installed(&["knotd"])
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

/// Starts it at a place with a configuration below the sections that every one has: `server`,
/// `control`, `database`, `log` and the default template.
#[must_use]
pub fn start_with(place: Place, workers: usize, configuration: &str) -> Peer {
    let (folder, address) = (place.folder().display().to_string(), place.address);
    let text = format!(
        "server:\n  listen: {}@{}\n  rundir: {folder}\n  udp-workers: {workers}\n  tcp-workers: 1\n  \
         background-workers: 2\n  identity: \"\"\n  version: \"\"\n  nsid: \"\"\n\
         control:\n  listen: {folder}/knot.sock\n\
         database:\n  storage: {folder}/database\n\
         log:\n  - target: stderr\n    any: warning\n\
         template:\n  - id: default\n    storage: {folder}\n    zonefile-sync: -1\n    \
         journal-content: none\n\
         {configuration}",
        address.ip(),
        address.port(),
    );
    let file = place.write("knot.conf", &text);
    Peer::start(Command::new("knotd").arg("-c").arg(file), place)
}

fn zone_list(zones: &[ZoneFile]) -> String {
    let mut text = String::from("zone:\n");
    for ZoneFile { apex, file } in zones {
        let _ = writeln!(text, "  - domain: \"{apex}.\"\n    file: {}", file.display());
    }
    text
}
