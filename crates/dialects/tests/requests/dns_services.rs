//! What clients send in the dialect of dns.services: numbers as text, flags in words, JSON and forms.

use dialects::dns_services::answers::FormAnswer;
use dialects::dns_services::contact::details::ReadContact;
use dialects::dns_services::dnssec::add::AddKey;
use dialects::dns_services::domain::autorenew::SetAutorenew;
use dialects::dns_services::domain::contact::UpdateContacts;
use dialects::dns_services::domain::details::ReadDomain;
use dialects::dns_services::domain::email_forwarding::UpdateEmailForwarding;
use dialects::dns_services::domain::forwarding::SetForwarding;
use dialects::dns_services::domain::lock::SetLock;
use dialects::dns_services::domain::nameservers::UpdateNameservers;
use dialects::dns_services::domain::order::{DomainAction, OrderDomain};
use dialects::dns_services::invoice::apply_credit::ApplyCredit;
use dialects::dns_services::nameservers::Nameservers;
use dialects::dns_services::registrar_dns::create::CreateRecord;
use dialects::dns_services::registrar_dns::update::UpdateRecord;
use dialects::dns_services::ticket::create::CreateTicket;
use http::Method;
use serde::de::DeserializeOwned;
use wire::route::{Found, Routes};
use wire::{DecodeError, Node, Problem};

use crate::read;

/// JSON, as the kit hands it to a request type.
fn json<T: DeserializeOwned>(text: &str) -> Result<T, DecodeError> {
    serde_json::from_str::<Node>(text).unwrap().decode()
}

#[test]
fn an_order_is_the_same_with_numbers_and_with_texts() {
    let numbers = r#"{"name":"karooshop.com","years":2,"action":"register","tld_id":6,
        "pay_method":1,"nameservers":["ns1.example.net","ns2.example.net"],"registrant":49,
        "data":{"1755":10952,"1424":{"9067":1}},"aff_id":55}"#;
    let texts = r#"{"name":"karooshop.com","years":"2","action":"register","tld_id":"6",
        "pay_method":"1","nameservers":{"0":"ns1.example.net","1":"ns2.example.net"},
        "registrant":"49","epp":null,"data":{"1755":"10952","1424":{"9067":"1"}},"aff_id":"55"}"#;
    for text in [numbers, texts] {
        let order: OrderDomain = json(text).unwrap();
        assert_eq!((order.action, order.years.unwrap().0), (DomainAction::Register, 2));
        assert_eq!(order.tld_id.map(|id| id.0), Some(6));
        assert_eq!(order.registrant.map(|id| id.0), Some(49));
        let hosts = ["ns1.example.net", "ns2.example.net"].map(str::to_owned).to_vec();
        assert_eq!(order.nameservers, Nameservers::Hosts(hosts));
        assert_eq!(order.data.get("1755"), Some(&FormAnswer::Value("10952".to_owned())));
        let Some(FormAnswer::Items(items)) = order.data.get("1424") else { panic!("by item") };
        assert_eq!(items.get("9067").map(String::as_str), Some("1"));
    }
}

