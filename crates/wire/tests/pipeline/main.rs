//! One tiny invented dialect proves what the pipeline promises to all of them.

/// One call for many.
mod bulk;
/// A call for each row of a table.
mod tabled;
/// The invented dialect.
mod toys;

use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use serde_json::{Value, json};
use wire::{Api, ApiSettings, Client, Flag, Loose, OneOrMany};

use toys::{BreakToy, BuyToy, FORM, Note, SeeToy, ToyDoor, Toys, World, see, shop, world};

#[tokio::test]
async fn every_spelling_of_a_request_means_the_same() {
    let world = world().await;
    let bear = "BuyToy { shop: \"main\", name: \"bear\", count: Some(Loose(2)), wrapped: \
                Some(Flag(true)), colours: [\"red\", \"blue\"], notes: Some(OneOrMany([Note { text: \
                \"hi\", lines: Loose(3) }])), password: None }";
    let forms = [
        "name=bear&count=2&wrapped=on&colours[]=red&colours[]=blue&notes[0][text]=hi&notes[0][lines]=3",
        "name=bear&count=+2&wrapped=1&colours%5B1%5D=blue&colours%5B0%5D=red&notes[text]=hi&notes[lines]=3&shop=x",
        "shop=other&name=bear&count=2&wrapped=yes&colours[9]=blue&colours[3]=red&notes[][text]=hi&notes[0][lines]=3",
    ];
    for form in forms {
        assert_eq!(world.buys(FORM, form).await, bear, "{form}");
        assert_eq!(world.buys("text/plain", form).await, bear, "{form}");
    }
    let json = r#"{"name":"bear","count":"2","wrapped":1,"colours":["red","blue"],
        "notes":{"text":"hi","lines":3},"password":null,"more":[{}]}"#;
    for kind in ["application/json", "application/json; charset=utf-8", "text/plain"] {
        assert_eq!(world.buys(kind, json).await, bear, "{kind}");
    }
    let parts = [
        ("name", "bear"),
        ("count", "2"),
        ("wrapped", "true"),
        ("colours[]", "red"),
        ("colours[]", "blue"),
        ("notes[text]", "hi"),
        ("notes[lines]", "3"),
    ];
    let parts = parts.map(|(name, value)| {
        format!("--Xy\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    });
    let body = format!("{}--Xy--\r\n", parts.concat());
    assert_eq!(world.buys("multipart/form-data; boundary=Xy", &body).await, bear);
}

#[tokio::test]
async fn query_body_and_path_are_one_and_the_path_wins() {
    let world = world().await;
    let path = "/shop/a%20b/toy?page=3&shop=x";
    let (status, answer) = world.send(Method::GET, path, "", b"").await;
    assert_eq!((status, &answer["data"]), (200, &json!("page 3 of a b")));
    let (_, answer) = world.send(Method::GET, path, FORM, b"page=4&shop=y").await;
    assert_eq!(answer["data"], json!("page 4 of a b"));
    let (status, _) = world.send(Method::GET, "/shop/a/toy/", "application/json", b"[]").await;
    assert_eq!(status, 200);
    let (status, _) = world.send(Method::POST, "/old/main?name=x", "application/json", b"").await;
    assert_eq!(status, 200);
}

/// Method, path, kind of body, body; then the status and the reason that the door gives.
const REFUSALS: &str = r#"
    GET    /nowhere              -     -                | 404 unknown
    GET    /shop/%ff/toy/x       -     -                | 404 unknown
    PUT    /shop/a/toy           -     -                | 405 method
    HEAD_  /shop/a/toy           -     -                | 405 method
    GET    /shop/haunted/toy     -     -                | 500 sorry
    POST   /shop/a/toy           json  {"name":         | 400 the body is not valid JSON
    POST   /shop/a/toy           json  7                | 400 the body should be a JSON object
    POST   /shop/a/toy           form  name=%ff         | 400 the request is not valid UTF-8 text
    POST   /shop/a/toy?name=%ff  form  count=1          | 400 the request is not valid UTF-8 text
    GET    /shop/%ff/toy         -     -                | 400 the request is not valid UTF-8 text
    POST   /shop/a/toy           multi x                | 400 the body is not valid multipart data
    POST   /shop/a/toy           form  count=1          | 400 name is missing
    POST   /shop/a/toy           form  name=x&count=256 | 400 count should be a whole number from 0 to 255
    POST   /shop/a/toy           form  name=x&notes[1][text]=a&notes[1][lines]=b | 400 notes.1.lines should be a whole number from 0 to 4294967295
"#;

#[tokio::test]
async fn what_cannot_be_done_is_refused_by_the_door() {
    let world = world().await;
    for row in REFUSALS.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let (request, refusal) = row.split_once(" | ").expect("a row has two sides");
        let words: Vec<_> = request.split_whitespace().collect();
        let [method, path, kind, body] = words[..] else { panic!("four words: {row}") };
        let kind = match kind {
            "form" => FORM,
            "json" => "application/json",
            "multi" => "multipart/form-data",
            _ => "",
        };
        let method = Method::from_bytes(method.as_bytes()).expect("a row begins with a method");
        let (status, answer) = world.send(method, path, kind, body.as_bytes()).await;
        let why = answer["why"].as_str().expect("a refusal says why");
        assert_eq!(format!("{status} {why}"), refusal, "{row}");
    }
}

#[tokio::test]
async fn headers_are_heeded_and_given() {
    let world = world().await;
    let none = HeaderMap::new();
    let reply = world.reply(Method::PUT, "/shop/a/toy", "", b"", &none).await;
    assert_eq!(reply.headers[header::ALLOW], "POST, GET");
    let html = HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static("text/html"))]);
    let reply = world.reply(Method::GET, "/shop/a/toy", "", b"", &html).await;
    assert_eq!(reply.status, 406);
    let key = HeaderName::from_static("idempotency-key");
    let long = HeaderValue::from_str(&"k".repeat(256)).expect("it is plain text");
    let long = HeaderMap::from_iter([(key, long)]);
    let reply = world.reply(Method::GET, "/shop/a/toy", "", b"", &long).await;
    assert_eq!(reply.status, 400);
    for method in [Method::HEAD, Method::OPTIONS, Method::TRACE] {
        let reply = world.reply(method, "/shop/a/toy", "", b"", &none).await;
        assert_eq!(reply.status, 405);
    }
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused_however_long() {
    let world = world().await;
    for length in [1001, 100_000, 3_000_000] {
        let (status, answer) =
            world.send(Method::POST, "/shop/a/toy", FORM, &vec![b'a'; length]).await;
        assert_eq!((status, answer["why"].as_str()), (413, Some("more than 1000")), "{length}");
    }
}

