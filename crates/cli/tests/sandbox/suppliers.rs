//! The suppliers of a sandbox as their customers' customers meet them: pages, roots, lists, calls.

use std::process::Command;

use app::ports::Callback;
use app::ports::authority::{Issued, NewOrder, OrderState};
use app::ports::server_host::NewServer;
use model::certificate::Validation;
use model::secret::Secret;
use model::time::Timestamp;
use serde_json::json;

use crate::visitor::{BEGINNING, Visitor};

const API: &str = "/domains-co-za/api";

/// A signing request, made by OpenSSL.
fn signing_request(visitor: &Visitor) -> String {
    let path = visitor.folder.path().join("request.pem");
    let arguments = "req -new -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -subj /CN=shoes";
    let made = Command::new("openssl")
        .args(arguments.split(' '))
        .args(["-keyout", "/dev/null", "-out", path.to_str().unwrap()])
        .output();
    assert!(made.unwrap().status.success());
    std::fs::read_to_string(path).unwrap()
}

fn order(visitor: &Visitor, name: &str, validation: Validation) -> NewOrder {
    NewOrder {
        reference: "1".to_owned(),
        product: "single".to_owned(),
        signing_request: signing_request(visitor),
        names: vec![name.to_owned()],
        organization: None,
        ends: Timestamp::parse("2026-04-01T10:00:00Z").unwrap(),
        validation,
        approvers: match validation {
            Validation::Email => vec![format!("admin@{name}")],
            _ => Vec::new(),
        },
    }
}

