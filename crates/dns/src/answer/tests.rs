//! Stories of single questions, each answered from one zone.

use std::sync::Arc;

use bytes::Bytes;
use domain::base::iana::{Class, OptRcode};
use domain::base::{Message, MessageBuilder, ParsedName, Record};
use domain::rdata::AllRecordData;

use super::*;
use crate::contents::Contents;
use crate::names::{Rtype, name};
use crate::signing::{Algorithm, Parent, ZoneKey, ZoneKeys, sign};
use crate::zone::{Zone, Zones};
use crate::zone_file::read_zone;

const ZONE: &str = r#"
$TTL 300
@ 3600 SOA ns1 hostmaster 7 3600 900 604800 200
@ NS ns1
@ NS ns2.example.net.
@ MX 10 mail
@ MX 20 mail
@ A 192.0.2.9
ns1 A 192.0.2.1
ns1 AAAA 2001:db8::1
mail A 192.0.2.5
deep.er.down A 192.0.2.6
*.wild A 192.0.2.2
*.wc CNAME www
www CNAME host
host A 192.0.2.7
loop CNAME loop2
loop2 CNAME loop
out CNAME www.example.org.
dangling CNAME nothing
tosub CNAME a.sub
sub NS ns.sub
sub NS mail
ns.sub A 192.0.2.3
sec NS ns1.example.net.
sec DS 1 13 2 00
_sip._tcp SRV 1 2 5060 ns1
dn DNAME target.example.org.
"#;

struct Server {
    responder: Responder,
}

/// A server with zones, the apex of each before its text.
fn server(zones: &[(&str, &str)]) -> Server {
    let read = |(apex, text): &(&str, &str)| read_zone(text, &name(apex).unwrap()).unwrap();
    serving(zones.iter().map(read))
}

/// A server with the zone, which is signed.
fn signed_server() -> Server {
    let key =
        ZoneKey { algorithm: Algorithm::Ed25519, secret: [7; 32], signs: true, delegated: false };
    let keys = ZoneKeys { keys: vec![key], signed_at: 1_700_000_000, parent: Parent::Silent };
    let contents = read_zone(ZONE, &name("example.com").unwrap()).unwrap();
    serving([sign(contents, &keys, None).unwrap()])
}

fn serving(zones: impl IntoIterator<Item = Contents>) -> Server {
    let table = Zones::new();
    for contents in zones {
        table.put(Zone::pack(&contents));
    }
    let mut settings = ResponderSettings::new(Arc::new(|| 1_700_000_000));
    settings.reserved.push(name("catalog.invalid").unwrap());
    Server { responder: Responder::new(Arc::new(table), &settings) }
}

fn question(text: &str, rtype: Rtype) -> Vec<u8> {
    let mut builder = MessageBuilder::new_vec();
    builder.header_mut().set_rd(true);
    let mut builder = builder.question();
    let name = domain::base::Name::<Bytes>::from_chars(text.chars()).unwrap();
    builder.push((name, rtype, Class::IN)).unwrap();
    builder.finish()
}

fn with_edns(question: &[u8], payload: u16, version: u8, dnssec: bool, options: &[u8]) -> Vec<u8> {
    let mut message = question.to_vec();
    message[11] = 1;
    message.extend([0, 0, 41]);
    message.extend(payload.to_be_bytes());
    message.extend([
        0,
        version,
        if dnssec { 0x80 } else { 0 },
        0,
        0,
        u8::try_from(options.len()).unwrap(),
    ]);
    message.extend(options);
    message
}

impl Server {
    fn outcome(&self, request: &[u8], over: Transport) -> (Outcome, Vec<u8>) {
        let mut out = Vec::new();
        let peer = "192.0.2.200:5353".parse().unwrap();
        (self.responder.answer(request, peer, over, &mut out), out)
    }

    fn reply(&self, request: &[u8], over: Transport) -> Vec<u8> {
        let (outcome, reply) = self.outcome(request, over);
        assert_eq!(outcome, Outcome::Reply);
        reply
    }

