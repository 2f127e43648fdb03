//! What clients send in the dialect of DomainContext: records by number, bulk elements by key, lists and
//! blanks.

use dialects::domaincontext::arguments::{Domain, Id, Limit};
use dialects::domaincontext::domain::approve_preincoming::ApprovePreincoming;
use dialects::domaincontext::domain::check::CheckDomains;
use dialects::domaincontext::domain::info::ReadDomain;
use dialects::domaincontext::domain::push::PushDomain;
use dialects::domaincontext::domain::register::RegisterDomain;
use dialects::domaincontext::domain::renew::RenewDomain;
use dialects::domaincontext::domain::search::SearchDomains;
use dialects::domaincontext::domain::set_dns::SetDns;
use dialects::domaincontext::domain::set_note::SetNote;
use dialects::domaincontext::hdomain::record_changes::RecordStatus;
use dialects::domaincontext::hdomain::set_dns::SetHostedDns;
use serde::de::DeserializeOwned;
use wire::{Bulked, DecodeError, Loose, Node, Params, Problem};

use crate::read;

/// JSON, as the kit hands it to a request type.
fn json<T: DeserializeOwned>(text: &str) -> Result<T, DecodeError> {
    serde_json::from_str::<Node>(text).unwrap().decode()
}

/// One element of a bulk call, read as the request that it is.
fn element<B: Bulked>(key: &str, text: &str) -> Result<B, DecodeError> {
    let Node::Map(entries) = serde_json::from_str(text).unwrap() else { panic!("an object") };
    let mut element = Params::new(entries);
    B::keyed(key, &mut element);
    element.decode()
}

#[test]
fn names_keep_the_spelling_and_the_order_they_were_asked_in() {
    let call: CheckDomains = read(&[("domains", "Test.com, adfwer234asdf.net,")]).unwrap();
    let names: Vec<&str> = call.domains.0.iter().map(|name| name.0.as_str()).collect();
    assert_eq!(names, ["Test.com", "adfwer234asdf.net"]);
    let same: CheckDomains = json(r#"{"domains":["Test.com","adfwer234asdf.net"]}"#).unwrap();
    assert_eq!(same.domains, call.domains);
}

#[test]
fn a_registration_needs_a_name_only() {
    let call: RegisterDomain =
        read(&[("domain", "test42345.com"), ("period", ""), ("registrant", ""), ("admin", "31")])
            .unwrap();
    assert!(call.period.is_none() && call.registrant.is_none() && call.tech.is_none());
    assert_eq!(call.admin.unwrap().0, "31");
    let missing = Some(DecodeError::new("domain", Problem::Missing));
    assert_eq!(read::<RegisterDomain>(&[("domain", " ")]).err(), missing);
    assert_eq!(read::<RegisterDomain>(&[("period", "1")]).err(), missing);
    let refused = read::<RegisterDomain>(&[("domain", "a.com"), ("period", "11")]).unwrap_err();
    assert_eq!(refused.to_string(), "period should be a whole number from 1 to 10");
}

#[test]
fn a_domain_is_named_by_number_or_name() {
    let call: ReadDomain = read(&[("auth_login", "demo"), ("id", "5504202")]).unwrap();
    assert_eq!((call.domain.id, call.domain.domain), (Some(Id(5_504_202)), None));
    let call: ReadDomain = read(&[("id", ""), ("domain", "test.com")]).unwrap();
    assert_eq!((call.domain.id, call.domain.domain), (None, Some(Domain("test.com".to_owned()))));
    let refused = read::<ReadDomain>(&[("id", "0"), ("domain", "test.com")]).unwrap_err();
    assert_eq!(refused.to_string(), "id should be a whole number above zero");
    // An element without a name stays without one: only records are keyed by their domain.
    let call: ReadDomain = element("5504202", "{}").unwrap();
    assert_eq!(call.domain.id, None);
}

#[test]
fn a_blank_note_is_no_note() {
    for pairs in [&[("domain", "test.com")][..], &[("domain", "test.com"), ("note", " ")]] {
        assert!(read::<SetNote>(pairs).unwrap().note.is_none());
    }
    let call: SetNote = read(&[("domain", "test.com"), ("note", "0")]).unwrap();
    assert_eq!(call.note.unwrap().0, "0");
}

#[test]
fn a_renewal_says_what_it_renews_from() {
    let pairs = [("domain", "test.com"), ("period", "1"), ("expires", "2027—01—05")];
    let call: RenewDomain = read(&pairs).unwrap();
    assert_eq!((call.period.0, call.expires.0.as_str()), (1, "2027-01-05"));
    for left_out in ["domain", "period", "expires"] {
        let rest: Vec<_> = pairs.iter().copied().filter(|(name, _)| *name != left_out).collect();
        let missing = DecodeError::new(left_out, Problem::Missing);
        assert_eq!(read::<RenewDomain>(&rest).err(), Some(missing.clone()));
        let zero: Vec<_> = rest.into_iter().chain([(left_out, "0")]).collect();
        assert_eq!(read::<RenewDomain>(&zero).err(), Some(missing));
    }
}

#[test]
fn both_hands_of_a_push_are_needed() {
    let call = [("id", "7"), ("sender", "karoo"), ("receiver", "")];
    let refused = read::<PushDomain>(&call).unwrap_err();
    assert_eq!(refused, DecodeError::new("receiver", Problem::Missing));
}

#[test]
fn a_search_is_paged_counted_and_cut_down() {
    let call: SearchDomains = json(
        r#"{"limit":"ALL","page":"2","count":"1","orderby":"domain_asc","select":["id","domain"],
            "client":["karoo","Drago, Ivan"],"ids":"1, 2","state":""}"#,
    )
    .unwrap();
    assert_eq!((call.paging.limit, call.paging.page), (Some(Limit::All), Some(Id(2))));
    assert!(call.paging.counts() && call.state.is_none());
    assert_eq!(call.paging.select.unwrap().0.len(), 2);
    let clients: Vec<String> = call.client.unwrap().0.into_iter().map(|label| label.0).collect();
    assert_eq!(clients, ["karoo", "Drago, Ivan"]);
    assert_eq!(call.ids.unwrap().0, [Id(1), Id(2)]);
    for (name, value) in [("page", "0"), ("limit", "0"), ("ids", "x"), ("orderby", "a-b")] {
        let refused = read::<SearchDomains>(&[("domain", "shop"), (name, value)]).unwrap_err();
        assert_eq!(refused.field, name);
    }
}

