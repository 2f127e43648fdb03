//! What survives the end of a process, orderly or not, and what many callers do at once.

use std::sync::Arc;

use app::ports::Registry;
use app::ports::registry::TransferStanding;

use super::world::{CODE, World, instant, name, open, registration};

#[tokio::test]
async fn everything_is_there_after_reopening() {
    let world = World::at("2026-01-01");
    world.registers("shoes.com", 1).await.unwrap();
    world.rival.hold_elsewhere(&name("boots.com"), "abc-123", None).await.unwrap();
    world.asks_for("boots.com", "abc-123").await.unwrap();
    let before = world.sees("shoes.com").await.unwrap();
    let reopened = open(&world.path(), &world.clock);
    assert_eq!(reopened.info(&name("shoes.com"), None).await.unwrap(), before);
    world.sleeps_until("2026-01-06");
    let message = reopened.poll().await.unwrap().unwrap();
    assert_eq!(message.transfer.state, TransferStanding::ServerApproved);
    assert!(reopened.held_by_us(&name("boots.com")).await.unwrap());
}

#[tokio::test]
async fn what_was_answered_outlives_a_process_that_was_killed() {
    let world = World::at("2026-01-01");
    let path = world.path().with_file_name("killed.sqlite");
    let killed = open(&path, &world.clock);
    killed.register(&registration("shoes.com", 1)).await.unwrap();
    // Nothing is closed, as when a process is killed.
    std::mem::forget(killed);
    let next = open(&path, &world.clock);
    assert!(next.info(&name("shoes.com"), Some(CODE)).await.unwrap().ours);
}

#[tokio::test]
async fn a_file_that_is_something_else_is_not_touched() {
    let world = World::at("2026-01-01");
    let path = world.path().with_file_name("other.sqlite");
    std::fs::write(&path, "this is a letter, not a registry; it is long enough to be read as one")
        .unwrap();
    let (rulebook, _) = app::rulebook::embedded().unwrap();
    let refused =
        outbound::EmbeddedRegistry::open(&path, Arc::new(rulebook), world.clock.clone()).err();
    assert!(refused.unwrap().contains("other.sqlite"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_callers_one_gets_the_name() {
    let world = World::at("2026-01-01");
    let mut callers = tokio::task::JoinSet::new();
    for caller in 0..64 {
        let registry = Arc::clone(&world.registry);
        callers.spawn(async move {
            let own = registry.register(&registration(&format!("own-{caller}.com"), 1)).await;
            (own.is_ok(), registry.register(&registration("shoes.com", 1)).await.is_ok())
        });
    }
    let outcomes = callers.join_all().await;
    assert!(outcomes.iter().all(|(own, _)| *own));
    assert_eq!(outcomes.iter().filter(|(_, shared)| *shared).count(), 1);
}

#[tokio::test]
async fn ours_are_visited_with_their_expiry() {
    let world = World::at("2026-01-01");
    world.registers("b.com", 1).await.unwrap();
    world.registers("a.co.za", 2).await.unwrap();
    world.rival.hold_elsewhere(&name("c.com"), "abc", None).await.unwrap();
    let visited = async || {
        let mut list = Vec::new();
        let note = |name: &model::name::DomainName, expires| list.push((name.to_string(), expires));
        world.rival.visit_ours(note).await.unwrap();
        list
    };
    let a = ("a.co.za".to_owned(), instant("2028-01-01"));
    let b = ("b.com".to_owned(), instant("2027-01-01"));
    assert_eq!(visited().await, [a.clone(), b]);
    world.sleeps_until("2027-06-01");
    assert_eq!(visited().await, [a]);
}

#[tokio::test]
async fn a_reset_empties_the_books() {
    let world = World::at("2026-01-01");
    world.registers("shoes.com", 1).await.unwrap();
    world.rival.hold_elsewhere(&name("boots.com"), "abc-123", None).await.unwrap();
    world.asks_for("boots.com", "abc-123").await.unwrap();
    world.rival.approve(&name("boots.com")).await.unwrap();
    world.rival.reset().await.unwrap();
    assert!(world.is_free("shoes.com").await && world.is_free("boots.com").await);
    assert!(world.news().await.is_empty());
    world.registers("shoes.com", 1).await.unwrap();
}
