//! Name servers that live inside the name they serve.

/// Removes a host.
pub mod delete_host;
/// A name's servers with their glue.
pub mod glue;
/// The hosts below a name, or the addresses of one.
pub mod hosts;
/// Writes servers with their glue.
pub mod set_glue;
/// Makes a host.
pub mod set_host;
