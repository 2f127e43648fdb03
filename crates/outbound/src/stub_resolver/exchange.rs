//! A question and its answer over the network: UDP, and TCP where the answer does not fit.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use domain::base::iana::{Class, Rtype};
use domain::base::{Message, MessageBuilder, Name};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UdpSocket};

use super::answer::{self, Answer};

/// Bytes of an answer over UDP that is not split on its way (RFC 9715).
const LARGEST: u16 = 1_232;

/// Asks a server for records of a type. Answers to anything else are passed over.
pub(super) async fn ask(
    server: SocketAddr,
    name: &Name<Vec<u8>>,
    rtype: Rtype,
) -> io::Result<Answer> {
    let question = question(name, rtype)?;
    let own: SocketAddr = match server {
        SocketAddr::V4(_) => (Ipv4Addr::UNSPECIFIED, 0).into(),
        SocketAddr::V6(_) => (Ipv6Addr::UNSPECIFIED, 0).into(),
    };
    let socket = UdpSocket::bind(own).await?;
    socket.connect(server).await?;
    socket.send(question.as_slice()).await?;
    let mut buffer = vec![0; usize::from(LARGEST)];
    loop {
        let length = socket.recv(&mut buffer).await?;
        let Ok(found) = Message::from_octets(&buffer[..length]) else { continue };
        if !found.is_answer(&question) {
            continue;
        }
        if found.header().tc() {
            break;
        }
        return answer::read(&found, name, rtype);
    }
    over_tcp(server, &question, name, rtype).await
}

async fn over_tcp(
    server: SocketAddr,
    question: &Message<Vec<u8>>,
    name: &Name<Vec<u8>>,
    rtype: Rtype,
) -> io::Result<Answer> {
    let mut stream = TcpStream::connect(server).await?;
    let length = u16::try_from(question.as_slice().len()).map_err(io::Error::other)?;
    let framed = [&length.to_be_bytes(), question.as_slice()].concat();
    stream.write_all(&framed).await?;
    let mut found = vec![0; usize::from(stream.read_u16().await?)];
    stream.read_exact(&mut found).await?;
    let found = Message::from_octets(found).map_err(io::Error::other)?;
    if !found.is_answer(question) {
        return Err(io::Error::other("the answer is one to something else"));
    }
    answer::read(&found, name, rtype)
}

/// One question under a random id, to a server that looks further by itself.
fn question(name: &Name<Vec<u8>>, rtype: Rtype) -> io::Result<Message<Vec<u8>>> {
    let mut id = [0; 2];
    getrandom::fill(&mut id).map_err(|why| io::Error::other(why.to_string()))?;
    let mut builder = MessageBuilder::new_vec();
    builder.header_mut().set_id(u16::from_be_bytes(id));
    builder.header_mut().set_rd(true);
    let mut question = builder.question();
    question.push((name, rtype, Class::IN)).map_err(io::Error::other)?;
    let mut additional = question.additional();
    let limit = |opt: &mut domain::base::message_builder::OptBuilder<'_, Vec<u8>>| {
        opt.set_udp_payload_size(LARGEST);
        Ok(())
    };
    additional.opt(limit).map_err(io::Error::other)?;
    Ok(additional.into_message())
}
