//! Names: everything about them but transfers, hosts, DS records and zones.

/// Contacts, nameservers, renewal by itself.
pub(super) mod change;
/// Whether names are free, and which extensions there are.
pub(super) mod check;
/// Contacts and nameservers as callers choose them.
pub(super) mod choice;
/// One name, and lists of names.
pub(super) mod read;
/// Registration, renewal, deletion.
pub(super) mod register;
/// Lock, suspension, auth codes.
pub(super) mod state;

use dialects::domains_co_za::domain::autorenew::SetAutorenew;
use dialects::domains_co_za::domain::check::CheckDomain;
use dialects::domains_co_za::domain::contacts::UpdateContacts;
use dialects::domains_co_za::domain::create::CreateDomain;
use dialects::domains_co_za::domain::delete::DeleteDomain;
use dialects::domains_co_za::domain::epp_key::ReadEppKey;
use dialects::domains_co_za::domain::info::ReadDomain;
use dialects::domains_co_za::domain::list::ListDomains;
use dialects::domains_co_za::domain::lock::SetLock;
use dialects::domains_co_za::domain::lock_status::ReadLock;
use dialects::domains_co_za::domain::nameservers::UpdateNameservers;
use dialects::domains_co_za::domain::renew::RenewDomain;
use dialects::domains_co_za::domain::send_auth_code::SendAuthCode;
use dialects::domains_co_za::domain::suspend::SuspendDomain;
use dialects::domains_co_za::domain::tlds::ListTlds;
use dialects::domains_co_za::domain::unsuspend::UnsuspendDomain;
use wire::Api;

use super::door::DomainsCoZaDoor;

pub fn routes(api: Api<DomainsCoZaDoor>) -> Api<DomainsCoZaDoor> {
    api.on::<CheckDomain, _>(check::check)
        .on::<ListTlds, _>(check::tlds)
        .on::<ListDomains, _>(read::list)
        .on::<ReadDomain, _>(read::info)
        .on::<CreateDomain, _>(register::create)
        .on::<RenewDomain, _>(register::renew)
        .on::<DeleteDomain, _>(register::delete)
        .on::<UpdateContacts, _>(change::contacts)
        .on::<UpdateNameservers, _>(change::nameservers)
        .on::<SetAutorenew, _>(change::autorenew)
        .on::<SetLock, _>(state::set_lock)
        .on::<ReadLock, _>(state::read_lock)
        .on::<SuspendDomain, _>(state::suspend)
        .on::<UnsuspendDomain, _>(state::unsuspend)
        .on::<SendAuthCode, _>(state::send_auth_code)
        .on::<ReadEppKey, _>(state::epp_key)
}
