//! A seller, two shops below it who are strangers to each other, a registry with a rival in it, and
//! the API on a port of its own. The clock moves when the test says so.

#[path = "../../domains_co_za/world/registry.rs"]
mod registry;

use std::sync::Arc;

use app::accounts::open::{self, Founder};
use app::accounts::{NewPassword, funds};
use app::clock::Clock;
use app::jobs;
use app::keys::Keys;
use app::ports::{Mailer, Provisioners, Registry};
use app::realm::Settings;
use app::{Context, Realm, RealmParts, rulebook};
use dialects::domaincontext::DomainContext;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use inbound::domaincontext::{AUDIENCE, DomainContextDoor, api};
use model::account::{AccountId, Billing, Kind};
use model::contact::Contact;
use model::invoice::BillingTerms;
use model::money::Currency;
use model::name::{DomainName, HostName};
use model::secret::Secret;
use model::time::{Seconds, Timestamp};
use outbound::{EmbeddedRegistry, Faults, FaultyRegistry, MailSink};
use serde_json::Value;
use store::{Database, Store};
use tempfile::TempDir;
use wire::{Api, ApiSettings, Client, Dialect, RequestLog};

/// What everybody signs in with.
pub const PASSWORD: &str = "correct & horse";
/// Bytes of a body that is read.
pub const BODY: usize = 4096;
/// Failed sign-ins a minute.
pub const ATTEMPTS: u32 = 25;
/// The content type of an urlencoded body.
pub const FORM: &str = "application/x-www-form-urlencoded";

pub struct World {
    pub realm: Arc<Realm>,
    pub log: Arc<RequestLog>,
    /// Who sells to the shops.
    pub seller: Shop,
    /// A shop with some money.
    pub main: Shop,
    /// Another one.
    pub other: Shop,
    /// The registry, as its own staff sees it.
    pub registry: Arc<EmbeddedRegistry>,
    /// What the next calls that reach the registry run into.
    pub faults: Faults,
    mail: MailSink,
    base_url: String,
    _folder: TempDir,
}

