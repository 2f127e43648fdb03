//! nameyard
fn main() {}
