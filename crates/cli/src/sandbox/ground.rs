//! What outlives a reset: keys, clock, rules, and the books of the suppliers. Worlds are built on it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::clock::Clock;
use app::keys::Keys;
use app::realm::{ForwardingService, Realm, RealmParts, Settings};
use app::rulebook::PriceBook;
use app::webhooks::{WebhookSecret, WebhookTarget};
use model::error::Field;
use model::invoice::BillingTerms;
use model::money::Currency;
use model::name::HostName;
use model::shelf::Shelf;
use model::time::Seconds;
use model::tld::Rulebook;
use outbound::{AddressPolicy, AuthorityOffice, Faults};
use store::{Database, Store};
use wire::{ApiSettings, RequestLog};

use super::controls;
use super::folder::DataFolder;
use super::realms::Which;
use super::suppliers::{Known, Suppliers};
use super::{Options, World};
use crate::dialects::{self, Dialects, Spoken};
use crate::http::Gate;
use crate::http::gate::Inside;
use crate::served_zones::ServedZones;
use crate::{StartError, beside};

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
/// Where mail for names that lead elsewhere goes first.
const MAIL_HOST: &str = "forward.nameyard.example";
/// What `<ipaddress>` stands for in DNS templates (RFC 5737).
const TEMPLATE_ADDRESS: &str = "192.0.2.80";

/// What may be sold, and what it costs: facts that every realm reads and none changes.
#[derive(Clone)]
pub(super) struct Goods {
    rulebook: Arc<Rulebook>,
    costs: Arc<PriceBook>,
    shelf: Arc<Shelf>,
}

impl Goods {
    /// Those inside the program.
    pub fn embedded() -> Result<Self, StartError> {
        let ((rulebook, costs), shelf) = (app::rulebook::embedded()?, app::shelf::embedded()?);
        shelf.stands_beside(&rulebook)?;
        let (rulebook, costs, shelf) = (Arc::new(rulebook), Arc::new(costs), Arc::new(shelf));
        Ok(Self { rulebook, costs, shelf })
    }
}

/// What outlives a reset.
pub(super) struct Ground {
    pub options: Options,
    pub which: Which,
    pub keys: Keys,
    pub clock: Clock,
    pub log: Arc<RequestLog>,
    database: Database,
    goods: Goods,
    suppliers: Suppliers,
    settings: Settings,
}

impl Ground {
    /// Opens the suppliers' books of a realm in the data folder of a sandbox that is reached at `url`.
    pub fn open(
        which: Which,
        options: Options,
        folder: &DataFolder,
        keys: &Keys,
        (url, goods): (&str, &Goods),
    ) -> Result<Self, StartError> {
        let (clock, books) = (Clock::real(), books(which, folder)?);
        let (keys, public_url) = match which {
            Which::Live => (keys.clone(), url.to_owned()),
            Which::Beside => (keys.beside(beside::NAME), format!("{url}{}", beside::PAGES)),
        };
        let known = Known {
            keys: &keys,
            clock: &clock,
            rulebook: &goods.rulebook,
            public_url: &public_url,
            sender: SENDER,
            web_ports: options.web_ports,
            // Nothing outside this machine is ever called.
            callable: &AddressPolicy::loopback(),
        };
        let suppliers = Suppliers::open(&books, &known)?;
        let now = clock.clone();
        Ok(Self {
            database: database(which, &options, &books)?,
            settings: Settings {
                webhooks: webhooks(which, url, &keys),
                ..settings(&options, public_url)?
            },
            options,
            which,
            keys,
            clock,
            log: Arc::new(RequestLog::new(move || now.now().to_string())),
            goods: goods.clone(),
            suppliers,
        })
    }

    /// A world over the database as it stands.
    pub async fn world(&self) -> Result<World, model::Error> {
        let (faults, suppliers) = (Faults::default(), &self.suppliers);
        let (mailer, zones) = (suppliers.faulty_mailer(&faults), Arc::new(ServedZones::default()));
        let realm = Realm::new(RealmParts {
            store: Store::open(&self.database).await?,
            clock: self.clock.clone(),
            keys: self.keys.clone(),
            rulebook: Arc::clone(&self.goods.rulebook),
            costs: Arc::clone(&self.goods.costs),
            shelf: Arc::clone(&self.goods.shelf),
            registry: suppliers.faulty_registry(&faults),
            authority: suppliers.faulty_authority(&faults, &mailer, &zones),
            mailer,
            provisioners: suppliers.faulty_provisioners(&faults),
            gateway: suppliers.faulty_gateway(&faults),
            server_host: suppliers.faulty_server_host(&faults),
            caller_back: suppliers.faulty_caller_back(&faults),
            resolver: None,
            settings: self.settings.clone(),
        });
        zones.are_of(&realm);
        Ok(World {
            realm,
            registry: Arc::clone(&suppliers.registry),
            mail: suppliers.mail.clone(),
            panel: Arc::clone(&suppliers.panel),
            gateway: Arc::clone(&suppliers.gateway),
            host: Arc::clone(&suppliers.host),
            authority: suppliers.authority.clone(),
            callbacks: suppliers.callbacks.clone(),
            faults,
        })
    }

    /// The certificate authority, which is the same in every world.
    pub fn authority(&self) -> &AuthorityOffice {
        &self.suppliers.authority
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
        match self.which {
            Which::Live => dialects::speak(&world.realm, &settings, &self.options.profiles),
            Which::Beside => dialects::speak_beside(&world.realm, &settings),
        }
    }
}

/// Where a realm's files are.
fn books(which: Which, folder: &DataFolder) -> Result<PathBuf, StartError> {
    match which {
        Which::Live => Ok(folder.path().to_owned()),
        Which::Beside => {
            let books = folder.file(beside::FOLDER);
            std::fs::create_dir_all(&books).map_err(|why| StartError::about(&books, why))?;
            Ok(books)
        }
    }
}

fn database(which: Which, options: &Options, books: &Path) -> Result<Database, StartError> {
    match &options.database {
        None => Ok(Database::Sqlite(books.join("nameyard.sqlite"))),
        Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            let beside = (which == Which::Beside).then_some(beside::NAME);
            Ok(Database::Postgres { url: url.clone(), connections: CONNECTIONS, beside })
        }
        Some(_) => Err(StartError::new(
            "--database: only postgres://… can be given; without it a file in the data folder is used",
        )),
    }
}

/// The sandbox itself is who is told.
fn webhooks(which: Which, url: &str, keys: &Keys) -> Option<WebhookTarget> {
    let url = format!("{url}{}{}", controls::PATH, controls::WEBHOOKS);
    (which == Which::Live).then(|| WebhookTarget { url, secret: WebhookSecret::of(keys) })
}

/// Names that lead elsewhere lead to this machine first.
fn forwarding(options: &Options) -> Result<ForwardingService, StartError> {
    let address = options.http.ip();
    let address = match address {
        IpAddr::V4(address) if address.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(address) if address.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        address => address,
    };
    let mail_host = HostName::parse(MAIL_HOST, Field::Host)?;
    Ok(ForwardingService { addresses: vec![address], mail_host: Some(mail_host) })
}

fn settings(options: &Options, public_url: String) -> Result<Settings, StartError> {
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
        privacy_contact: app::domains::privacy_contact::usual(),
        checks_a_minute: CHECKS_A_MINUTE,
        registry_poll: None,
        low_balance_minor: LOW_BALANCE_MINOR,
        billing: BillingTerms::default(),
        webhooks: None,
        hostmaster: None,
        forwarding: Some(forwarding(options)?),
        public_url,
        currency: Currency::ZAR,
    })
}
