//! The worked examples of the documentation, letter by letter: only host, login and password are
//! other ones.

use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::{Account, Reply};
use testkit::http::{Caller, Sent};

/// What stands before every example.
const HOST: &str = "https://demo-api.domaincontext.com";
/// Who calls in every example.
const CREDENTIALS: &str = "auth_login=demo&auth_password=demo";

const CHECK: &str = "https://demo-api.domaincontext.com/domainsCheck?auth_login=demo&auth_password=demo&domains=test.com,adfwer234asdf.net";
const REGISTER: &str = "https://demo-api.domaincontext.com/domainRegister?auth_login=demo&auth_password=demo&domain=test42345.com";
const REGISTER_BOTH: &str = "https://demo-api.domaincontext.com/domainsRegister?auth_login=demo&auth_password=demo&0[domain]=test42345.com&1[domain]=test123123.net";
const INFO: &str = "https://demo-api.domaincontext.com/domainGetInfo?auth_login=demo&auth_password=demo&domain=test42345.com";
const INFO_BOTH: &str = "https://demo-api.domaincontext.com/domainsGetInfo?auth_login=demo&auth_password=demo&0[domain]=test42345.com&1[domain]=test.com";
const NOTE: &str = "https://demo-api.domaincontext.com/domainSetNote?auth_login=demo&auth_password=demo&domain=test.com&note=abc";
const NOTE_BOTH: &str = "https://demo-api.domaincontext.com/domainsSetNote?auth_login=demo&auth_password=demo&0[domain]=test.com&0[note]=abc&1[domain]=test3.com&1[note]=def";
const RECORDS: &str = "https://demo-api.domaincontext.com/domainsSetDNS?auth_login=demo&auth_password=demo&5504202[1][type]=a&5504202[1][value]=123.123.123.123&5504202[1][no]=1&5504202[1][ttl]=7200&5504202[1][status]=new";

/// Asks as an example does, at the address of the sandbox.
async fn copied(account: &Account, example: &str) -> Reply {
    let address = example.replace(HOST, account.base_url());
    let credentials =
        format!("auth_login={}&auth_password={}", account.login(), account.password());
    Caller::default()
        .send("GET", &address.replace(CREDENTIALS, &credentials), Sent::default())
        .await
        .into()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_examples_do_what_they_say() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let names = copied(&main, CHECK).await.done();
    assert_eq!(names["adfwer234asdf.net"], 1);
    assert_eq!(names.as_object().map(serde_json::Map::len), Some(2), "{names}");

    let before = main.balance_cents().await;
    let made = copied(&main, REGISTER).await.done();
    assert_eq!(
        (&made["domain"], &made["expires"]),
        (&json!("test42345.com"), &json!("2027-01-01"))
    );
    assert!(made["password"].as_str().is_some_and(|code| !code.is_empty()), "{made}");
    let price = main.price("com", "dregistration").await;
    assert_eq!(before - main.balance_cents().await, price);

    let both = copied(&main, REGISTER_BOTH).await;
    both.refused();
    both.refused_at("0");
    assert_eq!(both.json["1"]["domain"], "test123123.net");
    let paid = price + main.price("net", "dregistration").await;
    assert_eq!(before - main.balance_cents().await, paid);

    let shown = copied(&main, INFO).await.done();
    assert_eq!((&shown["id"], &shown["state"]), (&made["id"], &json!("ok")));
    // The second name is nobody's, or somebody's else: the first is shown all the same.
    let both = copied(&main, INFO_BOTH).await;
    both.refused();
    assert_eq!(both.json["0"], shown);
    both.refused_at("1");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_are_set_as_in_the_examples() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    copied(&main, NOTE).await.refused();
    for name in ["test.com", "test3.com"] {
        main.registers(name).await;
    }
    let noted = copied(&main, NOTE).await.done();
    assert_eq!(noted["note"], "abc");
    let note = async |name: &str| main.info(name).await["note"].clone();
    assert_eq!((note("test.com").await, note("test3.com").await), (json!("abc"), json!("")));
    let both = copied(&main, NOTE_BOTH).await.done();
    assert_eq!((&both["0"]["note"], &both["1"]["note"]), (&json!("abc"), &json!("def")));
    assert_eq!(note("test3.com").await, "def");
    // Blank or not there at all, the note goes.
    let _ = copied(&main, &NOTE.replace("note=abc", "note=")).await.done();
    assert_eq!(note("test.com").await, "");
    let _ = copied(&main, &NOTE_BOTH.replace("&1[note]=def", "")).await.done();
    assert_eq!((note("test.com").await, note("test3.com").await), (json!("abc"), json!("")));
}

#[tokio::test(flavor = "multi_thread")]
async fn records_are_set_as_in_the_example() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = main.registers("test42345.com").await;
    let stranger = copied(&main, RECORDS).await;
    stranger.refused();
    stranger.refused_at("5504202");
    let example = RECORDS.replace("5504202", &id.to_string());
    let set = copied(&main, &example).await.done();
    let set = &set[id.to_string()];
    assert_eq!((&set["id"], &set["domain"]), (&json!(id), &json!("test42345.com")));
    assert_eq!(set["records"][0]["status"], "ok");
    let records = main.asks("domainGetDNS", json!({ "id": id })).await.done();
    let mine: Vec<&Value> =
        records.as_array().expect("records").iter().filter(|row| row["type"] == "a").collect();
    let [mine] = mine[..] else { panic!("{records}") };
    assert_eq!(mine["id"], set["records"][0]["id"]);
    let told = ["name", "fqdn", "value", "ttl", "status"].map(|key| mine[key].clone());
    let expected = json!(["", "test42345.com", "123.123.123.123", 7200, "ok"]);
    assert_eq!(json!(told), expected, "{mine}");
    // As browsers write the brackets, and once more: the record is there.
    let escaped = example.replace('[', "%5B").replace(']', "%5D");
    let again = copied(&main, &escaped).await;
    let after = main.asks("domainGetDNS", json!({ "id": id })).await.done();
    assert_eq!(after, records, "{}", again.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_with_the_address_of_the_provider_is_understood() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let credentials = format!("auth_login={}&auth_password={}", main.login(), main.password());
    for host in ["demo-api.domaincontext.com", "api.domaincontext.com"] {
        let path = CHECK.replace(HOST, "").replace(CREDENTIALS, &credentials);
        let headers = vec![("host".to_owned(), host.to_owned())];
        let url = format!("{}{path}", world.running().url());
        let sent = Sent { headers, ..Sent::default() };
        let answer: Reply = Caller::default().send("GET", &url, sent).await.into();
        assert_eq!(answer.done()["adfwer234asdf.net"], 1, "{host}");
    }
}
