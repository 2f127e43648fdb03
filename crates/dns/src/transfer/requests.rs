//! What is asked: transfers, notifications, questions that are signed, and the catalog.

use std::iter;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::catalog::{self, Catalog, Standing};
use super::journal::is_newer;
use super::mailing::NOTIFY;
use super::message::{Code, IN, LONGEST, LONGEST_DATAGRAM, Question, Request, u16_at};
use super::messages::{Messages, room};
use super::records::{all_but_soa, soa};
use super::transfers::{Listing, Transfers, locked};
use super::tsig::{self, Checked, Sequence};
use super::writer::Writer;
use crate::answer::{Beyond, Outcome};
use crate::contents::Rr;
use crate::names::{Name, Rtype};
use crate::serve::Transport;
use crate::zone::{Found, Suffixes};

/// Messages that answer, one after the other.
type Answers = Box<dyn Iterator<Item = Vec<u8>> + Send>;
/// Records in the order they travel in.
type Records = Box<dyn Iterator<Item = Rr> + Send>;

/// Who asks, and how.
struct Asked {
    request: Request,
    /// The message without its signature.
    message: Vec<u8>,
    sequence: Option<Sequence>,
    address: SocketAddr,
    over: Transport,
    /// Which of the servers that are known it is.
    peer: Option<usize>,
    /// Whether it may have zones.
    may: bool,
}

/// What a transfer consists of.
struct Transfer {
    apex: Name,
    serial: u32,
    /// The SOA record now.
    soa: Rr,
    /// What stands between it and itself; none where the client has what there is.
    between: Option<Records>,
}

impl Beyond for Transfers {
    fn answer(&self, message: &[u8], address: SocketAddr, over: Transport) -> Answers {
        let Some(request) = Request::read(message) else { return malformed(message) };
        let now = (self.state.clock)();
        let (message, sequence) = match request.tsig {
            None => (message.to_vec(), None),
            Some(start) => match tsig::check(&self.keys, message, start, now) {
                Ok(Checked { request, sequence }) => (request, Some(sequence)),
                Err(unchecked) => {
                    self.state.counted.refused.fetch_add(1, Ordering::Relaxed);
                    let code = match unchecked.fault {
                        tsig::Fault::Malformed => Code::Malformed,
                        _ => Code::NotAuthoritative,
                    };
                    let mut reply = Writer::response(&request, code, LONGEST).finish();
                    unchecked.mark(&mut reply);
                    return one(reply);
                }
            },
        };
        let may = sequence.is_some() || self.open_to.iter().any(|it| it.contains(address.ip()));
        let peer = self.peer(sequence.as_ref(), address);
        self.serve(Asked { request, message, sequence, address, over, peer, may })
    }
}

impl Transfers {
    /// Which of the servers that are known asks: by its key, and by its address where several have it.
    fn peer(&self, sequence: Option<&Sequence>, address: SocketAddr) -> Option<usize> {
        let key = sequence.map(|sequence| sequence.key().name());
        let mut same = self
            .state
            .peers
            .iter()
            .enumerate()
            .filter(|(_, it)| key == it.key.as_ref().map(|key| key.name()));
        let here = same.clone().find(|(_, it)| it.peer.address.ip() == address.ip().to_canonical());
        let only = || same.next().filter(|_| key.is_some() && same.next().is_none());
        here.or_else(only).map(|(number, _)| number)
    }

    fn serve(&self, asked: Asked) -> Answers {
        let Some(question) = asked.request.question.clone() else {
            return self.ordinary(asked);
        };
        let is_catalogs = |it: &&Listing| Catalog::is_asked_for(&it.apex, &question);
        let listing = self.state.catalog.as_ref().filter(is_catalogs);
        let is_transfer = matches!(question.rtype, Rtype::AXFR | Rtype::IXFR);
        match asked.request.opcode {
            // We are nobody's secondary.
            NOTIFY if asked.may => self.say(asked, Code::NotAuthoritative),
            NOTIFY => self.refuse(asked),
            0 if (is_transfer || listing.is_some()) && !asked.may => self.refuse(asked),
            0 if is_transfer && question.class != IN => self.say(asked, Code::NotAuthoritative),
            0 if is_transfer => self.transfer(asked, &question, listing),
            0 if let Some(listing) = listing => self.about_catalog(asked, &question, listing),
            _ => self.ordinary(asked),
        }
    }

