//! Addresses of the names in an answer, for whoever asks for them next.

use crate::names::Rtype;
use crate::zone::{Link, Set, Zone};

use super::names::expanded;
use super::reply::{Full, Reply, Section, pointer_to};

/// Adds the addresses of the names in the data of an RRset that was written at `base`. Those that fit no
/// more are left out, but for those that are `needed` to get any further (RFC 9471 §2.1).
pub fn add(
    reply: &mut Reply<'_>,
    zone: &Zone,
    set: &Set<'_>,
    base: usize,
    signatures: bool,
) -> Result<(), Full> {
    let needed = set.links().any(|link| link.needed);
    // Those that are needed first, so that the others do not take their place.
    for first in [true, false] {
        if first && !needed {
            continue;
        }
        for (nth, link) in set.links().enumerate().filter(|(_, link)| link.needed == first) {
            let mut earlier = set.links().take(nth);
            if earlier.any(|earlier| is_same(zone, set, earlier, link)) {
                continue;
            }
            let owner = match link.position {
                Some(position) => pointer_to(base + usize::from(position)),
                None => Some(reply.apex()),
            };
            let (Some(owner), Some(node)) = (owner, zone.node(link.node)) else {
                continue;
            };
            for rtype in [Rtype::A, Rtype::AAAA] {
                let Some(addresses) = node.set(rtype) else {
                    continue;
                };
                let put = reply.put(Section::Additional, &addresses, owner, signatures);
                match put {
                    Err(Full) if first => return Err(Full),
                    Err(Full) => return Ok(()),
                    Ok(_) => {}
                }
            }
        }
    }
    Ok(())
}

/// Whether two names are one: those that a wildcard stands for share its addresses.
fn is_same(zone: &Zone, set: &Set<'_>, one: Link, other: Link) -> bool {
    let name = |link: Link| expanded(zone, set.octets, usize::from(link.position?));
    one.node == other.node
        && match (name(one), name(other)) {
            (Some(one), Some(other)) => one.name() == other.name(),
            (one, other) => one.is_none() && other.is_none(),
        }
}
