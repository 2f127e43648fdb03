//! Carts, asked about and ordered.

use serde_json::{Value, json};

use crate::world::World;

fn hosting() -> Value {
    json!({
        "type": "product", "product_id": 333, "domain": "karoo.net", "cycle": "m",
        "custom": { "1618": 10332, "1619": { "10340": 2 }, "1620": true, "1621": "Thank you" },
        "addon": { "31": 1 }, "addon_cycles": { "31": "m" },
    })
}

fn name() -> Value {
    json!({ "type": "domain", "action": "register", "name": "karoo.net", "years": "1" })
}

#[tokio::test]
async fn a_quote_is_what_the_order_costs() {
    let world = World::new().await;
    let main = &world.main;
    let cart = json!({ "items": [hosting(), name()], "pay_method": 5 });
    let quote = main.post("/quote", cart.clone()).await.done();
    let (summary, items) = (&quote["summary"], &quote["items"]);
    assert_eq!((&summary["credit"], &summary["discount"]), (&json!(0), &json!(0)));
    assert_eq!(
        (&summary["tax"][0]["name"], &summary["tax"][0]["value"]),
        (&json!("VAT"), &json!(21))
    );
    assert_eq!(summary["recurring"][0]["title"], "Monthly");
    assert_eq!(
        items[0],
        json!({
            "product": {
                "id": 333, "category_name": "Hosting", "category_id": 10,
                "name": "Starter Hosting", "domain": "karoo.net",
            },
            "domains": {}, "coupon": {}, "index": 0, "valid": true, "info": [], "error": [],
        })
    );
    let domain = &items[1]["domains"]["karoo.net"];
    assert_eq!((&items[1]["product"], &domain["period"]), (&json!(null), &json!(1)));
    assert_eq!((&domain["category_id"], &domain["tld"]), (&json!("6"), &json!(".net")));

    let placed = main.post("/order", cart).await.done();
    assert_eq!(placed["total"], format!("{:.2}", summary["total"].as_f64().unwrap()));
    let numbers = placed["order_num_list"].as_array().unwrap();
    assert_eq!((numbers.len(), &numbers[0]), (2, &numbers[1]));
    let kinds = [&placed["items"][0]["type"], &placed["items"][1]["type"]];
    assert_eq!(kinds, ["Hosting", "Domain Register"]);
    assert_eq!(placed["items"][1]["product_id"], domain["id"].to_string());
}

#[tokio::test]
async fn a_quote_says_as_much_as_it_is_asked_for() {
    let world = World::new().await;
    let asks = async |output: &str| {
        let cart = json!({ "items": [hosting(), name()], "output": output });
        world.main.post("/quote", cart).await.done()["items"].take()
    };
    let config = asks("config").await;
    let product = &config[0]["product"];
    assert_eq!(product["config"]["forms"][0]["value"], json!({ "10332": "1" }));
    assert_eq!(product["config"]["forms"][3]["textvalue"], json!({ "0": "Thank you" }));
    assert_eq!(product["config"]["addons"][0]["price"], 5);
    assert_eq!(product.get("price"), None);
    assert_eq!(config[1]["domains"]["karoo.net"]["forms"], json!([]));

    let full = asks("full").await;
    let product = &full[0]["product"];
    assert_eq!(
        (&product["recurring"], &product["setup"], &product["price"]),
        (&json!("m"), &json!(1), &product["recurring_price"])
    );
    assert_eq!(full[1]["domains"]["karoo.net"]["action"], "register");
}

#[tokio::test]
async fn each_thing_in_a_cart_is_refused_by_itself() {
    let world = World::new().await;
    let main = &world.main;
    let items = json!([
        name(),
        { "type": "product", "product_id": 333 },
        { "type": "domain", "action": "renew", "years": 1 },
        { "type": "ticket" },
        { "type": "domain", "action": "register", "name": "veld.nosuch" },
        { "type": "domain", "action": "register", "name": "veld.net", "data": { "7": "x" } },
        { "type": "domain", "action": "sell", "name": "veld.net" },
        { "type": "product", "product_id": 401, "cycle": "fortnight" },
    ]);
    let said = [
        "domain is missing",
        "domain_id is missing",
        "type is not one of the allowed values",
        "name is not an extension that is sold here",
        "custom[7] is not offered for this",
        "action is not one of the allowed values",
        "cycle is not one of the allowed values",
    ];
    let quote = main.post("/quote", json!({ "items": items })).await.done();
    for (item, words) in quote["items"].as_array().unwrap()[1..].iter().zip(said) {
        assert_eq!((&item["valid"], &item["error"]), (&json!(false), &json!([words])));
    }

    let refused = main.post("/order", json!({ "items": items, "ignore_errors": "No error" })).await;
    let numbered: Vec<_> =
        (2..).zip(said).map(|(number, words)| format!("item {number}: {words}")).collect();
    assert_eq!(
        (refused.status, serde_json::from_str::<Value>(&refused.text).unwrap()),
        (400, json!({ "error": numbered }))
    );
    assert_eq!(main.get("/invoice").await.done()["invoices"], json!([]));

    let lenient = json!({ "items": items, "ignore_errors": "true" });
    let placed = main.post("/order", lenient).await.done();
    assert_eq!(placed["items"].as_array().unwrap().len(), 1);
    assert_eq!(placed["items"][0]["name"], "karoo.net");
}

