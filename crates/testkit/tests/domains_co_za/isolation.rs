//! Strangers: every call of the catalogue, made about what somebody else owns.

use testkit::co_za::{NAMESERVERS, REGISTRANT, parts, with};
use testkit::{Reply, Shop, World};

use crate::accounts::PROFILE;
use crate::catalogue;
use crate::estate::{COMING, Estate, GLUED, LEAVING, MANAGED, NAME, SUBUSER, TEMPLATE, founded};
use crate::every_call::SIGNER;
use crate::templates::CONTACT;

/// A name of the stranger's own, whose DNS is run here.
const OWN: &str = "own.co.za";

type Pairs<'a> = Vec<(&'a str, &'a str)>;

/// What a stranger may be told.
enum Told {
    /// Nothing: each of these calls is refused with one of these codes.
    Refused(&'static [i64]),
    /// About itself: these calls may be done, for the stranger's own account.
    Own,
}
use Told::{Own, Refused};

fn both<'a>(first: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Pairs<'a> {
    [first, more].concat()
}

fn price(more: &[(&'static str, &'static str)]) -> Pairs<'static> {
    let actions = ["registration", "renewal", "transfer", "redemption", "premium"];
    let mut pairs = both(more, &[("type", "base"), ("tld", "co.za")]);
    pairs.extend(actions.map(|action| (action, "1.00")));
    pairs
}

