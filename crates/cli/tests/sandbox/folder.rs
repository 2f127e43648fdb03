//! The data folder: continued where it is, and the same from the same seed.

use nameyard::sandbox::{self, Options};
use serde_json::json;

use crate::visitor::{Visitor, frozen};

#[tokio::test]
async fn the_same_seed_gives_the_same_secrets() {
    let (one, same) = (Visitor::new().await, Visitor::new().await);
    let folder = tempfile::tempdir().unwrap();
    let options = frozen(folder.path()).seeded(8);
    let other = Visitor::with(folder, options).await;
    let secrets = |visitor: &Visitor| {
        let said = visitor.sandbox.json();
        (said["control"]["token"].clone(), said["dialects"]["domains-co-za"]["accounts"].clone())
    };
    assert_eq!(secrets(&one), secrets(&same));
    assert_ne!(secrets(&one).0, secrets(&other).0);
    assert_ne!(secrets(&one).1["main"]["password"], secrets(&other).1["main"]["password"]);
    assert_ne!(secrets(&one).1["main"]["key"], secrets(&other).1["main"]["key"]);
}

#[tokio::test]
async fn a_folder_is_continued_whatever_seed_and_clock_say() {
    let visitor = Visitor::new().await;
    let credit = json!({"dialect": "domains-co-za", "login": "main", "amount": "1.00"});
    visitor.tell("/accounts/credit", credit).await;
    let (token, ledger) =
        (visitor.sandbox.control_token().to_owned(), visitor.ask("/ledger").await);
    let visitor = visitor.again(|options| options.seeded(99)).await;
    assert_eq!(visitor.sandbox.control_token(), token);
    assert_eq!(visitor.ask("/ledger").await, ledger);
    let now = visitor.ask("/clock").await["now"].clone();
    assert!(now.as_str().unwrap().starts_with("2026-01-01T10:"), "{now}");
}

#[tokio::test]
async fn without_a_seed_every_folder_has_its_own_secrets() {
    let start = async || {
        let folder = tempfile::tempdir().unwrap();
        let options = Options::new(folder.path()).on_free_ports();
        Visitor::with(folder, options).await
    };
    let (one, other) = (start().await, start().await);
    assert_ne!(one.sandbox.control_token(), other.sandbox.control_token());
}

#[tokio::test]
async fn a_first_start_that_was_cut_short_is_finished_by_the_next() {
    let visitor = Visitor::new().await;
    let (said, ledger) = (visitor.sandbox.json().clone(), visitor.ask("/ledger").await);
    // As if the process had been killed before it wrote down that it was done.
    let world = visitor.sandbox.world();
    let unfinished = world.realm.store.write(|tx| tx.set_setting("sandbox.stage", "founding"));
    unfinished.await.unwrap();
    drop(world);
    let visitor = visitor.again(|options| options).await;
    assert_eq!(
        visitor.sandbox.json()["dialects"]["domains-co-za"]["accounts"],
        said["dialects"]["domains-co-za"]["accounts"]
    );
    assert_eq!(visitor.ask("/ledger").await, ledger);
}

#[tokio::test]
async fn a_folder_serves_one_sandbox_at_a_time() {
    let visitor = Visitor::new().await;
    let second = sandbox::start(frozen(visitor.folder.path())).await;
    assert!(second.err().unwrap().to_string().contains("another sandbox"));
}

#[tokio::test]
async fn what_is_in_the_way_is_said_in_words() {
    let visitor = Visitor::new().await;
    let folder = tempfile::tempdir().unwrap();
    let options = Options { http: visitor.sandbox.http(), ..frozen(folder.path()) };
    let refusal = sandbox::start(options).await.err().unwrap().to_string();
    assert!(refusal.contains(&visitor.sandbox.http().to_string()), "{refusal}");
    let database = Some("mysql://nowhere".to_owned());
    let options = Options { database, ..frozen(folder.path()) };
    let refusal = sandbox::start(options).await.err().unwrap().to_string();
    assert!(refusal.contains("postgres://"), "{refusal}");
}
