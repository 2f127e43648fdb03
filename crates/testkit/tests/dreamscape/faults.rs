//! Suppliers that refuse, are away, lose their answers or take their time: what is ordered is had once
//! or not at all, what it costs is taken once or given back, and callers are told which.

use std::time::Duration;

use serde_json::{Value, json};
use testkit::World;
use testkit::dreamscape::Reseller;
use tokio::task::JoinSet;

use crate::money::{balance, cents, invoices, is_untouched, plan_price, price, trace};
use crate::people::{id, opens};

/// How long a slow supplier takes: longer than a caller waits.
const SLOW_SECONDS: u64 = 3;

/// What a reseller does that reaches a supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    Register,
    Renew,
    Transfer,
    Host,
    Serve,
}

const ALL: [Verb; 5] = [Verb::Register, Verb::Renew, Verb::Transfer, Verb::Host, Verb::Serve];

struct Scene {
    world: World,
    main: Reseller,
    customer: i64,
    /// The name that is there from the beginning.
    domain: i64,
}

impl Scene {
    async fn set() -> Self {
        let world = World::on("2026-01-01").await;
        let main = world.dreamscape("main");
        let customer = opens(&main, "mia@example.com.au").await;
        let wish = json!({ "customer_id": customer, "domain_name": "shoes.com", "period": 12 });
        let domain = id(&main.done("POST", "/domains", wish).await);
        world.holds_elsewhere("karoo.com", "their-code").await;
        Self { world, main, customer, domain }
    }

    async fn order_fault(&self, supplier: &str, operation: &str, kind: &str) {
        match kind {
            "slow" => self.world.orders_slow_at(supplier, operation, SLOW_SECONDS).await,
            kind => self.world.orders_fault_at(supplier, operation, kind, 1).await,
        }
    }
}

impl Verb {
    /// Who is asked, and for what.
    const fn asks(self) -> (&'static str, &'static str) {
        match self {
            Self::Register => ("registry", "register"),
            Self::Renew => ("registry", "renew"),
            Self::Transfer => ("registry", "transfer"),
            Self::Host => ("hosting", "create"),
            Self::Serve => ("servers", "create"),
        }
    }

    /// Where things of its kind are, and the call.
    fn call(self, scene: &Scene) -> (&'static str, String, Value) {
        let customer = scene.customer;
        let (place, wish) = match self {
            Self::Register => (
                "/domains",
                json!({ "customer_id": customer, "domain_name": "hats.com", "period": 12 }),
            ),
            Self::Renew => {
                let path = format!("/domains/{}/renewal", scene.domain);
                return ("/domains", path, json!({ "period": 12 }));
            }
            Self::Transfer => {
                let wish = json!({
                    "customer_id": customer, "domain_name": "karoo.com", "auth_key": "their-code",
                });
                return ("/domains", "/domains/transfers".to_owned(), wish);
            }
            Self::Host => (
                "/products/email-hostings",
                json!({
                    "customer_id": customer, "domain_name": "shoes.com", "plan_id": 48, "period": 12,
                }),
            ),
            Self::Serve => (
                "/products/servers",
                json!({
                    "customer_id": customer, "plan_id": 117, "period": 12, "location": "AU",
                    "operating_system": "debian12x64",
                }),
            ),
        };
        (place, place.to_owned(), wish)
    }

    async fn costs(self, main: &Reseller) -> i64 {
        match self {
            Self::Register => price(main, "com", "register").await,
            Self::Renew => price(main, "com", "renew").await,
            Self::Transfer => price(main, "com", "transfer").await,
            Self::Host => plan_price(main, 48, 12).await,
            Self::Serve => plan_price(main, 117, 12).await,
        }
    }

    /// Where it stands while nobody knows.
    const fn waits_at(self) -> i64 {
        match self {
            Self::Renew => 3,
            Self::Transfer => 7,
            Self::Register | Self::Host | Self::Serve => 1,
        }
    }
}

/// Lets one verb run into one fault, and everything come to rest.
async fn runs_into(verb: Verb, kind: &'static str) {
    let scene = Scene::set().await;
    let Scene { world, main, customer, .. } = &scene;
    let what = format!("{verb:?} {kind}");
    let (before, costs) = (balance(main).await, verb.costs(main).await);
    let (place, path, wish) = verb.call(&scene);
    let listed = main.done("GET", place, json!({})).await;
    let billed = invoices(main, *customer).await.len();
    let (supplier, operation) = verb.asks();
    scene.order_fault(supplier, operation, kind).await;
    let (status, said) = main.post(&path, wish.clone()).await;
    let expected = match (kind, verb) {
        ("refused", _) => 400,
        ("unavailable", _) => 500,
        (_, Verb::Renew) => 200,
        _ => 201,
    };
    assert_eq!(status, expected, "{what}: {said}");
    let had = status < 300;
    if had {
        let row = &said["data"];
        assert_eq!(row["status_id"], verb.waits_at(), "{what}: {row}");
        assert_eq!(balance(main).await, before - costs, "{what}");
        // Asked for again, it is the same, or refused; it is neither had nor paid twice.
        let again = main.post(&path, wish.clone()).await;
        let is_same = again.0 == expected && again.1["data"]["id"] == row["id"];
        assert!(again.0 == 400 || is_same, "{what}: {again:?}");
        assert_eq!(balance(main).await, before - costs, "{what}");
        if kind == "slow" {
            tokio::time::sleep(Duration::from_secs(SLOW_SECONDS + 1)).await;
        }
        world.sleeps("PT1H").await;
        if verb == Verb::Transfer {
            let body = json!({ "name": "karoo.com" });
            let approved = world.control("POST", "/registry/approve", Some(body)).await;
            assert_eq!(approved.status, 200, "{what}: {}", approved.text);
        }
        let there = main.done("GET", &format!("{place}/{}", id(row)), json!({})).await;
        assert_eq!((&there["status_id"], &there["id"]), (&json!(2), &row["id"]), "{what}: {there}");
        assert_eq!(balance(main).await, before - costs, "{what}");
    } else {
        assert!(said["error_message"].is_string(), "{what}: {said}");
        assert_eq!(balance(main).await, before, "{what}");
        let after = main.done("GET", place, json!({})).await;
        let ended = |row: &Value| row["status_id"] == 5;
        let rest: Vec<_> = after.as_array().unwrap().iter().filter(|row| !ended(row)).collect();
        assert_eq!(json!(rest), listed, "{what}");
        let bills = invoices(main, *customer).await;
        assert!(bills[billed..].iter().all(|bill| bill["is_paid"] == false), "{what}: {bills:?}");
        // It can be had now.
        let (status, said) = main.post(&path, wish).await;
        assert!(status < 300, "{what}: {said}");
        assert_eq!(balance(main).await, before - costs, "{what}");
    }
    world.sleeps("P15D").await;
    world.books_balance().await;
    world.is_consistent().await;
}