#[tokio::test]
async fn an_extension_asks_who_registers_a_name() {
    let world = World::new().await;
    let main = &world.main;
    let tlds = main.get("/domain/order").await.done()["tlds"].take();
    let au = tlds.as_array().unwrap().iter().find(|tld| tld["tld"] == ".com.au").unwrap();
    let path = format!("/domain/order/{}/form", au["id"].as_str().unwrap());
    let forms = main.get(&path).await.done()["forms"].take();
    let fields: Vec<_> = forms
        .as_array()
        .unwrap()
        .iter()
        .map(|field| (field["name"].as_str().unwrap(), field["required"].as_bool().unwrap()))
        .collect();
    assert_eq!(fields, [("custom[6101]", true), ("custom[6102]", false), ("custom[6103]", true)]);
    assert_eq!((&forms[0]["type"], &forms[2]["type"]), (&json!("select"), &json!("input")));
    assert_eq!(
        (&forms[0]["items"][0]["title"], &forms[0]["price"]),
        (&json!("Company"), &json!(0))
    );

    for (data, words) in [
        (json!({}), "custom[6101] is missing"),
        (json!({ "6101": 61011 }), "custom[6103] is missing"),
        (json!({ "6101": 61011, "6103": "1", "7": "x" }), "custom[7] is not offered for this"),
        (json!({ "6101": 1, "6103": "1" }), "custom[6101] is not one of the allowed values"),
    ] {
        let order = json!({ "name": "karoo.com.au", "action": "register", "data": data });
        main.post("/domain/order", order).await.refused(400, words);
    }
    let said = json!({ "6101": { "61011": 1 }, "6103": "51 824 753 556" });
    for key in ["data", "custom"] {
        let mut item = json!({ "type": "domain", "action": "register", "name": "karoo.com.au" });
        item[key] = said.clone();
        let cart = json!({ "items": [item], "output": "config" });
        let quote = main.post("/quote", cart).await.done()["items"][0].take();
        assert_eq!((&quote["valid"], &quote["error"]), (&json!(true), &json!([])));
        let form = &quote["domains"]["karoo.com.au"]["forms"];
        assert_eq!(form[0]["value"], json!({ "61011": "1" }));
    }
    let order = json!({ "name": "karoo.com.au", "action": "register", "data": said });
    main.post("/domain/order", order).await.done();
    main.post("/domain/order", name()).await.done();
}

#[tokio::test]
async fn a_product_is_ordered_with_what_is_offered_along() {
    let world = World::new().await;
    let main = &world.main;
    let body = |along: Value| json!({ "domain": "karoo.net", "subproducts": along });
    for along in [json!([401]), json!({ "401": "m" }), json!({ "401": true })] {
        let placed = main.post("/order/333", body(along)).await.done();
        assert_eq!(placed["items"]["product_id"], "333");
        let invoice = placed["invoice_id"].as_str().unwrap();
        let lines =
            main.get(&format!("/invoice/{invoice}")).await.done()["invoice"]["items"].take();
        let said: Vec<_> =
            lines.as_array().unwrap().iter().map(|line| &line["description"]).collect();
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[1].as_str().unwrap().starts_with("DNS Hosting"), "{said:?}");
    }
    let services = main.get("/service").await.done()["services"].take();
    assert_eq!(services.as_array().unwrap().len(), 6);
    for (along, words) in [
        (json!([334]), "subproducts[334] is not offered for this"),
        (json!({ "401": "t" }), "subproducts[401] is not offered for this"),
        (json!({ "401": "fortnight" }), "subproducts is not one of the allowed values"),
    ] {
        main.post("/order/333", body(along)).await.refused(400, words);
    }

    let product = json!({ "type": "product", "product_id": 333, "subproducts": { "401": "a" } });
    let cart = json!({ "items": [product, name()], "ignore_errors": true });
    let quote = main.post("/quote", cart.clone()).await.done()["items"].take();
    let valid: Vec<_> = quote.as_array().unwrap().iter().map(|item| &item["valid"]).collect();
    assert_eq!(valid, [false, true, false]);
    assert_eq!(quote[2]["error"], json!(["subproducts[401] does not apply here"]));
    let placed = main.post("/order", cart).await.done()["items"].take();
    assert_eq!((placed.as_array().unwrap().len(), &placed[0]["name"]), (1, &json!("karoo.net")));
}

#[tokio::test]
async fn a_single_order_is_refused_in_one_sentence() {
    let world = World::new().await;
    let main = &world.main;
    for (path, body, words) in [
        ("/order/333", json!({}), "domain is missing"),
        (
            "/order/333",
            json!({ "domain": "karoo.net", "cycle": "q" }),
            "cycle is not offered for this",
        ),
        ("/order/401", json!({ "custom": { "9": 1 } }), "custom[9] is not offered for this"),
        ("/order/401", json!({ "pay_method": 99 }), "pay_method is not one of the allowed values"),
        ("/order/401", json!({ "aff_id": 99 }), "aff_id is not one of the allowed values"),
        (
            "/domain/order",
            json!({ "name": "karoo.net", "action": "register", "nameservers": "nameserversValue" }),
            "nameservers is not a host name",
        ),
        (
            "/domain/order",
            json!({ "name": "karoo.net", "action": "register", "nameservers": ["ns1.example.net"] }),
            "nameservers needs 2 entries",
        ),
        ("/domain/order", json!({ "name": "karoo.com", "action": "transfer" }), "epp is missing"),
    ] {
        main.post(path, body).await.refused(400, words);
    }
    main.post("/order/999", json!({})).await.refused(404, "Product not found");
    let taken = json!({ "name": "karoo.com", "action": "register" });
    main.post("/domain/order", taken).await.refused(409, "Domain is not available");
}
