//! Tenants of resellers.
