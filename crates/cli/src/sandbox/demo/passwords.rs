//! Passwords of demo accounts, which follow from the seed. Hashing them is most of the work of the
//! first minute: it is done on every core, while the rest is founded in its order.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::Realm;
use app::accounts::{NewPassword, hash_ahead};
use app::keys::Purpose;
use model::secret::Secret;
use model::{Error, Result};
use tokio::task::JoinHandle;

/// Signs of a demo password.
const SIGNS: usize = 20;

/// Whose password: the family of callers, and the login.
pub(super) type Whose = (&'static str, &'static str);

/// Passwords that are being hashed.
pub(super) struct Passwords {
    realm: Arc<Realm>,
    begun: BTreeMap<Whose, JoinHandle<Result<NewPassword>>>,
}

impl Passwords {
    /// Begins to hash these, in the order in which they will be needed.
    pub fn begin(realm: &Arc<Realm>, whose: impl IntoIterator<Item = Whose>) -> Self {
        let hash = |whose: Whose| {
            let realm = Arc::clone(realm);
            let task = async move { hash_ahead(&realm, whose.0, whose.1, of(&realm, whose)).await };
            (whose, tokio::spawn(task))
        };
        Self { realm: Arc::clone(realm), begun: whose.into_iter().map(hash).collect() }
    }

    /// One of them, for a new member.
    pub async fn take(&mut self, whose: Whose) -> Result<NewPassword> {
        match self.begun.remove(&whose) {
            Some(task) => task.await.map_err(Error::internal)?,
            None => Ok(of(&self.realm, whose).into()),
        }
    }
}

/// The password of a demo account.
pub(super) fn of(realm: &Realm, (audience, login): Whose) -> Secret<String> {
    let parts = [audience.as_bytes(), login.as_bytes()];
    Secret::new(realm.keys.text(Purpose::Demo, &parts, SIGNS))
}
