//! Records that hang off a name itself: numbers that stay, and few types.

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::Client;

async fn records(client: &Client, id: &str) -> Vec<Value> {
    client.get(&format!("/domain/{id}/dns")).await.done().list_at("records")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_added_changed_and_removed_and_the_others_keep_their_numbers() {
    records_keep_their_numbers(World::on("2026-01-01").await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn records_keep_their_numbers_in_the_observed_profile() {
    records_keep_their_numbers(World::observed("2026-01-01").await).await;
}

async fn records_keep_their_numbers(world: World) {
    let main = world.client("main").await;
    let id = main.buys("shoes.com", 1).await;
    let path = format!("/domain/{id}/dns");
    let types = main.get(&format!("{path}/types")).await.done();
    assert_eq!(types.json, json!({ "types": ["A", "CNAME", "URL", "FRAME", "MX", "MXE", "TXT"] }));
    assert_eq!(records(&main, &id).await, [] as [Value; 0]);
    let updated = json!({ "info": ["DNS Management updated successfully"] });
    for record in [
        json!({ "name": "www", "type": "A", "content": "192.0.2.1" }),
        json!({ "name": "", "type": "MX", "priority": "10", "content": "mail.shoes.com" }),
        json!({ "name": "old", "type": "URL", "content": "https://www.shoes.com/" }),
    ] {
        assert_eq!(main.post(&path, record).await.done().json, updated);
    }
    let [www, mx, url] = &records(&main, &id).await[..] else { panic!("three records") };
    for record in [www, mx, url] {
        for key in ["id", "ttl", "priority"] {
            assert!(record[key].is_i64(), "{record}");
        }
    }
    assert_eq!((&www["name"], &www["type"]), (&json!("www"), &json!("A")));
    assert_eq!((&mx["priority"], &mx["content"]), (&json!(10), &json!("mail.shoes.com")));

    let of = |record: &Value| format!("{path}/{}", record["id"]);
    let change = json!({ "name": "www", "type": "A", "content": "192.0.2.2" });
    assert_eq!(main.put(&of(www), change).await.done().json, updated);
    let mut changed = www.clone();
    changed["content"] = json!("192.0.2.2");
    assert_eq!(records(&main, &id).await, [changed.clone(), mx.clone(), url.clone()]);

    assert_eq!(main.delete(&of(mx)).await.done().json, updated);
    assert_eq!(records(&main, &id).await, [changed.clone(), url.clone()]);
    // A number that is gone never means another record.
    main.delete(&of(mx)).await.refused(404);
    main.put(&of(mx), json!({ "content": "other.shoes.com" })).await.refused(404);
    assert_eq!(records(&main, &id).await, [changed, url.clone()]);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_record_changes_nothing() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.buys("shoes.com", 1).await;
    let path = format!("/domain/{id}/dns");
    let good = json!({ "name": "www", "type": "A", "content": "192.0.2.1" });
    let _ = main.post(&path, good.clone()).await.done();
    let before = records(&main, &id).await;
    for wrong in [
        json!({}),
        json!({ "name": "www", "type": "A", "content": "2001:db8::1" }),
        json!({ "name": "www", "type": "SRV", "content": "10 5060 vc01.shoes.com" }),
        json!({ "name": "www", "type": "CNAME", "content": "shoes.com" }),
        json!({ "name": "old", "type": "URL", "content": "not an address" }),
        json!({ "name": "", "type": "MX", "priority": "many", "content": "mail.shoes.com" }),
    ] {
        main.post(&path, wrong).await.refused(400);
    }
    let stranger = world.client("other").await;
    stranger.get(&path).await.refused(404);
    stranger.get(&format!("{path}/types")).await.refused(404);
    stranger.post(&path, good).await.refused(404);
    stranger.delete(&format!("{path}/{}", before[0]["id"])).await.refused(404);
    assert_eq!(records(&main, &id).await, before);
    // The stranger's own name does not open another one's records.
    let own = stranger.buys("boots.com", 1).await;
    stranger.delete(&format!("/domain/{own}/dns/{}", before[0]["id"])).await.refused(404);
    assert_eq!(records(&main, &id).await, before);
}
