//! A certificate that is bought for a customer: asked for, proven, fetched and asked for anew.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use testkit::World;
use testkit::dreamscape::Reseller;
use testkit::openssl::{self, Certificate, Key, openssl, request};

use crate::people::{id, opens, with};

/// The name that is certified.
const NAME: &str = "karoo.com";
/// The one plan there is, in the family's part of the shelf.
const PLAN: i64 = 65;
/// Every way to prove it.
const WAYS: [&str; 3] = ["email", "http", "cname"];

/// A customer with a name.
struct Shop {
    world: World,
    main: Reseller,
    customer: i64,
    name: i64,
}

impl Shop {
    async fn opens() -> Self {
        let world = World::on("2026-01-01").await;
        let main = world.dreamscape("main");
        let customer = opens(&main, "mia@karoo.com").await;
        let wish = json!({ "customer_id": customer, "domain_name": NAME, "period": 12 });
        let name = id(&main.done("POST", "/domains", wish).await);
        Self { world, main, customer, name }
    }

    /// What every order says, and what this one does besides.
    fn order(&self, others: Value) -> Value {
        let order = json!({
            "customer_id": self.customer, "domain_name": NAME, "plan_id": PLAN, "period": 12,
        });
        with(order, others)
    }

    async fn buys(&self, others: Value) -> Bought<'_> {
        let bought = self.main.done("POST", "/products/ssl-certificates", self.order(others)).await;
        assert_eq!((&bought["status_id"], &bought["domain_name"]), (&json!(2), &json!(NAME)));
        Bought { shop: self, path: format!("/products/ssl-certificates/{}", id(&bought)) }
    }

    async fn balance(&self) -> Value {
        self.main.done("GET", "/finances/balance", json!({})).await["balance"].take()
    }
}

/// A certificate of the shop's.
struct Bought<'a> {
    shop: &'a Shop,
    path: String,
}

