//! What buying costs, and what comes of it.

use app::operations;
use app::servers::{self, BuyServer, Filter, Selector};
use model::Error;
use model::error::{Field, Noun, Reason, Supplier};
use model::event::EventKind;
use model::server::{Power, ServerState, TaskKind};
use model::subscription::SubscriptionState;

use crate::host::Fault;
use crate::world::{AUDIENCE, World, wish, with_key};

async fn visible(world: &World) -> i64 {
    let filter = Filter { audience: AUDIENCE, states: states(), ..Filter::default() };
    servers::count(&world.customer, filter).await.unwrap()
}

fn states() -> Vec<ServerState> {
    ServerState::ALL.to_vec()
}

#[tokio::test]
async fn a_server_is_paid_made_and_set_up() {
    let world = World::new().await;
    let server = servers::buy(&world.customer, wish()).await.unwrap();
    assert_eq!(server.name, format!("svds{}", server.id.0));
    assert_eq!((server.state, server.power), (ServerState::New, Power::Off));
    assert_eq!(server.task.map(|task| task.kind), Some(TaskKind::SetUp));
    assert_eq!(server.image, "centos9x64");
    assert_eq!((world.balance(&world.customer).await.as_str(), world.holds().await), ("81.00", 0));
    let which = Selector::named(&server.name);
    world.passes(599).await;
    assert_eq!(world.server(&which).await.state, ServerState::New);
    world.passes(1).await;
    let found = world.sees(&which).await;
    assert_eq!((found.server.state, found.server.power), (ServerState::Ready, Power::On));
    assert_eq!((found.server.task, found.server.address.as_str()), (None, "192.0.2.1"));
    assert_eq!(found.subscription.due.day(), "2026-12-21");
    assert_eq!(found.tariff_name, "XENSSD VDS 4 100+");
    assert_eq!(
        (found.owner.login.as_str(), found.owner.seller_login.as_str()),
        ("customer", "shop")
    );
    assert_eq!(world.log(1).await, [EventKind::ServerTaskDone]);
    let said = format!("id={0}&server=svds{0}&state=ok&task=set-up&result=ok", server.id.0);
    assert_eq!(world.called.bodies(), [said]);
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused_and_costs_nothing() {
    let world = World::new().await;
    let refused = |field, reason| Error::invalid(field, reason);
    for (wish, error) in [
        (BuyServer { tariff: String::new(), ..wish() }, Error::Missing(Field::Product)),
        (
            BuyServer { tariff: "xenssd vds 4 100+".into(), ..wish() },
            refused(Field::Product, Reason::UnknownWord),
        ),
        (BuyServer { cluster: 3, ..wish() }, refused(Field::Cluster, Reason::UnknownWord)),
        (BuyServer { image: String::new(), ..wish() }, Error::Missing(Field::Image)),
        (BuyServer { image: "plan9".into(), ..wish() }, refused(Field::Image, Reason::UnknownWord)),
        (
            BuyServer { tariff: "OVZ VDS 1 30".into(), image: "freebsd".into(), ..wish() },
            refused(Field::Image, Reason::NotOffered),
        ),
        (
            BuyServer { panel: Some("cpanel".into()), ..wish() },
            refused(Field::Panel, Reason::NotOffered),
        ),
        (
            BuyServer { callback_url: Some("ftp://my.domain.com/".into()), ..wish() },
            refused(Field::CallbackUrl, Reason::NotAUrl),
        ),
        (BuyServer { purpose: "a\nb".into(), ..wish() }, refused(Field::Text, Reason::NotText)),
        (BuyServer { periods: 0, ..wish() }, refused(Field::Period, Reason::OutOfRange(1, 120))),
    ] {
        assert_eq!(servers::buy(&world.customer, wish).await.unwrap_err(), error);
    }
    assert_eq!(world.balance(&world.customer).await, "100.00");
    assert_eq!((visible(&world).await, world.host.made()), (0, 0));
}

#[tokio::test]
async fn a_space_at_the_end_of_a_tariff_stands_for_a_plus() {
    let world = World::new().await;
    let wish = BuyServer { tariff: "XENSSD VDS 4 100 ".into(), ..wish() };
    let server = servers::buy(&world.customer, wish).await.unwrap();
    let found = world.sees(&Selector::number(server.id)).await;
    assert_eq!(found.tariff_name, "XENSSD VDS 4 100+");
}

#[tokio::test]
async fn who_has_too_little_buys_nothing() {
    let world = World::new().await;
    let wish = BuyServer { periods: 6, ..wish() };
    let refused = servers::buy(&world.customer, wish).await.unwrap_err();
    assert!(matches!(refused, Error::InsufficientFunds { short_by } if short_by.minor == 1_400));
    assert_eq!((visible(&world).await, world.host.made()), (0, 0));
    assert_eq!(world.balance(&world.customer).await, "100.00");
}

#[tokio::test]
async fn a_refused_purchase_gives_the_money_back_and_leaves_nothing() {
    for fault in [Fault::No, Fault::Away] {
        let world = World::new().await;
        world.host.next(fault);
        assert!(servers::buy(&world.customer, wish()).await.is_err());
        assert_eq!(
            (world.balance(&world.customer).await.as_str(), world.holds().await),
            ("100.00", 0)
        );
        assert_eq!((visible(&world).await, world.host.made()), (0, 0));
        world.passes(86_400).await;
        assert_eq!((visible(&world).await, world.host.made()), (0, 0));
        assert!(world.called.bodies().is_empty(), "who was told at once is not called");
    }
}

#[tokio::test]
async fn silence_keeps_the_money_until_the_host_tells() {
    for fault in [Fault::Deaf, Fault::Mute] {
        let world = World::new().await;
        world.host.next(fault);
        let unknown = Error::OutcomeUnknown(Supplier::Servers);
        assert_eq!(servers::buy(&world.customer, wish()).await.unwrap_err(), unknown);
        assert_eq!(
            (world.balance(&world.customer).await.as_str(), world.holds().await),
            ("81.00", 1)
        );
        assert_eq!(visible(&world).await, 1);
        world.passes(700).await;
        assert_eq!(
            (world.balance(&world.customer).await.as_str(), world.holds().await),
            ("81.00", 0)
        );
        assert_eq!((visible(&world).await, world.host.made()), (1, 1), "{fault:?}");
        let found = servers::search(
            &world.customer,
            Filter { audience: AUDIENCE, ..Filter::default() },
            servers::ServerOrder::Id,
            app::page::Window { start: 0, limit: 10, descending: false },
        );
        assert_eq!(found.await.unwrap()[0].server.state, ServerState::Ready);
    }
}

#[tokio::test]
async fn a_no_after_silence_is_told_to_whoever_waited() {
    let world = World::new().await;
    world.host.next(Fault::Deaf);
    world.host.next(Fault::No);
    assert!(servers::buy(&world.customer, wish()).await.is_err());
    world.passes(60).await;
    assert_eq!(
        (world.balance(&world.customer).await.as_str(), visible(&world).await),
        ("100.00", 0)
    );
    assert_eq!(world.called.bodies().len(), 1);
    assert!(world.called.bodies()[0].ends_with("task=set-up&result=error"));
}

#[tokio::test]
async fn a_server_that_cannot_be_set_up_is_given_back() {
    let world = World::new().await;
    world.host.fails(true);
    let wish = BuyServer { periods: 2, ..wish() };
    let server = servers::buy(&world.customer, wish).await.unwrap();
    let which = Selector::number(server.id);
    assert_eq!(world.balance(&world.customer).await, "62.00");
    world.passes(600).await;
    let found = world.sees(&which).await;
    assert_eq!(found.server.state, ServerState::Disabled);
    assert_eq!(found.subscription.state, SubscriptionState::Cancelled);
    assert_eq!((world.balance(&world.customer).await.as_str(), world.holds().await), ("100.00", 0));
    assert_eq!(world.host.there(), 0);
    assert!(world.called.bodies()[0].contains("state=disabled&task=set-up&result=error"));
    assert!(servers::extend(&world.customer, &which, 1, None).await.is_err());
    assert_eq!(servers::refuse(&world.customer, &which).await.unwrap().state, ServerState::Deleted);
    assert_eq!(world.balance(&world.customer).await, "100.00");
}

#[tokio::test]
async fn a_repeated_purchase_is_the_same_purchase() {
    let world = World::new().await;
    let customer = with_key(&world.customer, "one");
    let first = servers::buy(&customer, wish()).await.unwrap();
    let again = servers::buy(&customer, wish()).await.unwrap();
    assert_eq!(first.id, again.id);
    assert_eq!((world.host.made(), world.balance(&world.customer).await.as_str()), (1, "81.00"));
    let other = BuyServer { cluster: 2, ..wish() };
    assert_eq!(servers::buy(&customer, other).await.unwrap_err(), Error::KeyReused);
    // Also where it was not answered the first time.
    for fault in [Fault::Deaf, Fault::Mute] {
        let customer = with_key(&world.customer, &format!("{fault:?}"));
        let made = world.host.made();
        world.host.next(fault);
        assert!(servers::buy(&customer, wish()).await.is_err());
        servers::buy(&customer, wish()).await.unwrap();
        assert_eq!((world.host.made(), world.holds().await), (made + 1, 0));
    }
    assert_eq!(world.balance(&world.customer).await, "43.00");
}

#[tokio::test]
async fn whoever_was_told_to_wait_and_asks_again_means_the_same_server() {
    for fault in [Fault::Deaf, Fault::Mute] {
        for pause in [0, 60] {
            let world = World::new().await;
            world.host.next(fault);
            assert!(servers::buy(&world.customer, wish()).await.is_err());
            world.passes(pause).await;
            let first = servers::buy(&world.customer, wish()).await.unwrap();
            assert_eq!((world.host.made(), visible(&world).await), (1, 1), "{fault:?} {pause}");
            assert_eq!(world.balance(&world.customer).await, "81.00");
            // What came of it was told, so that the next is another.
            let second = servers::buy(&world.customer, wish()).await.unwrap();
            assert_ne!(first.id, second.id);
            assert_eq!((world.host.made(), world.holds().await), (2, 0));
        }
    }
}

#[tokio::test]
async fn two_that_are_alike_and_waited_for_stay_two() {
    let world = World::new().await;
    for _ in 0..2 {
        // Neither is heard of, not even by whoever asks for it first.
        world.host.next(Fault::Mute);
    }
    let orders = (servers::buy(&world.customer, wish()), servers::buy(&world.customer, wish()));
    let (one, other) = tokio::join!(orders.0, orders.1);
    assert!(one.is_err() && other.is_err());
    world.passes(60).await;
    let first = servers::buy(&world.customer, wish()).await.unwrap();
    let second = servers::buy(&world.customer, wish()).await.unwrap();
    assert_ne!(first.id, second.id);
    assert_eq!((world.host.made(), visible(&world).await), (2, 2));
    assert_eq!(world.balance(&world.customer).await, "62.00");
}

#[tokio::test]
async fn what_was_waited_for_is_not_meant_for_ever() {
    for gives_up in [true, false] {
        let world = World::new().await;
        world.host.next(Fault::Mute);
        assert!(servers::buy(&world.customer, wish()).await.is_err());
        world.passes(if gives_up { 60 } else { 2 * 3600 }).await;
        let one = Selector::number(model::subscription::SubscriptionId(1));
        if gives_up {
            servers::refuse(&world.customer, &one).await.unwrap();
        }
        let another = servers::buy(&world.customer, wish()).await.unwrap();
        assert_ne!(Some(another.id), one.id);
        assert_eq!((world.host.made(), another.state), (2, ServerState::New));
    }
}

#[tokio::test]
async fn at_once_under_one_key_one_server_is_bought() {
    let world = World::new().await;
    let customer = with_key(&world.customer, "one");
    let buyers = (0..8).map(|_| {
        let customer = customer.clone();
        tokio::spawn(async move { servers::buy(&customer, wish()).await })
    });
    for buyer in buyers.collect::<Vec<_>>() {
        drop(buyer.await.unwrap());
    }
    world.passes(700).await;
    assert_eq!((world.host.made(), visible(&world).await), (1, 1));
    assert_eq!((world.balance(&world.customer).await.as_str(), world.holds().await), ("81.00", 0));
}

#[tokio::test]
async fn a_purchase_that_died_on_the_way_is_carried_on() {
    for fault in [Fault::DiesBefore, Fault::DiesAfter] {
        let world = World::new().await;
        world.host.next(fault);
        assert!(servers::buy(&world.customer, wish()).await.is_err());
        assert_eq!(world.holds().await, 1);
        operations::resume(&world.realm).await.unwrap();
        assert_eq!((world.host.made(), world.holds().await), (1, 0), "{fault:?}");
        assert_eq!(world.balance(&world.customer).await, "81.00");
        world.passes(600).await;
        assert_eq!(visible(&world).await, 1);
    }
}

#[tokio::test]
async fn a_strangers_server_is_as_unknown_as_none() {
    let world = World::new().await;
    let which = world.ready().await;
    let server = world.server(&which).await;
    let unknown = Error::NotFound(Noun::Server);
    let contradicting = Selector { id: Some(server.id), name: Some("svds999".into()) };
    for which in [which.clone(), Selector::named(&server.name), contradicting.clone()] {
        let seen = servers::one(&world.stranger, AUDIENCE, &which).await;
        assert_eq!(seen.unwrap_err(), unknown);
        let begun =
            servers::begin_task(&world.stranger, &which, TaskKind::Reboot, None, None).await;
        assert_eq!(begun.unwrap_err(), unknown);
    }
    let contradicts = Error::invalid(Field::Server, Reason::Contradicts);
    let seen = servers::one(&world.customer, AUDIENCE, &contradicting).await;
    assert_eq!(seen.unwrap_err(), contradicts);
    let nothing = servers::one(&world.customer, AUDIENCE, &Selector::default()).await;
    assert_eq!(nothing.unwrap_err(), Error::Missing(Field::Server));
    // Who stands above acts for it, and nobody else does.
    let acting = servers::acting_for(&world.shop, &which).await.unwrap();
    assert_eq!(acting.account(), world.customer.account());
    assert_eq!(servers::acting_for(&world.stranger, &which).await.err(), Some(unknown));
}
