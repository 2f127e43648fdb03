//! Zones from other servers and files, for commands and controls.

use std::net::SocketAddr;
use std::time::Duration;

use app::clock::Clock;
use app::zones::files::{Foreign, Refusal, Report, Upload};
use dns::contents::Contents;
use dns::names;
use dns::transfer::{FetchError, FetchSettings, SharedKey, fetch};
use model::Error;
use model::error::{Field, Reason};

/// Records that are fetched at most; a zone holds fewer, but signatures are sent along.
const MOST_RECORDS: usize = 100_000;
/// Bytes that are fetched at most.
const MOST_BYTES: usize = 64 << 20;
/// How long all of it may take.
const LONGEST: Duration = Duration::from_secs(60);

/// Why a zone of another server is not taken in.
#[derive(Debug)]
pub(crate) enum NotFetched {
    /// The server did not give it.
    Server(FetchError),
    /// It cannot be held here.
    Zone(Refusal),
}

/// The zone `apex` as another server has it.
pub(crate) async fn fetched(
    from: SocketAddr,
    apex: &str,
    key: Option<&SharedKey>,
) -> Result<Upload, NotFetched> {
    let unreadable = Error::invalid(Field::Domain, Reason::NotAName);
    let name = names::name(apex).ok_or(NotFetched::Zone(Refusal::Platform(unreadable)))?;
    let settings = FetchSettings {
        // Keys are checked against the machine's clock, whatever a sandbox's own one shows.
        now: u64::try_from(Clock::real().now().unix()).unwrap_or_default(),
        most_records: MOST_RECORDS,
        most_octets: MOST_BYTES,
        longest: LONGEST,
    };
    let contents = fetch(from, &name, key, &settings).await.map_err(NotFetched::Server)?;
    Upload::of_records(records(&contents)).map_err(NotFetched::Zone)
}

/// The records of a zone, numbered.
fn records(contents: &Contents) -> impl Iterator<Item = Foreign> {
    let sets = contents.names.iter().flat_map(|(owner, sets)| {
        sets.iter().flat_map(move |(rtype, set)| {
            set.rdata.iter().map(move |data| (owner, *rtype, set.ttl, data))
        })
    });
    (1..).zip(sets).map(|(line, (owner, rtype, ttl, data))| Foreign {
        line,
        owner: owner.to_string(),
        ttl,
        rtype: rtype.to_int(),
        data: data.to_vec(),
    })
}

/// What came of an import, for people.
pub(crate) fn words(report: &Report) -> String {
    let Report { serial, added, changed, removed, kept, skipped } = report;
    let mut words = format!(
        "serial {serial}: {added} added, {changed} changed, {removed} removed, {kept} kept\n"
    );
    for (number, what) in [
        (skipped.authority, "start of authority: the platform has its own"),
        (skipped.signatures, "of DNSSEC: the platform signs by itself"),
        (
            skipped.name_servers,
            "name servers of the zone itself: they are those it moves away from",
        ),
        (skipped.without_saying, "made by the platform"),
        (skipped.repeated, "twice in the file"),
    ] {
        if number > 0 {
            words.push_str(&format!("skipped {number} ({what})\n"));
        }
    }
    words
}
