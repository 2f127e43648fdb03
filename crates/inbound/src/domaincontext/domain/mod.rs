//! Names, from the first look to the push into other hands.

mod auth_code;
mod check;
mod contacts;
mod dns;
mod info;
mod note;
mod push;
mod register;
mod row;
mod search;
mod servers;
mod switches;
mod transfer;
/// Which name a command is about.
pub(super) mod which;

use dialects::domaincontext::domain::approve_preincoming::ApprovePreincoming;
use dialects::domaincontext::domain::auth_code::ReadAuthCode;
use dialects::domaincontext::domain::check::CheckDomains;
use dialects::domaincontext::domain::check_premium::CheckPremium;
use dialects::domaincontext::domain::check_transfer::CheckTransfer;
use dialects::domaincontext::domain::contacts::ReadContacts;
use dialects::domaincontext::domain::contacts_info::ReadContactsInfo;
use dialects::domaincontext::domain::disable_autorenewal::DisableAutorenewal;
use dialects::domaincontext::domain::disable_lock::DisableLock;
use dialects::domaincontext::domain::disable_whois_protect::DisableWhoisProtect;
use dialects::domaincontext::domain::dns::ReadDns;
use dialects::domaincontext::domain::enable_autorenewal::EnableAutorenewal;
use dialects::domaincontext::domain::enable_lock::EnableLock;
use dialects::domaincontext::domain::enable_whois_protect::EnableWhoisProtect;
use dialects::domaincontext::domain::info::ReadDomain;
use dialects::domaincontext::domain::nameservers::ReadNameservers;
use dialects::domaincontext::domain::note::ReadNote;
use dialects::domaincontext::domain::privacy_contacts::ReadPrivacyContacts;
use dialects::domaincontext::domain::privacy_contacts_info::ReadPrivacyContactsInfo;
use dialects::domaincontext::domain::push::PushDomain;
use dialects::domaincontext::domain::regenerate_auth_code::RegenerateAuthCode;
use dialects::domaincontext::domain::register::RegisterDomain;
use dialects::domaincontext::domain::reject_preincoming::RejectPreincoming;
use dialects::domaincontext::domain::renew::RenewDomain;
use dialects::domaincontext::domain::search::SearchDomains;
use dialects::domaincontext::domain::set_contacts::SetContacts;
use dialects::domaincontext::domain::set_dns::SetDns;
use dialects::domaincontext::domain::set_nameservers::SetNameservers;
use dialects::domaincontext::domain::set_note::SetNote;
use dialects::domaincontext::domain::transfer::TransferDomain;
use wire::Api;

use super::door::DomainContextDoor;

pub fn routes(api: Api<DomainContextDoor>) -> Api<DomainContextDoor> {
    let api = api
        .on::<CheckDomains, _>(check::check)
        .on::<CheckPremium, _>(check::check_premium)
        .on::<SearchDomains, _>(search::search)
        .on::<RenewDomain, _>(register::renew)
        .on::<ApprovePreincoming, _>(transfer::approve)
        .on::<RejectPreincoming, _>(transfer::reject);
    bulked(single(api))
}

/// Commands that have a bulk form.
fn single(api: Api<DomainContextDoor>) -> Api<DomainContextDoor> {
    api.on::<RegisterDomain, _>(register::register)
        .on::<CheckTransfer, _>(transfer::check)
        .on::<TransferDomain, _>(transfer::transfer)
        .on::<ReadNameservers, _>(servers::read)
        .on::<SetNameservers, _>(servers::set)
        .on::<ReadNote, _>(note::read)
        .on::<SetNote, _>(note::set)
        .on::<ReadAuthCode, _>(auth_code::read)
        .on::<RegenerateAuthCode, _>(auth_code::regenerate)
        .on::<ReadDomain, _>(info::info)
        .on::<ReadContacts, _>(contacts::read)
        .on::<ReadPrivacyContacts, _>(contacts::read_shown)
        .on::<ReadContactsInfo, _>(contacts::info)
        .on::<ReadPrivacyContactsInfo, _>(contacts::info_shown)
        .on::<SetContacts, _>(contacts::set)
        .on::<EnableAutorenewal, _>(switches::enable_autorenewal)
        .on::<DisableAutorenewal, _>(switches::disable_autorenewal)
        .on::<EnableWhoisProtect, _>(switches::enable_whois_protect)
        .on::<DisableWhoisProtect, _>(switches::disable_whois_protect)
        .on::<EnableLock, _>(switches::enable_lock)
        .on::<DisableLock, _>(switches::disable_lock)
        .on::<ReadDns, _>(dns::read)
        .on::<SetDns, _>(dns::set)
        .on::<PushDomain, _>(push::push)
}

fn bulked(api: Api<DomainContextDoor>) -> Api<DomainContextDoor> {
    api.on_bulk::<RegisterDomain, _>(register::register)
        .on_bulk::<CheckTransfer, _>(transfer::check)
        .on_bulk::<TransferDomain, _>(transfer::transfer)
        .on_bulk::<ReadNameservers, _>(servers::read)
        .on_bulk::<SetNameservers, _>(servers::set)
        .on_bulk::<ReadNote, _>(note::read)
        .on_bulk::<SetNote, _>(note::set)
        .on_bulk::<ReadAuthCode, _>(auth_code::read)
        .on_bulk::<RegenerateAuthCode, _>(auth_code::regenerate)
        .on_bulk::<ReadDomain, _>(info::info)
        .on_bulk::<ReadContacts, _>(contacts::read)
        .on_bulk::<ReadPrivacyContacts, _>(contacts::read_shown)
        .on_bulk::<ReadContactsInfo, _>(contacts::info)
        .on_bulk::<ReadPrivacyContactsInfo, _>(contacts::info_shown)
        .on_bulk::<SetContacts, _>(contacts::set)
        .on_bulk::<EnableAutorenewal, _>(switches::enable_autorenewal)
        .on_bulk::<DisableAutorenewal, _>(switches::disable_autorenewal)
        .on_bulk::<EnableWhoisProtect, _>(switches::enable_whois_protect)
        .on_bulk::<DisableWhoisProtect, _>(switches::disable_whois_protect)
        .on_bulk::<EnableLock, _>(switches::enable_lock)
        .on_bulk::<DisableLock, _>(switches::disable_lock)
        .on_bulk::<ReadDns, _>(dns::read)
        .on_bulk::<SetDns, _>(dns::set)
        .on_bulk::<PushDomain, _>(push::push)
}
