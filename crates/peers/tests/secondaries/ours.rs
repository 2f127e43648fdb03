//! The name server with sockets, and zones that a test puts there.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use dns::answer::{Beyond, Responder, ResponderSettings};
use dns::contents::Contents;
use dns::names::{Name, name};
use dns::serve::{Loader, NameServer, ServeSettings};
use dns::source::{Committed, Published, Unavailable, ZoneChange, ZoneSource};
use dns::transfer::{Algorithm, FetchError, FetchSettings, Peer, Settings, SharedKey};
use dns::transfer::{TransferCounts, Transfers, fetch};
use dns::zone::{Zone, Zones};
use tokio::runtime::Runtime;

/// What the catalog is called.
pub const CATALOG: &str = "catalog.invalid";
/// What comes behind the name of a server in the name of its key.
pub const KEY: &str = "transfer.example";
/// The secret of each, "between us and them", as Base64.
pub const SECRET: &str = "YmV0d2VlbiB1cyBhbmQgdGhlbQ==";

/// The name server.
pub struct Ours {
    /// Where it listens.
    pub address: SocketAddr,
    zones: Arc<Zones>,
    transfers: Arc<Transfers>,
    source: Arc<Notebook>,
    _server: NameServer,
    runtime: Runtime,
}

/// A source that keeps what it is told.
#[derive(Default)]
struct Notebook(Mutex<Vec<Published>>);

#[async_trait]
impl ZoneSource for Notebook {
    async fn apexes(&self, _: Option<&Name>, _: usize) -> Result<Vec<Name>, Unavailable> {
        Err(Unavailable)
    }

    async fn zones(&self, _: &[Name]) -> Result<Vec<Committed>, Unavailable> {
        Err(Unavailable)
    }

    async fn position(&self) -> Result<i64, Unavailable> {
        Err(Unavailable)
    }

    async fn changes(&self, _: i64, _: &[i64], _: usize) -> Result<Vec<ZoneChange>, Unavailable> {
        Err(Unavailable)
    }

    async fn changed(&self) {
        std::future::pending().await
    }

    async fn published(&self, news: Vec<Published>) -> Result<(), Unavailable> {
        self.0.lock().unwrap().extend(news);
        Ok(())
    }
}

/// Every zone is there before it is asked for.
struct Nothing;

#[async_trait]
impl Loader for Nothing {
    async fn load(&self, _: &Name) {}
}

impl Ours {
    /// Starts it without zones; these servers are told of changes.
    pub fn start(peers: &[(&str, SocketAddr)]) -> Self {
        let mut settings = Settings::nobody(Arc::new(now));
        for (peer, address) in peers {
            let key = key_of(peer);
            let name = (*peer).to_owned();
            settings.peers.push(Peer { name, address: *address, key: Some(key.name.clone()) });
            settings.keys.push(key);
        }
        settings.catalog = name(CATALOG);
        let zones = Arc::new(Zones::new());
        let mut answering = ResponderSettings::new(Arc::new(now));
        answering.reserved = vec![name(CATALOG).unwrap()];
        let responder = Arc::new(Responder::new(Arc::clone(&zones), &answering));
        let source = Arc::new(Notebook::default());
        let told = Arc::clone(&source) as Arc<dyn ZoneSource>;
        let transfers = Transfers::new(settings, Arc::clone(&zones), Arc::clone(&responder), told);
        let transfers = Arc::new(transfers);
        let runtime = Runtime::new().unwrap();
        let serving = ServeSettings {
            addresses: vec![SocketAddr::from((Ipv4Addr::LOCALHOST, 0))],
            threads: 1,
            ..ServeSettings::default()
        };
        let beyond = Arc::clone(&transfers) as Arc<dyn Beyond>;
        let server = {
            let _entered = runtime.enter();
            NameServer::start(&serving, responder, beyond, Arc::new(Nothing)).unwrap()
        };
        let running = Arc::clone(&transfers);
        runtime.spawn(async move { running.run().await });
        let address = server.addresses()[0];
        Self { address, zones, transfers, source, _server: server, runtime }
    }

    /// Fetches a zone from it as another server does.
    pub fn fetched(&self, apex: &Name, key: Option<&SharedKey>) -> Result<Contents, FetchError> {
        let settings = FetchSettings::at(now());
        self.runtime.block_on(fetch(self.address, apex, key, &settings))
    }

    /// Puts a zone in place of the one before.
    pub fn publishes(&self, contents: &Contents) {
        let zone = Arc::new(Zone::pack(contents));
        let before = self.zones.put(Arc::clone(&zone));
        self.transfers.replaced(&contents.apex, before, Some(zone));
    }

    /// Removes a zone.
    pub fn removes(&self, apex: &Name) {
        let before = self.zones.remove(apex);
        self.transfers.replaced(apex, before, None);
    }

    /// Says that all zones are there.
    pub fn loaded(&self) {
        self.transfers.loaded();
    }

    /// What was transferred.
    pub fn counts(&self) -> TransferCounts {
        self.transfers.counts()
    }

    /// Whether the source was told this.
    pub fn was_told(&self, news: &Published) -> bool {
        self.source.0.lock().unwrap().contains(news)
    }
}

/// The key of a server.
pub fn key_of(peer: &str) -> SharedKey {
    SharedKey {
        name: name(&format!("{peer}.{KEY}")).unwrap(),
        algorithm: Algorithm::HmacSha256,
        secret: b"between us and them".to_vec(),
    }
}

/// Seconds since 1970.
#[expect(clippy::disallowed_methods, reason = "the servers of the test have this clock too")]
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}
