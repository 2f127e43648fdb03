//! One call for many: each element stands for itself, and the answers stand in the order of the
//! request.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::{HeaderMap, HeaderName, HeaderValue, Method};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wire::decode::limits;
use wire::{
    AT_ONCE, Api, ApiSettings, Bodies, Bulked, Client, Endpoint, Loose, Params, RequestLog,
};

use crate::toys::{Caller, FORM, ToyDoor, Toys};

/// Why glass is refused.
const GLASS: &str = "glass takes no paint";
const TWINS: &[Method] = &[Method::GET, Method::POST];

/// Paints a toy.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
struct PaintToy {
    toy: String,
    coats: Option<Loose<u8>>,
    #[serde(default)]
    colours: Vec<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
struct Painted {
    toy: String,
    coats: u8,
}

impl Endpoint for PaintToy {
    type Dialect = Toys;
    type Response = Painted;
    const IDS: &'static [&'static str] = &["toy_paint"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/toyPaint";
}

impl Bulked for PaintToy {
    const BULK_IDS: &'static [&'static str] = &["toys_paint"];
    const BULK_PATH: &'static str = "/toysPaint";
    const BULK_ALIASES: &'static [&'static str] = &["/toys/paint"];

    fn keyed(key: &str, element: &mut Params) {
        if key.starts_with("toy-") {
            element.set_default("toy", key);
        }
    }
}

/// Paints a toy in the one booth that there is.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
struct PaintInBooth {
    #[serde(flatten)]
    paint: PaintToy,
}

impl Endpoint for PaintInBooth {
    type Dialect = Toys;
    type Response = Painted;
    const IDS: &'static [&'static str] = &["toy_booth"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/toyBooth";
}

impl Bulked for PaintInBooth {
    const BULK_IDS: &'static [&'static str] = &["toys_booth"];
    const BULK_PATH: &'static str = "/toysBooth";
    const IN_TURN: bool = true;
}

/// How an element is refused.
#[derive(Debug, PartialEq, Deserialize)]
struct Why {
    why: String,
}

#[derive(Default)]
struct Gauge {
    running: AtomicUsize,
    most: AtomicUsize,
    done: AtomicUsize,
}

impl Gauge {
    async fn paints(&self, call: PaintToy) -> Result<Painted, &'static str> {
        let running = self.running.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(running, Ordering::SeqCst);
        let coats = call.coats.map_or(1, |coats| coats.0);
        for _ in 0..coats {
            tokio::task::yield_now().await;
        }
        self.running.fetch_sub(1, Ordering::SeqCst);
        assert!(call.toy != "haunted", "boo");
        if call.toy == "glass" {
            return Err(GLASS);
        }
        self.done.fetch_add(1, Ordering::SeqCst);
        Ok(Painted { toy: call.toy, coats })
    }
}

struct Workshop {
    client: Client<Toys>,
    gauge: Arc<Gauge>,
    log: Arc<RequestLog>,
}

fn api(gauge: &Arc<Gauge>, log: Option<Arc<RequestLog>>) -> Api<ToyDoor> {
    let settings = ApiSettings { twins: TWINS, log, ..ApiSettings::default() };
    let (gauge, booth) = (Arc::clone(gauge), Arc::clone(gauge));
    let paint = move |_: Caller, call: PaintToy| {
        let gauge = Arc::clone(&gauge);
        async move { gauge.paints(call).await }
    };
    let in_booth = move |_: Caller, call: PaintInBooth| {
        let gauge = Arc::clone(&booth);
        async move { gauge.paints(call.paint).await }
    };
    Api::new(ToyDoor::default(), settings)
        .on_both::<PaintToy, _>(paint.clone())
        .on_bulk::<PaintToy, _>(paint)
        .on_bulk::<PaintInBooth, _>(in_booth)
}

