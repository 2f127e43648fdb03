//! What belongs to a name beyond its servers: privacy, people, mail and visitors that go on elsewhere,
//! and hosts.

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::Client;

use crate::estate::NAME;

async fn privacy(client: &Client, id: &str) -> String {
    client.domain(id).await["idprotection"].as_str().expect("a flag").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn privacy_is_switched_and_shows_in_the_details() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.buys(NAME, 1).await;
    let path = format!("/domain/{id}/idprotection");
    let saved = json!({ "info": ["success_changes_save"] });
    let before = privacy(&main, &id).await;
    for body in [json!({}), json!({})] {
        let was = privacy(&main, &id).await;
        assert_eq!(main.put(&path, body).await.done().json, saved);
        assert_ne!(privacy(&main, &id).await, was, "nothing said switches it over");
    }
    assert_eq!(privacy(&main, &id).await, before);
    for (said, seen) in [(json!("1"), "1"), (json!(true), "1"), (json!(0), "0"), (json!("0"), "0")]
    {
        assert_eq!(main.put(&path, json!({ "idprotection": said })).await.done().json, saved);
        assert_eq!(privacy(&main, &id).await, seen);
    }
    main.put(&path, json!({ "idprotection": "perhaps" })).await.refused(400);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_stands_behind_a_name_is_changed_in_part() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.buys(NAME, 1).await;
    let path = format!("/domain/{id}/contact");
    let mut people = main.get(&path).await.done().json;
    assert_eq!(people["contact_info"]["registrant"]["email"], "main@harborline.example.com");
    // What was read can be written: nothing changes.
    let _ = main.put(&path, people.clone()).await.done();
    assert_eq!(main.get(&path).await.done().json, people);
    let change = json!({ "contact_info": {
        "tech": { "firstname": "Zoe", "email": "zoe@example.com", "address2": "Floor 2" },
    }});
    let _ = main.put(&path, change).await.done();
    let tech = &mut people["contact_info"]["tech"];
    for (part, value) in
        [("firstname", "Zoe"), ("email", "zoe@example.com"), ("address2", "Floor 2")]
    {
        tech[part] = json!(value);
    }
    assert_eq!(main.get(&path).await.done().json, people);
    for (body, named) in [
        (json!({}), "contact_info"),
        (json!({ "contact_info": {} }), "contact_info"),
        (json!({ "contact_info": { "registrant": { "email": "nobody" } } }), "registrant[email]"),
        (json!({ "contact_info": { "tech": { "country": "Atlantis" } } }), "tech[country]"),
    ] {
        let refused = main.put(&path, body).await;
        assert!(refused.errors().concat().contains(named), "{}", refused.text);
        refused.refused(400);
    }
    assert_eq!(main.get(&path).await.done().json, people);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_of_the_account_stand_behind_a_name_that_is_ordered_for_them() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let contacts = main.get("/contact").await.done().list_at("contacts");
    let order = json!({
        "name": NAME, "years": 1, "action": "register", "pay_method": 1,
        "registrant": contacts[0]["id"], "tech": contacts[1]["id"],
    });
    let ordered = main.post("/domain/order", order).await;
    let id = main.pays_for(ordered.into()).await;
    let people = main.get(&format!("/domain/{id}/contact")).await.done().json;
    let email = |role: &str| people["contact_info"][role]["email"].clone();
    assert_eq!(email("registrant"), contacts[0]["email"]);
    assert_eq!(email("tech"), contacts[1]["email"]);
    assert_eq!(email("admin"), "main@harborline.example.com");
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_and_visitors_go_on_and_nothing_else_changes() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.buys(NAME, 1).await;
    let rest = async || -> Vec<Value> {
        let details = main.domain(&id).await;
        vec![main.get("/domain").await.done().json, details]
    };
    let before = rest().await;
    let mail = format!("/domain/{id}/emforwarding");
    assert_eq!(main.get(&mail).await.done().json, json!({ "emforwarding": [] }));
    let rules = json!({ "emforwarding": [
        { "from": "info", "to": "me@example.com" }, { "from": "sales", "to": "you@example.com" },
    ]});
    let _ = main.put(&mail, rules.clone()).await.done();
    assert_eq!(main.get(&mail).await.done().json, rules);
    main.put(&mail, json!({})).await.refused(400);
    let wrong = json!({ "emforwarding": [{ "from": "info", "to": "nobody" }] });
    main.put(&mail, wrong).await.refused(400);
    assert_eq!(main.get(&mail).await.done().json, rules, "a refused list wipes nothing");
    let visitors = format!("/domain/{id}/forwarding");
    let _ = main.put(&visitors, json!({ "url": "https://example.com/" })).await.done();
    for body in [json!({}), json!({ "url": "not an address" }), json!({ "url": "ftp://x" })] {
        main.put(&visitors, body).await.refused(400);
    }
    let host = json!({ "host": format!("ns1.{NAME}"), "ip": "192.0.2.53" });
    let _ = main.post(&format!("/domain/{id}/reg"), host).await.done();
    for host in [
        json!({}),
        json!({ "host": format!("ns2.{NAME}") }),
        json!({ "host": "ns1.elsewhere.example", "ip": "192.0.2.1" }),
        json!({ "host": format!("ns2.{NAME}"), "ip": "192.0.2.256" }),
    ] {
        main.post(&format!("/domain/{id}/reg"), host).await.refused(400);
    }
    assert_eq!(rest().await, before);
    let _ = main.put(&mail, json!({ "emforwarding": [] })).await.done();
    assert_eq!(main.get(&mail).await.done().json, json!({ "emforwarding": [] }));
    world.is_consistent().await;
}
