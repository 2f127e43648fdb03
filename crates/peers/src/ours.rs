//! The name server itself, listening in this process, over whatever says which zones there are.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::ops::Bound;
use std::sync::Arc;

use async_trait::async_trait;
use dns::answer::{Responder, ResponderSettings};
use dns::contents::Contents;
use dns::names::Name;
use dns::publisher::Publisher;
use dns::serve::{NameServer, ServeSettings};
use dns::source::{Committed, Published, Unavailable, ZoneChange, ZoneSource};
use dns::transfer::{Settings, Transfers};
use dns::zone::Zones;
use tokio::runtime::Runtime;

use crate::responder::SIGNED_AT;

/// A name server that listens until it is dropped.
pub struct Ours {
    server: NameServer,
    _publisher: Publisher,
    runtime: Runtime,
}

impl Ours {
    /// Answers for zones that stay as they are.
    #[must_use]
    pub fn with(zones: impl IntoIterator<Item = Contents>) -> Self {
        let zones = zones.into_iter().map(|zone| (zone.apex.clone(), zone)).collect();
        Self::over(Arc::new(Still(zones)), SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), 1)
    }

    /// Answers for the zones of a source at an address, by so many threads.
    ///
    /// # Panics
    /// When it cannot listen, or the source cannot be read.
    #[must_use]
    pub fn over(source: Arc<dyn ZoneSource>, address: SocketAddr, threads: usize) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let (server, publisher) = runtime.block_on(async {
            let zones = Arc::new(Zones::new());
            let settings = ResponderSettings::new(Arc::new(|| SIGNED_AT));
            let responder = Arc::new(Responder::new(Arc::clone(&zones), &settings));
            let transfers = Arc::new(Transfers::new(
                Settings::nobody(Arc::new(|| SIGNED_AT)),
                Arc::clone(&zones),
                Arc::clone(&responder),
                Arc::clone(&source),
            ));
            let beyond = Arc::clone(&transfers);
            let (publisher, loader) =
                Publisher::start(source, zones, transfers).await.expect("a source to read");
            let settings =
                ServeSettings { addresses: vec![address], threads, ..ServeSettings::default() };
            let server =
                NameServer::start(&settings, responder, beyond, loader).expect("a free address");
            (server, publisher)
        });
        Self { server, _publisher: publisher, runtime }
    }

    /// Where it listens.
    ///
    /// # Panics
    /// Never: it listens somewhere.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        *self.server.addresses().first().expect("one address for the one of the settings")
    }

    /// Waits for nothing, for ever.
    pub fn wait(&self) -> ! {
        self.runtime.block_on(std::future::pending())
    }
}

/// Zones that stay as they are.
struct Still(BTreeMap<Name, Contents>);

#[async_trait]
impl ZoneSource for Still {
    async fn apexes(&self, after: Option<&Name>, limit: usize) -> Result<Vec<Name>, Unavailable> {
        let behind = after.map_or(Bound::Unbounded, Bound::Excluded);
        let apexes = self.0.range::<Name, _>((behind, Bound::Unbounded));
        Ok(apexes.take(limit).map(|(apex, _)| apex.clone()).collect())
    }

    async fn zones(&self, apexes: &[Name]) -> Result<Vec<Committed>, Unavailable> {
        let zones = apexes.iter().filter_map(|apex| self.0.get(apex));
        Ok(zones.map(|zone| Committed { contents: zone.clone(), keys: None }).collect())
    }

    async fn position(&self) -> Result<i64, Unavailable> {
        Ok(0)
    }

    async fn changes(&self, _: i64, _: &[i64], _: usize) -> Result<Vec<ZoneChange>, Unavailable> {
        Ok(Vec::new())
    }

    async fn changed(&self) {
        std::future::pending().await
    }

    async fn published(&self, _: Vec<Published>) -> Result<(), Unavailable> {
        Ok(())
    }
}
