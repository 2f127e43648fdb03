//! A new certificate: who answers for it is the customer, with whatever the order says otherwise.

use app::accounts::customers;
use app::subscriptions::families::{Wanted, WantedCertificate};
use dialects::dreamscape::product::families::Family;
use dialects::dreamscape::product::shape::Product;
use dialects::dreamscape::product::ssl::register::{HostedWith, RegisterSslCertificate};
use model::account::AccountId;
use model::particulars::PersonPatch;

use super::order::choices;
use super::register::{bought, wanted};
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::Handled;

pub async fn register(
    caller: Caller,
    family: &'static Family,
    mut call: RegisterSslCertificate,
) -> Handled<Answer<Product>> {
    let customer = customers::read(caller.cx()?, AccountId(call.customer_id.0)).await?;
    let person = told(&mut call).applied_to(customer.person.person);
    let jurisdiction = call.jurisdiction_country.map(|country| country.0).unwrap_or_default();
    let certificate = WantedCertificate {
        // Whoever runs the server elsewhere has its key too.
        makes_key: call.hosted_with != Some(HostedWith::External),
        signing_request: call.csr,
        // No software has a number beyond those that are listed.
        web_server: call.server_software.map(|id| u32::try_from(id.0).unwrap_or(u32::MAX)),
        contact: Some(person.contact),
    };
    let wish = Wanted {
        domain: Some(call.domain_name.0),
        choices: choices([("jurisdiction_country", &jurisdiction)]),
        certificate: Some(certificate),
        ..wanted(family, call.plan_id, call.period)
    };
    bought(caller, call.customer_id, wish).await
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
        phone: call.phone.take().map(|text| text.0),
        email: call.email.take().map(|text| text.0),
        ..PersonPatch::default()
    }
}
