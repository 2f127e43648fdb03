//! What the embedded certificate authority shows to everybody: its root, the list of revoked
//! certificates that every certificate names, and the page that an approver's link leads to.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use http::{Method, StatusCode};
use outbound::AuthorityOffice;
use outbound::embedded_authority::Approval;

use super::docs::{escaped, page};
use super::gate::Entered;
use super::{Gate, answer};

/// What the pages act on.
#[derive(Clone)]
struct Desk {
    office: AuthorityOffice,
    gate: Gate,
}

/// `GET /ca.pem`, `GET /ca.crl` and `GET /certificates/approve/{token}`.
pub(super) fn routes(office: AuthorityOffice, gate: Gate) -> Router {
    Router::new()
        .route("/ca.pem", get(async |State(desk): State<Desk>| root(&desk.office)))
        .route("/ca.crl", get(revoked))
        .route("/certificates/approve/{token}", get(approve))
        .method_not_allowed_fallback(answer::wrong_method)
        .with_state(Desk { office, gate })
}

/// The root certificate, in PEM.
pub fn root(office: &AuthorityOffice) -> Response {
    answer::text(StatusCode::OK, "application/x-pem-file", office.root().to_owned())
}

/// The list of revoked certificates; RFC 5280 §4.2.1.13 wants it in DER.
async fn revoked(State(desk): State<Desk>) -> Response {
    match desk.office.revoked().await {
        Ok(list) => answer::text(StatusCode::OK, "application/pkix-crl", list),
        Err(error) => {
            tracing::error!(?error, "the list of revoked certificates cannot be written");
            let message = "The list cannot be written now.";
            answer::refusal(StatusCode::SERVICE_UNAVAILABLE, "unavailable", message, None)
        }
    }
}

/// Opening the link approves; asking for its head alone, as some programs do with every link, does
/// not.
async fn approve(State(desk): State<Desk>, method: Method, Path(token): Path<String>) -> Response {
    let entered = desk.gate.enter().await;
    let approval = match method {
        Method::GET => desk.office.approve(&token).await,
        _ => desk.office.asked_of_approver(&token).await,
    };
    match approval {
        Ok(Some(approval)) => {
            if approval.shown {
                tell(&entered, &approval).await;
            }
            html(StatusCode::OK, "Approved", &words(&approval))
        }
        Ok(None) => {
            let words = "This link was never given, or is not waited for any more.";
            html(StatusCode::NOT_FOUND, "Nothing to approve", words)
        }
        Err(error) => {
            tracing::error!(?error, "an approval was not written down");
            let words = "This cannot be done now. Open the link again later.";
            html(StatusCode::SERVICE_UNAVAILABLE, "Not now", words)
        }
    }
}

/// The platform hears of it here; where it cannot, it asks the authority later by itself.
async fn tell(entered: &Entered, approval: &Approval) {
    if let Err(error) = app::certificates::heard(entered.realm(), &approval.number).await {
        tracing::warn!(?error, order = approval.number, "an approval was not heard of");
    }
}

fn words(approval: &Approval) -> String {
    let name = escaped(&approval.name);
    if approval.issued {
        format!("The certificate for {name} is issued.")
    } else {
        format!("The certificate for {name} is issued once its other names are approved too.")
    }
}

fn html(status: StatusCode, title: &str, words: &str) -> Response {
    let page = page(title, &format!("<p>{words}</p>"));
    answer::text(status, "text/html; charset=utf-8", page)
}
