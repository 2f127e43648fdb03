//! DS records of a name.

/// Removes all, or some.
pub mod delete_ds_records;
/// Keys that the name server call takes.
pub mod dnssec_key;
/// How a record is written and read.
pub mod ds_record;
/// The records of a name.
pub mod ds_records;
/// Replaces the records.
pub mod set_ds_records;
