//! Pairs of tokens, from the first to the last.

use http::Method;
use serde_json::json;

use crate::world::{PASSWORD, World, email};

const VOID: &str = "token is not valid or has expired";
const SPENT: &str = "refresh_token is not valid or has expired";

#[tokio::test]
async fn a_session_is_renewed_and_ends_as_a_whole() {
    let world = World::new().await;
    let nobody = world.nobody();
    let first = nobody.signs_in("main", PASSWORD).await.done();
    let refresh = |token: &serde_json::Value| json!({ "refresh_token": token });
    let next = nobody.post("/token", refresh(&first["refresh"])).await.done();
    assert_ne!(next["refresh"], first["refresh"]);
    let caller = nobody.with_token(next["token"].as_str().unwrap());
    assert_eq!(caller.get("/details").await.done()["client"]["email"], email("main"));

    let done = json!({ "status": true });
    assert_eq!(nobody.post("/revoke", refresh(&next["refresh"])).await.done(), done);
    caller.get("/details").await.refused(401, VOID);
    nobody.post("/token", refresh(&next["refresh"])).await.refused(401, SPENT);
    nobody.post("/revoke", json!({})).await.refused(400, "refresh_token is missing");
    nobody.post("/revoke", refresh(&json!("a.b.c"))).await.refused(401, SPENT);
    nobody.post("/token", json!({})).await.refused(400, "refresh_token is missing");
}

#[tokio::test]
async fn a_logout_ends_the_access_token_alone_and_a_revocation_both() {
    let world = World::new().await;
    let nobody = world.nobody();
    let pair = nobody.signs_in("main", PASSWORD).await.done();
    let caller = nobody.with_token(pair["token"].as_str().unwrap());
    assert_eq!(caller.post("/logout", json!({})).await.done(), json!({ "status": true }));
    caller.get("/details").await.refused(401, VOID);
    let renewal = json!({ "refresh_token": pair["refresh"] });
    let next = nobody.post("/token", renewal).await.done();

    let caller = nobody.with_token(next["token"].as_str().unwrap());
    caller.post("/revoke", json!({})).await.done();
    caller.post("/revoke", json!({})).await.refused(401, VOID);
    let renewal = json!({ "refresh_token": next["refresh"] });
    nobody.post("/token", renewal).await.refused(401, SPENT);
}

#[tokio::test]
async fn a_form_signs_in_too_and_no_token_is_both_parts() {
    let world = World::new().await;
    let nobody = world.nobody();
    let login = email("main");
    let form = wire::encode::urlencoded([("username", login.as_str()), ("password", PASSWORD)]);
    let kind = "application/x-www-form-urlencoded";
    let pair = nobody.call(Method::POST, "/login", kind, form).await.done();
    let swapped = nobody.with_token(pair["refresh"].as_str().unwrap());
    swapped.get("/details").await.refused(401, VOID);
    let swapped = json!({ "refresh_token": pair["token"] });
    nobody.post("/token", swapped).await.refused(401, SPENT);
}
