//! testkit

/// A fresh database for each test, on either engine.
pub mod database;
