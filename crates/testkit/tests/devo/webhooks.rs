//! What the operator's platform hears: every change, signed by the scheme of Standard Webhooks.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;
use testkit::World;
use testkit::devo::KeyHolder;
use testkit::http::{Caller, Sent};

/// Whoever is told.
struct Receiver {
    url: String,
    secret: Vec<u8>,
}

/// One message, as it was sent.
#[derive(Debug)]
struct Message {
    id: String,
    timestamp: i64,
    signature: String,
    kind: String,
    data: Value,
    text: String,
    status: Option<u64>,
}

impl Receiver {
    /// The one that `sandbox.json` names.
    fn of(world: &World) -> Self {
        let facts = &world.running().json()["dialects"]["devo"]["webhooks"];
        let secret = facts["secret"].as_str().unwrap().strip_prefix("whsec_").unwrap();
        let secret = STANDARD.decode(secret).unwrap();
        Self { url: facts["url"].as_str().unwrap().to_owned(), secret }
    }

    /// What a message has to be signed with.
    fn signature(&self, id: &str, timestamp: i64, body: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret).unwrap();
        mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }

    /// Everything that was sent so far, oldest first; all of it is signed.
    async fn heard(&self, world: &World) -> Vec<Message> {
        world.sleeps("PT0S").await;
        let sent = world.control("GET", "/callbacks", None).await.json();
        sent.as_array().unwrap().iter().map(|row| self.message(row)).collect()
    }

    fn message(&self, row: &Value) -> Message {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let header = |name: &str| text(&row["headers"][name]);
        assert!(row["url"].as_str().unwrap().ends_with("/sandbox/v1/webhooks"), "{row}");
        assert_eq!(header("content-type"), "application/json");
        let body: Value = serde_json::from_str(row["body"].as_str().unwrap()).unwrap();
        let message = Message {
            id: header("webhook-id"),
            timestamp: header("webhook-timestamp").parse().unwrap(),
            signature: header("webhook-signature"),
            kind: text(&body["type"]),
            data: body["data"].clone(),
            text: text(&row["body"]),
            status: row["status"].as_u64(),
        };
        let ours = self.signature(&message.id, message.timestamp, &message.text);
        assert_eq!(message.signature, ours, "{row}");
        message
    }
}

