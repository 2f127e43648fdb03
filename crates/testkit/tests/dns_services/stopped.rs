//! An account that its seller stops: what was handed out before buys nothing more, at once.

use std::sync::Arc;

use app::Context;
use app::accounts::children;
use model::account::AccountId;
use serde_json::json;
use testkit::World;

use crate::catalogue;
use crate::estate::{founded, text};

/// The family of callers that main belongs to.
const AUDIENCE: &str = "dns-services";

/// The account that sold main its names.
async fn seller(world: &World, client: AccountId) -> Context {
    let realm = Arc::clone(&world.running().world().realm);
    let parent = realm.store.read(move |tx| tx.account(client)).await.expect("an account").parent;
    Context::for_account(&realm, parent.expect("a seller")).await.expect("the seller")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_handed_out_before_buys_nothing_more() {
    let world = World::on("2026-01-01").await;
    let estate = founded(&world).await;
    let (before, ledger) = (estate.seen().await, world.ledger().await);
    let account = text(&estate.client.get("/details").await.json["client"], "id");
    let seller = seller(&world, AccountId(account.parse().expect("a number"))).await;
    let (username, password) = world.client_login("main");
    let nobody = world.nobody();
    let pair = nobody.logs_in(&username, &password).await;
    let (mary, mary_password) = world.client_login("mary");
    let contact = nobody.logs_in(&mary, &mary_password).await;
    let held = [
        nobody.with_token(&pair.token),
        nobody.with_basic(&username, &password),
        nobody.with_token(&contact.token),
        nobody.with_basic(&mary, &mary_password),
    ];
    children::suspend(&seller, AUDIENCE, &username).await.expect("the seller may");

    for operation in catalogue::read().operations {
        let id = operation.id.as_str();
        if matches!(id, "login" | "refresh_token" | "revoke_token") {
            continue;
        }
        let places = estate.places(&operation);
        let places: Vec<_> = places.iter().map(|(place, at)| (*place, at.as_str())).collect();
        for client in &held {
            let reply = operation.call(client, &places, &estate.good(id)).await;
            assert!(matches!(reply.status, 401 | 403), "{id}: {} {}", reply.status, reply.text);
            assert!(!reply.errors().is_empty(), "{id}: {}", reply.text);
        }
    }
    for pair in [&pair, &contact] {
        let refused = nobody.post("/token", json!({ "refresh_token": pair.refresh })).await;
        assert!(matches!(refused.status, 401 | 403), "{}", refused.text);
    }
    let refused = nobody.tries_to_log_in(&username, &password).await;
    assert!(matches!(refused.status, 401 | 403), "{}", refused.text);
    assert_eq!(world.ledger().await, ledger);

    children::unsuspend(&seller, AUDIENCE, &username).await.expect("the seller may");
    let main = nobody.signs_in(&username, &password).await;
    assert_eq!(main.domain(&estate.name).await["status"], "Active");
    let now = main.get("/invoice").await.done().json;
    let then = before.iter().find(|(path, _)| path == "/invoice").map(|(_, value)| value);
    assert_eq!(Some(&now), then);
    world.is_consistent().await;
}
