//! As much of HTTP as two servers on this machine need, with as little time of its own as can be.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};

use serde_json::Value;

/// A caller, whose connection is kept as long as the server keeps it.
pub struct Client {
    server: SocketAddr,
    stream: BufReader<TcpStream>,
}

impl Client {
    /// A connection to a server.
    pub fn connect(server: SocketAddr) -> Self {
        Self { server, stream: open(server) }
    }

    /// Sends a request; the answer as JSON, null where it has no body.
    pub fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Value {
        let kind = "application/x-www-form-urlencoded";
        let plain = [("content-type", kind)];
        let named = headers.iter().any(|(name, _)| *name == "content-type");
        let headers = if named { headers.to_vec() } else { [&plain, headers].concat() };
        let mut request = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n", self.server);
        for (name, value) in headers {
            write!(request, "{name}: {value}\r\n").unwrap();
        }
        write!(request, "content-length: {}\r\n\r\n{body}", body.len()).unwrap();
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let (length, kept) = self.head();
        let mut answer = vec![0; length];
        self.stream.read_exact(&mut answer).unwrap();
        if !kept {
            self.stream = open(self.server);
        }
        serde_json::from_slice(&answer).unwrap_or(Value::Null)
    }

    /// The length of the body, and whether the connection stays.
    fn head(&mut self) -> (usize, bool) {
        let (mut length, mut kept) = (0, true);
        loop {
            let mut line = String::new();
            assert!(self.stream.read_line(&mut line).unwrap() > 0, "an answer has a head");
            let line = line.trim_end().to_ascii_lowercase();
            if line.is_empty() {
                return (length, kept);
            }
            if let Some(said) = line.strip_prefix("content-length:") {
                length = said.trim().parse().unwrap();
            }
            kept &= line != "connection: close";
        }
    }
}

fn open(server: SocketAddr) -> BufReader<TcpStream> {
    let stream = TcpStream::connect(server).unwrap();
    stream.set_nodelay(true).unwrap();
    BufReader::new(stream)
}

/// Parameters of a form.
pub fn form(pairs: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        let and = if text.is_empty() { "" } else { "&" };
        write!(text, "{and}{name}=").unwrap();
        for byte in value.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                    text.push(char::from(byte));
                }
                _ => write!(text, "%{byte:02X}").unwrap(),
            }
        }
    }
    text
}
