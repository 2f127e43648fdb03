//! What is secret stays between the reseller and the platform: the log of calls does not show it, nor
//! does any answer to somebody else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use testkit::World;
use testkit::dreamscape::{Reseller, request_id, signature};
use testkit::http::{Sent, encoded};

use crate::catalogue::{self, Operation, Place, Way};
use crate::people::{customer, id, opens, with};

const WAYS: [Way; 3] = [Way::Json, Way::Form, Way::Parts];

/// A call in each of the ways in which bodies travel; what each answers.
async fn in_every_way(reseller: &Reseller, id: &str, params: &Value) -> Vec<Value> {
    let catalogue = catalogue::read();
    let mut answers = Vec::new();
    for way in WAYS {
        answers.push(way.sends(reseller, catalogue.row(id), params).await.json());
    }
    answers
}

/// A secret, and what it is.
type Secret = (String, String);

/// Calls that carry secrets, and the secrets: those that were sent and those that were answered.
async fn tells_secrets(world: &World, main: &Reseller) -> Vec<Secret> {
    let mut secrets = Vec::new();
    let mut keep = |what: &str, secret: &str| secrets.push((what.to_owned(), secret.to_owned()));
    keep("an API key", main.key());
    keep("an API key of somebody else", world.dreamscape("other").key());
    let key = world.dreamscape_sandbox("main").key().to_owned();
    keep("an API key of the sandbox", &key);
    let request = request_id();
    let signed = signature(&request, main.key());
    assert_eq!(main.send_as("GET", "/reseller", Sent::default(), &request).await.status, 200);
    keep("a signature", &signed);
    let sent =
        Sent { query: vec![("api_key".to_owned(), main.key().to_owned())], ..Sent::default() };
    main.send_unsigned("GET", "/reseller", sent).await;
    // Customers.
    let wish = with(customer("mia@example.com.au"), json!({ "password": "first-secret" }));
    in_every_way(main, "createCustomer", &wish).await;
    keep("a password", "first-secret");
    let mia = opens(main, "joe@example.com.au").await;
    let change = json!({ "customer_id": mia, "password": "second-secret" });
    in_every_way(main, "updateCustomer", &change).await;
    keep("another password", "second-secret");
    let links = in_every_way(main, "createCustomerLoginLink", &json!({ "customer_id": mia })).await;
    // Names.
    let wish = json!({ "customer_id": mia, "domain_name": "shoes.com", "period": 12 });
    let made = in_every_way(main, "registerDomain", &wish).await;
    keep("an auth code", made[0]["data"]["auth_key"].as_str().unwrap());
    let one = json!({ "domain_id": id(&made[0]["data"]) });
    in_every_way(main, "getDomain", &one).await;
    in_every_way(main, "listDomains", &json!({})).await;
    in_every_way(main, "renewDomain", &one).await;
    in_every_way(main, "updateDomain", &with(one.clone(), json!({ "is_locked": true }))).await;
    world.holds_elsewhere("came.com", "their-code").await;
    keep("a code that is sent", "their-code");
    let asked = json!({ "domain_name": "came.com", "auth_key": "their-code" });
    in_every_way(main, "checkTransfer", &asked).await;
    let comes = with(asked, json!({ "customer_id": mia }));
    let coming = in_every_way(main, "startTransfer", &comes).await;
    let coming = json!({
        "domain_id": id(&coming[0]["data"]), "auth_key": "their-code", "type": "in",
    });
    in_every_way(main, "cancelTransfer", &coming).await;
    // Products.
    let wish =
        json!({ "customer_id": mia, "domain_name": "shoes.com", "plan_id": 48, "period": 1 });
    let bought = in_every_way(main, "registerEmailHosting", &wish).await;
    let one = json!({ "product_id": id(&bought[0]["data"]) });
    let more = in_every_way(main, "createEmailHostingLoginLink", &one).await;
    for answer in links.iter().chain(&more) {
        let link = answer["data"]["link"].as_str().unwrap();
        keep("a login link", link.rsplit(['/', '=']).next().unwrap());
        world.fetch(link.strip_prefix(&*world.running().url()).unwrap()).await;
    }
    secrets
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_of_calls_keeps_no_secret() {
    let world = World::with_beside("2026-01-01").await;
    let main = world.dreamscape("main");
    let secrets = tells_secrets(&world, &main).await;
    let log = world.control("GET", "/requests?limit=1000", None).await;
    assert_eq!(log.status, 200);
    let calls = log.json().as_array().unwrap().clone();
    let shown = |secret: &str| {
        let escaped = encoded(&[(String::new(), secret.to_owned())]);
        let escaped = escaped.trim_start_matches('=').to_owned();
        calls.iter().find(|call| {
            let call = call.to_string();
            call.contains(secret) || call.contains(&escaped)
        })
    };
    for (what, secret) in &secrets {
        assert!(secret.len() > 7, "{what} is {secret}");
        assert!(shown(secret).is_none(), "the log shows {what}, {secret}: {:?}", shown(secret));
    }
    for rest in ["shoes.com", "came.com", "joe@example.com.au", "is_locked"] {
        assert!(shown(rest).is_some(), "{rest} is there");
    }
    for row in ["createCustomer", "startTransfer", "getDomain", "createEmailHostingLoginLink"] {
        assert!(calls.iter().any(|call| call["catalogue_id"] == row), "{row} is there");
    }
    let events = world.control("GET", "/mail", None).await.text;
    for (what, secret) in &secrets {
        assert!(!events.contains(secret), "a mail shows {what}");
    }
}

/// What can be asked of everything, and of something by its number.
fn reads() -> Vec<Operation> {
    let rows = catalogue::read().operations.into_iter().filter(|row| row.method == "GET");
    rows.filter(|row| !row.params.iter().any(|param| param.required && param.r#in != Place::Path))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_to_others_show_nothing_of_it() {
    let world = World::with_beside("2026-01-01").await;
    let (main, other) = (world.dreamscape("main"), world.dreamscape("other"));
    let secrets = tells_secrets(&world, &main).await;
    for row in reads() {
        let filled = |number: i64| {
            let in_path = row.params.iter().filter(|param| param.r#in == Place::Path);
            Value::from_iter(in_path.map(|param| (param.name.clone(), json!(number))))
        };
        // The numbers of whatever was made are among the first of their kind.
        for number in 1..30 {
            let answer = Way::Json.sends(&other, &row, &filled(number)).await;
            for (what, secret) in &secrets {
                let is_own = secret == other.key();
                assert!(!answer.text.contains(secret) || is_own, "{} shows {what}", row.id);
            }
            if !row.path.contains('{') {
                break;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_do_not_repeat_what_was_sent_in_secret() {
    let world = World::on("2026-01-01").await;
    let main = world.dreamscape("main");
    let mia = opens(&main, "mia@example.com.au").await;
    let secret = "a-secret\u{1}";
    for (id, params) in [
        ("createCustomer", with(customer("x"), json!({ "password": secret }))),
        ("createCustomer", with(customer("a@example.com"), json!({ "password": "a-secr" }))),
        ("updateCustomer", json!({ "customer_id": mia, "password": { "a": secret } })),
        ("startTransfer", json!({ "customer_id": mia, "domain_name": "?", "auth_key": secret })),
        ("cancelTransfer", json!({ "domain_id": 999, "type": "in", "auth_key": secret })),
    ] {
        for answer in in_every_way(&main, id, &params).await {
            assert_eq!(answer["status"], false, "{id}: {answer}");
            assert!(!answer.to_string().contains("a-secr"), "{id}: {answer}");
        }
    }
    let unsigned = Sent {
        headers: vec![
            ("api-request-id".to_owned(), request_id()),
            ("api-signature".to_owned(), main.key().to_owned()),
        ],
        ..Sent::default()
    };
    let answer = main.send_unsigned("GET", "/reseller", unsigned).await;
    assert_eq!(answer.status, 401);
    assert!(!answer.text.contains(main.key()), "{}", answer.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_of_a_certificate_has_no_key_in_it() {
    let world = World::on("2026-01-01").await;
    let main = world.dreamscape("main");
    let mia = opens(&main, "mia@example.com.au").await;
    let wish = json!({ "customer_id": mia, "domain_name": "shoes.com", "period": 12 });
    let name = id(&main.done("POST", "/domains", wish).await);
    let wish = json!({
        "customer_id": mia, "domain_name": "shoes.com", "plan_id": 65, "period": 12,
        "hosted_with": "dreamscape",
    });
    let bought = id(&main.done("POST", "/products/ssl-certificates", wish).await);
    let at = format!("/products/ssl-certificates/{bought}");
    main.done("PATCH", &format!("{at}/dcv"), json!({ "method": "cname" })).await;
    let record = main.done("GET", &format!("{at}/dcv/cname"), json!({})).await;
    let place = record["name"].as_str().unwrap().trim_end_matches('.');
    let place = place.strip_suffix(".shoes.com").unwrap();
    let record = json!({ "type": "CNAME", "subdomain": place, "content": record["value"] });
    main.done("POST", &format!("/domains/{name}/dns"), record).await;
    world.sleeps("PT1H").await;
    let file = main.done("GET", &format!("{at}/file"), json!({})).await;
    let file = STANDARD.decode(file["content"].as_str().unwrap()).unwrap();
    let file = String::from_utf8_lossy(&file);
    assert!(file.contains("BEGIN CERTIFICATE") && !file.contains("PRIVATE KEY"), "{file}");
}
