//! What all controls share.

use std::sync::{Arc, PoisonError, RwLock};

use model::secret::Secret;
use tokio::sync::Mutex;

use super::World;
use super::ground::Ground;
use crate::http::Gate;
use crate::worker::Worker;

/// What all controls share.
pub(super) struct Shared {
    pub ground: Ground,
    pub gate: Gate,
    /// Whoever holds it may move the clock or leave the world.
    pub worker: Mutex<Option<Worker>>,
    /// Opens the controls.
    pub token: Secret<String>,
    world: RwLock<Arc<World>>,
}

impl Shared {
    /// A sandbox whose worker works already.
    pub fn new(ground: Ground, gate: Gate, world: World, token: Secret<String>) -> Self {
        let worker = Mutex::new(Some(Worker::start(&world.realm)));
        Self { ground, gate, worker, token, world: RwLock::new(Arc::new(world)) }
    }

    /// The world as it is now.
    pub fn world(&self) -> Arc<World> {
        Arc::clone(&self.world.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts another world in its place.
    pub fn exchange(&self, world: Arc<World>) {
        *self.world.write().unwrap_or_else(PoisonError::into_inner) = world;
    }
}
