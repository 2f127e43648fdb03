//! Who stands behind a name, and who the world is told does.

use app::Context;
use app::contacts;
use app::domains;
use app::domains::locate::Located;
use app::domains::privacy_contact::privacy_contact;
use app::domains::read;
use dialects::domaincontext::domain::contact_card::ContactCard;
use dialects::domaincontext::domain::contacts::{DomainContacts, ReadContacts};
use dialects::domaincontext::domain::contacts_info::{DomainContactsInfo, ReadContactsInfo};
use dialects::domaincontext::domain::named::NamedDomain;
use dialects::domaincontext::domain::privacy_contacts::ReadPrivacyContacts;
use dialects::domaincontext::domain::privacy_contacts_info::ReadPrivacyContactsInfo;
use dialects::domaincontext::domain::selector::DomainSelector;
use dialects::domaincontext::domain::set_contacts::SetContacts;
use model::domain::Domain;
use model::particulars::Person;

use super::register::{about_role, existing};
use super::which;
use crate::domaincontext::AUDIENCE;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::Handled;

pub async fn read(caller: Caller, call: ReadContacts) -> Handled<DomainContacts> {
    let (_, domain) = held(caller.cx()?, &call.domain).await?;
    let numbers = domain.contacts.map(|contact| contact.0);
    Ok(numbered(&domain, numbers))
}

/// Whom the world is shown: nobody else where the registrant is not hidden.
pub async fn read_shown(caller: Caller, call: ReadPrivacyContacts) -> Handled<DomainContacts> {
    let (located, domain) = held(caller.cx()?, &call.domain).await?;
    let numbers = match domain.privacy {
        true => [privacy_contact(&located.cx, &domain.name).await?.id.0; 4],
        false => domain.contacts.map(|contact| contact.0),
    };
    Ok(numbered(&domain, numbers))
}

pub async fn info(caller: Caller, call: ReadContactsInfo) -> Handled<DomainContactsInfo> {
    let (located, domain) = held(caller.cx()?, &call.domain).await?;
    real(&located, &domain).await
}

pub async fn info_shown(
    caller: Caller,
    call: ReadPrivacyContactsInfo,
) -> Handled<DomainContactsInfo> {
    let (located, domain) = held(caller.cx()?, &call.domain).await?;
    if !domain.privacy {
        return real(&located, &domain).await;
    }
    let shown = privacy_contact(&located.cx, &domain.name).await?;
    let card = card(shown.id.0, Person::of(shown.contact));
    Ok(carded(&domain, std::array::from_fn(|_| card.clone())))
}

pub async fn set(caller: Caller, call: SetContacts) -> Handled<NamedDomain> {
    let located = which::held(caller.cx()?, &call.domain).await?;
    let roles = [call.registrant, call.admin, call.tech, call.billing];
    let chosen = roles.clone().map(existing);
    match domains::contacts::set(&located.cx, &located.name, chosen).await {
        Ok(()) => Ok(which::named(&located)),
        Err(error) => Err(about_role(&located.cx, roles.map(Some), error).await),
    }
}

async fn held(cx: &Context, sent: &DomainSelector) -> Handled<(Located, Domain)> {
    let located = which::held(cx, sent).await?;
    let details = read::details(&located.cx, located.name.clone()).await?;
    Ok((located, details.domain))
}

async fn real(located: &Located, domain: &Domain) -> Handled<DomainContactsInfo> {
    let behind = contacts::read::behind(&located.cx, AUDIENCE, domain.contacts).await?;
    Ok(carded(domain, behind.map(|found| card(found.stored.id.0, found.stored.person))))
}

fn numbered(domain: &Domain, [registrant, admin, tech, billing]: [i64; 4]) -> DomainContacts {
    let (id, domain) = (domain.id.0, domain.name.to_string());
    DomainContacts { id, domain, registrant, admin, tech, billing }
}

fn carded(
    domain: &Domain,
    [registrant, admin, tech, billing]: [ContactCard; 4],
) -> DomainContactsInfo {
    let (id, domain) = (domain.id.0, domain.name.to_string());
    DomainContactsInfo { id, domain, registrant, admin, tech, billing }
}

fn card(id: i64, person: Person) -> ContactCard {
    let Person { contact, particulars } = person;
    let [street1, ..] = contact.street;
    ContactCard {
        id,
        first_name: particulars.given_name,
        last_name: particulars.family_name,
        email: contact.email,
        organization: contact.company,
        street1,
        city: contact.city,
        country: contact.country,
        postal_code: contact.postal_code,
        voice_phone: contact.phone,
    }
}
