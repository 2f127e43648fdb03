//! The HTTP server around the dialects: what is the same whoever calls whom.

/// JSON answers of everything that is no dialect.
pub mod answer;
/// What the embedded certificate authority shows to everybody.
pub mod authority;
/// Where the owner of a name gives its word.
mod confirm;
/// Where a new user of a tenant confirms its mail address.
mod confirm_user;
/// Pages for people.
mod docs;
/// What a host answers that leads elsewhere.
pub(crate) mod forwarded;
/// Where calls go in, and where they can be held up.
pub mod gate;
/// Whether the server can serve.
mod health;
/// Which dialect a provider's own host name means.
pub mod hosts;
/// Where a link leads that signs somebody in.
mod login;
/// What is counted and timed.
pub mod meters;
/// Accepts connections and lets them end well.
pub mod server;
/// All routes together.
pub mod site;
/// TLS on the listener.
pub mod tls;

pub use gate::Gate;
pub use hosts::HostTable;
pub use server::Server;
pub use site::Site;
pub use tls::TlsFiles;
