//! Keys of signed names: added one by one, shown again, removed by what they are called.

use app::domains::dnssec_keys::{self, KeyData};
use app::domains::{read, signers};
use model::dnssec::DelegationSigner;
use model::error::{Error, Field, Noun, Reason};
use testkit::World;

use crate::holder_of;

fn key(first: char, flags: u16) -> KeyData {
    let public_key = format!("{first}{}==", "A".repeat(85));
    KeyData { flags, protocol: 3, algorithm: 13, public_key }
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_added_beside_each_other_and_removed_one_by_one() {
    let world = World::on("2026-01-01").await;
    let (cx, shoes) = holder_of(&world, "shoes.com").await;
    let list = async || dnssec_keys::list(&cx, &shoes).await.unwrap();
    assert!(list().await.is_empty());
    dnssec_keys::add(&cx, &shoes, key('A', 257)).await.unwrap();
    dnssec_keys::add(&cx, &shoes, key('Q', 256)).await.unwrap();
    let both = list().await;
    let data: Vec<_> = both.iter().map(|key| key.key.clone().unwrap()).collect();
    assert_eq!(data, [key('A', 257), key('Q', 256)]);
    for listed in &both {
        assert_eq!(listed.id, listed.signer.key_tag.to_string());
    }
    let info = cx.realm.registry.info(&shoes, None).await.unwrap();
    assert_eq!(info.signers, both.iter().map(|key| key.signer.clone()).collect::<Vec<_>>());
    assert!(read::details(&cx, shoes.clone()).await.unwrap().domain.dnssec);

    let repeated = Error::invalid(Field::DelegationSigner, Reason::Repeated);
    assert_eq!(dnssec_keys::add(&cx, &shoes, key('A', 257)).await, Err(repeated));
    dnssec_keys::delete(&cx, &shoes, &both[0].id).await.unwrap();
    assert_eq!(list().await, both[1..]);
    let missing = Err(Error::NotFound(Noun::DelegationSigner));
    assert_eq!(dnssec_keys::delete(&cx, &shoes, &both[0].id).await, missing);
    dnssec_keys::delete(&cx, &shoes, &both[1].id).await.unwrap();
    assert!(list().await.is_empty());
    dnssec_keys::add(&cx, &shoes, key('A', 257)).await.unwrap();
    assert_eq!(list().await, both[..1]);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_key_is_refused() {
    let world = World::on("2026-01-01").await;
    let (cx, shoes) = holder_of(&world, "shoes.com").await;
    let malformed = Error::invalid(Field::DelegationSigner, Reason::MalformedKey);
    for data in [
        KeyData { flags: 1, ..key('A', 257) },
        KeyData { protocol: 2, ..key('A', 257) },
        KeyData { algorithm: 1, ..key('A', 257) },
        KeyData { public_key: "not base64!".into(), ..key('A', 257) },
        KeyData { public_key: "AAAA".into(), ..key('A', 257) },
    ] {
        assert_eq!(dnssec_keys::add(&cx, &shoes, data).await, Err(malformed.clone()));
    }
    let nothing = KeyData { public_key: " ".into(), ..key('A', 257) };
    let missing = Error::Missing(Field::DelegationSigner);
    assert_eq!(dnssec_keys::add(&cx, &shoes, nothing).await, Err(missing));
}

#[tokio::test(flavor = "multi_thread")]
async fn records_that_came_without_keys_are_listed_too() {
    let world = World::on("2026-01-01").await;
    let (cx, shoes) = holder_of(&world, "shoes.com").await;
    dnssec_keys::add(&cx, &shoes, key('A', 257)).await.unwrap();
    let own = dnssec_keys::list(&cx, &shoes).await.unwrap().remove(0);
    // The same tag by chance, from another key.
    let tag = own.id.clone();
    let twin = DelegationSigner::parse(&tag, "13", "1", &"AB".repeat(20)).unwrap();
    signers::set(&cx, shoes.clone(), vec![twin.clone(), own.signer.clone()]).await.unwrap();
    let listed = dnssec_keys::list(&cx, &shoes).await.unwrap();
    assert_eq!((listed[0].signer.clone(), listed[0].key.clone()), (twin, None));
    assert_eq!((listed[0].id.clone(), &listed[1]), (format!("{tag}-abababab"), &own));
    dnssec_keys::delete(&cx, &shoes, &listed[0].id).await.unwrap();
    assert_eq!(dnssec_keys::list(&cx, &shoes).await.unwrap(), [own]);
}
