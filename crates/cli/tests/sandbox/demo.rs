//! What the first minute holds besides accounts and money, and that it is founded once.

use app::accounts::contacts;
use app::accounts::prices;
use app::support::{attachment, departments, read};
use app::{Context, affiliates};
use bytes::Bytes;
use http::Request;
use http_body_util::Full;
use model::account::AccountId;
use model::error::PriceAction;
use model::ticket::TicketState;
use serde_json::{Value, json};

use crate::visitor::Visitor;

const DIALECT: &str = "dns-services";

/// A demo account of dns-services, as the platform itself sees it.
async fn customer(visitor: &Visitor, label: &str) -> Context {
    let login = &visitor.sandbox.json()["dialects"][DIALECT]["accounts"][label]["username"];
    let account = account(visitor, DIALECT, login.as_str().unwrap()).await;
    Context::for_account(&visitor.sandbox.world().realm, account).await.unwrap()
}

/// The account that somebody signs in to.
async fn account(visitor: &Visitor, dialect: &'static str, login: &str) -> AccountId {
    let login = login.to_owned();
    let world = visitor.sandbox.world();
    let found = world.realm.store.read(move |tx| tx.member_by_login(dialect, &login)).await;
    found.unwrap().unwrap().account.id
}

/// Everything that could have been founded twice.
async fn counted(visitor: &Visitor) -> Vec<usize> {
    let (main, other) = (customer(visitor, "main").await, customer(visitor, "other").await);
    let mut counts = vec![departments::list(&main).await.unwrap().len()];
    for cx in [&main, &other] {
        counts.push(read::list(cx).await.unwrap().len());
        counts.push(contacts::list(cx).await.unwrap().len());
        counts.push(affiliates::coupons(cx).await.unwrap().len());
    }
    let ticket = read::list(&main).await.unwrap().remove(0);
    counts.push(read::details(&main, ticket.number).await.unwrap().replies.len());
    counts
}

#[tokio::test]
async fn a_world_that_is_founded_twice_holds_everything_once() {
    let visitor = Visitor::new().await;
    let first = counted(&visitor).await;
    assert_eq!(first, [3, 1, 2, 1, 0, 1, 1, 1]);
    let world = visitor.sandbox.world();
    let unfinished = world.realm.store.write(|tx| tx.set_setting("sandbox.stage", "founding"));
    unfinished.await.unwrap();
    drop(world);
    let visitor = visitor.again(|options| options).await;
    assert_eq!(counted(&visitor).await, first);
}

#[tokio::test]
async fn a_ticket_was_answered_and_nobody_was_mailed_about_it() {
    let visitor = Visitor::new().await;
    let main = customer(&visitor, "main").await;
    let ticket = read::list(&main).await.unwrap().remove(0);
    assert_eq!(ticket.state, TicketState::Answered);
    let details = read::details(&main, ticket.number).await.unwrap();
    let file = attachment::attachment(&main, Some(ticket.number), details.files[0].id).await;
    assert!(!file.unwrap().bytes.is_empty());
    visitor.tell("/clock", json!({"advance": "P1D"})).await;
    assert_eq!(visitor.ask("/mail").await, json!([]));
}

#[tokio::test]
async fn contacts_sign_in_with_what_the_file_says() {
    let visitor = Visitor::new().await;
    let dialect = visitor.sandbox.json()["dialects"][DIALECT].clone();
    let signs_in = async |login: &Value| {
        let url = format!("{}/login", dialect["base_url"].as_str().unwrap());
        let request = Request::post(url).header("Content-Type", "application/json");
        let body = Full::new(Bytes::from(login.to_string()));
        visitor.send(request.body(body).unwrap()).await.status.as_u16()
    };
    for who in ["accounts", "contacts"] {
        let logins = dialect[who].as_object().unwrap();
        assert!(!logins.is_empty());
        for (label, login) in logins {
            assert_eq!(signs_in(login).await, 200, "{label}");
        }
    }
    let wrong = json!({"username": "mary@harborline.example.com", "password": "guess"});
    assert_eq!(signs_in(&wrong).await, 401);
}

#[tokio::test]
async fn every_extension_has_a_price_in_dollars() {
    let visitor = Visitor::new().await;
    let main = customer(&visitor, "main").await;
    let lists = prices::all(&main, DIALECT, None).await.unwrap();
    assert_eq!(lists.len(), main.realm.rulebook.tlds().count());
    for (tld, list) in lists {
        assert_eq!(list.figures.currency.code(), "USD", ".{tld}");
        // Some registries move names for nothing.
        let charged = PriceAction::ALL.into_iter().filter(|asked| *asked != PriceAction::Transfer);
        assert!(charged.into_iter().all(|asked| list.figures.of(asked).minor > 0), ".{tld}");
        if tld == "com" {
            let price = |action| list.figures.of(action).to_string();
            assert_eq!(PriceAction::ALL.map(price), ["10.00", "15.00", "10.00", "40.00", "100.00"]);
        }
    }
}

#[tokio::test]
async fn one_account_is_reached_in_two_dialects() {
    let visitor = Visitor::new().await;
    let both = customer(&visitor, "both").await.account();
    assert_eq!(account(&visitor, "domains-co-za", "both").await, both);
    let credit = json!({"dialect": "domains-co-za", "login": "both", "amount": "1.50"});
    visitor.tell("/accounts/credit", credit).await;
    let key = visitor.account("both", "key");
    let funds = visitor.get(&format!("/domains-co-za/api/domain/funds?key={key}")).await.json();
    assert_eq!(funds["objReseller"]["balance"], "5001.50", "{funds}");
    let rows = visitor.ask("/ledger").await["accounts"].as_array().unwrap().clone();
    let posted: Vec<_> = rows.iter().filter(|row| row["posted"] == "5001.50").collect();
    assert_eq!(posted.len(), 1);
    assert_eq!((&posted[0]["dialect"], &posted[0]["currency"]), (&json!(DIALECT), &json!("USD")));
}
