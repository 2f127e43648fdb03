//! How long things last, and who may have things done: products that lapse, customers and resellers that
//! are stopped, keys that are replaced.

use serde_json::{Value, json};
use testkit::World;
use testkit::dreamscape::Reseller;
use testkit::world::on_each_engine;

use crate::money::{balance, cents, is_untouched, plan_price, trace};
use crate::people::{customer, id, opens};

/// Where E-mail hosting is, and a plan of it.
const MAIL: &str = "/products/email-hostings";
const MAIL_PLAN: i64 = 48;

fn hosting(customer: i64, name: &str) -> Value {
    json!({ "customer_id": customer, "domain_name": name, "plan_id": MAIL_PLAN, "period": 12 })
}

async fn stands(reseller: &Reseller, path: &str) -> Value {
    reseller.done("GET", path, json!({})).await["status_id"].take()
}

async fn sets(world: &World, login: i64, standing: &str) -> u16 {
    let body = json!({ "dialect": "dreamscape", "login": login, "standing": standing });
    world.control("POST", "/accounts/standing", Some(body)).await.status
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_renews_stops_and_ends() {
    on_each_engine("2026-01-01", async |world| {
        let main = world.dreamscape("main");
        let mia = opens(&main, "mia@example.com.au").await;
        let mut paths = Vec::new();
        for name in ["shoes.com", "hats.com"] {
            let bought = main.done("POST", MAIL, hosting(mia, name)).await;
            assert_eq!(bought["expiry_date"], "2027-01-01 00:00:00");
            paths.push(format!("{MAIL}/{}", id(&bought)));
        }
        world.sleeps_until("2027-01-02").await;
        let listed = async |status: i64| {
            let rows = main.done("GET", MAIL, json!({ "status_id": status })).await;
            rows.as_array().unwrap().len()
        };
        assert_eq!((listed(2).await, listed(6).await), (0, 2));
        let before = balance(&main).await;
        let renewed = main.done("POST", &format!("{}/renewal", paths[0]), json!([])).await;
        assert_eq!(renewed["expiry_date"], "2028-01-01 00:00:00");
        assert_eq!(balance(&main).await, before - plan_price(&main, MAIL_PLAN, 12).await);
        assert_eq!(
            (stands(&main, &paths[0]).await, stands(&main, &paths[1]).await),
            (json!(2), json!(6))
        );
        world.sleeps("P40D").await;
        assert_eq!(
            (stands(&main, &paths[0]).await, stands(&main, &paths[1]).await),
            (json!(2), json!(5))
        );
        assert_eq!((listed(2).await, listed(5).await, listed(6).await), (1, 1, 0));
        for (method, path) in
            [("POST", format!("{}/renewal", paths[1])), ("DELETE", paths[1].clone())]
        {
            let refused = main.call(method, &path, json!({})).await;
            assert_eq!(refused.0, 400, "{method}: {refused:?}");
        }
        world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_is_had_once_and_bought_afterwards() {
    let world = World::on("2026-01-01").await;
    let main = world.dreamscape("main");
    let mia = opens(&main, "mia@example.com.au").await;
    let plans = main.done("GET", "/products/plans", json!({ "limit": 100 })).await;
    let is_trial = |period: &Value| period["is_free_trial"] == true;
    let plans = plans.as_array().unwrap().iter();
    let plan = plans.map(|plan| (plan, plan["periods"].as_array().unwrap()));
    let (plan, period) = plan
        .filter_map(|(plan, periods)| Some((plan, periods.iter().find(|period| is_trial(period))?)))
        .next()
        .unwrap();
    assert_eq!((&period["is_renewable"], cents(&period["price"]["register"])), (&json!(false), 0));
    let wish = json!({
        "customer_id": mia, "domain_name": "shoes.com", "plan_id": plan["id"],
        "period": period["period"],
    });
    let before = balance(&main).await;
    let tried = main.done("POST", MAIL, wish.clone()).await;
    assert_eq!((&tried["status_id"], balance(&main).await), (&json!(2), before));
    let untouched = trace(&world).await;
    let again = main.post(MAIL, wish).await;
    assert_eq!(again.0, 400, "{again:?}");
    let path = format!("{MAIL}/{}/renewal", id(&tried));
    let refused = main.post(&path, json!({ "period": period["period"] })).await;
    assert_eq!(refused.0, 400, "{refused:?}");
    is_untouched(&untouched, &trace(&world).await, "a second trial");
    let bought = main.done("POST", &path, json!([])).await;
    assert_eq!(bought["status_id"], 2);
    assert!(balance(&main).await < before);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_bought_for_who_may_not_act() {
    let world = World::on("2026-01-01").await;
    let main = world.dreamscape("main");
    let mia = opens(&main, "mia@example.com.au").await;
    let name = json!({ "customer_id": mia, "domain_name": "shoes.com", "period": 12 });
    let domain = format!("/domains/{}", id(&main.done("POST", "/domains", name).await));
    let mail = format!("{MAIL}/{}", id(&main.done("POST", MAIL, hosting(mia, "shoes.com")).await));
    world.holds_elsewhere("karoo.com", "their-code").await;
    let path = format!("/customers/{mia}");
    let purchases = [
        (
            "/domains".to_owned(),
            json!({ "customer_id": mia, "domain_name": "x1.com", "period": 12 }),
        ),
        (
            "/domains/transfers".to_owned(),
            json!({ "customer_id": mia, "domain_name": "karoo.com", "auth_key": "their-code" }),
        ),
        (format!("{domain}/renewal"), json!([])),
        (MAIL.to_owned(), hosting(mia, "hats.com")),
        (format!("{mail}/renewal"), json!([])),
    ];
    for (standing, number) in [("pending", 2), ("suspended", 3), ("disabled", 4), ("active", 1)] {
        assert_eq!(sets(&world, mia, standing).await, 200, "{standing}");
        assert_eq!(stands(&main, &path).await, number, "{standing}");
        assert_eq!(stands(&main, &domain).await, 2, "{standing}");
        let before = trace(&world).await;
        for (path, wish) in purchases.iter().filter(|_| number != 1) {
            let (status, said) = main.post(path, wish.clone()).await;
            assert_eq!(
                (status, &said["status"]),
                (400, &json!(false)),
                "{standing} {path}: {said}"
            );
        }
        is_untouched(&before, &trace(&world).await, standing);
    }
    for (path, wish) in &purchases {
        main.done("POST", path, wish.clone()).await;
    }
    // Gone is gone: it is still read, and what it has stays.
    assert_eq!(main.delete(&path, json!({})).await.0, 204);
    assert_eq!(stands(&main, &path).await, 5);
    assert_eq!(main.delete(&path, json!({})).await.0, 400);
    assert_eq!(main.patch(&path, json!({ "city": "Perth" })).await.0, 400);
    assert_ne!(sets(&world, mia, "active").await, 200);
    assert_eq!(main.post("/domains", purchases[0].1.clone()).await.0, 400);
    assert_eq!(stands(&main, &domain).await, 2);
    let all = main.done("GET", "/customers", json!({})).await;
    assert_eq!((id(&all[0]), &all[0]["status_id"]), (mia, &json!(5)));
    world.sleeps("P15D").await;
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reseller_that_is_stopped_is_let_in_no_more() {
    let world = World::with_beside("2026-01-01").await;
    let (main, beside) = (world.dreamscape("main"), world.dreamscape_sandbox("main"));
    let before = trace(&world).await;
    for standing in ["suspended", "disabled"] {
        assert_eq!(sets(&world, main.id, standing).await, 200, "{standing}");
        for (method, path, params) in [
            ("GET", "/reseller", json!({})),
            ("GET", "/customers", json!({})),
            ("POST", "/customers", customer("mia@example.com.au")),
            ("DELETE", "/domains/1", json!({})),
        ] {
            let (status, said) = main.call(method, path, params).await;
            assert_eq!(
                (status, &said["status"]),
                (403, &json!(false)),
                "{standing} {path}: {said}"
            );
            assert!(said["error_message"].is_string(), "{said}");
        }
        assert_eq!(beside.get("/reseller", Value::Null).await.0, 200, "{standing}");
        assert_eq!(world.dreamscape("other").get("/reseller", Value::Null).await.0, 200);
    }
    assert_eq!(sets(&world, main.id, "active").await, 200);
    is_untouched(&before, &trace(&world).await, "a reseller that is stopped");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_key_takes_the_place_of_the_old_one() {
    let mut world = World::with_beside("2026-01-01").await;
    let (main, beside) = (world.dreamscape("main"), world.dreamscape_sandbox("main"));
    let body = json!({ "dialect": "dreamscape", "login": main.id });
    let made = world.control("POST", "/accounts/key", Some(body)).await.json();
    let renewed = main.with_key(made["api_key"].as_str().unwrap());
    assert_ne!(renewed.key(), main.key());
    let enters = async |reseller: &Reseller| reseller.get("/reseller", Value::Null).await.0;
    assert_eq!((enters(&main).await, enters(&renewed).await), (401, 200));
    assert_eq!((enters(&beside).await, enters(&beside.with_key(renewed.key())).await), (200, 401));
    world.restarts().await;
    let (main, renewed) =
        (world.dreamscape("main"), renewed.at(world.dreamscape("main").base_url()));
    assert_eq!(enters(&renewed).await, 200, "it is known after a restart");
    assert_eq!(main.key(), renewed.key(), "and told to whoever starts the sandbox");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_taken_for_everybody() {
    let world = World::on("2026-01-01").await;
    let (main, elsewhere) = (world.dreamscape("main"), world.account("main"));
    let mia = opens(&main, "mia@example.com.au").await;
    let theirs = elsewhere.posts("domainRegister", json!({ "domain": "shoes.com", "period": 1 }));
    let _ = theirs.await.done();
    let wish = |name: &str| json!({ "customer_id": mia, "domain_name": name, "period": 12 });
    let asked = json!({ "domain_names": ["shoes.com", "hats.com"] });
    let found = main.done("GET", "/domains/availability", asked).await;
    assert_eq!(
        (&found[0]["status"], &found[1]["status"]),
        (&json!("registered"), &json!("available"))
    );
    assert_eq!(main.post("/domains", wish("shoes.com")).await.0, 400);
    main.done("POST", "/domains", wish("hats.com")).await;
    let checked = elsewhere.posts("domainsCheck", json!({ "domains": "hats.com" })).await;
    assert_eq!(checked.done()["hats.com"], 0);
    // A name of somebody who calls in other ways comes here by its code.
    let _ = elsewhere.posts("domainDisableLock", json!({ "domain": "shoes.com" })).await.done();
    let code = elsewhere.posts("domainGetPassword", json!({ "domain": "shoes.com" })).await.done();
    world.sleeps("P61D").await;
    let mut comes = wish("shoes.com");
    comes["auth_key"] = code["password"].clone();
    let coming = main.done("POST", "/domains/transfers", comes).await;
    world.sleeps("P8D").await;
    assert_eq!(stands(&main, &format!("/domains/{}", id(&coming))).await, 2);
    world.is_consistent().await;
}
