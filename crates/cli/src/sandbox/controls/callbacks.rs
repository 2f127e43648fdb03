//! `GET /callbacks`: what was sent to callback addresses and webhooks.

use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;
use outbound::callbacks::Attempt;
use serde_json::{Map, Value, json};

use super::Sandbox;
use super::asked::Asked;
use super::refusal::Refusal;
use crate::http::answer;
use crate::sandbox::shared::Present;

/// `GET /callbacks`: newest last.
pub(super) async fn list(State(sandbox): Sandbox, request: Request) -> Result<Response, Refusal> {
    let mut asked = Asked::query(&request);
    let limit = asked.maybe_number("limit")?;
    let side = asked.realm(&sandbox)?;
    asked.done()?;
    // The book has a limit of its own.
    let limit = limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    let attempts = Present::of(side).await.callbacks.read(limit).await?;
    let attempts: Value = attempts.into_iter().map(row).collect();
    Ok(answer::json(StatusCode::OK, &attempts))
}

fn row(attempt: Attempt) -> Value {
    let Attempt { at, url, headers, body, status } = attempt;
    let headers: Map<String, Value> =
        headers.into_iter().map(|(name, value)| (name, value.into())).collect();
    let at = at.to_string();
    json!({ "at": at, "url": url, "headers": headers, "body": body, "status": status })
}
