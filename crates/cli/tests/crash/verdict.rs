//! What has to hold after a crash.

use std::collections::BTreeMap;

use model::domain::Domain;
use testkit::{Shop, World};

use crate::load::{Call, Known, Memory, make};

/// What the shop begins with, in cents.
pub const FUNDS: i64 = 1_000_000_000;
/// A year of a registration or a renewal, in seconds; leap days do not matter when it is divided.
const YEAR: i64 = 365 * 86_400;

/// Every name is held as its caller was told, before anything else happens.
pub async fn everything_answered_is_there(world: &World, memory: &Memory) {
    let held = held(world).await;
    for (name, known) in memory {
        let Some(answered) = known.expires else { continue };
        let may_be_gone = known.deleted || known.unanswered == Some(Call::Delete);
        let Some(domain) = held.get(name) else {
            assert!(may_be_gone, "{name} is lost: {known:?}");
            continue;
        };
        let years = domain.expires.unix() / YEAR - answered / YEAR;
        let at_most = i64::from(known.unanswered == Some(Call::Renew));
        assert!((0..=at_most).contains(&years), "{name} has {domain:?} after {known:?}");
    }
}

/// A caller that got no answer asks again, under the same key where there is one.
pub async fn the_rest_can_be_repeated(world: &World, memory: &mut Memory) {
    let shop = world.shop("main").await;
    for (name, known) in memory.iter_mut() {
        if let Some(call @ (Call::Register | Call::Renew)) = known.unanswered {
            assert!(make(&shop, name, call, known).await, "the next start answers");
        }
    }
}

/// After time has passed nothing is open, the registry agrees, and exactly what happened is paid.
pub async fn the_books_agree(world: &World, memory: &mut Memory) {
    world.sleeps("PT2M").await;
    world.is_consistent().await;
    let held = held(world).await;
    let shop = world.shop("main").await;
    let prices = prices(&shop).await;
    let mut spent = 0;
    for (name, known) in memory {
        let extension = name.split_once('.').expect("a name").1;
        let (registration, renewal) = prices[extension];
        spent += registration;
        match held.get(name) {
            Some(domain) => {
                assert!(!known.deleted, "{name} is still there");
                let years = (domain.expires.unix() - domain.registered.unix()) / YEAR;
                assert_eq!(domain.expires.unix() / YEAR, known.expires.unwrap() / YEAR, "{name}");
                spent += (years - 1) * renewal;
            }
            None => assert!(known.deleted || known.unanswered == Some(Call::Delete), "{name}"),
        }
        settled(known, held.contains_key(name));
    }
    assert_eq!(shop.balance_cents().await, FUNDS - spent, "what happened is paid, and no more");
}

/// What was in doubt is none any more.
fn settled(known: &mut Known, held: bool) {
    known.deleted |= known.unanswered == Some(Call::Delete) && !held;
    known.unanswered = None;
}

async fn held(world: &World) -> BTreeMap<String, Domain> {
    let names = world.held_names().await.into_iter();
    names.map(|domain| (domain.name.to_string(), domain)).collect()
}

/// What a year costs under each extension, in cents: the first one and a further one.
async fn prices(shop: &Shop) -> BTreeMap<String, (i64, i64)> {
    let list = shop.get("/reseller/pricing", &[("format", "tld")]).await.done();
    let rows = list.json["arrPrices"].as_object().unwrap().clone();
    let cents = |price: &serde_json::Value| price.as_str()?.replace('.', "").parse().ok();
    rows.into_iter()
        .filter_map(|(tld, row)| {
            Some((tld, (cents(&row["registration"])?, cents(&row["renewal"])?)))
        })
        .collect()
}
