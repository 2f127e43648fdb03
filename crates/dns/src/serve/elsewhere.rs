//! Datagrams that are not answered where they are read, since that could take long: zones that have to be
//! loaded first, and what is no ordinary question. There is a limit to how many wait.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc as threads;
use std::time::Duration;

use tokio::sync::mpsc;

use crate::answer::Outcome;
use crate::names::Name;

use super::{Shared, Transport};

/// Datagrams that may wait, of each sort.
const WAITING: usize = 1024;
/// How long the thread waits for one before it looks whether it shall stop.
const LOOK: Duration = Duration::from_millis(100);

/// Sends a reply from where the question came to.
pub type Send = Arc<dyn Fn(&[u8], SocketAddr) + std::marker::Send + Sync>;

/// A datagram that waits.
pub struct Waiting {
    /// All of it.
    pub request: Vec<u8>,
    /// Who sent it.
    pub peer: SocketAddr,
    /// The way back.
    pub send: Send,
}

/// Takes datagrams that shall wait.
#[derive(Clone)]
pub struct Elsewhere {
    later: mpsc::Sender<(Name, Waiting)>,
    beyond: threads::SyncSender<Waiting>,
}

impl Elsewhere {
    /// With the other ends of both queues.
    pub fn new() -> (Self, mpsc::Receiver<(Name, Waiting)>, threads::Receiver<Waiting>) {
        let (later, all_later) = mpsc::channel(WAITING);
        let (beyond, all_beyond) = threads::sync_channel(WAITING);
        (Self { later, beyond }, all_later, all_beyond)
    }

    /// Answers once the zone is loaded; whether there was room.
    pub fn later(&self, apex: Name, waiting: Waiting) -> bool {
        self.later.try_send((apex, waiting)).is_ok()
    }

    /// Answers what is no ordinary question; whether there was room.
    pub fn beyond(&self, waiting: Waiting) -> bool {
        self.beyond.try_send(waiting).is_ok()
    }
}

/// Loads zones and answers what waits for them.
pub async fn answer_later(mut queue: mpsc::Receiver<(Name, Waiting)>, shared: Arc<Shared>) {
    let mut reply = Vec::new();
    while let Some((apex, waiting)) = queue.recv().await {
        shared.loader.load(&apex).await;
        let Waiting { request, peer, send } = waiting;
        if shared.answer_now(&request, peer, Transport::Udp, &mut reply) {
            shared.counters.reply(&reply);
            send(&reply, peer);
        } else {
            shared.counters.dropped();
        }
    }
}

/// Answers what is no ordinary question.
pub fn answer_beyond(queue: &threads::Receiver<Waiting>, shared: &Shared) {
    while !shared.stopped.load(Ordering::Relaxed) {
        let Ok(Waiting { request, peer, send }) = queue.recv_timeout(LOOK) else {
            continue;
        };
        for reply in shared.beyond.answer(&request, peer, Transport::Udp).take(1) {
            shared.counters.reply(&reply);
            send(&reply, peer);
        }
    }
}

impl Shared {
    /// Answers a question whose zone has been loaded; that it could not be is a failure of the server.
    pub fn answer_now(
        &self,
        request: &[u8],
        peer: SocketAddr,
        over: Transport,
        reply: &mut Vec<u8>,
    ) -> bool {
        match self.responder.answer(request, peer, over, reply) {
            Outcome::Reply => true,
            Outcome::Later(_) => {
                self.responder.fail(request, reply);
                true
            }
            Outcome::Silence | Outcome::Beyond => false,
        }
    }
}
