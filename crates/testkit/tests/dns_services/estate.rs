//! A client that owns one of everything, everything that it can see, and a good call of every row.

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::{Client, Ordered};

use crate::catalogue::Operation;

/// A name whose DNS is run here, with a record and with everything that goes on to elsewhere.
pub const NAME: &str = "shoes.com";
/// A name whose DNS is run elsewhere, with a key and a host.
pub const SIGNED: &str = "boots.com";
/// A name that is ordered and not paid.
pub const WAITING: &str = "hats.com";
/// A zone that hangs off no name.
pub const ZONE: &str = "private-zone.com";
/// What nobody else sees.
pub const RECORD: &str = "private-record-content";
const LABEL: &str = "private-label";
const SUBJECT: &str = "private-subject";
/// The number of `.com`.
const COM: &str = "9294383";
/// Products: hosting by the month, and zones.
pub const STARTER: u32 = 333;
pub const DNS: u32 = 401;
/// A choice of the hosting, and a bigger one.
pub const DISK: &str = "1618";
pub const BIGGER: u32 = 10331;
/// A public key (RFC 8080 §6.1).
pub const PUBLIC_KEY: &str = "l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=";
/// Name servers elsewhere.
pub const SERVERS: [&str; 2] = ["ns1.elsewhere.example", "ns2.elsewhere.example"];

/// A client that owns one of everything, by the numbers that things have.
pub struct Estate {
    pub client: Client,
    pub name: String,
    pub signed: String,
    pub waiting: String,
    /// A record of [`NAME`].
    pub record: String,
    /// The key of [`SIGNED`].
    pub key: String,
    pub hosting: String,
    pub dns: String,
    pub zone: String,
    pub zone_record: String,
    pub unpaid: String,
    pub paid: String,
    pub ticket: String,
    pub attachment: String,
    pub contact: String,
    /// What nobody else may ever see.
    pub secrets: Vec<String>,
}

/// What stands under a key, as text.
pub fn text(value: &Value, key: &str) -> String {
    match &value[key] {
        Value::String(text) => text.clone(),
        Value::Null => panic!("no {key} in {value}"),
        other => other.to_string(),
    }
}

/// Gives the demo account `main` one of everything.
pub async fn founded(world: &World) -> Estate {
    let client = world.client("main").await;
    let get = async |path: String| client.get(&path).await.done().json;
    let (name, signed) = (client.buys(NAME, 1).await, client.buys(SIGNED, 1).await);
    let hosting = client.subscribes(STARTER, "m", NAME).await;
    let dns = client.subscribes(DNS, "m", ZONE).await;
    fills_names(&client, &name, &signed).await;
    let zones = format!("/service/{dns}/dns");
    let _ = client.post(&zones, json!({ "name": ZONE })).await.done();
    let zone = text(&get(zones.clone()).await["zones"][0], "domain_id");
    let record = json!({ "name": "www", "type": "TXT", "ttl": 3600, "content": RECORD });
    let _ = client.post(&format!("{zones}/{zone}/records"), record).await.done();
    let records = get(format!("{zones}/{zone}")).await["records"].clone();
    let records = records.as_array().expect("records in a row");
    let zone_record = records.iter().find(|row| row["type"] == "TXT").expect("the record");
    let label = json!({ "label": LABEL });
    let _ = client.post(&format!("/service/{hosting}/label"), label).await.done();
    let waiting: Ordered = client.asks_to_register(WAITING, 1).await.into();
    let (demo, attachment) = attachment(&client).await;
    let department = get("/ticket/departments".to_owned()).await["departments"][0]["id"].clone();
    let question = json!({ "dept_id": department, "subject": SUBJECT, "body": "private-question" });
    let ticket = text(&client.post("/tickets", question).await.done().json, "ticket");
    let invoices = get("/invoice".to_owned()).await["invoices"].clone();
    let paid = invoices.as_array().and_then(|rows| rows.iter().find(|row| row["status"] == "Paid"));
    let service = client.service(&hosting).await;
    let epp = text(&get(format!("/domain/{name}/epp")).await, "epp_code");
    let secrets = [&text(&service, "password"), &epp].map(String::clone);
    let private = [RECORD, LABEL, SUBJECT, "private-question", ZONE, PUBLIC_KEY, "192.0.2.77"];
    let private = private.into_iter().chain(["private-box", "Private Street"]).map(str::to_owned);
    Estate {
        record: text(&get(format!("/domain/{name}/dns")).await["records"][0], "id"),
        key: text(&get(format!("/domain/{signed}/dnssec")).await["keys"][0], "key"),
        contact: text(&get("/contact".to_owned()).await["contacts"][0], "id"),
        paid: text(paid.expect("a paid invoice"), "id"),
        zone_record: text(zone_record, "id"),
        unpaid: waiting.invoice,
        waiting: waiting.item,
        ticket: if ticket.is_empty() { demo } else { ticket },
        secrets: secrets.into_iter().chain(private).collect(),
        client,
        name,
        signed,
        hosting,
        dns,
        zone,
        attachment,
    }
}

