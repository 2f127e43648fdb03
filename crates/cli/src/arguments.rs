//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use model::time::{Seconds, Timestamp};

use crate::forwarding::ForwardingOptions;
use crate::http::{HostTable, TlsFiles};
use crate::profiles::Choice;
use crate::sandbox::{Options, options};

/// A reseller platform that sells domain names and answers in foreign API dialects.
#[derive(Debug, Parser)]
#[command(name = "nameyard", version)]
pub struct Arguments {
    /// What is written to the log: error, warn, info, debug or trace. Without it a sandbox warns and
    /// a server informs.
    #[arg(long, global = true, value_name = "LEVEL")]
    pub log: Option<tracing::Level>,
    /// What to run.
    #[command(subcommand)]
    pub command: Command,
}

/// What to run.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The whole platform on this machine: nothing installed, nothing outside contacted.
    Sandbox(Box<SandboxArguments>),
    /// The platform for production, as a file describes it.
    Serve {
        /// The file; docs/configuration.md says what stands in it.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
    /// Tables for a mail server that takes mail which goes elsewhere: Postfix' virtual_alias_domains and
    /// virtual_alias_maps.
    MailTables {
        /// The file of the server whose mail it is.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The folder that they are written into; made if missing.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Zones of a server in and out, as files; the server may be running.
    Zone {
        /// What is done.
        #[command(subcommand)]
        command: ZoneCommand,
    },
}

/// What is done with a zone, for whoever has it.
#[derive(Debug, Subcommand)]
pub enum ZoneCommand {
    /// Writes the zone as a file to standard output.
    Export {
        /// The file of the server whose zone it is.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The zone's own name.
        name: String,
    },
    /// Takes a zone file in: everything or nothing.
    Import {
        /// The file of the server whose zone it is.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The zone's own name.
        name: String,
        /// The zone file; `-` for standard input.
        file: PathBuf,
        /// How it is taken in.
        #[command(flatten)]
        taken: Taken,
    },
    /// Takes the zone of another name server in, which has to allow the transfer.
    Fetch {
        /// The file of the server whose zone it is.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The zone's own name.
        name: String,
        /// Address and port of the other server.
        #[arg(long, value_name = "ADDR")]
        from: SocketAddr,
        /// A key out of `dns.keys` that both servers know.
        #[arg(long, value_name = "NAME")]
        key: Option<String>,
        /// How it is taken in.
        #[command(flatten)]
        taken: Taken,
    },
}

/// How a zone is taken in.
#[derive(Debug, Args)]
pub struct Taken {
    /// What is in the zone already stays; otherwise it goes.
    #[arg(long)]
    pub merge: bool,
    /// Name servers of the zone itself are taken, too.
    #[arg(long)]
    pub name_servers: bool,
}

/// What a sandbox is started with.
#[derive(Debug, Args)]
pub struct SandboxArguments {
    /// Where data lives; made if missing, continued if present.
    #[arg(long, value_name = "DIR", default_value = options::DATA)]
    data: PathBuf,
    /// Where HTTP is served; port 0 means any free port.
    #[arg(long, value_name = "ADDR", default_value_t = options::HTTP)]
    http: SocketAddr,
    /// Where DNS is served, over UDP and TCP; port 0 means any free port.
    #[arg(long, value_name = "ADDR", default_value_t = options::DNS)]
    dns: SocketAddr,
    /// A name server that follows this one: it is told of changes, and has zones with the key that
    /// is shown at the start. Can be given several times.
    #[arg(long, value_name = "ADDR")]
    secondary: Vec<SocketAddr>,
    /// A PostgreSQL server, postgres://…, in the place of a SQLite file in DIR.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// What the clock shows first, such as 2026-11-21T10:00:00Z; real time without it. Counts at the
    /// first start of a data folder.
    #[arg(long, value_name = "TIME", value_parser = instant)]
    clock: Option<Timestamp>,
    /// What every generated secret and identifier follows from; random without it. Counts at the
    /// first start of a data folder.
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    seed: Option<u64>,
    /// The clock stands still between moves.
    #[arg(long)]
    frozen: bool,
    /// How long queued work stays visibly pending, in clock time.
    #[arg(long, value_name = "SECONDS", default_value_t = options::PENDING.0, allow_negative_numbers = true,
          value_parser = clap::value_parser!(i64).range(0..=31_536_000))]
    pending: i64,
    /// Speak a dialect as its service was seen to, where that contradicts its documents.
    #[arg(long, value_name = "DIALECT=observed")]
    profile: Vec<Choice>,
    /// Where names that lead elsewhere are redirected, besides where HTTP is served.
    #[arg(long, value_name = "ADDR")]
    forwarding: Option<SocketAddr>,
    /// The certificate with which HTTP becomes TLS, as PEM, followed by those below the root.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// Its private key, as PEM.
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
}

impl From<SandboxArguments> for Options {
    fn from(given: SandboxArguments) -> Self {
        let tls = given.tls_cert.zip(given.tls_key);
        Self {
            data: given.data,
            http: given.http,
            dns: given.dns,
            secondaries: given.secondary,
            database: given.database,
            clock: given.clock,
            seed: given.seed,
            frozen: given.frozen,
            pending: Seconds(given.pending),
            profiles: given.profile.into_iter().collect(),
            tls: tls.map(|(certificate, key)| TlsFiles { certificate, key }),
            hosts: HostTable::default(),
            web_ports: options::WEB_PORTS,
            forwarding: ForwardingOptions {
                http: given.forwarding,
                ..ForwardingOptions::default()
            },
            beside: true,
        }
    }
}

fn instant(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).ok_or_else(|| "not an instant such as 2026-11-21T10:00:00Z".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sandbox(arguments: &[&str]) -> Result<Options, String> {
        let all = ["nameyard", "sandbox"].iter().chain(arguments);
        match Arguments::try_parse_from(all).map_err(|why| why.to_string())?.command {
            Command::Sandbox(given) => Ok((*given).into()),
            Command::Serve { .. } | Command::MailTables { .. } | Command::Zone { .. } => {
                Err("a server".to_owned())
            }
        }
    }

    #[test]
    fn without_options_a_sandbox_is_as_documented() {
        let options = sandbox(&[]).unwrap();
        assert_eq!(options.http.to_string(), "127.0.0.1:8080");
        assert_eq!(options.dns.to_string(), "127.0.0.1:5353");
        assert_eq!(options.data, PathBuf::from("./nameyard-data"));
        assert_eq!((options.pending, options.frozen), (Seconds(1), false));
        assert_eq!((options.clock, options.seed, options.tls), (None, None, None));
    }

    #[test]
    fn nonsense_is_refused_in_words() {
        for (arguments, words) in [
            (vec!["--clock", "tomorrow"], "2026-11-21T10:00:00Z"),
            (vec!["--profile", "nowhere=observed"], "domaincontext"),
            (vec!["--tls-cert", "a.pem"], "--tls-key"),
            (vec!["--seed", "-1"], "--seed"),
            (vec!["--http", "8080"], "--http"),
            (vec!["--pending", "-1"], "--pending"),
        ] {
            let refusal = sandbox(&arguments).err().unwrap();
            assert!(refusal.contains(words), "{arguments:?}: {refusal}");
        }
    }
}
