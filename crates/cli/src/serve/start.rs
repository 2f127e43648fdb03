//! From configuration to a running server.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::clock::Clock;
use app::keys::{Keys, Purpose};
use app::ports::{Mailer, Provisioners, Resolver};
use app::realm::{RealmParts, Settings};
use app::webhooks::{WebhookSecret, WebhookTarget};
use app::{Realm, operations};
use model::secret::Secret;
use outbound::embedded_authority::{AuthoritySettings, WebSettings};
use outbound::{
    AuthorityOffice, EmbeddedGateway, EmbeddedHost, EmbeddedPanel, EmbeddedRegistry, HttpCaller,
    MailSink, StubResolver,
};
use store::{Store, Tx};
use tokio::sync::Mutex;
use wire::ApiSettings;

use super::config::{Config, Webhooks};
use super::{beside, founders, resellers};
use crate::StartError;
use crate::dialects::{self, Dialects};
use crate::forwarding::{FOR_VISITORS, Forwarding, Prepared};
use crate::http::gate::Inside;
use crate::http::meters::{Gathering, Meters};
use crate::http::server::{self, Bound};
use crate::http::{Gate, Server, Site, TlsFiles};
use crate::name_server::NameServer;
use crate::served_zones::ServedZones;
use crate::winding_down::wind_down;
use crate::worker::Worker;

/// Tells whether the database belongs to the key.
const KEY_CHECK: &str = "key_check";
/// What the embedded certificate authority is called in its certificates.
const AUTHORITY: &str = "Nameyard Embedded";
/// How long it waits for a file.
const FILE_WITHIN: Duration = Duration::from_secs(10);
/// What a sandbox writes into its database.
const SANDBOX_STAGE: &str = "sandbox.stage";

/// A server that accepts connections.
pub struct Running {
    server: Server,
    forwarding: Forwarding,
    name_server: Option<Arc<NameServer>>,
    gates: Vec<Gate>,
    workers: Mutex<Vec<Worker>>,
    gathering: Gathering,
    http: SocketAddr,
}

/// Starts a server. It accepts connections when this returns.
///
/// # Errors
/// Says in words what is in the way.
pub async fn start(mut config: Config) -> Result<Running, StartError> {
    let bound = Bound::to(config.http)?;
    let tls = config.tls.as_ref().map(TlsFiles::read).transpose()?;
    let forwarding = Prepared::from_options(config.forwarding.clone())?;
    let name_server = config.name_server.take().map(NameServer::start).transpose()?;
    let (http, meters) = (bound.address(), Meters::install());
    if config.settings.public_url.is_empty() {
        config.settings.public_url = server::url(http, tls.is_some());
    }
    let (realm, authority) = realm(&config).await?;
    found(&realm, &config).await?;
    operations::resume(&realm).await?;
    let beside = match &config.beside {
        Some(beside) => Some(beside::open(&config, beside, &realm).await?),
        None => None,
    };
    let settings = ApiSettings { body_limit: config.body_bytes, ..ApiSettings::default() };
    let Dialects { spoken, routes } = dialects::speak(&realm, &settings, &config.profiles);
    let gate = Gate::new(Inside { realm: Arc::clone(&realm), dialects: routes });
    let mut site = Site::new(gate.clone(), config.hosts, meters.clone(), &spoken)
        .with_authority(authority, &gate);
    let (mut gates, mut realms) = (vec![gate], vec![realm]);
    if let Some((realm, authority)) = beside {
        let Dialects { routes, .. } = dialects::speak_beside(&realm, &settings);
        let gate = Gate::new(Inside { realm: Arc::clone(&realm), dialects: routes });
        site = site.beside(gate.clone(), authority);
        gates.push(gate);
        realms.push(realm);
    }
    if let Some(name_server) = &name_server {
        name_server.follow(&realms[0]).await?;
        tracing::info!(dns = %name_server.address(), "zones are answered");
    }
    let forwarding = forwarding.start(&gates[0])?;
    let server = Server::start(bound, tls, site)
        .map_err(|why| StartError::new(format!("the server does not start: {why}")))?;
    tracing::info!(%http, "ready");
    let workers = Mutex::new(realms.iter().map(Worker::start).collect());
    let gathering = meters.gather();
    Ok(Running { server, forwarding, name_server, gates, workers, gathering, http })
}

/// Founds what the live realm lacks.
async fn found(realm: &Arc<Realm>, config: &Config) -> Result<(), StartError> {
    let operator = founders::found(realm, &config.operator, &config.registrar).await?;
    if let Some(reseller) = &config.dreamscape {
        let (reseller, key_file) = (reseller.clone(), &reseller.key_file);
        resellers::dreamscape(realm, operator, reseller, key_file).await?;
    }
    if let Some(reseller) = &config.devo {
        resellers::devo(realm, operator, reseller.clone()).await?;
    }
    Ok(())
}

impl Running {
    /// Where it answers HTTP.
    #[must_use]
    pub const fn http(&self) -> SocketAddr {
        self.http
    }

    /// Where the name server answers, where there is one.
    #[must_use]
    pub fn dns(&self) -> Option<SocketAddr> {
        self.name_server.as_ref().map(|name_server| name_server.address())
    }

