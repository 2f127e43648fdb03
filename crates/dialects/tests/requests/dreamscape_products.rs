//! What clients send about products in the dialect of Dreamscape: one set of calls for all families, and
//! what only some of them ask for.

use dialects::dreamscape::arguments::{Id, Months};
use dialects::dreamscape::dns::record::RecordType;
use dialects::dreamscape::endpoints;
use dialects::dreamscape::plan::features::FeatureType;
use dialects::dreamscape::product::dns_hosting::create::CreateHostedRecord;
use dialects::dreamscape::product::families::{DomainName, FAMILIES, Order};
use dialects::dreamscape::product::fax::RegisterFax;
use dialects::dreamscape::product::list::ListProducts;
use dialects::dreamscape::product::login_link::CreateProductLoginLink;
use dialects::dreamscape::product::read::ReadProduct;
use dialects::dreamscape::product::register::RegisterProduct;
use dialects::dreamscape::product::renew::RenewProduct;
use dialects::dreamscape::product::server::add_feature::AddServerFeature;
use dialects::dreamscape::product::server::register::RegisterServer;
use dialects::dreamscape::product::server::renew::RenewServer;
use dialects::dreamscape::product::shape::{
    Named, NamelessProduct, Naming, Product, ProductStatus, Server,
};
use dialects::dreamscape::product::ssl::register::RegisterSslCertificate;
use dialects::dreamscape::product::ssl::update_dcv::UpdateDcv;
use dialects::dreamscape::product::wordpress::{Location, RegisterWordPress};
use http::Method;
use serde::de::DeserializeOwned;
use wire::route::{Found, Routes};
use wire::{DecodeError, Node, Problem, Tabled};

use crate::read;

/// JSON, as the kit hands it to a request type.
fn json<T: DeserializeOwned>(text: &str) -> Result<T, DecodeError> {
    serde_json::from_str::<Node>(text).unwrap().decode()
}

/// Paths of the rows of a call.
fn paths<E: Tabled>() -> Vec<&'static str> {
    E::rows().map(|row| E::path(row)).collect()
}

#[test]
fn a_list_is_cut_down_and_paged() {
    let call: ListProducts<Product> = read(&[
        ("customer_id", "7"),
        ("status_id", "2"),
        ("domain_name", "karooshop.com"),
        ("page", "2"),
        ("limit", "100"),
    ])
    .unwrap();
    assert_eq!((call.customer_id, call.status_id), (Some(Id(7)), Some(ProductStatus::Registered)));
    assert_eq!(call.sought.domain_name(), Some("karooshop.com"));
    assert_eq!((call.paging.page(), call.paging.limit()), (2, 100));
    // A family without domain names knows no such filter.
    let call: ListProducts<NamelessProduct> = read(&[("domain_name", "karooshop.com")]).unwrap();
    assert_eq!((call.sought.domain_name(), call.paging.page()), (None, 1));
    for (name, value, expected) in [
        ("customer_id", "0", "customer_id should be a whole number above zero"),
        ("status_id", "7", "status_id should be one of: 1, 2, 3, 4, 5, 6"),
        ("limit", "101", "limit should be a whole number from 1 to 100"),
        ("domain_name", "x", "domain_name should be text of 2 to 100 characters"),
    ] {
        let refused = read::<ListProducts<Product>>(&[(name, value)]).unwrap_err();
        assert_eq!(refused.to_string(), expected);
    }
}

