//! Calls that nobody can mean: each is refused in the documented form, with the name of the parameter
//! that is wrong, and leaves no trace.

use serde_json::{Map, Value, json};
use testkit::World;
use testkit::dreamscape::Reseller;
use testkit::http::{Answer, Sent};

use crate::money::{is_untouched, trace};
use crate::people::{customer, id, opens, with};

/// A call, and the word that its refusal names.
struct Call {
    method: &'static str,
    path: String,
    params: Value,
    word: &'static str,
}

/// What is there to be called about.
struct Things {
    customer: i64,
    domain: i64,
    mail: i64,
    server: i64,
    certificate: i64,
}

impl Things {
    async fn of(world: &World, main: &Reseller) -> Self {
        let customer = opens(main, "mia@example.com.au").await;
        let wish = json!({ "customer_id": customer, "domain_name": "shoes.com", "period": 12 });
        let domain = id(&main.done("POST", "/domains", wish).await);
        let buys = async |path: &str, more: Value| {
            let wish = with(json!({ "customer_id": customer, "period": 12 }), more);
            id(&main.done("POST", &format!("/products/{path}"), wish).await)
        };
        let named = json!({ "domain_name": "shoes.com" });
        let mail = buys("email-hostings", with(named.clone(), json!({ "plan_id": 48 }))).await;
        let server = json!({
            "plan_id": 117, "location": "AU", "operating_system": "debian12x64",
        });
        let server = buys("servers", server).await;
        let certificate = with(named, json!({ "plan_id": 65, "hosted_with": "dreamscape" }));
        let certificate = buys("ssl-certificates", certificate).await;
        world.sleeps("PT2H").await;
        Self { customer, domain, mail, server, certificate }
    }
}

