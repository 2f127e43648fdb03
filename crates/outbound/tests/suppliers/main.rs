//! The embedded suppliers keep their ports' promises.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test tells what is wrong by panicking")]

/// What a certificate authority checks and issues.
mod authority;
/// Where callbacks go, and where they never go.
mod callbacks;
/// Faults ordered of the registry and of mail.
mod faults;
/// Faults ordered of payments and of panels.
mod faults_of_commerce;
/// Payments, each of them once.
mod gateway;
/// A host of servers.
mod host;
/// Mail that is kept.
mod mail_sink;
/// A panel of hosting accounts.
mod panel;
/// What every registry does, case by case.
mod registry_ladder;
/// What no sequence of a registry's commands may do.
mod registry_properties;
/// A resolver outside, asked over UDP and TCP.
mod resolver;
