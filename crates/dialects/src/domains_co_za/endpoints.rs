//! Every call of the dialect, so that tests and documents can walk them.

use super::{
    account, dnssec, domain, host, legacy, poll, session, subuser, template, transfer, zone,
};
use crate::facts::{EndpointFacts, facts};

/// Every call, in the order of the catalogue; calls that only older clients make come last.
pub fn endpoints() -> Vec<EndpointFacts> {
    [
        session_calls(),
        domain_calls(),
        transfer_calls(),
        host_calls(),
        dnssec_calls(),
        zone_calls(),
        poll_calls(),
        account_calls(),
        subuser_calls(),
        template_calls(),
        legacy_calls(),
    ]
    .concat()
}

fn session_calls() -> Vec<EndpointFacts> {
    vec![
        facts::<session::login::Login>(),
        facts::<session::generate_auth_secret::GenerateAuthSecret>(),
        facts::<session::enable_auth::EnableAuth>(),
        facts::<session::disable_auth::DisableAuth>(),
        facts::<session::auth_status::AuthStatus>(),
    ]
}

fn domain_calls() -> Vec<EndpointFacts> {
    vec![
        facts::<domain::check::CheckDomain>(),
        facts::<domain::list::ListDomains>(),
        facts::<domain::info::ReadDomain>(),
        facts::<domain::create::CreateDomain>(),
        facts::<domain::delete::DeleteDomain>(),
        facts::<domain::contacts::UpdateContacts>(),
        facts::<domain::nameservers::UpdateNameservers>(),
        facts::<domain::autorenew::SetAutorenew>(),
        facts::<domain::renew::RenewDomain>(),
        facts::<domain::lock::SetLock>(),
        facts::<domain::lock_status::ReadLock>(),
        facts::<domain::suspend::SuspendDomain>(),
        facts::<domain::unsuspend::UnsuspendDomain>(),
        facts::<domain::send_auth_code::SendAuthCode>(),
        facts::<domain::epp_key::ReadEppKey>(),
        facts::<domain::tlds::ListTlds>(),
    ]
}

fn transfer_calls() -> Vec<EndpointFacts> {
    vec![
        facts::<transfer::request::RequestTransfer>(),
        facts::<transfer::status::ReadTransferStatus>(),
        facts::<transfer::cancel::CancelTransfer>(),
        facts::<transfer::resend_foa::ResendFoa>(),
        facts::<transfer::validate_epp_key::ValidateEppKey>(),
        facts::<transfer::details::ReadTransfer>(),
        facts::<transfer::incoming::ListIncoming>(),
        facts::<transfer::outgoing::ListOutgoing>(),
        facts::<transfer::respond::RespondToTransfer>(),
    ]
}

fn host_calls() -> Vec<EndpointFacts> {
    vec![
        facts::<host::glue::ReadGlue>(),
        facts::<host::set_glue::SetGlue>(),
        facts::<host::hosts::ReadHosts>(),
        facts::<host::set_host::SetHost>(),
        facts::<host::delete_host::DeleteHost>(),
    ]
}

fn dnssec_calls() -> Vec<EndpointFacts> {
    vec![
        facts::<dnssec::ds_records::ReadDsRecords>(),
        facts::<dnssec::set_ds_records::SetDsRecords>(),
        facts::<dnssec::delete_ds_records::DeleteDsRecords>(),
    ]
}

fn zone_calls() -> Vec<EndpointFacts> {
    vec![
        facts::<zone::records::ReadZone>(),
        facts::<zone::set_records::SetZone>(),
        facts::<zone::delete_zone::DeleteZone>(),
        facts::<zone::add_record::AddRecord>(),
        facts::<zone::change_record::ChangeRecord>(),
        facts::<zone::delete_record::DeleteRecord>(),
    ]
}

fn poll_calls() -> Vec<EndpointFacts> {
    vec![
        facts::<poll::messages::ListMessages>(),
        facts::<poll::acknowledge::Acknowledge>(),
    ]
}

fn account_calls() -> Vec<EndpointFacts> {
    vec![
        facts::<account::balance::ReadBalance>(),
        facts::<account::profile::ReadProfile>(),
        facts::<account::update_profile::UpdateProfile>(),
        facts::<account::open::OpenAccount>(),
        facts::<account::list::ListAccounts>(),
        facts::<account::suspend::SuspendAccount>(),
        facts::<account::unsuspend::UnsuspendAccount>(),
        facts::<account::add_credits::AddCredits>(),
        facts::<account::remove_credits::RemoveCredits>(),
        facts::<account::pricing::ReadPricing>(),
        facts::<account::set_pricing::SetPricing>(),
        facts::<account::default_pricing::ReadDefaultPricing>(),
        facts::<account::set_default_pricing::SetDefaultPricing>(),
        facts::<account::notifications::ReadNotifications>(),
        facts::<account::set_notifications::SetNotifications>(),
    ]
}

fn subuser_calls() -> Vec<EndpointFacts> {
    vec![
        facts::<subuser::create::CreateSubuser>(),
        facts::<subuser::update::UpdateSubuser>(),
        facts::<subuser::list::ListSubusers>(),
        facts::<subuser::delete::DeleteSubuser>(),
        facts::<subuser::suspend::SuspendSubuser>(),
        facts::<subuser::unsuspend::UnsuspendSubuser>(),
    ]
}

fn template_calls() -> Vec<EndpointFacts> {
    vec![
        facts::<template::contact::list::ListContactTemplates>(),
        facts::<template::contact::create::CreateContactTemplate>(),
        facts::<template::contact::update::UpdateContactTemplate>(),
        facts::<template::contact::delete::DeleteContactTemplate>(),
        facts::<template::ns::list::ListNsTemplates>(),
        facts::<template::ns::create::CreateNsTemplate>(),
        facts::<template::ns::update::UpdateNsTemplate>(),
        facts::<template::ns::delete::DeleteNsTemplate>(),
        facts::<template::dns::list::ListDnsTemplates>(),
        facts::<template::dns::create::CreateDnsTemplate>(),
        facts::<template::dns::update::UpdateDnsTemplate>(),
        facts::<template::dns::delete::DeleteDnsTemplate>(),
    ]
}

fn legacy_calls() -> Vec<EndpointFacts> {
    vec![
        facts::<legacy::check_tlds::CheckTlds>(),
        facts::<legacy::transfer_check::CheckTransfer>(),
        facts::<legacy::cancel_update::CancelUpdate>(),
        facts::<legacy::cancel_delete::CancelDelete>(),
        facts::<legacy::domain_totals::CountDomains>(),
    ]
}
