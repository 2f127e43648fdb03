//! Moves between registrars, and what is told about them.

use app::ports::registry::{TransferMove, TransferStanding, Update};
use model::Error;
use model::domain::Lock;
use model::error::{Field, Noun, Prohibition, Reason};

use super::world::{CODE, World, instant, name};

async fn held_elsewhere(domain: &str) -> World {
    let world = World::at("2026-01-01");
    let held = world.rival.hold_elsewhere(&name(domain), "abc-123", None).await;
    held.expect("the name was free");
    world
}

async fn registered_long_ago(domain: &str) -> World {
    let world = World::at("2025-06-01");
    world.registers(domain, 2).await.expect("the name was free");
    world.sleeps_until("2026-01-01");
    world
}

#[tokio::test]
async fn silence_lets_a_generic_name_go() {
    let world = held_elsewhere("shoes.com").await;
    let asked = world.asks_for("shoes.com", "abc-123").await.unwrap();
    assert_eq!((asked.incoming, asked.state), (true, TransferStanding::Pending));
    assert_eq!(asked.acts, instant("2026-01-06"));
    world.sleeps_until("2026-01-05T23:59:59Z");
    assert!(!world.sees("shoes.com").await.unwrap().ours);
    assert!(world.news().await.is_empty());
    world.sleeps_until("2026-03-01");
    let seen = world.sees("shoes.com").await.unwrap();
    assert!(seen.ours && seen.lock == Lock::Off);
    assert_eq!(seen.expires, instant("2028-01-01"));
    let news = world.news().await;
    assert_eq!(news.len(), 1);
    let (told, report) = &news[0];
    assert_eq!((told.as_str(), report.state), ("shoes.com", TransferStanding::ServerApproved));
    assert_eq!((report.acts, report.expires), (instant("2026-01-06"), instant("2028-01-01")));
    assert_eq!(seen.transfer.as_ref(), Some(report));
}

#[tokio::test]
async fn the_losing_side_can_let_a_name_go_at_once() {
    let world = held_elsewhere("shoes.com").await;
    let approve = || async { world.rival.approve(&name("shoes.com")).await };
    assert_eq!(approve().await, Err(Error::NothingPending(Noun::Transfer)));
    world.asks_for("shoes.com", "abc-123").await.unwrap();
    let report = approve().await.unwrap();
    assert_eq!(report.state, TransferStanding::ClientApproved);
    assert!(world.rival.held_by_us(&name("shoes.com")).await.unwrap());
    assert_eq!(world.news().await, [("shoes.com".to_owned(), report)]);
    world.sleeps_until("2026-02-01");
    assert!(world.news().await.is_empty());
}

#[tokio::test]
async fn the_losing_side_can_keep_a_name() {
    let world = held_elsewhere("shoes.com").await;
    world.asks_for("shoes.com", "abc-123").await.unwrap();
    let report = world.rival.reject(&name("shoes.com")).await.unwrap();
    assert_eq!(report.state, TransferStanding::ClientRejected);
    assert_eq!(report.expires, instant("2027-01-01"));
    assert_eq!(world.news().await, [("shoes.com".to_owned(), report)]);
    assert!(!world.sees("shoes.com").await.unwrap().ours);
    world.asks_for("shoes.com", "abc-123").await.unwrap();
}

#[tokio::test]
async fn under_za_silence_means_no_and_a_vote_means_yes() {
    let world = held_elsewhere("shoes.co.za").await;
    world.moves("shoes.co.za", TransferMove::Request(None)).await.unwrap();
    world.sleeps_until("2026-01-06");
    let (_, report) = world.news().await.remove(0);
    assert_eq!(report.state, TransferStanding::ServerCancelled);
    assert!(!world.sees("shoes.co.za").await.unwrap().ours);
    world.moves("shoes.co.za", TransferMove::Request(None)).await.unwrap();
    world.rival.approve(&name("shoes.co.za")).await.unwrap();
    let seen = world.sees("shoes.co.za").await.unwrap();
    assert!(seen.ours);
    assert_eq!(seen.expires, instant("2027-01-01"));
}

