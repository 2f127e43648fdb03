//! Where the owner of a name gives its word: the page that a link in the mail leads to. Looking at it
//! changes nothing, for mail programs look at links too.

use app::domains::transfer::confirm::{self, Returned};
use app::domains::transfer::respond::Answer;
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;
use model::Error;
use serde::Deserialize;

use super::docs::{escaped, page};
use super::{Gate, answer};

/// What the link carries, and what a button adds.
#[derive(Deserialize)]
struct Link {
    #[serde(default)]
    domains: Option<String>,
    #[serde(default)]
    till_date: Option<String>,
    #[serde(default)]
    what: Option<String>,
    #[serde(default)]
    salt: Option<String>,
    #[serde(default)]
    hash: Option<String>,
    #[serde(default)]
    token: Option<String>,
    /// `agree` or `refuse`.
    #[serde(default)]
    answer: Option<String>,
}

/// `GET /confirm` asks, `POST /confirm` takes the answer.
pub(super) fn page_routes() -> Router<Gate> {
    Router::new().route("/confirm", get(show).post(take))
}

async fn show(State(gate): State<Gate>, Query(link): Query<Link>) -> Response {
    let entered = gate.enter().await;
    match confirm::find(entered.realm(), &link.returned()).await {
        Ok(stored) => html(StatusCode::OK, &question(stored.transfer.name.as_str(), &link)),
        Err(error) => refusal(&error),
    }
}

async fn take(State(gate): State<Gate>, Form(link): Form<Link>) -> Response {
    let (word, done) = match link.answer.as_deref() {
        Some("agree") => (Answer::Approve, "The name may go."),
        Some("refuse") => (Answer::Reject, "The name stays where it is."),
        _ => return html(StatusCode::BAD_REQUEST, "<p>Say whether you agree or refuse.</p>"),
    };
    let entered = gate.enter().await;
    let realm = entered.realm();
    let answered = async {
        let stored = confirm::find(realm, &link.returned()).await?;
        confirm::confirm(realm, &stored, word).await
    };
    match answered.await {
        Ok(()) => html(StatusCode::OK, &format!("<p>{done}</p>")),
        Err(error) => refusal(&error),
    }
}

impl Link {
    fn returned(&self) -> Returned {
        Returned {
            domains: self.domains.iter().cloned().collect(),
            till_date: self.till_date.clone(),
            what: self.what.clone(),
            salt: self.salt.clone(),
            hash: self.hash.clone(),
            token: self.token.clone(),
        }
    }
}

fn question(name: &str, link: &Link) -> String {
    let hidden: String = [
        ("domains", &link.domains),
        ("till_date", &link.till_date),
        ("what", &link.what),
        ("salt", &link.salt),
        ("hash", &link.hash),
        ("token", &link.token),
    ]
    .into_iter()
    .filter_map(|(name, value)| value.as_ref().map(|value| (name, escaped(value))))
    .map(|(name, value)| format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"))
    .collect();
    format!(
        "<p>Somebody asked to transfer <strong>{}</strong>. May it go?</p>\
         <form method=\"post\" action=\"confirm\">{hidden}\
         <button name=\"answer\" value=\"agree\">I agree</button> \
         <button name=\"answer\" value=\"refuse\">I refuse</button></form>",
        escaped(name)
    )
}

fn refusal(error: &Error) -> Response {
    let (status, words) = match error {
        Error::Unavailable(_) | Error::OutcomeUnknown(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "The registry did not answer. Your answer is kept where it could be; try again later.",
        ),
        Error::Refused { .. } => (StatusCode::CONFLICT, "The registry refused the transfer."),
        Error::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong here."),
        _ => (StatusCode::NOT_FOUND, "Nothing waits for an answer under this address any more."),
    };
    html(status, &format!("<p>{words}</p>"))
}

fn html(status: StatusCode, body: &str) -> Response {
    answer::text(status, "text/html; charset=utf-8", page("Transfer of a name", body))
}
