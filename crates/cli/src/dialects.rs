//! The dialects that are spoken, and how their calls reach a realm.
//!
//! The one place that knows which of them exist: everything else walks this list.

use std::sync::Arc;

use app::Realm;
use axum::Router;
use wire::{Api, ApiSettings, Dialect, Door, Operation};

use crate::beside;
use crate::profiles::{Profile, Profiles};

/// The names of all dialects, spoken already or not yet.
pub const NAMES: [&str; 5] =
    ["domains-co-za", "dns-services", "domaincontext", "dreamscape", "devo"];

/// What is worth knowing about a dialect that is spoken.
#[derive(Clone)]
pub struct Spoken {
    /// Its name, as it stands in addresses.
    pub name: &'static str,
    /// Its title, for people.
    pub title: &'static str,
    /// What stands before the path of each call.
    pub prefix: &'static str,
    /// Its calls.
    pub calls: Vec<Operation>,
}

/// All dialects of one realm.
pub struct Dialects {
    /// What is worth knowing about each.
    pub spoken: Vec<Spoken>,
    /// Everything below their prefixes.
    pub routes: Router,
}

/// Has a realm speak every dialect, each in its profile. One without a second profile has no choice.
pub fn speak(realm: &Arc<Realm>, settings: &ApiSettings, profiles: &Profiles) -> Dialects {
    let domains_co_za = inbound::domains_co_za::api(Arc::clone(realm), settings.clone());
    let dns_services = {
        let profile = match profiles.of(inbound::dns_services::AUDIENCE) {
            Profile::Documented => inbound::dns_services::Profile::Documented,
            Profile::Observed => inbound::dns_services::Profile::Observed,
        };
        inbound::dns_services::api(Arc::clone(realm), settings.clone(), profile)
    };
    let domaincontext = inbound::domaincontext::api(Arc::clone(realm), settings.clone());
    let dreamscape = inbound::dreamscape::api(Arc::clone(realm), settings.clone());
    let devo = inbound::devo::api(Arc::clone(realm), settings.clone());
    let spoken = vec![
        Spoken::of(&domains_co_za),
        Spoken::of(&dns_services),
        Spoken::of(&domaincontext),
        Spoken::of(&dreamscape),
        Spoken::of(&devo),
    ];
    let routes = Router::new()
        .merge(domains_co_za.into_router())
        .merge(dns_services.into_router())
        .merge(domaincontext.into_router())
        .merge(dreamscape.into_router())
        .merge(devo.into_router())
        .fallback(crate::http::answer::not_found);
    Dialects { spoken, routes }
}

/// Has the realm beside the live one speak its dialect.
#[must_use]
pub fn speak_beside(realm: &Arc<Realm>, settings: &ApiSettings) -> Dialects {
    let address = Some(format!("/{}", beside::ADDRESS));
    let settings = ApiSettings { address, ..settings.clone() };
    let dreamscape = inbound::dreamscape::api(Arc::clone(realm), settings);
    let spoken = vec![Spoken::of(&dreamscape)];
    let routes = dreamscape.into_router().fallback(crate::http::answer::not_found);
    Dialects { spoken, routes }
}

impl Spoken {
    fn of<D: Door>(api: &Api<D>) -> Self {
        Self {
            name: D::Dialect::NAME,
            title: D::Dialect::TITLE,
            prefix: D::Dialect::PREFIX,
            calls: api.operations().to_vec(),
        }
    }
}

/// The name of a dialect, when it is one.
#[must_use]
pub fn known(name: &str) -> Option<&'static str> {
    NAMES.into_iter().find(|known| *known == name)
}
