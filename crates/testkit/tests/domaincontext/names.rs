//! Names: the first sale, and what is done about a name afterwards.

use serde_json::json;
use testkit::World;

#[tokio::test(flavor = "multi_thread")]
async fn the_first_sale() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let free = async || main.asks("domainsCheck", json!({ "domains": "karoo.com" })).await.done();
    assert_eq!(free().await, json!({ "karoo.com": 1 }));
    let contact = main.contact("ada@analytical.example").await;
    let before = main.balance_cents().await;
    let wish = json!({
        "domain": "karoo.com", "period": 2, "registrant": contact, "admin": contact,
        "tech": contact, "billing": contact,
    });
    let made = main.asks("domainRegister", wish).await.done();
    assert_eq!((&made["domain"], &made["expires"]), (&json!("karoo.com"), &json!("2028-01-01")));
    assert_eq!(free().await, json!({ "karoo.com": 0 }));
    let shown = main.info("karoo.com").await;
    let keys = ["id", "state", "expires", "registrant", "admin", "tech", "billing", "daysleft"];
    let told = keys.map(|key| shown[key].clone());
    let expected = json!([made["id"], "ok", "2028-01-01", contact, contact, contact, contact, 730]);
    assert_eq!(json!(told), expected, "{shown}");
    let price = main.price("com", "dregistration").await;
    assert_eq!(before - main.balance_cents().await, 2 * price);
    let who = main.asks("domainGetContactsInfo", json!({ "id": made["id"] })).await.done();
    assert_eq!(who["registrant"]["email"], "ada@analytical.example");
    assert_eq!(who["billing"]["first_name"], "Ada");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_care_as_a_public_client_does_it() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = main.registers("karoo.com").await;
    let of = json!({ "domain": "karoo.com" });
    let servers = json!({ "domain": "karoo.com", "nss": "ns1.host.example,ns2.host.example" });
    for (command, arguments) in [
        ("domainGetInfo", of.clone()),
        ("domainEnableWhoisProtect", of.clone()),
        ("domainSetNSs", servers),
        ("domainEnableLock", of.clone()),
    ] {
        let answer = main.asks(command, arguments).await.done();
        assert_eq!(
            (&answer["id"], &answer["domain"]),
            (&json!(id), &json!("karoo.com")),
            "{command}"
        );
    }
    let shown = main.info("karoo.com").await;
    assert_eq!((&shown["whois_protected"], &shown["is_secured"]), (&json!(true), &json!(true)));
    assert_eq!(shown["nameservers"], "ns1.host.example,ns2.host.example");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hidden_people_are_hidden_from_the_world_only() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = main.registers("karoo.com").await;
    let ask = async |command: &str| main.asks(command, json!({ "id": id })).await.done();
    let real = ask("domainGetContacts").await;
    assert_eq!(ask("domainGetWPContacts").await, real);
    let protected = ask("domainEnableWhoisProtect").await;
    assert_eq!(protected, json!({ "id": id, "domain": "karoo.com" }));
    assert_eq!(ask("domainEnableWhoisProtect").await, protected, "twice is once");
    assert_eq!(main.info("karoo.com").await["whois_protected"], true);
    assert_eq!(ask("domainGetContacts").await, real);
    let shown = ask("domainGetWPContactsInfo").await;
    let mine = ask("domainGetContactsInfo").await;
    assert_ne!(shown["registrant"]["email"], mine["registrant"]["email"]);
    assert_ne!(shown["registrant"]["street1"], mine["registrant"]["street1"]);
    assert_ne!(ask("domainGetWPContacts").await["registrant"], real["registrant"]);
    world.is_consistent().await;
    ask("domainDisableWhoisProtect").await;
    assert_eq!(ask("domainGetWPContactsInfo").await, mine);
    assert_eq!(main.info("karoo.com").await["whois_protected"], false);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn locks_come_off_at_once_and_codes_are_made_anew() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = main.registers("karoo.com").await;
    let of = json!({ "domain": "karoo.com", "id": id });
    assert_eq!(main.info("karoo.com").await["is_secured"], true);
    let _ = main.asks("domainDisableLock", of.clone()).await.done();
    assert_eq!(main.info("karoo.com").await["is_secured"], false);
    let statuses = main.info("karoo.com").await["statuses"].clone();
    assert!(statuses.get("clientTransferProhibited").is_none(), "{statuses}");
    let _ = main.asks("domainEnableLock", of.clone()).await.done();
    let statuses = main.info("karoo.com").await["statuses"].clone();
    assert!(statuses.get("clientTransferProhibited").is_some(), "{statuses}");

    let code = async |command: &str| {
        let answer = main.asks(command, of.clone()).await.done();
        assert_eq!((&answer["id"], &answer["domain"]), (&json!(id), &json!("karoo.com")));
        answer["password"].as_str().expect("a code").to_owned()
    };
    let first = code("domainGetPassword").await;
    assert_eq!(code("domainGetPassword").await, first);
    let second = code("domainRegenPassword").await;
    assert_ne!(first, second);
    assert_eq!(code("domainGetPassword").await, second);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_are_free_text_of_the_holder() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = main.registers("karoo.com").await;
    let note = "This is a client's name \u{2013} Ivan, Drago & \"co\" [1]=%20+";
    let wish = json!({ "id": id, "note": note });
    let noted = main.posts("domainSetNote", wish.clone()).await.done();
    assert_eq!(noted, json!({ "id": id, "domain": "karoo.com", "note": note }));
    assert_eq!(main.asks("domainSetNote", wish).await.done(), noted);
    assert_eq!(main.asks("domainGetNote", json!({ "id": id })).await.done(), noted);
    main.asks("domainSetNote", json!({ "id": id, "note": "a\nb" })).await.refused();
    let clears = main.asks("domainSetNote", json!({ "domain": "karoo.com" })).await.done();
    assert_eq!(clears["note"], "");
    assert_eq!(main.info("karoo.com").await["note"], "");
}

