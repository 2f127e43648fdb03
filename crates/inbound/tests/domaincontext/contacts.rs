//! People and organisations that clients know by a number.

use app::accounts::pincode;
use serde_json::{Value, json};

use crate::domains::registers;
use crate::world::{Shop, World};

const IVAN: &str = "email=ivan@example.com&first_name=Ivan&last_name=Drago&street1=1+Long+Street\
                    &city=Cape+Town&postal_code=8001&country=za&voice_phone=%2B27.215550101";
const PYOTR: &str = "email=info@example.ru&first_name=Pjotr&last_name=Iwanow&birth_date=1980-02-29\
    &organization=Magasin+OOO&street1=Lenina+1&street2=dom+2&street3=kv.+3&city=Moscow\
    &province=Moscow&postal_code=101000&country=ru&voice_phone=%2B7.4955550101\
    &fax_phone=%2B7.4955550102&emails=a@example.ru,b@example.ru&passport_no=4510+123456\
    &passport_date=2010-05-06&passport_by=OVD+1&organization_ru=%D0%9E%D0%9E%D0%9E&inn=7701234567\
    &kpp=770101001&director_name=Pjotr&isresident=1&type=organization";

async fn makes(shop: &Shop, fields: &str) -> i64 {
    shop.posts("contactCreate", fields).await.done()["id"].as_i64().unwrap()
}

#[tokio::test]
async fn everything_that_is_told_of_a_contact_is_shown() {
    let world = World::new().await;
    let id = makes(&world.main, PYOTR).await;
    let shown = world.main.asks("contactGetInfo", &format!("id={id}")).await.done();
    let handle = shown["epp_id"].as_str().unwrap().to_owned();
    let account = world.acting_for("main").await.account().0;
    let seller = world.acting_for("seller").await.account().0;
    assert_eq!(
        shown,
        json!({
            "id": id, "client": "main", "client_id": account, "seller": "seller",
            "seller_id": seller, "type": "organization", "state": "ok", "name": "Pjotr Iwanow",
            "first_name": "Pjotr", "last_name": "Iwanow", "organization": "Magasin OOO",
            "email": "info@example.ru", "emails": "a@example.ru,b@example.ru",
            "street1": "Lenina 1", "street2": "dom 2", "street3": "kv. 3", "city": "Moscow",
            "province": "Moscow", "postal_code": "101000", "country": "RU",
            "country_name": "Russia", "voice_phone": "+7.4955550101",
            "fax_phone": "+7.4955550102", "birth_date": "1980-02-29",
            "passport_no": "4510 123456", "passport_date": "2010-05-06", "passport_by": "OVD 1",
            "organization_ru": "ООО", "inn": "7701234567", "kpp": "770101001",
            "director_name": "Pjotr", "isresident": true, "epp_id": handle, "remoteid": handle,
        })
    );
    assert_eq!(world.main.asks("contactGetInfo", &format!("id={handle}")).await.done(), shown);
    let ivan = makes(&world.main, IVAN).await;
    let ivan = world.main.asks("contactGetInfo", &format!("id={ivan}")).await.done();
    assert_eq!((&ivan["birth_date"], &ivan["province"]), (&Value::Null, &json!("")));
    assert_eq!((&ivan["type"], &ivan["country_name"]), (&json!("person"), &json!("South Africa")));
}

