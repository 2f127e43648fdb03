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

/// `POST /reset`. It is finished although its caller leaves.
pub(super) async fn reset(State(sandbox): Sandbox, request: Request) -> Result<Response, Refusal> {
    Asked::body(request).await?.done()?;
    let resetting = tokio::spawn(async move {
        let done = reset::reset(&sandbox).await;
        done.map(|()| sandbox.world().realm.now())
    });
    match resetting.await {
        Ok(Ok(now)) => Ok(answer::json(StatusCode::OK, &json!({ "now": now.to_string() }))),
        Ok(Err(why)) => {
            tracing::error!(%why, "the sandbox was not reset");
            Err(Refusal::unavailable(why.to_string()))
        }
        Err(why) => {
            tracing::error!(%why, "the reset ended badly");
            Err(Refusal::unavailable("The reset ended badly; try again."))
        }
    }
}
