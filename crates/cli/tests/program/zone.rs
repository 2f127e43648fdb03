//! `nameyard zone`: zones in and out, beside a server that runs.

use std::io::{BufRead as _, BufReader};

use model::account::AccountId;
use model::contact::ContactId;
use model::domain::{Domain, DomainId, Lock};
use model::name::DomainName;
use model::time::{Timestamp, Years};
use store::{Database, Store};

use crate::serve::{prepared, written};
use crate::{end, nameyard};

/// Gives a name to the operator of a database, as if it had been registered.
async fn gives(database: &Database, name: &str) {
    let store = Store::open(database).await.unwrap();
    let now = Timestamp::parse("2026-11-21T10:00:00Z").unwrap();
    let domain = Domain {
        id: DomainId(0),
        name: DomainName::parse(name, |_| false).unwrap(),
        account: AccountId(1),
        registered: now,
        anchor: now,
        expires: now.plus_years(Years(9)),
        renewed: None,
        updated: now,
        transferred: None,
        deleted: None,
        lock: Lock::Off,
        suspended: false,
        autorenew: false,
        privacy: false,
        managed_dns: true,
        dnssec: false,
        reference: None,
        contacts: [ContactId(1); 4],
        nameservers: Vec::new(),
        pending: None,
        told: now,
    };
    store.write(move |tx| tx.add_domain(&domain, &[], b"sealed").map(drop)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn zones_are_exported_and_imported_while_the_server_runs() {
    let folder = tempfile::tempdir().unwrap();
    let config = written(folder.path(), &prepared(folder.path()));
    let mut server = nameyard(&["serve", "--config", &config]).spawn().unwrap();
    let log = BufReader::new(server.stderr.take().unwrap()).lines();
    log.map(Result::unwrap).find(|line| line.contains("ready")).unwrap();
    let file = folder.path().join("nameyard.sqlite");
    gives(&Database::Sqlite(file), "shoes.co.za").await;
    let zone = |verb: &str, arguments: &[&str]| {
        let all = [&["zone", verb, "--config", &config, "shoes.co.za"], arguments].concat();
        nameyard(&all).output().unwrap()
    };
    let none = zone("export", &[]);
    assert!(String::from_utf8_lossy(&none.stderr).contains("no such zone"));
    let path = folder.path().join("shoes.zone");
    let path = path.to_str().unwrap();
    std::fs::write(path, "www 300 IN A 192.0.2.1\n@ DNAME boots.example.\n").unwrap();
    let refused = zone("import", &[path]);
    let words = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{words}");
    assert!(words.contains("shoes.zone:2: records of the type DNAME"), "{words}");
    assert!(!zone("export", &[]).status.success(), "a refused file made a zone");
    std::fs::write(path, "www 300 IN A 192.0.2.1\n").unwrap();
    let taken = zone("import", &[path, "--merge"]);
    let words = String::from_utf8_lossy(&taken.stdout).into_owned();
    assert!(words.contains("1 added, 0 changed, 0 removed"), "{words}");
    let text = String::from_utf8(zone("export", &[]).stdout).unwrap();
    assert!(text.contains("$ORIGIN shoes.co.za."), "{text}");
    assert!(text.contains("www 300 IN A 192.0.2.1"), "{text}");
    let nobody = zone("fetch", &["--from", "127.0.0.1:1"]);
    assert!(String::from_utf8_lossy(&nobody.stderr).contains("cannot be reached"));
    assert_eq!(end(server, "-TERM").status.code(), Some(0));
}
