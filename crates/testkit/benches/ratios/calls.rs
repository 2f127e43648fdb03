//! Reading calls against a bare server that returns a constant of the same size.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use testkit::World;
use testkit::co_za::parts;

use crate::load::{self, request};
use crate::{SPAN, report};

/// Callers at once.
const CALLERS: usize = 32;

pub async fn measure() {
    let world = World::on("2026-01-01").await;
    let shop = world.shop("main").await;
    shop.registers("shoes.co.za", 1).await;
    let token = bearer(&shop);
    let address = world.running().http();
    let checked = shop.get("/domain/check", &parts("boots.co.za")).await.text;
    let info = shop.info("shoes.co.za").await.text;
    for (figure, path, constant) in [
        ("domain/check", "/domains-co-za/api/domain/check?sld=boots&tld=co.za", checked),
        ("domain info", "/domains-co-za/api/domain?sld=shoes&tld=co.za", info),
    ] {
        let bare = bare_server(constant).await;
        let token = token.clone();
        let here = move |_| request("GET", path, &token, "");
        let here = load::run(address, CALLERS, SPAN, "\"intReturnCode\":1", Arc::new(here)).await;
        let against = |_| request("GET", "/", "nobody", "");
        let against =
            load::run(bare, CALLERS, SPAN, "\"intReturnCode\":1", Arc::new(against)).await;
        assert_eq!(here.wrong + against.wrong, 0, "every call is answered as it should be");
        report(&format!("{figure} vs a bare server"), here.rate, against.rate, "0.50 or more");
    }
}

/// The token that a shop signed in with.
pub fn bearer(shop: &testkit::Shop) -> String {
    let headers = shop.headers();
    let (_, value) = headers.first().expect("the shop is signed in");
    value.trim_start_matches("Bearer ").to_owned()
}

/// A server that always answers the same.
pub async fn bare_server(constant: String) -> SocketAddr {
    let answer = move || {
        let body = constant.clone();
        async move { ([("content-type", "application/json")], body) }
    };
    let router = Router::new().route("/", get(answer));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("a bound socket has an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}
