//! Buys what certifies a name, and asks for it at once where enough was said.

use model::contact::{Contact, Whose};
use model::error::{Error, Result, Role};
use model::signing_request::Subject;
use model::subscription::SubscriptionId;

use super::register::Order;
use crate::certificates::{self, Ask};
use crate::realm::Context;
use crate::subscriptions::Bought;

/// What is certified.
#[derive(Debug, Clone, Default)]
pub struct WantedCertificate {
    /// The signing request, in PEM.
    pub signing_request: Option<String>,
    /// Whether a key is made and kept here where there is no signing request.
    pub makes_key: bool,
    /// The number of the web server that it is for.
    pub web_server: Option<u32>,
    /// Who answers for it; the account's own contact where nobody is named.
    pub contact: Option<Contact>,
}

/// Buys a certificate. Where what comes after cannot be done now, it can be asked for later.
pub(super) async fn buy(cx: &Context, order: Order, wish: WantedCertificate) -> Result<Bought> {
    certificates::web_server(cx, wish.web_server)?;
    if let Some(contact) = &wish.contact {
        contact.clone().checked(Whose::Role(Role::Admin))?;
    }
    let request = wish.signing_request.as_deref().map(str::trim).filter(|text| !text.is_empty());
    if let Some(text) = request {
        certificates::readable(cx, order.plan, &order.domain, text)?;
    }
    let (domain, plan) = (order.domain.clone(), order.plan);
    let product = cx.realm.shelf.product(plan).map(|product| product.plan.clone());
    let asked = ("certificate", order.cycle, domain.clone(), request.map(str::to_owned));
    let word = product.unwrap_or_default();
    let bought = certificates::place(cx, order.purchase(), asked, &word).await?;
    if bought.done.is_ok() {
        // Else it was bought; whoever looks sees that it was not asked for yet.
        if let Err(error @ Error::Internal(_)) = asked_for(cx, bought.id, &domain, wish).await {
            return Err(error);
        }
    }
    Ok(bought)
}

async fn asked_for(
    cx: &Context,
    id: SubscriptionId,
    domain: &str,
    wish: WantedCertificate,
) -> Result<()> {
    let WantedCertificate { signing_request, makes_key, web_server, contact } = wish;
    let text = signing_request.unwrap_or_default();
    let ask = Ask { signing_request: text, web_server, contact };
    if !ask.signing_request.trim().is_empty() {
        return certificates::ask(cx, id, ask).await.map(drop);
    }
    if makes_key {
        let subject = subject(domain, ask.contact.as_ref());
        return certificates::ask_with_made_key(cx, id, subject, ask).await.map(drop);
    }
    Ok(())
}

/// Whom a certificate names: the name, and what is known of who answers for it.
fn subject(domain: &str, contact: Option<&Contact>) -> Subject {
    let contact = contact.cloned().unwrap_or_default();
    Subject {
        common_name: domain.to_owned(),
        organization: contact.company,
        unit: String::new(),
        locality: contact.city,
        province: contact.province,
        country: contact.country,
        email: contact.email,
    }
}
