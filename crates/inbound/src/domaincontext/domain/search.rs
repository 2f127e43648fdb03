//! The names that fit.

use std::collections::HashMap;

use app::Context;
use app::domains::locate;
use app::domains::search::{self, FoundName, NameFilter, NameOrder};
use app::zones::{self, Forwarding};
use dialects::domaincontext::arguments::{List, Reference};
use dialects::domaincontext::domain::search::{
    FoundDomain, SearchDomains, ShownForwarding, ShownMailRule, ShownWebRule,
};
use dialects::domaincontext::found::{Found, Paging};
use model::domain::DomainId;
use model::error::{Error, Field};
use model::host::Host;
use model::name::DomainName;
use wire::Flag;

use super::row;
use crate::domaincontext::AUDIENCE;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::{Handled, Refused};
use crate::domaincontext::hdomain::records;
use crate::domaincontext::paging;

/// What a list is sorted by.
const ORDERS: &[(&str, NameOrder)] = &[
    ("domain", NameOrder::Name),
    ("name", NameOrder::Name),
    ("id", NameOrder::Number),
    ("expires", NameOrder::Expiry),
    ("expiration_date", NameOrder::Expiry),
    ("state", NameOrder::State),
];

/// The columns of a short view.
const SHORT: [&str; 6] = ["id", "domain", "client", "seller", "state", "expires"];

pub async fn search(caller: Caller, call: SearchDomains) -> Handled<Found<FoundDomain>> {
    let cx = caller.cx()?;
    let paging = viewed(call.paging.clone(), call.view.as_ref())?;
    let (order, window) = paging::page(&paging, ORDERS)?;
    let (dns, forwarding) = (asks(call.show_dns), asks(call.show_fw_park));
    let filter = filter(cx, call)?;
    if paging.counts() {
        let count = search::count(cx, AUDIENCE, filter).await?;
        return Ok(Found::Count(count.unsigned_abs()));
    }
    let found = search::names(cx, AUDIENCE, filter, order, window).await?;
    let mut rows = rows(cx, &found).await?;
    if dns {
        let zones = zones::shown_of(cx, &found).await.map_err(too_long)?;
        for ((row, found), zone) in rows.iter_mut().zip(&found).zip(zones) {
            row.dns = Some(records::shown(zone, name_of(found)));
        }
    }
    if forwarding {
        for (row, leads) in rows.iter_mut().zip(zones::forwarding_of(cx, &found).await?) {
            row.fw_park = Some(elsewhere(leads));
        }
    }
    Ok(paging.shown(rows))
}

fn asks(flag: Option<Flag>) -> bool {
    flag.is_some_and(Flag::is_on)
}

/// Records of many names in one answer may be more than one answer holds.
fn too_long(error: Error) -> Refused {
    Refused::renamed(error, |field| (field == Field::Page).then(|| "limit".to_owned()))
}

async fn rows(cx: &Context, found: &[FoundName]) -> Handled<Vec<FoundDomain>> {
    let mut below: HashMap<DomainId, Vec<Host>> = HashMap::new();
    for (domain, host) in search::hosts_of(cx, found).await? {
        below.entry(domain).or_default().push(host);
    }
    let row = |found: &FoundName| {
        let hosts = match found {
            FoundName::Held { stored, .. } => below.get(&stored.domain.id),
            FoundName::Coming { .. } => None,
        };
        let row = row::row(cx, found, hosts.map(Vec::as_slice).unwrap_or_default())?;
        Ok(FoundDomain { row, dns: None, fw_park: None })
    };
    found.iter().map(row).collect()
}

fn name_of(found: &FoundName) -> &DomainName {
    match found {
        FoundName::Held { stored, .. } => &stored.domain.name,
        FoundName::Coming { transfer, .. } => &transfer.transfer.name,
    }
}

/// A short view shows some columns, unless the caller names others.
fn viewed(mut paging: Paging, view: Option<&Reference>) -> Handled<Paging> {
    match view.map(|view| view.0.to_ascii_lowercase()).as_deref() {
        None | Some("full") => {}
        Some("short") => {
            let short = || SHORT.iter().map(|column| Reference((*column).to_owned())).collect();
            paging.select.get_or_insert_with(|| List(short()));
        }
        Some(_) => return Err(Refused::unknown_word("view")),
    }
    Ok(paging)
}

fn filter(cx: &Context, call: SearchDomains) -> Handled<NameFilter> {
    let state = call.state.as_ref();
    let state = state.map(|word| row::state(&word.0).ok_or(Refused::unknown_word("state")));
    let lower = |texts: Vec<String>| -> Vec<String> {
        texts.into_iter().map(|text| text.to_lowercase()).collect()
    };
    let names = paging::values(call.domains, "domains")?.into_iter();
    Ok(NameFilter {
        numbers: paging::values(call.ids, "ids")?.into_iter().map(|id| id.0).collect(),
        part: call.domain.map(|part| part_of_a_name(&part.0)),
        names: names.map(|name| whole_name(cx, &name.0)).collect(),
        notes: lower(paging::words(call.note, "note")?),
        state: state.transpose()?,
        holders: lower(paging::texts(call.client, "client")?),
        sellers: lower(paging::texts(call.seller, "seller")?),
        managed: call.dns.as_ref().map(served_here).transpose()?,
    })
}

/// Names are kept in ASCII; a label in another script is searched as it is kept.
fn part_of_a_name(part: &str) -> String {
    let part = part.trim().to_lowercase();
    if part.is_ascii() {
        return part;
    }
    let whole = DomainName::parse(&part, |_| true).map(|name| name.to_string());
    let label = || DomainName::from_parts(&part, "com").map(|name| name.sld().to_owned());
    whole.or_else(|_| label()).unwrap_or(part)
}

/// What is no name is held by nobody, and so is not found.
fn whole_name(cx: &Context, name: &str) -> String {
    let parsed = locate::parse(cx, name);
    parsed.map_or_else(|_| name.trim().to_lowercase(), |name| name.to_string())
}

fn served_here(dns: &Reference) -> Handled<bool> {
    match dns.0.to_ascii_lowercase().as_str() {
        "own" | "1" | "yes" | "true" | "on" => Ok(true),
        "other" | "0" | "no" | "false" | "off" => Ok(false),
        _ => Err(Refused::unknown_word("dns")),
    }
}

fn elsewhere(leads: Forwarding) -> ShownForwarding {
    let mail = leads.mail.into_iter().map(|rule| ShownMailRule { from: rule.from, to: rule.to });
    ShownForwarding {
        web: leads
            .web
            .map(|rule| ShownWebRule { r#type: rule.kind.word().to_owned(), to: rule.to }),
        mail: mail.collect(),
    }
}
