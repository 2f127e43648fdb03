//! Two realms in one process: neither sees, lets in or changes what is the other's, and their clocks
//! show the same.

use app::Context;
use app::accounts::below;
use app::accounts::customers::{self, NewCustomer};
use app::accounts::login_links::{self, To};
use model::account::AccountId;
use model::particulars::Person;
use nameyard::sandbox::Options;
use serde_json::{Value, json};
use testkit::World;
use testkit::dreamscape::Reseller;

const DAY: &str = "2026-01-01";

/// A reseller of the live realm, and the one of the same label beside it.
fn both(world: &World, label: &str) -> (Reseller, Reseller) {
    (world.dreamscape(label), world.dreamscape_sandbox(label))
}

/// A control that is obeyed.
async fn told(world: &World, path: &str, body: Value) -> Value {
    let answer = world.control("POST", path, Some(body)).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    answer.json()
}

async fn asked(world: &World, path: &str) -> Value {
    let answer = world.control("GET", path, None).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    answer.json()
}

async fn balance(reseller: &Reseller) -> Value {
    reseller.done("GET", "/finances/balance", json!({})).await
}

async fn status(reseller: &Reseller) -> u16 {
    reseller.get("/reseller", json!({})).await.0
}

/// What the clocks of both realms show.
fn clocks(world: &World) -> [i64; 2] {
    let (live, beside) = (world.running().world(), world.running().world_beside().unwrap());
    [live.realm.now().unix(), beside.realm.now().unix()]
}

#[tokio::test]
async fn a_key_of_one_realm_opens_nothing_in_the_other() {
    let world = World::with_beside(DAY).await;
    let (live, beside) = both(&world, "main");
    assert_ne!(live.key(), beside.key());
    assert_eq!((status(&live).await, status(&beside).await), (200, 200));
    assert_eq!(status(&live.at(beside.base_url())).await, 401);
    assert_eq!(status(&beside.at(live.base_url())).await, 401);
    let path = world.running().url();
    assert_eq!(beside.base_url(), format!("{path}/dreamscape-sandbox"));
}

#[tokio::test]
async fn what_is_done_in_one_realm_shows_in_that_one_alone() {
    let world = World::with_beside(DAY).await;
    let (live, beside) = both(&world, "main");
    let first = (balance(&live).await, balance(&beside).await);
    assert_eq!(first.0, first.1);
    let credit = |reseller: &Reseller| json!({"dialect": "dreamscape", "login": reseller.id, "amount": "7.00"});
    told(&world, "/accounts/credit?realm=sandbox", credit(&beside)).await;
    assert_eq!(balance(&live).await, first.0);
    assert_ne!(balance(&beside).await, first.1);
    let posted = async |path: &str, reseller: &Reseller| {
        let ledger = asked(&world, path).await;
        let rows = ledger["accounts"].as_array().unwrap().clone();
        let login = json!(reseller.id.to_string());
        let row = rows.into_iter().find(|row| row["login"] == login && row["currency"] == "AUD");
        row.map(|row| (row["dialect"].clone(), row["posted"].clone()))
    };
    let row = |amount: &str| Some((json!("dreamscape"), json!(amount)));
    assert_eq!(posted("/ledger", &live).await, row("2000.00"));
    assert_eq!(posted("/ledger?realm=sandbox", &beside).await, row("2007.00"));
    let calls = asked(&world, "/requests?realm=sandbox").await;
    let calls = calls.as_array().unwrap().len();
    assert_eq!(calls, 2);
    let name = json!({"name": "shoes.com", "auth_code": "abc-123"});
    told(&world, "/registry/domains?realm=sandbox", name.clone()).await;
    told(&world, "/registry/domains", name).await;
}

#[tokio::test]
async fn a_new_key_and_a_standing_count_in_their_realm_alone() {
    let world = World::with_beside(DAY).await;
    let (live, beside) = both(&world, "main");
    let signer = |reseller: &Reseller| json!({"dialect": "dreamscape", "login": reseller.id});
    let issued = told(&world, "/accounts/key", signer(&live)).await;
    let key = issued["api_key"].as_str().unwrap();
    assert_eq!((status(&live).await, status(&live.with_key(key)).await), (401, 200));
    assert_eq!(status(&beside).await, 200);
    let mut suspended = signer(&beside);
    suspended["standing"] = "suspended".into();
    suspended["realm"] = "sandbox".into();
    told(&world, "/accounts/standing", suspended.clone()).await;
    assert_eq!((status(&beside).await, status(&live.with_key(key)).await), (403, 200));
    suspended["standing"] = "active".into();
    told(&world, "/accounts/standing", suspended).await;
    assert_eq!(status(&beside).await, 200);
    let devo =
        told(&world, "/accounts/key", json!({"dialect": "devo", "login": "lighthouse"})).await;
    let old = world.devo("main");
    let new = old.with_key(devo["key"].as_str().unwrap(), devo["secret"].as_str().unwrap());
    assert_eq!((old.get("/plan").await.0, new.get("/plan").await.0 == 401), (401, false));
}

