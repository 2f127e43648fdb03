//! Switches, contacts and servers that read back changed at once.

use app::domains::choices::{ContactChoice, NameserverChoice};
use app::domains::{by_id, contacts, lock, nameservers, privacy, read};
use model::contact::ContactPatch;
use model::domain::Lock;
use model::error::{ContactPart, Error, Field, Reason, Role};
use testkit::World;

use crate::holder_of;

#[tokio::test(flavor = "multi_thread")]
async fn privacy_is_switched_here_and_at_the_registry() {
    let world = World::on("2026-01-01").await;
    let (cx, shoes) = holder_of(&world, "shoes.com").await;
    let hidden = async || {
        let here = read::details(&cx, shoes.clone()).await.unwrap().domain.privacy;
        let there = cx.realm.registry.info(&shoes, None).await.unwrap().privacy;
        assert_eq!(here, there);
        here
    };
    assert!(!hidden().await);
    privacy::set(&cx, &shoes, true).await.unwrap();
    assert!(hidden().await);
    privacy::set(&cx, &shoes, true).await.unwrap();
    assert!(hidden().await);
    privacy::toggle(&cx, &shoes).await.unwrap();
    assert!(!hidden().await);
    privacy::toggle(&cx, &shoes).await.unwrap();
    assert!(hidden().await);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_switches_of_the_lock_lead_back() {
    let world = World::on("2026-01-01").await;
    let (cx, shoes) = holder_of(&world, "shoes.com").await;
    let before = lock::read(&cx, shoes.clone()).await.unwrap();
    let other = if before == Lock::On { Lock::Off } else { Lock::On };
    for expected in [other, before] {
        lock::toggle(&cx, &shoes).await.unwrap();
        assert_eq!(lock::read(&cx, shoes.clone()).await.unwrap(), expected);
    }
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_read_back_changed() {
    let world = World::on("2026-01-01").await;
    let (cx, shoes) = holder_of(&world, "shoes.com").await;
    let mut choices: [ContactChoice; 4] = std::array::from_fn(|_| ContactChoice::default());
    let nothing = Error::Missing(Field::Contact(Role::Registrant, ContactPart::Name));
    assert_eq!(contacts::set(&cx, &shoes, choices.clone()).await, Err(nothing));
    choices[Role::Tech as usize].parts =
        ContactPatch { city: Some("Durban".into()), ..ContactPatch::default() };
    contacts::set(&cx, &shoes, choices.clone()).await.unwrap();
    let details = read::details(&cx, shoes.clone()).await.unwrap();
    let cities: Vec<&str> =
        details.contacts.iter().map(|stored| stored.contact.city.as_str()).collect();
    assert_eq!((cities[0], cities[2]), ("Johannesburg", "Durban"));
    assert_eq!(details.domain.pending, None);
    choices[Role::Tech as usize].parts.email = Some("nobody".into());
    let field = Field::Contact(Role::Tech, ContactPart::Email);
    assert_eq!(
        contacts::set(&cx, &shoes, choices).await,
        Err(Error::invalid(field, Reason::NotAnEmail))
    );
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_read_back_changed() {
    let world = World::on("2026-01-01").await;
    let (cx, shoes) = holder_of(&world, "shoes.com").await;
    let id = read::details(&cx, shoes.clone()).await.unwrap().domain.id;
    let two = ["ns1.example.net", "ns2.example.net"];
    let custom = NameserverChoice::Custom(two.map(str::to_owned).to_vec());
    nameservers::set(&cx, &shoes, custom).await.unwrap();
    let domain = by_id(&cx, id).await.unwrap();
    let names: Vec<&str> = domain.nameservers.iter().map(|host| host.as_str()).collect();
    assert_eq!((names, domain.managed_dns), (two.to_vec(), false));
    nameservers::set(&cx, &shoes, NameserverChoice::Managed).await.unwrap();
    let domain = by_id(&cx, id).await.unwrap();
    assert_eq!(domain.nameservers, cx.realm.settings.nameservers);
    assert!(domain.managed_dns);
    let one = NameserverChoice::Custom(vec!["ns1.example.net".into()]);
    let refused = nameservers::set(&cx, &shoes, one).await;
    assert_eq!(refused, Err(Error::Missing(Field::Nameserver(2))));
    world.is_consistent().await;
}
