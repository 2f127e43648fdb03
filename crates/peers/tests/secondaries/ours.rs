//! The name server with sockets, and zones that a test puts there.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use dns::answer::{Beyond as _, Outcome, Responder, ResponderSettings};
use dns::contents::Contents;
use dns::names::{Name, name};
use dns::serve::Transport;
use dns::source::{Committed, Published, Unavailable, ZoneChange, ZoneSource};
use dns::transfer::{Algorithm, Peer, Settings, SharedKey, TransferCounts, Transfers};
use dns::zone::{Zone, Zones};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream, UdpSocket};
use tokio::runtime::Runtime;

/// What the catalog is called.
pub const CATALOG: &str = "catalog.invalid";
/// What comes behind the name of a server in the name of its key.
pub const KEY: &str = "transfer.example";
/// The secret of each, "between us and them", as Base64.
pub const SECRET: &str = "YmV0d2VlbiB1cyBhbmQgdGhlbQ==";

/// The name server.
pub struct Ours {
    /// Where it listens.
    pub address: SocketAddr,
    zones: Arc<Zones>,
    transfers: Arc<Transfers>,
    source: Arc<Notebook>,
    _runtime: Runtime,
}

/// A source that keeps what it is told.
#[derive(Default)]
struct Notebook(Mutex<Vec<Published>>);

#[async_trait]
impl ZoneSource for Notebook {
    async fn apexes(&self, _: Option<&Name>, _: usize) -> Result<Vec<Name>, Unavailable> {
        Err(Unavailable)
    }

    async fn zones(&self, _: &[Name]) -> Result<Vec<Committed>, Unavailable> {
        Err(Unavailable)
    }

    async fn position(&self) -> Result<i64, Unavailable> {
        Err(Unavailable)
    }

    async fn changes(&self, _: i64, _: &[i64], _: usize) -> Result<Vec<ZoneChange>, Unavailable> {
        Err(Unavailable)
    }

    async fn changed(&self) {
        std::future::pending().await
    }

    async fn published(&self, news: Vec<Published>) -> Result<(), Unavailable> {
        self.0.lock().unwrap().extend(news);
        Ok(())
    }
}

impl Ours {
    /// Starts it without zones; these servers are told of changes.
    pub fn start(peers: [(&str, SocketAddr); 2]) -> Self {
        let mut settings = Settings::nobody(Arc::new(now));
        for (peer, address) in peers {
            let key = SharedKey {
                name: name(&format!("{peer}.{KEY}")).unwrap(),
                algorithm: Algorithm::HmacSha256,
                secret: b"between us and them".to_vec(),
            };
            let (name, key_name) = (peer.to_owned(), key.name.clone());
            settings.peers.push(Peer { name, address, key: Some(key_name) });
            settings.keys.push(key);
        }
        settings.catalog = name(CATALOG);
        let zones = Arc::new(Zones::new());
        let mut answering = ResponderSettings::new(Arc::new(now));
        answering.reserved = vec![name(CATALOG).unwrap()];
        let responder = Arc::new(Responder::new(Arc::clone(&zones), &answering));
        let source = Arc::new(Notebook::default());
        let told = Arc::clone(&source) as Arc<dyn ZoneSource>;
        let transfers = Transfers::new(settings, Arc::clone(&zones), Arc::clone(&responder), told);
        let transfers = Arc::new(transfers);
        let runtime = Runtime::new().unwrap();
        let address = peers::process::free_address();
        let udp = runtime.block_on(UdpSocket::bind(address)).unwrap();
        let tcp = runtime.block_on(TcpListener::bind(address)).unwrap();
        let running = Arc::clone(&transfers);
        runtime.spawn(async move { running.run().await });
        runtime.spawn(datagrams(udp, Arc::clone(&responder), Arc::clone(&transfers)));
        runtime.spawn(connections(tcp, responder, Arc::clone(&transfers)));
        Self { address, zones, transfers, source, _runtime: runtime }
    }

    /// Puts a zone in place of the one before.
    pub fn publishes(&self, contents: &Contents) {
        let zone = Arc::new(Zone::pack(contents));
        let before = self.zones.put(Arc::clone(&zone));
        self.transfers.replaced(&contents.apex, before, Some(zone));
    }

    /// Removes a zone.
    pub fn removes(&self, apex: &Name) {
        let before = self.zones.remove(apex);
        self.transfers.replaced(apex, before, None);
    }

    /// Says that all zones are there.
    pub fn loaded(&self) {
        self.transfers.loaded();
    }

    /// What was transferred.
    pub fn counts(&self) -> TransferCounts {
        self.transfers.counts()
    }

    /// Whether the source was told this.
    pub fn was_told(&self, news: &Published) -> bool {
        self.source.0.lock().unwrap().contains(news)
    }
}

#[expect(clippy::disallowed_methods, reason = "the servers of the test have this clock too")]
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

async fn datagrams(socket: UdpSocket, responder: Arc<Responder>, transfers: Arc<Transfers>) {
    let mut message = vec![0; 65_535];
    loop {
        let Ok((length, from)) = socket.recv_from(&mut message).await else { continue };
        for reply in answers(&responder, &transfers, &message[..length], from, Transport::Udp) {
            let _ = socket.send_to(&reply, from).await;
        }
    }
}

async fn connections(listener: TcpListener, responder: Arc<Responder>, transfers: Arc<Transfers>) {
    loop {
        let Ok((stream, from)) = listener.accept().await else { continue };
        tokio::spawn(converse(stream, from, Arc::clone(&responder), Arc::clone(&transfers)));
    }
}

async fn converse(
    mut stream: TcpStream,
    from: SocketAddr,
    responder: Arc<Responder>,
    transfers: Arc<Transfers>,
) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    loop {
        let mut message = vec![0; usize::from(stream.read_u16().await?)];
        stream.read_exact(&mut message).await?;
        for reply in answers(&responder, &transfers, &message, from, Transport::Tcp) {
            let length = u16::try_from(reply.len()).unwrap().to_be_bytes();
            stream.write_all(&[&length, reply.as_slice()].concat()).await?;
        }
    }
}

fn answers(
    responder: &Responder,
    transfers: &Transfers,
    message: &[u8],
    from: SocketAddr,
    over: Transport,
) -> Box<dyn Iterator<Item = Vec<u8>> + Send> {
    let mut reply = Vec::new();
    match responder.answer(message, from, over, &mut reply) {
        Outcome::Reply => Box::new(std::iter::once(reply)),
        Outcome::Beyond => transfers.answer(message, from, over),
        Outcome::Silence | Outcome::Later(_) => Box::new(std::iter::empty()),
    }
}
