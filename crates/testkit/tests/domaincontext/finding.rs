//! Searches: every filter, order and page, and who sees whose.

use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::Account;

/// A world in which `main` holds four names and `other` two.
async fn stocked() -> World {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.account("main"), world.account("other"));
    for name in ["karoo.com", "veld.net", "kloof.com"] {
        main.registers(name).await;
    }
    let _ = main.asks("domainRegister", json!({ "domain": "berg.com", "period": 3 })).await.done();
    let _ = main
        .asks("domainSetNote", json!({ "domain": "karoo.com", "note": "For Ivan, and Peter" }))
        .await
        .done();
    let _ = main
        .asks("domainSetNote", json!({ "domain": "berg.com", "note": "mountain" }))
        .await
        .done();
    for name in ["oasis.com", "karoo.net"] {
        other.registers(name).await;
    }
    world
}

async fn count(account: &Account, mut filter: Value) -> i64 {
    filter["count"] = json!(1);
    let answer = account.asks("domainsSearch", filter).await;
    answer.done().as_i64().expect("a number")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_filter_finds_and_counts_alike() {
    let world = stocked().await;
    let main = world.account("main");
    let id = async |name: &str| main.stands(name).await.0;
    let (karoo, berg) = (id("karoo.com").await, id("berg.com").await);
    let all = ["berg.com", "karoo.com", "kloof.com", "veld.net"];
    for (filter, found) in [
        (json!({}), &all[..]),
        (json!({ "ids": format!("{karoo}, {berg}") }), &["berg.com", "karoo.com"]),
        (json!({ "ids": [karoo, 999_999] }), &["karoo.com"]),
        (json!({ "domain": "k" }), &["karoo.com", "kloof.com"]),
        (json!({ "domain": "KAROO" }), &["karoo.com"]),
        (json!({ "domain": ".net" }), &["veld.net"]),
        (json!({ "domain": "%" }), &[]),
        (json!({ "domain": "_" }), &[]),
        (json!({ "domain": "'" }), &[]),
        (json!({ "domains": "veld.net, BERG.com" }), &["berg.com", "veld.net"]),
        (json!({ "domains": ["veld.net", "nobody.com"] }), &["veld.net"]),
        (json!({ "domains": "karoo" }), &[]),
        (json!({ "note": "Ivan" }), &["karoo.com"]),
        (json!({ "note": "MOUNT,Peter" }), &["berg.com", "karoo.com"]),
        (json!({ "note": ["For Ivan, and Peter"] }), &["karoo.com"]),
        (json!({ "state": "ok" }), &all),
        (json!({ "state": "expired" }), &[]),
        (json!({ "client": "main" }), &all),
        (json!({ "client": "other" }), &[]),
        (json!({ "seller": "seller" }), &all),
        (json!({ "seller": "main" }), &[]),
        (json!({ "domain": "k", "note": "ivan", "client": "main,other" }), &["karoo.com"]),
        (json!({ "dns": "own" }), &all),
        (json!({ "total": 7, "view": "short" }), &all),
    ] {
        let mut sorted = filter.clone();
        sorted["orderby"] = json!("domain_asc");
        assert_eq!(main.finds(sorted).await, found, "{filter}");
        assert_eq!(
            count(&main, filter.clone()).await,
            i64::try_from(found.len()).expect("few"),
            "{filter}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_filter_is_refused() {
    let world = stocked().await;
    let main = world.account("main");
    for (filter, field) in [
        (json!({ "ids": "x" }), "ids"),
        (json!({ "ids": "0" }), "ids"),
        (json!({ "state": "lost" }), "state"),
        (json!({ "orderby": "colour_asc" }), "orderby"),
        (json!({ "limit": 0 }), "limit"),
        (json!({ "limit": 1001 }), "limit"),
        (json!({ "limit": "some" }), "limit"),
        (json!({ "page": 0 }), "page"),
        (json!({ "page": -1 }), "page"),
        (json!({ "view": "wide" }), "view"),
        (json!({ "dns": "maybe" }), "dns"),
    ] {
        let reply = main.asks("domainsSearch", filter.clone()).await;
        let named = reply.json["_error_ops"]["field"].as_str().unwrap_or_default();
        assert!(named.starts_with(field), "{filter}: {}", reply.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_and_pages() {
    let world = stocked().await;
    let main = world.account("main");
    let _ = main
        .asks("domainRenew", json!({ "domain": "kloof.com", "period": 1, "expires": "2027-01-01" }))
        .await
        .done();
    for (order, found) in [
        ("domain_asc", ["berg.com", "karoo.com", "kloof.com", "veld.net"]),
        ("domain", ["berg.com", "karoo.com", "kloof.com", "veld.net"]),
        ("domain_desc", ["veld.net", "kloof.com", "karoo.com", "berg.com"]),
        ("id_asc", ["karoo.com", "veld.net", "kloof.com", "berg.com"]),
        ("id_desc", ["berg.com", "kloof.com", "veld.net", "karoo.com"]),
    ] {
        assert_eq!(main.finds(json!({ "orderby": order })).await, found, "{order}");
        let mut paged = Vec::new();
        for page in 1..=3 {
            let filter = json!({ "orderby": order, "limit": 3, "page": page });
            let rows = main.finds(filter.clone()).await;
            assert_eq!(rows.len(), [3, 1, 0][page - 1], "{filter}");
            assert_eq!(count(&main, filter).await, 4, "a count is of all pages");
            paged.extend(rows);
        }
        assert_eq!(paged, found, "{order}");
    }
    let by_expiry = main.finds(json!({ "orderby": "expires_desc" })).await;
    assert_eq!(by_expiry[..2], ["berg.com", "kloof.com"]);
    let by_expiry = main.finds(json!({ "orderby": "expires_asc" })).await;
    assert_eq!(by_expiry[2..], ["kloof.com", "berg.com"]);
    assert_eq!(main.finds(json!({ "limit": "ALL" })).await.len(), 4);
    assert_eq!(
        main.finds(json!({ "limit": 1, "page": 9_223_372_036_854_775_807_i64 })).await.len(),
        0
    );
    assert_eq!(main.finds(json!({ "domain": "zzz" })).await, [] as [String; 0]);
    assert_eq!(count(&main, json!({ "domain": "zzz" })).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_shows_what_was_asked_for() {
    let world = stocked().await;
    let main = world.account("main");
    let id = main.stands("karoo.com").await.0;
    let only = json!({ "ids": id });
    let with = |extra: Value| {
        let mut filter = only.clone();
        for (key, value) in extra.as_object().expect("arguments") {
            filter[key] = value.clone();
        }
        filter
    };
    let first = async |filter: Value| main.asks("domainsSearch", filter).await.done()[0].clone();
    let whole = first(only.clone()).await;
    let info = main.info("karoo.com").await;
    for (key, value) in whole.as_object().expect("a row") {
        assert_eq!(&info[key], value, "{key}");
    }
    for select in [json!("id,state"), json!(["id", "state"]), json!("state, id, colour")] {
        assert_eq!(
            first(with(json!({ "select": select }))).await,
            json!({ "id": id, "state": "ok" })
        );
    }
    let short = first(with(json!({ "view": "short" }))).await;
    assert!(short.as_object().is_some_and(|row| row.len() == 6), "{short}");
    let record = json!({ "type": "a", "value": "203.0.113.7", "status": "new" });
    let _ = main.posts("domainSetDNS", json!({ "id": id, "1": record })).await.done();
    assert!(whole.get("dns").is_none() && whole.get("fw_park").is_none(), "{whole}");
    let shown = first(with(json!({ "show_dns": 1, "show_fw_park": "yes" }))).await;
    assert_eq!(shown["dns"], main.asks("domainGetDNS", only_id(id)).await.done());
    assert!(shown.get("fw_park").is_some(), "{shown}");
    assert_eq!(first(with(json!({ "count": 0, "show_dns": 0 }))).await, whole);
}

fn only_id(id: i64) -> Value {
    json!({ "id": id })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seller_sees_its_clients_and_acts_for_them() {
    let world = stocked().await;
    let (main, other, seller) =
        (world.account("main"), world.account("other"), world.account("seller"));
    assert_eq!(count(&seller, json!({})).await, 6);
    let found = seller.finds(json!({ "client": "other", "orderby": "domain" })).await;
    assert_eq!(found, ["karoo.net", "oasis.com"]);
    assert_eq!(count(&seller, json!({ "seller": "seller" })).await, 6);
    assert_eq!(count(&main, json!({})).await, 4);
    let row = seller.info("karoo.com").await;
    assert_eq!((&row["client"], &row["seller"]), (&json!("main"), &json!("seller")));
    assert_eq!(row, main.info("karoo.com").await);
    let id = row["id"].as_i64().expect("a number");

    let (hers, mine) = (seller.balance_cents().await, main.balance_cents().await);
    let wish = json!({ "domain": "karoo.com", "period": 1, "expires": "2027-01-01" });
    let _ = seller.asks("domainRenew", wish).await.done();
    assert_eq!(mine - main.balance_cents().await, main.price("com", "drenewal").await);
    assert_eq!(seller.balance_cents().await, hers, "the client's own money pays");
    for command in [
        "domainDisableLock",
        "domainEnableWhoisProtect",
        "domainEnableAutorenewal",
        "domainRegenPassword",
    ] {
        let _ = seller.asks(command, only_id(id)).await.done();
    }
    let _ = seller.asks("domainSetNote", json!({ "id": id, "note": "seen" })).await.done();
    let _ = seller
        .asks("domainSetNSs", json!({ "id": id, "nss": "ns1.host.example,ns2.host.example" }))
        .await
        .done();
    let contact = main.contact("ada@analytical.example").await;
    let four = json!({
        "id": id, "registrant": contact, "admin": contact, "tech": contact, "billing": contact,
    });
    let _ = seller.posts("domainSetContacts", four.clone()).await.done();
    let row = main.info("karoo.com").await;
    let told = ["is_secured", "whois_protected", "autorenewal", "note", "registrant"];
    let told = told.map(|key| row[key].clone());
    assert_eq!(json!(told), json!([false, true, true, "seen", contact]));
    // A client reaches neither its neighbour nor whoever sells to it.
    let theirs = seller.registers("compass.com").await;
    for stranger in [theirs, other.stands("oasis.com").await.0] {
        main.asks("domainGetInfo", only_id(stranger)).await.refused();
        main.asks("domainEnableLock", only_id(stranger)).await.refused();
    }
    other.posts("domainSetContacts", four).await.refused();
    let strangers = other.contact("other@analytical.example").await;
    let mixed = json!({
        "id": id, "registrant": strangers, "admin": contact, "tech": contact, "billing": contact,
    });
    let reply = main.posts("domainSetContacts", mixed).await;
    assert_eq!(reply.json["_error_ops"]["field"], "registrant", "{}", reply.text);
    world.is_consistent().await;
}
