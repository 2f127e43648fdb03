//! `/accounts/…`: money for any account, or away from it; whether it may act; a new key to sign with.

use app::accounts::signing_keys::{self, Shape, Wish};
use app::accounts::{funds, standing};
use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;
use model::Error;
use model::account::Standing;
use serde_json::json;

use super::Sandbox;
use super::asked::Asked;
use super::refusal::Refusal;
use crate::dialects;
use crate::http::answer;
use crate::sandbox::shared::Present;

/// The dialects whose callers sign, and what their keys consist of.
const SIGNERS: [(&str, Shape); 2] = [("dreamscape", Shape::Secret), ("devo", Shape::Pair)];

/// `POST /accounts/credit`.
pub(super) async fn credit(State(sandbox): Sandbox, request: Request) -> Result<Response, Refusal> {
    let mut asked = Asked::body(request).await?;
    let dialect = dialect(&mut asked)?;
    let login = asked.text_or_number("login")?;
    let amount = asked.text_or_number("amount")?;
    let side = asked.realm(&sandbox)?;
    asked.done()?;
    let world = Present::of(side).await;
    funds::adjust(&world.realm, dialect, &login, &amount).await.map_err(|error| {
        let field = if matches!(error, Error::NotFound(_)) { "login" } else { "amount" };
        Refusal::about(field, &error)
    })?;
    let body = json!({ "dialect": dialect, "login": login, "amount": amount });
    Ok(answer::json(StatusCode::OK, &body))
}

/// `POST /accounts/standing`: whether an account, or one directly below it, may act.
pub(super) async fn set_standing(
    State(sandbox): Sandbox,
    request: Request,
) -> Result<Response, Refusal> {
    let mut asked = Asked::body(request).await?;
    let dialect = dialect(&mut asked)?;
    let login = asked.text_or_number("login")?;
    let word = asked.text("standing")?;
    let side = asked.realm(&sandbox)?;
    asked.done()?;
    let to = Standing::from_word(&word).ok_or_else(|| {
        let message = format!("No standing is called {word:?}.");
        Refusal::unknown("standing", message, &Standing::ALL.map(Standing::word))
    })?;
    let world = Present::of(side).await;
    standing::set(&world.realm, dialect, &login, to).await.map_err(|error| {
        let field = if matches!(error, Error::NotFound(_)) { "login" } else { "standing" };
        Refusal::about(field, &error)
    })?;
    let body = json!({ "dialect": dialect, "login": login, "standing": word });
    Ok(answer::json(StatusCode::OK, &body))
}

/// `POST /accounts/key`: a new key for whoever signs; the old one is void at once.
pub(super) async fn regenerate_key(
    State(sandbox): Sandbox,
    request: Request,
) -> Result<Response, Refusal> {
    let mut asked = Asked::body(request).await?;
    let dialect = dialect(&mut asked)?;
    let login = asked.text_or_number("login")?;
    let side = asked.realm(&sandbox)?;
    asked.done()?;
    let signer = SIGNERS.into_iter().find(|(name, _)| *name == dialect);
    let (audience, shape) = signer.ok_or_else(|| {
        let message = format!("Callers of {dialect:?} do not sign.");
        Refusal::unknown("dialect", message, &SIGNERS.map(|(name, _)| name))
    })?;
    let world = Present::of(side).await;
    let account = standing::meant(&world.realm, audience, &login).await;
    let account = account.map_err(|error| Refusal::about("login", &error))?;
    let wish = Wish { audience, account, tenant: None, name: String::new(), shape };
    let key = signing_keys::regenerate(&world.realm, wish).await;
    let key = key.map_err(|error| Refusal::about("login", &error))?;
    let body = match shape {
        Shape::Secret => json!({
            "dialect": dialect, "login": login, "api_key": key.secret.reveal(),
        }),
        Shape::Pair => json!({
            "dialect": dialect, "login": login, "key": key.public, "secret": key.secret.reveal(),
        }),
    };
    Ok(answer::json(StatusCode::OK, &body))
}

fn dialect(asked: &mut Asked) -> Result<&'static str, Refusal> {
    let name = asked.text("dialect")?;
    dialects::known(&name).ok_or_else(|| {
        let message = format!("No dialect is called {name:?}.");
        Refusal::unknown("dialect", message, &dialects::NAMES)
    })
}