/// Somebody who calls.
#[derive(Clone)]
pub struct Shop {
    client: Client<DomainContext>,
    login: String,
    password: String,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl World {
    /// The dialect.
    pub async fn new() -> Self {
        Self::with(|api| api).await
    }

    /// The dialect with some commands more.
    pub async fn with(more: fn(Api<DomainContextDoor>) -> Api<DomainContextDoor>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::Sqlite(folder.path().join("test.db"));
        let clock = Clock::frozen(Timestamp::parse("2026-11-21T10:00:00Z").unwrap());
        let (rulebook, _) = rulebook::embedded().unwrap();
        let books = folder.path().join("registry.db");
        let registry = EmbeddedRegistry::open(&books, Arc::new(rulebook), clock.clone());
        let (registry, faults) = (Arc::new(registry.unwrap()), Faults::default());
        let mail = MailSink::open(&folder.path().join("mail.db")).unwrap();
        let asked = FaultyRegistry::new(Arc::<EmbeddedRegistry>::clone(&registry), faults.clone());
        let store = Store::open(&database).await.unwrap();
        let realm = realm(store, clock, Arc::new(asked), Arc::new(mail.clone()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let base_url = format!("http://{address}{}", DomainContext::PREFIX);
        let log = Arc::new(RequestLog::new(|| "2026-11-21T10:00:00Z".to_owned()));
        let settings =
            ApiSettings { body_limit: BODY, log: Some(Arc::clone(&log)), ..ApiSettings::default() };
        let router = more(api(Arc::clone(&realm), settings)).into_router();
        tokio::spawn(async move { axum::serve(listener, router).await });

        let seller = founds(&realm, None, Kind::Registrar, "seller").await;
        let cx = Context::for_account(&realm, seller).await.unwrap();
        for login in ["main", "other"] {
            founds(&realm, Some(seller), Kind::Customer, login).await;
            funds::add(&cx, AUDIENCE, login, "10000.00").await.unwrap();
        }
        let shop = |login| Shop::new(&base_url, login, PASSWORD);
        let (seller, main, other) = (shop("seller"), shop("main"), shop("other"));
        Self { realm, log, seller, main, other, registry, faults, mail, base_url, _folder: folder }
    }

    /// A place to act for whoever signs in with a login.
    pub async fn acting_for(&self, login: &'static str) -> Context {
        let found = self.realm.store.read(move |tx| tx.member_by_login(AUDIENCE, login)).await;
        Context::for_account(&self.realm, found.unwrap().unwrap().account.id).await.unwrap()
    }

    /// What somebody may spend, in cents.
    pub async fn balance(&self, login: &'static str) -> i64 {
        let account = self.acting_for(login).await.account();
        let funds =
            self.realm.store.read(move |tx| tx.funds(account, Currency::ZAR)).await.unwrap();
        funds.posted.minor - funds.held.minor
    }

    /// The next `times` calls of an operation of the registry run into a fault.
    pub fn breaks(&self, operation: &str, kind: &str, times: u32) {
        assert!(self.faults.order("registry", operation, kind, times, None).is_ok());
    }

    /// Time passes, and what is due is done.
    pub async fn sleeps(&self, by: Seconds) {
        jobs::move_clock(&self.realm, self.realm.now() + by).await.unwrap();
    }

    /// A name that the rival registrar has held for a year.
    pub async fn rival_holds(&self, name: &str, code: &str) -> DomainName {
        let name = DomainName::parse(name, |_| false).unwrap();
        self.registry.hold_elsewhere(&name, code, None).await.unwrap();
        name
    }

    /// The texts of the mails that were sent to an address.
    pub async fn mail(&self, to: &str) -> Vec<String> {
        let mails = self.mail.read(Some(to), 100).await.unwrap();
        mails.into_iter().map(|mail| mail.text).collect()
    }

    /// Somebody who says to be `login`.
    pub fn somebody(&self, login: &str, password: &str) -> Shop {
        Shop::new(&self.base_url, login, password)
    }
}

impl Shop {
    fn new(base_url: &str, login: &str, password: &str) -> Self {
        let (login, password) = (login.to_owned(), password.to_owned());
        Self { client: Client::new(base_url), login, password }
    }

    /// The same caller with a header on every call.
    pub fn with(&self, name: &'static str, value: &str) -> Self {
        let (name, value) = (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        Self { client: self.client.clone().with_header(name, value), ..self.clone() }
    }

    /// The credentials and some arguments more.
    fn form(&self, arguments: &str) -> String {
        let credentials = [("auth_login", &self.login), ("auth_password", &self.password)];
        format!("{}&{arguments}", wire::encode::urlencoded(credentials))
    }

    /// A command whose arguments stand in the address.
    pub async fn asks(&self, command: &str, arguments: &str) -> Answer {
        let query = self.form(arguments);
        self.call(Method::GET, command, Some(&query), None).await
    }

    /// A command whose arguments stand in a form.
    pub async fn posts(&self, command: &str, arguments: &str) -> Answer {
        self.call(Method::POST, command, None, Some((FORM, self.form(arguments)))).await
    }

    /// Anything at all, without credentials.
    pub async fn call(
        &self,
        method: Method,
        command: &str,
        query: Option<&str>,
        body: Option<(&str, String)>,
    ) -> Answer {
        let body = body.map(|(kind, body)| (kind, body.into()));
        let path = format!("/{command}");
        let reply = self.client.raw(method, &path, query, body, &HeaderMap::new()).await.unwrap();
        let text = reply.text().into_owned();
        Answer { status: reply.status.as_u16(), headers: reply.headers, text }
    }
}

impl Answer {
    /// The body of a command that was done.
    #[track_caller]
    pub fn done(self) -> Value {
        let body: Value = serde_json::from_str(&self.text).unwrap();
        assert!(self.status == 200 && body.get("_error").is_none(), "{}", self.text);
        body
    }

    /// Asserts that the command was refused with these words.
    #[track_caller]
    pub fn refused(self, words: &str) -> Value {
        let body: Value = serde_json::from_str(&self.text).unwrap();
        assert_eq!((self.status, body["_error"].as_str()), (200, Some(words)));
        body
    }
}

async fn founds(
    realm: &Arc<Realm>,
    parent: Option<AccountId>,
    kind: Kind,
    login: &str,
) -> AccountId {
    let founder = Founder {
        parent,
        kind,
        currency: Currency::ZAR,
        billing: Billing::Prepaid,
        audience: AUDIENCE,
        login: login.to_owned(),
        password: NewPassword::Chosen(Secret::new(PASSWORD.to_owned())),
        profile: person("Ivan Drago", &format!("{login}@karoo.example.com")),
        agreement: true,
    };
    open::found(realm, founder).await.unwrap().account
}

pub fn person(name: &str, email: &str) -> Contact {
    Contact {
        name: name.into(),
        email: email.into(),
        phone: "+27.215550100".into(),
        street: ["1 Long Street".into(), String::new(), String::new()],
        city: "Cape Town".into(),
        province: "Western Cape".into(),
        postal_code: "8001".into(),
        country: "ZA".into(),
        ..Contact::default()
    }
}

fn realm(
    store: Store,
    clock: Clock,
    registry: Arc<dyn Registry>,
    mailer: Arc<dyn Mailer>,
) -> Arc<Realm> {
    let (rulebook, costs) = rulebook::embedded().unwrap();
    Realm::new(RealmParts {
        store,
        clock,
        keys: Keys::from_seed(1),
        rulebook: Arc::new(rulebook),
        costs: Arc::new(costs),
        shelf: Arc::new(app::shelf::embedded().unwrap()),
        registry,
        mailer,
        provisioners: Provisioners { hosting: Arc::new(registry::Answers) },
        gateway: Arc::new(registry::Answers),
        server_host: Arc::new(app::ports::Nobody),
        authority: Arc::new(app::ports::Nobody),
        caller_back: Arc::new(app::ports::Nobody),
        resolver: None,
        settings: Settings {
            token_life: Seconds::DAY,
            refresh_life: Seconds(30 * 86_400),
            refresh_rotates: true,
            pending: Seconds(1),
            patience: Seconds(5),
            nameservers: ["ns1.nameyard.example", "ns2.nameyard.example"]
                .map(HostName::from_stored)
                .to_vec(),
            sender: "yard@nameyard.example".into(),
            template_address: None,
            sign_in_attempts: ATTEMPTS,
            privacy_contact: app::domains::privacy_contact::usual(),
            checks_a_minute: 1_000_000,
            registry_poll: None,
            low_balance_minor: 0,
            billing: BillingTerms::default(),
            webhooks: None,
            public_url: "http://127.0.0.1:8080".to_owned(),
            hostmaster: None,
            forwarding: None,
            currency: Currency::ZAR,
        },
    })
}
