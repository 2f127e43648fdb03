//! Zones out of a seed: whatever stands in zones of people, and whatever should not.

use std::net::Ipv6Addr;

use dns::contents::{Contents, Rr};
use dns::names::{Name, Rtype, name};

use crate::dice::Dice;
use crate::rdata::{SERIAL, address, caa, https, mx, naptr, soa, srv, text, wire};

/// So many zones. The first is the parent of most of the others, and some of those are parents again.
///
/// # Panics
/// Never: names out of a generator are names.
#[must_use]
pub fn zones(seed: u64, count: usize) -> Vec<Contents> {
    let mut apexes: Vec<Name> = Vec::new();
    for number in 0..count {
        let apex = apex(number, &apexes);
        apexes.push(apex);
    }
    let dice = (seed..).map(Dice::of);
    apexes.iter().zip(dice).map(|(apex, dice)| ZoneMaker::new(apex, &apexes, dice).make()).collect()
}

/// Zones as most people have them, ten records each.
#[must_use]
pub fn ordinary_zones(count: usize) -> Vec<Contents> {
    (0..count).map(|number| ordinary_zone(&named(&format!("shop-{number}.example")))).collect()
}

/// A zone as most people have it.
#[must_use]
pub fn ordinary_zone(apex: &Name) -> Contents {
    let mut zone = Contents::new(apex.clone(), SERIAL);
    let mut put = |prefix: &str, rtype, rdata: Vec<u8>| {
        let owner = named(&format!("{prefix}{apex}"));
        zone.insert(Rr { owner, rtype, ttl: 3600, rdata: rdata.into() });
    };
    put("", Rtype::SOA, soa(apex));
    put("", Rtype::NS, wire(&named("ns1.nameyard.example")));
    put("", Rtype::NS, wire(&named("ns2.nameyard.example")));
    put("", Rtype::A, vec![192, 0, 2, 80]);
    put("", Rtype::AAAA, "2001:db8::80".parse().map_or_else(|_| Vec::new(), address));
    put("", Rtype::MX, mx(10, &named(&format!("mail.{apex}"))));
    put("mail.", Rtype::A, vec![192, 0, 2, 25]);
    put("www.", Rtype::CNAME, wire(apex));
    put("", Rtype::TXT, text(&[b"v=spf1 mx -all"]));
    put("_dmarc.", Rtype::TXT, text(&[b"v=DMARC1; p=none"]));
    zone
}

fn apex(number: usize, before: &[Name]) -> Name {
    let text = match (number, number % 10) {
        (0, _) => "example".to_owned(),
        (_, 5) => format!("below.{}", before[number - 1]),
        (_, 6) => format!("far.below.it.{}", before[number - 2]),
        (_, 7) => format!("{}-{number:03}.example", "l".repeat(59)),
        (_, 8) => format!("_under.score_{number}.example"),
        (_, 9) => format!("zone-{number}.a.b.c.d.e.f.g.h.test"),
        _ => format!("zone-{number}.example"),
    };
    named(&text)
}

/// One zone in the making.
struct ZoneMaker<'a> {
    zone: Contents,
    all: &'a [Name],
    dice: Dice,
}

impl<'a> ZoneMaker<'a> {
    fn new(apex: &Name, all: &'a [Name], dice: Dice) -> Self {
        Self { zone: Contents::new(apex.clone(), SERIAL), all, dice }
    }

    fn make(mut self) -> Contents {
        let parts: [fn(&mut Self); 10] = [
            Self::hosts,
            Self::every_type,
            Self::wildcards,
            Self::deep_names,
            Self::delegations,
            Self::aliases,
            Self::targets,
            Self::large_sets,
            Self::wild_aliases,
            Self::apex_data,
        ];
        self.apex_itself();
        self.children();
        // A tenth has nothing but its apex.
        if self.dice.percent(90) {
            for part in parts {
                if self.dice.percent(55) {
                    part(&mut self);
                }
            }
        }
        self.zone
    }

