//! `POST /reset`: back to the first minute.

use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;
use serde_json::json;

use super::Sandbox;
use super::asked::Asked;
use super::refusal::Refusal;
use crate::http::answer;
use crate::sandbox::reset;

/// `POST /reset`.
pub(super) async fn reset(State(sandbox): Sandbox, request: Request) -> Result<Response, Refusal> {
    Asked::body(request).await?.done()?;
    reset::reset(&sandbox).await.map_err(|why| {
        tracing::error!(%why, "the sandbox was not reset");
        Refusal::unavailable(why.to_string())
    })?;
    let now = sandbox.present().await.realm.now();
    Ok(answer::json(StatusCode::OK, &json!({ "now": now.to_string() })))
}
