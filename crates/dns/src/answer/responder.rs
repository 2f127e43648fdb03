//! Decides what becomes of a message, and answers it when it is an ordinary question.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::names::{Name, Rtype};
use crate::serve::Transport;
use crate::zone::{Found, Suffixes, Zones};

use super::Outcome;
use super::cookies::{Cookie, Cookies};
use super::limit::{Kind, Limiter, Verdict};
use super::reply::{Reply, Section, rcode, refuse};
use super::request::{HEADER, NOTIFY, Request, Unreadable};
use super::resolve::resolve;

/// Seconds since 1970 by the machine's clock, which cookies are made with.
pub type Clock = Arc<dyn Fn() -> u64 + Send + Sync>;

/// How questions are answered.
#[derive(Clone)]
pub struct ResponderSettings {
    /// Answers of one kind a second over UDP to one network (/24 or /56); 0 means as many as are asked
    /// for.
    pub responses_per_second: u32,
    /// Names that only [`super::Beyond`] answers, with all below them.
    pub reserved: Vec<Name>,
    /// What cookies are made with: servers that stand behind one address share it.
    pub cookie_secret: [u8; 16],
    /// The clock.
    pub clock: Clock,
}

/// Answers messages from the zones of a table.
pub struct Responder {
    zones: Arc<Zones>,
    reserved: Vec<Suffixes>,
    limiter: Option<Limiter>,
    limited: AtomicU64,
    cookies: Cookies,
    clock: Clock,
}

const IN: u16 = 1;
const ANY: u16 = 255;

impl ResponderSettings {
    /// No limits, nothing reserved, and a secret of its own.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        let mut secret = [0; 16];
        if let Err(error) = getrandom::fill(&mut secret) {
            tracing::error!(%error, "cookies are not secret");
        }
        Self { responses_per_second: 0, reserved: Vec::new(), cookie_secret: secret, clock }
    }
}

impl Responder {
    /// Answers from these zones.
    #[must_use]
    pub fn new(zones: Arc<Zones>, settings: &ResponderSettings) -> Self {
        let reserved = settings.reserved.iter().filter_map(|name| Suffixes::read(name.as_slice()));
        Self {
            zones,
            reserved: reserved.collect(),
            limiter: Limiter::new(settings.responses_per_second),
            limited: AtomicU64::new(0),
            cookies: Cookies::new(settings.cookie_secret),
            clock: Arc::clone(&settings.clock),
        }
    }

    /// The zones it answers from.
    #[must_use]
    pub const fn zones(&self) -> &Arc<Zones> {
        &self.zones
    }

    /// How many replies were left out or left empty, because there were too many.
    #[must_use]
    pub fn limited(&self) -> u64 {
        self.limited.load(Ordering::Relaxed)
    }

    /// Answers a message: the reply stands in `out` when the outcome says so.
    #[inline]
    pub fn answer(
        &self,
        request: &[u8],
        peer: SocketAddr,
        over: Transport,
        out: &mut Vec<u8>,
    ) -> Outcome {
        let mut name = Suffixes::root();
        match Request::read(request, &mut name) {
            Ok(request) if request.signed || request.opcode == NOTIFY => Outcome::Beyond,
            Ok(request) => self.question(&request, peer, over, out),
            Err(Unreadable::NoRequest) => Outcome::Silence,
            Err(unreadable) => {
                let (end, rcode) = match unreadable {
                    Unreadable::Opcode => (HEADER, rcode::NOTIMP),
                    Unreadable::Behind(end) => (end, rcode::FORMERR),
                    _ => (HEADER, rcode::FORMERR),
                };
                refuse(out, request, end, rcode);
                self.limit_error(peer, over)
            }
        }
    }

    /// Writes a reply that says that the server failed, which has read the message before.
    pub fn fail(&self, request: &[u8], out: &mut Vec<u8>) {
        let mut name = Suffixes::root();
        let end = Request::read(request, &mut name).map_or(HEADER, |request| request.question_end);
        refuse(out, request, end, rcode::SERVFAIL);
    }

