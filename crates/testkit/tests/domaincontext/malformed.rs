//! Calls that cannot be meant: refused in the dialect's own form, with the argument's name, and without
//! any trace.

use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::{Account, Reply};

use crate::calls::{calls, record};
use crate::catalogue::{self, Operation, Way};
use crate::estate::{Estate, founded, is_as, seen, with};

/// What is wrong with answers, gathered so that one run tells everything.
#[derive(Default)]
pub struct Complaints(Vec<String>);

impl Complaints {
    pub fn unless(&mut self, fine: bool, complaint: impl FnOnce() -> String) {
        if !fine {
            self.0.push(complaint());
        }
    }

    /// The reply should be a refusal in the dialect's own form, with the argument's name.
    pub fn unless_refused(&mut self, reply: &Reply, argument: &str, call: &str) {
        self.unless(reply.status == 200 && is_refusal(&reply.json, argument), || {
            let call: String = call.chars().take(200).collect();
            let text: String = reply.text.chars().take(300).collect();
            format!("{call} ({argument}): HTTP {} {text}", reply.status)
        });
    }

    /// And so should be what one element of a bulk call was answered, and with it the whole.
    pub fn unless_refused_at(&mut self, reply: &Reply, key: &str, argument: &str, call: &str) {
        self.unless_refused(reply, "", call);
        self.unless(is_refusal(&reply.json[key], argument), || {
            let text: String = reply.text.chars().take(300).collect();
            format!("{call} ({argument}): {text}")
        });
    }

    #[track_caller]
    pub fn are_none(self) {
        assert!(self.0.is_empty(), "{} complaints:\n{}", self.0.len(), self.0.join("\n"));
    }
}

/// Whether an answer is a refusal, and names an argument.
pub fn is_refusal(answer: &Value, argument: &str) -> bool {
    let words = answer["_error"].as_str().unwrap_or_default();
    let known = |key: &String| matches!(key.as_str(), "_error" | "_error_ops" | "wait");
    let field = answer["_error_ops"]["field"].as_str().unwrap_or_default();
    let formed = words.len() < 6_000 && !words.contains('<');
    let whole = answer.get("_error_ops").is_none()
        || answer.as_object().is_some_and(|answer| answer.keys().all(known));
    let named = words.contains(argument) || field.contains(argument);
    !words.is_empty() && formed && whole && named && !words.contains("internal")
}

/// Everything there is, to be held against itself later.
pub struct Scene {
    pub world: World,
    pub estate: Estate,
    seen: Vec<(String, Value)>,
}

impl Scene {
    pub async fn set() -> Self {
        Self::set_in(World::on("2026-01-01").await).await
    }

    pub async fn set_in(world: World) -> Self {
        let estate = founded(&world, "main", "my-").await;
        let seen = seen(&world).await;
        Self { world, estate, seen }
    }

    /// The same, with what has changed since.
    pub async fn looks_again(self) -> Self {
        Self { seen: seen(&self.world).await, ..self }
    }

    pub async fn is_unchanged(&self, when: &str) {
        is_as(&self.seen, &seen(&self.world).await, when);
        self.world.agrees_with_registry().await;
    }
}

/// A good call of a row about main's things, and of its element where it is a bulk form.
fn good(row: &Operation, estate: &Estate) -> Value {
    calls(row.single(), &estate.things).swap_remove(0)
}

/// Makes the call that a row is called with, and holds its answer, or its element's, against what it
/// should be.
async fn refuses(
    complaints: &mut Complaints,
    (account, row): (&Account, &Operation),
    arguments: &Value,
    (argument, how): (&str, &str),
) {
    let call = format!("{}: {argument} is {how}", row.id);
    if row.bulk_of.is_none() {
        let reply = Way::Json.calls(account, &row.id, arguments).await;
        complaints.unless_refused(&reply, argument, &call);
    } else {
        let reply = Way::Json.calls(account, &row.id, &json!({ "k": arguments })).await;
        complaints.unless_refused_at(&reply, "k", argument, &call);
    }
}

