//! How control of the names of a certificate is shown, after it was asked for.

use app::certificates::{self, About};
use dialects::domaincontext::certificate::change_validation::ChangeValidation;
use dialects::domaincontext::certificate::domain_emails::ListApproverEmails;
use dialects::domaincontext::certificate::progress::CertificateProgress;
use dialects::domaincontext::certificate::revalidate::RevalidateCertificate;
use dialects::domaincontext::certificate::send_notifications::SendNotifications;
use model::error::{Error, Field};

use super::{issue, row, which};
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::{Handled, Refused};

/// What is said to whoever names nothing.
const NEITHER: &str = "domain, id or csr is missing";

pub async fn change(caller: Caller, call: ChangeValidation) -> Handled<CertificateProgress> {
    let (cx, id) = which::held(caller.cx()?, call.id).await?;
    let method = issue::method(&call.dcv_method)?;
    let approvers = issue::approvers(call.approver_email.as_ref(), call.approver_emails.as_ref());
    let state = certificates::change_validation(&cx, id, method, &approvers).await?;
    Ok(row::progress(id, state))
}

pub async fn revalidate(
    caller: Caller,
    call: RevalidateCertificate,
) -> Handled<CertificateProgress> {
    let (cx, id) = which::held(caller.cx()?, call.id).await?;
    let state = certificates::revalidate(&cx, id).await?;
    Ok(row::progress(id, state))
}

pub async fn send_notifications(
    caller: Caller,
    call: SendNotifications,
) -> Handled<CertificateProgress> {
    let (cx, id) = which::held(caller.cx()?, call.id).await?;
    let state = certificates::send_notifications(&cx, id).await?;
    Ok(row::progress(id, state))
}

/// A name that is said counts more than one that has to be looked up.
pub async fn approvers(caller: Caller, call: ListApproverEmails) -> Handled<Vec<String>> {
    let (mut cx, mut about) = (caller.cx()?.clone(), None);
    if let Some(id) = call.id {
        let (acting, id) = which::held(&cx, id).await?;
        (cx, about) = (acting, Some(About::Certificate(id)));
    }
    let request = call.csr.map(|csr| About::SigningRequest(csr.0));
    let name = call.domain.map(|name| About::Name(name.0));
    let in_request = name.is_none() && request.is_some();
    let about = name.or(request).or(about).ok_or_else(|| {
        let refused = Refused::saying(Error::Missing(Field::Domain), NEITHER);
        Refused { parameter: Some("domain".to_owned()), ..refused }
    })?;
    certificates::approvers(&cx, about).await.map_err(|error| {
        Refused::renamed(error, |field| {
            let of_request = matches!(field, Field::CertificateName(_) | Field::Domain);
            (in_request && of_request).then(|| "csr".to_owned())
        })
    })
}
