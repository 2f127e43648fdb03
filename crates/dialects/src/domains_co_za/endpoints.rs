//! Every call of the dialect in one list, for documents, routers and tests to walk.

use super::{
    account, dnssec, domain, host, legacy, poll, session, subuser, template, transfer, zone,
};
use crate::facts::{CallVisitor, EndpointFacts, Facts};

/// The facts of every call, as [`each_call`] lists them.
pub fn endpoints() -> Vec<EndpointFacts> {
    each_call(&Facts)
}

/// What `visitor` makes of every call. Calls that only older clients make come last.
pub fn each_call<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    let groups = [
        session_calls(visitor),
        domain_calls(visitor),
        transfer_calls(visitor),
        host_calls(visitor),
        dnssec_calls(visitor),
        zone_calls(visitor),
        poll_calls(visitor),
        account_calls(visitor),
        subuser_calls(visitor),
        template_calls(visitor),
        legacy_calls(visitor),
    ];
    groups.into_iter().flatten().collect()
}

fn session_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<session::login::Login>(),
        visitor.visit::<session::generate_auth_secret::GenerateAuthSecret>(),
        visitor.visit::<session::enable_auth::EnableAuth>(),
        visitor.visit::<session::disable_auth::DisableAuth>(),
        visitor.visit::<session::auth_status::AuthStatus>(),
    ]
}

fn domain_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<domain::check::CheckDomain>(),
        visitor.visit::<domain::list::ListDomains>(),
        visitor.visit::<domain::info::ReadDomain>(),
        visitor.visit::<domain::create::CreateDomain>(),
        visitor.visit::<domain::delete::DeleteDomain>(),
        visitor.visit::<domain::contacts::UpdateContacts>(),
        visitor.visit::<domain::nameservers::UpdateNameservers>(),
        visitor.visit::<domain::autorenew::SetAutorenew>(),
        visitor.visit::<domain::renew::RenewDomain>(),
        visitor.visit::<domain::lock::SetLock>(),
        visitor.visit::<domain::lock_status::ReadLock>(),
        visitor.visit::<domain::suspend::SuspendDomain>(),
        visitor.visit::<domain::unsuspend::UnsuspendDomain>(),
        visitor.visit::<domain::send_auth_code::SendAuthCode>(),
        visitor.visit::<domain::epp_key::ReadEppKey>(),
        visitor.visit::<domain::tlds::ListTlds>(),
    ]
}

fn transfer_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<transfer::request::RequestTransfer>(),
        visitor.visit::<transfer::status::ReadTransferStatus>(),
        visitor.visit::<transfer::cancel::CancelTransfer>(),
        visitor.visit::<transfer::resend_foa::ResendFoa>(),
        visitor.visit::<transfer::validate_epp_key::ValidateEppKey>(),
        visitor.visit::<transfer::details::ReadTransfer>(),
        visitor.visit::<transfer::incoming::ListIncoming>(),
        visitor.visit::<transfer::outgoing::ListOutgoing>(),
        visitor.visit::<transfer::respond::RespondToTransfer>(),
    ]
}

fn host_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<host::glue::ReadGlue>(),
        visitor.visit::<host::set_glue::SetGlue>(),
        visitor.visit::<host::hosts::ReadHosts>(),
        visitor.visit::<host::set_host::SetHost>(),
        visitor.visit::<host::delete_host::DeleteHost>(),
    ]
}

fn dnssec_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<dnssec::ds_records::ReadDsRecords>(),
        visitor.visit::<dnssec::set_ds_records::SetDsRecords>(),
        visitor.visit::<dnssec::delete_ds_records::DeleteDsRecords>(),
    ]
}

fn zone_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<zone::records::ReadZone>(),
        visitor.visit::<zone::set_records::SetZone>(),
        visitor.visit::<zone::delete_zone::DeleteZone>(),
        visitor.visit::<zone::add_record::AddRecord>(),
        visitor.visit::<zone::change_record::ChangeRecord>(),
        visitor.visit::<zone::delete_record::DeleteRecord>(),
    ]
}

fn poll_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<poll::messages::ListMessages>(),
        visitor.visit::<poll::acknowledge::Acknowledge>(),
    ]
}

fn account_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<account::balance::ReadBalance>(),
        visitor.visit::<account::profile::ReadProfile>(),
        visitor.visit::<account::update_profile::UpdateProfile>(),
        visitor.visit::<account::open::OpenAccount>(),
        visitor.visit::<account::list::ListAccounts>(),
        visitor.visit::<account::suspend::SuspendAccount>(),
        visitor.visit::<account::unsuspend::UnsuspendAccount>(),
        visitor.visit::<account::add_credits::AddCredits>(),
        visitor.visit::<account::remove_credits::RemoveCredits>(),
        visitor.visit::<account::pricing::ReadPricing>(),
        visitor.visit::<account::set_pricing::SetPricing>(),
        visitor.visit::<account::default_pricing::ReadDefaultPricing>(),
        visitor.visit::<account::set_default_pricing::SetDefaultPricing>(),
        visitor.visit::<account::notifications::ReadNotifications>(),
        visitor.visit::<account::set_notifications::SetNotifications>(),
    ]
}

fn subuser_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<subuser::create::CreateSubuser>(),
        visitor.visit::<subuser::update::UpdateSubuser>(),
        visitor.visit::<subuser::list::ListSubusers>(),
        visitor.visit::<subuser::delete::DeleteSubuser>(),
        visitor.visit::<subuser::suspend::SuspendSubuser>(),
        visitor.visit::<subuser::unsuspend::UnsuspendSubuser>(),
    ]
}

fn template_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<template::contact::list::ListContactTemplates>(),
        visitor.visit::<template::contact::create::CreateContactTemplate>(),
        visitor.visit::<template::contact::update::UpdateContactTemplate>(),
        visitor.visit::<template::contact::delete::DeleteContactTemplate>(),
        visitor.visit::<template::ns::list::ListNsTemplates>(),
        visitor.visit::<template::ns::create::CreateNsTemplate>(),
        visitor.visit::<template::ns::update::UpdateNsTemplate>(),
        visitor.visit::<template::ns::delete::DeleteNsTemplate>(),
        visitor.visit::<template::dns::list::ListDnsTemplates>(),
        visitor.visit::<template::dns::create::CreateDnsTemplate>(),
        visitor.visit::<template::dns::update::UpdateDnsTemplate>(),
        visitor.visit::<template::dns::delete::DeleteDnsTemplate>(),
    ]
}

fn legacy_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<legacy::check_tlds::CheckTlds>(),
        visitor.visit::<legacy::transfer_check::CheckTransfer>(),
        visitor.visit::<legacy::cancel_update::CancelUpdate>(),
        visitor.visit::<legacy::cancel_delete::CancelDelete>(),
        visitor.visit::<legacy::domain_totals::CountDomains>(),
    ]
}
