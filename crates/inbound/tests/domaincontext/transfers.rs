//! Names that come from elsewhere, and what their owners say to that.

use model::time::Seconds;
use serde_json::{Value, json};

use crate::domains::registers;
use crate::world::{Shop, World};

/// What the mail about a transfer carries, by its keys.
async fn confirmation(world: &World, to: &str) -> Vec<(String, String)> {
    app::jobs::settle_due(&world.realm).await.unwrap();
    let mail = world.mail(to).await.pop().unwrap();
    let link = mail.split_whitespace().find(|word| word.contains("/confirm?")).unwrap();
    let query = link.split_once('?').unwrap().1;
    let pair = |pair: &str| {
        let (key, value) = pair.split_once('=').unwrap();
        (key.to_owned(), value.to_owned())
    };
    query.split('&').map(pair).collect()
}

fn bracketed(data: &[(String, String)]) -> String {
    let pairs: Vec<String> =
        data.iter().map(|(key, value)| format!("confirm_data[{key}]={value}")).collect();
    pairs.join("&")
}

async fn state(shop: &Shop, id: i64) -> Value {
    shop.asks("domainGetInfo", &format!("id={id}")).await.done()["state"].clone()
}

async fn owner_of(world: &World, name: &str) -> String {
    use app::ports::Registry;
    let name = model::name::DomainName::parse(name, |_| false).unwrap();
    let info = world.registry.info(&name, Some("code-1")).await.unwrap();
    info.contacts.unwrap()[0].contact.email.clone()
}

#[tokio::test]
async fn a_name_comes_from_elsewhere_when_its_owner_agrees() {
    let world = World::new().await;
    let name = world.rival_holds("oldshop.com", "code-1").await;
    let wrong = world.main.asks("domainCheckTransfer", "domain=oldshop.com&password=nope").await;
    wrong.refused("password is incorrect");
    let free = world.main.asks("domainCheckTransfer", "domain=free.com&password=x").await;
    free.refused("domain not found");
    let check = world.main.asks("domainCheckTransfer", "domain=oldshop.com&password=code-1").await;
    assert_eq!(check.done(), json!(true));
    let before = world.balance("main").await;
    let asks = "domain=oldshop.com&password=code-1";
    let begun = world.main.posts("domainTransfer", asks).await.done();
    let id = begun["id"].as_i64().unwrap();
    assert_eq!(begun, json!({ "id": id, "domain": "oldshop.com", "state": "preincoming" }));
    assert!(world.balance("main").await < before);
    let again = world.main.posts("domainTransfer", asks).await;
    again.refused("The domain has a transfer pending");
    let found = world.main.asks("domainsSearch", "state=preincoming&select=id,domain").await;
    assert_eq!(found.done(), json!([{ "id": id, "domain": "oldshop.com" }]));
    world.other.asks("domainGetInfo", &format!("id={id}")).await.refused("domain not found");
    assert_eq!(state(&world.seller, id).await, "preincoming");
    let early = world.main.asks("domainEnableLock", &format!("id={id}")).await;
    early.refused("The domain has a transfer pending");

    let owner = owner_of(&world, "oldshop.com").await;
    let data = confirmation(&world, &owner).await;
    let keys: Vec<&str> = data.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["domains", "till_date", "what", "salt", "hash", "token"]);
    let sent = bracketed(&data);
    let named = world.main.posts("domainApprovePreincoming", "domains=oldshop.com").await;
    named.refused("confirm_data is missing");
    let without = bracketed(&data[..5]);
    let without = world.main.posts("domainApprovePreincoming", &without).await;
    without.refused("confirm_data[token] is missing");
    let other_name = format!("domains=other.com&{sent}");
    let other_name = world.main.posts("domainApprovePreincoming", &other_name).await;
    other_name.refused("confirm_data speaks of something else than what was named besides");
    let stranger = world.other.posts("domainApprovePreincoming", &sent).await;
    stranger.refused("confirm_data is incorrect");
    assert_eq!(state(&world.main, id).await, "preincoming");

    let approved = world.main.posts("domainApprovePreincoming", &sent).await.done();
    assert_eq!(approved, json!(true));
    assert_eq!(state(&world.main, id).await, "incoming");
    world.registry.approve(&name).await.unwrap();
    app::jobs::hear_the_news(&world.realm).await.unwrap();
    let shown = world.main.asks("domainGetInfo", "domain=oldshop.com").await.done();
    assert_eq!((&shown["id"], &shown["state"]), (&json!(id), &json!("ok")));
    assert_eq!(shown["transfer_date"], "2026-11-21");
}

