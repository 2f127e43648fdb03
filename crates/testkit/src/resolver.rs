//! Questions to a name server, as any resolver sends them.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::time::Duration;

use domain::base::iana::{Rcode, Rtype};
use domain::base::{Message, MessageBuilder, Name, Rtype as Type, Ttl};
use domain::rdata::AllRecordData;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpStream, UdpSocket};
use tokio::time::{Instant, timeout};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// The number of every question: each has a socket of its own.
const ID: u16 = 4711;
/// The longest datagram that is taken.
const MOST_BYTES: usize = 4096;

/// What a name server said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// How it went.
    pub rcode: Rcode,
    /// Whether the server has authority over the name.
    pub authoritative: bool,
    /// Whether the answer did not fit.
    pub truncated: bool,
    /// The answers: `name type value`, in the order in which they came.
    pub answers: Vec<String>,
    /// What stands in the authority section.
    pub authority: Vec<String>,
    /// The shortest life of an answer.
    pub ttl: Option<Ttl>,
}

/// Asks over UDP.
///
/// # Panics
/// When nothing comes, or it cannot be read.
pub async fn ask(server: SocketAddr, name: &str, rtype: Rtype) -> Said {
    let socket = UdpSocket::bind(("127.0.0.1", 0)).await.expect("a socket");
    socket.connect(server).await.expect("the name server");
    socket.send(&question(name, rtype)).await.expect("a question is sent");
    let mut bytes = vec![0; MOST_BYTES];
    let length = timeout(PATIENCE, socket.recv(&mut bytes)).await.expect("an answer in time");
    bytes.truncate(length.expect("an answer"));
    read(bytes)
}

/// Asks over TCP.
///
/// # Panics
/// As [`ask`].
pub async fn ask_over_tcp(server: SocketAddr, name: &str, rtype: Rtype) -> Said {
    let asked = async {
        let mut stream = TcpStream::connect(server).await?;
        let question = question(name, rtype);
        let length = u16::try_from(question.len()).expect("a short question");
        stream.write_all(&[&length.to_be_bytes()[..], &question].concat()).await?;
        let mut bytes = vec![0; usize::from(stream.read_u16().await?)];
        stream.read_exact(&mut bytes).await?;
        std::io::Result::Ok(bytes)
    };
    read(timeout(PATIENCE, asked).await.expect("an answer in time").expect("an answer"))
}

/// Asks until the answers are as expected.
///
/// # Panics
/// When they are not in good time; the message shows the last ones.
pub async fn comes_to(server: SocketAddr, name: &str, rtype: Rtype, expected: &[&str]) {
    let begun = Instant::now();
    loop {
        let said = ask(server, name, rtype).await;
        if said.answers == expected {
            return;
        }
        assert!(begun.elapsed() < PATIENCE, "{name} {rtype}: {said:?}, not {expected:?}");
    }
}

fn question(name: &str, rtype: Type) -> Vec<u8> {
    let mut builder = MessageBuilder::new_vec();
    builder.header_mut().set_id(ID);
    let mut question = builder.question();
    let name: Name<Vec<u8>> = name.parse().expect("a name");
    question.push((name, rtype)).expect("a question fits");
    question.finish()
}

fn read(bytes: Vec<u8>) -> Said {
    let message = Message::from_octets(bytes).expect("a message");
    let (mut answers, mut authority, mut ttl) = (Vec::new(), Vec::new(), None);
    let sections = [(message.answer(), &mut answers), (message.authority(), &mut authority)];
    for (section, lines) in sections {
        let section = section.expect("a section");
        for record in section.limit_to::<AllRecordData<_, _>>() {
            let record = record.expect("a record");
            let mut line = String::new();
            write!(line, "{} {} {}", record.owner(), record.rtype(), record.data())
                .expect("a String takes every write");
            ttl = Some(ttl.map_or(record.ttl(), |known: Ttl| known.min(record.ttl())));
            lines.push(line);
        }
    }
    let header = message.header();
    Said {
        rcode: header.rcode(),
        authoritative: header.aa(),
        truncated: header.tc(),
        answers,
        authority,
        ttl,
    }
}
