//! A tiny invented dialect: toys, and a server that sells them.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::Notify;
use wire::{
    Access, Api, ApiSettings, Call, Client, Dialect, Door, Endpoint, File, Flag, Loose, OneOrMany,
    RawReply, Refusal, Rendered, RequestLog,
};

pub struct Toys;

impl Dialect for Toys {
    const NAME: &'static str = "toys";
    const PREFIX: &'static str = "/toys/api";
    const TITLE: &'static str = "Toys";
    const SECRETS: &'static [&'static str] = &["shelf_pin"];
}

/// Buys a toy. It costs nothing.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct BuyToy {
    /// Where it is sent.
    pub shop: String,
    pub name: String,
    pub count: Option<Loose<u8>>,
    pub wrapped: Option<Flag>,
    #[serde(default)]
    pub colours: Vec<String>,
    pub notes: Option<OneOrMany<Note>>,
    pub password: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    pub text: String,
    pub lines: Loose<u32>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Bought {
    pub zebra: String,
    pub api_token: String,
}

impl Endpoint for BuyToy {
    type Dialect = Toys;
    type Response = Bought;
    const IDS: &'static [&'static str] = &["toy_buy"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/shop/{shop}/toy";
    const ALIASES: &'static [&'static str] = &["/old/{shop}"];
}

/// Looks at a toy.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct SeeToy {
    pub shop: String,
    pub page: Option<Loose<u16>>,
}

impl Endpoint for SeeToy {
    type Dialect = Toys;
    type Response = Option<String>;
    const IDS: &'static [&'static str] = &["toy_see", "toy_look"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/shop/{shop}/toy";
    const ACCESS: Access = Access::Anyone;
}

/// Breaks a toy.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct BreakToy {}

impl Endpoint for BreakToy {
    type Dialect = Toys;
    type Response = ();
    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/toy";
}

/// Shows a toy.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct ShowToy {
    pub number: Loose<u8>,
}

impl Endpoint for ShowToy {
    type Dialect = Toys;
    type Response = File;
    const IDS: &'static [&'static str] = &["toy_show"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/toy/{number}";
}

#[derive(Clone)]
pub struct Caller {
    name: String,
    slow: Arc<Notify>,
}

#[derive(Default)]
pub struct ToyDoor {
    slow: Arc<Notify>,
}

impl Door for ToyDoor {
    type Dialect = Toys;
    type Context = Caller;
    type Error = &'static str;
    type Answer<T: Serialize + Send + 'static> = T;

    async fn admit(&self, call: &Call, access: Access) -> Result<Caller, &'static str> {
        let name = call.header("x-caller").or_else(|| call.params.text("caller"));
        let name = match (name, access) {
            (Some(name), _) => name.to_owned(),
            (None, Access::Anyone) => "anyone".to_owned(),
            (None, _) => return Err("who are you"),
        };
        Ok(Caller { name, slow: Arc::clone(&self.slow) })
    }

    async fn answer<T: Serialize + Send + 'static>(
        &self,
        _: &Call,
        context: &Caller,
        answer: T,
    ) -> Rendered {
        #[derive(Serialize)]
        struct Envelope<'a, T> {
            ok: bool,
            caller: &'a str,
            data: T,
        }
        let envelope = Envelope { ok: true, caller: &context.name, data: answer };
        Rendered::json(StatusCode::OK, &envelope)
    }

    fn refuse(&self, _: &Call, refusal: Refusal<&'static str>) -> Rendered {
        let (status, why) = match refusal {
            Refusal::Error(why) => (StatusCode::FORBIDDEN, why.to_owned()),
            Refusal::Undecodable(error) => (StatusCode::BAD_REQUEST, error.to_string()),
            Refusal::UnknownCall => (StatusCode::NOT_FOUND, "unknown".to_owned()),
            Refusal::WrongMethod { .. } => (StatusCode::METHOD_NOT_ALLOWED, "method".to_owned()),
            Refusal::NotAcceptable => (StatusCode::NOT_ACCEPTABLE, "json only".to_owned()),
            Refusal::TooLarge { limit } => {
                (StatusCode::PAYLOAD_TOO_LARGE, format!("more than {limit}"))
            }
            Refusal::Malformed(why) => (StatusCode::BAD_REQUEST, why.to_string()),
            Refusal::Panicked => (StatusCode::INTERNAL_SERVER_ERROR, "sorry".to_owned()),
        };
        Rendered::json(status, &json!({ "ok": false, "why": why }))
    }

    fn account(&self, context: &Caller) -> String {
        context.name.clone()
    }

    fn envelope(schema: Value) -> Value {
        json!({ "type": "object", "properties": { "data": schema } })
    }
}

