//! Zones that live under a service, and their records.
//!
//! What the service answers differs from what its document shows. Where it does, the answer is an
//! enum of both; the schema describes the documented one.

/// What a record says.
pub mod content;
/// Adds one record.
pub mod create_record;
/// Begins a zone.
pub mod create_zone;
/// Removes one record.
pub mod delete_record;
/// Ends a zone.
pub mod delete_zone;
/// One zone with its records.
pub mod details;
/// All zones of the account.
pub mod list;
/// The zones of one service.
pub mod service_zones;
/// Changes one record.
pub mod update_record;
