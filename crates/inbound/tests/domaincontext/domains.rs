//! Names: looked for, registered, renewed, changed and looked at, by their holder and by whoever sells
//! to it.

use model::time::Seconds;
use serde_json::{Value, json};

use crate::world::{Shop, World};

/// Registers a name and gives its number.
pub async fn registers(shop: &Shop, name: &str) -> i64 {
    let registered = shop.posts("domainRegister", &format!("domain={name}")).await.done();
    registered["id"].as_i64().unwrap()
}

async fn info(shop: &Shop, name: &str) -> Value {
    shop.asks("domainGetInfo", &format!("domain={name}")).await.done()
}

#[tokio::test]
async fn a_check_answers_under_the_names_as_they_were_spelt() {
    let world = World::new().await;
    registers(&world.other, "taken.com").await;
    let asked = "domains=Taken.COM,free.com, free.nowhere ,пример.com,xn--e1afmkfd.com,free.com";
    let answer = world.main.posts("domainsCheck", asked).await.done();
    assert_eq!(
        answer,
        json!({ "Taken.COM": 0, "free.com": 1, "free.nowhere": 0, "пример.com": 1, "xn--e1afmkfd.com": 1 })
    );
    let listed = world.main.posts("domainsCheck", "domains[0]=free.com&domains[1]=taken.com").await;
    assert_eq!(listed.done(), json!({ "free.com": 1, "taken.com": 0 }));
    let premium =
        world.main.asks("domainsCheckPremium", "domains=premium-cars.com,taken.com").await;
    assert_eq!(
        premium.done(),
        json!({ "premium-cars.com": { "avail": 1, "premium": 1 }, "taken.com": { "avail": 0, "premium": 0 } })
    );
    registers(&world.main, "premium-cars.com").await;
    assert_eq!(info(&world.main, "premium-cars.com").await["is_premium"], true);
    let deep = world.main.asks("domainsCheck", "domains=free.com,www.free.com").await;
    deep.refused("domains is not a domain name");
    world.breaks("check", "unavailable", 1);
    let away = world.main.asks("domainsCheck", "domains=free.com").await;
    assert_eq!(away.refused("The registry cannot be reached, wait and try again")["wait"], 1);
}

#[tokio::test]
async fn a_registration_needs_only_the_name() {
    let world = World::new().await;
    let before = world.balance("main").await;
    let registered = world.main.posts("domainRegister", "domain=Karoo.com").await.done();
    let id = registered["id"].as_i64().unwrap();
    assert_eq!(
        registered,
        json!({ "id": id, "domain": "karoo.com", "password": registered["password"], "expires": "2027-11-21" })
    );
    assert!(registered["password"].as_str().unwrap().len() >= 8);
    let paid = before - world.balance("main").await;
    assert!(paid > 0);
    let shown = info(&world.main, "karoo.com").await;
    let keys = ["id", "hdomain_id", "state", "expires", "client", "seller", "zone", "lastop"];
    let told = keys.map(|key| shown[key].clone());
    let expected = json!([id, id, "ok", "2027-11-21", "main", "seller", "com", "register"]);
    assert_eq!(json!(told), expected);
    assert_eq!((&shown["daysleft"], &shown["is_expired"]), (&json!(365), &json!(false)));
    let by_id = world.main.asks("domainGetInfo", &format!("id={id}")).await.done();
    assert_eq!(by_id, shown);
    // Somebody else gets the same words for a name that is held and for one that is not.
    let taken = world.other.posts("domainRegister", "domain=karoo.com").await;
    taken.refused("domain is not available");
    let again = world.main.posts("domainRegister", "domain=karoo.com").await;
    again.refused("domain exists already");
    let long = world.main.posts("domainRegister", "domain=long.com&period=11").await;
    long.refused("period should be a whole number from 1 to 10");
    assert_eq!(before - world.balance("main").await, paid);
}

#[tokio::test]
async fn a_silent_registry_is_waited_for_and_never_paid_twice() {
    let world = World::new().await;
    let before = world.balance("main").await;
    world.breaks("register", "reply_lost", 1);
    let lost = world.main.posts("domainRegister", "domain=karoo.com").await;
    let lost = lost.refused("The registry did not answer yet, wait and look again");
    assert_eq!(lost["wait"], 1);
    let again = world.main.posts("domainRegister", "domain=karoo.com").await;
    again.refused("Another change is under way, wait for it");
    world.sleeps(Seconds(60)).await;
    let paid = before - world.balance("main").await;
    world.main.posts("domainRegister", "domain=karoo.com").await.refused("domain exists already");
    assert_eq!(info(&world.main, "karoo.com").await["state"], "ok");

    world.breaks("renew", "reply_lost", 1);
    let renews = "domain=karoo.com&period=1&expires=2027-11-21";
    let lost = world.main.posts("domainRenew", renews).await;
    lost.refused("The registry did not answer yet, wait and look again");
    let again = world.main.posts("domainRenew", renews).await;
    again.refused("Another change is under way, wait for it");
    world.sleeps(Seconds(60)).await;
    let again = world.main.posts("domainRenew", renews).await;
    again.refused("expires changed since you read it");
    assert_eq!(info(&world.main, "karoo.com").await["expires"], "2028-11-21");
    assert!(before - world.balance("main").await <= 2 * paid + paid);
}

