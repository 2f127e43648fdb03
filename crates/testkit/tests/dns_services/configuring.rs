//! Setting a name up: where it points, and whether it renews by itself.

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::Client;

/// What every change answers.
fn saved() -> Value {
    json!({ "info": ["success_changes_save"] })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_points_where_it_is_told_to() {
    points_where_it_is_told_to(World::on("2026-01-01").await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_points_where_it_is_told_to_in_the_observed_profile() {
    points_where_it_is_told_to(World::observed("2026-01-01").await).await;
}

async fn points_where_it_is_told_to(world: World) {
    let main = world.client("main").await;
    let id = main.buys("shoes.com", 1).await;
    let (path, defaults) = (format!("/domain/{id}/ns"), servers(&main, &id).await);
    assert!(defaults.len() >= 2, "{defaults:?}");
    let own = ["ns1.harborline.example", "ns2.harborline.example"];
    let set = main.put(&path, json!({ "nameservers": own })).await.done();
    assert_eq!(set.json, saved());
    assert_eq!(servers(&main, &id).await, own);
    // What cannot be meant changes nothing: a text in place of the list, one server, no host names.
    for wrong in [
        json!("nameserversValue"),
        json!(["ns1.harborline.example"]),
        json!(["not a host", "ns2.harborline.example"]),
        json!({ "first": 7 }),
    ] {
        main.put(&path, json!({ "nameservers": wrong })).await.refused(400);
    }
    let stranger = world.client("other").await;
    stranger.put(&path, json!({ "nameservers": [] })).await.refused(404);
    stranger.get(&path).await.refused(404);
    assert_eq!(servers(&main, &id).await, own);
    // An empty list, an empty text and silence are the default servers.
    for default in [json!({ "nameservers": [] }), json!({ "nameservers": "" }), json!({})] {
        let _ = main.put(&path, json!({ "nameservers": own })).await.done();
        assert_eq!(main.put(&path, default).await.done().json, saved());
        assert_eq!(servers(&main, &id).await, defaults);
    }
    world.is_consistent().await;
    world.agrees_with_registry().await;
}

/// Where a name points, which two calls tell alike.
async fn servers(client: &Client, id: &str) -> Vec<Value> {
    let read = client.get(&format!("/domain/{id}/ns")).await.done().list_at("nameservers");
    assert_eq!(client.domain(id).await["nameservers"], json!(read));
    read
}

#[tokio::test(flavor = "multi_thread")]
async fn three_reads_agree_whether_a_name_renews_by_itself() {
    agree_on_autorenew(World::on("2026-01-01").await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_reads_agree_on_it_in_the_observed_profile() {
    agree_on_autorenew(World::observed("2026-01-01").await).await;
}

async fn agree_on_autorenew(world: World) {
    let main = world.client("main").await;
    let (id, bystander) = (main.buys("shoes.com", 1).await, main.buys("boots.com", 1).await);
    let path = format!("/domain/{id}/autorenew");
    assert_eq!(autorenew(&main, &id).await, "0");
    for (body, then) in [
        (json!({ "autorenew": "1" }), "1"),
        (json!({ "autorenew": 1 }), "1"),
        (json!({ "autorenew": false }), "0"),
        (json!({}), "1"),
        (json!({}), "0"),
        (json!({ "autorenew": "true" }), "1"),
    ] {
        assert_eq!(main.put(&path, body).await.done().json, saved());
        assert_eq!(autorenew(&main, &id).await, then);
    }
    main.put(&path, json!({ "autorenew": "perhaps" })).await.refused(400);
    world.client("other").await.put(&path, json!({})).await.refused(404);
    assert_eq!(autorenew(&main, &id).await, "1");
    assert_eq!(autorenew(&main, &bystander).await, "0");
    world.is_consistent().await;
}

/// Whether a name renews by itself, which three calls tell alike.
async fn autorenew(client: &Client, id: &str) -> String {
    let flag = client.get(&format!("/domain/{id}/autorenew")).await.done().text_at("autorenew");
    assert_eq!(client.domain(id).await["autorenew"], flag);
    let listed = client.get("/domain").await.done().list_at("domains");
    let row = listed.iter().find(|row| row["id"] == id).expect("the name");
    assert_eq!(row["autorenew"], flag);
    flag
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_can_be_ordered_with_servers_of_its_own() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let own = ["ns1.harborline.example", "ns2.harborline.example"];
    let order = json!({
        "name": "shoes.com", "years": "2", "action": "register", "pay_method": "1",
        "tld_id": main.tld(".com").await, "nameservers": own,
    });
    let ordered = main.post("/domain/order", order).await.into();
    let id = main.pays_for(ordered).await;
    assert_eq!(servers(&main, &id).await, own);
    assert_eq!(main.domain(&id).await["expires"], "2028-01-01");
    world.agrees_with_registry().await;
}
