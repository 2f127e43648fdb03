//! What is stored under a name to be used again.

/// Contacts, by role.
mod contact;
/// Zones.
mod dns;
/// Lists of name servers.
mod ns;

use wire::Api;

use super::door::DomainsCoZaDoor;

pub fn routes(api: Api<DomainsCoZaDoor>) -> Api<DomainsCoZaDoor> {
    let api = contact::routes(api);
    let api = ns::routes(api);
    dns::routes(api)
}
