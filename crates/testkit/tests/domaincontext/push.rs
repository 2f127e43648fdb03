//! Names that are handed over: to whom, with which code, and what goes with them.

use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::{Account, person};

/// Hands a name over.
fn handing(name: &str, sender: &str, receiver: &str) -> Value {
    json!({ "domain": name, "sender": sender, "receiver": receiver })
}

async fn code(account: &Account, name: &str) -> Value {
    account.asks("domainGetPassword", json!({ "domain": name })).await.done()["password"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_handed_over_with_everything_below_it() {
    let world = World::on("2026-01-01").await;
    let (main, other, seller) =
        (world.account("main"), world.account("other"), world.account("seller"));
    let id = main.registers("karoo.com").await;
    let host = json!({ "host": "ns1.karoo.com", "ips": "203.0.113.1" });
    let host = main.asks("hostCreate", host).await.done();
    let record = json!({ "type": "a", "value": "203.0.113.7", "status": "new" });
    let _ = main.posts("domainSetDNS", json!({ "id": id, "1": record })).await.done();
    for command in ["domainEnableAutorenewal", "domainEnableWhoisProtect"] {
        let _ = main.asks(command, json!({ "id": id })).await.done();
    }
    let _ = main.asks("domainSetNote", json!({ "id": id, "note": "mine alone" })).await.done();
    let (mine, theirs) = (main.balance_cents().await, other.balance_cents().await);
    let before = main.info("karoo.com").await;
    let people = main.asks("domainGetContactsInfo", json!({ "id": id })).await.done();
    let old = code(&main, "karoo.com").await;
    let pushed = main.asks("domainPush", handing("karoo.com", "main", "other")).await.done();
    assert_eq!(pushed, json!({ "id": id, "domain": "karoo.com" }));
    // Scenario: found with the receiver, and not with the sender, by whoever looks.
    for looks in [&seller, &other] {
        assert_eq!(looks.finds(json!({ "client": "other" })).await, ["karoo.com"]);
    }
    assert_eq!(seller.finds(json!({ "client": "main" })).await, [] as [String; 0]);
    assert_eq!(main.finds(json!({})).await, [] as [String; 0]);
    main.asks("domainGetInfo", json!({ "id": id })).await.refused();
    let after = other.info("karoo.com").await;
    for same in ["id", "state", "expires", "nameservers", "is_secured", "whois_protected"] {
        assert_eq!(after[same], before[same], "{same}");
    }
    assert_eq!((&after["client"], &after["autorenewal"]), (&json!("other"), &json!(false)));
    let now = other.asks("domainGetContactsInfo", json!({ "id": id })).await.done();
    assert_eq!(now["registrant"]["email"], people["registrant"]["email"]);
    let number = now["registrant"]["id"].clone();
    let reads = other.asks("contactGetInfo", json!({ "id": number })).await.done();
    assert_eq!(reads["client"], "other");
    assert_ne!(code(&other, "karoo.com").await, old);
    let records = other.asks("domainGetDNS", json!({ "id": id })).await.done();
    assert!(records.to_string().contains("203.0.113.7"), "{records}");
    let hosts = other.asks("hostsSearch", json!({ "domain": "karoo.com" })).await.done();
    assert_eq!((&hosts[0]["id"], &hosts[0]["client"]), (&host["id"], &json!("other")));
    main.asks("hostGetInfo", json!({ "id": host["id"] })).await.refused();
    assert_eq!((main.balance_cents().await, other.balance_cents().await), (mine, theirs));
    assert_eq!(after["note"], "", "the note was the sender's own");
    world.is_consistent().await;
    // Again it is somebody else's.
    main.asks("domainPush", handing("karoo.com", "main", "other")).await.refused();
    let _ = other.asks("domainPush", handing("karoo.com", "other", "main")).await.done();
    assert_eq!(main.stands("karoo.com").await, (id, "ok".to_owned()));
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pincode_guards_what_it_guards() {
    let world = World::on("2026-01-01").await;
    let (guarded, main) = (world.account("guarded"), world.account("main"));
    let pincode =
        world.running().json()["dialects"]["domaincontext"]["accounts"]["guarded"]["pincode"]
            .clone();
    let id = guarded.registers("karoo.com").await;
    let with = |wish: &Value, pincode: &Value| {
        let mut wish = wish.clone();
        wish["pincode"] = pincode.clone();
        wish
    };
    let push = handing("karoo.com", "guarded", "main");
    let of = json!({ "id": id });
    let contact = guarded.contact("ada@orchard.example.com").await;
    let mut update = person("new@orchard.example.com");
    update["id"] = json!(contact);
    let asked = [
        ("domainGetPassword", &of),
        ("domainRegenPassword", &of),
        ("domainPush", &push),
        ("contactUpdate", &update),
    ];
    for (command, wish) in asked {
        for wrong in [json!(null), json!(""), json!("0000"), json!("47110")] {
            let reply = guarded.posts(command, with(wish, &wrong)).await;
            assert_eq!(reply.json["_error_ops"]["field"], "pincode", "{command}: {}", reply.text);
        }
    }
    assert_eq!(guarded.stands("karoo.com").await, (id, "ok".to_owned()));
    for (command, wish) in asked.into_iter().filter(|(command, _)| *command != "domainPush") {
        let _ = guarded.posts(command, with(wish, &pincode)).await.done();
    }
    let _ = guarded.posts("domainPush", with(&push, &pincode)).await.done();
    assert_eq!(main.stands("karoo.com").await, (id, "ok".to_owned()));
    // Nobody is asked for a code who has none; and whoever receives is not asked at all.
    let _ = main.asks("domainPush", handing("karoo.com", "main", "guarded")).await.done();
    assert_eq!(guarded.stands("karoo.com").await, (id, "ok".to_owned()));
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_go_to_relatives_only() {
    let world = World::on("2026-01-01").await;
    let (main, seller) = (world.account("main"), world.account("seller"));
    let id = main.registers("karoo.com").await;
    let unknown = main.asks("domainPush", handing("karoo.com", "main", "nobody")).await;
    assert_eq!(unknown.json["_error_ops"]["field"], "receiver", "{}", unknown.text);
    // Accounts of other families and whoever stands above the seller are as unknown.
    for receiver in ["nobody2", "operator", "registrar", "john"] {
        let reply = main.asks("domainPush", handing("karoo.com", "main", receiver)).await;
        assert_eq!(reply.refused(), unknown.refused(), "{receiver}");
    }
    let wrong = main.asks("domainPush", handing("karoo.com", "other", "seller")).await;
    assert_eq!(wrong.json["_error_ops"]["field"], "sender", "{}", wrong.text);
    let itself = main.asks("domainPush", handing("karoo.com", "main", "main")).await;
    assert_eq!(itself.json["_error_ops"]["field"], "receiver", "{}", itself.text);
    let _ = main.asks("domainPush", handing("karoo.com", "main", "seller")).await.done();
    assert_eq!(seller.stands("karoo.com").await, (id, "ok".to_owned()));
    // A seller hands its own and its clients' names over.
    let _ = seller.asks("domainPush", handing("karoo.com", "seller", "main")).await.done();
    let _ = seller.asks("domainPush", handing("karoo.com", "main", "other")).await.done();
    assert_eq!(world.account("other").stands("karoo.com").await, (id, "ok".to_owned()));
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pushes_crosswise_do_not_wait_for_each_other() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.account("main"), world.account("other"));
    for number in 0..8 {
        main.registers(&format!("m{number}.com")).await;
        other.registers(&format!("o{number}.com")).await;
    }
    let elements = |letter: &str, sender: &str, receiver: &str| {
        let element = |number: usize| {
            (number.to_string(), handing(&format!("{letter}{number}.com"), sender, receiver))
        };
        Value::Object((0..8).map(element).collect())
    };
    let (there, back) = tokio::join!(
        main.posts("domainsPush", elements("m", "main", "other")),
        other.posts("domainsPush", elements("o", "other", "main")),
    );
    let _ = there.done();
    let _ = back.done();
    let mine = main.finds(json!({ "orderby": "domain" })).await;
    assert_eq!(mine, (0..8).map(|number| format!("o{number}.com")).collect::<Vec<_>>());
    assert_eq!(other.finds(json!({})).await.len(), 8);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_whose_answer_was_lost_happens_once() {
    for kind in ["reply_lost", "unavailable", "refused"] {
        let world = World::on("2026-01-01").await;
        let (main, other) = (world.account("main"), world.account("other"));
        let id = main.registers("karoo.com").await;
        world.orders_fault("update", kind, 1).await;
        let first = main.asks("domainPush", handing("karoo.com", "main", "other")).await;
        assert_eq!(first.waits(), kind != "refused", "{kind}: {}", first.text);
        world.sleeps("PT1H").await;
        if main.finds(json!({})).await.len() == 1 {
            let _ = main.asks("domainPush", handing("karoo.com", "main", "other")).await.done();
        }
        assert_eq!(other.stands("karoo.com").await, (id, "ok".to_owned()), "{kind}");
        assert_eq!(main.finds(json!({})).await, [] as [String; 0]);
        world.is_consistent().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_free_to_change_is_not_handed_over() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.account("main"), world.account("other"));
    main.registers("karoo.com").await;
    let push = handing("karoo.com", "main", "other");
    world.holds_elsewhere("veld.com", "their-code").await;
    let _ = main
        .asks("domainTransfer", json!({ "domain": "veld.com", "password": "their-code" }))
        .await
        .done();
    main.asks("domainPush", handing("veld.com", "main", "other")).await.refused();
    for left_out in ["sender", "receiver", "domain"] {
        let mut wish = push.clone();
        wish.as_object_mut().expect("arguments").remove(left_out);
        let reply = main.asks("domainPush", wish).await;
        assert!(reply.refused().contains(left_out), "{}", reply.text);
    }
    // An expired name may go for a while, one that stopped resolving may not.
    world.sleeps_until("2027-01-13").await;
    assert_eq!(main.stands("karoo.com").await.1, "deleting");
    main.asks("domainPush", push).await.refused();
    assert_eq!(other.finds(json!({})).await, [] as [String; 0]);
}