    fn refuse(&self, asked: Asked) -> Answers {
        self.state.counted.refused.fetch_add(1, Ordering::Relaxed);
        self.say(asked, Code::Refused)
    }

    /// Answers with a code alone.
    fn say(&self, asked: Asked, code: Code) -> Answers {
        let writer = Writer::response(&asked.request, code, LONGEST);
        self.close(asked, writer)
    }

    fn close(&self, asked: Asked, mut writer: Writer) -> Answers {
        writer.extension(&asked.request);
        self.sign(asked.sequence, writer.finish())
    }

    fn sign(&self, sequence: Option<Sequence>, mut message: Vec<u8>) -> Answers {
        if let Some(mut sequence) = sequence {
            sequence.sign(&mut message, (self.state.clock)());
        }
        one(message)
    }

    /// A question like any other, but signed.
    fn ordinary(&self, asked: Asked) -> Answers {
        let mut reply = Vec::with_capacity(512);
        match self.responder.answer(&asked.message, asked.address, asked.over, &mut reply) {
            Outcome::Reply => {
                let fits = reply.len() + room(asked.sequence.as_ref()) <= asked.limit();
                if fits {
                    return self.sign(asked.sequence, reply);
                }
                let writer = Writer::response(&asked.request, Code::NoError, LONGEST).truncated();
                self.close(asked, writer)
            }
            Outcome::Silence => Box::new(iter::empty()),
            Outcome::Later(_) => self.say(asked, Code::Failed),
            Outcome::Beyond => self.say(asked, Code::NotImplemented),
        }
    }

    fn about_catalog(&self, asked: Asked, question: &Question, listing: &Listing) -> Answers {
        let (standing, serial) = {
            let catalog = locked(&listing.catalog);
            (catalog.standing(question), catalog.serial())
        };
        let Some(serial) = serial else { return self.say(asked, Code::Failed) };
        let code = match standing {
            Standing::NoSuchName => Code::NoSuchName,
            _ => Code::NoError,
        };
        let mut writer = Writer::response(&asked.request, code, LONGEST).authoritative();
        match standing {
            Standing::Records(records) => records.iter().for_each(|rr| {
                writer.answer(rr);
            }),
            Standing::Nothing | Standing::NoSuchName => {
                writer.authority(&catalog::soa(&listing.apex, serial));
            }
        }
        self.close(asked, writer)
    }

    fn transfer(&self, asked: Asked, question: &Question, listing: Option<&Listing>) -> Answers {
        let is_whole = question.rtype == Rtype::AXFR;
        if is_whole && asked.over == Transport::Udp {
            // RFC 5936 §4.2 knows nothing of it.
            return self.say(asked, Code::Malformed);
        }
        let serial = asked.request.serial.filter(|_| !is_whole);
        if !is_whole && serial.is_none() {
            return self.say(asked, Code::Malformed);
        }
        let transfer = match listing.filter(|it| it.apex == question.name) {
            Some(listing) => self.of_catalog(listing, serial),
            None => self.of_zone(&question.name, serial),
        };
        match transfer {
            Ok(transfer) => self.send(asked, transfer),
            Err(code) => self.say(asked, code),
        }
    }

    fn of_zone(&self, apex: &Name, serial: Option<u32>) -> Result<Transfer, Code> {
        let Some(zone) = self.zones.get(apex) else {
            return Err(if self.is_promised(apex) { Code::Failed } else { Code::NotAuthoritative });
        };
        let now = zone.serial();
        let soa = soa(apex, zone.soa().as_ref()).ok_or(Code::Failed)?;
        let is_current = serial.is_some_and(|serial| !is_newer(now, serial));
        let steps = serial
            .filter(|_| !is_current)
            .and_then(|serial| locked(&self.state.journal).steps(apex, serial, now));
        self.count(is_current, steps.is_some());
        let between: Option<Records> = match steps {
            _ if is_current => None,
            Some(steps) => Some(Box::new(steps.into_iter().flatten())),
            None => Some(Box::new(all_but_soa(zone))),
        };
        Ok(Transfer { apex: apex.clone(), serial: now, soa, between })
    }

