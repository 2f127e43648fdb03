//! What clients send, read by the kit and sent again: flattened groups, numbered families, odd codings.

use dialects::domains_co_za::account::open::OpenAccount;
use dialects::domains_co_za::account::set_notifications::SetNotifications;
use dialects::domains_co_za::dnssec::delete_ds_records::DeleteDsRecords;
use dialects::domains_co_za::dnssec::set_ds_records::SetDsRecords;
use dialects::domains_co_za::domain::create::CreateDomain;
use dialects::domains_co_za::domain::nameservers::UpdateNameservers;
use dialects::domains_co_za::nameserver::DnsChoice;
use dialects::domains_co_za::page::Order;
use dialects::domains_co_za::poll::acknowledge::Acknowledge;
use dialects::domains_co_za::poll::messages::{Acked, ListMessages};
use dialects::domains_co_za::template::dns::update::UpdateDnsTemplate;
use dialects::domains_co_za::template::ns::create::CreateNsTemplate;
use dialects::domains_co_za::transfer::respond::{RespondToTransfer, TransferVote};
use dialects::domains_co_za::zone::set_records::SetZone;
use wire::{DecodeError, Endpoint, Node, Params, Problem, encode};

use crate::read;

/// Reads `pairs` and checks that sending the request again sends them all, whatever the order.
fn returns<E: Endpoint>(pairs: &[(&str, &str)]) -> E {
    let call: E = read(pairs).unwrap_or_else(|error| panic!("{error}"));
    let mut sent = encode::pairs(&call).unwrap();
    let mut expected: Vec<(String, String)> =
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    sent.sort();
    expected.sort();
    assert_eq!(sent, expected);
    call
}

#[test]
fn a_registration_has_contacts_and_servers_flattened_into_it() {
    let call: CreateDomain = returns(&[
        ("sld", "example"),
        ("tld", "co.za"),
        ("period", "2"),
        ("dns", "custom"),
        ("ns1", "ns1.example.net"),
        ("ns3", "ns3.example.net"),
        ("registrantName", "Thandi Maseko"),
        ("registrantContactNumber", "+27.215550101"),
        ("techTemplate", "Shop"),
    ]);
    assert_eq!(call.period.0, 2);
    assert_eq!(call.dns, Some(DnsChoice::Custom));
    assert_eq!(call.nameservers.nameservers(), ["ns1.example.net", "ns3.example.net"]);
    assert_eq!(call.contacts.registrant.name.as_deref(), Some("Thandi Maseko"));
    assert_eq!(call.contacts.tech.template.as_deref(), Some("Shop"));
    assert!(call.contacts.billing.is_empty());
}

#[test]
fn blanks_of_old_forms_count_as_left_out() {
    let call: CreateDomain =
        read(&[("sld", "example"), ("tld", "co.za"), ("period", "1"), ("dns", ""), ("ns1", "")])
            .unwrap();
    assert_eq!(call.dns, None);
    assert!(call.nameservers.nameservers().is_empty());
}

#[test]
fn a_template_of_servers_goes_by_two_names() {
    for name in ["nsTemplate", "dnsTemplate"] {
        let call: UpdateNameservers =
            read(&[("sld", "example"), ("tld", "co.za"), (name, "Shop")]).unwrap();
        assert_eq!(call.nameserver_template.as_deref(), Some("Shop"), "{name}");
    }
}

#[test]
fn what_is_missing_or_unknown_is_named() {
    let error = read::<CreateDomain>(&[("sld", "example"), ("tld", "co.za")]).unwrap_err();
    assert_eq!(error, DecodeError::new("period", Problem::Missing));
    let error =
        read::<OpenAccount>(&[("username", "karooshop"), ("password", "wol"), ("name", "P")])
            .err()
            .map(|error| (error.field, error.problem));
    assert_eq!(error, Some(("email".to_owned(), Problem::Missing)));
    let error = read::<ListMessages>(&[("order", "sideways")]).unwrap_err();
    assert_eq!(error.field, "order");
    assert!(matches!(error.problem, Problem::Unknown { .. }));
}

#[test]
fn public_keys_travel_as_base64_of_json() {
    // [{"key":"bWku","alg":"13","protocol":"3"}]
    let data = "W3sia2V5IjoiYldrdSIsImFsZyI6IjEzIiwicHJvdG9jb2wiOiIzIn1d";
    let call: UpdateNameservers =
        read(&[("sld", "example"), ("tld", "co.za"), ("dnsSec", "1"), ("dnsSecData", data)])
            .unwrap();
    assert!(call.dnssec.is_some_and(|flag| flag.0));
    let keys = call.dnssec_data.unwrap().0;
    assert_eq!((keys[0].key.as_str(), keys[0].alg.0, keys[0].protocol.0), ("bWku", 13, 3));
}

