//! Every call of the dialect has its route, and every route is a call.

use std::collections::BTreeSet;
use std::sync::Arc;

use dialects::dns_services::endpoints;
use inbound::dns_services::{Profile, api};
use wire::ApiSettings;

use crate::world::World;

#[tokio::test]
async fn calls_and_routes_are_the_same() {
    let world = World::new().await;
    let api = api(Arc::clone(&world.realm), ApiSettings::default(), Profile::Observed);
    let calls: BTreeSet<_> = endpoints()
        .into_iter()
        .map(|call| (call.path, call.method.to_string(), call.ids))
        .collect();
    let routes: BTreeSet<_> = api
        .operations()
        .iter()
        .map(|call| (call.path, call.method.to_string(), call.ids))
        .collect();
    assert_eq!(calls.len(), 83);
    assert_eq!(routes, calls);
}
