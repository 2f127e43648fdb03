//! What all controls share.

use std::ops::Deref;
use std::sync::{Arc, PoisonError, RwLock};

use model::secret::Secret;
use tokio::sync::Mutex;

use super::World;
use super::ground::Ground;
use crate::http::Gate;
use crate::http::gate::Entered;
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

/// The world as it is now; it is not exchanged before this is dropped.
pub(super) struct Present {
    world: Arc<World>,
    _entered: Entered,
}

impl Deref for Present {
    type Target = World;

    fn deref(&self) -> &World {
        &self.world
    }
}

impl Shared {
    /// A sandbox whose worker works already.
    pub fn new(ground: Ground, gate: Gate, world: World, token: Secret<String>) -> Self {
        let worker = Mutex::new(Some(Worker::start(&world.realm)));
        Self { ground, gate, worker, token, world: RwLock::new(Arc::new(world)) }
    }

    /// The world, which stays until what is returned is dropped.
    pub async fn present(&self) -> Present {
        let entered = self.gate.enter().await;
        Present { world: self.world(), _entered: entered }
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
