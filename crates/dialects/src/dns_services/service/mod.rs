//! Products that an account has bought, and what it can do with them.

/// Asks for an end.
pub mod cancel;
/// One service.
pub mod details;
/// What a service is called.
pub mod label;
/// All services.
pub mod list;
/// Which calls a service answers.
pub mod methods;
/// Gives a service a name.
pub mod set_label;
/// Estimates or orders a change.
pub mod upgrade;
/// What a service can be changed to.
pub mod upgrade_options;
