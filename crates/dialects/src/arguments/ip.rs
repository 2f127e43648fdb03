//! Network addresses.

use std::borrow::Cow;
use std::net::IpAddr;

use super::text_argument::{Argument, travels};

/// An address of version 4 or 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ip(pub IpAddr);

impl Argument for Ip {
    const EXPECTED: &'static str = "an IP address";

    fn read(text: &str) -> Option<Self> {
        text.trim().parse().ok().map(Self)
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.to_string().into()
    }
}

travels!(Ip);
