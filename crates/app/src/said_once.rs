//! What may be said only once: a request that was signed for one time is not answered a second time,
//! by whichever node it comes in, also after a restart.

use model::Result;
use model::time::{Seconds, Timestamp};

use crate::realm::Realm;
use crate::zones;

/// Words that are forgotten in one transaction.
const BATCH: i64 = 500;
/// Transactions that one round of forgetting makes at most; the next one goes on.
const BATCHES: usize = 200;
/// How often what is over is forgotten, in real time.
pub(crate) const PAUSE: Seconds = Seconds(3600);

/// Says a word within a scope; false when it was said there before. It is kept for `keep` at least.
///
/// # Errors
/// When the database fails.
pub async fn once(realm: &Realm, scope: &str, word: &str, keep: Seconds) -> Result<bool> {
    let (scope, word, ends) = (scope.to_owned(), word.to_owned(), realm.now() + keep);
    realm.store.write(move |tx| tx.say_once(&scope, &word, ends)).await
}

/// Forgets what is over. No clock waits for it, so a clock that is moved far does not stop at each
/// hour on its way.
///
/// # Errors
/// When the database fails.
pub async fn forget(realm: &Realm) -> Result<()> {
    let now = realm.now();
    for _ in 0..BATCHES {
        if realm.store.write(move |tx| tx.forget_said(now, BATCH)).await? == 0 {
            break;
        }
    }
    Ok(())
}

/// Forgets what is over, unless that was done a moment ago; when it was done last is kept in `last`.
pub(crate) async fn forget_hourly(realm: &Realm, last: &mut Option<Timestamp>) {
    let machine = realm.clock.machine();
    if last.is_some_and(|last| machine < last + PAUSE) {
        return;
    }
    *last = Some(machine);
    for forgotten in [forget(realm).await, zones::publication::forget(realm).await] {
        if let Err(error) = forgotten {
            tracing::warn!(?error, "what is over was not forgotten");
        }
    }
}
