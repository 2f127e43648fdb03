//! Certificates, from the order to the renewal.

mod buy;
mod data;
mod info;
mod issue;
mod row;
mod search;
mod signing_request;
mod validation;
mod webserver_types;
/// Which certificate a command is about.
mod which;

use dialects::domaincontext::certificate::cancel::CancelCertificate;
use dialects::domaincontext::certificate::change_validation::ChangeValidation;
use dialects::domaincontext::certificate::data::ReadCertificateData;
use dialects::domaincontext::certificate::decode_csr::DecodeSigningRequest;
use dialects::domaincontext::certificate::domain_emails::ListApproverEmails;
use dialects::domaincontext::certificate::generate_csr::GenerateSigningRequest;
use dialects::domaincontext::certificate::info::ReadCertificate;
use dialects::domaincontext::certificate::issue::IssueCertificate;
use dialects::domaincontext::certificate::purchase::PurchaseCertificate;
use dialects::domaincontext::certificate::reissue::ReissueCertificate;
use dialects::domaincontext::certificate::renew::RenewCertificate;
use dialects::domaincontext::certificate::revalidate::RevalidateCertificate;
use dialects::domaincontext::certificate::search::SearchCertificates;
use dialects::domaincontext::certificate::send_notifications::SendNotifications;
use dialects::domaincontext::certificate::webserver_types::ListWebserverTypes;
use wire::Api;

use super::door::DomainContextDoor;

pub fn routes(api: Api<DomainContextDoor>) -> Api<DomainContextDoor> {
    let api = api
        .on::<SearchCertificates, _>(search::search)
        .on::<GenerateSigningRequest, _>(signing_request::generate)
        .on::<DecodeSigningRequest, _>(signing_request::decode)
        .on::<ListWebserverTypes, _>(webserver_types::list)
        .on::<ListApproverEmails, _>(validation::approvers);
    bulked(single(api))
}

/// Commands that have a bulk form; one of them also takes many at once on its own path.
fn single(api: Api<DomainContextDoor>) -> Api<DomainContextDoor> {
    api.on::<ReadCertificate, _>(info::info)
        .on::<ReadCertificateData, _>(data::data)
        .on::<PurchaseCertificate, _>(buy::purchase)
        .on::<IssueCertificate, _>(issue::issue)
        .on::<ReissueCertificate, _>(issue::reissue)
        .on::<CancelCertificate, _>(buy::cancel)
        .on::<RenewCertificate, _>(buy::renew)
        .on::<SendNotifications, _>(validation::send_notifications)
        .on::<RevalidateCertificate, _>(validation::revalidate)
        .on_both::<ChangeValidation, _>(validation::change)
}

fn bulked(api: Api<DomainContextDoor>) -> Api<DomainContextDoor> {
    api.on_bulk::<ReadCertificate, _>(info::info)
        .on_bulk::<ReadCertificateData, _>(data::data)
        .on_bulk::<PurchaseCertificate, _>(buy::purchase)
        .on_bulk::<IssueCertificate, _>(issue::issue)
        .on_bulk::<ReissueCertificate, _>(issue::reissue)
        .on_bulk::<CancelCertificate, _>(buy::cancel)
        .on_bulk::<RenewCertificate, _>(buy::renew)
        .on_bulk::<SendNotifications, _>(validation::send_notifications)
        .on_bulk::<RevalidateCertificate, _>(validation::revalidate)
        .on_bulk::<ChangeValidation, _>(validation::change)
}