async fn fills_names(client: &Client, name: &str, signed: &str) {
    let put = async |path: String, body: Value| drop(client.put(&path, body).await.done());
    let post = async |path: String, body: Value| drop(client.post(&path, body).await.done());
    let record = json!({ "name": "private", "type": "TXT", "content": RECORD });
    post(format!("/domain/{name}/dns"), record).await;
    let rules = json!({ "emforwarding": [{ "from": "private-box", "to": "me@example.com" }] });
    put(format!("/domain/{name}/emforwarding"), rules).await;
    let street = json!({ "contact_info": { "tech": { "address1": "1 Private Street" } } });
    put(format!("/domain/{name}/contact"), street).await;
    put(format!("/domain/{signed}/ns"), json!({ "nameservers": SERVERS })).await;
    let host = json!({ "host": format!("ns1.{SIGNED}"), "ip": "192.0.2.77" });
    post(format!("/domain/{signed}/reg"), host).await;
    put(format!("/domain/{signed}/dnssec"), key()).await;
}

/// A key for a signed delegation.
pub fn key() -> Value {
    json!({ "flags": 257, "protocol": 3, "alg": 15, "pubkey": PUBLIC_KEY })
}

/// The demo ticket and its file.
pub async fn attachment(client: &Client) -> (String, String) {
    for row in client.get("/tickets").await.done().list_at("tickets") {
        let number = text(&row, "ticket_number");
        let ticket = client.get(&format!("/tickets/{number}")).await.done().json["ticket"].clone();
        if let Some(file) = ticket["attachments"].get(0) {
            return (number, text(file, "id"));
        }
    }
    panic!("main has a ticket with a file");
}

impl Estate {
    /// What stands in a place of a path, for calls about what the client owns.
    pub fn place(&self, operation: &Operation, place: &str) -> String {
        let id = &operation.id;
        let path = operation.path.as_str();
        let about = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        let place = match (about, place) {
            ("contact", _) => &self.contact,
            ("invoice", _) => &self.unpaid,
            ("tickets", _) => &self.ticket,
            ("ticket", _) => &self.attachment,
            ("domain", "name") => NAME,
            ("domain", "index") => &self.record,
            ("domain", "key") => &self.key,
            ("domain", _) if path.starts_with("/domain/order") => COM,
            ("domain", _) if id.contains("dnssec") || id == "register_domain_ns" => &self.signed,
            ("domain", _) => &self.name,
            ("service", "service_id") => &self.dns,
            ("service", "zone_id") => &self.zone,
            ("service", "record_id") => &self.zone_record,
            ("service", _) => &self.hosting,
            ("category", _) => "10",
            ("order", _) => "333",
            _ => panic!("{path} has a new place: {place}"),
        };
        place.to_owned()
    }

