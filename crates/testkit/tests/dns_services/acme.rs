//! A certificate is had by a plain script: curl, grep and sed, as people keep them beside their servers.

use std::process::{Command, Output};

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::Client;

use crate::zones::{rows, with_zone};

/// The script, beside this file.
const HOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/dns_services/acme-hook.sh");
/// What the authority wants to see; such texts have dashes, also in front.
const TOKEN: &str = "-gfj9Xq_Rg85nM-LoqO3vz6QVYHs9BzU";

/// How the script says who it is.
#[derive(Clone, Copy)]
enum Auth {
    Bearer,
    Basic,
}

fn is_curl_there() -> bool {
    let is_there = Command::new("curl").arg("--version").output().is_ok();
    if !is_there {
        eprintln!("skipped: there is no curl here");
    }
    is_there
}

/// Runs the script, as main.
async fn runs(world: &World, auth: Auth, action: &str, name: &str) -> Output {
    let (username, password) = world.client_login("main");
    let base = world.running().json()["dialects"]["dns-services"]["base_url"].clone();
    let mut command = Command::new("sh");
    command
        .args([HOOK, action, name, TOKEN])
        .env("DNS_URL", base.as_str().expect("an address"))
        .env("DNS_USER", username)
        .env("DNS_PASSWORD", password)
        .env("DNS_AUTH", if matches!(auth, Auth::Basic) { "basic" } else { "bearer" });
    tokio::task::spawn_blocking(move || command.output().expect("a shell")).await.expect("no panic")
}

/// The records of a zone but for its authority, whose serial rises with every change.
async fn records(client: &Client, path: &str) -> Vec<Value> {
    let records = rows(&client.get(path).await.done());
    records.into_iter().filter(|record| record["type"] != "SOA").collect()
}

/// The names and contents of the TXT records of a zone.
async fn texts(client: &Client, path: &str) -> Vec<[Value; 2]> {
    let records = records(client, path).await;
    let texts = records.iter().filter(|record| record["type"] == "TXT");
    texts.map(|record| [record["name"].clone(), record["content"].clone()]).collect()
}

/// A name is proven and the proof is taken away again; everything else stays.
async fn proves(world: World, auth: Auth, proof: [Value; 2]) {
    if !is_curl_there() {
        return;
    }
    let main = world.client("main").await;
    let (service, zone) = with_zone(&main, "shoes.com").await;
    let path = format!("/service/{service}/dns/{zone}");
    for record in [
        json!({ "name": "", "type": "TXT", "content": "v=spf1 -all" }),
        json!({ "name": "google._domainkey", "type": "TXT", "content": "v=DKIM1; k=rsa" }),
        json!({ "name": "_acme-challenge.www", "type": "TXT", "content": "somebody-else" }),
        json!({ "name": "www", "type": "A", "content": "192.0.2.1" }),
    ] {
        let _ = main.post(&format!("{path}/records"), record).await.done();
    }
    let before = records(&main, &path).await;
    let added = runs(&world, auth, "add", "www.shoes.com").await;
    assert!(added.status.success(), "{added:?}");
    let proven = texts(&main, &path).await;
    assert_eq!((proven.len(), proven.last()), (4, Some(&proof)));
    let removed = runs(&world, auth, "remove", "www.shoes.com").await;
    assert!(removed.status.success(), "{removed:?}");
    assert_eq!(records(&main, &path).await, before);
    // There is nothing to remove any more, and no zone for anybody else's name.
    for (action, name) in [("remove", "www.shoes.com"), ("add", "www.boots.com")] {
        assert!(!runs(&world, auth, action, name).await.status.success(), "{action} {name}");
    }
    assert_eq!(records(&main, &path).await, before);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_proves_a_name_by_signing_in() {
    let proof = [json!("_acme-challenge.www"), json!(TOKEN)];
    proves(World::on("2026-01-01").await, Auth::Bearer, proof).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_proves_a_name_with_its_password_alone() {
    let proof = [json!("_acme-challenge.www"), json!(TOKEN)];
    proves(World::on("2026-01-01").await, Auth::Basic, proof).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_script_works_in_the_observed_profile() {
    let proof = [json!("_acme-challenge.www.shoes.com"), json!(format!("\"{TOKEN}\""))];
    proves(World::observed("2026-01-01").await, Auth::Bearer, proof).await;
}