#[test]
fn an_order_needs_a_name_and_what_to_do_with_it() {
    let order: OrderDomain = json(r#"{"name":"karooshop.com","action":"transfer"}"#).unwrap();
    assert!(order.nameservers.is_default() && order.data.is_empty() && order.years.is_none());
    let missing = |field: &str| Some(DecodeError::new(field, Problem::Missing));
    assert_eq!(json::<OrderDomain>(r#"{"action":"register"}"#).err(), missing("name"));
    assert_eq!(json::<OrderDomain>(r#"{"name":"karooshop.com"}"#).err(), missing("action"));
    for (field, value) in [("years", "\"yearsValue\""), ("data", "\"dataValue\""), ("action", "7")]
    {
        let text = format!(r#"{{"name":"a.com","action":"register","{field}":{value}}}"#);
        let error =
            json::<OrderDomain>(&text.replace(r#""action":"register","action""#, r#""action""#));
        assert_eq!(error.err().map(|error| error.field).as_deref(), Some(field));
    }
}

#[test]
fn a_word_in_place_of_name_servers_is_kept_to_be_refused() {
    let servers = |body: &str| json::<UpdateNameservers>(body).unwrap().nameservers;
    for body in [r#"{"id":"47"}"#, r#"{"id":47,"nameservers":[]}"#, r#"{"id":47,"nameservers":""}"#]
    {
        assert!(servers(body).is_default(), "{body}");
    }
    let word = Nameservers::Text("nameserversValue".to_owned());
    assert_eq!(servers(r#"{"id":47,"nameservers":"nameserversValue"}"#), word);
}

#[test]
fn a_switch_without_a_word_says_nothing() {
    assert!(read::<SetLock>(&[("id", "47")]).unwrap().reglock.is_none());
    assert!(read::<SetLock>(&[("id", "47"), ("reglock", "")]).unwrap().reglock.is_none());
    for (word, on) in [("1", true), ("on", true), ("true", true), ("0", false), ("off", false)] {
        let call: SetLock = read(&[("id", "47"), ("reglock", word)]).unwrap();
        assert_eq!(call.reglock.map(|flag| flag.0), Some(on), "{word}");
    }
    let call: SetAutorenew = json(r#"{"id":"47","autorenew":false}"#).unwrap();
    assert_eq!(call.autorenew.map(|flag| flag.0), Some(false));
}

#[test]
fn an_id_that_is_no_number_is_named() {
    let error = read::<ReadDomain>(&[("id", "karooshop.com")]).err().unwrap();
    assert_eq!(error.field, "id");
    let error = read::<ReadContact>(&[("id", "x")]).err().unwrap();
    assert_eq!(error.field, "id");
    let error = read::<UpdateRecord>(&[("id", "47"), ("index", "first")]).err().unwrap();
    assert_eq!(error.field, "index");
}

#[test]
fn an_amount_is_a_number_or_a_text_or_left_out() {
    for body in [r#"{"id":41,"amount":2.10}"#, r#"{"id":"41","amount":"2.10"}"#] {
        let call: ApplyCredit = json(body).unwrap();
        assert_eq!(call.amount.unwrap().as_str(), "2.1");
    }
    assert!(json::<ApplyCredit>(r#"{"id":41,"amount":""}"#).unwrap().amount.is_none());
    let error = json::<ApplyCredit>(r#"{"id":41,"amount":"amountValue"}"#).err().unwrap();
    assert_eq!(error.field, "amount");
}

#[test]
fn writes_take_what_their_reads_give() {
    let contact = r#"{"id":47,"contact_info":{"tech":{"email":"tech@example.net"}}}"#;
    let roles = json::<UpdateContacts>(contact).unwrap().contact_info;
    assert!(roles.registrant.is_none());
    assert_eq!(roles.tech.unwrap().email.as_deref(), Some("tech@example.net"));
    let rules = r#"{"id":47,"emforwarding":[{"from":"info","to":"thandi@example.net"}]}"#;
    assert_eq!(json::<UpdateEmailForwarding>(rules).unwrap().emforwarding.len(), 1);
    let forwarding = r#"{"id":47,"url":"https://example.net","kind":"frame"}"#;
    assert_eq!(json::<SetForwarding>(forwarding).unwrap().r#type.as_deref(), Some("frame"));
    let key = r#"{"id":47,"flags":"257","alg":"13","pubkey":"bWkrL3A="}"#;
    let key: AddKey = json(key).unwrap();
    assert_eq!((key.flags.0, key.alg.0, key.protocol.is_none()), (257, 13, true));
    let record = r#"{"id":47,"name":"www","type":"A","priority":"0","content":"192.0.2.80"}"#;
    assert_eq!(json::<CreateRecord>(record).unwrap().priority.map(|number| number.0), Some(0));
}

#[test]
fn what_a_write_needs_is_missed_by_name() {
    let field = |error: Option<DecodeError>| error.map(|error| (error.field, error.problem));
    let missing = |name: &str| Some((name.to_owned(), Problem::Missing));
    let id = [("id", "47")];
    assert_eq!(field(read::<UpdateContacts>(&id).err()), missing("contact_info"));
    assert_eq!(field(read::<UpdateEmailForwarding>(&id).err()), missing("emforwarding"));
    assert_eq!(field(read::<SetForwarding>(&id).err()), missing("url"));
    assert_eq!(field(read::<AddKey>(&id).err()), missing("flags"));
    let ticket = [("subject", "An invoice"), ("body", "Please look.")];
    assert_eq!(field(read::<CreateTicket>(&ticket).err()), missing("dept_id"));
}

#[test]
fn words_in_a_path_come_before_numbers() {
    let mut routes = Routes::default();
    for call in dialects::dns_services::endpoints() {
        routes.add(call.method, call.path, call.ids[0]);
    }
    for (method, path, id) in [
        (Method::GET, "/domain/order", "list_tlds"),
        (Method::POST, "/domain/order", "order_domain"),
        (Method::POST, "/domain/lookup", "domain_lookup"),
        (Method::GET, "/domain/47", "domain_details"),
        (Method::GET, "/domain/name/karooshop.com", "domain_details_by_name"),
        (Method::GET, "/domain/order/6/form", "tld_form"),
        (Method::POST, "/domain/47/renew", "renew_domain"),
        (Method::GET, "/domain/47/dns/types", "domain_dns_types"),
        (Method::PUT, "/domain/47/dns/4", "update_domain_dns"),
        (Method::GET, "/domain/47/dnssec/flags", "dnssec_flags"),
        (Method::DELETE, "/domain/47/dnssec/20326", "delete_dnssec_key"),
        (Method::GET, "/contact/privileges", "contact_privileges"),
        (Method::GET, "/contact/49", "contact_details"),
        (Method::GET, "/payment/fees", "payment_fees"),
        (Method::GET, "/ticket/attachment/12", "ticket_attachment"),
        (Method::GET, "/ticket/departments", "ticket_departments"),
    ] {
        match routes.find(&method, path) {
            Found::Call { target, .. } => assert_eq!(*target, id, "{method} {path}"),
            _ => panic!("{method} {path} is no call"),
        }
    }
}
