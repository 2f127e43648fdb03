//! Strangers: every call of the catalogue that names something, made about what somebody else has. What
//! is somebody else's and what there is not get the same answer, and nothing changes.

use dialects::dreamscape::product::families::{DomainName, FAMILIES, Order};
use serde_json::{Value, json};
use testkit::World;
use testkit::dreamscape::Reseller;

use crate::catalogue::{self, Operation, Way};
use crate::money::{is_untouched, trace};
use crate::people::{id, opens, registrant, with};

/// A number that nothing has.
const NOBODYS: i64 = 999_999_999;

/// What a reseller has, one of everything.
struct Estate {
    reseller: Reseller,
    label: &'static str,
    name: String,
    customer: i64,
    registrant: i64,
    domain: i64,
    record: i64,
    coming: i64,
    feature: i64,
    hosted_record: i64,
    /// One product of each family, by its segment.
    products: Vec<(&'static str, i64)>,
}

impl Estate {
    async fn founded(world: &World, label: &'static str) -> Self {
        let main = world.dreamscape(label);
        world.credits_in("dreamscape", &main.id.to_string(), "20000.00").await;
        let name = format!("{label}s-shoes.com");
        let customer = opens(&main, &format!("{label}@example.com.au")).await;
        let person = registrant(&format!("{label}@example.com.au"));
        let person = id(&main.done("POST", "/domains/registrants", person).await);
        let wish = json!({
            "customer_id": customer, "registrant_id": person, "domain_name": name, "period": 12,
        });
        let domain = id(&main.done("POST", "/domains", wish).await);
        let host = json!({ "host": format!("ns1.{name}"), "ip": "192.0.2.1" });
        main.done("POST", &format!("/domains/{domain}/hosts"), host).await;
        let record = json!({ "type": "A", "subdomain": "www", "content": "192.0.2.1" });
        let kept = main.done("POST", &format!("/domains/{domain}/dns"), record.clone()).await;
        let away = format!("{label}s-boots.com");
        world.holds_elsewhere(&away, "their-code").await;
        let wish =
            json!({ "customer_id": customer, "domain_name": away, "auth_key": "their-code" });
        let coming = id(&main.done("POST", "/domains/transfers", wish).await);
        let mut estate = Self {
            reseller: main,
            label,
            name,
            customer,
            registrant: person,
            domain,
            record: id(&kept),
            coming,
            feature: 0,
            hosted_record: 0,
            products: Vec::new(),
        };
        estate.buys_everything().await;
        let zone = format!("/products/dns-hostings/{}/dns", estate.product("dns-hostings"));
        estate.hosted_record = id(&estate.reseller.done("POST", &zone, record).await);
        let features = format!("/products/servers/{}/features", estate.product("servers"));
        let feature = json!({ "type": "ip", "value": "1", "period": 1 });
        estate.feature = id(&estate.reseller.done("POST", &features, feature).await);
        estate
    }

