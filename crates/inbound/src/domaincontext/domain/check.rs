//! Which names are free. Answers stand under the names as they were spelt.

use std::collections::HashSet;

use app::Context;
use app::domains::{check, locate};
use app::ports::registry::Availability;
use dialects::domaincontext::arguments::Domains;
use dialects::domaincontext::domain::check::CheckDomains;
use dialects::domaincontext::domain::check_premium::{CheckPremium, PremiumChecked};
use dialects::flags::NumberFlag;
use dialects::keyed::Keyed;
use model::error::{Error, Field, Reason};
use model::name::DomainName;

use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::{Handled, Refused};

pub async fn check(caller: Caller, call: CheckDomains) -> Handled<Keyed<NumberFlag>> {
    let verdicts = verdicts(caller.cx()?, call.domains).await?;
    Ok(verdicts.into_iter().map(|(asked, verdict)| (asked, free(verdict.as_ref()))).collect())
}

pub async fn check_premium(caller: Caller, call: CheckPremium) -> Handled<Keyed<PremiumChecked>> {
    let verdicts = verdicts(caller.cx()?, call.domains).await?;
    let checked = |(asked, verdict): (String, Option<Availability>)| {
        let premium = NumberFlag(verdict.as_ref().is_some_and(|verdict| verdict.premium));
        (asked, PremiumChecked { avail: free(verdict.as_ref()), premium })
    };
    Ok(verdicts.into_iter().map(checked).collect())
}

fn free(verdict: Option<&Availability>) -> NumberFlag {
    NumberFlag(verdict.is_some_and(|verdict| verdict.taken.is_none()))
}

/// What the registry says about each name, asked once for all of them; none about names whose
/// extension is not sold here, for they cannot be registered either.
async fn verdicts(cx: &Context, domains: Domains) -> Handled<Vec<(String, Option<Availability>)>> {
    if domains.0.len() > check::MOST_NAMES {
        return Err(refused(Error::invalid(Field::Domain, Reason::MoreThan(1_000))));
    }
    let mut asked: Vec<(String, DomainName)> = Vec::with_capacity(domains.0.len());
    let mut names: Vec<DomainName> = Vec::with_capacity(domains.0.len());
    for spelt in domains.0 {
        let name = locate::parse(cx, &spelt.0).map_err(refused)?;
        if cx.realm.rules(&name).is_ok() {
            names.push(name.clone());
        }
        asked.push((spelt.0, name));
    }
    names.sort();
    names.dedup();
    let found = match names.is_empty() {
        true => Vec::new(),
        false => check::gently(cx, &names).await.map_err(refused)?,
    };
    let mut seen = HashSet::with_capacity(asked.len());
    asked.retain(|(spelt, _)| seen.insert(spelt.clone()));
    let verdict = |name: &DomainName| {
        let place = names.binary_search(name).ok()?;
        found.get(place).cloned()
    };
    Ok(asked.into_iter().map(|(spelt, name)| (spelt, verdict(&name))).collect())
}

/// The call knows names by one parameter for all of them.
fn refused(error: Error) -> Refused {
    Refused::renamed(error, |field| {
        matches!(field, Field::Domain | Field::Sld | Field::Tld).then(|| "domains".to_owned())
    })
}
