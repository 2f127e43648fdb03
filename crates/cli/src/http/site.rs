//! All routes together: the dialects behind their gates, and what every server has beside them.

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::get;
use http::{HeaderValue, StatusCode, header};
use outbound::AuthorityOffice;

use super::meters::Meters;
use super::{Gate, HostTable, answer, authority, confirm, confirm_user, docs, health, login};
use crate::beside;
use crate::dialects::Spoken;

/// Everything that a server answers.
pub struct Site {
    pub(super) hosts: HostTable,
    pub(super) routes: Router,
    pub(super) gate: Gate,
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
            .merge(pages_of_a_realm())
            .method_not_allowed_fallback(answer::wrong_method)
            .fallback(async |State(gate): State<Gate>, request| gate.pass(request).await)
            .with_state(gate.clone());
        Self { hosts, routes, gate }
    }

    /// The same with the pages of a certificate authority inside the program.
    #[must_use]
    pub fn with_authority(self, office: AuthorityOffice, gate: &Gate) -> Self {
        let routes = authority::routes(office, gate.clone());
        Self { routes: self.routes.merge(routes), ..self }
    }

    /// The same with a realm beside the one behind the gate: its dialect under an address of its own,
    /// and its pages below a path of their own.
    #[must_use]
    pub fn beside(self, gate: Gate, office: AuthorityOffice) -> Self {
        let pages = pages_of_a_realm()
            .method_not_allowed_fallback(answer::wrong_method)
            .with_state(gate.clone())
            .merge(authority::routes(office, gate.clone()))
            .fallback(answer::not_found);
        let live = self.gate.clone();
        let pass = async move |mut request: Request| match beside::inside(request.uri()) {
            Some(uri) => {
                *request.uri_mut() = uri;
                gate.pass(request).await
            }
            None => live.pass(request).await,
        };
        let routes = self.routes.reset_fallback().fallback(pass).nest(beside::PAGES, pages);
        Self { routes, ..self }
    }

    /// The same with further routes below `path`; they answer whether the gate is open or not.
    #[must_use]
    pub fn with(self, path: &str, routes: Router) -> Self {
        Self { routes: self.routes.nest(path, routes), ..self }
    }
}

/// Where links in mail and in answers lead to.
fn pages_of_a_realm() -> Router<Gate> {
    Router::new()
        .merge(confirm::page_routes())
        .merge(confirm_user::page_routes())
        .merge(login::page_routes())
}

fn to_docs() -> Response {
    let mut response = answer::text(StatusCode::TEMPORARY_REDIRECT, "text/plain", "See /docs\n");
    response.headers_mut().insert(header::LOCATION, HeaderValue::from_static("/docs"));
    response
}
