//! What resellers do every day: selling a name, being out of money, looking after a name, renewing it,
//! selling a product, and paging through customers.

use serde_json::{Value, json};
use testkit::World;
use testkit::dreamscape::Reseller;
use testkit::world::on_each_engine;

use crate::money::{balance, cents, invoices, is_untouched, plan_price, price, trace};
use crate::people::{id, opens, registrant, with};

/// E-mail hosting, and what costs something about it.
const EMAIL: &str = "/products/email-hostings";
const EMAIL_PLAN: i64 = 48;

/// Registers a name for a customer, and gives its number.
async fn registers(reseller: &Reseller, customer: i64, name: &str) -> i64 {
    let wish = json!({ "customer_id": customer, "domain_name": name, "period": 12 });
    id(&reseller.done("POST", "/domains", wish).await)
}

/// Takes money away until a reseller has this much.
async fn leaves_with(world: &World, reseller: &Reseller, left: i64) {
    let much = balance(reseller).await - left;
    let amount = format!("-{}.{:02}", much / 100, much % 100);
    world.credits_in("dreamscape", &reseller.id.to_string(), &amount).await;
    assert_eq!(balance(reseller).await, left);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_sold_and_billed_to_the_cent() {
    on_each_engine("2026-01-01", async |world| {
        let main = world.dreamscape("main");
        assert_eq!(main.get("/ping", Value::Null).await.0, 200);
        let (before, costs) = (balance(&main).await, price(&main, "com", "register").await);
        let asked = json!({ "domain_names": ["shoes.com", "hats.com"] });
        let free = main.done("GET", "/domains/availability", asked.clone()).await;
        assert_eq!(
            (&free[0]["is_available"], &free[1]["status"]),
            (&json!(true), &json!("available"))
        );
        assert_eq!(cents(&free[0]["register_price"]), costs);
        let mia = opens(&main, "mia@example.com.au").await;
        let person = registrant("mia@example.com.au");
        let person = id(&main.done("POST", "/domains/registrants", person).await);
        let wish = json!({
            "customer_id": mia, "registrant_id": person, "domain_name": "shoes.com", "period": 12,
        });
        let (status, bought) = main.post("/domains", wish.clone()).await;
        assert_eq!(status, 201, "{bought}");
        let number = id(&bought["data"]);
        let seen = main.done("GET", &format!("/domains/{number}"), json!({})).await;
        assert_eq!((&seen["status_id"], &seen["registrant_id"]), (&json!(2), &json!(person)));
        assert_eq!(
            (&seen["start_date"], &seen["expiry_date"]),
            (&json!("2026-01-01 00:00:00"), &json!("2027-01-01 00:00:00"))
        );
        assert_eq!(balance(&main).await, before - costs);
        let bills = invoices(&main, mia).await;
        assert_eq!(bills.len(), 1, "{bills:?}");
        assert_eq!((cents(&bills[0]["total_amount"]), &bills[0]["is_paid"]), (costs, &json!(true)));
        let [order] = bills[0]["orders"].as_array().unwrap().as_slice() else {
            panic!("{bills:?}")
        };
        assert_eq!((&order["type"], &order["product_id"]), (&json!("register"), &json!(number)));
        assert_eq!((&order["product_name"], &order["period"]), (&json!("shoes.com"), &json!(12)));
        // What is sold is not sold twice.
        let (status, again) = main.post("/domains", wish).await;
        assert_eq!(status, 400, "{again}");
        let free = main.done("GET", "/domains/availability", asked).await;
        assert_eq!(
            (&free[0]["is_available"], &free[0]["status"]),
            (&json!(false), &json!("registered"))
        );
        assert_eq!((balance(&main).await, invoices(&main, mia).await), (before - costs, bills));
        world.is_consistent().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_money_nothing_is_bought_and_nothing_is_left_behind() {
    on_each_engine("2026-01-01", async |world| {
        let main = world.dreamscape("main");
        let mia = opens(&main, "mia@example.com.au").await;
        let name = registers(&main, mia, "shoes.com").await;
        let wish = json!({ "customer_id": mia, "plan_id": EMAIL_PLAN, "domain_name": "shoes.com", "period": 1 });
        let mail = id(&main.done("POST", EMAIL, wish.clone()).await);
        let server = json!({ "customer_id": mia, "plan_id": 117, "period": 1, "location": "AU" });
        let systems = main.done("GET", "/dictionary/servers-operating-systems", json!({})).await;
        let server = with(server, json!({ "operating_system": systems[0]["name"] }));
        let runs = id(&main.done("POST", "/products/servers", server.clone()).await);
        world.holds_elsewhere("came.com", "their-code").await;
        leaves_with(&world, &main, 1).await;
        let before = trace(&world).await;
        let buys = json!({ "customer_id": mia, "domain_name": "hats.com", "period": 12 });
        let comes = json!({ "customer_id": mia, "domain_name": "came.com", "auth_key": "their-code" });
        let plain = with(wish, json!({ "domain_name": "hats.com" }));
        let certificate = with(plain.clone(), json!({ "plan_id": 65, "period": 12 }));
        let feature = json!({ "type": "ram", "value": "2", "period": 1 });
        for (path, params) in [
            ("/domains", with(buys.clone(), json!({ "privacy": true }))),
            ("/domains", buys),
            ("/domains/transfers", comes),
            (&*format!("/domains/{name}/renewal"), json!([])),
            (EMAIL, plain),
            (&*format!("{EMAIL}/{mail}/renewal"), json!([])),
            ("/products/ssl-certificates", certificate),
            ("/products/servers", server),
            (&*format!("/products/servers/{runs}/features"), feature),
            (&*format!("/products/servers/{runs}/renewal"), json!([])),
        ] {
            let (status, refused) = main.post(path, params).await;
            assert_eq!((status, &refused["status"]), (402, &json!(false)), "{path}: {refused}");
            assert!(refused["error_message"].as_str().unwrap().contains("AUD"), "{refused}");
        }
        is_untouched(&before, &trace(&world).await, "what could not be paid");
        world.is_consistent().await;
        // The very cent that is missing decides.
        let costs = price(&main, "com", "register").await;
        for (left, expected) in [(costs - 1, 402), (costs, 201)] {
            let missing = left - balance(&main).await;
            let amount = format!("{}.{:02}", missing / 100, missing % 100);
            world.credits_in("dreamscape", &main.id.to_string(), &amount).await;
            let buys = json!({ "customer_id": mia, "domain_name": "hats.com", "period": 12 });
            assert_eq!(main.post("/domains", buys).await.0, expected, "{left}");
        }
        assert_eq!(balance(&main).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_looked_after() {
    let world = World::on("2026-01-01").await;
    let main = world.dreamscape("main");
    let mia = opens(&main, "mia@example.com.au").await;
    let at = format!("/domains/{}", registers(&main, mia, "shoes.com").await);
    let servers = json!([
        { "host": "ns1.example.net", "ip": null }, { "host": "ns2.example.net", "ip": null },
    ]);
    let change = json!({ "name_servers": servers, "is_locked": true });
    let changed = main.done("PATCH", &at, change).await;
    assert_eq!((&changed["name_servers"], &changed["is_locked"]), (&servers, &json!(true)));
    assert_eq!(main.done("GET", &at, json!({})).await, changed);
    let host = json!({ "host": "ns1.shoes.com", "ip": "192.0.2.53" });
    assert_eq!(main.post(&format!("{at}/hosts"), host.clone()).await.0, 201);
    assert_eq!(main.done("GET", &format!("{at}/hosts"), json!({})).await, json!([host]));
    let records = format!("{at}/dns");
    let mut made = Vec::new();
    for record in [
        json!({ "type": "MX", "subdomain": "", "content": "mail.shoes.com", "priority": 10 }),
        json!({ "type": "SRV", "subdomain": "_sip._tcp", "priority": 0, "weight": 5, "port": 5060, "target": "sip.shoes.com" }),
        json!({ "type": "CAA", "flag": 0, "tag": "issue", "value": "ca.example.net" }),
        json!({ "type": "WEBFWD", "subdomain": "go", "forward_to": "https://example.net/", "cloak": false }),
    ] {
        let (status, answer) = main.post(&records, record.clone()).await;
        assert_eq!(status, 201, "{answer}");
        let shown = answer["data"].clone();
        assert_eq!(with(record, json!({ "id": shown["id"] })), shown);
        made.push(shown);
    }
    let found = main.done("GET", &records, json!({ "type": "SRV" })).await;
    assert_eq!(found, json!([made[1]]));
    let one = format!("{records}/{}", made[1]["id"]);
    assert_eq!(main.delete(&one, json!({})).await, (204, Value::Null));
    assert_eq!(main.get(&one, json!({})).await.0, 404);
    assert_eq!(main.delete(&one, json!({})).await.0, 404);
    assert_eq!(main.done("GET", &records, json!({})).await.as_array().map(Vec::len), Some(3));
    let none = json!({ "type": "MX", "subdomain": "", "content": "mail.shoes.com", "priority": 0 });
    assert_eq!(main.post(&records, none).await.0, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_adds_whole_years_and_costs_what_was_told() {
    let world = World::on("2026-01-01").await;
    let main = world.dreamscape("main");
    let mia = opens(&main, "mia@example.com.au").await;
    let at = format!("/domains/{}", registers(&main, mia, "shoes.com").await);
    let (before, costs) = (balance(&main).await, price(&main, "com", "renew").await);
    // Nothing is said as an empty list, as nothing, and as a form without fields.
    let (status, renewed) = main.post(&format!("{at}/renewal"), json!([])).await;
    assert_eq!((status, &renewed["data"]["expiry_date"]), (200, &json!("2028-01-01 00:00:00")));
    let sent = testkit::http::Sent::default();
    let renewed = main.send("POST", &format!("{at}/renewal"), sent).await;
    assert_eq!(renewed.json()["data"]["expiry_date"], "2029-01-01 00:00:00", "{}", renewed.text);
    assert_eq!(balance(&main).await, before - 2 * costs);
    for period in [json!(7), json!(0), json!(-12), json!("x"), json!(13), json!(1200)] {
        let (status, refused) =
            main.post(&format!("{at}/renewal"), json!({ "period": period })).await;
        assert_eq!(status, 400, "{period}: {refused}");
        let named = refused["validation_errors"][0].as_str().unwrap_or_default();
        assert!(named.contains("period"), "{period}: {refused}");
    }
    let twice = main.done("POST", &format!("{at}/renewal"), json!({ "period": 24 })).await;
    assert_eq!(
        (&twice["expiry_date"], &twice["period"]),
        (&json!("2031-01-01 00:00:00"), &json!(24))
    );
    assert_eq!(balance(&main).await, before - 4 * costs);
    let bills = invoices(&main, mia).await;
    let sums: Vec<_> = bills[1..].iter().map(|bill| cents(&bill["total_amount"])).collect();
    assert_eq!(sums, [costs, costs, 2 * costs]);
    assert_eq!(bills[3]["orders"][0]["type"], "renew");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_bought_opened_renewed_and_ended() {
    let world = World::on("2026-01-01").await;
    let main = world.dreamscape("main");
    let mia = opens(&main, "mia@example.com.au").await;
    let types = main.done("GET", "/products/types", json!({ "limit": 100 })).await;
    let types = types.as_array().unwrap();
    let email = types.iter().find(|family| family["name"] == "Email Hosting").unwrap();
    let plans = main.done("GET", "/products/plans", json!({ "type_id": email["id"] })).await;
    let plans = plans.as_array().unwrap();
    assert!(plans.iter().all(|plan| plan["type_id"] == email["id"]), "{plans:?}");
    assert!(plans.iter().any(|plan| plan["id"] == EMAIL_PLAN), "{plans:?}");
    let (before, costs) = (balance(&main).await, plan_price(&main, EMAIL_PLAN, 12).await);
    let wish = json!({ "customer_id": mia, "plan_id": EMAIL_PLAN, "domain_name": "shoes.com", "period": 12 });
    let (status, bought) = main.post(EMAIL, wish.clone()).await;
    assert_eq!(status, 201, "{bought}");
    let bought = &bought["data"];
    assert_eq!((&bought["status_id"], &bought["period"]), (&json!(2), &json!(12)), "{bought}");
    assert_eq!(
        (&bought["domain_name"], &bought["expiry_date"]),
        (&json!("shoes.com"), &json!("2027-01-01 00:00:00"))
    );
    assert_eq!(balance(&main).await, before - costs);
    let at = format!("{EMAIL}/{}", id(bought));
    let link = main.done("POST", &format!("{at}/login-link"), json!([])).await["link"].clone();
    let path = link.as_str().unwrap().strip_prefix(&*world.running().url()).unwrap();
    let console = world.fetch(path).await;
    assert_eq!(console.status, 200, "{}", console.text);
    assert!(console.text.contains("shoes.com"), "{}", console.text);
    assert_ne!(world.fetch(path).await.status, 200, "a link opens once");
    let renewed = main.done("POST", &format!("{at}/renewal"), json!([])).await;
    assert_eq!(renewed["expiry_date"], "2028-01-01 00:00:00");
    // A plan is had for its own periods only.
    for path in [EMAIL.to_owned(), format!("{at}/renewal")] {
        let wish = with(wish.clone(), json!({ "period": 7 }));
        let wish = if path == EMAIL { wish } else { json!({ "period": 7 }) };
        assert_eq!(main.post(&path, wish).await.0, 400, "{path}");
    }
    assert_eq!(invoices(&main, mia).await.len(), 2);
    assert_eq!(main.delete(&at, json!({})).await, (204, Value::Null));
    let ended = main.done("GET", &at, json!({})).await["status_id"].clone();
    assert!(ended == 4 || ended == 5, "{ended}");
    assert_eq!(
        main.get(&format!("/products/linux-hostings/{}", id(bought)), json!({})).await.0,
        404
    );
    assert_eq!(
        balance(&main).await,
        before - costs - cents(&invoices(&main, mia).await[1]["total_amount"])
    );
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_are_paged_through() {
    let world = World::on("2026-01-01").await;
    let main = world.dreamscape("main");
    let mut opened = Vec::new();
    for number in 0..101 {
        opened.push(opens(&main, &format!("customer{number}@example.com.au")).await);
    }
    let page = async |params: Value| {
        let (status, page) = main.get("/customers", params).await;
        assert_eq!(status, 200, "{page}");
        let ids: Vec<_> = page["data"].as_array().unwrap().iter().map(id).collect();
        (ids, page["pagination"].clone())
    };
    let told =
        |current: i64| json!({ "total_items": 101, "total_pages": 2, "current_page": current });
    let (first, pagination) = page(json!({ "limit": 100 })).await;
    assert_eq!(pagination, told(1));
    let (second, pagination) = page(json!({ "limit": 100, "page": 2 })).await;
    assert_eq!((second.len(), pagination), (1, told(2)));
    let all: Vec<_> = first.iter().chain(&second).copied().collect();
    assert_eq!(all, opened);
    let (beyond, pagination) = page(json!({ "limit": 100, "page": 3 })).await;
    assert!(beyond.is_empty());
    assert_eq!(pagination, told(3));
    let (status, refused) = main.get("/customers", json!({ "limit": 101 })).await;
    assert_eq!(status, 400, "{refused}");
    assert!(refused["validation_errors"][0].as_str().unwrap().contains("limit"), "{refused}");
    assert_eq!(world.dreamscape("other").get("/customers", json!({})).await.1["data"], json!([]));
}
