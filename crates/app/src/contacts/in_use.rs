//! What a contact is needed for.

use model::Result;
use model::account::AccountId;
use model::contact::ContactId;
use model::operation::{OperationId, OperationState};
use store::Tx;
use store::contact_objects::StoredPerson;
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
pub(super) fn is_told(tx: &mut Tx<'_>, stored: &StoredPerson) -> Result<bool> {
    let (account, id) = (stored.account, stored.id);
    let counts = |operation: &Operation| operation.state != OperationState::Waiting;
    // What an account has for its customers stands behind what is under way for them.
    let for_customers = stored.reseller == Some(account);
    Ok(is_at_work(tx, account, id, counts)?
        || for_customers
            && is_at_work_among(tx, id, counts, |tx, after| {
                tx.operations_at_work_below(account, after, AT_ONCE)
            })?)
}

/// Whether an operation of the account that is not over has to do with a contact.
fn is_at_work(
    tx: &mut Tx<'_>,
    account: AccountId,
    id: ContactId,
    counts: impl Fn(&Operation) -> bool,
) -> Result<bool> {
    is_at_work_among(tx, id, counts, |tx, after| tx.operations_at_work(account, after, AT_ONCE))
}

fn is_at_work_among(
    tx: &mut Tx<'_>,
    id: ContactId,
    counts: impl Fn(&Operation) -> bool,
    look: impl Fn(&mut Tx<'_>, OperationId) -> Result<Vec<Operation>>,
) -> Result<bool> {
    let mut after = OperationId(0);
    loop {
        let open = look(tx, after)?;
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
