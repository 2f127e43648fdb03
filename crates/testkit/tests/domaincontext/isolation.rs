//! Strangers: every command of the catalogue, called about what somebody else has. What is a stranger's
//! and what there is not get the same words.

use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::{Account, Reply};
use testkit::world::on_each_engine;

use crate::calls::{calls, record};
use crate::catalogue::{self, Operation, Way};
use crate::estate::{
    CODE, Estate, PASSWORD_BELOW, Things, founded, id, is_as, seen, subject, with,
};

/// Commands that are about nobody's things.
const ABOUT_NOTHING: &[&str] = &[
    "contactCreate",
    "serverBuy",
    "osimagesSearch",
    "tariffGetInfo",
    "certificateDecodeCSR",
    "certificateDecodeCsr",
    "certificateGetWebserverTypes",
];
/// Commands about names wherever they are held, so that everybody may know whether they are.
const PUBLIC: &[&str] = &["domainsCheck", "domainCheckTransfer", "domainTransfer"];
/// Commands about what a seller tells its clients.
const TOLD_BY_SELLERS: &[&str] = &["tariffsGetAvailable"];

/// The call that a row is called with: the arguments, or a bulk form's one element.
fn sent(row: &Operation, arguments: &Value) -> Vec<(Option<String>, Value)> {
    if row.bulk_of.is_none() {
        return vec![(None, arguments.clone())];
    }
    let mut calls = vec![(Some("k".to_owned()), json!({ "k": arguments }))];
    // The key names whose records they are, where nothing else does.
    if row.id.ends_with("SetDNS") {
        let which = ["id", "domain"].into_iter().find_map(|name| arguments.get(name));
        let key = which.map(|which| which.as_str().map_or(which.to_string(), str::to_owned));
        let key = key.expect("a number or a name");
        let sent = json!({ (key.clone()): { "1": arguments["1"] } });
        calls.push((Some(key), sent));
    }
    calls
}

/// What an element was answered, or the whole.
fn answered(reply: &Reply, key: Option<&str>) -> Value {
    assert_eq!(reply.status, 200, "{}", reply.text);
    match key {
        Some(key) => reply.json[key].clone(),
        None => reply.json.clone(),
    }
}

fn shows_nothing(reply: &Reply, estate: &Estate, sent: &str) {
    for secret in &estate.secrets {
        let shown = reply.text.contains(secret) && !sent.contains(secret);
        assert!(!shown, "{sent} shows {secret}: {}", reply.text);
    }
}