#[test]
fn an_order_says_whose_it_is_which_plan_and_for_how_long() {
    let order = r#"{"customer_id":7,"domain_name":"karooshop.com","plan_id":"29","period":12}"#;
    let call: RegisterProduct<Product> = json(order).unwrap();
    assert_eq!((call.customer_id, call.plan_id, call.period), (Id(7), Id(29), Months(12)));
    assert_eq!(call.named.domain_name(), Some("karooshop.com"));
    assert_eq!(serde_json::to_string(&call).unwrap(), order.replace("\"29\"", "29"));
    let nameless = r#"{"customer_id":7,"plan_id":257,"period":1}"#;
    let call: RegisterProduct<NamelessProduct> = json(nameless).unwrap();
    assert_eq!(serde_json::to_string(&call).unwrap(), nameless);
    let refused = json::<RegisterProduct<Product>>(nameless).unwrap_err();
    assert_eq!(refused, DecodeError::new("domain_name", Problem::Missing));
    for left_out in ["customer_id", "plan_id", "period"] {
        let pairs = [("customer_id", "7"), ("plan_id", "257"), ("period", "1")];
        let rest: Vec<_> = pairs.into_iter().filter(|(name, _)| *name != left_out).collect();
        let refused = read::<RegisterProduct<NamelessProduct>>(&rest).unwrap_err();
        assert_eq!(refused, DecodeError::new(left_out, Problem::Missing));
    }
}

