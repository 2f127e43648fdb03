//! A bought certificate is asked for, the first time and anew.

use app::Context;
use app::certificates::{self, Request};
use app::contacts::{self, ContactRef};
use dialects::domaincontext::arguments::{Email, Emails, Id, Reference};
use dialects::domaincontext::certificate::issue::IssueCertificate;
use dialects::domaincontext::certificate::progress::CertificateProgress;
use dialects::domaincontext::certificate::reissue::ReissueCertificate;
use dialects::domaincontext::certificate::submission::Submission;
use model::certificate::Validation;
use model::contact::ContactId;
use model::error::{Error, Field, Noun, Reason};

use super::{row, which};
use crate::domaincontext::AUDIENCE;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::{Handled, Refused};

pub async fn issue(caller: Caller, call: IssueCertificate) -> Handled<CertificateProgress> {
    let (cx, id) = which::held(caller.cx()?, call.submission.id).await?;
    match certificates::issue(&cx, id, request(&call.submission)?).await {
        Ok(state) => Ok(row::progress(id, state)),
        Err(error) => Err(refused(&cx, &call.submission, error).await),
    }
}

pub async fn reissue(caller: Caller, call: ReissueCertificate) -> Handled<CertificateProgress> {
    let (cx, id) = which::held(caller.cx()?, call.submission.id).await?;
    match certificates::reissue(&cx, id, request(&call.submission)?).await {
        Ok(state) => Ok(row::progress(id, state)),
        Err(error) => Err(refused(&cx, &call.submission, error).await),
    }
}

fn request(sent: &Submission) -> Handled<Request> {
    let contact = |id: Id| ContactId(id.0);
    let names = sent.dns_names.iter().flat_map(|names| &names.0);
    Ok(Request {
        signing_request: sent.csr.0.clone(),
        names: names.map(|name| name.0.clone()).collect(),
        validation: method(&sent.dcv_method)?,
        approvers: approvers(sent.approver_email.as_ref(), sent.approver_emails.as_ref()),
        admin: contact(sent.admin_id),
        tech: contact(sent.tech_id),
        organization: sent.org_id.map(contact),
        web_server: sent.webserver_type.as_ref().map(|word| word.0.to_ascii_lowercase()),
    })
}

/// How control is shown, by its word.
pub fn method(sent: &Reference) -> Handled<Validation> {
    let known = Validation::from_word(&sent.0.to_ascii_lowercase());
    let unknown = || Error::invalid(Field::ValidationMethod, Reason::UnknownWord);
    Ok(known.ok_or_else(unknown)?)
}

/// Who approves: the one for the first name, then those for the further ones.
pub fn approvers(first: Option<&Email>, further: Option<&Emails>) -> Vec<String> {
    let further = further.into_iter().flat_map(|emails| &emails.0);
    first.into_iter().chain(further).map(|email| email.0.clone()).collect()
}

/// Says which of the arguments was wrong where the verb speaks of several.
async fn refused(cx: &Context, sent: &Submission, error: Error) -> Refused {
    if error == Error::NotFound(Noun::Contact) {
        return Refused::about(error, unknown_contact(cx, sent).await);
    }
    Refused::renamed(error, |field| match field {
        Field::ContactId => Some("org_id".to_owned()),
        Field::RequestSubject(_) => Some("csr".to_owned()),
        Field::CertificateName(place) if stands_in_request(sent, place) => Some("csr".to_owned()),
        _ => None,
    })
}

/// Whether the name at a place, counted from 1, was asked for by the signing request itself.
fn stands_in_request(sent: &Submission, place: u16) -> bool {
    certificates::decode_request(&sent.csr.0).is_ok_and(|decoded| {
        let common = usize::from(!decoded.subject.common_name.is_empty());
        usize::from(place) <= common + decoded.names.len()
    })
}

async fn unknown_contact(cx: &Context, sent: &Submission) -> &'static str {
    for (name, id) in [("admin_id", sent.admin_id), ("tech_id", sent.tech_id)] {
        let which = ContactRef::Number(ContactId(id.0));
        if contacts::read::read(cx, AUDIENCE, which).await.is_err() {
            return name;
        }
    }
    "org_id"
}
