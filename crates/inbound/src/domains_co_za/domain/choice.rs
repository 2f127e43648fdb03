//! Contacts and nameservers as callers choose them.

use app::domains::choices::{ContactChoice, NameserverChoice};
use dialects::domains_co_za::nameserver::{DnsChoice, NameserverInput, TransferDnsChoice};
use dialects::domains_co_za::role_contacts::{ContactInput, RoleContacts};
use model::Result;
use model::contact::ContactPatch;
use model::error::{Error, Field, Role};

/// The contacts of a call, in the order of `Role::ALL`.
pub fn contacts(input: &RoleContacts) -> [ContactChoice; 4] {
    Role::ALL.map(|role| {
        contact(match role {
            Role::Registrant => &input.registrant,
            Role::Admin => &input.admin,
            Role::Tech => &input.tech,
            Role::Billing => &input.billing,
        })
    })
}

fn contact(input: &ContactInput) -> ContactChoice {
    ContactChoice {
        template: input.template.clone().filter(|template| !template.is_empty()),
        parts: ContactPatch {
            name: input.name.clone(),
            company: input.company.clone(),
            email: input.email.clone(),
            phone: input.contact_number.clone(),
            fax: None,
            street: [input.address1.clone(), input.address2.clone(), input.address3.clone()],
            city: input.city.clone(),
            province: input.province.clone(),
            postal_code: input.postal_code.clone(),
            country: input.country.clone(),
        },
        ..ContactChoice::default()
    }
}

/// The delegation of a call: managed, a template, or the servers sent along.
///
/// # Errors
/// When custom servers are asked for and none were sent.
pub fn nameservers(
    dns: Option<DnsChoice>,
    template: Option<&str>,
    sent: &NameserverInput,
) -> Result<NameserverChoice> {
    let servers = sent.nameservers();
    let template = template.filter(|template| !template.is_empty());
    Ok(match (dns, template) {
        (Some(DnsChoice::Managed), _) => NameserverChoice::Managed,
        (_, Some(template)) => NameserverChoice::Template(template.to_owned()),
        (_, None) if !servers.is_empty() => {
            NameserverChoice::Custom(servers.into_iter().map(str::to_owned).collect())
        }
        (Some(DnsChoice::Custom), None) => return Err(Error::Missing(Field::Nameserver(1))),
        (None, None) => NameserverChoice::Open,
    })
}

/// The delegation after a transfer; it stays when nothing is said.
///
/// # Errors
/// As [`nameservers`].
pub fn transfer_nameservers(
    dns: Option<TransferDnsChoice>,
    template: Option<&str>,
    sent: &NameserverInput,
) -> Result<NameserverChoice> {
    let dns = match dns {
        Some(TransferDnsChoice::Keep) => return Ok(NameserverChoice::Keep),
        Some(TransferDnsChoice::Managed) => Some(DnsChoice::Managed),
        Some(TransferDnsChoice::Custom) => Some(DnsChoice::Custom),
        None => None,
    };
    nameservers(dns, template, sent)
}
