//! `cargo xtask ci`: everything that CI runs. The tests come last, so that their summary is the last
//! thing to be read.

use crate::{Result, check, test};

pub fn run(_: &[String]) -> Result {
    check::run(&[])?;
    test::run(&[])
}
