//! Asks for a certificate that was bought, and asks for it anew.

use std::sync::Arc;

use model::certificate::{CertificateRules, CertificateState, OrderId, OrderProgress, Validation};
use model::contact::ContactId;
use model::error::{Error, Field, Noun, Prohibition, Result, SubjectPart};
use model::operation::OperationState;
use model::privilege::ServicePrivilege;
use model::subscription::SubscriptionId;
use store::Tx;
use store::certificates::{CertifyingContacts, StoredOrder};
use store::operations::Operation;

use super::decode::decode_request;
use super::order::{self, Command, Step};
use super::report::restate;
use super::{Held, approvers, own, products};
use crate::operations::{self, Begun};
use crate::realm::Context;
use crate::subscriptions;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// The signing request, in PEM.
    pub signing_request: String,
    /// Names besides those in the signing request.
    pub names: Vec<String>,
    /// How control is shown.
    pub validation: Validation,
    /// Who approves by mail: one for all names, or one for each, the common name's first. They say
    /// nothing for other methods.
    pub approvers: Vec<String>,
    /// The contact that is responsible.
    pub admin: ContactId,
    /// The contact that looks after it.
    pub tech: ContactId,
    /// The contact whose organisation stands in it, where the product names one; else the responsible
    /// one's.
    pub organization: Option<ContactId>,
    /// The word of the web server that it is for.
    pub web_server: Option<String>,
}

/// Which time it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Time {
    First,
    Anew,
}

/// Everything of a request that only had to be looked up.
struct Prepared {
    time: Time,
    fingerprint: Option<String>,
    order: StoredOrder,
}

/// Asks for a certificate that was bought, and says where it stands then: it waits until control over
/// its names is shown, or is issued.
///
/// # Errors
/// Names what stands in the way; nothing has changed then. [`Error::OutcomeUnknown`] leaves it waiting
/// until the authority has told.
pub async fn issue(cx: &Context, id: SubscriptionId, request: Request) -> Result<CertificateState> {
    submit(cx, id, request, Time::First).await
}

/// Asks anew for a certificate that was asked for or issued, with another signing request. What is
/// issued stays what it is until the new one is there, which gets the end that is paid for.
///
/// # Errors
/// As [`issue`].
pub async fn reissue(
    cx: &Context,
    id: SubscriptionId,
    request: Request,
) -> Result<CertificateState> {
    submit(cx, id, request, Time::Anew).await
}

async fn submit(
    cx: &Context,
    id: SubscriptionId,
    request: Request,
    time: Time,
) -> Result<CertificateState> {
    let fingerprint = cx
        .client_key
        .as_ref()
        .map(|_| operations::fingerprint(cx, "certificate", &(id, time, &request)));
    let (inner, asked) = (cx.clone(), fingerprint.clone());
    let found = cx.realm.store.read(move |tx| {
        if let Some(fingerprint) = &asked
            && let Some(before) = operations::repeated(tx, &inner, fingerprint)?
        {
            return Ok(Err(Box::new(before)));
        }
        let held = own(tx, &inner, id, ServicePrivilege::Upgrade)?;
        allowed(&held, time, &inner).map(|()| Ok(held))
    });
    let begun = match found.await? {
        Err(before) => Begun::Before(*before),
        Ok(held) => {
            let order = prepare(cx, &held, request).await?;
            let (inner, prepared) = (cx.clone(), Prepared { time, fingerprint, order });
            cx.realm.store.write(move |tx| decide(tx, &inner, &prepared)).await?
        }
    };
    carried_out(cx, begun).await?;
    super::state(cx, id).await
}

/// Refuses what cannot be asked for where it stands.
fn allowed(held: &Held, time: Time, cx: &Context) -> Result<()> {
    use CertificateState::{Cancelled, Expired, Failed, Incomplete, Issued, Pending};
    let prohibited = |why| Err(Error::Prohibited(why));
    let paid = &held.subscription.subscription;
    let state = held.state(cx.now());
    match (state, time) {
        (Cancelled, _) => return prohibited(Prohibition::Cancelled),
        _ if paid.due <= cx.now() => return prohibited(Prohibition::Expired),
        (Incomplete | Failed, Time::First) | (Pending | Issued | Expired, Time::Anew) => {}
        (Incomplete | Failed, Time::Anew) => return prohibited(Prohibition::NotIssued),
        (Pending, Time::First) => return prohibited(Prohibition::PendingOperation),
        (Issued | Expired, Time::First) => return Err(Error::Exists(Noun::Certificate)),
    }
    paid.running()
}

/// Whether it can be asked for where it stands, the first time or anew.
pub(super) fn can_be_asked_for(held: &Held, cx: &Context) -> bool {
    [Time::First, Time::Anew].into_iter().any(|time| allowed(held, time, cx).is_ok())
}

