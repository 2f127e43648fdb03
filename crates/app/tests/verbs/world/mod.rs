//! A small tree of accounts in a database of its own: an operator, two registrars, and two resellers
//! below the first of them. The clock stands still unless a test moves it.

mod nobody;

use std::sync::Arc;

use app::accounts::open::{self, Founder, OpenAccount, Opened};
use app::accounts::sign_in::{self, Credentials};
use app::clock::Clock;
use app::keys::Keys;
use app::page::Window;
use app::ports::Provisioners;
use app::realm::Settings;
use app::{Context, Realm, RealmParts, rulebook};
use model::Result;
use model::account::{AccountId, Billing, Kind};
use model::contact::{Contact, ContactId};
use model::domain::{Domain, DomainId, Lock};
use model::error::Field;
use model::event::EventKind;
use model::forwarding::{MailRule, WebForward};
use model::money::{Currency, Money};
use model::name::{DomainName, HostName};
use model::secret::Secret;
use model::time::{Seconds, Timestamp, Years};
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestRunner};
use store::{Database, Store, Tx};
use tempfile::TempDir;

/// The family of callers everybody here belongs to.
pub const AUDIENCE: &str = "shops";
/// What everybody signs in with.
pub const PASSWORD: &str = "correct horse";
/// The first page of any list.
pub const PAGE: Window = Window { start: 0, limit: 100, descending: false };
/// Values that a property is tried with.
const CASES: u32 = 64;

pub struct World {
    pub realm: Arc<Realm>,
    /// Runs the platform.
    pub operator: Context,
    /// Has `shop` and `other` below it.
    pub registrar: Context,
    /// A registrar beside it, with nobody below.
    pub rival: Context,
    /// A reseller.
    pub shop: Context,
    /// A stranger to `shop` on the same level.
    pub other: Context,
    folder: TempDir,
}

impl World {
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// A world whose operator set something else.
    pub async fn with(set: impl FnOnce(&mut Settings)) -> Self {
        Self::of(|parts| set(&mut parts.settings)).await
    }

    /// A world with other suppliers.
    pub async fn of(change: impl FnOnce(&mut RealmParts)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Database::Sqlite(folder.path().join("test.db"))).await.unwrap();
        let mut parts = parts(store, settings());
        change(&mut parts);
        let realm = Realm::new(parts);
        let operator = found(&realm, None, Kind::Operator, "operator").await;
        let operator = by_key(&realm, &operator).await;
        let top = Some(operator.account());
        let registrar = found(&realm, top, Kind::Registrar, "registrar").await;
        let registrar = by_key(&realm, &registrar).await;
        let rival = by_key(&realm, &found(&realm, top, Kind::Registrar, "rival").await).await;
        let shop = by_key(&realm, &opens(&registrar, "shop").await.unwrap()).await;
        let other = by_key(&realm, &opens(&registrar, "other").await.unwrap()).await;
        Self { realm, operator, registrar, rival, shop, other, folder }
    }

    /// The same world as another process sees it, or this one after a restart.
    pub async fn again(&self) -> Arc<Realm> {
        let file = self.folder.path().join("test.db");
        let store = Store::open(&Database::Sqlite(file)).await.unwrap();
        let clock = self.realm.clock.clone();
        Realm::new(RealmParts { clock, ..parts(store, settings()) })
    }

    /// Everything in the files of its database.
    pub fn written(&self) -> Vec<u8> {
        let files = std::fs::read_dir(self.folder.path()).unwrap();
        files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
    }

    pub fn moves_to(&self, moment: &str) {
        self.realm.clock.set(Timestamp::parse(moment).unwrap(), true);
    }

    /// Runs work in a transaction, as verbs of other families do.
    pub async fn within<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Tx<'_>) -> Result<T> + Send + Sync + 'static,
    ) -> Result<T> {
        self.realm.store.write(work).await
    }

    /// What of a name leads elsewhere, as its own zone keeps it: web addresses and mail. None where
    /// there is no zone.
    pub async fn forwarding(&self, apex: &str) -> Option<(Vec<WebForward>, Vec<MailRule>)> {
        let apex = apex.to_owned();
        let kept = move |tx: &mut Tx<'_>| {
            let Some(zone) = tx.zone(&apex)? else { return Ok(None) };
            let web = tx.web_forwards(zone.id)?.into_iter().map(|(_, forward)| forward);
            Ok(Some((web.collect(), tx.mail_rules(zone.id)?)))
        };
        self.within(kept).await.unwrap()
    }

    /// Puts a name into an account, as if it had been registered.
    pub async fn gives(&self, to: &Context, name: &DomainName, managed_dns: bool) {
        let domain = registered(to.account(), name.clone(), managed_dns, self.realm.now());
        self.within(move |tx| tx.add_domain(&domain, &[], b"sealed")).await.unwrap();
    }

    /// The kinds of the last entries of an account's log, newest first.
    pub async fn log(&self, of: &Context, entries: usize) -> Vec<EventKind> {
        let account = of.account();
        let events = self.within(move |tx| tx.events_after(account, 0, 1_000)).await.unwrap();
        events.iter().rev().take(entries).map(|event| event.kind).collect()
    }

    /// Whether entries, holds and balances agree.
    pub async fn books_balance(&self) -> bool {
        self.within(|tx| tx.ledger_summary()).await.unwrap().balanced
    }
}

