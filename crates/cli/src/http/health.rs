//! Whether the server can serve: it can when its database can be read.

use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use serde_json::json;

use super::Gate;
use super::answer;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// `GET /healthz`.
pub(super) async fn check(State(gate): State<Gate>) -> Response {
    if let Ok(true) = tokio::time::timeout(PATIENCE, can_read(&gate)).await {
        return answer::json(StatusCode::OK, &json!({ "status": "ok" }));
    }
    answer::json(StatusCode::SERVICE_UNAVAILABLE, &json!({ "status": "unavailable" }))
}

async fn can_read(gate: &Gate) -> bool {
    let entered = gate.enter().await;
    let read = entered.realm().store.read(|tx| tx.setting("key_check")).await;
    if let Err(error) = &read {
        tracing::error!(?error, "the database cannot be read");
    }
    read.is_ok()
}
