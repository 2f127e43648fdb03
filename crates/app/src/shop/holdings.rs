//! Names as whoever buys them by order sees them: those it holds, those it ordered, and those it held.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use model::Result;
use model::domain::{Domain, DomainId, Phase};
use model::error::{Error, Noun, PriceAction};
use model::invoice::{LineKind, LineState};
use model::money::Money;
use model::name::HostName;
use model::privilege::{DomainPrivilege, Privilege};
use model::time::{Timestamp, Years};
use store::Tx;
use store::invoices::Line;

use super::wanted_name::parse;
use crate::accounts::prices;
use crate::page::MOST_ROWS;
use crate::realm::{Context, Realm};

/// How far a name got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldingState {
    /// Ordered, and not here yet.
    Pending,
    /// Held.
    Active,
    /// Past its expiry.
    Expired,
    /// Ordered, and never had.
    Cancelled,
    /// Held once.
    Gone,
}

/// What was and will be paid for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Billed {
    /// What it cost first, net.
    pub first: Money,
    /// What its renewal costs, net.
    pub recurring: Money,
    /// For how many years at a time.
    pub years: u8,
    /// When its renewal is billed.
    pub next_invoice: Timestamp,
}

/// A name that an account holds, ordered or held.
#[derive(Debug, Clone)]
pub struct Holding {
    /// Its number.
    pub id: DomainId,
    /// The name.
    pub name: String,
    /// How far it got.
    pub state: HoldingState,
    /// When it was registered, or ordered.
    pub created: Timestamp,
    /// When it expires.
    pub expires: Timestamp,
    /// Whether it renews by itself.
    pub autorenew: bool,
    /// Whether its contacts are hidden.
    pub privacy: bool,
    /// Its delegation.
    pub nameservers: Vec<HostName>,
    /// Its money.
    pub billed: Billed,
}

/// Every name that the caller holds or waits for, by number.
///
/// # Errors
/// When the database fails.
pub async fn holdings(cx: &Context) -> Result<Vec<Holding>> {
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| {
            let account = inner.account();
            let lines = by_subject(tx.lines_about_names(account, MOST_ROWS)?);
            let (mut money, mut found) = (Prices::default(), BTreeMap::new());
            for domain in tx.domains_held(account, MOST_ROWS)? {
                let about = lines.get(&domain.id.0).map_or(&[][..], Vec::as_slice);
                let billed = money.billed(tx, &inner, &domain, about)?;
                found.insert(domain.id, held(&inner.realm, &domain, billed)?);
            }
            for line in lines.values().flatten().filter(|line| waits(line)) {
                if let Entry::Vacant(place) = found.entry(DomainId(line.subject)) {
                    place.insert(ordered(tx, &inner, line, &mut money)?);
                }
            }
            found.retain(|id, _| inner.holds(Privilege::Domain(*id, DomainPrivilege::Basic)));
            Ok(found.into_values().collect())
        })
        .await
}

/// Lines by what they are about, in their order.
fn by_subject(lines: Vec<Line>) -> BTreeMap<i64, Vec<Line>> {
    let mut sorted: BTreeMap<i64, Vec<Line>> = BTreeMap::new();
    for line in lines {
        sorted.entry(line.subject).or_default().push(line);
    }
    sorted
}

/// Whether a line is for a name that is still to come.
fn waits(line: &Line) -> bool {
    matches!(line.state, LineState::Open | LineState::Due | LineState::Begun)
        && line.kind != LineKind::Renew
}

/// A name by its number: held, ordered, or held once.
///
/// # Errors
/// When the caller has none with this number, or may not look.
pub async fn holding(cx: &Context, id: DomainId) -> Result<Holding> {
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| {
            let found = by_id(tx, &inner, id)?;
            inner.needs(Privilege::Domain(found.id, DomainPrivilege::Basic))?;
            Ok(found)
        })
        .await
}

fn by_id(tx: &mut Tx<'_>, cx: &Context, id: DomainId) -> Result<Holding> {
    let account = cx.account();
    if let Some(stored) = tx.domain_by_id(id)?.filter(|stored| stored.domain.account == account) {
        return with_money(tx, cx, &stored.domain);
    }
    let kinds = [LineKind::Register, LineKind::Transfer];
    let line = tx.lines_about(&kinds, id.0)?.into_iter().find(|line| line.account == account);
    let line = line.ok_or(Error::NotFound(Noun::Domain))?;
    if line.state == LineState::Done {
        // It came under the number that it had here already, or it is not held any more.
        let name = parse(&cx.realm, &line.name)?;
        return match tx.domain(&name)?.filter(|stored| stored.domain.account == account) {
            Some(stored) => with_money(tx, cx, &stored.domain),
            None => ordered(tx, cx, &line, &mut Prices::default()),
        };
    }
    ordered(tx, cx, &line, &mut Prices::default())
}

