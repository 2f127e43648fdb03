//! The configuration of a production server: a TOML file in which every needed key must stand.
//!
//! `docs/configuration.md` documents each key. A file that is incomplete or holds a key that nobody
//! reads is refused, by the name of the key.

/// Where what leads elsewhere is taken.
mod forwarding;
/// What the name server is told.
mod name_server;
/// From what was written to what is meant.
mod reading;
/// Resellers that the first start founds.
mod reseller;
/// The file as it is written.
mod written;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use app::realm::Settings;
use model::contact::Contact;
use model::money::{Currency, Money};
use outbound::AddressPolicy;
use store::Database;

use crate::StartError;
use crate::forwarding::ForwardingOptions;
use crate::http::{HostTable, TlsFiles};
use crate::name_server::NameServerOptions;
use crate::profiles::Profiles;

use written::Written;

/// Everything that a production server needs to know.
pub struct Config {
    /// Where the data lives.
    pub database: Database,
    /// The file that holds the realm's key.
    pub key_file: PathBuf,
    /// Where HTTP is served.
    pub http: SocketAddr,
    /// Certificate and key; none when something in front speaks TLS.
    pub tls: Option<TlsFiles>,
    /// Which dialect a provider's own host name means.
    pub hosts: HostTable,
    /// How each dialect is spoken.
    pub profiles: Profiles,
    /// Bytes of a body.
    pub body_bytes: usize,
    /// What the platform may be told.
    pub settings: Settings,
    /// A folder with a rulebook in the place of the one that the program carries.
    pub rulebook: Option<PathBuf>,
    /// The folder of the shelf; the one inside the program where none is named.
    pub shelf: Option<PathBuf>,
    /// Where what leads elsewhere is taken.
    pub forwarding: ForwardingOptions,
    /// Resolvers that know the addresses of names outside; nobody is asked without one.
    pub resolvers: Vec<SocketAddr>,
    /// What the name server is started with; nothing listens without it.
    pub name_server: Option<NameServerOptions>,
    /// The books of the embedded registry.
    pub registry_file: PathBuf,
    /// Where mail is kept.
    pub mail_file: PathBuf,
    /// The books of the embedded hosting panel.
    pub hosting_file: PathBuf,
    /// The books of the embedded payment gateway.
    pub payments_file: PathBuf,
    /// The books of the embedded server host.
    pub servers_file: PathBuf,
    /// The books of the embedded certificate authority.
    pub certificates_file: PathBuf,
    /// Which addresses may be called when a caller names them.
    pub callable: AddressPolicy,
    /// Who runs the platform.
    pub operator: Founding,
    /// The registrar below the operator.
    pub registrar: Founding,
    /// A reseller of dreamscape, where one is founded.
    pub dreamscape: Option<Reseller>,
    /// A reseller of devo, where one is founded.
    pub devo: Option<Reseller>,
    /// The realm beside the live one, where there is one.
    pub beside: Option<Beside>,
    /// The file with the secret of the webhooks in the settings, where they are sent.
    pub webhooks: Option<Webhooks>,
}

/// A realm beside the live one, with suppliers of its own.
#[derive(Clone)]
pub struct Beside {
    /// Where the books of its suppliers are.
    pub folder: PathBuf,
    /// Where its data lives.
    pub database: Database,
    /// Where the key of its reseller is written.
    pub key_file: Option<PathBuf>,
}

/// Where the operator is told of tenants that come, change and go.
pub struct Webhooks {
    /// The address.
    pub url: String,
    /// The file with what messages are signed with; what follows from the realm's key where there is none.
    pub secret_file: Option<PathBuf>,
}

/// A reseller that signs requests, which the first start founds.
#[derive(Clone)]
pub struct Reseller {
    /// What it is called where that is no number.
    pub name: String,
    /// What it pays in.
    pub currency: Currency,
    /// What a hundred of these cost in the currency of the supplier's price list.
    pub hundred: Option<i64>,
    /// What was paid in before the first start.
    pub balance: Option<Money>,
    /// Where its key is written when it is founded.
    pub key_file: PathBuf,
    /// Who its owner is.
    pub profile: Contact,
}

/// An account that the first start founds.
pub struct Founding {
    /// What its owner signs in with.
    pub login: String,
    /// The file that holds the password; read when the account is founded.
    pub password_file: PathBuf,
    /// Who its owner is.
    pub profile: Contact,
}

impl Config {
    /// Reads a configuration file. Paths in it start from the folder it stands in.
    ///
    /// # Errors
    /// Names the file and the key that is missing, unknown or cannot be meant.
    pub fn read(path: &Path) -> Result<Self, StartError> {
        let text = std::fs::read_to_string(path).map_err(|why| StartError::about(path, why))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        Self::parse(&text, folder).map_err(|why| StartError::about(path, why))
    }

    /// Reads the text of a configuration file that stands in `folder`.
    ///
    /// # Errors
    /// Names the key that is missing, unknown or cannot be meant.
    pub fn parse(text: &str, folder: &Path) -> Result<Self, StartError> {
        let written: Written = toml::from_str(text)
            .map_err(|why| StartError::new(why.to_string().trim_end().to_owned()))?;
        reading::config(written, folder)
    }
}
