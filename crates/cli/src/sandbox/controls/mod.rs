//! The sandbox's controls: JSON in and out, behind a token. They act for people and tests, not for
//! callers of a dialect, and exist nowhere else.

/// Money for any account, whether it may act, and its key.
mod accounts;
/// Reading what was sent.
mod asked;
/// The root of the certificate authority.
mod authority;
/// Who may use the controls.
mod bearer;
/// What was called back.
mod callbacks;
/// The clock.
mod clock;
/// Suppliers that misbehave.
mod faults;
/// The books.
mod ledger;
/// What would have been sent.
mod mail;
/// Who answers with which change of a zone.
mod publication;
/// Why a control was not obeyed.
mod refusal;
/// Names that other registrars hold or want.
mod registry;
/// The last calls.
mod requests;
/// Back to the first minute.
mod reset;
/// What zones are signed with.
mod signing;
/// Where webhooks arrive.
mod webhooks;
/// Zones as files.
mod zones;

use std::sync::Arc;

use axum::Router;
use axum::middleware;
use axum::routing::{get, post};

use super::shared::Shared;
use crate::http::answer;

/// What stands before the path of each control.
pub(super) const PATH: &str = "/sandbox/v1";
/// Behind that, where webhooks arrive.
pub(super) const WEBHOOKS: &str = "/webhooks";

/// The sandbox that a control acts on.
type Sandbox = axum::extract::State<Arc<Shared>>;

/// All controls, below [`PATH`].
pub(super) fn routes(sandbox: Arc<Shared>) -> Router {
    Router::new()
        .route("/clock", get(clock::show).post(clock::change))
        .route("/mail", get(mail::list))
        .route("/accounts/credit", post(accounts::credit))
        .route("/accounts/standing", post(accounts::set_standing))
        .route("/accounts/key", post(accounts::regenerate_key))
        .route("/registry/domains", post(registry::hold_elsewhere))
        .route("/registry/approve", post(registry::approve))
        .route("/registry/transfer-out", post(registry::transfer_out))
        .route("/faults", post(faults::order).delete(faults::clear))
        .route(
            "/zones/{name}/dnssec",
            get(signing::show).post(signing::enable).delete(signing::disable),
        )
        .route("/zones/{name}/dnssec/rollover", post(signing::roll))
        .route("/zones/{name}/dnssec/parent", post(signing::confirm))
        .route("/callbacks", get(callbacks::list))
        .route("/ca.pem", get(authority::root))
        .route("/ledger", get(ledger::show))
        .route("/requests", get(requests::list))
        .route("/reset", post(reset::reset))
        .route("/zones", get(zones::list))
        .route("/zones/{name}", get(zones::export).put(zones::replace).post(zones::merge))
        .route("/zones/{name}/fetch", post(zones::fetch))
        .route("/zones/{name}/publication", get(publication::show))
        .method_not_allowed_fallback(answer::wrong_method)
        .fallback(answer::not_found)
        .layer(middleware::from_fn_with_state(Arc::clone(&sandbox), bearer::check))
        .route(WEBHOOKS, post(webhooks::receive))
        .with_state(sandbox)
}
