//! Addresses that belong to nobody in the world: each server has one of its own out of those for
//! documents (RFC 5737) and, once they are used up, those for measurements (RFC 2544).

use std::net::{IpAddr, Ipv4Addr};

/// Servers in each of the two networks that begin the pool.
const EACH: u32 = 254;
/// The networks of servers.
const NETWORKS: [Ipv4Addr; 2] = [Ipv4Addr::new(198, 51, 100, 0), Ipv4Addr::new(203, 0, 113, 0)];
/// Where the pool goes on: 198.18.0.0/15.
const FURTHER: Ipv4Addr = Ipv4Addr::new(198, 18, 0, 1);
/// Addresses there.
const FURTHER_SIZE: u32 = 131_070;
/// The network of consoles; one address for each cluster.
const CONSOLES: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 0);
/// The port of the first console.
const FIRST_PORT: u16 = 5_900;
/// Ports of a cluster's consoles; the next one after the last is the first again.
const PORTS: u32 = 50_000;

/// The address of the server at a position of the books, counted from 1; none once the pool is empty.
pub(super) fn of_server(position: i64) -> Option<IpAddr> {
    let place = u32::try_from(position).ok()?.checked_sub(1)?;
    let networks = u32::try_from(NETWORKS.len()).ok()?;
    let (network, place_there) = match place / EACH {
        number if number < networks => {
            (NETWORKS.get(usize::try_from(number).ok()?)?, place % EACH + 1)
        }
        _ => (&FURTHER, place - networks * EACH),
    };
    let within = place_there < FURTHER_SIZE;
    within.then(|| IpAddr::V4(Ipv4Addr::from_bits(network.to_bits() + place_there)))
}

/// Where the consoles of a cluster are reached.
pub(super) fn of_console(cluster: u32) -> IpAddr {
    IpAddr::V4(Ipv4Addr::from_bits(CONSOLES.to_bits() + cluster))
}

/// The port of a server's console.
pub(super) fn console_port(position: i64) -> u16 {
    let place = position.unsigned_abs() % u64::from(PORTS);
    u16::try_from(place).map_or(FIRST_PORT, |place| FIRST_PORT + place)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn nobody_shares_an_address_and_none_belongs_to_anybody() {
        let addresses: Vec<IpAddr> = (1..=2_000).map(|place| of_server(place).unwrap()).collect();
        assert_eq!(addresses.iter().collect::<HashSet<_>>().len(), addresses.len());
        let told = [1, 254, 255, 508, 509, 131_577].map(|place| of_server(place).unwrap());
        let wanted = [
            "198.51.100.1",
            "198.51.100.254",
            "203.0.113.1",
            "203.0.113.254",
            "198.18.0.1",
            "198.19.255.253",
        ];
        assert_eq!(told, wanted.map(|text| text.parse::<IpAddr>().unwrap()));
        assert_eq!([of_server(0), of_server(-1), of_server(200_000)], [None; 3]);
    }
}
