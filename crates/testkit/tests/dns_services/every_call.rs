//! Every call of the catalogue, made with success in each profile; each answer has the documented keys
//! and types, in their order.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::Client;

use crate::catalogue::{self, Others, Walk};
use crate::estate::{BIGGER, DISK, DNS, NAME, SERVERS, STARTER, ZONE, attachment, key, text};

/// How the service was seen to write zones, which its documents show otherwise.
const OBSERVED: Others = &[
    (
        "zone_details",
        &[
            ("service_id", "string"),
            ("name", "string"),
            ("records[].id", "string"),
            ("records[].domain_id", "string"),
            ("records[].name", "string"),
            ("records[].type", "string"),
            ("records[].content", "array|string"),
            ("records[].ttl", "string"),
            ("records[].prio", "string"),
            ("records[].change_date", "string"),
            ("records[].priority", "string"),
        ],
    ),
    (
        "create_record",
        &[
            ("success", "boolean"),
            ("record.name", "string"),
            ("record.type", "string"),
            ("record.ttl", "integer"),
            ("record.priority", "integer"),
            ("record.content", "array|string"),
            ("info[][]", "string"),
        ],
    ),
    (
        "update_record",
        &[
            ("success", "boolean"),
            ("record.id", "string"),
            ("record.type", "string"),
            ("record.ttl", "integer"),
            ("record.name", "string"),
            ("record.priority", "integer"),
            ("record.content", "array|string"),
            ("info[]", "string"),
        ],
    ),
    ("delete_record", &[("success", "boolean")]),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_call_answers_as_documented() {
    walks(World::on("2026-01-01").await, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_call_answers_as_the_service_was_seen_to() {
    walks(World::observed("2026-01-01").await, OBSERVED).await;
}

async fn walks(world: World, others: Others) {
    let (main, other) = (world.client("main").await, world.client("other").await);
    let mut walk = Walk::new(others);
    signs_in(&world, &mut walk).await;
    looks_around(&main, &mut walk).await;
    let name = buys_a_name(&main, &other, &mut walk).await;
    points_it_somewhere(&main, &name, &mut walk).await;
    switches_it(&main, &name, &mut walk).await;
    let dns = subscribes(&main, &mut walk).await;
    keeps_a_zone(&main, &dns, &mut walk).await;
    asks_for_help(&main, &mut walk).await;
    earns(&world, &main, &other, &mut walk).await;
    walk.calls(&main, "list_domains", &[], Value::Null).await;
    walk.calls(&main, "contact_privileges", &[], Value::Null).await;
    walk.calls(&main, "user_logs", &[], Value::Null).await;
    walk.calls(&main, "logout", &[], json!({})).await;
    walk.is_complete();
    world.is_consistent().await;
}

async fn signs_in(world: &World, walk: &mut Walk) {
    let (username, password) = world.client_login("main");
    let credentials = json!({ "username": username, "password": password });
    let nobody = world.nobody();
    let pair = walk.calls(&nobody, "login", &[], credentials).await.pair();
    let refresh = json!({ "refresh_token": pair.refresh });
    let pair = walk.calls(&nobody, "refresh_token", &[], refresh).await.pair();
    let refresh = json!({ "refresh_token": pair.refresh });
    walk.calls(&nobody, "revoke_token", &[], refresh).await;
}

async fn looks_around(main: &Client, walk: &mut Walk) {
    walk.calls(main, "user_details", &[], Value::Null).await;
    let contacts = walk.calls(main, "list_contacts", &[], Value::Null).await.list_at("contacts");
    walk.calls(main, "contact_details", &[("id", &text(&contacts[0], "id"))], Value::Null).await;
    for id in ["account_balance", "payment_methods", "payment_fees", "list_tlds"] {
        walk.calls(main, id, &[], Value::Null).await;
    }
    let shelf = walk.calls(main, "list_categories", &[], Value::Null).await.list_at("categories");
    let hosting = shelf.iter().find(|row| row["name"] == "Hosting").expect("a category");
    let category = text(hosting, "id");
    walk.calls(main, "list_products", &[("category_id", &category)], Value::Null).await;
    let product = [("product_id", &*STARTER.to_string())];
    walk.calls(main, "product_configuration", &product, Value::Null).await;
}

async fn buys_a_name(main: &Client, other: &Client, walk: &mut Walk) -> String {
    walk.calls(main, "domain_lookup", &[], json!({ "name": NAME })).await;
    let com = main.tld(".com").await;
    walk.calls(main, "tld_form", &[("id", &com)], Value::Null).await;
    let name = json!({
        "type": "domain", "tld_id": com, "name": NAME, "action": "register", "years": 1,
    });
    let product = json!({
        "type": "product", "product_id": STARTER, "domain": NAME, "cycle": "m",
    });
    let cart = json!({ "pay_method": 1, "items": [product, name] });
    walk.calls(main, "order_quote", &[], cart).await;
    let order = json!({
        "name": NAME, "years": 1, "action": "register", "tld_id": com, "pay_method": 5,
    });
    let ordered = walk.calls(main, "order_domain", &[], order).await.json;
    walk.calls(main, "list_invoices", &[], Value::Null).await;
    let invoice = [("id", &*text(&ordered, "invoice_id"))];
    walk.calls(main, "invoice_details", &invoice, Value::Null).await;
    walk.calls(main, "apply_credit", &invoice, json!({ "amount": "1.00" })).await;
    walk.calls(main, "apply_credit", &invoice, json!({})).await;
    // Both answers to the same question.
    walk.calls(other, "domain_lookup", &[], json!({ "name": NAME })).await;
    let id = text(&ordered["items"], "id");
    walk.calls(main, "renew_domain", &[("id", &id)], json!({ "years": 1, "pay_method": 1 })).await;
    walk.calls(main, "domain_details", &[("id", &id)], Value::Null).await;
    walk.calls(main, "domain_details_by_name", &[("name", NAME)], Value::Null).await;
    id
}

async fn points_it_somewhere(main: &Client, id: &str, walk: &mut Walk) {
    let name = [("id", id)];
    walk.calls(main, "domain_dns_types", &name, Value::Null).await;
    let record = json!({ "name": "www", "type": "A", "content": "192.0.2.1", "priority": "0" });
    walk.calls(main, "create_domain_dns", &name, record.clone()).await;
    let records = walk.calls(main, "list_domain_dns", &name, Value::Null).await.list_at("records");
    let index = text(&records[0], "id");
    let place = [("id", id), ("index", &*index)];
    walk.calls(main, "update_domain_dns", &place, record).await;
    walk.calls(main, "delete_domain_dns", &place, Value::Null).await;
    let rules = json!({ "emforwarding": [{ "from": "info", "to": "me@example.com" }] });
    walk.calls(main, "update_domain_email_forwarding", &name, rules).await;
    walk.calls(main, "get_domain_email_forwarding", &name, Value::Null).await;
    let url = json!({ "url": "https://example.com/", "type": "301" });
    walk.calls(main, "update_domain_forwarding", &name, url).await;
    walk.calls(main, "update_domain_ns", &name, json!({ "nameservers": SERVERS })).await;
    walk.calls(main, "get_domain_ns", &name, Value::Null).await;
    let host = json!({ "host": format!("ns1.{NAME}"), "ip": "192.0.2.53" });
    walk.calls(main, "register_domain_ns", &name, host).await;
    walk.calls(main, "dnssec_flags", &name, Value::Null).await;
    walk.calls(main, "add_dnssec_key", &name, key()).await;
    let keys = walk.calls(main, "list_dnssec_keys", &name, Value::Null).await.list_at("keys");
    let place = [("id", id), ("key", &*text(&keys[0], "key"))];
    walk.calls(main, "delete_dnssec_key", &place, Value::Null).await;
}

async fn switches_it(main: &Client, id: &str, walk: &mut Walk) {
    let name = [("id", id)];
    let contacts = walk.calls(main, "get_domain_contact", &name, Value::Null).await;
    walk.calls(main, "update_domain_contact", &name, contacts.json).await;
    for (read, write) in [
        (Some("get_domain_lock"), "update_domain_lock"),
        (Some("get_domain_autorenew"), "update_domain_autorenew"),
        (None, "update_domain_idprotection"),
    ] {
        walk.calls(main, write, &name, json!({})).await;
        if let Some(read) = read {
            walk.calls(main, read, &name, Value::Null).await;
        }
    }
    walk.calls(main, "domain_epp", &name, Value::Null).await;
    walk.calls(main, "sync_domain", &name, Value::Null).await;
}

/// Hosting that grows and is called off, and room for zones.
async fn subscribes(main: &Client, walk: &mut Walk) -> String {
    let order = json!({ "cycle": "m", "domain": NAME, "pay_method": 1 });
    let product = [("product_id", &*STARTER.to_string())];
    let ordered = walk.calls(main, "order_product", &product, order).await.json;
    let _ = main.pays(&text(&ordered, "invoice_id")).await.done();
    let id = text(&ordered["items"], "id");
    let service = [("id", id.as_str())];
    for id in ["service_details", "service_methods", "upgrade_options"] {
        walk.calls(main, id, &service, Value::Null).await;
    }
    walk.calls(main, "update_service_label", &service, json!({ "label": "The shop" })).await;
    walk.calls(main, "get_service_label", &service, Value::Null).await;
    let bigger = json!({ "resources": { DISK: BIGGER } });
    walk.calls(main, "upgrade_service", &service, bigger).await;
    let bigger = json!({ "resources": { DISK: BIGGER }, "send": true });
    walk.calls(main, "upgrade_service", &service, bigger).await;
    walk.calls(main, "cancel_service", &service, json!({ "immediate": "false" })).await;
    let dns = json!({ "type": "product", "product_id": DNS, "cycle": "m" });
    let name = json!({ "type": "domain", "name": "hats.com", "action": "register", "years": 1 });
    let cart = json!({ "pay_method": 1, "items": [dns, name] });
    let ordered = walk.calls(main, "order_multiple", &[], cart).await.json;
    let _ = main.pays(&text(&ordered, "invoice_id")).await.done();
    walk.calls(main, "list_services", &[], Value::Null).await;
    text(&ordered["items"][0], "id")
}

async fn keeps_a_zone(main: &Client, dns: &str, walk: &mut Walk) {
    let service = [("service_id", dns)];
    walk.calls(main, "create_zone", &service, json!({ "name": ZONE })).await;
    walk.calls(main, "list_dns", &[], Value::Null).await;
    let zones = walk.calls(main, "list_service_zones", &service, Value::Null).await;
    let zone = text(&zones.json["zones"][0], "domain_id");
    let place = [("service_id", dns), ("zone_id", &*zone)];
    let record = json!({
        "name": format!("_sip.{ZONE}"), "ttl": 3600, "priority": 10, "type": "SRV",
        "content": [10, 5060, "voice.example.com"],
    });
    walk.calls(main, "create_record", &place, record).await;
    let text_record = json!({ "name": ZONE, "ttl": "60", "type": "TXT", "content": "hello" });
    let _ = main.post(&format!("/service/{dns}/dns/{zone}/records"), text_record).await.done();
    let records = walk.calls(main, "zone_details", &place, Value::Null).await.list_at("records");
    let record = records.iter().find(|row| row["type"] == "TXT").expect("a record");
    let place = [place[0], place[1], ("record_id", &*text(record, "id"))];
    let change = json!({ "name": ZONE, "ttl": 60, "type": "TXT", "content": "good bye" });
    walk.calls(main, "update_record", &place, change).await;
    walk.calls(main, "delete_record", &place, Value::Null).await;
    walk.calls(main, "delete_zone", &place[..2], Value::Null).await;
}

async fn asks_for_help(main: &Client, walk: &mut Walk) {
    let departments = walk.calls(main, "ticket_departments", &[], Value::Null).await;
    let department = &departments.json["departments"][0]["id"];
    let question = json!({ "dept_id": department, "subject": "A name", "body": "Where is it?" });
    let asked = walk.calls(main, "create_ticket", &[], question).await;
    let ticket = text(&asked.json, "ticket");
    let place = [("number", ticket.as_str())];
    walk.calls(main, "reply_ticket", &place, json!({ "body": "Found it." })).await;
    walk.calls(main, "close_ticket", &place, Value::Null).await;
    walk.calls(main, "reopen_ticket", &place, Value::Null).await;
    walk.calls(main, "list_tickets", &[], Value::Null).await;
    let (ticket, file) = attachment(main).await;
    walk.calls(main, "ticket_details", &[("number", &ticket)], Value::Null).await;
    walk.calls(main, "ticket_attachment", &[("file", &file)], Value::Null).await;
}

/// Other brings an order, and is paid on the first of the next month.
async fn earns(world: &World, main: &Client, other: &Client, walk: &mut Walk) {
    let summary = walk.calls(other, "affiliate_summary", &[], Value::Null).await;
    let brought = json!({
        "cycle": "t", "domain": "socks.com", "pay_method": 1,
        "aff_id": summary.json["summary"]["aff_id"],
    });
    let ordered = main.post(&format!("/order/{STARTER}"), brought).await.done();
    let _ = main.pays(&ordered.text_at("invoice_id")).await.done();
    world.sleeps_until("2026-02-01").await;
    for part in ["campaigns", "commissions", "payouts", "vouchers", "commission_plans"] {
        walk.calls(other, &format!("affiliate_{part}"), &[], Value::Null).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_published_document_lists_every_call_with_its_parameters() {
    let world = World::on("2026-01-01").await;
    let answer = world.fetch("/dns-services/openapi.json").await;
    assert_eq!(answer.status, 200);
    let document = answer.json();
    let mut published = BTreeMap::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            let id = operation["x-catalogue-id"].as_str();
            let id = id.unwrap_or_else(|| panic!("{method} {path} names no row"));
            assert!(operation["responses"]["200"]["content"].is_object(), "{id} has no answer");
            let row = (method.to_uppercase(), path.clone());
            assert!(published.insert(id.to_owned(), (row, parameters(operation))).is_none());
        }
    }
    assert_eq!(published.len(), 83);
    for row in catalogue::read().operations {
        let (place, named) = &published[&row.id];
        assert_eq!(*place, (row.method.clone(), row.path.clone()), "{}", row.id);
        for param in &row.params {
            assert_eq!(named.get(&param.name), Some(&param.required), "{} {}", row.id, param.name);
        }
    }
}

/// The parameters of a published call wherever they travel, and whether they are required.
fn parameters(operation: &Value) -> BTreeMap<String, bool> {
    let mut named = BTreeMap::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        named.insert(text(parameter, "name"), parameter["required"] == true);
    }
    let body = &operation["requestBody"]["content"]["application/json"]["schema"];
    let required = body["required"].as_array().cloned().unwrap_or_default();
    for name in body["properties"].as_object().into_iter().flat_map(|parts| parts.keys()) {
        named.insert(name.clone(), required.contains(&json!(name)));
    }
    named
}