async fn done(reseller: &KeyHolder, method: &str, path: &str, body: Value) -> Value {
    let (status, answer) = reseller.call(method, path, Some(body)).await;
    assert_eq!(status, 200, "{method} {path}: {answer}");
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_is_told_once_in_order_and_signed() {
    let world = World::on("2026-01-01").await;
    let (main, receiver) = (world.devo("main"), Receiver::of(&world));
    assert!(receiver.heard(&world).await.is_empty());
    let acme = format!("acme@{}", main.name);
    let (domain, user) = (format!("/domain/{acme}"), "/user/email/ed@example.com".to_owned());
    let member = format!("{user}/domain/{acme}");
    let at_once = || "/user/internal?skipMailValidation=true".to_owned();
    let owner = json!({ "email": "ann@example.com", "role": "OWNER", "domain": acme });
    let ed = json!({ "email": "ed@example.com", "role": "NO_PRIVILEGES", "domain": acme });
    let new = json!({ "name": "acme", "plan": "my-basic-plan", "time": 0.0333 });
    let calls = [
        ("POST", "/domain".to_owned(), new, Some("tenant.created")),
        ("POST", at_once(), owner, Some("tenant.user-added")),
        ("POST", at_once(), ed, Some("tenant.user-added")),
        ("PUT", user, json!({ "userName": "Ed" }), Some("tenant.user-changed")),
        ("POST", format!("{member}/disable"), json!({}), Some("tenant.user-changed")),
        ("POST", format!("{domain}/keys"), json!({ "name": "agent" }), None),
        ("PUT", format!("{domain}/retention"), json!({ "time": 5 }), Some("tenant.changed")),
        ("POST", format!("{domain}/disable"), json!({}), Some("tenant.changed")),
        ("POST", format!("{domain}/enable"), json!({}), Some("tenant.changed")),
        ("DELETE", member, json!({}), Some("tenant.user-removed")),
        ("DELETE", domain, json!({}), Some("tenant.removed")),
    ];
    let mut secret = String::new();
    for (method, path, body, _) in &calls {
        let answer = done(&main, method, path, body.clone()).await;
        secret.push_str(answer["secret"].as_str().unwrap_or_default());
        // What is refused is not told.
        let (status, _) = main.get("/domain/nothing").await;
        assert_eq!(status, 400);
    }
    let heard = receiver.heard(&world).await;
    let told: Vec<_> = heard.iter().map(|message| message.kind.as_str()).collect();
    let expected: Vec<_> = calls.iter().filter_map(|call| call.3).collect();
    assert_eq!(told, expected);
    let ids: BTreeSet<_> = heard.iter().map(|message| &message.id).collect();
    assert_eq!(ids.len(), heard.len());
    assert!(!secret.is_empty());
    for message in &heard {
        assert_eq!(message.status, Some(204), "{message:?}");
        assert!(!message.text.contains(&secret));
        let about = if message.kind.contains("user") { "tenant" } else { "name" };
        assert_eq!(message.data[about], acme, "{message:?}");
    }
    let status = |at: usize| heard[at].data["status"].as_str().unwrap();
    assert_eq!(heard[0].data["retention"], json!(0.0333));
    assert_eq!((status(4), heard[1].data["owner"].clone()), ("inactive", json!(true)));
    assert_eq!((status(6), status(7)), ("disabled", "active"));
    assert_eq!(heard[5].data["retention"], json!(5.0));
    world.sleeps("P2D").await;
    assert_eq!(receiver.heard(&world).await.len(), heard.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_nobody_took_comes_again_under_its_id() {
    let mut world = World::on("2026-01-01").await;
    let receiver = Receiver::of(&world);
    let creates = async |world: &World, name: &str| {
        let body = json!({ "name": name, "plan": "my-basic-plan" });
        done(&world.devo("main"), "POST", "/domain", body).await;
    };
    // The message arrives, and that it did is lost.
    world.orders_fault_at("callbacks", "send", "reply_lost", 1).await;
    creates(&world, "acme").await;
    assert_eq!(receiver.heard(&world).await.len(), 1);
    world.sleeps("PT10S").await;
    let heard = receiver.heard(&world).await;
    let [first, again] = heard.as_slice() else { panic!("{heard:?}") };
    assert_eq!((&first.id, &first.text), (&again.id, &again.text));
    assert_eq!(first.timestamp + 10, again.timestamp);
    assert_ne!(first.signature, again.signature);

    // Nobody is there for a while, and the sandbox is stopped meanwhile.
    world.orders_fault_at("callbacks", "send", "unavailable", 3).await;
    creates(&world, "birch").await;
    assert_eq!(receiver.heard(&world).await.len(), 2);
    world.restarts().await;
    let receiver = Receiver::of(&world);
    world.sleeps("PT10S").await;
    let heard = receiver.heard(&world).await;
    assert_eq!(heard.len(), 3);
    assert_eq!((&*heard[2].kind, heard[2].status), ("tenant.created", Some(204)));
    assert_eq!(heard[2].data["name"], "birch@lighthouse");
    assert_ne!(heard[2].id, first.id);
    world.sleeps("P2D").await;
    assert_eq!(receiver.heard(&world).await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receiver_takes_nothing_that_was_not_signed_just_now() {
    let world = World::on("2026-01-01").await;
    let receiver = Receiver::of(&world);
    let now = model::time::Timestamp::parse("2026-01-01T00:00:00Z").unwrap().unix();
    let send = async |timestamp: i64, signature: String, body: &str| {
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let headers = vec![
            header("webhook-id", "msg_1"),
            header("webhook-timestamp", &timestamp.to_string()),
            header("webhook-signature", &signature),
        ];
        let body = Some(("application/json".to_owned(), body.as_bytes().to_vec()));
        let sent = Sent { headers, body, ..Sent::default() };
        Caller::default().send("POST", &receiver.url, sent).await.status
    };
    let sign = |timestamp| receiver.signature("msg_1", timestamp, "{}");
    assert_eq!(send(now, sign(now), "{}").await, 204);
    assert_eq!(send(now, sign(now), "{ }").await, 401);
    assert_eq!(send(now, "v1,AAAA".to_owned(), "{}").await, 401);
    assert_eq!(send(now - 400, sign(now - 400), "{}").await, 401);
    assert_eq!(send(now + 400, sign(now + 400), "{}").await, 401);
}
