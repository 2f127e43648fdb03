//! A sandbox with a clock that the test moves, in a folder that goes away with it.

use std::sync::Arc;

use nameyard::profiles::Choice;
use nameyard::sandbox::{Options, Running};
use outbound::{EmbeddedGateway, EmbeddedPanel};
use serde_json::{Value, json};
use store::Database;
use tempfile::TempDir;

use crate::co_za::Shop;
use crate::database::TestDatabase;
use crate::devo::{self, KeyHolder};
use crate::dns_services::Client;
use crate::domaincontext::Account;
use crate::dreamscape::Reseller;
use crate::http::{Answer, Caller, Sent};

/// The dialect of [`Client`].
const DNS_SERVICES: &str = "dns-services";

/// Tells a story in a fresh world on SQLite, then in one on PostgreSQL where there is a cluster; in both
/// it begins on the same day.
pub async fn on_each_engine(day: &str, story: impl AsyncFn(World)) {
    eprintln!("on SQLite:");
    story(World::on(day).await).await;
    if let Some(database) = TestDatabase::postgres() {
        eprintln!("on PostgreSQL:");
        story(World::with(day, 1, |options| over(&database, options)).await).await;
    }
}

fn over(database: &TestDatabase, options: Options) -> Options {
    let url = match database.database() {
        Database::Postgres { url, .. } => Some(url.clone()),
        Database::Sqlite(_) => None,
    };
    Options { database: url, ..options }
}

/// A running sandbox.
pub struct World {
    running: Option<Running>,
    caller: Caller,
    options: Options,
    folder: TempDir,
}

impl World {
    /// A sandbox whose clock stands still at the beginning of a day: `World::on("2026-01-01")`.
    pub async fn on(day: &str) -> Self {
        Self::start(day, 1).await
    }

    /// The same with another seed.
    pub async fn start(day: &str, seed: u64) -> Self {
        Self::with(day, seed, |options| options).await
    }

