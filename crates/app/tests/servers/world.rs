//! An operator, a shop below it that sells in US dollars, a customer and a stranger below the shop. The
//! clock stands still unless a test moves it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use app::accounts::funds;
use app::accounts::open::{self, Founder};
use app::accounts::sign_in;
use app::clock::Clock;
use app::keys::Keys;
use app::ports::Provisioners;
use app::ports::caller_back::{Callback, CallerBack};
use app::realm::Settings;
use app::servers::{self, BuyServer, Found, Selector};
use app::{Context, Realm, RealmParts, jobs, rulebook};
use async_trait::async_trait;
use model::account::{AccountId, Billing, Kind};
use model::contact::Contact;
use model::error::Supplier;
use model::event::EventKind;
use model::invoice::BillingTerms;
use model::money::Currency;
use model::secret::Secret;
use model::server::Server;
use model::time::{Seconds, Timestamp};
use model::{Error, Result};
use store::{Database, Store};
use tempfile::TempDir;

use crate::host::Host;
use crate::nobody::Nobody;

/// The family of callers everybody here belongs to.
pub const AUDIENCE: &str = "shops";
/// When every test begins.
pub const BEGINS: &str = "2026-11-21T10:00:00Z";

pub struct World {
    pub realm: Arc<Realm>,
    pub host: Arc<Host>,
    pub called: Arc<Called>,
    pub shop: Context,
    pub customer: Context,
    pub stranger: Context,
    _folder: TempDir,
}

/// Whoever is called, and what it answers.
#[derive(Default)]
pub struct Called {
    pub calls: Mutex<Vec<Callback>>,
    pub answers: Mutex<VecDeque<Result<u16>>>,
}

#[async_trait]
impl CallerBack for Called {
    async fn call(&self, callback: &Callback) -> Result<u16> {
        self.calls.lock().unwrap().push(callback.clone());
        self.answers.lock().unwrap().pop_front().unwrap_or(Ok(200))
    }
}

impl Called {
    /// What was said, call by call.
    pub fn bodies(&self) -> Vec<String> {
        self.calls.lock().unwrap().iter().map(|call| call.body.clone()).collect()
    }

    pub fn answers(&self, answers: impl IntoIterator<Item = Result<u16>>) {
        self.answers.lock().unwrap().extend(answers);
    }
}

/// Nobody takes a call.
pub const NOBODY: Error = Error::Unavailable(Supplier::Callbacks);

impl World {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::Sqlite(folder.path().join("test.db"));
        let store = Store::open(&database).await.unwrap();
        let clock = Clock::frozen(Timestamp::parse(BEGINS).unwrap());
        let host = Arc::new(Host::new(clock.clone()));
        let called = Arc::new(Called::default());
        let realm = realm(store, clock, Arc::clone(&host), Arc::clone(&called));
        let operator = found(&realm, None, Kind::Operator, "operator").await;
        let shop = found(&realm, Some(operator.account()), Kind::Registrar, "shop").await;
        let below = Some(shop.account());
        let customer = found(&realm, below, Kind::Reseller, "customer").await;
        let stranger = found(&realm, below, Kind::Reseller, "stranger").await;
        let world = Self { realm, host, called, shop, customer, stranger, _folder: folder };
        world.gives("customer", "100.00").await;
        world
    }

    pub async fn gives(&self, login: &str, amount: &str) {
        funds::adjust(&self.realm, AUDIENCE, login, amount).await.unwrap();
    }

    /// What somebody could spend.
    pub async fn balance(&self, of: &Context) -> String {
        funds::balance(of).await.unwrap().balance().to_string()
    }

    /// Lets time pass, and everything happen that is due on the way.
    pub async fn passes(&self, seconds: i64) {
        jobs::move_clock(&self.realm, self.realm.now() + Seconds(seconds)).await.unwrap();
    }

    pub async fn reaches(&self, moment: &str) {
        jobs::move_clock(&self.realm, Timestamp::parse(moment).unwrap()).await.unwrap();
    }

    /// A server that the customer bought and that is set up.
    pub async fn ready(&self) -> Selector {
        let server = servers::buy(&self.customer, wish()).await.unwrap();
        self.passes(600).await;
        Selector::number(server.id)
    }

    /// A server of the customer's.
    pub async fn sees(&self, which: &Selector) -> Found {
        servers::one(&self.customer, AUDIENCE, which).await.unwrap()
    }

    pub async fn server(&self, which: &Selector) -> Server {
        self.sees(which).await.server
    }

    /// The kinds of the last entries of the customer's log, newest first.
    pub async fn log(&self, entries: usize) -> Vec<EventKind> {
        let account = self.customer.account();
        let read = move |tx: &mut store::Tx<'_>| tx.events_after(account, 0, 1_000);
        let events = self.realm.store.read(read).await.unwrap();
        events.iter().rev().take(entries).map(|event| event.kind).collect()
    }

    /// Whether entries, holds and balances agree, and how many holds are open.
    pub async fn holds(&self) -> i64 {
        let summary = self.realm.store.write(|tx| tx.ledger_summary()).await.unwrap();
        assert!(summary.balanced);
        summary.open_holds
    }
}

