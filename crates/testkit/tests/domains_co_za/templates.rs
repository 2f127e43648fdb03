//! What a shop stores to use again: contacts, name servers, zones.

use serde_json::{Value, json};
use testkit::co_za::{NAMESERVERS, REGISTRANT, with};
use testkit::{Shop, World};

/// A contact whose details fit everywhere.
pub const CONTACT: [(&str, &str); 9] = [
    ("name", "Sipho Dube"),
    ("company", "Dube Shoes"),
    ("email", "sipho@example.co.za"),
    ("phone", "+27.315550188"),
    ("country", "ZA"),
    ("province", "KwaZulu-Natal"),
    ("city", "Durban"),
    ("postalCode", "4001"),
    ("address1", "8 Florida Road"),
];

fn contact<'a>(name: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let changed = |part: &str| more.iter().any(|(name, _)| *name == part);
    let kept = CONTACT.into_iter().filter(|(part, _)| !changed(part));
    [("templateName", name)].into_iter().chain(kept).chain(more.iter().copied()).collect()
}

async fn listed(shop: &Shop, family: &str, pairs: &[(&str, &str)]) -> Vec<Value> {
    let path = format!("/template/{family}");
    shop.get(&path, pairs).await.done().list_at("arrTemplates")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_registered_from_templates_and_outlives_them() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    let _ = shop.post("/template/contact", &contact("dube", &[("type", "all")])).await.done();
    let rows = listed(&shop, "contact", &[("list", "full")]).await;
    let mut roles: Vec<&str> = rows.iter().map(|row| row["strType"].as_str().unwrap()).collect();
    roles.sort_unstable();
    assert_eq!(roles, ["admin", "billing", "registrant", "tech"]);
    assert!(rows.iter().all(|row| row["arrContact"]["email"] == "sipho@example.co.za"));
    let servers =
        [("name", "ours"), ("ns[0]", "ns5.hosting.example"), ("ns[1]", "ns6.hosting.example")];
    let _ = shop.post("/template/ns", &servers).await.done();
    let rows = listed(&shop, "ns", &[("list", "full")]).await;
    assert_eq!(rows[0]["arrNameservers"], json!(["ns5.hosting.example", "ns6.hosting.example"]));
    assert!(listed(&shop, "ns", &[]).await[0].get("arrNameservers").is_none());

    let templates = [("period", "1"), ("registrantTemplate", "dube"), ("nsTemplate", "ours")];
    let _ = shop.post("/domain", &with("shoes.co.za", &templates)).await.done();
    let before = shop.info("shoes.co.za").await.done();
    assert_eq!(before.json["arrRegistrant"]["strContactName"], "Sipho Dube");
    assert_eq!(before.json["arrNameservers"], rows[0]["arrNameservers"]);

    let update = contact("dube", &[("type", "registrant"), ("city", "Paarl")]);
    let _ = shop.put("/template/contact", &update).await.done();
    let servers =
        [("name", "ours"), ("ns[0]", "ns7.hosting.example"), ("ns[1]", "ns8.hosting.example")];
    let _ = shop.put("/template/ns", &servers).await.done();
    world.sleeps("PT1M").await;
    let after = shop.info("shoes.co.za").await.done();
    for key in ["arrRegistrant", "arrNameservers", "intUpDate"] {
        assert_eq!(after.json[key], before.json[key], "{key}");
    }
    let rows = listed(&shop, "contact", &[("type", "registrant"), ("list", "full")]).await;
    assert_eq!(rows[0]["arrContact"]["city"], "Paarl");

    let _ = shop.delete("/template/contact", &[("templateName", "dube")]).await.done();
    let _ = shop.delete("/template/ns", &[("templateName", "ours")]).await.done();
    assert!(listed(&shop, "contact", &[]).await.is_empty());
    assert!(listed(&shop, "ns", &[]).await.is_empty());
    let _ = shop.delete("/template/ns", &[("templateName", "ours")]).await.with_code(11);
    assert_eq!(shop.info("shoes.co.za").await.json["arrRegistrant"], before.json["arrRegistrant"]);
    let again = shop.post("/domain", &with("boots.co.za", &templates)).await.with_code(14);
    assert!(again.text_at("strMessage").contains("registrantTemplate"), "{}", again.text);
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn default_templates_fill_in_what_a_registration_leaves_out() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    let refused = shop.post("/domain", &with("shoes.co.za", &[("period", "1")])).await;
    assert!(refused.with_code(10).text_at("strMessage").contains("registrant"));
    let holder = contact("holder", &[("type", "registrant"), ("default", "true")]);
    let _ = shop.post("/template/contact", &holder).await.done();
    let engineer = [("type", "tech"), ("default", "1"), ("name", "Naledi Botha")];
    let _ = shop.post("/template/contact", &contact("engineer", &engineer)).await.done();
    let servers = [
        ("name", "ours"),
        ("default", "true"),
        ("ns[]", "ns5.hosting.example"),
        ("ns[]", "ns6.hosting.example"),
    ];
    let _ = shop.post("/template/ns", &servers).await.done();
    let _ = shop.post("/domain", &with("shoes.co.za", &[("period", "1")])).await.done();
    let info = shop.info("shoes.co.za").await.done();
    assert_eq!(info.json["arrRegistrant"]["strContactName"], "Sipho Dube");
    assert_eq!(info.json["arrTech"]["strContactName"], "Naledi Botha");
    assert_eq!(info.json["arrBilling"]["strContactName"], "Pieter van der Merwe", "the shop's own");
    assert_eq!(info.json["arrNameservers"], json!(["ns5.hosting.example", "ns6.hosting.example"]));

    let said: Vec<(&str, &str)> =
        [("period", "1")].iter().chain(REGISTRANT).chain(NAMESERVERS).copied().collect();
    let _ = shop.post("/domain", &with("boots.co.za", &said)).await.done();
    let info = shop.info("boots.co.za").await.done();
    assert_eq!(info.json["arrRegistrant"]["strContactName"], "Thandi Nkosi", "what is said counts");
}

