//! Reading answers: addresses, another name, or nothing (RFC 2308).

use std::io;
use std::net::IpAddr;

use app::ports::Resolved;
use domain::base::iana::{Rcode, Rtype};
use domain::base::name::{FlattenInto, ParsedName};
use domain::base::{Message, Name};
use domain::rdata::{A, Aaaa, AllRecordData, Soa};

/// Seconds that nothing holds where the answer does not say.
const NOTHING_HOLDS: u32 = 300;
/// Names that one answer leads through at most.
const MOST_STEPS: usize = 16;

/// A name that somebody asks for or that an answer leads to.
type Host = Name<Vec<u8>>;

/// What an answer says.
pub(super) enum Answer {
    /// Addresses, or that there are none.
    Known(Resolved),
    /// Another name has to be asked for, and the seconds that this holds.
    Elsewhere(Name<Vec<u8>>, u32),
}

/// What a server says of a name.
pub(super) fn read<Octets: AsRef<[u8]>>(
    message: &Message<Octets>,
    name: &Name<Vec<u8>>,
    rtype: Rtype,
) -> io::Result<Answer> {
    let message = Message::from_slice(message.as_slice()).map_err(io::Error::other)?;
    if !matches!(message.header().rcode(), Rcode::NOERROR | Rcode::NXDOMAIN) {
        return Err(io::Error::other(format!("it answers {}", message.header().rcode())));
    }
    let mut aliases: Vec<(Host, Host, u32)> = Vec::new();
    let mut addresses: Vec<(Host, IpAddr, u32)> = Vec::new();
    let records = message.answer().map_err(io::Error::other)?;
    for record in records.limit_to::<AllRecordData<_, ParsedName<_>>>() {
        let record = record.map_err(io::Error::other)?;
        let (owner, ttl) = (whole(record.owner()), record.ttl().as_secs());
        match record.data() {
            AllRecordData::Cname(cname) => aliases.push((owner, whole(cname.cname()), ttl)),
            AllRecordData::A(address) if rtype == Rtype::A => {
                addresses.push((owner, A::addr(address).into(), ttl));
            }
            AllRecordData::Aaaa(address) if rtype == Rtype::AAAA => {
                addresses.push((owner, Aaaa::addr(address).into(), ttl));
            }
            _ => {}
        }
    }
    let (mut last, mut shortest) = (name.clone(), u32::MAX);
    for _ in 0..MOST_STEPS {
        let Some((_, next, ttl)) = aliases.iter().find(|(owner, ..)| *owner == last) else { break };
        (last, shortest) = (next.clone(), shortest.min(*ttl));
    }
    let of_last = addresses.iter().filter(|(owner, ..)| *owner == last);
    let found: Vec<IpAddr> = of_last.clone().map(|(_, address, _)| *address).collect();
    if !found.is_empty() {
        let ttl = of_last.map(|(.., ttl)| *ttl).fold(shortest, u32::min);
        return Ok(Answer::Known(Resolved { addresses: found, ttl }));
    }
    let nothing = nothing_holds(message)?;
    Ok(match nothing {
        None if last != *name && message.header().rcode() == Rcode::NOERROR => {
            Answer::Elsewhere(last, shortest)
        }
        said => {
            let ttl = said.unwrap_or(NOTHING_HOLDS).min(shortest);
            Answer::Known(Resolved { addresses: Vec::new(), ttl })
        }
    })
}

/// How long it holds that there is nothing, where the answer says so.
fn nothing_holds(message: &Message<[u8]>) -> io::Result<Option<u32>> {
    let authority = message.authority().map_err(io::Error::other)?;
    let mut starts = authority.limit_to::<Soa<ParsedName<_>>>();
    let start = starts.next().transpose().map_err(io::Error::other)?;
    Ok(start.map(|start| start.ttl().min(start.data().minimum()).as_secs()))
}

fn whole(name: &ParsedName<&[u8]>) -> Name<Vec<u8>> {
    name.flatten_into()
}
