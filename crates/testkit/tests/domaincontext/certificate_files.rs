//! Control that is shown by a file on a web server of this machine.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use http::{HeaderMap, StatusCode, Uri};
use nameyard::sandbox::Options;
use serde_json::json;
use testkit::World;
use testkit::openssl::{self, Key, request};
use tokio::net::TcpListener;

use crate::certificate_holder::{Holder, NAME, SINGLE, issued};

/// What a web server shows: the address of the file, and what stands in it.
type Shown = Arc<Mutex<Option<(String, String)>>>;

/// A web server at a port of its own.
async fn web_server() -> (u16, Shown) {
    let shown = Shown::default();
    let socket = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = socket.local_addr().expect("an address").port();
    let answer = async |State(shown): State<Shown>, headers: HeaderMap, uri: Uri| {
        let host = headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or_default();
        let asked = format!("http://{host}{}", uri.path());
        let shown = shown.lock().expect("a file").clone();
        match shown.filter(|(address, _)| *address == asked) {
            Some((_, content)) => (StatusCode::OK, content),
            None => (StatusCode::NOT_FOUND, String::new()),
        }
    };
    let router = Router::new().fallback(answer).with_state(Arc::clone(&shown));
    tokio::spawn(async move { axum::serve(socket, router).await });
    (port, shown)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_on_the_web_server_shows_control() {
    if !openssl::is_there() {
        return;
    }
    let (port, shown) = web_server().await;
    let with_port = |options| Options { web_ports: (port, 443), ..options };
    let world = World::with("2026-01-01", 1, with_port).await;
    let holder = Holder::of(&world, SINGLE).await;
    let address = json!({ "type": "a", "value": "127.0.0.1", "status": "new" });
    let sent = json!({ "domain": NAME, "1": address });
    let _ = holder.account.asks("domainSetDNS", sent).await.done();
    let mut order = holder.order(&request(Key::Rsa, &[NAME]));
    order["dcv_method"] = json!("http");
    assert_eq!(holder.does("certificateIssue", order).await, "pending");
    let told = holder.data().await["dcv_data"]["http"].clone();
    let text = |key: &str| told[key].as_str().expect("a file").to_owned();
    let (place, content) = (text("record"), text("http"));
    assert!(place.starts_with("http://karooshop.com/.well-known/pki-validation/"), "{place}");
    let says = |content: &str| {
        *shown.lock().expect("a file") = Some((place.clone(), content.to_owned()));
    };
    for wrong in ["something else", ""] {
        says(wrong);
        assert_eq!(holder.does_so("certificateRevalidate").await, "pending");
    }
    says(&content);
    assert_eq!(holder.does_so("certificateRevalidate").await, "ok");
    let certificate = issued(&world, &holder.data().await).await;
    certificate.verifies(&world, &[]).await.expect("it verifies");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_web_server_of_somebody_else_is_not_asked() {
    if !openssl::is_there() {
        return;
    }
    let world = World::on("2026-01-01").await;
    let holder = Holder::of(&world, SINGLE).await;
    let address = json!({ "type": "a", "value": "192.0.2.1", "status": "new" });
    let sent = json!({ "domain": NAME, "1": address });
    let _ = holder.account.asks("domainSetDNS", sent).await.done();
    for method in ["http", "https"] {
        let mut order = holder.order(&request(Key::Rsa, &[NAME]));
        order["dcv_method"] = json!(method);
        let command = if method == "http" { "certificateIssue" } else { "certificateReissue" };
        assert_eq!(holder.does(command, order).await, "pending");
        assert_eq!(holder.does_so("certificateRevalidate").await, "pending");
    }
    world.is_consistent().await;
}
