//! Domains.co.za: its calls, brought to the platform's verbs and back.

mod answer;
mod door;
/// What the dialect says to each refusal.
pub mod errors;

mod account;
mod dnssec;
mod domain;
mod host;
mod legacy;
mod pages;
mod poll;
mod session;
mod subuser;
mod template;
mod transfer;
mod zone;

use std::sync::Arc;

use app::Realm;
use wire::{Api, ApiSettings};

pub use door::DomainsCoZaDoor;

/// The family of callers whose logins belong to this dialect.
pub const AUDIENCE: &str = "domains-co-za";

/// All calls of the dialect, served from a realm.
#[must_use]
pub fn api(realm: Arc<Realm>, settings: ApiSettings) -> Api<DomainsCoZaDoor> {
    let api = Api::new(DomainsCoZaDoor::new(realm), settings);
    let api = session::routes(api);
    let api = domain::routes(api);
    let api = transfer::routes(api);
    let api = host::routes(api);
    let api = dnssec::routes(api);
    let api = zone::routes(api);
    let api = poll::routes(api);
    let api = account::routes(api);
    let api = subuser::routes(api);
    let api = template::routes(api);
    legacy::routes(api)
}