#[tokio::test]
async fn a_request_needs_the_code_and_a_name_that_may_leave() {
    let world = held_elsewhere("shoes.com").await;
    let wrong = world.asks_for("shoes.com", "abc-124").await;
    assert_eq!(wrong, Err(Error::invalid(Field::AuthCode, Reason::Wrong)));
    let none = world.moves("shoes.com", TransferMove::Request(None)).await;
    assert_eq!(none, Err(Error::Missing(Field::AuthCode)));
    assert_eq!(world.asks_for("free.com", "abc").await, Err(Error::NotFound(Noun::Domain)));
    world.asks_for("shoes.com", "abc-123").await.unwrap();
    let again = world.asks_for("shoes.com", "abc-123").await;
    assert_eq!(again, Err(Error::Prohibited(Prohibition::PendingTransfer)));
    world.registers("ours.com", 1).await.unwrap();
    let held = world.asks_for("ours.com", CODE).await;
    assert_eq!(held, Err(Error::Prohibited(Prohibition::AlreadyHeld)));
}

#[tokio::test]
async fn a_name_waits_sixty_days_before_it_moves_on() {
    let world = World::at("2026-01-01");
    world.registers("shoes.com", 1).await.unwrap();
    let away = || async { world.rival.request_away(&name("shoes.com"), CODE).await };
    let free = instant("2026-03-02");
    assert_eq!(away().await, Err(Error::Prohibited(Prohibition::TooYoung(free))));
    world.sleeps_until("2026-03-02");
    away().await.unwrap();
    world.sleeps_until("2026-03-07");
    let back = world.asks_for("shoes.com", CODE).await;
    assert_eq!(back, Err(Error::Prohibited(Prohibition::TooYoung(instant("2026-05-06")))));
}

#[tokio::test]
async fn a_name_that_leaves_is_told_twice() {
    let world = registered_long_ago("shoes.com").await;
    world.rival.request_away(&name("shoes.com"), CODE).await.unwrap();
    let (_, asked) = world.news().await.remove(0);
    assert_eq!((asked.incoming, asked.state), (false, TransferStanding::Pending));
    world.sleeps_until("2026-01-06");
    let (_, left) = world.news().await.remove(0);
    assert_eq!(left.state, TransferStanding::ServerApproved);
    assert_eq!(left.expires, instant("2028-06-01"));
    assert!(!world.rival.held_by_us(&name("shoes.com")).await.unwrap());
    let report = world.moves("shoes.com", TransferMove::Query).await.unwrap();
    assert_eq!(report, left);
}

#[tokio::test]
async fn what_holds_a_name_back_is_said() {
    let world = registered_long_ago("shoes.com").await;
    let away =
        |code: &'static str| async { world.rival.request_away(&name("shoes.com"), code).await };
    assert_eq!(away("nonsense").await, Err(Error::invalid(Field::AuthCode, Reason::Wrong)));
    let lock = |lock| Update { lock: Some(lock), ..Update::default() };
    world.updates("shoes.com", lock(Lock::On)).await.unwrap();
    assert_eq!(away(CODE).await, Err(Error::Prohibited(Prohibition::Locked)));
    world.updates("shoes.com", lock(Lock::Off)).await.unwrap();
    away(CODE).await.unwrap();
    assert_eq!(away(CODE).await, Err(Error::Prohibited(Prohibition::PendingTransfer)));
    let locked = world.updates("shoes.com", lock(Lock::On)).await;
    assert_eq!(locked, Err(Error::Prohibited(Prohibition::PendingTransfer)));
    let unknown = world.rival.request_away(&name("free.com"), CODE).await;
    assert_eq!(unknown, Err(Error::NotFound(Noun::Domain)));
}

#[tokio::test]
async fn we_answer_requests_for_our_names() {
    let world = registered_long_ago("shoes.com").await;
    world.rival.request_away(&name("shoes.com"), CODE).await.unwrap();
    world.news().await;
    let kept = world.moves("shoes.com", TransferMove::Reject).await.unwrap();
    assert_eq!((kept.incoming, kept.state), (false, TransferStanding::ClientRejected));
    let late = world.moves("shoes.com", TransferMove::Approve).await;
    assert_eq!(late, Err(Error::NothingPending(Noun::Transfer)));
    world.rival.request_away(&name("shoes.com"), CODE).await.unwrap();
    world.moves("shoes.com", TransferMove::Approve).await.unwrap();
    assert!(!world.sees("shoes.com").await.unwrap().ours);
    let standings: Vec<_> = world.news().await.iter().map(|(_, told)| told.state).collect();
    assert_eq!(standings, [TransferStanding::Pending]);
}

