//! People and organisations: written down, changed where they stand, found, and kept while needed.

use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::{Account, person};

/// A person as the registry of .ru wants one.
fn russian(email: &str) -> Value {
    let mut ada = person(email);
    for (key, value) in [
        ("birth_date", "1990-05-17"),
        ("passport_no", "4509 123456"),
        ("passport_date", "2010-06-01"),
        ("passport_by", "OVD 12"),
    ] {
        ada[key] = json!(value);
    }
    ada
}

/// The same with something else.
fn with(wish: &Value, others: &Value) -> Value {
    let mut wish = wish.clone();
    for (key, value) in others.as_object().expect("arguments") {
        wish[key] = value.clone();
    }
    wish
}

async fn read(account: &Account, id: i64) -> Value {
    account.asks("contactGetInfo", json!({ "id": id })).await.done()
}

/// A wish for a name with one contact behind it.
fn in_four_roles(name: &str, contact: i64) -> Value {
    json!({
        "domain": name, "registrant": contact, "admin": contact, "tech": contact,
        "billing": contact,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_says_what_was_told_of_it() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let told = with(
        &russian("ada@analytical.example"),
        &json!({
            "organization": "Analytical Engines", "street2": "Flat 2", "street3": "Back", "province":
            "Greater London", "fax_phone": "+44.2055550101", "emails": "a@analytical.example, b@analytical.example",
            "type": "organization", "organization_ru": "\u{41e}\u{41e}\u{41e} \u{410}\u{43d}\u{430}\u{43b}\u{438}\u{437}", "inn":
            "7707083893", "kpp": "770701001", "director_name": "C. Babbage", "isresident": 1,
        }),
    );
    let made = main.posts("contactCreate", told.clone()).await.done();
    let id = made["id"].as_i64().expect("a number");
    assert_eq!(made, json!({ "id": id }));
    let shown = read(&main, id).await;
    for (key, value) in told.as_object().expect("arguments") {
        let shown = match key.as_str() {
            "isresident" => json!(i64::from(shown[key] == true)),
            "country" => json!(shown[key].as_str().map(str::to_uppercase)),
            "emails" => json!(shown[key].as_str().map(|emails| emails.replace(",", ", "))),
            _ => shown[key].clone(),
        };
        assert_eq!(&shown, value, "{key}");
    }
    assert_eq!((&shown["client"], &shown["name"]), (&json!("main"), &json!("Ada Lovelace")));
    let handle = shown["epp_id"].clone();
    assert_eq!(main.asks("contactGetInfo", json!({ "id": handle })).await.done(), shown);
    for starred in
        ["email", "first_name", "street1", "city", "postal_code", "country", "voice_phone"]
    {
        for empty in [json!(""), json!(null)] {
            let reply = main.posts("contactCreate", with(&told, &json!({ starred: empty }))).await;
            assert_eq!(reply.json["_error_ops"]["field"], starred, "{}", reply.text);
        }
    }
    for (field, wrong) in [
        ("email", "nobody"),
        ("country", "XX"),
        ("voice_phone", "call me"),
        ("birth_date", "17.05.1990"),
        ("type", "robot"),
        ("passport_date", "2010-02-30"),
        ("first_name", "A\nB"),
        ("emails", "a@b.example,c"),
    ] {
        let reply = main.posts("contactCreate", with(&told, &json!({ field: wrong }))).await;
        let named = reply.json["_error_ops"]["field"].as_str().unwrap_or_default();
        assert!(named.starts_with(field), "{field}: {}", reply.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_shows_behind_names_and_at_the_registry() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.account("main"), world.account("other"));
    let id = main.contact("ada@analytical.example").await;
    let second = main.contact("two@analytical.example").await;
    for name in ["karoo.com", "veld.net"] {
        let _ = main.asks("domainRegister", in_four_roles(name, id)).await.done();
    }
    let new = with(&person("new@analytical.example"), &json!({ "id": id, "city": "Bath" }));
    let updated = main.posts("contactUpdate", new.clone()).await.done();
    assert_eq!(updated, json!({ "id": id }));
    for name in ["karoo.com", "veld.net"] {
        let behind = main.asks("domainGetContactsInfo", json!({ "domain": name })).await.done();
        assert_eq!(behind["admin"]["email"], "new@analytical.example", "{name}");
        assert_eq!(behind["registrant"]["city"], "Bath", "{name}");
    }
    // The audit compares what the registry has.
    world.is_consistent().await;
    for (field, wrong) in [("email", json!("x")), ("city", json!("")), ("country", json!(null))] {
        let reply = main.posts("contactUpdate", with(&new, &json!({ field: wrong }))).await;
        assert_eq!(reply.json["_error_ops"]["field"], field, "{}", reply.text);
    }
    assert_eq!(read(&main, id).await["email"], "new@analytical.example");
    for stranger in [json!({ "id": id }), json!({ "id": 999_999 })] {
        let reply = other.posts("contactUpdate", with(&new, &stranger)).await;
        assert_eq!(reply.json["_error_ops"]["reason"], "not_found", "{}", reply.text);
    }
    // What stands behind a name stays; what does not may go.
    let used = main.asks("contactDelete", json!({ "id": id })).await;
    assert_eq!(used.json["_error_ops"]["reason"], "contact_in_use", "{}", used.text);
    assert_eq!(
        main.asks("contactDelete", json!({ "id": second })).await.done(),
        json!({ "id": second })
    );
    main.asks("contactGetInfo", json!({ "id": second })).await.refused();
    let gone = main.asks("domainRegister", in_four_roles("kloof.com", second)).await;
    assert_eq!(gone.json["_error_ops"]["field"], "registrant", "{}", gone.text);
    // Somebody else behind the names, and it may go, too.
    let third = main.contact("three@analytical.example").await;
    for name in ["karoo.com", "veld.net"] {
        let set = main.posts("domainSetContacts", in_four_roles(name, third)).await.done();
        assert_eq!(set["domain"], name);
        assert_eq!(main.info(name).await["billing"], third);
    }
    let _ = main.asks("contactDelete", json!({ "id": id })).await.done();
    world.is_consistent().await;
    for role in ["registrant", "admin", "tech", "billing"] {
        let mut wish = in_four_roles("karoo.com", third);
        wish.as_object_mut().expect("arguments").remove(role);
        let reply = main.posts("domainSetContacts", wish).await;
        assert_eq!(reply.json["_error_ops"]["field"], role, "{}", reply.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registry_that_fails_leaves_a_contact_whole() {
    for kind in ["refused", "unavailable", "reply_lost"] {
        let world = World::on("2026-01-01").await;
        let main = world.account("main");
        let id = main.contact("ada@analytical.example").await;
        let _ = main.asks("domainRegister", in_four_roles("karoo.com", id)).await.done();
        let new = with(&person("new@analytical.example"), &json!({ "id": id }));
        world.orders_fault("contact", kind, 1).await;
        let reply = main.posts("contactUpdate", new.clone()).await;
        assert_eq!(reply.waits(), kind != "refused", "{kind}: {}", reply.text);
        world.sleeps("PT1H").await;
        world.is_consistent().await;
        let _ = main.posts("contactUpdate", new).await.done();
        assert_eq!(read(&main, id).await["email"], "new@analytical.example");
        world.is_consistent().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registry_may_ask_for_more_of_a_contact() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let before = main.balance_cents().await;
    let bare = main.contact("ada@analytical.example").await;
    for wish in [json!({ "domain": "karoo.ru" }), in_four_roles("karoo.ru", bare)] {
        let reply = main.asks("domainRegister", wish).await;
        assert_eq!(reply.refused(), "contact not filled properly");
        assert_eq!(reply.json["_error_ops"]["for"], "RU", "{}", reply.text);
    }
    let both = json!({ "0": { "domain": "karoo.ru" }, "1": { "domain": "karoo.com" } });
    let both = main.posts("domainsRegister", both).await;
    assert_eq!(both.refused_at("0"), "contact not filled properly");
    assert_eq!(both.json["0"]["_error_ops"]["for"], "RU");
    assert_eq!(both.json["1"]["domain"], "karoo.com");
    assert_eq!(before - main.balance_cents().await, main.price("com", "dregistration").await);
    let made = main.posts("contactCreate", russian("ivan@analytical.example")).await.done();
    let whole = made["id"].as_i64().expect("a number");
    // Whoever holds the name is asked for more, the others are not.
    let wish = with(&in_four_roles("karoo.ru", bare), &json!({ "registrant": whole }));
    let made = main.asks("domainRegister", wish).await.done();
    assert_eq!(made["expires"], "2027-01-01");
    // Filled in afterwards it will do, too.
    let filled = with(&russian("ada@analytical.example"), &json!({ "id": bare }));
    let _ = main.posts("contactUpdate", filled).await.done();
    let _ = main.asks("domainRegister", in_four_roles("veld.ru", bare)).await.done();
    let organisation = with(
        &person("ooo@analytical.example"),
        &json!({
            "type": "organization", "organization": "Analiz", "organization_ru": "Analiz", "inn": "7707083893",
            "kpp": "770701001", "director_name": "C. Babbage", "isresident": 1,
        }),
    );
    let made = main.posts("contactCreate", organisation).await.done();
    let made = made["id"].as_i64().expect("a number");
    let _ = main.asks("domainRegister", in_four_roles("kloof.ru", made)).await.done();
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_are_found_by_whatever_tells_them() {
    let world = World::on("2026-01-01").await;
    let (main, other, seller) =
        (world.account("main"), world.account("other"), world.account("seller"));
    let base =
        main.asks("contactsSearch", json!({ "count": 1 })).await.done().as_i64().expect("a number");
    let mut ids = Vec::new();
    for (first, last, email) in [
        ("Ada", "Lovelace", "ada@one.example"),
        ("Charles", "Babbage", "charles@two.example"),
        ("Mary", "Somerville", "mary@one.example"),
    ] {
        let wish = with(&person(email), &json!({ "first_name": first, "last_name": last }));
        ids.push(main.posts("contactCreate", wish).await.done()["id"].as_i64().expect("a number"));
    }
    other.contact("stranger@one.example").await;
    let emails = async |account: &Account, filter: Value| {
        let rows = account.asks("contactsSearch", filter).await.done();
        let rows = rows.as_array().expect("rows").iter();
        rows.map(|row| row["email"].as_str().expect("a text").to_owned()).collect::<Vec<_>>()
    };
    let (ada, charles, mary) = ("ada@one.example", "charles@two.example", "mary@one.example");
    for (filter, found) in [
        (json!({ "name": "lovelace" }), &[ada][..]),
        (json!({ "name": "Ada, Babb" }), &[ada, charles]),
        (json!({ "email": "one.example" }), &[ada, mary]),
        (json!({ "email": "ONE.example,two" }), &[ada, charles, mary]),
        (json!({ "ids": format!("{},{}", ids[0], ids[2]) }), &[ada, mary]),
        (json!({ "ids": ids, "client": "other" }), &[]),
        (json!({ "name": "%" }), &[]),
        (json!({ "email": "stranger" }), &[]),
    ] {
        let sorted = with(&filter, &json!({ "orderby": "id_asc" }));
        assert_eq!(emails(&main, sorted).await, found, "{filter}");
        let counted = with(&filter, &json!({ "count": 1 }));
        assert_eq!(main.asks("contactsSearch", counted).await.done(), found.len(), "{filter}");
    }
    assert_eq!(main.asks("contactsSearch", json!({ "count": 1 })).await.done(), base + 3);
    let all = emails(&seller, json!({ "email": "one.example", "orderby": "id_desc" })).await;
    assert_eq!(all, ["stranger@one.example", mary, ada]);
    let theirs = emails(&seller, json!({ "email": "one.example", "client": "other" })).await;
    assert_eq!(theirs, ["stranger@one.example"]);
    let page =
        json!({ "ids": ids, "orderby": "id_desc", "limit": 1, "page": 2, "select": "id,email" });
    assert_eq!(
        main.asks("contactsSearch", page).await.done(),
        json!([{ "id": ids[1], "email": charles }])
    );
    let keyed = json!({ "a": { "id": ids[0] }, "b": { "id": 999_999 } });
    let keyed = main.asks("contactsGetInfo", keyed).await;
    assert_eq!(keyed.json["a"]["email"], ada);
    keyed.refused_at("b");
    let keyed = json!({ "a": { "id": ids[0] }, "b": { "id": ids[1] }, "c": { "id": ids[1] } });
    let keyed = main.posts("contactsDelete", keyed).await;
    assert_eq!(keyed.json["a"], json!({ "id": ids[0] }));
    assert_eq!(main.asks("contactsSearch", json!({ "count": 1 })).await.done(), base + 1);
    // One of the two that mean the same was refused.
    let failed = ["b", "c"].into_iter().filter(|key| keyed.json[*key].get("_error").is_some());
    assert_eq!(failed.count(), 1, "{}", keyed.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_stands_for_an_account_stays() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    main.registers("karoo.com").await;
    let primary = main.info("karoo.com").await["registrant"].as_i64().expect("a number");
    let found = main.asks("contactsSearch", json!({ "select": "id" })).await.done();
    assert!(
        found.as_array().is_some_and(|rows| rows.contains(&json!({ "id": primary }))),
        "{found}"
    );
    main.asks("contactDelete", json!({ "id": primary })).await.refused();
    let new = with(&person("desk@lantern.example.com"), &json!({ "id": primary }));
    let _ = main.posts("contactUpdate", new).await.done();
    main.registers("veld.com").await;
    let behind = main.asks("domainGetContactsInfo", json!({ "domain": "veld.com" })).await.done();
    assert_eq!(behind["registrant"]["email"], "desk@lantern.example.com");
    assert_eq!(behind["registrant"]["id"], primary);
    world.is_consistent().await;
}
