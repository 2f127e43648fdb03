//! Who gets in: whoever signs a request as a whole, at a time that is near.

use serde_json::Value;
use testkit::World;
use testkit::devo::{DOMAIN_KEY, RESELLER_KEY};
use testkit::http::{Answer, Sent};
use testkit::world::on_each_engine;

/// Asserts that a call was refused for its credentials, and gives the number of the reason.
fn is_refused(answer: &Answer) -> i64 {
    assert_eq!(answer.status, 401, "{}", answer.text);
    let error = &answer.json()["error"];
    assert!(!error["message"].as_str().unwrap().is_empty());
    error["code"].as_i64().unwrap()
}

/// The id of an answer.
fn id(answer: &Answer) -> String {
    let found = answer.headers.iter().find(|(name, _)| name == "x-devo-cid");
    found.unwrap().1.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_taken_in_any_of_its_headers_and_a_signature_once() {
    let world = World::on("2026-01-01").await;
    let main = world.devo("main");
    let mut ids = Vec::new();
    for header in [RESELLER_KEY, DOMAIN_KEY, "x-logtrust-apikey", "X-Logtrust-Reseller-Apikey"] {
        let answer = main.in_header(header).send("GET", "/domain", &None).await;
        assert_eq!(answer.status, 200, "{header}: {}", answer.text);
        assert!(answer.json().is_array());
        ids.push(id(&answer));
    }
    let moment = main.moment();
    let send = || main.send_at("GET", "/domain", &None, moment);
    assert_eq!(send().await.status, 200);
    let again = send().await;
    let replayed = is_refused(&again);
    ids.push(id(&again));
    // Another call of the same millisecond with the same body cannot be told from a repeated one.
    assert_eq!(is_refused(&main.send_at("GET", "/plan", &None, moment).await), replayed);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_copies_that_arrive_at_once_one_is_answered() {
    on_each_engine("2026-01-01", async |world| {
        let main = world.devo("main");
        for _ in 0..10 {
            let moment = main.moment();
            let send = || main.send_at("GET", "/domain", &None, moment);
            let (one, two) = tokio::join!(send(), send());
            let mut statuses = [one.status, two.status];
            statuses.sort_unstable();
            assert_eq!(statuses, [200, 401]);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn either_clock_will_do_within_ten_minutes() {
    let world = World::on("2026-01-01").await;
    let main = world.devo("main");
    let send = |moment| main.send_at("GET", "/domain", &None, moment);
    for moment in [main.moment(), main.sandbox_moment(), main.sandbox_moment() - 599_000] {
        assert_eq!(send(moment).await.status, 200);
    }
    let late = is_refused(&send(main.sandbox_moment() - 700_000).await);
    assert_eq!(is_refused(&send(main.moment() + 700_000).await), late);
    assert_eq!(is_refused(&send(0).await), late);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_signed_is_what_is_sent() {
    let world = World::on("2026-01-01").await;
    let main = world.devo("main");
    let wrong =
        is_refused(&main.with_key(main.key(), "secret").send("GET", "/domain", &None).await);
    assert_eq!(
        is_refused(&main.with_key("key", "secret").send("GET", "/domain", &None).await),
        wrong
    );
    let other = world.devo("other");
    let mut headers = other.headers("", other.moment());
    headers[0].1 = main.key().to_owned();
    let mixed = Sent { headers, ..Sent::default() };
    assert_eq!(is_refused(&main.send_unsigned("GET", "/domain", mixed).await), wrong);
    let body = Some(("application/json".to_owned(), b"{}".to_vec()));
    let altered = Sent { headers: main.headers("{ }", main.moment()), body, ..Sent::default() };
    assert_eq!(is_refused(&main.send_unsigned("POST", "/domain", altered).await), wrong);
    let absent = is_refused(&main.send_unsigned("GET", "/domain", Sent::default()).await);
    assert_ne!(absent, wrong);
    for left_out in 0..3 {
        let mut headers = main.headers("", main.moment());
        headers.remove(left_out);
        let sent = Sent { headers, ..Sent::default() };
        assert_eq!(is_refused(&main.send_unsigned("GET", "/domain", sent).await), absent);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_of_a_domain_is_of_the_wrong_kind_for_resellers_calls() {
    let world = World::on("2026-01-01").await;
    let domain = world.devo("domain");
    let answer = domain.send("GET", "/domain", &None).await;
    let kind = is_refused(&answer);
    let body = Some(r#"{"name":"x","plan":"y"}"#.to_owned());
    assert_eq!(is_refused(&domain.send("POST", "/domain", &body).await), kind);
    let disable = format!("/domain/{}/disable", domain.name);
    assert_eq!(is_refused(&domain.send("POST", &disable, &None).await), kind);
    assert_eq!(is_refused(&domain.send("GET", "/plan", &None).await), kind);
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_not_answered_is_told_in_the_same_form() {
    let world = World::on("2026-01-01").await;
    let main = world.devo("main");
    for (method, path, status) in [("GET", "/nothing", 404), ("PATCH", "/domain", 405)] {
        let answer = main.send(method, path, &None).await;
        assert_eq!(answer.status, status, "{}", answer.text);
        assert!(answer.json()["error"]["code"].is_i64());
        assert!(!id(&answer).is_empty());
    }
    let (status, json) = main.get("/domain/nobody@nowhere").await;
    assert_eq!((status, &json["error"]["code"]), (400, &Value::from(106)));
    let broken = main.send("POST", "/domain", &Some("{\"a\":".to_owned())).await;
    assert_eq!(broken.status, 400);
    assert!(broken.json()["error"]["code"].is_i64());
}