/// Every registration that the caller's account had under a name, and every order of it: what stands
/// first, the newest before the older.
///
/// # Errors
/// When it is no name.
pub async fn holdings_named(cx: &Context, name: &str) -> Result<Vec<Holding>> {
    let name = parse(&cx.realm, name)?;
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| {
            let account = inner.account();
            let mut found = Vec::new();
            for (domain, ended) in tx.domains_named(account, &name)? {
                let mut holding = with_money(tx, &inner, &domain)?;
                if ended.is_some() {
                    holding.state = HoldingState::Gone;
                }
                found.push(holding);
            }
            let never_had =
                |line: &Line| line.kind != LineKind::Renew && line.state != LineState::Done;
            let mut money = Prices::default();
            for line in tx.lines_naming(account, name.as_str())?.into_iter().filter(never_had) {
                if !found.iter().any(|holding: &Holding| holding.id.0 == line.subject) {
                    found.push(ordered(tx, &inner, &line, &mut money)?);
                }
            }
            found.retain(|one| inner.holds(Privilege::Domain(one.id, DomainPrivilege::Basic)));
            found.sort_by_key(|one| (rank(one.state), std::cmp::Reverse(one.id)));
            Ok(found)
        })
        .await
}

const fn rank(state: HoldingState) -> u8 {
    match state {
        HoldingState::Active | HoldingState::Expired => 0,
        HoldingState::Pending => 1,
        HoldingState::Gone | HoldingState::Cancelled => 2,
    }
}

fn with_money(tx: &mut Tx<'_>, cx: &Context, domain: &Domain) -> Result<Holding> {
    let kinds = [LineKind::Register, LineKind::Transfer, LineKind::Renew];
    let mut lines = tx.lines_about(&kinds, domain.id.0)?;
    // What somebody paid who held it before is not the holder's to see.
    lines.retain(|line| line.account == cx.account());
    let billed = Prices::default().billed(tx, cx, domain, &lines)?;
    held(&cx.realm, domain, billed)
}

/// Renewal prices that were looked up, by extension.
#[derive(Default)]
struct Prices(BTreeMap<String, Money>);

impl Prices {
    fn renewal(&mut self, tx: &mut Tx<'_>, cx: &Context, tld: &str) -> Result<Money> {
        if let Some(known) = self.0.get(tld) {
            return Ok(*known);
        }
        let (list, _) = prices::price_list(tx, &cx.realm.costs, cx.account(), tld)?;
        let price = list.charge(PriceAction::Renew, 1)?.price;
        self.0.insert(tld.to_owned(), price);
        Ok(price)
    }

    /// The money of a held name; `lines` are about it, newest first.
    fn billed(
        &mut self,
        tx: &mut Tx<'_>,
        cx: &Context,
        domain: &Domain,
        lines: &[Line],
    ) -> Result<Billed> {
        let renewal = self.renewal(tx, cx, domain.name.tld())?;
        let mut paid = lines.iter().filter(|line| line.state == LineState::Done);
        let last = paid.next();
        let years = last.map_or(1, |line| line.years.max(1));
        let first = paid.next_back().or(last);
        let first = first.map_or(Money::zero(renewal.currency), |line| line.amount);
        Ok(Billed {
            first,
            recurring: renewal.times(years)?,
            years,
            next_invoice: domain.expires - cx.realm.settings.billing.name_ahead,
        })
    }
}

fn held(realm: &Realm, domain: &Domain, billed: Billed) -> Result<Holding> {
    let state = match domain.at(realm.now(), realm.rules(&domain.name)?) {
        Phase::Active => HoldingState::Active,
        Phase::Expired | Phase::Lapsed | Phase::Redemption | Phase::PendingDelete => {
            HoldingState::Expired
        }
        Phase::Gone => HoldingState::Gone,
    };
    Ok(Holding {
        id: domain.id,
        name: domain.name.to_string(),
        state,
        created: domain.registered,
        expires: domain.expires,
        autorenew: domain.autorenew,
        privacy: domain.privacy,
        nameservers: domain.nameservers.clone(),
        billed,
    })
}

/// A name that was ordered and is not here: it expires when it would, had it come with the order.
fn ordered(tx: &mut Tx<'_>, cx: &Context, line: &Line, money: &mut Prices) -> Result<Holding> {
    let name = parse(&cx.realm, &line.name)?;
    let renewal = money.renewal(tx, cx, name.tld())?;
    let created = line.raised;
    let expires = created.plus_years(Years(line.years.max(1)));
    Ok(Holding {
        id: DomainId(line.subject),
        name: line.name.clone(),
        state: match line.state {
            LineState::Open | LineState::Due | LineState::Begun => HoldingState::Pending,
            LineState::Done => HoldingState::Gone,
            LineState::Refused | LineState::Cancelled => HoldingState::Cancelled,
        },
        created,
        expires,
        autorenew: false,
        privacy: false,
        nameservers: Vec::new(),
        billed: Billed {
            first: line.amount,
            recurring: renewal.times(line.years.max(1))?,
            years: line.years.max(1),
            next_invoice: expires - cx.realm.settings.billing.name_ahead,
        },
    })
}