#[tokio::test]
async fn strangers_learn_nothing_about_parameters() {
    let world = world().await;
    let stranger = HeaderMap::from_iter([(
        HeaderName::from_static("x-caller"),
        HeaderValue::from_bytes(b"\xff").unwrap(),
    )]);
    let reply = world.reply(Method::POST, "/shop/a/toy", FORM, b"count=x", &stranger).await;
    assert_eq!(reply.text(), r#"{"ok":false,"why":"who are you"}"#);
}

#[tokio::test]
async fn our_client_says_what_the_server_understands() {
    let world = world().await;
    let call = BuyToy {
        shop: "a/b ö".to_owned(),
        name: "bear & co".to_owned(),
        count: Some(Loose(1)),
        wrapped: Some(Flag(false)),
        colours: vec!["red".to_owned(), "50%".to_owned()],
        notes: Some(OneOrMany(vec![Note { text: "x=y".to_owned(), lines: Loose(1) }])),
        password: None,
    };
    for client in [world.client.clone(), world.client.clone().with_bodies(wire::Bodies::Json)] {
        let reply = client.call(&call).await.unwrap();
        let answer: Value = reply.json().unwrap();
        assert_eq!(answer["data"]["zebra"], format!("{call:?}"));
    }
    let see = SeeToy { shop: "main".to_owned(), page: Some(Loose(2)) };
    let reply = world.client.call(&see).await.unwrap();
    assert_eq!(reply.text(), r#"{"ok":true,"caller":"ann","data":"page 2 of main"}"#);
}

#[tokio::test]
async fn the_log_shows_calls_without_their_secrets() {
    let world = world().await;
    world.send(Method::POST, "/shop/a/toy?token=q1", FORM, b"name=bear&password=p1").await;
    world.send(Method::GET, "/nowhere", "application/json", br#"{"apiKey":"k1"}"#).await;
    let shown = world.log.latest(50);
    let text = serde_json::to_string(&shown).unwrap();
    for secret in ["q1", "p1", "toy-secret", "k1"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    assert_eq!((shown[0].status, shown[0].catalogue_id), (404, None));
    let bought = serde_json::to_value(&shown[1]).unwrap();
    assert_eq!(bought["catalogue_id"], "toy_buy");
    assert_eq!((&bought["dialect"], &bought["account"]), (&json!("toys"), &json!("ann")));
    assert_eq!(
        (&bought["query"], &bought["request"]),
        (&json!("token=***"), &json!("name=bear&password=***"))
    );
    assert_eq!(bought["at"], "2026-01-01T00:00:00Z");
    assert!(bought["milliseconds"].is_number() && bought["answer"].is_string());
}

#[tokio::test]
async fn a_call_runs_to_its_end_although_the_caller_left() {
    let world = world().await;
    let hasty = world.client.clone().with_patience(Duration::from_millis(30));
    let left = hasty.call(&BreakToy {}).await;
    assert!(matches!(left, Err(wire::ClientError::NoAnswer(_))));
    drop(hasty);
    tokio::time::timeout(Duration::from_secs(5), world.slow.notified()).await.unwrap();
}

#[tokio::test]
async fn a_server_that_is_not_there_was_not_asked() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let reply = Client::<Toys>::new(format!("http://{address}")).call(&BreakToy {}).await;
    assert!(matches!(reply, Err(wire::ClientError::Unreachable(_))));
}

#[tokio::test]
async fn a_file_travels_as_it_is_and_its_refusal_as_any_other() {
    let world = world().await;
    let accept = HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static("image/*"))]);
    let reply = world.reply(Method::GET, "/toy/1", "", b"", &accept).await;
    assert_eq!((reply.status.as_u16(), &reply.body[..]), (200, &b"\x89PNG\0"[..]));
    let says = |name: &str| reply.headers[name].to_str().unwrap();
    assert_eq!(says("content-type"), "image/png");
    assert_eq!(says("content-disposition"), "attachment; filename*=UTF-8''b%C3%A4r%0D%0A%2Epng");
    for (path, status, why) in [
        ("/toy/2", 403, "no such toy"),
        ("/toy/x", 400, "number should be a whole number from 0 to 255"),
    ] {
        let (answered, answer) = world.send(Method::GET, path, "", b"").await;
        assert_eq!((answered, &answer["why"]), (status, &json!(why)));
    }
}

