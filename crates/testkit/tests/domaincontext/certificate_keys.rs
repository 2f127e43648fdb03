//! Keys and requests that are made here: shown once, and never again.

use serde_json::{Value, json};
use testkit::World;
use testkit::openssl::{self, Desk, Key, der, openssl, request};

use crate::certificate_holder::{APPROVER, Holder, NAME, SINGLE, subject};
use crate::certificate_orders::blamed;

#[tokio::test(flavor = "multi_thread")]
async fn both_spellings_make_a_key_and_read_a_request() {
    if !openssl::is_there() {
        return;
    }
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let mut keys = Vec::new();
    for spelling in ["CSR", "Csr"] {
        let made = main.asks(&format!("certificateGenerate{spelling}"), subject()).await.done();
        let text = |name: &str| made[name].as_str().expect("PEM").to_owned();
        let desk = Desk::new();
        let (csr, key) = (desk.file("csr", text("csr_code")), desk.file("key", text("csr_key")));
        openssl(&["req", "-in", &csr, "-noout", "-verify"]).expect("its key signed it");
        let public = openssl(&["req", "-in", &csr, "-noout", "-pubkey"]);
        assert_eq!(public, openssl(&["pkey", "-in", &key, "-pubout"]));
        let decode = format!("certificateDecode{spelling}");
        let read = main.posts(&decode, json!({ "csr": text("csr_code") })).await.done();
        assert_eq!(read, subject());
        keys.push(text("csr_key"));
    }
    assert_ne!(keys[0], keys[1]);
    assert_eq!(world.mail("ivan@karooshop.com").await, Vec::<Value>::new());
    let own = request(Key::Rsa, &["*.karooshop.com"]);
    let read =
        main.posts("certificateDecodeCSR", json!({ "csr": own, "wildcard": 1 })).await.done();
    assert_eq!(read["csr_commonname"], "*.karooshop.com");
    assert_eq!((&read["csr_city"], &read["csr_country"]), (&json!(""), &json!("ZA")));
    for (arguments, field) in [
        (json!({}), "csr"),
        (json!({ "csr": "nonsense" }), "csr"),
        (json!({ "csr": own, "wildcard": 0 }), "wildcard"),
        (json!({ "csr": own, "brand": "pigeon" }), "brand"),
    ] {
        let reply = main.posts("certificateDecodeCSR", arguments).await;
        assert_eq!(blamed(&reply).0, field, "{}", reply.text);
    }
    for (field, wrong) in [
        ("csr_commonname", json!("karooshop")),
        ("csr_organization", json!("x".repeat(65))),
        ("csr_country", json!("XX")),
        ("csr_email", json!("ivan")),
        ("csr_city", Value::Null),
    ] {
        let mut arguments = subject();
        arguments[field] = wrong;
        let reply = main.posts("certificateGenerateCSR", arguments).await;
        assert_eq!(blamed(&reply).0, field, "{}", reply.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_mailed_to_whoever_asks() {
    let world = World::on("2026-01-01").await;
    let mut arguments = subject();
    arguments["copy_to_email"] = json!(1);
    let made = world.account("main").posts("certificateGenerateCSR", arguments).await.done();
    world.sleeps("PT1M").await;
    let mail = world.mail("ivan@karooshop.com").await;
    let text = mail.first().expect("a mail")["text"].as_str().expect("a text").to_owned();
    for part in ["csr_code", "csr_key"] {
        assert!(text.contains(made[part].as_str().expect("PEM").trim()), "{part}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_shown_once() {
    if !openssl::is_there() {
        return;
    }
    let world = World::on("2026-01-01").await;
    let holder = Holder::of(&world, SINGLE).await;
    let made = holder.account.posts("certificateGenerateCSR", subject()).await.done();
    let text = |name: &str| made[name].as_str().expect("PEM").to_owned();
    let (csr, key) = (text("csr_code"), text("csr_key"));
    holder.obtains(&csr).await;
    // A line of the key in the clear, as it would stand anywhere.
    let line = key.lines().nth(2).expect("a key").to_owned();
    let escaped = line.replace('/', "\\/");
    let log = world.control("GET", "/requests?limit=500", None).await;
    assert!(log.text.contains("certificateGenerateCSR") && log.text.contains("csr_key"));
    for (command, arguments) in [
        ("certificateGetInfo", json!({ "id": holder.id })),
        ("certificateGetData", json!({ "id": holder.id })),
        ("certificatesSearch", json!({})),
        ("certificateDecodeCSR", json!({ "csr": csr })),
    ] {
        let said = holder.account.asks(command, arguments).await.text;
        assert!(!said.contains(&line) && !said.contains("PRIVATE"), "{command}");
    }
    assert!(!log.text.contains(&line) && !log.text.contains(&escaped), "the log tells the key");
    assert!(!log.text.contains("PRIVATE KEY"), "the log tells the key");
    let secret = der(&key);
    let folder = world.stops().await;
    let mut files = 0;
    for file in std::fs::read_dir(folder.path()).expect("a folder").flatten() {
        let Ok(bytes) = std::fs::read(file.path()) else { continue };
        files += 1;
        let holds = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
        let clear = holds(line.as_bytes()) || holds(&secret[40..120]);
        assert!(!clear, "{} holds the key", file.path().display());
    }
    assert!(files > 3, "the databases were looked at");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_approve_and_what_it_may_run_on() {
    if !openssl::is_there() {
        return;
    }
    let world = World::on("2026-01-01").await;
    let holder = Holder::of(&world, SINGLE).await;
    let main = &holder.account;
    let emails = async |arguments: Value| {
        let listed = main.posts("certificateGetDomainEmails", arguments).await.done();
        let listed = listed.as_array().expect("a bare list").iter();
        listed.map(|email| email.as_str().expect("text").to_owned()).collect::<Vec<_>>()
    };
    let expected = emails(json!({ "domain": NAME })).await;
    assert!(expected.len() >= 5 && expected.contains(&APPROVER.to_owned()), "{expected:?}");
    let csr = request(Key::Ecdsa, &[NAME]);
    assert_eq!(emails(json!({ "csr": csr })).await, expected);
    let early = main.asks("certificateGetDomainEmails", json!({ "id": holder.id })).await;
    assert_eq!(blamed(&early).1, "not_pending");
    assert_eq!(emails(json!({ "id": holder.id, "domain": NAME })).await, expected);
    assert_eq!(holder.does("certificateIssue", holder.order(&csr)).await, "pending");
    assert_eq!(emails(json!({ "id": holder.id })).await, expected);
    let below = emails(json!({ "domain": "www.karooshop.com" })).await;
    assert!(below.contains(&APPROVER.to_owned()) && below.len() > expected.len(), "{below:?}");
    let types = main.asks("certificateGetWebserverTypes", json!({})).await.done();
    let types = types.as_array().expect("a bare list");
    assert!(types.contains(&json!({ "id": "nginx", "software": "nginx" })), "{types:?}");
    let named = main.asks("certificateGetWebserverTypes", json!({ "supplier": "nameyard" })).await;
    assert_eq!(named.done().as_array(), Some(types));
}
