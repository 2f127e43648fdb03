//! Calls that cannot be meant: refused in the dialect's own form, with the parameter's name, and
//! without any trace.

use testkit::co_za::{NAMESERVERS, REGISTRANT, parts, with};
use testkit::http::Sent;
use testkit::{Reply, Shop, World};

use crate::accounts::PROFILE;
use crate::catalogue::{self, Operation};
use crate::estate::{Estate, founded};
use crate::every_call::SIGNER;

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
        let texts = ["strUUID", "strMessage", "strReason", "strApiHost"];
        let formed = texts.iter().all(|key| reply.json[key].is_string());
        let refused = (200..500).contains(&reply.status) && !matches!(reply.code(), -1 | 1 | 2);
        let named = reply.text_at("strMessage").contains(parameter);
        self.unless(refused && formed && named, || {
            format!("{call} ({parameter}): HTTP {} {}", reply.status, reply.text)
        });
    }

    /// And with this status and code.
    fn unless_coded(&mut self, reply: &Reply, (status, code): (u16, i64), call: &str) {
        self.unless_refused(reply, "", call);
        self.unless((reply.status, reply.code()) == (status, code), || {
            format!("{call} should be {status} and {code}: HTTP {} {}", reply.status, reply.text)
        });
    }

    #[track_caller]
    fn are_none(self) {
        assert!(self.0.is_empty(), "{}", self.0.join("\n"));
    }
}

async fn estate(world: &World) -> Estate {
    founded(world, &world.shop("other").await).await
}

/// A value that a call can be meant with.
fn value(operation: &Operation, parameter: &str) -> &'static str {
    match (operation.id.as_str(), parameter) {
        (_, "sld") if operation.path.contains("gluerecords") => "shoes",
        (_, "tld") if operation.path.contains("gluerecords") => "org.za",
        (_, "sld") if operation.path.starts_with("/domain/transfer") => "hats",
        (_, "sld") if operation.id == "domain_create" => "new",
        (_, "sld") => "shoes",
        (_, "tld") if operation.path.starts_with("/domain/dns") => "co.za",
        (_, "tld") if operation.path.starts_with("/domain/transfer") => "co.za",
        (_, "tld") if operation.path.starts_with("/reseller") => "co.za",
        (_, "tld") => "com",
        ("login", "username") => "main",
        ("reseller_create" | "subuser_create", "username") => "sipho",
        (id, "username") if id.starts_with("subuser") => "lerato",
        (_, "username") => "other",
        (_, "password") => "correct horse battery",
        (_, "period") => "1",
        (_, "action") => "unlock",
        (_, "response") => "reject",
        (_, "key" | "transferKey" | "auth" | "code") => "guess-guess-guess",
        (_, "host") => "ns9.shoes.com",
        (_, "host1-ip4") => "192.0.2.1",
        (_, "dsRecords") => SIGNER,
        (id, "type") if id.starts_with("contact") => "admin",
        (id, "type") if id.ends_with("pricing_set") => "base",
        (_, "type" | "type1") => "A",
        (_, "content" | "content1") => "192.0.2.1",
        (_, "dnsId" | "pollId") => "1",
        (_, "format") => "tld",
        (_, "registration" | "renewal" | "transfer" | "redemption" | "premium") => "1.00",
        (_, "templateName") => "new",
        (id, "name") if id.starts_with("ns_") || id.starts_with("dns_") => "new",
        (_, "ns" | "ns1") => "ns1.hosting.example",
        (_, "ns2") => "ns2.hosting.example",
        (_, "phone") => "+27.115550177",
        (_, contact) => {
            let found = PROFILE.into_iter().find(|(part, _)| *part == contact);
            found.unwrap_or_else(|| panic!("a value for {}: {contact}", operation.id)).1
        }
    }
}

