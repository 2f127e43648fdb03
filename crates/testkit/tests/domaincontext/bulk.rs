//! A thousand names in one call: what is good is done, what is not is named, and it is faster than a
//! thousand calls.

use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};
use testkit::World;
use testkit::domaincontext::{Account, Reply};

/// Names in one call, and those of them that cannot be had.
const MANY: usize = 1_000;
const BAD: usize = 10;
/// Single calls that stand for a thousand.
const SINGLE: u32 = 150;
/// How much faster one call has to be.
const FASTER: u32 = 3;
/// Kilobytes of memory that a thousand registrations may leave behind.
const KILOBYTES: u64 = 256 * 1_024;

/// Memory of this process, in kilobytes.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// A thousand elements; every hundredth is taken, malformed or of an unknown extension.
fn elements() -> Value {
    let element = |number: usize| {
        let name = match (number % 100, number / 100 % 3) {
            (50, 0) => format!("taken{number}.com"),
            (50, 1) => format!("-{number}-.com"),
            (50, _) => format!("name{number}.nowhere"),
            _ => format!("name{number}.com"),
        };
        (format!("key{number}"), json!({ "domain": name }))
    };
    Value::Object((0..MANY).map(element).collect())
}

fn failed(reply: &Reply) -> Vec<&String> {
    let elements: &Map<String, Value> = reply.json.as_object().expect("elements");
    let failed = elements.iter().filter(|(_, element)| element.get("_error").is_some());
    failed.map(|(key, _)| key).collect()
}

async fn pays_in(world: &World, account: &Account, cents: i64) {
    let missing = cents - account.balance_cents().await;
    let sign = if missing < 0 { "-" } else { "" };
    let missing = missing.unsigned_abs();
    let amount = format!("{sign}{}.{:02}", missing / 100, missing % 100);
    world.credits_in("domaincontext", account.login(), &amount).await;
}

/// How long the first single calls take, and how long each does.
async fn singly(world: &World) -> Duration {
    let other = world.account("other");
    pays_in(world, &other, i64::from(SINGLE + 1) * other.price("com", "dregistration").await).await;
    other.registers("warm-up.com").await;
    let begun = Instant::now();
    for number in 0..SINGLE {
        other.registers(&format!("single{number}.com")).await;
    }
    begun.elapsed() / SINGLE
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_names_in_one_call() {
    let world = World::on("2026-01-01").await;
    let (main, seller) = (world.account("main"), world.account("seller"));
    for number in (0..MANY).filter(|number| number % 100 == 50 && number / 100 % 3 == 0) {
        seller.registers(&format!("taken{number}.com")).await;
    }
    let price = main.price("com", "dregistration").await;
    let good = i64::try_from(MANY - BAD).expect("a number");
    pays_in(&world, &main, price * good).await;
    let single = singly(&world).await;
    let before = resident();
    let begun = Instant::now();
    let reply = main.posts("domainsRegister", elements()).await;
    let took = begun.elapsed();
    let more = resident().saturating_sub(before);
    reply.refused();
    let failed = failed(&reply);
    assert_eq!(failed.len(), BAD, "{failed:?}");
    assert!(failed.iter().all(|key| key.ends_with("50")), "{failed:?}");
    for key in failed {
        assert!(reply.refused().contains(key.as_str()), "{}", reply.refused());
    }
    assert_eq!(reply.json.as_object().map(Map::len), Some(MANY + 1));
    assert_eq!(reply.json["key7"]["domain"], "name7.com");
    assert_eq!(main.balance_cents().await, 0);
    let count = main.asks("domainsSearch", json!({ "count": 1 })).await.done();
    assert_eq!(count, good);
    assert!(more < KILOBYTES, "{more} kB more");
    let singly = single * u32::try_from(MANY).expect("a number");
    let times = singly.as_millis() / took.as_millis().max(1);
    eprintln!("{MANY} in one call: {took:?}; one by one: {singly:?}; {more} kB more");
    assert!(times >= FASTER.into(), "{took:?} in one call, {singly:?} one by one");
    world.is_consistent().await;
    // The same call again does and costs nothing.
    let again = main.posts("domainsRegister", elements()).await;
    again.refused();
    assert_eq!(main.balance_cents().await, 0);
    assert_eq!(main.asks("domainsSearch", json!({ "count": 1 })).await.done(), good);
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_echoed_in_their_order_whatever_they_are() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = main.registers("karoo.com").await;
    let keys = ["9", "1", "b", "a", "07", "\u{43a}\u{43b}\u{44e}\u{447}", "with space", "x.y"];
    let elements: Vec<String> =
        keys.iter().map(|key| format!("{}[id]={id}", key.replace(' ', "%20"))).collect();
    let reply = main.asks_literally("domainsGetNote", &elements[..5].join("&")).await;
    let mut places = keys[..5].iter().map(|key| reply.text.find(&format!("\"{key}\":")));
    let first = places.next().flatten().expect("the first key");
    places.fold(first, |before, place| {
        let place = place.expect("a key");
        assert!(before < place, "{}", reply.text);
        place
    });
    let wish: Value = keys
        .iter()
        .map(|key| ((*key).to_owned(), json!({ "id": id })))
        .collect::<Map<_, _>>()
        .into();
    let reply = main.posts("domainsGetNote", wish).await.done();
    for key in keys {
        assert_eq!(reply[key]["domain"], "karoo.com", "{key}");
    }
    // Nothing at all is nothing to do.
    main.asks("domainsGetNote", json!({})).await.refused();
    let same = json!({ "a": { "domain": "veld.com" }, "b": { "domain": "veld.com" } });
    let before = main.balance_cents().await;
    let same = main.posts("domainsRegister", same).await;
    same.refused();
    assert_eq!(failed(&same).len(), 1, "{}", same.text);
    assert_eq!(before - main.balance_cents().await, main.price("com", "dregistration").await);
    world.is_consistent().await;
}

/// The registry is away for some elements: those may be asked again, and nothing is had twice.
#[tokio::test(flavor = "multi_thread")]
async fn elements_that_met_silence_may_be_asked_again() {
    for kind in ["unavailable", "reply_lost"] {
        let world = World::on("2026-01-01").await;
        let main = world.account("main");
        let before = main.balance_cents().await;
        let wish: Value = (0..20)
            .map(|number| (number.to_string(), json!({ "domain": format!("name{number}.com") })))
            .collect::<Map<_, _>>()
            .into();
        world.orders_fault("register", kind, 5).await;
        let first = main.posts("domainsRegister", wish.clone()).await;
        assert!(first.refused().contains("5 of 20"), "{}", first.text);
        for key in failed(&first) {
            assert_eq!(first.json[key]["wait"], 1, "{}", first.text);
        }
        world.sleeps("PT1H").await;
        let second = main.posts("domainsRegister", wish).await;
        assert!(!second.text.contains("wait"), "{}", second.text);
        assert_eq!(main.asks("domainsSearch", json!({ "count": 1 })).await.done(), 20);
        let price = main.price("com", "dregistration").await;
        assert_eq!(before - main.balance_cents().await, 20 * price, "{kind}");
        world.is_consistent().await;
    }
}
