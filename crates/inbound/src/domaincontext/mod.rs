//! DomainContext: its commands, brought to the platform's verbs and back.

mod argument;
mod domain;
mod door;
/// What the dialect says to each refusal.
pub mod errors;
mod hdomain;
mod paging;
mod reasons;

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
    hdomain::routes(domain::routes(api))
}
