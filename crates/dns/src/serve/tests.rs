//! A name server on a port of this machine, and whoever asks it.

use std::io::{Read, Write};
use std::net::{TcpStream, UdpSocket};
use std::sync::Mutex;

use super::*;
use crate::answer::ResponderSettings;
use crate::names::name;
use crate::zone::{Zone, Zones};
use crate::zone_file::read_zone;

const ZONE: &str = "@ 60 SOA ns h 1 1 1 1 1\n@ 60 NS ns.example.net.\nwww 60 A 192.0.2.1";

/// Asks for the address of `www.example.com`; the type stands in the last octet but two.
const QUESTION: &[u8] = b"\x12\x34\x01\0\0\x01\0\0\0\0\0\0\x03www\x07example\x03com\0\0\x01\0\x01";

/// Three long messages, whatever is asked for.
struct Long;

impl Beyond for Long {
    fn answer(
        &self,
        request: &[u8],
        _: SocketAddr,
        _: Transport,
    ) -> Box<dyn Iterator<Item = Vec<u8>> + Send> {
        let message = [request, &[0; 60_000]].concat();
        Box::new(std::iter::repeat_n(message, 3))
    }
}

/// Loads the zone when it is asked to, and counts how often.
struct Filler(Arc<Zones>, Mutex<usize>);

#[async_trait]
impl Loader for Filler {
    async fn load(&self, apex: &Name) {
        *self.1.lock().unwrap() += 1;
        self.0.put(Zone::pack(&read_zone(ZONE, apex).unwrap()));
    }
}

fn start(address: &str) -> Result<(NameServer, Arc<Filler>), BindError> {
    let zones = Arc::new(Zones::new());
    zones.promise(name("example.com").unwrap());
    let settings = ResponderSettings::new(Arc::new(|| 0));
    let responder = Arc::new(Responder::new(Arc::clone(&zones), &settings));
    let filler = Arc::new(Filler(zones, Mutex::new(0)));
    let settings = ServeSettings {
        addresses: vec![address.parse().unwrap()],
        threads: 2,
        ..ServeSettings::default()
    };
    let loader: Arc<dyn Loader> = Arc::<Filler>::clone(&filler);
    NameServer::start(&settings, responder, Arc::new(Long), loader).map(|it| (it, filler))
}

fn ask(address: SocketAddr) -> Vec<u8> {
    let socket = UdpSocket::bind((address.ip(), 0)).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    socket.connect(address).unwrap();
    socket.send(QUESTION).unwrap();
    let mut reply = [0; 600];
    let length = socket.recv(&mut reply).unwrap();
    reply[..length].to_vec()
}

fn read(stream: &mut TcpStream) -> Vec<u8> {
    let mut length = [0; 2];
    stream.read_exact(&mut length).unwrap();
    let mut reply = vec![0; usize::from(u16::from_be_bytes(length))];
    stream.read_exact(&mut reply).unwrap();
    reply
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_is_loaded_when_it_is_asked_for_and_answered_from_then_on() {
    for (at, to) in [("127.0.0.1:0", "127.0.0.1"), ("0.0.0.0:0", "127.0.0.2"), ("[::]:0", "::1")] {
        let (server, filler) = start(at).unwrap();
        let address = SocketAddr::new(to.parse().unwrap(), server.addresses()[0].port());
        for _ in 0..3 {
            let reply = tokio::task::spawn_blocking(move || ask(address)).await.unwrap();
            assert_eq!(
                (&reply[2..8], &reply[reply.len() - 4..]),
                (&[0x85, 0, 0, 1, 0, 1][..], &[192, 0, 2, 1][..])
            );
        }
        assert_eq!(*filler.1.lock().unwrap(), 1);
        let counted = server.counted();
        assert_eq!((counted.udp, counted.dropped), (3, 0));
        server.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_connection_asks_several_questions_and_takes_answers_of_many_messages() {
    let (server, _) = start("127.0.0.1:0").unwrap();
    let address = server.addresses()[0];
    let asked = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        let question = [&[0, 33][..], QUESTION].concat();
        let mut transfer = question.clone();
        transfer[32] = 252;
        stream.write_all(&[question.clone(), transfer, question].concat()).unwrap();
        (0..5).map(|_| read(&mut stream).len()).collect::<Vec<_>>()
    });
    assert_eq!(asked.await.unwrap(), [49, 60_033, 60_033, 60_033, 49]);
    assert_eq!(server.counted().tcp, 3);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_cannot_listen_at_one_address() {
    let (server, _) = start("127.0.0.1:0").unwrap();
    let address = server.addresses()[0].to_string();
    let refused = start(&address).err().unwrap().to_string();
    assert!(
        refused.starts_with(&format!("the name server cannot listen at {address}: ")),
        "{refused}"
    );
    server.stop().await;
    let (again, _) = start(&address).unwrap();
    again.stop().await;
}
