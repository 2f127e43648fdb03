//! `POST /webhooks`: where the sandbox's own webhooks arrive. Whoever sends one shows by its signature who
//! it is, so that this needs no token of the controls.

use app::webhooks::{ID, Received, SIGNATURE, TIMESTAMP};
use axum::extract::State;
use http::{HeaderMap, StatusCode};

use super::Sandbox;

/// `POST /webhooks`: takes what is signed, and was sent just now.
pub(super) async fn receive(
    State(sandbox): Sandbox,
    headers: HeaderMap,
    body: String,
) -> StatusCode {
    // The world is not entered: while it is left for another one, what it still sends is waited for.
    let world = sandbox.live.world();
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (id, timestamp, signatures) = (header(ID), header(TIMESTAMP), header(SIGNATURE));
    let message = Received { id, timestamp, signatures, body: &body };
    let target = world.realm.settings.webhooks.as_ref();
    match target.is_some_and(|target| target.secret.verifies(&message, world.realm.now())) {
        true => StatusCode::NO_CONTENT,
        false => StatusCode::UNAUTHORIZED,
    }
}