#[tokio::test]
async fn a_contact_is_told_anew_as_a_whole() {
    let world = World::new().await;
    let id = makes(&world.main, PYOTR).await;
    let sent = format!("id={id}&{IVAN}");
    assert_eq!(world.main.posts("contactUpdate", &sent).await.done(), json!({ "id": id }));
    let shown = world.main.asks("contactGetInfo", &format!("id={id}")).await.done();
    assert_eq!((&shown["name"], &shown["organization"]), (&json!("Ivan Drago"), &json!("")));
    // What nobody can say here stays what it was.
    assert_eq!((&shown["type"], &shown["inn"]), (&json!("organization"), &json!("")));
    let short = sent.replace("city=Cape+Town", "city=");
    let missing = world.main.posts("contactUpdate", &short).await.refused("city is missing");
    assert_eq!(missing["_error_ops"], json!({ "field": "city", "reason": "missing" }));

    // Names show the change.
    let named = format!("domain=karoo.com&registrant={id}&admin={id}&tech={id}&billing={id}");
    world.main.posts("domainRegister", &named).await.done();
    let moved = sent.replace("Cape+Town", "Durban");
    world.main.posts("contactUpdate", &moved).await.done();
    let cards = world.main.asks("domainGetContactsInfo", "domain=karoo.com").await.done();
    assert_eq!(cards["tech"]["city"], "Durban");

    let one = format!("id={id}");
    let in_use = world.main.asks("contactDelete", &one).await.refused("The contact is in use");
    assert_eq!(in_use["_error_ops"], json!({ "field": "id", "reason": "contact_in_use" }));
    let spare = makes(&world.main, IVAN).await;
    let spare = format!("id={spare}");
    world.main.asks("contactDelete", &spare).await.done();
    let unknown = world.main.asks("contactGetInfo", &spare).await.refused("contact not found");
    assert_eq!(unknown["_error_ops"], json!({ "field": "id", "reason": "not_found" }));
    world.main.asks("contactDelete", &spare).await.refused("contact not found");
}

#[tokio::test]
async fn a_guarded_client_asks_for_its_pincode() {
    let world = World::new().await;
    let id = makes(&world.main, PYOTR).await;
    pincode::set(&world.acting_for("main").await, Some("4711")).await.unwrap();
    let sent = format!("id={id}&{IVAN}");
    world.main.posts("contactUpdate", &sent).await.refused("pincode is missing");
    let wrong = world.main.posts("contactUpdate", &format!("{sent}&pincode=1234")).await;
    wrong.refused("pincode is incorrect");
    let long = world.main.posts("contactUpdate", &format!("{sent}&pincode=12345")).await;
    long.refused("pincode should be 4 characters");
    world.main.posts("contactUpdate", &format!("{sent}&pincode=4711")).await.done();
    let log = world.log.latest(1);
    assert!(log[0].request.contains("pincode=***"), "{}", log[0].request);
}

#[tokio::test]
async fn what_cannot_be_meant_of_a_contact_is_refused_by_its_argument() {
    let world = World::new().await;
    for (from, to, words, field) in [
        ("=za", "=xx", "country is not a two-letter country code", "country"),
        ("=%2B27.215550101", "=12.3", "voice_phone", "voice_phone"),
        ("ivan@example.com", "ivan", "email should be a mail address", "email"),
        ("=Ivan", "=", "first_name is missing", "first_name"),
        ("=Drago", "=Drago&type=robot", "type is not one of the allowed values", "type"),
        ("=Drago", "=Drago&birth_date=1981-02-29", "birth_date", "birth_date"),
        ("=Drago", "=Drago&emails=a@example.ru,b", "emails should be a mail address", "emails"),
    ] {
        let sent = IVAN.replace(from, to);
        let text = world.main.posts("contactCreate", &sent).await.text;
        let refused: Value = serde_json::from_str(&text).unwrap();
        assert!(refused["_error"].as_str().unwrap().starts_with(words), "{text}");
        assert_eq!(refused["_error_ops"]["field"], field, "{text}");
    }
    assert_eq!(world.main.asks("contactsSearch", "count=1").await.text, "0");
}

#[tokio::test]
async fn contacts_are_their_clients_and_its_sellers() {
    let world = World::new().await;
    let id = makes(&world.main, IVAN).await;
    let one = format!("id={id}");
    let handle = world.main.asks("contactGetInfo", &one).await.done()["epp_id"].clone();
    let by_handle = format!("id={}", handle.as_str().unwrap());
    for sent in [&one, &by_handle] {
        world.other.asks("contactGetInfo", sent).await.refused("contact not found");
        assert_eq!(world.seller.asks("contactGetInfo", sent).await.done()["client"], "main");
    }
    let changed = format!("{one}&{}", IVAN.replace("Cape+Town", "Durban"));
    world.other.posts("contactUpdate", &changed).await.refused("contact not found");
    world.other.asks("contactDelete", &one).await.refused("contact not found");
    world.seller.posts("contactUpdate", &changed).await.done();
    assert_eq!(world.main.asks("contactGetInfo", &one).await.done()["city"], "Durban");
    world.seller.asks("contactDelete", &one).await.done();
    world.main.asks("contactGetInfo", &one).await.refused("contact not found");
}

