//! Names and products are had when their invoice is paid, once; what cannot be had is credit again.

use app::billing;
use app::domains::transfer::respond;
use app::shop::{self, CartItem, HoldingState, NameAction, Placed};
use model::error::{Error, Prohibition};
use model::invoice::InvoiceState;
use model::product::Cycle;
use model::secret::Secret;
use model::subscription::SubscriptionState;

use crate::stage::{Stage, cart, name, name_item, on_each_engine, product, usd};

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_had_when_its_invoice_is_paid_and_not_before() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "100.00").await;
        let ordered = client.orders(cart(vec![name("shoes.com", 1)])).await;
        assert_eq!(ordered.invoice.total, usd("12.10"), "10.00 and 21 % of it");
        assert_eq!(client.owes().await, usd("12.10"));
        assert_eq!(client.credit().await, usd("100.00"));
        assert_eq!(client.name("shoes.com").await, Some(HoldingState::Pending));
        assert!(shop::lookup(&client.cx, "shoes.com").await.unwrap().available);
        let applied = client.pays(ordered.invoice.id).await;
        assert_eq!((applied.amount, applied.state), (usd("12.10"), InvoiceState::Paid));
        assert_eq!(client.name("shoes.com").await, Some(HoldingState::Active));
        assert!(!shop::lookup(&client.cx, "shoes.com").await.unwrap().available);
        assert_eq!((client.credit().await, client.owes().await), (usd("87.90"), usd("0.00")));
        let holding = shop::holdings(&client.cx).await.unwrap().pop().unwrap();
        assert_eq!(holding.id.0, ordered.items[0].id, "the number that the order promised");
        assert_eq!(holding.billed.first, usd("10.00"));
        let again = billing::apply_credit(&client.cx, ordered.invoice.id, None).await;
        assert_eq!(again, Err(Error::Prohibited(Prohibition::NothingDue)));
        stage.world.books_balance().await;
        stage.world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_order_one_name_the_first_to_pay_gets_it() {
    on_each_engine(async |stage| {
        let (joe, mary) = (stage.client("joe", "50.00").await, stage.client("mary", "50.00").await);
        let first = joe.orders(cart(vec![name("shoes.com", 1)])).await;
        let second = mary.orders(cart(vec![name("shoes.com", 1), name("boots.com", 1)])).await;
        mary.pays(second.invoice.id).await;
        joe.pays(first.invoice.id).await;
        assert_eq!(mary.name("shoes.com").await, Some(HoldingState::Active));
        assert_eq!(joe.name("shoes.com").await, Some(HoldingState::Cancelled));
        assert_eq!(joe.credit().await, usd("50.00"), "what could not be had is credit again");
        assert_eq!(joe.state_of(first.invoice.id).await, InvoiceState::Refunded);
        assert_eq!(mary.credit().await, usd("25.80"));
        stage.world.books_balance().await;
        stage.world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_asked_about_and_paid_once() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "100.00").await;
        stage.world.orders_fault("register", "reply_lost", 1).await;
        stage.world.orders_fault_at("hosting", "create", "reply_lost", 1).await;
        let items = vec![name("shoes.com", 1), product(333, Cycle::Month, "shoes.com")];
        let ordered = client.buys(items).await;
        stage.sleeps("PT1M").await;
        assert_eq!(client.name("shoes.com").await, Some(HoldingState::Active));
        let hosting = client.subscription(ordered.items[1].id).await;
        assert_eq!(hosting.state, SubscriptionState::Active);
        assert_eq!(stage.world.panel().accounts().await.unwrap().len(), 1);
        assert_eq!(client.credit().await, usd("75.81"), "100.00 - (10.00 + 9.99) * 1.21");
        stage.world.books_balance().await;
        stage.world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_supplier_is_away_for_is_tried_again_and_what_it_refuses_is_given_back() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "100.00").await;
        stage.world.orders_fault("register", "unavailable", 1).await;
        client.buys(vec![name("shoes.com", 1)]).await;
        assert_eq!(client.name("shoes.com").await, Some(HoldingState::Pending));
        assert_eq!(client.credit().await, usd("87.90"), "the money stays on the invoice");
        stage.sleeps("PT5M").await;
        assert_eq!(client.name("shoes.com").await, Some(HoldingState::Active));
        stage.world.orders_fault("register", "refused", 1).await;
        stage.world.orders_fault_at("hosting", "create", "refused", 1).await;
        let items = vec![name("boots.com", 1), product(333, Cycle::Month, "boots.com")];
        let ordered = client.buys(items).await;
        assert_eq!(client.name("boots.com").await, Some(HoldingState::Cancelled));
        let hosting = client.subscription(ordered.items[1].id).await;
        assert_eq!(hosting.state, SubscriptionState::Cancelled);
        assert_eq!(client.credit().await, usd("87.90"));
        stage.world.books_balance().await;
        stage.world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_is_pending_until_the_other_side_lets_go() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "100.00").await;
        stage.world.holds_elsewhere("shoes.com", "secret-code").await;
        let with_code = |code: &str| {
            let mut item = name_item(NameAction::Transfer, "shoes.com", 1);
            item.auth_code = Some(Secret::new(code.to_owned()));
            vec![CartItem::Name(item)]
        };
        client.buys(with_code("wrong")).await;
        assert_eq!(client.name("shoes.com").await, Some(HoldingState::Cancelled));
        assert_eq!(client.credit().await, usd("100.00"));
        let ordered = client.buys(with_code("secret-code")).await;
        assert_eq!(client.name("shoes.com").await, Some(HoldingState::Pending));
        stage.sleeps("P6D").await;
        let id = model::domain::DomainId(ordered.items[0].id);
        let holding = shop::holding(&client.cx, id).await.unwrap();
        assert_eq!((holding.state, holding.name.as_str()), (HoldingState::Active, "shoes.com"));
        assert_eq!(client.credit().await, usd("87.90"));
        stage.world.books_balance().await;
        stage.world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_add_up_and_nothing_is_paid_over() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "20.00").await;
        let ordered = client.orders(cart(vec![name("shoes.com", 1)])).await;
        let id = ordered.invoice.id;
        let pay = async |amount: &str| {
            billing::apply_credit(&client.cx, id, Some(amount.to_owned())).await
        };
        assert_eq!(pay("2.10").await.unwrap().state, InvoiceState::Unpaid);
        assert!(pay("0").await.is_err() && pay("-1").await.is_err() && pay("x").await.is_err());
        assert_eq!(client.owes().await, usd("10.00"));
        let last = pay("500.00").await.unwrap();
        assert_eq!((last.amount, last.state), (usd("10.00"), InvoiceState::Paid));
        assert_eq!(client.credit().await, usd("7.90"));
        stage.world.books_balance().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_item_spoils_the_cart_unless_it_may_be_left_out() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "100.00").await;
        client.buys(vec![name("shoes.com", 1)]).await;
        let items = || cart(vec![name("boots.com", 1), name("shoes.com", 1), name("no-name", 1)]);
        let invoices = client.invoices().await.len();
        match shop::order(&client.cx, items(), false).await.unwrap() {
            Placed::Rejected(why) => {
                assert_eq!(why.iter().map(|(place, _)| *place).collect::<Vec<_>>(), [1, 2]);
            }
            Placed::Ordered(ordered) => panic!("{ordered:?}"),
        }
        assert_eq!(client.invoices().await.len(), invoices);
        match shop::order(&client.cx, items(), true).await.unwrap() {
            Placed::Ordered(ordered) => assert_eq!(ordered.items.len(), 1),
            Placed::Rejected(why) => panic!("{why:?}"),
        }
        assert_eq!(client.invoices().await.len(), invoices + 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_is_never_paid_is_called_off_and_its_part_payment_given_back() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "100.00").await;
        let ordered = client
            .orders(cart(vec![name("shoes.com", 1), product(333, Cycle::Month, "shoes.com")]))
            .await;
        let part = Some("5.00".to_owned());
        billing::apply_credit(&client.cx, ordered.invoice.id, part).await.unwrap();
        stage.sleeps("P40D").await;
        assert_eq!(client.state_of(ordered.invoice.id).await, InvoiceState::Cancelled);
        assert_eq!((client.credit().await, client.owes().await), (usd("100.00"), usd("0.00")));
        assert_eq!(client.name("shoes.com").await, Some(HoldingState::Cancelled));
        let hosting = client.subscription(ordered.items[1].id).await;
        assert_eq!(hosting.state, SubscriptionState::Cancelled);
        stage.world.books_balance().await;
        stage.world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_pays_what_is_due_and_a_declined_one_pays_nothing() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "0.00").await;
        let mut wanted = cart(vec![name("shoes.com", 1)]);
        wanted.method = Some(4);
        let ordered = client.orders(wanted).await;
        assert_eq!(ordered.invoice.total, usd("12.51"), "(10.00 + 0.10 + 0.24) * 1.21");
        stage.world.orders_fault_at("payments", "charge", "reply_lost", 1).await;
        stage.sleeps("P8D").await;
        assert_eq!(client.state_of(ordered.invoice.id).await, InvoiceState::Paid);
        assert_eq!(client.name("shoes.com").await, Some(HoldingState::Active));
        assert_eq!(
            stage.world.gateway().charges().await.unwrap().len(),
            1,
            "asked twice, taken once"
        );
        let mut wanted = cart(vec![name("boots.com", 1)]);
        wanted.method = Some(4);
        let declined = client.orders(wanted).await;
        stage.world.orders_fault_at("payments", "charge", "refused", 1).await;
        stage.sleeps("P8D").await;
        assert_eq!(client.state_of(declined.invoice.id).await, InvoiceState::Unpaid);
        assert_eq!(client.credit().await, usd("0.00"));
        stage.world.books_balance().await;
        stage.world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_is_billed_once_and_called_off_when_the_name_is_renewed_otherwise() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "100.00").await;
        client.buys(vec![name("shoes.com", 1)]).await;
        let id = shop::holdings(&client.cx).await.unwrap()[0].id;
        stage.sleeps("P336D").await;
        let billed = client.invoices().await[0].clone();
        assert_eq!((billed.total, billed.due.day().as_str()), (usd("18.15"), "2027-01-31"));
        match shop::renew(&client.cx, id, Some(2), None).await.unwrap() {
            Placed::Ordered(ordered) => client.pays(ordered.invoice.id).await,
            Placed::Rejected(why) => panic!("{why:?}"),
        };
        assert_eq!(client.state_of(billed.id).await, InvoiceState::Cancelled);
        assert_eq!(client.owes().await, usd("0.00"));
        let holding = shop::holding(&client.cx, id).await.unwrap();
        assert_eq!(holding.expires.day(), "2029-01-31");
        stage.sleeps("P60D").await;
        assert_eq!(client.invoices().await.len(), 3);
        stage.world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_renews_by_itself_is_paid_by_its_invoice_with_tax_and_never_beside_it() {
    on_each_engine(async |stage| {
        let client = stage.client("joe", "30.00").await;
        client.buys(vec![name("shoes.com", 1)]).await;
        let shoes = model::name::DomainName::parse("shoes.com", |tld| tld == "com").unwrap();
        app::domains::autorenew::toggle(&client.cx, &shoes).await.unwrap();
        stage.sleeps("P366D").await;
        assert_eq!(client.name("shoes.com").await, Some(HoldingState::Expired));
        assert_eq!(client.credit().await, usd("17.90"), "15.00 are there, 18.15 are not");
        assert_eq!(client.owes().await, usd("18.15"));
        stage.credits(&client, "5.00").await;
        stage.sleeps("P2D").await;
        assert_eq!(client.name("shoes.com").await, Some(HoldingState::Active));
        assert_eq!((client.credit().await, client.owes().await), (usd("4.75"), usd("0.00")));
        stage.world.books_balance().await;
        stage.world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_moved_is_billed_to_its_new_holder_and_never_paid_by_the_old_one() {
    let stage = Stage::new().await;
    let (joe, mary) = (stage.client("joe", "100.00").await, stage.client("mary", "100.00").await);
    joe.buys(vec![name("shoes.co.za", 1)]).await;
    let shoes = model::name::DomainName::parse("shoes.co.za", |tld| tld == "co.za").unwrap();
    stage.sleeps("P336D").await;
    let joes = client_bill(&joe).await;
    let item = name_item(NameAction::Transfer, "shoes.co.za", 1);
    mary.buys(vec![CartItem::Name(item)]).await;
    stage.settles().await;
    let mail = stage.world.mail("joe@shop.example.com").await;
    let mut lines = mail.iter().flat_map(|mail| mail["text"].as_str().unwrap().lines());
    let key = lines.find_map(|line| line.strip_prefix("Key: ")).unwrap();
    respond::respond(&joe.cx, shoes.clone(), key, respond::Answer::Approve).await.unwrap();
    app::domains::autorenew::toggle(&mary.cx, &shoes).await.unwrap();
    let holding = shop::holdings_named(&mary.cx, "shoes.co.za").await.unwrap().remove(0);
    assert_eq!(holding.expires.day(), "2027-01-31", "moving adds no time here");
    let had = (joe.credit().await, mary.credit().await);
    stage.sleeps("P32D").await;
    let marys = mary.invoices().await.remove(0);
    assert_eq!((marys.state, marys.total), (InvoiceState::Paid, usd("18.15")));
    assert_eq!(joe.state_of(joes).await, InvoiceState::Cancelled);
    assert_eq!(joe.credit().await, had.0);
    assert_eq!(mary.credit().await, had.1.minus(usd("18.15")).unwrap());
    assert_eq!(mary.name("shoes.co.za").await, Some(HoldingState::Active));
    stage.world.books_balance().await;
    stage.world.is_consistent().await;
}

/// The renewal that a client was billed and has not paid.
async fn client_bill(client: &crate::stage::Client) -> model::invoice::InvoiceId {
    let newest = client.invoices().await.remove(0);
    assert_eq!(newest.state, InvoiceState::Unpaid);
    newest.id
}