    /// A name in the zone by what stands before its apex; the apex for nothing.
    fn at(&self, prefix: &str) -> Name {
        let dot = if prefix.is_empty() { "" } else { "." };
        named(&format!("{prefix}{dot}{}", self.zone.apex))
    }

    fn put(&mut self, prefix: &str, rtype: Rtype, rdata: Vec<u8>) {
        let owner = self.at(prefix);
        // One set has one time to live, whatever the order of its records.
        let ttl = 300 + u32::from(rtype.to_int() % 7) * 60;
        self.zone.insert(Rr { owner, rtype, ttl, rdata: rdata.into() });
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.dice.byte()).collect()
    }

    fn ds(&mut self) -> Vec<u8> {
        [self.bytes(2), vec![13, 2], self.bytes(32)].concat()
    }

    fn address(&mut self, prefix: &str) {
        let last = self.dice.byte();
        self.put(prefix, Rtype::A, vec![192, 0, 2, last]);
    }

    fn address6(&mut self, prefix: &str) {
        let last = u16::from(self.dice.byte());
        self.put(prefix, Rtype::AAAA, address(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, last)));
    }

    fn apex_itself(&mut self) {
        let apex = self.zone.apex.clone();
        self.put("", Rtype::SOA, soa(&apex));
        if self.dice.percent(50) {
            self.put("", Rtype::NS, wire(&named("ns1.elsewhere.invalid")));
            self.put("", Rtype::NS, wire(&named("ns2.elsewhere.invalid")));
        } else {
            let (first, second) = (self.at("ns1"), self.at("ns2"));
            self.put("", Rtype::NS, wire(&first));
            self.put("", Rtype::NS, wire(&second));
            self.address("ns1");
            self.address6("ns1");
            self.address("ns2");
        }
    }

    /// Delegates some of the zones below this one that are served here too, and leaves out others.
    fn children(&mut self) {
        let children: Vec<Name> = self
            .all
            .iter()
            .filter(|other| other.as_slice().ends_with(self.zone.apex.as_slice()))
            .filter(|other| **other != self.zone.apex && other.ends_with(&self.zone.apex))
            .cloned()
            .collect();
        for child in children {
            if self.dice.percent(70) {
                let rdata = wire(&named("ns1.elsewhere.invalid")).into();
                self.zone.insert(Rr { owner: child.clone(), rtype: Rtype::NS, ttl: 900, rdata });
                if self.dice.percent(50) {
                    let rdata = self.ds().into();
                    self.zone.insert(Rr { owner: child, rtype: Rtype::DS, ttl: 900, rdata });
                }
            }
        }
    }

    fn hosts(&mut self) {
        for host in ["www", "mail", "a", "b.hosts", "under_score", "_tcp.host", "xn--bcher-kva"] {
            if self.dice.percent(60) {
                self.address(host);
            }
            if self.dice.percent(40) {
                self.address6(host);
            }
        }
        let long = "x".repeat(63);
        if self.zone.apex.as_slice().len() < 60 {
            self.address(&format!("{long}.{long}.{long}"));
        }
    }

    fn every_type(&mut self) {
        let host = self.at("host");
        let rows = [
            (Rtype::A, vec![198, 51, 100, 7]),
            (Rtype::AAAA, address(Ipv6Addr::new(0x2001, 0xdb8, 7, 0, 0, 0, 0, 7))),
            (Rtype::MX, mx(10, &host)),
            (Rtype::TXT, text(&[b"two words", b"and \"quotes\"; \\ more", b""])),
            (Rtype::SRV, srv(1, 2, 443, &host)),
            (Rtype::CAA, caa(b"issue", b"ca.example; account=7")),
            (Rtype::PTR, wire(&host)),
            (Rtype::TLSA, [vec![3, 1, 1], self.bytes(32)].concat()),
            (Rtype::SSHFP, [vec![4, 2], self.bytes(32)].concat()),
            (Rtype::HTTPS, https(1, &Name::root())),
            (Rtype::SVCB, https(2, &host)),
            (Rtype::NAPTR, naptr(&host)),
        ];
        for (rtype, rdata) in rows {
            self.put("every", rtype, rdata.clone());
            if self.dice.percent(50) {
                let prefix = format!("only.{}", rtype.to_string().to_lowercase());
                self.put(&prefix, rtype, rdata);
            }
        }
        self.address("host");
    }

    fn wildcards(&mut self) {
        for (prefix, chance) in [("*", 40), ("*.w", 60), ("*.deep.w", 40), ("*.a.b.c", 40)] {
            if self.dice.percent(chance) {
                self.address(prefix);
                if self.dice.percent(50) {
                    let target = self.at("mail");
                    self.put(prefix, Rtype::MX, mx(5, &target));
                    self.put(prefix, Rtype::TXT, text(&[b"from a wildcard"]));
                }
            }
        }
        if self.dice.percent(60) {
            self.address("beside.w");
            self.put("below.beside.w", Rtype::TXT, text(&[b"hides the wildcard"]));
        }
        if self.dice.percent(30) {
            self.address("sub.*.w");
            self.address("*.*.stars");
        }
        if self.dice.percent(30) {
            self.put("*.quiet", Rtype::TXT, text(&[b"only text"]));
        }
    }

    fn deep_names(&mut self) {
        self.address("one.two.three.empty");
        if self.dice.percent(50) {
            self.address6("x.y.z.empty");
            let digest = [vec![3, 1, 1], self.bytes(32)].concat();
            self.put("_25._tcp.mail", Rtype::TLSA, digest);
        }
    }

    fn delegations(&mut self) {
        // With glue below the cut, of both kinds.
        let glue = self.at("ns.cut");
        self.put("cut", Rtype::NS, wire(&glue));
        self.address("ns.cut");
        self.address6("ns.cut");
        if self.dice.percent(50) {
            for _ in 0..2 {
                let digest = self.ds();
                self.put("cut", Rtype::DS, digest);
            }
        }
        // Names elsewhere, no glue.
        self.put("no-glue", Rtype::NS, wire(&named("ns1.elsewhere.invalid")));
        self.put("no-glue", Rtype::NS, wire(&named("ns2.elsewhere.invalid")));
        // Served below another cut, by a host of this zone, and by one that is not there.
        let (host, nobody) = (self.at("host-of-zone"), self.at("nobody"));
        self.put("sibling.deep", Rtype::NS, wire(&glue));
        self.put("sibling.deep", Rtype::NS, wire(&host));
        self.put("sibling.deep", Rtype::NS, wire(&nobody));
        self.address("host-of-zone");
        // What is below a cut is not the zone's.
        if self.dice.percent(50) {
            self.put("hidden.cut", Rtype::TXT, text(&[b"occluded"]));
            self.address("*.cut");
            let inner = self.at("ns.inner.cut");
            self.put("inner.cut", Rtype::NS, wire(&inner));
            self.address("ns.inner.cut");
        }
        if self.dice.percent(40) {
            for number in 0..13 {
                let server = format!("server-{number}.many");
                let target = self.at(&server);
                self.put("many", Rtype::NS, wire(&target));
                self.address(&server);
                self.address6(&server);
            }
        }
    }

    fn aliases(&mut self) {
        let targets = [
            ("alias", "chain-1"),
            ("chain-1", "chain-2"),
            ("chain-2", "chain.end"),
            ("to-nothing", "not-there"),
            ("to-empty", "two.three.empty"),
            ("to-wildcard", "anything.w"),
            ("to-cut", "cut"),
            ("to-below-cut", "somewhere.cut"),
            ("to-apex", ""),
            ("loop-1", "loop-2"),
            ("loop-2", "loop-3"),
            ("loop-3", "loop-1"),
            ("itself", "itself"),
        ];
        for (from, to) in targets {
            let target = self.at(to);
            self.put(from, Rtype::CNAME, wire(&target));
        }
        self.address("chain.end");
        self.put("outside", Rtype::CNAME, wire(&named("www.elsewhere.invalid")));
        let other = self.dice.pick(self.all).clone();
        self.put("other-zone", Rtype::CNAME, wire(&other));
        let child = format!("www.{other}");
        self.put("in-other-zone", Rtype::CNAME, wire(&named(&child)));
        for number in 0..self.dice.below(30) {
            let target = self.at(&format!("long-{}", number + 1));
            self.put(&format!("long-{number}"), Rtype::CNAME, wire(&target));
        }
    }

    fn wild_aliases(&mut self) {
        let (end, loops, nothing) = (self.at("wild.end"), self.at("x.wl"), self.at("not.there"));
        self.put("*.wc", Rtype::CNAME, wire(&end));
        self.put("*.wl", Rtype::CNAME, wire(&loops));
        self.put("*.wn", Rtype::CNAME, wire(&nothing));
        self.put("*.wo", Rtype::CNAME, wire(&named("away.elsewhere.invalid")));
        self.address("wild.end");
    }

    fn targets(&mut self) {
        let hosts = ["t1.targets", "t2.targets", "nobody.targets", "t1.w", "ns.cut", "alias"];
        for (number, host) in (0_u16..).zip(hosts) {
            let target = self.at(host);
            self.put("many-mail", Rtype::MX, mx(number * 10, &target));
            self.put("_sip._udp", Rtype::SRV, srv(number, 5, 5060, &target));
            self.put("pointers", Rtype::PTR, wire(&target));
        }
        self.put("many-mail", Rtype::MX, mx(99, &named("mx.elsewhere.invalid")));
        self.put("no-mail", Rtype::MX, mx(0, &Name::root()));
        self.put("_no._tcp", Rtype::SRV, srv(0, 0, 0, &Name::root()));
        for host in ["t1.targets", "t2.targets"] {
            self.address(host);
            self.address6(host);
        }
        let first = self.at("t1.targets");
        self.put("service", Rtype::HTTPS, https(0, &first));
        self.put("service", Rtype::NAPTR, naptr(&first));
    }

    fn large_sets(&mut self) {
        for number in 0..self.dice.below(60) {
            let words = vec![b'a' + u8::try_from(number % 26).unwrap_or(0); 100 + number];
            self.put("big-text", Rtype::TXT, text(&[&words]));
        }
        let many = self.dice.below(200);
        for number in 0..many {
            let last = u8::try_from(number).unwrap_or(u8::MAX);
            self.put("big-addresses", Rtype::A, vec![203, 0, 113, last]);
        }
        for number in 0_u16..40 {
            let target = self.at(&format!("mx-{number}.big"));
            self.put("big-mail", Rtype::MX, mx(number, &target));
            self.address(&format!("mx-{number}.big"));
        }
        let words = self.bytes(255);
        let parts: Vec<&[u8]> = (0..self.dice.below(12) + 1).map(|_| words.as_slice()).collect();
        self.put("long-text", Rtype::TXT, text(&parts));
        let around = 380 + self.dice.below(140);
        for (number, part) in words.repeat(3)[..around].chunks(200).enumerate() {
            self.put(&format!("edge-{number}"), Rtype::TXT, text(&[part, part]));
        }
    }

    fn apex_data(&mut self) {
        let mail = self.at("mail");
        self.put("", Rtype::MX, mx(10, &mail));
        self.put("", Rtype::TXT, text(&[b"v=spf1 mx -all"]));
        self.put("", Rtype::CAA, caa(b"issue", b";"));
        self.put("", Rtype::HTTPS, https(1, &Name::root()));
        self.address("");
        self.address6("");
        self.address("mail");
    }
}

/// A name out of text.
///
/// # Panics
/// When it is none.
#[must_use]
pub fn named(text: &str) -> Name {
    name(text).unwrap_or_else(|| unreachable!("{text} is a name"))
}