async fn buy(_: Caller, call: BuyToy) -> Result<Bought, &'static str> {
    let call = BuyToy { password: None, ..call };
    Ok(Bought { zebra: format!("{call:?}"), api_token: "toy-secret".to_owned() })
}

/// Looks, unless the shop is haunted.
pub async fn see(_: Caller, call: SeeToy) -> Result<Option<String>, &'static str> {
    assert!(call.shop != "haunted", "boo");
    Ok(call.page.map(|page| format!("page {page} of {}", call.shop)))
}

async fn break_toy(cx: Caller, _: BreakToy) -> Result<(), &'static str> {
    tokio::time::sleep(Duration::from_millis(200)).await;
    cx.slow.notify_one();
    Ok(())
}

async fn show(_: Caller, call: ShowToy) -> Result<File, &'static str> {
    match call.number.0 {
        1 => Ok(File {
            name: "bär\r\n.png".to_owned(),
            media_type: "image/png".to_owned(),
            content: Bytes::from_static(b"\x89PNG\0"),
        }),
        _ => Err("no such toy"),
    }
}

/// The toy shop with all of its calls.
pub fn shop(slow: Arc<Notify>, settings: ApiSettings) -> Api<ToyDoor> {
    Api::new(ToyDoor { slow }, settings)
        .on::<BuyToy, _>(buy)
        .on::<SeeToy, _>(see)
        .on::<BreakToy, _>(break_toy)
        .on_file::<ShowToy, _, _>(show)
}

pub struct World {
    pub address: std::net::SocketAddr,
    pub client: Client<Toys>,
    pub log: Arc<RequestLog>,
    pub slow: Arc<Notify>,
}

pub async fn world() -> World {
    let log = Arc::new(RequestLog::new(|| "2026-01-01T00:00:00Z".to_owned()));
    let slow = Arc::new(Notify::new());
    let settings =
        ApiSettings { body_limit: 1000, log: Some(Arc::clone(&log)), ..ApiSettings::default() };
    let api = shop(Arc::clone(&slow), settings);
    let listener =
        tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port can be had");
    let address = listener.local_addr().expect("a listener has an address");
    tokio::spawn(async move { axum::serve(listener, api.into_router()).await });
    let client = Client::new(format!("http://{address}/toys/api"))
        .with_header(header::HeaderName::from_static("x-caller"), HeaderValue::from_static("ann"));
    World { address, client, log, slow }
}

impl World {
    pub async fn send(&self, method: Method, path: &str, kind: &str, body: &[u8]) -> (u16, Value) {
        let reply = self.reply(method, path, kind, body, &HeaderMap::new()).await;
        (reply.status.as_u16(), reply.json().expect("every answer is JSON"))
    }

    pub async fn reply(
        &self,
        method: Method,
        path: &str,
        kind: &str,
        body: &[u8],
        headers: &HeaderMap,
    ) -> RawReply {
        let (path, query) = path.split_once('?').map_or((path, None), |(p, q)| (p, Some(q)));
        let body = (!kind.is_empty()).then(|| (kind, Bytes::copy_from_slice(body)));
        self.client.raw(method, path, query, body, headers).await.expect("the server answers")
    }

    pub async fn buys(&self, kind: &str, body: &str) -> String {
        let sent = self.send(Method::POST, "/shop/main/toy", kind, body.as_bytes()).await;
        match sent {
            (200, answer) => answer["data"]["zebra"].as_str().expect("it is text").to_owned(),
            (status, answer) => format!("{status} {}", answer["why"]),
        }
    }
}

/// The content type of an urlencoded body.
pub const FORM: &str = "application/x-www-form-urlencoded";
