//! Where everything is: `sandbox.json` for programs, the same in words for people.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::Path;

use model::secret::Secret;
use serde_json::{Map, Value, json};

use super::controls;
use super::demo::Facts;
use super::transfers::Transfers;
use crate::beside;
use crate::dialects::Spoken;
use crate::http::server;

/// Where a sandbox listens.
pub(super) struct Places {
    pub http: SocketAddr,
    /// Whether HTTP is TLS.
    pub secure: bool,
    pub dns: SocketAddr,
}

/// What a sandbox says of itself.
pub(super) struct Announcement(Value);

/// What is worth knowing of the demo accounts.
pub(super) struct Announced {
    pub facts: Facts,
    /// The same of the realm beside, where there is one.
    pub beside: Option<Map<String, Value>>,
}

impl Places {
    /// The address to call. One that stands for every address of this machine is called at home.
    pub fn url(&self) -> String {
        server::url(self.http, self.secure)
    }
}

impl Announcement {
    /// About these places, dialects and accounts.
    pub fn new(
        places: &Places,
        token: &Secret<String>,
        spoken: &[Spoken],
        announced: &Announced,
    ) -> Self {
        let url = places.url();
        let dialects: Map<String, Value> = spoken
            .iter()
            .map(|Spoken { name, prefix, .. }| {
                let mut dialect = announced.facts.get(name).cloned().unwrap_or_default();
                dialect.insert("base_url".to_owned(), format!("{url}{prefix}").into());
                if *name == beside::DIALECT
                    && let Some(mut facts) = announced.beside.clone()
                {
                    let base_url = format!("{url}/{}", beside::ADDRESS);
                    facts.insert("base_url".to_owned(), base_url.into());
                    dialect.insert(beside::NAME.to_owned(), facts.into());
                }
                ((*name).to_owned(), Value::Object(dialect))
            })
            .collect();
        Self(json!({
            "http": url,
            "dns": places.dns.to_string(),
            "control": {
                "base_url": format!("{url}{}", controls::PATH),
                "token": token.reveal(),
            },
            "dialects": dialects,
        }))
    }

    /// The same with how other name servers follow this one's.
    pub fn with_transfers(mut self, transfers: &Transfers) -> Self {
        self.0["transfers"] = transfers.json();
        self
    }

    /// The same with where names that lead elsewhere are redirected, and the tables for a mail server.
    pub fn with_forwarding(mut self, http: SocketAddr, mail_tables: &Path) -> Self {
        self.0["forwarding"] = json!({
            "http": server::url(http, false),
            "mail_tables": mail_tables,
        });
        self
    }

    /// The whole value.
    pub const fn json(&self) -> &Value {
        &self.0
    }

    /// As it stands in the file.
    pub fn text(&self) -> String {
        format!("{:#}\n", self.0)
    }

    /// For people, each value on a line of its own so that it can be copied.
    pub fn words(&self) -> String {
        let mut text = String::from("Nameyard's sandbox is ready.\n");
        let mut line = |indent: usize, name: &str, value: &Value| {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            writeln!(text, "{:indent$}{name:<width$}  {value}", "", width = 18 - indent)
                .expect("a String takes every write");
        };
        line(2, "HTTP", &self.0["http"]);
        line(2, "Pages", &format!("{}/docs", self.0["http"].as_str().unwrap_or_default()).into());
        line(2, "DNS", &self.0["dns"]);
        line(4, "Catalog", &self.0["transfers"]["catalog"]);
        line(4, "Key", &transfer_key(&self.0["transfers"]["key"]).into());
        line(2, "Controls", &self.0["control"]["base_url"]);
        line(2, "Control token", &self.0["control"]["token"]);
        for (name, dialect) in self.0["dialects"].as_object().into_iter().flatten() {
            line(2, name, &dialect["base_url"]);
            for who in ["accounts", "contacts"] {
                for (label, account) in dialect[who].as_object().into_iter().flatten() {
                    line(4, label, &credentials(account).into());
                }
            }
            if let Some(beside) = dialect.get(beside::NAME) {
                line(4, beside::NAME, &beside["base_url"]);
                for (label, account) in beside["accounts"].as_object().into_iter().flatten() {
                    line(6, label, &credentials(account).into());
                }
            }
        }
        text
    }
}

/// The key as `dig -y` takes it.
fn transfer_key(key: &Value) -> String {
    ["algorithm", "name", "secret"].map(|part| key[part].as_str().unwrap_or_default()).join(":")
}

fn credentials(account: &Value) -> String {
    // Backwards the user name comes before the password.
    let parts = account.as_object().into_iter().flatten().rev();
    let parts = parts.map(|(name, value)| match value {
        Value::String(text) => format!("{name} {text}"),
        other => format!("{name} {other}"),
    });
    parts.collect::<Vec<_>>().join("   ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_for_every_interface_is_called_at_home() {
        let url = |http: &str, secure| {
            let dns = "127.0.0.1:53".parse().unwrap();
            Places { http: http.parse().unwrap(), secure, dns }.url()
        };
        assert_eq!(url("0.0.0.0:80", false), "http://127.0.0.1:80");
        assert_eq!(url("[::]:443", true), "https://[::1]:443");
        assert_eq!(url("192.0.2.1:8080", false), "http://192.0.2.1:8080");
    }
}
