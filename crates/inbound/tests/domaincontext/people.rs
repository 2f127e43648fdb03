//! Who stands behind names, and who the world is told does.

use app::contacts::{ContactRef, create};
use model::particulars::Person;
use serde_json::json;

use crate::domains::registers;
use crate::world::{World, person};

#[tokio::test]
async fn hidden_people_are_shown_as_somebody_else() {
    let world = World::new().await;
    let id = registers(&world.main, "karoo.com").await;
    let of = format!("id={id}");
    let real = world.main.asks("domainGetContacts", &of).await.done();
    assert_eq!(real["registrant"], real["billing"]);
    assert_eq!(world.main.asks("domainGetWPContacts", &of).await.done(), real);
    let cards = world.main.asks("domainGetContactsInfo", &of).await.done();
    let card = &cards["registrant"];
    assert_eq!((&card["first_name"], &card["last_name"]), (&json!("Ivan"), &json!("Drago")));
    assert_eq!(
        (&card["email"], &card["country"]),
        (&json!("main@karoo.example.com"), &json!("ZA"))
    );

    world.main.asks("domainEnableWhoisProtect", &of).await.done();
    let shown = world.main.asks("domainGetWPContacts", &of).await.done();
    let privacy = shown["registrant"].as_i64().unwrap();
    assert_eq!(
        shown,
        json!({ "id": id, "domain": "karoo.com", "registrant": privacy, "admin": privacy,
                "tech": privacy, "billing": privacy })
    );
    assert_ne!(shown["registrant"], real["registrant"]);
    let cards = world.main.asks("domainGetWPContactsInfo", &of).await.done();
    assert_eq!(cards["tech"]["email"], "karoo.com@nameyard.example");
    assert_eq!(cards["tech"]["id"], privacy);
    // It is made once, and stands for others too.
    registers(&world.other, "namib.com").await;
    world.other.asks("domainEnableWhoisProtect", "domain=namib.com").await.done();
    let cards = world.other.asks("domainsGetWPContactsInfo", "0[domain]=namib.com").await.done();
    assert_eq!(cards["0"]["admin"]["id"], privacy);
    assert_eq!(cards["0"]["admin"]["email"], "namib.com@nameyard.example");
    // Whoever is behind the name stays who it is.
    assert_eq!(world.main.asks("domainGetContacts", &of).await.done(), real);
}

#[tokio::test]
async fn contacts_are_named_by_number_or_handle() {
    let world = World::new().await;
    let cx = world.acting_for("main").await;
    let anna = create::create(&cx, Person::of(person("Anna Roux", "anna@karoo.example.com")));
    let anna = anna.await.unwrap();
    let (number, handle) = (anna.id.0, anna.handle.clone());
    let sent = format!("domain=karoo.com&registrant={number}&admin={handle}");
    let id = world.main.posts("domainRegister", &sent).await.done()["id"].as_i64().unwrap();
    let behind = world.main.asks("domainGetContacts", &format!("id={id}")).await.done();
    assert_eq!((&behind["registrant"], &behind["admin"]), (&json!(number), &json!(number)));
    assert_ne!(behind["tech"], json!(number));
    let all = format!("id={id}&registrant={number}&admin={number}&tech={handle}&billing={number}");
    world.main.posts("domainSetContacts", &all).await.done();
    let shown = world.main.asks("domainGetInfo", &format!("id={id}")).await.done();
    assert_eq!((&shown["tech"], &shown["billing"]), (&json!(number), &json!(number)));
    let three = format!("id={id}&registrant={number}&admin={number}&tech={number}");
    world.main.posts("domainSetContacts", &three).await.refused("billing is missing");
    // Somebody else's contact is as unknown as one that is not there.
    for named in [number.to_string(), handle, "999999".to_owned()] {
        let sent = format!("domain=namib.com&registrant={named}");
        world.other.posts("domainRegister", &sent).await.refused("contact not found");
    }
    assert_eq!(world.other.asks("domainsSearch", "count=1").await.text, "0");
}

#[tokio::test]
async fn the_primary_contact_stands_behind_names_that_name_nobody() {
    let world = World::new().await;
    let cx = world.acting_for("main").await;
    let anna = create::create(&cx, Person::of(person("Anna Roux", "anna@karoo.example.com")));
    let anna = anna.await.unwrap();
    app::contacts::primary::set_primary(&cx, ContactRef::Number(anna.id)).await.unwrap();
    let id = registers(&world.main, "karoo.com").await;
    let behind = world.main.asks("domainGetContacts", &format!("id={id}")).await.done();
    let roles = ["registrant", "admin", "tech", "billing"].map(|role| behind[role].clone());
    assert_eq!(json!(roles), json!(vec![anna.id.0; 4]));
}

#[tokio::test]
async fn a_registry_that_asks_for_more_is_named() {
    let world = World::new().await;
    let refused = world.main.posts("domainRegister", "domain=karoo.ru").await;
    let refused = refused.refused("contact not filled properly");
    assert_eq!(refused["_error_ops"]["for"], "RU");
    let cx = world.acting_for("main").await;
    let mut ivan = Person::of(person("Ivan Drago", "ivan@karoo.example.com"));
    ivan.particulars.birth_date = "1980-01-02".to_owned();
    ivan.particulars.passport_number = "4510 123456".to_owned();
    ivan.particulars.passport_date = "2010-05-06".to_owned();
    ivan.particulars.passport_issuer = "UVD 7".to_owned();
    let ivan = create::create(&cx, ivan).await.unwrap();
    let sent = format!("domain=karoo.ru&registrant={}", ivan.id.0);
    world.main.posts("domainRegister", &sent).await.done();
}
