//! Names, from the first look to the push into other hands.

/// The holder says yes to a transfer.
pub mod approve_preincoming;
/// The code that lets a domain go.
pub mod auth_code;
/// Which names are free.
pub mod check;
/// Which names are free, and at which kind of price.
pub mod check_premium;
/// Whether a name could move here.
pub mod check_transfer;
/// Contacts as domains show them.
pub mod contact_card;
/// Who answers for a domain.
pub mod contacts;
/// Who answers for a domain, in full.
pub mod contacts_info;
/// No more renewals by itself.
pub mod disable_autorenewal;
/// No more lock.
pub mod disable_lock;
/// No more hiding.
pub mod disable_whois_protect;
/// Records of a domain.
pub mod dns;
/// Renewals by itself.
pub mod enable_autorenewal;
/// A lock against transfers.
pub mod enable_lock;
/// Hiding the contacts.
pub mod enable_whois_protect;
/// Everything about a domain.
pub mod info;
/// What most changes answer.
pub mod named;
/// Where a domain is delegated to.
pub mod nameservers;
/// What the holder has noted.
pub mod note;
/// Who the world is told answers for a domain.
pub mod privacy_contacts;
/// Who the world is told answers for a domain, in full.
pub mod privacy_contacts_info;
/// Into the hands of another client.
pub mod push;
/// Another auth code.
pub mod regenerate_auth_code;
/// A new name.
pub mod register;
/// The holder says no to a transfer.
pub mod reject_preincoming;
/// More years.
pub mod renew;
/// Domains as lists show them.
pub mod row;
/// The domains that fit.
pub mod search;
/// Which domain a command is about.
pub mod selector;
/// Other contacts.
pub mod set_contacts;
/// Other records.
pub mod set_dns;
/// Other name servers.
pub mod set_nameservers;
/// Another note.
pub mod set_note;
/// A name that moves here.
pub mod transfer;

use crate::facts::{BulkVisitor, CallVisitor};

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<check::CheckDomains>(),
        visitor.visit::<check_premium::CheckPremium>(),
        visitor.visit::<search::SearchDomains>(),
        visitor.visit::<register::RegisterDomain>(),
        visitor.visit::<check_transfer::CheckTransfer>(),
        visitor.visit::<transfer::TransferDomain>(),
        visitor.visit::<approve_preincoming::ApprovePreincoming>(),
        visitor.visit::<reject_preincoming::RejectPreincoming>(),
        visitor.visit::<nameservers::ReadNameservers>(),
        visitor.visit::<set_nameservers::SetNameservers>(),
        visitor.visit::<note::ReadNote>(),
        visitor.visit::<set_note::SetNote>(),
        visitor.visit::<renew::RenewDomain>(),
        visitor.visit::<auth_code::ReadAuthCode>(),
        visitor.visit::<regenerate_auth_code::RegenerateAuthCode>(),
        visitor.visit::<info::ReadDomain>(),
        visitor.visit::<contacts::ReadContacts>(),
        visitor.visit::<privacy_contacts::ReadPrivacyContacts>(),
        visitor.visit::<contacts_info::ReadContactsInfo>(),
        visitor.visit::<privacy_contacts_info::ReadPrivacyContactsInfo>(),
        visitor.visit::<set_contacts::SetContacts>(),
        visitor.visit::<enable_autorenewal::EnableAutorenewal>(),
        visitor.visit::<disable_autorenewal::DisableAutorenewal>(),
        visitor.visit::<enable_whois_protect::EnableWhoisProtect>(),
        visitor.visit::<disable_whois_protect::DisableWhoisProtect>(),
        visitor.visit::<enable_lock::EnableLock>(),
        visitor.visit::<disable_lock::DisableLock>(),
        visitor.visit::<dns::ReadDns>(),
        visitor.visit::<set_dns::SetDns>(),
        visitor.visit::<push::PushDomain>(),
    ]
}

/// What `visitor` makes of the bulk forms of this section.
pub(super) fn bulks<V: BulkVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<register::RegisterDomain>(),
        visitor.visit::<check_transfer::CheckTransfer>(),
        visitor.visit::<transfer::TransferDomain>(),
        visitor.visit::<nameservers::ReadNameservers>(),
        visitor.visit::<set_nameservers::SetNameservers>(),
        visitor.visit::<note::ReadNote>(),
        visitor.visit::<set_note::SetNote>(),
        visitor.visit::<auth_code::ReadAuthCode>(),
        visitor.visit::<regenerate_auth_code::RegenerateAuthCode>(),
        visitor.visit::<info::ReadDomain>(),
        visitor.visit::<contacts::ReadContacts>(),
        visitor.visit::<privacy_contacts::ReadPrivacyContacts>(),
        visitor.visit::<contacts_info::ReadContactsInfo>(),
        visitor.visit::<privacy_contacts_info::ReadPrivacyContactsInfo>(),
        visitor.visit::<set_contacts::SetContacts>(),
        visitor.visit::<enable_autorenewal::EnableAutorenewal>(),
        visitor.visit::<disable_autorenewal::DisableAutorenewal>(),
        visitor.visit::<enable_whois_protect::EnableWhoisProtect>(),
        visitor.visit::<disable_whois_protect::DisableWhoisProtect>(),
        visitor.visit::<enable_lock::EnableLock>(),
        visitor.visit::<disable_lock::DisableLock>(),
        visitor.visit::<dns::ReadDns>(),
        visitor.visit::<set_dns::SetDns>(),
        visitor.visit::<push::PushDomain>(),
    ]
}