#[tokio::test]
async fn a_name_stays_elsewhere_when_its_owner_refuses() {
    let world = World::new().await;
    world.rival_holds("oldshop.com", "code-1").await;
    let before = world.balance("main").await;
    let asks = "a[domain]=oldshop.com&a[password]=code-1&b[domain]=free.com&b[password]=x";
    let begun = world.main.posts("domainsTransfer", asks).await;
    let begun = begun.refused("1 of 2 failed: b");
    let id = begun["a"]["id"].as_i64().unwrap();
    let owner = owner_of(&world, "oldshop.com").await;
    let data = confirmation(&world, &owner).await;
    let map: serde_json::Map<String, Value> =
        data.into_iter().map(|(key, value)| (key, json!(value))).collect();
    let data = Value::Object(map).to_string();
    let sent = wire::encode::urlencoded([("domains", "oldshop.com"), ("confirm_data", &data)]);
    // Whoever sells to the client may say it, too; and the other spelling is the same command.
    let rejected = world.seller.posts("domainRejectPreincoming", &sent).await.done();
    assert_eq!(rejected, json!(true));
    world.main.asks("domainGetInfo", &format!("id={id}")).await.refused("domain not found");
    assert_eq!(world.main.asks("domainsSearch", "count=1").await.text, "0");
    assert_eq!(world.balance("main").await, before);
    let late = world.main.posts("domainsRejectPreincoming", &sent).await;
    late.refused("Nothing is pending for this transfer");
}

#[tokio::test]
async fn a_silent_registry_is_waited_for_after_the_owner_agreed() {
    let world = World::new().await;
    world.rival_holds("oldshop.com", "code-1").await;
    let begun = world.main.posts("domainTransfer", "domain=oldshop.com&password=code-1").await;
    let id = begun.done()["id"].as_i64().unwrap();
    let owner = owner_of(&world, "oldshop.com").await;
    let sent = bracketed(&confirmation(&world, &owner).await);
    world.breaks("transfer", "reply_lost", 1);
    let lost = world.main.posts("domainApprovePreincoming", &sent).await;
    lost.refused("The registry did not answer yet, wait and look again");
    let again = world.main.posts("domainApprovePreincoming", &sent).await;
    again.refused("Another change is under way, wait for it");
    world.sleeps(Seconds(60)).await;
    assert_eq!(state(&world.main, id).await, "incoming");
}

#[tokio::test]
async fn a_name_of_another_client_moves_when_that_client_agrees() {
    let world = World::new().await;
    let id = registers(&world.main, "karoo.com").await;
    world.main.asks("domainDisableLock", &format!("id={id}")).await.done();
    let code = world.main.asks("domainGetPassword", &format!("id={id}")).await.done();
    let asks = [("domain", "karoo.com"), ("password", code["password"].as_str().unwrap())];
    let asks = wire::encode::urlencoded(asks);
    world.other.posts("domainCheckTransfer", &asks).await.done();
    let begun = world.other.posts("domainTransfer", &asks).await.done();
    assert_eq!(begun, json!({ "id": id, "domain": "karoo.com", "state": "preincoming" }));
    assert_eq!(state(&world.main, id).await, "outgoing");
    assert_eq!(state(&world.other, id).await, "preincoming");
    let sent = bracketed(&confirmation(&world, "main@karoo.example.com").await);
    world.main.posts("domainApprovePreincoming", &sent).await.done();
    assert_eq!(state(&world.other, id).await, "ok");
    world.main.asks("domainGetInfo", &format!("id={id}")).await.refused("domain not found");
}
