//! Keys that prove what a domain answers.

use app::domains::dnssec_keys::{self, KeyData, ListedKey};
use dialects::dns_services::dnssec::add::AddKey;
use dialects::dns_services::dnssec::delete::DeleteKey;
use dialects::dns_services::dnssec::flags::{DnssecFlags, ListFlags};
use dialects::dns_services::dnssec::list::{DnssecKey, DnssecKeys, ListKeys};
use dialects::dns_services::info::Info;
use model::dnssec::KEY_FLAGS;
use wire::Api;

use super::held;
use crate::dns_services::door::{Caller, DnsServicesDoor};
use crate::dns_services::errors::Handled;

/// The only protocol there is (RFC 4034 §2.1.2).
const PROTOCOL: u8 = 3;
/// A key that signs keys.
const SIGNS_KEYS: u16 = 257;

pub fn routes(api: Api<DnsServicesDoor>) -> Api<DnsServicesDoor> {
    api.on::<ListFlags, _>(flags)
        .on::<ListKeys, _>(list)
        .on::<AddKey, _>(add)
        .on::<DeleteKey, _>(delete)
}

async fn flags(caller: Caller, call: ListFlags) -> Handled<DnssecFlags> {
    held::name(caller.cx()?, call.id).await?;
    let named = |flags: u16| {
        let name = if flags == SIGNS_KEYS { "KSK" } else { "ZSK" };
        (flags.to_string(), name.to_owned())
    };
    Ok(DnssecFlags { flags: KEY_FLAGS.into_iter().map(named).collect() })
}

async fn list(caller: Caller, call: ListKeys) -> Handled<DnssecKeys> {
    let cx = caller.cx()?;
    let keys = dnssec_keys::list(cx, &held::name(cx, call.id).await?).await?;
    Ok(DnssecKeys { keys: keys.into_iter().map(shown).collect() })
}

/// A record that was made from a key nobody told us shows everything but the key.
fn shown(listed: ListedKey) -> DnssecKey {
    let unknown = KeyData {
        flags: SIGNS_KEYS,
        protocol: PROTOCOL,
        algorithm: listed.signer.algorithm,
        public_key: String::new(),
    };
    let key = listed.key.unwrap_or(unknown);
    DnssecKey {
        key: listed.id,
        flags: key.flags,
        protocol: key.protocol,
        alg: key.algorithm,
        pubkey: key.public_key,
    }
}

async fn add(caller: Caller, call: AddKey) -> Handled<Info> {
    let cx = caller.cx()?;
    let key = KeyData {
        flags: call.flags.0,
        protocol: call.protocol.map_or(PROTOCOL, |protocol| protocol.0),
        algorithm: call.alg.0,
        public_key: call.pubkey,
    };
    dnssec_keys::add(cx, &held::name(cx, call.id).await?, key).await?;
    Ok(Info::saved())
}

async fn delete(caller: Caller, call: DeleteKey) -> Handled<Info> {
    let cx = caller.cx()?;
    dnssec_keys::delete(cx, &held::name(cx, call.id).await?, &call.key).await?;
    Ok(Info::saved())
}
