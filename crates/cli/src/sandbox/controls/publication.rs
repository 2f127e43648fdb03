//! `/zones/{name}/publication`: who answers with a change of a zone.

use app::zones::publication::{self, Publication, Secondary};
use axum::extract::{Path, Request, State};
use axum::response::Response;
use http::StatusCode;
use model::Error;
use model::error::Noun;
use model::zone::{ChangeId, apex};
use serde_json::json;

use super::Sandbox;
use super::asked::Asked;
use super::refusal::Refusal;
use crate::http::answer;

/// `GET /zones/{name}/publication`: what became of the newest change of a zone, or of `change`.
pub(super) async fn show(
    State(sandbox): Sandbox,
    Path(name): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let mut asked = Asked::query(&request);
    let change = asked.maybe_number("change")?;
    asked.done()?;
    let realm = &sandbox.present().await.realm;
    let apex = apex(&name)?;
    let change = match change {
        Some(number) => i64::try_from(number).ok().map(ChangeId),
        None => publication::newest(realm, apex.as_str()).await?,
    };
    let change = change.ok_or(Error::NotFound(Noun::Zone))?;
    let found = publication::of(realm, change).await?;
    let found = found.filter(|found| found.apex == apex.as_str());
    let Publication { apex, serial, committed, published, secondaries } =
        found.ok_or(Error::NotFound(Noun::Zone))?;
    let secondary = |one: &Secondary| json!({ "name": one.name, "serial": one.serial, "published": one.published });
    let answer = json!({
        "zone": apex,
        "change": change.0,
        "serial": serial,
        "committed": committed.to_string(),
        "published": published,
        "secondaries": secondaries.iter().map(secondary).collect::<Vec<_>>(),
    });
    Ok(answer::json(StatusCode::OK, &answer))
}
