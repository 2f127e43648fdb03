//! DomainContext: its commands, brought to the platform's verbs and back.

mod argument;
mod certificate;
mod client;
mod contact;
mod domain;
mod door;
/// What the dialect says to each refusal.
pub mod errors;
mod hdomain;
mod host;
mod money;
mod paging;
mod reasons;
mod server;
mod tariff;
mod whom;

use std::sync::Arc;

use app::Realm;
use http::Method;
use wire::{Api, ApiSettings};

pub use door::{Caller, DomainContextDoor};

/// The family of callers whose logins belong to this dialect.
pub const AUDIENCE: &str = "domaincontext";

/// Methods that carry every command alike.
const TWINS: &[Method] = &[Method::GET, Method::POST];

/// All commands of the dialect, served from a realm.
#[must_use]
pub fn api(realm: Arc<Realm>, settings: ApiSettings) -> Api<DomainContextDoor> {
    let settings = ApiSettings { twins: TWINS, ..settings };
    let api = Api::new(DomainContextDoor::new(realm), settings);
    let api = hdomain::routes(domain::routes(api));
    let api = contact::routes(host::routes(api));
    let api = tariff::routes(client::routes(api));
    certificate::routes(server::routes(api))
}
