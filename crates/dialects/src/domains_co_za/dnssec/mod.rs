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

use std::fmt::Display;

use serde::Serializer;
use wire::Loose;

/// Numbers of DNSSEC travel as text towards the provider.
fn as_text<T: Display, S: Serializer>(number: &Loose<T>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(number)
}
