//! Lists of servers.

use app::Context;
use app::page::Window;
use app::servers::{self, BuyServer, Filter, Selector, ServerOrder};
use model::server::{ServerState, TaskKind, Virtualisation};
use model::subscription::SubscriptionId;

use crate::world::{AUDIENCE, World, wish};

const ALL: Window = Window { start: 0, limit: 100, descending: false };

fn everything() -> Filter {
    Filter { audience: AUDIENCE, below: true, ..Filter::default() }
}

async fn numbers(cx: &Context, filter: Filter, order: ServerOrder, window: Window) -> Vec<i64> {
    let found = servers::search(cx, filter, order, window).await.unwrap();
    found.iter().map(|found| found.server.id.0).collect()
}

/// Numbers 1 and 4 are the customer's, 2 the stranger's, 3 the shop's own; 4 is a container.
async fn stocked() -> World {
    let world = World::new().await;
    world.gives("stranger", "100.00").await;
    world.gives("shop", "100.00").await;
    let small = || BuyServer { tariff: "OVZ VDS 1 30".into(), image: "debian".into(), ..wish() };
    servers::buy(&world.customer, wish()).await.unwrap();
    servers::buy(&world.stranger, BuyServer { periods: 3, ..small() }).await.unwrap();
    servers::buy(&world.shop, BuyServer { periods: 2, ..small() }).await.unwrap();
    world.passes(600).await;
    servers::buy(&world.customer, BuyServer { periods: 4, ..small() }).await.unwrap();
    world
}

#[tokio::test]
async fn an_account_sees_its_own_and_those_directly_below() {
    let world = stocked().await;
    let own = || Filter { audience: AUDIENCE, ..Filter::default() };
    for (cx, filter, seen) in [
        (&world.shop, everything(), vec![1, 2, 3, 4]),
        (&world.shop, own(), vec![3]),
        (&world.customer, everything(), vec![1, 4]),
        (&world.customer, own(), vec![1, 4]),
        (&world.stranger, everything(), vec![2]),
    ] {
        assert_eq!(
            servers::count(cx, filter.clone()).await,
            Ok(i64::try_from(seen.len()).unwrap())
        );
        assert_eq!(numbers(cx, filter, ServerOrder::Id, ALL).await, seen);
    }
}

#[tokio::test]
async fn lists_are_ordered_and_cut() {
    let world = stocked().await;
    let down = Window { descending: true, ..ALL };
    for (order, window, seen) in [
        (ServerOrder::Id, down, vec![4, 3, 2, 1]),
        (ServerOrder::Name, ALL, vec![2, 3, 4, 1]),
        (ServerOrder::Expires, ALL, vec![1, 3, 2, 4]),
        (ServerOrder::Expires, down, vec![4, 2, 3, 1]),
        (ServerOrder::State, ALL, vec![4, 1, 2, 3]),
        (ServerOrder::Id, Window { start: 1, limit: 2, descending: false }, vec![2, 3]),
        (ServerOrder::Name, Window { start: 3, limit: 2, descending: false }, vec![1]),
        (ServerOrder::Id, Window { start: 9, limit: 2, descending: false }, vec![]),
    ] {
        assert_eq!(numbers(&world.shop, everything(), order, window).await, seen, "{order:?}");
    }
}

#[tokio::test]
async fn filters_narrow_a_list() {
    let world = stocked().await;
    let filters = [
        (Filter { ids: vec![SubscriptionId(2), SubscriptionId(4)], ..everything() }, vec![2, 4]),
        (Filter { names: vec!["svds1".into(), "ovds3".into()], ..everything() }, vec![1, 3]),
        (Filter { clients: vec!["Customer".into()], ..everything() }, vec![1, 4]),
        (Filter { clients: vec!["nobody".into()], ..everything() }, vec![]),
        (Filter { sellers: vec!["shop".into()], ..everything() }, vec![1, 2, 4]),
        (Filter { sellers: vec!["operator".into()], ..everything() }, vec![3]),
        (Filter { states: vec![ServerState::New], ..everything() }, vec![4]),
        (
            Filter {
                states: vec![ServerState::Ready],
                clients: vec!["customer".into()],
                names: vec!["svds1".into()],
                ..everything()
            },
            vec![1],
        ),
        (Filter { notes: vec!["mine".into()], ..everything() }, vec![]),
        (Filter { notes: vec![String::new()], ..everything() }, vec![1, 2, 3, 4]),
    ];
    for (filter, seen) in filters {
        let count = servers::count(&world.shop, filter.clone()).await;
        assert_eq!(count, Ok(i64::try_from(seen.len()).unwrap()), "{filter:?}");
        assert_eq!(numbers(&world.shop, filter.clone(), ServerOrder::Id, ALL).await, seen);
    }
    // What is gone is shown to those who ask for it.
    servers::refuse(&world.customer, &Selector::named("svds1")).await.unwrap();
    assert_eq!(numbers(&world.customer, everything(), ServerOrder::Id, ALL).await, [4]);
    let gone = Filter { states: vec![ServerState::Deleted], ..everything() };
    assert_eq!(numbers(&world.customer, gone, ServerOrder::Id, ALL).await, [1]);
}

#[tokio::test]
async fn the_offer_says_what_can_be_bought() {
    let world = World::new().await;
    let cx = &world.customer;
    let tariffs = servers::tariffs(cx).unwrap();
    let big = tariffs.iter().find(|tariff| tariff.name == "XENSSD VDS 4 100+").unwrap();
    assert_eq!(
        (big.virtualisation, big.price.to_string().as_str()),
        (Virtualisation::Xen, "19.00")
    );
    assert!(tariffs.iter().any(|tariff| tariff.virtualisation == Virtualisation::OpenVz));
    let clusters: Vec<_> =
        servers::clusters(cx).iter().map(|one| (one.number, &*one.name)).collect();
    assert_eq!(clusters, [(1, "Netherlands, Amsterdam"), (2, "USA, Ashburn")]);
    let containers = servers::images(cx, Some(Virtualisation::OpenVz));
    assert!(containers.iter().all(|image| image.system != "FreeBSD"));
    assert!(servers::images(cx, None).len() > containers.len());
    assert_eq!(servers::live_images(cx)[0].name, "freebsdx64.live");
}

#[tokio::test]
async fn a_container_cannot_boot_a_kernel_of_its_own() {
    let world = stocked().await;
    world.passes(600).await;
    let which = Selector::named("ovds4");
    let begun = servers::begin_task(&world.customer, &which, TaskKind::BootLive, None, None).await;
    assert!(begun.is_err());
}
