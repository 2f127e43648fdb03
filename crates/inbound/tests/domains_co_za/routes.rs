//! Every call of the dialect has a route, and every route is a call of the dialect.

use std::collections::BTreeSet;
use std::sync::Arc;

use dialects::domains_co_za::endpoints;
use dialects::domains_co_za::legacy::OLDER_ROUTES;
use http::Method;
use inbound::domains_co_za::api;
use wire::ApiSettings;

use crate::world::World;

#[tokio::test]
async fn calls_and_routes_are_the_same() {
    let world = World::new().await;
    let api = api(Arc::clone(&world.realm), ApiSettings::default());
    let served: Vec<_> =
        api.operations().iter().map(|call| (call.path, call.method.as_str(), call.ids)).collect();
    // Older clients' own calls have no row, and are not listed among the operations.
    let listed = endpoints().into_iter().filter(|call| !call.ids.is_empty());
    let known: Vec<_> = listed.map(|call| (call.path, call.method.to_string(), call.ids)).collect();
    assert_eq!(served.len(), known.len());
    let served: BTreeSet<_> =
        served.into_iter().map(|(path, method, ids)| (path, method.to_owned(), ids)).collect();
    assert_eq!(served, known.into_iter().collect());
}

/// A call that nobody knows is refused as such, before anybody is asked who they are.
#[tokio::test]
async fn every_older_path_is_served_with_every_method() {
    let world = World::new().await;
    let nobody = world.nobody();
    nobody
        .get("/domain/domain/gossip", &[])
        .await
        .refused(15, "There is no call /domains-co-za/api/domain/domain/gossip");
    let own = endpoints().into_iter().filter(|call| call.ids.is_empty()).map(|call| call.path);
    for path in OLDER_ROUTES.iter().map(|route| route.path).chain(own) {
        for method in [Method::GET, Method::POST, Method::PUT, Method::DELETE] {
            let answer = nobody.call(method.clone(), path, &[]).await;
            assert_eq!(answer.json["intReturnCode"], 6, "{method} {path}: {}", answer.json);
        }
    }
}

/// A path may be served and still lead to another call.
#[tokio::test]
async fn an_older_path_means_the_call_that_the_dialect_says() {
    let world = World::new().await;
    for route in OLDER_ROUTES {
        let facts = endpoints();
        let current = facts.iter().find(|call| call.ids.contains(&route.id)).unwrap();
        let (older, current) = (
            world.main.call(route.method.clone(), route.path, &[]).await,
            world.main.call(current.method.clone(), current.path, &[]).await,
        );
        for key in ["intReturnCode", "strMessage", "objReseller"] {
            assert_eq!(older.json[key], current.json[key], "{} {}", route.path, route.id);
        }
    }
}
