//! The zones of a realm, for a supplier that believes what is served here.

use std::sync::{Arc, OnceLock, Weak};

use app::Realm;
use async_trait::async_trait;
use model::Result;
use model::zone::Record;
use outbound::embedded_authority::ZoneReader;

/// The zones of a realm, once there is one: the supplier is made before the realm that it serves.
#[derive(Default)]
pub(crate) struct ServedZones(OnceLock<Weak<Realm>>);

impl ServedZones {
    /// From now on these are the zones of `realm`.
    pub fn are_of(&self, realm: &Arc<Realm>) {
        // The first realm stays; nobody gives a second one.
        let _first = self.0.set(Arc::downgrade(realm));
    }
}

#[async_trait]
impl ZoneReader for ServedZones {
    async fn zone(&self, apex: &str) -> Result<Option<Vec<Record>>> {
        let Some(realm) = self.0.get().and_then(Weak::upgrade) else { return Ok(None) };
        let found = app::zones::published(&realm, apex).await?;
        Ok(found.map(|zone| zone.records))
    }
}
