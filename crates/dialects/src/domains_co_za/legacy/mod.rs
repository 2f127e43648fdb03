//! What older clients still call: routes of the form `/<module>/<controller>/<action>`, signed with
//! the account key as parameter `key`. They come with GET, POST or DELETE, and with parameters in
//! either place, so the server takes them with any method.

/// Withdraws a queued deletion.
pub mod cancel_delete;
/// Withdraws a queued change.
pub mod cancel_update;
/// Whether a label is free under several extensions.
pub mod check_tlds;
/// How many names there are in each state.
pub mod domain_totals;
/// Transfers of one name.
pub mod transfer_check;

use http::Method;

/// An older spelling of a current call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OlderRoute {
    /// The older path, below the dialect's prefix.
    pub path: &'static str,
    /// The method of the call it means, not of the older route.
    pub method: Method,
    /// The catalogue id of the call it means.
    pub id: &'static str,
}

const fn older(path: &'static str, method: Method, id: &'static str) -> OlderRoute {
    OlderRoute { path, method, id }
}

/// Older spellings whose parameters and answers are those of a current call.
pub const OLDER_ROUTES: &[OlderRoute] = &[
    older("/domain/domain/check", Method::GET, "domain_check"),
    older("/domain/domain/create", Method::POST, "domain_create"),
    older("/domain/domain/info", Method::GET, "domain_info"),
    older("/domain/domain/update", Method::PUT, "domain_update_contacts"),
    older("/domain/domain/delete", Method::DELETE, "domain_delete"),
    older("/domain/domain/renew", Method::POST, "domain_renew"),
    older("/domain/domain/transfer", Method::POST, "transfer_request"),
    older("/domain/domain/transferCancel", Method::DELETE, "transfer_cancel"),
    older("/domain/domain/suspend", Method::POST, "domain_suspend"),
    older("/domain/domain/unsuspend", Method::POST, "domain_unsuspend"),
    older("/domain/domain/nsUpdate", Method::POST, "domain_update_nameservers"),
    older("/domain/domain/eppKey", Method::GET, "domain_get_epp_key"),
    older("/domain/domain/autorenew", Method::POST, "domain_set_autorenew"),
    older("/domain/domain/domainList", Method::GET, "domain_list"),
    older("/domain/dns/recordList", Method::GET, "dns_zone_get"),
    older("/domain/dns/updateRecords", Method::POST, "dns_zone_set"),
    older("/domain/poll/pollList", Method::GET, "poll_list"),
    older("/domain/poll/ack", Method::POST, "poll_ack"),
];
