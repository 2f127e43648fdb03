//! Strangers: every call of the catalogue, made about what somebody else owns. A stranger's number and
//! one that nobody has get the same words.

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::{Client, Reply};

use crate::catalogue::{self, Operation};
use crate::estate::{
    BIGGER, DISK, DNS, Estate, NAME, RECORD, SIGNED, STARTER, ZONE, founded, text,
};

/// A number that nothing has.
const NOBODYS: &str = "987654321";

/// What a stranger gets for a call about what main owns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// What it would get for a number that nobody has.
    Unknown,
    /// Its own affairs, or what everybody may know.
    Own,
}

fn told(operation: &Operation) -> Told {
    let about = ["contact", "invoice", "tickets", "ticket", "domain", "service"];
    let first = operation.path.split('/').nth(1).unwrap_or_default();
    let shared = operation.path.starts_with("/domain/order") || operation.path.contains("{name}");
    match !operation.places().is_empty() && about.contains(&first) && !shared {
        true => Told::Unknown,
        false => Told::Own,
    }
}

/// A stranger with a name, a service and a zone of its own.
struct Stranger {
    client: Client,
    name: String,
    dns: String,
    zone: String,
}

async fn stranger(world: &World) -> Stranger {
    let client = world.client("other").await;
    let name = client.buys("own.com", 1).await;
    let dns = client.subscribes(DNS, "m", "own.com").await;
    let zones = format!("/service/{dns}/dns");
    let _ = client.post(&zones, json!({ "name": "own-zone.com" })).await.done();
    let zone = text(&client.get(&zones).await.done().json["zones"][0], "domain_id");
    Stranger { client, name, dns, zone }
}

fn shows_nothing(reply: &Reply, estate: &Estate, sent: &str) {
    for secret in &estate.secrets {
        let shown = reply.text.contains(secret) && !sent.contains(secret);
        assert!(!shown, "{sent} shows {secret}: {}", reply.text);
    }
}

/// The same places, but with a number nobody has in one of them.
fn unknown<'p>(places: &[(&'p str, String)], which: usize) -> Vec<(&'p str, String)> {
    let mut places = places.to_vec();
    NOBODYS.clone_into(&mut places[which].1);
    places
}

