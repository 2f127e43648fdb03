//! The dialect has one profile: choosing the other one changes nothing.

use nameyard::profiles::Choice;
use nameyard::sandbox::Options;
use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::Account;

async fn told(account: &Account) -> Vec<Value> {
    let mut told = Vec::new();
    for (command, arguments) in [
        ("domainsCheck", json!({ "domains": "Free.com, example.com" })),
        ("domainRegister", json!({ "domain": "shoes.com" })),
        ("domainGetInfo", json!({ "domain": "shoes.com" })),
        ("domainGetInfo", json!({ "domain": "boots.com" })),
        ("domainSetNote", json!({ "domain": "shoes.com", "note": "Seen" })),
        ("domainsGetNote", json!({ "7": { "domain": "shoes.com" }, "x": { "domain": "a.com" } })),
        ("domainsSearch", json!({ "count": 1 })),
        ("clientGetBalance", json!({})),
        ("osimagesSearch", json!({ "type": "ovds" })),
        ("nothing", json!({})),
    ] {
        let mut reply = account.asks(command, arguments).await;
        assert_eq!(reply.status, 200, "{command}: {}", reply.text);
        if let Some(password) = reply.json.get_mut("password") {
            *password = json!("a code");
        }
        told.push(reply.json);
    }
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn both_profiles_speak_alike() {
    let documented = World::on("2026-01-01").await;
    let choose = |options| {
        let observed = Choice::new("domaincontext", "observed").expect("a dialect and a profile");
        Options { profiles: [observed].into_iter().collect(), ..options }
    };
    let observed = World::with("2026-01-01", 1, choose).await;
    let (one, other) = (documented.account("main"), observed.account("main"));
    assert_eq!(told(&one).await, told(&other).await);
}
