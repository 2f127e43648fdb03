//! Name servers.

use std::borrow::Cow;

use super::Ip;
use super::domain::is_host_name;
use crate::arguments::{Argument, travels};

/// The host name of a name server.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Nameserver(pub String);

/// A name server of a domain, with an address where the caller names one: `ns1.a.com/192.0.2.1`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Delegated {
    /// Its host name.
    pub host: Nameserver,
    /// Its address.
    pub address: Option<Ip>,
}

impl Argument for Nameserver {
    const EXPECTED: &'static str = "the host name of a name server";

    fn read(text: &str) -> Option<Self> {
        is_host_name(text.trim()).then(|| Self(text.trim().to_owned()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

impl Argument for Delegated {
    const EXPECTED: &'static str = Nameserver::EXPECTED;

    fn read(text: &str) -> Option<Self> {
        let Some((host, address)) = text.split_once('/') else {
            return Some(Self { host: Nameserver::read(text)?, address: None });
        };
        Some(Self { host: Nameserver::read(host)?, address: Some(Ip::read(address)?) })
    }

    fn write(&self) -> Cow<'_, str> {
        match self.address {
            Some(address) => format!("{}/{}", self.host.0, address.0).into(),
            None => self.host.write(),
        }
    }
}

travels!(Nameserver);
travels!(Delegated);
