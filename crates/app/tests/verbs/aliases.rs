//! Records that stand for the addresses of another name.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use app::jobs;
use app::ports::{Resolved, Resolver};
use app::zones::{self, published};
use async_trait::async_trait;
use model::error::Supplier;
use model::name::{DomainName, HostName};
use model::time::Seconds;
use model::{Error, Result};
use store::Tx;

use crate::hosted_zones::draft;
use crate::world::{World, name};

/// A resolver that knows what a test tells it, and is away otherwise.
#[derive(Default)]
struct Known(Mutex<HashMap<String, Resolved>>);

impl Known {
    fn tell(&self, host: &str, addresses: &[&str], ttl: u32) {
        let addresses = addresses.iter().map(|one| one.parse::<IpAddr>().unwrap()).collect();
        self.0.lock().unwrap().insert(host.to_owned(), Resolved { addresses, ttl });
    }

    fn is_away(&self) {
        self.0.lock().unwrap().clear();
    }
}

#[async_trait]
impl Resolver for Known {
    async fn addresses(&self, host: &HostName) -> Result<Resolved> {
        let known = self.0.lock().unwrap().get(host.as_str()).cloned();
        known.ok_or(Error::Unavailable(Supplier::Resolver))
    }
}

async fn world() -> (World, Arc<Known>) {
    let known = Arc::new(Known::default());
    let resolver = Arc::<Known>::clone(&known);
    (World::of(|parts| parts.resolver = Some(resolver)).await, known)
}

/// The addresses at the apex of a zone, and its serial.
async fn answers(world: &World, apex: &str) -> (Vec<String>, u32) {
    jobs::settle_due(&world.realm).await.unwrap();
    let zone = published(&world.realm, apex).await.unwrap().unwrap();
    let addresses = zone.records.iter().filter(|record| record.name == apex);
    let addresses = addresses.filter(|record| matches!(record.kind.as_str(), "A" | "AAAA"));
    (addresses.map(|record| format!("{} {}", record.content, record.ttl)).collect(), zone.serial)
}

async fn passes(world: &World, seconds: i64) {
    let to = world.realm.now() + Seconds(seconds);
    jobs::move_clock(&world.realm, to).await.unwrap();
}

async fn gives(world: &World, names: &[&str]) -> Vec<DomainName> {
    let mut given = Vec::new();
    for one in names {
        let one = name(one);
        world.gives(&world.shop, &one, true).await;
        given.push(one);
    }
    given
}

#[tokio::test]
async fn what_stands_behind_an_alias_follows_the_world_outside() {
    let (world, known) = world().await;
    let shoes = &gives(&world, &["shoes.co.za"]).await[0];
    known.tell("lb.example.net", &["198.51.100.7", "2001:db8::7"], 120);
    zones::add(&world.shop, shoes, draft("@ ALIAS lb.example.net")).await.unwrap();
    let (first, serial) = answers(&world, "shoes.co.za").await;
    assert_eq!(first, ["198.51.100.7 120", "2001:db8::7 120"]);

    // Nothing changed, so nothing is published; and nothing is forgotten while nobody answers.
    passes(&world, 600).await;
    assert_eq!(answers(&world, "shoes.co.za").await, (first.clone(), serial));
    known.is_away();
    passes(&world, 600).await;
    assert_eq!(answers(&world, "shoes.co.za").await, (first, serial));

    known.tell("lb.example.net", &["198.51.100.8"], 1);
    passes(&world, 600).await;
    let (moved, later) = answers(&world, "shoes.co.za").await;
    assert_eq!(moved, ["198.51.100.8 60"]);
    assert!(later > serial);

    zones::clear(&world.shop, shoes).await.unwrap();
    assert!(answers(&world, "shoes.co.za").await.0.is_empty());
    assert!(!has_jobs(&world).await, "somebody still looks behind an alias that is gone");
}

#[tokio::test]
async fn what_stands_in_the_platforms_own_zones_is_read_there() {
    let (world, _) = world().await;
    let names = gives(&world, &["shoes.co.za", "boots.co.za"]).await;
    let (shop, shoes, boots) = (&world.shop, &names[0], &names[1]);
    zones::add(shop, shoes, draft("@ ALIAS www.boots.co.za")).await.unwrap();
    assert!(answers(&world, "shoes.co.za").await.0.is_empty());

    zones::add(shop, boots, draft("www CNAME web.boots.co.za")).await.unwrap();
    zones::add(shop, boots, draft("web A 192.0.2.1")).await.unwrap();
    assert_eq!(answers(&world, "shoes.co.za").await.0, ["192.0.2.1 3600"]);

    // Aliases in a circle lead to nothing.
    let turned = "web ALIAS shoes.co.za";
    let (id, _) = zones::records(shop, boots).await.unwrap()[1].clone();
    zones::change(shop, boots, id, draft(turned)).await.unwrap();
    assert!(answers(&world, "shoes.co.za").await.0.is_empty());
}

async fn has_jobs(world: &World) -> bool {
    let jobs = world.realm.store.read(|tx: &mut Tx<'_>| tx.jobs_of(jobs::ALIAS, 0, 10)).await;
    !jobs.unwrap().is_empty()
}