#[tokio::test(flavor = "multi_thread")]
async fn id_and_name_must_agree_and_one_is_needed() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.account("main"), world.account("other"));
    let id = main.registers("karoo.com").await;
    let theirs = other.registers("veld.com").await;
    for command in [
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
    ] {
        let _ = main.asks(command, json!({ "id": id, "domain": "karoo.com" })).await.done();
        let neither = main.asks(command, json!({})).await;
        assert!(neither.refused().contains("missing"), "{command}: {}", neither.text);
        main.asks(command, json!({ "id": id, "domain": "veld.com" })).await.refused();
        main.asks(command, json!({ "id": theirs, "domain": "karoo.com" })).await.refused();
        // A stranger's and an unknown one get the same words.
        let stranger = main.asks(command, json!({ "id": theirs })).await.refused();
        let nobody = main.asks(command, json!({ "id": 999_999 })).await.refused();
        assert_eq!(stranger, nobody, "{command}");
        let stranger = main.asks(command, json!({ "domain": "veld.com" })).await.refused();
        let nobody = main.asks(command, json!({ "domain": "nobody.com" })).await.refused();
        assert_eq!(stranger, nobody, "{command}");
        for id in ["0", "-1", "1.5", "x", "99999999999999999999"] {
            main.asks(command, json!({ "id": id })).await.refused();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_one_name_whoever_speaks() {
    let world = World::on("2026-01-01").await;
    let (main, shop) = (world.account("main"), world.shop("main").await);
    main.registers("karoo.com").await;
    shop.registers("veld.com", 1).await;
    let free = main.asks("domainsCheck", json!({ "domains": "karoo.com,veld.com" })).await.done();
    assert_eq!(free, json!({ "karoo.com": 0, "veld.com": 0 }));
    let taken = main.asks("domainRegister", json!({ "domain": "veld.com" })).await;
    assert_eq!(taken.json["_error_ops"]["reason"], "taken", "{}", taken.text);
    main.asks("domainGetInfo", json!({ "domain": "veld.com" })).await.refused();
    let seller = world.account("seller");
    seller.asks("domainGetInfo", json!({ "domain": "veld.com" })).await.refused();
    // The books show what the caller sees.
    let ledger = world.ledger().await;
    let rows = ledger["accounts"].as_array().expect("accounts").iter();
    let mut mine = rows.filter(|row| row["dialect"] == "domaincontext" && row["login"] == "main");
    let posted = mine.next().expect("an account")["posted"].as_str().expect("money").to_owned();
    assert_eq!(posted.replace('.', ""), main.balance_cents().await.to_string(), "{ledger}");
    world.is_consistent().await;
}
