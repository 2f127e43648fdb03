//! The name server as a program of its own, which reads the same files as the others.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use async_trait::async_trait;
use dns::names::Name;
use dns::source::{Committed, Published, Unavailable, ZoneChange, ZoneSource};
use dns::zone_file::read_zone;
use peers::ours::Ours;
use peers::{Peer, Place};

use crate::files::{Files, read_list};

/// Starts it with the zones of a folder, and waits until it answers for all of them.
pub fn start(files: &Files, threads: usize) -> Peer {
    let mut peer = begin(files, threads);
    peer.serves(files.zones.iter().map(|zone| &zone.apex));
    peer
}

/// Starts it with the zones of a folder, and waits for nothing but an answer.
pub fn begin(files: &Files, threads: usize) -> Peer {
    let (place, program) = (Place::new(), std::env::current_exe().unwrap());
    let mut command = Command::new(program);
    command.arg("serve").arg(files.list());
    command.args([place.address.to_string(), threads.to_string()]);
    Peer::start(&mut command, place)
}

/// Is it: a list of zones, an address, and a number of threads.
pub fn serve(arguments: &[String]) {
    let [list, address, threads] = arguments else { unreachable!("it is started here") };
    let zones = read_list(Path::new(list)).into_iter().map(|zone| (zone.apex, zone.file));
    let source = Arc::new(Listed(zones.collect()));
    Ours::over(source, address.parse().unwrap(), threads.parse().unwrap()).wait()
}

/// Zones in files that nobody changes.
struct Listed(BTreeMap<Name, PathBuf>);

#[async_trait]
impl ZoneSource for Listed {
    async fn apexes(&self, after: Option<&Name>, limit: usize) -> Result<Vec<Name>, Unavailable> {
        let behind = after.map_or(Bound::Unbounded, Bound::Excluded);
        let apexes = self.0.range::<Name, _>((behind, Bound::Unbounded));
        Ok(apexes.take(limit).map(|(apex, _)| apex.clone()).collect())
    }

    async fn zones(&self, apexes: &[Name]) -> Result<Vec<Committed>, Unavailable> {
        let read = |apex: &Name| {
            let text = std::fs::read_to_string(self.0.get(apex)?).ok()?;
            Some(Committed { contents: read_zone(&text, apex)?, keys: None })
        };
        Ok(apexes.iter().filter_map(read).collect())
    }

    async fn position(&self) -> Result<i64, Unavailable> {
        Ok(0)
    }

    async fn changes(&self, _: i64, _: &[i64], _: usize) -> Result<Vec<ZoneChange>, Unavailable> {
        Ok(Vec::new())
    }

    async fn changed(&self) {
        std::future::pending().await
    }

    async fn published(&self, _: Vec<Published>) -> Result<(), Unavailable> {
        Ok(())
    }
}
