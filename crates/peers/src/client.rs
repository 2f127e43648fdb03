//! Asking a name server, many questions at once.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream, UdpSocket};
use std::time::{Duration, Instant};

use dns::names::{Name, Rtype};

/// How many questions are on their way at once.
const IN_FLIGHT: usize = 64;
/// How long silence lasts until it is taken for one.
const SILENCE: Duration = Duration::from_millis(20);
/// So many at once and so long for those that were met by silence before.
const IN_FLIGHT_AGAIN: usize = 256;
const SILENCE_AGAIN: Duration = Duration::from_millis(200);

/// A plain question.
#[must_use]
pub fn query(name: &Name, rtype: Rtype) -> Vec<u8> {
    let mut message = vec![0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
    message.extend_from_slice(name.as_slice());
    message.extend_from_slice(&rtype.to_int().to_be_bytes());
    message.extend_from_slice(&[0, 1]);
    message
}

/// Asks one question over UDP; none when there is no answer within a second.
#[must_use]
pub fn ask(server: SocketAddr, question: &[u8]) -> Option<Vec<u8>> {
    let socket = UdpSocket::bind((server.ip(), 0)).ok()?;
    socket.connect(server).ok()?;
    socket.set_read_timeout(Some(Duration::from_secs(1))).ok()?;
    socket.send(question).ok()?;
    let mut answer = vec![0; 4096];
    let length = socket.recv(&mut answer).ok()?;
    answer.truncate(length);
    (length >= 12).then_some(answer)
}

/// Asks all of these over UDP; each gets an id of its own in its first two bytes. What is not answered
/// is asked a second time, and none in the end where it is not answered at all.
///
/// # Panics
/// When there is no socket, or there are more questions than ids.
#[must_use]
pub fn ask_all(server: SocketAddr, questions: &[&[u8]]) -> Vec<Option<Vec<u8>>> {
    assert!(questions.len() <= usize::from(u16::MAX), "each question has an id");
    let socket = UdpSocket::bind((server.ip(), 0)).expect("a socket");
    socket.connect(server).expect("an address of this machine");
    let mut answers = vec![None; questions.len()];
    let all: Vec<usize> = (0..questions.len()).collect();
    for burst in all.chunks(IN_FLIGHT) {
        ask_at_once(&socket, questions, burst, SILENCE, &mut answers);
    }
    let silent: Vec<usize> = all.into_iter().filter(|place| answers[*place].is_none()).collect();
    for burst in silent.chunks(IN_FLIGHT_AGAIN) {
        ask_at_once(&socket, questions, burst, SILENCE_AGAIN, &mut answers);
    }
    answers
}

fn ask_at_once(
    socket: &UdpSocket,
    questions: &[&[u8]],
    burst: &[usize],
    silence: Duration,
    answers: &mut [Option<Vec<u8>>],
) {
    socket.set_read_timeout(Some(silence)).expect("a time that is not zero");
    let mut buffer = vec![0; usize::from(u16::MAX)];
    for place in burst {
        let _ = socket.send(&with_id(questions[*place], *place));
    }
    let mut open = burst.len();
    while open > 0 {
        // Silence, or nobody listens yet.
        let Ok(length) = socket.recv(&mut buffer) else { return };
        let Some(id) = buffer[..length].first_chunk::<2>() else { continue };
        let place = usize::from(u16::from_be_bytes(*id));
        if let Some(answer @ None) = answers.get_mut(place) {
            *answer = Some(buffer[..length].to_vec());
            open -= usize::from(burst.contains(&place));
        }
    }
}

/// The question with its number as id.
fn with_id(question: &[u8], number: usize) -> Vec<u8> {
    let mut question = question.to_vec();
    let id = u16::try_from(number).expect("fewer questions than ids").to_be_bytes();
    let length = question.len().min(2);
    question[..length].copy_from_slice(&id[..length]);
    question
}

/// Asks all of these over TCP, on one connection after another, each with an id of its own. None for
/// those that the server did not answer before it closed the connection, or within two seconds.
#[must_use]
pub fn ask_all_over_tcp(server: SocketAddr, questions: &[&[u8]]) -> Vec<Option<Vec<u8>>> {
    let mut answers = vec![None; questions.len()];
    let all: Vec<usize> = (0..questions.len()).collect();
    for batch in all.chunks(32) {
        let _ = converse(server, questions, batch, &mut answers);
    }
    answers
}

fn converse(
    server: SocketAddr,
    questions: &[&[u8]],
    batch: &[usize],
    answers: &mut [Option<Vec<u8>>],
) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(server)?;
    stream.set_nodelay(true)?;
    let begun = Instant::now();
    let mut written = Vec::new();
    for place in batch {
        let question = with_id(questions[*place], *place);
        let length = u16::try_from(question.len()).unwrap_or(u16::MAX);
        written.extend_from_slice(&length.to_be_bytes());
        written.extend_from_slice(&question);
    }
    stream.write_all(&written)?;
    for _ in batch {
        let left = Duration::from_secs(2).saturating_sub(begun.elapsed());
        stream.set_read_timeout(Some(left.max(Duration::from_millis(1))))?;
        let mut length = [0; 2];
        stream.read_exact(&mut length)?;
        let mut answer = vec![0; usize::from(u16::from_be_bytes(length))];
        stream.read_exact(&mut answer)?;
        let id = answer.first_chunk::<2>().map(|id| usize::from(u16::from_be_bytes(*id)));
        if let Some(place) = id.and_then(|id| answers.get_mut(id)) {
            *place = Some(answer);
        }
    }
    Ok(())
}
