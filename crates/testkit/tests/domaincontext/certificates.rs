//! Certificates as openssl sees them: from the first request to the issued one, the reissued one and
//! the end.

use serde_json::{Value, json};
use testkit::World;
use testkit::openssl::{self, Key, request};

use crate::certificate_holder::{
    APPROVER, FURTHER_CENTS, Holder, MULTI, NAME, SINGLE, buys, issued, subject,
};

/// The link in the last mail to an address, without what stands before the path.
async fn link(world: &World, to: &str) -> String {
    let mail = world.mail(to).await;
    let text = mail.last().expect("mail")["text"].as_str().expect("a text").to_owned();
    let url = text.lines().find(|line| line.contains("/certificates/approve/")).expect("a link");
    let (_, token) = url.split_once("/certificates/").expect("a link");
    format!("/certificates/{token}")
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_request_to_the_certificate() {
    if !openssl::is_there() {
        return;
    }
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let made = main.posts("certificateGenerateCSR", subject()).await.done();
    let (csr, key) = (made["csr_code"].as_str().expect("PEM"), made["csr_key"].as_str());
    let holder = Holder::of(&world, SINGLE).await;
    let after = main.balance_cents().await;
    let emails = main.asks("certificateGetDomainEmails", json!({ "domain": NAME })).await.done();
    assert!(emails.as_array().expect("a bare list").contains(&json!(APPROVER)), "{emails}");
    let bought = holder.info().await;
    assert_eq!(
        (&bought["name"], &bought["begins"], &bought["expires"]),
        (&json!(""), &Value::Null, &Value::Null)
    );
    let nothing = holder.data().await;
    assert_eq!((&nothing["dcv_method"], &nothing["dcv_data"]), (&json!(""), &json!({})));
    assert_eq!(holder.does("certificateIssue", holder.order_by_mail(csr)).await, "pending");
    let data = holder.data().await;
    assert_eq!(data["dcv_data"], json!({ "email": { "record": APPROVER, "email": APPROVER } }));
    assert_eq!((&data["approver_email"], &data["csr_code"]), (&json!(APPROVER), &json!(csr)));
    assert_eq!(data["approver_method"], data["dcv_data"]);
    let change = json!({ "id": holder.id, "dcv_method": "dns" });
    assert_eq!(holder.does("certificateChangeValidation", change).await, "pending");
    // A link of the old way leads nowhere any more, and a wrong record shows nothing.
    let old = world.fetch(&link(&world, APPROVER).await).await;
    assert_eq!(old.status, 404, "{}", old.text);
    let (record, value) = holder.records().await.remove(0);
    holder.sets(&record, "somewhere.else.example.").await;
    assert_eq!(holder.does_so("certificateRevalidate").await, "pending");
    let zone = main.asks("domainGetDNS", json!({ "domain": NAME })).await.done();
    let wrong = zone.as_array().expect("records").iter().find(|row| row["fqdn"] == json!(record));
    let wrong = wrong.expect("the record")["id"].clone();
    let delete = json!({ "domain": NAME, "1": { "id": wrong, "status": "deleted" } });
    let _ = main.asks("domainSetDNS", delete).await.done();
    holder.sets(&record, &value).await;
    assert_eq!(holder.does_so("certificateRevalidate").await, "ok");
    let info = holder.info().await;
    for (field, value) in [
        ("name", json!(NAME)),
        ("type", json!(SINGLE)),
        ("state", json!("ok")),
        ("begins", json!("2026-01-01")),
        ("expires", json!("2027-01-01")),
        ("client", json!("main")),
        ("seller", json!("seller")),
        ("is_parent", json!(false)),
        ("statuses", json!({ "renewable": "can be renewed" })),
    ] {
        assert_eq!(info[field], value, "{field} in {info}");
    }
    assert_eq!((&info["product_id"], &info["type_id"]), (&info["object_id"], &info["object_id"]));
    assert_ne!(info["remoteid"], "");
    let certificate = issued(&world, &holder.data().await).await;
    certificate.verifies(&world, &["-purpose", "sslserver"]).await.expect("it verifies");
    certificate.verifies_unrevoked(&world).await.expect("it is not revoked");
    certificate.is_what_was_asked_for();
    certificate.belongs_to(key.expect("a key"));
    assert_eq!(certificate.names(), [NAME]);
    assert_eq!(main.balance_cents().await, after, "asking for it costs nothing");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_of_their_own_with_several_names() {
    if !openssl::is_there() {
        return;
    }
    let names = [NAME, "shop.karooshop.com", "www.karooshop.com"];
    let world = World::on("2026-01-01").await;
    let mut holder = Holder::of(&world, MULTI).await;
    let mut serials = Vec::new();
    for key in [Key::Rsa, Key::Ecdsa] {
        // Two stand in the request, one is said besides.
        let mut order = holder.order(&request(key, &names[..2]));
        order["dns_names"] = json!(names[2]);
        order["webserver_type"] = json!("nginx");
        assert_eq!(holder.does("certificateIssue", order).await, "pending");
        let records = holder.records().await;
        assert_eq!(records.len(), 3, "{records:?}");
        for (record, value) in &records {
            assert_eq!(holder.does_so("certificateRevalidate").await, "pending");
            holder.sets(record, value).await;
        }
        // Nobody asks: it is looked at in time.
        world.sleeps("PT1H").await;
        assert_eq!(holder.info().await["state"], "ok");
        let certificate = issued(&world, &holder.data().await).await;
        certificate.verifies(&world, &["-verify_hostname", names[2]]).await.expect("it verifies");
        let strange = certificate.verifies(&world, &["-verify_hostname", "other.example"]).await;
        strange.expect_err("another name");
        certificate.is_what_was_asked_for();
        assert_eq!(certificate.names(), names);
        serials.push(certificate.serial());
        holder.id = buys(&holder.account, MULTI).await;
    }
    assert_ne!(serials[0], serials[1]);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_in_a_mail_shows_control() {
    if !openssl::is_there() {
        return;
    }
    let world = World::on("2026-01-01").await;
    let holder = Holder::of(&world, SINGLE).await;
    let csr = request(Key::Ecdsa, &[NAME]);
    assert_eq!(holder.does("certificateIssue", holder.order_by_mail(&csr)).await, "pending");
    assert_eq!(world.mail(APPROVER).await.len(), 1);
    assert_eq!(holder.does_so("certificateSendNotifications").await, "pending");
    assert_eq!(world.mail(APPROVER).await.len(), 2);
    assert_eq!(holder.does_so("certificateRevalidate").await, "pending");
    let opened = world.fetch(&link(&world, APPROVER).await).await;
    assert_eq!(opened.status, 200, "{}", opened.text);
    assert_eq!(holder.info().await["state"], "ok");
    let certificate = issued(&world, &holder.data().await).await;
    certificate.verifies(&world, &[]).await.expect("it verifies");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_key_and_more_names() {
    if !openssl::is_there() {
        return;
    }
    let world = World::on("2026-01-01").await;
    let holder = Holder::of(&world, MULTI).await;
    holder.obtains(&request(Key::Rsa, &[NAME])).await;
    let first = issued(&world, &holder.data().await).await;
    world.sleeps("P30D").await;
    let balance = holder.account.balance_cents().await;
    let more = request(Key::Ecdsa, &[NAME, "www.karooshop.com"]);
    assert_eq!(holder.does("certificateReissue", holder.order(&more)).await, "pending");
    // Until the new one is there, the old one is.
    let data = holder.data().await;
    let still = issued(&world, &data).await;
    assert_eq!(still.serial(), first.serial());
    let told = &data["dcv_data"]["dns"];
    for (record, value) in [("record", "dns"), ("record_2", "dns_2")] {
        let text = |key: &str| told[key].as_str().expect("a record").to_owned();
        holder.sets(&text(record), &text(value)).await;
    }
    assert_eq!(holder.does_so("certificateRevalidate").await, "ok");
    let second = issued(&world, &holder.data().await).await;
    second.verifies_unrevoked(&world).await.expect("the new one verifies");
    first.verifies_unrevoked(&world).await.expect("the old one is good for as long as it lasts");
    assert_ne!(second.serial(), first.serial());
    assert_ne!(second.says(&["-pubkey"]), first.says(&["-pubkey"]));
    assert_eq!(second.names(), [NAME, "www.karooshop.com"]);
    assert_eq!(second.says(&["-enddate"]), first.says(&["-enddate"]));
    assert_eq!(holder.account.balance_cents().await, balance, "it costs nothing");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_further_year_is_paid_once() {
    if !openssl::is_there() {
        return;
    }
    let world = World::on("2026-01-01").await;
    let holder = Holder::of(&world, SINGLE).await;
    holder.obtains(&request(Key::Ecdsa, &[NAME])).await;
    let before = holder.account.balance_cents().await;
    let renewal = json!({ "id": holder.id, "expires": "2027-01-01" });
    assert_eq!(holder.does("certificateRenew", renewal.clone()).await, "ok");
    let again = holder.account.asks("certificateRenew", renewal).await;
    assert!(again.refused().starts_with("expires "), "{}", again.text);
    assert_eq!(again.json["_error_ops"], json!({ "field": "expires", "reason": "stale" }));
    assert_eq!(holder.account.balance_cents().await, before - FURTHER_CENTS);
    let info = holder.info().await;
    assert_eq!(info["expires"], "2028-01-01");
    assert!(info["statuses"]["reissue"].is_string(), "{info}");
    // What is issued keeps its end until it is issued anew.
    let data = holder.data().await;
    let old = issued(&world, &data).await;
    assert!(old.says(&["-enddate"]).contains("2027"));
    let order = holder.order(&request(Key::Ecdsa, &[NAME]));
    assert_eq!(holder.does("certificateReissue", order).await, "pending");
    let told = holder.data().await["dcv_data"]["dns"].clone();
    let text = |key: &str| told[key].as_str().expect("a record").to_owned();
    holder.sets(&text("record"), &text("dns")).await;
    assert_eq!(holder.does_so("certificateRevalidate").await, "ok");
    let new = issued(&world, &holder.data().await).await;
    assert!(new.says(&["-enddate"]).contains("2028"));
    assert_eq!(holder.info().await["statuses"], json!({ "renewable": "can be renewed" }));
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn time_ends_it() {
    if !openssl::is_there() {
        return;
    }
    let world = World::on("2026-01-01").await;
    let holder = Holder::of(&world, SINGLE).await;
    holder.obtains(&request(Key::Rsa, &[NAME])).await;
    let certificate = issued(&world, &holder.data().await).await;
    world.sleeps_until("2026-12-31").await;
    assert_eq!(holder.info().await["state"], "ok");
    certificate.verifies(&world, &[]).await.expect("it is good to the last day");
    world.sleeps_until("2027-01-02").await;
    assert_eq!(holder.info().await["state"], "expired");
    let why = certificate.verifies(&world, &[]).await.expect_err("its time is over");
    assert!(why.contains("expired"), "{why}");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_given_up_is_revoked() {
    if !openssl::is_there() {
        return;
    }
    let world = World::on("2026-01-01").await;
    let holder = Holder::of(&world, SINGLE).await;
    holder.obtains(&request(Key::Ecdsa, &[NAME])).await;
    let balance = holder.account.balance_cents().await;
    let certificate = issued(&world, &holder.data().await).await;
    certificate.verifies_unrevoked(&world).await.expect("it is good");
    let wish = json!({ "id": holder.id, "reason": "key compromise" });
    assert_eq!(holder.does("certificateCancel", wish.clone()).await, "cancelled");
    let why = certificate.verifies_unrevoked(&world).await.expect_err("it is revoked");
    assert!(why.contains("revoked"), "{why}");
    let again = holder.account.asks("certificateCancel", wish).await;
    assert!(!again.waits(), "{}", again.text);
    for command in ["certificateRevalidate", "certificateSendNotifications"] {
        holder.account.asks(command, json!({ "id": holder.id })).await.refused();
    }
    let order = holder.order(&request(Key::Ecdsa, &[NAME]));
    holder.account.posts("certificateReissue", order).await.refused();
    assert_eq!(holder.account.balance_cents().await, balance, "it is not given back");
    assert_eq!(holder.info().await["state"], "cancelled");
    world.is_consistent().await;
}
