//! What clients send in the dialect of Dreamscape: JSON and forms, lists in brackets, what is left out
//! and what is emptied.

use dialects::dreamscape::arguments::{Bounded, Id, Ip, Told};
use dialects::dreamscape::customer::create::CreateCustomer;
use dialects::dreamscape::customer::list::ListCustomers;
use dialects::dreamscape::customer::login_link::CreateLoginLink;
use dialects::dreamscape::customer::update::UpdateCustomer;
use dialects::dreamscape::dns::create::CreateRecord;
use dialects::dreamscape::dns::record::RecordType;
use dialects::dreamscape::dns::update::UpdateRecord;
use dialects::dreamscape::domain::availability::CheckAvailability;
use dialects::dreamscape::domain::register::RegisterDomain;
use dialects::dreamscape::domain::renew::RenewDomain;
use dialects::dreamscape::domain::row::{Domain, NameServer};
use dialects::dreamscape::domain::update::UpdateDomain;
use dialects::dreamscape::endpoints;
use dialects::dreamscape::host::create::CreateHost;
use dialects::dreamscape::person::AccountType;
use dialects::dreamscape::registrant::update::UpdateRegistrant;
use dialects::dreamscape::service::ping::Ping;
use dialects::dreamscape::transfer::cancel::{CancelTransfer, TransferDirection};
use http::Method;
use serde::de::DeserializeOwned;
use wire::route::{Found, Routes};
use wire::{DecodeError, Endpoint, Node, Problem};

use crate::read;

/// JSON, as the kit hands it to a request type.
fn json<T: DeserializeOwned>(text: &str) -> Result<T, DecodeError> {
    serde_json::from_str::<Node>(text).unwrap().decode()
}

/// Why JSON is no request.
fn refused<T: DeserializeOwned>(text: &str) -> String {
    json::<T>(text).err().unwrap().to_string()
}

const MIA: &str = r#""first_name":"Mia","last_name":"Nguyen","address":"14 Loop Street",
    "city":"Sydney","country":"au","state":"NSW","post_code":2000,"country_code":61,
    "phone":"255501010","email":"mia@example.net""#;

