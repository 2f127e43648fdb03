//! The same on a PostgreSQL server, where there is one.

use nameyard::sandbox::{self, Options};
use serde_json::json;
use store::Database;
use testkit::database::TestDatabase;

use crate::visitor::{BEGINNING, Visitor, frozen};

#[tokio::test(flavor = "multi_thread")]
async fn a_sandbox_begins_goes_on_and_is_reset_on_a_server() {
    let Some(database) = TestDatabase::postgres() else { return };
    let Database::Postgres { url, .. } = database.database().clone() else { return };
    let folder = tempfile::tempdir().unwrap();
    let with_server = |options| Options { database: Some(url.clone()), ..options };
    let options = with_server(frozen(folder.path()));
    let visitor = Visitor::with(folder, options).await;
    let (said, first) = (visitor.sandbox.json().clone(), visitor.ask("/ledger").await);
    let credit = json!({"dialect": "domains-co-za", "login": "main", "amount": "1.00"});
    visitor.tell("/accounts/credit", credit).await;
    let richer = visitor.ask("/ledger").await;
    assert_ne!(richer, first);
    let visitor = visitor.again(with_server).await;
    assert_eq!(visitor.ask("/ledger").await, richer);
    let same = |part: &str| visitor.sandbox.json()[part] == said[part];
    assert!(same("dialects") || visitor.sandbox.json()["http"] != said["http"]);
    visitor.tell("/clock", json!({"advance": "P1D"})).await;
    let reset = visitor.tell("/reset", json!({})).await;
    assert!(reset["now"].as_str().unwrap().starts_with(&BEGINNING[..17]), "{reset}");
    assert_eq!(visitor.ask("/ledger").await, first);

    // A realm beside it has a schema of its own.
    let Visitor { sandbox: running, folder, .. } = visitor;
    running.stop().await;
    let alone = with_server(Options::new(folder.path()).on_free_ports());
    let visitor = Visitor::with(folder, Options { beside: true, ..alone }).await;
    let beside = visitor.ask("/ledger?realm=sandbox").await;
    assert_eq!(beside["accounts"].as_array().unwrap().len(), 3, "{beside}");
    assert_eq!(visitor.ask("/ledger").await, first);
    visitor.tell("/reset", json!({})).await;
    assert_eq!(visitor.ask("/ledger?realm=sandbox").await, beside);

    // Another folder must not touch what is not its own, whatever key it has.
    for seed in [7, 8] {
        let stranger = tempfile::tempdir().unwrap();
        let options = with_server(frozen(stranger.path()).seeded(seed));
        let refusal = sandbox::start(options).await.err().unwrap();
        assert!(refusal.to_string().contains("another data folder"), "{refusal}");
    }
}
