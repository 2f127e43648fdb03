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

/// Goes back to the first minute.
pub(super) async fn reset(sandbox: &Shared) -> Result<(), StartError> {
    let mut worker = sandbox.worker.lock().await;
    let busy = || StartError::new("calls are still under way; nothing was reset");
    let gate = sandbox.gate.close(PATIENCE).await.ok_or_else(busy)?;
    if let Some(worker) = worker.take() {
        worker.stop(PATIENCE).await;
    }
    let old = sandbox.world();
    old.faults.cut_off();
    old.realm.store.retire();
    let new = beginning::begin_again(&sandbox.ground).await?;
    sandbox.ground.log.clear();
    *worker = Some(Worker::start(&new.realm));
    let inside = sandbox.ground.inside(&new);
    sandbox.exchange(Arc::new(new));
    gate.open_with(inside);
    Ok(())
}
