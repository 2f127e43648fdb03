//! `/faults`: suppliers that misbehave for the next calls.

use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;
use outbound::faults::UnknownName;
use serde_json::json;

use super::Sandbox;
use super::asked::Asked;
use super::refusal::Refusal;
use crate::http::answer;
use crate::sandbox::shared::Present;

/// `POST /faults`: one more order.
pub(super) async fn order(State(sandbox): Sandbox, request: Request) -> Result<Response, Refusal> {
    let mut asked = Asked::body(request).await?;
    let supplier = asked.text("supplier")?;
    let operation = asked.maybe_text("operation")?.unwrap_or_default();
    let kind = asked.text("kind")?;
    let times = asked.maybe_number("times")?.unwrap_or(1);
    let seconds = asked.maybe_number("seconds")?;
    let side = asked.realm(&sandbox)?;
    asked.done()?;
    let times = u32::try_from(times).ok().filter(|times| *times > 0);
    let times = times.ok_or_else(|| {
        Refusal::invalid("times", format!("`times` is not from 1 to {}.", u32::MAX))
    })?;
    let world = Present::of(side).await;
    world.faults.order(&supplier, &operation, &kind, times, seconds).map_err(|unknown| {
        // They are read in this order, so the first that holds the name is to blame.
        let fields = [("supplier", &supplier), ("operation", &operation), ("kind", &kind)];
        let guilty = fields.into_iter().find(|(_, held)| **held == unknown.given);
        refused(guilty.map_or("supplier", |(field, _)| field), &unknown)
    })?;
    let body = json!({
        "supplier": supplier, "operation": operation, "kind": kind, "times": times,
    });
    Ok(answer::json(StatusCode::OK, &body))
}

/// `DELETE /faults`: takes all orders back, in one realm where one is named.
pub(super) async fn clear(State(sandbox): Sandbox, request: Request) -> Result<Response, Refusal> {
    let mut asked = Asked::query(&request);
    let named = asked.maybe_realm(&sandbox)?;
    asked.done()?;
    match named {
        Some(side) => Present::of(side).await.faults.clear(),
        None => sandbox.all_present().await.iter().for_each(|world| world.faults.clear()),
    }
    Ok(answer::json(StatusCode::OK, &json!({})))
}

fn refused(field: &str, unknown: &UnknownName) -> Refusal {
    Refusal::unknown(field, format!("{field}: {unknown}."), &unknown.known)
}