    /// The reply to a question over UDP as text: the flags, and a line for each record with a letter for
    /// its section.
    fn says(&self, text: &str, rtype: Rtype) -> String {
        told(&self.reply(&question(text, rtype), Transport::Udp))
    }

    /// The reply to a question for signatures too, over a connection: the flags, and the sections with
    /// their types and what signatures cover.
    fn says_signed(&self, text: &str, rtype: Rtype) -> String {
        let request = with_edns(&question(text, rtype), 1232, 0, true, &[]);
        let told = told(&self.reply(&request, Transport::Tcp));
        let short = told.lines().map(|line| match line.split(' ').collect::<Vec<_>>()[..] {
            [section, _, _, "RRSIG", _, covered] => format!("{section}({covered})"),
            [section, _, _, rtype, ..] => format!("{section} {rtype}"),
            _ => line.to_owned(),
        });
        short.collect::<Vec<_>>().join(", ")
    }
}

fn told(reply: &[u8]) -> String {
    let message = Message::from_octets(reply.to_vec()).unwrap();
    let header = message.header();
    let mut text = message.opt_rcode().to_string();
    for (set, flag) in [(header.aa(), " aa"), (header.tc(), " tc"), (header.ra(), " ra")] {
        text.push_str(if set { flag } else { "" });
    }
    let (_, answer, authority, additional) = message.sections().unwrap();
    for (letter, section) in [('a', answer), ('n', authority), ('+', additional)] {
        for record in section.limit_to::<AllRecordData<_, ParsedName<_>>>() {
            let record: Record<_, AllRecordData<_, _>> = record.unwrap();
            let data = match record.data() {
                AllRecordData::Opt(_) => continue,
                AllRecordData::Rrsig(data) => format!("of {}", data.type_covered()),
                AllRecordData::Nsec3(data) => format!("until {}", data.next_owner()),
                data => data.to_string(),
            };
            let (owner, ttl) = (record.owner(), record.ttl().as_secs());
            text.push_str(&format!("\n{letter} {owner} {ttl} {} {data}", record.rtype()));
        }
    }
    text
}

const SOA: &str =
    "n example.com 200 SOA ns1.example.com. hostmaster.example.com. 7 3600 900 604800 200";

#[test]
fn names_that_exist_have_what_they_have() {
    let server = server(&[("example.com", ZONE)]);
    assert_eq!(
        server.says("host.example.com", Rtype::A),
        "NOERROR aa\na host.example.com 300 A 192.0.2.7"
    );
    assert_eq!(server.says("host.example.com", Rtype::AAAA), format!("NOERROR aa\n{SOA}"));
    assert_eq!(server.says("er.down.example.com", Rtype::A), format!("NOERROR aa\n{SOA}"));
    assert_eq!(server.says("no.example.com", Rtype::A), format!("NXDOMAIN aa\n{SOA}"));
    assert_eq!(server.says("www.example.org", Rtype::A), "REFUSED");
    assert_eq!(
        server.says("example.com", Rtype::MX),
        "NOERROR aa\na example.com 300 MX 10 mail.example.com.\
         \na example.com 300 MX 20 mail.example.com.\n+ mail.example.com 300 A 192.0.2.5"
    );
    assert_eq!(
        server.says("_sip._tcp.example.com", Rtype::SRV),
        "NOERROR aa\na _sip._tcp.example.com 300 SRV 1 2 5060 ns1.example.com\
         \n+ ns1.example.com 300 A 192.0.2.1\n+ ns1.example.com 300 AAAA 2001:db8::1"
    );
    assert_eq!(server.says("example.com", Rtype::ANY), "NOERROR aa\na example.com 300 A 192.0.2.9");
}

#[test]
fn the_question_comes_back_as_it_was_written() {
    let reply = server(&[("example.com", ZONE)])
        .reply(&question("hOsT.eXample.COM", Rtype::A), Transport::Udp);
    assert!(told(&reply).contains("hOsT.eXample.COM 300 A 192.0.2.7"));
}

