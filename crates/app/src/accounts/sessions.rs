//! Sessions that were looked up a moment ago. One is used again only while nothing at all was
//! committed since, so a suspension or a logout bites as soon as it was answered.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use model::account::MemberId;
use model::{Error, Result};
use store::Store;
use store::access::Grant;
use store::accounts::Session;

/// Sessions remembered at most.
const MOST: usize = 1_000;

/// A member as it stands, and the grant that its token speaks of, unless that was ended.
#[derive(Clone)]
pub struct Found {
    /// The member and its account.
    pub session: Arc<Session>,
    /// The grant.
    pub grant: Option<Grant>,
}

/// The member, and the number of the grant.
type Wanted = (MemberId, Option<i64>);

/// What was looked up, and the store's age at that moment.
#[derive(Default)]
pub struct Sessions(Mutex<HashMap<Wanted, (u64, Found)>>);

impl Sessions {
    /// The session of a member as it stands now, with the grant of a number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(
        &self,
        store: &Store,
        member: MemberId,
        grant: Option<i64>,
    ) -> Result<Option<Found>> {
        // Before the look-up: a change in between only makes the entry useless.
        let age = store.age();
        if let Some(age) = age
            && let Some((seen, found)) =
                self.0.lock().map_err(Error::internal)?.get(&(member, grant))
            && *seen == age
        {
            return Ok(Some(found.clone()));
        }
        let found = store.read(move |tx| {
            let Some(session) = tx.session(member)? else { return Ok(None) };
            let grant = grant.map(|number| tx.grant(member, number)).transpose()?.flatten();
            Ok(Some((session, grant)))
        });
        let Some((session, known)) = found.await? else { return Ok(None) };
        let found = Found { session: Arc::new(session), grant: known };
        if let Some(age) = age {
            let mut sessions = self.0.lock().map_err(Error::internal)?;
            if sessions.len() >= MOST {
                sessions.clear();
            }
            sessions.insert((member, grant), (age, found.clone()));
        }
        Ok(Some(found))
    }
}
