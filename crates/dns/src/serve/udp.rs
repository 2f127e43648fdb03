//! Datagrams: one thread reads many at once, answers them, and sends the replies at once.

use std::io::{IoSlice, IoSliceMut};
use std::net::{SocketAddr, UdpSocket};
use std::os::fd::AsRawFd;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use nix::errno::Errno;
use nix::sys::socket::{MsgFlags, MultiHeaders, SockaddrStorage, recvmmsg, sendmmsg};
use socket2::Socket;

use crate::answer::Outcome;

use super::elsewhere::{Elsewhere, Send, Waiting};
use super::{Counted, Shared, Transport};

/// How many datagrams are read at once.
const BATCH: usize = 64;
/// The longest request; longer ones are cut off, and malformed then.
const LONGEST: usize = 4096;

/// Datagrams of one batch.
struct Batch {
    requests: Box<[[u8; LONGEST]; BATCH]>,
    lengths: [usize; BATCH],
    peers: [Option<SockaddrStorage>; BATCH],
    replies: Vec<Vec<u8>>,
    /// Which of them have a reply.
    answered: Vec<usize>,
}

/// Answers datagrams until the server is stopped.
pub fn answer(socket: Socket, wildcard: bool, shared: &Shared, elsewhere: &Elsewhere) {
    let socket = Arc::new(UdpSocket::from(socket));
    if wildcard {
        return super::anywhere::answer(&socket, shared, elsewhere);
    }
    let back = Arc::clone(&socket);
    let send: Send = Arc::new(move |reply, peer| {
        // What is lost on the way is asked for again.
        let _sent = back.send_to(reply, peer);
    });
    let mut batch = Batch::new();
    let mut incoming = MultiHeaders::preallocate(BATCH, None);
    let mut outgoing = MultiHeaders::preallocate(BATCH, None);
    while !shared.stopped.load(Ordering::Relaxed) {
        let count = match batch.receive(&socket, &mut incoming) {
            Ok(count) => count,
            Err(Errno::EAGAIN | Errno::EINTR) => continue,
            Err(error) => {
                tracing::debug!(%error, "no datagram was read");
                continue;
            }
        };
        let counted = batch.answer(count, shared, elsewhere, &send);
        shared.counters.add(&counted);
        batch.send(&socket, &mut outgoing);
    }
}

impl Batch {
    fn new() -> Self {
        let replies = (0..BATCH).map(|_| Vec::with_capacity(LONGEST)).collect();
        Self {
            requests: Box::new([[0; LONGEST]; BATCH]),
            lengths: [0; BATCH],
            peers: [None; BATCH],
            replies,
            answered: Vec::with_capacity(BATCH),
        }
    }

    /// Waits for a datagram, and takes all that are there.
    fn receive(
        &mut self,
        socket: &UdpSocket,
        headers: &mut MultiHeaders<SockaddrStorage>,
    ) -> nix::Result<usize> {
        let mut slices = self.requests.each_mut().map(|request| [IoSliceMut::new(request)]);
        let flags = MsgFlags::MSG_WAITFORONE;
        let received = recvmmsg(socket.as_raw_fd(), headers, slices.iter_mut(), flags, None)?;
        let mut count = 0;
        let places = self.lengths.iter_mut().zip(&mut self.peers);
        for (message, (length, peer)) in received.zip(places) {
            *length = message.bytes;
            *peer = message.address;
            count += 1;
        }
        Ok(count)
    }

    fn answer(
        &mut self,
        count: usize,
        shared: &Shared,
        elsewhere: &Elsewhere,
        send: &Send,
    ) -> Counted {
        let mut counted = Counted::default();
        self.answered.clear();
        let requests = self.requests.iter().zip(&self.lengths).zip(&self.peers);
        let places = requests.zip(&mut self.replies).take(count).enumerate();
        for (place, (((request, length), peer), reply)) in places {
            counted.message(Transport::Udp);
            let request = request.get(..*length).unwrap_or_default();
            let Some(peer) = peer.as_ref().and_then(address) else {
                continue;
            };
            let outcome = shared.responder.answer(request, peer, Transport::Udp, reply);
            let taken = match outcome {
                Outcome::Reply => {
                    counted.reply(reply);
                    self.answered.push(place);
                    true
                }
                Outcome::Silence => false,
                outcome => elsewhere.take(outcome, request, peer, send),
            };
            counted.dropped += u64::from(!taken);
        }
        counted
    }

    fn send(&self, socket: &UdpSocket, headers: &mut MultiHeaders<SockaddrStorage>) {
        let mut left = self.answered.as_slice();
        while !left.is_empty() {
            let replies = left.iter().filter_map(|place| self.replies.get(*place));
            let slices: Vec<_> = replies.map(|reply| [IoSlice::new(reply)]).collect();
            let mut peers = [None; BATCH];
            for (place, to) in left.iter().zip(&mut peers) {
                *to = self.peers.get(*place).copied().flatten();
            }
            let (fd, flags) = (socket.as_raw_fd(), MsgFlags::empty());
            let sent = sendmmsg(fd, headers, slices.iter(), peers, [], flags);
            // One that cannot be sent is skipped.
            let done = sent.map_or(1, |sent| sent.count().max(1));
            left = left.get(done..).unwrap_or_default();
        }
    }
}

/// The address of a peer.
pub fn address(peer: &SockaddrStorage) -> Option<SocketAddr> {
    let four = peer.as_sockaddr_in().map(|it| SocketAddr::from(*it));
    four.or_else(|| peer.as_sockaddr_in6().map(|it| SocketAddr::from(*it)))
}

impl Elsewhere {
    /// Takes a datagram that is not answered at once; whether there was room.
    pub fn take(&self, outcome: Outcome, request: &[u8], peer: SocketAddr, send: &Send) -> bool {
        let waiting = Waiting { request: request.to_vec(), peer, send: Arc::clone(send) };
        match outcome {
            Outcome::Later(apex) => self.later(apex, waiting),
            Outcome::Beyond => self.beyond(waiting),
            Outcome::Reply | Outcome::Silence => false,
        }
    }
}
