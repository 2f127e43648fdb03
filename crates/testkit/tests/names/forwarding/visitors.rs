//! Visitors of a name that leads elsewhere: on the redirect service's own address, and where HTTP is served.

use http::{Method, Request};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use nameyard::forwarding::ForwardingOptions;
use nameyard::sandbox::Options;
use serde_json::json;
use testkit::World;

use super::{NAME, leads_to};

/// What a visitor sees: the status, where it is sent, and what it reads.
struct Seen {
    status: u16,
    location: String,
    text: String,
    policy: String,
}

async fn visits(base: &str, method: Method, host: &str, path: &str) -> Seen {
    let client = Client::builder(TokioExecutor::new()).build_http::<Full<bytes::Bytes>>();
    let request = Request::builder().method(method).uri(format!("{base}{path}"));
    let request = request.header("Host", host).body(Full::default()).unwrap();
    let (parts, body) = client.request(request).await.unwrap().into_parts();
    let text = body.collect().await.unwrap().to_bytes();
    let header =
        |name: &str| parts.headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
    Seen {
        status: parts.status.as_u16(),
        location: header("location"),
        policy: header("content-security-policy"),
        text: String::from_utf8(text.to_vec()).unwrap(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn visitors_are_sent_where_the_owner_said() {
    let world = World::with("2026-01-01", 1, |options| Options {
        forwarding: ForwardingOptions {
            http: Some("127.0.0.1:0".parse().unwrap()),
            ..ForwardingOptions::default()
        },
        ..options
    })
    .await;
    leads_to(&world, "https://boots.co.za/from-shoes/").await;
    let own = format!("http://{}", world.running().forwarding().http().unwrap());
    let announced = world.running().json()["forwarding"]["http"].as_str().unwrap().to_owned();
    assert_eq!(own, announced);
    let usual = world.running().url();
    for base in [&own, &usual] {
        let seen = visits(base, Method::GET, NAME, "/a?b=c").await;
        assert_eq!((seen.status, &*seen.location), (302, "https://boots.co.za/from-shoes/a?b=c"));
        let seen = visits(base, Method::HEAD, "WWW.Shoes.co.za.:8080", "/").await;
        assert_eq!((&*seen.location, &*seen.text), ("https://boots.co.za/from-shoes/", ""));
        assert_eq!(visits(base, Method::POST, NAME, "/").await.status, 405);
    }
    // Nobody else's name leads anywhere, and the server stays itself.
    let seen = visits(&own, Method::GET, "boots.co.za", "/healthz").await;
    assert_eq!((seen.status, seen.text.contains('<')), (404, false));
    for host in ["boots.co.za", "localhost", "127.0.0.1"] {
        assert_eq!(visits(&usual, Method::GET, host, "/healthz").await.status, 200, "{host}");
    }
    let seen = visits(&usual, Method::GET, "dns.services", "/api/domain").await;
    assert_eq!((seen.status, seen.location), (401, String::new()));
    let _ = world.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cloaked_record_is_a_page_with_a_frame() {
    let (world, name) = (World::on("2026-01-01").await, "shoes.com");
    let main = world.dreamscape("main");
    let person = json!({
        "first_name": "Mia", "last_name": "Jones", "address": "1 Pitt Street", "city": "Sydney",
        "country": "AU", "state": "NSW", "post_code": "2000", "country_code": "61",
        "phone": "255501000", "email": "mia@example.com.au", "account_type": "personal",
    });
    let mia = main.done("POST", "/customers", person).await["id"].clone();
    let wish = json!({ "customer_id": mia, "domain_name": name, "period": 12 });
    let id = main.done("POST", "/domains", wish).await["id"].clone();
    for (subdomain, cloak) in [("framed", true), ("sent", false)] {
        let record = json!({ "type": "WEBFWD", "subdomain": subdomain,
            "forward_to": "https://example.net/x?a=1&b=2", "cloak": cloak });
        let (status, answer) = main.post(&format!("/domains/{id}/dns"), record).await;
        assert_eq!(status, 201, "{answer}");
    }
    let usual = world.running().url();
    let seen = visits(&usual, Method::GET, "framed.shoes.com", "/").await;
    assert_eq!(seen.status, 200);
    assert!(seen.text.contains("<title>framed.shoes.com</title>"), "{}", seen.text);
    assert!(seen.text.contains("src=\"https://example.net/x?a=1&amp;b=2\""), "{}", seen.text);
    assert!(seen.policy.contains("frame-src http: https:"), "{}", seen.policy);
    let seen = visits(&usual, Method::GET, "sent.shoes.com", "/b").await;
    assert_eq!((seen.status, &*seen.location), (301, "https://example.net/x?a=1&b=2"));
}
