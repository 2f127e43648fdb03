//! What all controls share.

use std::ops::Deref;
use std::sync::Arc;

use model::secret::Secret;
use tokio::sync::Mutex;

use super::World;
use super::realms::{Side, Which};
use crate::http::gate::Entered;
use crate::name_server::NameServer;
use crate::worker::Worker;

/// What all controls share.
pub(super) struct Shared {
    pub live: Side,
    /// The realm beside it, where there is one.
    pub beside: Option<Side>,
    /// Whoever holds them may move the clock or leave the worlds.
    pub workers: Mutex<Vec<Worker>>,
    /// Answers with the zones of the live world.
    pub name_server: Arc<NameServer>,
    /// Opens the controls.
    pub token: Secret<String>,
}

/// A world as it is now; it is not exchanged before this is dropped.
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

impl Present {
    /// The world of a realm.
    pub async fn of(side: &Side) -> Self {
        let entered = side.gate.enter().await;
        Self { world: side.world(), _entered: entered }
    }
}

impl Shared {
    /// A sandbox whose workers work already.
    pub fn new(
        live: Side,
        beside: Option<Side>,
        token: Secret<String>,
        name_server: Arc<NameServer>,
    ) -> Self {
        let sides = [Some(&live), beside.as_ref()].into_iter().flatten();
        let workers = sides.map(|side| Worker::start(&side.world().realm)).collect();
        Self { live, beside, workers: Mutex::new(workers), name_server, token }
    }

    /// The realms there are, the live one first.
    pub fn sides(&self) -> impl Iterator<Item = &Side> {
        [Some(&self.live), self.beside.as_ref()].into_iter().flatten()
    }

    /// A realm, where there is one.
    pub const fn side(&self, which: Which) -> Option<&Side> {
        match which {
            Which::Live => Some(&self.live),
            Which::Beside => self.beside.as_ref(),
        }
    }

    /// The live world, which stays until what is returned is dropped.
    pub async fn present(&self) -> Present {
        Present::of(&self.live).await
    }

    /// Every world, the live one first.
    pub async fn all_present(&self) -> Vec<Present> {
        let mut all = Vec::new();
        for side in self.sides() {
            all.push(Present::of(side).await);
        }
        all
    }
}
