//! Availability, registration, renewal, deletion, restoration.

use std::collections::BTreeMap;

use app::ports::registry::{Register, Taken, TransferMove};
use model::Error;
use model::error::{Field, Noun, Prohibition, Reason};
use model::time::Seconds;

use super::world::{CODE, World, instant, name, registration};

#[tokio::test]
async fn a_name_is_registered_once() {
    let world = World::at("2026-01-01");
    assert!(world.is_free("shoes.co.za").await);
    let term = world.registers("shoes.co.za", 2).await.unwrap();
    assert_eq!((term.registered, term.expires), (instant("2026-01-01"), instant("2028-01-01")));
    assert!(!world.is_free("shoes.co.za").await);
    assert_eq!(world.registers("shoes.co.za", 1).await, Err(Error::Taken(Noun::Domain)));
    let seen = world.sees("shoes.co.za").await.unwrap();
    assert!(seen.ours && seen.deleted.is_none() && !seen.suspended);
    assert_eq!(seen.nameservers[1].as_str(), "ns2.dns.example");
    assert_eq!(seen.contacts.unwrap()[3].handle, "jane");
}

#[tokio::test]
async fn what_somebody_else_holds_is_taken() {
    let world = World::at("2026-01-01");
    world.rival.hold_elsewhere(&name("shoes.com"), "abc", None).await.unwrap();
    assert_eq!(world.registers("shoes.com", 1).await, Err(Error::Taken(Noun::Domain)));
    assert!(!world.sees("shoes.com").await.unwrap().ours);
    let again = world.rival.hold_elsewhere(&name("shoes.com"), "abc", None).await;
    assert_eq!(again, Err(Error::Taken(Noun::Domain)));
}

#[tokio::test]
async fn answers_stand_in_the_order_of_the_names() {
    let world = World::at("2026-01-01");
    world.registers("b.com", 1).await.unwrap();
    let names = ["a.com", "b.com", "nic.com", "reserved-x.co.za", "premium-c.com", "eu.com"];
    let asked = names.map(name);
    let answers = world.registry.check(&asked).await.unwrap();
    assert!(answers.iter().map(|answer| &answer.name).eq(&asked));
    let taken: Vec<_> = answers.iter().map(|answer| answer.taken).collect();
    let reserved = Some(Taken::Reserved);
    assert_eq!(taken, [None, Some(Taken::Registered), reserved, reserved, None, reserved]);
    let premium: Vec<bool> = answers.iter().map(|answer| answer.premium).collect();
    assert_eq!(premium, [false, false, false, false, true, false]);
}

#[tokio::test]
async fn reserved_names_stay_with_the_registry() {
    let world = World::at("2026-01-01");
    for domain in ["nic.com", "www.co.za", "reserved-words.com", "eu.com"] {
        let refusal = world.registers(domain, 1).await.unwrap_err();
        assert!(matches!(refusal, Error::Refused { .. }), "{domain}: {refusal:?}");
    }
    assert!(world.registers("premium-words.com", 1).await.is_ok());
}

#[tokio::test]
async fn a_registry_takes_only_its_own_years() {
    let world = World::at("2026-01-01");
    let refused =
        |fewest, most| Err(Error::invalid(Field::Period, Reason::YearsOutOfRange(fewest, most)));
    assert_eq!(world.registers("shoes.co.za", 11).await, refused(1, 10));
    assert_eq!(world.registers("shoes.co.za", 0).await, refused(1, 10));
    assert_eq!(world.registers("shoes.ru", 2).await, refused(1, 1));
    assert_eq!(world.registers("shoes.com.au", 6).await, refused(1, 5));
}

#[tokio::test]
async fn a_renewal_happens_once_for_the_expiry_it_starts_from() {
    let world = World::at("2026-01-01");
    world.registers("shoes.co.za", 1).await.unwrap();
    let term = world.renews("shoes.co.za", "2027-01-01", 2).await.unwrap();
    assert_eq!(term.expires, instant("2029-01-01"));
    let stale = Err(Error::Stale { field: Field::Period });
    assert_eq!(world.renews("shoes.co.za", "2027-01-01", 2).await, stale);
    assert_eq!(world.expiry("shoes.co.za").await, "2029-01-01");
    let too_far = Err(Error::invalid(Field::Period, Reason::PastLongest(10)));
    assert_eq!(world.renews("shoes.co.za", "2029-01-01", 8).await, too_far);
    assert_eq!(world.renews("none.co.za", "2029-01-01", 1).await, Err(not_found()));
}

