//! What the platform needs from the worlds outside, in its own words.

/// Somebody who certifies names.
pub mod authority;
/// Somebody who calls addresses that callers gave.
pub mod caller_back;
/// Somebody who takes money.
pub mod gateway;
/// Somebody who certifies hosts that lead elsewhere.
pub mod issuer;
/// Somebody who delivers mail.
pub mod mailer;
/// A supplier that is not there.
pub mod nobody;
/// Whoever runs what was subscribed to.
pub mod provisioner;
/// The registry or registrar above us.
pub mod registry;
/// Somebody who knows the addresses of names outside.
pub mod resolver;
/// Somebody who runs servers.
pub mod server_host;

pub use authority::Authority;
pub use caller_back::{Callback, CallerBack};
pub use gateway::Gateway;
pub use issuer::{Issued, Issuer, NotIssued, WebChallenges};
pub use mailer::{Mail, Mailer};
pub use nobody::Nobody;
pub use provisioner::{Provisioner, Provisioners};
pub use registry::Registry;
pub use resolver::{Resolved, Resolver};
pub use server_host::ServerHost;
