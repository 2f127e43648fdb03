//! What outlives a reset: keys, clock, rules, and the books of the suppliers. Worlds are built on it.

use std::sync::Arc;

use app::clock::Clock;
use app::keys::Keys;
use app::ports::{Gateway, Mailer, Provisioners, Registry, ServerHost};
use app::realm::{Realm, RealmParts, Settings};
use app::rulebook::PriceBook;
use model::error::{Field, Supplier};
use model::invoice::BillingTerms;
use model::money::Currency;
use model::name::HostName;
use model::shelf::Shelf;
use model::time::Seconds;
use model::tld::Rulebook;
use outbound::{
    EmbeddedGateway, EmbeddedHost, EmbeddedPanel, EmbeddedRegistry, Faults, FaultyGateway,
    FaultyMailer, FaultyProvisioner, FaultyRegistry, FaultyServerHost, MailSink,
};
use store::{Database, Store};
use wire::{ApiSettings, RequestLog};

use super::folder::DataFolder;
use super::{Options, World};
use crate::StartError;
use crate::dialects::{self, Dialects, Spoken};
use crate::http::Gate;
use crate::http::gate::Inside;

/// Connections to a PostgreSQL server.
const CONNECTIONS: usize = 16;
/// How long a token lives: a day.
const TOKEN_LIFE: Seconds = Seconds(86_400);
/// How long a refresh token lives: thirty days.
const REFRESH_LIFE: Seconds = Seconds(30 * 86_400);
/// How long a caller waits for a supplier: less than a slow one takes.
const PATIENCE: Seconds = Seconds(2);
/// Failed sign-ins a minute before further ones are refused.
const SIGN_IN_ATTEMPTS: u32 = 100;
/// Calls a minute that ask whether names are free: far more than the 200 a second that always pass.
const CHECKS_A_MINUTE: u32 = 120_000;
/// Below R500.00 an account is told that its balance is low.
const LOW_BALANCE_MINOR: i64 = 50_000;
/// The name servers of names whose zone is run here.
const NAMESERVERS: [&str; 2] = ["ns1.nameyard.example", "ns2.nameyard.example"];
/// Where mail comes from.
const SENDER: &str = "noreply@nameyard.example";
/// What `<ipaddress>` stands for in DNS templates (RFC 5737).
const TEMPLATE_ADDRESS: &str = "192.0.2.80";

/// What outlives a reset.
pub(super) struct Ground {
    pub options: Options,
    pub keys: Keys,
    pub clock: Clock,
    pub log: Arc<RequestLog>,
    database: Database,
    rulebook: Arc<Rulebook>,
    costs: Arc<PriceBook>,
    shelf: Arc<Shelf>,
    registry: Arc<EmbeddedRegistry>,
    mail: MailSink,
    panel: Arc<EmbeddedPanel>,
    gateway: Arc<EmbeddedGateway>,
    host: Arc<EmbeddedHost>,
    settings: Settings,
}

impl Ground {
    /// Opens the suppliers' books in the data folder.
    pub fn open(options: Options, folder: &DataFolder, keys: Keys) -> Result<Self, StartError> {
        let ((rulebook, costs), shelf) = (app::rulebook::embedded()?, app::shelf::embedded()?);
        shelf.stands_beside(&rulebook)?;
        let (rulebook, clock) = (Arc::new(rulebook), Clock::real());
        let books = folder.file("registry.sqlite");
        let registry = EmbeddedRegistry::open(&books, Arc::clone(&rulebook), clock.clone())?;
        let panel = EmbeddedPanel::open(&folder.file("panel.sqlite"), clock.clone())?;
        let gateway = EmbeddedGateway::open(&folder.file("payments.sqlite"), clock.clone())?;
        let host = EmbeddedHost::open(&folder.file("servers.sqlite"), clock.clone())?;
        let now = clock.clone();
        Ok(Self {
            database: database(&options, folder)?,
            settings: settings(&options)?,
            options,
            keys,
            clock,
            log: Arc::new(RequestLog::new(move || now.now().to_string())),
            rulebook,
            costs: Arc::new(costs),
            shelf: Arc::new(shelf),
            registry: Arc::new(registry),
            mail: MailSink::open(&folder.file("mail.sqlite"))?,
            panel: Arc::new(panel),
            gateway: Arc::new(gateway),
            host: Arc::new(host),
        })
    }

