//! Answers from the platform's zones. For now only where zones are read; nothing listens yet.

/// Zones as the name server sees them.
pub mod reader;
