//! Record data by the byte.

use std::net::Ipv6Addr;

use dns::names::Name;

use crate::zones::named;

/// The serial of every zone.
pub const SERIAL: u32 = 20_260_101;

/// A name as it travels, which is the data of NS, CNAME and PTR.
#[must_use]
pub fn wire(name: &Name) -> Vec<u8> {
    name.as_slice().to_vec()
}

/// An IPv6 address.
#[must_use]
pub fn address(address: Ipv6Addr) -> Vec<u8> {
    address.octets().to_vec()
}

/// A start of authority.
#[must_use]
pub fn soa(apex: &Name) -> Vec<u8> {
    let mut data = wire(&named(&format!("ns1.{apex}")));
    data.extend_from_slice(named(&format!("hostmaster.{apex}")).as_slice());
    for number in [SERIAL, 7200, 900, 1_209_600, 300] {
        data.extend_from_slice(&number.to_be_bytes());
    }
    data
}

/// A mail exchange.
#[must_use]
pub fn mx(preference: u16, target: &Name) -> Vec<u8> {
    [&preference.to_be_bytes(), target.as_slice()].concat()
}

/// A service.
#[must_use]
pub fn srv(priority: u16, weight: u16, port: u16, target: &Name) -> Vec<u8> {
    let numbers = [priority, weight, port].map(u16::to_be_bytes).concat();
    [&numbers, target.as_slice()].concat()
}

/// A character string: a length and at most 255 bytes.
#[must_use]
pub fn string(bytes: &[u8]) -> Vec<u8> {
    [&[u8::try_from(bytes.len()).unwrap_or(u8::MAX)], bytes].concat()
}

/// Character strings, as in TXT.
#[must_use]
pub fn text(strings: &[&[u8]]) -> Vec<u8> {
    strings.iter().flat_map(|one| string(&one[..one.len().min(255)])).collect()
}

/// An authorization of an authority.
#[must_use]
pub fn caa(tag: &[u8], value: &[u8]) -> Vec<u8> {
    [vec![0], string(tag), value.to_vec()].concat()
}

/// A naming authority pointer.
#[must_use]
pub fn naptr(target: &Name) -> Vec<u8> {
    let numbers = [10_u16, 20].map(u16::to_be_bytes).concat();
    [numbers, string(b"s"), string(b"SIP+D2U"), string(b""), wire(target)].concat()
}

/// In service mode with ALPN, a port and a hint; as an alias when the priority is 0 (RFC 9460).
#[must_use]
pub fn https(priority: u16, target: &Name) -> Vec<u8> {
    let mut data = [&priority.to_be_bytes(), target.as_slice()].concat();
    if priority > 0 {
        let parameters: [(u16, &[u8]); 3] =
            [(1, b"\x02h2\x02h3"), (3, &[1, 187]), (4, &[192, 0, 2, 80])];
        for (key, value) in parameters {
            data.extend_from_slice(&key.to_be_bytes());
            let length = u16::try_from(value.len()).unwrap_or(0);
            data.extend_from_slice(&length.to_be_bytes());
            data.extend_from_slice(value);
        }
    }
    data
}
