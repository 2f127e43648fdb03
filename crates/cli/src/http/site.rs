//! All routes together: the dialects behind their gate, and what every server has beside them.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use http::{HeaderValue, StatusCode, header};
use outbound::AuthorityOffice;

use super::meters::Meters;
use super::{Gate, HostTable, answer, authority, confirm, docs, health};
use crate::dialects::Spoken;

/// Everything that a server answers.
pub struct Site {
    pub(super) hosts: HostTable,
    pub(super) routes: Router,
}

impl Site {
    /// The dialects behind `gate`, pages about those `spoken`, health and meters.
    #[must_use]
    pub fn new(gate: Gate, hosts: HostTable, meters: Meters, spoken: &[Spoken]) -> Self {
        let routes = Router::new()
            .route("/", get(async || to_docs()))
            .route("/healthz", get(health::check))
            .route("/metrics", get(async move || meters.show()))
            .merge(docs::pages(spoken))
            .merge(confirm::page_routes())
            .method_not_allowed_fallback(answer::wrong_method)
            .fallback(async |State(gate): State<Gate>, request| gate.pass(request).await)
            .with_state(gate);
        Self { hosts, routes }
    }

    /// The same with the pages of a certificate authority inside the program.
    #[must_use]
    pub fn with_authority(self, office: AuthorityOffice, gate: &Gate) -> Self {
        let routes = authority::routes(office, gate.clone());
        Self { routes: self.routes.merge(routes), ..self }
    }

    /// The same with further routes below `path`; they answer whether the gate is open or not.
    #[must_use]
    pub fn with(self, path: &str, routes: Router) -> Self {
        Self { routes: self.routes.nest(path, routes), ..self }
    }
}

fn to_docs() -> Response {
    let mut response = answer::text(StatusCode::TEMPORARY_REDIRECT, "text/plain", "See /docs\n");
    response.headers_mut().insert(header::LOCATION, HeaderValue::from_static("/docs"));
    response
}
