//! Answers a question from one zone (RFC 1034 §4.3.2).

use crate::names::Rtype;
use crate::zone::{Node, Set, Suffixes, Zone};

use super::additional;
use super::denial::Proofs;
use super::lookup::{Place, look_up};
use super::names::{expanded, is_below, substituted, suffix_at};
use super::reply::{Full, QUESTION, Reply, Section, pointer_to, rcode};
use super::request::{HEADER, Request};

/// The most CNAME and DNAME records that are followed in one answer.
const LONGEST_CHAIN: usize = 20;

struct Resolver<'a, 'r, 'o> {
    zone: &'a Zone,
    rtype: Rtype,
    /// Whether signatures and proofs are wanted, and there are some.
    signed: bool,
    reply: &'r mut Reply<'o>,
    proofs: Proofs,
    /// The RRset whose names may have addresses, and where it was written.
    named: Option<(Set<'a>, usize)>,
    /// Places of CNAME and DNAME records that were followed, as many as there were.
    followed: [u32; LONGEST_CHAIN],
    chain: usize,
    /// Where the name that is looked for stands in the reply.
    at: usize,
    /// The name that is looked for next.
    next: Option<Suffixes>,
}

/// Answers a question from a zone, and says with which response code.
pub fn resolve(zone: &Zone, request: &Request<'_>, reply: &mut Reply<'_>) -> Result<u8, Full> {
    let Some(apex) = request.name.start(zone.apex_labels()) else {
        return Ok(rcode::SERVFAIL);
    };
    reply.apex_at(HEADER + apex);
    let mut resolver = Resolver {
        zone,
        rtype: request.rtype,
        signed: zone.is_signed() && request.edns.is_some_and(|edns| edns.dnssec),
        reply,
        proofs: Proofs::default(),
        named: None,
        followed: [0; LONGEST_CHAIN],
        chain: 0,
        at: HEADER,
        next: None,
    };
    let mut code = resolver.step(request.name)?;
    while let Some(name) = resolver.next.take() {
        code = resolver.step(&name)?;
    }
    for proof in resolver.proofs.places().iter().filter_map(|place| zone.proof(*place)) {
        resolver.reply.put_proof(&proof.set)?;
    }
    if let Some((set, base)) = &resolver.named {
        additional::add(resolver.reply, zone, set, *base, resolver.signed)?;
    }
    Ok(code)
}

impl<'a> Resolver<'a, '_, '_> {
    /// Answers for one name; another one is next when it leads there.
    fn step(&mut self, name: &Suffixes) -> Result<u8, Full> {
        let zone = self.zone;
        let Some(place) = look_up(zone, name, self.rtype) else {
            return Ok(rcode::SERVFAIL);
        };
        if !matches!(place, Place::Cut { .. }) {
            self.reply.authoritative();
        }
        match place {
            Place::Exact(node) => {
                if self.found(&node, false)? {
                    return Ok(rcode::NOERROR);
                }
                if self.signed {
                    self.proofs.no_data(zone, name, name.labels(), &node);
                }
                self.negative(rcode::NOERROR)
            }
            Place::Wildcard { node, labels } => {
                let found = self.found(&node, true)?;
                match (self.signed, found) {
                    (true, true) => self.proofs.wildcard(zone, name, labels),
                    (true, false) => self.proofs.no_data_at_wildcard(zone, name, labels, &node),
                    (false, _) => {}
                }
                if found { Ok(rcode::NOERROR) } else { self.negative(rcode::NOERROR) }
            }
            Place::Missing { labels } => {
                if self.signed {
                    self.proofs.no_name(zone, name, labels);
                }
                self.negative(rcode::NXDOMAIN)
            }
            Place::Cut { node, labels } => self.refer(name, &node, labels),
            Place::Renamed { set, labels } => self.rename(name, &set, labels),
        }
    }

    /// A pointer to the name that is looked for.
    fn owner(&self) -> u16 {
        pointer_to(self.at).unwrap_or(QUESTION)
    }

    /// Puts what a name that exists has; whether there is something of that type.
    fn found(&mut self, node: &Node<'a>, wildcard: bool) -> Result<bool, Full> {
        let set = match self.rtype {
            // One set is enough for whoever asks for all of them (RFC 8482 §4.1).
            Rtype::ANY => node.sets().next(),
            Rtype::RRSIG => {
                let Some(set) = node.sets().next() else {
                    return Ok(false);
                };
                return self.reply.put_signatures(&set, self.owner());
            }
            rtype => {
                let alias = node.set(Rtype::CNAME).filter(|_| rtype != Rtype::CNAME);
                if let Some(set) = alias {
                    return self.follow(&set, wildcard).map(|()| true);
                }
                node.set(rtype)
            }
        };
        let Some(set) = set else { return Ok(false) };
        let base = self.reply.put(Section::Answer, &set, self.owner(), self.signed)?;
        self.named = Some((set, base));
        Ok(true)
    }

