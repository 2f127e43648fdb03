//! What clients send in the dialect of Devo: JSON bodies, lists in several forms, names in paths.

use dialects::devo::access::token::ReadTokenAccess;
use dialects::devo::domain::create::CreateDomain;
use dialects::devo::each_call;
use dialects::devo::plan::update_applications::UpdateApplications;
use dialects::devo::role::create::CreateRole;
use dialects::devo::user::add_internal::AddInternalUser;
use dialects::devo::user::set_roles::SetRoles;
use dialects::devo::user::update::UpdateUser;
use dialects::facts::CallVisitor;
use http::Method;
use serde::de::DeserializeOwned;
use wire::route::{Found, Routes};
use wire::{DecodeError, Endpoint, Node, Problem};

use crate::read;

/// JSON, as the kit hands it to a request type.
fn json<T: DeserializeOwned>(text: &str) -> Result<T, DecodeError> {
    serde_json::from_str::<Node>(text).unwrap().decode()
}

#[test]
fn a_domain_needs_a_name_and_a_plan() {
    let text = r#"{"name":"shoes","plan":"basic","time":0.0333,"volume":"0.5","status":"Active"}"#;
    let call: CreateDomain = json(text).unwrap();
    assert_eq!(call.time.unwrap().ten_thousandths, 333);
    assert_eq!(call.volume.unwrap().to_string(), "0.5");
    let missing = |field: &str| Some(DecodeError::new(field, Problem::Missing));
    assert_eq!(json::<CreateDomain>(r#"{"plan":"basic"}"#).err(), missing("name"));
    assert_eq!(json::<CreateDomain>(r#"{"name":"shoes"}"#).err(), missing("plan"));
    for wrong in ["-1", "\"much\"", "[]"] {
        let text = format!(r#"{{"name":"shoes","plan":"basic","volume":{wrong}}}"#);
        assert_eq!(json::<CreateDomain>(&text).err().unwrap().field, "volume");
    }
}

#[test]
fn roles_are_a_list_a_text_or_the_bare_body() {
    let who = r#""userEmail":"thandi@example.net","domain":"shoes@shop""#;
    for body in [
        r#""roles":["ADMIN","Auditor"]"#,
        r#""roles":"ADMIN, Auditor""#,
        r#""0":"ADMIN","1":"Auditor""#,
    ] {
        let call: SetRoles = json(&format!("{{{who},{body}}}")).unwrap();
        assert_eq!(call.roles.0, ["ADMIN", "Auditor"], "{body}");
        assert_eq!((&*call.user_email, &*call.domain), ("thandi@example.net", "shoes@shop"));
    }
    assert!(json::<SetRoles>(&format!("{{{who}}}")).unwrap().roles.0.is_empty());
}

#[test]
fn applications_are_a_list_a_text_or_the_bare_body() {
    for body in [
        r#""applications":["Search","Flow"]"#,
        r#""applications":"Search, Flow""#,
        r#""0":"Search","1":"Flow""#,
    ] {
        let call: UpdateApplications = json(&format!(r#"{{"planName":"basic",{body}}}"#)).unwrap();
        assert_eq!(call.applications.0.0, ["Search", "Flow"], "{body}");
    }
    let none: UpdateApplications = json(r#"{"planName":"basic","applications":[]}"#).unwrap();
    assert!(none.applications.0.0.is_empty());
    let missing = json::<UpdateApplications>(r#"{"planName":"basic"}"#).err();
    assert_eq!(missing, Some(DecodeError::new("applications", Problem::Missing)));
}

#[test]
fn policies_are_some_or_all() {
    let policies = |body: &str| {
        let text = format!(r#"{{"domain":"shoes@shop","name":"Auditor","policies":{body}}}"#);
        json::<CreateRole>(&text).unwrap().policies.unwrap()
    };
    assert!(policies("\"*\"").is_everything());
    assert!(policies("[\"*\"]").is_everything());
    assert_eq!(policies(r#"["alerts.view","search"]"#).0, ["alerts.view", "search"]);
    assert!(policies("[]").0.is_empty());
    for wrong in ["true", "5", "[7]", "[[\"a\"]]", r#"{"a":"b"}"#] {
        let text = format!(r#"{{"domain":"shoes@shop","name":"Auditor","policies":{wrong}}}"#);
        let error = json::<CreateRole>(&text).err().unwrap();
        assert!(error.field.starts_with("policies"), "{wrong}: {error}");
    }
}

#[test]
fn null_leaves_alone_and_an_empty_text_takes_away() {
    let call: UpdateUser = json(r#"{"id":"17","phone":null}"#).unwrap();
    assert_eq!((call.phone, call.email), (None, None));
    let call: UpdateUser = json(r#"{"id":"17","phone":"","userName":"Thandi"}"#).unwrap();
    assert_eq!(call.phone.as_deref(), Some(""));
}

#[test]
fn switches_stand_in_the_query_as_words() {
    let call: AddInternalUser = read(&[
        ("skipMailValidation", "true"),
        ("email", "thandi@example.net"),
        ("role", "OWNER"),
        ("domain", "shoes@shop"),
    ])
    .unwrap();
    assert_eq!(call.skip_mail_validation.map(|flag| flag.0), Some(true));
    let call: ReadTokenAccess = read(&[("tableAccess", "web.log,box.log")]).unwrap();
    assert_eq!(call.table_access.unwrap().0, ["web.log", "box.log"]);
}

struct Paths;

impl CallVisitor for Paths {
    type Output = (Method, &'static str);

    fn visit<E: Endpoint>(&self) -> Self::Output {
        (E::METHOD, E::PATH)
    }
}

#[test]
fn vaults_are_no_role_and_a_slash_at_the_end_does_not_matter() {
    let mut routes = Routes::default();
    for (method, path) in each_call(&Paths) {
        routes.add(method, path, path);
    }
    let target = |method: Method, path: &str| match routes.find(&method, path) {
        Found::Call { target, .. } => *target,
        _ => panic!("{path} is no call"),
    };
    let (domain, roles) = ("/domain/shoes%40shop", "/domain/{domain}/roles");
    let at = |rest: &str| format!("{domain}{rest}");
    assert_eq!(target(Method::GET, &at("/roles/vaults")), "/domain/{domain}/roles/vaults");
    assert_eq!(target(Method::GET, &at("/roles/Auditor")), "/domain/{domain}/roles/{roleName}");
    assert_eq!(target(Method::POST, &at("/roles/")), roles);
    assert_eq!(target(Method::POST, "/domain/shoes@shop/roles"), roles);
    assert_eq!(target(Method::POST, "/user/internal"), "/user/internal");
    assert_eq!(target(Method::GET, "/user/internal/17"), "/user/internal/{id}");
}