#[test]
fn wildcards_stand_for_names_that_do_not_exist() {
    let server = server(&[("example.com", ZONE)]);
    let says = server.says("a.b.wild.example.com", Rtype::A);
    assert_eq!(says, "NOERROR aa\na a.b.wild.example.com 300 A 192.0.2.2");
    assert_eq!(server.says("a.wild.example.com", Rtype::MX), format!("NOERROR aa\n{SOA}"));
    assert_eq!(server.says("wild.example.com", Rtype::A), format!("NOERROR aa\n{SOA}"));
    assert_eq!(
        server.says("x.wc.example.com", Rtype::A),
        "NOERROR aa\na x.wc.example.com 300 CNAME www.example.com.\
         \na www.example.com 300 CNAME host.example.com.\na host.example.com 300 A 192.0.2.7"
    );
}

#[test]
fn aliases_are_followed_as_far_as_the_zone_goes() {
    let server = server(&[("example.com", ZONE)]);
    assert_eq!(
        server.says("loop.example.com", Rtype::A),
        "NOERROR aa\na loop.example.com 300 CNAME loop2.example.com.\
         \na loop2.example.com 300 CNAME loop.example.com."
    );
    assert_eq!(
        server.says("out.example.com", Rtype::A),
        "NOERROR aa\na out.example.com 300 CNAME www.example.org."
    );
    assert_eq!(
        server.says("dangling.example.com", Rtype::A),
        format!("NXDOMAIN aa\na dangling.example.com 300 CNAME nothing.example.com.\n{SOA}")
    );
    assert_eq!(
        server.says("tosub.example.com", Rtype::A),
        "NOERROR aa\na tosub.example.com 300 CNAME a.sub.example.com.\
         \nn sub.example.com 300 NS ns.sub.example.com.\nn sub.example.com 300 NS mail.example.com.\
         \n+ ns.sub.example.com 300 A 192.0.2.3\n+ mail.example.com 300 A 192.0.2.5"
    );
    assert_eq!(
        server.says("x.dn.example.com", Rtype::A),
        "NOERROR aa\na dn.example.com 300 DNAME target.example.org.\
         \na x.dn.example.com 300 CNAME x.target.example.org."
    );
}

#[test]
fn what_is_delegated_is_asked_for_elsewhere() {
    let server = server(&[("example.com", ZONE)]);
    let referral = "NOERROR\nn sub.example.com 300 NS ns.sub.example.com.\
         \nn sub.example.com 300 NS mail.example.com.\
         \n+ ns.sub.example.com 300 A 192.0.2.3\n+ mail.example.com 300 A 192.0.2.5";
    assert_eq!(server.says("www.sub.example.com", Rtype::A), referral);
    assert_eq!(server.says("ns.sub.example.com", Rtype::A), referral);
    assert_eq!(server.says("sub.example.com", Rtype::DS), format!("NOERROR aa\n{SOA}"));
    assert_eq!(
        server.says("sec.example.com", Rtype::DS),
        "NOERROR aa\na sec.example.com 300 DS 1 13 2 00"
    );
}

#[test]
fn what_is_said_of_a_zone_by_the_one_above_it_is_asked_for_there() {
    let below = "@ 60 SOA ns h 1 1 1 1 1\n@ 60 NS ns.example.net.";
    let both = server(&[("example.com", ZONE), ("sec.example.com", below)]);
    assert!(both.says("sec.example.com", Rtype::DS).contains("DS 1 13 2 00"));
    assert!(both.says("sec.example.com", Rtype::NS).starts_with("NOERROR aa\na "));
    let alone = server(&[("sec.example.com", below)]);
    assert!(
        alone.says("sec.example.com", Rtype::DS).starts_with("NOERROR aa\nn sec.example.com 1 SOA")
    );
}