#[tokio::test]
async fn each_side_has_its_own_moves() {
    let world = held_elsewhere("shoes.com").await;
    world.asks_for("shoes.com", "abc-123").await.unwrap();
    let not_ours = Err(Error::NotYours(Noun::Transfer));
    assert_eq!(world.moves("shoes.com", TransferMove::Approve).await, not_ours);
    assert_eq!(world.moves("shoes.com", TransferMove::Reject).await, not_ours);
    assert_eq!(world.rival.withdraw_request(&name("shoes.com")).await, not_ours);
    let withdrawn = world.moves("shoes.com", TransferMove::Cancel).await.unwrap();
    assert_eq!(withdrawn.state, TransferStanding::ClientCancelled);
    assert!(world.news().await.is_empty());
    world.sleeps_until("2026-02-01");
    assert!(!world.sees("shoes.com").await.unwrap().ours);
}

#[tokio::test]
async fn a_withdrawn_request_is_told() {
    let world = registered_long_ago("shoes.com").await;
    world.rival.request_away(&name("shoes.com"), CODE).await.unwrap();
    world.rival.withdraw_request(&name("shoes.com")).await.unwrap();
    let standings: Vec<_> = world.news().await.iter().map(|(_, told)| told.state).collect();
    assert_eq!(standings, [TransferStanding::Pending, TransferStanding::ClientCancelled]);
}

#[tokio::test]
async fn a_transfer_adds_no_year_past_the_longest() {
    let world = World::at("2026-01-01");
    let far = Some(instant("2035-07-01"));
    world.rival.hold_elsewhere(&name("shoes.com"), "abc-123", far).await.unwrap();
    world.asks_for("shoes.com", "abc-123").await.unwrap();
    world.rival.approve(&name("shoes.com")).await.unwrap();
    assert_eq!(world.expiry("shoes.com").await, "2035-07-01");
}

#[tokio::test]
async fn nothing_was_asked_of_a_name_that_never_moved() {
    let world = held_elsewhere("shoes.com").await;
    let query = world.moves("shoes.com", TransferMove::Query).await;
    assert_eq!(query, Err(Error::NotFound(Noun::Transfer)));
    let cancel = world.moves("shoes.com", TransferMove::Cancel).await;
    assert_eq!(cancel, Err(Error::NothingPending(Noun::Transfer)));
}

#[tokio::test]
async fn a_message_is_told_until_it_is_acknowledged() {
    let world = held_elsewhere("shoes.com").await;
    world.asks_for("shoes.com", "abc-123").await.unwrap();
    world.rival.approve(&name("shoes.com")).await.unwrap();
    let first = world.registry.poll().await.unwrap().unwrap();
    assert_eq!(world.registry.poll().await.unwrap().unwrap(), first);
    world.registry.acknowledge(first.id).await.unwrap();
    assert_eq!(world.registry.poll().await.unwrap(), None);
    let again = world.registry.acknowledge(first.id).await;
    assert_eq!(again, Err(Error::NotFound(Noun::Message)));
}

#[tokio::test]
async fn a_name_held_elsewhere_must_stand() {
    let world = World::at("2026-01-01");
    let held = |moment: &str| {
        let (domain, expires) = (name("shoes.com"), Some(instant(moment)));
        let rival = std::sync::Arc::clone(&world.rival);
        async move { rival.hold_elsewhere(&domain, "abc", expires).await }
    };
    let past = Err(Error::invalid(Field::Instant, Reason::InThePast));
    assert_eq!(held("2025-11-01").await, past);
    let far = Err(Error::invalid(Field::Instant, Reason::PastLongest(10)));
    assert_eq!(held("2040-01-01").await, far);
    held("2025-12-20").await.unwrap();
    let redemption = world.asks_for("shoes.com", "abc").await;
    assert_eq!(redemption, Err(Error::Prohibited(Prohibition::Redemption)));
}
