//! Signed calls: what it costs that each of them is answered only once.
//!
//! A signed call writes its id down before it is answered, so it is held against a call of the same
//! dialect that nobody signs, against a bare server, and against bare commits.

use std::sync::Arc;

use testkit::World;
use testkit::dreamscape::request_id;

use crate::calls::bare_server;
use crate::load;
use crate::registrations::sqlite_commits;
use crate::{SPAN, report};

/// Callers at once.
const CALLERS: usize = 64;
/// What every answer of the dialect holds.
const DONE: &str = "\"status\":true";

pub async fn measure() {
    let world = World::on("2026-01-01").await;
    let reseller = world.dreamscape("main");
    let answer = reseller.send("GET", "/reseller", testkit::http::Sent::default()).await.text;
    let address = world.running().http();
    let bare = bare_server(answer).await;
    let unsigned = |path: &'static str| move |_: u64| get(path, "");
    let signed = move |_: u64| {
        let headers = reseller.headers(&request_id()).into_iter();
        let headers: String = headers.map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        get("/dreamscape/reseller", &headers)
    };
    let signed = load::run(address, CALLERS, SPAN, DONE, Arc::new(signed)).await;
    let ping = unsigned("/dreamscape/ping");
    let ping = load::run(address, CALLERS, SPAN, DONE, Arc::new(ping)).await;
    let bare = load::run(bare, CALLERS, SPAN, DONE, Arc::new(unsigned("/"))).await;
    assert_eq!(signed.wrong + ping.wrong + bare.wrong, 0, "every call is answered as it should be");
    report("signed vs unsigned calls", signed.rate, ping.rate, "0.20 or more");
    report("signed calls vs a bare server", signed.rate, bare.rate, "0.10 or more");
    report("signed calls vs SQLite commits", signed.rate, sqlite_commits(), "4.00 or more");
}

fn get(path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n{headers}\r\n").into_bytes()
}
