//! Where zones come from: the platform's store behind a port, so that the name server depends on
//! nothing else of it.

use async_trait::async_trait;

use crate::contents::Contents;
use crate::names::Name;
use crate::signing::ZoneKeys;

/// A zone as it was committed last.
#[derive(Debug, Clone)]
pub struct Committed {
    /// What stands in it; nothing of DNSSEC.
    pub contents: Contents,
    /// What it is signed with; none for a zone that is not.
    pub keys: Option<ZoneKeys>,
}

/// A change of a zone that was committed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneChange {
    /// Its number: it rises, but a lower one may be seen after a higher one.
    pub id: i64,
    /// The zone.
    pub apex: Name,
}

/// What some server answers with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The zone.
    pub apex: Name,
    /// What the server is called; none for this one.
    pub secondary: Option<String>,
    /// The serial it answers with; none when it answers for the zone no more.
    pub serial: Option<u32>,
    /// The number of the newest change it knows, where the server is this one.
    pub change: Option<i64>,
}

/// Why the source could not say something. It says so in its own log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the zones cannot be read now")]
pub struct Unavailable;

/// What was committed, for whoever serves it.
#[async_trait]
pub trait ZoneSource: Send + Sync + 'static {
    /// The apexes of all zones in order, at most `limit` of them behind `after`.
    async fn apexes(&self, after: Option<&Name>, limit: usize) -> Result<Vec<Name>, Unavailable>;

    /// The zones with these apexes; one that does not exist is left out.
    async fn zones(&self, apexes: &[Name]) -> Result<Vec<Committed>, Unavailable>;

    /// The number of the newest change that this server ever answered with.
    async fn position(&self) -> Result<i64, Unavailable>;

    /// The changes behind `after`, and those of `missing` that came meanwhile: at most `limit`, in
    /// order.
    async fn changes(
        &self,
        after: i64,
        missing: &[i64],
        limit: usize,
    ) -> Result<Vec<ZoneChange>, Unavailable>;

    /// Waits until something was committed here; what was committed elsewhere is asked for now and
    /// then anyway.
    async fn changed(&self);

    /// Writes down who answers what.
    async fn published(&self, news: Vec<Published>) -> Result<(), Unavailable>;
}
