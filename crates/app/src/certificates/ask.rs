//! Asks for a certificate by saying no more than has to be said: who answers for it, how control is shown
//! and who approves it stay as they were, or are found.

use model::certificate::{CertificateState, Validation, controlled};
use model::contact::{Contact, ContactId, Whose};
use model::error::{Error, Field, Prohibition, Reason, Result, Role};
use model::privilege::ServicePrivilege;
use model::product::ProductId;
use model::signing_request::{KeyKind, Subject};
use model::subscription::SubscriptionId;
use store::Tx;
use store::certificates::StoredOrder;

use super::decode::decode_request;
use super::issue::{Request, issue, reissue};
use super::{Held, approvers, generate_request, own, products};
use crate::domains::choices::keep_contact;
use crate::realm::Context;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// The signing request, in PEM.
    pub signing_request: String,
    /// The number of the web server that it is for; as before where nothing is said.
    pub web_server: Option<u32>,
    /// Who answers for it; as before, or the account's own contact, where nothing is said.
    pub contact: Option<Contact>,
}

/// Asks for a certificate of the caller's, the first time or anew, and says where it stands then. Control
/// is shown as before; the first time by mail, approved by the first address that may.
///
/// # Errors
/// As [`issue`] and [`reissue`], and [`Field::Domain`] where the signing request is not for the name that
/// the certificate was bought for.
pub async fn ask(cx: &Context, id: SubscriptionId, wish: Ask) -> Result<CertificateState> {
    let web_server = web_server(cx, wish.web_server)?;
    let inner = cx.clone();
    let (contact, text) = (wish.contact, wish.signing_request);
    let contact = contact.map(|contact| contact.checked(Whose::Role(Role::Admin))).transpose()?;
    let found = cx.realm.store.write(move |tx| {
        let held = own(tx, &inner, id, ServicePrivilege::Upgrade)?;
        let last = tx.certificate_orders(id)?.into_iter().next();
        let answers = responsible(tx, &inner, last.as_ref(), contact.as_ref())?;
        Ok((held, last, answers))
    });
    let (held, last, answers) = found.await?;
    let bought = &held.subscription.subscription;
    let names = readable(cx, bought.product, &bought.domain, &text)?;
    let validation = last.as_ref().map_or(Validation::Email, |last| last.validation);
    let approvers = approving(cx, validation, &names, last.as_ref()).await?;
    let request = Request {
        signing_request: text,
        names: Vec::new(),
        validation,
        approvers,
        admin: answers,
        tech: answers,
        organization: None,
        web_server: web_server.or(last.map(|last| last.web_server)),
    };
    match is_first(&held, cx) {
        true => issue(cx, id, request).await,
        false => reissue(cx, id, request).await,
    }
}

/// As [`ask`], with a key that is made and kept here.
///
/// # Errors
/// As [`ask`], and names the part of the subject that cannot be meant.
pub async fn ask_with_made_key(
    cx: &Context,
    id: SubscriptionId,
    subject: Subject,
    wish: Ask,
) -> Result<CertificateState> {
    let subject = subject.checked()?;
    let inner = cx.clone();
    let held = cx.realm.store.read(move |tx| own(tx, &inner, id, ServicePrivilege::Upgrade));
    let held = held.await?;
    for_name(&held.subscription.subscription.domain, std::slice::from_ref(&subject.common_name))?;
    let made = generate_request(cx, subject, KeyKind::Ecdsa, false).await?;
    ask(cx, id, Ask { signing_request: made.signing_request, ..wish }).await
}

fn is_first(held: &Held, cx: &Context) -> bool {
    matches!(held.state(cx.now()), CertificateState::Incomplete | CertificateState::Failed)
}

/// The word of a web server by its number.
///
/// # Errors
/// [`Field::WebServer`].
pub(crate) fn web_server(cx: &Context, number: Option<u32>) -> Result<Option<String>> {
    let Some(number) = number else { return Ok(None) };
    let known = products::web_servers(cx).into_iter().find(|known| known.number == number);
    let unknown = Error::invalid(Field::WebServer, Reason::UnknownWord);
    known.map(|known| Some(known.word)).ok_or(unknown)
}

/// The names in a signing request, where a product certifies them and it is for the name that is meant.
pub(crate) fn readable(
    cx: &Context,
    product: ProductId,
    domain: &str,
    text: &str,
) -> Result<Vec<String>> {
    let (_, rules) = products::product(&cx.realm, product)?;
    let decoded = decode_request(text)?;
    decoded.key.certifiable()?;
    let names = rules.names(&decoded.all_names())?;
    for_name(domain, &names)?;
    Ok(names)
}

fn for_name(domain: &str, names: &[String]) -> Result<()> {
    let meant = |name: &String| controlled(name).eq_ignore_ascii_case(domain);
    if domain.is_empty() || names.iter().any(meant) {
        return Ok(());
    }
    Err(Error::invalid(Field::Domain, Reason::NotInRequest))
}

/// The contact that answers for it.
fn responsible(
    tx: &mut Tx<'_>,
    cx: &Context,
    last: Option<&StoredOrder>,
    given: Option<&Contact>,
) -> Result<ContactId> {
    let account = cx.account();
    let keep = |tx: &mut Tx<'_>, contact: &Contact| {
        keep_contact(tx, &cx.realm.keys, account, contact, cx.now())
    };
    if let Some(contact) = given {
        return keep(tx, contact);
    }
    let known = match last {
        Some(last) => Some(last.contacts.admin),
        None => tx.primary_contact(account)?,
    };
    if let Some(id) = known
        && tx.certifying_contact(account, id)?.is_some()
    {
        return Ok(id);
    }
    let profile = tx.owner(account)?.member.profile;
    keep(tx, &profile)
}

/// Who approves by mail: whoever did before, else the first address that may.
async fn approving(
    cx: &Context,
    validation: Validation,
    names: &[String],
    last: Option<&StoredOrder>,
) -> Result<Vec<String>> {
    if validation != Validation::Email {
        return Ok(Vec::new());
    }
    if let Some(last) = last.filter(|last| last.names == names && !last.approvers.is_empty()) {
        return Ok(last.approvers.clone());
    }
    let mut chosen = Vec::with_capacity(names.len());
    for name in names {
        let known = approvers(cx, super::About::Name(controlled(name).to_owned())).await?;
        chosen.extend(known.into_iter().next());
    }
    Ok(chosen)
}

/// What is issued, as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFile {
    /// What it is called.
    pub name: String,
    /// The certificate and the chain above it, in PEM.
    pub content: String,
}

/// What is issued to the caller, as a file.
///
/// # Errors
/// [`Prohibition::NotIssued`] before there is anything.
pub async fn file(cx: &Context, id: SubscriptionId) -> Result<CertificateFile> {
    let data = super::data(cx, id).await?;
    let issued = data.issued.ok_or(Error::Prohibited(Prohibition::NotIssued))?;
    let name = data.names.first().map_or("", |name| controlled(name));
    Ok(CertificateFile {
        name: format!("{name}.pem"),
        content: format!("{}{}", issued.certificate, issued.chain),
    })
}
