//! Sessions that were looked up a moment ago. One is used again only while nothing at all was
//! committed since, so a suspension bites as soon as it was answered.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use model::account::MemberId;
use model::{Error, Result};
use store::Store;
use store::accounts::Session;

/// Sessions remembered at most.
const MOST: usize = 1_000;

/// What was looked up, and the store's age at that moment.
#[derive(Default)]
pub struct Sessions(Mutex<HashMap<MemberId, (u64, Arc<Session>)>>);

impl Sessions {
    /// The session of a member, as it stands now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&self, store: &Store, member: MemberId) -> Result<Option<Arc<Session>>> {
        // Before the look-up: a change in between only makes the entry useless.
        let age = store.age();
        if let Some(age) = age
            && let Some((seen, session)) = self.0.lock().map_err(Error::internal)?.get(&member)
            && *seen == age
        {
            return Ok(Some(Arc::clone(session)));
        }
        let Some(session) = store.read(move |tx| tx.session(member)).await?.map(Arc::new) else {
            return Ok(None);
        };
        if let Some(age) = age {
            let mut sessions = self.0.lock().map_err(Error::internal)?;
            if sessions.len() >= MOST {
                sessions.clear();
            }
            sessions.insert(member, (age, Arc::clone(&session)));
        }
        Ok(Some(session))
    }
}