#[test]
fn only_questions_are_answered_and_only_well_formed_ones() {
    let server = server(&[("example.com", ZONE)]);
    let good = question("host.example.com", Rtype::A);
    let changed = |place: usize, octet: u8| {
        let mut request = good.clone();
        request[place] = octet;
        server.outcome(&request, Transport::Udp)
    };
    assert_eq!(changed(2, 0x80).0, Outcome::Silence);
    assert_eq!(server.outcome(&good[..11], Transport::Udp).0, Outcome::Silence);
    assert_eq!(told(&changed(2, 5 << 3).1), "NOTIMP");
    assert_eq!(told(&changed(5, 2).1), "FORMERR");
    assert_eq!(told(&changed(11, 1).1), "FORMERR");
    assert_eq!(told(&changed(good.len() - 1, 3).1), "REFUSED");
    assert_eq!(told(&server.reply(&[&good[..], &[0]].concat(), Transport::Udp)), "FORMERR");
    for length in 12..good.len() {
        assert_eq!(told(&server.reply(&good[..length], Transport::Udp)), "FORMERR");
    }
}

#[test]
fn what_is_no_ordinary_question_goes_beyond() {
    let server = server(&[("example.com", ZONE)]);
    let transfer = question("example.com", Rtype::AXFR);
    assert_eq!(server.outcome(&transfer, Transport::Tcp).0, Outcome::Beyond);
    assert_eq!(told(&server.reply(&transfer, Transport::Udp)), "NOTIMP");
    let catalog = question("a.catalog.invalid", Rtype::TXT);
    assert_eq!(server.outcome(&catalog, Transport::Udp).0, Outcome::Beyond);
    let mut notify = question("example.com", Rtype::SOA);
    notify[2] = 4 << 3;
    assert_eq!(server.outcome(&notify, Transport::Udp).0, Outcome::Beyond);
    let mut signed = question("host.example.com", Rtype::A);
    signed[11] = 1;
    signed.extend([0, 0, 250, 0, 255, 0, 0, 0, 0, 0, 0]);
    assert_eq!(server.outcome(&signed, Transport::Udp).0, Outcome::Beyond);
}

#[test]
fn a_zone_that_is_not_loaded_is_answered_later() {
    let server = server(&[]);
    server.responder.zones().promise(name("example.com").unwrap());
    let outcome = server.outcome(&question("www.example.com", Rtype::A), Transport::Udp).0;
    assert_eq!(outcome, Outcome::Later(name("example.com").unwrap()));
}

#[test]
fn edns_says_how_long_an_answer_may_be_and_which_version_is_spoken() {
    let server = server(&[("example.com", ZONE)]);
    let plain = question("host.example.com", Rtype::A);
    let reply = server.reply(&with_edns(&plain, 4096, 0, true, &[]), Transport::Udp);
    let message = Message::from_octets(reply).unwrap();
    let opt = message.opt().unwrap();
    assert_eq!((opt.udp_payload_size(), opt.version(), opt.dnssec_ok()), (1232, 0, true));
    let reply = server.reply(&with_edns(&plain, 4096, 1, false, &[]), Transport::Udp);
    let message = Message::from_octets(reply).unwrap();
    assert_eq!(message.opt_rcode(), OptRcode::BADVERS);
    let twice =
        with_edns(&with_edns(&plain, 512, 0, false, &[])[..plain.len()], 512, 0, false, &[]);
    let mut twice = [&twice[..], &twice[plain.len()..]].concat();
    twice[11] = 2;
    assert_eq!(told(&server.reply(&twice, Transport::Udp)), "FORMERR");
}

