//! What is on the shelf, and the forms that come with it.

use serde_json::json;

use crate::world::World;

#[tokio::test]
async fn the_shelf_is_walked_from_category_to_form() {
    let world = World::new().await;
    let main = &world.main;
    let categories = main.get("/category").await.done();
    assert_eq!(
        categories["categories"][0],
        json!({ "id": "10", "name": "Hosting", "description": "", "slug": "hosting" })
    );
    let product = main.get("/category/10/product").await.done()["products"][0].take();
    assert_eq!((&product["id"], &product["stock"]), (&json!("333"), &json!(false)));
    assert_eq!(product["description"], "Disk: 10 GB<br>Databases: 10<br>Mailboxes: 100");
    assert_eq!(
        product["periods"][3],
        json!({ "title": "t", "value": "t", "price": 299.7, "setup": 0, "selected": false })
    );

    let form = main.get("/order/333").await.done()["product"].take();
    assert_eq!(
        (&form["category_id"], &form["recurring"], &form["price"], &form["prorata_date"]),
        (&json!("10"), &json!("m"), &json!(9.99), &json!(null))
    );
    let config = &form["config"];
    let questions = config["product"].as_array().unwrap();
    assert_eq!((&questions[0]["value"], &questions[1]["id"]), (&json!("m"), &json!("domain")));
    let names: Vec<_> =
        config["forms"].as_array().unwrap().iter().map(|field| field["name"].clone()).collect();
    assert_eq!(
        names,
        ["custom[1618]", "custom[1619][10340]", "custom[1620][10350]", "custom[1621]"]
    );
    assert_eq!(
        config["forms"][0]["items"][2],
        json!({
            "title": "50 GB", "value": 1, "id": 10332, "price": 5, "setup": 1, "selected": false,
        })
    );
    // A quarter is no period of the product's, so that the add-on cannot be had for one.
    let periods = config["addons"][0]["config"][1]["items"].as_array().unwrap();
    let letters: Vec<_> = periods.iter().map(|period| period["value"].clone()).collect();
    assert_eq!(letters, ["m", "a"]);
    assert_eq!(config["subproducts"], json!(["401"]));

    // A product that is for no name asks for none.
    let dns = main.get("/order/401").await.done()["product"].take();
    assert_eq!(dns["config"]["product"].as_array().unwrap().len(), 1);

    main.get("/category/999/product").await.refused(404, "Category not found");
    main.get("/order/999").await.refused(404, "Product not found");
}

#[tokio::test]
async fn names_have_a_price_for_every_period() {
    let world = World::new().await;
    let main = &world.main;
    let tlds = main.get("/domain/order").await.done()["tlds"].take();
    let net = tlds.as_array().unwrap().iter().find(|tld| tld["tld"] == ".net").unwrap();
    assert_eq!(net["periods"][0]["period"], "1");
    let id = net["id"].as_str().unwrap();
    let form = main.get(&format!("/domain/order/{id}/form")).await.done();
    assert_eq!(form, json!({ "forms": [] }));
    main.get("/domain/order/1/form")
        .await
        .refused(400, "tld_id is not an extension that is sold here");

    let free = main.post("/domain/lookup", json!({ "name": "Karoo.net" })).await.done();
    assert_eq!(
        (&free["name"], &free["available"], &free["status"], &free["periods"][0]["id"]),
        (&json!("karoo.net"), &json!(true), &json!("ok"), &json!(id))
    );
    let taken = main.post("/domain/lookup", json!({ "name": "karoo.com" })).await.done();
    assert_eq!((&taken["available"], taken.get("status")), (&json!(false), None));
    main.post("/domain/lookup", json!({ "name": "karoo.nosuch" }))
        .await
        .refused(400, "name is not an extension that is sold here");
}
