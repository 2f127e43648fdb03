//! Zones and keys that tests sign.

use std::time::{SystemTime, UNIX_EPOCH};

use dns::contents::Contents;
use dns::names::{self, Name};
use dns::signing::{Algorithm, Parent, ZoneKey, ZoneKeys};
use dns::zone_file::read_zone;

/// When zones were signed that no validator looks at.
pub const SIGNED_AT: i64 = 1_800_000_000;

/// Something of everything.
pub const ZONE: &str = "
$TTL 3600
@ SOA ns1 host 2 3600 900 604800 60
@ NS ns1
@ NS ns.elsewhere.net.
@ MX 10 mail
@ TXT \"v=spf1 -all\"
@ CAA 0 issue \"ca.example\"
ns1 A 192.0.2.1
mail AAAA 2001:db8::25
www 300 A 192.0.2.80
alias CNAME www
away CNAME www.elsewhere.net.
_sip._tcp SRV 1 2 5060 sip
c.b.a A 192.0.2.3
*.wild TXT \"anything\"
*.wild MX 10 mail
plain NS ns.plain
plain A 192.0.2.53
ns.plain A 192.0.2.54
far.below.plain A 192.0.2.55
safe NS ns.elsewhere.net.
safe DS 55648 13 2 B4C8C1FE2E7477127B27115656AD6256F424625BF5C1E2770CE6D6E37DF61D17
deep.delegation NS ns.deep.delegation
ns.deep.delegation A 192.0.2.56
odd TYPE65280 \\# 3 010203
";

/// A name.
pub fn name(text: &str) -> Name {
    names::name(text).unwrap()
}

/// The zone example.com of a text.
pub fn zone(text: &str) -> Contents {
    read_zone(text, &name("example.com")).unwrap()
}

/// A key that signs and that the registry has.
pub fn key(algorithm: Algorithm, seed: u8) -> ZoneKey {
    ZoneKey { delegated: true, ..ZoneKey::generate(algorithm, [seed; 32]).unwrap() }
}

/// Keys that signed at [`SIGNED_AT`].
pub fn keys(keys: Vec<ZoneKey>) -> ZoneKeys {
    ZoneKeys { keys, signed_at: SIGNED_AT, parent: Parent::Keys }
}

/// Seconds since 1970, for validators, which look at the clock.
#[expect(clippy::disallowed_methods, reason = "validators of others look at this clock")]
pub fn today() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}