/// What is bought where nothing else matters: 19.00 a month.
pub fn wish() -> BuyServer {
    BuyServer {
        tariff: "XENSSD VDS 4 100+".to_owned(),
        cluster: 1,
        image: "centos".to_owned(),
        panel: Some("isp".to_owned()),
        purpose: "test".to_owned(),
        social: "test".to_owned(),
        callback_url: Some("http://my.domain.com/page/for/callback".to_owned()),
        periods: 1,
    }
}

pub fn with_key(cx: &Context, key: &str) -> Context {
    Context { client_key: Some(key.to_owned()), ..cx.clone() }
}

async fn found(realm: &Arc<Realm>, parent: Option<AccountId>, kind: Kind, login: &str) -> Context {
    found_in(realm, parent, kind, login, Currency::USD).await
}

/// Opens an account with money of a currency.
pub async fn found_in(
    realm: &Arc<Realm>,
    parent: Option<AccountId>,
    kind: Kind,
    login: &str,
    currency: Currency,
) -> Context {
    let founder = Founder {
        parent,
        kind,
        currency,
        billing: Billing::Prepaid,
        audience: AUDIENCE,
        login: login.to_owned(),
        password: Secret::new("correct horse".to_owned()).into(),
        profile: jane(),
        agreement: true,
    };
    let opened = open::found(realm, founder).await.unwrap();
    sign_in::by_api_key(realm, opened.api_key.reveal(), AUDIENCE, None).await.unwrap()
}

pub fn jane() -> Contact {
    Contact {
        name: "Jane Dlamini".into(),
        email: "jane@example.com".into(),
        phone: "+27.215550100".into(),
        street: ["1 Long Street".into(), String::new(), String::new()],
        city: "Cape Town".into(),
        province: "Western Cape".into(),
        postal_code: "8001".into(),
        country: "ZA".into(),
        ..Contact::default()
    }
}

fn realm(store: Store, clock: Clock, host: Arc<Host>, called: Arc<Called>) -> Arc<Realm> {
    let (rulebook, costs) = rulebook::embedded().unwrap();
    Realm::new(RealmParts {
        store,
        clock,
        keys: Keys::from_seed(1),
        rulebook: Arc::new(rulebook),
        costs: Arc::new(costs),
        shelf: Arc::new(app::shelf::embedded().unwrap()),
        registry: Arc::new(Nobody),
        mailer: Arc::new(Nobody),
        provisioners: Provisioners { hosting: Arc::new(Nobody) },
        gateway: Arc::new(Nobody),
        server_host: host,
        authority: Arc::new(app::ports::Nobody),
        caller_back: called,
        resolver: None,
        settings: Settings {
            token_life: Seconds::DAY,
            refresh_life: Seconds(30 * 86_400),
            refresh_rotates: true,
            pending: Seconds(1),
            patience: Seconds(5),
            nameservers: Vec::new(),
            sender: "yard@nameyard.example".into(),
            template_address: None,
            sign_in_attempts: 100,
            registry_poll: None,
            privacy_contact: app::domains::privacy_contact::usual(),
            checks_a_minute: 1_000,
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
