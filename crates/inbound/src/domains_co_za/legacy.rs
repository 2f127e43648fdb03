//! What older clients still call: current calls under older paths, and a few calls of their own.
//! They are taken with any method.

use app::domains::{check, delete, totals, update};
use app::ports::registry::Availability;
use dialects::domains_co_za::domain::autorenew::SetAutorenew;
use dialects::domains_co_za::domain::check::CheckDomain;
use dialects::domains_co_za::domain::contacts::UpdateContacts;
use dialects::domains_co_za::domain::create::CreateDomain;
use dialects::domains_co_za::domain::delete::DeleteDomain;
use dialects::domains_co_za::domain::epp_key::ReadEppKey;
use dialects::domains_co_za::domain::info::ReadDomain;
use dialects::domains_co_za::domain::list::ListDomains;
use dialects::domains_co_za::domain::nameservers::UpdateNameservers;
use dialects::domains_co_za::domain::renew::RenewDomain;
use dialects::domains_co_za::domain::suspend::SuspendDomain;
use dialects::domains_co_za::domain::unsuspend::UnsuspendDomain;
use dialects::domains_co_za::envelope::Done;
use dialects::domains_co_za::flags::TextFlag;
use dialects::domains_co_za::legacy::cancel_delete::CancelDelete;
use dialects::domains_co_za::legacy::cancel_update::CancelUpdate;
use dialects::domains_co_za::legacy::check_tlds::{CheckTlds, TldVerdict, TldsChecked};
use dialects::domains_co_za::legacy::domain_totals::{CountDomains, DomainTotals, Totals};
use dialects::domains_co_za::legacy::transfer_check::CheckTransfer;
use dialects::domains_co_za::poll::acknowledge::Acknowledge;
use dialects::domains_co_za::poll::messages::ListMessages;
use dialects::domains_co_za::transfer::cancel::CancelTransfer;
use dialects::domains_co_za::transfer::request::RequestTransfer;
use dialects::domains_co_za::transfer::status::{ReadTransferStatus, TransferStatuses};
use dialects::domains_co_za::zone::records::ReadZone;
use dialects::domains_co_za::zone::set_records::SetZone;
use http::Method;
use model::name::DomainName;
use model::time::Days;
use wire::{Api, Endpoint};

use super::answer::{Handled, done, just_done};
use super::door::{Caller, DomainsCoZaDoor};
use super::{domain, pages, poll, transfer, zone};

/// What older clients send.
const METHODS: [Method; 4] = [Method::GET, Method::POST, Method::PUT, Method::DELETE];
pub fn routes(api: Api<DomainsCoZaDoor>) -> Api<DomainsCoZaDoor> {
    own_calls(older_names(older_zones_and_polls(api)))
}

fn own_calls(api: Api<DomainsCoZaDoor>) -> Api<DomainsCoZaDoor> {
    // They have no row in the catalogue, so the OpenAPI document does not list them.
    api.also::<CheckTlds, _>(CheckTlds::PATH, &METHODS, check_tlds)
        .also::<CheckTransfer, _>(CheckTransfer::PATH, &METHODS, check_transfer)
        .also::<CancelUpdate, _>(CancelUpdate::PATH, &METHODS, cancel_update)
        .also::<CancelDelete, _>(CancelDelete::PATH, &METHODS, cancel_delete)
        .also::<CountDomains, _>(CountDomains::PATH, &METHODS, count_domains)
}

fn older_names(api: Api<DomainsCoZaDoor>) -> Api<DomainsCoZaDoor> {
    use domain::{change, check, read, register, state};
    api.also::<CheckDomain, _>("/domain/domain/check", &METHODS, check::check)
        .also::<CreateDomain, _>("/domain/domain/create", &METHODS, register::create)
        .also::<ReadDomain, _>("/domain/domain/info", &METHODS, read::info)
        .also::<UpdateContacts, _>("/domain/domain/update", &METHODS, change::contacts)
        .also::<DeleteDomain, _>("/domain/domain/delete", &METHODS, register::delete)
        .also::<RenewDomain, _>("/domain/domain/renew", &METHODS, register::renew)
        .also::<RequestTransfer, _>("/domain/domain/transfer", &METHODS, transfer::request)
        .also::<CancelTransfer, _>("/domain/domain/transferCancel", &METHODS, transfer::cancel)
        .also::<SuspendDomain, _>("/domain/domain/suspend", &METHODS, state::suspend)
        .also::<UnsuspendDomain, _>("/domain/domain/unsuspend", &METHODS, state::unsuspend)
        .also::<UpdateNameservers, _>("/domain/domain/nsUpdate", &METHODS, change::nameservers)
        .also::<ReadEppKey, _>("/domain/domain/eppKey", &METHODS, state::epp_key)
        .also::<SetAutorenew, _>("/domain/domain/autorenew", &METHODS, change::autorenew)
        .also::<ListDomains, _>("/domain/domain/domainList", &METHODS, read::list)
}

