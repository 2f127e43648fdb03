//! A new certificate: who answers for it is the customer, with whatever the order says otherwise.

use app::accounts::customers;
use app::subscriptions::families::{Wanted, WantedCertificate};
use dialects::dreamscape::person::AccountType;
use dialects::dreamscape::product::families::Family;
use dialects::dreamscape::product::shape::Product;
use dialects::dreamscape::product::ssl::register::{HostedWith, RegisterSslCertificate};
use model::account::AccountId;
use model::contact::Contact;
use model::particulars::{Person, PersonPatch};

use super::super::order::choices;
use super::super::register::{bought, wanted};
use super::reissue::software;
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::Handled;

/// What a plan's form calls the country whose law a business is founded under.
pub const JURISDICTION: &str = "jurisdiction_country";

pub async fn register(
    caller: Caller,
    family: &'static Family,
    mut call: RegisterSslCertificate,
) -> Handled<Answer<Product>> {
    let customer = customers::read(caller.cx()?, AccountId(call.customer_id.0)).await?;
    let contact = answering(&mut call, customer.person.person);
    let jurisdiction = call.jurisdiction_country.map(|country| country.0).unwrap_or_default();
    let certificate = WantedCertificate {
        // Whoever runs the server elsewhere has its key too.
        makes_key: call.hosted_with != Some(HostedWith::External),
        signing_request: call.csr,
        web_server: call.server_software.and_then(software),
        contact: Some(contact),
    };
    let wish = Wanted {
        domain: Some(call.domain_name.0),
        choices: choices([(JURISDICTION, &jurisdiction)]),
        certificate: Some(certificate),
        ..wanted(family, call.plan_id, call.period)
    };
    bought(caller, call.customer_id, wish).await
}

/// Who answers for the certificate: the customer, with what the order says. Where the order forbids to
/// fill it in, what it says of a place is all that is known of it.
fn answering(call: &mut RegisterSslCertificate, customer: Person) -> Contact {
    let phone = call.phone.take().map(|text| text.0);
    let (whole, behind_code) = match phone.filter(|phone| !phone.trim().is_empty()) {
        Some(phone) if phone.trim_start().starts_with('+') => (Some(phone), None),
        phone => (None, phone),
    };
    let told = PersonPatch { phone: behind_code, ..told(call) };
    let fills = call.auto_fill_details.is_none_or(|switch| switch.0);
    let known = if fills || told == PersonPatch::default() { customer } else { named(customer) };
    let mut contact = told.applied_to(known).contact;
    if let Some(whole) = whole {
        contact.phone = whole;
    }
    if call.account_type == Some(AccountType::Personal) {
        contact.company.clear();
    }
    contact
}

/// Somebody with nothing but a name, and what stands before their phone numbers.
fn named(person: Person) -> Person {
    let Contact { name, phone, .. } = person.contact;
    Person { contact: Contact { name, phone, ..Contact::default() }, ..person }
}

/// What the order says of who answers for the certificate.
fn told(call: &mut RegisterSslCertificate) -> PersonPatch {
    PersonPatch {
        company: call.business_name.take().map(|text| text.0),
        business_number: call.business_number.take().map(|text| text.0),
        street: call.address.take().map(|text| text.0),
        city: call.city.take().map(|text| text.0),
        province: call.state.take().map(|text| text.0),
        postal_code: call.post_code.take().map(|text| text.0),
        country: call.country.take().map(|country| country.0),
        email: call.email.take().map(|text| text.0),
        ..PersonPatch::default()
    }
}
