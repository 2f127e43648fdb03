//! Names as lists show them.

use app::Context;
use app::domains::choices::with_glue;
use app::domains::search::{self, FoundName, NameState};
use dialects::domaincontext::domain::row::DomainRow;
use dialects::keyed::Keyed;
use model::Result;
use model::account::AccountId;
use model::domain::{Domain, Lock, Pending, lifecycle};
use model::host::Host;
use model::time::{Seconds, Timestamp};

/// What the registries know the platform by.
const REGISTRAR: &str = "nameyard";
/// An expiry is near this many days ahead.
const SOON: i64 = 30;

/// Every state with its word and its label.
const STATES: [(NameState, &str, &str); 8] = [
    (NameState::Held, "ok", "Active"),
    (NameState::Expired, "expired", "Expired"),
    (NameState::Unconfirmed, "preincoming", "Waiting for the holder"),
    (NameState::Incoming, "incoming", "Being transferred here"),
    (NameState::Outgoing, "outgoing", "Being transferred away"),
    (NameState::Deleting, "deleting", "Being deleted"),
    (NameState::Deleted, "deleted", "Deleted"),
    (NameState::Gone, "gone", "Transferred away"),
];

/// The state that a word means.
pub fn state(word: &str) -> Option<NameState> {
    STATES.iter().find(|(_, known, _)| known.eq_ignore_ascii_case(word)).map(|(state, ..)| *state)
}

/// A name as lists show it, with the hosts below it.
pub fn row(cx: &Context, found: &FoundName, hosts: &[Host]) -> Result<DomainRow> {
    let state = search::standing(cx, found)?;
    let (owner, name) = match found {
        FoundName::Held { stored, owner, .. } => (owner, &stored.domain.name),
        FoundName::Coming { transfer, owner, .. } => (owner, &transfer.transfer.name),
    };
    // Whoever has nobody above sells to itself.
    let (seller, AccountId(seller_id)) = match owner.seller {
        Some(seller) => (&owner.seller_login, seller),
        None => (&owner.login, owner.account),
    };
    let (_, word, label) =
        STATES.iter().find(|(known, ..)| *known == state).copied().unwrap_or(STATES[0]);
    let blank = DomainRow {
        id: 0,
        domain: name.to_string(),
        zone: name.tld().to_owned(),
        client: owner.login.clone(),
        client_id: owner.account.0,
        seller: seller.clone(),
        seller_id,
        state: word.to_owned(),
        state_label: label.to_owned(),
        statuses: Keyed(Vec::new()),
        created_date: String::new(),
        updated_date: String::new(),
        transfer_date: None,
        expiration_date: None,
        expires: None,
        since: String::new(),
        operated: String::new(),
        lastop: String::new(),
        daysleft: None,
        is_expired: false,
        expires_soon: false,
        autorenewal: false,
        whois_protected: false,
        is_secured: false,
        is_holded: false,
        is_freezed: false,
        is_premium: false,
        nameservers: String::new(),
        nsips: String::new(),
        epp_client_id: REGISTRAR.to_owned(),
        note: String::new(),
    };
    match found {
        FoundName::Coming { transfer, number, .. } => {
            let requested = transfer.transfer.requested.day();
            Ok(coming(blank, number.0, requested, state))
        }
        FoundName::Held { stored, ended, .. } => {
            let held = held(cx, blank, &stored.domain, hosts, ended.is_some())?;
            Ok(DomainRow { note: stored.note.clone(), is_premium: stored.premium, ..held })
        }
    }
}

/// A name on its way shows when it was asked for and nothing that lies ahead.
fn coming(blank: DomainRow, id: i64, requested: String, state: NameState) -> DomainRow {
    let moves =
        (state == NameState::Incoming).then(|| status("pendingTransfer", "on its way here"));
    DomainRow {
        id,
        statuses: moves.into_iter().collect(),
        created_date: requested.clone(),
        updated_date: requested.clone(),
        since: requested.clone(),
        operated: requested,
        lastop: "transfer".to_owned(),
        ..blank
    }
}

fn held(
    cx: &Context,
    blank: DomainRow,
    domain: &Domain,
    hosts: &[Host],
    ended: bool,
) -> Result<DomainRow> {
    let (now, rules) = (cx.now(), cx.realm.rules(&domain.name)?);
    let left = (domain.expires.unix() - now.unix()).div_euclid(Seconds::DAY.0);
    let expires = domain.expires.day();
    let is_expired = domain.expires <= now;
    Ok(DomainRow {
        id: domain.id.0,
        statuses: statuses(domain, &blank.state, ended),
        created_date: domain.registered.day(),
        updated_date: domain.updated.day(),
        transfer_date: domain.transferred.map(Timestamp::day),
        expiration_date: Some(expires.clone()),
        expires: Some(expires),
        since: domain.transferred.unwrap_or(domain.registered).day(),
        operated: domain.updated.day(),
        lastop: last_operation(domain).to_owned(),
        daysleft: Some(left),
        is_expired,
        expires_soon: !is_expired && left < SOON,
        autorenewal: domain.autorenew,
        whois_protected: domain.privacy,
        is_secured: domain.lock == Lock::On,
        is_holded: domain.suspended,
        is_freezed: ended || lifecycle::update(domain, now, rules).is_err(),
        nameservers: joined(domain.nameservers.iter().map(ToString::to_string)),
        nsips: with_addresses(domain, hosts),
        ..blank
    })
}

/// Host names with their addresses, a pair for each.
pub fn with_addresses(domain: &Domain, hosts: &[Host]) -> String {
    let servers = with_glue(&domain.name, &domain.nameservers, hosts);
    let pairs = servers.into_iter().flat_map(|server| match server.addresses.is_empty() {
        true => vec![server.name.to_string()],
        false => {
            let pair = |address| format!("{}/{address}", server.name);
            server.addresses.iter().map(pair).collect()
        }
    });
    joined(pairs)
}

/// Things in one text, parted by commas.
pub fn joined(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(",")
}

/// The statuses of EPP (RFC 5731 §2.3) that follow from what is known.
fn statuses(domain: &Domain, state: &str, ended: bool) -> Keyed<String> {
    if ended {
        return Keyed(Vec::new());
    }
    let pending = match domain.pending {
        Some(Pending::Update) => Some(status("pendingUpdate", "a change is under way")),
        Some(Pending::Delete) => Some(status("pendingDelete", "a deletion is under way")),
        Some(Pending::Transfer) => Some(status("pendingTransfer", "a transfer is under way")),
        Some(Pending::Renewal) => Some(status("pendingRenew", "a renewal is under way")),
        None => None,
    };
    let locked = domain.lock == Lock::On;
    let locked = locked.then(|| status("clientTransferProhibited", "locked against transfers"));
    let on_hold = domain.suspended.then(|| status("clientHold", "taken out of the zone"));
    let leaving = (state == "deleting").then(|| status("redemptionPeriod", "about to be deleted"));
    let all: Vec<_> = [pending, locked, on_hold, leaving].into_iter().flatten().collect();
    match all.is_empty() {
        true => Keyed(vec![status("ok", "nothing stands against anything")]),
        false => Keyed(all),
    }
}

fn status(word: &str, label: &str) -> (String, String) {
    (word.to_owned(), label.to_owned())
}

/// What was done last, as far as the instants tell.
fn last_operation(domain: &Domain) -> &'static str {
    let last = domain.updated;
    match () {
        () if domain.renewed.is_some_and(|renewed| renewed >= last) => "renew",
        () if domain.transferred.is_some_and(|came| came >= last) => "transfer",
        () if domain.registered >= last => "register",
        () => "update",
    }
}
