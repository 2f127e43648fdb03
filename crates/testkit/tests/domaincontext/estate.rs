//! An account that owns one of everything, everything that it can see, and good calls of every row about
//! things that can be named.

use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::{Account, person};

/// A name with people, a note, records and a host.
pub const NAME: &str = "shoes.com";
/// A name that is on its way.
pub const COMING: &str = "coming.com";
/// The code that lets [`COMING`] go.
pub const CODE: &str = "private-code";
/// What nobody else sees.
pub const RECORD: &str = "private-record-content";
const NOTE: &str = "private-note";
const EMAIL: &str = "private@elsewhere.example";
const PURPOSE: &str = "private-purpose";
const LOGIN_BELOW: &str = "private_below";
/// The password of the account below.
pub const PASSWORD_BELOW: &str = "private-password";
/// The tariff of servers.
const TARIFF: &str = "XENSSD VDS 4 100+";

/// Things, by everything they can be named by.
#[derive(Clone)]
pub struct Things {
    pub login: String,
    pub account: i64,
    pub below: String,
    pub below_id: i64,
    pub name: String,
    pub name_id: i64,
    pub coming: String,
    pub coming_id: i64,
    /// What the mail about [`COMING`] carries.
    pub confirmation: Value,
    pub host: String,
    pub host_id: i64,
    pub contact: i64,
    pub handle: String,
    pub server: String,
    pub server_id: i64,
    pub certificate: i64,
    pub certificate_number: String,
    pub record: i64,
    pub request: String,
}

/// Somebody with one of everything.
pub struct Estate {
    pub account: Account,
    pub things: Things,
    /// What nobody else may ever see.
    pub secrets: Vec<String>,
}

/// The number of what was made.
pub fn id(answer: &Value) -> i64 {
    answer["id"].as_i64().unwrap_or_else(|| panic!("no id in {answer}"))
}

/// The text under a key.
pub fn text(value: &Value, key: &str) -> String {
    let found = value[key].as_str().unwrap_or_else(|| panic!("no {key} in {value}"));
    found.to_owned()
}

/// Arguments and more of them; the latter count.
pub fn with(mut arguments: Value, more: Value) -> Value {
    let Value::Object(more) = more else { panic!("{more} is no object") };
    arguments.as_object_mut().expect("an object").extend(more);
    arguments
}

/// An order of a server.
pub fn server() -> Value {
    json!({ "tariff": TARIFF, "osimage": "debian12x64", "cluster_id": 1 })
}

/// Who a certificate is for.
pub fn subject(name: &str) -> Value {
    json!({
        "csr_commonname": name, "csr_organization": "Shoes", "csr_department": "Sales",
        "csr_city": "Cape Town", "csr_state": "Western Cape", "csr_country": "ZA",
        "csr_email": "ivan@example.com",
    })
}

/// What the mail about a name on its way carries, by its keys.
pub async fn confirmation(world: &World, name: &str) -> Value {
    // Time for the mail.
    world.sleeps("PT1M").await;
    let mail = world.control("GET", "/mail", None).await.json();
    let mail = mail.as_array().expect("mail").iter();
    let texts = mail.rev().filter_map(|mail| mail["text"].as_str());
    let mut links = texts.flat_map(str::split_whitespace);
    let about = format!("domains={name}&");
    let link = links.find(|word| word.contains("/confirm?") && word.contains(&about));
    let (_, query) = link.and_then(|link| link.split_once('?')).expect("a link");
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(key, value)| (key.to_owned(), json!(value))).collect::<Value>()
}