#[tokio::test]
async fn a_customer_is_suspended_by_its_number_and_a_link_lets_it_in_once() {
    let world = World::with_beside(DAY).await;
    let reseller = AccountId(world.dreamscape_sandbox("main").id);
    let realm = world.running().world_beside().unwrap().realm.clone();
    let above = Context::for_account(&realm, reseller).await.unwrap();
    let owner = realm.store.read(move |tx| tx.owner(reseller)).await.unwrap();
    let person = Person::of(owner.member.profile);
    let wish = NewCustomer { audience: "dreamscape", username: None, password: None, person };
    let customer = customers::create(&above, wish).await.unwrap().id;
    let cx = below::acting_for(&above, customer).await.unwrap();
    let page = async || {
        let link = login_links::create(&cx, To::Account).await.unwrap();
        link.strip_prefix(&world.running().url()).unwrap().to_owned()
    };
    let (first, second) = (page().await, page().await);
    assert!(first.starts_with("/realms/sandbox/login/"), "{first}");
    let opened = world.fetch(&first).await;
    assert_eq!((opened.status, opened.text.contains("is signed in")), (200, true));
    assert_eq!(world.fetch(&first).await.status, 410);
    assert_eq!(world.fetch(&second.replace("/realms/sandbox", "")).await.status, 404);
    assert_eq!(world.fetch(&format!("{second}x")).await.status, 404);
    let mut standing = json!({"dialect": "dreamscape", "login": customer.0, "realm": "sandbox"});
    standing["standing"] = "suspended".into();
    told(&world, "/accounts/standing", standing.clone()).await;
    assert_eq!(world.fetch(&second).await.status, 403);
    assert!(login_links::create(&cx, To::Account).await.is_err());
    standing["standing"] = "active".into();
    told(&world, "/accounts/standing", standing).await;
    world.sleeps("PT10M").await;
    assert_eq!(world.fetch(&second).await.status, 404);
}

#[tokio::test]
async fn what_a_control_does_not_know_is_said() {
    let world = World::with_beside(DAY).await;
    let refused = async |method: &str, path: &str, body: Value| {
        let body = (method == "POST").then_some(body);
        let answer = world.control(method, path, body).await;
        let error = answer.json()["error"].clone();
        (answer.status, error["field"].clone(), error["known"].clone())
    };
    let realms = json!(["live", "sandbox"]);
    for (method, path) in
        [("GET", "/ledger?realm=moon"), ("GET", "/mail?realm="), ("DELETE", "/faults?realm=moon")]
    {
        let said = refused(method, path, Value::Null).await;
        assert_eq!(said, (400, json!("realm"), realms.clone()), "{path}");
    }
    let login = json!({"dialect": "dreamscape", "login": "main", "standing": "gone"});
    let (code, field, known) = refused("POST", "/accounts/standing", login).await;
    assert_eq!((code, field, known.as_array().unwrap().len()), (400, json!("standing"), 5));
    let nobody = json!({"dialect": "dreamscape", "login": 9_999, "standing": "closed"});
    assert_eq!(refused("POST", "/accounts/standing", nobody).await.0, 404);
    let unsigned = json!({"dialect": "dns-services", "login": "main"});
    let (code, field, known) = refused("POST", "/accounts/key", unsigned).await;
    assert_eq!((code, field, known), (400, json!("dialect"), json!(["dreamscape", "devo"])));
}

#[tokio::test]
async fn both_clocks_are_moved_stopped_and_begun_again() {
    let mut world = World::with_beside(DAY).await;
    let [first, beside] = clocks(&world);
    assert_eq!(first, beside);
    world.sleeps("P30D").await;
    assert_eq!(clocks(&world), [first + 30 * 86_400; 2]);
    told(&world, "/clock", json!({"frozen": false})).await;
    told(&world, "/clock", json!({"advance": "P1D", "frozen": true})).await;
    let [live, beside] = clocks(&world);
    assert_eq!(live, beside);
    world.restarts().await;
    assert_eq!(clocks(&world), [live; 2]);
    told(&world, "/reset", json!({})).await;
    assert_eq!(clocks(&world), [first; 2]);
}

#[tokio::test]
async fn a_reset_and_a_restart_keep_the_keys_and_a_reset_takes_back_the_money() {
    let mut world = World::with_beside(DAY).await;
    let first = both(&world, "other");
    let rich =
        json!({"dialect": "dreamscape", "login": first.1.id, "amount": "5.00", "realm": "sandbox"});
    told(&world, "/accounts/credit", rich).await;
    let richer = balance(&first.1).await;
    world.restarts().await;
    let (live, beside) = both(&world, "other");
    assert_eq!((live.key(), beside.key()), (first.0.key(), first.1.key()));
    assert_eq!(balance(&beside).await, richer);
    let poorer = balance(&live).await;
    told(&world, "/reset", json!({})).await;
    assert_eq!((balance(&live).await, balance(&beside).await), (poorer.clone(), poorer));
}

#[tokio::test]
async fn a_reset_that_was_cut_short_is_finished_in_both_realms() {
    let mut world = World::with_beside(DAY).await;
    let [first, _] = clocks(&world);
    world.sleeps("P30D").await;
    let live = world.running().world();
    live.realm.store.write(|tx| tx.set_setting("sandbox.stage", "leaving")).await.unwrap();
    drop(live);
    world.restarts().await;
    assert_eq!(clocks(&world), [first; 2]);
    assert_eq!(status(&world.dreamscape_sandbox("main")).await, 200);
}

#[tokio::test]
async fn a_folder_without_the_realm_gets_it_where_its_clock_is() {
    let world = World::on(DAY).await;
    world.sleeps("P30D").await;
    assert!(world.running().world_beside().is_none());
    assert_eq!(world.fetch("/dreamscape-sandbox/ping").await.status, 404);
    let folder = world.stops().await;
    let options = Options { frozen: true, ..Options::new(folder.path()) }.on_free_ports();
    let world = World::over(folder, options).await;
    let [live, beside] = clocks(&world);
    assert_eq!(live, beside);
    assert_eq!(status(&world.dreamscape_sandbox("main")).await, 200);
}
