//! From one period to the next, and the end.

use app::servers::{self, Filter};
use app::subscriptions;
use model::Error;
use model::error::{Field, Prohibition};
use model::server::{Power, ServerState, TaskKind};

use crate::host::Fault;
use crate::world::{AUDIENCE, World};

#[tokio::test]
async fn a_server_that_is_not_renewed_stops_and_goes() {
    let world = World::new().await;
    let which = world.ready().await;
    servers::open_console(&world.customer, &which).await.unwrap();
    world.reaches("2026-12-21T10:00:00Z").await;
    let server = world.server(&which).await;
    assert_eq!((server.state, server.power), (ServerState::Blocked, Power::Off));
    assert_eq!(server.console_ends, None);
    let begun = servers::begin_task(&world.customer, &which, TaskKind::PowerOn, None, None).await;
    assert_eq!(begun.unwrap_err(), Error::Prohibited(Prohibition::ServerNotReady));
    world.reaches("2027-03-01T10:00:00Z").await;
    assert_eq!(world.server(&which).await.state, ServerState::Deleted);
    assert_eq!((world.host.there(), world.balance(&world.customer).await.as_str()), (0, "81.00"));
    let filter = Filter { audience: AUDIENCE, ..Filter::default() };
    assert_eq!(servers::count(&world.customer, filter).await, Ok(0));
}

#[tokio::test]
async fn what_is_renewed_runs_again() {
    let world = World::new().await;
    let which = world.ready().await;
    let from = Some("2026-12-21".to_owned());
    let renewed = servers::extend(&world.customer, &which, 1, from.clone()).await.unwrap();
    assert_eq!(renewed.due.day(), "2027-01-21");
    let stale = servers::extend(&world.customer, &which, 1, from).await;
    assert_eq!(stale.unwrap_err(), Error::Stale { field: Field::Expiry });
    assert_eq!(world.balance(&world.customer).await, "62.00");
    world.reaches("2027-01-22T10:00:00Z").await;
    assert_eq!(world.server(&which).await.state, ServerState::Blocked);
    let renewed = servers::extend(&world.customer, &which, 2, None).await.unwrap();
    assert_eq!(renewed.due.day(), "2027-03-21");
    let server = world.server(&which).await;
    assert_eq!((server.state, server.power), (ServerState::Ready, Power::On));
    assert_eq!((world.balance(&world.customer).await.as_str(), world.holds().await), ("24.00", 0));
}

#[tokio::test]
async fn a_server_renews_itself_from_the_money_that_is_there() {
    let world = World::new().await;
    let which = world.ready().await;
    subscriptions::set_autorenew(&world.customer, which.id.unwrap(), true).await.unwrap();
    world.reaches("2027-03-01T10:00:00Z").await;
    let found = world.sees(&which).await;
    assert_eq!(
        (found.server.state, found.subscription.due.day().as_str()),
        (ServerState::Ready, "2027-03-21")
    );
    assert_eq!(world.balance(&world.customer).await, "24.00");
}

#[tokio::test]
async fn a_server_is_blocked_once_its_host_is_back() {
    let world = World::new().await;
    let which = world.ready().await;
    for fault in [Fault::Away, Fault::Mute] {
        world.host.next(fault);
    }
    world.reaches("2026-12-21T12:00:00Z").await;
    assert_eq!(world.server(&which).await.state, ServerState::Blocked);
    // Also where the host does not tell at first that it let the server run again.
    world.host.next_answer(Fault::Away);
    servers::extend(&world.customer, &which, 1, None).await.unwrap();
    assert_eq!(world.server(&which).await.state, ServerState::Blocked);
    world.passes(60).await;
    let server = world.server(&which).await;
    assert_eq!((server.state, server.power), (ServerState::Ready, Power::On));
}

#[tokio::test]
async fn a_task_that_is_over_while_the_server_is_blocked_leaves_it_off() {
    let world = World::new().await;
    let which = world.ready().await;
    world.reaches("2026-12-21T09:59:30Z").await;
    servers::begin_task(&world.customer, &which, TaskKind::Reboot, None, None).await.unwrap();
    world.reaches("2026-12-21T10:30:00Z").await;
    let server = world.server(&which).await;
    assert_eq!((server.state, server.power, server.task), (ServerState::Blocked, Power::Off, None));
}

#[tokio::test]
async fn what_is_given_up_is_gone_and_nothing_is_given_back() {
    let world = World::new().await;
    let which = world.ready().await;
    servers::begin_task(&world.customer, &which, TaskKind::Reboot, None, None).await.unwrap();
    let server = servers::refuse(&world.customer, &which).await.unwrap();
    assert_eq!((server.state, server.power, server.task), (ServerState::Deleted, Power::Off, None));
    assert_eq!((world.host.there(), world.balance(&world.customer).await.as_str()), (0, "81.00"));
    let closed = Error::Prohibited(Prohibition::Closed);
    assert_eq!(servers::refuse(&world.customer, &which).await.unwrap_err(), closed);
    assert_eq!(servers::extend(&world.customer, &which, 1, None).await.unwrap_err(), closed);
    let begun = servers::begin_task(&world.customer, &which, TaskKind::Reboot, None, None).await;
    assert_eq!(begun.unwrap_err(), closed);
    world.passes(90 * 86_400).await;
    assert_eq!(world.server(&which).await.state, ServerState::Deleted);
}

#[tokio::test]
async fn what_is_given_up_while_the_host_is_away_goes_later() {
    let world = World::new().await;
    let which = world.ready().await;
    world.host.next(Fault::Away);
    let server = servers::refuse(&world.customer, &which).await.unwrap();
    assert_eq!((server.state, world.host.there()), (ServerState::Deleted, 1));
    world.passes(60).await;
    assert_eq!((world.server(&which).await.state, world.host.there()), (ServerState::Deleted, 0));
}

#[tokio::test]
async fn what_is_given_up_before_it_was_made_goes_once_it_is() {
    let world = World::new().await;
    world.host.next(Fault::Deaf);
    assert!(servers::buy(&world.customer, crate::world::wish()).await.is_err());
    let which = servers::Selector::number(model::subscription::SubscriptionId(1));
    assert_eq!(servers::refuse(&world.customer, &which).await.unwrap().state, ServerState::Deleted);
    world.passes(3_600).await;
    assert_eq!((world.server(&which).await.state, world.host.there()), (ServerState::Deleted, 0));
    assert_eq!(world.holds().await, 0);
}