    /// Goes on with the target of a CNAME record, unless it was followed before.
    fn follow(&mut self, set: &Set<'a>, wildcard: bool) -> Result<(), Full> {
        let known = self.is_followed(set);
        if known && !wildcard {
            return Ok(());
        }
        let base = self.reply.put(Section::Answer, set, self.owner(), self.signed)?;
        if !known && self.remember(set) {
            self.go_on(expanded(self.zone, set.octets, HEADER), base + HEADER);
        }
        Ok(())
    }

    /// Goes on below the target of a DNAME record (RFC 6672 §3.2).
    fn rename(&mut self, name: &Suffixes, set: &Set<'a>, labels: usize) -> Result<u8, Full> {
        let owner = self.suffix(name, labels);
        if self.is_followed(set) {
            return Ok(rcode::NOERROR);
        }
        self.reply.put(Section::Answer, set, owner, self.signed)?;
        let target = substituted(name, labels, set.octets.get(HEADER..set.records));
        let Some(target) = target else {
            return Ok(rcode::YXDOMAIN);
        };
        let length = u16::try_from(target.len()).map_err(|_| Full)?;
        let ttl = set.octets.get(6..10).unwrap_or_default();
        let base = self.reply.put_record(
            Section::Answer,
            &[
                &self.owner().to_be_bytes(),
                &[0, 5, 0, 1],
                ttl,
                &length.to_be_bytes(),
                target.name(),
            ],
        )?;
        if self.remember(set) {
            self.go_on(Some(target), base + HEADER);
        }
        Ok(rcode::NOERROR)
    }

    fn is_followed(&self, set: &Set<'a>) -> bool {
        self.followed.iter().take(self.chain).any(|place| *place == set.place)
    }

    /// Remembers that a record was followed; whether there may be more of them.
    fn remember(&mut self, set: &Set<'a>) -> bool {
        let Some(free) = self.followed.get_mut(self.chain) else { return false };
        *free = set.place;
        self.chain += 1;
        true
    }

    /// Goes on with another name when it lies in the zone.
    fn go_on(&mut self, name: Option<Suffixes>, at: usize) {
        self.next = name.filter(|name| is_below(name, self.zone));
        self.at = at;
    }

    /// A pointer to the last `labels` labels of the name that is looked for.
    fn suffix(&self, name: &Suffixes, labels: usize) -> u16 {
        let skipped = name.labels().saturating_sub(labels);
        suffix_at(self.reply.octets(), self.at, skipped).and_then(pointer_to).unwrap_or(QUESTION)
    }

    /// Nothing was found: the SOA record says for how long (RFC 2308 §3).
    fn negative(&mut self, rcode: u8) -> Result<u8, Full> {
        let soa = self.zone.apex_node().and_then(|apex| apex.set(Rtype::SOA));
        let Some(soa) = soa else {
            return Ok(rcode::SERVFAIL);
        };
        let base = self.reply.put(Section::Authority, &soa, self.reply.apex(), self.signed)?;
        let records = soa.octets.get(..soa.records).unwrap_or_default();
        if let Some(minimum) = records.last_chunk() {
            self.reply.shorten(&soa, base, u32::from_be_bytes(*minimum));
        }
        Ok(rcode)
    }

    /// Others are to be asked: who, and whether they sign (RFC 4035 §3.1.4).
    fn refer(&mut self, name: &Suffixes, node: &Node<'a>, labels: usize) -> Result<u8, Full> {
        let Some(servers) = node.set(Rtype::NS) else {
            return Ok(rcode::SERVFAIL);
        };
        let owner = self.suffix(name, labels);
        let base = self.reply.put(Section::Authority, &servers, owner, false)?;
        self.named = Some((servers, base));
        if self.signed {
            match node.set(Rtype::DS) {
                Some(set) => {
                    self.reply.put(Section::Authority, &set, owner, true)?;
                }
                None => self.proofs.no_data(self.zone, name, labels, node),
            }
        }
        Ok(rcode::NOERROR)
    }
}