    /// Whether a zone is there that is not loaded yet.
    fn is_promised(&self, apex: &Name) -> bool {
        Suffixes::read(apex.as_slice()).is_some_and(|name| {
            self.zones.find(
                &name,
                name.labels(),
                |found| matches!(found, Found::Promised(promised) if promised == apex),
            )
        })
    }

    fn of_catalog(&self, listing: &Listing, serial: Option<u32>) -> Result<Transfer, Code> {
        let catalog = locked(&listing.catalog);
        let now = catalog.serial().ok_or(Code::Failed)?;
        let apex = listing.apex.clone();
        let is_current = serial.is_some_and(|serial| !is_newer(now, serial));
        let steps = serial.filter(|_| !is_current).and_then(|serial| catalog.steps_from(serial));
        self.count(is_current, steps.is_some());
        let between: Option<Records> = match steps {
            _ if is_current => None,
            Some(steps) => Some(Box::new(catalog::of_steps(apex.clone(), steps))),
            None => Some(Box::new(catalog::all_but_soa(apex.clone(), catalog.members()))),
        };
        Ok(Transfer { soa: catalog::soa(&apex, now), apex, serial: now, between })
    }

    fn count(&self, is_current: bool, has_steps: bool) {
        let counted = &self.state.counted;
        let counter = match (is_current, has_steps) {
            (true, _) => &counted.current,
            (false, true) => &counted.steps,
            (false, false) => &counted.whole,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    fn send(&self, asked: Asked, transfer: Transfer) -> Answers {
        let Transfer { apex, serial, soa, between } = transfer;
        let Some(between) = between else {
            self.state.note(asked.peer, &apex, serial);
            return self.alone(asked, &soa);
        };
        if asked.over == Transport::Udp {
            return self.datagram(asked, &soa, between);
        }
        let (state, peer) = (Arc::clone(&self.state), asked.peer);
        let records = iter::once(soa.clone()).chain(between).chain(iter::once(soa));
        Box::new(Messages {
            request: asked.request,
            records: Box::new(records),
            left: None,
            sequence: asked.sequence,
            clock: Arc::clone(&self.state.clock),
            finished: Some(Box::new(move || state.note(peer, &apex, serial))),
        })
    }

    /// The SOA record and nothing else: the client has everything, or has to connect (RFC 1995 §2).
    fn alone(&self, asked: Asked, soa: &Rr) -> Answers {
        let mut writer = Writer::response(&asked.request, Code::NoError, LONGEST).authoritative();
        writer.answer(soa);
        self.close(asked, writer)
    }

    /// Differences in one datagram, or the SOA record alone where they are too many.
    fn datagram(&self, asked: Asked, soa: &Rr, between: Records) -> Answers {
        let limit = asked.limit().saturating_sub(room(asked.sequence.as_ref()));
        let mut writer = Writer::response(&asked.request, Code::NoError, limit).authoritative();
        let mut records = iter::once(soa.clone()).chain(between).chain(iter::once(soa.clone()));
        if records.all(|rr| writer.answer(&rr)) {
            return self.close(asked, writer);
        }
        self.alone(asked, soa)
    }
}

impl Asked {
    /// How long an answer may be.
    fn limit(&self) -> usize {
        match self.over {
            Transport::Tcp => LONGEST,
            Transport::Udp => {
                let theirs = self.request.datagram.unwrap_or(512);
                usize::from(theirs.clamp(512, LONGEST_DATAGRAM))
            }
        }
    }
}

fn one(message: Vec<u8>) -> Answers {
    Box::new(iter::once(message))
}

/// Says that a message cannot be read, unless it is an answer itself.
fn malformed(message: &[u8]) -> Answers {
    match (message.get(..2), u16_at(message, 2), message.len()) {
        (Some(id), Some(flags), 12..) if flags & 0x8000 == 0 => {
            let [high, _] = (0x8000 | flags & 0x7900).to_be_bytes();
            one([id, &[high, 1], &[0; 8]].concat())
        }
        _ => Box::new(iter::empty()),
    }
}
