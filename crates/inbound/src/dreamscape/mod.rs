//! Dreamscape: its calls, brought to the platform's verbs and back.

/// What a handler returns around the body of an answer.
mod answer;
mod customer;
/// Days and instants as the dialect writes them.
mod dates;
mod dictionary;
mod dns;
mod domain;
mod door;
/// What the dialect says to each refusal.
pub mod errors;
mod finance;
mod host;
mod invoice;
/// Money as the numbers that answers hold.
mod money;
/// Which rows of a list a page is.
mod paging;
mod parameter;
/// People as the dialect tells of them.
mod person;
/// What is sold.
mod plan;
/// What was bought, family by family.
mod product;
mod registrant;
mod reseller;
mod service;
mod transfer;

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
    let api = product::routes(plan::routes(api));
    let api = registrant::routes(customer::routes(api));
    let api = host::routes(transfer::routes(domain::routes(api)));
    let api = dns::routes(api);
    dictionary::routes(invoice::routes(finance::routes(api)))
}
