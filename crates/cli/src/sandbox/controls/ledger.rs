//! `GET /ledger`: the books, added up from their entries.

use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;
use serde_json::{Value, json};
use store::ledger::Position;

use super::Sandbox;
use super::asked::Asked;
use super::refusal::Refusal;
use crate::http::answer;
use crate::sandbox::shared::Present;

/// `GET /ledger`.
pub(super) async fn show(State(sandbox): Sandbox, request: Request) -> Result<Response, Refusal> {
    let mut asked = Asked::query(&request);
    let side = asked.realm(&sandbox)?;
    asked.done()?;
    let world = Present::of(side).await;
    let summary = world.realm.store.read(|tx| tx.ledger_summary()).await?;
    let body = json!({
        "balanced": summary.balanced,
        "entries": summary.entries,
        "open_holds": summary.open_holds,
        "accounts": summary.positions.iter().map(row).collect::<Value>(),
    });
    Ok(answer::json(StatusCode::OK, &body))
}

fn row(position: &Position) -> Value {
    json!({
        "login": position.login,
        "dialect": position.audience,
        "currency": position.currency.code(),
        "posted": position.posted.to_string(),
        "held": position.held.to_string(),
    })
}