/// What may be left out although the documents say otherwise: their own samples leave it out.
fn may_be_left_out(id: &str, parameter: &str) -> bool {
    matches!(
        (id, parameter),
        ("contact_template_create" | "contact_template_update", "company")
            | ("default_pricing_set", "type")
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn every_required_parameter_is_missed_by_name() {
    let world = World::on("2026-01-01").await;
    let estate = estate(&world).await;
    let registrar = world.shop("registrar").await;
    let before = estate.seen(&world).await;
    let (mut missed, mut complaints) = (0, Complaints::default());
    for operation in catalogue::read().operations {
        let by_registrar =
            ["reseller_", "default_"].iter().any(|part| operation.id.starts_with(part));
        let shop = if by_registrar { &registrar } else { &estate.shop };
        let required: Vec<&str> = operation
            .params
            .iter()
            .filter(|param| param.required)
            .map(|param| param.name.as_str())
            .collect();
        let unless = |left_out: &str| -> Vec<(&str, &str)> {
            let kept = required.iter().filter(|name| **name != left_out);
            kept.map(|name| (*name, value(&operation, name))).collect()
        };
        for parameter in &required {
            if may_be_left_out(&operation.id, parameter) {
                continue;
            }
            let call = format!("{} without {parameter}", operation.id);
            let reply = shop.call(&operation.method, &operation.path, &unless(parameter)).await;
            complaints.unless_coded(&reply, (400, 10), &call);
            complaints.unless_refused(&reply, parameter, &call);
            let empty: Vec<(&str, &str)> =
                unless(parameter).into_iter().chain([(*parameter, "")]).collect();
            let reply = shop.call(&operation.method, &operation.path, &empty).await;
            // An empty code is a wrong one, and that is the answer.
            if operation.id != "transfer_validate_epp_key" || *parameter != "auth" {
                complaints.unless_refused(&reply, "", &format!("{call}, but empty"));
            }
            missed += 1;
        }
        estate.is_as(&before, &world, &operation.id).await;
    }
    assert!(missed > 150, "{missed}");
    complaints.are_none();
}

/// A call: method, path with its query, content type and body.
type Raw<'a> = (&'a str, String, Option<(&'a str, Vec<u8>)>);

async fn sends(shop: &Shop, (method, path, body): Raw<'_>) -> Reply {
    let body = body.map(|(kind, bytes)| (kind.to_owned(), bytes));
    shop.send(method, &path, Sent { body, ..Sent::default() }).await
}

fn posts<'a>(path: &str, kind: &'a str, body: impl Into<Vec<u8>>) -> Raw<'a> {
    ("POST", path.to_owned(), Some((kind, body.into())))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_request_is_refused_as_a_whole() {
    let world = World::on("2026-01-01").await;
    let estate = estate(&world).await;
    let before = estate.seen(&world).await;
    let deep = "[x]".repeat(40);
    let deep_json = format!("{}{}", r#"{"a":"#.repeat(200), "}".repeat(200));
    let many = "x[]=1&".repeat(20_000);
    let form = |text: &str| posts("/domain/renew", FORM, text);
    let json = |text: &str| posts("/domain/renew", JSON, text);
    let nul = [b"sld=shoes&tld=com&note=a".as_slice(), b"\0"].concat();
    let latin = [b"sld=caf".as_slice(), b"\xe9&tld=com"].concat();
    let calls: Vec<(Raw<'_>, u16, i64)> = vec![
        (json("{"), 400, 14),
        (json(r#"{"sld":"shoes","tld":"com""#), 400, 14),
        (json(r#"{"sld":"shoes" "tld":"com"}"#), 400, 14),
        (json("\"shoes.com\""), 400, 14),
        (json("null"), 400, 10),
        (json("7"), 400, 14),
        (json("[]"), 400, 10),
        (json("{}"), 400, 10),
        (json(r#"{"sld":null,"tld":"com"}"#), 400, 10),
        (json(r#"{"sld":["shoes"],"tld":"com"}"#), 400, 14),
        (json(r#"{"sld":{"a":1},"tld":"com"}"#), 400, 14),
        (json(r#"{"sld":"shoes","tld":"com","period":1.5}"#), 400, 14),
        (json(r#"{"sld":"shoes","tld":"com","period":1e3}"#), 400, 14),
        (json(r#"{"sld":"shoes","tld":"com","period":NaN}"#), 400, 14),
        (json(r#"{"sld":"shoes","tld":"com","period":99999999999999999999999}"#), 400, 14),
        (json("{\"sld\":\"sho\\u0000es\",\"tld\":\"com\"}"), 400, 14),
        (json("{\"sld\":\"\\ud800\",\"tld\":\"com\"}"), 400, 14),
        (json(&deep_json), 400, 14),
        (posts("/domain/renew", JSON, b"{\"sld\":\"\xff\"}".as_slice()), 400, 14),
        (form("sld=%zz&tld=com"), 400, 14),
        (form("sld=%&tld=com"), 400, 14),
        (form("sld=%ff%fe&tld=com"), 400, 14),
        (form("sld=a%00b&tld=com"), 400, 14),
        (form("%00=x&sld=shoes&tld=com"), 400, 14),
        (form(&format!("sld{deep}=shoes&tld=com")), 400, 14),
        (form(&many), 400, 14),
        (form("&&&==&=&"), 400, 10),
        (form("sld[]=shoes&tld=com"), 400, 14),
        (posts("/domain/renew", FORM, nul), 400, 14),
        (posts("/domain/renew", FORM, latin), 400, 14),
        (posts("/domain/renew", "multipart/form-data", "sld=shoes"), 400, 14),
        (posts("/domain/renew", "multipart/form-data; boundary=x", "--x\r\nbroken"), 400, 14),
        (posts("/domain/renew", FORM, vec![b'a'; (1 << 20) + 1]), 413, 14),
        (posts("/domain/renew", JSON, vec![b'['; 2 << 20]), 413, 14),
        (posts("/domain/renew", JSON, vec![b'['; 1 << 20]), 400, 14),
        (("GET", "/domain?sld=%ff&tld=com".into(), None), 400, 14),
        (("GET", "/domain?sld=a%00&tld=com".into(), None), 400, 14),
        (("GET", "/domain?sld=%C3%28&tld=com".into(), None), 400, 14),
        (("GET", "/domian".into(), None), 404, 15),
        (("GET", "/".into(), None), 404, 15),
        (("GET", String::new(), None), 404, 15),
        (("GET", "/domain/../login".into(), None), 404, 15),
        (("GET", "/domain/%2e%2e".into(), None), 404, 15),
        (("GET", "/domain/%ff".into(), None), 404, 15),
        (("GET", "/domain/list/more".into(), None), 404, 15),
        (("POST", "/DOMAIN".into(), None), 404, 15),
        (("PATCH", "/domain".into(), None), 405, 15),
        (("DELETE", "/domain/list".into(), None), 405, 15),
        (("GET", "/login".into(), None), 405, 15),
        (("GET", "/domain/renew?sld=shoes&tld=com".into(), None), 405, 15),
        (("BREW", "/domain".into(), None), 405, 15),
    ];
    let mut complaints = Complaints::default();
    for (raw, status, code) in calls {
        let size = raw.2.as_ref().map_or(0, |(_, body)| body.len());
        let shown = raw.2.as_ref().map(|(_, body)| &body[..body.len().min(80)]);
        let call = format!("{} {} {:?} {size}", raw.0, raw.1, shown.map(String::from_utf8_lossy));
        let reply = sends(&estate.shop, raw).await;
        complaints.unless_coded(&reply, (status, code), &call);
    }
    for accept in ["text/xml", "text/html, application/xml;q=0.9", "application/json;q=0"] {
        let headers = vec![("accept".to_owned(), accept.to_owned())];
        let sent = Sent { headers, ..Sent::default() };
        let reply = estate.shop.send("GET", "/domain/list", sent).await;
        complaints.unless_coded(&reply, (406, 15), accept);
    }
    complaints.are_none();
    estate.is_as(&before, &world, "calls that are no requests").await;
}

/// Method and path, parameters, and the one that is wrong. Parameters are written as in a form, but
/// not escaped; a word without a value stands for a name, or for what a good call has.
const NOT_MEANT: &str = r#"
    GET /domain | sld=&tld=com | sld
    GET /domain | sld=-&tld=com | sld
    GET /domain | sld=a b&tld=com | sld
    GET /domain | sld=a_b&tld=com | sld
    GET /domain | sld=a.b&tld=com | sld
    GET /domain | sld=xn--a&tld=com | sld
    GET /domain | sld={rtl}evil&tld=com | sld
    GET /domain | sld=<script>&tld=com | sld
    GET /domain | sld='; DROP TABLE domain;--&tld=com | sld
    GET /domain | sld={long}&tld=com | sld
    GET /domain | sld=shoes&tld= | tld
    GET /domain | sld=shoes&tld=nowhere | Domain
    GET /domain | sld=shoes&tld=.. | tld
    GET /domain | sld=shoes&tld={longer} | tld
    GET /domain/check | sld=shoes&tld=com{crlf}X-Evil: 1 | tld
    POST /domain | good&period=1e3 | period
    POST /domain | good&period=NaN | period
    POST /domain | good&period=-1 | period
    POST /domain | good&period=0 | period
    POST /domain | good&period=256 | period
    POST /domain | good&period=999999999999999 | period
    POST /domain | good&period=0x1 | period
    POST /domain | good&period=one | period
    POST /domain | good&dns=sometimes | dns
    POST /domain | good&ns1=192.0.2.1 | ns1
    POST /domain | good&ns1=ns1.new.co.za | ns1
    POST /domain | good&ns2=ns1.hosting.example | ns2
    POST /domain | good&registrantEmail=a@b@c | registrantEmail
    POST /domain | good&registrantCountry=Atlantis | registrantCountry
    POST /domain | good&registrantContactNumber=911! | registrantContactNumber
    POST /domain | good&registrantName=a{bell}b | registrantName
    POST /domain | good&adminTemplate=none | adminTemplate
    POST /domain | good&nsTemplate=none | nsTemplate
    PUT /domain | shoes.com&registrantCity={text} | registrantCity
    PUT /domain | shoes.com&techEmail=nobody | techEmail
    POST /domain/renew | shoes.com&period=11 | period
    POST /domain/renew | shoes.com&period=1.0 | period
    POST /domain/renew | shoes.com&note={text} | note
    POST /domain/lock | shoes.com&action=open sesame | action
    POST /domain/autorenew | shoes.com&autorenew=perhaps | autorenew
    POST /domain/ns | shoes.com&dns=custom | ns1
    POST /domain/ns | shoes.com&ns1=x | ns1
    POST /domain/ns | shoes.com&dnsSec=2 | dnsSec
    POST /domain/ns | shoes.com&dnsSec=1 | dnsSecData
    POST /domain/ns | shoes.com&dnsSec=1&dnsSecData=%%% | dnsSecData
    POST /domain/ns | shoes.com&dnsSec=1&dnsSecData=bm90IGpzb24= | dnsSecData
    POST /domain/ns | shoes.com&dnsSec=1&dnsSecData=W3sia2V5IjoiIn1d | dnsSecData
    POST /domain/dsrecords | shoes.com&dsRecords=a:1:{i:0; | dsRecords
    POST /domain/dsrecords | shoes.com&dsRecords=a:99999999999:{} | dsRecords
    POST /domain/dsrecords | shoes.com&dsRecords=O:8:"stdClass":0:{} | dsRecords
    POST /domain/dsrecords | shoes.com&dsRecords=s:9999:"x"; | dsRecords
    POST /domain/dsrecords | shoes.com&dsRecords=[] | dsRecords
    POST /domain/dsrecords | shoes.com&dsRecords=a:1:{i:0;a:0:{}} | dsRecords
    POST /domain/dsrecords | shoes.com&dsRecords=a:1:{i:0;a:1:{s:3:"tag";s:5:"99999";}} | dsRecords
    DELETE /domain/dsrecords | shoes.com&all=false | dsRecords
    DELETE /domain/dsrecords | shoes.com&all=some | all
    POST /domain/hostrecords | shoes.com&host=ns1&host1-ip4=192.0.2.1 | host
    POST /domain/hostrecords | shoes.com&host=ns9.shoes.com&host1-ip4=::1 | host1-ip4
    POST /domain/hostrecords | shoes.com&host=ns9.shoes.com&host1-ip4=192.0.2.1&host1-ip6=192.0.2.1 | host1-ip6
    DELETE /domain/hostrecords | shoes.com&host=ns8.shoes.com | host
    POST /domain/gluerecords | shoes.org.za&ns1=ns1.shoes.org.za&ns1-ip4=1.2.3&ns2=ns2.hosting.example | ns1-ip4
    POST /domain/gluerecords | shoes.org.za&ns1=ns1.shoes.org.za&ns1-ip4=192.0.2.1&ns2=ns2.hosting.example&ns4-ip4=192.0.2.4 | ns4
    POST /domain/dns | shoes.co.za&type1=A&content1=192.0.2.1&append=maybe | append
    POST /domain/dns | shoes.co.za&type5=A | content5
    POST /domain/dns | shoes.co.za&content5=192.0.2.1 | type5
    POST /domain/dns | shoes.co.za&type1=A&content1=192.0.2.1&ttl1=4294967296 | ttl1
    POST /domain/dns | shoes.co.za&type1=TXT&content1={text} | content1
    PUT /domain/dns/entry | shoes.co.za&dnsId=0&type=A&content=192.0.2.1 | dnsId
    PUT /domain/dns/entry | shoes.co.za&dnsId=18446744073709551616&type=A&content=192.0.2.1 | dnsId
    DELETE /domain/dns/entry | shoes.co.za&dnsId=1 OR 1=1 | dnsId
    POST /domain/poll | pollId=x | pollId
    POST /domain/poll | pollId=99999999999999999999-1 | pollId
    POST /domain/poll | pollId[0]={message}&pollId[1]=1-99999999999999999999 | pollId
    POST /domain/poll | pollId[0]={message}&pollId[1]=nothing | pollId
    GET /domain/poll | acked=perhaps | acked
    GET /domain/poll | filter=gossip | filter
    GET /domain/poll | order=sideways | order
    GET /domain/poll | startPoint=-1 | startPoint
    GET /domain/poll | limit=many | limit
    GET /domain/poll | domain=not a name | domain
    GET /domain/transfer/transferInList | limit=1e9 | limit
    GET /domain/transfer/transferInList | startPoint=99999999999999999999 | startPoint
    POST /domain/transfer | elsewhere.com&eppKey=x&dns=perhaps | dns
    POST /domain/transfer | elsewhere.com | eppKey
    POST /domain/transfer/response | hats.co.za&response=maybe&key={key} | response
    POST /domain/transfer/response | hats.co.za&response=approve&key=guess-guess-guess | key
    GET /reseller/pricing | format=xml | format
    POST /reseller/notifications | domainCreates=loud | domainCreates
    POST /user/enableAuth | code={text} |
    GET /subuser | includeDeleted=perhaps | includeDeleted
    POST /subuser | subuser&username=a b | username
    POST /subuser | subuser&username=x | username
    POST /subuser | subuser&password=short | password
    POST /subuser | subuser&email=nobody | email
    PUT /subuser | username=lerato&country=Atlantis | country
    GET /template/contact | type=everybody | type
    GET /template/contact | list=long | list
    POST /template/contact | templateName=x&type=nobody | type
    POST /template/ns | name=x&ns=ns1.hosting.example&default=9 | default
    POST /template/ns | name=x&ns[]=ns1.hosting.example&ns[]=no host | ns[1]
    POST /template/dns | name= | name
    PUT /template/dns | name=private&type1=A&content1=<nothing> | content1
"#;

/// The parameters of a row.
fn meant(row: &str, estate: &Estate) -> Vec<(String, String)> {
    let long = [
        ("{long}", "a".repeat(64)),
        ("{longer}", "a.".repeat(200) + "com"),
        ("{text}", "x".repeat(10_000)),
        ("{message}", estate.message.clone()),
        ("{key}", estate.transfer_key.clone()),
        ("{rtl}", "\u{202e}".to_owned()),
        ("{bell}", "\u{7}".to_owned()),
        ("{crlf}", "\r\n".to_owned()),
    ];
    let filled =
        long.into_iter().fold(row.to_owned(), |row, (word, text)| row.replace(word, &text));
    let pairs = filled.split('&').map(str::trim).filter(|pair| !pair.is_empty());
    pairs
        .flat_map(|pair| {
            let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
            match (pair, pair.split_once('=')) {
                (_, Some(pair)) => vec![owned(pair)],
                ("good", None) => good_registration().into_iter().map(owned).collect(),
                ("subuser", None) => good_subuser().into_iter().map(owned).collect(),
                (name, None) => parts(name).into_iter().map(owned).collect(),
            }
        })
        .collect()
}

fn good_registration() -> Vec<(&'static str, &'static str)> {
    [&with("new.co.za", &[("period", "1")])[..], REGISTRANT, NAMESERVERS].concat()
}

fn good_subuser() -> Vec<(&'static str, &'static str)> {
    [&[("username", "sipho"), ("password", "correct horse battery")][..], &PROFILE].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn values_that_cannot_be_meant_are_named() {
    let world = World::on("2026-01-01").await;
    let estate = estate(&world).await;
    let before = estate.seen(&world).await;
    let mut complaints = Complaints::default();
    for row in NOT_MEANT.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let mut columns = row.split('|').map(str::trim);
        let mut next = || columns.next().expect("three columns");
        let ((method, path), pairs) = (next().split_once(' ').expect("a method"), next());
        let pairs = meant(pairs, &estate);
        let pairs: Vec<(&str, &str)> =
            pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let reply = estate.shop.call(method, path, &pairs).await;
        complaints.unless_refused(&reply, next(), row);
    }
    complaints.are_none();
    estate.is_as(&before, &world, "values that cannot be meant").await;
    world.sleeps("PT5S").await;
    estate.is_as(&before, &world, "a little later").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn amounts_that_cannot_be_meant_move_nothing() {
    let world = World::on("2026-01-01").await;
    let registrar = world.shop("registrar").await;
    let ledger = world.ledger().await;
    let prices = registrar.get("/reseller/defaultPricing", &[("format", "tld")]).await.text;
    let body = |text: &str| text.split_once("arrPrices").map(|(_, prices)| prices.to_owned());
    let wrong = [
        "0",
        "-1",
        "-0.01",
        "1e3",
        "NaN",
        "inf",
        "1.001",
        "1,000.00",
        "0x10",
        "R5",
        "999999999999999999999999",
        "99999999999999999999.99",
        ".",
        "--1",
        "١٢",
        "",
    ];
    let mut complaints = Complaints::default();
    for amount in wrong {
        for path in ["/billing/manualTopup", "/billing/removeCredits"] {
            let call = format!("{path} {amount}");
            let reply = registrar.post(path, &[("username", "main"), ("value", amount)]).await;
            complaints.unless_refused(&reply, "value", &call);
        }
    }
    for amount in wrong.into_iter().filter(|amount| *amount != "0") {
        for part in ["registration", "renewal", "transfer", "redemption", "premium"] {
            let mut pairs = vec![("type", "base"), ("tld", "co.za"), (part, amount)];
            pairs.extend(
                ["registration", "renewal", "transfer", "redemption", "premium"]
                    .into_iter()
                    .filter(|other| *other != part)
                    .map(|other| (other, "1.00")),
            );
            let call = format!("{part} {amount}");
            let reply = registrar.post("/reseller/defaultPricing", &pairs).await;
            complaints.unless_refused(&reply, part, &call);
        }
    }
    let most = [("username", "main"), ("value", "999999999999999")];
    for path in ["/billing/manualTopup", "/billing/removeCredits"] {
        complaints.unless_refused(&registrar.post(path, &most).await, "", path);
    }
    complaints.are_none();
    assert_eq!(world.ledger().await, ledger);
    let after = registrar.get("/reseller/defaultPricing", &[("format", "tld")]).await.text;
    assert_eq!(body(&after), body(&prices));
}
