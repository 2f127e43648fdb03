//! Contacts that an account knows by a number, as long as no name needs them.

use app::Context;
use app::accounts::pincode;
use app::contacts::search::{PersonFilter, PersonOrder, count, search};
use app::contacts::{ContactRef, create, delete, primary, read, update};
use model::contact::{Contact, ContactId};
use model::error::{ContactPart, Error, Field, Noun, Particular, Prohibition, Reason};
use model::event::EventKind;
use model::particulars::{ContactKind, Particulars, Person};
use proptest::prelude::*;

use crate::world::{AUDIENCE, PAGE, World, jane, name, property};

fn ada() -> Person {
    Person {
        contact: Contact { province: String::new(), name: "ignored".into(), ..jane() },
        particulars: Particulars {
            given_name: "Ada".into(),
            family_name: "Lovelace".into(),
            birth_date: "1815-12-10".into(),
            ..Particulars::default()
        },
    }
}

fn number(id: ContactId) -> ContactRef {
    ContactRef::Number(id)
}

async fn reads(cx: &Context, which: ContactRef) -> model::Result<Person> {
    read::read(cx, AUDIENCE, which).await.map(|found| found.stored.person)
}

#[tokio::test]
async fn a_contact_is_known_by_its_number_and_its_handle() {
    let world = World::new().await;
    let made = create::create(&world.shop, ada()).await.unwrap();
    let found = read::read(&world.shop, AUDIENCE, number(made.id)).await.unwrap();
    assert_eq!(found.stored.person.contact.name, "Ada Lovelace");
    assert_eq!(
        (found.owner.login.as_str(), found.owner.seller_login.as_str()),
        ("shop", "registrar")
    );
    assert_eq!(made.handle.len(), 16);
    let by_handle = read::read(&world.shop, AUDIENCE, ContactRef::read(&made.handle)).await;
    assert_eq!(by_handle.unwrap(), found);
    let twin = create::create(&world.shop, ada()).await.unwrap();
    assert!(twin.id != made.id && twin.handle != made.handle, "equal ones are two");
    assert_eq!(world.log(&world.shop, 2).await, [EventKind::PersonAdded; 2]);
}

#[tokio::test]
async fn a_strangers_contact_is_not_there() {
    let world = World::new().await;
    let made = create::create(&world.shop, ada()).await.unwrap();
    let missing = Error::NotFound(Noun::Contact);
    // Not even the account above reads it by its number; its lists show it.
    for stranger in [&world.other, &world.registrar, &world.rival] {
        for which in [number(made.id), ContactRef::Handle(made.handle.clone())] {
            assert_eq!(reads(stranger, which.clone()).await, Err(missing.clone()));
            assert_eq!(delete::delete(stranger, which.clone()).await, Err(missing.clone()));
            let changed = update::update(stranger, which.clone(), ada(), None).await;
            assert_eq!(changed, Err(missing.clone()));
            assert_eq!(primary::set_primary(stranger, which).await, Err(missing.clone()));
        }
    }
    assert_eq!(reads(&world.shop, number(ContactId(999))).await, Err(missing));
}

#[tokio::test]
async fn a_contact_is_rewritten_and_keeps_what_it_is() {
    let world = World::new().await;
    let mut company = ada();
    company.particulars.kind = Some(ContactKind::Organisation);
    let made = create::create(&world.shop, company).await.unwrap();
    let mut king = ada();
    king.particulars.family_name = "King".into();
    king.particulars.birth_date.clear();
    let changed = update::update(&world.shop, number(made.id), king.clone(), None).await;
    assert_eq!(changed, Ok(made.id));
    let found = reads(&world.shop, number(made.id)).await.unwrap();
    assert_eq!(found.contact.name, "Ada King");
    assert_eq!(found.particulars.birth_date, "", "what is not said again is gone");
    assert_eq!(found.kind(), ContactKind::Organisation);
    update::update(&world.shop, number(made.id), king.clone(), None).await.unwrap();
    assert_eq!(
        world.log(&world.shop, 2).await,
        [EventKind::PersonChanged, EventKind::PersonAdded],
        "saying the same again changes nothing"
    );
    king.particulars.given_name.clear();
    assert_eq!(
        update::update(&world.shop, number(made.id), king, None).await,
        Err(Error::Missing(Field::Particular(Particular::GivenName)))
    );
    let mut nowhere = ada();
    nowhere.contact.country = "XX".into();
    assert_eq!(
        create::create(&world.shop, nowhere).await,
        Err(Error::invalid(Field::Profile(ContactPart::Country), Reason::UnknownCountry))
    );
}

