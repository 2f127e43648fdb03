//! The log as poll messages: whose they are, which kinds they are of, and what was acknowledged.

use app::polls::{self, EventFilter, EventOrder, Reference};
use app::{Context, jobs, operations};
use model::error::{Field, Noun, Reason};
use model::event::EventKind;
use model::time::Seconds;
use model::{Error, Result};

use crate::world::{PAGE, World};

const KINDS: [EventKind; 2] = [EventKind::DomainRenewed, EventKind::DomainExpired];

async fn happens(world: &World, to: &Context, kind: EventKind, subject: &'static str) -> i64 {
    let (account, now) = (to.account(), world.realm.now());
    world.within(move |tx| tx.log(account, None, kind, subject, "", now)).await.unwrap()
}

async fn open_ids(cx: &Context) -> Vec<i64> {
    let filter =
        EventFilter { kinds: KINDS.to_vec(), acknowledged: Some(false), ..EventFilter::default() };
    let page = polls::list(cx, &KINDS, filter, EventOrder::Written, PAGE).await.unwrap();
    page.rows.iter().map(|event| event.id).collect()
}

/// Acknowledges messages by their events alone.
async fn acknowledge(cx: &Context, ids: &[i64], kinds: &[EventKind]) -> Result<()> {
    let references = ids.iter().map(|&id| Reference { id, written: None });
    polls::acknowledge(cx, references.collect(), kinds).await
}

#[tokio::test]
async fn messages_are_acknowledged_all_or_none() {
    let world = World::new().await;
    let one = happens(&world, &world.shop, EventKind::DomainRenewed, "a.co.za").await;
    let two = happens(&world, &world.shop, EventKind::DomainExpired, "b.co.za").await;
    let silent = happens(&world, &world.shop, EventKind::ZoneChanged, "b.co.za").await;
    let foreign = happens(&world, &world.other, EventKind::DomainRenewed, "c.co.za").await;
    assert_eq!(open_ids(&world.shop).await, [one, two]);

    let missing = Err(Error::NotFound(Noun::Message));
    for ids in [[one, foreign], [one, silent], [one, 999_999], [-1, one], [one, i64::MAX]] {
        assert_eq!(acknowledge(&world.shop, &ids, &KINDS).await, missing);
    }
    assert_eq!(open_ids(&world.shop).await, [one, two]);
    acknowledge(&world.shop, &[two, two], &KINDS).await.unwrap();
    assert_eq!(open_ids(&world.shop).await, [one]);
    assert_eq!(open_ids(&world.other).await, [foreign]);
}

#[tokio::test]
async fn the_first_acknowledgement_stands() {
    let world = World::new().await;
    let id = happens(&world, &world.shop, EventKind::DomainRenewed, "a.co.za").await;
    let acknowledged = || async {
        let filter = EventFilter { kinds: KINDS.to_vec(), ..EventFilter::default() };
        let order = EventOrder::Acknowledged;
        let page = polls::list(&world.shop, &KINDS, filter, order, PAGE).await.unwrap();
        (page.rows[0].acknowledged, page.total)
    };
    acknowledge(&world.shop, &[id], &KINDS).await.unwrap();
    let first = world.realm.now();
    world.moves_to("2026-11-22T10:00:00Z");
    acknowledge(&world.shop, &[id], &KINDS).await.unwrap();
    assert_eq!(acknowledged().await, (Some(first), 1));
}

#[tokio::test]
async fn a_call_acknowledges_some_and_not_too_many() {
    let world = World::new().await;
    assert_eq!(acknowledge(&world.shop, &[], &KINDS).await, Err(Error::Missing(Field::Message)));
    let many: Vec<i64> = (0..1_001).collect();
    assert_eq!(
        acknowledge(&world.shop, &many, &KINDS).await,
        Err(Error::invalid(Field::Message, Reason::MoreThan(1_000)))
    );
}

#[tokio::test]
async fn a_registry_that_does_not_answer_is_asked_for_its_news_again() {
    let world = World::new().await;
    operations::resume(&world.realm).await.unwrap();
    let next = || world.within(|tx| tx.next_due());
    assert_eq!(next().await.unwrap(), Some(world.realm.now()));
    for _ in 0..3 {
        let hour = world.realm.now() + Seconds(3_600);
        jobs::move_clock(&world.realm, hour).await.unwrap();
        assert!(next().await.unwrap().is_some_and(|due| due > hour), "it is asked again");
    }
}