#[tokio::test]
async fn a_leap_day_is_not_lost_on_the_way() {
    let world = World::at("2028-02-29T10:00:00Z");
    world.registers("leap.com", 1).await.unwrap();
    for from in ["2029-02-28T10:00:00Z", "2030-02-28T10:00:00Z", "2031-02-28T10:00:00Z"] {
        world.renews("leap.com", from, 1).await.unwrap();
    }
    assert_eq!(world.expiry("leap.com").await, "2032-02-29");
}

#[tokio::test]
async fn a_forgotten_name_is_free_after_forty_days() {
    let world = World::at("2026-01-01");
    world.registers("shoes.co.za", 1).await.unwrap();
    world.sleeps_until("2027-02-09T23:59:59Z");
    assert!(!world.is_free("shoes.co.za").await);
    world.sleeps_until("2027-02-10");
    assert!(world.is_free("shoes.co.za").await);
    assert_eq!(world.sees("shoes.co.za").await, Err(not_found()));
    let refused = world.renews("shoes.co.za", "2027-01-01", 1).await;
    assert_eq!(refused, Err(not_found()));
    let term = world.registers("shoes.co.za", 1).await.unwrap();
    assert_eq!(term.registered, instant("2027-02-10"));
}

#[tokio::test]
async fn a_new_life_keeps_nothing_of_the_old_one() {
    let world = World::at("2026-01-01");
    world.registers("shoes.co.za", 1).await.unwrap();
    world.asks_for("shoes.co.za", "").await.unwrap_err();
    world.rival.request_away(&name("shoes.co.za"), "").await.unwrap();
    world.sleeps_until("2027-02-10");
    world.rival.hold_elsewhere(&name("shoes.co.za"), "abc", None).await.unwrap();
    let seen = world.sees("shoes.co.za").await.unwrap();
    assert!(!seen.ours && seen.nameservers.is_empty() && seen.transfer.is_none());
}

#[tokio::test]
async fn what_is_said_besides_is_told_to_whoever_holds_the_name() {
    let world = World::at("2026-01-01");
    let said = BTreeMap::from([("registrant-id".to_owned(), "51 824 753 556".to_owned())]);
    let command = Register { extras: said.clone(), ..registration("shoes.com.au", 1) };
    world.registry.register(&command).await.unwrap();
    assert_eq!(world.sees("shoes.com.au").await.unwrap().extras, said);
    world.rival.request_away(&name("shoes.com.au"), CODE).await.unwrap();
    world.moves("shoes.com.au", TransferMove::Approve).await.unwrap();
    let opened = world.registry.info(&name("shoes.com.au"), Some(CODE)).await.unwrap();
    assert!(opened.contacts.is_some() && opened.extras.is_empty());
}

#[tokio::test]
async fn a_name_is_bought_back_from_redemption() {
    let world = World::at("2026-01-01");
    world.registers("shoes.co.za", 1).await.unwrap();
    world.sleeps_until("2027-01-15");
    let since = world.sees("shoes.co.za").await.unwrap().deleted;
    assert_eq!(since, Some(instant("2027-01-11")));
    let refused = Err(Error::Prohibited(Prohibition::Redemption));
    assert_eq!(world.renews("shoes.co.za", "2027-01-01", 1).await, refused);
    world.registry.restore(&name("shoes.co.za")).await.unwrap();
    assert_eq!(world.sees("shoes.co.za").await.unwrap().deleted, None);
    world.registry.restore(&name("shoes.co.za")).await.unwrap();
    let term = world.renews("shoes.co.za", "2027-01-01", 1).await.unwrap();
    assert_eq!(term.expires, instant("2028-01-01"));
    world.sleeps_until("2028-01-15");
    assert!(world.sees("shoes.co.za").await.unwrap().deleted.is_some());
}

