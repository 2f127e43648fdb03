//! Renewing a name: years are added when they are paid, and not before.

use serde_json::{Value, json};
use testkit::World;
use testkit::dns_services::{Client, cents};

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

/// The invoices of a client that wait for money.
async fn unpaid(client: &Client) -> Vec<Value> {
    let invoices = client.get("/invoice").await.done().list_at("invoices");
    invoices.into_iter().filter(|row| row["status"] == "Unpaid").collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_is_billed_before_it_is_due_and_paid_by_hand() {
    is_billed_and_paid_by_hand(World::on("2026-01-01").await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_is_billed_and_paid_by_hand_in_the_observed_profile() {
    is_billed_and_paid_by_hand(World::observed("2026-01-01").await).await;
}

async fn is_billed_and_paid_by_hand(world: World) {
    let main = world.client("main").await;
    let id = main.buys("shoes.com", 1).await;
    let bought = main.domain(&id).await;
    let [next_invoice, next_due] = ["next_invoice", "next_due"].map(|key| bought[key].clone());
    assert_eq!([&next_invoice, &next_due], ["2026-12-02", "2027-01-01"]);
    world.sleeps_until("2026-12-01T23:59:59Z").await;
    assert_eq!(unpaid(&main).await, [] as [Value; 0]);
    world.sleeps_until("2026-12-03").await;
    let [row] = &unpaid(&main).await[..] else { panic!("one invoice") };
    assert_eq!((&row["date"], &row["duedate"]), (&next_invoice, &next_due));
    let invoice = main.invoice(row["id"].as_str().expect("a number as text")).await;
    let line = &invoice["items"][0];
    assert_eq!((&line["type"], &line["item_id"]), (&json!("Domain Renew"), &json!(id)));
    assert_eq!(line["amount"], bought["recurring_amount"]);
    let (owed, had) = main.owes_and_has().await;
    assert_eq!(owed, cents(&row["total"]));

    let paid = main.pays(row["id"].as_str().expect("a number as text")).await.done();
    assert_eq!(paid.text_at("invoice_status"), "Paid");
    assert_eq!(main.owes_and_has().await, (0, had - owed));
    let renewed = main.domain(&id).await;
    assert_eq!(
        [&renewed["expires"], &renewed["next_due"], &renewed["next_invoice"]],
        ["2028-01-01", "2028-01-01", "2027-12-02"]
    );
    world.sleeps_until("2027-12-01").await;
    assert_eq!(unpaid(&main).await, [] as [Value; 0], "a year is billed once");
    world.is_consistent().await;
    world.agrees_with_registry().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_renews_by_itself_is_paid_from_credit_and_another_is_not() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let (kept, left) = (main.buys("shoes.com", 1).await, main.buys("boots.com", 1).await);
    let on = json!({ "autorenew": "1" });
    let _ = main.put(&format!("/domain/{kept}/autorenew"), on).await.done();
    world.sleeps_until("2026-12-15").await;
    let billed = unpaid(&main).await;
    assert_eq!(billed.len(), 2);
    let (_, had) = main.owes_and_has().await;
    world.sleeps_until("2027-01-01T00:00:01Z").await;
    let [open] = &unpaid(&main).await[..] else { panic!("one invoice") };
    assert_eq!(main.owes_and_has().await.1, had - cents(&open["total"]));
    let state = async |id: &str| {
        let details = main.domain(id).await;
        [details["status"].clone(), details["expires"].clone()]
    };
    assert_eq!(state(&kept).await, ["Active", "2028-01-01"]);
    assert_eq!(state(&left).await, ["Expired", "2027-01-01"]);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_renews_by_itself_expires_without_credit_and_is_renewed_when_some_comes() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.buys("shoes.com", 1).await;
    let _ = main.put(&format!("/domain/{id}/autorenew"), json!({ "autorenew": "1" })).await.done();
    let (_, had) = main.owes_and_has().await;
    let all = format!("{}.{:02}", had / 100, had % 100);
    let login = world.client_login("main").0;
    world.credits_in("dns-services", &login, &format!("-{all}")).await;
    world.sleeps_until("2027-01-03").await;
    assert_eq!(main.domain(&id).await["status"], "Expired");
    let [open] = &unpaid(&main).await[..] else { panic!("one invoice") };
    let invoice = open["id"].as_str().expect("a number as text");
    main.pays(invoice).await.refused(400);
    world.credits_in("dns-services", &login, &all).await;
    let _ = main.pays(invoice).await.done();
    let renewed = main.domain(&id).await;
    assert_eq!((&renewed["status"], &renewed["expires"]), (&json!("Active"), &json!("2028-01-01")));
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_name_can_still_be_renewed_and_is_free_in_the_end() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.client("main").await, world.client("other").await);
    let (kept, left) = (main.buys("shoes.com", 1).await, main.buys("boots.com", 1).await);
    world.sleeps_until("2027-01-03").await;
    for id in [&kept, &left] {
        assert_eq!(main.domain(id).await["status"], "Expired");
    }
    // A new order renews it as well as the invoice that lies there.
    let ordered = main.orders_renewal(&kept, 1).await;
    main.pays_for(ordered).await;
    assert_eq!(main.domain(&kept).await["status"], "Active");
    assert_eq!(main.domain(&kept).await["expires"], "2028-01-01");
    assert!(!main.can_register("boots.com").await);
    let had = main.owes_and_has().await.1;

    world.sleeps_until("2027-05-01").await;
    assert_eq!(main.owes_and_has().await, (0, had), "what cannot be renewed is not owed");
    assert_eq!(main.domain(&kept).await["status"], "Active");
    assert!(main.can_register("boots.com").await);
    let renewal = json!({ "years": 1, "pay_method": 1 });
    main.post(&format!("/domain/{left}/renew"), renewal).await.refused(404);
    let listed = main.get("/domain").await.done().list_at("domains");
    assert_eq!(listed.iter().map(|row| &row["name"]).collect::<Vec<_>>(), ["shoes.com"]);
    let named = async |client: &Client| {
        let found = client.get("/domain/name/boots.com").await.done().list_at("details");
        found.iter().map(|row| row["status"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(named(&main).await, ["Expired"]);
    // Whoever comes first has it; what it was to its last holder is still to be seen.
    let id = main.buys("boots.com", 1).await;
    assert_ne!(id, left);
    assert_eq!(named(&main).await, ["Active", "Expired"]);
    assert_eq!(named(&other).await, [] as [Value; 0]);
    world.is_consistent().await;
    world.agrees_with_registry().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_that_another_renewal_overtook_adds_no_year_and_costs_nothing() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let ids = [main.buys("shoes.com", 1).await, main.buys("boots.com", 1).await];
    for id in &ids {
        let on = json!({ "autorenew": "1" });
        let _ = main.put(&format!("/domain/{id}/autorenew"), on).await.done();
    }
    world.sleeps_until("2026-12-10").await;
    let bills = unpaid(&main).await;
    assert_eq!(bills.len(), 2);
    for id in &ids {
        let ordered = main.orders_renewal(id, 2).await;
        main.pays_for(ordered).await;
    }
    let (_, had) = main.owes_and_has().await;
    // One of the bills is paid by hand nevertheless, the other one is left to time.
    let _ = main.pays(bills[0]["id"].as_str().expect("a number as text")).await;
    world.sleeps_until("2027-02-01").await;
    assert_eq!(main.owes_and_has().await, (0, had));
    for id in &ids {
        assert_eq!(main.domain(id).await["expires"], "2029-01-01");
    }
    world.is_consistent().await;
    world.agrees_with_registry().await;
}