/// Calls that say the same as a good one, but for one parameter each.
fn each(
    method: &'static str,
    path: &str,
    good: &Value,
    wrong: Vec<(&'static str, Value)>,
) -> Vec<Call> {
    let call = |(word, value): (&'static str, Value)| {
        let mut params = good.clone();
        // Nothing stands for a parameter that is left out.
        match value {
            Value::Null => drop(params.as_object_mut().unwrap().remove(word)),
            value => params[word] = value,
        }
        Call { method, path: path.to_owned(), params, word }
    };
    wrong.into_iter().map(call).collect()
}

fn long(length: usize) -> Value {
    json!("a".repeat(length))
}

fn people(things: &Things) -> Vec<Call> {
    let good = customer("joe@example.com.au");
    let mut calls = Vec::new();
    for path in ["/customers", "/domains/registrants"] {
        let wrong = vec![
            ("first_name", Value::Null),
            ("first_name", json!("")),
            ("first_name", json!("   ")),
            ("first_name", long(51)),
            ("first_name", json!(["Mia"])),
            ("first_name", json!({ "given": "Mia" })),
            ("first_name", json!(true)),
            ("last_name", json!("Jo\nnes")),
            ("address", long(256)),
            ("city", long(101)),
            ("state", long(51)),
            ("post_code", json!("1234567890123456")),
            ("country", json!("AUS")),
            ("country", json!("1!")),
            ("country_code", json!("abcde")),
            ("country_code", json!("abc")),
            ("phone", json!("call me")),
            ("phone", Value::Null),
            ("email", json!("nobody")),
            ("email", json!("a b@example.com")),
            ("email", json!("a@b@example.com")),
            ("account_type", json!("robot")),
            ("account_type", json!(7)),
            ("business_number_type", json!("XYZ")),
        ];
        calls.extend(each("POST", path, &good, wrong));
        let business = with(good.clone(), json!({ "account_type": "business" }));
        calls.extend(each("POST", path, &business, vec![("business_name", Value::Null)]));
    }
    let login = vec![
        ("username", json!("mia")),
        ("username", json!("mia jones of sydney")),
        ("username", long(65)),
        ("password", json!("short")),
        ("password", long(256)),
    ];
    calls.extend(each("POST", "/customers", &good, login.clone()));
    let path = format!("/customers/{}", things.customer);
    calls.extend(each("PATCH", &path, &json!({}), login));
    let wrong = vec![("first_name", long(51)), ("email", json!("x")), ("country", json!("X"))];
    calls.extend(each("PATCH", &path, &json!({ "city": "Perth" }), wrong));
    calls
}

fn names(things: &Things) -> Vec<Call> {
    let good = json!({
        "customer_id": things.customer, "domain_name": "hats.com", "period": 12,
    });
    let servers: Vec<Value> =
        (0..20).map(|place| json!({ "host": format!("ns{place}.example.net") })).collect();
    let wrong = vec![
        ("period", Value::Null),
        ("period", json!(7)),
        ("period", json!(0)),
        ("period", json!(-12)),
        ("period", json!(12.5)),
        ("period", json!("1 year")),
        ("period", json!(132)),
        ("period", json!(1e300)),
        ("period", json!([12])),
        ("domain_name", Value::Null),
        ("domain_name", json!("x")),
        ("domain_name", json!("nodots")),
        ("domain_name", json!("hats.nowhere")),
        ("domain_name", json!("-hats.com")),
        ("domain_name", json!("ha ts.com")),
        ("domain_name", json!("www.hats.com")),
        ("domain_name", json!(format!("{}.com", "a".repeat(64)))),
        ("domain_name", long(256)),
        ("domain_name", json!(["hats.com"])),
        ("customer_id", Value::Null),
        ("customer_id", json!("mia")),
        ("customer_id", json!(0)),
        ("customer_id", json!(-1)),
        ("customer_id", json!(1e30)),
        ("customer_id", json!({ "id": 1 })),
        ("registrant_id", json!("ann")),
        ("admin_contact_id", json!(0)),
        ("name_servers", json!([{ "host": "not a host!" }, { "host": "ns2.example.net" }])),
        ("name_servers", json!([{ "ip": "192.0.2.1" }])),
        ("name_servers", json!(servers)),
        ("privacy", json!("maybe")),
        ("confirm_premium_order", json!([])),
    ];
    let mut calls = each("POST", "/domains", &good, wrong);
    let glue = json!([{ "host": "ns1.hats.com", "ip": "999.1.1.1" }]);
    calls.push(Call {
        method: "POST",
        path: "/domains".to_owned(),
        params: with(good.clone(), json!({ "name_servers": glue })),
        word: "ip",
    });
    let australian = with(good.clone(), json!({ "domain_name": "hats.com.au" }));
    let answers = json!([{ "name": "shoe-size", "value": "44" }]);
    let wrong = vec![("eligibility_data", Value::Null), ("eligibility_data", answers)];
    calls.extend(each("POST", "/domains", &australian, wrong));
    let path = format!("/domains/{}", things.domain);
    let wrong = vec![
        ("is_locked", json!("maybe")),
        ("privacy", json!(2)),
        ("tech_contact_id", json!("x")),
        ("name_servers", json!([{ "host": "-" }])),
    ];
    calls.extend(each("PATCH", &path, &json!({}), wrong));
    let wrong = vec![("period", json!(7)), ("period", json!(240)), ("privacy", json!("perhaps"))];
    calls.extend(each("POST", &format!("{path}/renewal"), &json!({}), wrong));
    let host = json!({ "host": "ns1.shoes.com", "ip": "192.0.2.1" });
    let wrong = vec![
        ("host", Value::Null),
        ("host", json!("ns1.elsewhere.com")),
        ("host", json!("ns1 .shoes.com")),
        ("ip", Value::Null),
        ("ip", json!("192.0.2.256")),
        ("ip", json!("ns1.shoes.com")),
    ];
    calls.extend(each("POST", &format!("{path}/hosts"), &host, wrong));
    calls
}

fn transfers(things: &Things) -> Vec<Call> {
    let good = json!({
        "customer_id": things.customer, "domain_name": "karoo.com", "auth_key": "their-code",
    });
    let wrong = vec![
        ("auth_key", Value::Null),
        ("auth_key", long(256)),
        ("period", json!(24)),
        ("period", json!(7)),
        ("domain_name", json!("karoo.nowhere")),
    ];
    let mut calls = each("POST", "/domains/transfers", &good, wrong);
    let wrong = vec![
        ("type", Value::Null),
        ("type", json!("sideways")),
        ("domain_id", json!("x")),
        ("domain_id", Value::Null),
    ];
    let good = json!({ "domain_id": things.domain, "type": "in" });
    calls.extend(each("DELETE", "/domains/transfers", &good, wrong));
    let good = json!({ "domain_name": "karoo.com" });
    let wrong = vec![("domain_name", Value::Null), ("period", json!(7))];
    calls.extend(each("GET", "/domains/transfers/availability", &good, wrong));
    calls
}

fn records(things: &Things) -> Vec<Call> {
    let path = format!("/domains/{}/dns", things.domain);
    let of = |r#type: &str, more: Value| with(json!({ "type": r#type, "subdomain": "a" }), more);
    let mut calls = Vec::new();
    for (good, wrong) in [
        (
            of("A", json!({ "content": "192.0.2.1" })),
            vec![
                ("type", Value::Null),
                ("type", json!("NS")),
                ("type", json!(1)),
                ("content", Value::Null),
                ("content", json!("2001:db8::1")),
                ("content", json!("192.0.2.999")),
                ("subdomain", json!("a b")),
                ("subdomain", json!("-a")),
                ("subdomain", long(64)),
                ("subdomain", long(256)),
            ],
        ),
        (of("AAAA", json!({ "content": "2001:db8::1" })), vec![("content", json!("192.0.2.1"))]),
        (of("TXT", json!({ "content": "x" })), vec![("content", long(1001))]),
        (of("CNAME", json!({ "content": "a.example" })), vec![("content", json!("not a host"))]),
        (
            of("MX", json!({ "content": "mail.example.net", "priority": 10 })),
            vec![
                ("priority", Value::Null),
                ("priority", json!(0)),
                ("priority", json!(-1)),
                ("priority", json!(65_536)),
                ("priority", json!("high")),
            ],
        ),
        (
            of(
                "SRV",
                json!({ "priority": 0, "weight": 5, "port": 5060, "target": "sip.example.net" }),
            ),
            vec![
                ("port", Value::Null),
                ("port", json!(65_536)),
                ("weight", json!(-1)),
                ("target", json!("not a host")),
                ("priority", Value::Null),
            ],
        ),
        (
            json!({ "type": "CAA", "flag": 0, "tag": "issue", "value": "ca.example.net" }),
            vec![("flag", json!(1)), ("tag", json!("iodef")), ("value", Value::Null)],
        ),
        (
            of("WEBFWD", json!({ "forward_to": "https://example.net/", "cloak": false })),
            vec![
                ("cloak", Value::Null),
                ("cloak", json!("maybe")),
                ("forward_to", json!("not an address")),
            ],
        ),
        (
            json!({ "type": "MAILFWD", "email": "a@shoes.com", "forward_to": "mia@example.net" }),
            vec![
                ("email", Value::Null),
                ("email", json!("a@elsewhere.com")),
                ("forward_to", json!("nobody")),
            ],
        ),
    ] {
        calls.extend(each("POST", &path, &good, wrong));
    }
    calls.extend(each("GET", &path, &json!({}), vec![("type", json!("NS"))]));
    calls
}

fn products(things: &Things) -> Vec<Call> {
    let good = json!({
        "customer_id": things.customer, "domain_name": "hats.com", "plan_id": 48, "period": 12,
    });
    let of = |slug: &str| format!("/products/{slug}");
    let wrong = vec![
        ("plan_id", Value::Null),
        ("plan_id", json!(999_999)),
        ("plan_id", json!(i64::MAX)),
        ("plan_id", json!(29)),
        ("period", json!(5)),
        ("period", json!(0)),
        ("period", Value::Null),
        ("period", json!(70_000)),
        ("domain_name", Value::Null),
        ("domain_name", json!("not a name")),
        ("domain_name", long(101)),
    ];
    let mut calls = each("POST", &of("email-hostings"), &good, wrong);
    let renewal = format!("/products/email-hostings/{}/renewal", things.mail);
    calls.extend(each("POST", &renewal, &json!({}), vec![("period", json!(5))]));
    let place = with(good.clone(), json!({ "plan_id": 3848, "location": "AU" }));
    let wrong = vec![("location", Value::Null), ("location", json!("MOON"))];
    calls.extend(each("POST", &of("wordpress-hostings"), &place, wrong));
    let fax = with(good.clone(), json!({ "plan_id": 243, "country": "AU", "state": "NSW" }));
    let wrong = vec![("country", json!("ZZ")), ("state", json!("MOON")), ("state", Value::Null)];
    calls.extend(each("POST", &of("fax-to-emails"), &fax, wrong));
    let server = json!({
        "customer_id": things.customer, "plan_id": 117, "period": 12, "location": "AU",
        "operating_system": "debian12x64",
    });
    let wrong = vec![
        ("location", json!("MOON")),
        ("operating_system", json!("plan9")),
        ("operating_system", Value::Null),
        ("features", json!("ip")),
    ];
    calls.extend(each("POST", &of("servers"), &server, wrong));
    let feature = json!({ "type": "ip", "value": "1", "period": 1 });
    let wrong = vec![
        ("type", json!("moon")),
        ("value", json!("3")),
        ("value", Value::Null),
        ("period", json!(7)),
    ];
    let features = format!("/products/servers/{}/features", things.server);
    calls.extend(each("POST", &features, &feature, wrong));
    let certificate = with(good, json!({ "plan_id": 65 }));
    let wrong = vec![
        ("csr", json!("-----BEGIN NONSENSE-----")),
        ("server_software", json!(999)),
        ("hosted_with", json!("the moon")),
        ("auto_fill_details", json!("maybe")),
        ("country", json!("AUS")),
    ];
    calls.extend(each("POST", &of("ssl-certificates"), &certificate, wrong));
    let dcv = format!("/products/ssl-certificates/{}/dcv", things.certificate);
    let wrong = vec![("method", json!("smoke")), ("method", Value::Null)];
    calls.extend(each("PATCH", &dcv, &json!({ "method": "http" }), wrong));
    let anew = format!("/products/ssl-certificates/{}/reissue/manual", things.certificate);
    let wrong = vec![("csr", Value::Null), ("csr", json!("x")), ("server_software", json!("x"))];
    calls.extend(each("POST", &anew, &json!({ "csr": "x", "server_software": 1 }), wrong));
    calls
}

fn lists() -> Vec<Call> {
    let mut calls = Vec::new();
    for path in [
        "/customers",
        "/domains",
        "/domains/registrants",
        "/domains/tlds",
        "/finances/invoices",
        "/products/types",
        "/products/plans",
        "/products/email-hostings",
        "/products/servers",
    ] {
        let wrong = vec![
            ("limit", json!(101)),
            ("limit", json!(0)),
            ("limit", json!(-1)),
            ("limit", json!("all")),
            ("page", json!(0)),
            ("page", json!(-1)),
            ("page", json!("1e99")),
        ];
        calls.extend(each("GET", path, &json!({}), wrong));
    }
    let none = json!({});
    let wrong =
        vec![("status_id", json!(0)), ("status_id", json!(10)), ("customer_id", json!("x"))];
    calls.extend(each("GET", "/domains", &none, wrong));
    let wrong = vec![("status_id", json!(7)), ("customer_id", json!(0))];
    calls.extend(each("GET", "/products/email-hostings", &none, wrong));
    let wrong = vec![
        ("from_date", json!("yesterday")),
        ("from_date", json!("2026-02-30")),
        ("to_date", json!("01/02/2026")),
    ];
    calls.extend(each("GET", "/finances/invoices", &none, wrong));
    calls.extend(each("GET", "/products/plans", &none, vec![("type_id", json!("x"))]));
    calls.extend(each("GET", "/domains/tlds", &none, vec![("currency", json!("XXX"))]));
    let many: Vec<String> = (0..1_001).map(|number| format!("x{number}.com")).collect();
    let asked = json!({ "domain_names": ["hats.com"] });
    let wrong = vec![
        ("domain_names", Value::Null),
        ("domain_names", json!(many)),
        ("currency", json!("XXX")),
        ("customer_id", json!("x")),
    ];
    calls.extend(each("GET", "/domains/availability", &asked, wrong));
    calls
}

/// What is wrong with a refusal: nothing, or what it should have been.
fn complaint(answer: &Answer, status: u16, word: &str) -> Option<String> {
    let kind = answer.headers.iter().find(|(name, _)| name == "content-type");
    let is_json = kind.is_some_and(|(_, kind)| kind == "application/json");
    let json = answer.json();
    let keys = json.as_object().map(Map::len).unwrap_or_default();
    let said = match (&json["error_message"], &json["validation_errors"]) {
        (Value::String(said), Value::Null) => said.clone(),
        (Value::Null, Value::Array(said)) if said.iter().all(Value::is_string) => {
            said.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; ")
        }
        _ => String::new(),
    };
    let good = is_json && json["status"] == false && keys == 2 && !said.is_empty();
    let named = status != 400 || said.contains(word);
    let told = format!("HTTP {}: {}", answer.status, answer.text);
    (answer.status != status || !good || !named).then_some(told)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_can_mean_is_refused_by_its_name_and_leaves_no_trace() {
    let world = World::on("2026-01-01").await;
    let main = world.dreamscape("main");
    let things = Things::of(&world, &main).await;
    world.holds_elsewhere("karoo.com", "their-code").await;
    let before = trace(&world).await;
    let groups = [people, names, transfers, records, products];
    let calls = groups.into_iter().flat_map(|group| group(&things)).chain(lists());
    let (mut tried, mut complaints) = (0, Vec::new());
    for Call { method, path, params, word } in calls {
        tried += 1;
        let body = Sent::json(&params);
        let sent = match method {
            "GET" => Sent { query: testkit::dreamscape::pairs(&params), ..Sent::default() },
            _ => body,
        };
        let answer = main.send(method, &path, sent).await;
        if let Some(told) = complaint(&answer, 400, word) {
            let mut params = params.to_string();
            params.truncate(300);
            complaints.push(format!("{method} {path} {params} ({word}): {told}"));
        }
    }
    assert!(complaints.is_empty(), "{} of {tried}:\n{}", complaints.len(), complaints.join("\n"));
    assert!(tried > 200, "{tried}");
    is_untouched(&before, &trace(&world).await, "what nobody can mean");
    world.is_consistent().await;
}

/// A body of a kind.
fn body(kind: &str, bytes: impl Into<Vec<u8>>) -> Sent {
    Sent { body: Some((kind.to_owned(), bytes.into())), ..Sent::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_can_read_is_refused_and_leaves_no_trace() {
    const JSON: &str = "application/json";
    const FORM: &str = "application/x-www-form-urlencoded";
    let world = World::on("2026-01-01").await;
    let main = world.dreamscape("main");
    let mia = opens(&main, "mia@example.com.au").await;
    let before = trace(&world).await;
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let mut complaints = Vec::new();
    let mut is_refused = async |method: &str, path: &str, sent: Sent, status: u16| {
        let what = sent.body.as_ref().map(|(_, body)| String::from_utf8_lossy(body).into_owned());
        let what: String = what.unwrap_or_default().chars().take(60).collect();
        let answer = main.send(method, path, sent).await;
        if let Some(told) = complaint(&answer, status, "") {
            complaints.push(format!("{method} {path} {what:?} ({status}): {told}"));
        }
    };
    for text in [
        "{\"first_name\":",
        "{'first_name': 'Mia'}",
        "first_name=Mia",
        "\"Mia\"",
        "7",
        "null",
        "[]",
        "[1, 2]",
        "{}",
        "{\"first_name\": NaN}",
        "{\"first_name\": \"Mi\\u0000a\"}",
        &*deep,
    ] {
        is_refused("POST", "/customers", body(JSON, text), 400).await;
    }
    is_refused("POST", "/customers", body(JSON, *b"{\"first_name\": \"\xff\xfe\"}"), 400).await;
    is_refused("POST", "/customers", body(FORM, *b"first_name=\xff\xfe"), 400).await;
    is_refused("POST", "/customers", body(FORM, "first_name=%ff%fe"), 400).await;
    is_refused("POST", "/customers", body(FORM, "first_name[=x&[]=y&=z"), 400).await;
    is_refused("POST", "/customers", body("multipart/form-data; boundary=x", "--x"), 400).await;
    is_refused("POST", "/customers", body(JSON, ""), 400).await;
    for kind in [JSON, FORM, "text/plain"] {
        is_refused("POST", "/customers", body(kind, vec![b'a'; 3 << 20]), 413).await;
    }
    let numbers = ["0", "-1", "1.5", "x", "99999999999999999999", "1%20", "null"];
    for number in numbers {
        for path in ["customers", "domains", "domains/registrants", "products/servers"] {
            is_refused("GET", &format!("/{path}/{number}"), Sent::default(), 404).await;
        }
    }
    for path in [
        "/",
        "",
        "/customer",
        "/currencies",
        "/domains/shoes.com",
        "/products",
        "/products/moon-hostings",
        "/products/domain-privacies/1/login-link",
        "/../admin",
        "/customers/1/2/3",
    ] {
        is_refused("GET", path, Sent::default(), 404).await;
    }
    for path in ["/customers/%00", "/domains/%ff"] {
        is_refused("GET", path, Sent::default(), 400).await;
    }
    for (method, path) in [
        ("PUT", "/customers".to_owned()),
        ("DELETE", "/customers".to_owned()),
        ("POST", format!("/customers/{mia}")),
        ("PUT", "/domains/1/dns".to_owned()),
        ("POST", "/ping".to_owned()),
        ("PATCH", "/finances/balance".to_owned()),
        ("DELETE", "/domains/availability".to_owned()),
        ("GET", "/products/servers/1/renewal".to_owned()),
    ] {
        is_refused(method, &path, Sent::default(), 405).await;
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    is_untouched(&before, &trace(&world).await, "what nobody can read");
}
