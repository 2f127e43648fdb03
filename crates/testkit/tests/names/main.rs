//! Verbs about names that ask a registry, called as dialects call them.

#![expect(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

/// Switches, contacts and servers that read back changed at once.
mod at_once;
/// What leads elsewhere.
mod forwarding;
/// Hosts below names, each by a number.
mod hosts;
/// Keys of signed names.
mod keys;
/// Contacts behind names, each by a number.
mod people;

use app::Context;
use model::name::DomainName;
use testkit::World;

/// A name that was registered a while ago, in the hands of its holder.
pub async fn holder_of(world: &World, name: &str) -> (Context, DomainName) {
    world.shop("main").await.registers(name, 1).await;
    world.sleeps_until("2026-06-01T00:00:00Z").await;
    let name = DomainName::parse(name, |_| false).unwrap();
    let held = world.held_names().await.into_iter().find(|held| held.name == name).unwrap();
    let realm = &world.running().world().realm;
    (Context::for_account(realm, held.account).await.unwrap(), name)
}
