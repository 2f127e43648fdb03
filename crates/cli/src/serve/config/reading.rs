//! From what was written to what is meant. Each refusal begins with the name of its key.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use app::domains::privacy_contact;
use app::realm::Settings;
use model::account::check_login;
use model::contact::{Contact, ContactPatch, Whose};
use model::error::Field;
use model::invoice::BillingTerms;
use model::money::{Currency, Money};
use model::name::HostName;
use model::time::{Days, Seconds};
use outbound::{AddressPolicy, Network};
use store::Database;

use super::name_server::name_server;
use super::written::{
    Written, WrittenAccounts, WrittenBilling, WrittenCallbacks, WrittenDatabase, WrittenDns,
    WrittenFounding, WrittenHttp, WrittenProfile, WrittenSandbox, WrittenWebhooks,
};
use super::{Beside, Config, Founding, Webhooks, forwarding, reseller};
use crate::StartError;
use crate::beside::ADDRESS;
use crate::dialects;
use crate::http::{HostTable, TlsFiles};
use crate::profiles::{Choice, Profiles};

/// Connections to a PostgreSQL server.
const CONNECTIONS: usize = 16;
/// Bytes of a body.
const BODY_BYTES: usize = 1 << 20;
/// Calls a minute that ask whether names are free, where they are limited.
const CHECKS_A_MINUTE: u32 = 600;
/// Failed sign-ins a minute for one account or address.
const SIGN_IN_ATTEMPTS: u32 = 10;
/// How long a caller waits for a supplier.
const SUPPLIER_SECONDS: u32 = 20;
/// How long a token lives: a day.
const TOKEN_MINUTES: u32 = 24 * 60;
/// How long a refresh token lives.
const REFRESH_DAYS: u32 = 30;
/// How long queued work stays pending.
const PENDING_SECONDS: u32 = 1;
/// The currency of accounts.
const CURRENCY: &str = "ZAR";
/// Below this an account is told that its balance is low.
const LOW_BALANCE: &str = "500.00";

pub(super) type Result<T> = std::result::Result<T, StartError>;

/// How often the registry is asked for news.
const REGISTRY_POLL: Seconds = Seconds(60);

/// The configuration that `written` means, for a file that stands in `folder`.
pub(super) fn config(written: Written, folder: &Path) -> Result<Config> {
    one_of("registry.kind", written.registry.kind.as_deref(), &["embedded"])?;
    one_of("mail.kind", written.mail.kind.as_deref(), &["spool"])?;
    one_of("hosting.kind", written.hosting.kind.as_deref(), &["embedded"])?;
    one_of("payments.kind", written.payments.kind.as_deref(), &["embedded"])?;
    one_of("servers.kind", written.servers.kind.as_deref(), &["embedded"])?;
    one_of("certificates.kind", written.certificates.kind.as_deref(), &["embedded"])?;
    let file = |key: &str, path: Option<PathBuf>| needed(key, path).map(|path| folder.join(path));
    let sender = needed("mail.sender", written.mail.sender)?;
    let pending = written.registry.pending_seconds.unwrap_or(PENDING_SECONDS);
    let settings = Settings {
        token_life: Seconds(i64::from(written.limits.token_minutes.unwrap_or(TOKEN_MINUTES)) * 60),
        refresh_life: Seconds(
            i64::from(written.limits.refresh_days.unwrap_or(REFRESH_DAYS)) * Seconds::DAY.0,
        ),
        refresh_rotates: written.limits.refresh_rotates.unwrap_or(true),
        pending: Seconds(pending.into()),
        patience: Seconds(written.limits.supplier_seconds.unwrap_or(SUPPLIER_SECONDS).into()),
        nameservers: nameservers(&written.dns)?,
        sender,
        template_address: template_address(&written.dns)?,
        sign_in_attempts: written.limits.sign_in_attempts.unwrap_or(SIGN_IN_ATTEMPTS),
        checks_a_minute: written.limits.checks_a_minute.unwrap_or(CHECKS_A_MINUTE),
        registry_poll: Some(REGISTRY_POLL),
        low_balance_minor: low_balance(&written.accounts)?.minor,
        currency: currency(&written.accounts)?,
        billing: billing(&written.billing),
        webhooks: None,
        hostmaster: hostmaster(&written.dns)?,
        forwarding: forwarding::service(&written.forwarding)?,
        public_url: public_url(&written.http)?,
        privacy_contact: privacy_contact(written.privacy)?,
    };
    if written.accounts.dreamscape.is_some()
        && let Some(sandbox) = &written.sandbox
    {
        needed("sandbox.key_file", sandbox.key_file.as_ref())?;
    }
    Ok(Config {
        database: database("database.url", written.database, folder)?,
        key_file: file("keys.file", written.keys.file)?,
        tls: tls(&written.http, folder)?,
        http: needed("http.address", written.http.address)?,
        hosts: written.hosts.map_or_else(|| Ok(HostTable::default()), hosts)?,
        profiles: profiles(written.profiles)?,
        body_bytes: written.limits.body_bytes.unwrap_or(BODY_BYTES),
        settings,
        rulebook: written.rulebook.folder.map(|path| folder.join(path)),
        shelf: written.shelf.folder.map(|path| folder.join(path)),
        forwarding: forwarding::options(&written.forwarding, folder)?,
        resolvers: written.dns.resolver.clone(),
        name_server: name_server(&written.dns, folder)?,
        registry_file: file("registry.file", written.registry.file)?,
        mail_file: file("mail.file", written.mail.file)?,
        hosting_file: file("hosting.file", written.hosting.file)?,
        payments_file: file("payments.file", written.payments.file)?,
        servers_file: file("servers.file", written.servers.file)?,
        certificates_file: file("certificates.file", written.certificates.file)?,
        callable: callable(&written.callbacks)?,
        operator: founding("accounts.operator", written.accounts.operator, folder)?,
        registrar: founding("accounts.registrar", written.accounts.registrar, folder)?,
        dreamscape: reseller::dreamscape(written.accounts.dreamscape, folder)?,
        devo: reseller::devo(written.accounts.devo, folder)?,
        beside: beside(written.sandbox, folder)?,
        webhooks: written.webhooks.map(|webhooks| self::webhooks(webhooks, folder)).transpose()?,
    })
}

