//! What zones say, without asking the network: the zones that are served here, read as a resolver
//! would see them.

use std::collections::BTreeSet;
use std::net::IpAddr;

use async_trait::async_trait;
use model::Result;
use model::zone::Record;

/// Links of a chain of aliases that are followed.
const LONGEST_CHAIN: usize = 8;
/// Labels of a name that are looked at.
const MOST_LABELS: usize = 32;

/// Reads the zones that are served here.
#[async_trait]
pub trait ZoneReader: Send + Sync {
    /// The records of the zone with this apex; none where there is no such zone.
    async fn zone(&self, apex: &str) -> Result<Option<Vec<Record>>>;
}

/// The records that answer for a name, whatever their types.
pub(super) async fn records(zones: &dyn ZoneReader, name: &str) -> Result<Vec<Record>> {
    for apex in ancestry(name) {
        if let Some(zone) = zones.zone(apex).await? {
            return Ok(answering(&zone, apex, name));
        }
    }
    Ok(Vec::new())
}

/// The addresses of a name, also behind aliases as far as they lead to zones that are served here.
pub(super) async fn addresses(zones: &dyn ZoneReader, name: &str) -> Result<Vec<IpAddr>> {
    let mut name = name.to_owned();
    let mut found = BTreeSet::new();
    for _ in 0..LONGEST_CHAIN {
        let records = records(zones, &name).await?;
        let address = |record: &Record| match record.kind.as_str() {
            "A" | "AAAA" => record.content.parse::<IpAddr>().ok(),
            _ => None,
        };
        found.extend(records.iter().filter_map(address));
        let alias = records.iter().find(|record| matches!(&*record.kind, "CNAME" | "ALIAS"));
        match alias {
            Some(alias) if found.is_empty() => name = plain(&alias.content),
            _ => break,
        }
    }
    Ok(found.into_iter().collect())
}

/// A name as zones hold it.
pub(super) fn plain(name: &str) -> String {
    name.trim().trim_end_matches('.').to_ascii_lowercase()
}

/// A name and everything above it but the last label, longest first.
fn ancestry(name: &str) -> impl Iterator<Item = &str> {
    let all = std::iter::successors(Some(name), |name| Some(name.split_once('.')?.1));
    all.filter(|name| name.contains('.')).take(MOST_LABELS)
}

/// What a zone answers for a name: what stands there, or else what stands for everything below (RFC
/// 4592). What was handed to other servers is not answered.
fn answering(zone: &[Record], apex: &str, name: &str) -> Vec<Record> {
    let between = || ancestry(name).take_while(|above| *above != apex);
    let cut = |above: &str| zone.iter().any(|record| record.kind == "NS" && record.name == above);
    if between().any(cut) {
        return Vec::new();
    }
    let below = |owner: &str, above: &str| {
        owner.strip_suffix(above).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    let exists = |at: &str| zone.iter().any(|record| below(&record.name, at));
    let at = |owner: &str| zone.iter().filter(|record| record.name == owner).cloned().collect();
    if exists(name) {
        return at(name);
    }
    let encloser = ancestry(name).skip(1).find(|above| *above == apex || exists(above));
    encloser.map_or_else(Vec::new, |encloser| at(&format!("*.{encloser}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(records: &[(&str, &str, &str)]) -> Vec<Record> {
        let record = |(name, kind, content): &(&str, &str, &str)| Record {
            name: (*name).to_owned(),
            kind: (*kind).to_owned(),
            ttl: 60,
            priority: 0,
            content: (*content).to_owned(),
        };
        records.iter().map(record).collect()
    }

    #[test]
    fn a_zone_answers_as_a_name_server_would() {
        let zone = zone(&[
            ("example.com", "NS", "ns1.nameyard.example"),
            ("example.com", "A", "127.0.0.1"),
            ("*.example.com", "A", "127.0.0.2"),
            ("deep.web.example.com", "A", "127.0.0.3"),
            ("away.example.com", "NS", "ns.elsewhere.example"),
        ]);
        let told = |name: &str| {
            let records = answering(&zone, "example.com", name);
            let contents = records.into_iter().filter(|record| record.kind == "A");
            contents.map(|record| record.content).collect::<Vec<_>>().join(" ")
        };
        let table = [
            ("example.com", "127.0.0.1"),
            ("any.example.com", "127.0.0.2"),
            ("a.b.example.com", "127.0.0.2"),
            ("web.example.com", ""),
            ("other.web.example.com", ""),
            ("deep.web.example.com", "127.0.0.3"),
            ("away.example.com", ""),
            ("www.away.example.com", ""),
        ];
        for (name, address) in table {
            assert_eq!(told(name), address, "{name}");
        }
    }
}
