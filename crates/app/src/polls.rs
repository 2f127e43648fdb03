//! News as poll messages: an account's log, of the kinds that its callers understand, and what was
//! acknowledged of it.

use model::error::{Field, Noun, Reason};
use model::event::EventKind;
use model::time::Timestamp;
use model::{Error, Result};
pub use store::events::{Event, EventFilter, EventOrder};

use crate::page::{Page, Window, bounded};
use crate::realm::Context;

/// Messages that one call may acknowledge.
const MOST_AT_ONCE: u16 = 1_000;

/// A page of the caller's messages. `kinds` are all that its dialect knows; the total counts these.
///
/// # Errors
/// When the database fails.
pub async fn list(
    cx: &Context,
    kinds: &[EventKind],
    filter: EventFilter,
    order: EventOrder,
    window: Window,
) -> Result<Page<Event>> {
    cx.needs_more_than_privileges()?;
    let (account, kinds, window) = (cx.account(), kinds.to_vec(), bounded(window));
    cx.realm.store.read(move |tx| tx.events(account, &kinds, &filter, order, window)).await
}

/// A message as a caller refers to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// Its event.
    pub id: i64,
    /// When it was written, for dialects whose ids say so.
    pub written: Option<Timestamp>,
}

/// Acknowledges messages, all of them or none. Acknowledging one again changes nothing.
///
/// # Errors
/// When one of them is not a message of the caller's of these kinds, or there are too many.
pub async fn acknowledge(
    cx: &Context,
    references: Vec<Reference>,
    kinds: &[EventKind],
) -> Result<()> {
    cx.needs_more_than_privileges()?;
    if references.is_empty() {
        return Err(Error::Missing(Field::Message));
    }
    if references.len() > usize::from(MOST_AT_ONCE) {
        return Err(Error::invalid(Field::Message, Reason::MoreThan(MOST_AT_ONCE)));
    }
    let (account, now) = (cx.account(), cx.now());
    let kinds = kinds.to_vec();
    cx.realm
        .store
        .write(move |tx| {
            for Reference { id, written } in &references {
                tx.event(account, *id)?
                    .filter(|event| kinds.contains(&event.kind))
                    .filter(|event| written.is_none_or(|written| written == event.at))
                    .ok_or(Error::NotFound(Noun::Message))?;
                tx.acknowledge(*id, now)?;
            }
            Ok(())
        })
        .await
}
