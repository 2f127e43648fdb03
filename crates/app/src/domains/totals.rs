//! How many names an account has, and how many of them stand where.

use model::Result;
use model::domain::Phase;
use model::privilege::Privilege;
use model::time::{Days, Timestamp};
use store::domains::Counted;
pub use store::domains::Counts;
use store::transfers::Direction;

use crate::page::MOST_ROWS;
use crate::realm::Context;

/// How many names an account has, and how many of them stand where; one may count several times.
#[derive(Debug, Clone)]
pub struct Totals {
    /// What the stored facts say by themselves.
    pub counts: Counts,
    /// Names that only a restore brings back.
    pub in_redemption: usize,
    /// Names on their way here.
    pub incoming: i64,
    /// Names on their way out.
    pub outgoing: i64,
}

/// Counts the caller's names: those registered within each of some spans of days up to now, and
/// those expiring within each of some spans from now on.
///
/// # Errors
/// When the caller may not see all of them.
pub async fn totals(cx: &Context, registered: &[Days], expiring: &[Days]) -> Result<Totals> {
    cx.needs(Privilege::EveryDomain)?;
    let (account, now) = (cx.account(), cx.now());
    let since: Vec<Timestamp> = registered.iter().map(|&days| now - days).collect();
    let until: Vec<Timestamp> = expiring.iter().map(|&days| now + days).collect();
    let (counts, overdue, incoming, outgoing) = cx
        .realm
        .store
        .read(move |tx| {
            let counted = Counted { now, registered_since: &since, expiring_until: &until };
            Ok((
                tx.count_domains(account, counted)?,
                tx.overdue_domains(account, now, MOST_ROWS)?,
                tx.pending_transfers(account, Direction::In)?,
                tx.pending_transfers(account, Direction::Out)?,
            ))
        })
        .await?;
    let mut in_redemption = 0;
    for domain in overdue {
        let phase = domain.at(now, cx.realm.rules(&domain.name)?);
        in_redemption += usize::from(phase == Phase::Redemption);
    }
    Ok(Totals { counts, in_redemption, incoming, outgoing })
}
