//! A seller, two shops below it who are strangers to each other, and the API on a port of its own.
//! The clock stands still.

#[path = "../../domains_co_za/world/registry.rs"]
mod registry;

use std::sync::Arc;

use app::accounts::open::{self, Founder};
use app::accounts::prices::{self, NewPrice};
use app::accounts::{NewPassword, funds};
use app::clock::Clock;
use app::keys::{Keys, Purpose};
use app::ports::Provisioners;
use app::realm::Settings;
use app::{Context, Realm, RealmParts, rulebook};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dialects::dns_services::DnsServices;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use inbound::dns_services::{AUDIENCE, Profile, api};
use model::account::{AccountId, Billing, Kind};
use model::contact::{Contact, ContactId};
use model::domain::{Domain, DomainId, Lock};
use model::invoice::BillingTerms;
use model::money::Currency;
use model::name::{DomainName, HostName};
use model::price::PriceKind;
use model::secret::Secret;
use model::time::{Days, Seconds, Timestamp, Years};
use serde_json::{Value, json};
use store::{Database, Store};
use tempfile::TempDir;
use wire::{ApiSettings, Client, Dialect};

/// What everybody signs in with.
pub const PASSWORD: &str = "correct: horse";
/// What lets a name that was given to somebody go.
pub const AUTH_CODE: &str = "Zk3-x9Qa-71Lm";
/// Bytes of a body that is read.
pub const BODY: usize = 4096;
/// Failed sign-ins a minute.
pub const ATTEMPTS: u32 = 25;

pub struct World {
    pub realm: Arc<Realm>,
    /// Answers tickets and is paid.
    pub seller: AccountId,
    /// A shop with some money.
    pub main: Shop,
    /// A stranger to `main` on the same level.
    pub other: Shop,
    base_url: String,
    _folder: TempDir,
}

/// Somebody who calls.
#[derive(Clone)]
pub struct Shop {
    client: Client<DnsServices>,
    pub account: AccountId,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl World {
    pub async fn new() -> Self {
        Self::speaking(Profile::Documented).await
    }

    pub async fn speaking(profile: Profile) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::Sqlite(folder.path().join("test.db"));
        let realm = realm(Store::open(&database).await.unwrap());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}{}", listener.local_addr().unwrap(), DnsServices::PREFIX);
        let settings = ApiSettings { body_limit: BODY, ..ApiSettings::default() };
        let router = api(Arc::clone(&realm), settings, profile).into_router();
        tokio::spawn(async move { axum::serve(listener, router).await });

        let seller = founds(&realm, None, Kind::Registrar, "seller").await;
        let main = founds(&realm, Some(seller), Kind::Customer, "main").await;
        let other = founds(&realm, Some(seller), Kind::Customer, "other").await;
        let cx = Context::for_account(&realm, seller).await.unwrap();
        funds::add(&cx, AUDIENCE, &email("main"), "100.00").await.unwrap();
        sells(&cx).await;
        let main = Shop::new(&base_url, main).signed_in("main").await;
        let other = Shop::new(&base_url, other).signed_in("other").await;
        Self { realm, seller, main, other, base_url, _folder: folder }
    }

    /// Somebody who has not signed in.
    pub fn nobody(&self) -> Shop {
        Shop::new(&self.base_url, AccountId(0))
    }

    /// Puts a name into an account, as if it had been registered for a year some days ago.
    pub async fn gives(&self, to: &Shop, name: &str, days_ago: u16) {
        let now = self.realm.now();
        let registered = now - Days(days_ago);
        let domain = Domain {
            id: DomainId(0),
            name: DomainName::parse(name, |_| false).unwrap(),
            account: to.account,
            registered,
            anchor: registered,
            expires: registered.plus_years(Years(1)),
            renewed: None,
            updated: now,
            transferred: None,
            deleted: None,
            lock: Lock::On,
            suspended: false,
            autorenew: false,
            privacy: false,
            managed_dns: true,
            dnssec: false,
            reference: None,
            contacts: [ContactId(1); 4],
            nameservers: vec![HostName::from_stored("ns1.nameyard.example")],
            pending: None,
            told: now,
        };
        let code = self.realm.keys.seal(Purpose::AuthCode, AUTH_CODE.as_bytes()).unwrap();
        let add = move |tx: &mut store::Tx<'_>| tx.add_domain(&domain, &[], &code);
        self.realm.store.write(add).await.unwrap();
    }

    /// A place to act for an account without calling.
    pub async fn inside(&self, account: AccountId) -> Context {
        Context::for_account(&self.realm, account).await.unwrap()
    }
}

impl Shop {
    fn new(base_url: &str, account: AccountId) -> Self {
        Self { client: Client::new(base_url), account }
    }

