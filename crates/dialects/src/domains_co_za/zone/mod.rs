//! Records of zones that our name servers answer for.

/// Adds one record.
pub mod add_record;
/// Replaces one record.
pub mod change_record;
/// Removes one record.
pub mod delete_record;
/// Empties a zone.
pub mod delete_zone;
/// A record out of numbered parameters.
pub mod record_line;
/// The records of a zone.
pub mod records;
/// Rewrites a zone, or adds to it.
pub mod set_records;
