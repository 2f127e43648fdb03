//! What the name server is told.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dns::names::{self, Name};
use dns::transfer::{Algorithm, Peer, SharedKey};

use super::reading::{Result, needed, unfit};
use super::written::{WrittenDns, WrittenSecondary, WrittenSharedKey};
use crate::StartError;
use crate::name_server::NameServerOptions;

/// Answers of one kind a second over UDP to one network, unless somebody says otherwise.
const RESPONSES_PER_SECOND: u32 = 200;
/// Bytes of a shared secret: fewer can be guessed (RFC 8945 §8).
const SHORTEST_SECRET: usize = 16;

/// What stands under `dns`; none where nothing is to listen.
pub(super) fn name_server(
    written: &WrittenDns,
    folder: &Path,
) -> Result<Option<NameServerOptions>> {
    if written.listen.is_empty() {
        return Ok(None);
    }
    let keys = written.keys.iter().map(|key| shared_key(key, folder));
    let keys = keys.collect::<Result<Vec<_>>>()?;
    let secondaries = written.secondaries.iter().map(|peer| secondary(peer, &keys));
    let prefix = |text: &String| {
        text.parse().map_err(|_| unfit("dns.open_to", format!("{text:?} is no address prefix")))
    };
    Ok(Some(NameServerOptions {
        addresses: written.listen.clone(),
        responses_per_second: written.responses_per_second.unwrap_or(RESPONSES_PER_SECOND),
        secondaries: secondaries.collect::<Result<_>>()?,
        open_to: written.open_to.iter().map(prefix).collect::<Result<_>>()?,
        catalog: written.catalog.as_deref().map(|text| name("dns.catalog", text)).transpose()?,
        keys,
    }))
}

fn secondary(written: &WrittenSecondary, keys: &[SharedKey]) -> Result<Peer> {
    const KEY: &str = "dns.secondaries.key";
    let key = written.key.as_deref().map(|text| name(KEY, text)).transpose()?;
    if let Some(key) = &key
        && !keys.iter().any(|known| known.name == *key)
    {
        return Err(unfit(KEY, format!("\"{key}\" is none of dns.keys")));
    }
    let address = needed("dns.secondaries.address", written.address)?;
    Ok(Peer { name: needed("dns.secondaries.name", written.name.clone())?, address, key })
}

fn shared_key(written: &WrittenSharedKey, folder: &Path) -> Result<SharedKey> {
    let text = needed("dns.keys.algorithm", written.algorithm.as_ref())?;
    let algorithm: Algorithm = text.parse().map_err(|_| {
        let known = "hmac-sha256, hmac-sha384 or hmac-sha512";
        unfit("dns.keys.algorithm", format!("{text:?} is not {known}"))
    })?;
    let file = folder.join(needed("dns.keys.secret_file", written.secret_file.as_ref())?);
    let secret = std::fs::read_to_string(&file).map_err(|why| StartError::about(&file, why))?;
    let secret = STANDARD.decode(secret.trim()).ok();
    let secret = secret.filter(|secret| secret.len() >= SHORTEST_SECRET).ok_or_else(|| {
        StartError::about(&file, format!("a secret is at least {SHORTEST_SECRET} bytes in base64"))
    })?;
    let key = needed("dns.keys.name", written.name.as_ref())?;
    Ok(SharedKey { name: name("dns.keys.name", key)?, algorithm, secret })
}

fn name(key: &str, text: &str) -> Result<Name> {
    names::name(text).ok_or_else(|| unfit(key, format!("{text:?} is no name")))
}
