//! What a name server has counted.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::answer::Responder;

use super::Transport;

/// Numbers since the start, shared by all threads.
#[derive(Debug, Default)]
pub struct Counters {
    udp: AtomicU64,
    tcp: AtomicU64,
    replies: [AtomicU64; 16],
    truncated: AtomicU64,
    dropped: AtomicU64,
}

/// Numbers since the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// Messages that came as datagrams.
    pub udp: u64,
    /// Messages that came over connections.
    pub tcp: u64,
    /// Replies by response code (RFC 1035 §4.1.1); BADVERS counts as 0.
    pub replies: [u64; 16],
    /// Replies that did not fit into a datagram.
    pub truncated: u64,
    /// Messages that were left without a reply: no requests, or there was no time for them.
    pub dropped: u64,
    /// Replies that were left out or left empty, because one network got too many.
    pub limited: u64,
}

impl Counted {
    /// Counts a message.
    pub const fn message(&mut self, over: Transport) {
        match over {
            Transport::Udp => self.udp += 1,
            Transport::Tcp => self.tcp += 1,
        }
    }

    /// Counts a reply.
    pub fn reply(&mut self, reply: &[u8]) {
        let Some([_, _, flags, low]) = reply.first_chunk() else {
            return;
        };
        if let Some(count) = self.replies.get_mut(usize::from(low & 15)) {
            *count += 1;
        }
        self.truncated += u64::from(flags >> 1 & 1);
    }
}

impl Counters {
    /// Adds what one thread has counted.
    pub fn add(&self, counted: &Counted) {
        let add = |to: &AtomicU64, count| {
            if count > 0 {
                to.fetch_add(count, Ordering::Relaxed);
            }
        };
        add(&self.udp, counted.udp);
        add(&self.tcp, counted.tcp);
        add(&self.truncated, counted.truncated);
        add(&self.dropped, counted.dropped);
        self.replies.iter().zip(counted.replies).for_each(|(to, count)| add(to, count));
    }

    /// Counts a message.
    pub fn message(&self, over: Transport) {
        let mut counted = Counted::default();
        counted.message(over);
        self.add(&counted);
    }

    /// Counts a reply.
    pub fn reply(&self, reply: &[u8]) {
        let mut counted = Counted::default();
        counted.reply(reply);
        self.add(&counted);
    }

    /// Counts a message or a connection that is left without an answer.
    pub fn dropped(&self) {
        self.dropped.fetch_add(1, Ordering::Relaxed);
    }

    /// The numbers now.
    pub fn read(&self, responder: &Responder) -> Counted {
        let read = |from: &AtomicU64| from.load(Ordering::Relaxed);
        Counted {
            udp: read(&self.udp),
            tcp: read(&self.tcp),
            replies: self.replies.each_ref().map(read),
            truncated: read(&self.truncated),
            dropped: read(&self.dropped),
            limited: responder.limited(),
        }
    }
}
