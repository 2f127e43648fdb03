//! The ladder of cases that every implementation of the registry's port climbs. The cases speak
//! through the port; only the other registrar's hand is the embedded registry's own.

/// What survives the end of a process.
mod books;
/// What a name's registrar may change, and who may see it.
mod changes;
/// Hosts, delegations and DS records.
mod hosts;
/// Availability, registration, renewal, deletion, restoration.
mod life;
/// Moves between registrars.
mod transfers;
/// A registry, a clock, and people's names for things.
mod world;
