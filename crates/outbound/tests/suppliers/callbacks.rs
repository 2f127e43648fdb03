//! Callbacks go out once, follow nothing, reach only what may be reached, and are written down.

use std::sync::Arc;

use app::ports::{Callback, CallerBack};
use model::Error;
use model::callback::Addressee;
use model::error::{Field, Reason, Supplier};
use model::time::Timestamp;
use outbound::callbacks::Attempt;
use outbound::{
    AddressPolicy, CallbackBook, Faults, FaultyCallerBack, HttpCaller, Network, RecordingCaller,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

const NOW: Timestamp = Timestamp::from_unix(1_767_225_600);
const FORBIDDEN: Error = Error::invalid(Field::CallbackUrl, Reason::Forbidden);
const NOT_A_URL: Error = Error::invalid(Field::CallbackUrl, Reason::NotAUrl);
const AWAY: Error = Error::Unavailable(Supplier::Callbacks);

fn callback(url: impl Into<String>) -> Callback {
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Callback {
        id: "1".to_owned(),
        at: NOW,
        addressee: Addressee::Caller,
        url: url.into(),
        headers: vec![
            header("Content-Type", "application/json"),
            header("webhook-id", "1"),
            header("Host", "internal.example"),
            header("Content-Length", "1"),
        ],
        body: "{\"server\":7}".to_owned(),
    }
}

fn networks(texts: &[&str]) -> Vec<Network> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

/// Answers every request with the same bytes, and hands on what was asked.
async fn web_server(answer: &'static str) -> (u16, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, receiver) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut asked = Vec::new();
            while !asked.ends_with(b"}") {
                let mut bytes = [0; 4_096];
                match stream.read(&mut bytes).await.unwrap_or_default() {
                    0 => break,
                    count => asked.extend_from_slice(&bytes[..count]),
                }
            }
            sender.send(String::from_utf8(asked).unwrap()).unwrap();
            drop(stream.write_all(answer.as_bytes()).await);
        }
    });
    (port, receiver)
}

#[test]
fn only_public_addresses_may_be_called() {
    let policy = AddressPolicy::public(Vec::new(), Vec::new());
    let forbidden = [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:10::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ];
    for address in forbidden {
        assert!(!policy.allows(address.parse().unwrap()), "{address}");
    }
    let public = [
        "1.1.1.1",
        "9.9.9.9",
        "11.0.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "::ffff:1.1.1.1",
        "2606:4700::1111",
        "2a00:1450::1",
    ];
    for address in public {
        assert!(policy.allows(address.parse().unwrap()), "{address}");
        assert!(!AddressPolicy::loopback().allows(address.parse().unwrap()), "{address}");
    }
    for address in ["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"] {
        assert!(AddressPolicy::loopback().allows(address.parse().unwrap()), "{address}");
    }
    for address in ["10.0.0.1", "192.168.1.1", "0.0.0.0", "::", "169.254.169.254"] {
        assert!(!AddressPolicy::loopback().allows(address.parse().unwrap()), "{address}");
    }
}

#[test]
fn an_operator_may_allow_and_forbid_more() {
    let allowed = networks(&["10.1.0.0/16", "fd00::/8", "192.168.1.1"]);
    let forbidden = networks(&["10.1.9.0/24", "1.1.1.0/24"]);
    let policy = AddressPolicy::public(allowed, forbidden);
    for (address, may) in [
        ("10.1.2.3", true),
        ("::ffff:10.1.2.3", true),
        ("10.1.9.3", false),
        ("10.2.0.1", false),
        ("fd00::1", true),
        ("192.168.1.1", true),
        ("192.168.1.2", false),
        ("1.1.1.1", false),
        ("8.8.8.8", true),
    ] {
        assert_eq!(policy.allows(address.parse().unwrap()), may, "{address}");
    }
    for text in ["", "10.0.0.0/33", "10.0.0.0/", "ten", "10.0.0.0/8/8", "::/129"] {
        assert!(text.parse::<Network>().is_err(), "{text}");
    }
}

#[tokio::test]
async fn what_leads_inside_is_refused_however_it_is_written() {
    let caller = HttpCaller::new(AddressPolicy::public(Vec::new(), Vec::new()));
    for url in [
        "http://127.0.0.1/",
        "https://127.0.0.1:8443/x",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://localhost/",
        "http://10.0.0.1/",
    ] {
        assert_eq!(caller.call(&callback(url)).await.unwrap_err(), FORBIDDEN, "{url}");
    }
    for url in [
        "",
        "127.0.0.1",
        "/path",
        "ftp://example.com/",
        "file:///etc/passwd",
        "http://",
        "http://:80/",
        "http://example.com:0/",
        "http://example.com:99999/",
        "http://user:word@example.com/",
        "http://exa mple.com/",
    ] {
        assert_eq!(caller.call(&callback(url)).await.unwrap_err(), NOT_A_URL, "{url}");
    }
}

