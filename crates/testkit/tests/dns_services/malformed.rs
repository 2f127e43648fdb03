//! Calls that cannot be meant: refused in the dialect's own form, with the parameter's name, and without
//! any trace.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::{Client, Reply};
use testkit::http::Sent;

use crate::catalogue;
use crate::estate::{Estate, founded};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// What is wrong with answers, gathered so that one run tells everything.
#[derive(Default)]
struct Complaints(Vec<String>);

impl Complaints {
    fn unless(&mut self, fine: bool, complaint: impl FnOnce() -> String) {
        if !fine {
            self.0.push(complaint());
        }
    }

    /// The reply should be a refusal in the dialect's own form, with the parameter's name.
    fn unless_refused(&mut self, reply: &Reply, parameter: &str, call: &str) {
        let words = reply.errors();
        let keys: Vec<_> = reply.json.as_object().into_iter().flat_map(|map| map.keys()).collect();
        let formed =
            keys == ["error"] && !words.is_empty() && words.iter().all(|one| !one.is_empty());
        let typed = reply.header("content-type") == JSON;
        let refused = (400..500).contains(&reply.status) && words.len() < 20;
        let named = words.iter().any(|words| words.contains(parameter));
        self.unless(refused && formed && typed && named, || {
            let call: String = call.chars().take(200).collect();
            let text: String = reply.text.chars().take(300).collect();
            format!("{call} ({parameter}): HTTP {} {text}", reply.status)
        });
    }

    /// And with this status.
    fn unless_status(&mut self, reply: &Reply, status: u16, call: &str) {
        self.unless_refused(reply, "", call);
        self.unless(reply.status == status, || {
            let text: String = reply.text.chars().take(300).collect();
            format!("{call} should be {status}: HTTP {} {text}", reply.status)
        });
    }

    #[track_caller]
    fn are_none(self) {
        assert!(self.0.is_empty(), "{}", self.0.join("\n"));
    }
}

/// Everything there is, to be held against itself later.
struct Scene {
    world: World,
    estate: Estate,
    seen: Vec<(String, Value)>,
    ledger: Value,
}

impl Scene {
    async fn set() -> Self {
        let world = World::on("2026-01-01").await;
        let estate = founded(&world).await;
        let (seen, ledger) = (estate.seen().await, world.ledger().await);
        Self { world, estate, seen, ledger }
    }

