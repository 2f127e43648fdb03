//! Which addresses may be called: by default those that the whole internet reaches, and none that
//! leads back into the machine or the network it stands in.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// Addresses that begin alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    bits: u8,
}

/// Which addresses may be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressPolicy {
    /// Forbidden, whatever else is said.
    forbidden: Vec<Network>,
    /// Allowed although they are special.
    allowed: Vec<Network>,
    /// Whether public addresses may be called.
    public: bool,
}

/// What nobody on the public internet has (RFC 6890 and those after it).
const SPECIAL_V4: [(Ipv4Addr, u8); 16] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 31, 196, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// Out of these come the addresses of the public internet; everything else is special.
const PUBLIC_V6: (Ipv6Addr, u8) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// What is special among them: protocols, tunnels that carry addresses of IPv4, documents.
const SPECIAL_V6: [(Ipv6Addr, u8); 4] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

impl AddressPolicy {
    /// Public addresses; besides those that are `allowed`, and without those that are `forbidden`.
    #[must_use]
    pub const fn public(allowed: Vec<Network>, forbidden: Vec<Network>) -> Self {
        Self { forbidden, allowed, public: true }
    }

    /// This machine and nothing else.
    #[must_use]
    pub fn loopback() -> Self {
        let v4 = Network { first: IpAddr::V4(Ipv4Addr::new(127, 0, 0, 0)), bits: 8 };
        let v6 = Network { first: IpAddr::V6(Ipv6Addr::LOCALHOST), bits: 128 };
        Self { forbidden: Vec::new(), allowed: vec![v4, v6], public: false }
    }

    /// Whether an address may be called. One of IPv4 that is written as one of IPv6 is what it is.
    #[must_use]
    pub fn allows(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        let within = |networks: &[Network]| networks.iter().any(|net| net.holds(address));
        !within(&self.forbidden) && (within(&self.allowed) || (self.public && is_public(address)))
    }

    /// Whether no name of the world needs to be looked up: none leads to what may be called.
    pub(crate) const fn stays_here(&self) -> bool {
        !self.public
    }
}

impl Network {
    fn holds(&self, address: IpAddr) -> bool {
        match (self.first, address) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                let other = first.to_bits() ^ address.to_bits();
                other.leading_zeros() >= u32::from(self.bits)
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => {
                let other = first.to_bits() ^ address.to_bits();
                other.leading_zeros() >= u32::from(self.bits)
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = String;

    /// Reads `10.0.0.0/8`, or an address that stands alone.
    fn from_str(text: &str) -> Result<Self, String> {
        let refuse = || format!("{text:?} is no network; write 10.0.0.0/8 or fd00::/8");
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse().map_err(|_| refuse())?)),
            None => (text, None),
        };
        let first: IpAddr = address.parse().map_err(|_| refuse())?;
        let most = if first.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(most);
        if bits > most { Err(refuse()) } else { Ok(Self { first, bits }) }
    }
}

fn is_public(address: IpAddr) -> bool {
    let holds = |first: IpAddr, bits| Network { first, bits }.holds(address);
    match address {
        IpAddr::V4(_) => !SPECIAL_V4.iter().any(|(first, bits)| holds((*first).into(), *bits)),
        IpAddr::V6(_) => {
            holds(PUBLIC_V6.0.into(), PUBLIC_V6.1)
                && !SPECIAL_V6.iter().any(|(first, bits)| holds((*first).into(), *bits))
        }
    }
}