#[tokio::test]
async fn where_only_this_machine_is_called_no_name_is_looked_up() {
    let caller = HttpCaller::new(AddressPolicy::loopback());
    for url in
        ["http://example.com/", "http://192.168.1.1/", "http://[fe80::1]/", "http://1.1.1.1/"]
    {
        assert_eq!(caller.call(&callback(url)).await.unwrap_err(), FORBIDDEN, "{url}");
    }
}

#[tokio::test]
async fn a_callback_arrives_as_it_was_meant() {
    let (port, mut asked) = web_server("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n").await;
    let caller = HttpCaller::new(AddressPolicy::loopback());
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"] {
        let url = format!("http://{host}:{port}/done?server=7#part");
        assert_eq!(caller.call(&callback(&url)).await.unwrap(), 202, "{url}");
        let request = asked.recv().await.unwrap().to_lowercase();
        assert!(request.starts_with("post /done?server=7 http/1.1\r\n"), "{request}");
        for wanted in [
            "content-type: application/json\r\n",
            "webhook-id: 1\r\n",
            "content-length: 12\r\n",
            &format!("host: {host}:{port}\r\n"),
            "\r\n\r\n{\"server\":7}",
        ] {
            assert!(request.contains(wanted), "{wanted} is missing in {request}");
        }
        assert!(!request.contains("internal.example"));
    }
}

#[tokio::test]
async fn a_redirect_is_an_answer_like_any_other() {
    let answer = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    let (port, _asked) = web_server(answer).await;
    let caller = HttpCaller::new(AddressPolicy::loopback());
    let url = format!("http://127.0.0.1:{port}/");
    assert_eq!(caller.call(&callback(url)).await.unwrap(), 302);
}

#[tokio::test]
async fn an_endless_answer_ends_with_its_status() {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nmore and more";
    let (port, _asked) = web_server(answer).await;
    let caller = HttpCaller::new(AddressPolicy::loopback());
    let url = format!("http://127.0.0.1:{port}/");
    assert_eq!(caller.call(&callback(url)).await.unwrap(), 200);
}

#[tokio::test]
async fn whoever_does_not_answer_is_away() {
    let caller = HttpCaller::new(AddressPolicy::loopback());
    let (port, _asked) = web_server("nonsense\r\n\r\n").await;
    let plain = format!("127.0.0.1:{port}/");
    assert_eq!(caller.call(&callback(format!("http://{plain}"))).await.unwrap_err(), AWAY);
    // Whoever is there hangs up at once.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move { while listener.accept().await.is_ok() {} });
    let secure = format!("https://127.0.0.1:{port}/");
    assert_eq!(caller.call(&callback(secure)).await.unwrap_err(), AWAY);
    assert_eq!(caller.call(&callback("http://127.0.0.1:1/")).await.unwrap_err(), AWAY);
}

#[tokio::test]
async fn every_attempt_is_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("callbacks.sqlite");
    let book = CallbackBook::open(&path).unwrap();
    let (port, _asked) = web_server("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n").await;
    let caller = Arc::new(HttpCaller::new(AddressPolicy::loopback()));
    let recording = Arc::new(RecordingCaller::new(caller, book.clone()));
    let faults = Faults::default();
    let caller = FaultyCallerBack::new(recording, faults.clone());
    let urls = [
        format!("http://127.0.0.1:{port}/"),
        "http://127.0.0.1:1/".to_owned(),
        "http://10.0.0.1/".to_owned(),
        "nowhere".to_owned(),
    ];
    for url in &urls {
        drop(caller.call(&callback(url)).await);
    }
    faults.order("callbacks", "send", "unavailable", 1, None).unwrap();
    assert_eq!(caller.call(&callback(&urls[0])).await.unwrap_err(), AWAY);
    faults.order("callbacks", "send", "reply_lost", 1, None).unwrap();
    let lost = caller.call(&callback(&urls[0])).await.unwrap_err();
    assert_eq!(lost, Error::OutcomeUnknown(Supplier::Callbacks));
    drop((caller, book));
    let book = CallbackBook::open(&path).unwrap();
    let attempts = book.read(usize::MAX).await.unwrap();
    let statuses: Vec<_> = attempts.iter().map(|attempt| attempt.status).collect();
    assert_eq!(statuses, [Some(500), None, None, None, Some(500)]);
    let Callback { at, url, headers, body, .. } = callback(&urls[0]);
    assert_eq!(attempts[0], Attempt { at, url, headers, body, status: Some(500) });
    assert_eq!(book.read(1).await.unwrap(), attempts[4..]);
    book.reset().await.unwrap();
    assert!(book.read(usize::MAX).await.unwrap().is_empty());
}
