//! Whether names can be registered, and at which kind of price.

use model::Result;
use model::error::{Error, Field, Reason};
use model::name::DomainName;

use crate::accounts::attempts::Suspect;
use crate::ports::registry::Availability;
use crate::realm::Context;

/// Names asked about in one call at most.
pub const MOST_NAMES: usize = 1_000;

/// As [`check`], for a bounded number of names a minute: callers that want dropping names ask all the
/// time.
///
/// # Errors
/// Also when the account asked for too many.
pub async fn gently(cx: &Context, names: &[DomainName]) -> Result<Vec<Availability>> {
    let suspect = [Suspect::Login(format!("checks of {}", cx.account().0))];
    let most = cx.realm.settings.checks_a_minute;
    cx.realm.attempts.failed(&suspect, most, cx.realm.clock.machine())?;
    check(cx, names).await
}

/// What the registry says about names, in their order.
///
/// # Errors
/// When an extension is not sold here, or the registry does not answer.
pub async fn check(cx: &Context, names: &[DomainName]) -> Result<Vec<Availability>> {
    if names.len() > MOST_NAMES {
        return Err(Error::invalid(Field::Domain, Reason::MoreThan(1_000)));
    }
    for name in names {
        cx.realm.rules(name)?;
    }
    cx.realm.registry.check(names).await
}