fn older_zones_and_polls(api: Api<DomainsCoZaDoor>) -> Api<DomainsCoZaDoor> {
    api.also::<ReadZone, _>("/domain/dns/recordList", &METHODS, zone::read)
        .also::<SetZone, _>("/domain/dns/updateRecords", &METHODS, zone::set)
        .also::<ListMessages, _>("/domain/poll/pollList", &METHODS, poll::list)
        .also::<Acknowledge, _>("/domain/poll/ack", &METHODS, poll::acknowledge)
}

async fn check_tlds(caller: Caller, call: CheckTlds) -> Handled<TldsChecked> {
    // Judged by itself first, a bad label is not mistaken for a bad extension.
    DomainName::from_parts(&call.sld, "com")?;
    let sold = |tld: &str| {
        let name = DomainName::from_parts(&call.sld, tld).ok()?;
        let rules = caller.realm.rules(&name).ok()?;
        Some((name, rules.uses_auth_code))
    };
    let asked: Vec<_> = call.extensions().map(|tld| (tld, sold(tld))).collect();
    let names: Vec<_> =
        asked.iter().flat_map(|(_, sold)| sold).map(|sold| sold.0.clone()).collect();
    let mut found = check::check(caller.cx()?, &names).await?.into_iter();
    let verdicts = asked.iter().map(|(tld, sold)| {
        let verdict = match sold {
            Some((_, uses_epp_key)) => found.next().map(|found| verdict(&found, *uses_epp_key)),
            None => None,
        };
        ((*tld).to_owned(), verdict.unwrap_or_else(unsupported))
    });
    let tlds = verdicts.collect();
    Ok(done(TldsChecked { sld: call.sld, tlds }))
}

fn verdict(found: &Availability, uses_epp_key: bool) -> TldVerdict {
    let is_available = found.taken.is_none();
    TldVerdict {
        is_available: TextFlag(is_available),
        uses_epp_key: TextFlag(uses_epp_key),
        is_premium: TextFlag(found.premium),
        message: if is_available { "Available" } else { domain::check::reason(found) }.to_owned(),
    }
}

/// The verdict on a name under an extension that is not sold.
fn unsupported() -> TldVerdict {
    TldVerdict {
        is_available: TextFlag(false),
        uses_epp_key: TextFlag(false),
        is_premium: TextFlag(false),
        message: "TLD is unsupported".to_owned(),
    }
}

async fn check_transfer(caller: Caller, call: CheckTransfer) -> Handled<TransferStatuses> {
    transfer::status(caller, ReadTransferStatus { sld: call.sld, tld: call.tld }).await
}

async fn cancel_update(caller: Caller, call: CancelUpdate) -> Handled<Done> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    update::cancel(caller.cx()?, name).await?;
    Ok(just_done())
}

async fn cancel_delete(caller: Caller, call: CancelDelete) -> Handled<Done> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    delete::cancel(caller.cx()?, name).await?;
    Ok(just_done())
}

async fn count_domains(caller: Caller, _: CountDomains) -> Handled<DomainTotals> {
    const REGISTERED: [Days; 3] = [Days(1), Days(7), Days(30)];
    const EXPIRING: [Days; 6] = [Days(1), Days(7), Days(14), Days(30), Days(60), Days(90)];
    let found = totals::totals(caller.cx()?, &REGISTERED, &EXPIRING).await?;
    let (registered, expiring) = (&found.counts.registered, &found.counts.expiring);
    Ok(done(DomainTotals {
        totals: Totals {
            domains: pages::count(found.counts.all),
            transfers_in: pages::count(found.incoming),
            transfers_out: pages::count(found.outgoing),
            pending_updates: pages::count(found.counts.updating),
            premium_dns: pages::count(found.counts.managed),
            registered_1: pages::count(registered[0]),
            registered_7: pages::count(registered[1]),
            registered_30: pages::count(registered[2]),
            expiring_1: pages::count(expiring[0]),
            expiring_7: pages::count(expiring[1]),
            expiring_14: pages::count(expiring[2]),
            expiring_30: pages::count(expiring[3]),
            expiring_60: pages::count(expiring[4]),
            expiring_90: pages::count(expiring[5]),
            expired: pages::count(found.counts.expired),
            in_redemption: found.in_redemption as u64,
        },
    }))
}
