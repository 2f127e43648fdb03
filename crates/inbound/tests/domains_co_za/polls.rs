//! News, as messages.

use model::event::EventKind;
use serde_json::{Value, json};

use crate::world::{Shop, World};

async fn codes(shop: &Shop, pairs: &[(&str, &str)]) -> Vec<u64> {
    let list = shop.get("/domain/poll", pairs).await.done();
    let messages = list["arrMessages"].as_array().unwrap();
    assert_eq!(list["intReturnedTotal"], messages.len());
    messages.iter().map(|message| message["pollCode"].as_u64().unwrap()).collect()
}

async fn world_with_news() -> World {
    let world = World::new().await;
    for (kind, name, detail) in [
        (EventKind::DomainRegistered, "shoes.co.za", ""),
        (EventKind::ZoneChanged, "shoes.co.za", "emptied"),
        (EventKind::TransferRequested, "boots.co.za", "in"),
        (EventKind::DomainExpired, "shoes.co.za", ""),
        (EventKind::ContactsUpdated, "boots.co.za", ""),
    ] {
        world.tells(&world.main, kind, name, detail).await;
    }
    world
}

#[tokio::test]
async fn news_is_filtered_and_sorted() {
    let world = world_with_news().await;
    let main = &world.main;
    for (pairs, expected) in [
        (&[][..], &[4026, 4010, 4107, 3001][..]),
        (&[("order", "descending"), ("limit", "1")], &[3001]),
        (&[("sortBy", "pollCode")], &[3001, 4010, 4026, 4107]),
        (&[("sortBy", "pollDomain"), ("startPoint", "1")], &[3001, 4026, 4107]),
        (&[("sortBy", "gossip")], &[4026, 4010, 4107, 3001]),
        (&[("domain", "BOOTS.co.za")], &[4010, 3001]),
        (&[("filter", "transfer")], &[4010]),
        (&[("filter", "expiry")], &[4107]),
        (&[("filter", "renew")], &[4107]),
        (&[("filter", "graceperiod")], &[]),
        (&[("filter", "poll"), ("acked", "both")], &[4026, 4010, 4107, 3001]),
        (&[("acked", "true")], &[]),
    ] {
        assert_eq!(codes(main, pairs).await, expected, "{pairs:?}");
    }
    main.get("/domain/poll", &[("filter", "gossip")])
        .await
        .refused(14, "filter is not one of the allowed values");
    assert!(codes(&world.other, &[]).await.is_empty());
}

#[tokio::test]
async fn a_message_is_acknowledged_by_its_id() {
    let world = world_with_news().await;
    let main = &world.main;
    let list = main.get("/domain/poll", &[]).await.done();
    let first = &list["arrMessages"][0];
    let created = first["createDate"].as_i64().unwrap();
    let id = first["pollId"].as_str().unwrap();
    let number = id.strip_suffix(&format!("-{created}")).unwrap();
    assert_eq!(
        (&first["pollMessage"], &first["pollMessageType"], &first["ackDate"]),
        (&json!("Domain Creation Successful"), &json!("create"), &Value::Null)
    );
    assert_eq!(list["arrMessages"][1]["pollMessage"], "Pending Transfer Request");
    let second = list["arrMessages"][1]["pollId"].as_str().unwrap();

    let unknown = "pollId does not exist";
    main.post("/domain/poll", &[]).await.refused(10, "pollId is missing");
    main.post("/domain/poll", &[("pollId", "gossip")]).await.refused(11, unknown);
    let stale = format!("{number}-{}", created + 1);
    main.post("/domain/poll", &[("pollId[0]", second), ("pollId[1]", &stale)])
        .await
        .refused(11, unknown);
    world.other.post("/domain/poll", &[("pollId", id)]).await.refused(11, unknown);
    assert_eq!(codes(main, &[]).await.len(), 4, "all of them or none");

    world.moves_to("2026-11-21T10:01:00Z");
    main.post("/domain/poll", &[("pollId[0]", id), ("pollId[1]", second)]).await.done();
    main.post("/domain/poll", &[("pollID", number)]).await.done();
    assert_eq!(codes(main, &[]).await, [4107, 3001]);
    let acked = main.get("/domain/poll", &[("acked", "true"), ("sortBy", "ackDate")]).await.done();
    assert_eq!(acked["arrMessages"][0]["ackDate"], (created + 60).to_string());
    assert_eq!((&acked["intTotal"], &acked["intFilterTotal"]), (&json!(4), &json!(2)));
}