async fn workshop() -> Workshop {
    let gauge = Arc::<Gauge>::default();
    let log = Arc::new(RequestLog::new(|| "2026-01-01T00:00:00Z".to_owned()));
    let router = api(&gauge, Some(Arc::clone(&log))).into_router();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("a free port can be had");
    let address = listener.local_addr().expect("a listener has an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    let caller = (HeaderName::from_static("x-caller"), HeaderValue::from_static("ann"));
    let client = Client::new(format!("http://{address}/toys/api")).with_header(caller.0, caller.1);
    Workshop { client, gauge, log }
}

impl Workshop {
    async fn asks(&self, path: &str, query: &str) -> String {
        let none = HeaderMap::new();
        let reply = self.client.raw(Method::GET, path, Some(query), None, &none).await;
        reply.expect("the server answers").text().into_owned()
    }

    async fn posts(&self, path: &str, kind: &str, body: &str) -> String {
        let body = Some((kind, body.to_owned().into()));
        let reply = self.client.raw(Method::POST, path, None, body, &HeaderMap::new()).await;
        reply.expect("the server answers").text().into_owned()
    }
}

/// What the door writes around an answer.
fn painted(toy: &str, coats: u8) -> Value {
    json!({ "ok": true, "caller": "ann", "data": { "toy": toy, "coats": coats } })
}

#[tokio::test]
async fn answers_stand_under_the_keys_and_in_the_order_of_the_request() {
    let shop = workshop().await;
    // The first needs longest.
    let query = "9[toy]=bear&9[coats]=90&auth_login=ann&b%22[toy]=cat&b%22[coats]=5&1[toy]=dog";
    let answer = shop.asks("/toysPaint", query).await;
    let expected = [
        format!(r#""9":{}"#, r#"{"ok":true,"caller":"ann","data":{"toy":"bear","coats":90}}"#),
        format!(r#""b\"":{}"#, r#"{"ok":true,"caller":"ann","data":{"toy":"cat","coats":5}}"#),
        format!(r#""1":{}"#, r#"{"ok":true,"caller":"ann","data":{"toy":"dog","coats":1}}"#),
    ];
    assert_eq!(answer, format!("{{{}}}", expected.join(",")));
    assert_eq!(shop.posts("/toys/paint", FORM, query).await, answer);
}

#[tokio::test]
async fn a_bad_element_refuses_itself_in_the_words_of_the_single_call() {
    let shop = workshop().await;
    let bad =
        [("a", "coats=1"), ("b", "toy=x&coats=lots"), ("c", "toy=glass"), ("d", "toy=haunted")];
    let mut query = "0[toy]=bear&".to_owned();
    for (key, element) in bad {
        for pair in element.split('&') {
            let (name, value) = pair.split_once('=').unwrap();
            query.push_str(&format!("{key}[{name}]={value}&"));
        }
    }
    let answer: Value =
        serde_json::from_str(&shop.asks("/toysPaint", &format!("{query}z[toy]=dog")).await)
            .unwrap();
    for (key, element) in bad {
        let alone: Value = serde_json::from_str(&shop.asks("/toyPaint", element).await).unwrap();
        assert_eq!(alone["ok"], false, "{element}");
        assert_eq!(answer[key], alone, "{element}");
    }
    assert_eq!((&answer["0"], &answer["z"]), (&painted("bear", 1), &painted("dog", 1)));
    assert_eq!(shop.gauge.done.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn every_spelling_of_elements_means_the_same() {
    let shop = workshop().await;
    let expected = json!({ "0": painted("bear", 2), "1": painted("cat", 1) });
    let same = |text: String| assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), expected);
    let form = "0[toy]=bear&0[coats]=2&0[colours][]=red&0[colours][1]=blue&1[toy]=cat";
    same(shop.asks("/toysPaint", form).await);
    same(shop.asks("/toysPaint", &form.replace('[', "%5B").replace(']', "%5d")).await);
    same(shop.posts("/toysPaint", FORM, form).await);
    for json in [
        r#"{"password":"x","0":{"toy":"bear","coats":"2"},"1":{"toy":"cat"}}"#,
        r#"[{"toy":"bear","coats":2},{"toy":"cat"}]"#,
    ] {
        same(shop.posts("/toysPaint", "application/json", json).await);
        same(shop.posts("/toysPaint", FORM, json).await);
    }
    let parts = form.split('&').map(|pair| {
        let (name, value) = pair.split_once('=').unwrap();
        format!("--Xy\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    });
    let body = format!("{}--Xy--\r\n", parts.collect::<String>());
    same(shop.posts("/toysPaint", "multipart/form-data; boundary=Xy", &body).await);
}

#[tokio::test]
async fn a_key_may_speak_for_its_element() {
    let shop = workshop().await;
    let answer = shop.asks("/toysPaint", "toy-7[coats]=1&toy-8[toy]=cat&7[coats]=1").await;
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!((&answer["toy-7"], &answer["toy-8"]), (&painted("toy-7", 1), &painted("cat", 1)));
    assert_eq!(answer["7"]["why"], "toy is missing");
}

#[tokio::test]
async fn only_so_many_are_worked_on_at_once() {
    let shop = workshop().await;
    let query: String = (0..1000).map(|n| format!("{n}[toy]=test{n}.com&")).collect();
    let answer: Value = serde_json::from_str(&shop.asks("/toysPaint", &query).await).unwrap();
    assert_eq!(answer.as_object().map(serde_json::Map::len), Some(1000));
    assert_eq!(answer["999"], painted("test999.com", 1));
    assert_eq!(shop.gauge.most.load(Ordering::SeqCst), AT_ONCE);
    assert_eq!(shop.gauge.done.load(Ordering::SeqCst), 1000);
}

#[tokio::test]
async fn what_may_stand_in_each_others_way_is_done_in_turn() {
    let shop = workshop().await;
    let query: String = (0..40).map(|n| format!("{n}[toy]=b{n}&{n}[coats]=3&")).collect();
    let answer: Value = serde_json::from_str(&shop.asks("/toysBooth", &query).await).unwrap();
    assert_eq!(answer["39"], painted("b39", 3));
    assert_eq!(shop.gauge.most.load(Ordering::SeqCst), 1);
    assert_eq!(shop.gauge.done.load(Ordering::SeqCst), 40);
}

#[tokio::test]
async fn nothing_to_do_and_too_much_are_refused() {
    let shop = workshop().await;
    let none = r#"{"ok":false,"why":"the request has no elements, such as 0[name]=value"}"#;
    for query in ["", "auth_login=ann&toy=bear", "0=bear&1=cat"] {
        assert_eq!(shop.asks("/toysPaint", query).await, none, "{query}");
    }
    for body in ["[]", "{}", r#"["bear"]"#, r#"{"0":null}"#] {
        assert_eq!(shop.posts("/toysPaint", "application/json", body).await, none, "{body}");
    }
    let most: String = (0..limits::PARAMETERS).map(|n| format!("{n}[toy]=b&")).collect();
    let answer: Value = serde_json::from_str(&shop.posts("/toysPaint", FORM, &most).await).unwrap();
    assert_eq!(answer.as_object().map(serde_json::Map::len), Some(limits::PARAMETERS));
    let many = shop.posts("/toysPaint", FORM, &format!("{most}x[toy]=b")).await;
    assert_eq!(many, r#"{"ok":false,"why":"the request has too many parameters"}"#);
    assert_eq!(shop.gauge.done.load(Ordering::SeqCst), limits::PARAMETERS);
}

#[tokio::test]
async fn one_path_may_serve_both_forms() {
    let shop = workshop().await;
    let one = painted("bear", 1).to_string();
    let same = |text: String| serde_json::from_str::<Value>(&text).unwrap().to_string();
    // A list of its own does not make a single call a bulk call.
    for query in ["toy=bear", "toy=bear&colours[]=red", "colours[]=red&toy=bear&x[y]=z"] {
        assert_eq!(same(shop.asks("/toyPaint", query).await), one, "{query}");
    }
    let many = json!({ "0": painted("bear", 1) });
    let asked = shop.asks("/toyPaint", "auth_login=ann&0[toy]=bear").await;
    assert_eq!(asked.parse::<Value>().unwrap(), many);
    let posted = shop.posts("/toyPaint", "application/json", r#"[{"toy":"bear"}]"#).await;
    assert_eq!(posted.parse::<Value>().unwrap(), many);
    let nothing = shop.asks("/toyPaint", "auth_login=ann").await;
    assert_eq!(nothing, r#"{"ok":false,"why":"toy is missing"}"#);
}

#[tokio::test]
async fn our_client_reads_back_what_became_of_each() {
    let shop = workshop().await;
    let paint =
        |toy: &str| PaintToy { toy: toy.to_owned(), coats: Some(Loose(3)), colours: vec![] };
    let elements = ["b", "a", "c"].map(str::to_owned);
    let elements: Vec<_> = elements.into_iter().zip(["cat", "glass", "x & y"].map(paint)).collect();
    for bodies in [Bodies::Form, Bodies::Json] {
        let client = shop.client.clone().with_parameter("auth_login", "ann").with_bodies(bodies);
        let reply = client.call_bulk(&elements).await.unwrap();
        let whole: Value = reply.whole.json().unwrap();
        assert_eq!(whole["b"], painted("cat", 3));
        assert_eq!((&whole["c"], &whole["a"]["why"]), (&painted("x & y", 3), &json!(GLASS)));
    }
    let refused = shop.client.call_bulk(&elements[1..2]).await.unwrap();
    let each = refused.each::<Why>().unwrap();
    let why = Why { why: GLASS.to_owned() };
    assert_eq!(each, [("a".to_owned(), Err(why))]);
    let none = shop.client.call_bulk::<PaintToy>(&[]).await.unwrap();
    assert!(none.each::<Why>().unwrap().is_empty());
}

#[tokio::test]
async fn the_log_names_the_bulk_form_and_masks_the_secrets_of_elements() {
    let shop = workshop().await;
    let query = "0[toy]=bear&0[shelf_pin]=p1&auth_password=p2&1[shelf_pin][x]=p3";
    shop.asks("/toysPaint", query).await;
    let json = r#"[{"toy":"bear","shelf_pin":"p4"},{"auth_password":{"a":"p5"}}]"#;
    shop.posts("/toysPaint?shelf_pin=p6", "application/json", json).await;
    shop.posts("/typo", FORM, "shelf_pin=p7&0[token]=p8").await;
    let shown = shop.log.latest(9);
    let ids: Vec<_> = shown.iter().map(|call| call.catalogue_id).collect();
    assert_eq!(ids, [None, Some("toys_paint"), Some("toys_paint")]);
    assert_eq!(
        shown[2].query,
        "0[toy]=bear&0[shelf_pin]=***&auth_password=***&1[shelf_pin][x]=***"
    );
    let text = serde_json::to_string(&shown).unwrap();
    for secret in 1..=8 {
        assert!(!text.contains(&format!("p{secret}")), "p{secret} in {text}");
    }
}

#[test]
fn the_document_shows_the_bulk_form() {
    let api = api(&Arc::default(), None);
    let document = api.openapi();
    let bulk = &document["paths"]["/toysPaint"]["post"];
    assert_eq!(bulk["x-catalogue-id"], "toys_paint");
    assert_eq!(bulk["operationId"], "toys_paint_post");
    assert_eq!(bulk["summary"], "Paints a toy, for each element on its own");
    let body = &bulk["requestBody"]["content"][FORM]["schema"];
    assert_eq!(body["additionalProperties"]["$ref"], "#/components/schemas/PaintToy");
    let answer = &bulk["responses"]["200"]["content"]["application/json"]["schema"];
    let data = &answer["additionalProperties"]["properties"]["data"];
    assert_eq!(data["$ref"], "#/components/schemas/Painted");
    let query = &document["paths"]["/toysPaint"]["get"]["parameters"];
    assert_eq!(query[0]["schema"]["additionalProperties"]["$ref"], "#/components/schemas/PaintToy");
    assert!(document["components"]["schemas"]["PaintToy"]["properties"]["toy"].is_object());
    assert_eq!(document["paths"]["/toyPaint"]["get"]["x-catalogue-id"], "toy_paint");
    assert_eq!(api.operations().len(), 6);
}
