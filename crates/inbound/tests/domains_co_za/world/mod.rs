//! A registrar, two shops below it, and the API on a port of its own. The clock stands still.

mod registry;

use std::sync::Arc;

use app::accounts::open::{self, Founder, OpenAccount};
use app::accounts::{funds, sign_in};
use app::clock::Clock;
use app::keys::Keys;
use app::news::{self, Act};
use app::ports::Provisioners;
use app::realm::Settings;
use app::{Context, Realm, RealmParts, rulebook};
use dialects::domains_co_za::DomainsCoZa;
use http::{HeaderMap, Method};
use inbound::domains_co_za::{AUDIENCE, api};
use model::account::{AccountId, Billing, Kind};
use model::contact::{Contact, ContactId};
use model::domain::{Domain, DomainId, Lock};
use model::event::EventKind;
use model::money::Currency;
use model::name::{DomainName, HostName};
use model::secret::Secret;
use model::time::{Days, Seconds, Timestamp, Years};
use serde_json::Value;
use store::{Database, Store};
use tempfile::TempDir;
use wire::{ApiSettings, Client, Dialect};

/// What everybody signs in with.
pub const PASSWORD: &str = "correct horse";

pub struct World {
    pub realm: Arc<Realm>,
    pub registrar: Shop,
    /// A reseller with some money.
    pub main: Shop,
    /// A stranger to `main` on the same level.
    pub other: Shop,
    base_url: String,
    _folder: TempDir,
}

/// Somebody who calls.
pub struct Shop {
    client: Client<DomainsCoZa>,
    pub account: AccountId,
    pub key: String,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub json: Value,
}

impl World {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::Sqlite(folder.path().join("test.db"));
        let realm = realm(Store::open(&database).await.unwrap());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}{}", listener.local_addr().unwrap(), DomainsCoZa::PREFIX);
        let router = api(Arc::clone(&realm), ApiSettings::default()).into_router();
        tokio::spawn(async move { axum::serve(listener, router).await });

        let founder = Founder {
            parent: None,
            kind: Kind::Registrar,
            currency: Currency::ZAR,
            billing: Billing::Prepaid,
            audience: AUDIENCE,
            login: "registrar".to_owned(),
            password: password().into(),
            profile: jane(),
            agreement: true,
        };
        let opened = open::found(&realm, founder).await.unwrap();
        let key = opened.api_key.reveal();
        let cx = sign_in::by_api_key(&realm, key, AUDIENCE, None).await.unwrap();
        let registrar = Shop::new(&base_url, opened.account, key).signed_in("registrar").await;
        let main = opens(&cx, &base_url, "main").await;
        let other = opens(&cx, &base_url, "other").await;
        funds::add(&cx, AUDIENCE, "main", "435.00").await.unwrap();
        Self { realm, registrar, main, other, base_url, _folder: folder }
    }

    /// Somebody who has not signed in.
    pub fn nobody(&self) -> Shop {
        Shop::new(&self.base_url, AccountId(0), "")
    }

    /// Somebody signed in with the password that all have.
    pub async fn signs_in(&self, login: &str) -> Shop {
        self.nobody().signed_in(login).await
    }

    /// Writes something into an account's log.
    pub async fn tells(
        &self,
        to: &Shop,
        kind: EventKind,
        subject: &'static str,
        detail: &'static str,
    ) {
        let act = Act { account: to.account, member: None, now: self.realm.now() };
        self.realm.store.write(move |tx| news::tell(tx, act, kind, subject, detail)).await.unwrap();
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
            lock: Lock::Off,
            suspended: false,
            autorenew: false,
            privacy: false,
            managed_dns: true,
            dnssec: false,
            reference: None,
            contacts: [ContactId(1); 4],
            nameservers: Vec::new(),
            pending: None,
            told: now,
        };
        let add = move |tx: &mut store::Tx<'_>| tx.add_domain(&domain, &[], b"sealed");
        self.realm.store.write(add).await.unwrap();
    }

    pub fn moves_to(&self, moment: &str) {
        self.realm.clock.set(Timestamp::parse(moment).unwrap(), true);
    }
}

impl Shop {
    fn new(base_url: &str, account: AccountId, key: &str) -> Self {
        Self { client: Client::new(base_url), account, key: key.to_owned() }
    }

    async fn signed_in(self, login: &str) -> Self {
        let pairs = [("username", login), ("password", PASSWORD)];
        let answer = self.post("/login", &pairs).await.done();
        let token = answer["token"].as_str().unwrap();
        Self { client: self.client.with_bearer(token).unwrap(), ..self }
    }

    /// A call with its parameters where the API's own samples put them: in the form of a POST, in
    /// the query of everything else.
    pub async fn call(&self, method: Method, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let text = wire::encode::urlencoded(pairs.iter().copied());
        let form = (method == Method::POST)
            .then(|| ("application/x-www-form-urlencoded", text.clone().into()));
        let query = form.is_none().then_some(text.as_str());
        let reply = self.client.raw(method, path, query, form, &HeaderMap::new()).await.unwrap();
        Answer { status: reply.status.as_u16(), json: reply.json().unwrap() }
    }

    pub async fn get(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        self.call(Method::GET, path, pairs).await
    }

    pub async fn post(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        self.call(Method::POST, path, pairs).await
    }

    pub async fn put(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        self.call(Method::PUT, path, pairs).await
    }

    pub async fn delete(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        self.call(Method::DELETE, path, pairs).await
    }
}

impl Answer {
    /// The body of a call that was done.
    #[track_caller]
    pub fn done(self) -> Value {
        assert_eq!(self.json["intReturnCode"], 1, "HTTP {} {}", self.status, self.json);
        self.json
    }

    /// Asserts that the call was refused with this code and these words.
    #[track_caller]
    pub fn refused(self, code: u8, words: &str) {
        let said = (&self.json["intReturnCode"], self.json["strMessage"].as_str().unwrap());
        assert_eq!(said, (&Value::from(code), words), "HTTP {}", self.status);
    }
}

async fn opens(parent: &Context, base_url: &str, login: &str) -> Shop {
    let wish = OpenAccount {
        audience: AUDIENCE,
        login: login.to_owned(),
        password: password(),
        profile: jane(),
    };
    let opened = open::open(parent, wish).await.unwrap();
    Shop::new(base_url, opened.account, opened.api_key.reveal()).signed_in(login).await
}

fn password() -> Secret<String> {
    Secret::new(PASSWORD.to_owned())
}

pub fn jane() -> Contact {
    Contact {
        name: "Jane Dlamini".into(),
        email: "jane@example.co.za".into(),
        phone: "+27.215550100".into(),
        street: ["1 Long Street".into(), String::new(), String::new()],
        city: "Cape Town".into(),
        province: "Western Cape".into(),
        postal_code: "8001".into(),
        country: "ZA".into(),
        ..Contact::default()
    }
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
            sign_in_attempts: 100,
            privacy_contact: app::domains::privacy_contact::usual(),
            checks_a_minute: 1_000_000,
            registry_poll: None,
            low_balance_minor: 50_000,
            billing: model::invoice::BillingTerms::default(),
            webhooks: None,
            public_url: "http://127.0.0.1:8080".to_owned(),
            hostmaster: None,
            forwarding: None,
            currency: Currency::ZAR,
        },
    })
}
