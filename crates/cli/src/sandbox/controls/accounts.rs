//! `POST /accounts/credit`: money for any account, or away from it.

use app::accounts::funds;
use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;
use model::Error;
use serde_json::json;

use super::Sandbox;
use super::asked::Asked;
use super::refusal::Refusal;
use crate::dialects;
use crate::http::answer;

/// `POST /accounts/credit`.
pub(super) async fn credit(State(sandbox): Sandbox, request: Request) -> Result<Response, Refusal> {
    let mut asked = Asked::body(request).await?;
    let dialect = asked.text("dialect")?;
    let login = asked.text_or_number("login")?;
    let amount = asked.text_or_number("amount")?;
    asked.done()?;
    let dialect = dialects::known(&dialect).ok_or_else(|| {
        let message = format!("No dialect is called {dialect:?}.");
        Refusal::unknown("dialect", message, &dialects::NAMES)
    })?;
    let world = sandbox.present().await;
    funds::adjust(&world.realm, dialect, &login, &amount).await.map_err(|error| {
        let field = if matches!(error, Error::NotFound(_)) { "login" } else { "amount" };
        Refusal::about(field, &error)
    })?;
    let body = json!({ "dialect": dialect, "login": login, "amount": amount });
    Ok(answer::json(StatusCode::OK, &body))
}
