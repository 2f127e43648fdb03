//! Opening a closed ticket again.

use model::Result;
use model::event::EventKind;
use model::privilege::{Privilege, SupportPrivilege};
use model::ticket::{TicketNumber, TicketState};

use super::switch;
use crate::realm::Context;

/// Opens a closed ticket of the caller's again.
///
/// # Errors
/// When there is no such ticket, or it is not closed.
pub async fn reopen(cx: &Context, number: TicketNumber) -> Result<()> {
    cx.needs(Privilege::Support(SupportPrivilege::CloseTicket))?;
    switch(cx, number, TicketState::reopened, EventKind::TicketReopened).await
}
