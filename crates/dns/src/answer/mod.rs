//! Answering one message from the zones there are: a function of its octets, which nothing else touches.

mod additional;
mod cookies;
mod denial;
mod limit;
mod lookup;
mod names;
mod reply;
mod request;
mod resolve;
mod responder;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;

pub use responder::{Clock, Responder, ResponderSettings};

use crate::names::Name;
use crate::serve::Transport;

/// What becomes of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The reply was written.
    Reply,
    /// Nobody is answered: it is no query, or one too many.
    Silence,
    /// The zone is known and not loaded yet; asked again once it is.
    Later(Name),
    /// Not an ordinary question: transfers, notifications, whatever is signed with a shared key, and
    /// questions about the catalog. For [`Beyond`].
    Beyond,
}

/// Answers what is no ordinary question.
pub trait Beyond: Send + Sync + 'static {
    /// The messages that answer `request`, one after the other; exactly one or none over UDP.
    fn answer(
        &self,
        request: &[u8],
        peer: SocketAddr,
        over: Transport,
    ) -> Box<dyn Iterator<Item = Vec<u8>> + Send>;
}
