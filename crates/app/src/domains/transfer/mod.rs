//! Moving names: between two accounts here, in from another registrar, out to one.
//!
//! A request waits for the losing side's answer, or for the deadline at which silence decides. The
//! fee is on hold until then.

/// Whether a name could move here.
pub mod check;
/// Settles a transfer that was decided.
mod conclude;
/// The word of a name's owner.
pub mod confirm;
/// Lists, states and what a mailed key opens.
pub mod read;
/// What the registry tells about transfers.
mod registry_news;
/// Asks for a name.
pub mod request;
/// Answers, withdrawals, mail.
pub mod respond;

use std::sync::Arc;

use model::operation::OperationState;
use model::secret::Secret;
use model::{Error, Result};
use serde::{Deserialize, Serialize};
use store::operations::Operation;

use crate::keys::Keys;
use crate::realm::Realm;

pub(crate) use conclude::at_deadline;
pub use registry_news::poll_registry;

/// What is written down of a request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Command {
    /// From another registrar (else between two accounts here).
    external: bool,
    /// Rows of the gaining account's contacts; the registrant stays who it is where it was not named.
    contacts: [Option<i64>; 4],
    /// The delegation afterwards, where it changes.
    nameservers: Option<Vec<String>>,
    /// The zone is run here afterwards.
    managed: bool,
    /// The auth code under the realm's key, in hex, until the registry has it.
    auth_code: Option<String>,
    /// The gaining account's own reference.
    reference: Option<String>,
    /// The name's owner is asked by mail. Absent in requests that were written down before anybody
    /// was.
    #[serde(default)]
    pub(crate) confirmed_by_owner: bool,
}

impl Command {
    /// The rows of the gaining account's contacts.
    pub(crate) const fn contacts(&self) -> [Option<i64>; 4] {
        self.contacts
    }

    /// The delegation afterwards, where it changes.
    pub(crate) fn nameservers(&self) -> &[String] {
        self.nameservers.as_deref().unwrap_or_default()
    }

    /// The auth code that the request came with.
    pub(crate) fn opened_code(&self, keys: &Keys) -> Result<Option<Secret<String>>> {
        self.auth_code.as_deref().map(|sealed| request::open(keys, sealed)).transpose()
    }
}

/// Carries a transfer on that a crash or silence interrupted.
pub(crate) async fn carry_on(
    realm: &Arc<Realm>,
    operation: &Operation,
    command: &Command,
) -> Result<()> {
    match (&operation.outcome, operation.state) {
        (_, OperationState::Waiting) => Ok(()),
        (Some(verdict), _) => conclude::move_name(realm, operation, command, verdict).await,
        (None, _) if command.external => request::ask(realm, operation, command, true).await,
        (None, _) => {
            Err(Error::internal("a transfer between accounts was begun without a verdict"))
        }
    }
}
