//! The account that calls.

use app::accounts::profile;
use dialects::dreamscape::reseller::read::{ReadReseller, Reseller};
use wire::Api;

use super::answer::Answer;
use super::door::{Caller, DreamscapeDoor};
use super::errors::Handled;

/// The language of everybody here.
const LOCALE: &str = "en_AU";

pub fn routes(api: Api<DreamscapeDoor>) -> Api<DreamscapeDoor> {
    api.on::<ReadReseller, _>(read)
}

async fn read(caller: Caller, _: ReadReseller) -> Handled<Answer<Reseller>> {
    let client = profile::client(caller.cx()?).await?;
    let name = &client.owner.profile.name;
    let (first, last) = name.rsplit_once(' ').unwrap_or((name, ""));
    Ok(Answer::Done(Reseller {
        id: client.account.id.0,
        locale: LOCALE.to_owned(),
        first_name: first.to_owned(),
        last_name: last.to_owned(),
    }))
}