/// Reads a request: what stands in it, whether the product is for it, and who approves.
async fn prepare(cx: &Context, held: &Held, request: Request) -> Result<StoredOrder> {
    let paid = &held.subscription.subscription;
    let (_, rules) = products::product(&cx.realm, paid.product)?;
    let decoded = decode_request(&request.signing_request)?;
    decoded.key.certifiable()?;
    let mut names = decoded.all_names();
    names.extend(request.names);
    if names.is_empty() {
        return Err(Error::Missing(Field::RequestSubject(SubjectPart::CommonName)));
    }
    let names = rules.names(&names)?;
    request.validation.fits(&names)?;
    let web_server = products::web_server(cx, request.web_server.as_deref())?;
    let contacts = CertifyingContacts {
        admin: request.admin,
        tech: request.tech,
        organization: request.organization,
    };
    let (inner, rules) = (cx.clone(), rules.clone());
    let organization_name =
        cx.realm.store.read(move |tx| organization(tx, &inner, &rules, contacts)).await?;
    let approvers =
        approvers::chosen(&cx.realm, request.validation, &names, &request.approvers).await?;
    Ok(StoredOrder {
        id: OrderId(0),
        certificate: paid.id,
        progress: OrderProgress::Asked,
        number: None,
        names,
        signing_request: decoded.pem,
        validation: request.validation,
        approvers,
        challenges: String::new(),
        web_server,
        organization_name,
        contacts,
        asked: cx.now(),
        ends: paid.due,
        why: String::new(),
        issued: None,
    })
}

/// The organisation that stands in the certificate; every contact must be the account's own.
fn organization(
    tx: &mut Tx<'_>,
    cx: &Context,
    rules: &CertificateRules,
    contacts: CertifyingContacts,
) -> Result<Option<String>> {
    let mut own =
        |id| tx.certifying_contact(cx.account(), id)?.ok_or(Error::NotFound(Noun::Contact));
    let admin = own(contacts.admin)?;
    own(contacts.tech)?;
    let named = contacts.organization.map(&mut own).transpose()?;
    if !rules.names_organization {
        return Ok(None);
    }
    let company = named.unwrap_or(admin).company;
    if company.trim().is_empty() {
        Err(Error::Missing(Field::ContactId))
    } else {
        Ok(Some(company))
    }
}

fn decide(tx: &mut Tx<'_>, cx: &Context, prepared: &Prepared) -> Result<Begun> {
    let (fingerprint, id) = (prepared.fingerprint.as_deref(), prepared.order.certificate);
    tx.lock_account(cx.account())?;
    if let Some(fingerprint) = fingerprint
        && let Some(before) = operations::repeated(tx, cx, fingerprint)?
    {
        return Ok(Begun::Before(before));
    }
    let held = own(tx, cx, id, ServicePrivilege::Upgrade)?;
    subscriptions::unoccupied(tx, id)?;
    allowed(&held, prepared.time, cx)?;
    let mut order = prepared.order.clone();
    // A renewal may have come in between.
    order.ends = held.subscription.subscription.due;
    for contact in
        [Some(order.contacts.admin), Some(order.contacts.tech), order.contacts.organization]
            .into_iter()
            .flatten()
    {
        tx.certifying_contact(cx.account(), contact)?.ok_or(Error::NotFound(Noun::Contact))?;
    }
    let number = tx.add_certificate_order(&order)?;
    restate(tx, id)?;
    begin(tx, cx, (id, number), Step::Ask, fingerprint).map(Begun::New)
}

/// Writes down what the authority will be asked.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    cx: &Context,
    (certificate, order): (SubscriptionId, OrderId),
    step: Step,
    fingerprint: Option<&str>,
) -> Result<Operation> {
    let command = Command { certificate: certificate.0, order: order.0, step };
    let command = operations::Command::Certificate(command);
    let subject = subscriptions::operation_subject(certificate);
    operations::begin(tx, cx, &subject, &command, None, fingerprint)
}

/// Carries out what was begun, or tells what became of the same call before.
pub(super) async fn carried_out(cx: &Context, begun: Begun) -> Result<()> {
    let (operation, before) = match begun {
        Begun::New(operation) => (operation, false),
        Begun::Before(operation) => (operation, true),
    };
    let operations::Command::Certificate(command) = operations::Command::of(&operation)? else {
        return Err(Error::KeyReused);
    };
    match operation.state {
        OperationState::Done => return Ok(()),
        OperationState::Refused => return Err(Error::NothingPending(Noun::Certificate)),
        OperationState::Begun | OperationState::Unknown | OperationState::Waiting => {}
    }
    let realm = Arc::clone(&cx.realm);
    operations::within_patience(&cx.realm, async move {
        order::perform(&realm, &operation, &command, before).await
    })
    .await
}
