//! Questions about zones: what is there and what is not, and messages that are no questions at all.

use std::collections::BTreeSet;

use dns::contents::Contents;
use dns::names::{Name, Rtype};
use domain::base::{Message, ToName as _};

use crate::dice::Dice;
use crate::zones::named;

/// What a question comes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A datagram.
    Udp,
    /// A connection.
    Tcp,
}

/// A message for a name server.
#[derive(Debug, Clone)]
pub struct Question {
    /// It on the wire; its first two bytes are for whoever asks.
    pub message: Vec<u8>,
    /// How it is asked.
    pub way: Way,
    /// The name in question, where the message is well formed.
    pub name: Option<Name>,
    /// The type in question.
    pub rtype: Rtype,
    /// Whether it is whole: an ordinary query, though maybe with odd flags, type, class or EDNS.
    pub whole: bool,
}

impl Question {
    /// The longest answer that may come: what its EDNS says, within what everybody sends.
    #[must_use]
    pub fn room(&self) -> usize {
        let message = Message::from_slice(&self.message).ok();
        let asked = message.and_then(|message| Some(message.opt()?.udp_payload_size()));
        usize::from(asked.unwrap_or(512).clamp(512, 1232))
    }
}

/// So many questions about zones; the last twentieth of them are broken.
#[must_use]
pub fn questions(seed: u64, zones: &[Contents], count: usize) -> Vec<Question> {
    let places: Vec<Places> = zones.iter().map(Places::of).collect();
    let mut dice = Dice::of(seed);
    let broken = count / 20;
    let mut list: Vec<Question> = Vec::with_capacity(count);
    for _ in broken..count {
        let places = &places[dice.below(places.len())];
        list.push(places.question(&mut dice));
    }
    for _ in 0..broken {
        let places = &places[dice.below(places.len())];
        let question = places.question(&mut dice);
        list.push(break_it(question, &mut dice));
    }
    list
}

/// Names that no zone here has.
const OUTSIDE: [&str; 4] = [".", "invalid", "com", "elsewhere.test"];

/// What there is to ask for in a zone.
struct Places {
    /// Owners with a type each.
    sets: Vec<(Name, Rtype)>,
    /// Owners, names between them and the apex, and hashed owners of its NSEC3 records.
    names: Vec<Name>,
}

impl Places {
    fn of(zone: &Contents) -> Self {
        let with_types = |(owner, sets): (&Name, &dns::contents::RrSets)| -> Vec<(Name, Rtype)> {
            sets.keys().map(|rtype| (owner.clone(), *rtype)).collect()
        };
        let mut names = BTreeSet::new();
        for owner in zone.names.keys() {
            let above = owner.iter_suffixes().take_while(|name| *name != zone.apex);
            names.extend(above.map(|name| name.to_name()));
        }
        names.insert(zone.apex.clone());
        names.extend(zone.denial.keys().take(2).cloned());
        Self {
            sets: zone.names.iter().flat_map(with_types).collect(),
            names: names.into_iter().collect(),
        }
    }

    fn question(&self, dice: &mut Dice) -> Question {
        let (name, rtype) = match dice.below(100) {
            0..45 => {
                let (name, rtype) = dice.pick(&self.sets).clone();
                (without_star(&name, dice), rtype)
            }
            45..65 => (dice.pick(&self.names).clone(), some_type(dice)),
            65..75 => (without_star(dice.pick(&self.names), dice), some_type(dice)),
            75..95 => {
                let name = dice.pick(&self.names).clone();
                (below(&without_star(&name, dice), dice), some_type(dice))
            }
            95..97 => (dice.pick(&self.names).clone(), Rtype::DS),
            97..99 => (self.names[0].clone(), *dice.pick(&[Rtype::SOA, Rtype::NS, Rtype::DNSKEY])),
            _ => (named(OUTSIDE[dice.below(OUTSIDE.len())]), some_type(dice)),
        };
        let name = if dice.percent(20) { shouted(&name, dice) } else { name };
        let class = if dice.percent(99) { 1 } else { *dice.pick(&[0, 3, 4, 254, 255, 77]) };
        let way = if dice.percent(6) { Way::Tcp } else { Way::Udp };
        let message = message(&name, rtype, class, dice);
        Question { message, way, name: Some(name), rtype, whole: true }
    }
}

fn message(name: &Name, rtype: Rtype, class: u16, dice: &mut Dice) -> Vec<u8> {
    let edns = dice.percent(60);
    let (mut high, mut low) = (0_u8, 0_u8);
    if dice.percent(30) {
        high |= 1;
    }
    if dice.percent(10) {
        low |= dice.pick(&[0x10_u8, 0x20, 0x30, 0x80, 0x40]);
    }
    if dice.percent(3) {
        high |= dice.pick(&[0x02_u8, 0x04, 0x06]);
    }
    let mut message = vec![0, 0, high, low, 0, 1, 0, 0, 0, 0, 0, u8::from(edns)];
    message.extend_from_slice(name.as_slice());
    message.extend_from_slice(&rtype.to_int().to_be_bytes());
    message.extend_from_slice(&class.to_be_bytes());
    if edns {
        message.extend_from_slice(&opt(dice));
    }
    message
}