    async fn is_unchanged(&self, when: &str) {
        Estate::is_as(&self.seen, &self.estate.seen().await, when);
        assert_eq!(self.world.ledger().await, self.ledger, "{when}");
        self.world.is_consistent().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_required_parameter_is_missed_by_name() {
    let scene = Scene::set().await;
    let (estate, mut missed, mut complaints) = (&scene.estate, 0, Complaints::default());
    for operation in catalogue::read().operations {
        let id = operation.id.as_str();
        let good = estate.good(id);
        let places = estate.places(&operation);
        let places: Vec<_> = places.iter().map(|(place, at)| (*place, at.as_str())).collect();
        let required = operation.params.iter().filter(|param| param.required);
        for param in required.filter(|param| !operation.places().contains(&&*param.name)) {
            let name = param.name.as_str();
            let mut wrong = vec![("left out", Value::Null)];
            wrong.extend([("blank", json!("")), ("spaces", json!("  ")), ("a list", json!([]))]);
            wrong.extend([("an object", json!({})), ("a list of lists", json!([[[]]]))]);
            for (how, value) in wrong {
                // No target for visitors ends it, no rules end the forwarding of mail, and a quote
                // says of each thing what is wrong with it.
                let is_meant = matches!(
                    (id, how),
                    ("update_domain_forwarding" | "update_service_label", "blank" | "spaces")
                        | ("update_domain_email_forwarding", "a list" | "an object" | "blank")
                        | ("order_quote", "a list of lists")
                );
                if is_meant {
                    continue;
                }
                let mut body = good.clone();
                match how {
                    "left out" => drop(body.as_object_mut().and_then(|map| map.remove(name))),
                    _ => body[name] = value,
                }
                let call = format!("{id}: {name} is {how}");
                let client = match id {
                    "login" | "refresh_token" => estate.client.signed_out(),
                    _ => estate.client.clone(),
                };
                let reply = operation.call(&client, &places, &body).await;
                // An empty password is a wrong one, and that may be the answer.
                let parameter = match name {
                    _ if reply.status == 401 => "",
                    "items" => "item",
                    name => name,
                };
                complaints.unless_refused(&reply, parameter, &call);
                missed += 1;
            }
        }
    }
    complaints.are_none();
    assert!(missed > 120, "{missed}");
    scene.is_unchanged("parameters left out").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_methods_are_told_which_there_are() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let mut paths: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for operation in catalogue::read().operations {
        paths.entry(operation.path).or_default().insert(operation.method);
    }
    let mut complaints = Complaints::default();
    for (path, methods) in paths {
        let places = path.split('/').map(|step| if step.starts_with('{') { "7" } else { step });
        let place = places.collect::<Vec<_>>().join("/");
        let others = ["GET", "POST", "PUT", "DELETE", "PATCH", "BREW"];
        for method in others.into_iter().filter(|method| !methods.contains(*method)) {
            // Where one route's place is another's word, both count.
            let reply = main.send(method, &place, Sent::default()).await;
            let call = format!("{method} {place}");
            if reply.status == 405 || method == "BREW" || method == "PATCH" {
                complaints.unless_status(&reply, 405, &call);
                let allow: BTreeSet<_> = reply.header("allow").split(", ").collect();
                let all = methods.iter().all(|method| allow.contains(method.as_str()));
                complaints
                    .unless(all && !allow.contains(method), || format!("{call}: Allow: {allow:?}"));
            } else {
                complaints.unless(matches!(reply.status, 400 | 404), || {
                    format!("{call}: HTTP {} {}", reply.status, reply.text)
                });
            }
        }
    }
    complaints.are_none();
}

/// A call: method, path with its query, content type and body.
type Raw<'a> = (&'a str, String, Option<(&'a str, Vec<u8>)>);

async fn sends(client: &Client, (method, path, body): Raw<'_>) -> Reply {
    let body = body.map(|(kind, bytes)| (kind.to_owned(), bytes));
    client.send(method, &path, Sent { body, ..Sent::default() }).await
}

/// Paths that lead nowhere, and what is answered.
const NO_PATHS: &[(&str, u16)] = &[
    ("/domian", 404),
    ("/", 404),
    ("", 404),
    ("/domain/../login", 404),
    ("/domain/%2e%2e", 400),
    ("/domain/%ff", 400),
    ("/domain/1/2/3/4/5", 404),
    ("/DOMAIN", 404),
    ("/domain/1.5", 400),
    ("/domain/-1", 404),
    ("/domain/1e3", 400),
    ("/domain/0x1", 400),
    ("/domain/99999999999999999999999999", 400),
    ("/domain/1%20OR%201=1", 400),
    ("/domain/%00", 400),
    ("/domain/name/%20", 400),
    ("/domain/name/..", 400),
    ("/domain/name/a_b.com", 400),
    ("/domain/name/shoes.nowhere", 400),
    ("/domain/lookup?name=%ff", 405),
    ("/details?x=%ff", 400),
    ("/service/x", 400),
    ("/invoice/one", 400),
    ("/tickets/%F0%9F%91%9F", 400),
    ("/ticket/attachment/1?number=x", 400),
    ("/category/x/product", 400),
    ("/category/999/product", 404),
    ("/order/999", 404),
    ("/order/-1", 404),
    ("/order/18446744073709551616", 400),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_request_is_refused_as_a_whole() {
    let scene = Scene::set().await;
    let estate = &scene.estate;
    let credit = format!("/invoice/{}/credit", estate.unpaid);
    let posts = |kind, body: Vec<u8>| ("POST", credit.clone(), Some((kind, body)));
    let json = |text: &str| posts(JSON, text.as_bytes().to_vec());
    let form = |text: &str| posts(FORM, text.as_bytes().to_vec());
    let deep = format!("{}{}", r#"{"a":"#.repeat(200), "}".repeat(200));
    let lists = format!(r#"{{"amount":{}{}}}"#, "[".repeat(300), "]".repeat(300));
    let calls: Vec<(Raw<'_>, u16)> = vec![
        (json("{"), 400),
        (json(r#"{"amount":"1.00""#), 400),
        (json(r#"{"amount" "1.00"}"#), 400),
        (json(r#"{"amount":1.00,}"#), 400),
        (json(r#"{'amount':'1.00'}"#), 400),
        (json("\"1.00\""), 400),
        (json("1.00"), 400),
        (json("true"), 400),
        (json(r#"{"amount":NaN}"#), 400),
        (json(r#"{"amount":Infinity}"#), 400),
        (json(r#"{"amount":1e309}"#), 400),
        (json(r#"{"amount":-1e309}"#), 400),
        (json(r#"{"amount":1e-3}"#), 400),
        (json(r#"{"amount":0x10}"#), 400),
        (json(r#"{"amount":01.00}"#), 400),
        (json(r#"{"amount":"1.00"} trailing"#), 400),
        (json(r#"{"amount":"1.00"}{"amount":"2.00"}"#), 400),
        (json(r#"{"amount":{"a":1}}"#), 400),
        (json(r#"{"amount":["1.00","2.00"]}"#), 400),
        (json(r#"{"amount":true}"#), 400),
        (json("{\"amount\":\"1\\u0000\"}"), 400),
        (json("{\"amount\":\"\\ud800\"}"), 400),
        (json("{\"amount\":\"1\u{202e}0\"}"), 400),
        (json(&deep), 400),
        (json(&lists), 400),
        (posts(JSON, b"{\"amount\":\"\xff\"}".to_vec()), 400),
        (posts(JSON, b"\xff\xfe{\0}\0".to_vec()), 400),
        (form("amount=%zz"), 400),
        (form("amount=%ff"), 400),
        (form("amount=1%00"), 400),
        (form("amount[]=1&amount[]=2"), 400),
        (form(&format!("amount{}=1", "[x]".repeat(40))), 400),
        (form(&"x[]=1&".repeat(20_000)), 400),
        (posts(FORM, b"amount=\xe9".to_vec()), 400),
        (posts("multipart/form-data", b"amount=1".to_vec()), 400),
        (posts("multipart/form-data; boundary=x", b"--x\r\nbroken".to_vec()), 400),
        (posts(JSON, vec![b'['; 2 << 20]), 413),
        (posts(FORM, vec![b'a'; (1 << 20) + 1]), 413),
        (posts(JSON, vec![b'['; 1 << 20]), 400),
    ];
    let paths = NO_PATHS.iter().map(|(path, status)| (("GET", (*path).to_owned(), None), *status));
    let mut complaints = Complaints::default();
    for (raw, status) in calls.into_iter().chain(paths) {
        let size = raw.2.as_ref().map_or(0, |(_, body)| body.len());
        let shown = raw.2.as_ref().map(|(_, body)| &body[..body.len().min(60)]);
        let call = format!("{} {} {:?} {size}", raw.0, raw.1, shown.map(String::from_utf8_lossy));
        complaints.unless_status(&sends(&estate.client, raw).await, status, &call);
    }
    for accept in ["text/xml", "text/html, application/xml;q=0.9", "application/json;q=0"] {
        let headers = vec![("accept".to_owned(), accept.to_owned())];
        let sent = Sent { headers, ..Sent::default() };
        let reply = estate.client.send("GET", "/domain", sent).await;
        complaints.unless_status(&reply, 406, accept);
    }
    complaints.are_none();
    scene.is_unchanged("calls that are no requests").await;
}

/// Method and path, body, and the parameter that is wrong. Words in braces stand for what is there.
const NOT_MEANT: &str = r#"
    POST /invoice/{unpaid}/credit | {"amount":-1} | amount
    POST /invoice/{unpaid}/credit | {"amount":0} | amount
    POST /invoice/{unpaid}/credit | {"amount":"0.00"} | amount
    POST /invoice/{unpaid}/credit | {"amount":"1.005"} | amount
    POST /invoice/{unpaid}/credit | {"amount":"-0.01"} | amount
    POST /invoice/{unpaid}/credit | {"amount":"NaN"} | amount
    POST /invoice/{unpaid}/credit | {"amount":"1,00"} | amount
    POST /invoice/{unpaid}/credit | {"amount":"$5"} | amount
    POST /invoice/{unpaid}/credit | {"amount":"amountValue"} | amount
    POST /invoice/{unpaid}/credit | {"amount":"٥"} | amount
    POST /invoice/{unpaid}/credit | {"amount":99999999999999999999999999} | amount
    POST /invoice/{unpaid}/credit | {"amount":"{long}"} | amount
    POST /invoice/{paid}/credit | {"amount":"1.00"} | pay
    POST /domain/lookup | {"name":"-"} | name
    POST /domain/lookup | {"name":"-a.com"} | name
    POST /domain/lookup | {"name":"a b.com"} | name
    POST /domain/lookup | {"name":"a..com"} | name
    POST /domain/lookup | {"name":"xn--a.com"} | name
    POST /domain/lookup | {"name":"{rtl}evil.com"} | name
    POST /domain/lookup | {"name":"<script>.com"} | name
    POST /domain/lookup | {"name":"'; DROP TABLE domain;--.com"} | name
    POST /domain/lookup | {"name":"{label}.com"} | name
    POST /domain/lookup | {"name":"{long}"} | name
    POST /domain/lookup | {"name":"shoes"} | name
    POST /domain/lookup | {"name":"shoes.nowhere"} | name
    POST /domain/lookup | {"name":7} | name
    POST /domain/order | {"name":"new.com","action":"steal"} | action
    POST /domain/order | {"name":"new.com","action":"renew"} | action
    POST /domain/order | {"name":"new.com","action":7} | action
    POST /domain/order | {"name":"new.com","action":"register","years":0} | years
    POST /domain/order | {"name":"new.com","action":"register","years":-1} | years
    POST /domain/order | {"name":"new.com","action":"register","years":11} | years
    POST /domain/order | {"name":"new.com","action":"register","years":256} | years
    POST /domain/order | {"name":"new.com","action":"register","years":257} | years
    POST /domain/order | {"name":"new.com","action":"register","years":1.5} | years
    POST /domain/order | {"name":"new.com","action":"register","years":1e2} | years
    POST /domain/order | {"name":"new.com","action":"register","years":99999999999999999999} | years
    POST /domain/order | {"name":"new.com","action":"register","years":"yearsValue"} | years
    POST /domain/order | {"name":"new.com","action":"register","tld_id":1} | tld_id
    POST /domain/order | {"name":"new.com","action":"register","tld_id":-1} | tld_id
    POST /domain/order | {"name":"new.com","action":"register","tld_id":"com"} | tld_id
    POST /domain/order | {"name":"new.com","action":"register","pay_method":999} | pay_method
    POST /domain/order | {"name":"new.com","action":"register","pay_method":-1} | pay_method
    POST /domain/order | {"name":"new.com","action":"register","pay_method":4294967297} | pay_method
    POST /domain/order | {"name":"new.com","action":"register","pay_method":"gold"} | pay_method
    POST /domain/order | {"name":"new.com","action":"register","nameservers":"nameserversValue"} | nameservers
    POST /domain/order | {"name":"new.com","action":"register","nameservers":["ns1.elsewhere.example"]} | nameservers
    POST /domain/order | {"name":"new.com","action":"register","nameservers":["a.b.example","a.b.example"]} | nameservers
    POST /domain/order | {"name":"new.com","action":"register","nameservers":["192.0.2.1","192.0.2.2"]} | nameservers
    POST /domain/order | {"name":"new.com","action":"register","nameservers":[["a"],{"b":1}]} | nameservers
    POST /domain/order | {"name":"new.com","action":"register","registrant":0} | registrant
    POST /domain/order | {"name":"new.com","action":"register","admin":-1} | admin
    POST /domain/order | {"name":"new.com","action":"register","tech":"me"} | tech
    POST /domain/order | {"name":"new.com","action":"register","billing":1e9} | billing
    POST /domain/order | {"name":"new.com","action":"register","data":{"7":1}} | [7]
    POST /domain/order | {"name":"new.com","action":"register","data":"dataValue"} | data
    POST /domain/order | {"name":"new.com","action":"register","aff_id":12345} | aff_id
    POST /domain/order | {"name":"new.com","action":"register","aff_id":"friend"} | aff_id
    POST /domain/order | {"name":"elsewhere.com","action":"transfer"} | epp
    POST /domain/order | {"name":"elsewhere.com","action":"transfer","epp":" "} | epp
    POST /domain/order | {"name":"elsewhere.com","action":"transfer","epp":["a"]} | epp
    POST /domain/{name}/renew | {"years":0} | years
    POST /domain/{name}/renew | {"years":10} | years
    POST /domain/{name}/renew | {"years":"1.0"} | years
    POST /domain/{name}/renew | {"years":1,"pay_method":2} | pay_method
    PUT /domain/{name}/ns | {"nameservers":"ns1.elsewhere.example"} | nameservers
    PUT /domain/{name}/ns | {"nameservers":["ns1.elsewhere.example"]} | nameservers
    PUT /domain/{name}/ns | {"nameservers":["ns1.elsewhere.example",null]} | nameservers
    PUT /domain/{name}/ns | {"nameservers":{"a":"b"}} | nameservers
    PUT /domain/{name}/ns | {"nameservers":["a{bell}.example","b.example"]} | nameservers
    PUT /domain/{name}/ns | {"nameservers":["ns1.shoes.com","ns2.shoes.com"]} | nameservers
    POST /domain/{signed}/reg | {"host":"ns1.elsewhere.example","ip":"192.0.2.1"} | host
    POST /domain/{signed}/reg | {"host":"ns2.boots.com","ip":"192.0.2.256"} | ip
    POST /domain/{signed}/reg | {"host":"ns2.boots.com","ip":":::1"} | ip
    POST /domain/{signed}/reg | {"host":"ns2.boots.com","ip":"127.0.0.1; rm"} | ip
    POST /domain/{signed}/reg | {"host":"a b","ip":"192.0.2.1"} | host
    POST /domain/{name}/dns | {"type":"AAAA","name":"a","content":"::1"} | type
    POST /domain/{name}/dns | {"type":"A","name":"a","content":"not an address"} | content
    POST /domain/{name}/dns | {"type":"A","name":"a{bell}","content":"192.0.2.1"} | name
    POST /domain/{name}/dns | {"type":"MX","name":"","content":"mail.example.com","priority":65536} | priority
    POST /domain/{name}/dns | {"type":"MX","name":"","content":"mail.example.com","priority":-1} | priority
    POST /domain/{name}/dns | {"type":"TXT","name":"a","content":"{text}"} | content
    POST /domain/{name}/dns | {"type":"A","name":"{label}","content":"192.0.2.1"} | name
    PUT /domain/{name}/dns/{record} | {"content":" "} | content
    PUT /domain/{name}/dns/0 | {"content":"x"} | Record
    PUT /domain/{name}/dns/first | {"content":"x"} | index
    PUT /domain/{name}/reglock | {"reglock":"ajar"} | reglock
    PUT /domain/{name}/reglock | {"reglock":[1]} | reglock
    PUT /domain/{name}/idprotection | {"idprotection":2} | idprotection
    PUT /domain/{name}/autorenew | {"autorenew":"perhaps"} | autorenew
    PUT /domain/{name}/contact | {"contact_info":[]} | contact_info
    PUT /domain/{name}/contact | {"contact_info":{"registrant":"me"}} | registrant
    PUT /domain/{name}/contact | {"contact_info":{"registrant":{"email":"a@b@c"}}} | registrant[email]
    PUT /domain/{name}/contact | {"contact_info":{"admin":{"country":"Atlantis"}}} | admin[country]
    PUT /domain/{name}/contact | {"contact_info":{"tech":{"phonenumber":"911!"}}} | tech[phonenumber]
    PUT /domain/{name}/contact | {"contact_info":{"billing":{"city":"{text}"}}} | billing[city]
    PUT /domain/{name}/contact | {"contact_info":{"billing":{"firstname":"a{bell}b"}}} | billing[firstname]
    PUT /domain/{name}/emforwarding | {"emforwarding":"all"} | emforwarding
    PUT /domain/{name}/emforwarding | {"emforwarding":[{"from":"a"}]} | to
    PUT /domain/{name}/emforwarding | {"emforwarding":[{"from":"a","to":"nobody"}]} | emforwarding[0].to
    PUT /domain/{name}/emforwarding | {"emforwarding":[{"from":"a b","to":"me@example.com"}]} | emforwarding[0].from
    PUT /domain/{name}/emforwarding | {"emforwarding":[{"from":"a","to":"me@example.com"},{"from":"A","to":"you@example.com"},7]} | emforwarding
    PUT /domain/{name}/forwarding | {"url":"javascript:alert(1)"} | url
    PUT /domain/{name}/forwarding | {"url":"https://"} | url
    PUT /domain/{name}/forwarding | {"url":"https://example.com/{text}"} | url
    PUT /domain/{name}/forwarding | {"url":"https://example.com/","type":"teleport"} | type
    PUT /domain/{signed}/dnssec | {"flags":1,"alg":15,"pubkey":"AAAA"} | pubkey
    PUT /domain/{signed}/dnssec | {"flags":257,"alg":256,"pubkey":"AAAA"} | alg
    PUT /domain/{signed}/dnssec | {"flags":257,"alg":15,"protocol":2,"pubkey":"AAAA"} | pubkey
    PUT /domain/{signed}/dnssec | {"flags":257,"alg":15,"pubkey":"%%%"} | pubkey
    PUT /domain/{signed}/dnssec | {"flags":70000,"alg":15,"pubkey":"AAAA"} | flags
    POST /tickets | {"dept_id":999,"subject":"a","body":"b"} | dept_id
    POST /tickets | {"dept_id":"Billing","subject":"a","body":"b"} | dept_id
    POST /tickets | {"dept_id":1,"subject":"{text}","body":"b"} | subject
    POST /tickets | {"dept_id":1,"subject":"a{bell}b","body":"b"} | subject
    POST /tickets | {"dept_id":1,"subject":"a\r\nb","body":"b"} | subject
    POST /tickets | {"dept_id":1,"subject":"a","body":"{bell}"} | body
    POST /tickets | {"dept_id":1,"subject":["a"],"body":"b"} | subject
    POST /tickets/{ticket} | {"body":{"text":"Hello"}} | body
    POST /tickets/999 | {"body":"Hello"} | Ticket
    POST /order/333 | {"cycle":"z","domain":"new.com"} | cycle
    POST /order/333 | {"cycle":"s","domain":"new.com"} | cycle
    POST /order/333 | {"cycle":"m"} | domain
    POST /order/333 | {"cycle":"m","domain":"not a name"} | domain
    POST /order/333 | {"cycle":"m","domain":"new.com","promocode":"FREE"} | promocode
    POST /order/333 | {"cycle":"m","domain":"new.com","promocode":["HARBOR10"]} | promocode
    POST /order/333 | {"cycle":"m","domain":"new.com","custom":{"1618":99}} | custom[1618]
    POST /order/333 | {"cycle":"m","domain":"new.com","custom":{"1618":{"10330":1,"10331":1}}} | custom[1618]
    POST /order/333 | {"cycle":"m","domain":"new.com","custom":{"1619":-1}} | custom[1619]
    POST /order/333 | {"cycle":"m","domain":"new.com","custom":{"1619":4294967296}} | custom[1619]
    POST /order/333 | {"cycle":"m","domain":"new.com","custom":{"1621":"{text}"}} | custom[1621]
    POST /order/333 | {"cycle":"m","domain":"new.com","custom":{"7":1}} | custom[7]
    POST /order/333 | {"cycle":"m","domain":"new.com","custom":"customValue"} | custom
    POST /order/333 | {"cycle":"m","domain":"new.com","addon":{"99":1}} | addon[99]
    POST /order/333 | {"cycle":"m","domain":"new.com","addon":{"31":1},"addon_cycles":{"31":"t"}} | addon[31]
    POST /order/999 | {"cycle":"m","domain":"new.com"} | Product
    POST /order | {"items":[]} | items
    POST /order | {"items":{}} | items
    POST /order | {"items":"all"} | items
    POST /order | {"items":[7]} | items
    POST /order | {"items":[{}]} | item 1: type
    POST /order | {"items":[{"type":"domain"}]} | item 1: action
    POST /order | {"items":[{"type":"domain","action":"register"}]} | item 1: name
    POST /order | {"items":[{"type":"domain","action":"renew"}]} | item 1: domain_id
    POST /order | {"items":[{"type":"domain","action":"renew","domain_id":999}]} | item 1: Domain
    POST /order | {"items":[{"type":"product"}]} | item 1: product_id
    POST /order | {"items":[{"type":"product","product_id":-333}]} | item 1: product_id
    POST /order | {"items":[{"type":"product","product_id":333,"domain":"new.com"},{"type":"product","product_id":333}]} | item 2: domain
    POST /order | {"items":[{"type":"domain","action":"register","name":"new.com"},{"type":"domain","action":"register","name":"NEW.com"}]} | item 2: name
    POST /order | {"items":[{"type":"domain","action":"register","name":"new.com"}],"promocode":"FREE","pay_method":0} | pay_method
    POST /order | {"items":{many}} | items
    POST /quote | {"items":[],"output":"full"} | items
    POST /quote | {"items":[{"type":"product","product_id":333}],"output":"loud"} | output
    POST /service/{hosting}/upgrade | {} | upgrade
    POST /service/{hosting}/upgrade | {"send":true} | upgrade
    POST /service/{hosting}/upgrade | {"send":true,"cycle":"m"} | upgrade
    POST /service/{hosting}/upgrade | {"resources":{"1618":99},"send":true} | resources[1618]
    POST /service/{hosting}/upgrade | {"resources":{"7":1},"send":true} | resources[7]
    POST /service/{hosting}/upgrade | {"resources":"resourcesValue","send":true} | resources
    POST /service/{hosting}/upgrade | {"cycle":"z","send":true} | cycle
    POST /service/{hosting}/upgrade | {"package":401,"send":true} | package
    POST /service/{hosting}/cancel | {"immediate":"perhaps"} | immediate
    POST /service/{hosting}/cancel | {"immediate":"true","reason":"{text}"} | reason
    POST /service/{hosting}/cancel | {"immediate":"true","reason":"{bell}"} | reason
    POST /service/{hosting}/label | {"label":"{text}"} | label
    POST /service/{hosting}/label | {"label":"a{bell}b"} | label
    GET /service/{hosting}/dns |  | invalid method
    POST /service/{hosting}/dns | {"name":"zone.example"} | invalid method
    POST /service/{dns}/dns | {"name":"not a name"} | name
    POST /service/{dns}/dns | {"name":"com"} | name
    POST /service/{dns}/dns | {"name":"{label}.com"} | name
    POST /service/{dns}/dns | {"name":"private-zone.com"} | Zone
    POST /service/{dns}/dns/{zone}/records | {"type":"A","name":"a","content":"192.0.2.256"} | content
    POST /service/{dns}/dns/{zone}/records | {"type":"BOGUS","name":"a","content":"x"} | type
    POST /service/{dns}/dns/{zone}/records | {"type":"A","name":"a","content":"192.0.2.1","ttl":-1} | ttl
    POST /service/{dns}/dns/{zone}/records | {"type":"A","name":"a","content":"192.0.2.1","ttl":4294967296} | ttl
    POST /service/{dns}/dns/{zone}/records | {"type":"A","name":"a","content":"192.0.2.1","ttl":"soon"} | ttl
    POST /service/{dns}/dns/{zone}/records | {"type":"MX","name":"a","content":"mail.example.com","priority":65536} | priority
    POST /service/{dns}/dns/{zone}/records | {"type":"SRV","name":"_a","content":[1,2]} | content
    POST /service/{dns}/dns/{zone}/records | {"type":"SRV","name":"_a","content":[1,99999,"a.example"]} | content
    POST /service/{dns}/dns/{zone}/records | {"type":"SRV","name":"_a","content":{"a":1}} | content
    POST /service/{dns}/dns/{zone}/records | {"type":"TXT","name":"a b","content":"x"} | name
    PUT /service/{dns}/dns/{zone}/records/{zrecord} | {"type":"A","content":"x"} | content
    PUT /service/{dns}/dns/{zone}/records/first | {"content":"x"} | Record
    DELETE /service/{dns}/dns/{zone}/records/0 |  | Record
    DELETE /domain/{signed}/dnssec/0 |  | DNSSEC key
"#;

fn filled(text: &str, estate: &Estate) -> String {
    let item = r#"{"type":"domain","action":"register","name":"a.com"},"#;
    [
        ("{name}", &*estate.name),
        ("{signed}", &estate.signed),
        ("{hosting}", &estate.hosting),
        ("{dns}", &estate.dns),
        ("{zone}", &estate.zone),
        ("{zrecord}", &estate.zone_record),
        ("{record}", &estate.record),
        ("{unpaid}", &estate.unpaid),
        ("{paid}", &estate.paid),
        ("{ticket}", &estate.ticket),
        ("{label}", &"a".repeat(64)),
        ("{long}", &"a.".repeat(200)),
        ("{text}", &"x".repeat(100_000)),
        ("{rtl}", "\u{202e}"),
        ("{bell}", "\\u0007"),
        ("{many}", &format!("[{}]", item.repeat(101).trim_end_matches(','))),
    ]
    .into_iter()
    .fold(text.to_owned(), |text, (word, value)| text.replace(word, value))
}

#[tokio::test(flavor = "multi_thread")]
async fn values_that_cannot_be_meant_are_named() {
    let scene = Scene::set().await;
    scene.world.holds_elsewhere("elsewhere.com", "code").await;
    let (estate, mut complaints) = (&scene.estate, Complaints::default());
    let mut tried = 0;
    for row in NOT_MEANT.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let mut columns = row.split(" |").map(str::trim);
        let mut next = || columns.next().expect("three columns");
        let ((method, path), body) = (next().split_once(' ').expect("a method"), next());
        let (path, body) = (filled(path, estate), filled(body, estate));
        let body = Some((JSON, body.into_bytes())).filter(|(_, body)| !body.is_empty());
        let reply = sends(&estate.client, (method, path, body)).await;
        complaints.unless_refused(&reply, next(), row);
        tried += 1;
    }
    complaints.are_none();
    assert!(tried > 150, "{tried}");
    scene.is_unchanged("values that cannot be meant").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn credentials_that_are_none_open_nothing() {
    let scene = Scene::set().await;
    let (username, password) = scene.world.client_login("main");
    let nobody = scene.world.nobody();
    let basic = |text: &[u8]| format!("Basic {}", STANDARD.encode(text));
    let mut complaints = Complaints::default();
    for header in [
        "",
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Bearer a.b.c",
        "Bearer ..",
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
        &format!("Bearer {}", "a".repeat(7_000)),
        "Digest username=\"main\"",
        "Basic",
        "Basic %%%",
        "Basic bWFpbg==",
        &basic(b"\xff\xfe:\xff"),
        &basic(b":"),
        &basic(format!("{username}:").as_bytes()),
        &basic(format!("{username}:{password}x").as_bytes()),
        &basic(format!("{username}\0:{password}").as_bytes()),
        &basic(format!("{password}:{username}").as_bytes()),
    ] {
        let reply = nobody.with_authorization(header).get("/details").await;
        let call = header.chars().take(60).collect::<String>();
        complaints.unless_status(&reply, 401, &call);
        complaints.unless(!reply.header("www-authenticate").is_empty(), || format!("{call}: how"));
    }
    for body in [
        json!({ "username": username, "password": [] }),
        json!({ "username": { "a": 1 }, "password": "x" }),
        json!({ "username": username, "password": "x".repeat(100_000) }),
        json!({ "username": format!("{username}\u{0}"), "password": password }),
        json!([username, password]),
    ] {
        let reply = nobody.post("/login", body.clone()).await;
        let call = body.to_string().chars().take(60).collect::<String>();
        complaints.unless_refused(&reply, "", &call);
    }
    for token in [json!("x"), json!(7), json!([]), json!("a.b.c"), json!("x".repeat(100_000))] {
        for path in ["/token", "/revoke"] {
            let reply = nobody.post(path, json!({ "refresh_token": token })).await;
            complaints.unless_refused(&reply, "refresh_token", path);
        }
    }
    complaints.are_none();
    scene.is_unchanged("credentials that are none").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_sent_twice_is_taken_once_or_refused() {
    let scene = Scene::set().await;
    let estate = &scene.estate;
    let (owed, had) = estate.client.owes_and_has().await;
    let credit = format!("/invoice/{}/credit", estate.unpaid);
    let twice = br#"{"amount":"1.00","amount":"2.00"}"#.to_vec();
    let reply = sends(&estate.client, ("POST", credit, Some((JSON, twice)))).await;
    let moved = match reply.status {
        200 => {
            if reply.json["applied"] == 1 {
                100
            } else {
                200
            }
        }
        _ => 0,
    };
    assert!(matches!(reply.status, 200 | 400), "{}", reply.text);
    assert_eq!(estate.client.owes_and_has().await, (owed - moved, had - moved));
    scene.world.is_consistent().await;
}