    async fn signed_in(self, name: &str) -> Self {
        let tokens = self.signs_in(name, PASSWORD).await.done();
        self.with_token(tokens["token"].as_str().unwrap())
    }

    pub async fn signs_in(&self, name: &str, password: &str) -> Answer {
        self.post("/login", json!({ "username": email(name), "password": password })).await
    }

    pub fn with_token(&self, token: &str) -> Self {
        self.with("authorization", &format!("Bearer {token}"))
    }

    pub fn with_basic(&self, name: &str, password: &str) -> Self {
        let encoded = STANDARD.encode(format!("{}:{password}", email(name)));
        self.with("authorization", &format!("Basic {encoded}"))
    }

    /// The same caller with another header on every call.
    pub fn with(&self, name: &'static str, value: &str) -> Self {
        let (name, value) = (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        Self { client: self.client.clone().with_header(name, value), account: self.account }
    }

    pub async fn get(&self, path: &str) -> Answer {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let query = (!query.is_empty()).then_some(query);
        let reply = self.client.raw(Method::GET, path, query, None, &HeaderMap::new()).await;
        Answer::of(reply.unwrap())
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.call(Method::POST, path, "application/json", body.to_string()).await
    }

    pub async fn put(&self, path: &str) -> Answer {
        self.call(Method::PUT, path, "application/json", "{}".to_owned()).await
    }

    /// A call with parts in its body.
    pub async fn send(&self, method: Method, path: &str, body: Value) -> Answer {
        self.call(method, path, "application/json", body.to_string()).await
    }

    pub async fn call(
        &self,
        method: Method,
        path: &str,
        kind: &'static str,
        body: String,
    ) -> Answer {
        let body = Some((kind, body.into()));
        let reply = self.client.raw(method, path, None, body, &HeaderMap::new()).await;
        Answer::of(reply.unwrap())
    }
}

impl Answer {
    fn of(reply: wire::client::RawReply) -> Self {
        let text = reply.text().into_owned();
        Self { status: reply.status.as_u16(), headers: reply.headers, text }
    }

    /// The body of a call that was done.
    #[track_caller]
    pub fn done(self) -> Value {
        assert_eq!(self.status, 200, "{}", self.text);
        serde_json::from_str(&self.text).unwrap()
    }

    /// Asserts that the call was refused with this status and these words.
    #[track_caller]
    pub fn refused(self, status: u16, words: &str) -> Self {
        let said: Value = serde_json::from_str(&self.text).unwrap();
        assert_eq!((self.status, said), (status, json!({ "error": [words] })));
        self
    }

    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }
}

pub fn password() -> NewPassword {
    NewPassword::Chosen(Secret::new(PASSWORD.to_owned()))
}

/// What somebody signs in with.
pub fn email(name: &str) -> String {
    format!("{name}@karoo.example.com")
}

pub fn person(name: &str, email: &str) -> Contact {
    Contact {
        name: name.into(),
        email: email.into(),
        phone: "+27.215550100".into(),
        street: ["1 Long Street".into(), "Suite 2".into(), String::new()],
        city: "Cape Town".into(),
        province: "Western Cape".into(),
        postal_code: "8001".into(),
        country: "ZA".into(),
        ..Contact::default()
    }
}

/// Sells names under some extensions.
async fn sells(seller: &Context) {
    let price = |tld| NewPrice {
        tld,
        kind: PriceKind::Base,
        figures: ["10.00", "15.00", "10.00", "40.00", "100.00"],
        currency: Currency::USD,
    };
    prices::set_defaults(seller, &["com", "net", "com.au"].map(price)).await.unwrap();
}

async fn founds(
    realm: &Arc<Realm>,
    parent: Option<AccountId>,
    kind: Kind,
    name: &str,
) -> AccountId {
    let founder = Founder {
        parent,
        kind,
        currency: Currency::USD,
        billing: Billing::Invoiced,
        audience: AUDIENCE,
        login: email(name),
        password: password(),
        profile: person("Pieter van der Merwe", &email(name)),
        agreement: true,
    };
    open::found(realm, founder).await.unwrap().account
}

fn realm(store: Store) -> Arc<Realm> {
    let (rulebook, costs) = rulebook::embedded().unwrap();
    Realm::new(RealmParts {
        store,
        clock: Clock::frozen(Timestamp::parse("2026-11-21T10:00:00Z").unwrap()),
        keys: Keys::from_seed(1),
        rulebook: Arc::new(rulebook),
        costs: Arc::new(costs),
        shelf: Arc::new(app::shelf::embedded().unwrap()),
        registry: Arc::new(registry::Answers),
        mailer: Arc::new(registry::Answers),
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
            nameservers: vec![HostName::from_stored("ns1.nameyard.example")],
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
            currency: Currency::USD,
        },
    })
}
