//! What the platform needs from the worlds outside, in its own words.

/// Somebody who certifies names.
pub mod authority;
/// Somebody who calls addresses that callers gave.
pub mod caller_back;
/// Somebody who takes money.
pub mod gateway;
/// Somebody who delivers mail.
pub mod mailer;
/// A supplier that is not there.
pub mod nobody;
/// Whoever runs what was subscribed to.
pub mod provisioner;
/// The registry or registrar above us.
pub mod registry;
/// Somebody who runs servers.
pub mod server_host;

pub use authority::Authority;
pub use caller_back::{Callback, CallerBack};
pub use gateway::Gateway;
pub use mailer::{Mail, Mailer};
pub use nobody::Nobody;
pub use provisioner::{Provisioner, Provisioners};
pub use registry::Registry;
pub use server_host::ServerHost;
