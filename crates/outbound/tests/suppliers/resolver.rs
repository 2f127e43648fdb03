//! A resolver outside, asked over UDP and TCP.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;
use std::time::Duration;

use app::ports::{Resolved, Resolver};
use domain::base::iana::{Rcode, Rtype};
use domain::base::{Message, MessageBuilder, Name, Ttl};
use domain::rdata::{A, Aaaa, Cname, Soa};
use model::error::{Error, Field, Supplier};
use model::name::HostName;
use outbound::StubResolver;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, UdpSocket};

fn name(text: &str) -> Name<Vec<u8>> {
    Name::from_str(text).unwrap()
}

fn host(text: &str) -> HostName {
    HostName::parse(text, Field::Host).unwrap()
}

/// What the resolver knows: `www` leads to `web`, which leads on without saying where to; `big` does not
/// fit into UDP; everything else does not exist.
fn answer(question: &[u8], over_udp: bool) -> Vec<u8> {
    let question = Message::from_octets(question).unwrap();
    let asked = question.sole_question().unwrap();
    let (owner, rtype) = (asked.qname().to_string().to_lowercase(), asked.qtype());
    let known = matches!(owner.as_str(), "www.example.net" | "web.example.net" | "big.example.net");
    let rcode = if known { Rcode::NOERROR } else { Rcode::NXDOMAIN };
    let mut answer = MessageBuilder::new_vec().start_answer(&question, rcode).unwrap();
    let ttl = Ttl::from_secs;
    match (owner.as_str(), rtype) {
        ("www.example.net", _) => {
            answer
                .push((name("www.example.net"), ttl(90), Cname::new(name("WEB.example.net"))))
                .unwrap();
        }
        ("web.example.net", Rtype::A) => {
            answer.push((name("web.example.net"), ttl(400), A::from_octets(192, 0, 2, 1))).unwrap();
        }
        ("big.example.net", Rtype::AAAA) if over_udp => answer.header_mut().set_tc(true),
        ("big.example.net", Rtype::AAAA) => {
            let address = Aaaa::new(Ipv6Addr::from_str("2001:db8::1").unwrap());
            answer.push((name("big.example.net"), ttl(70), address)).unwrap();
        }
        _ => {}
    }
    let mut authority = answer.authority();
    if owner != "www.example.net" {
        let (apex, seconds) = (name("example.net"), ttl(500));
        let start =
            Soa::new(apex.clone(), apex.clone(), 1.into(), seconds, seconds, seconds, seconds);
        authority.push((apex, seconds, start)).unwrap();
    }
    authority.finish()
}

/// A resolver that first answers under another id, as somebody would who guesses.
async fn resolver() -> SocketAddr {
    let tcp = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = tcp.local_addr().unwrap();
    let udp = UdpSocket::bind(address).await.unwrap();
    tokio::spawn(async move {
        let mut buffer = [0; 512];
        while let Ok((length, peer)) = udp.recv_from(&mut buffer).await {
            let sound = answer(&buffer[..length], true);
            let mut guessed = sound.clone();
            guessed[0] ^= 1;
            udp.send_to(&guessed, peer).await.unwrap();
            udp.send_to(&sound, peer).await.unwrap();
        }
    });
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = tcp.accept().await {
            let mut question = vec![0; usize::from(stream.read_u16().await.unwrap())];
            stream.read_exact(&mut question).await.unwrap();
            let answer = answer(&question, false);
            stream.write_u16(u16::try_from(answer.len()).unwrap()).await.unwrap();
            stream.write_all(&answer).await.unwrap();
        }
    });
    address
}

#[tokio::test]
async fn names_outside_have_addresses_or_none() {
    let silent = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let servers = vec![silent.local_addr().unwrap(), resolver().await];
    let stub = StubResolver::new(servers).with_patience(Duration::from_millis(300));
    for (asked, addresses, ttl) in [
        ("web.example.net", vec!["192.0.2.1"], 400),
        ("www.example.net", vec!["192.0.2.1"], 90),
        ("big.example.net", vec!["2001:db8::1"], 70),
        ("nothing.example.net", vec![], 500),
    ] {
        let addresses = addresses.into_iter().map(|one| one.parse().unwrap()).collect();
        assert_eq!(stub.addresses(&host(asked)).await, Ok(Resolved { addresses, ttl }), "{asked}");
    }
}

#[tokio::test]
async fn nobody_waits_for_silence_for_long() {
    let silent = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let servers = vec![silent.local_addr().unwrap()];
    let stub = StubResolver::new(servers).with_patience(Duration::from_millis(10));
    let away = Err(Error::Unavailable(Supplier::Resolver));
    assert_eq!(stub.addresses(&host("www.example.net")).await, away);
}
