//! Customers of a reseller: opened, changed and closed, and the contacts that stand for their names.

use app::Context;
use app::accounts::customers::{self, CustomerChange, NewCustomer};
use app::accounts::standing;
use app::contacts::registrants;
use app::domains::dossier::{self, ListFilter};
use model::Result;
use model::account::{AccountId, Billing, Standing};
use model::contact::Contact;
use model::error::{ContactPart, Error, Field, Noun, Prohibition, Reason};
use model::event::EventKind;
use model::particulars::{ContactKind, Particulars, Person, PersonPatch};
use model::secret::Secret;

use crate::world::{AUDIENCE, PAGE, World};

fn ann() -> Person {
    Person {
        contact: Contact {
            email: "ann@example.com".into(),
            phone: "+61.255550100".into(),
            street: ["1 Harbour Street".into(), String::new(), String::new()],
            city: "Sydney".into(),
            province: "NSW".into(),
            postal_code: "2000".into(),
            country: "AU".into(),
            ..Contact::default()
        },
        particulars: Particulars {
            kind: Some(ContactKind::Person),
            given_name: "Ann".into(),
            family_name: "Lee".into(),
            mobile: "412345678".into(),
            ..Particulars::default()
        },
    }
}

async fn opens(cx: &Context, username: Option<&str>) -> Result<customers::Customer> {
    let wish = NewCustomer {
        audience: AUDIENCE,
        username: username.map(str::to_owned),
        password: Some(Secret::new("a long password".to_owned())),
        person: ann(),
    };
    customers::create(cx, wish).await
}

#[tokio::test]
async fn a_customer_is_opened_listed_changed_and_closed() {
    let world = World::new().await;
    let opened = opens(&world.shop, Some("ann.lee-1")).await.unwrap();
    assert_eq!((opened.username.as_str(), opened.standing), ("ann.lee-1", Standing::Active));
    assert_eq!(opened.person.person, ann().checked().unwrap());
    assert_eq!(
        opens(&world.shop, Some("ANN.LEE-1")).await.unwrap_err(),
        Error::Taken(Noun::Account)
    );
    let short = opens(&world.shop, Some("ann")).await.unwrap_err();
    assert_eq!(short, Error::invalid(Field::Login, Reason::ShorterThan(8)));
    let (one, two) =
        (opens(&world.shop, None).await.unwrap(), opens(&world.shop, None).await.unwrap());
    assert!(one.username.len() >= 8 && one.username != two.username);
    let page = customers::list(&world.shop, PAGE).await.unwrap();
    let ids: Vec<AccountId> = page.rows.iter().map(|customer| customer.id).collect();
    assert_eq!((ids, page.total), (vec![opened.id, one.id, two.id], 3));

    let acting = customers::buying_for(&world.shop, opened.id).await.unwrap();
    assert_eq!((acting.account(), acting.payer()), (opened.id, world.shop.account()));
    assert_eq!(acting.session.account.billing, Billing::FromAbove);

    let change = CustomerChange {
        username: Some("ann.king-1".into()),
        password: Some(Secret::new("another password".to_owned())),
        person: PersonPatch {
            family_name: Some("King".into()),
            phone: Some("255550199".into()),
            ..PersonPatch::default()
        },
    };
    let changed = customers::update(&world.shop, AUDIENCE, opened.id, change).await.unwrap();
    assert_eq!(changed.username, "ann.king-1");
    assert_eq!(changed.person.id, opened.person.id, "no name has this contact");
    let person = &changed.person.person;
    assert_eq!((&*person.contact.name, &*person.contact.phone), ("Ann King", "+61.255550199"));
    assert_eq!((&*person.contact.city, &*person.particulars.mobile), ("Sydney", "412345678"));
    let taken = CustomerChange { username: Some(one.username), ..CustomerChange::default() };
    let taken = customers::update(&world.shop, AUDIENCE, opened.id, taken).await;
    assert_eq!(taken.unwrap_err(), Error::Taken(Noun::Account));
    let nameless = PersonPatch { kind: Some(ContactKind::Organisation), ..PersonPatch::default() };
    let nameless = CustomerChange { person: nameless, ..CustomerChange::default() };
    let nameless = customers::update(&world.shop, AUDIENCE, opened.id, nameless).await;
    assert_eq!(nameless.unwrap_err(), Error::Missing(Field::Profile(ContactPart::Company)));

    customers::terminate(&world.shop, opened.id).await.unwrap();
    let closed = customers::read(&world.shop, opened.id).await.unwrap();
    assert_eq!((closed.standing, &*closed.username), (Standing::Closed, "ann.king-1"));
    let gone = Error::Prohibited(Prohibition::Closed);
    assert_eq!(customers::terminate(&world.shop, opened.id).await.unwrap_err(), gone);
    let nothing = CustomerChange::default();
    let changed = customers::update(&world.shop, AUDIENCE, opened.id, nothing).await;
    assert_eq!(changed.unwrap_err(), gone);
    let buys = customers::buying_for(&world.shop, opened.id).await.err();
    assert_eq!(buys, Some(Error::Prohibited(Prohibition::CustomerNotActive)));
    assert_eq!(customers::list(&world.shop, PAGE).await.unwrap().total, 3);
    let acting = app::accounts::below::acting_for(&world.shop, opened.id).await.unwrap();
    assert_eq!(
        world.log(&acting, 3).await,
        [EventKind::CustomerStandingSet, EventKind::CustomerChanged, EventKind::AccountOpened]
    );
}

