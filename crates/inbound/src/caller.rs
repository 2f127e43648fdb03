//! Who calls: nobody yet where nobody needs to be, a member everywhere else.

use std::net::IpAddr;
use std::sync::Arc;

use app::{Context, Realm};
use model::error::{Credential, Error};

/// Who calls, in which world.
#[derive(Clone)]
pub struct Caller {
    /// The world that is called.
    pub realm: Arc<Realm>,
    /// Where from.
    pub address: Option<IpAddr>,
    pub(crate) context: Option<Context>,
}

impl Caller {
    /// Somebody of whom nothing is known yet.
    pub(crate) fn unknown(realm: &Arc<Realm>, address: Option<IpAddr>) -> Self {
        Self { realm: Arc::clone(realm), address, context: None }
    }

    /// The signed-in caller.
    ///
    /// # Errors
    /// When nobody is signed in; routes that need somebody never get here without.
    pub fn cx(&self) -> Result<&Context, Error> {
        self.context.as_ref().ok_or(Error::Unauthenticated(Credential::Absent))
    }
}
