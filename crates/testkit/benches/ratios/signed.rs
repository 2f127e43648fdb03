//! Signed calls: what it costs to know who signed, and to answer each request only once.
//!
//! The same call of the dialect is measured behind its own door and behind one that lets everybody in and
//! writes the same answer. A signed call writes its id down before it is answered, so it is held
//! against bare commits, too.

use std::net::SocketAddr;
use std::sync::Arc;

use dialects::dreamscape::Dreamscape;
use dialects::dreamscape::envelope::Envelope;
use dialects::dreamscape::service::ping::{Ping, Pong};
use http::StatusCode;
use serde::Serialize;
use testkit::World;
use testkit::dreamscape::request_id;
use wire::{Access, Api, ApiSettings, Call, Door, Refusal, Rendered};

use crate::load;
use crate::registrations::sqlite_commits;
use crate::{SPAN, report};

/// Callers at once.
const CALLERS: usize = 64;
/// What every answer of the dialect holds.
const DONE: &str = "\"status\":true";
/// The call.
const PATH: &str = "/dreamscape/ping";

/// A door that lets everybody in.
struct Open;

impl Door for Open {
    type Dialect = Dreamscape;
    type Context = ();
    type Error = ();
    type Answer<T: Serialize + Send + 'static> = T;

    async fn admit(&self, _: &Call, _: Access) -> Result<(), ()> {
        Ok(())
    }

    async fn answer<T: Serialize + Send + 'static>(
        &self,
        call: &Call,
        (): &(),
        answer: T,
    ) -> Rendered {
        Rendered::json(call.success, &Envelope::of(answer))
    }

    fn refuse(&self, _: &Call, _: Refusal<()>) -> Rendered {
        Rendered::empty(StatusCode::BAD_REQUEST)
    }

    fn account(&self, (): &()) -> String {
        String::new()
    }
}

pub async fn measure() {
    let world = World::on("2026-01-01").await;
    let reseller = world.dreamscape("main");
    let address = world.running().http();
    let signed = move |_: u64| {
        let headers = reseller.headers(&request_id()).into_iter();
        let headers: String = headers.map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        get(&headers)
    };
    let signed = load::run(address, CALLERS, SPAN, DONE, Arc::new(signed)).await;
    let unsigned = load::run(open().await, CALLERS, SPAN, DONE, Arc::new(|_| get(""))).await;
    assert_eq!(signed.wrong + unsigned.wrong, 0, "every call is answered as it should be");
    report("signed vs unsigned calls", signed.rate, unsigned.rate, "0.87 or more");
    report("signed calls vs SQLite commits", signed.rate, sqlite_commits(), "1.00 or more");
}

/// The same call without a signature, on a server of its own.
async fn open() -> SocketAddr {
    let api = Api::new(Open, ApiSettings::default());
    let routes = api.on::<Ping, _>(|(), _: Ping| async { Ok(Pong {}) }).into_router();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("a bound socket has an address");
    tokio::spawn(async move { axum::serve(listener, routes).await });
    address
}

fn get(headers: &str) -> Vec<u8> {
    format!("GET {PATH} HTTP/1.1\r\nhost: localhost\r\n{headers}\r\n").into_bytes()
}