#[tokio::test]
async fn a_stranger_learns_nothing_of_a_customer() {
    let world = World::new().await;
    let id = opens(&world.shop, None).await.unwrap().id;
    let unknown = Error::NotFound(Noun::Account);
    for id in [id, world.shop.account(), AccountId(9_999)] {
        assert_eq!(customers::read(&world.other, id).await.unwrap_err(), unknown);
        assert_eq!(customers::terminate(&world.other, id).await.unwrap_err(), unknown);
        assert_eq!(customers::buying_for(&world.other, id).await.err(), Some(unknown.clone()));
        let change = CustomerChange::default();
        let changed = customers::update(&world.other, AUDIENCE, id, change).await;
        assert_eq!(changed.unwrap_err(), unknown);
        assert_eq!(registrants::list(&world.other, Some(id), PAGE).await.unwrap_err(), unknown);
        let names = dossier::list(&world.other, Some(id), ListFilter::default(), PAGE).await;
        assert_eq!(names.err(), Some(unknown.clone()));
    }
    // The account itself is none of its customers, nor is anybody at any depth.
    let own = customers::buying_for(&world.shop, world.shop.account()).await.err();
    assert_eq!(own, Some(unknown.clone()));
    assert_eq!(customers::buying_for(&world.registrar, id).await.err(), Some(unknown));
    let number = id.0.to_string();
    standing::set(&world.realm, AUDIENCE, &number, Standing::Suspended).await.unwrap();
    let buys = customers::buying_for(&world.shop, id).await.err();
    assert_eq!(buys, Some(Error::Prohibited(Prohibition::CustomerNotActive)));
    let above = world.shop.account().0.to_string();
    let set = standing::set(&world.realm, AUDIENCE, &above, Standing::Closed).await;
    assert_eq!(set.unwrap_err(), Error::NotFound(Noun::Account));
}

#[tokio::test]
async fn a_registrant_is_made_listed_and_changed() {
    let world = World::new().await;
    opens(&world.shop, None).await.unwrap();
    let made = registrants::create(&world.shop, ann()).await.unwrap();
    assert_eq!((made.account, made.customer), (world.shop.account(), None));
    let patch = PersonPatch { city: Some("Perth".into()), ..PersonPatch::default() };
    let moved = registrants::update(&world.shop, made.id, patch.clone()).await.unwrap();
    assert_eq!((&*moved.person.contact.city, &*moved.person.contact.name), ("Perth", "Ann Lee"));
    let page = registrants::list(&world.shop, None, PAGE).await.unwrap();
    assert_eq!((page.rows, page.total), (vec![moved.clone()], 1));
    assert_eq!(registrants::read(&world.shop, made.id).await.unwrap(), moved);
    let unknown = Error::NotFound(Noun::Contact);
    assert_eq!(registrants::read(&world.other, made.id).await.unwrap_err(), unknown);
    assert_eq!(registrants::update(&world.other, made.id, patch).await.unwrap_err(), unknown);
}
