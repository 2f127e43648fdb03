//! Hosts that an account knows by a number, below its names and under those of everybody.

use std::net::IpAddr;

use app::Context;
use app::domains::choices::NameserverChoice;
use app::domains::nameservers;
use app::hosts::search::{HostFilter, HostOrder, search};
use app::hosts::{HostRef, create, delete, read, update};
use app::page::Window;
use model::error::{Error, Field, Noun, Prohibition, Reason};
use model::host::HostId;
use model::name::DomainName;
use testkit::World;

use crate::holder_of;

const AUDIENCE: &str = "domains-co-za";
const FIRST: &str = "ns1.shoes.com";
const SECOND: &str = "ns2.shoes.com";

fn addresses(texts: &[&str]) -> Vec<IpAddr> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn servers(names: [&str; 2]) -> NameserverChoice {
    NameserverChoice::Custom(names.map(str::to_owned).to_vec())
}

async fn delegates(cx: &Context, name: &DomainName, names: [&str; 2]) -> model::Result<()> {
    nameservers::set(cx, name, servers(names)).await
}

/// Another account with a name of its own.
async fn stranger(world: &World) -> (Context, DomainName) {
    world.shop("other").await.registers("boots.com", 1).await;
    let held = world.held_names().await;
    let held = held.into_iter().find(|held| held.name.as_str() == "boots.com").unwrap();
    let realm = &world.running().world().realm;
    (Context::for_account(realm, held.account).await.unwrap(), held.name)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_is_made_found_changed_and_removed() {
    let world = World::on("2026-01-01").await;
    let (cx, shoes) = holder_of(&world, "shoes.com").await;
    let made = create::create(&cx, "NS1.shoes.com", &addresses(&["192.0.2.1"])).await.unwrap();
    assert_eq!((made.host.name.as_str(), &made.domain_name), (FIRST, &shoes));
    let again = create::create(&cx, FIRST, &addresses(&["192.0.2.1"])).await;
    assert_eq!(again, Err(Error::Exists(Noun::Host)));
    let found = read::read(&cx, AUDIENCE, HostRef::numbered(made.id)).await.unwrap();
    assert_eq!(found.stored, made);
    let by_name = read::read(&cx, AUDIENCE, HostRef::named(FIRST)).await.unwrap();
    assert_eq!(by_name, found);
    let both = HostRef { id: Some(made.id), name: Some(SECOND.to_owned()) };
    let two = Err(Error::invalid(Field::Host, Reason::Contradicts));
    assert_eq!(read::read(&cx, AUDIENCE, both).await, two);
    let none = read::read(&cx, AUDIENCE, HostRef::default()).await;
    assert_eq!(none, Err(Error::Missing(Field::Host)));

    let changed =
        update::update(&cx, HostRef::numbered(made.id), &addresses(&["2001:db8::1"])).await;
    assert_eq!(changed.unwrap().host.addresses, addresses(&["2001:db8::1"]));
    world.is_consistent().await;
    let twice = update::update(&cx, HostRef::named(FIRST), &addresses(&["2001:db8::1"; 2])).await;
    assert_eq!(twice, Err(Error::invalid(Field::Address(2), Reason::Repeated)));
    delete::delete(&cx, HostRef::numbered(made.id)).await.unwrap();
    let gone = Err(Error::NotFound(Noun::Host));
    assert_eq!(delete::delete(&cx, HostRef::numbered(made.id)).await, gone);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_stays_while_any_name_delegates_to_it() {
    let world = World::on("2026-01-01").await;
    let (cx, shoes) = holder_of(&world, "shoes.com").await;
    let (other, boots) = stranger(&world).await;
    for (host, address) in [(FIRST, "192.0.2.1"), (SECOND, "192.0.2.2")] {
        create::create(&cx, host, &addresses(&[address])).await.unwrap();
    }
    let used = Error::Prohibited(Prohibition::HostInUse);
    let elsewhere = ["ns1.example.net", "ns2.example.net"];
    for (holder, name) in [(&cx, &shoes), (&other, &boots)] {
        delegates(holder, name, [FIRST, SECOND]).await.unwrap();
        assert_eq!(delete::delete(&cx, HostRef::named(FIRST)).await, Err(used.clone()));
        let emptied = update::update(&cx, HostRef::named(FIRST), &[]).await;
        assert_eq!(emptied, Err(used.clone()));
        world.is_consistent().await;
        delegates(holder, name, elsewhere).await.unwrap();
    }
    delete::delete(&cx, HostRef::named(FIRST)).await.unwrap();
    world.is_consistent().await;

    // Silence is no answer: the refusal that follows it is.
    delegates(&other, &boots, [SECOND, "ns1.example.net"]).await.unwrap();
    world.orders_fault("host", "reply_lost", 1).await;
    assert!(delete::delete(&cx, HostRef::named(SECOND)).await.is_err());
    world.sleeps("PT2M").await;
    assert!(read::read(&cx, AUDIENCE, HostRef::named(SECOND)).await.is_ok());
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_without_addresses_makes_no_glue() {
    let world = World::on("2026-01-01").await;
    let (cx, shoes) = holder_of(&world, "shoes.com").await;
    create::create(&cx, FIRST, &[]).await.unwrap();
    create::create(&cx, SECOND, &addresses(&["192.0.2.2"])).await.unwrap();
    world.is_consistent().await;
    let glue = Err(Error::invalid(Field::Nameserver(1), Reason::NeedsGlue));
    assert_eq!(delegates(&cx, &shoes, [FIRST, SECOND]).await, glue);
    update::update(&cx, HostRef::named(FIRST), &addresses(&["192.0.2.1"])).await.unwrap();
    delegates(&cx, &shoes, [FIRST, SECOND]).await.unwrap();
    delegates(&cx, &shoes, ["ns1.example.net", SECOND]).await.unwrap();
    let emptied = update::update(&cx, HostRef::named(FIRST), &[]).await.unwrap();
    assert!(emptied.host.addresses.is_empty());
    world.is_consistent().await;
    assert_eq!(
        delegates(&cx, &shoes, [SECOND, FIRST]).await.err().map(|error| match error {
            Error::Invalid { field, reason } => (field, reason),
            other => panic!("{other:?}"),
        }),
        Some((Field::Nameserver(2), Reason::NeedsGlue))
    );
    delete::delete(&cx, HostRef::named(FIRST)).await.unwrap();
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hosts_lie_below_names_of_their_account() {
    let world = World::on("2026-01-01").await;
    let (cx, _) = holder_of(&world, "shoes.com").await;
    let (other, _) = stranger(&world).await;
    let address = addresses(&["192.0.2.1"]);
    let refused = async |host: &str| create::create(&cx, host, &address).await.unwrap_err();
    let outside = Error::invalid(Field::Host, Reason::NotSubordinate);
    assert_eq!(refused("ns1.boots.com").await, Error::NotFound(Noun::Domain));
    assert_eq!(refused("ns1.nobodys.com").await, Error::NotFound(Noun::Domain));
    assert_eq!(refused("shoes.com").await, outside);
    assert_eq!(refused("ns1.example.invalid").await, outside);
    let many: Vec<String> = (1..=14).map(|number| format!("192.0.2.{number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let too_many = create::create(&cx, FIRST, &addresses(&many)).await;
    assert_eq!(too_many, Err(Error::invalid(Field::Address(14), Reason::MoreThan(13))));

    let made = create::create(&cx, FIRST, &address).await.unwrap();
    let gone = Error::NotFound(Noun::Host);
    for which in [HostRef::numbered(made.id), HostRef::named(FIRST), HostRef::numbered(HostId(999))]
    {
        assert_eq!(read::read(&other, AUDIENCE, which.clone()).await, Err(gone.clone()));
        assert_eq!(delete::delete(&other, which.clone()).await, Err(gone.clone()));
        assert_eq!(update::update(&other, which, &address).await, Err(gone.clone()));
    }
    let window = Window { start: 0, limit: 10, descending: false };
    let seen = async |cx: &Context| {
        search(cx, AUDIENCE, HostFilter::default(), HostOrder::Host, window).await.unwrap().len()
    };
    assert_eq!((seen(&cx).await, seen(&other).await), (1, 0));
    world.is_consistent().await;
}
