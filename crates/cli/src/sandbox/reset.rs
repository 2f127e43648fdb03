//! Back to the first minute: the world is left for good, and another one begins in its place.
//!
//! Calls that are under way finish first, and those that come wait. What nobody can wait for, such
//! as work that still hangs on a slow supplier, keeps the old world and reaches nothing any more.

use std::sync::Arc;
use std::time::Duration;

use crate::StartError;
use crate::worker::Worker;

use super::beginning;
use super::shared::Shared;

/// How long calls and the worker may take to finish.
const PATIENCE: Duration = Duration::from_secs(30);

/// Goes back to the first minute, in every realm.
pub(super) async fn reset(sandbox: &Shared) -> Result<(), StartError> {
    let mut workers = sandbox.workers.lock().await;
    let mut gates = Vec::new();
    for side in sandbox.sides() {
        let busy = || StartError::new("calls are still under way; nothing was reset");
        gates.push(side.gate.close(PATIENCE).await.ok_or_else(busy)?);
    }
    for worker in workers.drain(..) {
        worker.stop(PATIENCE).await;
    }
    sandbox.name_server.leave().await;
    for side in sandbox.sides() {
        let old = side.world();
        old.faults.cut_off();
        old.realm.store.retire();
    }
    let beside = sandbox.beside.as_ref().map(|side| &side.ground);
    let new = beginning::begin_again(&sandbox.live.ground, beside).await?;
    sandbox.name_server.follow(&new.live.realm).await?;
    let new = [Some(new.live), new.beside].into_iter().flatten();
    for ((side, world), gate) in sandbox.sides().zip(new).zip(gates) {
        side.ground.log.clear();
        workers.push(Worker::start(&world.realm));
        let inside = side.ground.inside(&world);
        side.exchange(Arc::new(world));
        gate.open_with(inside);
    }
    Ok(())
}
