//! Certificates, from the order to the renewal.

/// A certificate is given up.
pub mod cancel;
/// Control of a pending certificate's names is proven in another way.
pub mod change_validation;
/// What is in a certificate, and how control of its names is proven.
pub mod data;
/// What stands in a signing request.
pub mod decode_csr;
/// Who may be asked about a name by mail.
pub mod domain_emails;
/// A key and a signing request for it.
pub mod generate_csr;
/// One certificate, as it is known here.
pub mod info;
/// A bought certificate is asked for.
pub mod issue;
/// What most changes of a certificate answer.
pub mod progress;
/// A product is paid; what it shall certify is told later.
pub mod purchase;
/// A certificate is asked for again, with another signing request.
pub mod reissue;
/// More time for a certificate, paid from the balance.
pub mod renew;
/// The supplier looks once more whether control is proven.
pub mod revalidate;
/// Certificates as lists show them.
pub mod row;
/// Certificates by exact values of their fields.
pub mod search;
/// The mail about a pending certificate goes out again.
pub mod send_notifications;
/// What is asked for when a certificate shall be issued.
pub mod submission;
/// Software that certificates can be made for.
pub mod webserver_types;

use crate::facts::{BulkVisitor, CallVisitor};

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<search::SearchCertificates>(),
        visitor.visit::<info::ReadCertificate>(),
        visitor.visit::<data::ReadCertificateData>(),
        visitor.visit::<purchase::PurchaseCertificate>(),
        visitor.visit::<issue::IssueCertificate>(),
        visitor.visit::<reissue::ReissueCertificate>(),
        visitor.visit::<cancel::CancelCertificate>(),
        visitor.visit::<renew::RenewCertificate>(),
        visitor.visit::<generate_csr::GenerateSigningRequest>(),
        visitor.visit::<decode_csr::DecodeSigningRequest>(),
        visitor.visit::<webserver_types::ListWebserverTypes>(),
        visitor.visit::<domain_emails::ListApproverEmails>(),
        visitor.visit::<send_notifications::SendNotifications>(),
        visitor.visit::<revalidate::RevalidateCertificate>(),
        visitor.visit::<change_validation::ChangeValidation>(),
    ]
}

/// What `visitor` makes of the bulk forms of this section.
pub(super) fn bulks<V: BulkVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<info::ReadCertificate>(),
        visitor.visit::<data::ReadCertificateData>(),
        visitor.visit::<purchase::PurchaseCertificate>(),
        visitor.visit::<issue::IssueCertificate>(),
        visitor.visit::<reissue::ReissueCertificate>(),
        visitor.visit::<cancel::CancelCertificate>(),
        visitor.visit::<renew::RenewCertificate>(),
        visitor.visit::<send_notifications::SendNotifications>(),
        visitor.visit::<revalidate::RevalidateCertificate>(),
        visitor.visit::<change_validation::ChangeValidation>(),
    ]
}