#[tokio::test]
async fn a_contact_is_removed_only_where_nothing_needs_it() {
    let world = World::new().await;
    let made = create::create(&world.shop, ada()).await.unwrap().id;
    let used = Err(Error::Prohibited(Prohibition::ContactInUse));
    assert_eq!(primary::primary(&world.shop).await.unwrap(), None);
    primary::set_primary(&world.shop, number(made)).await.unwrap();
    assert_eq!(primary::primary(&world.shop).await.unwrap().unwrap().id, made);
    assert_eq!(delete::delete(&world.shop, number(made)).await, used);
    let next = create::create(&world.shop, ada()).await.unwrap().id;
    primary::set_primary(&world.shop, number(next)).await.unwrap();

    world.gives(&world.shop, &name("shoes.co.za"), false).await;
    let behind = move |contact: ContactId| {
        move |tx: &mut store::Tx<'_>| {
            let mut held = tx.held_domain(&name("shoes.co.za"))?.domain;
            held.contacts = [next, next, next, contact];
            tx.save_domain(&held, None)
        }
    };
    world.within(behind(made)).await.unwrap();
    assert_eq!(delete::delete(&world.shop, number(made)).await, used);
    world.within(behind(next)).await.unwrap();
    assert_eq!(delete::delete(&world.shop, number(made)).await, Ok(made));
    let missing = Error::NotFound(Noun::Contact);
    assert_eq!(delete::delete(&world.shop, number(made)).await, Err(missing.clone()));
    assert_eq!(reads(&world.shop, number(made)).await, Err(missing));
    assert_eq!(world.log(&world.shop, 1).await, [EventKind::PersonRemoved]);
}

#[tokio::test]
async fn a_pincode_guards_changes_where_there_is_one() {
    let world = World::with(|settings| settings.sign_in_attempts = 2).await;
    let made = create::create(&world.shop, ada()).await.unwrap().id;
    pincode::set(&world.shop, Some("7a9Z")).await.unwrap();
    let mut king = ada();
    king.particulars.family_name = "King".into();
    let tries = async |code| update::update(&world.shop, number(made), king.clone(), code).await;
    assert_eq!(tries(None).await, Err(Error::Missing(Field::Pincode)));
    assert_eq!(tries(Some("0000")).await, Err(Error::invalid(Field::Pincode, Reason::Wrong)));
    assert_eq!(tries(Some("7a9Z")).await, Ok(made));
    assert_eq!(reads(&world.shop, number(made)).await.unwrap().contact.name, "Ada King");
}

#[tokio::test]
async fn an_account_finds_its_own_and_those_directly_below() {
    let world = World::new().await;
    for cx in [&world.operator, &world.registrar, &world.shop, &world.other, &world.rival] {
        create::create(cx, ada()).await.unwrap();
    }
    let logins = async |cx: &Context, filter: PersonFilter| {
        let counted = count(cx, AUDIENCE, filter.clone()).await.unwrap();
        let found = search(cx, AUDIENCE, filter, PersonOrder::Id, PAGE).await.unwrap();
        assert_eq!(counted, i64::try_from(found.len()).unwrap());
        found.into_iter().map(|found| found.owner.login).collect::<Vec<_>>()
    };
    let all = PersonFilter::default;
    assert_eq!(logins(&world.registrar, all()).await, ["registrar", "shop", "other"]);
    assert_eq!(logins(&world.operator, all()).await, ["operator", "registrar", "rival"]);
    assert_eq!(logins(&world.shop, all()).await, ["shop"]);
    let shop = PersonFilter { holders: vec!["Shop".into()], ..all() };
    assert_eq!(logins(&world.registrar, shop.clone()).await, ["shop"]);
    assert!(logins(&world.rival, shop).await.is_empty());
}

/// What somebody may say of itself, good and bad.
fn somebody() -> impl Strategy<Value = Person> {
    let text =
        || prop_oneof![Just(String::new()), "[ a-zA-ZА-я'-]{0,12}", Just("a\u{7}".to_owned())];
    let day = prop_oneof![Just(String::new()), "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-[0-3][0-9]"];
    (text(), text(), day, text(), text()).prop_map(|(given, family, born, company, tax)| Person {
        contact: Contact { company, ..jane() },
        particulars: Particulars {
            given_name: given,
            family_name: family,
            birth_date: born,
            tax_number: tax,
            ..Particulars::default()
        },
    })
}

#[test]
fn what_is_taken_reads_back_and_is_taken_again_unchanged() {
    property(file!(), &somebody(), async |world, person| {
        let made = create::create(&world.shop, person.clone()).await;
        assert_eq!(made.is_ok(), person.clone().checked().is_ok());
        let Ok(made) = made else { return };
        let kept = reads(&world.shop, number(made.id)).await.unwrap();
        assert_eq!(kept, person.checked().unwrap());
        assert_eq!(kept.clone().checked(), Ok(kept));
    });
}