async fn calls(
    client: &Client,
    operation: &Operation,
    places: &[(&str, String)],
    body: &Value,
) -> Reply {
    let places: Vec<_> = places.iter().map(|(place, id)| (*place, id.as_str())).collect();
    operation.call(client, &places, body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_neither_sees_nor_changes_anything() {
    let world = World::on("2026-01-01").await;
    let estate = founded(&world).await;
    let stranger = stranger(&world).await;
    let before = estate.seen().await;
    let mut refused = 0;
    for operation in catalogue::read().operations {
        let id = operation.id.as_str();
        let (body, places) = (estate.good(id), estate.places(&operation));
        let reply = calls(&stranger.client, &operation, &places, &body).await;
        shows_nothing(&reply, &estate, &format!("{id} {places:?} {body}"));
        match told(&operation) {
            Told::Unknown => {
                assert_eq!(reply.status, 404, "{id}: {}", reply.text);
                let nobodys =
                    calls(&stranger.client, &operation, &unknown(&places, 0), &body).await;
                assert_eq!((nobodys.status, &nobodys.text), (404, &reply.text), "{id}");
                refused += 1;
            }
            Told::Own if matches!(id, "login" | "refresh_token" | "revoke_token") => {
                assert_eq!(reply.status, 401, "{id}: {}", reply.text);
            }
            Told::Own => assert_eq!(reply.status, 200, "{id}: {}", reply.text),
        }
    }
    assert!(refused > 45, "{refused}");
    Estate::is_as(&before, &estate.seen().await, "calls of a stranger");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_main_is_not_reached_by_way_of_ones_own() {
    let world = World::on("2026-01-01").await;
    let estate = founded(&world).await;
    let own = stranger(&world).await;
    let before = estate.seen().await;
    let (service, zone) = (format!("/service/{}/dns", own.dns), &estate.zone);
    let a = json!({ "name": "www", "type": "A", "ttl": 60, "content": "192.0.2.9" });
    let record = &estate.zone_record;
    for (method, path, nobodys) in [
        ("GET", format!("{service}/{zone}"), format!("{service}/{NOBODYS}")),
        ("DELETE", format!("{service}/{zone}"), format!("{service}/{NOBODYS}")),
        ("POST", format!("{service}/{zone}/records"), format!("{service}/{NOBODYS}/records")),
        (
            "PUT",
            format!("{service}/{zone}/records/{record}"),
            format!("{service}/{NOBODYS}/records/{record}"),
        ),
        (
            "PUT",
            format!("{service}/{}/records/{record}", own.zone),
            format!("{service}/{}/records/{NOBODYS}", own.zone),
        ),
        (
            "DELETE",
            format!("{service}/{}/records/{record}", own.zone),
            format!("{service}/{}/records/{NOBODYS}", own.zone),
        ),
        (
            "PUT",
            format!("/domain/{}/dns/{}", own.name, estate.record),
            format!("/domain/{}/dns/{NOBODYS}", own.name),
        ),
        (
            "DELETE",
            format!("/domain/{}/dns/{}", own.name, estate.record),
            format!("/domain/{}/dns/{NOBODYS}", own.name),
        ),
        (
            "DELETE",
            format!("/domain/{}/dnssec/{}", own.name, estate.key),
            format!("/domain/{}/dnssec/{NOBODYS}", own.name),
        ),
    ] {
        let reply = own.client.call(method, &path, a.clone()).await;
        let unknown = own.client.call(method, &nobodys, a.clone()).await;
        assert_eq!(reply.status, 404, "{method} {path}: {}", reply.text);
        assert_eq!(reply.text, unknown.text, "{method} {path}");
        shows_nothing(&reply, &estate, &path);
    }
    let host = json!({ "host": format!("ns9.{SIGNED}"), "ip": "192.0.2.9" });
    own.client.post(&format!("/domain/{}/reg", own.name), host).await.refused(400);
    Estate::is_as(&before, &estate.seen().await, "calls by way of ones own");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_name_nothing_that_is_anothers() {
    let world = World::on("2026-01-01").await;
    let estate = founded(&world).await;
    let own = stranger(&world).await;
    let client = &own.client;
    let (before, listed) = (estate.seen().await, client.get("/invoice").await.done().json);
    let nobodys = NOBODYS.parse::<i64>().expect("a number");
    // Each in main's words and in nobody's: the answers are the same.
    let both = |make: &dyn Fn(Value) -> Value, id: &str| [make(json!(id)), make(json!(nobodys))];
    let renewal = |id: Value| json!({ "items": [{ "type": "domain", "action": "renew", "domain_id": id, "years": 1 }] });
    let register = |role: &'static str| {
        move |id: Value| {
            let mut order = json!({ "name": "new.com", "years": 1, "action": "register" });
            order[role] = id;
            order
        }
    };
    let mut tried = vec![("/order", both(&renewal, &estate.name))];
    for role in ["registrant", "admin", "tech", "billing"] {
        tried.push(("/domain/order", both(&register(role), &estate.contact)));
    }
    let pay_method =
        |id: Value| json!({ "name": "new.com", "action": "register", "pay_method": id });
    tried.push(("/domain/order", both(&pay_method, "999")));
    for (path, [mains, nobodys]) in tried {
        let (reply, unknown) =
            (client.post(path, mains.clone()).await, client.post(path, nobodys).await);
        assert!(matches!(reply.status, 400 | 404), "{mains}: {}", reply.text);
        assert_eq!((reply.status, &reply.text), (unknown.status, &unknown.text), "{mains}");
        shows_nothing(&reply, &estate, &mains.to_string());
    }
    let quoted = client.post("/quote", renewal(json!(estate.name))).await.done();
    assert_eq!(quoted.json["items"][0]["valid"], false, "{}", quoted.text);
    shows_nothing(&quoted, &estate, "a quote");
    for name in [NAME, SIGNED] {
        for action in ["register", "transfer"] {
            let order = json!({ "name": name, "action": action, "years": 1 });
            let refused = client.post("/domain/order", order).await;
            assert!(matches!(refused.status, 400 | 409), "{name} {action}: {}", refused.text);
        }
    }
    // Nobody brings itself, and nobody is brought by whom there is not.
    let aff_id = text(&client.get("/affiliates/summary").await.json["summary"], "aff_id");
    for id in [json!(aff_id), json!(nobodys), json!(0), json!(-1), json!("x")] {
        let order = json!({ "cycle": "m", "domain": "new.com", "aff_id": id });
        client.post(&format!("/order/{STARTER}"), order).await.refused(400);
    }
    // A stranger's service is neither upgraded nor ordered upon.
    let wish = json!({ "resources": { DISK: BIGGER }, "send": true });
    client.post(&format!("/service/{}/upgrade", estate.hosting), wish).await.refused(404);
    assert_eq!(client.get("/invoice").await.done().json, listed);
    Estate::is_as(&before, &estate.seen().await, "orders of a stranger");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_and_a_name_stay_with_whom_they_belong_to() {
    let world = World::on("2026-01-01").await;
    let estate = founded(&world).await;
    let own = stranger(&world).await;
    let before = estate.seen().await;
    let taken = json!({ "name": ZONE });
    own.client.post(&format!("/service/{}/dns", own.dns), taken).await.refused(409);
    let rows = own.client.get("/dns").await.done();
    assert_eq!(rows.list_at("zones").len(), 1, "{}", rows.text);
    let named = own.client.get(&format!("/domain/name/{NAME}")).await.done();
    assert_eq!(named.json, json!({ "details": [] }));
    Estate::is_as(&before, &estate.seen().await, "a stranger's zone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_acts_for_nobody_else() {
    let world = World::on("2026-01-01").await;
    let nobody = world.nobody();
    let pair = async |account: &str| {
        let (username, password) = world.client_login(account);
        nobody.logs_in(&username, &password).await
    };
    let (main, other) = (pair("main").await, pair("other").await);
    let email = async |token: &str| {
        nobody.with_token(token).get("/details").await.done().json["client"]["email"].clone()
    };
    // What stands in the body counts, whoever the header speaks of; each ends its own.
    let body = json!({ "refresh_token": other.refresh });
    let next = nobody.with_token(&main.token).post("/token", body).await.pair();
    assert_eq!(email(&next.token).await, world.client_login("other").0);
    let body = json!({ "refresh_token": next.refresh });
    let _ = nobody.with_token(&main.token).post("/revoke", body).await.done();
    assert_eq!(email(&main.token).await, world.client_login("main").0);
    nobody.with_token(&next.token).get("/details").await.refused(401);
    // A token that is made of two is none.
    let parts = |token: &str| token.split('.').map(str::to_owned).collect::<Vec<_>>();
    let (mine, theirs) = (parts(&main.token), parts(&other.token));
    for mixed in [
        [&*mine[0], &*theirs[1], &*mine[2]].join("."),
        [&*theirs[0], &*mine[1], &*theirs[2]].join("."),
        [&*mine[0], &*mine[1], ""].join("."),
        [&*mine[0], &*mine[1]].join("."),
        format!("{}x", main.token),
        main.refresh.clone(),
    ] {
        nobody.with_token(&mixed).get("/details").await.refused(401);
    }
    // Nor is it one of another family of callers, and the other way round.
    let reply = world.nobody().with_token(&main.refresh).post("/logout", json!({})).await;
    reply.refused(401);
    let dialect = world.fetch("/domains-co-za/domain/list").await;
    assert_ne!(dialect.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_anything_without_signing_in() {
    let world = World::on("2026-01-01").await;
    let estate = founded(&world).await;
    let (nobody, before) = (world.nobody(), estate.seen().await);
    for operation in catalogue::read().operations {
        let (body, places) = (estate.good(&operation.id), estate.places(&operation));
        let reply = calls(&nobody, &operation, &places, &body).await;
        assert_eq!(reply.status, 401, "{}: {}", operation.id, reply.text);
        assert!(!reply.errors().is_empty(), "{}", reply.text);
        assert!(!reply.header("www-authenticate").is_empty(), "{}", operation.id);
        shows_nothing(&reply, &estate, &operation.id);
    }
    Estate::is_as(&before, &estate.seen().await, "calls of nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_of_calls_keeps_no_secret() {
    let world = World::on("2026-01-01").await;
    let estate = founded(&world).await;
    let (username, password) = world.client_login("main");
    let nobody = world.nobody();
    let pair = nobody.logs_in(&username, &password).await;
    let _ = nobody.with_basic(&username, &password).get("/details").await.done();
    let pair = nobody.post("/token", json!({ "refresh_token": pair.refresh })).await.pair();
    world.holds_elsewhere("elsewhere.com", "their-code").await;
    let transfer = json!({ "name": "elsewhere.com", "action": "transfer", "epp": "their-code" });
    let _ = estate.client.post("/domain/order", transfer.clone()).await.done();
    let mut item = transfer;
    item["type"] = json!("domain");
    let _ = estate.client.post("/quote", json!({ "items": [item] })).await.done();
    let _ = estate.client.get(&format!("/domain/{}/epp", estate.name)).await.done();
    let service = estate.client.service(&estate.hosting).await;
    let log = world.control("GET", "/requests?limit=1000", None).await;
    assert_eq!(log.status, 200);
    assert!(log.text.contains("order_domain") && log.text.contains("domain_epp"));
    let basic = nobody.with_basic(&username, &password).headers().remove(0).1;
    for (what, secret) in [
        ("password", password.as_str()),
        ("token", pair.token.as_str()),
        ("refresh token", pair.refresh.as_str()),
        ("header", basic.trim_start_matches("Basic ")),
        ("auth code", estate.secrets[1].as_str()),
        ("auth code elsewhere", "their-code"),
        ("password of a service", &text(&service, "password")),
    ] {
        assert!(!log.text.contains(secret), "the log shows the {what}");
    }
    assert!(log.text.contains(RECORD), "and the rest is there");
}
