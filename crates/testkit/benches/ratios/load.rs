//! A closed loop of callers over raw connections: as little of the machine as possible goes to the
//! callers, and the same little on both sides of a ratio.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Requests that callers send, one after the other each.
pub trait Script: Send + Sync + 'static {
    /// The next request of a caller, as it travels.
    fn request(&self, number: u64) -> Vec<u8>;
}

impl<F: Fn(u64) -> Vec<u8> + Send + Sync + 'static> Script for F {
    fn request(&self, number: u64) -> Vec<u8> {
        self(number)
    }
}

/// What a run counted.
pub struct Counted {
    /// Answers a second.
    pub rate: u64,
    /// Answers that did not contain what they should.
    pub wrong: u64,
}

/// Lets `callers` run for `span` and counts the answers that contain `expected`.
pub async fn run(
    address: SocketAddr,
    callers: usize,
    span: Duration,
    expected: &'static str,
    script: Arc<dyn Script>,
) -> Counted {
    let (number, right, wrong) = (Arc::default(), Arc::default(), Arc::default());
    let begun = Instant::now();
    let mut tasks = Vec::with_capacity(callers);
    for _ in 0..callers {
        let script = Arc::clone(&script);
        let (number, right, wrong): (Arc<AtomicU64>, Arc<AtomicU64>, Arc<AtomicU64>) =
            (Arc::clone(&number), Arc::clone(&right), Arc::clone(&wrong));
        tasks.push(tokio::spawn(async move {
            let mut stream = TcpStream::connect(address).await.expect("the server listens");
            stream.set_nodelay(true).expect("a TCP socket takes nodelay");
            let mut buffer = Vec::with_capacity(8192);
            while begun.elapsed() < span {
                let request = script.request(number.fetch_add(1, Ordering::Relaxed));
                stream.write_all(&request).await.expect("the server reads");
                let answer = read(&mut stream, &mut buffer).await;
                let counter = if contains(answer, expected.as_bytes()) { &right } else { &wrong };
                counter.fetch_add(1, Ordering::Relaxed);
            }
        }));
    }
    for task in tasks {
        task.await.expect("a caller does not fail");
    }
    let millis = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX).max(1);
    Counted {
        rate: right.load(Ordering::Relaxed) * 1000 / millis,
        wrong: wrong.load(Ordering::Relaxed),
    }
}

/// A request with a body, as it travels.
pub fn request(method: &str, path: &str, token: &str, body: &str) -> Vec<u8> {
    format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// Reads one answer: its head, then as many bytes as the head announces.
async fn read<'b>(stream: &mut TcpStream, buffer: &'b mut Vec<u8>) -> &'b [u8] {
    buffer.clear();
    let mut expected = usize::MAX;
    while buffer.len() < expected {
        let count = stream.read_buf(buffer).await.expect("the server writes");
        assert!(count > 0, "the server closed the connection");
        if expected == usize::MAX
            && let Some(end) = find(buffer, b"\r\n\r\n")
        {
            expected = end + 4 + content_length(&buffer[..end]);
        }
    }
    buffer
}

fn content_length(head: &[u8]) -> usize {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let line = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    line.and_then(|length| length.trim().parse().ok()).unwrap_or(0)
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    find(haystack, needle).is_some()
}
