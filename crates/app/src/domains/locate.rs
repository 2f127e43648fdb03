//! Finding a name by its number, by itself or by both: a caller's own, one of an account below it, or
//! one that is on its way to either. Nobody learns of other names whether they are there.

use model::domain::DomainId;
use model::error::{Field, Noun, Prohibition, Reason};
use model::host::Host;
use model::name::DomainName;
use model::{Error, Result};
use store::Tx;
use store::domain_search::FoundName;
use store::domains::StoredDomain;
use store::transfers::StoredTransfer;

use crate::accounts::below;
use crate::realm::Context;

/// Which name is meant: by its number, by itself, or by both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Which {
    /// Its number.
    pub number: Option<DomainId>,
    /// The name itself.
    pub name: Option<DomainName>,
}

/// A name that was found.
#[derive(Clone)]
pub struct Located {
    /// A place to act for whoever holds it, or will.
    pub cx: Context,
    /// The name.
    pub name: DomainName,
    /// Its number.
    pub number: DomainId,
}

/// A name that was found, with everything that lists show of it.
#[derive(Clone)]
pub struct Detailed {
    /// A place to act for whoever holds it, or will.
    pub cx: Context,
    /// Its facts.
    pub found: FoundName,
    /// The hosts below it.
    pub hosts: Vec<Host>,
}

/// A name as the rows tell of it.
enum Place {
    Held(Box<StoredDomain>),
    Coming(Box<StoredTransfer>, DomainId),
}

impl Which {
    /// Reads a number, a name, or both.
    ///
    /// # Errors
    /// When nothing was said, or the name is none.
    pub fn read(cx: &Context, number: Option<i64>, name: Option<&str>) -> Result<Self> {
        if number.is_none() && name.is_none() {
            return Err(Error::Missing(Field::Domain));
        }
        let name = name.map(|name| parse(cx, name)).transpose()?;
        Ok(Self { number: number.map(DomainId), name })
    }
}

/// Reads a name as the platform's extensions divide it.
///
/// # Errors
/// When it is none.
pub fn parse(cx: &Context, name: &str) -> Result<DomainName> {
    DomainName::parse(name, |tld| cx.realm.rulebook.get(tld).is_some())
}

/// A name that is held, or on its way.
///
/// # Errors
/// When there is none in the caller's sight, or number and name speak of two.
pub async fn any(cx: &Context, which: Which) -> Result<Located> {
    let inner = cx.clone();
    let found = cx.realm.store.read(move |tx| {
        let (cx, place) = place(tx, &inner, &which)?;
        let (name, number) = match place {
            Place::Held(stored) => (stored.domain.name.clone(), stored.domain.id),
            Place::Coming(transfer, number) => (transfer.transfer.name.clone(), number),
        };
        Ok(Located { cx, name, number })
    });
    found.await
}

/// A name that is held: one that is on its way can only be looked at.
///
/// # Errors
/// As [`any`], and [`Prohibition::PendingTransfer`] for a name that is on its way.
pub async fn held(cx: &Context, which: Which) -> Result<Located> {
    let inner = cx.clone();
    let found = cx.realm.store.read(move |tx| match place(tx, &inner, &which)? {
        (cx, Place::Held(stored)) => {
            Ok(Located { cx, name: stored.domain.name.clone(), number: stored.domain.id })
        }
        (_, Place::Coming(..)) => Err(Error::Prohibited(Prohibition::PendingTransfer)),
    });
    found.await
}

/// A name that is held, or on its way, with everything that lists show of it; logins are those of an
/// audience.
///
/// # Errors
/// As [`any`].
pub async fn detailed(cx: &Context, audience: &'static str, which: Which) -> Result<Detailed> {
    let inner = cx.clone();
    let found = cx.realm.store.read(move |tx| {
        let (cx, place) = place(tx, &inner, &which)?;
        let owner = tx.ownership(cx.account(), audience)?;
        Ok(match place {
            Place::Held(stored) => {
                let hosts = tx.hosts(stored.domain.id)?;
                let found = FoundName::Held { stored: *stored, owner, ended: None };
                Detailed { cx, found, hosts }
            }
            Place::Coming(transfer, number) => {
                let found = FoundName::Coming { transfer: *transfer, owner, number };
                Detailed { cx, found, hosts: Vec::new() }
            }
        })
    });
    found.await
}

fn place(tx: &mut Tx<'_>, cx: &Context, which: &Which) -> Result<(Context, Place)> {
    let held = match (which.number, &which.name) {
        (Some(number), _) => tx.domain_by_id(number)?,
        (None, Some(name)) => tx.domain(name)?,
        (None, None) => return Err(Error::Missing(Field::Domain)),
    };
    let found = match held {
        Some(stored) => match reached(tx, cx, stored.domain.account)? {
            Some(acting) => Some((acting, Place::Held(Box::new(stored)))),
            None => {
                let asked = tx.open_transfer(&stored.domain.name)?;
                coming(tx, cx, asked, Some(stored.domain.id))?
            }
        },
        None => {
            let asked = match (which.number, &which.name) {
                (Some(number), _) => tx.transfer_promised(number)?,
                (None, Some(name)) => tx.open_transfer(name)?,
                (None, None) => None,
            };
            coming(tx, cx, asked, None)?
        }
    };
    let (acting, place) = found.ok_or(Error::NotFound(Noun::Domain))?;
    let name = match &place {
        Place::Held(stored) => &stored.domain.name,
        Place::Coming(transfer, _) => &transfer.transfer.name,
    };
    if which.name.as_ref().is_some_and(|said| said != name) {
        return Err(Error::invalid(Field::Domain, Reason::Contradicts));
    }
    Ok((acting, place))
}

/// A transfer to the caller or to an account below it.
fn coming(
    tx: &mut Tx<'_>,
    cx: &Context,
    asked: Option<StoredTransfer>,
    held: Option<DomainId>,
) -> Result<Option<(Context, Place)>> {
    let Some(stored) = asked else { return Ok(None) };
    let (Some(gaining), Some(number)) = (stored.transfer.gaining, held.or(stored.number)) else {
        return Ok(None);
    };
    let acting = reached(tx, cx, gaining)?;
    Ok(acting.map(|acting| (acting, Place::Coming(Box::new(stored), number))))
}

/// A place to act for an account from, where it is the caller's or stands below it.
fn reached(
    tx: &mut Tx<'_>,
    cx: &Context,
    account: model::account::AccountId,
) -> Result<Option<Context>> {
    match below::acting_within(tx, cx, account) {
        Ok(acting) => Ok(Some(acting)),
        Err(Error::NotFound(_) | Error::Forbidden(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
