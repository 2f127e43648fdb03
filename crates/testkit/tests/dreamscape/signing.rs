//! Who gets in: whoever signs an id that nobody used before.

use serde_json::{Value, json};
use testkit::World;
use testkit::dreamscape::{request_id, signature};
use testkit::http::{Answer, Sent};
use testkit::world::on_each_engine;

/// Asserts that a call was refused with a status and in one sentence.
fn is_refused(answer: &Answer, status: u16) -> String {
    let json = answer.json();
    assert_eq!((answer.status, &json["status"]), (status, &json!(false)), "{}", answer.text);
    let kind = answer.headers.iter().find(|(name, _)| name == "content-type");
    assert_eq!(kind.unwrap().1, "application/json");
    json["error_message"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_answered_once() {
    let world = World::on("2026-01-01").await;
    let main = world.dreamscape("main");
    let id = request_id();
    let first = main.send_as("GET", "/reseller", Sent::default(), &id).await;
    assert_eq!(first.status, 200, "{}", first.text);
    assert_eq!(first.json()["data"]["id"], json!(main.id));
    let again = main.send_as("GET", "/reseller", Sent::default(), &id).await;
    let before = is_refused(&again, 401);
    // The id counts, whatever it was used for and however it is written.
    let upper = id.to_uppercase();
    let other_call = main.send_as("GET", "/finances/balance", Sent::default(), &upper).await;
    assert_eq!(is_refused(&other_call, 401), before);
    let stranger = world.dreamscape("other").with_key(main.key()).with_key(&"0".repeat(32));
    let wrong = is_refused(&stranger.send("GET", "/reseller", Sent::default()).await, 401);
    assert_ne!(wrong, before);
    // Somebody else's id is nobody's business.
    let other = world.dreamscape("other");
    assert_eq!(other.send_as("GET", "/reseller", Sent::default(), &id).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_copies_that_arrive_at_once_one_is_answered() {
    on_each_engine("2026-01-01", async |world| {
        let main = world.dreamscape("main");
        for _ in 0..10 {
            let id = request_id();
            let send = || main.send_as("GET", "/reseller", Sent::default(), &id);
            let (one, two) = tokio::join!(send(), send());
            let mut statuses = [one.status, two.status];
            statuses.sort_unstable();
            assert_eq!(statuses, [200, 401]);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_are_needed_as_they_are_documented() {
    let world = World::on("2026-01-01").await;
    let main = world.dreamscape("main");
    let signed = |id: &str, signature: &str| Sent {
        headers: vec![
            ("API-REQUEST-ID".to_owned(), id.to_owned()),
            ("api-signature".to_owned(), signature.to_owned()),
            ("Reseller-ID".to_owned(), "12345".to_owned()),
        ],
        query: vec![("reseller_id".to_owned(), "9".to_owned())],
        ..Sent::default()
    };
    let call = |sent: Sent| main.send_unsigned("GET", "/reseller", sent);
    let id = request_id();
    let good = signature(&id, main.key());
    assert_eq!(call(signed(&id, &good.to_uppercase())).await.status, 200);
    let absent = is_refused(&call(Sent::default()).await, 401);
    for (id, signature) in [("1", &*good), (&*id, "x"), ("", ""), (&id[1..], &*good)] {
        assert_eq!(is_refused(&call(signed(id, signature)).await, 401), absent);
    }
    let id = request_id();
    let one = Sent { headers: main.headers(&id).into_iter().take(1).collect(), ..Sent::default() };
    assert_eq!(is_refused(&call(one).await, 401), absent);
    // Neither the key itself nor a signature of something else opens anything.
    let wrong = is_refused(&call(signed(&id, main.key())).await, 401);
    assert_ne!(wrong, absent);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_the_other_realm_opens_nothing() {
    let world = World::with_beside("2026-01-01").await;
    let (live, sandbox) = (world.dreamscape("main"), world.dreamscape_sandbox("main"));
    assert_ne!(live.key(), sandbox.key());
    assert_eq!(live.get("/reseller", Value::Null).await.0, 200);
    assert_eq!(sandbox.get("/reseller", Value::Null).await.0, 200);
    assert_eq!(live.with_key(sandbox.key()).get("/reseller", Value::Null).await.0, 401);
    assert_eq!(sandbox.with_key(live.key()).get("/reseller", Value::Null).await.0, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_not_answered_is_told_in_the_same_form() {
    let world = World::on("2026-01-01").await;
    let main = world.dreamscape("main");
    let call = |method, path| main.send(method, path, Sent::default());
    is_refused(&call("GET", "/currencies").await, 404);
    is_refused(&call("GET", "/domains/shoes.com.au").await, 404);
    is_refused(&call("PUT", "/domains/1/dns").await, 405);
    is_refused(&call("GET", "/customers/999999").await, 404);
    for query in [("limit", "101"), ("limit", "0"), ("page", "0"), ("page", "x")] {
        let (status, json) = main.get("/customers", json!({ query.0: query.1 })).await;
        assert_eq!((status, &json["status"]), (400, &json!(false)), "{query:?}");
        let first = json["validation_errors"][0].as_str().unwrap();
        assert!(first.contains(query.0), "{first}");
    }
    let body = ("application/json".to_owned(), b"{\"a\":".to_vec());
    let broken = Sent { body: Some(body), ..Sent::default() };
    is_refused(&main.send("POST", "/customers", broken).await, 400);
    let long = ("application/json".to_owned(), vec![b' '; 3 << 20]);
    let long = Sent { body: Some(long), ..Sent::default() };
    is_refused(&main.send("POST", "/customers", long).await, 413);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reseller_sees_itself_and_its_money() {
    let world = World::on("2026-01-01").await;
    let main = world.dreamscape("main");
    let (status, pong) = main.get("/ping", Value::Null).await;
    assert_eq!((status, &pong["status"]), (200, &json!(true)));
    assert!(pong["data"].is_object());
    let own = main.done("GET", "/reseller", Value::Null).await;
    assert!(["locale", "first_name", "last_name"].iter().all(|key| own[key].is_string()), "{own}");
    let balance = main.done("GET", "/finances/balance", Value::Null).await;
    assert!(balance["balance"].is_number());
    assert_eq!(balance["currency"], json!("AUD"));
    let currencies = main.done("GET", "/finances/currencies", Value::Null).await;
    assert_eq!(currencies, json!([{ "code": "AUD", "name": "Australian dollar" }]));
}
