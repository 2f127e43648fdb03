//! Contacts that an account knows by a number, behind names: chosen, changed, and asked about.

use std::collections::BTreeMap;

use app::Context;
use app::contacts::{ContactRef, create, delete, primary, read, update};
use app::domains::choices::{ContactChoice, NameserverChoice};
use app::domains::register::{self, Register};
use app::domains::{contacts, read as names};
use model::contact::{Contact, ContactId};
use model::domain::Domain;
use model::error::{Error, Field, Noun, Particular, Prohibition, Reason, Supplier};
use model::name::DomainName;
use model::particulars::{ContactKind, Particulars, Person};
use model::time::Years;
use testkit::World;
use testkit::world::on_each_engine;

use crate::holder_of;

const AUDIENCE: &str = "domains-co-za";

fn ada() -> Person {
    Person {
        contact: Contact {
            email: "ada@example.com".into(),
            phone: "+44.2055501000".into(),
            street: ["12 St James's Square".into(), String::new(), String::new()],
            city: "London".into(),
            postal_code: "SW1Y 4JH".into(),
            country: "GB".into(),
            ..Contact::default()
        },
        particulars: Particulars {
            given_name: "Ada".into(),
            family_name: "Lovelace".into(),
            ..Particulars::default()
        },
    }
}

/// The same person in another city.
fn ada_in(city: &str) -> Person {
    let ada = ada();
    Person { contact: Contact { city: city.into(), ..ada.contact }, ..ada }
}

fn number(id: ContactId) -> ContactRef {
    ContactRef::Number(id)
}

fn parsed(name: &str) -> DomainName {
    DomainName::parse(name, |_| false).unwrap()
}

fn wish(name: &str, choice: &ContactChoice) -> Register {
    Register {
        name: parsed(name),
        years: Years(1),
        contacts: std::array::from_fn(|_| choice.clone()),
        nameservers: NameserverChoice::Managed,
        reference: None,
        extras: BTreeMap::new(),
    }
}

async fn registers(cx: &Context, name: &str, id: ContactId) -> model::Result<Domain> {
    register::register(cx, wish(name, &ContactChoice::existing(number(id)))).await
}

/// The cities of the four contacts, here and at the registry.
async fn cities(cx: &Context, name: &str) -> Vec<String> {
    let details = names::details(cx, parsed(name)).await.unwrap();
    let info = cx.realm.registry.info(&parsed(name), None).await.unwrap();
    let mut cities: Vec<String> =
        details.contacts.iter().map(|stored| stored.contact.city.clone()).collect();
    cities.extend(info.contacts.unwrap().map(|card| card.contact.city));
    cities.dedup();
    cities
}

