//! `/registry/…`: the hand of another registrar.

use app::jobs;
use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;
use model::Error;
use model::name::DomainName;
use model::time::Timestamp;
use serde_json::json;

use super::Sandbox;
use super::asked::Asked;
use super::refusal::{self, Refusal};
use crate::http::answer;
use crate::sandbox::World;
use crate::sandbox::shared::Present;

/// `POST /registry/domains`: another registrar holds the name.
pub(super) async fn hold_elsewhere(
    State(sandbox): Sandbox,
    request: Request,
) -> Result<Response, Refusal> {
    let mut asked = Asked::body(request).await?;
    let world = Present::of(asked.realm(&sandbox)?).await;
    let name = name(&mut asked, &world)?;
    let auth_code = asked.text("auth_code")?;
    let expires = asked.maybe_text("expires")?.map(|text| {
        let form = "`expires` is not an instant such as 2026-11-21T10:00:00Z.";
        Timestamp::parse(&text).ok_or_else(|| Refusal::invalid("expires", form))
    });
    let expires = expires.transpose()?;
    asked.done()?;
    world.registry.hold_elsewhere(&name, &auth_code, expires).await.map_err(|error| {
        let field = if matches!(error, Error::Taken(_)) { "name" } else { "expires" };
        Refusal::about(field, &error)
    })?;
    Ok(answer::json(StatusCode::OK, &json!({ "name": name.as_str() })))
}

/// `POST /registry/approve`: the losing registrar lets a name go that was asked for here.
pub(super) async fn approve(
    State(sandbox): Sandbox,
    request: Request,
) -> Result<Response, Refusal> {
    let mut asked = Asked::body(request).await?;
    let world = Present::of(asked.realm(&sandbox)?).await;
    let name = name(&mut asked, &world)?;
    asked.done()?;
    world.registry.approve(&name).await.map_err(|error| Refusal::about("name", &error))?;
    hear_the_news(&world).await;
    Ok(answer::json(StatusCode::OK, &json!({ "name": name.as_str() })))
}

/// `POST /registry/transfer-out`: another registrar asks for a name that is held here.
pub(super) async fn transfer_out(
    State(sandbox): Sandbox,
    request: Request,
) -> Result<Response, Refusal> {
    let mut asked = Asked::body(request).await?;
    let world = Present::of(asked.realm(&sandbox)?).await;
    let name = name(&mut asked, &world)?;
    let auth_code = asked.text("auth_code")?;
    asked.done()?;
    let body = match world.registry.request_away(&name, &auth_code).await {
        Ok(()) => {
            hear_the_news(&world).await;
            json!({ "accepted": true })
        }
        Err(error @ (Error::Internal(_) | Error::Unavailable(_) | Error::OutcomeUnknown(_))) => {
            return Err(error.into());
        }
        Err(error) => json!({ "accepted": false, "reason": refusal::words(&error) }),
    };
    Ok(answer::json(StatusCode::OK, &body))
}

fn name(asked: &mut Asked, world: &World) -> Result<DomainName, Refusal> {
    let text = asked.text("name")?;
    let sold = |tld: &str| world.realm.rulebook.get(tld).is_some();
    let name = DomainName::parse(&text, sold).map_err(|error| Refusal::about("name", &error))?;
    world.realm.rules(&name).map_err(|error| Refusal::about("name", &error))?;
    Ok(name)
}

/// What the other registrar did is known here when the control answers. When the registry cannot be
/// asked just now, as ordered, the worker asks it later.
async fn hear_the_news(world: &World) {
    if let Err(error) = jobs::hear_the_news(&world.realm).await {
        tracing::warn!(?error, "the registry's news were not heard");
    }
}