/// Gives a demo account one of everything. Names are those of this story with this put before.
pub async fn founded(world: &World, label: &str, before: &str) -> Estate {
    let account = world.account(label);
    let contact = account.contact(&format!("{before}{EMAIL}")).await;
    let founder = Founder { world, account: &account, before, contact };
    let name = founder.name().await;
    let (host, host_id, address) = founder.host(&name).await;
    let (server, server_id) = founder.server().await;
    let (certificate, request, key) = founder.certificate(&name).await;
    let (below, below_id) = founder.client().await;
    let (coming, coming_id, confirmation) = founder.coming().await;
    let info = account.info(&name).await;
    let (name_id, client_id) = (id(&info), number(&info, "client_id"));
    let (record, code) = (founder.record(name_id).await, founder.code(name_id).await);
    let person = founder.does("contactGetInfo", json!({ "id": contact })).await;
    let bought = founder.does("certificateGetInfo", json!({ "id": certificate })).await;
    let things = Things {
        login: account.login().to_owned(),
        account: client_id,
        handle: text(&person, "epp_id"),
        certificate_number: text(&bought, "remoteid"),
        below,
        below_id,
        name,
        name_id,
        coming,
        coming_id,
        confirmation,
        host,
        host_id,
        contact,
        server,
        server_id,
        certificate,
        record,
        request,
    };
    let secrets = [NOTE, RECORD, EMAIL, PURPOSE].map(|secret| format!("{before}{secret}"));
    let mut secrets: Vec<String> = secrets.into();
    secrets.extend([code, key, address, PASSWORD_BELOW.to_owned()]);
    secrets.extend(things.confirmation["token"].as_str().map(str::to_owned));
    Estate { account, things, secrets }
}

/// The number under a key.
fn number(value: &Value, key: &str) -> i64 {
    value[key].as_i64().unwrap_or_else(|| panic!("no {key} in {value}"))
}

/// Somebody who is given one of everything.
struct Founder<'a> {
    world: &'a World,
    account: &'a Account,
    before: &'a str,
    contact: i64,
}

impl Founder<'_> {
    async fn does(&self, command: &str, arguments: Value) -> Value {
        self.account.posts(command, arguments).await.done()
    }

    fn is_seller(&self) -> bool {
        self.account.login() == "seller"
    }

    /// A name with people and a note. A seller has it from a client.
    async fn name(&self) -> String {
        let name = format!("{}{NAME}", self.before);
        if self.is_seller() {
            let main = self.world.account("main");
            main.registers(&name).await;
            let push = json!({ "domain": name, "sender": "main", "receiver": "seller" });
            let _ = main.posts("domainPush", push).await.done();
        } else {
            self.account.registers(&name).await;
        }
        let people = ["registrant", "admin", "tech", "billing"];
        let people = people.map(|role| (role.to_owned(), json!(self.contact)));
        let people = with(json!({ "domain": name }), people.into_iter().collect());
        let _ = self.does("domainSetContacts", people).await;
        let note = json!({ "domain": name, "note": format!("{}{NOTE}", self.before) });
        let _ = self.does("domainSetNote", note).await;
        name
    }

    async fn record(&self, name: i64) -> i64 {
        let content = format!("{}{RECORD}", self.before);
        let record = json!({ "name": "private", "type": "txt", "value": content, "status": "new" });
        let set = self.does("domainSetDNS", json!({ "id": name, "1": record })).await;
        id(&set["records"][0])
    }

    async fn code(&self, name: i64) -> String {
        text(&self.does("domainGetPassword", json!({ "id": name })).await, "password")
    }

    /// A host with its number and its address.
    async fn host(&self, name: &str) -> (String, i64, String) {
        let address = format!("192.0.2.{}", 77 + self.before.len());
        let host = format!("ns1.{name}");
        let made = self.does("hostCreate", json!({ "host": host, "ips": address })).await;
        (host, id(&made), address)
    }

    /// A server that is ready, with its number.
    async fn server(&self) -> (String, i64) {
        let purpose = json!({ "purpose": format!("{}{PURPOSE}", self.before) });
        let bought = self.does("serverBuy", with(server(), purpose)).await;
        self.world.sleeps("PT3H").await;
        (text(&bought, "name"), id(&bought))
    }

    /// A certificate that waits for its approval, the request for it, and the key of the latter.
    async fn certificate(&self, name: &str) -> (i64, String, String) {
        let made = self.does("certificateGenerateCSR", subject(name)).await;
        let bought = self.does("certificatePurchase", json!({ "product": "dv_single" })).await;
        let (certificate, request) = (id(&bought), text(&made, "csr_code"));
        let submission = json!({
            "id": certificate, "admin_id": self.contact, "tech_id": self.contact,
            "dcv_method": "email", "approver_email": format!("admin@{name}"), "csr": request,
        });
        let _ = self.does("certificateIssue", submission).await;
        (certificate, request, text(&made, "csr_key"))
    }

    /// A client below the seller that nobody else knows of.
    async fn client(&self) -> (String, i64) {
        let login = format!("{}{LOGIN_BELOW}", self.before.replace('-', "_"));
        let email = format!("below-{}{EMAIL}", self.before);
        let opened = json!({ "login": login, "password": PASSWORD_BELOW, "seller": "seller" });
        let seller = self.world.account("seller");
        let made = seller.posts("clientCreate", with(person(&email), opened)).await.done();
        (login, id(&made))
    }

    /// A name on its way, with what the mail about it carries. A seller has none.
    async fn coming(&self) -> (String, i64, Value) {
        if self.is_seller() {
            let nobodys = Things::nobodys();
            return (nobodys.coming, nobodys.coming_id, nobodys.confirmation);
        }
        let coming = format!("{}{COMING}", self.before);
        self.world.holds_elsewhere(&coming, CODE).await;
        let moving = json!({ "domain": coming, "password": CODE });
        let begun = self.does("domainTransfer", moving).await;
        let confirmation = confirmation(self.world, &coming).await;
        (coming, id(&begun), confirmation)
    }
}

