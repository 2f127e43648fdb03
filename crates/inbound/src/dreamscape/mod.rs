//! Dreamscape: its calls, brought to the platform's verbs and back.

/// What a handler returns around the body of an answer.
mod answer;
/// Days and instants as the dialect writes them.
mod dates;
mod door;
/// What the dialect says to each refusal.
pub mod errors;
mod finance;
/// Money as the numbers that answers hold.
mod money;
/// Which rows of a list a page is.
mod paging;
mod parameter;
mod reseller;
mod service;

use std::sync::Arc;

use app::Realm;
use wire::{Api, ApiSettings};

pub use door::{Caller, DreamscapeDoor};

/// The family of callers whose keys belong to this dialect.
pub const AUDIENCE: &str = "dreamscape";

/// All calls of the dialect, served from a realm.
#[must_use]
pub fn api(realm: Arc<Realm>, settings: ApiSettings) -> Api<DreamscapeDoor> {
    let api = Api::new(DreamscapeDoor::new(realm), settings);
    let api = reseller::routes(service::routes(api));
    finance::routes(api)
}
