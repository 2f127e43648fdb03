//! Where a link leads that lets somebody in once: a page that says who is signed in, and what for. Asking
//! for its head alone, as some programs do with every link, opens nothing.

use app::accounts::login_links::{self, Visit, VisitedProduct};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use http::{HeaderValue, StatusCode, header};
use model::Error;
use model::error::Noun;

use super::docs::{escaped, page};
use super::{Gate, answer};

/// `GET /login/{token}`.
pub(super) fn page_routes() -> Router<Gate> {
    Router::new().route("/login/{token}", get(open).head(look))
}

async fn open(State(gate): State<Gate>, Path(token): Path<String>) -> Response {
    let entered = gate.enter().await;
    match login_links::redeem(entered.realm(), &token).await {
        Ok(visit) => html(StatusCode::OK, "Signed in", &words(&visit)),
        Err(error) => refusal(&error),
    }
}

async fn look() -> Response {
    html(StatusCode::OK, "Sign in", "")
}

fn words(visit: &Visit) -> String {
    let Visit { person, opened, product, .. } = visit;
    let mut rows = vec![
        ("Name", person.name.clone()),
        ("Organisation", person.company.clone()),
        ("E-mail", person.email.clone()),
        ("Customer since", opened.to_string()),
    ];
    if let Some(product) = product {
        rows.extend(facts(product));
    }
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    let rows =
        rows.map(|(name, value)| format!("<tr><th>{name}</th><td>{}</td></tr>", escaped(&value)));
    let what = product.as_ref().map_or("the account", |product| &*product.name);
    format!(
        "<p><strong>{}</strong> is signed in to {}.</p><table>{}</table>",
        escaped(&person.name),
        escaped(what),
        rows.collect::<String>(),
    )
}

fn facts(product: &VisitedProduct) -> [(&'static str, String); 7] {
    let VisitedProduct { subscription, name, category } = product;
    [
        ("Product", name.clone()),
        ("Kind", category.name.clone()),
        ("Number", subscription.id.0.to_string()),
        ("For", subscription.domain.clone()),
        ("User name", subscription.username.clone()),
        ("State", subscription.state.word().to_owned()),
        ("Paid until", subscription.due.to_string()),
    ]
}

fn refusal(error: &Error) -> Response {
    let (status, title, words) = match error {
        Error::NothingPending(Noun::LoginLink) => {
            (StatusCode::GONE, "Used", "This link was used already. Ask for another one.")
        }
        Error::Internal(_) => {
            // What the link says is not for the log.
            tracing::error!(?error, "a login link was not opened");
            (StatusCode::INTERNAL_SERVER_ERROR, "Not now", "Something went wrong here.")
        }
        Error::Forbidden(_) => {
            (StatusCode::FORBIDDEN, "Closed", "The account is closed for the time being.")
        }
        Error::Prohibited(_) => {
            (StatusCode::GONE, "Over", "What this link leads to does not run any more.")
        }
        _ => (StatusCode::NOT_FOUND, "No such link", "This link was never given, or is over."),
    };
    html(status, title, &format!("<p>{words}</p>"))
}

/// What is shown once is kept nowhere, and the link is told to nobody.
fn html(status: StatusCode, title: &str, body: &str) -> Response {
    let mut page = answer::text(status, "text/html; charset=utf-8", page(title, body));
    let headers = page.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    page
}
