//! What shows control over a name, and looking for it (CA/Browser Forum BR §3.2.2.4.7 and §3.2.2.4.18).

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use app::keys::hex;
use app::ports::authority::Challenge;
use bytes::Bytes;
use futures_util::StreamExt as _;
use futures_util::stream;
use http::{Request, StatusCode, header};
use http_body_util::Full;
use model::Result;
use model::certificate::Validation;
use model::zone::Record;
use sha2::{Digest as _, Sha256};

use super::rows::{Named, Order};
use super::zones::{self, ZoneReader, plain};
use super::{Office, WebSettings};
use crate::web::Call;

/// What a record points at ends with this; nothing is there.
const RECORDS: &str = "dcv.nameyard.example";
/// Where files stand.
const FOLDER: &str = "/.well-known/pki-validation";
/// Bytes of a file.
const MOST_BYTES: usize = 4_096;
/// Files that are asked for at the same time.
const AT_ONCE: usize = 8;

/// What shows control over each name of an order.
pub(super) fn challenges(order: &Order) -> Vec<Challenge> {
    order.names.iter().map(|named| challenge(order, named)).collect()
}

fn challenge(order: &Order, named: &Named) -> Challenge {
    let base = base(&named.name);
    let (place, content, record) = match order.validation {
        Validation::Dns => {
            let (first, second) = (hash(order, "record"), hash(order, "target"));
            let target = format!("{}.{}.{RECORDS}.", &second[..32], &second[32..]);
            (format!("_{}.{base}", &first[..32]), target, Some("CNAME"))
        }
        Validation::Http => (format!("http://{base}{}", path(order)), hash(order, "content"), None),
        Validation::Https => {
            (format!("https://{base}{}", path(order)), hash(order, "content"), None)
        }
        Validation::Email => (named.approver.clone().unwrap_or_default(), String::new(), None),
    };
    Challenge { name: named.name.clone(), place, content, record, shown: named.shown }
}

/// The path of the file.
fn path(order: &Order) -> String {
    format!("{FOLDER}/{}.txt", &hash(order, "file")[..32].to_ascii_uppercase())
}

/// What follows from the request and the reference it was asked for under: 64 hex digits.
fn hash(order: &Order, what: &str) -> String {
    let hash = Sha256::new().chain_update(what).chain_update([0]);
    let hash = hash.chain_update(&order.reference).chain_update([0]);
    hex(&hash.chain_update(order.request.trim()).finalize())
}

/// The name that control is shown over: a wildcard's is the one below the star.
fn base(name: &str) -> &str {
    name.strip_prefix("*.").unwrap_or(name)
}

/// Looks for what shows control, and gives the places of the names where it is there.
pub(super) async fn look(
    order: &Order,
    office: &Office,
    zones: &dyn ZoneReader,
) -> Result<Vec<i64>> {
    if order.validation == Validation::Email || !order.is_pending(office.clock.now()) {
        return Ok(Vec::new());
    }
    let wanted = order.names.iter().filter(|named| !named.shown);
    let looks = wanted.map(async |named| {
        let challenge = challenge(order, named);
        let shown = match challenge.record {
            Some(_) => record_is_there(zones, &challenge).await,
            None => file_is_there(order, office, zones, &challenge).await,
        };
        shown.map(|shown| shown.then_some(named.place))
    });
    let looks: Vec<_> = looks.collect();
    let found: Vec<Result<Option<i64>>> =
        stream::iter(looks).buffer_unordered(AT_ONCE).collect().await;
    found.into_iter().filter_map(Result::transpose).collect()
}

/// A record that points where it should, or says so as text.
async fn record_is_there(zones: &dyn ZoneReader, challenge: &Challenge) -> Result<bool> {
    let wanted = plain(&challenge.content);
    let fits = |record: &Record| {
        let said = record.content.trim().trim_matches('"');
        matches!(record.kind.as_str(), "CNAME" | "TXT") && plain(said) == wanted
    };
    Ok(zones::records(zones, &challenge.place).await?.iter().any(fits))
}

/// A file that says what it should, at one of the addresses that the zone gives.
async fn file_is_there(
    order: &Order,
    office: &Office,
    zones: &dyn ZoneReader,
    challenge: &Challenge,
) -> Result<bool> {
    let host = base(&challenge.name);
    let WebSettings { policy, http_port, https_port, within } = &office.settings.web;
    let secure = order.validation == Validation::Https;
    let port = if secure { *https_port } else { *http_port };
    let addresses = zones::addresses(zones, host).await?;
    let allowed = addresses.into_iter().filter(|address| policy.allows(*address));
    let addresses: Vec<SocketAddr> =
        allowed.map(|address| SocketAddr::new(address, port)).collect();
    let Ok(request) = Request::get(path(order)).header(header::HOST, host).body(Full::default())
    else {
        return Ok(false);
    };
    let call = Call {
        secured: secure.then(|| (host, Arc::clone(&office.tls))),
        request,
        connect_within: *within,
        most_bytes: MOST_BYTES,
    };
    let body = fetch(call, &addresses, *within).await;
    Ok(body.is_some_and(|body| body.trim_ascii() == challenge.content.as_bytes()))
}

async fn fetch(call: Call<'_>, addresses: &[SocketAddr], within: Duration) -> Option<Bytes> {
    let answer = tokio::time::timeout(within, call.make(addresses)).await.ok()?.ok()?;
    (answer.status == StatusCode::OK).then_some(answer.body)
}
