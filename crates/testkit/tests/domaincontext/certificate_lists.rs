//! Certificates by exact values of their fields.

use serde_json::{Value, json};
use testkit::World;
use testkit::openssl::{self, Key, request};

use crate::certificate_holder::{Holder, MULTI, NAME, SINGLE};

#[tokio::test(flavor = "multi_thread")]
async fn every_filter_acts() {
    if !openssl::is_there() {
        return;
    }
    let world = World::on("2026-01-01").await;
    let holder = Holder::of(&world, SINGLE).await;
    holder.obtains(&request(Key::Ecdsa, &[NAME])).await;
    let issued = holder.info().await;
    let main = &holder.account;
    world.sleeps("P1D").await;
    let wish = json!({ "product": MULTI, "amount": 2 });
    let bought = main.asks("certificatePurchase", wish).await.done()["id"].clone();
    let seller = world.account("seller");
    let own = seller.asks("certificatePurchase", json!({ "product": MULTI })).await.done();
    let own = own["id"].clone();
    let (issued_id, field) = (issued["id"].clone(), |name: &str| issued[name].clone());
    let first = vec![issued_id.clone()];
    let second = vec![bought.clone()];
    let all = vec![issued_id.clone(), bought.clone(), own.clone()];
    let clients = vec![issued_id.clone(), bought.clone()];
    let later = vec![bought, own.clone()];
    for (filter, expected) in [
        (json!({}), &all),
        (json!({ "id": issued_id }), &first),
        (json!({ "id": 999_999 }), &vec![]),
        (json!({ "remoteid": field("remoteid") }), &first),
        (json!({ "parent_id": issued_id }), &vec![]),
        (json!({ "is_parent": 1 }), &vec![]),
        (json!({ "is_parent": 0 }), &all),
        (json!({ "type_id": field("type_id") }), &first),
        (json!({ "product_id": field("product_id") }), &first),
        (json!({ "object_id": field("object_id") }), &first),
        (json!({ "object_id": field("object_id"), "type": MULTI }), &vec![]),
        (json!({ "state_id": field("state_id") }), &first),
        (json!({ "state_id": 77 }), &vec![]),
        (json!({ "state": "ok" }), &first),
        (json!({ "state": "incomplete" }), &later),
        (json!({ "state": "deleted" }), &vec![]),
        (json!({ "client_id": field("client_id") }), &clients),
        (json!({ "client": "main" }), &clients),
        (json!({ "client": "seller" }), &vec![own.clone()]),
        (json!({ "client": "other" }), &vec![]),
        (json!({ "client": "nobody" }), &vec![]),
        (json!({ "seller_id": field("seller_id") }), &clients),
        (json!({ "seller": "seller" }), &clients),
        (json!({ "seller": "main" }), &vec![]),
        (json!({ "name": "KarooShop.com" }), &first),
        (json!({ "name": "karoo" }), &vec![]),
        (json!({ "type": MULTI }), &later),
        (json!({ "type_label": field("type_label") }), &first),
        (json!({ "amount": 2 }), &second),
        (json!({ "begins": "2026-01-01" }), &first),
        (json!({ "begins": "2026-01-02" }), &vec![]),
        (json!({ "expires": "2027-01-01" }), &first),
        (json!({ "expires": "2027-01-02" }), &vec![]),
        (json!({ "show_new": 1 }), &all),
        (json!({ "show_new": 0 }), &first),
        (json!({ "show_chain": 1 }), &all),
    ] {
        let found = seller.asks("certificatesSearch", filter.clone()).await.done();
        let rows = found.as_array().expect("a bare list").iter();
        let ids: Vec<Value> = rows.map(|row| row["id"].clone()).collect();
        assert_eq!(&ids, expected, "{filter}");
    }
    let found = main.asks("certificatesSearch", json!({ "client": "main" })).await.done();
    assert_eq!(found.as_array().map(Vec::len), Some(2), "{found}");
    assert_eq!(found[0], holder.info().await);
}
