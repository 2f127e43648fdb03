//! Every call of the dialect in one list, for documents, routers and tests to walk.

use super::{
    affiliate, cart, contact, dnssec, domain, invoice, payment, profile, registrar_dns, service,
    session, ticket, zone,
};
use crate::facts::{CallVisitor, EndpointFacts, Facts};

/// The facts of every call, as [`each_call`] lists them.
pub fn endpoints() -> Vec<EndpointFacts> {
    each_call(&Facts)
}

/// What `visitor` makes of every call.
pub fn each_call<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    let groups = [
        session_calls(visitor),
        profile_calls(visitor),
        affiliate_calls(visitor),
        contact_calls(visitor),
        invoice_calls(visitor),
        payment_calls(visitor),
        ticket_calls(visitor),
        domain_calls(visitor),
        dnssec_calls(visitor),
        registrar_dns_calls(visitor),
        service_calls(visitor),
        cart_calls(visitor),
        zone_calls(visitor),
    ];
    groups.into_iter().flatten().collect()
}

fn session_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<session::login::Login>(),
        visitor.visit::<session::refresh::RefreshToken>(),
        visitor.visit::<session::logout::Logout>(),
        visitor.visit::<session::revoke::RevokeToken>(),
    ]
}

fn profile_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<profile::details::ReadProfile>(),
        visitor.visit::<profile::logs::ReadLogs>(),
    ]
}

fn affiliate_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<affiliate::summary::ReadSummary>(),
        visitor.visit::<affiliate::campaigns::ListCampaigns>(),
        visitor.visit::<affiliate::commissions::ListCommissions>(),
        visitor.visit::<affiliate::payouts::ListPayouts>(),
        visitor.visit::<affiliate::vouchers::ListVouchers>(),
        visitor.visit::<affiliate::commission_plans::ListCommissionPlans>(),
    ]
}

fn contact_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<contact::list::ListContacts>(),
        visitor.visit::<contact::privileges::ListPrivileges>(),
        visitor.visit::<contact::details::ReadContact>(),
    ]
}

fn invoice_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<invoice::balance::ReadBalance>(),
        visitor.visit::<invoice::list::ListInvoices>(),
        visitor.visit::<invoice::details::ReadInvoice>(),
        visitor.visit::<invoice::apply_credit::ApplyCredit>(),
    ]
}

fn payment_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<payment::methods::ListPaymentMethods>(),
        visitor.visit::<payment::fees::ListPaymentFees>(),
    ]
}

fn ticket_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<ticket::list::ListTickets>(),
        visitor.visit::<ticket::details::ReadTicket>(),
        visitor.visit::<ticket::attachment::ReadAttachment>(),
        visitor.visit::<ticket::create::CreateTicket>(),
        visitor.visit::<ticket::reply::ReplyToTicket>(),
        visitor.visit::<ticket::reopen::ReopenTicket>(),
        visitor.visit::<ticket::close::CloseTicket>(),
        visitor.visit::<ticket::departments::ListDepartments>(),
    ]
}

fn domain_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<domain::list::ListDomains>(),
        visitor.visit::<domain::details::ReadDomain>(),
        visitor.visit::<domain::by_name::FindDomains>(),
        visitor.visit::<domain::nameservers::ReadNameservers>(),
        visitor.visit::<domain::nameservers::UpdateNameservers>(),
        visitor.visit::<domain::register_host::RegisterHost>(),
        visitor.visit::<domain::epp::ReadEppCode>(),
        visitor.visit::<domain::sync::SyncDomain>(),
        visitor.visit::<domain::lock::ReadLock>(),
        visitor.visit::<domain::lock::SetLock>(),
        visitor.visit::<domain::idprotection::SetIdProtection>(),
        visitor.visit::<domain::contact::ReadContacts>(),
        visitor.visit::<domain::contact::UpdateContacts>(),
        visitor.visit::<domain::email_forwarding::ReadEmailForwarding>(),
        visitor.visit::<domain::email_forwarding::UpdateEmailForwarding>(),
        visitor.visit::<domain::forwarding::SetForwarding>(),
        visitor.visit::<domain::autorenew::ReadAutorenew>(),
        visitor.visit::<domain::autorenew::SetAutorenew>(),
        visitor.visit::<domain::lookup::LookUpDomain>(),
        visitor.visit::<domain::tlds::ListTlds>(),
        visitor.visit::<domain::tld_form::ReadTldForm>(),
        visitor.visit::<domain::order::OrderDomain>(),
        visitor.visit::<domain::renew::RenewDomain>(),
    ]
}

fn dnssec_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<dnssec::flags::ListFlags>(),
        visitor.visit::<dnssec::list::ListKeys>(),
        visitor.visit::<dnssec::add::AddKey>(),
        visitor.visit::<dnssec::delete::DeleteKey>(),
    ]
}

fn registrar_dns_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<registrar_dns::list::ListRecords>(),
        visitor.visit::<registrar_dns::create::CreateRecord>(),
        visitor.visit::<registrar_dns::update::UpdateRecord>(),
        visitor.visit::<registrar_dns::delete::DeleteRecord>(),
        visitor.visit::<registrar_dns::types::ListRecordTypes>(),
    ]
}

fn service_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<service::list::ListServices>(),
        visitor.visit::<service::details::ReadService>(),
        visitor.visit::<service::methods::ListMethods>(),
        visitor.visit::<service::upgrade_options::ListUpgrades>(),
        visitor.visit::<service::upgrade::UpgradeService>(),
        visitor.visit::<service::cancel::CancelService>(),
        visitor.visit::<service::label::ReadLabel>(),
        visitor.visit::<service::set_label::SetLabel>(),
    ]
}

fn cart_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<cart::categories::ListCategories>(),
        visitor.visit::<cart::products::ListProducts>(),
        visitor.visit::<cart::configuration::ReadConfiguration>(),
        visitor.visit::<cart::order_product::OrderProduct>(),
        visitor.visit::<cart::order_multiple::OrderMultiple>(),
        visitor.visit::<cart::quote::QuoteOrder>(),
    ]
}

fn zone_calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<zone::list::ListZones>(),
        visitor.visit::<zone::create_zone::CreateZone>(),
        visitor.visit::<zone::service_zones::ListServiceZones>(),
        visitor.visit::<zone::details::ReadZone>(),
        visitor.visit::<zone::delete_zone::DeleteZone>(),
        visitor.visit::<zone::create_record::CreateRecord>(),
        visitor.visit::<zone::update_record::UpdateRecord>(),
        visitor.visit::<zone::delete_record::DeleteRecord>(),
    ]
}