fn opt(dice: &mut Dice) -> Vec<u8> {
    let size: u16 = *dice.pick(&[0, 512, 513, 700, 1232, 1232, 1232, 1400, 4096, 65535]);
    let version = if dice.percent(98) { 0 } else { dice.byte() };
    let dnssec = if dice.percent(60) { 0x80 } else { 0 };
    let odd = if dice.percent(3) { dice.byte() & 0x7f } else { 0 };
    let options: &[u8] = match dice.below(40) {
        // A name server id, padding, a subnet, something new.
        0 => &[0, 3, 0, 0],
        1 => &[0, 12, 0, 3, 0, 0, 0],
        2 => &[0, 8, 0, 7, 0, 1, 24, 0, 192, 0, 2],
        3 => &[0xfd, 0xe9, 0, 1, 7],
        _ => &[],
    };
    let [first, second] = size.to_be_bytes();
    let length = u8::try_from(options.len()).unwrap_or(0);
    let fixed = [0, 0, 41, first, second, 0, version, dnssec, odd, 0, length];
    [&fixed, options].concat()
}

fn some_type(dice: &mut Dice) -> Rtype {
    const TYPES: [Rtype; 23] = [
        Rtype::A,
        Rtype::A,
        Rtype::AAAA,
        Rtype::NS,
        Rtype::SOA,
        Rtype::CNAME,
        Rtype::MX,
        Rtype::TXT,
        Rtype::SRV,
        Rtype::CAA,
        Rtype::PTR,
        Rtype::DS,
        Rtype::TLSA,
        Rtype::HTTPS,
        Rtype::NAPTR,
        Rtype::DNSKEY,
        Rtype::NSEC3PARAM,
        Rtype::ANY,
        Rtype::from_int(65280),
        Rtype::from_int(13),
        Rtype::CDS,
        Rtype::DNAME,
        Rtype::SVCB,
    ];
    *dice.pick(&TYPES)
}

/// A label in the place of each asterisk, mostly.
fn without_star(name: &Name, dice: &mut Dice) -> Name {
    let text = name.to_string();
    if !text.contains('*') || dice.percent(15) {
        return name.clone();
    }
    let label = *dice.pick(&["some", "what.ever", "*", "beside", "x_y"]);
    named(&text.replace('*', label))
}

fn below(name: &Name, dice: &mut Dice) -> Name {
    let number = dice.below(1000);
    let longest = "q".repeat(63);
    let label = match dice.below(8) {
        0 => "*".to_owned(),
        1 => format!("deeper.than.{number}"),
        2 => longest,
        3 => "_443._tcp".to_owned(),
        4 => "\\000\\255".to_owned(),
        _ => format!("missing-{number}"),
    };
    let longer = format!("{label}.{name}").to_ascii_lowercase();
    dns::names::name(&longer).unwrap_or_else(|| name.clone())
}

/// The name in capitals here and there.
fn shouted(name: &Name, dice: &mut Dice) -> Name {
    let mut bytes = name.as_slice().to_vec();
    for byte in &mut bytes {
        if dice.percent(50) {
            byte.make_ascii_uppercase();
        }
    }
    // Lengths of labels lie below the letters.
    Name::from_octets(bytes.into()).unwrap_or_else(|_| name.clone())
}

/// Makes a message of a question that is broken in one way.
fn break_it(mut question: Question, dice: &mut Dice) -> Question {
    let message = &mut question.message;
    let end = message.len();
    question.whole = false;
    question.way = Way::Udp;
    match dice.below(12) {
        0 => message.truncate(dice.below(end)),
        1 => message.truncate(end - 1 - dice.below(4)),
        // A pointer to itself, forward, into the header.
        2 => message.splice(12..12, [0xc0, *dice.pick(&[0, 11, 12, 13, 40, 200])]).for_each(drop),
        // Labels of types that nobody defined.
        3 => message[12] = *dice.pick(&[0x40, 0x80, 0x41, 0xbf]),
        // Another question.
        4 => {
            message[5] = 2;
            let again = message[12..].to_vec();
            message.extend_from_slice(&again);
        }
        5 => message[5] = *dice.pick(&[0, 2, 255]),
        // Something behind the end.
        6 => message.extend_from_slice(&[1, 2, 3, 4, 5][..1 + dice.below(4)]),
        // Counts that lie.
        7 => message[*dice.pick(&[6, 7, 8, 9, 10, 11])] ^= *dice.pick(&[1, 2, 128]),
        // Other opcodes, and answers.
        8 => message[2] = dice.pick(&[1_u8, 2, 3, 6, 7, 15]) << 3,
        9 => message[2] |= 0x80,
        // OPT twice.
        10 => {
            message[11] += 2;
            message.extend_from_slice(&[opt(dice), opt(dice)].concat());
        }
        // Any byte may be anything.
        _ => {
            for _ in 0..=dice.below(3) {
                let place = 2 + dice.below(end - 2);
                message[place] = dice.byte();
            }
        }
    }
    question
}
