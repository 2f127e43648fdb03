//! Registrations: one file per verb.

/// Finding a name for its holder.
pub mod held;
