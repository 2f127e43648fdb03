//! Hosts below a name, and the addresses that make glue (RFC 5732).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::error::{Error, Field, Reason, Result};
use crate::name::{DomainName, HostName};

/// A host with the addresses it has of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host {
    /// Its name.
    pub name: HostName,
    /// Its addresses, in the order they were given.
    pub addresses: Vec<IpAddr>,
}

/// Row id of a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HostId(pub i64);

/// A nameserver as it was asked for: a name, and addresses where it needs glue.
pub type Delegation = Vec<Host>;

/// Reads an IPv4 address that can be reached from outside.
///
/// # Errors
/// Names `field`.
pub fn ipv4(text: &str, field: Field) -> Result<IpAddr> {
    text.trim()
        .parse::<Ipv4Addr>()
        .ok()
        .filter(|address| {
            !address.is_unspecified()
                && !address.is_broadcast()
                && !address.is_multicast()
                && !address.is_loopback()
        })
        .map(IpAddr::V4)
        .ok_or(Error::invalid(field, Reason::NotAnAddress))
}

/// Reads an IPv6 address that can be reached from outside.
///
/// # Errors
/// Names `field`.
pub fn ipv6(text: &str, field: Field) -> Result<IpAddr> {
    text.trim()
        .parse::<Ipv6Addr>()
        .ok()
        .filter(|address| {
            !address.is_unspecified() && !address.is_multicast() && !address.is_loopback()
        })
        .map(IpAddr::V6)
        .ok_or(Error::invalid(field, Reason::NotAnAddress))
}

/// Reads a list of nameserver names: no repetition, and the count the registry wants.
///
/// # Errors
/// Names the nameserver, counted from 1.
pub fn nameservers(names: &[&str], bounds: (u8, u8)) -> Result<Vec<HostName>> {
    let (fewest, most) = bounds;
    // Counted first: a caller may list more than can be numbered.
    if names.len() > usize::from(most) {
        return Err(Error::invalid(Field::Nameserver(most + 1), Reason::MoreThan(most.into())));
    }
    let mut list: Vec<HostName> = Vec::with_capacity(names.len());
    for (number, name) in (1u8..).zip(names) {
        let host = HostName::parse(name, Field::Nameserver(number))?;
        if list.contains(&host) {
            return Err(Error::invalid(Field::Nameserver(number), Reason::Repeated));
        }
        list.push(host);
    }
    if list.len() < usize::from(fewest) {
        let next = u8::try_from(list.len() + 1).unwrap_or(u8::MAX);
        return Err(Error::Missing(Field::Nameserver(next)));
    }
    Ok(list)
}

/// Checks that a host may be made below `domain`.
///
/// # Errors
/// When it lies elsewhere, or is the name itself.
pub fn subordinate(host: &HostName, domain: &DomainName) -> Result<()> {
    if domain.covers(host) && host.as_str() != domain.as_str() {
        return Ok(());
    }
    Err(Error::invalid(Field::Host, Reason::NotSubordinate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nameservers_are_bounded_and_different() {
        let refused = |names: &[&str]| nameservers(names, (2, 13)).unwrap_err();
        let invalid = |number, reason| Error::invalid(Field::Nameserver(number), reason);
        assert_eq!(refused(&["ns1.example.net"]), Error::Missing(Field::Nameserver(2)));
        assert_eq!(refused(&["ns1.example.net", "NS1.example.net"]), invalid(2, Reason::Repeated));
        assert_eq!(refused(&["ns1.example.net"; 300]), invalid(14, Reason::MoreThan(13)));
    }
}
