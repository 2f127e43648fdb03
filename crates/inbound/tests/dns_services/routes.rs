//! Every route is a call of the dialect.

use std::collections::BTreeSet;
use std::sync::Arc;

use dialects::dns_services::endpoints;
use inbound::dns_services::{Profile, api};
use wire::ApiSettings;

use crate::world::World;

#[tokio::test]
async fn every_route_is_a_call() {
    let world = World::new().await;
    let api = api(Arc::clone(&world.realm), ApiSettings::default(), Profile::Observed);
    let known = endpoints();
    let known: BTreeSet<_> =
        known.iter().map(|call| (call.path, call.method.to_string(), call.ids)).collect();
    assert!(!api.operations().is_empty());
    for call in api.operations() {
        let route = (call.path, call.method.to_string(), call.ids);
        assert!(known.contains(&route), "{route:?}");
    }
}
