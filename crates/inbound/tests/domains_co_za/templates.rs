//! What is stored under a name to be used again.

use serde_json::{Value, json};

use crate::world::World;

const CONTACT: &[(&str, &str)] = &[
    ("name", "Thandi Maseko"),
    ("email", "thandi@example.co.za"),
    ("country", "ZA"),
    ("province", "Western Cape"),
    ("phone", "+27.215550101"),
    ("postalCode", "8001"),
    ("address1", "12 Long Street"),
    ("city", "Cape Town"),
];

fn with<'a>(first: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [first, CONTACT].concat()
}

fn at<'a>(list: &'a Value, row: usize, key: &str) -> &'a str {
    list["arrTemplates"][row][key].as_str().unwrap_or_default()
}

#[tokio::test]
async fn a_contact_is_kept_for_each_role() {
    let world = World::new().await;
    let main = &world.main;
    let shop = [("templateName", "Shop"), ("type", "all"), ("default", "true")];
    main.post("/template/contact", &with(&shop)).await.done();
    main.post("/template/contact", &with(&shop))
        .await
        .refused(13, "Template already exists under your account");
    main.post("/template/contact", &shop).await.refused(10, "name is missing");
    let bad = [&shop[..], &CONTACT[..1], &[("email", "x")], &CONTACT[2..]].concat();
    main.post("/template/contact", &bad).await.refused(14, "email is not an e-mail address");

    let full = main.get("/template/contact", &[("list", "full"), ("sortBy", "type")]).await.done();
    assert_eq!((&full["intTotal"], &full["intReturnedTotal"]), (&json!(4), &json!(4)));
    assert_eq!(at(&full, 0, "strType"), "admin");
    assert_eq!(full["arrTemplates"][0]["boolDefaultTemplate"], 1);
    assert_eq!(
        full["arrTemplates"][0]["arrContact"],
        json!({
            "name": "Thandi Maseko", "address1": "12 Long Street", "address2": "", "address3": "",
            "postal": "8001", "country": "ZA", "city": "Cape Town", "province": "Western Cape",
            "email": "thandi@example.co.za", "fax": "", "phone": "+27.215550101", "company": "",
        })
    );
    let tech = main.get("/template/contact", &[("type", "tech")]).await.done();
    assert_eq!(tech["arrTemplates"][0].get("arrContact"), None);
    let id = at(&tech, 0, "strTemplateId").to_owned();

    let renamed = [("templateId", id.as_str()), ("templateName", "Crew")];
    main.put("/template/contact", &with(&renamed)).await.done();
    let crew = main.get("/template/contact", &[("search", "cre")]).await.done();
    assert_eq!((at(&crew, 0, "strTemplateName"), at(&crew, 0, "strType")), ("Crew", "tech"));
    main.put("/template/contact", CONTACT).await.refused(10, "templateId is missing");
    world
        .other
        .delete("/template/contact", &renamed[..1])
        .await
        .refused(11, "Template does not exist");
    main.delete("/template/contact", &[("templateName", "Shop")]).await.done();
    main.delete("/template/contact", &renamed[..1]).await.done();
    assert_eq!(main.get("/template/contact", &[]).await.done()["arrTemplates"], json!([]));
}

#[tokio::test]
async fn name_servers_are_kept_as_a_list() {
    let world = World::new().await;
    let main = &world.main;
    let servers = [("name", "Shop"), ("ns[0]", "ns1.example.net"), ("ns[1]", "ns2.example.net")];
    main.post("/template/ns", &servers).await.done();
    main.post("/template/ns", &servers)
        .await
        .refused(13, "Template already exists under your account");
    let wrong = [("name", "Shop"), ("ns[0]", "ns1.example.net"), ("ns[1]", "nonsense")];
    main.put("/template/ns", &wrong).await.refused(14, "ns[1] is not a host name");
    main.put("/template/ns", &[("name", "Nope"), servers[1]])
        .await
        .refused(11, "Template does not exist");
    main.post("/template/ns", &[("name", " "), servers[1]]).await.refused(10, "name is missing");
    main.put("/template/ns", &[servers[0], ("default", "1"), servers[2]]).await.done();
    let full = main.get("/template/ns", &[("list", "full"), ("default", "true")]).await.done();
    assert_eq!(full["arrTemplates"][0]["arrNameservers"], json!(["ns2.example.net"]));
    assert_eq!(at(&full, 0, "strTemplateId").len(), 10);
    main.delete("/template/ns", &[]).await.refused(10, "templateId is missing");
    main.delete("/template/ns", &[("templateName", "Shop")]).await.done();
}

#[tokio::test]
async fn a_zone_is_kept_with_its_placeholders() {
    let world = World::new().await;
    let main = &world.main;
    main.post("/template/dns", &[("name", "Shop"), ("default", "true")]).await.done();
    let address =
        [("name", "Shop"), ("type2", "A"), ("content2", "<ipaddress>"), ("name2", "<domain>")];
    main.put("/template/dns", &address).await.done();
    main.put("/template/dns", &address[..1]).await.refused(10, "type1 is missing");
    main.put("/template/dns", &[address[0], ("type7", "A")])
        .await
        .refused(10, "content7 is missing");
    let wrong = [address[0], ("type7", "A"), ("content7", "x")];
    main.put("/template/dns", &wrong).await.refused(14, "content7 does not fit the record type");
    let bare = main.get("/template/dns", &[]).await.done();
    assert_eq!(bare["arrTemplates"], json!([{ "name": "Shop", "default": 1 }]));
    let filled = main.get("/template/dns", &[("showRecords", "1")]).await.done();
    let record = &filled["arrTemplates"][0]["arrRecords"][0];
    assert_eq!(
        (&record["content"], &record["name"], &record["priority"]),
        (&json!("<ipaddress>"), &json!("<domain>"), &json!(0))
    );
    assert!(record["templateId"].is_u64());
    main.delete("/template/dns", &[("name", "Nope")]).await.refused(11, "Template does not exist");
    main.delete("/template/dns", &[("name", "Shop")]).await.done();
}