/// All verbs at the same time, each in a world of its own.
async fn each(kind: &'static str) {
    let mut running = JoinSet::new();
    for verb in ALL {
        running.spawn(runs_into(verb, kind));
    }
    let mut failures = Vec::new();
    while let Some(ended) = running.join_next().await {
        failures.extend(ended.err().map(|error| error.to_string()));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_supplier_refuses_costs_nothing() {
    each("refused").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supplier_that_is_away_costs_nothing() {
    each("unavailable").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_asked_about_and_nothing_is_had_twice() {
    each("reply_lost").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supplier_that_takes_its_time_is_not_asked_twice() {
    each("slow").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_given_up_goes_whatever_the_registry_says_today() {
    for kind in ["refused", "unavailable", "reply_lost"] {
        let scene = Scene::set().await;
        let Scene { world, main, domain, .. } = &scene;
        let path = format!("/domains/{domain}");
        // Past the days in which a name that goes is as if it had never been.
        world.sleeps("P30D").await;
        scene.order_fault("registry", "delete", kind).await;
        let before = balance(main).await;
        assert_eq!(main.delete(&path, json!({})).await.0, 204, "{kind}");
        let stands = async || main.done("GET", &path, json!({})).await["status_id"].take();
        assert_eq!(stands().await, 4, "{kind}");
        assert_eq!(main.post(&format!("{path}/renewal"), json!([])).await.0, 400, "{kind}");
        world.sleeps("P7D").await;
        let now = stands().await;
        // What the registry refuses is kept, and can be given up another day.
        let expected = if kind == "refused" { 2 } else { 4 };
        assert_eq!(now, expected, "{kind}");
        if kind == "refused" {
            assert_eq!(main.delete(&path, json!({})).await.0, 204);
        }
        world.sleeps("P60D").await;
        assert_eq!(stands().await, 5, "{kind}");
        assert_eq!(balance(main).await, before, "{kind}");
        world.is_consistent().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_that_is_away_is_asked_later() {
    for kind in ["refused", "unavailable", "reply_lost"] {
        let scene = Scene::set().await;
        let Scene { world, main, customer, .. } = &scene;
        let (before, costs) = (balance(main).await, plan_price(main, 65, 12).await);
        let wish = json!({
            "customer_id": customer, "domain_name": "shoes.com", "plan_id": 65, "period": 12,
            "hosted_with": "dreamscape",
        });
        scene.order_fault("certificates", "order", kind).await;
        // It is bought in any case; what the authority did not take is asked of it again.
        let bought = main.done("POST", "/products/ssl-certificates", wish).await;
        let path = format!("/products/ssl-certificates/{}", id(&bought));
        assert_eq!(balance(main).await, before - costs, "{kind}");
        world.sleeps("PT1H").await;
        let details = main.done("GET", &format!("{path}/details"), json!({})).await;
        assert_eq!(details["is_certificate_file_exist"], false, "{kind}: {details}");
        let anew = json!({
            "common_name": "shoes.com", "organization": "Shoes", "organization_unit": "Boots",
            "country": "AU", "state": "NSW", "city": "Sydney", "email": "mia@example.com.au",
            "server_software": 2,
        });
        let untouched = trace(world).await;
        scene.order_fault("certificates", "order", "unavailable").await;
        let (status, said) = main.post(&format!("{path}/reissue/auto"), anew).await;
        assert!(status == 500 || status == 400 || status == 200, "{kind}: {said}");
        is_untouched(&untouched["ledger"], &trace(world).await["ledger"], kind);
        assert_eq!(main.delete(&path, json!({})).await.0, 204, "{kind}");
        world.sleeps("PT2H").await;
        assert_eq!(main.done("GET", &path, json!({})).await["status_id"], 5, "{kind}");
        let bills = invoices(main, *customer).await;
        let paid: i64 = bills.iter().map(|bill| cents(&bill["total_amount"])).sum();
        assert_eq!(paid, costs + price(main, "com", "register").await, "{kind}");
        world.is_consistent().await;
    }
}
