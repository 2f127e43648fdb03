//! Invoices: raised, paid, and turned into what they are for.
//!
//! What is put on an invoice leaves the account's credit and waits in its book of applied money. Once
//! an invoice is paid, each of its lines is carried out by the verb it stands for; the line's share
//! goes back to the account's funds and on hold in the transaction that writes the operation down, so
//! that a refusal gives it back as credit and nothing else can spend it in between.

/// What the account above pays at the call.
pub(crate) mod bill;
/// Calling an unpaid invoice off.
pub(crate) mod cancel;
/// Money by a gateway.
pub(crate) mod collect;
/// Carrying out what was paid.
pub(crate) mod fulfil;
/// One line, from paid to had or given back.
pub(crate) mod line;
/// What time does to an unpaid invoice.
pub(crate) mod overdue;
mod pay;
/// Raising invoices.
pub(crate) mod raise;
mod read;

pub use pay::{Applied, apply_credit};
pub use read::{Balance, Details, balance, bills, details, list, methods};
pub use store::bills::BillFilter;
pub use store::invoices::{Invoice, Line};

use model::account::AccountId;
use model::invoice::InvoiceId;
use model::{Error, Result, error::Noun};
use store::Tx;

/// An invoice of an account; a stranger's is as unknown as one that is not there.
fn own(tx: &mut Tx<'_>, account: AccountId, id: InvoiceId) -> Result<Invoice> {
    tx.invoice(id)?
        .filter(|invoice| invoice.account == account)
        .ok_or(Error::NotFound(Noun::Invoice))
}