impl Bought<'_> {
    async fn reads(&self, what: &str) -> Value {
        self.shop.main.done("GET", &format!("{}{what}", self.path), json!({})).await
    }

    /// What is said to whoever asks for something that is not there.
    async fn misses(&self, what: &str) -> String {
        let (status, said) = self.shop.main.get(&format!("{}{what}", self.path), json!({})).await;
        assert_eq!(status, 404, "{what}: {said}");
        said["error_message"].as_str().unwrap().to_owned()
    }

    async fn proves_by(&self, wish: Value) -> Value {
        self.shop.main.done("PATCH", &format!("{}/dcv", self.path), wish).await
    }

    /// Puts the record into the zone of the name that proves it, and waits until it was seen.
    async fn shows_record(&self) {
        let record = self.reads("/dcv/cname").await;
        let place = record["name"].as_str().unwrap().strip_suffix(&format!(".{NAME}")).unwrap();
        let record = json!({ "type": "CNAME", "subdomain": place, "content": record["value"] });
        self.shop.main.done("POST", &format!("/domains/{}/dns", self.shop.name), record).await;
        self.shop.world.sleeps("PT1H").await;
    }

    async fn asks_anew(&self, how: &str, wish: Value) -> Value {
        self.shop.main.done("POST", &format!("{}/reissue/{how}", self.path), wish).await
    }

    /// What was issued, judged by openssl.
    async fn verifies(&self) -> Certificate {
        let details = self.reads("/details").await;
        assert_eq!(details["is_certificate_file_exist"], true, "{details}");
        let file = self.reads("/file").await;
        assert_eq!(file["name"], format!("{NAME}.pem"));
        let content = STANDARD.decode(file["content"].as_str().unwrap()).unwrap();
        let content = String::from_utf8(content).unwrap();
        let csr = details["csr"].as_str().unwrap();
        let certificate = Certificate::of(&self.shop.world, [&content, &content, csr]).await;
        let hostname = ["-verify_hostname", NAME];
        certificate.verifies(&self.shop.world, &hostname).await.expect("it verifies");
        certificate.is_what_was_asked_for();
        certificate
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_proves_it_and_other_keys_are_certified_later() {
    if !openssl::is_there() {
        return;
    }
    let shop = Shop::opens().await;
    let before = shop.balance().await;
    let csr = format!("{}\n", request(Key::Ecdsa, &[NAME]));
    let bought = shop.buys(json!({ "csr": csr, "hosted_with": "external" })).await;
    let paid = shop.balance().await;
    assert_ne!(paid, before);
    let details = bought.reads("/details").await;
    assert_eq!(
        (&details["common_name"], &details["organization"], &details["country"]),
        (&json!(NAME), &json!("Karoo Shop"), &json!("ZA")),
    );
    assert_eq!((&details["server_software"], &details["csr"]), (&Value::Null, &json!(csr)));
    assert_eq!(details["is_certificate_file_exist"], false);
    assert_eq!(details["is_reissue_available"], true);
    assert!(bought.misses("/file").await.contains("not issued"));

    let told = bought.reads("/dcv").await;
    assert_eq!(told, json!({ "method": "email", "available_methods": WAYS }));
    assert!(bought.misses("/dcv/cname").await.contains("record"));
    let told = bought.proves_by(json!({ "method": "cname" })).await;
    assert_eq!(told, json!({ "method": "cname", "available_methods": WAYS }));
    assert_eq!(bought.reads("/dcv").await, told);
    assert!(bought.misses("/dcv/http").await.contains("file"));
    bought.shows_record().await;
    let first = bought.verifies().await;

    // Anew it is proven as before; until then the first one is there.
    let csr = format!("{}\n", request(Key::Rsa, &[NAME]));
    let wish = json!({ "csr": csr, "server_software": 1 });
    let details = bought.asks_anew("manual", wish).await;
    assert_eq!((&details["csr"], &details["server_software"]), (&json!(csr), &json!(1)));
    assert_eq!(details["is_certificate_file_exist"], true);
    assert_eq!(bought.reads("/dcv").await["method"], "cname");
    bought.shows_record().await;
    let second = bought.verifies().await;
    assert_ne!(second.serial(), first.serial());

    let subject = json!({
        "common_name": NAME, "organization": "Walks", "organization_unit": "Shoes",
        "country": "AU", "state": "NSW", "city": "Sydney", "email": "mia@karoo.com",
        "server_software": 2,
    });
    let details = bought.asks_anew("auto", subject.clone()).await;
    let given = subject.as_object().unwrap().iter();
    assert!(given.clone().all(|(key, value)| details[key] == *value), "{details}");
    bought.shows_record().await;
    let third = bought.verifies().await;
    assert_ne!(third.serial(), second.serial());
    assert_eq!(shop.balance().await, paid, "asking anew costs nothing");
    shop.world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_or_a_file_may_prove_it_too() {
    let shop = Shop::opens().await;
    // Whoever has its server run here gets its key made here.
    let bought = shop
        .buys(json!({
            "hosted_with": "dreamscape", "server_software": 2, "auto_fill_details": false,
            "account_type": "business", "business_name": "Walks", "address": "2 Pitt Street",
            "city": "Perth", "post_code": "6000", "country": "AU", "state": "WA",
            "phone": "+61.855501000", "email": "shoes@karoo.com", "jurisdiction_country": "NZ",
        }))
        .await;
    let details = bought.reads("/details").await;
    let said = json!({
        "common_name": NAME, "organization": "Walks", "organization_unit": "", "country": "AU",
        "state": "WA", "city": "Perth", "email": "shoes@karoo.com", "jurisdiction_country": "NZ",
        "csr": details["csr"], "server_software": 2, "is_certificate_file_exist": false,
        "is_reissue_available": true, "is_auto_dcv_supported": false,
    });
    assert_eq!(details, said);
    bought.proves_by(json!({ "method": "http" })).await;
    let file = bought.reads("/dcv/http").await;
    let text = |key: &str| file[key].as_str().unwrap();
    assert_eq!(text("url"), format!("http://{NAME}{}{}", text("path"), text("name")));
    assert_eq!(text("path"), "/.well-known/pki-validation/");
    assert!(!text("content").is_empty() && !text("name").contains('/'), "{file}");

    let boxes = bought.reads("/dcv/email").await["emails"].clone();
    assert!(boxes.as_array().unwrap().contains(&json!("webmaster@karoo.com")), "{boxes}");
    for (wish, parameter) in [
        (json!({ "method": "email" }), "email"),
        (json!({ "method": "email", "email": "mia@elsewhere.com" }), "email"),
        (json!({ "method": "pigeon" }), "method"),
    ] {
        let (status, said) = shop.main.patch(&format!("{}/dcv", bought.path), wish).await;
        assert_eq!(status, 400, "{said}");
        let first = said["validation_errors"][0].as_str().unwrap_or_default();
        assert!(first.starts_with(parameter), "{said}");
    }
    bought.proves_by(json!({ "method": "email", "email": "webmaster@karoo.com" })).await;
    let mail = shop.world.mail("webmaster@karoo.com").await;
    let text = mail.last().unwrap()["text"].as_str().unwrap().to_owned();
    let link = text.split_once("/certificates/approve/").unwrap().1.split_whitespace().next();
    let path = format!("/certificates/approve/{}", link.unwrap());
    assert_eq!(shop.world.fetch(&path).await.status, 200, "{text}");
    let details = bought.reads("/details").await;
    assert_eq!(details["is_certificate_file_exist"], true, "{details}");
    let (status, said) =
        shop.main.patch(&format!("{}/dcv", bought.path), json!({ "method": "cname" })).await;
    assert_eq!(status, 400, "nothing is left to prove: {said}");
    shop.world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_certified_is_refused_before_it_is_paid() {
    if !openssl::is_there() {
        return;
    }
    let shop = Shop::opens().await;
    let before = shop.balance().await;
    let folder = openssl::Desk::new();
    let key = folder.path("key.pem");
    let weak = openssl(&[
        "req",
        "-new",
        "-newkey",
        "rsa:1024",
        "-nodes",
        "-keyout",
        &key,
        "-subj",
        "/CN=karoo.com",
    ]);
    for (wish, parameter) in [
        (json!({ "csr": "nonsense" }), "csr"),
        (json!({ "csr": weak.unwrap() }), "csr"),
        (json!({ "csr": request(Key::Ecdsa, &["*.karoo.com"]) }), "csr"),
        (json!({ "csr": request(Key::Ecdsa, &["hats.com"]) }), "domain_name"),
        (json!({ "server_software": 99 }), "server_software"),
        (json!({ "auto_fill_details": false, "city": "Perth" }), "email"),
        (json!({ "email": "nobody" }), "email"),
        (json!({ "period": 7 }), "period"),
    ] {
        let order = shop.order(wish.clone());
        let (status, said) = shop.main.post("/products/ssl-certificates", order).await;
        assert_eq!(status, 400, "{wish}: {said}");
        let named = said["validation_errors"].to_string();
        assert!(named.contains(parameter), "{wish}: {said}");
    }
    let none = json!({ "customer_id": shop.customer });
    assert_eq!(shop.main.done("GET", "/products/ssl-certificates", none).await, json!([]));
    assert_eq!(shop.balance().await, before);

    // Nobody asked for it yet: whoever runs the server says when.
    let bought = shop.buys(json!({ "hosted_with": "external" })).await;
    let details = bought.reads("/details").await;
    assert_eq!((&details["common_name"], &details["csr"]), (&json!(NAME), &json!("")));
    assert_eq!(bought.reads("/dcv").await["available_methods"], json!(WAYS));
    bought.misses("/file").await;
    bought.misses("/dcv/http").await;
    let other = request(Key::Ecdsa, &["hats.com"]);
    let path = format!("{}/reissue/manual", bought.path);
    let wish = json!({ "csr": other, "server_software": 1 });
    let (status, said) = shop.main.post(&path, wish).await;
    assert_eq!((status, said["validation_errors"].to_string().contains("csr")), (400, true));
    let wish = json!({ "csr": request(Key::Ecdsa, &[NAME]), "server_software": 1 });
    assert_eq!(bought.asks_anew("manual", wish.clone()).await["common_name"], NAME);
    bought.proves_by(json!({ "method": "cname" })).await;

    // What is given up is asked for no more, and nobody else's.
    let stranger = shop.world.dreamscape("other");
    for what in ["/details", "/file", "/dcv", "/dcv/http", "/dcv/cname", "/dcv/email"] {
        let (status, said) = stranger.get(&format!("{}{what}", bought.path), json!({})).await;
        let unknown = format!("/products/ssl-certificates/999999{what}");
        assert_eq!((status, said), stranger.get(&unknown, json!({})).await, "{what}");
        assert_eq!(status, 404, "{what}");
    }
    assert_eq!(shop.main.delete(&bought.path, json!({})).await.0, 204);
    assert_eq!(shop.main.post(&path, wish).await.0, 400);
    assert_eq!(bought.reads("/details").await["is_reissue_available"], false);
    shop.world.is_consistent().await;
}