#[test]
fn a_customer_needs_a_person_and_no_login() {
    let text = format!(r#"{{{MIA},"account_type":"Personal","mobile":null,"business_name":""}}"#);
    let call: CreateCustomer = json(&text).unwrap();
    assert!(call.username.is_none() && call.password.is_none() && call.mobile.is_none());
    assert_eq!((call.person.country.0.as_str(), call.person.country_code.0.as_str()), ("AU", "61"));
    assert_eq!(
        (&*call.person.post_code, call.person.account_type),
        ("2000", AccountType::Personal)
    );
    assert!(call.person.business_name.is_none());
    let refusal = refused::<CreateCustomer>(&format!("{{{MIA}}}"));
    assert_eq!(refusal, "account_type is missing");
    let refusal = refused::<CreateCustomer>(&format!(r#"{{{MIA},"account_type":"firm"}}"#));
    assert_eq!(refusal, "account_type should be one of: personal, business");
    let text = format!(r#"{{{MIA},"account_type":"business","username":"mia nguyen"}}"#);
    let refusal = refused::<CreateCustomer>(&text);
    assert_eq!(refusal, "username should be 8 to 64 letters, digits and _ - . @");
}

#[test]
fn a_change_tells_what_stays_from_what_is_emptied() {
    let call: UpdateCustomer =
        json(r#"{"customer_id":"301","city":"Perth","mobile":null,"business_name":"Blue Gum"}"#)
            .unwrap();
    assert_eq!((call.customer_id, call.mobile), (Id(301), Told::Nothing));
    assert_eq!((call.person.city.as_deref(), call.person.state.is_none()), (Some("Perth"), true));
    let name = Told::Value(Bounded("Blue Gum".to_owned()));
    assert_eq!((call.person.business_name, call.person.business_number), (name, Told::Absent));
    let call: UpdateRegistrant = read(&[
        ("registrant_id", "41"),
        ("business_number", ""),
        ("business_number_type", "VIC BN"),
    ])
    .unwrap();
    assert_eq!(call.person.business_number, Told::Nothing);
    assert_eq!(
        refused::<UpdateRegistrant>(r#"{"registrant_id":41,"business_number_type":"XYZ"}"#),
        "business_number_type should be one of: ABN, ACN, EBR, VIC, NSW, SA, NT, WA, TAS, ACT, \
         QLD, TM, OTHER"
    );
}

#[test]
fn names_are_asked_for_in_lists() {
    for sent in [r#"["a.com","b.com"]"#, r#"{"0":"a.com","1":"b.com"}"#, r#""a.com, b.com""#] {
        let call: CheckAvailability = json(&format!(r#"{{"domain_names":{sent}}}"#)).unwrap();
        let names: Vec<&str> = call.domain_names.0.iter().map(|name| &**name).collect();
        assert_eq!(names, ["a.com", "b.com"]);
    }
    for sent in ["{}", r#"{"domain_names":[]}"#, r#"{"domain_names":""}"#] {
        assert_eq!(refused::<CheckAvailability>(sent), "domain_names is missing");
    }
    assert!(
        refused::<CheckAvailability>(r#"{"domain_names":["a.com","b"]}"#)
            .starts_with("domain_names.1 should be ")
    );
}

#[test]
fn a_registration_is_for_whole_years() {
    let text = |more: &str| format!(r#"{{"customer_id":301,"domain_name":"a.com"{more}}}"#);
    let call: RegisterDomain = json(&text(
        r#","period":"24","privacy":1,"name_servers":["ns1.example.net",
            {"host":"ns1.a.com","ip":"192.0.2.53"},{"host":"ns2.example.net","ip":""}],
            "eligibility_data":[{"name":"id_number","value":51824753556}]"#,
    ))
    .unwrap();
    assert_eq!((call.period.years(), call.privacy.unwrap().0), (2, true));
    let server = |host: &str, ip: Option<&str>| NameServer {
        host: host.to_owned(),
        ip: ip.map(str::to_owned),
    };
    let servers = [
        server("ns1.example.net", None),
        server("ns1.a.com", Some("192.0.2.53")),
        server("ns2.example.net", None),
    ];
    assert_eq!(call.name_servers.unwrap().0, servers);
    assert_eq!(call.eligibility_data.unwrap().0[0].value, "51824753556");
    assert_eq!(refused::<RegisterDomain>(&text("")), "period is missing");
    let refusal = refused::<RegisterDomain>(&text(r#","period":7"#));
    assert_eq!(refusal, "period should be a number of months that is a multiple of 12");
    let refusal = refused::<RegisterDomain>(&text(r#","period":12,"name_servers":[{"ip":"x"}]"#));
    assert_eq!(refusal, "name_servers.0.host is missing");
}

#[test]
fn what_may_be_left_out_is_left_out_by_an_empty_list_too() {
    for sent in [r#"{"domain_id":501}"#, r#"{"domain_id":"501","period":"","privacy":null}"#] {
        let call: RenewDomain = json(sent).unwrap();
        assert!(call.period.is_none() && call.privacy.is_none());
    }
    assert!(json::<Ping>("[]").is_ok() && json::<Ping>("{}").is_ok());
    let call: CreateLoginLink = json(r#"{"customer_id":301,"0":"x"}"#).unwrap();
    assert!(call.r#type.is_none());
    let call: UpdateDomain = json(r#"{"domain_id":501,"is_locked":"false"}"#).unwrap();
    assert!(!call.is_locked.unwrap().0 && call.name_servers.is_none());
}

#[test]
fn pages_have_a_hundred_rows_at_most() {
    let call: ListCustomers = read(&[("page", "2"), ("limit", "100")]).unwrap();
    assert_eq!((call.paging.page(), call.paging.limit()), (2, 100));
    let call: ListCustomers = read(&[("page", ""), ("reseller_id", "9")]).unwrap();
    assert_eq!((call.paging.page(), call.paging.limit()), (1, 25));
    for (name, value) in [("limit", "101"), ("limit", "0"), ("page", "0"), ("page", "-1")] {
        assert_eq!(read::<ListCustomers>(&[(name, value)]).err().unwrap().field, name);
    }
}

#[test]
fn records_say_what_their_type_needs() {
    let call: CreateRecord = json(
        r#"{"domain_id":"501","type":"srv","subdomain":"_sip._tcp","priority":"0","weight":5,
            "port":"5060","target":"sip.example.net"}"#,
    )
    .unwrap();
    assert_eq!((call.fields.r#type, call.fields.port.unwrap().0), (RecordType::Srv, 5060));
    assert_eq!((RecordType::Srv.least_priority(), RecordType::Mx.least_priority()), (0, 1));
    let text = r#"{"domain_id":501,"record_id":72,"type":"A","subdomain":""}"#;
    let call: UpdateRecord = json(text).unwrap();
    assert_eq!((call.fields.subdomain.as_deref(), call.fields.content), (Some(""), None));
    let text = |more: &str| format!(r#"{{"domain_id":501,{more}}}"#);
    for (more, refusal) in [
        (r#""content":"x""#, "type is missing"),
        (
            r#""type":"NS""#,
            "type should be one of: A, AAAA, TXT, CNAME, MX, CAA, SRV, WEBFWD, MAILFWD",
        ),
        (r#""type":"CAA","flag":1"#, "flag should be 0 or 128"),
        (r#""type":"CAA","tag":"iodef""#, "tag should be one of: issue, issuewild"),
        (r#""type":"SRV","port":65536"#, "port should be a whole number from 0 to 65535"),
        (r#""type":"WEBFWD","cloak":"maybe""#, "cloak should be true or false"),
    ] {
        assert_eq!(refused::<CreateRecord>(&text(more)), refusal);
    }
}

#[test]
fn hosts_have_one_address() {
    let call: CreateHost =
        json(r#"{"domain_id":501,"host":"ns1.a.com","ip":"2001:DB8::53"}"#).unwrap();
    assert_eq!(call.ip, Ip("2001:db8::53".parse().unwrap()));
    let refusal = refused::<CreateHost>(r#"{"domain_id":501,"host":"ns1.a.com","ip":"here"}"#);
    assert_eq!(refusal, "ip should be an IP address");
}

#[test]
fn a_transfer_is_stopped_by_a_form() {
    let call: CancelTransfer =
        read(&[("domain_id", "503"), ("auth_key", ""), ("type", "out")]).unwrap();
    assert_eq!((call.r#type, call.auth_key.is_none()), (TransferDirection::Out, true));
    let missing = read::<CancelTransfer>(&[("domain_id", "503")]).err();
    assert_eq!(missing, Some(DecodeError::new("type", Problem::Missing)));
}

#[test]
fn words_in_paths_win_over_numbers() {
    let mut routes = Routes::default();
    for call in endpoints() {
        routes.add(call.method.clone(), call.path, call.ids[0]);
    }
    for (method, path, id) in [
        (Method::GET, "/domains/tlds", "listTlds"),
        (Method::GET, "/domains/availability", "checkDomainAvailability"),
        (Method::GET, "/domains/registrants", "listRegistrants"),
        (Method::GET, "/domains/registrants/41", "getRegistrant"),
        (Method::GET, "/domains/transfers/availability", "checkTransfer"),
        (Method::DELETE, "/domains/transfers", "cancelTransfer"),
        (Method::GET, "/domains/501", "getDomain"),
        (Method::GET, "/domains/501/hosts/ns1.a.com", "getDomainHost"),
        (Method::GET, "/products/types", "listProductTypes"),
        (Method::GET, "/products/plans/29/features", "listPlanFeatures"),
    ] {
        let Found::Call { target, .. } = routes.find(&method, path) else { panic!("{path}") };
        assert_eq!(*target, id);
    }
}

#[test]
fn what_shows_a_name_hides_what_moves_it() {
    fn hides<E: Endpoint<Response = Domain>>() {
        assert!(E::SECRETS.contains(&"auth_key"), "{}", E::PATH);
    }
    hides::<RegisterDomain>();
    hides::<RenewDomain>();
    hides::<UpdateDomain>();
}