#[tokio::test(flavor = "multi_thread")]
async fn there_is_one_default_per_role_and_one_name_per_template() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    for name in ["first", "second"] {
        let standard = contact(name, &[("type", "admin"), ("default", "true")]);
        let _ = shop.post("/template/contact", &standard).await.done();
    }
    let standard = listed(&shop, "contact", &[("default", "true")]).await;
    assert_eq!(standard.len(), 1);
    assert_eq!(standard[0]["strTemplateName"], "second");
    let taken = contact("first", &[("type", "admin")]);
    let _ = shop.post("/template/contact", &taken).await.with_code(13);
    let _ = shop.post("/template/contact", &contact("first", &[("type", "tech")])).await.done();
    let both = listed(&shop, "contact", &[("name", "first")]).await;
    assert_eq!(both.len(), 2);

    // By its id a template takes a new name.
    let id = both[0]["strTemplateId"].as_str().unwrap();
    let rename = contact("third", &[("templateId", id)]);
    let _ = shop.put("/template/contact", &rename).await.done();
    assert_eq!(
        listed(&shop, "contact", &[("templateId", id)]).await[0]["strTemplateName"],
        "third"
    );
    let _ = shop.delete("/template/contact", &[("templateId", id)]).await.done();
    let _ = shop.delete("/template/contact", &[("templateId", id)]).await.with_code(11);
    assert_eq!(listed(&shop, "contact", &[]).await.len(), 2);
    let _ = shop.delete("/template/contact", &[]).await.with_code(10);
    let broken = contact("broken", &[("type", "tech"), ("email", "sipho@")]);
    let refused = shop.post("/template/contact", &broken).await.with_code(14);
    assert!(refused.text_at("strMessage").contains("email"), "{}", refused.text);
    assert_eq!(listed(&shop, "contact", &[]).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_template_is_made_filled_read_and_removed() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    let _ = shop.post("/template/dns", &[("name", "web"), ("default", "true")]).await.done();
    let _ = shop.post("/template/dns", &[("name", "web")]).await.with_code(13);
    assert_eq!(
        listed(&shop, "dns", &[("showRecords", "true")]).await,
        [json!({ "name": "web", "default": 1, "arrRecords": [] })]
    );
    let records = [
        ("name", "web"),
        ("type1", "A"),
        ("content1", "<ipaddress>"),
        ("type2", "MX"),
        ("content2", "mail.<domain>"),
        ("prio2", "10"),
        ("ttl2", "300"),
        ("type7", "CNAME"),
        ("name7", "www"),
        ("content7", "<domain>"),
    ];
    let _ = shop.put("/template/dns", &records).await.done();
    let filled = listed(&shop, "dns", &[("showRecords", "true")]).await;
    assert_eq!(filled[0]["default"], 1, "what is not sent stays");
    let rows = filled[0]["arrRecords"].as_array().unwrap();
    let brief: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {} {} {}", row["type"], row["content"], row["ttl"], row["priority"]))
        .collect();
    assert_eq!(
        brief,
        [
            r#""A" "<ipaddress>" 3600 0"#,
            r#""MX" "mail.<domain>" 300 10"#,
            r#""CNAME" "<domain>" 3600 0"#
        ]
    );
    assert!(listed(&shop, "dns", &[]).await[0].get("arrRecords").is_none());

    for (wrong, parameter) in [
        (vec![("type1", "A"), ("content1", "nowhere")], "content1"),
        (vec![("type1", "BOGUS"), ("content1", "x")], "type1"),
        (vec![("type1", "A"), ("content1", "192.0.2.1"), ("type2", "MX")], "content2"),
        (vec![("type4", "CNAME"), ("content4", "a.example")], "name4"),
    ] {
        let pairs: Vec<_> = [("name", "web")].into_iter().chain(wrong).collect();
        let refused = shop.put("/template/dns", &pairs).await;
        assert_eq!(refused.status, 400, "{}", refused.text);
        assert!(refused.text_at("strMessage").contains(parameter), "{}", refused.text);
    }
    assert_eq!(listed(&shop, "dns", &[("showRecords", "true")]).await, filled);
    let _ = shop
        .put("/template/dns", &[("name", "none"), ("type1", "A"), ("content1", "192.0.2.1")])
        .await
        .with_code(11);
    let _ = shop.delete("/template/dns", &[("name", "web")]).await.done();
    assert!(listed(&shop, "dns", &[]).await.is_empty());
}
