//! Services, from the order to the end.

use serde_json::json;

use crate::world::World;

/// Orders DNS hosting for a month and pays for it.
pub async fn dns(world: &World) -> String {
    let placed = world.main.post("/order/401", json!({ "pay_method": 1 })).await.done();
    let invoice = placed["invoice_id"].as_str().unwrap();
    world.main.post(&format!("/invoice/{invoice}/credit"), json!({})).await.done();
    placed["items"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_service_runs_once_it_is_paid() {
    let world = World::new().await;
    let main = &world.main;
    let wish = json!({ "domain": "karoo.net", "cycle": "a" });
    let placed = main.post("/order/333", wish).await.done();
    assert_eq!(placed["items"]["type"], "Hosting");
    let hosting = placed["items"]["id"].as_str().unwrap();
    let dns = dns(&world).await;

    let services = main.get("/service").await.done()["services"].take();
    assert_eq!(
        services[0],
        json!({
            "id": hosting, "domain": "karoo.net", "total": "109.89", "status": "Pending",
            "billingcycle": "Annually", "next_due": "2027-11-21", "category": "Hosting",
            "category_url": "hosting", "name": "Starter Hosting",
        })
    );
    let service = main.get(&format!("/service/{dns}")).await.done()["service"].take();
    assert_eq!(
        service,
        json!({
            "id": dns, "date_created": "2026-11-21", "domain": "", "firstpayment": "2.50",
            "total": "2.50", "billingcycle": "Monthly", "next_due": "2026-12-21",
            "next_invoice": "2026-12-14", "status": "Active", "label": "", "username": "",
            "password": "", "name": "DNS Hosting",
        })
    );
    world.other.get(&format!("/service/{dns}")).await.refused(404, "Service not found");
    let methods = async |id: &str| {
        let methods = main.get(&format!("/service/{id}/methods")).await.done();
        methods["methods"].as_array().unwrap().len()
    };
    assert_eq!((methods(hosting).await, methods(&dns).await), (5, 12));
}

#[tokio::test]
async fn a_label_is_what_the_account_calls_it() {
    let world = World::new().await;
    let (main, path) = (&world.main, format!("/service/{}/label", dns(&world).await));
    assert_eq!(main.get(&path).await.done(), json!({ "label": "" }));
    assert_eq!(
        main.post(&path, json!({ "label": "Zones" })).await.done(),
        json!({ "success": true, "info": ["label_updated"] })
    );
    assert_eq!(main.get(&path).await.done(), json!({ "label": "Zones" }));
    main.post(&path, json!({})).await.refused(400, "label is missing");
}

#[tokio::test]
async fn an_upgrade_is_ordered_only_by_a_clear_yes() {
    let world = World::new().await;
    let main = &world.main;
    let id = dns(&world).await;
    let path = format!("/service/{id}/upgrade");
    let options = main.get(&path).await.done();
    assert_eq!((&options["resources"], &options["package"][0]["id"]), (&json!([]), &json!("402")));
    for send in [json!(null), json!(false), json!("sendValue")] {
        let wish = json!({ "package": "402", "send": send });
        let estimate = main.post(&path, wish).await.done();
        assert_eq!((estimate.get("order_num"), &estimate["total"]), (None, &json!("8.47")));
        assert_eq!(estimate["package"][0]["price"], 9.5);
    }
    let ordered = main.post(&path, json!({ "package": 402, "send": "true" })).await.done();
    assert_eq!(ordered["total"], "8.47");
    let invoice = ordered["invoice_id"].as_str().unwrap();
    main.post(&format!("/invoice/{invoice}/credit"), json!({})).await.done();
    let service = main.get(&format!("/service/{id}")).await.done()["service"].take();
    assert_eq!((&service["name"], &service["total"]), (&json!("DNS Hosting Plus"), &json!("9.50")));

    main.post(&path, json!({})).await.refused(400, "The upgrade changes nothing");
    main.post(&path, json!({ "package": 333 }))
        .await
        .refused(400, "package is not offered for this");
    main.post(&path, json!({ "resources": { "7": 1 } }))
        .await
        .refused(400, "resources[7] is not offered for this");
}

#[tokio::test]
async fn an_end_comes_with_the_paid_period_or_at_once() {
    let world = World::new().await;
    let (main, path) = (&world.main, format!("/service/{}", dns(&world).await));
    let status = async || main.get(&path).await.done()["service"]["status"].take();
    let sent = json!({ "info": ["cancell_sent"] });
    let later = json!({ "immediate": "false", "reason": "Too dear" });
    assert_eq!(main.post(&format!("{path}/cancel"), later).await.done(), sent);
    assert_eq!(status().await, "Active");
    let now = json!({ "immediate": "true" });
    assert_eq!(main.post(&format!("{path}/cancel"), now).await.done(), sent);
    assert_eq!(status().await, "Cancelled");
}
