//! What a name's registrar may change, and who may see it.

use app::ports::registry::Update;
use model::Error;
use model::domain::Lock;
use model::error::{Field, Noun, Prohibition, Reason};
use model::secret::Secret;

use super::world::{CODE, World, cards, host, name};

#[tokio::test]
async fn what_an_update_leaves_out_stays() {
    let world = World::at("2026-01-01");
    world.registers("shoes.com", 1).await.unwrap();
    let before = world.sees("shoes.com").await.unwrap();
    world.updates("shoes.com", Update::default()).await.unwrap();
    assert_eq!(world.sees("shoes.com").await.unwrap(), before);
    let locked = Update { lock: Some(Lock::On), suspended: Some(true), ..Update::default() };
    world.updates("shoes.com", locked.clone()).await.unwrap();
    world.updates("shoes.com", locked).await.unwrap();
    let after = world.sees("shoes.com").await.unwrap();
    assert_eq!((after.lock, after.suspended), (Lock::On, true));
    assert_eq!((after.nameservers, after.contacts), (before.nameservers, before.contacts));
}

#[tokio::test]
async fn a_contact_is_one_wherever_its_handle_stands() {
    let world = World::at("2026-01-01");
    world.registers("shoes.com", 1).await.unwrap();
    world.registers("boots.com", 1).await.unwrap();
    let moved = Update { contacts: Some(cards("jane", "Durban")), ..Update::default() };
    world.updates("shoes.com", moved).await.unwrap();
    let [registrant, ..] = world.sees("boots.com").await.unwrap().contacts.unwrap();
    assert_eq!((registrant.contact.city.as_str(), registrant.handle.as_str()), ("Durban", "jane"));
}

#[tokio::test]
async fn half_an_update_is_none() {
    let world = World::at("2026-01-01");
    world.registers("shoes.com", 1).await.unwrap();
    let before = world.sees("shoes.com").await.unwrap();
    let update = Update {
        contacts: Some(cards("john", "Durban")),
        lock: Some(Lock::On),
        nameservers: Some(vec![host("ns1.dns.example", &[])]),
        ..Update::default()
    };
    let refused = world.updates("shoes.com", update).await;
    assert_eq!(refused, Err(Error::Missing(Field::Nameserver(2))));
    assert_eq!(world.sees("shoes.com").await.unwrap(), before);
}

#[tokio::test]
async fn a_strangers_contacts_are_told_for_the_right_code() {
    let world = World::at("2026-01-01");
    let shoes = name("shoes.com");
    world.rival.hold_elsewhere(&shoes, "abc-123", None).await.unwrap();
    assert_eq!(world.sees("shoes.com").await.unwrap().contacts, None);
    let opened = world.registry.info(&shoes, Some("abc-123")).await.unwrap();
    assert!(opened.contacts.is_some() && !opened.ours);
    for wrong in ["abc-124", "abc-12", "", "abc-1234"] {
        let refused = world.registry.info(&shoes, Some(wrong)).await;
        assert_eq!(refused, Err(Error::invalid(Field::AuthCode, Reason::Wrong)), "{wrong}");
    }
}

#[tokio::test]
async fn a_new_auth_code_replaces_the_old_one() {
    let world = World::at("2026-01-01");
    world.registers("shoes.com", 1).await.unwrap();
    let fresh = Some(Secret::new("fresh-code".to_owned()));
    world.updates("shoes.com", Update { auth_code: fresh, ..Update::default() }).await.unwrap();
    let shoes = name("shoes.com");
    assert!(world.registry.info(&shoes, Some("fresh-code")).await.is_ok());
    assert!(world.registry.info(&shoes, Some(CODE)).await.is_err());
}

#[tokio::test]
async fn only_a_name_that_stands_can_be_changed() {
    let world = World::at("2026-01-01");
    let lock = || Update { lock: Some(Lock::On), ..Update::default() };
    assert_eq!(world.updates("shoes.com", lock()).await, Err(Error::NotFound(Noun::Domain)));
    world.rival.hold_elsewhere(&name("boots.com"), "abc", None).await.unwrap();
    assert_eq!(world.updates("boots.com", lock()).await, Err(Error::NotYours(Noun::Domain)));
    world.registers("shoes.com", 1).await.unwrap();
    world.sleeps_until("2027-01-08");
    world.updates("shoes.com", lock()).await.unwrap();
    world.sleeps_until("2027-01-11");
    let refused = world.updates("shoes.com", lock()).await;
    assert_eq!(refused, Err(Error::Prohibited(Prohibition::Redemption)));
}
