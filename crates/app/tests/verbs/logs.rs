//! What happened to an account, in words.

use app::accounts::logs::{self, LogEntry};
use app::accounts::{funds, token_pair};
use model::event::EventKind;

use crate::world::{AUDIENCE, World, credentials};

#[tokio::test]
async fn the_log_reads_newest_first() {
    let world = World::new().await;
    funds::add(&world.registrar, AUDIENCE, "shop", "250.00").await.unwrap();
    let mut credentials = credentials("shop");
    credentials.address = Some("2001:db8::7".parse().unwrap());
    token_pair::sign_in_for_pair(&world.realm, credentials).await.unwrap();
    let entries = logs::list(&world.shop).await.unwrap();
    let said: Vec<&str> = entries.iter().map(|entry| entry.description.as_str()).collect();
    assert_eq!(
        said,
        [
            "Member signed in: shop",
            "Account funds added (250.00)",
            "Account opened: shop (reseller)"
        ]
    );
    assert_eq!(
        entries[0],
        LogEntry {
            at: world.realm.now(),
            kind: EventKind::SignedIn,
            subject: "shop".into(),
            description: "Member signed in: shop".into(),
            address: Some("2001:db8::7".parse().unwrap()),
        }
    );
    assert!(entries[1..].iter().all(|entry| entry.address.is_none()));
}

#[tokio::test]
async fn the_log_is_bounded() {
    let world = World::new().await;
    let (account, now) = (world.shop.account(), world.realm.now());
    world
        .within(move |tx| {
            for number in 0..1_200 {
                let subject = number.to_string();
                tx.log(account, None, EventKind::PriceSet, &subject, "", now)?;
            }
            Ok(())
        })
        .await
        .unwrap();
    let entries = logs::list(&world.shop).await.unwrap();
    assert_eq!((entries.len(), entries[0].subject.as_str()), (1_000, "1199"));
    assert_eq!(logs::list(&world.other).await.unwrap().len(), 1);
}