    /// A world over the database as it stands.
    pub async fn world(&self) -> Result<World, model::Error> {
        let faults = Faults::default();
        let realm = Realm::new(RealmParts {
            store: Store::open(&self.database).await?,
            clock: self.clock.clone(),
            keys: self.keys.clone(),
            rulebook: Arc::clone(&self.rulebook),
            costs: Arc::clone(&self.costs),
            shelf: Arc::clone(&self.shelf),
            registry: self.registry(&faults),
            mailer: self.mailer(&faults),
            provisioners: self.provisioners(&faults),
            gateway: self.gateway(&faults),
            server_host: self.server_host(&faults),
            authority: Arc::new(app::ports::Nobody),
            caller_back: Arc::new(app::ports::Nobody),
            settings: self.settings.clone(),
        });
        Ok(World {
            realm,
            registry: Arc::clone(&self.registry),
            mail: self.mail.clone(),
            panel: Arc::clone(&self.panel),
            gateway: Arc::clone(&self.gateway),
            host: Arc::clone(&self.host),
            faults,
        })
    }

    fn registry(&self, faults: &Faults) -> Arc<dyn Registry> {
        let registry = Arc::<EmbeddedRegistry>::clone(&self.registry);
        Arc::new(FaultyRegistry::new(registry, faults.clone()))
    }

    fn mailer(&self, faults: &Faults) -> Arc<dyn Mailer> {
        Arc::new(FaultyMailer::new(Arc::new(self.mail.clone()), faults.clone()))
    }

    fn provisioners(&self, faults: &Faults) -> Provisioners {
        let panel = Arc::<EmbeddedPanel>::clone(&self.panel);
        let hosting = FaultyProvisioner::new(panel, Supplier::Hosting, faults.clone());
        Provisioners { hosting: Arc::new(hosting) }
    }

    fn gateway(&self, faults: &Faults) -> Arc<dyn Gateway> {
        let gateway = Arc::<EmbeddedGateway>::clone(&self.gateway);
        Arc::new(FaultyGateway::new(gateway, faults.clone()))
    }

    fn server_host(&self, faults: &Faults) -> Arc<dyn ServerHost> {
        let host = Arc::<EmbeddedHost>::clone(&self.host);
        Arc::new(FaultyServerHost::new(host, faults.clone()))
    }

    /// A gate with a world's dialects behind it, and what is worth knowing about each.
    pub fn open_gate(&self, world: &World) -> (Gate, Vec<Spoken>) {
        let Dialects { spoken, routes } = self.dialects(world);
        let realm = Arc::clone(&world.realm);
        (Gate::new(Inside { realm, dialects: routes }), spoken)
    }

    /// What stands behind the gate in another world.
    pub fn inside(&self, world: &World) -> Inside {
        let Dialects { routes, .. } = self.dialects(world);
        Inside { realm: Arc::clone(&world.realm), dialects: routes }
    }

    fn dialects(&self, world: &World) -> Dialects {
        let log = Some(Arc::clone(&self.log));
        let settings = ApiSettings { log, ..ApiSettings::default() };
        dialects::speak(&world.realm, &settings, &self.options.profiles)
    }
}

fn database(options: &Options, folder: &DataFolder) -> Result<Database, StartError> {
    match &options.database {
        None => Ok(Database::Sqlite(folder.file("nameyard.sqlite"))),
        Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            Ok(Database::Postgres { url: url.clone(), connections: CONNECTIONS })
        }
        Some(_) => Err(StartError::new(
            "--database: only postgres://… can be given; without it a file in the data folder is used",
        )),
    }
}

fn settings(options: &Options) -> Result<Settings, StartError> {
    let nameservers = (1..).zip(NAMESERVERS);
    let nameservers =
        nameservers.map(|(place, name)| HostName::parse(name, Field::Nameserver(place)));
    Ok(Settings {
        token_life: TOKEN_LIFE,
        refresh_life: REFRESH_LIFE,
        refresh_rotates: true,
        pending: options.pending,
        patience: PATIENCE,
        nameservers: nameservers.collect::<Result<_, _>>()?,
        sender: SENDER.to_owned(),
        template_address: Some(TEMPLATE_ADDRESS.to_owned()),
        sign_in_attempts: SIGN_IN_ATTEMPTS,
        checks_a_minute: CHECKS_A_MINUTE,
        registry_poll: None,
        low_balance_minor: LOW_BALANCE_MINOR,
        billing: BillingTerms::default(),
        public_url: "http://127.0.0.1:8080".to_owned(),
        currency: Currency::ZAR,
    })
}
