//! Zones as the name server sees them: what was committed, with the serial it was committed under.

use std::sync::Arc;

use app::Realm;
use model::Result;
use model::zone::Record;

/// A zone at one serial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// Its apex as A-labels.
    pub name: String,
    /// The serial it was committed under.
    pub serial: u32,
    /// Its records.
    pub records: Vec<Record>,
}

/// Reads the zones of one realm.
#[derive(Clone)]
pub struct ZoneReader {
    realm: Arc<Realm>,
}

impl ZoneReader {
    /// A reader of a realm's zones.
    #[must_use]
    pub const fn new(realm: Arc<Realm>) -> Self {
        Self { realm }
    }

    /// The zone with this apex, if the realm has it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn zone(&self, name: &str) -> Result<Option<Zone>> {
        let found = app::zones::published(&self.realm, name).await?;
        Ok(found.map(|(serial, records)| Zone { name: name.to_owned(), serial, records }))
    }
}
