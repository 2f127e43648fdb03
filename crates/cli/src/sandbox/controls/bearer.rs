//! Who may use the controls: whoever has the token that the sandbox announced.

use std::sync::Arc;

use app::keys::same;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use wire::ToItsEnd;

use crate::http::answer;
use crate::sandbox::shared::Shared;

/// Lets a request through that carries the token.
pub(super) async fn check(
    State(sandbox): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    let given = token(&request).unwrap_or_default();
    if same(given.as_bytes(), sandbox.token.reveal().as_bytes()) {
        // A control that was begun is finished although its caller leaves.
        return ToItsEnd::new(next.run(request)).await;
    }
    let message = "Send `Authorization: Bearer <token>` with the token from sandbox.json.";
    let status = StatusCode::UNAUTHORIZED;
    let mut refusal = answer::refusal(status, "unauthenticated", message, None);
    refusal.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    refusal
}

fn token(request: &Request) -> Option<&str> {
    let (scheme, token) =
        request.headers().get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