/// Calls every row about things and about nobody's: both get the same words. Gives how many calls
/// were made.
async fn knows_nothing_of(stranger: &Account, estate: &Estate, skipped: &[&str]) -> usize {
    let (nobodys, mut tried, mut complaints) = (Things::nobodys(), 0, Vec::new());
    for row in catalogue::read().operations {
        let single = row.single();
        if ABOUT_NOTHING.contains(&single) || skipped.contains(&single) {
            continue;
        }
        let pairs = calls(single, &estate.things).into_iter().zip(calls(single, &nobodys));
        let each = |arguments| sent(&row, &arguments);
        for ((key, theirs), (no_key, none)) in
            pairs.flat_map(|(theirs, none)| each(theirs).into_iter().zip(each(none)))
        {
            let reply = Way::Json.calls(stranger, &row.id, &theirs).await;
            let unknown = Way::Json.calls(stranger, &row.id, &none).await;
            shows_nothing(&reply, estate, &theirs.to_string());
            let reply = answered(&reply, key.as_deref());
            let unknown = answered(&unknown, no_key.as_deref());
            let is_empty = reply == json!([]) || reply == json!(0);
            let refused = reply.get("_error").is_some() || is_empty;
            let public = PUBLIC.contains(&single);
            if !(reply == unknown && refused || public && (refused || reply.is_object())) {
                complaints.push(format!("{} {theirs}: {reply}\n{none}: {unknown}", row.id));
            }
            tried += 1;
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    tried
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_neither_sees_nor_changes_anything() {
    on_each_engine("2026-01-01", a_stranger_tries_everything).await;
}

async fn a_stranger_tries_everything(world: World) {
    let estate = founded(&world, "main", "my-").await;
    let before = seen(&world).await;
    let tried = knows_nothing_of(&world.account("other"), &estate, &[]).await;
    assert!(tried > 300, "{tried}");
    is_as(&before, &seen(&world).await, "calls of a stranger");
    world.agrees_with_registry().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_neither_sees_nor_changes_what_its_seller_has() {
    let world = World::on("2026-01-01").await;
    let estate = founded(&world, "seller", "their-").await;
    let before = seen(&world).await;
    let tried = knows_nothing_of(&world.account("main"), &estate, TOLD_BY_SELLERS).await;
    assert!(tried > 300, "{tried}");
    is_as(&before, &seen(&world).await, "calls of a client");
}

#[tokio::test(flavor = "multi_thread")]
async fn names_of_others_are_not_moved_without_their_code() {
    let world = World::on("2026-01-01").await;
    let estate = founded(&world, "main", "my-").await;
    let (other, things) = (world.account("other"), &estate.things);
    let before = seen(&world).await;
    for name in [&things.name, &things.coming] {
        for password in ["wrong", "", " "] {
            for command in ["domainCheckTransfer", "domainTransfer"] {
                let sent = json!({ "domain": name, "password": password });
                let reply = other.posts(command, sent.clone()).await;
                reply.refused();
                shows_nothing(&reply, &estate, &sent.to_string());
            }
        }
        other.posts("domainRegister", json!({ "domain": name })).await.refused();
    }
    // Who knows the code of a name on its way elsewhere is not the one who asked for it first.
    let sent = json!({ "domain": things.coming, "password": CODE });
    let reply = other.posts("domainTransfer", sent.clone()).await;
    reply.refused();
    shows_nothing(&reply, &estate, &sent.to_string());
    is_as(&before, &seen(&world).await, "transfers of a stranger");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_main_is_not_reached_by_way_of_ones_own() {
    let world = World::on("2026-01-01").await;
    let estate = founded(&world, "main", "my-").await;
    let own = founded(&world, "other", "own-").await;
    let (other, mine, theirs) = (&own.account, &own.things, &estate.things);
    let nobodys = Things::nobodys();
    let before = seen(&world).await;
    let roles = |role: &str, contact: Value| {
        let mut sent = json!({ "domain": mine.name });
        for each in ["registrant", "admin", "tech", "billing"] {
            sent[each] = if each == role { contact.clone() } else { json!(mine.contact) };
        }
        sent
    };
    // Each about main's and about nobody's: the answers are the same.
    let both = |make: &dyn Fn(&Things) -> Value| [make(theirs), make(&nobodys)];
    let mut tried: Vec<(&str, [Value; 2])> = Vec::new();
    for role in ["registrant", "admin", "tech", "billing"] {
        tried.push(("domainSetContacts", both(&|who| roles(role, json!(who.contact)))));
        tried.push(("domainSetContacts", both(&|who| roles(role, json!(who.handle)))));
        let registers = |who: &Things| json!({ "domain": "fresh.com", role: who.contact });
        tried.push(("domainRegister", both(&registers)));
    }
    for command in ["domainGetInfo", "domainSetNote", "domainEnableLock", "domainGetPassword"] {
        tried.push((command, both(&|who| json!({ "id": mine.name_id, "domain": who.name }))));
        tried.push((command, both(&|who| json!({ "id": who.name_id, "domain": mine.name }))));
    }
    for status in ["ok", "deleted"] {
        let change = |who: &Things| {
            let change = with(record(), json!({ "id": who.record, "status": status }));
            json!({ "domain": mine.name, "1": change })
        };
        tried.push(("domainSetDNS", both(&change)));
    }
    tried.push(("hostGetInfo", both(&|who| json!({ "id": mine.host_id, "host": who.host }))));
    tried.push(("hostDelete", both(&|who| json!({ "id": who.host_id, "host": mine.host }))));
    tried
        .push(("serverReboot", both(&|who| json!({ "id": mine.server_id, "server": who.server }))));
    tried
        .push(("serverRefuse", both(&|who| json!({ "id": who.server_id, "server": mine.server }))));
    for role in ["admin_id", "tech_id", "org_id"] {
        let issues = |who: &Things| {
            let people = json!({ "admin_id": mine.contact, "tech_id": mine.contact });
            let order = json!({ "id": mine.certificate, "dcv_method": "dns", "csr": mine.request });
            with(with(order, people), json!({ role: who.contact }))
        };
        tried.push(("certificateReissue", both(&issues)));
    }
    let purchases = |who: &Things| json!({ "product": "dv_single", "client_id": who.account });
    tried.push(("certificatePurchase", both(&purchases)));
    let makes = |who: &Things| with(subject("fresh.com"), json!({ "client": who.login }));
    tried.push(("certificateGenerateCSR", both(&makes)));
    let emails = |who: &Things| json!({ "id": who.certificate, "domain": mine.name });
    tried.push(("certificateGetDomainEmails", both(&emails)));
    let sender =
        |who: &Things| json!({ "domain": mine.name, "sender": who.login, "receiver": "guarded" });
    tried.push(("domainPush", both(&sender)));
    let balance = |who: &Things| json!({ "id": who.account, "client": "other" });
    tried.push(("clientGetBalance", both(&balance)));
    tried.push(("clientGetPrices", both(&|who| json!({ "seller": who.login }))));
    tried.push(("clientGetPrices", both(&|who| json!({ "seller_id": who.account }))));
    let answers =
        |who: &Things| json!({ "domains": mine.coming, "confirm_data": who.confirmation });
    for command in ["domainApprovePreincoming", "domainsRejectPreincoming"] {
        tried.push((command, both(&answers)));
    }
    for (command, [theirs, none]) in tried {
        let reply = Way::Json.calls(other, command, &theirs).await;
        let unknown = Way::Json.calls(other, command, &none).await;
        reply.refused();
        // Name servers of others are others', and a token that is not one's own is none.
        assert_eq!(reply.text, unknown.text, "{command} {theirs}");
        shows_nothing(&reply, &estate, &theirs.to_string());
    }
    let reply = other.posts("hostCreate", json!({ "host": format!("ns9.{}", theirs.name) })).await;
    reply.refused();
    is_as(&before, &seen(&world).await, "calls by way of ones own");
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_bulk_call_ones_own_is_done_and_a_strangers_is_unknown() {
    let world = World::on("2026-01-01").await;
    let estate = founded(&world, "main", "my-").await;
    let own = founded(&world, "other", "own-").await;
    let (mine, theirs, nobodys) = (&own.things, &estate.things, &Things::nobodys());
    for (command, single) in [
        ("domainsGetInfo", "domainGetInfo"),
        ("domainsGetPassword", "domainGetPassword"),
        ("domainsSetNote", "domainSetNote"),
        ("domainsSetDNS", "domainSetDNS"),
        ("hdomainsGetDNS", "hdomainGetDNS"),
        ("hostsGetInfo", "hostGetInfo"),
        ("hostsUpdate", "hostUpdate"),
        ("contactsGetInfo", "contactGetInfo"),
        ("contactsUpdate", "contactUpdate"),
        ("serversGetInfo", "serverGetInfo"),
        ("serversReboot", "serverReboot"),
        ("certificatesGetInfo", "certificateGetInfo"),
        ("certificatesGetData", "certificateGetData"),
        ("clientsGetPrices", "clientGetPrices"),
    ] {
        let of = |things: &Things| calls(single, things).swap_remove(0);
        let sent = json!({ "a": of(theirs), "b": of(mine), "c": of(nobodys) });
        let reply = Way::Json.calls(&own.account, command, &sent).await;
        assert_eq!(reply.refused(), "2 of 3 failed: a, c", "{command}");
        assert_eq!(reply.json["a"], reply.json["c"], "{command}");
        assert!(reply.json["b"].get("_error").is_none(), "{command}: {}", reply.text);
        shows_nothing(&reply, &estate, &sent.to_string());
    }
    for (what, list) in [("serversGetList", "server"), ("serverGetList", "server")] {
        let sent = match what {
            "serverGetList" => json!({ "a": { list: theirs.server }, "b": { "client": "main" } }),
            _ => json!({ list: theirs.server }),
        };
        let reply = Way::Json.calls(&own.account, what, &sent).await.done();
        let empty = [json!([]), json!({ "a": [], "b": [] })];
        assert!(empty.contains(&reply), "{what}: {reply}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seller_does_with_what_its_clients_have_what_they_could() {
    let world = World::on("2026-01-01").await;
    let estate = founded(&world, "main", "my-").await;
    let (main, seller) = (&estate.account, world.account("seller"));
    let things = &estate.things;
    for row in catalogue::read().operations.iter().filter(|row| row.bulk_of.is_none()) {
        let looks = row.id.contains("Get") || row.id.ends_with("Search");
        if !looks || ABOUT_NOTHING.contains(&row.id.as_str()) {
            continue;
        }
        for arguments in calls(&row.id, things) {
            // Of a name on its way some things cannot be told yet.
            let on_its_way = arguments["id"] == json!(things.coming_id)
                || arguments["domain"] == json!(things.coming);
            if on_its_way && row.id != "domainGetInfo" || row.id == "tariffsGetAvailable" {
                continue;
            }
            let answer = Way::Form.calls(&seller, &row.id, &arguments).await.done();
            let others = arguments.get("client") == Some(&json!(things.below));
            assert!(others || answer != json!([]), "{} {arguments}", row.id);
        }
    }
    let (before, own) = (main.balance_cents().await, seller.balance_cents().await);
    let renewal = json!({ "domain": things.name, "period": 1, "expires": "2027-01-01" });
    let _ = seller.posts("domainRenew", renewal).await.done();
    let _ = seller.posts("serverRenew", json!({ "id": things.server_id })).await.done();
    let bought = json!({ "product": "dv_single", "client": "main" });
    let _ = seller.posts("certificatePurchase", bought).await.done();
    assert_eq!(main.balance_cents().await, before - 1_500 - 1_900 - 900);
    assert_eq!(seller.balance_cents().await, own);
    for (command, arguments) in [
        ("domainSetNote", json!({ "id": things.name_id, "note": "Seen" })),
        ("domainSetDNS", json!({ "id": things.name_id, "1": record() })),
        ("hostUpdate", json!({ "id": things.host_id, "ips": "192.0.2.8" })),
        ("serverReboot", json!({ "id": things.server_id })),
        ("certificateCancel", json!({ "id": things.certificate, "reason": "Asked for" })),
    ] {
        let done = seller.posts(command, arguments).await.done();
        assert!(done["id"].is_number(), "{command}: {done}");
    }
    assert_eq!(main.info(&things.name).await["note"], "Seen");
    let checked = json!({ "login": "main", "password": main.password() });
    assert_eq!(id(&seller.posts("clientCheck", checked).await.done()), things.account);
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_show_ones_own_and_what_stands_below() {
    let world = World::on("2026-01-01").await;
    for (label, before) in [("main", "my-"), ("other", "own-"), ("seller", "their-")] {
        founded(&world, label, before).await;
    }
    let clients = |rows: &Value, key: &str| {
        let rows = rows.as_array().expect("rows").iter();
        let mut clients: Vec<String> =
            rows.filter_map(|row| row[key].as_str().map(str::to_owned)).collect();
        clients.sort();
        clients.dedup();
        clients
    };
    for command in
        ["domainsSearch", "hostsSearch", "contactsSearch", "serversSearch", "certificatesSearch"]
    {
        let all = match command {
            "certificatesSearch" => json!({}),
            _ => json!({ "limit": "ALL" }),
        };
        for label in ["main", "other", "guarded"] {
            let rows = world.account(label).asks(command, all.clone()).await.done();
            let own = clients(&rows, "client");
            assert!(own.iter().all(|login| login == label), "{command} of {label}: {own:?}");
            let sellers = clients(&rows, "seller");
            assert!(sellers.iter().all(|login| login == "seller"), "{command}: {sellers:?}");
        }
        let rows = world.account("seller").asks(command, all).await.done();
        let below = clients(&rows, "client");
        assert!(["main", "other", "seller"].iter().all(|one| below.iter().any(|it| it == one)));
    }
    let servers = world.account("other").asks("serversGetList", json!({})).await.done();
    assert_eq!(clients(&servers, "client"), ["other"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_anything_without_signing_in() {
    let world = World::on("2026-01-01").await;
    let estate = founded(&world, "main", "my-").await;
    let before = seen(&world).await;
    let nobody = world.account("main").signed_in_as("", "");
    for row in catalogue::read().operations {
        for arguments in calls(row.single(), &estate.things) {
            for (_, sent) in sent(&row, &arguments) {
                let reply = Way::Form.calls(&nobody, &row.id, &sent).await;
                assert_eq!(
                    reply.refused(),
                    "auth_login and auth_password are needed",
                    "{}",
                    row.id
                );
                shows_nothing(&reply, &estate, &sent.to_string());
            }
        }
    }
    is_as(&before, &seen(&world).await, "calls of nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn logins_are_checked_by_whoever_sees_them() {
    let world = World::on("2026-01-01").await;
    let estate = founded(&world, "main", "my-").await;
    let pair = |login: &str, password: &str| json!({ "login": login, "password": password });
    let below = &estate.things.below;
    let right = pair(below, PASSWORD_BELOW);
    let wrong = [pair(below, "wrong"), pair("nobody", "wrong"), pair("seller", PASSWORD_BELOW)];
    let words = "wrong login or password";
    for caller in ["main", "other"] {
        let caller = world.account(caller);
        for pair in wrong.iter().chain([&right]) {
            let reply = caller.posts("clientCheck", pair.clone()).await;
            assert_eq!(reply.refused(), words, "{pair}");
        }
    }
    let seller = world.account("seller");
    assert_eq!(seller.posts("clientCheck", wrong[0].clone()).await.refused(), words);
    let found = seller.posts("clientCheck", right).await.done();
    assert_eq!(found, json!({ "id": estate.things.below_id, "login": below }));
    let own = pair("other", world.account("other").password());
    assert_eq!(world.account("other").posts("clientCheck", own).await.done()["login"], "other");
}