    /// The places of a call about what the client owns.
    pub fn places<'o>(&self, operation: &'o Operation) -> Vec<(&'o str, String)> {
        let places = operation.places().into_iter();
        places.map(|place| (place, self.place(operation, place))).collect()
    }

    /// Everything the client can see.
    pub async fn seen(&self) -> Vec<(String, Value)> {
        let mut paths: Vec<String> = [
            "/details",
            "/logs",
            "/affiliates/summary",
            "/affiliates/commissions",
            "/affiliates/payouts",
            "/affiliates/vouchers",
            "/contact",
            "/contact/privileges",
            "/balance",
            "/invoice",
            "/tickets",
            "/domain",
            "/service",
            "/dns",
        ]
        .map(str::to_owned)
        .to_vec();
        for id in [&self.name, &self.signed] {
            let about =
                ["", "/ns", "/dns", "/epp", "/reglock", "/contact", "/emforwarding", "/dnssec"];
            paths.extend(about.map(|part| format!("/domain/{id}{part}")));
        }
        for id in [&self.hosting, &self.dns] {
            let about = ["", "/label", "/methods", "/upgrade"];
            paths.extend(about.map(|part| format!("/service/{id}{part}")));
        }
        paths.extend([
            format!("/domain/{}", self.waiting),
            format!("/contact/{}", self.contact),
            format!("/invoice/{}", self.unpaid),
            format!("/invoice/{}", self.paid),
            format!("/tickets/{}", self.ticket),
            format!("/ticket/attachment/{}", self.attachment),
            format!("/service/{}/dns", self.dns),
            format!("/service/{}/dns/{}", self.dns, self.zone),
        ]);
        let mut seen = Vec::new();
        for path in paths {
            let reply = self.client.get(&path).await;
            assert_eq!(reply.status, 200, "{path}: {}", reply.text);
            let mut value = if reply.json.is_null() { json!(reply.text) } else { reply.json };
            // Whoever looks at an auth code leaves a trace, and here that is the owner.
            if let Some(lines) = value.get_mut("logs").and_then(Value::as_array_mut) {
                lines.retain(|line| !text(line, "description").contains("auth code given"));
            }
            seen.push((path, value));
        }
        seen
    }

    /// Asserts that the client sees what it saw before.
    #[track_caller]
    pub fn is_as(before: &[(String, Value)], now: &[(String, Value)], when: &str) {
        for ((call, before), (_, now)) in before.iter().zip(now) {
            assert_eq!(before, now, "{call} changed: {when}");
        }
    }

    /// A body that a call can be meant with; nothing for calls that take none.
    pub fn good(&self, id: &str) -> Value {
        let register = |name: &str| json!({ "type": "domain", "name": name, "action": "register", "years": 1 });
        match id {
            "login" => json!({ "username": "nobody@example.com", "password": "guess" }),
            "refresh_token" | "revoke_token" => json!({ "refresh_token": "guess" }),
            "logout" | "apply_credit" => json!({}),
            "create_ticket" => json!({ "dept_id": 1, "subject": "Hello", "body": "Hello?" }),
            "reply_ticket" => json!({ "body": "Hello." }),
            "update_domain_ns" => json!({ "nameservers": SERVERS }),
            "register_domain_ns" => json!({ "host": format!("ns2.{SIGNED}"), "ip": "192.0.2.9" }),
            "create_domain_dns" | "update_domain_dns" => {
                json!({ "name": "www", "type": "A", "content": "192.0.2.9" })
            }
            "update_domain_lock" => json!({ "reglock": "0" }),
            "update_domain_idprotection" => json!({ "idprotection": "1" }),
            "update_domain_contact" => {
                json!({ "contact_info": { "registrant": { "city": "Mallorytown" } } })
            }
            "update_domain_email_forwarding" => {
                json!({ "emforwarding": [{ "from": "info", "to": "mallory@example.com" }] })
            }
            "update_domain_forwarding" => json!({ "url": "https://mallory.example.com/" }),
            "update_domain_autorenew" => json!({ "autorenew": "0" }),
            "add_dnssec_key" => json!({ "flags": 256, "alg": 15, "pubkey": PUBLIC_KEY }),
            "domain_lookup" => json!({ "name": NAME }),
            "order_domain" => {
                json!({ "name": "new.com", "years": 1, "action": "register", "pay_method": 1 })
            }
            "renew_domain" => json!({ "years": 1, "pay_method": 1 }),
            "upgrade_service" => json!({ "resources": { DISK: BIGGER }, "send": true }),
            "cancel_service" => json!({ "immediate": "false", "reason": "" }),
            "update_service_label" => json!({ "label": "Ours" }),
            "order_product" => json!({ "cycle": "m", "domain": "new.com", "pay_method": 1 }),
            "order_multiple" | "order_quote" => {
                json!({ "pay_method": 1, "items": [register("newer.com")] })
            }
            "create_zone" => json!({ "name": "zone.example" }),
            "create_record" | "update_record" => {
                json!({ "name": "www", "type": "A", "ttl": 3600, "content": "192.0.2.9" })
            }
            _ => Value::Null,
        }
    }
}
