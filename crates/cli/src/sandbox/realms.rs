//! The realms of a sandbox: the live one, and one beside it with a database, keys, suppliers and a clock
//! of its own.

use std::sync::{Arc, PoisonError, RwLock};

use super::World;
use super::ground::Ground;
use crate::http::Gate;

/// Which realm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// The one that speaks every dialect.
    Live,
    /// The one beside it.
    Beside,
}

impl Which {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Live, Self::Beside];

    /// What controls call it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Beside => crate::beside::NAME,
        }
    }
}

/// A realm with the ground that it stands on and the gate before it.
pub(super) struct Side {
    pub ground: Ground,
    pub gate: Gate,
    world: RwLock<Arc<World>>,
}

impl Side {
    /// A realm as it stands.
    pub fn new(ground: Ground, gate: Gate, world: World) -> Self {
        Self { ground, gate, world: RwLock::new(Arc::new(world)) }
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