/// A number that nothing has.
pub const NOBODYS: i64 = 987_654_321;

impl Things {
    /// Things that there are not.
    pub fn nobodys() -> Self {
        Self {
            login: "nobody".into(),
            account: NOBODYS,
            below: "nobody_below".into(),
            below_id: NOBODYS,
            name: "nobodys.com".into(),
            name_id: NOBODYS,
            coming: "nobodys-coming.com".into(),
            coming_id: NOBODYS,
            confirmation: json!({
                "domains": "nobodys-coming.com", "till_date": "2026-01-15", "what": "transfer",
                "salt": "salt", "hash": "hash", "token": "token",
            }),
            host: "ns1.nobodys.com".into(),
            host_id: NOBODYS,
            contact: NOBODYS,
            handle: "NOBODYS-HANDLE".into(),
            server: "nobodys-server".into(),
            server_id: NOBODYS,
            certificate: NOBODYS,
            certificate_number: "NOBODYS-NUMBER".into(),
            record: NOBODYS,
            request: "request".into(),
        }
    }
}

/// Everything that can be seen of the demo accounts, to be held against itself later.
pub async fn seen(world: &World) -> Vec<(String, Value)> {
    let mut seen = vec![("ledger".to_owned(), world.ledger().await)];
    for control in ["/mail", "/callbacks"] {
        seen.push((control.to_owned(), world.control("GET", control, None).await.json()));
    }
    for label in ["seller", "main", "other", "guarded"] {
        let account = world.account(label);
        for (command, arguments) in [
            ("domainsSearch", json!({ "limit": "ALL", "show_dns": 1, "show_fw_park": 1 })),
            ("domainsSearch", json!({ "count": 1 })),
            ("hostsSearch", json!({ "limit": "ALL" })),
            ("contactsSearch", json!({ "limit": "ALL" })),
            ("serversSearch", json!({ "limit": "ALL" })),
            ("certificatesSearch", json!({})),
            ("clientGetBalance", json!({})),
            ("clientGetPrices", json!({})),
            ("tariffsGetAvailable", json!({})),
        ] {
            let answer = account.asks(command, arguments).await.done();
            if command == "domainsSearch" && answer.is_array() {
                seen.extend(details(&account, &answer).await);
            }
            seen.push((format!("{command} of {label}"), answer));
        }
    }
    seen
}

async fn details(account: &Account, names: &Value) -> Vec<(String, Value)> {
    let mut seen = Vec::new();
    let held = names.as_array().expect("names").iter().filter(|name| name["state"] == "ok");
    for name in held {
        for command in ["domainGetInfo", "domainGetContacts", "domainGetDNS"] {
            let answer = account.asks(command, json!({ "id": name["id"] })).await.done();
            seen.push((format!("{command} {}", name["domain"]), answer));
        }
    }
    seen
}

/// Asserts that nothing that can be seen has changed.
#[track_caller]
pub fn is_as(before: &[(String, Value)], now: &[(String, Value)], when: &str) {
    assert_eq!(before.len(), now.len(), "{when}");
    for ((what, before), (_, now)) in before.iter().zip(now) {
        assert_eq!(before, now, "{when}: {what}");
    }
}
