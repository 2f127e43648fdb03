//! Where a new user of a tenant confirms its mail address: the page that a link in the mail leads to.
//! Looking at it changes nothing, for mail programs look at links too.

use app::tenants::{self, Invitation};
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;
use model::Error;
use serde::Deserialize;

use super::docs::{escaped, page};
use super::{Gate, answer};

/// What the link carries.
#[derive(Deserialize)]
struct Link {
    #[serde(default)]
    member: String,
    #[serde(default)]
    token: String,
}

/// `GET /confirm/user` asks, `POST /confirm/user` takes the answer.
pub(super) fn page_routes() -> Router<Gate> {
    Router::new().route("/confirm/user", get(show).post(take))
}

async fn show(State(gate): State<Gate>, Query(link): Query<Link>) -> Response {
    let entered = gate.enter().await;
    match tenants::invitation(entered.realm(), link.number(), &link.token).await {
        Ok(invitation) => html(StatusCode::OK, &question(&invitation, &link)),
        Err(error) => refusal(&error),
    }
}

async fn take(State(gate): State<Gate>, Form(link): Form<Link>) -> Response {
    let entered = gate.enter().await;
    match tenants::accept(entered.realm(), link.number(), &link.token).await {
        Ok(Invitation { tenant, email }) => {
            let (tenant, email) = (escaped(&tenant), escaped(&email));
            html(StatusCode::OK, &format!("<p>{email} is in {tenant} now.</p>"))
        }
        Err(error) => refusal(&error),
    }
}

impl Link {
    /// What is no number belongs to nobody.
    fn number(&self) -> i64 {
        self.member.parse().unwrap_or_default()
    }
}

fn question(invitation: &Invitation, link: &Link) -> String {
    let Invitation { tenant, email } = invitation;
    format!(
        "<p>Somebody added {} to <strong>{}</strong>. Is that your mail address?</p>\
         <form method=\"post\" action=\"user\">\
         <input type=\"hidden\" name=\"member\" value=\"{}\">\
         <input type=\"hidden\" name=\"token\" value=\"{}\">\
         <button>It is mine</button></form>",
        escaped(email),
        escaped(tenant),
        escaped(&link.member),
        escaped(&link.token),
    )
}

fn refusal(error: &Error) -> Response {
    match error {
        Error::Internal(_) => {
            tracing::error!(?error, "a mail address was not confirmed");
            html(StatusCode::INTERNAL_SERVER_ERROR, "<p>Something went wrong here.</p>")
        }
        _ => html(
            StatusCode::NOT_FOUND,
            "<p>Nothing waits for an answer under this address any more.</p>",
        ),
    }
}

fn html(status: StatusCode, body: &str) -> Response {
    answer::text(status, "text/html; charset=utf-8", page("Mail address", body))
}