#[tokio::test]
async fn contacts_are_found_by_what_they_are_called_and_whose_they_are() {
    let world = World::new().await;
    let ivan = makes(&world.main, IVAN).await;
    let pyotr = makes(&world.main, PYOTR).await;
    let anna = IVAN.replace("Ivan", "Anna").replace("ivan@", "Anna@");
    let anna = makes(&world.other, &anna).await;
    let finds = async |shop: &Shop, sent: &str| -> Vec<i64> {
        let found = shop.asks("contactsSearch", &format!("select=id&{sent}")).await.done();
        found.as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()).collect()
    };
    let ids = format!("ids[]={anna}&ids[]={ivan}");
    for (sent, expected) in [
        ("", vec![ivan, pyotr, anna]),
        ("orderby=name_asc", vec![anna, ivan, pyotr]),
        ("orderby=id_desc&limit=2", vec![anna, pyotr]),
        (&ids, vec![ivan, anna]),
        ("name=drago", vec![ivan, anna]),
        ("name=ivan+d,iwanow", vec![ivan, pyotr]),
        ("email=anna@example.com", vec![anna]),
        ("email=@EXAMPLE.RU", vec![pyotr]),
        ("email=%25", vec![]),
        ("client=Main", vec![ivan, pyotr]),
        ("client=main,other&seller=seller&name=anna", vec![anna]),
        ("seller=nobody", vec![]),
        ("limit=1&page=3", vec![anna]),
        ("limit=all&page=2", vec![]),
    ] {
        assert_eq!(finds(&world.seller, sent).await, expected, "{sent}");
    }
    assert_eq!(finds(&world.main, "").await, [ivan, pyotr]);
    assert_eq!(finds(&world.main, "client=other").await, [0_i64; 0]);
    assert_eq!(world.seller.asks("contactsSearch", "count=1&name=drago").await.text, "2");
    let two = "select[]=email&select[]=epp_id&name=anna";
    let two = world.other.asks("contactsSearch", two).await.done();
    assert_eq!(two[0].as_object().map(serde_json::Map::len), Some(2));
    let many = world.main.asks("contactsSearch", "limit=1001").await;
    many.refused("limit must be between 1 and 1000");
}

#[tokio::test]
async fn contacts_of_a_bulk_command_are_done_one_by_one() {
    let world = World::new().await;
    registers(&world.main, "karoo.com").await;
    let element = |key: &str, fields: &str| {
        let fields = fields.split('&').map(|field| {
            let (name, value) = field.trim_start().split_once('=').unwrap();
            format!("{key}[{name}]={value}")
        });
        fields.collect::<Vec<_>>().join("&")
    };
    let bad = IVAN.replace("=za", "=xx");
    let sent = [element("0", IVAN), element("x", &bad), element("7", PYOTR)].join("&");
    let text = world.main.posts("contactsCreate", &sent).await.text;
    let made: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(made["_error"], "1 of 3 failed: x", "{text}");
    assert_eq!(made["x"]["_error_ops"]["field"], "country");
    let both = format!("0[id]={}&7[id]={}", made["0"]["id"], made["7"]["id"]);
    let read = world.main.asks("contactsGetInfo", &both).await.done();
    assert_eq!(read["7"]["first_name"], "Pjotr");
    let sent = format!("{}&{}", both, [element("0", PYOTR), element("7", IVAN)].join("&"));
    world.main.posts("contactsUpdate", &sent).await.done();
    let read = world.main.asks("contactsGetInfo", &both).await.done();
    assert_eq!(read["7"]["first_name"], "Ivan");
    assert_eq!(world.main.asks("contactsDelete", &both).await.done()["7"]["id"], made["7"]["id"]);
    let gone = world.main.asks("contactGetInfo", &format!("id={}", made["7"]["id"])).await;
    gone.refused("contact not found");
}
