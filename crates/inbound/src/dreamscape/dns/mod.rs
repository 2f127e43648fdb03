//! Records in the zones of names, and in those that were bought. Web and mail addresses that lead
//! elsewhere are records here.

/// Records of zones that were bought.
mod hosted;
/// Records of the zones of names.
mod named;
/// Records as callers tell them and as answers show them.
mod record;

use wire::Api;

use super::door::DreamscapeDoor;

/// The calls about records.
pub fn routes(api: Api<DreamscapeDoor>) -> Api<DreamscapeDoor> {
    hosted::routes(named::routes(api))
}