/// The calls that a stranger makes of one row of the catalogue.
#[expect(clippy::too_many_lines, reason = "a table with a line or two for every row")]
fn attempts<'a>(id: &str, estate: &'a Estate) -> (Told, Vec<Pairs<'a>>) {
    let name = parts(NAME).to_vec();
    let main = [("username", "main")];
    let subuser = [("username", SUBUSER)];
    let titled = [("templateName", TEMPLATE)];
    let by_id = [("templateId", &*estate.contact_template)];
    let key = &*estate.transfer_key;
    let record = [("dnsId", &*estate.record)];
    let a = [("type", "A"), ("content", "192.0.2.1")];
    match id {
        "login" => (Refused(&[6]), vec![both(&main, &[("password", "guess")])]),
        "user_generate_auth_secret" | "user_disable_auth" | "user_auth_status" => {
            (Own, vec![main.to_vec()])
        }
        "user_enable_auth" => (Refused(&[4, 14]), vec![both(&main, &[("code", "000000")])]),
        "domain_check" => (Refused(&[0]), vec![name]),
        "domain_list" => (Own, vec![vec![], vec![("tld", "com")], main.to_vec()]),
        "domain_info"
        | "domain_get_lock"
        | "domain_get_epp_key"
        | "domain_send_auth_code"
        | "domain_suspend"
        | "domain_unsuspend"
        | "domain_delete"
        | "domain_renew"
        | "ds_records_get"
        | "ds_records_delete"
        | "host_records_get" => (Refused(&[8]), vec![name, parts(MANAGED).to_vec()]),
        "domain_create" => {
            let mut pairs = with(NAME, &[("period", "1")]);
            pairs.extend(REGISTRANT);
            let by_template = [("period", "1"), ("registrantTemplate", TEMPLATE)];
            let by_its_id = [("period", "1"), ("registrantTemplate", by_id[0].1)];
            let calls = vec![pairs, with("new.co.za", &by_template), with("new.co.za", &by_its_id)];
            (Refused(&[0, 14]), calls)
        }
        "domain_update_contacts" => {
            let own = with(OWN, &[("registrantTemplate", by_id[0].1)]);
            (Refused(&[8, 14]), vec![with(NAME, &[("registrantName", "Mallory")]), own])
        }
        "domain_update_nameservers" => {
            let own = with(OWN, &[("nsTemplate", &*estate.nameserver_template)]);
            let own_title = with(OWN, &[("nsTemplate", TEMPLATE)]);
            (Refused(&[8, 14]), vec![with(NAME, NAMESERVERS), own, own_title])
        }
        "domain_set_autorenew" => (Refused(&[8]), vec![with(NAME, &[("autorenew", "true")])]),
        "domain_set_lock" => (Refused(&[8]), vec![with(NAME, &[("action", "unlock")])]),
        "transfer_request" => {
            let guess = with(NAME, &[("eppKey", "guess")]);
            let locked = with(NAME, &[("eppKey", &*estate.auth_code)]);
            (Refused(&[10, 12, 14]), vec![name, guess, locked])
        }
        "transfer_status" | "transfer_cancel" | "transfer_resend_foa" => {
            let calls = [COMING, LEAVING, NAME].map(|name| parts(name).to_vec());
            (Refused(&[4, 8, 11]), calls.to_vec())
        }
        // Anybody may ask whether a code is right, as often as the limit of guesses allows.
        "transfer_validate_epp_key" => (Own, vec![with(NAME, &[("auth", "guess")])]),
        "transfer_details" => (
            Refused(&[8, 11, 14]),
            vec![vec![("transferKey", "guess-guess-guess")], vec![("transferKey", key)]],
        ),
        "transfer_in_list" | "transfer_out_list" => (Own, vec![vec![("search", "s")], vec![]]),
        "transfer_respond" => {
            let vote = [("response", "approve"), ("key", key)];
            let calls = [LEAVING, COMING, NAME].map(|name| with(name, &vote));
            (Refused(&[4, 8, 11]), calls.to_vec())
        }
        "glue_records_get" => (Refused(&[8]), vec![parts(GLUED).to_vec()]),
        "glue_records_set" => {
            let theirs = [("ns1", "ns1.shoes.org.za"), ("ns1-ip4", "192.0.2.9"), NAMESERVERS[1]];
            (Refused(&[8, 14]), vec![with(GLUED, &theirs), with(OWN, &theirs)])
        }
        "host_record_set" | "host_record_delete" => {
            let theirs = [("host", "ns1.shoes.com"), ("host1-ip4", "192.0.2.9")];
            (Refused(&[8, 11, 14]), vec![with(NAME, &theirs), with(OWN, &theirs)])
        }
        "ds_records_set" => (Refused(&[8]), vec![with(NAME, &[("dsRecords", SIGNER)])]),
        "tlds_list" => (Own, vec![vec![]]),
        "dns_zone_get" | "dns_zone_delete" => (Refused(&[8]), vec![parts(MANAGED).to_vec()]),
        "dns_zone_set" => {
            (Refused(&[8]), vec![with(MANAGED, &[("type1", "A"), ("content1", "192.0.2.1")])])
        }
        "dns_record_add" => (Refused(&[8]), vec![with(MANAGED, &a)]),
        "dns_record_change" => {
            let change = both(&record, &a);
            (Refused(&[8, 11]), vec![with(MANAGED, &change), with(OWN, &change)])
        }
        "dns_record_delete" => {
            (Refused(&[8, 11]), vec![with(MANAGED, &record), with(OWN, &record)])
        }
        "poll_list" => (Own, vec![vec![("acked", "both")], vec![("domain", NAME)]]),
        "poll_ack" => {
            let number = estate.message.split('-').next().unwrap_or_default();
            (Refused(&[11]), vec![vec![("pollId", &*estate.message)], vec![("pollId", number)]])
        }
        "user_balance" | "user_info" => (Own, vec![vec![]]),
        "user_pricing_get" => (Own, vec![vec![("format", "tld")]]),
        "user_notifications_get" => (Own, vec![vec![]]),
        "user_notifications_set" => (Own, vec![vec![("domainCreates", "off")]]),
        "user_update" => (
            Own,
            vec![
                PROFILE
                    .map(|(part, value)| match part {
                        "email" => (part, "mallory@example.co.za"),
                        _ => (part, value),
                    })
                    .to_vec(),
            ],
        ),
        "reseller_info"
        | "reseller_suspend"
        | "reseller_unsuspend"
        | "reseller_notifications_get" => {
            (Refused(&[7]), vec![main.to_vec(), subuser.to_vec(), vec![("username", "registrar")]])
        }
        "reseller_update" => (Refused(&[7]), vec![both(&main, &PROFILE), both(&subuser, &PROFILE)]),
        "reseller_create" => {
            let password = [("password", "correct horse battery")];
            (Refused(&[7]), vec![both(&[("username", "mallory"), password[0]], &PROFILE)])
        }
        "reseller_list" => (Refused(&[7]), vec![vec![]]),
        "reseller_add_credits" | "reseller_remove_credits" => {
            let value = [("value", "10.00")];
            (Refused(&[7]), vec![both(&main, &value), both(&[("username", "other")], &value)])
        }
        "reseller_pricing_get" => (Refused(&[7]), vec![both(&main, &[("format", "tld")])]),
        "reseller_pricing_set" => {
            (Refused(&[7]), vec![price(&[("username", "main")]), price(&[("username", "other")])])
        }
        "default_pricing_get" => (Refused(&[7]), vec![vec![("format", "tld")]]),
        "default_pricing_set" => (Refused(&[7]), vec![price(&[])]),
        "reseller_notifications_set" => (Refused(&[7]), vec![both(&main, &[("nsFailed", "off")])]),
        "subuser_create" => {
            let password = [("password", "correct horse battery")];
            (Refused(&[13]), vec![[&subuser[..], &password, &PROFILE].concat()])
        }
        "subuser_update" => {
            (Refused(&[11]), vec![both(&subuser, &[("password", "a new password")])])
        }
        "subuser_list" => (Own, vec![subuser.to_vec(), vec![("includeDeleted", "true")]]),
        "subuser_delete" | "subuser_suspend" | "subuser_unsuspend" => {
            (Refused(&[11]), vec![subuser.to_vec(), main.to_vec()])
        }
        "contact_template_list" | "ns_template_list" => (
            Own,
            vec![
                both(&by_id, &[("list", "full")]),
                both(&[("name", TEMPLATE)], &[("list", "full")]),
            ],
        ),
        "contact_template_create" => {
            let own = [("templateName", TEMPLATE), ("type", "tech"), ("default", "true")];
            let contact = CONTACT.map(|(part, value)| match part {
                "email" => (part, "mallory@example.co.za"),
                _ => (part, value),
            });
            (Own, vec![both(&own, &contact)])
        }
        "contact_template_update" => {
            let theirs = [("templateName", TEMPLATE), ("type", "registrant")];
            (Refused(&[11]), vec![both(&by_id, &CONTACT), both(&theirs, &CONTACT)])
        }
        "contact_template_delete" => {
            let theirs = [("templateName", TEMPLATE), ("type", "registrant")];
            (Refused(&[11]), vec![by_id.to_vec(), theirs.to_vec()])
        }
        "ns_template_create" => (
            Own,
            vec![vec![
                ("name", "mine"),
                ("ns[]", "ns1.hosting.example"),
                ("ns[]", "ns2.hosting.example"),
            ]],
        ),
        "ns_template_update" => (
            Refused(&[11]),
            vec![vec![
                ("name", TEMPLATE),
                ("ns[]", "ns1.hosting.example"),
                ("ns[]", "ns2.hosting.example"),
            ]],
        ),
        "ns_template_delete" => {
            let theirs = [("templateId", &*estate.nameserver_template)];
            (Refused(&[11]), vec![theirs.to_vec(), titled.to_vec()])
        }
        "dns_template_list" => (Own, vec![vec![("showRecords", "true")]]),
        "dns_template_create" => (Own, vec![vec![("name", "mine")]]),
        "dns_template_update" => {
            let records = [("name", TEMPLATE), ("type1", "A"), ("content1", "192.0.2.1")];
            (Refused(&[11]), vec![records.to_vec()])
        }
        "dns_template_delete" => (Refused(&[11]), vec![vec![("name", TEMPLATE)]]),
        unknown => panic!("nobody said what strangers may do with {unknown}"),
    }
}