/// The argument of one element.
fn own_name(row: &Operation, name: &str) -> Option<String> {
    match row.bulk_of {
        None => Some(name.to_owned()),
        Some(_) => Some(name.strip_prefix("<key>[")?.strip_suffix(']')?.to_owned()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_starred_argument_is_missed_by_name() {
    let scene = Scene::set().await;
    let (mut missed, mut complaints) = (0, Complaints::default());
    for row in catalogue::read().operations {
        let good = good(&row, &scene.estate);
        for param in row.params.iter().filter(|param| param.required) {
            let Some(name) = own_name(&row, &param.name) else { continue };
            for wrong in [
                Value::Null,
                json!(""),
                json!("  "),
                json!("\n"),
                json!("0"),
                json!(0),
                json!([]),
                json!({}),
                json!([""]),
                json!([[]]),
                json!([null, " "]),
            ] {
                let mut arguments = good.clone();
                arguments[&name] = wrong.clone();
                let how = (name.as_str(), &*wrong.to_string());
                refuses(&mut complaints, (&scene.estate.account, &row), &arguments, how).await;
                missed += 1;
            }
            let mut arguments = good.clone();
            arguments.as_object_mut().expect("arguments").remove(&name);
            let how = (name.as_str(), "left out");
            refuses(&mut complaints, (&scene.estate.account, &row), &arguments, how).await;
        }
    }
    complaints.are_none();
    assert!(missed > 900, "{missed}");
    scene.is_unchanged("arguments left out").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_names_nothing_is_asked_for_it() {
    let scene = Scene::set().await;
    let (mut missed, mut complaints) = (0, Complaints::default());
    for row in catalogue::read().operations {
        let named = good(&row, &scene.estate);
        let list = row.single().ends_with("Search") || row.single().contains("GetList");
        let own = ["clientGetBalance", "clientGetPrices", "tariffsGetAvailable"];
        let words = ["domain", "host", "server", "id", "client", "client_id", "seller"];
        let has = |name: &str| {
            row.params.iter().any(|param| {
                own_name(&row, &param.name).as_deref() == Some(name) && !param.required
            })
        };
        let about = words.into_iter().take(4).find(|name| has(name));
        let Some(about) = about.filter(|_| !list && !own.contains(&row.single())) else { continue };
        let mut arguments = named;
        for name in words {
            arguments.as_object_mut().expect("arguments").remove(name);
        }
        for nothing in [None, Some(json!("")), Some(json!([])), Some(json!(" \t"))] {
            if let Some(nothing) = nothing {
                arguments[about] = nothing;
            }
            let how = (about, "not said");
            refuses(&mut complaints, (&scene.estate.account, &row), &arguments, how).await;
            missed += 1;
        }
    }
    complaints.are_none();
    assert!(missed > 200, "{missed}");
    scene.is_unchanged("calls about nothing").await;
}

/// Texts that a type refuses.
const BROKEN: &[(&str, &[&str])] = &[
    (
        "id",
        &[
            "-1",
            "1.5",
            "abc",
            "1e3",
            "0x1",
            "٥",
            "1 2",
            "+1",
            "01",
            "1,2",
            "1;2",
            "1'--",
            "NaN",
            "∞",
            "99999999999999999999",
            "9223372036854775808",
        ],
    ),
    ("ids", &["x", "1,x", "0", "1,-2", "1;2", "1.5", "9223372036854775808"]),
    (
        "domain",
        &[
            "nodot",
            "a b.com",
            "a..com",
            ".com",
            "a.com.",
            "a\nb.com",
            "a,b.com",
            "http://a.com",
            "a@b.com",
            "a.com/x",
            "<b>.com",
        ],
    ),
    ("domains", &["nodot", "a.com,b", "a b.com", "a.com;b.com", ".."]),
    ("ns", &["nodot", "a b.example", "a..example", "a\nb.example"]),
    ("hdomains", &["nodot", "a b.example", "a..example", "a\nb.example"]),
    ("nss", &["nodot", "a b.example", "ns1.a.com/x", "ns1.a.com/1.2.3.4/5", "/", "a.com/"]),
    ("eid", &["a b", "<x>", "é", "a/b", "a,b", "a\nb", "'"]),
    ("password", &["a\nb", "a\rb"]),
    ("period", &["0", "11", "-1", "x", "1.5", "256", "257", "1e0", "99999999999"]),
    ("date", DATES),
    ("expires", DATES),
    ("ref", &["a-b", "a b", "é", "'", "<b>", "a.b"]),
    ("refs", &["a-b", "a b", "é", "'", "<b>", "a.b"]),
    ("label", LINES),
    ("labels", LINES),
    ("coupon", LINES),
    ("bool", &["perhaps", "2", "-1", "1.0", "null", "tru"]),
    ("ips", &["x", "300.1.1.1", "192.0.2.1,x", "192.0.2", "::g", "192.0.2.1/24"]),
    ("client", &["a b", "a,b", "é", "a\nb", "<b>", "a/b", "'"]),
    ("server", LINES),
    ("servers", LINES),
    ("pincode", &["123", "12345", "a"]),
    ("phone", &["x", "12", "+1234567890123456789012", "+1;2345", "call me"]),
    ("email", &["x", "a@b", "a b@c.com", "@c.com", "a@", "a@b@c.com", "a@c..com", "a@c.com,"]),
    ("emails", &["x", "a@b.com,x", "a@b.com;c@d.com"]),
    (
        "url",
        &[
            "ftp://a.com",
            "javascript:alert(1)",
            "http://",
            "http:///x",
            "//a.com",
            "a.com",
            "http://a b.com",
            "file:///etc/passwd",
            "http://a.com/\nx",
        ],
    ),
    ("array", &["yes", "7", "[1]", "{\"a\":", "null"]),
    ("dnsName", &["-", "a b", "a.b.c.d.e", "a..b", "-a", "a-", "a\nb", "é"]),
    ("text", &[]),
];

const DATES: &[&str] = &[
    "2026-02-30",
    "2027-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-1-1",
    "yesterday",
    "20260101",
    "2026/01/01",
    "01-01-2026",
    "-1",
    "1767225600",
    "2026-01-01T00:00:00Z",
    "２０２６-01-01",
    "12026-01-01",
    "2026-01-01 OR 1=1",
];

const LINES: &[&str] = &["a\nb", "a\rb", "a\r\nb"];

/// Values that a type refuses.
fn broken(r#type: &str) -> Vec<Value> {
    let texts = BROKEN.iter().find(|(known, _)| *known == r#type);
    let (_, texts) = texts.unwrap_or_else(|| panic!("the catalogue has a new type: {}", r#type));
    let mut wrong: Vec<Value> = texts.iter().map(|text| json!(text)).collect();
    match r#type {
        "password" => wrong.push(json!("a".repeat(65))),
        "server" => wrong.push(json!("s".repeat(64))),
        "servers" => wrong.push(json!(["a", "s".repeat(64)])),
        _ => {}
    }
    if r#type != "array" {
        wrong.extend([json!({ "a": { "b": "c" } }), json!(true), json!([["a"]])]);
    }
    wrong
}

/// What is read although its type has no such value.
fn is_meant(row: &Operation, name: &str, r#type: &str, wrong: &Value) -> bool {
    let text = wrong.as_str().unwrap_or_default();
    match r#type {
        // JSON has words of its own for yes and no.
        "bool" => *wrong == json!(true),
        // Lists take the place of a blank end.
        "domains" => text == "..",
        _ => row.single() == "domainsSearch" && name == "domain" && text.is_empty(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_argument_is_held_to_its_type() {
    let scene = Scene::set().await;
    let (mut tried, mut complaints) = (0, Complaints::default());
    let account = &scene.estate.account;
    for row in catalogue::read().singles() {
        let good = good(row, &scene.estate);
        for param in row.plain_params() {
            for wrong in broken(&param.r#type) {
                if is_meant(row, &param.name, &param.r#type, &wrong) {
                    continue;
                }
                let arguments = with(good.clone(), json!({ &*param.name: wrong }));
                let how = (param.name.as_str(), &*wrong.to_string());
                refuses(&mut complaints, (account, row), &arguments, how).await;
                tried += 1;
            }
            if !param.values.is_empty() {
                let arguments = with(good.clone(), json!({ &*param.name: "99" }));
                let how = (param.name.as_str(), "not among the values");
                refuses(&mut complaints, (account, row), &arguments, how).await;
            }
        }
    }
    complaints.are_none();
    assert!(tried > 2_000, "{tried}");
    scene.is_unchanged("arguments of other types").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn elements_of_bulk_calls_are_held_to_their_types() {
    let scene = Scene::set().await;
    let (mut tried, mut complaints) = (0, Complaints::default());
    for row in catalogue::read().operations.iter().filter(|row| row.bulk_of.is_some()) {
        let good = good(row, &scene.estate);
        for param in &row.params {
            let Some(name) = own_name(row, &param.name) else { continue };
            let wrong = broken(&param.r#type).into_iter();
            let wrong = wrong.filter(|wrong| !is_meant(row, &name, &param.r#type, wrong)).take(2);
            if name.contains('[') {
                continue;
            }
            for wrong in wrong {
                let arguments = with(good.clone(), json!({ &*name: wrong }));
                let how = (name.as_str(), &*wrong.to_string());
                refuses(&mut complaints, (&scene.estate.account, row), &arguments, how).await;
                tried += 1;
            }
        }
        for none in [json!({}), json!({ "k": "x" }), json!({ "k": 7 }), json!({ "k": true })] {
            let reply = Way::Json.calls(&scene.estate.account, &row.id, &none).await;
            complaints.unless_refused(&reply, "", &format!("{} {none}", row.id));
        }
        // What is no element is not taken for one.
        let reply = Way::Form.calls(&scene.estate.account, &row.id, &json!({ "k": "x" })).await;
        complaints.unless_refused(&reply, "", &format!("{} without elements", row.id));
    }
    complaints.are_none();
    assert!(tried > 250, "{tried}");
    scene.is_unchanged("elements of other types").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn records_are_held_to_their_types() {
    let scene = Scene::set().await;
    let mut complaints = Complaints::default();
    let id = scene.estate.things.name_id;
    for (part, r#type) in [
        ("name", "dnsName"),
        ("type", "ref"),
        ("value", "label"),
        ("no", "number"),
        ("ttl", "id"),
        ("status", "word"),
    ] {
        let wrong = match r#type {
            "number" => ["-1", "65536", "x", "1.5"].map(|text| json!(text)).into(),
            "word" => ["gone", "NEW!", "2"].map(|text| json!(text)).into(),
            r#type => broken(r#type),
        };
        for wrong in wrong {
            let change = with(record(), json!({ part: wrong }));
            for command in ["domainSetDNS", "hdomainSetDNS"] {
                let sent = json!({ "id": id, "7": change });
                let reply = Way::Json.calls(&scene.estate.account, command, &sent).await;
                let call = format!("{command}: {part} is {wrong}");
                complaints.unless_refused(&reply, part, &call);
                complaints.unless_refused(&reply, "7", &call);
                let sent = json!({ (id.to_string()): { "7": change } });
                let bulk = command.replacen("domain", "domains", 1);
                let reply = Way::Json.calls(&scene.estate.account, &bulk, &sent).await;
                complaints.unless_refused_at(&reply, &id.to_string(), part, &call);
            }
        }
    }
    complaints.are_none();
    scene.is_unchanged("records of other types").await;
}
