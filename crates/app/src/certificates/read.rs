//! Reading certificates.

use model::certificate::{CertificateState, OrderProgress, Validation};
use model::error::{Error, Noun, Result};
use model::money::Money;
use model::privilege::{Privilege, ServicePrivilege};
use model::product::ProductId;
use model::subscription::SubscriptionId;
use model::time::Timestamp;
pub use store::certificates::CertificateFilter;
use store::certificates::FoundCertificate;
use store::scope::{Owner, Scope};

use super::issue::can_be_asked_for;
use super::report::challenges_of;
use super::{own, products};
use crate::page::MOST_ROWS;
use crate::ports::authority::{Challenge, Issued};
use crate::realm::Context;

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// Its number.
    pub id: SubscriptionId,
    /// Where it stands now.
    pub state: CertificateState,
    /// The common name; empty before it was asked for.
    pub name: String,
    /// What was bought, by its number.
    pub product: ProductId,
    /// What was bought, by its word.
    pub word: String,
    /// What people call what was bought.
    pub label: String,
    /// For how many years it was bought.
    pub years: u8,
    /// When it was bought.
    pub bought: Timestamp,
    /// Until when it is paid: what [`renew`](super::renew) compares.
    pub paid_until: Timestamp,
    /// What a further year costs.
    pub renewal: Money,
    /// When what is issued begins.
    pub begins: Option<Timestamp>,
    /// When what is issued ends.
    pub expires: Option<Timestamp>,
    /// The authority's own number of what it was asked last.
    pub number: Option<String>,
    /// Whose it is.
    pub owner: Owner,
}

/// What belongs to a certificate, and how far showing control got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Data {
    /// Where it stands now.
    pub state: CertificateState,
    /// Whether it can be asked for, the first time or anew.
    pub can_be_asked_for: bool,
    /// How control is shown; nothing before it was asked for.
    pub validation: Option<Validation>,
    /// What shows it, name by name.
    pub challenges: Vec<Challenge>,
    /// Who approves each name by mail.
    pub approvers: Vec<String>,
    /// The names that it was asked for last, the common name first.
    pub names: Vec<String>,
    /// What it was asked for with last, in PEM.
    pub signing_request: Option<String>,
    /// The word of the web server that it is for; empty where nobody said.
    pub web_server: String,
    /// Why the authority will not issue it, in its own words.
    pub why: String,
    /// What is issued; while it is asked for anew, still the last one.
    pub issued: Option<Issued>,
}

/// One certificate of the caller's account. Of several ways into it the login of `audience` is shown.
///
/// # Errors
/// When there is none, or the caller may not look.
pub async fn one(cx: &Context, audience: &'static str, id: SubscriptionId) -> Result<Details> {
    let filter = CertificateFilter { id: Some(id), ..CertificateFilter::default() };
    let found = search(cx, audience, filter, false).await?;
    found.into_iter().next().ok_or(Error::NotFound(Noun::Certificate))
}

/// The certificates of the caller's account, with `below` also those of the accounts directly below it,
/// oldest first, as many as one call may be answered with. Of several ways into an account the login of
/// `audience` is shown.
///
/// # Errors
/// When the database fails.
pub async fn search(
    cx: &Context,
    audience: &'static str,
    filter: CertificateFilter,
    below: bool,
) -> Result<Vec<Details>> {
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| {
            let scope = Scope { account: inner.account(), below };
            let found = tx.find_certificates(scope, audience, &filter, MOST_ROWS)?;
            let visible = found.into_iter().filter(|found| {
                let id = found.stored.certificate.id;
                inner.holds(Privilege::Service(id, ServicePrivilege::Basic))
            });
            visible.map(|found| details(&inner, found)).collect()
        })
        .await
}

fn details(cx: &Context, found: FoundCertificate) -> Result<Details> {
    let (product, _) = products::product(&cx.realm, found.product)?;
    let certificate = found.stored.certificate;
    Ok(Details {
        id: certificate.id,
        state: certificate.standing(found.cancellation, found.paid_until, cx.now()),
        product: product.id,
        word: product.plan.clone(),
        label: product.name.clone(),
        years: found.stored.years,
        bought: found.bought,
        paid_until: found.paid_until,
        renewal: found.renewal,
        begins: certificate.begins,
        expires: certificate.expires,
        number: found.stored.number,
        owner: found.owner,
        name: certificate.name,
    })
}

/// What belongs to a certificate of the caller's account.
///
/// # Errors
/// When there is none, or the caller may not look.
pub async fn data(cx: &Context, id: SubscriptionId) -> Result<Data> {
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| {
            let held = own(tx, &inner, id, ServicePrivilege::Basic)?;
            let orders = tx.certificate_orders(id)?;
            let issued = orders.iter().find(|order| order.progress == OrderProgress::Issued);
            let issued = issued.and_then(|order| order.issued.clone()).map(|issued| Issued {
                serial: issued.serial,
                certificate: issued.certificate,
                chain: issued.chain,
                begins: issued.begins,
                ends: issued.ends,
            });
            let last = orders.into_iter().next();
            let challenges = last.as_ref().map(|order| challenges_of(&order.challenges));
            let challenges = challenges.transpose()?.unwrap_or_default();
            let why = last.as_ref().map(|order| order.why.clone()).unwrap_or_default();
            let mut data = Data {
                state: held.state(inner.now()),
                can_be_asked_for: can_be_asked_for(&held, &inner),
                validation: None,
                challenges,
                approvers: Vec::new(),
                names: Vec::new(),
                signing_request: None,
                web_server: String::new(),
                why,
                issued,
            };
            if let Some(order) = last {
                data.validation = Some(order.validation);
                data.approvers = order.approvers;
                data.names = order.names;
                data.signing_request = Some(order.signing_request);
                data.web_server = order.web_server;
            }
            Ok(data)
        })
        .await
}
