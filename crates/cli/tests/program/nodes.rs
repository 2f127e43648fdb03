//! Two nodes over one database: what may be done once is done once, whichever of them is asked.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Child;

use store::Database;
use testkit::database::TestDatabase;
use testkit::dreamscape::{Reseller, request_id};
use testkit::http::{Caller, Sent};

use crate::serve::{prepared, written};
use crate::{end, nameyard};

/// Requests that are sent to both nodes at once.
const ROUNDS: usize = 25;

/// Starts a node, and gives the address where it answers.
fn started(config: &str) -> (Child, String) {
    let mut child = nameyard(&["serve", "--config", config]).spawn().unwrap();
    let log = BufReader::new(child.stderr.take().unwrap()).lines();
    let ready = log.map(Result::unwrap).find(|line| line.contains("ready")).unwrap();
    let address = ready.split("http=").nth(1).unwrap().split_whitespace().next().unwrap();
    (child, format!("http://{address}"))
}

/// A configuration of a node with books of its own, beside others over the same database.
fn node(folder: &Path, url: &str, key_file: &Path) -> String {
    std::fs::create_dir_all(folder).unwrap();
    let mut config = prepared(folder);
    config["database"]["url"] = url.into();
    let profile = config["accounts"]["operator"]["profile"].clone();
    let mut dreamscape = toml::toml! { exchange = "12.00"
    balance = "50.00" };
    dreamscape.insert("key_file".to_owned(), key_file.to_str().unwrap().into());
    dreamscape.insert("profile".to_owned(), profile);
    config["accounts"].as_table_mut().unwrap().insert("dreamscape".to_owned(), dreamscape.into());
    written(folder, &config)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_request_is_answered_by_one_of_two_nodes() {
    let Some(database) = TestDatabase::postgres() else { return };
    let Database::Postgres { url, .. } = database.database().clone() else { return };
    let folder = tempfile::tempdir().unwrap();
    let key_file = folder.path().join("dreamscape.key");
    let configs = ["one", "two"].map(|name| node(&folder.path().join(name), &url, &key_file));
    let nodes = configs.map(|config| started(&config));
    let key: toml::Table = std::fs::read_to_string(&key_file).unwrap().parse().unwrap();
    let key = key["api_key"].as_str().unwrap();
    let [one, two] = [&nodes[0].1, &nodes[1].1].map(|address| {
        let base = format!("{address}/dreamscape");
        Reseller::new(Caller::default(), base, 0, key)
    });
    for round in 0..ROUNDS {
        let id = request_id();
        let (here, there) = tokio::join!(
            one.send_as("GET", "/reseller", Sent::default(), &id),
            two.send_as("GET", "/reseller", Sent::default(), &id)
        );
        let mut statuses = [here.status, there.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 401], "round {round}: {} {}", here.text, there.text);
        for node in [&one, &two] {
            let again = node.send_as("GET", "/reseller", Sent::default(), &id).await;
            assert_eq!(again.status, 401, "{}", again.text);
        }
    }
    for (child, _) in nodes {
        assert_eq!(end(child, "-TERM").status.code(), Some(0));
    }
}
