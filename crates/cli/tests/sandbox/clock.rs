//! The clock: everything follows it, it only goes forward, and it survives a restart.

use http::Method;
use serde_json::json;

use crate::visitor::{BEGINNING, Visitor};

#[tokio::test]
async fn the_clock_is_shown_and_moved_forward() {
    let visitor = Visitor::new().await;
    assert_eq!(visitor.ask("/clock").await, json!({"now": BEGINNING, "frozen": true}));
    let moved = visitor.tell("/clock", json!({"advance": "P30D"})).await;
    assert_eq!(moved, json!({"now": "2026-01-31T10:00:00Z", "frozen": true}));
    let set = visitor.tell("/clock", json!({"set": "2027-03-01T12:00:00+02:00"})).await;
    assert_eq!(set["now"], "2027-03-01T10:00:00Z");
    let stays = visitor.tell("/clock", json!({"advance": "PT0S"})).await;
    assert_eq!(stays["now"], "2027-03-01T10:00:00Z");
}

#[tokio::test]
async fn a_move_that_cannot_be_meant_changes_nothing() {
    let visitor = Visitor::new().await;
    for (body, field) in [
        (r#"{"set": "2025-12-31T23:59:59Z"}"#, "set"),
        (r#"{"set": "tomorrow"}"#, "set"),
        (r#"{"set": "9999-01-01T00:00:00Z"}"#, "set"),
        (r#"{"advance": "-P1D"}"#, "advance"),
        (r#"{"advance": "30 days"}"#, "advance"),
        (r#"{"advance": "P99999Y"}"#, "advance"),
        (r#"{"advance": 30}"#, "advance"),
        (r#"{"advance": "P1D", "set": "2027-01-01T00:00:00Z"}"#, "set"),
        (r#"{"frozen": "no"}"#, "frozen"),
        (r#"{"advance": "P1D", "faster": true}"#, "faster"),
        ("{}", "advance"),
        ("", "advance"),
    ] {
        assert_eq!(visitor.refused("/clock", body).await, (400, field.to_owned()), "{body}");
    }
    assert_eq!(visitor.ask("/clock").await["now"], BEGINNING);
}

#[tokio::test]
async fn a_clock_can_be_stopped_and_let_run() {
    let visitor = Visitor::new().await;
    let runs = visitor.tell("/clock", json!({"frozen": false})).await;
    assert_eq!(runs["frozen"], false);
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    assert_ne!(visitor.ask("/clock").await["now"], BEGINNING);
    let both = visitor.tell("/clock", json!({"set": "2026-06-01T00:00:00Z", "frozen": true})).await;
    assert_eq!(both, json!({"now": "2026-06-01T00:00:00Z", "frozen": true}));
}

#[tokio::test]
async fn a_restart_finds_the_clock_where_it_was() {
    let visitor = Visitor::new().await;
    visitor.tell("/clock", json!({"advance": "P1Y"})).await;
    let visitor =
        visitor.again(|options| nameyard::sandbox::Options { frozen: true, ..options }).await;
    let still = json!({"now": "2027-01-01T10:00:00Z", "frozen": true});
    assert_eq!(visitor.ask("/clock").await, still);

    // Without the option it runs on from there.
    let visitor = visitor.again(|options| options).await;
    let clock = visitor.ask("/clock").await;
    assert_eq!(clock["frozen"], false);
    assert!(clock["now"].as_str().unwrap().starts_with("2027-01-01T10:00:"), "{clock}");

    // What a control stopped stays stopped.
    let stopped = visitor.tell("/clock", json!({"advance": "P1D", "frozen": true})).await;
    let visitor = visitor.again(|options| options).await;
    assert_eq!(visitor.ask("/clock").await, stopped);
}

#[tokio::test]
async fn a_clock_that_runs_keeps_its_distance_from_real_time() {
    let visitor = Visitor::new().await;
    visitor.tell("/clock", json!({"frozen": false})).await;
    let visitor = visitor.again(|options| options).await;
    let clock = visitor.ask("/clock").await;
    assert_eq!(clock["frozen"], false);
    assert!(clock["now"].as_str().unwrap().starts_with("2026-01-01T10:00:"), "{clock}");
    let moved = visitor.control(Method::POST, "/clock", r#"{"advance": "P1D"}"#).await;
    assert_eq!(moved.json()["frozen"], false);
}
