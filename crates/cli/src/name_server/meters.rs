//! What a name server counted, as meters.

use dns::serve::Counted;
use dns::transfer::TransferCounts;
use dns::zone::Zones;
use metrics::{counter, gauge};

/// Response codes by the names that tools show (RFC 1035 §4.1.1, RFC 2136 §2.2).
const RCODES: [&str; 11] = [
    "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET",
    "NXRRSET", "NOTAUTH", "NOTZONE",
];

/// Says what each meter means.
pub fn describe() {
    metrics::describe_counter!("nameyard_dns_queries_total", "DNS messages, by transport.");
    metrics::describe_counter!("nameyard_dns_replies_total", "DNS replies, by response code.");
    metrics::describe_counter!("nameyard_dns_truncated_total", "Replies too long for a datagram.");
    metrics::describe_counter!(
        "nameyard_dns_limited_total",
        "Replies held back by the rate limit."
    );
    metrics::describe_counter!("nameyard_dns_dropped_total", "Messages left without a reply.");
    metrics::describe_counter!("nameyard_dns_transfers_total", "Transfers of zones, by kind.");
    metrics::describe_gauge!("nameyard_dns_zones", "Zones that are answered.");
}

/// Shows what was counted.
pub fn show(counted: &Counted, transfers: TransferCounts, zones: &Zones) {
    counter!("nameyard_dns_queries_total", "transport" => "udp").absolute(counted.udp);
    counter!("nameyard_dns_queries_total", "transport" => "tcp").absolute(counted.tcp);
    for (rcode, replies) in RCODES.into_iter().zip(counted.replies) {
        counter!("nameyard_dns_replies_total", "rcode" => rcode).absolute(replies);
    }
    counter!("nameyard_dns_truncated_total").absolute(counted.truncated);
    counter!("nameyard_dns_limited_total").absolute(counted.limited);
    counter!("nameyard_dns_dropped_total").absolute(counted.dropped);
    counter!("nameyard_dns_transfers_total", "kind" => "whole").absolute(transfers.whole);
    counter!("nameyard_dns_transfers_total", "kind" => "difference").absolute(transfers.steps);
    counter!("nameyard_dns_transfers_total", "kind" => "refused").absolute(transfers.refused);
    // A gauge takes a float, and no count of zones is too large for one.
    gauge!("nameyard_dns_zones").set(u32::try_from(zones.len()).map_or(f64::MAX, f64::from));
}