/// A stranger with a name of its own.
async fn stranger(world: &World) -> Shop {
    let other = world.shop("other").await;
    let mut pairs = with(OWN, &[("period", "1"), ("dns", "managed")]);
    for (part, value) in REGISTRANT {
        let value = match *part {
            "registrantName" => "Mallory",
            "registrantEmail" => "mallory@example.co.za",
            _ => value,
        };
        pairs.push((part, value));
    }
    let _ = other.post("/domain", &pairs).await.done();
    other
}

/// A third account, that wants a name of `main`.
async fn rival(world: &World) -> Shop {
    let registrar = world.shop("registrar").await;
    let mut open = vec![("username", "rival"), ("password", "correct horse battery")];
    open.extend(PROFILE);
    let _ = registrar.post("/reseller", &open).await.done();
    world.credits("rival", "500.00").await;
    registrar.signs_in("rival", "correct horse battery").await
}

fn shows_nothing(reply: &Reply, estate: &Estate, sent: &[(&str, &str)], call: &str) {
    for secret in &estate.secrets {
        let echoed = sent.iter().any(|(_, value)| value.contains(secret));
        assert!(echoed || !reply.text.contains(secret), "{call} shows {secret}: {}", reply.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_neither_sees_nor_changes_anything() {
    let world = World::on("2026-01-01").await;
    let rival = rival(&world).await;
    let estate = founded(&world, &rival).await;
    let stranger = stranger(&world).await;
    let before = estate.seen(&world).await;
    let shown = format!("{before:?}");
    let hidden: Vec<_> = estate.secrets.iter().filter(|secret| !shown.contains(*secret)).collect();
    assert_eq!(hidden.len(), 3, "only two keys and a code are hidden from their owner: {hidden:?}");
    for operation in catalogue::read().operations {
        let (told, calls) = attempts(&operation.id, &estate);
        for pairs in calls {
            let reply = stranger.call(&operation.method, &operation.path, &pairs).await;
            let call = format!("{} {pairs:?}", operation.id);
            match told {
                Refused(codes) => {
                    assert!(codes.contains(&reply.code()), "{call}: {}", reply.text);
                }
                Own => assert!(matches!(reply.code(), 1 | 2), "{call}: {}", reply.text),
            }
            shows_nothing(&reply, &estate, &pairs, &call);
        }
        estate.is_as(&before, &world, &operation.id).await;
    }
    world.sleeps("PT5S").await;
    estate.is_as(&before, &world, "a little later").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_anything_without_signing_in() {
    let world = World::on("2026-01-01").await;
    let rival = rival(&world).await;
    let estate = founded(&world, &rival).await;
    let nobody = estate.shop.signed_out();
    let before = estate.seen(&world).await;
    for operation in catalogue::read().operations {
        for pairs in attempts(&operation.id, &estate).1 {
            let reply = nobody.call(&operation.method, &operation.path, &pairs).await.with_code(6);
            assert_eq!(reply.status, 401, "{}", operation.id);
            shows_nothing(&reply, &estate, &pairs, &operation.id);
        }
    }
    estate.is_as(&before, &world, "calls of nobody").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_of_calls_keeps_no_secret() {
    let world = World::on("2026-01-01").await;
    let rival = rival(&world).await;
    let estate = founded(&world, &rival).await;
    let nobody = estate.shop.signed_out();
    let login = world.login("main");
    let text = |part: &str| login[part].as_str().expect("a text").to_owned();
    let (key, password) = (text("key"), text("password"));
    let _ = nobody.post("/login", &[("username", "main"), ("password", &password)]).await.done();
    let _ = nobody.get("/domain/list", &[("key", &key)]).await.done();
    let _ = nobody.post("/domain/domain/domainList", &[("key", &key)]).await.done();
    let code = with(NAME, &[("auth", &*estate.auth_code)]);
    let _ = estate.shop.get("/domain/validateEppKey", &code).await.done();
    let vote = [("response", "reject"), ("key", &*estate.transfer_key)];
    let _ = estate.shop.post("/domain/transfer/response", &with(LEAVING, &vote)).await.done();
    let details = [("transferKey", &*estate.transfer_key)];
    let _ = estate.shop.get("/domain/transfer/details", &details).await;
    let secret = estate.shop.get("/user/generateAuthSecret", &[]).await.done().text_at("secret");
    let own_key = estate.shop.get("/reseller", &[]).await.done().text_at("strApiKey");
    assert_eq!(own_key, key);
    let changed = [("username", SUBUSER), ("password", "another password")];
    let _ = estate.shop.put("/subuser", &changed).await.done();

    let log = world.control("GET", "/requests?limit=1000", None).await;
    assert_eq!(log.status, 200);
    assert!(log.text.contains("subuser_create") && log.text.contains("transfer_respond"));
    let secrets = [
        ("API key", &*key),
        ("password", &password),
        ("password of a sub-user", "correct horse battery"),
        ("new password", "another password"),
        ("auth code", &estate.auth_code),
        ("auth code elsewhere", "their-code"),
        ("transfer key", &estate.transfer_key),
        ("second factor", &secret),
        ("key of a sub-user", estate.secrets.last().expect("there are secrets")),
        ("token", "eyJ"),
    ];
    let shown: Vec<_> = secrets.iter().filter(|(_, secret)| log.text.contains(secret)).collect();
    assert!(shown.is_empty(), "the log shows {shown:?}");
}
