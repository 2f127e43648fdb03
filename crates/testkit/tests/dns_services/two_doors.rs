//! One account that is entered from two dialects: its names and its money are the same in each.

use serde_json::json;
use testkit::World;
use testkit::co_za::{parts, with};

#[tokio::test(flavor = "multi_thread")]
async fn a_name_bought_through_one_door_is_seen_through_the_other() {
    let world = World::on("2026-01-01").await;
    let (client, shop) = (world.client("both").await, world.shop("both").await);
    let id = client.buys("shoes.com", 1).await;
    assert_eq!(shop.status("shoes.com").await, "ok");
    let (_, had) = client.owes_and_has().await;
    assert_eq!(shop.balance_cents().await, had);
    let servers = ["ns1.elsewhere.example", "ns2.elsewhere.example"];
    let pairs = with("shoes.com", &[("ns1", servers[0]), ("ns2", servers[1])]);
    let changed = shop.post("/domain/ns", &pairs).await;
    assert!(matches!(changed.code(), 1 | 2), "{}", changed.text);
    world.sleeps("PT2S").await;
    assert_eq!(client.domain(&id).await["nameservers"], json!(servers));
    let _ = shop.post("/domain/renew", &parts("shoes.com")).await.done();
    assert_eq!(client.domain(&id).await["expires"], "2028-01-01");
    let _ =
        client.put(&format!("/domain/{id}/autorenew"), json!({ "autorenew": "0" })).await.done();
    for stranger in ["main", "other"] {
        world.client(stranger).await.get(&format!("/domain/{id}")).await.refused(404);
        let info = world.shop(stranger).await.info("shoes.com").await;
        assert_ne!(info.code(), 1, "{}", info.text);
    }
    world.is_consistent().await;
}