/// Tries `check` with many values in one world; what it makes there must not be in its own way.
pub fn property<S: Strategy>(
    file: &'static str,
    values: &S,
    check: impl AsyncFn(&World, S::Value),
) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let world = runtime.block_on(World::new());
    let config = Config { cases: CASES, ..Config::with_source_file(file) };
    let tried = TestRunner::new(config).run(values, |value| {
        runtime.block_on(check(&world, value));
        Ok(())
    });
    tried.unwrap();
}

/// Opens an account below the caller's.
pub async fn opens(parent: &Context, login: &str) -> Result<Opened> {
    let wish = OpenAccount {
        audience: AUDIENCE,
        login: login.to_owned(),
        password: password(),
        profile: jane(),
    };
    open::open(parent, wish).await
}

/// The place of whoever has a key.
pub async fn by_key(realm: &Arc<Realm>, opened: &Opened) -> Context {
    sign_in::by_api_key(realm, opened.api_key.reveal(), AUDIENCE, None).await.unwrap()
}

pub fn password() -> Secret<String> {
    Secret::new(PASSWORD.to_owned())
}

/// What somebody signs in with.
pub fn credentials(login: &str) -> Credentials {
    Credentials {
        audience: AUDIENCE,
        login: login.to_owned(),
        password: password(),
        code: None,
        address: None,
    }
}

/// Somebody with a complete profile.
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

pub fn zar(text: &str) -> Money {
    Money::parse(text, Currency::ZAR, Field::Amount).unwrap()
}

pub fn name(text: &str) -> DomainName {
    DomainName::parse(text, |_| false).unwrap()
}

async fn found(realm: &Arc<Realm>, parent: Option<AccountId>, kind: Kind, login: &str) -> Opened {
    let founder = Founder {
        parent,
        kind,
        currency: realm.settings.currency,
        billing: Billing::Prepaid,
        audience: AUDIENCE,
        login: login.to_owned(),
        password: password().into(),
        profile: jane(),
        agreement: true,
    };
    open::found(realm, founder).await.unwrap()
}

fn parts(store: Store, settings: Settings) -> RealmParts {
    let (rulebook, costs) = rulebook::embedded().unwrap();
    RealmParts {
        store,
        clock: Clock::frozen(Timestamp::parse("2026-11-21T10:00:00Z").unwrap()),
        keys: Keys::from_seed(1),
        rulebook: Arc::new(rulebook),
        costs: Arc::new(costs),
        shelf: Arc::new(app::shelf::embedded().unwrap()),
        registry: Arc::new(nobody::Nobody),
        mailer: Arc::new(nobody::Nobody),
        provisioners: Provisioners { hosting: Arc::new(nobody::Nobody) },
        gateway: Arc::new(nobody::Nobody),
        server_host: Arc::new(app::ports::Nobody),
        authority: Arc::new(app::ports::Nobody),
        caller_back: Arc::new(app::ports::Nobody),
        resolver: None,
        settings,
    }
}

fn settings() -> Settings {
    Settings {
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
        registry_poll: Some(Seconds(60)),
        low_balance_minor: 10_000,
        billing: model::invoice::BillingTerms::default(),
        webhooks: None,
        public_url: "http://127.0.0.1:8080".to_owned(),
        hostmaster: None,
        forwarding: None,
        currency: Currency::ZAR,
    }
}

fn registered(account: AccountId, name: DomainName, managed_dns: bool, now: Timestamp) -> Domain {
    Domain {
        id: DomainId(0),
        name,
        account,
        registered: now,
        anchor: now,
        expires: now.plus_years(Years(1)),
        renewed: None,
        updated: now,
        transferred: None,
        deleted: None,
        lock: Lock::Off,
        suspended: false,
        autorenew: false,
        privacy: false,
        managed_dns,
        dnssec: false,
        reference: None,
        contacts: [ContactId(1); 4],
        nameservers: Vec::new(),
        pending: None,
        told: now,
    }
}
