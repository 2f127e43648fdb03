//! `GET /ca.pem`: the root certificate of the authority.

use axum::extract::State;
use axum::response::Response;

use super::Sandbox;
use crate::http::authority;

/// `GET /ca.pem`.
pub(super) async fn root(State(sandbox): Sandbox) -> Response {
    authority::root(sandbox.ground.authority())
}
