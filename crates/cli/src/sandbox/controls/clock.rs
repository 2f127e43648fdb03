//! `/clock`: what time it is, and moving it. Time only goes forward; everything due on the way has
//! happened when the answer comes.

use app::jobs;
use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;
use model::time::Timestamp;
use serde_json::json;

use super::Sandbox;
use super::asked::Asked;
use super::refusal::Refusal;
use crate::http::answer;
use crate::sandbox::World;
use crate::sandbox::beginning;

/// What the clock is asked to do.
struct Change {
    advance: Option<String>,
    set: Option<String>,
    frozen: Option<bool>,
}

/// `GET /clock`.
pub(super) async fn show(State(sandbox): Sandbox) -> Response {
    shown(&*sandbox.present().await)
}

/// `POST /clock`.
pub(super) async fn change(State(sandbox): Sandbox, request: Request) -> Result<Response, Refusal> {
    let change = Change::read(Asked::body(request).await?)?;
    // One move at a time, and none while the worlds are exchanged.
    let _moving = sandbox.workers.lock().await;
    let worlds = sandbox.all_present().await;
    let live = &worlds[0];
    if let Some((field, to)) = change.destination(live.realm.now())? {
        jobs::move_clock(&live.realm, to).await.map_err(|error| Refusal::about(field, &error))?;
    }
    if let Some(frozen) = change.frozen {
        for world in &worlds {
            jobs::freeze_clock(&world.realm, frozen).await?;
            beginning::stopped_by_hand(world, frozen).await?;
        }
    }
    for beside in &worlds[1..] {
        beginning::in_step(live, beside).await?;
    }
    Ok(shown(live))
}

fn shown(world: &World) -> Response {
    let clock = &world.realm.clock;
    let body = json!({ "now": clock.now().to_string(), "frozen": clock.is_frozen() });
    answer::json(StatusCode::OK, &body)
}

impl Change {
    fn read(mut asked: Asked) -> Result<Self, Refusal> {
        let change = Self {
            advance: asked.maybe_text("advance")?,
            set: asked.maybe_text("set")?,
            frozen: asked.maybe_bool("frozen")?,
        };
        asked.done()?;
        match (&change.advance, &change.set, change.frozen) {
            (Some(_), Some(_), _) => {
                Err(Refusal::invalid("set", "`advance` and `set` exclude each other."))
            }
            (None, None, None) => {
                Err(Refusal::invalid("advance", "One of `advance`, `set` and `frozen` is needed."))
            }
            _ => Ok(change),
        }
    }

    /// Where the clock is to go, and which field says so.
    fn destination(&self, now: Timestamp) -> Result<Option<(&'static str, Timestamp)>, Refusal> {
        let (field, to, form) = match (&self.advance, &self.set) {
            (Some(duration), _) => {
                ("advance", later(now, duration), "an ISO 8601 duration such as P30D")
            }
            (_, Some(instant)) => {
                ("set", Timestamp::parse(instant), "an instant such as 2026-11-21T10:00:00Z")
            }
            (None, None) => return Ok(None),
        };
        let to = to.ok_or_else(|| {
            Refusal::invalid(field, format!("`{field}` is not {form}, or leads too far."))
        })?;
        if to < now {
            return Err(Refusal::invalid(
                field,
                format!("The clock shows {now} and never goes back."),
            ));
        }
        Ok(Some((field, to)))
    }
}

/// Durations in words, which the parser knows too, are no part of the controls.
fn later(now: Timestamp, duration: &str) -> Option<Timestamp> {
    let unsigned = duration.trim_start_matches(['+', '-']);
    unsigned.starts_with(['P', 'p']).then(|| now.plus_iso_duration(duration)).flatten()
}
