//! Two dialects, one core: a name that began in one of them is pushed to an account that both let in,
//! and is the same name in each.

use serde_json::{Value, json};
use testkit::co_za::{REGISTRANT, parts, with};
use testkit::dns_services::Client;
use testkit::{Shop, World};

const NAME: &str = "shoes.com";

/// The key in the newest mail about the transfer.
async fn mailed_key(world: &World, shop: &Shop) -> String {
    let to = shop.get("/reseller", &[]).await.done().text_at("strEmail");
    let mail = world.mail(&to).await;
    let about = mail.iter().rev().find(|mail| mail["subject"] == format!("Transfer of {NAME}"));
    let text = about.expect("a mail about the transfer")["text"].as_str().expect("text").to_owned();
    text.lines().find_map(|line| line.strip_prefix("Key: ")).expect("a key").to_owned()
}

/// A name with a record in its zone, moved from the shop `main` to the account `both`.
async fn pushed(world: &World, loser: &Shop, gainer: &Shop) {
    let [sld, tld] = parts(NAME);
    let mut wanted = with(NAME, &[("period", "2"), ("dns", "managed")]);
    wanted.extend(REGISTRANT);
    let _ = loser.post("/domain", &wanted).await.done();
    let www = [("type", "A"), ("name", "www"), ("content", "192.0.2.1"), ("ttl", "600")];
    let _ = loser.post("/domain/dns/entry", &with(NAME, &www)).await.done();
    world.sleeps("P6D").await;
    let _ = loser.post("/domain/lock", &with(NAME, &[("action", "unlock")])).await.done();
    let code = loser.get("/domain/eppKey", &[sld, tld]).await.done().text_at("strEPPKey");
    let _ = gainer.post("/domain/transfer", &with(NAME, &[("eppKey", &code)])).await.done();
    world.sleeps("PT1S").await;
    let key = mailed_key(world, loser).await;
    let approve = with(NAME, &[("response", "approve"), ("key", &key)]);
    let _ = loser.post("/domain/transfer/response", &approve).await.done();
    let _ = loser.info(NAME).await.with_code(8);
}

/// The only name of that kind that a client holds.
async fn held(client: &Client) -> Value {
    let found = client.get(&format!("/domain/name/{NAME}")).await.done().list_at("details");
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

fn day(seconds: i64) -> String {
    model::time::Timestamp::from_unix(seconds).day()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pushed_name_is_the_same_name_in_both_dialects() {
    let world = World::on("2026-01-01").await;
    let (loser, gainer) = (world.shop("main").await, world.shop("both").await);
    let client = world.client("both").await;
    pushed(&world, &loser, &gainer).await;

    let (there, here) = (gainer.info(NAME).await.done(), held(&client).await);
    let id = here["id"].as_str().expect("a number as text").to_owned();
    assert_eq!((&here["status"], there.text_at("strStatus")), (&json!("Active"), "ok".to_owned()));
    assert_eq!(here["expires"], day(there.number_at("intExDate")));
    assert_eq!(here["date_created"], day(there.number_at("intCrDate")));
    assert_eq!(here["nameservers"], there.json["arrNameservers"]);
    let path = format!("/domain/{id}");
    let is_locked = async || {
        let lock = gainer.get("/domain/lock", &parts(NAME)).await.done();
        let there = lock.text_at("strLockStatus") == "locked";
        let here = client.get(&format!("{path}/reglock")).await.done().text_at("reglock");
        assert_eq!(here == "1", there);
        there
    };
    let locked = is_locked().await;
    let records = async || {
        let there = gainer.get("/domain/dns", &parts(NAME)).await.done().list_at("arrRecords");
        let here = client.get(&format!("{path}/dns")).await.done().list_at("records");
        let line = |record: &Value| (record["id"].clone(), record["content"].clone());
        assert_eq!(
            here.iter().map(line).collect::<Vec<_>>(),
            there.iter().map(line).collect::<Vec<_>>()
        );
        here
    };
    let [www] = &records().await[..] else { panic!("one record") };
    assert_eq!((&www["name"], &www["content"]), (&json!("www"), &json!("192.0.2.1")));
    assert_eq!(www["ttl"], 600);

    // What is done in one dialect is seen in the other, both ways.
    let _ = client.put(&format!("{path}/reglock"), json!({})).await.done();
    assert_eq!(is_locked().await, !locked);
    let mail = json!({ "type": "MX", "priority": "10", "content": "mail.shoes.com" });
    let _ = client.post(&format!("{path}/dns"), mail).await.done();
    let change = json!({ "content": "192.0.2.2" });
    let _ = client.put(&format!("{path}/dns/{}", www["id"]), change).await.done();
    assert_eq!(records().await.len(), 2);
    let number = www["id"].to_string();
    let _ = gainer.delete("/domain/dns/entry", &with(NAME, &[("dnsId", &number)])).await.done();
    let [mail] = &records().await[..] else { panic!("one record") };
    assert_eq!((&mail["type"], &mail["priority"]), (&json!("MX"), &json!(10)));
    let own = json!(["ns1.marula.example", "ns2.marula.example"]);
    let _ = client.put(&format!("{path}/ns"), json!({ "nameservers": own })).await.done();
    assert_eq!(gainer.info(NAME).await.done().json["arrNameservers"], own);
    let _ = client.put(&format!("{path}/autorenew"), json!({ "autorenew": "1" })).await.done();
    assert_eq!(held(&client).await["autorenew"], "1");
    let ordered = client.orders_renewal(&id, 1).await;
    client.pays_for(ordered).await;
    let there = gainer.info(NAME).await.done();
    assert_eq!(held(&client).await["expires"], day(there.number_at("intExDate")));
    assert_ne!(held(&client).await["expires"], here["expires"]);
    assert_eq!(client.owes_and_has().await, (0, gainer.balance_cents().await));
    for stranger in ["main", "other"] {
        world.client(stranger).await.get(&path).await.refused(404);
    }
    world.is_consistent().await;
    world.agrees_with_registry().await;
}