    /// Stops: accepts nothing more, and finishes what runs.
    pub async fn stop(self) {
        self.forwarding.stop(FOR_VISITORS).await;
        wind_down(self.server, self.gates, &self.workers).await;
        if let Some(name_server) = self.name_server {
            name_server.stop().await;
        }
        drop(self.gathering);
    }
}

/// Whoever knows the addresses of names outside, where one is named.
fn resolver(servers: &[SocketAddr]) -> Option<Arc<dyn Resolver>> {
    let servers = (!servers.is_empty()).then(|| servers.to_vec())?;
    Some(Arc::new(StubResolver::new(servers)))
}

pub(super) async fn realm(config: &Config) -> Result<(Arc<Realm>, AuthorityOffice), StartError> {
    let (rulebook, costs) = match &config.rulebook {
        Some(folder) => app::rulebook::from_folder(folder)?,
        None => app::rulebook::embedded()?,
    };
    let shelf = match &config.shelf {
        Some(folder) => app::shelf::from_folder(folder)?,
        None => app::shelf::embedded()?,
    };
    shelf.stands_beside(&rulebook)?;
    let (rulebook, clock) = (Arc::new(rulebook), Clock::real());
    let keys = keys(&config.key_file)?;
    let webhooks = config.webhooks.as_ref().map(|webhooks| target(webhooks, &keys)).transpose()?;
    let store = Store::open(&config.database).await?;
    check(&store, &keys).await?;
    let books = Arc::clone(&rulebook);
    let registry = EmbeddedRegistry::open(&config.registry_file, books, clock.clone())?;
    let panel = EmbeddedPanel::open(&config.hosting_file, clock.clone())?;
    let gateway = EmbeddedGateway::open(&config.payments_file, clock.clone())?;
    let host = EmbeddedHost::open(&config.servers_file, clock.clone())?;
    let mailer: Arc<dyn Mailer> = Arc::new(MailSink::open(&config.mail_file)?);
    let (office, zones) = (authority(config, &keys, &clock)?, Arc::new(ServedZones::default()));
    let reader = Arc::<ServedZones>::clone(&zones);
    let authority = office.within(Arc::clone(&mailer), reader);
    let realm = Realm::new(RealmParts {
        store,
        clock,
        keys,
        rulebook,
        costs: Arc::new(costs),
        shelf: Arc::new(shelf),
        registry: Arc::new(registry),
        mailer,
        provisioners: Provisioners { hosting: Arc::new(panel) },
        gateway: Arc::new(gateway),
        server_host: Arc::new(host),
        authority: Arc::new(authority),
        caller_back: Arc::new(HttpCaller::new(config.callable.clone())),
        resolver: resolver(&config.resolvers),
        settings: Settings { webhooks, ..config.settings.clone() },
    });
    zones.are_of(&realm);
    Ok((realm, office))
}

fn authority(config: &Config, keys: &Keys, clock: &Clock) -> Result<AuthorityOffice, StartError> {
    let settings = AuthoritySettings {
        name: AUTHORITY.to_owned(),
        secret: Secret::new(keys.derive(Purpose::Authority, &[])),
        public_url: config.settings.public_url.clone(),
        sender: config.settings.sender.clone(),
        web: WebSettings::new(config.callable.clone(), FILE_WITHIN),
    };
    Ok(AuthorityOffice::open(&config.certificates_file, settings, clock.clone())?)
}

/// The key: 64 hex digits, which `openssl rand -hex 32` makes.
fn keys(file: &Path) -> Result<Keys, StartError> {
    let text = std::fs::read_to_string(file).map_err(|why| StartError::about(file, why))?;
    let refuse = || StartError::about(file, "a key is 64 hex digits (openssl rand -hex 32)");
    let digits = text.trim().as_bytes();
    if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return Err(refuse());
    }
    let mut root = [0; 32];
    for (byte, pair) in root.iter_mut().zip(digits.chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).map_err(|_| refuse())?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| refuse())?;
    }
    Ok(Keys::new(root))
}

/// Where webhooks go, and what they are signed with.
fn target(webhooks: &Webhooks, keys: &Keys) -> Result<WebhookTarget, StartError> {
    let secret = match &webhooks.secret_file {
        None => WebhookSecret::of(keys),
        Some(file) => {
            let text = std::fs::read_to_string(file).map_err(|why| StartError::about(file, why))?;
            let refuse =
                || StartError::about(file, "a secret is whsec_ and 24 to 64 bytes in base64");
            WebhookSecret::parse(text.trim()).ok_or_else(refuse)?
        }
    };
    Ok(WebhookTarget { url: webhooks.url.clone(), secret })
}

/// Refuses a database that was written under another key, or by a sandbox.
pub(super) async fn check(store: &Store, keys: &Keys) -> Result<(), StartError> {
    let ours = keys.hex(Purpose::Fingerprint, &[KEY_CHECK.as_bytes()], 32);
    let read = |tx: &mut Tx<'_>| Ok((tx.setting(SANDBOX_STAGE)?, tx.setting(KEY_CHECK)?));
    match store.read(read).await? {
        (Some(_), _) => Err(StartError::new("database.url: the database is a sandbox's")),
        (None, Some(check)) if check != ours => Err(StartError::new(
            "keys.file: the database was written under another key; nothing in it would open",
        )),
        (None, Some(_)) => Ok(()),
        (None, None) => Ok(store.write(move |tx| tx.set_setting(KEY_CHECK, &ours)).await?),
    }
}