    async fn buys_everything(&mut self) {
        let all = json!({ "limit": 100 });
        let types = self.reseller.done("GET", "/products/types", all.clone()).await;
        let plans = self.reseller.done("GET", "/products/plans", all).await;
        for (family, r#type) in FAMILIES.iter().zip(types.as_array().unwrap()) {
            let mut plans = plans.as_array().unwrap().iter();
            let plan = plans.find(|plan| plan["type_id"] == r#type["id"]).unwrap();
            let mut periods = plan["periods"].as_array().unwrap().iter();
            let period = periods.find(|period| period["is_free_trial"] == false).unwrap();
            let mut wish = json!({
                "customer_id": self.customer, "plan_id": plan["id"], "period": period["period"],
            });
            if family.domain_name != DomainName::Absent {
                let elsewhere = format!("{}s-hats.com", self.label);
                let is_elsewhere = family.slug == "dns-hostings";
                wish["domain_name"] =
                    json!(if is_elsewhere { elsewhere } else { self.name.clone() });
            }
            let more = match family.order {
                Order::Plain => json!({}),
                Order::WordPress => json!({ "location": "AU" }),
                Order::Fax => json!({ "country": "AU", "state": "NSW" }),
                Order::Certificate => json!({ "hosted_with": "dreamscape" }),
                Order::Server => json!({ "location": "AU", "operating_system": "debian12x64" }),
            };
            let path = format!("/products/{}", family.slug);
            let bought = self.reseller.done("POST", &path, with(wish, more)).await;
            self.products.push((family.slug, id(&bought)));
        }
    }

    fn product(&self, slug: &str) -> i64 {
        self.products.iter().find(|(family, _)| *family == slug).unwrap().1
    }

    /// What a call needs to be about this estate.
    fn about(&self, row: &Operation) -> Value {
        let mut params = json!({});
        for name in row.params.iter().map(|param| &*param.name) {
            let family = row.path.split('/').nth(2).unwrap_or_default();
            let value = match name {
                "customer_id" => json!(self.customer),
                "registrant_id" => json!(self.registrant),
                "domain_id" if row.path == "/domains/transfers" => json!(self.coming),
                "domain_id" => json!(self.domain),
                "record_id" if family == "dns-hostings" => json!(self.hosted_record),
                "record_id" => json!(self.record),
                "feature_id" => json!(self.feature),
                "product_id" => json!(self.product(family)),
                _ => continue,
            };
            params[name] = value;
        }
        params
    }
}

/// The same parameters about what nobody has.
fn nobodys(about: &Value) -> Value {
    let entries = about.as_object().unwrap().iter();
    entries.map(|(name, _)| (name.clone(), json!(NOBODYS))).collect()
}

/// What a call says besides whose things it is about.
fn besides(row: &Operation, estate: &Estate) -> Value {
    let feature = json!({ "type": "ram", "value": "4", "period": 1 });
    let host = json!({ "host": format!("ns1.{}", estate.name), "ip": "192.0.2.9" });
    let record = json!({ "type": "A", "subdomain": "www", "content": "192.0.2.9" });
    match row.id.as_str() {
        "updateDomainDns" | "createDomainDns" | "createDnsHostingDns" | "updateDnsHostingDns" => {
            record
        }
        "createDomainHost" | "updateDomainHost" => host,
        "getDomainHost" | "deleteDomainHost" => json!({ "host": host["host"] }),
        "cancelTransfer" => json!({ "type": "in", "auth_key": "their-code" }),
        "registerServersFeature" => feature,
        "updateSslDcv" => json!({ "method": "cname" }),
        "reissueSslManual" => json!({ "csr": "x", "server_software": 1 }),
        "reissueSslAuto" => json!({
            "common_name": estate.name, "organization": "Shoes", "organization_unit": "Boots",
            "country": "AU", "state": "NSW", "city": "Sydney", "email": "mia@example.com.au",
            "server_software": 2,
        }),
        "updateCustomer" | "updateRegistrant" => json!({ "city": "Perth" }),
        "updateDomain" => json!({ "is_locked": false, "privacy": true }),
        _ => json!({}),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_neither_sees_nor_changes_anything() {
    let world = World::on("2026-01-01").await;
    let estate = Estate::founded(&world, "main").await;
    let other = world.dreamscape("other");
    let before = trace(&world).await;
    let (mut tried, mut complaints) = (0, Vec::new());
    for row in catalogue::read().operations {
        let about = estate.about(&row);
        // Plans and what can be bought are everybody's.
        if !row.path.contains('{') && row.id != "cancelTransfer" || row.path.contains("{plan_id}") {
            continue;
        }
        tried += 1;
        let said = besides(&row, &estate);
        let theirs = Way::Json.sends(&other, &row, &with(about.clone(), said.clone())).await;
        let nothing = Way::Json.sends(&other, &row, &with(nobodys(&about), said)).await;
        if theirs.status != 404 || (theirs.status, &theirs.text) != (nothing.status, &nothing.text)
        {
            complaints.push(format!("{}: {} {}", row.id, theirs.text, nothing.text));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert!(tried > 100, "{tried}");
    is_untouched(&before, &trace(&world).await, "a stranger");
    let (lists, shown) = (before["other"][2].as_object().unwrap(), before["main"].to_string());
    assert!(shown.contains("mains-shoes.com"));
    for (path, page) in lists {
        assert_eq!(
            (&page["data"], &page["pagination"]["total_items"]),
            (&json!([]), &json!(0)),
            "{path}"
        );
        // A filter opens nothing.
        for filter in
            [json!({ "customer_id": estate.customer }), json!({ "domain_name": estate.name })]
        {
            let mut nobodys = filter.clone();
            if filter.get("customer_id").is_some() {
                nobodys["customer_id"] = json!(NOBODYS);
            } else {
                nobodys["domain_name"] = json!("nobodys.com");
            }
            let (theirs, nothing) = (other.get(path, filter).await, other.get(path, nobodys).await);
            assert_eq!(theirs, nothing, "{path}");
            assert!(theirs.0 == 404 || theirs.1["data"] == json!([]), "{path}: {theirs:?}");
        }
    }
    world.sleeps("P15D").await;
    world.is_consistent().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_somebody_elses_is_not_reached_by_way_of_ones_own() {
    let world = World::on("2026-01-01").await;
    let theirs = Estate::founded(&world, "main").await;
    let mine = Estate::founded(&world, "other").await;
    let other = &mine.reseller;
    let before = trace(&world).await;
    let name = |customer: i64| json!({ "customer_id": customer, "domain_name": "fresh.com", "period": 12 });
    let (own, alien) = (format!("/domains/{}", mine.domain), theirs.domain);
    let mut tried: Vec<(&str, String, Value)> = Vec::new();
    // Each is about what is theirs; then about what is nobody's.
    for nobody in [false, true] {
        let of = |number: i64| if nobody { NOBODYS } else { number };
        let (customer, person) = (of(theirs.customer), of(theirs.registrant));
        tried.push(("POST", "/domains".to_owned(), name(customer)));
        for role in ["registrant_id", "admin_contact_id", "billing_contact_id", "tech_contact_id"] {
            tried.push((
                "POST",
                "/domains".to_owned(),
                with(name(mine.customer), json!({ (role): person })),
            ));
            if role != "registrant_id" {
                tried.push(("PATCH", own.clone(), json!({ (role): person })));
            }
        }
        let comes = json!({ "domain_name": "others-socks.com", "auth_key": "their-code" });
        tried.push((
            "POST",
            "/domains/transfers".to_owned(),
            with(comes, json!({ "customer_id": customer })),
        ));
        for family in &FAMILIES {
            let mut wish = json!({ "customer_id": customer, "plan_id": 48, "period": 12 });
            wish["domain_name"] = json!("fresh.com");
            for (key, value) in [
                ("location", "AU"),
                ("operating_system", "debian12x64"),
                ("country", "AU"),
                ("state", "NSW"),
            ] {
                if matches!(family.order, Order::WordPress | Order::Fax | Order::Server) {
                    wish[key] = json!(value);
                }
            }
            tried.push(("POST", format!("/products/{}", family.slug), wish));
        }
        let record = json!({ "type": "A", "content": "192.0.2.9" });
        for method in ["GET", "PATCH", "DELETE"] {
            let path = format!("{own}/dns/{}", of(theirs.record));
            tried.push((method, path, record.clone()));
            let host = if nobody { "nobodys.com" } else { &theirs.name };
            let path = format!("{own}/hosts/ns1.{host}");
            tried.push((method, path, json!({ "ip": "192.0.2.9" })));
            let zone = mine.product("dns-hostings");
            let path = format!("/products/dns-hostings/{zone}/dns/{}", of(theirs.hosted_record));
            tried.push((method, path, record.clone()));
        }
        let server = mine.product("servers");
        let path = format!("/products/servers/{server}/features/{}", of(theirs.feature));
        tried.push(("DELETE", path, json!({})));
        let asked = json!({ "domain_names": ["fresh.com"], "customer_id": customer });
        tried.push(("GET", "/domains/availability".to_owned(), asked));
        tried.push(("GET", "/domains/tlds".to_owned(), json!({ "customer_id": customer })));
    }
    let (theirs_tried, nothing_tried) = tried.split_at(tried.len() / 2);
    for (about, nothing) in theirs_tried.iter().zip(nothing_tried) {
        let (method, path, params) = about;
        let told = other.call(method, path, params.clone()).await;
        let unknown = other.call(nothing.0, &nothing.1, nothing.2.clone()).await;
        assert_eq!(told.0, 404, "{method} {path} {params}: {told:?}");
        assert_eq!(told, unknown, "{method} {path} {params}");
    }
    // What is mine is in none but its own family, and below none but its own name.
    for (slug, number) in &mine.products {
        let wrong = if *slug == "servers" { "linux-hostings" } else { "servers" };
        for (method, path) in [
            ("GET", format!("/products/{wrong}/{number}")),
            ("DELETE", format!("/products/{wrong}/{number}")),
        ] {
            assert_eq!(other.call(method, &path, json!({})).await.0, 404, "{path}");
        }
    }
    // A host below somebody else's name is nobody's to make, nor is mail to it.
    let host = json!({ "host": format!("ns9.{}", theirs.name), "ip": "192.0.2.9" });
    assert_eq!(other.post(&format!("{own}/hosts"), host).await.0, 400);
    let mail = json!({ "type": "MAILFWD", "email": format!("a@{}", theirs.name), "forward_to": "b@example.net" });
    assert_eq!(other.post(&format!("{own}/dns"), mail).await.0, 400);
    let hidden = json!({ "customer_id": mine.customer, "domain_name": theirs.name, "plan_id": 8, "period": 12 });
    assert!([400, 404].contains(&other.post("/products/domain-privacies", hidden).await.0));
    is_untouched(&before, &trace(&world).await, "calls by way of ones own");
    assert_eq!(other.get(&format!("/domains/{alien}"), json!({})).await.0, 404);
}