#[tokio::test]
async fn good_elements_of_a_bulk_registration_stay_done() {
    let world = World::new().await;
    registers(&world.other, "taken.com").await;
    let query = "0[domain]=first.com&1[domain]=taken.com&x[domain]=third.com&x[period]=2";
    let answer = world.main.posts("domainsRegister", query).await;
    let answer = answer.refused("1 of 3 failed: 1");
    assert_eq!(answer["1"]["_error"], "domain is not available");
    assert_eq!(answer["x"]["expires"], "2028-11-21");
    let found = world.main.asks("domainsSearch", "select=domain").await.done();
    assert_eq!(found, json!([{ "domain": "first.com" }, { "domain": "third.com" }]));
}

#[tokio::test]
async fn a_renewal_is_guarded_by_the_expiry_that_was_seen() {
    let world = World::new().await;
    registers(&world.main, "karoo.com").await;
    let before = world.balance("main").await;
    let other_day = world.main.posts("domainRenew", "domain=karoo.com&period=1&expires=2027-11-20");
    let stale = other_day.await.refused("expires changed since you read it");
    assert_eq!(stale["_error_ops"], json!({ "field": "expires", "reason": "stale" }));
    assert_eq!(world.balance("main").await, before);
    let renews = "domain=karoo.com&period=2&expires=2027-11-21";
    let renewed = world.main.posts("domainRenew", renews).await.done();
    assert_eq!(renewed["expires"], "2029-11-21");
    assert!(world.balance("main").await < before);
    let after = world.balance("main").await;
    world.main.posts("domainRenew", renews).await.refused("expires changed since you read it");
    assert_eq!(world.balance("main").await, after);
    let far = world.main.posts("domainRenew", "domain=karoo.com&period=9&expires=2029-11-21").await;
    far.refused("period would lead more than 10 years ahead");
    // The same attempt under a key is answered as it was the first time.
    let named = world.main.with("idempotency-key", "renewal-1");
    let renews = "domain=karoo.com&period=1&expires=2029-11-21";
    let first = named.posts("domainRenew", renews).await.done();
    assert_eq!(named.posts("domainRenew", renews).await.done(), first);
}

#[tokio::test]
async fn after_care_reads_back_changed() {
    let world = World::new().await;
    let id = registers(&world.main, "karoo.com").await;
    let named = json!({ "id": id, "domain": "karoo.com" });
    for command in ["domainEnableWhoisProtect", "domainEnableLock", "domainEnableAutorenewal"] {
        let done = world.main.asks(command, &format!("id={id}")).await.done();
        assert_eq!(done, named, "{command}");
    }
    let shown = info(&world.main, "karoo.com").await;
    let flags = ["whois_protected", "is_secured", "autorenewal"].map(|key| shown[key].clone());
    assert_eq!(json!(flags), json!([true, true, true]));
    assert_eq!(shown["statuses"]["clientTransferProhibited"], "locked against transfers");
    // The lock of a young name comes off at once, and its auth code is told while it is locked.
    world.main.asks("domainGetPassword", &format!("id={id}")).await.done();
    for command in ["domainsDisableWhoisProtect", "domainsDisableLock", "domainsDisableAutorenewal"]
    {
        let done = world.main.asks(command, "a[domain]=karoo.com").await.done();
        assert_eq!(done, json!({ "a": named }), "{command}");
    }
    let shown = info(&world.main, "karoo.com").await;
    let flags = ["whois_protected", "is_secured", "autorenewal"].map(|key| shown[key].clone());
    assert_eq!(json!(flags), json!([false, false, false]));
}

#[tokio::test]
async fn number_and_name_must_agree_and_one_is_needed() {
    let world = World::new().await;
    let id = registers(&world.main, "karoo.com").await;
    registers(&world.main, "namib.com").await;
    let theirs = registers(&world.other, "theirs.com").await;
    world.main.asks("domainGetNote", &format!("id={id}&domain=KAROO.com")).await.done();
    let two = world.main.asks("domainGetNote", &format!("id={id}&domain=namib.com")).await;
    two.refused("domain speaks of something else than what was named besides");
    world.main.asks("domainGetNote", "").await.refused("domain or id is missing");
    world.main.asks("hdomainGetDNS", "").await.refused("id is missing");
    // A stranger's name, by whatever it is named, reads as one that is not there.
    let commands = [
        "domainGetInfo",
        "domainGetNSs",
        "domainGetNote",
        "domainSetNote",
        "domainGetPassword",
        "domainRegenPassword",
        "domainGetContacts",
        "domainGetWPContacts",
        "domainGetContactsInfo",
        "domainGetWPContactsInfo",
        "domainEnableAutorenewal",
        "domainDisableAutorenewal",
        "domainEnableWhoisProtect",
        "domainDisableWhoisProtect",
        "domainEnableLock",
        "domainDisableLock",
        "domainGetDNS",
    ];
    for command in commands {
        let mut seen = Vec::new();
        for named in [
            format!("id={theirs}"),
            "domain=theirs.com".into(),
            "domain=none.com".into(),
            "id=999".into(),
        ] {
            seen.push(world.main.asks(command, &named).await.refused("domain not found"));
        }
        assert!(seen.windows(2).all(|two| two[0] == two[1]), "{command}");
    }
    let rest = [
        ("domainSetNSs", "nss=ns1.example.net,ns2.example.net"),
        ("domainSetDNS", "1[type]=a&1[value]=192.0.2.1&1[status]=new"),
        ("domainPush", "sender=other&receiver=main"),
        ("domainSetContacts", "registrant=1&admin=1&tech=1&billing=1"),
    ];
    for (command, arguments) in rest {
        let sent = format!("id={theirs}&{arguments}");
        world.main.posts(command, &sent).await.refused("domain not found");
    }
}

