//! The one program: wires the crates together and starts a server. Decides nothing about the
//! business.

/// The command line.
pub mod arguments;
/// What sellers ask for names in other currencies.
mod asking_prices;
/// The realm that stands beside the live one.
pub mod beside;
/// The dialects that are spoken.
pub mod dialects;
/// Takes what leads elsewhere and sends it on.
pub mod forwarding;
/// Accounts that a realm starts with.
mod founding;
/// The HTTP server around the dialects.
pub mod http;
/// The log.
pub mod logging;
/// The name server over the zones of a realm.
pub mod name_server;
/// Files that only their owner can read.
mod private_file;
/// Which wire profile each dialect is spoken in.
pub mod profiles;
/// The whole platform on this machine.
pub mod sandbox;
/// The platform for production.
pub mod serve;
/// The zones of a realm, for a supplier that believes them.
mod served_zones;
/// The wish that the program ends.
pub mod signal;
/// Why a server does not start.
mod start_error;
/// The end of a server.
mod winding_down;
/// Does what is due in a realm.
mod worker;
/// Zones from other servers and files.
mod zone_files;

pub use start_error::StartError;
