//! From nothing to a name that answers and proves it: a name, DNS hosting, a zone, its servers, a key.

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::Client;

use crate::zones::{rows, with_zone};

/// A public key that signs keys (ECDSA P-256).
const PUBLIC_KEY: &str =
    "mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ==";

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_bought_hosted_delegated_and_signed() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.buys("shoes.com", 1).await;
    let servers = main.domain(&id).await["nameservers"].clone();
    is_hosted_delegated_and_signed(&world, &main, &id, servers).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_bought_hosted_delegated_and_signed_in_the_observed_profile() {
    let world = World::observed("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.buys("shoes.com", 1).await;
    is_hosted_delegated_and_signed(&world, &main, &id, Value::Null).await;
}

/// The rest of the way; where no servers are given, the zone itself says which they are.
async fn is_hosted_delegated_and_signed(world: &World, main: &Client, id: &str, servers: Value) {
    let away = ["ns1.elsewhere.example", "ns2.elsewhere.example"];
    let delegation = format!("/domain/{id}/ns");
    let _ = main.put(&delegation, json!({ "nameservers": away })).await.done();
    let (service, zone) = with_zone(main, "shoes.com").await;
    assert_eq!(main.service(&service).await["status"], "Active");
    let path = format!("/service/{service}/dns/{zone}");
    let record =
        json!({ "name": "www.shoes.com", "ttl": 3600, "type": "A", "content": "192.0.2.1" });
    let _ = main.post(&format!("{path}/records"), record).await.done();
    let shown = rows(&main.get(&path).await.done());
    assert!(shown.iter().any(|record| record["content"] == "192.0.2.1"), "{shown:?}");
    let servers = match servers {
        Value::Null => shown
            .iter()
            .filter(|record| record["type"] == "NS")
            .map(|record| record["content"].clone())
            .collect(),
        known => known,
    };
    let _ = main.put(&delegation, json!({ "nameservers": servers })).await.done();
    assert_eq!(main.get(&delegation).await.done().json["nameservers"], servers);

    let keys = format!("/domain/{id}/dnssec");
    let flags = main.get(&format!("{keys}/flags")).await.done().json;
    assert_eq!(flags, json!({ "flags": { "256": "ZSK", "257": "KSK" } }));
    let listed = async || main.get(&keys).await.done().list_at("keys");
    assert_eq!(listed().await.len(), 0);
    let key = json!({ "flags": 257, "protocol": 3, "alg": 13, "pubkey": PUBLIC_KEY });
    let _ = main.put(&keys, key.clone()).await.done();
    let [shown] = &listed().await[..] else { panic!("one key") };
    for part in ["flags", "protocol", "alg", "pubkey"] {
        assert_eq!(shown[part], key[part], "{shown}");
    }
    world.agrees_with_registry().await;
    let of = format!("{keys}/{}", shown["key"].as_str().expect("what the key is called"));
    world.client("other").await.delete(&of).await.refused(404);
    assert_eq!(listed().await.len(), 1);
    let _ = main.delete(&of).await.done();
    assert_eq!(listed().await.len(), 0);
    main.delete(&of).await.refused(404);
    world.is_consistent().await;
    world.agrees_with_registry().await;
}
