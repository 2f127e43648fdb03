//! Renewing a name: years are added when they are paid, and not before.

use serde_json::json;
use testkit::World;

#[tokio::test(flavor = "multi_thread")]
async fn years_are_added_once_they_are_paid() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.buys("shoes.com", 1).await;
    let dates = async || {
        let domain = main.domain(&id).await;
        [domain["expires"].clone(), domain["next_due"].clone()]
    };
    assert_eq!(dates().await[0], "2027-01-01");
    let ordered = main.orders_renewal(&id, 2).await;
    assert_eq!(ordered.item, id);
    let invoice = main.invoice(&ordered.invoice).await;
    assert_eq!(
        (&invoice["items"][0]["type"], &invoice["items"][0]["item_id"]),
        (&json!("Domain Renew"), &json!(id))
    );
    assert_eq!(dates().await[0], "2027-01-01");
    main.pays_for(ordered).await;
    assert_eq!(dates().await, [json!("2029-01-01"), json!("2029-01-01")]);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_past_the_longest_life_is_refused() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.buys("shoes.com", 1).await;
    let before = main.owes_and_has().await;
    for years in [json!(0), json!(-1), json!(10), json!("many"), json!(1000)] {
        let renewal = json!({ "years": years, "pay_method": 1 });
        main.post(&format!("/domain/{id}/renew"), renewal).await.refused(400);
    }
    assert_eq!(main.owes_and_has().await, before);
    let stranger = world.client("other").await;
    let renewal = json!({ "years": 1, "pay_method": 1 });
    stranger.post(&format!("/domain/{id}/renew"), renewal).await.refused(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_of_time_ends_what_nobody_pays_for() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.buys("shoes.com", 1).await;
    let _ = main.put(&format!("/domain/{id}/autorenew"), json!({ "autorenew": "0" })).await.done();
    world.sleeps_until("2026-12-15").await;
    let invoices = main.get("/invoice").await.done().list_at("invoices");
    let renewal =
        invoices.iter().find(|row| row["status"] == "Unpaid").expect("a renewal's invoice");
    let invoice = renewal["id"].as_str().expect("a number as text");
    assert_eq!(main.invoice(invoice).await["items"][0]["item_id"], id);
    world.sleeps_until("2027-01-03").await;
    assert_eq!(main.domain(&id).await["status"], "Expired");
    let paid = main.pays(invoice).await.done();
    assert_eq!(paid.text_at("invoice_status"), "Paid");
    let renewed = main.domain(&id).await;
    assert_eq!((&renewed["status"], &renewed["expires"]), (&json!("Active"), &json!("2028-01-01")));
    world.is_consistent().await;
}