fn hostmaster(written: &WrittenDns) -> Result<Option<HostName>> {
    written.hostmaster.as_deref().map(|name| host("dns.hostmaster", name)).transpose()
}

/// A host name under the key it was written for.
pub(super) fn host(key: &str, name: &str) -> Result<HostName> {
    HostName::parse(name, Field::Host)
        .map_err(|_| unfit(key, format!("{name:?} is not a host name")))
}

fn beside(written: Option<WrittenSandbox>, folder: &Path) -> Result<Option<Beside>> {
    let Some(written) = written else { return Ok(None) };
    let books = folder.join(needed("sandbox.folder", written.folder)?);
    let database = match written.database.url {
        Some(_) => database("sandbox.database.url", written.database, folder)?,
        None => Database::Sqlite(books.join("nameyard.sqlite")),
    };
    let key_file = written.key_file.map(|path| folder.join(path));
    Ok(Some(Beside { folder: books, database, key_file }))
}

fn webhooks(written: WrittenWebhooks, folder: &Path) -> Result<Webhooks> {
    let url = needed("webhooks.url", written.url)?;
    let secret_file = written.secret_file.map(|path| folder.join(path));
    is_web_address("webhooks.url", &url)?;
    Ok(Webhooks { url, secret_file })
}

fn billing(written: &WrittenBilling) -> BillingTerms {
    let usual = BillingTerms::default();
    let days = |written: Option<u16>, usual: Days| written.map_or(usual, Days);
    BillingTerms {
        order_due: days(written.order_due_days, usual.order_due),
        order_ends: days(written.order_ends_days, usual.order_ends),
        subscription_ahead: days(written.subscription_ahead_days, usual.subscription_ahead),
        name_ahead: days(written.name_ahead_days, usual.name_ahead),
        suspend_after: days(written.suspend_after_days, usual.suspend_after),
        end_after: days(written.end_after_days, usual.end_after),
    }
}

pub(super) fn needed<T>(key: &str, value: Option<T>) -> Result<T> {
    value.ok_or_else(|| StartError::new(format!("{key} is missing")))
}

pub(super) fn unfit(key: &str, why: impl std::fmt::Display) -> StartError {
    StartError::new(format!("{key}: {why}"))
}

fn one_of(key: &str, value: Option<&str>, known: &[&str]) -> Result<()> {
    let value = needed(key, value)?;
    if known.contains(&value) {
        return Ok(());
    }
    Err(unfit(key, format!("{value:?} is not known; there is {}", known.join(", "))))
}

fn database(key: &str, written: WrittenDatabase, folder: &Path) -> Result<Database> {
    let url = needed(key, written.url)?;
    if let Some(path) = url.strip_prefix("sqlite:") {
        return Ok(Database::Sqlite(folder.join(path)));
    }
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        let connections = written.connections.unwrap_or(CONNECTIONS).max(1);
        return Ok(Database::Postgres { url, connections, beside: None });
    }
    Err(unfit(key, "write sqlite:FILE or postgres://…"))
}

/// TLS is only left out by saying so.
fn tls(written: &WrittenHttp, folder: &Path) -> Result<Option<TlsFiles>> {
    match (&written.tls, written.plain.unwrap_or_default()) {
        (Some(_), true) => Err(unfit("http.plain", "http.tls is there too; leave one of them out")),
        (None, true) => Ok(None),
        (None, false) => Err(StartError::new(
            "http.tls is missing (set http.plain = true when something in front speaks TLS)",
        )),
        (Some(tls), false) => {
            let file = |key, path: &Option<PathBuf>| {
                needed(key, path.as_ref()).map(|path| folder.join(path))
            };
            Ok(Some(TlsFiles {
                certificate: file("http.tls.certificate", &tls.certificate)?,
                key: file("http.tls.key", &tls.key)?,
            }))
        }
    }
}

