//! `GET /mail`: what would have been sent.

use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;
use serde_json::{Value, json};

use super::Sandbox;
use super::asked::Asked;
use super::refusal::Refusal;
use crate::http::answer;
use crate::sandbox::shared::Present;

/// `GET /mail`: newest last.
pub(super) async fn list(State(sandbox): Sandbox, request: Request) -> Result<Response, Refusal> {
    let mut asked = Asked::query(&request);
    let (to, limit) = (asked.maybe_text("to")?, asked.maybe_number("limit")?);
    let side = asked.realm(&sandbox)?;
    asked.done()?;
    // The sink has a limit of its own.
    let limit = limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    let mails = Present::of(side).await.mail.read(to.as_deref(), limit).await?;
    let mails = mails.into_iter().map(|mail| {
        json!({
            "at": mail.at.to_string(),
            "from": mail.from,
            "to": mail.to,
            "subject": mail.subject,
            "text": mail.text,
        })
    });
    Ok(answer::json(StatusCode::OK, &mails.collect::<Value>()))
}
