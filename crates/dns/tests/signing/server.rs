//! The tree, served.

use std::io::{Read, Write};
use std::net::{TcpListener, UdpSocket};
use std::sync::Arc;

use dns::answer::{Outcome, Responder, ResponderSettings};
use dns::serve::Transport;
use dns::zone::{Zone, Zones};

use crate::chain;

/// Answers on a port of this machine until the test ends.
pub fn start() -> u16 {
    let zones = Zones::new();
    for contents in chain::zones() {
        zones.put(Zone::pack(&contents));
    }
    let settings = ResponderSettings::new(Arc::new(|| 1_700_000_000));
    let responder = Arc::new(Responder::new(Arc::new(zones), &settings));
    let (udp, tcp) = loop {
        let udp = UdpSocket::bind("127.0.0.1:0").unwrap();
        if let Ok(tcp) = TcpListener::bind(udp.local_addr().unwrap()) {
            break (udp, tcp);
        }
    };
    let port = udp.local_addr().unwrap().port();
    let r = Arc::clone(&responder);
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        loop {
            let (n, peer) = udp.recv_from(&mut buffer).unwrap();
            let mut out = Vec::new();
            if r.answer(&buffer[..n], peer, Transport::Udp, &mut out) == Outcome::Reply {
                udp.send_to(&out, peer).unwrap();
            }
        }
    });
    std::thread::spawn(move || {
        loop {
            let (mut s, peer) = tcp.accept().unwrap();
            let r = Arc::clone(&responder);
            std::thread::spawn(move || {
                let mut len = [0; 2];
                while s.read_exact(&mut len).is_ok() {
                    let mut q = vec![0; usize::from(u16::from_be_bytes(len))];
                    s.read_exact(&mut q).unwrap();
                    let mut out = Vec::new();
                    if r.answer(&q, peer, Transport::Tcp, &mut out) == Outcome::Reply {
                        let l = u16::try_from(out.len()).unwrap().to_be_bytes();
                        s.write_all(&[&l, &out[..]].concat()).unwrap();
                    }
                }
            });
        }
    });
    port
}
