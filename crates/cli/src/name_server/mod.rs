//! The name server over the zones of a realm.

/// What it counted, as meters.
mod meters;
/// What it is started with.
mod options;
/// The zones of a realm, as the name server reads them.
mod source;

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, PoisonError, RwLock, Weak};
use std::time::Duration;

use app::Realm;
use app::clock::Clock;
use async_trait::async_trait;
use dns::answer::{Responder, ResponderSettings};
use dns::names::Name;
use dns::publisher::Publisher;
use dns::serve::{self, Loader, ServeSettings};
use dns::transfer::{self, Transfers};
use dns::zone::Zones;
use tokio::sync::Mutex;
use tokio::task::AbortHandle;

pub use options::NameServerOptions;
use source::RealmZones;

use crate::StartError;

/// How old the meters are at most.
const METERED_EVERY: Duration = Duration::from_secs(1);

/// A name server that answers with the zones of a realm, in whose place another one may come.
pub struct NameServer {
    address: SocketAddr,
    /// None once it was stopped.
    server: Mutex<Option<serve::NameServer>>,
    zones: Arc<Zones>,
    transfers: Arc<Transfers>,
    source: Arc<RealmZones>,
    filler: Arc<Filler>,
    publisher: Mutex<Option<Publisher>>,
    _telling: Telling,
}

/// Tells other servers of changes until it is dropped.
struct Telling(AbortHandle);

/// Whoever fills zones now.
#[derive(Default)]
struct Filler(RwLock<Option<Arc<dyn Loader>>>);

#[async_trait]
impl Loader for Filler {
    async fn load(&self, apex: &Name) {
        let filler = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(filler) = filler {
            filler.load(apex).await;
        }
    }
}

impl NameServer {
    /// Starts to listen. It knows no zones before it follows a realm.
    ///
    /// # Errors
    /// When it cannot listen; says where.
    pub fn start(options: NameServerOptions) -> Result<Arc<Self>, StartError> {
        let clock = clock();
        let zones = Arc::new(Zones::new());
        let responding = ResponderSettings {
            responses_per_second: options.responses_per_second,
            reserved: options.catalog.iter().cloned().collect(),
            ..ResponderSettings::new(Arc::clone(&clock))
        };
        let responder = Arc::new(Responder::new(Arc::clone(&zones), &responding));
        let settings = transfer::Settings {
            peers: options.secondaries,
            keys: options.keys,
            open_to: options.open_to,
            catalog: options.catalog,
            notify_from: notify_from(&options.addresses),
            ..transfer::Settings::nobody(clock)
        };
        let source = Arc::new(RealmZones::default());
        let transfers = Arc::new(Transfers::new(
            settings,
            Arc::clone(&zones),
            Arc::clone(&responder),
            Arc::<RealmZones>::clone(&source),
        ));
        let filler = Arc::new(Filler::default());
        let serving = ServeSettings { addresses: options.addresses, ..ServeSettings::default() };
        let beyond = Arc::<Transfers>::clone(&transfers);
        let loader = Arc::<Filler>::clone(&filler);
        let server = serve::NameServer::start(&serving, responder, beyond, loader)
            .map_err(|why| StartError::new(why.to_string()))?;
        let running = Arc::clone(&transfers);
        let telling = tokio::spawn(async move { running.run().await });
        let _telling = Telling(telling.abort_handle());
        let first = server.addresses().first().copied();
        let address = first.ok_or_else(|| StartError::new("the name server has no address"))?;
        let (server, publisher) = (Mutex::new(Some(server)), Mutex::new(None));
        let this = Arc::new(Self {
            address,
            server,
            zones,
            transfers,
            source,
            filler,
            publisher,
            _telling,
        });
        tokio::spawn(Self::meter(Arc::downgrade(&this)));
        Ok(this)
    }

    /// Where it listens, the first address of them.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers with the zones of this realm from now on.
    ///
    /// # Errors
    /// When the zones cannot be read.
    pub async fn follow(&self, realm: &Arc<Realm>) -> Result<(), StartError> {
        let mut publisher = self.publisher.lock().await;
        self.source.are_of(realm);
        let (zones, transfers) = (Arc::clone(&self.zones), Arc::clone(&self.transfers));
        let source = Arc::<RealmZones>::clone(&self.source);
        let (started, filler) = Publisher::start(source, zones, transfers)
            .await
            .map_err(|why| StartError::new(format!("the name server does not start: {why}")))?;
        self.filler.is(Some(filler));
        *publisher = Some(started);
        Ok(())
    }

    /// Answers with no zone of the realm any more, and reads nothing of it.
    pub async fn leave(&self) {
        let mut publisher = self.publisher.lock().await;
        self.filler.is(None);
        if let Some(publisher) = publisher.take() {
            publisher.stop().await;
        }
        self.source.are_gone();
        for apex in self.zones.apexes() {
            let before = self.zones.remove(&apex);
            self.transfers.replaced(&apex, before, None);
        }
    }

    /// Stops: answers nothing more.
    pub async fn stop(&self) {
        if let Some(server) = self.server.lock().await.take() {
            server.stop().await;
        }
        if let Some(publisher) = self.publisher.lock().await.take() {
            publisher.stop().await;
        }
    }

    /// Shows what it counted, for as long as there is one.
    async fn meter(this: Weak<Self>) {
        meters::describe();
        while let Some(this) = this.upgrade() {
            if let Some(server) = this.server.lock().await.as_ref() {
                meters::show(&server.counted(), this.transfers.counts(), &this.zones);
            }
            drop(this);
            tokio::time::sleep(METERED_EVERY).await;
        }
    }
}

impl Drop for Telling {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Filler {
    fn is(&self, filler: Option<Arc<dyn Loader>>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = filler;
    }
}

/// Seconds since 1970 by the machine's clock: shared keys and cookies are checked by people's own.
fn clock() -> transfer::Clock {
    let clock = Clock::real();
    Arc::new(move || u64::try_from(clock.machine().unix()).unwrap_or_default())
}

/// Addresses that others are told from: those that are listened at, where they are one machine's.
fn notify_from(addresses: &[SocketAddr]) -> Vec<IpAddr> {
    let own = addresses.iter().map(SocketAddr::ip).filter(|address| !address.is_unspecified());
    let mut from: Vec<IpAddr> = Vec::new();
    for address in own {
        if !from.iter().any(|known| known.is_ipv4() == address.is_ipv4()) {
            from.push(address);
        }
    }
    from
}
