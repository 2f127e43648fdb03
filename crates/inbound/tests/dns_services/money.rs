//! What an account owes, and paying it.

use app::shop::{self, Cart, CartItem, Placed, ProductItem};
use model::product::{ProductId, Selection};
use serde_json::json;

use crate::world::{World, email};

/// DNS hosting for a month: 2.50, which nobody outside is asked for.
const DNS: ProductId = ProductId(401);
/// A payment method with a fee of 0.30 and 2.9 per cent.
const PAYPAL: u32 = 5;

async fn orders(world: &World) -> i64 {
    let cart = Cart {
        items: vec![CartItem::Product(ProductItem {
            product: DNS,
            domain: None,
            cycle: None,
            selection: Selection::default(),
            coupon: None,
        })],
        method: Some(PAYPAL),
        ..Cart::default()
    };
    let cx = world.inside(world.main.account).await;
    let placed = shop::order(&cx, cart, false).await.unwrap();
    let Placed::Ordered(ordered) = placed else { unreachable!("{placed:?}") };
    ordered.invoice.id.0
}

#[tokio::test]
async fn an_invoice_is_paid_in_two_parts() {
    let world = World::new().await;
    let (main, other) = (&world.main, &world.other);
    let id = orders(&world).await;
    let path = format!("/invoice/{id}");

    let list = main.get("/invoice").await.done();
    let number = list["invoices"][0]["number"].clone();
    assert_eq!(
        list["invoices"],
        json!([{
            "id": id.to_string(), "date": "2026-11-21", "dateorig": "2026-11-21",
            "duedate": "2026-11-28", "paybefore": "2026-11-28", "total": "3.47",
            "datepaid": "0000-00-00 00:00:00", "status": "Unpaid", "merge_id": null,
            "number": number, "currency": "USD",
        }])
    );
    let invoice = main.get(&path).await.done()["invoice"].take();
    for (key, value) in [
        ("subtotal", json!(2.87)),
        ("credit", json!(0)),
        ("tax", json!(0.6)),
        ("taxrate", json!(21)),
        ("total", json!(3.47)),
        ("taxexempt", json!("0")),
        ("rate", json!(1)),
        ("number", number),
    ] {
        assert_eq!(invoice[key], value, "{key}");
    }
    assert_eq!(invoice["client"]["email"], email("main"));
    let (item, fee) = (&invoice["items"][0], &invoice["items"][1]);
    assert_eq!((&item["type"], &item["amount"]), (&json!("Hosting"), &json!("2.50")));
    assert_eq!(
        (&fee["type"], &fee["item_id"], &fee["linetotal"], &fee["qty"], &fee["taxed"]),
        (&json!("Other"), &json!("-2"), &json!("0.37"), &json!("1.00"), &json!("1"))
    );

    assert_eq!(main.get("/balance").await.done()["details"]["acc_balance"], "3.47");
    let credit = format!("{path}/credit");
    other.post(&credit, json!({})).await.refused(404, "Invoice not found");
    main.post(&credit, json!({ "amount": 0 })).await.refused(400, "amount must be more than 0");
    main.post(&credit, json!({ "amount": "1.005" }))
        .await
        .refused(400, "amount has more decimals than its currency");
    assert_eq!(
        main.post(&credit, json!({ "amount": "2.00" })).await.done(),
        json!({ "success": true, "invoice_status": "Unpaid", "applied": 2 })
    );
    assert_eq!(main.get(&path).await.done()["invoice"]["credit"], json!(2));
    assert_eq!(
        main.post(&credit, json!({})).await.done(),
        json!({ "success": true, "invoice_status": "Paid", "applied": 1.47 })
    );
    main.post(&credit, json!({})).await.refused(400, "Nothing to pay");
    let details = main.get("/balance").await.done()["details"].take();
    assert_eq!(details, json!({ "currency": "USD", "acc_balance": "0.00", "acc_credit": "96.53" }));
    assert_eq!(main.get("/invoice").await.done()["invoices"][0]["datepaid"], "2026-11-21 10:00:00");
}

#[tokio::test]
async fn the_same_key_pays_once_and_no_other_invoice() {
    let world = World::new().await;
    let (first, second) = (orders(&world).await, orders(&world).await);
    let main = world.main.with("idempotency-key", "pay-7");
    let credit = |id: i64| format!("/invoice/{id}/credit");
    let paid = main.post(&credit(first), json!({})).await.done();
    assert_eq!(main.post(&credit(first), json!({})).await.done(), paid);
    main.post(&credit(second), json!({}))
        .await
        .refused(409, "Idempotency-Key was used for another call");
    assert_eq!(main.get("/balance").await.done()["details"]["acc_credit"], "96.53");
}

#[tokio::test]
async fn the_ways_to_pay_have_the_same_numbers_in_both_lists() {
    let world = World::new().await;
    let methods = world.main.get("/payment").await;
    assert_eq!(
        methods.text,
        r#"{"payments":{"1":"Bank Transfer","5":"PayPal","4":"Credit Card"}}"#
    );
    assert_eq!(
        world.main.get("/payment/fees").await.done()["payments"],
        json!([
            { "id": 1, "name": "Bank Transfer", "fixed_fee": "0.0", "percent_fee": "0.0" },
            { "id": 5, "name": "PayPal", "fixed_fee": "0.3", "percent_fee": "2.9" },
            { "id": 4, "name": "Credit Card", "fixed_fee": "0.1", "percent_fee": "2.4" },
        ])
    );
}
