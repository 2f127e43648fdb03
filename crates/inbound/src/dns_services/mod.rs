//! DNS.services: its calls, brought to the platform's verbs and back.

mod cycle;
mod door;
/// What the dialect says to each refusal.
pub mod errors;
mod numbers;
mod person;
mod placed;
mod values;

mod affiliate;
mod cart;
mod contact;
mod domain;
mod invoice;
mod payment;
mod profile;
mod service;
mod session;
mod ticket;
mod zone;

use std::sync::Arc;

use app::Realm;
use wire::{Api, ApiSettings};

pub use door::DnsServicesDoor;

/// The family of callers whose logins belong to this dialect.
pub const AUDIENCE: &str = "dns-services";

/// How the dialect is spoken, where its service was seen to differ from its documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// As its documents say.
    #[default]
    Documented,
    /// As its service was seen to speak.
    Observed,
}

/// All calls of the dialect, served from a realm.
#[must_use]
pub fn api(realm: Arc<Realm>, settings: ApiSettings, profile: Profile) -> Api<DnsServicesDoor> {
    let api = Api::new(DnsServicesDoor::new(realm, profile), settings);
    let api = session::routes(api);
    let api = profile::routes(api);
    let api = affiliate::routes(api);
    let api = contact::routes(api);
    let api = invoice::routes(api);
    let api = payment::routes(api);
    let api = ticket::routes(api);
    let api = domain::routes(api);
    let api = service::routes(api);
    let api = cart::routes(api);
    zone::routes(api)
}
