//! People who may act for the account, each within limits.

use std::collections::{BTreeMap, BTreeSet};

use app::accounts::contacts::{self, AccountContact};
use dialects::dns_services::contact::details::{
    Contact, ContactDetails, GrantedPrivileges, ReadContact,
};
use dialects::dns_services::contact::list::{ContactRow, Contacts, ListContacts};
use dialects::dns_services::contact::privilege_grants::PrivilegeGrants;
use dialects::dns_services::contact::privileges::{ListPrivileges, PrivilegeCatalogue, Privileges};
use dialects::flags::DigitFlag;
use dialects::keyed::Keyed;
use model::account::MemberId;
use model::privilege::{
    BillingPrivilege, DomainPrivilege, MiscPrivilege, Privileges as Granted, ServicePrivilege,
    SupportPrivilege,
};
use wire::Api;

use super::door::{Caller, DnsServicesDoor};
use super::errors::Handled;
use super::person::Person;
use super::profile::last_login;

/// What marks that everything is allowed about all objects of a group.
const FULL: u8 = 1;

pub fn routes(api: Api<DnsServicesDoor>) -> Api<DnsServicesDoor> {
    api.on::<ListContacts, _>(list)
        .on::<ListPrivileges, _>(privileges)
        .on::<ReadContact, _>(details)
}

async fn list(caller: Caller, _: ListContacts) -> Handled<Contacts> {
    let contacts = contacts::list(caller.cx()?).await?.into_iter().map(row).collect();
    Ok(Contacts { contacts })
}

fn row(contact: AccountContact) -> ContactRow {
    let person = Person::signing_in(contact.login, contact.profile);
    ContactRow {
        id: contact.id.0.into(),
        company: DigitFlag(person.is_company()),
        lastlogin: last_login(contact.last_sign_in),
        email: person.email,
        firstname: person.firstname,
        lastname: person.lastname,
        companyname: person.companyname,
    }
}

async fn details(caller: Caller, call: ReadContact) -> Handled<ContactDetails> {
    let found = contacts::details(caller.cx()?, MemberId(call.id.0)).await?;
    let person = Person::signing_in(found.login, found.profile);
    let contact = Contact {
        id: found.id.0.into(),
        r#type: if person.is_company() { "Company" } else { "Private" }.to_owned(),
        email: person.email,
        firstname: person.firstname,
        lastname: person.lastname,
        companyname: person.companyname,
        address1: person.address1,
        address2: person.address2,
        city: person.city,
        state: person.state,
        postcode: person.postcode,
        country: person.country,
        phonenumber: person.phonenumber,
        privileges: granted(&found.privileges),
    };
    Ok(ContactDetails { contact })
}

fn granted(privileges: &Granted) -> GrantedPrivileges {
    GrantedPrivileges {
        billing: group(&privileges.billing, BillingPrivilege::word),
        support: group(&privileges.support, SupportPrivilege::word),
        misc: group(&privileges.misc, MiscPrivilege::word),
        services: grants(
            privileges.every_service,
            &privileges.services,
            |id| id.0,
            ServicePrivilege::word,
        ),
        domains: grants(
            privileges.every_domain,
            &privileges.domains,
            |id| id.0,
            DomainPrivilege::word,
        ),
    }
}

/// The words of a group; a group without any does not travel.
fn group<P: Copy>(granted: &BTreeSet<P>, word: fn(P) -> &'static str) -> Option<Vec<String>> {
    (!granted.is_empty()).then(|| words(granted, word))
}

fn grants<I, P: Copy>(
    every: bool,
    each: &BTreeMap<I, BTreeSet<P>>,
    id: fn(&I) -> i64,
    word: fn(P) -> &'static str,
) -> Option<PrivilegeGrants> {
    let each: Keyed<_> = each
        .iter()
        .filter(|(_, granted)| !granted.is_empty())
        .map(|(object, granted)| (id(object).to_string(), words(granted, word)))
        .collect();
    let something = every || !each.0.is_empty();
    something.then(|| PrivilegeGrants { full: every.then_some(FULL), each })
}

async fn privileges(caller: Caller, _: ListPrivileges) -> Handled<Privileges> {
    let owned = contacts::catalogue(caller.cx()?).await?;
    let services = owned.services.into_iter().map(|id| id.0);
    let domains = owned.domains.into_iter().map(|id| id.0);
    let privileges = PrivilegeCatalogue {
        billing: words(BillingPrivilege::ALL, BillingPrivilege::word),
        support: words(SupportPrivilege::ALL, SupportPrivilege::word),
        misc: words(MiscPrivilege::ALL, MiscPrivilege::word),
        services: grantable(services, words(ServicePrivilege::ALL, ServicePrivilege::word)),
        domains: grantable(domains, words(DomainPrivilege::ALL, DomainPrivilege::word)),
    };
    Ok(Privileges { privileges })
}

fn grantable(ids: impl Iterator<Item = i64>, all: Vec<String>) -> PrivilegeGrants {
    let each = ids.map(|id| (id.to_string(), all.clone())).collect();
    PrivilegeGrants { full: Some(FULL), each }
}

fn words<'a, P: Copy + 'a>(
    privileges: impl IntoIterator<Item = &'a P>,
    word: fn(P) -> &'static str,
) -> Vec<String> {
    privileges.into_iter().map(|privilege| word(*privilege).to_owned()).collect()
}
