//! What a contact is needed for.

use model::Result;
use model::account::AccountId;
use model::contact::ContactId;
use model::operation::{OperationId, OperationState};
use store::Tx;
use store::operations::Operation;

use crate::operations::Command;

/// Operations looked at in one go.
const AT_ONCE: i64 = 200;

/// Whether a contact stands for its account, behind a living name or for a certificate, or is needed
/// for something that is under way.
pub(super) fn is_needed(tx: &mut Tx<'_>, account: AccountId, id: ContactId) -> Result<bool> {
    Ok(tx.primary_contact(account)? == Some(id)
        || tx.name_behind(id)?.is_some()
        || tx.answers_for_certificate(id)?
        || is_at_work(tx, account, id, |_| true)?)
}

/// Whether somebody is just telling the registry who a contact is: two at once could reach it in one
/// order and our books in the other.
pub(super) fn is_told(tx: &mut Tx<'_>, account: AccountId, id: ContactId) -> Result<bool> {
    is_at_work(tx, account, id, |operation| operation.state != OperationState::Waiting)
}

/// Whether an operation of the account that is not over has to do with a contact.
fn is_at_work(
    tx: &mut Tx<'_>,
    account: AccountId,
    id: ContactId,
    counts: impl Fn(&Operation) -> bool,
) -> Result<bool> {
    let mut after = OperationId(0);
    loop {
        let open = tx.operations_at_work(account, after, AT_ONCE)?;
        let Some(last) = open.last() else { return Ok(false) };
        after = last.id;
        for operation in open.iter().filter(|operation| counts(operation)) {
            if concerns(tx, operation, id)? {
                return Ok(true);
            }
        }
    }
}

fn concerns(tx: &mut Tx<'_>, operation: &Operation, id: ContactId) -> Result<bool> {
    let command = Command::of(operation)?;
    let contacts = command.contacts();
    if contacts.contains(&id.0) {
        return Ok(true);
    }
    // A change of one contact of a name tells the registry all four.
    let told = matches!(command, Command::Update(_)) && !contacts.is_empty();
    Ok(told && tx.contacts_of(&operation.subject)?.contains(&id))
}
