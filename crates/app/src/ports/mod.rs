//! What the platform needs from the worlds outside, in its own words.

/// Somebody who takes money.
pub mod gateway;
/// Somebody who delivers mail.
pub mod mailer;
/// Whoever runs what was subscribed to.
pub mod provisioner;
/// The registry or registrar above us.
pub mod registry;

pub use gateway::Gateway;
pub use mailer::{Mail, Mailer};
pub use provisioner::{Provisioner, Provisioners};
pub use registry::Registry;
