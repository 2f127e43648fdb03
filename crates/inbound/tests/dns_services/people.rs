//! The account, its contacts, and what it earns by others.

use app::accounts::contacts::{self, NewContact};
use app::affiliates::{self, NewCoupon};
use inbound::dns_services::AUDIENCE;
use model::contact::Contact;
use model::invoice::Discount;
use model::privilege::{MiscPrivilege, Privilege, Privileges, SupportPrivilege};
use serde_json::{Value, json};

use crate::world::{PASSWORD, World, email, password, person};

#[tokio::test]
async fn an_account_says_who_it_is_and_what_happened() {
    let world = World::new().await;
    let client = world.main.get("/details").await.done();
    assert_eq!(
        client["client"],
        json!({
            "id": world.main.account.0.to_string(), "email": email("main"),
            "lastlogin": "2026-11-21 10:00:00", "ip": "", "host": "",
            "firstname": "Pieter", "lastname": "van der Merwe", "companyname": "",
            "address1": "1 Long Street", "address2": "Suite 2", "city": "Cape Town",
            "state": "Western Cape", "postcode": "8001", "country": "ZA",
            "phonenumber": "+27.215550100",
        })
    );
    let logs = world.main.get("/logs").await.done();
    let line = &logs["logs"][0];
    assert_eq!(line["date"], "2026-11-21 10:00:00");
    assert!(line["description"].as_str().unwrap().contains("signed in"), "{line}");
}

#[tokio::test]
async fn contacts_may_do_what_they_were_granted() {
    let world = World::new().await;
    let cx = world.inside(world.main.account).await;
    let granted = Privileges::default()
        .with(Privilege::Support(SupportPrivilege::Tickets))
        .with(Privilege::Misc(MiscPrivilege::ManageProfiles))
        .with(Privilege::EveryDomain);
    let new = |name: &str, profile: Contact, privileges: Privileges| NewContact {
        audience: AUDIENCE,
        login: email(name),
        password: password(),
        profile,
        privileges,
    };
    let sipho = person("Sipho Dlamini", &email("sipho"));
    let office = Contact { company: "Karoo Shop".into(), ..person("Office", &email("office")) };
    let sipho = contacts::add(&cx, new("sipho", sipho, granted)).await.unwrap();
    let office = contacts::add(&cx, new("office", office, Privileges::default())).await.unwrap();

    let list = world.main.get("/contact").await.done();
    assert_eq!(
        list["contacts"],
        json!([
            {
                "email": email("sipho"), "id": sipho.id.0.to_string(), "firstname": "Sipho",
                "lastname": "Dlamini", "companyname": "", "company": "0",
                "lastlogin": "0000-00-00 00:00:00",
            },
            {
                "email": email("office"), "id": office.id.0.to_string(), "firstname": "Office",
                "lastname": "", "companyname": "Karoo Shop", "company": "1",
                "lastlogin": "0000-00-00 00:00:00",
            },
        ])
    );
    let caller = world.nobody().with_basic("sipho", PASSWORD);
    let read = |id: i64| format!("/contact/{id}");
    let own = caller.get(&read(sipho.id.0)).await.done();
    assert_eq!(own["contact"]["type"], "Private");
    assert_eq!(
        own["contact"]["privileges"],
        json!({ "support": ["tickets"], "misc": ["manageprofiles"], "domains": { "full": 1 } })
    );
    let other = caller.get(&read(office.id.0)).await.done();
    assert_eq!(other["contact"]["type"], "Company");
    assert_eq!(other["contact"]["privileges"], json!([]));
    caller.get("/balance").await.refused(403, "Your user was not given this privilege");
    world.other.get(&read(sipho.id.0)).await.refused(404, "Contact not found");
    world.other.get(&read(999)).await.refused(404, "Contact not found");

    let catalogue = caller.get("/contact/privileges").await.done();
    let catalogue = &catalogue["privileges"];
    assert_eq!(
        catalogue["billing"],
        json!(["emails", "payinvoice", "orders", "balance", "addfunds", "creditcard"])
    );
    assert_eq!(catalogue["services"], json!({ "full": 1 }));
}

#[tokio::test]
async fn who_brings_others_sees_what_it_earns() {
    let world = World::new().await;
    let zeros = json!({
        "aff_id": "0", "visits": "0", "conversions": "0", "pending": "0.00", "balance": "0.00",
    });
    assert_eq!(world.other.get("/affiliates/summary").await.done()["summary"], zeros);
    assert_eq!(world.other.get("/affiliates/vouchers").await.done(), json!({ "vouchers": [] }));

    let affiliate = affiliates::join(&world.realm, world.other.account).await.unwrap();
    let coupon = NewCoupon {
        seller: world.seller,
        affiliate: Some(affiliate),
        code: "KAROO10".to_owned(),
        discount: Discount::Share(1_000),
        most_uses: None,
        ends: None,
    };
    affiliates::add_coupon(&world.realm, coupon).await.unwrap();
    let other = &world.other;
    let summary = other.get("/affiliates/summary").await.done();
    assert_eq!(summary["summary"]["aff_id"], affiliate.0.to_string());
    let voucher = &other.get("/affiliates/vouchers").await.done()["vouchers"][0];
    assert_eq!((&voucher["code"], &voucher["discount"]), (&json!("KAROO10"), &json!("10%")));
    assert_eq!(
        other.get("/affiliates/commissionplans").await.done(),
        json!({ "commissionplans":
            [{ "id": "1", "name": "Standard", "rate": "10.00", "type": "Percent" }] })
    );
    let campaigns: Value = other.get("/affiliates/campaigns").await.done();
    assert_eq!(campaigns["campaigns"][0], json!({ "id": "1", "name": "Everything" }));
    for (path, body) in
        [("commissions", json!({ "commissions": [] })), ("payouts", json!({ "payouts": [] }))]
    {
        assert_eq!(other.get(&format!("/affiliates/{path}")).await.done(), body);
    }
}
