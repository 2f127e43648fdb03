//! What may happen to a name, and when: pure functions of facts and `now`.
//!
//! Periods follow RFC 3915; how long they are stands in the TLD rulebook.

use super::{Domain, Lock, Phase};
use crate::error::{Error, Field, Prohibition, Reason, Result};
use crate::time::{Seconds, Timestamp, Years};
use crate::tld::TldRules;

/// What a first registration would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registration {
    /// When it would expire.
    pub expires: Timestamp,
    /// Whether it would start locked.
    pub lock: Lock,
}

/// What a renewal would change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renewal {
    /// The expiry it starts from; the registry compares it, so that no renewal happens twice.
    pub from: Timestamp,
    /// The expiry it leads to.
    pub expires: Timestamp,
    /// Years added.
    pub years: Years,
    /// Whether the name must be brought back from redemption first.
    pub restores: bool,
}

/// Something that time alone does to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Milestone {
    /// One day before the expiry.
    ExpiresTomorrow,
    /// The expiry.
    Expires,
    /// A day after the expiry on which an automatic renewal is tried again.
    RenewalRetry,
    /// The name stops resolving.
    Suspends,
    /// Only a restore brings it back.
    EntersRedemption,
    /// The name is free.
    Ends,
}

/// `years` after `expires`, counted from `anchor`.
///
/// Counting from the anchor keeps 29 February: four single years lead to the same day as four years
/// at once. An expiry that is no anniversary of it, as names from elsewhere may have, is counted from
/// itself.
#[must_use]
pub fn extend(anchor: Timestamp, expires: Timestamp, years: Years) -> Timestamp {
    let before = anchor.years_until(expires);
    if anchor.plus_years(Years(before)) != expires {
        return expires.plus_years(years);
    }
    anchor.plus_years(Years(before.saturating_add(years.0)))
}

/// What registering a name for `years` would be, or why it may not happen.
///
/// # Errors
/// When the registry does not take that many years.
pub fn register(years: Years, now: Timestamp, rules: &TldRules) -> Result<Registration> {
    let (fewest, most) = rules.registration_years;
    if years < fewest || years > most {
        return Err(Error::invalid(Field::Period, Reason::YearsOutOfRange(fewest.0, most.0)));
    }
    let lock = if rules.starts_locked { Lock::On } else { Lock::Off };
    Ok(Registration { expires: now.plus_years(years), lock })
}

/// What renewing `domain` would change, or why it may not happen.
///
/// Years count from the current expiry, and no registration may end later than `rules.longest` from
/// now; so the longest renewal only fits on the last day.
///
/// # Errors
/// When the phase, another change or the longest term rules it out.
pub fn renew(domain: &Domain, years: Years, now: Timestamp, rules: &TldRules) -> Result<Renewal> {
    domain.changeable()?;
    let restores = match domain.at(now, rules) {
        Phase::Active | Phase::Expired | Phase::Lapsed => false,
        Phase::Redemption => true,
        Phase::PendingDelete | Phase::Gone => {
            return Err(Error::Prohibited(Prohibition::PendingDelete));
        }
    };
    if years.0 == 0 || years > rules.longest {
        return Err(Error::invalid(Field::Period, Reason::YearsOutOfRange(1, rules.longest.0)));
    }
    let expires = extend(domain.anchor, domain.expires, years);
    if expires > now.plus_years(rules.longest) {
        return Err(Error::invalid(Field::Period, Reason::PastLongest(rules.longest.0)));
    }
    Ok(Renewal { from: domain.expires, expires, years, restores })
}

/// Whether the name may be changed at `now`: contacts, servers, zone, flags.
///
/// # Errors
/// When the phase or another change rules it out.
pub fn update(domain: &Domain, now: Timestamp, rules: &TldRules) -> Result<()> {
    domain.changeable()?;
    match domain.at(now, rules) {
        Phase::Active | Phase::Expired => Ok(()),
        Phase::Lapsed => Err(Error::Prohibited(Prohibition::Expired)),
        Phase::Redemption => Err(Error::Prohibited(Prohibition::Redemption)),
        Phase::PendingDelete | Phase::Gone => Err(Error::Prohibited(Prohibition::PendingDelete)),
    }
}

/// Whether the lock may be taken off at `now`.
///
/// # Errors
/// [`Prohibition::UnlockGrace`] while the name is too young, else as [`update`].
pub fn unlock(domain: &Domain, now: Timestamp, rules: &TldRules) -> Result<()> {
    update(domain, now, rules)?;
    let came = domain.transferred.unwrap_or(domain.registered);
    let free = came + rules.unlock_grace;
    if domain.lock == Lock::On && now < free {
        return Err(Error::Prohibited(Prohibition::UnlockGrace(free)));
    }
    Ok(())
}

/// Whether the name may be deleted by request at `now`.
///
/// # Errors
/// When it is on its way out already, or another change is under way.
pub fn delete(domain: &Domain, now: Timestamp, rules: &TldRules) -> Result<()> {
    domain.unoccupied()?;
    match domain.at(now, rules) {
        Phase::Active | Phase::Expired | Phase::Lapsed => Ok(()),
        Phase::Redemption => Err(Error::Prohibited(Prohibition::Redemption)),
        Phase::PendingDelete | Phase::Gone => Err(Error::Prohibited(Prohibition::PendingDelete)),
    }
}

/// The first thing that time alone does to `domain` after what was told already.
#[must_use]
pub fn next_milestone(domain: &Domain, rules: &TldRules) -> Option<(Timestamp, Milestone)> {
    milestones(domain, rules).into_iter().find(|(moment, _)| *moment > domain.told)
}

fn milestones(domain: &Domain, rules: &TldRules) -> Vec<(Timestamp, Milestone)> {
    if let Some(deleted) = domain.deleted {
        let end = if deleted < domain.registered + rules.add_grace {
            deleted + Seconds(1)
        } else {
            deleted + rules.redemption + rules.pending_delete
        };
        return vec![(end, Milestone::Ends)];
    }
    let deadlines = domain.deadlines(rules);
    let mut list = vec![
        (domain.expires - Seconds::DAY, Milestone::ExpiresTomorrow),
        (domain.expires, Milestone::Expires),
    ];
    if domain.autorenew {
        let mut retry = domain.expires + Seconds::DAY;
        while retry < deadlines.suspend {
            list.push((retry, Milestone::RenewalRetry));
            retry = retry + Seconds::DAY;
        }
    }
    list.extend([
        (deadlines.suspend, Milestone::Suspends),
        (deadlines.redemption, Milestone::EntersRedemption),
        (deadlines.delete, Milestone::Ends),
    ]);
    list
}
