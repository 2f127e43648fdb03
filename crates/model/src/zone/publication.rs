//! What the world is told of a zone: its records, and what goes without saying or stands behind them.

use std::collections::HashSet;
use std::net::{IpAddr, Ipv4Addr};

use super::rdata::is_served;
use super::{DEFAULT_TTL, Record, rdata, servable};
use crate::forwarding::{MailRule, WebForward};
use crate::name::HostName;

/// Seconds that a name which does not exist is remembered, unless a zone says otherwise (RFC 2308 §4):
/// few, because names are made here while somebody waits for them.
pub const NEGATIVE_TTL: u32 = 300;
/// Refresh, retry and expire of a zone that does not say (RFC 1912 §2.2).
const TIMERS: [u32; 3] = [10_800, 3_600, 1_209_600];
/// Preference of the host that takes mail which goes elsewhere.
const PREFERENCE: u16 = 10;

/// A zone as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Its apex as A-labels.
    pub apex: String,
    /// Its serial.
    pub serial: u32,
    /// Its records, oldest first.
    pub records: Vec<Record>,
    /// Web addresses that lead elsewhere.
    pub web: Vec<WebForward>,
    /// Mail addresses that lead elsewhere.
    pub mail: Vec<MailRule>,
    /// What stands behind its aliases: owner, address, seconds to live.
    pub aliases: Vec<(String, IpAddr, u32)>,
}

/// What is the same for all zones.
#[derive(Debug, Clone, Copy)]
pub struct Platform<'a> {
    /// Name servers of zones that name none of their own.
    pub nameservers: &'a [HostName],
    /// Who answers for zones, as a name; `hostmaster` below the zone's own name otherwise.
    pub hostmaster: Option<&'a HostName>,
    /// The addresses that answer for web addresses which lead elsewhere.
    pub web: &'a [IpAddr],
    /// The host that takes mail which goes elsewhere.
    pub mail: Option<&'a HostName>,
}

/// The records that are served of a zone, its start of authority first. All are of types that exist
/// outside: what leads elsewhere leads to the platform's own addresses first, and stands in front of
/// addresses, aliases and mail servers of the same name. What no validator would take is left out.
#[must_use]
pub fn published(kept: Kept, platform: &Platform<'_>) -> Vec<Record> {
    let Kept { apex, serial, records, web, mail, aliases } = kept;
    let web = platform.leading(&web, &records, &apex);
    let mail = platform.mail.filter(|_| !mail.is_empty());
    let (starts, records): (Vec<_>, Vec<_>) =
        records.into_iter().partition(|record| record.kind == "SOA");
    let mut served = Vec::with_capacity(records.len() + 4);
    for one in records {
        let leads = web.contains(&one.name);
        match one.kind.as_str() {
            "A" | "AAAA" | "CNAME" if leads => {}
            "MX" | "MXE" if mail.is_some() && one.name == apex => {}
            "MXE" => served.extend(mail_server(&one, &apex)),
            _ if !is_served(&one.kind) => {}
            _ => served.push(one),
        }
    }
    for name in &web {
        let addresses = platform.web.iter();
        served.extend(addresses.map(|address| address_record(name, *address, DEFAULT_TTL)));
    }
    let beside = aliases.iter().filter(|(owner, _, _)| !web.contains(owner));
    served.extend(beside.map(|(owner, address, ttl)| address_record(owner, *address, *ttl)));
    if let Some(host) = mail {
        served.push(Record { priority: PREFERENCE, ..record(&apex, "MX", host.to_string()) });
    }
    let served = servable(served, &apex);
    let named = served.iter().find(|record| record.kind == "NS" && record.name == apex);
    let first = named.map(|record| record.content.as_str());
    let implied = if first.is_some() { &[] } else { platform.nameservers };
    let mut whole = vec![start(&starts, &apex, serial, first, platform)];
    whole.extend(implied.iter().map(|host| record(&apex, "NS", host.to_string())));
    whole.extend(served);
    whole
}

