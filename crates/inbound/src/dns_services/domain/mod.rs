//! Domains, from the first look to the last renewal.

mod contacts;
mod forwarding;
mod held;
mod order;
mod read;
mod sale;
/// Where a domain points.
pub(super) mod servers;
mod state;

mod dnssec;
mod records;

use dialects::dns_services::domain::autorenew::{ReadAutorenew, SetAutorenew};
use dialects::dns_services::domain::by_name::FindDomains;
use dialects::dns_services::domain::contact::{ReadContacts, UpdateContacts};
use dialects::dns_services::domain::details::ReadDomain;
use dialects::dns_services::domain::email_forwarding::{
    ReadEmailForwarding, UpdateEmailForwarding,
};
use dialects::dns_services::domain::epp::ReadEppCode;
use dialects::dns_services::domain::forwarding::SetForwarding;
use dialects::dns_services::domain::idprotection::SetIdProtection;
use dialects::dns_services::domain::list::ListDomains;
use dialects::dns_services::domain::lock::{ReadLock, SetLock};
use dialects::dns_services::domain::lookup::LookUpDomain;
use dialects::dns_services::domain::nameservers::{ReadNameservers, UpdateNameservers};
use dialects::dns_services::domain::order::OrderDomain;
use dialects::dns_services::domain::register_host::RegisterHost;
use dialects::dns_services::domain::renew::RenewDomain;
use dialects::dns_services::domain::sync::SyncDomain;
use dialects::dns_services::domain::tld_form::ReadTldForm;
use dialects::dns_services::domain::tlds::ListTlds;
use wire::Api;

use super::door::DnsServicesDoor;

pub fn routes(api: Api<DnsServicesDoor>) -> Api<DnsServicesDoor> {
    let api = api
        .on::<ListDomains, _>(read::list)
        .on::<ReadDomain, _>(read::details)
        .on::<FindDomains, _>(read::by_name)
        .on::<ReadNameservers, _>(servers::read)
        .on::<UpdateNameservers, _>(servers::update)
        .on::<RegisterHost, _>(servers::register_host)
        .on::<ReadEppCode, _>(state::epp)
        .on::<SyncDomain, _>(state::sync)
        .on::<ReadLock, _>(state::read_lock)
        .on::<SetLock, _>(state::set_lock)
        .on::<SetIdProtection, _>(state::set_idprotection)
        .on::<ReadAutorenew, _>(state::read_autorenew)
        .on::<SetAutorenew, _>(state::set_autorenew)
        .on::<ReadContacts, _>(contacts::show)
        .on::<UpdateContacts, _>(contacts::update)
        .on::<ReadEmailForwarding, _>(forwarding::read_mail)
        .on::<UpdateEmailForwarding, _>(forwarding::update_mail)
        .on::<SetForwarding, _>(forwarding::set_url)
        .on::<LookUpDomain, _>(sale::look_up)
        .on::<ListTlds, _>(sale::tlds)
        .on::<ReadTldForm, _>(sale::form)
        .on::<OrderDomain, _>(order::order)
        .on::<RenewDomain, _>(order::renew);
    records::routes(dnssec::routes(api))
}
