//! Many at once: whoever comes first is served, nobody is served twice, and the money agrees.

use std::collections::BTreeMap;

use serde_json::Value;
use testkit::co_za::{Reply, parts};
use testkit::{Shop, World};

use crate::engines::on_each_engine;

/// Callers that come at once.
const CALLERS: usize = 64;
/// What a year of a name under co.za costs the demo resellers, in cents.
const YEAR: i64 = 7200;
/// "Try later" in the numbers of the dialect.
const LATER: i64 = 20;

/// Makes all calls at once, and gives the answers in the order of the calls.
async fn at_once<F>(calls: impl IntoIterator<Item = F>) -> Vec<Reply>
where
    F: Future<Output = Reply> + Send + 'static,
{
    let running: Vec<_> = calls.into_iter().map(tokio::spawn).collect();
    let mut replies = Vec::with_capacity(running.len());
    for call in running {
        replies.push(call.await.unwrap());
    }
    replies
}

/// How often each code was answered.
fn codes(replies: &[Reply]) -> BTreeMap<i64, usize> {
    let mut codes = BTreeMap::new();
    for reply in replies {
        *codes.entry(reply.code()).or_default() += 1;
    }
    codes
}

/// A pair of parameters and more of them, owned for a task of its own.
async fn posts(
    shop: Shop,
    path: &'static str,
    name: String,
    more: Vec<(&'static str, String)>,
) -> Reply {
    let mut pairs = parts(&name).to_vec();
    pairs.extend(more.iter().map(|(key, value)| (*key, value.as_str())));
    shop.post(path, &pairs).await
}

async fn registers(shop: Shop, name: String) -> Reply {
    shop.asks_to_register(&name, 1).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_balance_buys_exactly_what_it_covers() {
    on_each_engine(async |world| {
        let shop = world.shop("main").await;
        world.leaves_with("main", 40 * YEAR).await;
        let calls = (0..CALLERS).map(|n| registers(shop.clone(), format!("name-{n}.co.za")));
        let replies = at_once(calls).await;
        assert_eq!(codes(&replies), BTreeMap::from([(1, 40), (19, 24)]));
        assert_eq!(world.held_names().await.len(), 40);
        assert_eq!(shop.balance_cents().await, 0);
        world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_everybody_wants_goes_to_one_and_is_paid_once() {
    on_each_engine(async |world| {
        let shops = [world.shop("main").await, world.shop("other").await];
        let before = [shops[0].balance_cents().await, shops[1].balance_cents().await];
        let calls = (0..CALLERS).map(|n| registers(shops[n % 2].clone(), "shoes.co.za".to_owned()));
        let replies = at_once(calls).await;
        assert_eq!(codes(&replies)[&1], 1, "{:?}", codes(&replies));
        let winner = replies.iter().position(|reply| reply.code() == 1).unwrap() % 2;
        assert_eq!(shops[winner].status("shoes.co.za").await, "ok");
        let _ = shops[1 - winner].info("shoes.co.za").await.with_code(8);
        assert_eq!(shops[winner].balance_cents().await, before[winner] - YEAR);
        assert_eq!(shops[1 - winner].balance_cents().await, before[1 - winner]);
        world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_repeated_under_its_key_is_done_once() {
    on_each_engine(async |world| {
        let shop = world.shop("main").await;
        let before = shop.balance_cents().await;
        for round in 0..8 {
            let (name, key) = (format!("keyed-{round}.co.za"), format!("key-{round}"));
            let calls = (0..32).map(|_| registers(shop.keyed(&key), name.clone()));
            done_once_or_later(at_once(calls).await);
            let more = vec![("period", "1".to_owned())];
            let key = format!("renewal-{round}");
            let renews = || posts(shop.keyed(&key), "/domain/renew", name.clone(), more.clone());
            done_once_or_later(at_once((0..32).map(|_| renews())).await);
            assert_eq!(shop.balance_cents().await, before - (round + 1) * 2 * YEAR);
            let renewed = renews().await.done();
            assert_eq!(renewed.number_at("intExDate"), 1_830_297_600, "2028-01-01");
        }
        assert_eq!(world.held_names().await.len(), 8);
        world.is_consistent().await;
    })
    .await;
}

/// All answers are alike, apart from what identifies the call itself; or they say "try later".
fn done_once_or_later(replies: Vec<Reply>) {
    let mut outcomes = replies.into_iter().filter(|reply| reply.code() != LATER).map(|reply| {
        let mut outcome = reply.done().json;
        outcome.as_object_mut().unwrap().remove("strUUID");
        outcome
    });
    let first: Value = outcomes.next().expect("somebody is told how it ended");
    assert!(outcomes.all(|outcome| outcome == first), "{first}");
}

#[tokio::test(flavor = "multi_thread")]
async fn renewals_at_once_cost_what_they_bring() {
    on_each_engine(async |world| {
        let shop = world.shop("main").await;
        let before = shop.balance_cents().await;
        shop.registers("shoes.co.za", 1).await;
        let more = vec![("period", "1".to_owned())];
        let calls = (0..32)
            .map(|_| posts(shop.clone(), "/domain/renew", "shoes.co.za".to_owned(), more.clone()));
        let replies = at_once(calls).await;
        let renewed = i64::try_from(codes(&replies)[&1]).unwrap();
        assert!((1..=9).contains(&renewed), "{:?}", codes(&replies));
        let expires = shop.info("shoes.co.za").await.number_at("intExDate");
        let years = (expires - 1_767_225_600) / (365 * 86_400);
        assert_eq!(years, 1 + renewed, "2026-01-01 and one year for each success");
        assert_eq!(shop.balance_cents().await, before - (1 + renewed) * YEAR);
        world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_is_either_approved_or_withdrawn() {
    on_each_engine(async |world| {
        let (gainer, loser) = (world.shop("main").await, world.shop("other").await);
        world.leaves_with("main", 1_000_000).await;
        for round in 0..8 {
            let name = format!("moving-{round}.com");
            loser.registers(&name, 1).await;
            world.sleeps("P6D").await;
            let code = unlocked(&loser, &name).await;
            let before = gainer.balance_cents().await;
            let asked = vec![("eppKey", code)];
            let _ = posts(gainer.clone(), "/domain/transfer", name.clone(), asked).await.done();
            let price = before - gainer.balance_cents().await;
            assert!(price > 0);
            world.sleeps("PT1S").await;
            let key = mailed_key(&world, &name).await;
            let approval = vec![("response", "approve".to_owned()), ("key", key)];
            let approves =
                posts(loser.clone(), "/domain/transfer/response", name.clone(), approval);
            let withdrawal = (gainer.clone(), name.clone());
            let withdraws =
                async move { withdrawal.0.delete("/domain/transfer", &parts(&withdrawal.1)).await };
            let (approved, withdrawn) =
                tokio::join!(tokio::spawn(approves), tokio::spawn(withdraws));
            let (approved, withdrawn) = (approved.unwrap().code(), withdrawn.unwrap().code());
            assert!((approved == 1) != (withdrawn == 1), "{approved} and {withdrawn}");
            let moved = approved == 1;
            assert_eq!(gainer.info(&name).await.code() == 1, moved);
            assert_eq!(loser.info(&name).await.code() == 1, !moved);
            assert_eq!(before - gainer.balance_cents().await, if moved { price } else { 0 });
            world.is_consistent().await;
        }
    })
    .await;
}

/// The auth code of a name, after its lock is off.
async fn unlocked(shop: &Shop, name: &str) -> String {
    let [sld, tld] = parts(name);
    let _ = shop.post("/domain/lock", &[sld, tld, ("action", "unlock")]).await.done();
    shop.get("/domain/eppKey", &[sld, tld]).await.done().text_at("strEPPKey")
}

/// The key in the mail about a transfer that the registrant got.
async fn mailed_key(world: &World, name: &str) -> String {
    let mails = world.mail("thandi@example.co.za").await;
    let subject = format!("Transfer of {name}");
    let mail = mails.iter().rev().find(|mail| mail["subject"] == subject.as_str()).expect("a mail");
    let text = mail["text"].as_str().unwrap();
    text.lines().find_map(|line| line.strip_prefix("Key: ")).expect("a key").to_owned()
}