/// Where the server is reached from outside; empty where that is where it listens.
fn public_url(written: &WrittenHttp) -> Result<String> {
    let Some(url) = &written.public_url else { return Ok(String::new()) };
    let url = url.trim_end_matches('/');
    is_web_address("http.public_url", url).map(|()| url.to_owned())
}

pub(super) fn is_web_address(key: &str, url: &str) -> Result<()> {
    let parsed = url.parse::<http::Uri>().ok();
    let fits = parsed.is_some_and(|url| matches!(url.scheme_str(), Some("http" | "https")));
    if fits { Ok(()) } else { Err(unfit(key, "no http or https address")) }
}

fn callable(written: &WrittenCallbacks) -> Result<AddressPolicy> {
    let networks = |key: &str, texts: &[String]| {
        let network = |text: &String| text.parse::<Network>().map_err(|why| unfit(key, why));
        texts.iter().map(network).collect::<Result<Vec<_>>>()
    };
    let allowed = networks("callbacks.allow", &written.allow)?;
    Ok(AddressPolicy::public(allowed, networks("callbacks.forbid", &written.forbid)?))
}

fn hosts(written: impl IntoIterator<Item = (String, String)>) -> Result<HostTable> {
    let known = |name: &str| dialects::known(name).or((name == ADDRESS).then_some(ADDRESS));
    let entries = written.into_iter().map(|(host, dialect)| match known(&dialect) {
        Some(dialect) => Ok((host, dialect)),
        None => {
            let known = [dialects::NAMES.as_slice(), &[ADDRESS]].concat().join(", ");
            Err(unfit(
                &format!("hosts.{host:?}"),
                format!("no dialect is called {dialect:?}; there are {known}"),
            ))
        }
    });
    entries.collect::<Result<Vec<_>>>().map(HostTable::new)
}

fn profiles(written: impl IntoIterator<Item = (String, String)>) -> Result<Profiles> {
    let choices = written.into_iter().map(|(dialect, profile)| {
        Choice::new(&dialect, &profile).map_err(|why| unfit(&format!("profiles.{dialect}"), why))
    });
    choices.collect()
}

fn nameservers(written: &WrittenDns) -> Result<Vec<HostName>> {
    const KEY: &str = "dns.nameservers";
    let names = needed(KEY, written.nameservers.as_ref())?;
    if names.len() < 2 {
        return Err(unfit(KEY, "at least two are needed"));
    }
    let parse = |name: &String| {
        HostName::parse(name, Field::Nameserver(1))
            .map_err(|_| unfit(KEY, format!("{name:?} is not a host name")))
    };
    names.iter().map(parse).collect()
}

fn template_address(written: &WrittenDns) -> Result<Option<String>> {
    match &written.template_address {
        Some(text) if text.parse::<IpAddr>().is_err() => {
            Err(unfit("dns.template_address", format!("{text:?} is not an address")))
        }
        address => Ok(address.clone()),
    }
}

fn currency(written: &WrittenAccounts) -> Result<Currency> {
    let code = written.currency.as_deref().unwrap_or(CURRENCY);
    Currency::parse(code)
        .map_err(|_| unfit("accounts.currency", format!("ISO 4217 has no {code:?}")))
}

fn low_balance(written: &WrittenAccounts) -> Result<Money> {
    let text = written.low_balance.as_deref().unwrap_or(LOW_BALANCE);
    Money::parse(text, currency(written)?, Field::Setting)
        .map_err(|_| unfit("accounts.low_balance", format!("{text:?} is not an amount")))
}

fn founding(key: &str, written: WrittenFounding, folder: &Path) -> Result<Founding> {
    let login = needed(&format!("{key}.login"), written.login)?;
    let password_file = needed(&format!("{key}.password_file"), written.password_file)?;
    Ok(Founding {
        login: check_login(&login)
            .map_err(|why| unfit(&format!("{key}.login"), format!("{why:?}")))?,
        password_file: folder.join(password_file),
        profile: profile(&format!("{key}.profile"), written.profile)?,
    })
}

/// What is not said is as usual.
fn privacy_contact(written: WrittenProfile) -> Result<Contact> {
    let patch = ContactPatch {
        name: written.name,
        company: written.company,
        email: written.email,
        phone: written.phone,
        fax: None,
        street: [written.street, None, None],
        city: written.city,
        province: written.province,
        postal_code: written.postal_code,
        country: written.country,
    };
    let contact = patch.applied_to(privacy_contact::usual());
    contact.checked(Whose::Profile).map_err(|why| unfit("privacy", format!("{why:?}")))
}

pub(super) fn profile(key: &str, written: WrittenProfile) -> Result<Contact> {
    let part = |name: &str, value: Option<String>| needed(&format!("{key}.{name}"), value);
    let contact = Contact {
        name: part("name", written.name)?,
        company: written.company.unwrap_or_default(),
        email: part("email", written.email)?,
        phone: part("phone", written.phone)?,
        fax: String::new(),
        street: [part("street", written.street)?, String::new(), String::new()],
        city: part("city", written.city)?,
        province: part("province", written.province)?,
        postal_code: part("postal_code", written.postal_code)?,
        country: part("country", written.country)?,
    };
    contact.checked(Whose::Profile).map_err(|why| unfit(key, format!("{why:?}")))
}
