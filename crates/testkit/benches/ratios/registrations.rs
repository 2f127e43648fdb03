//! Paid registrations with durable commits against a bare loop of one-row durable commits on the
//! same kind of database.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use rusqlite::Connection;
use serde_json::json;
use testkit::World;

use crate::calls::bearer;
use crate::load::{self, request};
use crate::{SPAN, report};

/// Callers at once.
const CALLERS: usize = 64;
/// Connections to PostgreSQL, on both sides.
const CONNECTIONS: usize = 16;

pub async fn measure() {
    let here = registered(None).await;
    report("registrations vs SQLite commits", here, sqlite_commits(), "4.00 or more");
    #[expect(clippy::disallowed_methods, reason = "a benchmark is told where its server is")]
    let server = std::env::var("NAMEYARD_BENCH_POSTGRES").ok();
    match server {
        Some(url) => {
            let against = postgres_commits(&url).await;
            let here = registered(Some(url)).await;
            report("registrations vs PostgreSQL commits", here, against, "1.00 or more");
        }
        None => println!("PostgreSQL is not measured: NAMEYARD_BENCH_POSTGRES is not set"),
    }
}

/// Registrations a second, paid and durable, over HTTP.
async fn registered(database: Option<String>) -> u64 {
    let world = World::with("2026-01-01", 1, |mut options| {
        options.database = database;
        options
    })
    .await;
    let money = json!({ "dialect": "domains-co-za", "login": "main", "amount": "900000000.00" });
    world.control("POST", "/accounts/credit", Some(money)).await;
    let token = bearer(&world.shop("main").await);
    let script = move |number: u64| {
        let body = format!(
            "sld=shoes{number}&tld=co.za&period=1&ns1=ns1.hosting.example&ns2=ns2.hosting.example&\
             registrantName=Thandi+Nkosi&registrantEmail=thandi%40example.co.za&registrantCountry=ZA&\
             registrantProvince=Gauteng&registrantContactNumber=%2B27.115550100&\
             registrantPostalCode=2196&registrantAddress1=12+Jan+Smuts+Avenue&\
             registrantCity=Johannesburg"
        );
        request("POST", "/domains-co-za/api/domain", &token, &body)
    };
    let address = world.running().http();
    let counted = load::run(address, CALLERS, SPAN, "\"intReturnCode\":1", Arc::new(script)).await;
    assert_eq!(counted.wrong, 0, "every registration goes through");
    world.books_balance().await;
    counted.rate
}

/// One-row durable commits a second.
pub fn sqlite_commits() -> u64 {
    let folder = tempfile::tempdir().expect("a folder for the bare database");
    let connection = Connection::open(folder.path().join("bare.sqlite")).expect("a new file");
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE bare (id INTEGER PRIMARY KEY, value TEXT);",
        )
        .expect("a table");
    let (begun, mut commits) = (Instant::now(), 0u64);
    let mut insert =
        connection.prepare("INSERT INTO bare (value) VALUES (?1)").expect("a statement");
    while begun.elapsed() < SPAN {
        insert.execute(["one row"]).expect("a commit");
        commits += 1;
    }
    commits / SPAN.as_secs()
}

async fn postgres_commits(url: &str) -> u64 {
    let commits = Arc::new(AtomicU64::new(0));
    let begun = Instant::now();
    let mut tasks = Vec::with_capacity(CONNECTIONS);
    for place in 0..CONNECTIONS {
        let (client, connection) =
            tokio_postgres::connect(url, tokio_postgres::NoTls).await.expect("the server listens");
        tokio::spawn(connection);
        if place == 0 {
            client
                .batch_execute(
                    "CREATE TABLE IF NOT EXISTS bare (id BIGSERIAL PRIMARY KEY, value TEXT)",
                )
                .await
                .expect("a table");
        }
        let commits = Arc::clone(&commits);
        tasks.push(tokio::spawn(async move {
            let insert = client.prepare("INSERT INTO bare (value) VALUES ($1)").await;
            let insert = insert.expect("a statement");
            while begun.elapsed() < SPAN {
                client.execute(&insert, &[&"one row"]).await.expect("a commit");
                commits.fetch_add(1, Ordering::Relaxed);
            }
        }));
    }
    for task in tasks {
        task.await.expect("a connection does not fail");
    }
    commits.load(Ordering::Relaxed) / SPAN.as_secs()
}
