//! Places, systems and software to choose from.

use app::subscriptions::families::{locations, places, systems};
use dialects::dreamscape::dictionary::fax_locations::{FaxLocation, ListFaxLocations};
use dialects::dreamscape::dictionary::operating_systems::{
    ListOperatingSystems, OperatingSystem, SystemFamily,
};
use dialects::dreamscape::dictionary::place::Place;
use dialects::dreamscape::dictionary::server_locations::ListServerLocations;
use dialects::dreamscape::dictionary::server_software::{ListServerSoftware, ServerSoftware};
use dialects::dreamscape::dictionary::wordpress_locations::ListWordPressLocations;
use wire::Api;

use super::answer::Answer;
use super::door::{Caller, DreamscapeDoor};
use super::errors::Handled;

/// The family whose places are those of WordPress.
const WORDPRESS: &str = "wordpress-hostings";
/// The family whose places are those of fax numbers.
const FAX: &str = "fax-to-emails";

pub fn routes(api: Api<DreamscapeDoor>) -> Api<DreamscapeDoor> {
    api.on::<ListServerSoftware, _>(software)
        .on::<ListOperatingSystems, _>(operating_systems)
        .on::<ListServerLocations, _>(server_locations)
        .on::<ListWordPressLocations, _>(wordpress_locations)
        .on::<ListFaxLocations, _>(fax_locations)
}

async fn software(caller: Caller, _: ListServerSoftware) -> Handled<Answer<Vec<ServerSoftware>>> {
    let known = app::certificates::web_servers(caller.cx()?).into_iter();
    let shown = known.map(|server| ServerSoftware { id: server.number.into(), name: server.name });
    Ok(Answer::Done(shown.collect()))
}

async fn operating_systems(
    caller: Caller,
    _: ListOperatingSystems,
) -> Handled<Answer<Vec<OperatingSystem>>> {
    let shown = systems(caller.cx()?).into_iter().map(|image| OperatingSystem {
        family: match image.is_windows() {
            true => SystemFamily::Windows,
            false => SystemFamily::Linux,
        },
        name: image.name.clone(),
    });
    Ok(Answer::Done(shown.collect()))
}

async fn server_locations(caller: Caller, _: ListServerLocations) -> Handled<Answer<Vec<Place>>> {
    let shown = locations(caller.cx()?)
        .into_iter()
        .map(|cluster| Place { code: cluster.code.clone(), name: cluster.name.clone() });
    Ok(Answer::Done(shown.collect()))
}

async fn wordpress_locations(
    caller: Caller,
    _: ListWordPressLocations,
) -> Handled<Answer<Vec<Place>>> {
    let shown = places(caller.cx()?, WORDPRESS)?
        .into_iter()
        .map(|place| Place { code: place.code.clone(), name: place.name.clone() });
    Ok(Answer::Done(shown.collect()))
}

async fn fax_locations(caller: Caller, _: ListFaxLocations) -> Handled<Answer<Vec<FaxLocation>>> {
    let shown = places(caller.cx()?, FAX)?.into_iter().map(|place| {
        let (state_code, state_name) = place.state.clone().unwrap_or_default();
        FaxLocation {
            country_code: place.code.clone(),
            country_name: place.name.clone(),
            state_code,
            state_name,
        }
    });
    Ok(Answer::Done(shown.collect()))
}
