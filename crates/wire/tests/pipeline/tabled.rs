//! A call that exists once for each row of a table: every row has a path, a place in the document and
//! a name in the log of its own.

use std::sync::Arc;

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wire::{Api, ApiSettings, Client, Endpoint, Loose, RequestLog, Tabled};

use crate::toys::{Caller, ToyDoor, Toys};

/// A kind of toys.
#[derive(Debug, PartialEq)]
struct Shelf {
    slug: &'static str,
    ids: &'static [&'static str],
    path: &'static str,
    is_locked: bool,
}

const fn shelf(
    slug: &'static str,
    ids: &'static [&'static str],
    path: &'static str,
    is_locked: bool,
) -> Shelf {
    Shelf { slug, ids, path, is_locked }
}

static SHELVES: [Shelf; 3] = [
    shelf("bears", &["toy_bear"], "/shelf/bears/{place}", false),
    shelf("trains", &["toy_train"], "/shelf/trains/{place}", false),
    shelf("knives", &["toy_knife"], "/shelf/knives/{place}", true),
];

/// Takes a toy from its shelf.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
struct TakeToy {
    place: Loose<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shelf_pin: Option<String>,
}

impl Endpoint for TakeToy {
    type Dialect = Toys;
    type Response = String;
    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/shelf/{shelf}/{place}";
    const SUCCESS: StatusCode = StatusCode::CREATED;
}

impl Tabled for TakeToy {
    type Row = Shelf;

    fn rows() -> impl Iterator<Item = &'static Shelf> {
        SHELVES.iter().filter(|shelf| !shelf.is_locked)
    }

    fn ids(shelf: &'static Shelf) -> &'static [&'static str] {
        shelf.ids
    }

    fn path(shelf: &'static Shelf) -> &'static str {
        shelf.path
    }
}

async fn take(_: Caller, shelf: &'static Shelf, call: TakeToy) -> Result<String, &'static str> {
    match call.place.0 {
        0 => Err("nothing stands there"),
        place => Ok(format!("{} of {}", place, shelf.slug)),
    }
}

fn api(log: Option<Arc<RequestLog>>) -> Api<ToyDoor> {
    let settings = ApiSettings { log, ..ApiSettings::default() };
    Api::new(ToyDoor::default(), settings).on_each::<TakeToy, _, _>(take)
}

struct Room {
    client: Client<Toys>,
    log: Arc<RequestLog>,
}

async fn room() -> Room {
    let log = Arc::new(RequestLog::new(|| "2026-01-01T00:00:00Z".to_owned()));
    let router = api(Some(Arc::clone(&log))).into_router();
    let listener =
        tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port can be had");
    let address = listener.local_addr().expect("a listener has an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    let caller = (HeaderName::from_static("x-caller"), HeaderValue::from_static("ann"));
    let client = Client::new(format!("http://{address}/toys/api")).with_header(caller.0, caller.1);
    Room { client, log }
}

#[tokio::test]
async fn each_row_has_a_path_and_the_handler_knows_which() {
    let Room { client, .. } = room().await;
    let call = TakeToy { place: Loose(3), shelf_pin: None };
    for (row, said) in SHELVES.iter().zip(["3 of bears", "3 of trains"]) {
        let reply = client.call_row(row, &call).await.unwrap();
        assert_eq!(reply.json::<Value>().unwrap()["data"], said);
    }
    let none = TakeToy { place: Loose(0), shelf_pin: None };
    let reply = client.call_row(&SHELVES[0], &none).await.unwrap();
    assert_eq!(reply.text(), r#"{"ok":false,"why":"nothing stands there"}"#);
}

#[tokio::test]
async fn what_is_no_row_of_the_call_has_no_path() {
    let Room { client, .. } = room().await;
    let none = HeaderMap::new();
    for path in ["/shelf/knives/3", "/shelf/balls/3", "/shelf/bears"] {
        let reply = client.raw(Method::POST, path, None, None, &none).await.unwrap();
        assert_eq!(reply.text(), r#"{"ok":false,"why":"unknown"}"#, "{path}");
    }
}

#[tokio::test]
async fn the_log_names_the_row_of_the_catalogue() {
    let Room { client, log } = room().await;
    let call = TakeToy { place: Loose(1), shelf_pin: Some("p1".to_owned()) };
    for row in &SHELVES[..2] {
        client.call_row(row, &call).await.unwrap();
    }
    let shown = log.latest(9);
    let ids: Vec<_> = shown.iter().map(|call| call.catalogue_id).collect();
    assert_eq!(ids, [Some("toy_train"), Some("toy_bear")]);
    assert!(!serde_json::to_string(&shown).unwrap().contains("p1"));
}

#[test]
fn the_document_lists_every_row() {
    let api = api(None);
    let document = api.openapi();
    for row in &SHELVES[..2] {
        let shown = &document["paths"][row.path]["post"];
        assert_eq!(shown["x-catalogue-id"], row.ids[0]);
        assert_eq!(shown["operationId"], row.ids[0]);
        assert_eq!(shown["summary"], "Takes a toy from its shelf");
        assert_eq!(shown["parameters"][0]["name"], "place");
        assert!(shown["responses"]["201"]["content"].is_object());
    }
    assert_eq!(document["paths"].as_object().map(serde_json::Map::len), Some(2));
    let ids: Vec<_> = api.operations().iter().map(|operation| operation.ids).collect();
    assert_eq!(json!(ids), json!([["toy_bear"], ["toy_train"]]));
}
