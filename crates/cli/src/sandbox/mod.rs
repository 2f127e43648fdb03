//! The whole platform on this machine: nothing installed, nothing outside contacted.

/// Where everything is, for people and programs.
mod announcement;
/// The first minute: an empty world with its demo accounts.
mod beginning;
/// The sandbox's controls.
mod controls;
/// Demo accounts, dialect by dialect.
mod demo;
/// The data folder.
mod folder;
/// What outlives a reset.
mod ground;
/// What a sandbox is started with.
pub mod options;
/// The realms of a sandbox.
mod realms;
/// Back to the first minute.
mod reset;
/// A sandbox that accepts connections.
pub mod running;
/// The seed that every secret follows from.
mod seed;
/// What all controls share.
mod shared;
/// From options to a running sandbox.
mod start;
/// The suppliers of a sandbox, with their books.
pub(crate) mod suppliers;
/// How other name servers follow this one's.
mod transfers;
/// One realm with its suppliers, from one reset to the next.
pub mod world;

pub use options::Options;
pub use running::Running;
pub use start::start;
pub use world::World;