#[test]
fn a_confirmation_carries_what_the_mail_said() {
    let data = r#"{"hash":"5f2b","token":"t0k3n"}"#;
    let call: ApprovePreincoming =
        read(&[("domains", "oldshop.com"), ("confirm_data", data)]).unwrap();
    assert_eq!(call.confirm_data.unwrap().get("hash"), Some("5f2b"));
    let call: ApprovePreincoming = json(&format!(r#"{{"confirm_data":{data}}}"#)).unwrap();
    assert!(call.domains.is_none());
    assert_eq!(call.confirm_data.unwrap().get("token"), Some("t0k3n"));
}

#[test]
fn records_are_what_the_numbers_name() {
    let call: SetDns = json(
        r#"{"auth_login":"demo","domain":"test.com",
            "1":{"type":"a","value":"123.123.123.123","no":"1","ttl":"7200","status":"new"},
            "2":{"id":"72","name":"www","no":0,"status":"deleted"}}"#,
    )
    .unwrap();
    assert_eq!(call.domain.domain.unwrap().0, "test.com");
    let [(one, first), (two, second)] = call.records.0.as_slice() else { panic!("two records") };
    assert_eq!((one.as_str(), two.as_str()), ("1", "2"));
    assert_eq!((first.status, first.ttl), (Some(RecordStatus::New), Some(Id(7200))));
    assert_eq!((first.name.as_ref(), first.id), (None, None));
    assert_eq!((second.status, second.id), (Some(RecordStatus::Deleted), Some(Loose(72))));
    for (json_text, refused) in [
        (r#"{"id":7,"1":{"status":"gone"}}"#, "1.status should be one of: ok, new, deleted"),
        (
            r#"{"id":7,"3":{"name":"-"}}"#,
            "3.name should be a name of at most 4 parts below the zone",
        ),
        (r#"{"id":7,"1":"a"}"#, "1 should be a group of named values"),
    ] {
        assert_eq!(json::<SetDns>(json_text).unwrap_err().to_string(), refused);
    }
}

#[test]
fn the_key_of_an_element_names_the_domain_where_the_element_does_not() {
    let record = r#""1":{"type":"a","value":"123.123.123.123","status":"new"}"#;
    let call: SetDns = element("5504202", &format!("{{{record}}}")).unwrap();
    assert_eq!((call.domain.id, call.records.0.len()), (Some(Id(5_504_202)), 1));
    let call: SetDns = element("test.com", &format!("{{{record}}}")).unwrap();
    assert_eq!(call.domain.domain, Some(Domain("test.com".to_owned())));
    let call: SetHostedDns = element("5504202", &format!("{{{record}}}")).unwrap();
    assert_eq!(call.domain.id, Some(Id(5_504_202)));
    let call: SetDns = element("1", &format!(r#"{{"domain":"test.com",{record}}}"#)).unwrap();
    assert_eq!((call.domain.id, call.domain.domain.is_some()), (None, true));
    let call: SetDns = element("0", &format!("{{{record}}}")).unwrap();
    assert!(call.domain.id.is_none() && call.domain.domain.is_none());
}
