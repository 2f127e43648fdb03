//! Whether anybody is there.

use dialects::dreamscape::service::ping::{Ping, Pong};
use wire::Api;

use super::answer::Answer;
use super::door::{Caller, DreamscapeDoor};
use super::errors::Handled;

pub fn routes(api: Api<DreamscapeDoor>) -> Api<DreamscapeDoor> {
    api.on::<Ping, _>(ping)
}

async fn ping(_: Caller, _: Ping) -> Handled<Answer<Pong>> {
    Ok(Answer::Done(Pong {}))
}