    fn question(
        &self,
        request: &Request<'_>,
        peer: SocketAddr,
        over: Transport,
        out: &mut Vec<u8>,
    ) -> Outcome {
        let datagram = over == Transport::Udp;
        let cookie = self.cookie(request, peer);
        let refused = self.refusal(request, datagram);
        if refused.is_none() && (self.is_reserved(request) || is_transfer(request)) {
            return Outcome::Beyond;
        }
        let mut reply = Reply::new(out, request, datagram);
        let rcode = match refused {
            Some(rcode) => rcode,
            None => match self.resolve(request, &mut reply) {
                Ok(rcode) => rcode,
                Err(apex) => return Outcome::Later(apex),
            },
        };
        if datagram
            && let Some(limiter) = &self.limiter
            && !cookie.is_some_and(|(_, good)| good)
        {
            match limiter.judge(peer, kind(rcode, &reply)) {
                Verdict::Send => {}
                verdict => {
                    self.limited.fetch_add(1, Ordering::Relaxed);
                    if verdict == Verdict::Drop {
                        return Outcome::Silence;
                    }
                    reply.truncate();
                }
            }
        }
        reply.finish(rcode, request.edns.as_ref(), cookie.as_ref().map(|(cookie, _)| &cookie[..]));
        Outcome::Reply
    }

    /// Why a question is not looked for in any zone.
    fn refusal(&self, request: &Request<'_>, datagram: bool) -> Option<u8> {
        // The upper bits of BADVERS stand in the OPT record.
        if request.edns.is_some_and(|edns| edns.version != 0) {
            return Some(rcode::NOERROR);
        }
        match request.rtype {
            Rtype::AXFR if datagram => Some(rcode::NOTIMP),
            rtype if rtype.to_int() == 0 => Some(rcode::NOTIMP),
            _ if !matches!(request.class, IN | ANY) => Some(rcode::REFUSED),
            _ => None,
        }
    }

    fn is_reserved(&self, request: &Request<'_>) -> bool {
        self.reserved.iter().any(|reserved| {
            let suffix = request.name.suffix(reserved.labels());
            suffix.is_some_and(|(suffix, _)| suffix == reserved.name())
        })
    }

    /// Writes the answer from the zone the name lies in. The error is the zone that has to be loaded.
    fn resolve(&self, request: &Request<'_>, reply: &mut Reply<'_>) -> Result<u8, Name> {
        let labels = request.name.labels();
        // DS records stand in the zone above (RFC 4035 §3.1.4.1).
        if request.rtype == Rtype::DS && labels > 0 {
            let above = self.zones.find(request.name, labels - 1, |found| match found {
                Found::Nothing => None,
                found => Some(answer(found, request, reply)),
            });
            if let Some(answered) = above {
                return answered;
            }
        }
        self.zones.find(request.name, labels, |found| answer(found, request, reply))
    }

    fn cookie(&self, request: &Request<'_>, peer: SocketAddr) -> Option<(Cookie, bool)> {
        let sent = request.edns?.cookie?;
        let now = (self.clock)().to_be_bytes();
        let now = now.last_chunk().map_or(0, |now| u32::from_be_bytes(*now));
        self.cookies.answer(sent, peer.ip().to_canonical(), now)
    }

    fn limit_error(&self, peer: SocketAddr, over: Transport) -> Outcome {
        let limiter = self.limiter.as_ref().filter(|_| over == Transport::Udp);
        if limiter.is_some_and(|limiter| limiter.judge(peer, Kind::Error) != Verdict::Send) {
            self.limited.fetch_add(1, Ordering::Relaxed);
            return Outcome::Silence;
        }
        Outcome::Reply
    }
}

fn answer(found: Found<'_>, request: &Request<'_>, reply: &mut Reply<'_>) -> Result<u8, Name> {
    match found {
        Found::Promised(apex) => Err(apex.clone()),
        Found::Nothing => Ok(rcode::REFUSED),
        Found::Zone(zone) => match resolve(zone, request, reply) {
            Ok(rcode) => Ok(rcode),
            Err(_) => {
                reply.truncate();
                Ok(rcode::NOERROR)
            }
        },
    }
}

fn is_transfer(request: &Request<'_>) -> bool {
    matches!(request.rtype, Rtype::AXFR | Rtype::IXFR)
}

fn kind(rcode: u8, reply: &Reply<'_>) -> Kind {
    match rcode {
        rcode::NXDOMAIN => Kind::NoName,
        rcode::NOERROR if reply.count(Section::Answer) > 0 => Kind::Answer,
        rcode::NOERROR if reply.is_authoritative() => Kind::Nothing,
        rcode::NOERROR => Kind::Referral,
        _ => Kind::Error,
    }
}

impl fmt::Debug for Responder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Responder").field("zones", &self.zones.len()).finish_non_exhaustive()
    }
}
