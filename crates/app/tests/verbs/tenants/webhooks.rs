//! What the operator is told.

use app::callbacks;
use app::ports::Callback;
use app::tenants;
use app::webhooks::{ID, Received, SIGNATURE, TIMESTAMP, WebhookSecret};
use model::Error;
use model::callback::{Addressee, CallbackState};
use model::error::Supplier;
use model::tenant::Quantity;

use super::office::{Office, SECRET, URL, creates, joins, mail};
use crate::world::AUDIENCE;

fn header<'a>(call: &'a Callback, name: &str) -> &'a str {
    &call.headers.iter().find(|header| header.0 == name).unwrap().1
}

fn verified(office: &Office, call: &Callback) -> bool {
    let message = Received {
        id: header(call, ID),
        timestamp: header(call, TIMESTAMP),
        signatures: header(call, SIGNATURE),
        body: &call.body,
    };
    WebhookSecret::parse(SECRET).unwrap().verifies(&message, office.world.realm.now())
}

fn kind(call: &Callback) -> String {
    let body: serde_json::Value = serde_json::from_str(&call.body).unwrap();
    body["type"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_operator_is_told_of_every_change_and_can_check_who_told_it() {
    let office = Office::new().await;
    let shop = office.shop();
    creates(shop, "shoes").await.unwrap();
    joins(shop, "shoes", "ann@example.com", "OWNER").await.unwrap();
    joins(shop, "shoes", "bob@example.com", "ADMIN").await.unwrap();
    tenants::disable_member(shop, "shoes", mail("bob@example.com")).await.unwrap();
    tenants::remove_member(shop, "shoes", mail("bob@example.com")).await.unwrap();
    tenants::change_retention(shop, "shoes", Quantity(33_300)).await.unwrap();
    tenants::disable(shop, "shoes").await.unwrap();
    tenants::remove(shop, AUDIENCE, "shoes").await.unwrap();
    assert!(creates(shop, "shoes").await.is_err());
    office.passes(1).await;

    let calls = office.called();
    assert_eq!(
        calls.iter().map(kind).collect::<Vec<_>>(),
        [
            "tenant.created",
            "tenant.user-added",
            "tenant.user-added",
            "tenant.user-changed",
            "tenant.user-removed",
            "tenant.changed",
            "tenant.changed",
            "tenant.removed",
        ]
    );
    for call in &calls {
        assert_eq!((&*call.url, call.addressee), (URL, Addressee::Operator));
        assert_eq!(
            (header(call, "content-type"), header(call, ID)),
            ("application/json", &*call.id)
        );
        assert!(verified(&office, call), "{call:?}");
        let forged = Callback { body: call.body.replace("shoes", "boots"), ..call.clone() };
        assert!(!verified(&office, &forged));
    }
    let account = tenant_id(&calls[0]);
    let expected = format!(
        "{{\"type\":\"tenant.created\",\"timestamp\":\"2026-11-21T10:00:00Z\",\"data\":{{\"id\":{account},\
         \"name\":\"shoes@shop\",\"reseller\":{},\"plan\":\"my-basic-plan\",\"retention\":2.0,\
         \"volume\":2.0,\"status\":\"active\"}}}}",
        shop.account().0
    );
    assert_eq!(calls[0].body, expected);
    assert!(calls[5].body.contains("\"retention\":0.0333,"));
}

fn tenant_id(call: &Callback) -> i64 {
    let body: serde_json::Value = serde_json::from_str(&call.body).unwrap();
    body["data"]["id"].as_i64().unwrap()
}

#[tokio::test]
async fn a_message_that_nobody_took_is_sent_again_under_the_same_id() {
    let office = Office::new().await;
    let silence = || Err(Error::OutcomeUnknown(Supplier::Callbacks));
    let away = || Err(Error::Unavailable(Supplier::Callbacks));
    office.outside.answers.lock().unwrap().extend([silence(), away(), Ok(503), Ok(204)]);
    creates(office.shop(), "shoes").await.unwrap();
    office.passes(10).await;
    office.passes(3_600).await;
    let calls = office.called();
    assert_eq!(calls.len(), 4);
    for call in &calls {
        assert_eq!((&call.id, &call.body), (&calls[0].id, &calls[0].body));
        assert_eq!(header(call, TIMESTAMP), call.at.unix().to_string());
        assert!(call.id.starts_with("msg_"));
    }
    let signatures: std::collections::BTreeSet<_> =
        calls.iter().map(|call| header(call, SIGNATURE)).collect();
    assert_eq!(signatures.len(), 4);
    let listed = callbacks::list(office.shop(), 10).await.unwrap();
    assert_eq!((listed[0].state, listed[0].status), (CallbackState::Delivered, Some(204)));
}

#[tokio::test]
async fn nobody_is_told_where_the_operator_has_no_address() {
    let world = crate::world::World::new().await;
    creates(&world.shop, "shoes").await.unwrap();
    assert!(callbacks::list(&world.shop, 10).await.unwrap().is_empty());
}