#[tokio::test]
async fn whoever_sells_acts_for_its_clients_with_their_money() {
    let world = World::new().await;
    let id = registers(&world.main, "karoo.com").await;
    let (sellers, clients) = (world.balance("seller").await, world.balance("main").await);
    let renews = "domain=karoo.com&period=1&expires=2027-11-21";
    world.seller.posts("domainRenew", renews).await.done();
    assert_eq!(world.balance("seller").await, sellers);
    assert!(world.balance("main").await < clients);
    world.seller.asks("domainSetNote", &format!("id={id}&note=checked")).await.done();
    assert_eq!(info(&world.main, "karoo.com").await["note"], "checked");
    let shown = info(&world.seller, "karoo.com").await;
    assert_eq!((&shown["client"], &shown["seller"]), (&json!("main"), &json!("seller")));
}

#[tokio::test]
async fn notes_are_kept_and_erased() {
    let world = World::new().await;
    let id = registers(&world.main, "karoo.com").await;
    let noted = world.main.posts("domainSetNote", &format!("id={id}&note=for the shop")).await;
    assert_eq!(noted.done(), json!({ "id": id, "domain": "karoo.com", "note": "for the shop" }));
    let read = world.main.asks("domainsGetNote", "7[domain]=karoo.com").await.done();
    assert_eq!(read["7"]["note"], "for the shop");
    world.main.posts("domainsSetNote", &format!("0[id]={id}&0[note]=")).await.done();
    let read = world.main.asks("domainGetNote", "domain=karoo.com").await.done();
    assert_eq!(read["note"], "");
}

#[tokio::test]
async fn auth_codes_are_told_and_replaced_and_guarded_by_a_pincode() {
    let world = World::new().await;
    let id = registers(&world.main, "karoo.com").await;
    let of = format!("id={id}");
    let first = world.main.asks("domainGetPassword", &of).await.done();
    let second = world.main.asks("domainRegenPassword", &of).await.done();
    assert_ne!(first["password"], second["password"]);
    assert_eq!(world.main.asks("domainGetPassword", &of).await.done(), second);
    let main = world.acting_for("main").await;
    app::accounts::pincode::set(&main, Some("1234")).await.unwrap();
    for command in ["domainGetPassword", "domainRegenPassword"] {
        world.main.asks(command, &of).await.refused("pincode is missing");
        let wrong = world.main.asks(command, &format!("{of}&pincode=4321")).await;
        wrong.refused("pincode is incorrect");
    }
    let told = world.main.asks("domainGetPassword", &format!("{of}&pincode=1234")).await.done();
    assert_eq!(told, second);
}

#[tokio::test]
async fn a_name_is_pushed_to_another_client_of_the_same_seller() {
    let world = World::new().await;
    let id = registers(&world.main, "karoo.com").await;
    let main = world.acting_for("main").await;
    app::accounts::pincode::set(&main, Some("1234")).await.unwrap();
    let push = |more: &str| {
        let arguments = format!("id={id}&{more}");
        let main = world.main.clone();
        async move { main.posts("domainPush", &arguments).await }
    };
    push("sender=main&receiver=other").await.refused("pincode is missing");
    push("sender=main&receiver=other&pincode=4321").await.refused("pincode is incorrect");
    push("sender=other&receiver=other").await.refused("sender does not hold the domain");
    push("sender=nobody&receiver=other").await.refused("sender does not hold the domain");
    push("sender=main&receiver=nobody&pincode=1234").await.refused("receiver not found");
    push("sender=main&receiver=main&pincode=1234").await.refused("receiver changes nothing");
    let before = world.main.asks("domainGetPassword", &format!("id={id}&pincode=1234")).await;
    let pushed = push("sender=main&receiver=other&pincode=1234").await.done();
    assert_eq!(pushed, json!({ "id": id, "domain": "karoo.com" }));
    world.main.asks("domainGetInfo", &format!("id={id}")).await.refused("domain not found");
    let found = world.seller.asks("domainsSearch", "client=other&select=id").await.done();
    assert_eq!(found, json!([{ "id": id }]));
    let none = world.seller.asks("domainsSearch", "client=main&count=1").await;
    assert_eq!(none.text, "0");
    let after = world.other.asks("domainGetPassword", &format!("id={id}")).await.done();
    assert_ne!(after["password"], before.done()["password"]);
}
