//! Sends notifications and reads what answers them (RFC 1996).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::net::UdpSocket;
use tokio::time::Instant;

use super::catalog;
use super::message::{IN, Question, name_at, u16_at};
use super::notify::Heard;
use super::records::soa;
use super::transfers::{Neighbour, State, locked};
use super::tsig::Sequence;
use super::writer::Writer;
use crate::contents::Rr;
use crate::names::{Name, Rtype};
use crate::zone::Zones;

/// NOTIFY (RFC 1996 §3.1).
pub(super) const NOTIFY: u8 = 4;
/// How long to wait when there is nothing to send.
const IDLE: Duration = Duration::from_secs(3600);

/// Sockets of both families, as far as there are servers of them.
struct Sockets([Option<UdpSocket>; 2]);

impl Sockets {
    async fn open(state: &State) -> Self {
        let mut sockets = [None, None];
        let any = [IpAddr::V4(Ipv4Addr::UNSPECIFIED), IpAddr::V6(Ipv6Addr::UNSPECIFIED)];
        for (socket, any) in sockets.iter_mut().zip(any) {
            let family = |address: &IpAddr| address.is_ipv4() == any.is_ipv4();
            if !state.peers.iter().any(|it| family(&it.peer.address.ip())) {
                continue;
            }
            let from = state.notify_from.iter().copied().find(family).unwrap_or(any);
            match UdpSocket::bind((from, 0)).await {
                Ok(bound) => *socket = Some(bound),
                Err(error) => tracing::error!(%from, %error, "nobody can be told from here"),
            }
        }
        Self(sockets)
    }

    async fn send(&self, message: &[u8], to: SocketAddr) {
        let [four, six] = &self.0;
        if let Some(socket) = if to.is_ipv4() { four } else { six } {
            // What is lost is sent again.
            let _ = socket.send_to(message, to).await;
        }
    }

    async fn receive(&self) -> (Vec<u8>, SocketAddr) {
        let [four, six] = &self.0;
        tokio::select! {
            received = received(four.as_ref()) => received,
            received = received(six.as_ref()) => received,
        }
    }
}

async fn received(socket: Option<&UdpSocket>) -> (Vec<u8>, SocketAddr) {
    let Some(socket) = socket else { return std::future::pending().await };
    let mut message = vec![0; 4096];
    loop {
        if let Ok((length, from)) = socket.recv_from(&mut message).await {
            message.truncate(length);
            return (message, from);
        }
        // An address that nobody listens on is an error of the next call.
        tokio::task::yield_now().await;
    }
}

impl State {
    /// Tells everybody what there is to tell; for ever.
    pub(super) async fn mail(self: Arc<Self>, zones: Arc<Zones>) {
        if self.peers.is_empty() {
            return;
        }
        let sockets = Sockets::open(&self).await;
        loop {
            self.send_due(&sockets, &zones).await;
            let next = self.peers.iter().filter_map(|it| locked(&it.outbox).next()).min();
            let next = next.unwrap_or_else(|| Instant::now() + IDLE);
            tokio::select! {
                () = self.wake.notified() => {}
                () = tokio::time::sleep_until(next) => {}
                (message, from) = sockets.receive() => self.hear(message, from),
            }
        }
    }

    async fn send_due(&self, sockets: &Sockets, zones: &Zones) {
        for neighbour in &self.peers {
            let due = locked(&neighbour.outbox).due(Instant::now(), number);
            for (id, apex) in due {
                let message = self.notification(neighbour, id, &apex, zones);
                sockets.send(&message, neighbour.peer.address).await;
                self.counted.told.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    /// A message that says that a zone changed, and to which serial.
    fn notification(&self, neighbour: &Neighbour, id: u16, apex: &Name, zones: &Zones) -> Vec<u8> {
        let question = Question { name: apex.clone(), rtype: Rtype::SOA, class: IN };
        let mut writer = Writer::request(id, NOTIFY, 0, &question).authoritative();
        if let Some(soa) = self.soa_of(apex, zones) {
            writer.answer(&soa);
        }
        let mut message = writer.finish();
        if let Some(key) = &neighbour.key {
            let sequence = Sequence::begin(Arc::clone(key), &mut message, (self.clock)());
            locked(&neighbour.outbox).signed(id, sequence);
        }
        message
    }

    fn soa_of(&self, apex: &Name, zones: &Zones) -> Option<Rr> {
        match self.catalog.as_ref().filter(|listing| listing.apex == *apex) {
            Some(listing) => {
                locked(&listing.catalog).serial().map(|serial| catalog::soa(apex, serial))
            }
            None => soa(apex, zones.get(apex)?.soa().as_ref()),
        }
    }

    /// Reads an answer. One that is not signed though we did is none.
    fn hear(&self, mut message: Vec<u8>, from: SocketAddr) {
        let Some(neighbour) = self.peers.iter().find(|it| it.peer.address == from) else { return };
        let (Some(id), Some(flags)) = (u16_at(&message, 0), u16_at(&message, 2)) else { return };
        if flags & 0xf800 != 0x8000 | u16::from(NOTIFY) << 11 {
            return;
        }
        let mut outbox = locked(&neighbour.outbox);
        let is_refused = flags & 0x000f != 0;
        if let Some(mut sequence) = outbox.sequence(id)
            && sequence.check(&mut message, (self.clock)()).is_err()
            && !is_refused
        {
            return;
        }
        let Some((apex, _)) = name_at(&message, 12) else { return };
        match outbox.heard(id, &apex, is_refused) {
            Heard::Acknowledged => {
                self.counted.acknowledged.fetch_add(1, Ordering::Relaxed);
            }
            Heard::Refused => {
                let code = flags & 0x000f;
                tracing::debug!(%apex, peer = neighbour.peer.name, code, "does not want to know");
            }
            Heard::Nothing => {}
        }
    }
}

/// A number for a message that nobody guesses.
fn number() -> Option<u16> {
    let mut number = [0; 2];
    getrandom::fill(&mut number).ok()?;
    Some(u16::from_be_bytes(number))
}
