//! Zones as files in and out (RFC 1035 §5).
//!
//! A file that was exported here says in comments what DNS has no records for: forwards, aliases of
//! apexes, and which records go without saying. Imported again, it makes the same zone. A file from
//! elsewhere says nothing of these, and they stay as they are.

/// What stands in a file, line by line.
mod entries;
/// A zone as a file.
mod export;
/// Why a file was not taken in.
mod fault;
/// Whose a zone is.
mod holder;
/// A file as a zone.
mod import;
/// What an import changes.
mod plan;
/// What a file says.
mod read;
/// What a file says beyond DNS.
mod remarks;
/// Seconds, as files write them.
mod seconds;
/// Carrying an import out.
mod settle;

pub use export::export;
pub use fault::{Fault, Refusal};
pub use holder::{holder, names};
pub use import::{Mode, Report, Skipped, Wish, import};
pub use read::{Foreign, LONGEST_FILE, Upload, read};
