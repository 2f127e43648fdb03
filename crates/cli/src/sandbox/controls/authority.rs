//! `GET /ca.pem`: the root certificate of the authority.

use axum::extract::{Request, State};
use axum::response::Response;

use super::Sandbox;
use super::asked::Asked;
use super::refusal::Refusal;
use crate::http::authority;

/// `GET /ca.pem`.
pub(super) async fn root(State(sandbox): Sandbox, request: Request) -> Result<Response, Refusal> {
    let mut asked = Asked::query(&request);
    let side = asked.realm(&sandbox)?;
    asked.done()?;
    Ok(authority::root(side.ground.authority()))
}