#[test]
fn what_does_not_fit_is_asked_for_over_a_connection() {
    let mut zone = ZONE.to_owned();
    (0..30).for_each(|n| zone.push_str(&format!("\nmany AAAA 2001:db8::{n}")));
    (0..12).for_each(|n| {
        zone.push_str(&format!(
            "\ndel NS n{n}.del\nn{n}.del AAAA 2001:db8::{n}\nn{n}.del A 192.0.2.1"
        ));
    });
    let server = server(&[("example.com", &zone)]);
    assert_eq!(server.says("many.example.com", Rtype::AAAA), "NOERROR aa tc");
    let whole = server.reply(&question("many.example.com", Rtype::AAAA), Transport::Tcp);
    assert_eq!(told(&whole).lines().count(), 31);
    let larger = with_edns(&question("many.example.com", Rtype::AAAA), 1232, 0, false, &[]);
    assert_eq!(told(&server.reply(&larger, Transport::Udp)).lines().count(), 31);
    assert_eq!(server.says("x.del.example.com", Rtype::A), "NOERROR tc");
}

#[test]
fn cookies_are_answered_and_known_again() {
    let server = server(&[("example.com", ZONE)]);
    let plain = question("host.example.com", Rtype::A);
    let ask = |cookie: &[u8]| {
        let option = [&[0, 10, 0, u8::try_from(cookie.len()).unwrap()][..], cookie].concat();
        let reply = server.reply(&with_edns(&plain, 1232, 0, false, &option), Transport::Udp);
        Message::from_octets(reply).unwrap()
    };
    let first = ask(&[7; 8]);
    let cookie = &first.as_slice()[first.as_slice().len() - 24..];
    assert_eq!(cookie[..8], [7; 8]);
    let again = ask(cookie);
    assert_eq!(again.as_slice()[again.as_slice().len() - 24..], *cookie);
    assert_eq!(ask(&[7; 9]).header().rcode().to_string(), "FORMERR");
}

#[test]
fn signatures_stand_beside_what_they_cover_for_whoever_wants_them() {
    let server = signed_server();
    assert_eq!(server.says("host.example.com", Rtype::A).lines().count(), 2);
    assert_eq!(server.says_signed("host.example.com", Rtype::A), "NOERROR aa, a A, a(A)");
    assert_eq!(
        server.says_signed("example.com", Rtype::MX),
        "NOERROR aa, a MX, a MX, a(MX), + A, +(A)"
    );
    assert_eq!(
        server.says_signed("www.example.com", Rtype::A),
        "NOERROR aa, a CNAME, a(CNAME), a A, a(A)"
    );
    assert_eq!(server.says_signed("host.example.com", Rtype::RRSIG), "NOERROR aa, a(A)");
}

#[test]
fn what_does_not_exist_is_proved() {
    let server = signed_server();
    let one = "n SOA, n(SOA), n NSEC3, n(NSEC3)";
    let two = format!("{one}, n NSEC3, n(NSEC3)");
    // The proofs of the encloser, of what is below it, and of no wildcard may be the same record.
    let says = server.says_signed("a.b.host.example.com", Rtype::A);
    assert!(says.starts_with(&format!("NXDOMAIN aa, {two}")), "{says}");
    assert_eq!(server.says_signed("host.example.com", Rtype::MX), format!("NOERROR aa, {one}"));
    assert_eq!(server.says_signed("er.down.example.com", Rtype::A), format!("NOERROR aa, {one}"));
    assert_eq!(server.says_signed("sub.example.com", Rtype::DS), format!("NOERROR aa, {one}"));
    let says = server.says_signed("a.wild.example.com", Rtype::MX);
    assert!(says.starts_with(&format!("NOERROR aa, {two}")), "{says}");
}

#[test]
fn a_wildcard_is_proved_to_be_the_closest() {
    assert_eq!(
        signed_server().says_signed("a.b.wild.example.com", Rtype::A),
        "NOERROR aa, a A, a(A), n NSEC3, n(NSEC3)"
    );
}

#[test]
fn a_referral_says_whether_the_zone_below_is_signed() {
    let server = signed_server();
    assert_eq!(server.says_signed("www.sec.example.com", Rtype::A), "NOERROR, n NS, n DS, n(DS)");
    assert_eq!(
        server.says_signed("www.sub.example.com", Rtype::A),
        "NOERROR, n NS, n NS, n NSEC3, n(NSEC3), + A, + A, +(A)"
    );
}