    /// The same with other options too.
    ///
    /// # Panics
    /// When the sandbox does not start.
    pub async fn with(day: &str, seed: u64, change: impl FnOnce(Options) -> Options) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the sandbox");
        let instant = format!("{day}T00:00:00Z");
        let clock = model::time::Timestamp::parse(&instant).expect("a day such as 2026-01-01");
        let options = Options::new(folder.path()).on_free_ports().frozen_at(clock).seeded(seed);
        let options = Options { beside: false, ..options };
        Self::over(folder, change(options)).await
    }

    /// The same with the realm `sandbox` beside the live one.
    ///
    /// # Panics
    /// When the sandbox does not start.
    pub async fn with_beside(day: &str) -> Self {
        Self::with(day, 1, |options| Options { beside: true, ..options }).await
    }

    /// The same, with DNS.services spoken as its service was seen to speak.
    ///
    /// # Panics
    /// When the sandbox does not start.
    pub async fn observed(day: &str) -> Self {
        let observed = Choice::new(DNS_SERVICES, "observed").expect("a dialect and a profile");
        let profiles = [observed].into_iter().collect();
        Self::with(day, 1, |options| Options { profiles, ..options }).await
    }

    /// A sandbox over a data folder that may hold one already.
    ///
    /// # Panics
    /// When the sandbox does not start.
    pub async fn over(folder: TempDir, options: Options) -> Self {
        let running = nameyard::sandbox::start(options.clone()).await.expect("the sandbox starts");
        Self { running: Some(running), caller: Caller::default(), options, folder }
    }

    /// Stops it, and gives its data folder back.
    pub async fn stops(mut self) -> TempDir {
        if let Some(running) = self.running.take() {
            running.stop().await;
        }
        self.folder
    }

    /// The sandbox itself.
    ///
    /// # Panics
    /// After it was stopped.
    #[must_use]
    pub fn running(&self) -> &Running {
        self.running.as_ref().expect("the sandbox runs")
    }

    /// Where its data lives.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Stops it and starts it again from its data folder.
    ///
    /// # Panics
    /// When it does not start again.
    pub async fn restarts(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop().await;
        }
        let running =
            nameyard::sandbox::start(self.options.clone()).await.expect("the sandbox starts again");
        self.running = Some(running);
    }

    /// A demo account of Domains.co.za, signed in: `registrar`, `main` or `other`.
    pub async fn shop(&self, account: &str) -> Shop {
        let facts = &self.running().json()["dialects"]["domains-co-za"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let login = &facts["accounts"][account];
        let shop = Shop::new(self.caller.clone(), text(&facts["base_url"]));
        shop.signs_in(&text(&login["username"]), &text(&login["password"])).await
    }

    /// A demo account of DNS.services, signed in: `main`, `other` or `both`; or a contact: `mary`,
    /// `john` or `ruth`.
    pub async fn client(&self, account: &str) -> Client {
        let (username, password) = self.client_login(account);
        self.nobody().signs_in(&username, &password).await
    }

    /// A client of DNS.services that has not signed in.
    #[must_use]
    pub fn nobody(&self) -> Client {
        let base = self.running().json()["dialects"][DNS_SERVICES]["base_url"].as_str();
        Client::new(self.caller.clone(), base.unwrap_or_default().to_owned())
    }

    /// What a demo account or a contact of DNS.services signs in with.
    ///
    /// # Panics
    /// When there is none of that name.
    #[must_use]
    pub fn client_login(&self, account: &str) -> (String, String) {
        let facts = &self.running().json()["dialects"][DNS_SERVICES];
        let login = ["accounts", "contacts"].map(|who| &facts[who][account]);
        let login = login.into_iter().find(|login| login.is_object()).expect("a demo account");
        let part = |name: &str| login[name].as_str().unwrap_or_default().to_owned();
        (part("username"), part("password"))
    }

    /// A demo account of DomainContext: `seller`, `main`, `other` or `guarded`.
    #[must_use]
    pub fn account(&self, label: &str) -> Account {
        let facts = &self.running().json()["dialects"]["domaincontext"];
        let login = &facts["accounts"][label];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (name, password) = (text(&login["auth_login"]), text(&login["auth_password"]));
        Account::new(self.caller.clone(), text(&facts["base_url"]), &name, &password)
    }

    /// A demo reseller of Dreamscape: `main` or `other`.
    #[must_use]
    pub fn dreamscape(&self, label: &str) -> Reseller {
        self.reseller(&self.running().json()["dialects"]["dreamscape"], label)
    }

    /// The same in the realm beside, where there is one ([`World::with_beside`]).
    #[must_use]
    pub fn dreamscape_sandbox(&self, label: &str) -> Reseller {
        self.reseller(&self.running().json()["dialects"]["dreamscape"]["sandbox"], label)
    }

    fn reseller(&self, facts: &Value, label: &str) -> Reseller {
        let account = &facts["accounts"][label];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let id = account["reseller_id"].as_i64().expect("a demo reseller");
        Reseller::new(self.caller.clone(), text(&facts["base_url"]), id, &text(&account["api_key"]))
    }

    /// A holder of a key of Devo's provisioning: the resellers `main` and `other`, the common domain
    /// `domain`.
    #[must_use]
    pub fn devo(&self, label: &str) -> KeyHolder {
        let facts = &self.running().json()["dialects"]["devo"];
        let account = &facts["accounts"][label];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (name, header) = match account["domain"].as_str() {
            Some(domain) => (domain.to_owned(), devo::DOMAIN_KEY),
            None => (text(&account["reseller"]), devo::RESELLER_KEY),
        };
        let credentials = (name, text(&account["key"]), text(&account["secret"]));
        let clock = self.running().world().realm.clock.clone();
        KeyHolder::new(self.caller.clone(), text(&facts["base_url"]), credentials, header, clock)
    }

    /// What stands in `sandbox.json` about a demo account of Domains.co.za.
    #[must_use]
    pub fn login(&self, account: &str) -> Value {
        self.running().json()["dialects"]["domains-co-za"]["accounts"][account].clone()
    }

    /// A call of the sandbox's controls.
    pub async fn control(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let url = format!("{}/sandbox/v1{path}", self.running().url());
        let token = format!("Bearer {}", self.running().control_token());
        let sent = Sent {
            headers: vec![("authorization".to_owned(), token)],
            body: body.map(|body| ("application/json".to_owned(), body.to_string().into_bytes())),
            ..Sent::default()
        };
        self.caller.send(method, &url, sent).await
    }

    /// Anything else on the server, by its whole path.
    pub async fn fetch(&self, path: &str) -> Answer {
        let url = format!("{}{path}", self.running().url());
        self.caller.send("GET", &url, Sent::default()).await
    }

    /// Time passes: an ISO 8601 duration such as `P30D`.
    ///
    /// # Panics
    /// When the sandbox refuses.
    pub async fn sleeps(&self, duration: &str) {
        let answer = self.control("POST", "/clock", Some(json!({ "advance": duration }))).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }

    /// Time passes until an instant, or the beginning of a day.
    ///
    /// # Panics
    /// When the sandbox refuses.
    pub async fn sleeps_until(&self, instant: &str) {
        let instant = match instant.contains('T') {
            true => instant.to_owned(),
            false => format!("{instant}T00:00:00Z"),
        };
        let answer = self.control("POST", "/clock", Some(json!({ "set": instant }))).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }

    /// The mail that was sent to an address, oldest first.
    pub async fn mail(&self, to: &str) -> Vec<Value> {
        let path = format!("/mail?to={}", to.replace('@', "%40").replace('+', "%2B"));
        self.control("GET", &path, None).await.json().as_array().cloned().unwrap_or_default()
    }

    /// The hosting panel, as its own staff sees it.
    ///
    /// # Panics
    /// After the sandbox was stopped.
    #[must_use]
    pub fn panel(&self) -> Arc<EmbeddedPanel> {
        Arc::clone(&self.running().world().panel)
    }

    /// The payment gateway, as its own staff sees it.
    ///
    /// # Panics
    /// After the sandbox was stopped.
    #[must_use]
    pub fn gateway(&self) -> Arc<EmbeddedGateway> {
        Arc::clone(&self.running().world().gateway)
    }

    /// Money for an account of Domains.co.za; a negative amount takes it away.
    ///
    /// # Panics
    /// When the sandbox refuses.
    pub async fn credits(&self, login: &str, amount: &str) {
        self.credits_in("domains-co-za", login, amount).await;
    }

    /// Money for an account of any dialect; a negative amount takes it away.
    ///
    /// # Panics
    /// When the sandbox refuses.
    pub async fn credits_in(&self, dialect: &str, login: &str, amount: &str) {
        let credit = json!({ "dialect": dialect, "login": login, "amount": amount });
        let answer = self.control("POST", "/accounts/credit", Some(credit)).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }

    /// The ledger, added up from its entries.
    pub async fn ledger(&self) -> Value {
        self.control("GET", "/ledger", None).await.json()
    }

    /// Asserts that the books balance and no money is set aside.
    ///
    /// # Panics
    /// When they do not, or some is.
    pub async fn books_balance(&self) {
        let ledger = self.ledger().await;
        assert_eq!(ledger["balanced"], json!(true), "{ledger}");
        assert_eq!(ledger["open_holds"], json!(0), "{ledger}");
    }

    /// Orders the next calls to the registry to misbehave.
    ///
    /// # Panics
    /// When the sandbox does not know the names.
    pub async fn orders_fault(&self, operation: &str, kind: &str, times: u32) {
        self.orders_fault_at("registry", operation, kind, times).await;
    }

    /// Orders the next calls to a supplier to misbehave: `hosting`, `payments`, `mail`.
    ///
    /// # Panics
    /// When the sandbox does not know the names.
    pub async fn orders_fault_at(&self, supplier: &str, operation: &str, kind: &str, times: u32) {
        let fault = json!({
            "supplier": supplier, "operation": operation, "kind": kind, "times": times,
        });
        let answer = self.control("POST", "/faults", Some(fault)).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }

    /// Orders the next call to the registry to be answered late, in real seconds.
    ///
    /// # Panics
    /// When the sandbox does not know the names.
    pub async fn orders_delay(&self, operation: &str, seconds: u64) {
        self.orders_slow_at("registry", operation, seconds).await;
    }

    /// The same for another supplier.
    ///
    /// # Panics
    /// When the sandbox does not know the names.
    pub async fn orders_slow_at(&self, supplier: &str, operation: &str, seconds: u64) {
        let fault = json!({
            "supplier": supplier, "operation": operation, "kind": "slow", "seconds": seconds,
        });
        let answer = self.control("POST", "/faults", Some(fault)).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }

    /// Pays a demo account of Domains.co.za in, or takes money away, until it has exactly this.
    ///
    /// # Panics
    /// When the sandbox refuses.
    pub async fn leaves_with(&self, account: &str, cents: i64) {
        let missing = cents - self.shop(account).await.balance_cents().await;
        let sign = if missing < 0 { "-" } else { "" };
        let missing = missing.unsigned_abs();
        let credit = json!({
            "dialect": "domains-co-za", "login": account,
            "amount": format!("{sign}{}.{:02}", missing / 100, missing % 100),
        });
        if missing > 0 {
            let answer = self.control("POST", "/accounts/credit", Some(credit)).await;
            assert_eq!(answer.status, 200, "{}", answer.text);
        }
    }

    /// Another registrar holds a name.
    ///
    /// # Panics
    /// When the sandbox refuses.
    pub async fn holds_elsewhere(&self, name: &str, auth_code: &str) {
        let body = json!({ "name": name, "auth_code": auth_code });
        let answer = self.control("POST", "/registry/domains", Some(body)).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }
}
