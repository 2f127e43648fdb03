//! Name servers as calls write them.

use std::net::IpAddr;

use dialects::dreamscape::arguments::Many;
use dialects::dreamscape::domain::row::NameServer;
use model::Error;
use model::error::{Field, Reason};

use crate::dreamscape::errors::Refused;

/// Servers by name, with the addresses that were given.
pub fn read(servers: Many<NameServer>) -> Result<Vec<(String, Vec<IpAddr>)>, Refused> {
    let mut read = Vec::with_capacity(servers.0.len());
    for (place, NameServer { host, ip }) in servers.0.into_iter().enumerate() {
        let address = match ip.as_deref().map(str::trim) {
            None => Vec::new(),
            Some(ip) => vec![ip.parse().map_err(|_| unreadable(place))?],
        };
        read.push((host, address));
    }
    Ok(read)
}

fn unreadable(place: usize) -> Refused {
    let error = Error::invalid(Field::Address(1), Reason::NotAnAddress);
    Refused::about(error, format!("name_servers[{place}].ip"))
}