async fn another(world: &World, account: &str) -> Context {
    let name = format!("of-{account}.com");
    world.shop(account).await.registers(&name, 1).await;
    let held = world.held_names().await.into_iter().find(|held| held.name.as_str() == name);
    Context::for_account(&world.running().world().realm, held.unwrap().account).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_shows_behind_every_name_and_at_the_registry() {
    let world = World::on("2026-01-01").await;
    let (cx, shoes) = holder_of(&world, "shoes.com").await;
    let made = create::create(&cx, ada()).await.unwrap();
    let boots = registers(&cx, "boots.com", made.id).await.unwrap();
    assert_eq!(boots.contacts, [made.id; 4]);
    let by_handle = ContactChoice::existing(ContactRef::Handle(made.handle.clone()));
    let mut choices: [ContactChoice; 4] = std::array::from_fn(|_| ContactChoice::default());
    choices[2] = by_handle;
    contacts::set(&cx, &shoes, choices).await.unwrap();
    assert_eq!(cities(&cx, "shoes.com").await[2], "London");
    world.is_consistent().await;

    update::update(&cx, number(made.id), ada_in("Bath"), None).await.unwrap();
    assert_eq!(cities(&cx, "boots.com").await, ["Bath"]);
    assert_eq!(cities(&cx, "shoes.com").await[2], "Bath");
    let found = read::behind(&cx, AUDIENCE, boots.contacts).await.unwrap();
    assert!(found.iter().all(|found| found.stored.person.particulars.given_name == "Ada"));
    world.is_consistent().await;
    let used = delete::delete(&cx, number(made.id)).await;
    assert_eq!(used, Err(Error::Prohibited(Prohibition::ContactInUse)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_kept_for_a_name_becomes_one_of_its_own_where_it_stands() {
    let world = World::on("2026-01-01").await;
    let (cx, shoes) = holder_of(&world, "shoes.com").await;
    let kept = names::details(&cx, shoes).await.unwrap().domain.contacts[0];
    let found = read::read(&cx, AUDIENCE, number(kept)).await.unwrap().stored;
    assert!(!found.person.particulars.given_name.is_empty());
    update::update(&cx, ContactRef::Handle(found.handle.clone()), ada(), None).await.unwrap();
    assert_eq!(cities(&cx, "shoes.com").await[0], "London");
    world.is_consistent().await;
    // The one who was there before is another contact now.
    world.shop("main").await.registers("boots.com", 1).await;
    let boots = names::details(&cx, parsed("boots.com")).await.unwrap();
    assert_ne!(boots.domain.contacts[0], kept);
    assert_ne!(boots.contacts[0].handle, found.handle);
    assert_eq!(boots.contacts[0].contact, found.person.contact);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_registry_refuses_changes_nothing() {
    let world = World::on("2026-01-01").await;
    let (cx, _) = holder_of(&world, "shoes.com").await;
    let made = create::create(&cx, ada()).await.unwrap().id;
    registers(&cx, "boots.com", made).await.unwrap();
    for kind in ["refused", "unavailable"] {
        world.orders_fault("contact", kind, 1).await;
        assert!(update::update(&cx, number(made), ada_in("Bath"), None).await.is_err());
        assert_eq!(cities(&cx, "boots.com").await, ["London"]);
        world.is_consistent().await;
    }
    // What the registry does not know of a contact is nothing that it is asked about.
    world.orders_fault("contact", "refused", 1).await;
    let mut born = ada();
    born.particulars.birth_date = "1815-12-10".into();
    update::update(&cx, number(made), born, None).await.unwrap();
    let unused = create::create(&cx, ada()).await.unwrap().id;
    update::update(&cx, number(unused), ada_in("Bath"), None).await.unwrap();
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_is_asked_about_until_the_change_stands() {
    let mut world = World::on("2026-01-01").await;
    let silence = Err(Error::OutcomeUnknown(Supplier::Registry));
    let (cx, _) = holder_of(&world, "shoes.com").await;
    let made = create::create(&cx, ada()).await.unwrap().id;
    registers(&cx, "boots.com", made).await.unwrap();
    world.orders_fault("contact", "reply_lost", 1).await;
    assert_eq!(update::update(&cx, number(made), ada_in("Bath"), None).await, silence);
    let waits = Err(Error::Prohibited(Prohibition::PendingOperation));
    assert_eq!(update::update(&cx, number(made), ada_in("York"), None).await, waits);
    let used = Err(Error::Prohibited(Prohibition::ContactInUse));
    assert_eq!(delete::delete(&cx, number(made)).await, used);
    // A name that is registered meanwhile does not undo it at the registry.
    registers(&cx, "hats.com", made).await.unwrap();
    world.sleeps("PT1M").await;
    assert_eq!(cities(&cx, "boots.com").await, ["Bath"]);
    assert_eq!(cities(&cx, "hats.com").await, ["Bath"]);
    world.is_consistent().await;

    // It was done, and the question afterwards is refused: the registry shows that it was done.
    world.orders_fault("contact", "reply_lost", 1).await;
    assert_eq!(update::update(&cx, number(made), ada_in("York"), None).await, silence);
    world.orders_fault("contact", "refused", 1).await;
    world.sleeps("PT1M").await;
    assert_eq!(cities(&cx, "boots.com").await, ["York"]);
    world.is_consistent().await;

    // A stopped process carries it on.
    world.orders_fault("contact", "reply_lost", 1).await;
    assert_eq!(update::update(&cx, number(made), ada_in("Ely"), None).await, silence);
    let account = cx.account();
    drop(cx);
    world.restarts().await;
    world.sleeps("PT1M").await;
    let cx = Context::for_account(&world.running().world().realm, account).await.unwrap();
    assert_eq!(cities(&cx, "boots.com").await, ["Ely"]);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_and_registrations_at_once_agree_in_the_end() {
    on_each_engine("2026-01-01", async |world| {
        let (cx, _) = holder_of(&world, "shoes.com").await;
        let made = create::create(&cx, ada()).await.unwrap().id;
        registers(&cx, "boots.com", made).await.unwrap();
        let tasks: Vec<_> = (0..12)
            .map(|turn| {
                let cx = cx.clone();
                tokio::spawn(async move {
                    if turn % 3 == 0 {
                        registers(&cx, &format!("name{turn}.com"), made).await.map(drop)
                    } else {
                        let person = ada_in(&format!("City {turn}"));
                        update::update(&cx, number(made), person, None).await.map(drop)
                    }
                })
            })
            .collect();
        let busy = Err(Error::Prohibited(Prohibition::PendingOperation));
        for task in tasks {
            let done = task.await.unwrap();
            assert!(done.is_ok() || done == busy, "{done:?}");
        }
        world.sleeps("PT2M").await;
        assert_eq!(cities(&cx, "boots.com").await.len(), 1);
        world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_stands_for_the_account_stands_for_its_names() {
    let world = World::on("2026-01-01").await;
    let (cx, _) = holder_of(&world, "shoes.com").await;
    let anybody = ContactChoice::whoever_stands_for_the_account();
    let boots = register::register(&cx, wish("boots.com", &anybody)).await.unwrap();
    let account = cx.account();
    let profile = cx.realm.store.read(move |tx| tx.owner(account)).await.unwrap().member.profile;
    let details = names::details(&cx, boots.name.clone()).await.unwrap();
    assert!(details.contacts.iter().all(|stored| stored.contact == profile));

    let made = create::create(&cx, ada()).await.unwrap().id;
    primary::set_primary(&cx, number(made)).await.unwrap();
    let hats = register::register(&cx, wish("hats.com", &anybody)).await.unwrap();
    assert_eq!(hats.contacts, [made; 4]);
    contacts::set(&cx, &boots.name, std::array::from_fn(|_| anybody.clone())).await.unwrap();
    let boots = names::details(&cx, boots.name).await.unwrap().domain;
    assert_eq!(boots.contacts, [made; 4]);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_contact_stands_behind_nothing() {
    let world = World::on("2026-01-01").await;
    let (cx, shoes) = holder_of(&world, "shoes.com").await;
    let stranger = another(&world, "other").await;
    let made = create::create(&stranger, ada()).await.unwrap();
    let missing = Error::NotFound(Noun::Contact);
    assert_eq!(registers(&cx, "boots.com", made.id).await, Err(missing.clone()));
    let choice = ContactChoice::existing(ContactRef::Handle(made.handle));
    let changed = contacts::set(&cx, &shoes, std::array::from_fn(|_| choice.clone())).await;
    assert_eq!(changed, Err(missing.clone()));
    delete::delete(&stranger, number(made.id)).await.unwrap();
    assert_eq!(registers(&stranger, "boots.com", made.id).await, Err(missing));
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_is_needed_as_long_as_something_with_it_is_under_way() {
    let world = World::on("2026-01-01").await;
    let (cx, _) = holder_of(&world, "shoes.com").await;
    let made = create::create(&cx, ada()).await.unwrap().id;
    world.orders_fault("register", "reply_lost", 1).await;
    let silence = Error::OutcomeUnknown(Supplier::Registry);
    assert_eq!(registers(&cx, "boots.com", made).await, Err(silence));
    let used = Err(Error::Prohibited(Prohibition::ContactInUse));
    assert_eq!(delete::delete(&cx, number(made)).await, used);
    let waits = Err(Error::Prohibited(Prohibition::PendingOperation));
    assert_eq!(update::update(&cx, number(made), ada_in("Bath"), None).await, waits);
    world.sleeps("PT1M").await;
    assert_eq!(cities(&cx, "boots.com").await, ["London"]);
    assert_eq!(delete::delete(&cx, number(made)).await, used);
    update::update(&cx, number(made), ada_in("Bath"), None).await.unwrap();
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn particulars_say_what_a_registry_asks_besides() {
    let world = World::on("2026-01-01").await;
    let (cx, _) = holder_of(&world, "shoes.com").await;
    let needed =
        |particular| Err(Error::invalid(Field::Particular(particular), Reason::NeededByRegistry));
    let mut ivan = ada();
    let made = create::create(&cx, ivan.clone()).await.unwrap().id;
    type Say = fn(&mut Particulars);
    let asked: [(Particular, Say); 4] = [
        (Particular::PassportNumber, |said| said.passport_number = "4509 123456".into()),
        (Particular::PassportDate, |said| said.passport_date = "2010-05-01".into()),
        (Particular::PassportIssuer, |said| said.passport_issuer = "OVD ".repeat(40)),
        (Particular::BirthDate, |said| said.birth_date = "1980-02-29".into()),
    ];
    for (particular, say) in asked {
        assert_eq!(registers(&cx, "boots.ru", made).await, needed(particular));
        say(&mut ivan.particulars);
        update::update(&cx, number(made), ivan.clone(), None).await.unwrap();
    }
    registers(&cx, "boots.ru", made).await.unwrap();
    let extras = cx.realm.registry.info(&parsed("boots.ru"), None).await.unwrap().extras;
    assert_eq!(
        (extras["registrant-type"].as_str(), extras["birth-date"].as_str()),
        ("Person", "1980-02-29")
    );
    assert!(extras["document"].starts_with("4509 123456, 2010-05-01, OVD"));
    assert_eq!(extras["document"].len(), 128);

    ivan.particulars.kind = Some(ContactKind::Organisation);
    update::update(&cx, number(made), ivan.clone(), None).await.unwrap();
    assert_eq!(registers(&cx, "hats.ru", made).await, needed(Particular::TaxNumber));
    ivan.particulars.tax_number = "7701234567".into();
    ivan.particulars.tax_reason = "770101001".into();
    update::update(&cx, number(made), ivan, None).await.unwrap();
    registers(&cx, "hats.ru", made).await.unwrap();
    let extras = cx.realm.registry.info(&parsed("hats.ru"), None).await.unwrap().extras;
    let said: Vec<_> = extras.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(said, [("document", "7701234567/770101001"), ("registrant-type", "Organisation")]);
    world.is_consistent().await;
}
