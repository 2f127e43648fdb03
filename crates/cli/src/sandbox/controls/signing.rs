//! `/zones/…/dnssec`: the switch of any zone, whoever holds it. What the registry can be told at once is
//! told when the control answers.

use app::jobs;
use app::zones::signing::{KeyShown, Standing, platform};
use axum::extract::{Path, Request, State};
use axum::response::Response;
use http::StatusCode;
use model::Result;
use model::dnssec::DelegationSigner;
use model::zone::signing::Algorithm;
use model::zone::{self, Apex};
use serde_json::{Value, json};

use super::Sandbox;
use super::asked::Asked;
use super::refusal::Refusal;
use crate::http::answer;
use crate::sandbox::World;
use crate::sandbox::shared::{Present, Shared};

/// `GET /zones/{name}/dnssec`: where the signing of a zone stands.
pub(super) async fn show(
    State(sandbox): Sandbox,
    Path(name): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let mut asked = Asked::query(&request);
    let side = asked.realm(&sandbox)?;
    asked.done()?;
    shown(&*Present::of(side).await, &apex(&name)?).await
}

/// `POST /zones/{name}/dnssec`: the zone is signed from now on.
pub(super) async fn enable(
    State(sandbox): Sandbox,
    Path(name): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let mut asked = Asked::body(request).await?;
    let algorithm = match asked.maybe_text("algorithm")? {
        Some(word) => Algorithm::from_word(&word).ok_or_else(|| {
            let message = format!("No algorithm is called {word:?}.");
            Refusal::unknown("algorithm", message, &Algorithm::ALL.map(Algorithm::word))
        })?,
        None => Algorithm::default(),
    };
    let world = world(asked, &sandbox).await?;
    let apex = apex(&name)?;
    done(&world, &apex, platform::enable(&world.realm, apex.as_str(), algorithm).await).await
}

/// `DELETE /zones/{name}/dnssec`: the zone is signed no more, in order.
pub(super) async fn disable(
    State(sandbox): Sandbox,
    Path(name): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let world = world(Asked::body(request).await?, &sandbox).await?;
    let apex = apex(&name)?;
    done(&world, &apex, platform::disable(&world.realm, apex.as_str()).await).await
}

/// `POST /zones/{name}/dnssec/rollover`: the zone changes to another key.
pub(super) async fn roll(
    State(sandbox): Sandbox,
    Path(name): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let world = world(Asked::body(request).await?, &sandbox).await?;
    let apex = apex(&name)?;
    done(&world, &apex, platform::roll(&world.realm, apex.as_str()).await).await
}

/// `POST /zones/{name}/dnssec/parent`: the zone above, which the platform does not reach, did what the zone
/// says.
pub(super) async fn confirm(
    State(sandbox): Sandbox,
    Path(name): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let world = world(Asked::body(request).await?, &sandbox).await?;
    let apex = apex(&name)?;
    done(&world, &apex, platform::confirm(&world.realm, apex.as_str()).await).await
}

async fn world(mut asked: Asked, sandbox: &Shared) -> Result<Present, Refusal> {
    let side = asked.realm(sandbox)?;
    asked.done()?;
    Ok(Present::of(side).await)
}

fn apex(name: &str) -> Result<Apex, Refusal> {
    zone::apex(name).map_err(|error| Refusal::about("name", &error))
}

async fn done(world: &World, apex: &Apex, outcome: Result<()>) -> Result<Response, Refusal> {
    outcome.map_err(|error| Refusal::about("name", &error))?;
    if let Err(error) = jobs::settle_due(&world.realm).await {
        tracing::warn!(?error, "what a signed zone needs was not seen to");
    }
    shown(world, apex).await
}

async fn shown(world: &World, apex: &Apex) -> Result<Response, Refusal> {
    let standing = platform::read(&world.realm, apex.as_str()).await;
    let standing = standing.map_err(|error| Refusal::about("name", &error))?;
    let body = match standing {
        Some(standing) => written(&standing),
        None => json!({ "name": apex.as_str(), "signed": false }),
    };
    Ok(answer::json(StatusCode::OK, &body))
}

fn written(standing: &Standing) -> Value {
    let signers = |signers: &Vec<DelegationSigner>| signers.iter().map(signer).collect::<Vec<_>>();
    let (at, step) = standing.next;
    json!({
        "name": standing.apex,
        "signed": true,
        "algorithm": standing.signing.algorithm.word(),
        "state": standing.signing.stage.word(),
        "since": standing.signing.since.to_string(),
        "signed_at": standing.signing.signed_at.to_string(),
        "keys": standing.keys.iter().map(key).collect::<Vec<_>>(),
        "ds": standing.wanted.as_ref().map(signers),
        "registry": standing.at_registry.as_ref().map(signers),
        "next": { "at": at.to_string(), "step": step.word() },
        "awaits_parent": standing.awaits_holder,
    })
}

fn key(key: &KeyShown) -> Value {
    json!({
        "tag": key.tag,
        "public_key": key.public_key,
        "ds": signer(&key.signer),
        "made": key.made.to_string(),
    })
}

/// A DS record as zone files have it.
fn signer(signer: &DelegationSigner) -> String {
    let DelegationSigner { key_tag, algorithm, digest_type, digest } = signer;
    format!("{key_tag} {algorithm} {digest_type} {digest}")
}
