//! What the platform needs from the worlds outside, in its own words.

/// Somebody who delivers mail.
pub mod mailer;
/// The registry or registrar above us.
pub mod registry;

pub use mailer::{Mail, Mailer};
pub use registry::Registry;
