//! Closing a ticket.

use model::Result;
use model::event::EventKind;
use model::privilege::{Privilege, SupportPrivilege};
use model::ticket::{TicketNumber, TicketState};

use super::switch;
use crate::realm::Context;

/// Closes a ticket of the caller's.
///
/// # Errors
/// When there is no such ticket, or it is closed already.
pub async fn close(cx: &Context, number: TicketNumber) -> Result<()> {
    cx.needs(Privilege::Support(SupportPrivilege::CloseTicket))?;
    switch(cx, number, TicketState::closed, EventKind::TicketClosed).await
}