impl Platform<'_> {
    /// The names whose web addresses lead elsewhere, in order, each once. What is said of the zone
    /// itself goes for `www` too where nothing else is said of that.
    fn leading(&self, web: &[WebForward], records: &[Record], apex: &str) -> Vec<String> {
        if self.web.is_empty() {
            return Vec::new();
        }
        let whole = |forward: &WebForward| match forward.name.as_str() {
            "" => apex.to_owned(),
            label => format!("{label}.{apex}"),
        };
        let mut names: Vec<String> = web.iter().map(whole).collect();
        let forwards = records.iter().filter(|one| matches!(one.kind.as_str(), "URL" | "FRAME"));
        names.extend(forwards.map(|one| one.name.clone()));
        let www = format!("www.{apex}");
        let itself = web.iter().any(|forward| forward.name.is_empty());
        if itself && !records.iter().any(|one| one.name == www) {
            names.push(www);
        }
        let mut seen = HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        names
    }
}

fn record(name: &str, kind: &str, content: String) -> Record {
    let (name, kind) = (name.to_owned(), kind.to_owned());
    Record { name, kind, ttl: DEFAULT_TTL, priority: 0, content }
}

fn address_record(name: &str, address: IpAddr, ttl: u32) -> Record {
    let kind = if address.is_ipv4() { "A" } else { "AAAA" };
    Record { ttl, ..record(name, kind, address.to_string()) }
}

/// A mail server that has an address and no name gets one.
fn mail_server(given: &Record, apex: &str) -> Vec<Record> {
    let Ok(address) = given.content.parse::<Ipv4Addr>() else { return Vec::new() };
    let host = format!("mxe-{}.{apex}", address.to_string().replace('.', "-"));
    let server = Record { kind: "MX".to_owned(), content: host.clone(), ..given.clone() };
    vec![server, address_record(&host, IpAddr::V4(address), given.ttl)]
}

/// The start of authority (RFC 1035 §3.3.13): what the zone says of itself, under the serial that it was
/// committed with.
fn start(
    starts: &[Record],
    apex: &str,
    serial: u32,
    first: Option<&str>,
    platform: &Platform<'_>,
) -> Record {
    if let Some(start) = starts.first().and_then(|given| under_serial(given, serial)) {
        return start;
    }
    let server = first.map(str::to_owned);
    let server = server.or_else(|| platform.nameservers.first().map(ToString::to_string));
    let server = server.unwrap_or_else(|| apex.to_owned());
    let person = platform.hostmaster.map(ToString::to_string);
    let person = person.unwrap_or_else(|| format!("hostmaster.{apex}"));
    let [refresh, retry, expire] = TIMERS;
    let content = format!("{server} {person} {serial} {refresh} {retry} {expire} {NEGATIVE_TTL}");
    record(apex, "SOA", content)
}

