//! Signing in and out: pairs of tokens, what ends them, and credentials sent with every call.

use serde_json::json;
use testkit::World;
use testkit::dns_services::{Client, Pair};
use testkit::http::Sent;

/// A pair of tokens of main's.
async fn pair(world: &World) -> Pair {
    let (username, password) = world.client_login("main");
    world.nobody().logs_in(&username, &password).await
}

async fn exchanges(nobody: &Client, refresh: &str) -> testkit::dns_services::Reply {
    nobody.post("/token", json!({ "refresh_token": refresh })).await
}

/// Whether a token opens calls.
async fn opens(nobody: &Client, token: &str) -> bool {
    let reply = nobody.with_token(token).get("/details").await;
    assert!(matches!(reply.status, 200 | 401), "{}", reply.text);
    reply.status == 200
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_in_sees_who_they_are() {
    let world = World::on("2026-01-01").await;
    for account in ["main", "other", "both"] {
        let (username, password) = world.client_login(account);
        let details = world.client(account).await.get("/details").await.done();
        assert_eq!(details.json["client"]["email"], username);
        let basic = world.nobody().with_basic(&username, &password).get("/details").await.done();
        assert_eq!(basic.json["client"]["id"], details.json["client"]["id"]);
    }
    let id = async |account| {
        let details = world.client(account).await.get("/details").await.done();
        details.json["client"]["id"].as_str().map(str::to_owned)
    };
    assert_ne!(id("main").await, id("other").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn credentials_are_read_from_json_and_from_a_form() {
    let world = World::on("2026-01-01").await;
    let (username, password) = world.client_login("main");
    let form = testkit::http::encoded(&[
        ("username".to_owned(), username.clone()),
        ("password".to_owned(), password.clone()),
    ]);
    let body = Some(("application/x-www-form-urlencoded".to_owned(), form.into_bytes()));
    let sent = Sent { body, ..Sent::default() };
    let nobody = world.nobody();
    assert!(opens(&nobody, &nobody.send("POST", "/login", sent).await.pair().token).await);
    let other_case = username.to_uppercase();
    assert!(opens(&nobody, &nobody.logs_in(&other_case, &password).await.token).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_credentials_open_nothing() {
    let world = World::on("2026-01-01").await;
    let (username, password) = world.client_login("main");
    let nobody = world.nobody();
    let wrong = nobody.tries_to_log_in(&username, "guess").await.refused(401);
    let unknown = nobody.tries_to_log_in("nobody@example.com", &password).await.refused(401);
    assert_eq!(wrong.text, unknown.text);
    nobody.get("/details").await.refused(401);
    nobody.with_token("a.b.c").get("/details").await.refused(401);
    nobody.with_basic(&username, "guess").get("/details").await.refused(401);
    nobody.with_authorization("Basic %%%").get("/details").await.refused(401);
    nobody.post("/login", json!({ "username": username })).await.refused(400);
    let key = world.login("main")["password"].as_str().unwrap_or_default().to_owned();
    nobody.tries_to_log_in("main", &key).await.refused(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_token_is_exchanged_once() {
    let world = World::on("2026-01-01").await;
    let (first, nobody) = (pair(&world).await, world.nobody());
    let second = exchanges(&nobody, &first.refresh).await.pair();
    assert_ne!(first, second);
    assert!(opens(&nobody, &second.token).await);
    // Whoever comes with a spent one may be a thief: nothing that followed from it works any more.
    exchanges(&nobody, &first.refresh).await.refused(401);
    assert!(!opens(&nobody, &second.token).await);
    exchanges(&nobody, &second.refresh).await.refused(401);
    exchanges(&nobody, &first.token).await.refused(401);
    assert!(!opens(&nobody, &first.refresh).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn logging_out_ends_the_access_token_alone() {
    let world = World::on("2026-01-01").await;
    let (pair, nobody) = (pair(&world).await, world.nobody());
    let out = nobody.with_token(&pair.token).post("/logout", json!({})).await.done();
    assert_eq!(out.json, json!({ "status": true }));
    assert!(!opens(&nobody, &pair.token).await);
    let next = exchanges(&nobody, &pair.refresh).await.pair();
    assert!(opens(&nobody, &next.token).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn revoking_ends_both_by_either_token() {
    let world = World::on("2026-01-01").await;
    let nobody = world.nobody();
    let by_refresh = pair(&world).await;
    let body = json!({ "refresh_token": by_refresh.refresh });
    let done = nobody.post("/revoke", body).await.done();
    assert_eq!(done.json, json!({ "status": true }));
    let by_access = pair(&world).await;
    let _ = nobody.with_token(&by_access.token).post("/revoke", json!({})).await.done();
    let bystander = pair(&world).await;
    for ended in [by_refresh, by_access] {
        assert!(!opens(&nobody, &ended.token).await);
        exchanges(&nobody, &ended.refresh).await.refused(401);
    }
    assert!(opens(&nobody, &bystander.token).await);
    nobody.post("/revoke", json!({})).await.refused(400);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_access_token_lives_a_day_and_its_refresh_token_longer() {
    let world = World::on("2026-01-01").await;
    let (pair, nobody) = (pair(&world).await, world.nobody());
    world.sleeps("PT23H59M").await;
    assert!(opens(&nobody, &pair.token).await);
    world.sleeps("PT1M").await;
    assert!(!opens(&nobody, &pair.token).await);
    let next = exchanges(&nobody, &pair.refresh).await.pair();
    assert!(opens(&nobody, &next.token).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_of_another_dialect_opens_nothing() {
    let world = World::on("2026-01-01").await;
    let elsewhere = world.shop("both").await;
    let header = elsewhere.headers().remove(0).1;
    assert_eq!(elsewhere.get("/domain/funds", &[]).await.status, 200);
    world.nobody().with_authorization(&header).get("/details").await.refused(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_see_what_they_were_granted() {
    let world = World::on("2026-01-01").await;
    let (mary, john) = (world.client("mary").await, world.client("john").await);
    let main = world.client("main").await;
    assert_eq!(mary.owes_and_has().await, main.owes_and_has().await);
    john.get("/balance").await.refused(403);
    let tickets = |client: &Client| {
        let client = client.clone();
        async move { client.get("/tickets").await.done().list_at("tickets") }
    };
    assert_eq!(tickets(&john).await, tickets(&main).await);
    let contacts = main.get("/contact").await.done().list_at("contacts");
    assert_eq!(contacts.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn credentials_with_every_call_see_what_a_token_sees() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.buys("shoes.com", 1).await;
    let (username, password) = world.client_login("main");
    let basic = world.nobody().with_basic(&username, &password);
    let domain = format!("/domain/{id}");
    for path in ["/details", "/balance", "/invoice", "/domain", &domain, "/domain/order"] {
        let by_token = main.get(path).await.done();
        assert_eq!(basic.get(path).await.done().text, by_token.text, "{path}");
    }
    let autorenew = format!("{domain}/autorenew");
    let _ = basic.put(&autorenew, json!({ "autorenew": "1" })).await.done();
    assert_eq!(main.domain(&id).await["autorenew"], "1");
    // Nothing is ended by it: there is no token, and the next call is let in as the last one was.
    let _ = basic.post("/logout", json!({})).await.done();
    let _ = basic.get("/details").await.done();
    let _ = main.get("/details").await.done();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_begins_goes_on_and_ends() {
    begins_goes_on_and_ends(World::on("2026-01-01").await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_begins_goes_on_and_ends_in_the_observed_profile() {
    begins_goes_on_and_ends(World::observed("2026-01-01").await).await;
}

async fn begins_goes_on_and_ends(world: World) {
    let (nobody, first) = (world.nobody(), pair(&world).await);
    let details = nobody.with_token(&first.token).get("/details").await.done();
    assert_eq!(details.json["client"]["email"], world.client_login("main").0);
    let second = exchanges(&nobody, &first.refresh).await.pair();
    assert!(second.token != first.token && second.refresh != first.refresh);
    assert!(opens(&nobody, &second.token).await);
    let revoked = nobody.post("/revoke", json!({ "refresh_token": second.refresh })).await.done();
    assert_eq!(revoked.json, json!({ "status": true }));
    assert!(!opens(&nobody, &second.token).await);
    exchanges(&nobody, &second.refresh).await.refused(401);
}
