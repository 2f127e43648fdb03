//! Who buys certificates for whom, what is wrong with an order, and many at once.

use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::Reply;
use testkit::openssl::{self, Key, request};

use crate::certificate_holder::{CENTS, FURTHER_CENTS, Holder, NAME, SINGLE, buys, subject};

/// What a refusal says is wrong, and why.
#[track_caller]
pub fn blamed(reply: &Reply) -> (String, String) {
    reply.refused();
    let details = &reply.json["_error_ops"];
    let text = |name: &str| details[name].as_str().unwrap_or_default().to_owned();
    (text("field"), text("reason"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_purchase_costs_its_price_times_its_years() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let before = main.balance_cents().await;
    let first = buys(&main, SINGLE).await;
    assert_eq!(main.balance_cents().await, before - CENTS);
    let row = main.asks("certificateGetInfo", json!({ "id": first })).await.done();
    for name in ["product_id", "object_id"] {
        let wish = json!({ name: row[name], "amount": 2 });
        let _ = main.asks("certificatePurchase", wish).await.done();
    }
    assert_eq!(main.balance_cents().await, before - 5 * CENTS);
    // A further year costs what further years cost, also before anything was asked for.
    let renewal = json!({ "id": first, "expires": "2027-01-01" });
    let renewed = main.asks("certificateRenew", renewal).await.done();
    assert_eq!(renewed, json!({ "id": first, "state": "incomplete" }));
    assert_eq!(main.balance_cents().await, before - 5 * CENTS - FURTHER_CENTS);
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_money_nothing_happens() {
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    let id = buys(&main, SINGLE).await;
    let left = main.balance_cents().await;
    let taken = format!("-{}.{:02}", (left - 899) / 100, (left - 899) % 100);
    world.credits_in("domaincontext", "main", &taken).await;
    let bought = main.asks("certificatePurchase", json!({ "product": SINGLE })).await;
    assert_eq!(bought.json, json!({ "_error": "not enough money" }));
    let renewal = json!({ "id": id, "expires": "2027-01-01" });
    let renewed = main.asks("certificateRenew", renewal).await;
    assert_eq!(renewed.json, json!({ "_error": "not enough money" }));
    assert_eq!(main.balance_cents().await, 899);
    let found = main.asks("certificatesSearch", json!({})).await.done();
    assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_stands_above_acts_for_a_client_and_strangers_see_nothing() {
    if !openssl::is_there() {
        return;
    }
    let world = World::on("2026-01-01").await;
    let [seller, main, other] = ["seller", "main", "other"].map(|login| world.account(login));
    let (sellers, mains) = (seller.balance_cents().await, main.balance_cents().await);
    let wish = json!({ "product": SINGLE, "client": "main" });
    let bought = seller.asks("certificatePurchase", wish).await.done();
    assert_eq!(main.balance_cents().await, mains - CENTS);
    assert_eq!(seller.balance_cents().await, sellers);
    let id = bought["id"].as_i64().expect("a number");
    let info = seller.asks("certificateGetInfo", json!({ "id": id })).await.done();
    assert_eq!((&info["client"], &info["seller"]), (&json!("main"), &json!("seller")));
    let numbered = json!({ "product": SINGLE, "client_id": info["client_id"] });
    let _ = seller.asks("certificatePurchase", numbered).await.done();
    assert_eq!(main.balance_cents().await, mains - 2 * CENTS);
    main.registers(NAME).await;
    let contact = main.contact("ivan@karooshop.com").await;
    let holder = Holder { account: seller.clone(), contact, id };
    let order = holder.order(&request(Key::Ecdsa, &[NAME]));
    assert_eq!(holder.does("certificateIssue", order.clone()).await, "pending");
    // A stranger's certificate and one that is not there are the same.
    let with = |id: i64, more: &[(&str, Value)]| {
        let mut arguments = order.clone();
        arguments["id"] = json!(id);
        for (name, value) in more {
            arguments[*name] = value.clone();
        }
        arguments
    };
    for command in [
        "certificateGetInfo",
        "certificateGetData",
        "certificateIssue",
        "certificateReissue",
        "certificateCancel",
        "certificateRenew",
        "certificateSendNotifications",
        "certificateRevalidate",
        "certificateChangeValidation",
        "certificateGetDomainEmails",
    ] {
        let more = [("reason", json!("no")), ("expires", json!("2027-01-01"))];
        let theirs = other.posts(command, with(id, &more)).await;
        let nobodys = other.posts(command, with(999_999, &more)).await;
        assert_eq!(theirs.json, nobodys.json, "{command}");
        assert_eq!(theirs.refused(), "certificate not found", "{command}");
        assert_eq!(blamed(&theirs), ("id".into(), "not_found".into()), "{command}");
    }
    for (name, value) in [("client", json!("main")), ("client_id", info["client_id"].clone())] {
        let mut generate = subject();
        generate[name] = value.clone();
        for (command, arguments) in [
            ("certificatePurchase", json!({ "product": SINGLE, name: value })),
            ("certificateGenerateCSR", generate),
        ] {
            let reply = other.posts(command, arguments).await;
            assert_eq!(blamed(&reply), (name.into(), "not_found".into()), "{command}");
        }
    }
    assert_eq!(other.asks("certificatesSearch", json!({})).await.done(), json!([]));
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_an_order_is_named() {
    if !openssl::is_there() {
        return;
    }
    let world = World::on("2026-01-01").await;
    let holder = Holder::of(&world, SINGLE).await;
    let main = &holder.account;
    let stranger = world.account("other").contact("ruth@quarry.example").await;
    let before = main.balance_cents().await;
    let good = holder.order(&request(Key::Rsa, &[NAME]));
    let with = |name: &str, value: Value| {
        let mut order = good.clone();
        order[name] = value;
        order
    };
    let weak = openssl::openssl(&[
        "req",
        "-new",
        "-newkey",
        "rsa:1024",
        "-nodes",
        "-keyout",
        "/dev/null",
        "-subj",
        "/CN=karooshop.com",
    ]);
    let two = request(Key::Ecdsa, &[NAME, "www.karooshop.com"]);
    let star = request(Key::Ecdsa, &["*.karooshop.com"]);
    for (order, field, reason) in [
        (with("csr", Value::Null), "csr", "missing"),
        (with("csr", json!("nonsense")), "csr", "not_a_signing_request"),
        (with("csr", json!(weak.expect("a request"))), "csr", "weak_key"),
        (with("csr", json!(two)), "csr", "more_than"),
        (with("csr", json!(star)), "csr", "not_offered"),
        (with("dns_names", json!("www.karooshop.com")), "dns_names", "more_than"),
        (with("dns_names", json!("*.karooshop.com")), "dns_names", "not_offered"),
        (with("dns_names", json!("nonsense")), "dns_names", "unreadable"),
        (with("admin_id", Value::Null), "admin_id", "missing"),
        (with("admin_id", json!(stranger)), "admin_id", "not_found"),
        (with("tech_id", json!(stranger)), "tech_id", "not_found"),
        (with("org_id", json!(999_999)), "org_id", "not_found"),
        (with("dcv_method", Value::Null), "dcv_method", "missing"),
        (with("dcv_method", json!("pigeon")), "dcv_method", "unknown_word"),
        (with("dcv_method", json!("email")), "approver_email", "missing"),
        (with("webserver_type", json!("pigeon")), "webserver_type", "unknown_word"),
    ] {
        let reply = main.posts("certificateIssue", order.clone()).await;
        assert_eq!(blamed(&reply), (field.into(), reason.into()), "{order} {}", reply.text);
    }
    let mut strange = holder.order_by_mail(good["csr"].as_str().expect("PEM"));
    strange["approver_email"] = json!("ivan@karooshop.com");
    let reply = main.posts("certificateIssue", strange).await;
    assert_eq!(blamed(&reply), ("approver_email".into(), "not_offered".into()));
    let reissue = main.posts("certificateReissue", good.clone()).await;
    assert_eq!(blamed(&reissue).1, "not_issued");
    assert_eq!(main.balance_cents().await, before);
    assert_eq!(holder.info().await["state"], "incomplete");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_other_commands_is_named() {
    let world = World::on("2026-01-01").await;
    let holder = Holder::of(&world, SINGLE).await;
    let main = &holder.account;
    let before = main.balance_cents().await;
    let id = holder.id;
    for (command, arguments, field, reason) in [
        ("certificatePurchase", json!({}), "product", "missing"),
        ("certificatePurchase", json!({ "product": "pigeon" }), "product", "not_found"),
        ("certificatePurchase", json!({ "product_id": 999_999 }), "product_id", "not_found"),
        ("certificatePurchase", json!({ "object_id": 999_999 }), "object_id", "not_found"),
        (
            "certificatePurchase",
            json!({ "product": SINGLE, "product_id": 602 }),
            "product_id",
            "contradicts",
        ),
        (
            "certificatePurchase",
            json!({ "object_id": 601, "product_id": 602 }),
            "object_id",
            "contradicts",
        ),
        ("certificatePurchase", json!({ "product": SINGLE, "amount": 11 }), "amount", "unreadable"),
        (
            "certificatePurchase",
            json!({ "product": SINGLE, "coupon": "SPRING" }),
            "coupon",
            "unknown_word",
        ),
        ("certificateCancel", json!({ "id": id }), "reason", "missing"),
        ("certificateRenew", json!({ "id": id }), "expires", "missing"),
        ("certificateRenew", json!({ "id": id, "expires": "2026-01-01" }), "expires", "stale"),
        ("certificateGetDomainEmails", json!({}), "domain", "missing"),
        (
            "certificateGetDomainEmails",
            json!({ "csr": "nonsense" }),
            "csr",
            "not_a_signing_request",
        ),
        (
            "certificateGetWebserverTypes",
            json!({ "supplier": "pigeon" }),
            "supplier",
            "unknown_word",
        ),
        ("certificatesSearch", json!({ "state": "pigeon" }), "state", "unknown_word"),
        (
            "certificateChangeValidation",
            json!({ "id": id, "dcv_method": "dns" }),
            "",
            "not_pending",
        ),
        ("certificateRevalidate", json!({ "id": id }), "", "not_pending"),
        ("certificateSendNotifications", json!({ "id": id }), "", "not_pending"),
    ] {
        let reply = main.posts(command, arguments.clone()).await;
        let expected = (field.to_owned(), reason.to_owned());
        assert_eq!(blamed(&reply), expected, "{command} {arguments} {}", reply.text);
    }
    assert_eq!(main.balance_cents().await, before);
    assert_eq!(holder.info().await["state"], "incomplete");
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_stand_and_fall_alone() {
    if !openssl::is_there() {
        return;
    }
    let world = World::on("2026-01-01").await;
    let main = world.account("main");
    main.registers(NAME).await;
    let contact = main.contact("ivan@karooshop.com").await;
    let before = main.balance_cents().await;
    let wishes = json!({
        "a": { "product": SINGLE }, "b": { "product": "pigeon" }, "c": { "product": SINGLE },
    });
    let bought = main.posts("certificatesPurchase", wishes).await;
    assert_eq!(bought.refused_at("b"), "unknown product");
    assert!(bought.refused().contains('b'), "{}", bought.text);
    assert_eq!(main.balance_cents().await, before - 2 * CENTS);
    let ids = ["a", "c"].map(|key| bought.json[key]["id"].as_i64().expect("a number"));
    let orders: Vec<Value> = ids
        .iter()
        .map(|id| {
            let holder = Holder { account: main.clone(), contact, id: *id };
            holder.order(&request(Key::Ecdsa, &[NAME]))
        })
        .collect();
    let issued = main.posts("certificatesIssue", json!({ "0": orders[0], "1": orders[1] })).await;
    assert_eq!(issued.done()["1"], json!({ "id": ids[1], "state": "pending" }));
    // The path for one takes many too, and the path for many is there as well.
    for command in ["certificateChangeValidation", "certificatesChangeValidation"] {
        let changes = json!({
            "x": { "id": ids[0], "dcv_method": "http" },
            "y": { "id": 999_999, "dcv_method": "http" },
        });
        let changed = main.posts(command, changes).await;
        assert_eq!(changed.json["x"], json!({ "id": ids[0], "state": "pending" }), "{command}");
        assert_eq!(changed.refused_at("y"), "certificate not found");
    }
    let both = json!({ "0": { "id": ids[0] }, "1": { "id": ids[1] } });
    let data = main.asks("certificatesGetData", both.clone()).await.done();
    assert_eq!(
        (&data["0"]["dcv_method"], &data["1"]["dcv_method"]),
        (&json!("http"), &json!("dns"))
    );
    for command in ["certificatesGetInfo", "certificatesRevalidate"] {
        let done = main.asks(command, both.clone()).await.done();
        assert_eq!(done["0"]["state"], "pending", "{command}");
    }
    let reminded = main.asks("certificatesSendNotifications", both.clone()).await;
    assert!(reminded.refused_at("0").contains("dcv_method"), "{}", reminded.text);
    let reissued = main.posts("certificatesReissue", json!({ "0": orders[0] })).await.done();
    assert_eq!(reissued["0"]["state"], "pending");
    let renewals = json!({ "0": { "id": ids[0], "expires": "2027-01-01" } });
    let renewed = main.asks("certificatesRenew", renewals).await.done();
    assert_eq!(renewed["0"]["state"], "pending");
    let ends = json!({ "0": { "id": ids[0], "reason": "no" }, "1": { "id": ids[1] } });
    let ended = main.asks("certificatesCancel", ends).await;
    assert_eq!(ended.json["0"], json!({ "id": ids[0], "state": "cancelled" }));
    assert!(ended.refused_at("1").contains("reason"), "{}", ended.text);
    world.is_consistent().await;
}