/// A start of authority as it was given, under another serial; none where it cannot be read.
fn under_serial(given: &Record, serial: u32) -> Option<Record> {
    let words: Vec<&str> = given.content.split_whitespace().collect();
    let [server, person, _, refresh, retry, expire, minimum] = words[..] else { return None };
    let content = format!("{server} {person} {serial} {refresh} {retry} {expire} {minimum}");
    let start = Record { content, ..given.clone() };
    rdata(&start).is_some().then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Field;
    use crate::forwarding::{WebKind, WebRule};

    const APEX: &str = "shoes.co.za";

    fn hosts() -> Vec<HostName> {
        let names = ["ns1.platform.example", "forward.platform.example"];
        names.map(|name| HostName::parse(name, Field::Host).unwrap()).to_vec()
    }

    fn shown(kept: Kept) -> Vec<String> {
        let (hosts, web) =
            (hosts(), ["192.0.2.80".parse().unwrap(), "2001:db8::80".parse().unwrap()]);
        let platform = Platform {
            nameservers: &hosts[..1],
            hostmaster: None,
            web: &web,
            mail: Some(&hosts[1]),
        };
        let line =
            |one: Record| format!("{} {} {} {}", one.name, one.kind, one.priority, one.content);
        published(Kept { apex: APEX.into(), serial: 7, ..kept }, &platform)
            .into_iter()
            .map(line)
            .collect()
    }

    fn records(lines: &[(&str, &str, &str)]) -> Vec<Record> {
        lines.iter().map(|(name, kind, content)| record(name, kind, (*content).into())).collect()
    }

    #[test]
    fn an_empty_zone_has_authority_and_servers() {
        assert_eq!(
            shown(Kept::default()),
            [
                "shoes.co.za SOA 0 ns1.platform.example hostmaster.shoes.co.za 7 10800 3600 1209600 300",
                "shoes.co.za NS 0 ns1.platform.example",
            ]
        );
    }

    #[test]
    fn what_a_zone_says_of_itself_counts_but_for_the_serial() {
        let records = records(&[
            (APEX, "SOA", "ns.a.example jane.a.example 1 2 3 4 5"),
            (APEX, "NS", "ns.a.example"),
            ("www.shoes.co.za", "AAA", "192.0.2.1"),
        ]);
        assert_eq!(
            shown(Kept { records, ..Kept::default() }),
            [
                "shoes.co.za SOA 0 ns.a.example jane.a.example 7 2 3 4 5",
                "shoes.co.za NS 0 ns.a.example",
            ]
        );
    }

    #[test]
    fn a_start_that_cannot_be_read_is_passed_over() {
        let records = records(&[(APEX, "SOA", "ns.a.example jane 1 2 three 4 5")]);
        let served = shown(Kept { records, ..Kept::default() });
        assert_eq!(served, shown(Kept::default()));
    }

    #[test]
    fn forwards_stand_in_front_of_addresses_and_mail_servers() {
        let rule = WebRule { to: "https://boots.co.za".into(), kind: WebKind::Permanent };
        let kept = Kept {
            records: records(&[
                (APEX, "A", "192.0.2.1"),
                (APEX, "MX", "mail.shoes.co.za"),
                (APEX, "TXT", "kept"),
                ("old.shoes.co.za", "URL", "https://new.example"),
            ]),
            web: vec![WebForward { name: String::new(), rule }],
            mail: vec![MailRule { from: "info".into(), to: "jane@example.com".into() }],
            ..Kept::default()
        };
        assert_eq!(
            shown(kept)[2..],
            [
                "shoes.co.za TXT 0 kept",
                "shoes.co.za A 0 192.0.2.80",
                "shoes.co.za AAAA 0 2001:db8::80",
                "old.shoes.co.za A 0 192.0.2.80",
                "old.shoes.co.za AAAA 0 2001:db8::80",
                "www.shoes.co.za A 0 192.0.2.80",
                "www.shoes.co.za AAAA 0 2001:db8::80",
                "shoes.co.za MX 10 forward.platform.example",
            ]
        );
    }

    #[test]
    fn a_www_of_its_own_stays() {
        let rule = WebRule { to: "https://www.shoes.co.za".into(), kind: WebKind::Permanent };
        let kept = Kept {
            records: records(&[("www.shoes.co.za", "A", "192.0.2.1")]),
            web: vec![WebForward { name: String::new(), rule }],
            ..Kept::default()
        };
        let served = shown(kept);
        let www: Vec<_> = served.iter().filter(|line| line.starts_with("www.")).collect();
        assert_eq!(www, ["www.shoes.co.za A 0 192.0.2.1"]);
    }

    #[test]
    fn aliases_and_mail_servers_without_a_name_get_addresses() {
        let kept = Kept {
            records: records(&[(APEX, "ALIAS", "web.example"), (APEX, "MXE", "192.0.2.25")]),
            aliases: vec![(APEX.into(), "198.51.100.1".parse().unwrap(), 60)],
            ..Kept::default()
        };
        assert_eq!(
            shown(kept)[2..],
            [
                "shoes.co.za MX 0 mxe-192-0-2-25.shoes.co.za",
                "mxe-192-0-2-25.shoes.co.za A 0 192.0.2.25",
                "shoes.co.za A 0 198.51.100.1",
            ]
        );
    }
}