/// Whether OpenSSL believes a certificate with nothing but the root of the sandbox.
async fn is_believed(visitor: &Visitor, issued: &Issued) -> bool {
    let root = visitor.control(http::Method::GET, "/ca.pem", "").await;
    assert_eq!(root.headers["content-type"], "application/x-pem-file");
    let file = |name: &str, text: &str| {
        let path = visitor.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let verified = Command::new("openssl")
        .args(["verify", "-attime", &issued.begins.unix().to_string(), "-CAfile"])
        .arg(file("root.pem", &root.text))
        .arg("-untrusted")
        .arg(file("chain.pem", &issued.chain))
        .arg(file("leaf.pem", &issued.certificate))
        .output();
    verified.unwrap().status.success()
}

#[tokio::test]
async fn a_link_in_the_mail_approves_a_certificate() {
    let visitor = Visitor::new().await;
    let authority = visitor.sandbox.world().realm.authority.clone();
    authority.order(&order(&visitor, "shoes.com", Validation::Email)).await.unwrap();
    let mails = visitor.ask("/mail?to=admin@shoes.com").await;
    let text = mails[0]["text"].as_str().unwrap();
    let url = visitor.sandbox.url();
    let link = text.split_whitespace().find(|word| word.starts_with(&url)).unwrap();
    let page = visitor.get(link.strip_prefix(&url).unwrap()).await;
    assert_eq!((page.status.as_u16(), page.text.contains("shoes.com")), (200, true));
    assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
    let OrderState::Issued(issued) = authority.info("1").await.unwrap().state else {
        unreachable!("the last name was approved")
    };
    assert!(is_believed(&visitor, &issued).await);
    assert_eq!(visitor.get("/certificates/approve/unknown").await.status, 404);
    let list = visitor.get("/ca.crl").await;
    assert_eq!(
        (list.status.as_u16(), &list.headers["content-type"]),
        (200, &"application/pkix-crl".parse().unwrap())
    );
}

#[tokio::test]
async fn the_authority_believes_the_zones_that_are_kept_here() {
    let visitor = Visitor::new().await;
    let key = visitor.account("main", "key");
    let contact = "registrantName=Jane&registrantEmail=jane%40example.co.za\
        &registrantContactNumber=%2B27.215550199&registrantAddress1=1+Long+Street\
        &registrantCity=Cape+Town&registrantProvince=Western+Cape&registrantPostalCode=8001\
        &registrantCountry=ZA";
    let name = format!("sld=shoes&tld=co.za&key={key}");
    let form = format!("{name}&period=1&dns=managed&{contact}");
    let registered = visitor.call(&format!("{API}/domain"), &form).await;
    assert_eq!(registered.json()["intReturnCode"], 1, "{}", registered.text);
    let authority = visitor.sandbox.world().realm.authority.clone();
    let order = order(&visitor, "shoes.co.za", Validation::Dns);
    let challenge = authority.order(&order).await.unwrap().challenges.remove(0);
    assert_eq!(authority.validate("1").await.unwrap().state, OrderState::Pending);
    let (label, _) = challenge.place.split_once('.').unwrap();
    let record = format!("{name}&name={label}&type=CNAME&ttl=300&content={}", challenge.content);
    let added = visitor.call(&format!("{API}/domain/dns/entry"), &record).await;
    assert_eq!(added.json()["intReturnCode"], 1, "{}", added.text);
    let state = authority.validate("1").await.unwrap().state;
    assert!(matches!(state, OrderState::Issued(_)), "{state:?}");
}

#[tokio::test]
async fn what_was_called_back_can_be_read() {
    let visitor = Visitor::new().await;
    assert_eq!(visitor.ask("/callbacks").await, json!([]));
    let caller = visitor.sandbox.world().realm.caller_back.clone();
    let callback = |url: String| Callback {
        id: "1".to_owned(),
        at: Timestamp::parse(BEGINNING).unwrap(),
        addressee: model::callback::Addressee::Caller,
        url,
        headers: vec![("webhook-id".to_owned(), "1".to_owned())],
        body: "{}".to_owned(),
    };
    let health = format!("{}/healthz", visitor.sandbox.url());
    assert_eq!(caller.call(&callback(health.clone())).await.unwrap(), 405);
    assert!(caller.call(&callback("http://example.com/".to_owned())).await.is_err());
    let row = |url: &str, status: Option<u16>| {
        let headers = json!({ "webhook-id": "1" });
        json!({ "at": BEGINNING, "url": url, "headers": headers, "body": "{}", "status": status })
    };
    let rows = json!([row(&health, Some(405)), row("http://example.com/", None)]);
    assert_eq!(visitor.ask("/callbacks").await, rows);
    assert_eq!(visitor.ask("/callbacks?limit=1").await, json!([rows[1]]));
}

#[tokio::test]
async fn the_sandbox_takes_its_own_webhooks_and_nobody_elses() {
    let visitor = Visitor::new().await;
    let realm = visitor.sandbox.world().realm.clone();
    let target = realm.settings.webhooks.clone().unwrap();
    let (at, body) = (realm.now(), r#"{"type":"tenant.created"}"#);
    let signature = target.secret.signature("msg_1", &at.unix().to_string(), body);
    let webhook = |signature: String, body: &str| Callback {
        id: "msg_1".to_owned(),
        at,
        addressee: model::callback::Addressee::Operator,
        url: target.url.clone(),
        headers: vec![
            ("content-type".to_owned(), "application/json".to_owned()),
            ("webhook-id".to_owned(), "msg_1".to_owned()),
            ("webhook-timestamp".to_owned(), at.unix().to_string()),
            ("webhook-signature".to_owned(), signature),
        ],
        body: body.to_owned(),
    };
    let caller = realm.caller_back.clone();
    assert_eq!(caller.call(&webhook(signature.clone(), body)).await.unwrap(), 204);
    assert_eq!(caller.call(&webhook(signature, "{}")).await.unwrap(), 401);
    assert_eq!(caller.call(&webhook(String::new(), body)).await.unwrap(), 401);
}

#[tokio::test]
async fn a_reset_empties_the_books_and_keeps_the_root() {
    let visitor = Visitor::new().await;
    let root = visitor.control(http::Method::GET, "/ca.pem", "").await.text;
    let realm = visitor.sandbox.world().realm.clone();
    let server = NewServer {
        reference: "1".to_owned(),
        task: "1/set-up".to_owned(),
        plan: "small".to_owned(),
        cluster: 1,
        image: "centos".to_owned(),
        panel: None,
        name: "vm1".to_owned(),
        password: Secret::new("correct horse".to_owned()),
    };
    realm.server_host.create(&server).await.unwrap();
    realm.authority.order(&order(&visitor, "shoes.com", Validation::Dns)).await.unwrap();
    visitor.tell("/reset", json!({})).await;
    let realm = visitor.sandbox.world().realm.clone();
    assert!(realm.server_host.info("1").await.is_err());
    assert!(realm.authority.info("1").await.is_err());
    assert_eq!(visitor.control(http::Method::GET, "/ca.pem", "").await.text, root);
    assert_eq!(visitor.get("/ca.pem").await.text, root);
}