#[test]
fn some_families_ask_for_more() {
    let pairs = [("customer_id", "7"), ("plan_id", "3848"), ("period", "12"), ("location", "au")];
    let call: RegisterWordPress = read(&pairs).unwrap();
    assert_eq!((call.location, call.domain_name), (Location::Au, None));
    let refused = read::<RegisterWordPress>(&pairs[..3]).unwrap_err();
    assert_eq!(refused, DecodeError::new("location", Problem::Missing));
    let call: RegisterFax =
        json(r#"{"customer_id":7,"plan_id":243,"period":12,"country":"NZ","state":"akl"}"#)
            .unwrap();
    assert_eq!((call.country.word(), &*call.state), ("NZ", "akl"));
    let refused = read::<RegisterFax>(&[
        ("customer_id", "7"),
        ("plan_id", "243"),
        ("period", "12"),
        ("country", "ZA"),
        ("state", "gp"),
    ]);
    assert_eq!(refused.unwrap_err().to_string(), "country should be one of: AU, UK, NZ");
}

#[test]
fn a_server_comes_with_its_parts() {
    let order = r#"{"customer_id":7,"plan_id":117,"period":1,"location":"UK","operating_system":
        "Debian 12","features":[{"type":"ram","value":8,"period":1},
        {"type":"ip","value":"2","period":1}]}"#;
    let call: RegisterServer = json(order).unwrap();
    let [ram, ip] = call.features.as_slice() else { panic!("two features") };
    assert_eq!((ram.r#type, &*ram.value), (FeatureType::Ram, "8"));
    assert_eq!((ip.r#type, ip.period), (FeatureType::Ip, Months(1)));
    let half = order.replace(r#""value":8,"#, "");
    assert_eq!(
        json::<RegisterServer>(&half).unwrap_err().to_string(),
        "features.0.value is missing"
    );
    let call: AddServerFeature =
        json(r#"{"product_id":401,"type":"core","value":4,"period":12}"#).unwrap();
    assert_eq!((call.product_id, call.feature.r#type), (Id(401), FeatureType::Core));
    let refused = json::<AddServerFeature>(r#"{"product_id":401,"type":"gpu"}"#).unwrap_err();
    let expected = "type should be one of: hosting_manager, ssd, ram, core, ip, bandwidth";
    assert_eq!(refused.to_string(), expected);
    let call: RenewServer =
        json(r#"{"product_id":401,"features":[{"type":"ip","period":12}]}"#).unwrap();
    assert_eq!((call.period, call.features.len()), (None, 1));
}

#[test]
fn what_may_be_left_out_is_left_out() {
    let call: RenewProduct<Product> = read(&[("product_id", "401")]).unwrap();
    assert_eq!((call.product_id, call.period), (Id(401), None));
    let refused = read::<RenewProduct<Product>>(&[("product_id", "401"), ("period", "0")]);
    assert_eq!(refused.unwrap_err().to_string(), "period should be a number of months");
    let call: CreateProductLoginLink = read(&[("product_id", "401")]).unwrap();
    assert!(call.r#type.is_none());
    let refused = read::<ReadProduct<Server>>(&[("product_id", "karooshop.com")]).unwrap_err();
    assert_eq!(refused.to_string(), "product_id should be a whole number above zero");
}

#[test]
fn a_certificate_may_bring_its_signing_request_or_its_holder() {
    let call: RegisterSslCertificate = json(
        r#"{"customer_id":7,"domain_name":"karooshop.com","plan_id":65,"period":12,
            "hosted_with":"external","server_software":"2","csr":"-----BEGIN-----\nMIIC\n",
            "auto_fill_details":1}"#,
    )
    .unwrap();
    assert_eq!((call.server_software, call.csr.unwrap().lines().count()), (Some(Id(2)), 2));
    assert!(call.auto_fill_details.is_some_and(|yes| yes.0) && call.country.is_none());
    let call: UpdateDcv = json(r#"{"product_id":401,"method":"CNAME"}"#).unwrap();
    assert_eq!((call.method.word(), call.email), ("cname", None));
    let refused = json::<UpdateDcv>(r#"{"product_id":401,"method":"dns"}"#).unwrap_err();
    assert_eq!(refused.to_string(), "method should be one of: email, http, cname");
}

#[test]
fn records_of_hosted_zones_are_records_like_others() {
    let call: CreateHostedRecord = json(
        r#"{"product_id":401,"type":"MX","subdomain":"","content":"mx.karooshop.com","priority":"10"}"#,
    )
    .unwrap();
    assert_eq!((call.product_id, call.fields.r#type), (Id(401), RecordType::Mx));
    assert_eq!(call.fields.priority.map(|priority| priority.0), Some(10));
}

#[test]
fn every_family_is_served_by_one_call_of_each_kind() {
    let mut listed = [
        paths::<ListProducts<Product>>(),
        paths::<ListProducts<NamelessProduct>>(),
        paths::<ListProducts<Server>>(),
    ]
    .concat();
    listed.sort_unstable();
    let mut all: Vec<&str> = FAMILIES.iter().map(|family| family.list.path).collect();
    all.sort_unstable();
    assert_eq!(listed, all);
    let mut bought = [
        paths::<RegisterProduct<Product>>(),
        paths::<RegisterProduct<NamelessProduct>>(),
        paths::<RegisterWordPress>(),
        paths::<RegisterFax>(),
        paths::<RegisterServer>(),
        paths::<RegisterSslCertificate>(),
    ]
    .concat();
    bought.sort_unstable();
    assert_eq!(bought, all);
    assert_eq!(paths::<RegisterServer>(), ["/products/servers"]);
    assert_eq!(paths::<CreateProductLoginLink>().len(), 14);
}

#[test]
fn every_path_leads_to_its_own_call() {
    let mut routes = Routes::default();
    for call in endpoints() {
        routes.add(call.method, call.path, call.ids[0]);
    }
    let found = |method: Method, path: &str| match routes.find(&method, path) {
        Found::Call { target, .. } => *target,
        Found::WrongMethod { .. } | Found::Unknown => "nothing",
    };
    for (method, path, id) in [
        (Method::GET, "/products/types", "listProductTypes"),
        (Method::GET, "/products/plans/29", "getPlan"),
        (Method::GET, "/products/linux-hostings/29", "getLinuxHosting"),
        (Method::POST, "/products/servers", "registerServers"),
        (Method::POST, "/products/servers/401/features/", "registerServersFeature"),
        (Method::DELETE, "/products/servers/401", "terminateServers"),
        (Method::POST, "/products/ssl-certificates/401/renewal", "renewSslCertificate"),
        (Method::POST, "/products/dns-hostings/401/login-link", "nothing"),
        (Method::GET, "/products/toasters", "nothing"),
    ] {
        assert_eq!(found(method, path), id, "{path}");
    }
}

#[test]
fn a_family_says_of_itself_what_it_needs() {
    for family in &FAMILIES {
        let is_plain = family.order == Order::Plain;
        let takes_name = RegisterProduct::<Product>::rows().any(|row| row.slug == family.slug);
        assert_eq!(takes_name, is_plain && family.domain_name == DomainName::Required);
    }
    let named = r#"{"domain_name":" karooshop.com "}"#;
    assert_eq!(&*json::<Named>(named).unwrap().domain_name, "karooshop.com");
}
