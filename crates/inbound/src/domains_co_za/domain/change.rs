//! Contacts, nameservers, renewal by itself.

use app::domains::autorenew::Autorenew;
use app::domains::choices::NameserverChoice;
use app::domains::nameservers::DnssecChoice;
use app::domains::signers::KeyInput;
use app::domains::{autorenew as automatic, contacts as people, nameservers as servers};
use dialects::domains_co_za::dnssec::dnssec_key::DnsSecKey;
use dialects::domains_co_za::domain::autorenew::{AutorenewSet, SetAutorenew};
use dialects::domains_co_za::domain::contacts::UpdateContacts;
use dialects::domains_co_za::domain::nameservers::UpdateNameservers;
use dialects::domains_co_za::envelope::{Done, EppOutcome};
use model::error::{Error, Field};
use model::name::DomainName;
use wire::Flag;

use super::choice;
use crate::domains_co_za::answer::{Handled, done, epp, queued};
use crate::domains_co_za::door::Caller;
use crate::domains_co_za::errors::Refused;

/// The wording of "queued" for changes.
const QUEUED: &str = "Successful Action Pending";

pub async fn contacts(caller: Caller, call: UpdateContacts) -> Handled<Done> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    people::change(caller.cx()?, name, choice::contacts(&call.contacts)).await?;
    Ok(queued(QUEUED, Done {}))
}

pub async fn nameservers(caller: Caller, call: UpdateNameservers) -> Handled<EppOutcome> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let template = call.nameserver_template.as_deref();
    let choice = match choice::nameservers(call.dns, template, &call.nameservers)? {
        // A call about DNSSEC alone leaves the nameservers alone.
        NameserverChoice::Open => NameserverChoice::Keep,
        said => said,
    };
    let keys = call.dnssec_data.map(|data| data.0);
    let dnssec = dnssec_choice(call.dnssec.map(Flag::is_on), keys);
    let here = matches!(dnssec, DnssecChoice::Here);
    servers::change(caller.cx()?, name, choice, dnssec).await.map_err(|error| match error {
        // Whoever runs the zone elsewhere says what it is signed with.
        Error::Missing(Field::DelegationSigner) if here => Refused::missing("dnsSecData"),
        other => other.into(),
    })?;
    Ok(queued(QUEUED, epp("Domain update action 'PendingUpdate' pending")))
}

fn dnssec_choice(wanted: Option<bool>, keys: Option<Vec<DnsSecKey>>) -> DnssecChoice {
    let input = |key: DnsSecKey| KeyInput {
        key: key.key,
        algorithm: key.alg.0.to_string(),
        protocol: key.protocol.0.to_string(),
    };
    match (wanted, keys) {
        (Some(false), _) => DnssecChoice::Off,
        (_, Some(keys)) => DnssecChoice::Keys(keys.into_iter().map(input).collect()),
        (Some(true), None) => DnssecChoice::Here,
        (None, None) => DnssecChoice::Keep,
    }
}

pub async fn autorenew(caller: Caller, call: SetAutorenew) -> Handled<AutorenewSet> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let wanted = call.autorenew.map(|flag| match flag.is_on() {
        true => Autorenew::On,
        false => Autorenew::Off,
    });
    automatic::set(caller.cx()?, name.clone(), wanted).await?;
    Ok(done(AutorenewSet { name: name.to_string() }))
}
