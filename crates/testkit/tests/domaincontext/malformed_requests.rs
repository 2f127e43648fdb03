//! What is no request of the dialect, commands that there are not, and credentials that are none: refused
//! in its own form, and without any trace.

use serde_json::json;
use testkit::domaincontext::{Account, Reply};
use testkit::http::Sent;

use crate::catalogue::{self, Way};
use crate::malformed::{Complaints, Scene, is_refusal};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// Sends whatever is said with the credentials in the query.
async fn sends(account: &Account, method: &str, command: &str, body: (&str, Vec<u8>)) -> Reply {
    let query = account.pairs(&json!({}));
    let body = Some((body.0.to_owned(), body.1)).filter(|(_, body)| !body.is_empty());
    account.sends(method, command, Sent { query, body, ..Sent::default() }).await.into()
}

/// Bodies that are none.
fn bodies(name: &str) -> Vec<(&'static str, Vec<u8>)> {
    let text = |kind: &'static str, text: &str| (kind, text.replace("NAME", name).into_bytes());
    let json = |body: &str| text(JSON, body);
    let form = |body: &str| text(FORM, body);
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(300), close.repeat(300));
    vec![
        json("{"),
        json(r#"{"domain":"NAME","note":"x""#),
        json(r#"{"domain" "NAME"}"#),
        json(r#"{"domain":"NAME","note":"x",}"#),
        json(r"{'domain':'NAME','note':'x'}"),
        json(r#""NAME""#),
        json("7"),
        json("true"),
        json(r#"{"domain":"NAME","note":NaN}"#),
        json(r#"{"domain":"NAME","note":"x"} trailing"#),
        json(r#"{"domain":"NAME","note":"x"}{"note":"y"}"#),
        json(r#"{"domain":"NAME","note":"\ud800"}"#),
        json(&deep(r#"{"a":"#, "}")),
        json(&format!(r#"{{"domain":"NAME","note":{}}}"#, deep("[", "]"))),
        (JSON, b"{\"note\":\"\xff\"}".to_vec()),
        (JSON, b"\xff\xfe{\0}\0".to_vec()),
        form("domain=NAME&note=%ff"),
        form(&format!("domain=NAME&note{}=1", "[x]".repeat(40))),
        form(&format!("domain=NAME&{}", "x[]=1&".repeat(10_001))),
        (FORM, b"note=\xe9".to_vec()),
        text("multipart/form-data", "domain=NAME"),
        text("multipart/form-data; boundary=x", "--x\r\nbroken"),
        (JSON, vec![b'['; 1 << 20]),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_request_is_refused_as_a_whole() {
    let scene = Scene::set().await;
    let (account, mut complaints) = (&scene.estate.account, Complaints::default());
    for (kind, body) in bodies(&scene.estate.things.name) {
        for command in ["domainSetNote", "domainsSetNote"] {
            let shown: String = String::from_utf8_lossy(&body).chars().take(60).collect();
            let call = format!("{command} {kind} {shown} {}", body.len());
            let reply = sends(account, "POST", command, (kind, body.clone())).await;
            complaints.unless_refused(&reply, "", &call);
        }
    }
    for (kind, body) in [
        (JSON, vec![b'['; 2 << 20]),
        (FORM, vec![b'a'; (1 << 20) + 1]),
        ("multipart/form-data; boundary=x", vec![b'-'; 2 << 20]),
        ("text/plain", vec![b'a'; 3 << 20]),
    ] {
        let reply = sends(account, "POST", "domainSetNote", (kind, body)).await;
        let refused = reply.status == 413 && is_refusal(&reply.json, "");
        complaints.unless(refused, || format!("{kind}: HTTP {} {}", reply.status, reply.text));
    }
    for query in ["note=%ff", "note=%00", "domain=a.com&note[=1&note]=2&[]=3", "a[b", "%00=1"] {
        let call = format!("{query}&domain={}", "nobodys.com");
        let reply = account.asks_literally("domainSetNote", &call).await;
        complaints.unless_refused(&reply, "", query);
    }
    let many = format!("domain=my-shoes.com&{}", "x[]&".repeat(10_001));
    let reply = account.asks_literally("domainSetNote", &many).await;
    complaints.unless_refused(&reply, "", "many in a query");
    complaints.are_none();
    scene.is_unchanged("calls that are no requests").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_that_there_are_not_are_told() {
    let scene = Scene::set().await;
    let (account, mut complaints) = (&scene.estate.account, Complaints::default());
    for command in [
        "domainDestroy",
        "domaingetinfo",
        "DomainGetInfo",
        "DOMAINGETINFO",
        "domainGetInfo/",
        "domainGetInfo/1",
        "domain/GetInfo",
        "domainGetInfo.php",
        "domainGetInfo%20",
        "domainGetInfo%00",
        "domainGetInfo;x",
        "../domainGetInfo",
        "%2e%2e/openapi.json",
        "",
        "/",
        "domains",
        "domainsRenew",
        "serversRefuse",
        "Ω",
        "%ff",
        "apiCommand",
        "openapi.json/",
        &"a".repeat(5_000),
    ] {
        for method in ["GET", "POST"] {
            let reply = sends(account, method, command, ("", Vec::new())).await;
            let call = format!("{method} {}", command.chars().take(40).collect::<String>());
            complaints.unless_refused(&reply, "", &call);
        }
    }
    for row in catalogue::read().operations {
        for method in ["PUT", "DELETE", "PATCH", "BREW"] {
            let reply = sends(account, method, &row.id, ("", Vec::new())).await;
            complaints.unless_refused(&reply, &row.id, &format!("{method} {}", row.id));
        }
        let slip = row.id.to_lowercase();
        complaints.unless_refused(&account.asks(&slip, json!({})).await, "", &slip);
    }
    complaints.are_none();
    scene.is_unchanged("commands that there are not").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn credentials_that_are_none_open_nothing() {
    let scene = Scene::set().await;
    let (account, mut complaints) = (&scene.estate.account, Complaints::default());
    let (login, password) = (account.login(), account.password());
    let long = "x".repeat(100_000);
    for (name, secret) in [
        (login, ""),
        ("", password),
        (" ", " "),
        (login, "wrong"),
        ("nobody", password),
        (password, login),
        ("other", password),
        ("MAIN ", "wrong"),
        ("main'--", password),
        ("main\u{0}", password),
        (login, &format!("{password}\u{0}")),
        (login, &format!("{password} ")),
        ("*", "*"),
        (&long, password),
        (login, &long),
        ("operator", password),
        ("main@harborline.example.com", password),
    ] {
        for way in [Way::Form, Way::Json] {
            let stranger = account.signed_in_as(name, secret);
            let reply = way.calls(&stranger, "domainsSearch", &json!({})).await;
            let call: String = format!("{name}:{secret}").chars().take(60).collect();
            complaints.unless_refused(&reply, "", &call);
        }
        // Failures are counted; time passes until they are forgotten.
        scene.world.sleeps("PT10M").await;
    }
    for body in [
        json!({ "auth_login": login, "auth_password": [] }),
        json!({ "auth_login": login, "auth_password": { "a": password } }),
        json!({ "auth_login": [login], "auth_password": [password] }),
        json!({ "auth_login": login, "auth_password": true }),
        json!({ "auth_login": null, "auth_password": password }),
        json!({ "AUTH_LOGIN": login, "AUTH_PASSWORD": password }),
        json!({ "auth": { "login": login, "password": password } }),
        json!({ "0": { "auth_login": login, "auth_password": password, "domain": "a.com" } }),
        json!({ "access_token": password }),
        json!([login, password]),
    ] {
        for command in ["domainsSearch", "domainsGetInfo"] {
            let body = Some((JSON.to_owned(), body.to_string().into_bytes()));
            let sent = Sent { body, ..Sent::default() };
            let reply: Reply = account.sends("POST", command, sent).await.into();
            complaints.unless_refused(&reply, "", "credentials of another form");
        }
    }
    complaints.are_none();
    let found = account.asks("domainsSearch", json!({ "count": 1 })).await.done();
    assert_eq!(found, json!(2));
}
