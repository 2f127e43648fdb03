//! Who enters, and how refusals look.

use http::Method;
use serde_json::json;

use crate::world::{ATTEMPTS, BODY, PASSWORD, World};

#[tokio::test]
async fn a_password_with_every_call_is_as_good_as_a_token() {
    let world = World::new().await;
    let by_token = world.main.get("/balance").await;
    assert_eq!(by_token.header("cache-control"), "no-store");
    let basic = world.nobody().with_basic("main", PASSWORD);
    let by_password = basic.get("/balance").await;
    assert_eq!(by_token.text, by_password.text);
    assert_eq!(
        by_token.text,
        r#"{"success":true,"details":{"currency":"USD","acc_balance":"0.00","acc_credit":"100.00"}}"#
    );
    // There is no token to end, and nothing to refuse.
    assert_eq!(basic.post("/logout", json!({})).await.done(), json!({ "status": true }));
    basic.get("/balance").await.done();
}

#[tokio::test]
async fn strangers_are_told_how_to_sign_in() {
    let world = World::new().await;
    let nobody = world.nobody();
    let absent = nobody.get("/balance").await.refused(401, "Authorization is missing");
    assert!(absent.header("www-authenticate").starts_with("Basic realm="));
    let digest = nobody.with("authorization", "Digest username=\"main\"");
    digest.get("/balance").await.refused(401, "Authorization is missing");
    let forged = nobody.with_token("a.b.c").get("/balance").await;
    forged.refused(401, "token is not valid or has expired");
    let wrong = "username or password is incorrect";
    nobody.with_basic("main", "wrong horse").get("/balance").await.refused(401, wrong);
    nobody.with_basic("nobody", PASSWORD).get("/balance").await.refused(401, wrong);
    let garbled = nobody.with("authorization", "Basic !").get("/balance").await;
    assert!(garbled.refused(401, wrong).headers.contains_key("www-authenticate"));
}

#[tokio::test]
async fn failing_too_often_is_told_apart_and_good_credentials_always_pass() {
    let world = World::new().await;
    let nobody = world.nobody();
    let first = nobody.signs_in("main", "wrong horse").await;
    let first = first.refused(401, "username or password is incorrect");
    assert_eq!(first.header("x-ratelimit-limit"), ATTEMPTS.to_string());
    for _ in 1..ATTEMPTS {
        nobody.signs_in("main", "wrong horse").await;
    }
    let late = nobody.signs_in("main", "wrong horse").await;
    let late = late.refused(429, "Too many attempts, try again later");
    assert_eq!(late.header("retry-after"), "60");
    let good = nobody.signs_in("main", PASSWORD).await;
    assert_eq!((good.status, good.header("x-ratelimit-limit")), (200, "25"));
    assert!(!world.main.get("/balance").await.headers.contains_key("x-ratelimit-limit"));
}

#[tokio::test]
async fn what_is_no_call_is_refused_in_the_same_form() {
    let world = World::new().await;
    let (main, nobody) = (&world.main, world.nobody());
    nobody.get("/gossip").await.refused(404, "There is no call /dns-services/api/gossip");
    let wrong = main.post("/balance", json!({})).await;
    let wrong = wrong.refused(405, "/dns-services/api/balance is called with GET");
    assert_eq!(wrong.header("allow"), "GET");
    let broken =
        main.call(Method::POST, "/tickets", "application/json", "{\"subject\":".into()).await;
    broken.refused(400, "the body is not valid JSON");
    main.post("/tickets", json!({ "subject": "Hello" })).await.refused(400, "dept_id is missing");
    main.post("/tickets", json!({ "subject": "x".repeat(BODY) }))
        .await
        .refused(413, &format!("A body may have {BODY} bytes"));
    main.with("accept", "text/html").get("/balance").await.refused(406, "Answers are JSON only");
}
