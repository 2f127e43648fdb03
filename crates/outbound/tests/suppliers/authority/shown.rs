//! Control that is shown by records and by files.

use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use app::ports::Authority;
use app::ports::authority::{NewOrder, OrderReport, OrderState};
use model::certificate::Validation;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::world::{issued, openssl, order, world, world_with_ports};

fn is_pending(report: &OrderReport) -> bool {
    report.state == OrderState::Pending
}

#[tokio::test]
async fn a_record_at_every_name_shows_control() {
    let world = world();
    let names = ["example.com", "*.example.com", "shop.example.com"].map(str::to_owned);
    let order = NewOrder { names: names.to_vec(), ..order("1") };
    let report = world.authority.order(&order).await.unwrap();
    let [apex, star, shop] = &report.challenges[..] else { panic!("three names") };
    let (label, rest) = apex.place.split_once('.').unwrap();
    assert_eq!((label.len(), rest, apex.record), (33, "example.com", Some("CNAME")));
    assert!(label.starts_with('_') && apex.content.ends_with(".dcv.nameyard.example."));
    assert_eq!((star.name.as_str(), &star.place), ("*.example.com", &apex.place));
    assert!(is_pending(&world.authority.validate("1").await.unwrap()));
    world.says("example.com", &apex.place, "CNAME", apex.content.trim_end_matches('.'));
    let half = world.authority.validate("1").await.unwrap();
    let shown: Vec<bool> = half.challenges.iter().map(|challenge| challenge.shown).collect();
    assert_eq!((shown, is_pending(&half)), (vec![true, true, false], true));
    // The zone of the name itself answers for it, and text says the same as an alias.
    let quoted = format!("\"{}\"", shop.content.to_uppercase());
    world.says("shop.example.com", &shop.place, "TXT", &quoted);
    issued(world.authority.validate("1").await.unwrap());
    let again = world.authority.validate("1").await.unwrap();
    assert_eq!(again, world.authority.info("1").await.unwrap());
}

#[tokio::test]
async fn what_stands_elsewhere_or_says_something_else_shows_nothing() {
    let world = world();
    let first = world.authority.order(&order("1")).await.unwrap();
    let second = world.authority.order(&order("2")).await.unwrap();
    let (first, second) = (&first.challenges[0], &second.challenges[0]);
    assert_ne!((&first.place, &first.content), (&second.place, &second.content));
    world.says("example.com", &first.place, "CNAME", &second.content);
    world.says("example.com", &first.place, "A", "127.0.0.1");
    world.says("example.com", "_other.example.com", "CNAME", &first.content);
    world.says("example.net", "_other.example.net", "CNAME", &first.content);
    assert!(is_pending(&world.authority.validate("1").await.unwrap()));
}

/// Answers every request with the same bytes; tells the port.
async fn web_server(answer: impl Into<String>) -> u16 {
    let answer: Arc<str> = Arc::from(answer.into());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let answer = Arc::clone(&answer);
            tokio::spawn(async move {
                let mut bytes = [0; 4_096];
                let count = stream.read(&mut bytes).await.unwrap_or_default();
                let asked = String::from_utf8_lossy(&bytes[..count]).into_owned();
                let fits = asked.starts_with("GET /.well-known/pki-validation/")
                    && asked.to_lowercase().contains("host: example.com\r\n");
                let answer = if fits { &*answer } else { "HTTP/1.1 400 Bad Request\r\n\r\n" };
                drop(stream.write_all(answer.as_bytes()).await);
            });
        }
    });
    port
}

fn page(status: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nLocation: /x\r\n\r\n{body}")
}

/// What becomes of an order when the web server of its name answers so.
async fn with_file(answer: impl Fn(&str) -> String) -> OrderState {
    // What is wanted does not depend on the port.
    let order = NewOrder { validation: Validation::Http, ..order("1") };
    let challenge = world().authority.order(&order).await.unwrap().challenges.remove(0);
    assert!(challenge.place.starts_with("http://example.com/.well-known/pki-validation/"));
    let port = web_server(answer(&challenge.content)).await;
    let world = world_with_ports(port, 1);
    world.says("example.com", "example.com", "ALIAS", "web.example.net");
    world.says("example.net", "*.example.net", "A", "127.0.0.1");
    let report = world.authority.order(&order).await.unwrap();
    assert_eq!(report.challenges[0], challenge);
    world.authority.validate("1").await.unwrap().state
}

#[tokio::test]
async fn a_file_shows_control() {
    let state = with_file(|content| page("200 OK", &format!("{content}\n"))).await;
    assert!(matches!(state, OrderState::Issued(_)));
}

#[tokio::test]
async fn another_file_or_none_shows_nothing() {
    assert_eq!(with_file(|_| page("200 OK", "something else")).await, OrderState::Pending);
    assert_eq!(with_file(|content| page("404 Not Found", content)).await, OrderState::Pending);
    assert_eq!(with_file(|content| page("301 Moved", content)).await, OrderState::Pending);
    let endless = |content: &str| page("200 OK", &format!("{content}{}", " ".repeat(100_000)));
    assert_eq!(with_file(endless).await, OrderState::Pending);
    assert_eq!(with_file(|_| "nonsense\r\n\r\n".to_owned()).await, OrderState::Pending);
}

#[tokio::test]
async fn only_addresses_that_may_be_called_are_asked() {
    let port = web_server(page("200 OK", "")).await;
    let world = world_with_ports(port, 1);
    let order = NewOrder { validation: Validation::Http, ..order("1") };
    world.authority.order(&order).await.unwrap();
    assert!(is_pending(&world.authority.validate("1").await.unwrap()));
    world.says("example.com", "example.com", "A", "192.0.2.1");
    world.says("example.com", "example.com", "AAAA", "2001:db8::1");
    assert!(is_pending(&world.authority.validate("1").await.unwrap()));
}

/// A web server of OpenSSL's, with a certificate that nobody believes.
struct SecureServer(Child);

impl Drop for SecureServer {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[tokio::test]
async fn a_file_behind_any_certificate_shows_control() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (key, certificate) = (path("key.pem"), path("certificate.pem"));
    let subject = ["req", "-x509", "-nodes", "-newkey", "rsa:2048", "-subj", "/CN=old.example"];
    let (made, words) = openssl(&[&subject[..], &["-keyout", &key, "-out", &certificate]].concat());
    assert!(made, "{words}");
    let port = {
        let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
        free.local_addr().unwrap().port()
    };
    let world = world_with_ports(1, port);
    world.says("example.com", "example.com", "A", "127.0.0.1");
    let order = NewOrder { validation: Validation::Https, ..order("1") };
    let report = world.authority.order(&order).await.unwrap();
    let challenge = &report.challenges[0];
    let file = challenge.place.strip_prefix("https://example.com/").unwrap();
    let file = folder.path().join(file);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, &challenge.content).unwrap();
    let server = Command::new("openssl")
        .args(["s_server", "-WWW", "-accept", &port.to_string()])
        .args(["-key", &key, "-cert", &certificate])
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let _server = SecureServer(server.unwrap());
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        tokio::task::yield_now().await;
    }
    issued(world.authority.validate("1").await.unwrap());
}