#[tokio::test]
async fn a_name_that_is_restored_and_not_renewed_ends_all_the_same() {
    let world = World::at("2026-01-01");
    world.registers("shoes.co.za", 1).await.unwrap();
    world.sleeps_until("2027-01-15");
    world.registry.restore(&name("shoes.co.za")).await.unwrap();
    world.sleeps_until("2027-02-10");
    assert!(world.is_free("shoes.co.za").await);
}

#[tokio::test]
async fn only_redemption_is_restored_from() {
    let world = World::at("2026-01-01");
    world.registers("shoes.co.za", 1).await.unwrap();
    let restore = || async { world.registry.restore(&name("shoes.co.za")).await };
    assert_eq!(restore().await, Err(Error::NothingPending(Noun::Domain)));
    world.sleeps_until("2026-02-01");
    world.registry.delete(&name("shoes.co.za")).await.unwrap();
    world.sleeps_until("2026-03-05");
    assert_eq!(restore().await, Err(Error::Prohibited(Prohibition::PendingDelete)));
}

#[tokio::test]
async fn deleting_within_the_add_grace_frees_at_once() {
    let world = World::at("2026-01-01");
    world.registers("shoes.com", 1).await.unwrap();
    world.sleeps_until("2026-01-05T23:59:59Z");
    let since = world.registry.delete(&name("shoes.com")).await.unwrap();
    assert_eq!(since, instant("2026-01-05T23:59:59Z"));
    assert!(world.is_free("shoes.com").await);
    assert_eq!(world.registry.delete(&name("shoes.com")).await, Err(not_found()));
}

#[tokio::test]
async fn deleting_later_leads_through_redemption_and_pending_delete() {
    let world = World::at("2026-01-01");
    world.registers("shoes.com", 5).await.unwrap();
    world.sleeps_until("2026-02-01");
    world.registry.delete(&name("shoes.com")).await.unwrap();
    let again = world.registry.delete(&name("shoes.com")).await;
    assert_eq!(again, Err(Error::Prohibited(Prohibition::Redemption)));
    assert_eq!(world.sees("shoes.com").await.unwrap().deleted, Some(instant("2026-02-01")));
    world.registry.restore(&name("shoes.com")).await.unwrap();
    world.registry.restore(&name("shoes.com")).await.unwrap();
    assert_eq!(world.expiry("shoes.com").await, "2031-01-01");
    world.registry.delete(&name("shoes.com")).await.unwrap();
    world.clock.set(instant("2026-03-08") - Seconds(1), true);
    assert!(!world.is_free("shoes.com").await);
    world.sleeps_until("2026-03-08");
    assert!(world.is_free("shoes.com").await);
}

#[tokio::test]
async fn a_restored_name_can_go_into_redemption_again() {
    let world = World::at("2026-01-01");
    world.registers("shoes.com", 1).await.unwrap();
    world.sleeps_until("2026-02-01");
    world.registry.delete(&name("shoes.com")).await.unwrap();
    world.registry.restore(&name("shoes.com")).await.unwrap();
    world.sleeps_until("2027-01-12");
    assert!(world.sees("shoes.com").await.unwrap().deleted.is_some());
}

#[tokio::test]
async fn an_unknown_extension_is_not_run_here() {
    let world = World::at("2026-01-01");
    let mut command = registration("shoes.com", 1);
    command.name = model::name::DomainName::from_parts("shoes", "test").unwrap();
    let refused = world.registry.register(&command).await;
    assert_eq!(refused, Err(Error::invalid(Field::Tld, Reason::UnknownTld)));
}

#[tokio::test]
async fn nobody_touches_a_strangers_name() {
    let world = World::at("2026-01-01");
    world.rival.hold_elsewhere(&name("shoes.com"), "abc", None).await.unwrap();
    let not_ours = || Error::NotYours(Noun::Domain);
    assert_eq!(world.renews("shoes.com", "2027-01-01", 1).await, Err(not_ours()));
    assert_eq!(world.registry.delete(&name("shoes.com")).await, Err(not_ours()));
    assert_eq!(world.registry.restore(&name("shoes.com")).await, Err(not_ours()));
}

fn not_found() -> Error {
    Error::NotFound(Noun::Domain)
}
