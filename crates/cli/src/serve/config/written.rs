//! The file as it is written: every key may be absent here, and none may be unknown.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use serde::Deserialize;

/// The whole file.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Written {
    pub database: WrittenDatabase,
    pub keys: WrittenKeys,
    pub http: WrittenHttp,
    pub hosts: Option<BTreeMap<String, String>>,
    pub profiles: BTreeMap<String, String>,
    pub limits: WrittenLimits,
    pub dns: WrittenDns,
    pub forwarding: WrittenForwarding,
    pub mail: WrittenMail,
    pub privacy: WrittenProfile,
    pub registry: WrittenRegistry,
    pub hosting: WrittenSupplier,
    pub payments: WrittenSupplier,
    pub servers: WrittenSupplier,
    pub certificates: WrittenSupplier,
    pub callbacks: WrittenCallbacks,
    pub rulebook: WrittenRulebook,
    pub shelf: WrittenShelf,
    pub billing: WrittenBilling,
    pub accounts: WrittenAccounts,
    pub sandbox: Option<WrittenSandbox>,
    pub webhooks: Option<WrittenWebhooks>,
}

/// A realm beside the live one.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenSandbox {
    pub folder: Option<PathBuf>,
    pub database: WrittenDatabase,
    pub key_file: Option<PathBuf>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenWebhooks {
    pub url: Option<String>,
    pub secret_file: Option<PathBuf>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenDatabase {
    pub url: Option<String>,
    pub connections: Option<usize>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenKeys {
    pub file: Option<PathBuf>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenHttp {
    pub public_url: Option<String>,
    pub address: Option<SocketAddr>,
    pub plain: Option<bool>,
    pub tls: Option<WrittenTls>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenTls {
    pub certificate: Option<PathBuf>,
    pub key: Option<PathBuf>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenLimits {
    pub body_bytes: Option<usize>,
    pub sign_in_attempts: Option<u32>,
    pub checks_a_minute: Option<u32>,
    pub supplier_seconds: Option<u32>,
    pub token_minutes: Option<u32>,
    pub refresh_days: Option<u32>,
    pub refresh_rotates: Option<bool>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenDns {
    pub nameservers: Option<Vec<String>>,
    pub template_address: Option<String>,
    pub hostmaster: Option<String>,
    pub resolver: Vec<SocketAddr>,
    pub listen: Vec<SocketAddr>,
    pub responses_per_second: Option<u32>,
    pub secondaries: Vec<WrittenSecondary>,
    pub keys: Vec<WrittenSharedKey>,
    pub open_to: Vec<String>,
    pub catalog: Option<String>,
}

/// Another server of the zones.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenSecondary {
    pub name: Option<String>,
    pub address: Option<SocketAddr>,
    pub key: Option<String>,
}

/// A key shared with other servers.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenSharedKey {
    pub name: Option<String>,
    pub algorithm: Option<String>,
    pub secret_file: Option<PathBuf>,
}

/// Who takes what leads elsewhere.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenForwarding {
    pub http: Option<SocketAddr>,
    pub https: Option<SocketAddr>,
    pub acme_directory: Option<String>,
    pub acme_contact: Option<String>,
    pub acme_ca_file: Option<PathBuf>,
    pub mail_tables: Option<PathBuf>,
    pub addresses: Vec<IpAddr>,
    pub mail_host: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenMail {
    pub kind: Option<String>,
    pub file: Option<PathBuf>,
    pub sender: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenRegistry {
    pub kind: Option<String>,
    pub file: Option<PathBuf>,
    pub pending_seconds: Option<u32>,
}

/// A supplier inside the program, with books in a file of its own.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenSupplier {
    pub kind: Option<String>,
    pub file: Option<PathBuf>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenCallbacks {
    pub allow: Vec<String>,
    pub forbid: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenRulebook {
    pub folder: Option<PathBuf>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenShelf {
    pub folder: Option<PathBuf>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenBilling {
    pub order_due_days: Option<u16>,
    pub order_ends_days: Option<u16>,
    pub subscription_ahead_days: Option<u16>,
    pub name_ahead_days: Option<u16>,
    pub suspend_after_days: Option<u16>,
    pub end_after_days: Option<u16>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenAccounts {
    pub currency: Option<String>,
    pub low_balance: Option<String>,
    pub operator: WrittenFounding,
    pub registrar: WrittenFounding,
    pub dreamscape: Option<WrittenReseller>,
    pub devo: Option<WrittenReseller>,
}

/// A reseller that signs requests.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenReseller {
    pub name: Option<String>,
    pub currency: Option<String>,
    pub exchange: Option<String>,
    pub balance: Option<String>,
    pub key_file: Option<PathBuf>,
    pub profile: WrittenProfile,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenFounding {
    pub login: Option<String>,
    pub password_file: Option<PathBuf>,
    pub profile: WrittenProfile,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenProfile {
    pub name: Option<String>,
    pub company: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub street: Option<String>,
    pub city: Option<String>,
    pub province: Option<String>,
    pub postal_code: Option<String>,
    pub country: Option<String>,
}
