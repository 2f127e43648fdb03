//! A file out of a ticket.

use model::error::Noun;
use model::privilege::{Privilege, SupportPrivilege};
use model::ticket::{AttachmentId, TicketNumber};
use model::{Error, Result};
pub use store::attachments::{Attachment, AttachmentInfo};

use crate::realm::Context;

/// A file of a ticket of the caller's; where a number is given, the ticket must be that one.
///
/// # Errors
/// When there is no such file in a ticket of the caller's, or it is in another ticket.
pub async fn attachment(
    cx: &Context,
    number: Option<TicketNumber>,
    id: AttachmentId,
) -> Result<Attachment> {
    cx.needs(Privilege::Support(SupportPrivilege::Tickets))?;
    let account = cx.account();
    let found = cx.realm.store.read(move |tx| tx.attachment(account, number, id)).await?;
    found.ok_or(Error::NotFound(Noun::Attachment))
}
