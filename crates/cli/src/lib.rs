//! nameyard
