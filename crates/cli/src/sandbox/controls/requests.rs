//! `GET /requests`: the last calls, newest first, without their secrets.

use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;

use super::Sandbox;
use super::asked::Asked;
use super::refusal::Refusal;
use crate::http::answer;

/// Calls shown when nobody says how many.
const SHOWN: usize = 50;

/// `GET /requests`.
pub(super) async fn list(State(sandbox): Sandbox, request: Request) -> Result<Response, Refusal> {
    let mut asked = Asked::query(&request);
    let limit = asked.maybe_number("limit")?;
    let side = asked.realm(&sandbox)?;
    asked.done()?;
    let limit = limit.map_or(SHOWN, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(answer::json(StatusCode::OK, &side.ground.log.latest(limit)))
}
