//! The end of a server: nothing more is accepted, and what runs is finished.

use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use crate::http::{Gate, Server};
use crate::worker::Worker;

/// How long everything that runs may take to finish, all together.
const PATIENCE: Duration = Duration::from_secs(10);
/// What the worker gets of it in any case.
const FOR_THE_WORKER: Duration = Duration::from_secs(2);

/// Stops a server: its connections, then the calls whose callers left, then its workers.
pub async fn wind_down(server: Server, gates: Vec<Gate>, workers: &Mutex<Vec<Worker>>) {
    let begun = Instant::now();
    let left = || PATIENCE.saturating_sub(begun.elapsed());
    server.stop(left()).await;
    let mut closed = Vec::new();
    for gate in gates {
        closed.push(gate.close(left()).await);
    }
    if closed.iter().any(Option::is_none) {
        tracing::warn!("some calls did not finish in time; they are carried on at the next start");
    }
    // Whoever moves the clock right now holds the workers, and may take longer than there is time.
    let held = tokio::time::timeout(left().max(FOR_THE_WORKER), workers.lock()).await;
    let workers = held.map(|mut workers| std::mem::take(&mut *workers)).unwrap_or_default();
    for worker in workers {
        worker.stop(left().max(FOR_THE_WORKER)).await;
    }
}
