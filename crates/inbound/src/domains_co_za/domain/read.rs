//! One name, and lists of names.

use app::domains::read::{self, Details, Line, StoredContact};
use dialects::domains_co_za::contact::ContactObject;
use dialects::domains_co_za::domain::info::{DomainDetails, ReadDomain};
use dialects::domains_co_za::domain::list::{DomainList, DomainRow, ListDomains};
use dialects::domains_co_za::flags::{NumberFlag, TextFlag};
use model::domain::{Domain, Lock, Pending, Phase};
use model::error::{Error, Role};
use model::name::DomainName;

use crate::domains_co_za::answer::{Handled, done};
use crate::domains_co_za::door::Caller;
use crate::domains_co_za::pages;

pub async fn info(caller: Caller, call: ReadDomain) -> Handled<DomainDetails> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let details = read::details(caller.cx()?, name).await?;
    Ok(done(domain_details(details)?))
}

pub async fn list(caller: Caller, call: ListDomains) -> Handled<DomainList> {
    let tld = call.tld.map(|tld| tld.trim().trim_start_matches('.').to_lowercase());
    let tld = tld.filter(|tld| !tld.is_empty());
    let page = read::list(caller.cx()?, tld, pages::window(&call.page)).await?;
    Ok(done(DomainList {
        returned_total: page.rows.len() as u64,
        domains: page.rows.into_iter().map(row).collect(),
        total: pages::count(page.total),
        filter_total: pages::count(page.matching),
    }))
}

fn domain_details(details: Details) -> Result<DomainDetails, Error> {
    let Details { domain, phase, deadlines, contacts, dnssec } = details;
    let [registrant, admin, tech, billing] = <[StoredContact; 4]>::try_from(contacts)
        .map_err(|_| Error::internal("a name has four contacts"))?;
    Ok(DomainDetails {
        name: domain.name.to_string(),
        status: simple_status(&domain, phase).to_owned(),
        epp_status: epp_status(&domain, phase),
        registrant: contact_object(registrant, Role::Registrant),
        admin: contact_object(admin, Role::Admin),
        tech: contact_object(tech, Role::Tech),
        billing: contact_object(billing, Role::Billing),
        managed_dns: NumberFlag(domain.managed_dns),
        nameserver_type: "host".to_owned(),
        nameservers: domain.nameservers.iter().map(ToString::to_string).collect(),
        autorenew: TextFlag(domain.autorenew),
        created: domain.registered.unix(),
        expires: domain.expires.unix(),
        suspends: deadlines.suspend.unix(),
        redeemable_from: deadlines.redemption.unix(),
        deletes: deadlines.delete.unix(),
        last_renewed: domain.renewed.unwrap_or(domain.registered).unix(),
        updated: domain.updated.unix(),
        privacy: domain.privacy,
        dnssec,
        external_ref: domain.reference.unwrap_or_default(),
    })
}

fn row(line: Line) -> DomainRow {
    let Line { listed, phase, deadlines } = line;
    let domain = listed.domain;
    DomainRow {
        name: domain.name.to_string(),
        contact_name: listed.registrant_name,
        contact_id: listed.registrant_handle,
        status: simple_status(&domain, phase).to_owned(),
        epp_status: epp_status(&domain, phase),
        managed_dns: NumberFlag(domain.managed_dns),
        created: domain.registered.unix(),
        expires: domain.expires.unix(),
        suspends: deadlines.suspend.unix(),
        redeemable_from: deadlines.redemption.unix(),
        deletes: deadlines.delete.unix(),
        autorenew: NumberFlag(domain.autorenew),
        external_ref: domain.reference,
        nameservers: domain.nameservers.iter().map(ToString::to_string).collect(),
    }
}

fn contact_object(stored: StoredContact, role: Role) -> ContactObject {
    let contact = stored.contact;
    ContactObject {
        id: stored.handle,
        name: contact.name,
        email: contact.email,
        number: contact.phone,
        company: contact.company,
        address: contact.street.to_vec(),
        city: contact.city,
        province: contact.province,
        postal_code: contact.postal_code,
        country: contact.country,
        fax: contact.fax,
        contact_type: role.word().to_owned(),
        status: "ok,linked".to_owned(),
        verification: (role == Role::Registrant).then(|| "Verified".to_owned()),
    }
}

/// One word for where a name stands.
const fn simple_status(domain: &Domain, phase: Phase) -> &'static str {
    match (domain.pending, phase) {
        (_, Phase::Redemption) => "redemption",
        (Some(Pending::Delete), _) | (_, Phase::PendingDelete | Phase::Gone) => "pendingDelete",
        (Some(Pending::Transfer), _) => "pendingTransfer",
        (Some(Pending::Update), _) => "pendingUpdate",
        (Some(Pending::Renewal), _) => "pendingRenew",
        (None, Phase::Lapsed) => "suspended",
        (None, _) if domain.suspended => "suspended",
        (None, Phase::Expired) => "expired",
        (None, Phase::Active) => "ok",
    }
}

/// The statuses of RFC 5731 and RFC 3915 that hold, joined by commas.
fn epp_status(domain: &Domain, phase: Phase) -> String {
    let pending = domain.pending;
    let statuses = [
        (domain.lock == Lock::On, "clientTransferProhibited"),
        (domain.suspended, "clientHold"),
        (phase == Phase::Lapsed, "serverHold"),
        (phase == Phase::Redemption, "redemptionPeriod"),
        (phase >= Phase::Redemption || pending == Some(Pending::Delete), "pendingDelete"),
        (pending == Some(Pending::Update), "pendingUpdate"),
        (pending == Some(Pending::Transfer), "pendingTransfer"),
        (pending == Some(Pending::Renewal), "pendingRenew"),
    ];
    let holding: Vec<&str> =
        statuses.into_iter().filter_map(|(holds, word)| holds.then_some(word)).collect();
    if holding.is_empty() { "ok".to_owned() } else { holding.join(",") }
}