#[test]
fn ds_records_travel_as_php_text_with_either_spelling_of_their_keys() {
    let records = concat!(
        r#"a:2:{i:0;a:4:{s:3:"tag";s:5:"20326";s:3:"alg";s:2:"13";"#,
        r#"s:11:"digestType1";s:1:"2";s:7:"digest1";s:4:"0F0F";}"#,
        r#"i:1;a:4:{s:6:"keyTag";i:20326;s:3:"alg";i:13;"#,
        r#"s:10:"digestType";i:4;s:6:"digest";s:4:"A5A5";}}"#,
    );
    let pairs = [("sld", "example"), ("tld", "co.za"), ("dsRecords", records)];
    let call: SetDsRecords = read(&pairs).unwrap();
    let found: Vec<_> = call
        .records
        .0
        .iter()
        .map(|record| (record.tag.0, record.digest_type.0, record.digest.as_str()))
        .collect();
    assert_eq!(found, [(20326, 2, "0F0F"), (20326, 4, "A5A5")]);
    let sent = encode::pairs(&call).unwrap();
    let second = r#"i:1;a:4:{s:3:"tag";s:5:"20326";s:3:"alg";s:2:"13";"#;
    assert!(sent.iter().any(|(name, text)| name == "dsRecords" && text.contains(second)));

    let call: DeleteDsRecords = read(&pairs[..2]).unwrap();
    assert!(call.all.is_none() && call.records.is_none());
    assert!(read::<SetDsRecords>(&[pairs[0], pairs[1], ("dsRecords", "O:1:\"A\":0:{}")]).is_err());
}

#[test]
fn zones_are_numbered_with_gaps() {
    let call: SetZone = returns(&[
        ("sld", "example"),
        ("tld", "co.za"),
        ("append", "true"),
        ("type1", "A"),
        ("content1", "192.0.2.80"),
        ("type999", "MX"),
        ("ttl999", "600"),
        ("name999", "www"),
        ("content999", "mail.example.co.za"),
        ("prio999", "10"),
    ]);
    let numbers: Vec<u32> = call.records.0.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, [1, 999]);
    let error =
        read::<SetZone>(&[("sld", "example"), ("tld", "co.za"), ("type7", "A")]).unwrap_err();
    assert_eq!(error, DecodeError::new("content7", Problem::Missing));
}

#[test]
fn a_template_has_a_name_next_to_the_names_of_its_records() {
    let call: UpdateDnsTemplate = returns(&[
        ("name", "Shop"),
        ("type1", "A"),
        ("name1", "<domain>"),
        ("content1", "<ipaddress>"),
    ]);
    assert_eq!(call.name, "Shop");
    assert_eq!(call.records.0[0].1.name.as_deref(), Some("<domain>"));
}

#[test]
fn lists_of_servers_have_brackets() {
    let servers = Node::List(vec![Node::Text("ns1.example.net".into())]);
    let params =
        Params::new(vec![("name".into(), Node::Text("Shop".into())), ("ns".into(), servers)]);
    let call: CreateNsTemplate = params.decode().unwrap();
    let sent = encode::pairs(&call).unwrap();
    assert!(sent.contains(&("ns[0]".to_owned(), "ns1.example.net".to_owned())));
}

#[test]
fn messages_are_acknowledged_alone_or_together_and_by_an_older_name() {
    for name in ["pollId", "pollID"] {
        let call: Acknowledge = read(&[(name, "31-1767261600")]).unwrap();
        assert_eq!(call.ids.0, ["31-1767261600"], "{name}");
    }
    let ids = Node::List(vec![Node::Text("1-2".into()), Node::Text("3-4".into())]);
    let call: Acknowledge = Params::new(vec![("pollId".into(), ids)]).decode().unwrap();
    assert_eq!(call.ids.0, ["1-2", "3-4"]);
}

#[test]
fn a_page_of_messages_is_asked_for_in_words_or_php_numbers() {
    let call: ListMessages = returns(&[("acked", "both"), ("order", "descending"), ("limit", "5")]);
    assert_eq!((call.acked, call.page.order), (Some(Acked::Both), Some(Order::Descending)));
    let call: ListMessages = read(&[("acked", "1")]).unwrap();
    assert_eq!(call.acked, Some(Acked::True));
}

#[test]
fn settings_are_on_or_off() {
    let call: SetNotifications = returns(&[("nsFailed", "on"), ("domainRenewals", "off")]);
    assert_eq!(call.domain_renewals.map(|setting| setting.0), Some(false));
    assert!(call.contact_updates.is_none());
}

#[test]
fn the_key_of_a_transfer_goes_by_two_names() {
    for name in ["key", "transferKey"] {
        let call: RespondToTransfer = read(&[
            ("sld", "example"),
            ("tld", "co.za"),
            ("response", "approve"),
            (name, "Zk3_x9Qa-71Lm"),
        ])
        .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((call.response, call.key.as_str()), (TransferVote::Approve, "Zk3_x9Qa-71Lm"));
    }
}
