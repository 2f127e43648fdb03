//! Datagrams at every address of the machine: a reply has to come from the address the question went to,
//! so that each is read and sent with the address it belongs to.

use std::io::{self, IoSlice, IoSliceMut};
use std::net::{SocketAddr, UdpSocket};
use std::os::fd::AsRawFd;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use nix::sys::socket::sockopt::{Ipv4PacketInfo, Ipv6RecvPacketInfo};
use nix::sys::socket::{
    ControlMessage, ControlMessageOwned, MsgFlags, SockaddrStorage, recvmsg, sendmsg, setsockopt,
};
use socket2::Socket;

use crate::answer::Outcome;

use super::elsewhere::{Elsewhere, Send};
use super::{Shared, Transport, udp};

/// The longest request.
const LONGEST: usize = 4096;

/// Lets the socket say which address of this machine a datagram was sent to. Before it is bound, so that
/// no datagram comes without.
pub fn prepare(socket: &Socket, six: bool) -> io::Result<()> {
    let set = if six {
        setsockopt(socket, Ipv6RecvPacketInfo, &true)
    } else {
        setsockopt(socket, Ipv4PacketInfo, &true)
    };
    set.map_err(io::Error::from)
}

/// Answers datagrams until the server is stopped.
pub fn answer(socket: &Arc<UdpSocket>, shared: &Shared, elsewhere: &Elsewhere) {
    let (mut request, mut reply) = ([0; LONGEST], Vec::with_capacity(LONGEST));
    let mut control = nix::cmsg_space!(nix::libc::in_pktinfo, nix::libc::in6_pktinfo);
    while !shared.stopped.load(Ordering::Relaxed) {
        let Some((length, peer, here)) = receive(socket, &mut request, &mut control) else {
            continue;
        };
        shared.counters.message(Transport::Udp);
        let request = request.get(..length).unwrap_or_default();
        match shared.responder.answer(request, peer, Transport::Udp, &mut reply) {
            Outcome::Reply => {
                shared.counters.reply(&reply);
                send(socket, &reply, peer, here);
            }
            Outcome::Silence => shared.counters.dropped(),
            outcome => {
                let back = Arc::clone(socket);
                let send: Send = Arc::new(move |reply, peer| send(&back, reply, peer, here));
                if !elsewhere.take(outcome, request, peer, &send) {
                    shared.counters.dropped();
                }
            }
        }
    }
}

/// An address of this machine.
#[derive(Clone, Copy)]
enum Here {
    Four(nix::libc::in_pktinfo),
    Six(nix::libc::in6_pktinfo),
    Somewhere,
}

fn receive(
    socket: &UdpSocket,
    request: &mut [u8],
    control: &mut [u8],
) -> Option<(usize, SocketAddr, Here)> {
    let mut slices = [IoSliceMut::new(request)];
    let (fd, flags) = (socket.as_raw_fd(), MsgFlags::empty());
    let message = recvmsg::<SockaddrStorage>(fd, &mut slices, Some(control), flags).ok()?;
    let peer = message.address.as_ref().and_then(udp::address)?;
    let here = message.cmsgs().ok()?.find_map(|control| match control {
        // The way back is chosen by the routes, not by the way here.
        ControlMessageOwned::Ipv4PacketInfo(mut info) => {
            info.ipi_ifindex = 0;
            Some(Here::Four(info))
        }
        ControlMessageOwned::Ipv6PacketInfo(info) => Some(Here::Six(info)),
        _ => None,
    });
    Some((message.bytes, peer, here.unwrap_or(Here::Somewhere)))
}

fn send(socket: &UdpSocket, reply: &[u8], peer: SocketAddr, here: Here) {
    let control = match &here {
        Here::Four(info) => &[ControlMessage::Ipv4PacketInfo(info)][..],
        Here::Six(info) => &[ControlMessage::Ipv6PacketInfo(info)],
        Here::Somewhere => &[],
    };
    let peer = SockaddrStorage::from(peer);
    let (fd, slices) = (socket.as_raw_fd(), [IoSlice::new(reply)]);
    // What is lost on the way is asked for again.
    let _sent = sendmsg(fd, &slices, control, MsgFlags::empty(), Some(&peer));
}
