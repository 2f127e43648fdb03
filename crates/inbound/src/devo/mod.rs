//! Devo: its calls, brought to the platform's verbs and back.

mod access;
mod codes;
mod domain;
mod door;
/// What the dialect says to each refusal.
pub mod errors;
mod member;
mod parameter;
mod plan;
mod role;
mod settings;
mod shown;
mod user;

use std::sync::Arc;

use app::Realm;
use wire::{Api, ApiSettings};

pub use door::{Caller, DevoDoor};

/// The family of callers whose keys belong to this dialect.
pub const AUDIENCE: &str = "devo";

/// All calls of the dialect, served from a realm.
#[must_use]
pub fn api(realm: Arc<Realm>, settings: ApiSettings) -> Api<DevoDoor> {
    let api = Api::new(DevoDoor::new(realm), settings);
    let api = member::routes(user::routes(domain::routes(api)));
    let api = plan::routes(settings::routes(role::routes(api)));
    access::routes(api)
}