#[tokio::test]
async fn the_dialect_describes_itself_to_everyone() {
    let World { address, .. } = world().await;
    let root = Client::<Toys>::new(format!("http://{address}"));
    let none = HeaderMap::new();
    let reply = root.raw(Method::GET, "/toys/openapi.json", None, None, &none).await.unwrap();
    assert_eq!(reply.status, 200);
    assert_eq!(reply.json::<Value>().unwrap()["openapi"], "3.1.0");
    for path in ["/toys", "/toys/", "/toys/openapi", "/toys/api", "/toys/apis/shop/a/toy"] {
        let reply = root.raw(Method::GET, path, None, None, &none).await.unwrap();
        assert_eq!(reply.text(), r#"{"ok":false,"why":"unknown"}"#, "{path}");
    }
}

#[test]
fn the_document_follows_from_the_types() {
    let api = shop(Arc::default(), ApiSettings::default());
    let document = api.openapi();
    let shop = &document["paths"]["/shop/{shop}/toy"];
    assert_eq!(shop["post"]["x-catalogue-id"], "toy_buy");
    assert_eq!(shop["post"]["operationId"], "toy_buy");
    assert_eq!(shop["post"]["summary"], "Buys a toy");
    assert_eq!(shop["get"]["x-catalogue-id"], json!(["toy_see", "toy_look"]));
    let broken = &document["paths"]["/toy"]["delete"];
    assert_eq!((&broken["x-catalogue-id"], &broken["operationId"]), (&Value::Null, &json!("toy")));
    assert_eq!(shop["get"]["parameters"][0]["in"], "path");
    assert_eq!(shop["get"]["parameters"][1]["name"], "page");
    let body = &shop["post"]["requestBody"]["content"][FORM]["schema"];
    assert!(body["properties"].get("shop").is_none() && body["properties"].get("name").is_some());
    assert_eq!(body["required"], json!(["name"]));
    let data = &shop["post"]["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(data["properties"]["data"]["$ref"], "#/components/schemas/Bought");
    let schemas = &document["components"]["schemas"];
    assert!(schemas.get("Bought").is_some() && schemas.get("Note").is_some());
    assert_eq!(api.operations().len(), 4);
    let shown = &document["paths"]["/toy/{number}"]["get"]["responses"]["200"]["content"];
    assert_eq!(*shown, json!({ "application/octet-stream": {} }));
}

#[tokio::test]
async fn methods_that_a_dialect_treats_alike_reach_the_same_call() {
    const TWINS: &[Method] = &[Method::GET, Method::POST];
    let settings = ApiSettings { twins: TWINS, ..ApiSettings::default() };
    let api = Api::new(ToyDoor::default(), settings).on::<SeeToy, _>(see);
    let document = api.openapi();
    let shop = &document["paths"]["/shop/{shop}/toy"];
    assert_eq!(shop["get"]["operationId"], "toy_see");
    assert_eq!(shop["post"]["operationId"], "toy_see_post");
    assert_eq!(shop["post"]["x-catalogue-id"], shop["get"]["x-catalogue-id"]);
}
