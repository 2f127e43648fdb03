//! The calls about products: those that all families have, walked family by family, and those of zones,
//! servers and certificates.

use dialects::dreamscape::product::families::{DomainName, FAMILIES, Family, Order};
use serde_json::{Value, json};

use crate::every_call::{NAME, Tour};
use crate::people::{id, with};

/// A name that is not registered here.
const ELSEWHERE: &str = "elsewhere.com.au";

/// Something that was bought.
pub struct Bought {
    pub family: &'static Family,
    pub product: i64,
    pub plan: i64,
}

impl Tour {
    pub async fn buys_products(&mut self) {
        let types = self.calls("listProductTypes", json!({ "page": 1, "limit": 100 })).await;
        let types = types.as_array().unwrap().clone();
        assert_eq!(types.len(), FAMILIES.len());
        for (family, r#type) in FAMILIES.iter().zip(&types) {
            let asked = json!({ "type_id": r#type["id"], "page": 1, "limit": 1 });
            let plan = self.calls("listPlans", asked).await[0].clone();
            assert_eq!(self.calls("getPlan", json!({ "plan_id": plan["id"] })).await, plan);
            self.buys_one_of(family, &plan).await;
        }
    }

    async fn buys_one_of(&mut self, family: &'static Family, plan: &Value) {
        let periods = plan["periods"].as_array().unwrap();
        let lasts =
            |period: &&Value| period["is_renewable"] == true && period["is_free_trial"] == false;
        let period = periods.iter().find(lasts).unwrap()["period"].clone();
        let whose = json!({ "customer_id": self.customer });
        let wish = with(whose.clone(), json!({ "plan_id": plan["id"], "period": period }));
        let (order, more) = self.order(family, &period).await;
        let bought = self.calls(family.register.ids[0], with(wish, order)).await;
        let one = json!({ "product_id": id(&bought) });
        let again = with(with(one.clone(), json!({ "period": period })), more);
        let renewed = self.calls(family.renew.ids[0], again).await;
        assert_ne!(renewed["expiry_date"], bought["expiry_date"], "{}", family.slug);
        assert_eq!(self.calls(family.read.ids[0], one.clone()).await, renewed);
        let mut filter = with(whose, json!({ "status_id": 2, "page": 1, "limit": 5 }));
        if family.domain_name != DomainName::Absent {
            filter["domain_name"] = bought["domain_name"].clone();
        }
        assert_eq!(self.calls(family.list.ids[0], filter).await, json!([renewed]));
        if family.has_login_links {
            let link = with(one, json!({ "type": "console" }));
            let link = self.calls(family.login_link.ids[0], link).await;
            assert!(link["link"].as_str().unwrap().starts_with("http"), "{link}");
        }
        self.bought.push(Bought { family, product: id(&bought), plan: id(plan) });
    }

    /// What an order of a family says besides, and what its renewal does.
    async fn order(&mut self, family: &Family, period: &Value) -> (Value, Value) {
        let mut order = match family.order {
            Order::Plain => json!({}),
            Order::WordPress => json!({ "location": "AU" }),
            Order::Fax => json!({ "country": "AU", "state": self.fax_state().await }),
            Order::Certificate => self.certificate().await,
            Order::Server => {
                let systems = self.calls("listServersOperatingSystems", json!({})).await;
                let ip = json!({ "type": "ip", "value": "1", "period": period });
                let order = json!({
                    "location": "AU", "operating_system": systems[0]["name"], "features": [ip],
                });
                return (order, json!({ "features": [{ "type": "ip", "period": period }] }));
            }
        };
        if family.domain_name != DomainName::Absent {
            let name = if family.slug == "dns-hostings" { ELSEWHERE } else { NAME };
            order["domain_name"] = json!(name);
        }
        (order, json!({}))
    }

    async fn fax_state(&mut self) -> Value {
        let places = self.calls("listFaxToEmailLocations", json!({})).await;
        let place = places.as_array().unwrap().iter().find(|place| place["country_code"] == "AU");
        place.unwrap()["state_code"].clone()
    }

    /// What an order for a certificate says besides.
    async fn certificate(&mut self) -> Value {
        json!({
            "hosted_with": "external", "server_software": 2, "csr": self.signing_request().await,
            "auto_fill_details": true, "account_type": "business", "address": "1 Pitt Street",
            "city": "Sydney", "post_code": "2000", "country": "AU", "state": "NSW",
            "phone": "+61.255501000", "email": "mia@example.com.au", "business_name": "Walks",
            "business_number": "53004085616", "jurisdiction_country": "AU",
        })
    }

    /// A signing request for [`NAME`].
    async fn signing_request(&self) -> String {
        let subject = json!({
            "csr_commonname": NAME, "csr_organization": "Walks", "csr_department": "Sales",
            "csr_city": "Sydney", "csr_state": "NSW", "csr_country": "AU",
            "csr_email": "mia@walk.com",
        });
        let made = self.world.account("main").asks("certificateGenerateCSR", subject).await.done();
        made["csr_code"].as_str().unwrap().to_owned()
    }

    fn product(&self, slug: &str) -> Value {
        let bought = self.bought.iter().find(|bought| bought.family.slug == slug).unwrap();
        json!({ "product_id": bought.product })
    }

    pub async fn keeps_bought_zones(&mut self) {
        let zone = self.product("dns-hostings");
        let told = self.calls("getDnsHostingConfiguration", zone.clone()).await;
        assert_eq!(told["is_dns_management_available"], true);
        assert_eq!(told["available_record_types"].as_array().map(Vec::len), Some(9));
        self.records_of("DnsHostingDns", ELSEWHERE, zone).await;
    }

    pub async fn adds_features(&mut self) {
        let server = self.product("servers");
        let is_server = |bought: &&Bought| bought.family.slug == "servers";
        let plan = self.bought.iter().find(is_server).unwrap().plan;
        let asked = json!({ "plan_id": plan, "types": ["ram", "hosting_manager"] });
        let offered = self.calls("listPlanFeatures", asked).await;
        let kinds: Vec<_> =
            offered.as_array().unwrap().iter().map(|row| row["type"].clone()).collect();
        assert_eq!(kinds, [json!("hosting_manager"), json!("ram")]);
        let value = &offered[1]["values"][0];
        let wish = json!({
            "type": "ram", "value": value["value"], "period": value["periods"][0]["period"],
        });
        let added = self.calls("registerServersFeature", with(server.clone(), wish)).await;
        let asked = with(server.clone(), json!({ "page": 1, "limit": 10 }));
        let listed = self.calls("listServersFeatures", asked).await;
        assert_eq!((&listed[0]["type"], &listed[1]), (&json!("ip"), &added));
        let one = with(server, json!({ "feature_id": id(&added) }));
        self.calls("terminateServersFeature", one).await;
    }

    pub async fn proves_certificates(&mut self) {
        let one = self.product("ssl-certificates");
        let about = |others: Value| with(one.clone(), others);
        assert_eq!(self.calls("getSslDetails", one.clone()).await["common_name"], NAME);
        let told = self.calls("getSslDcv", one.clone()).await;
        assert_eq!(told["available_methods"], json!(["email", "http", "cname"]));
        let boxes = self.calls("getSslDcvEmail", one.clone()).await["emails"].clone();
        let by_mail = about(json!({ "method": "email", "email": boxes[0] }));
        assert_eq!(self.calls("updateSslDcv", by_mail).await["method"], "email");
        self.calls("updateSslDcv", about(json!({ "method": "http" }))).await;
        self.calls("getSslDcvHttp", one.clone()).await;
        self.calls("updateSslDcv", about(json!({ "method": "cname" }))).await;
        let record = self.calls("getSslDcvCname", one.clone()).await;
        let place = record["name"].as_str().unwrap().trim_end_matches('.');
        let place = place.strip_suffix(&format!(".{NAME}")).unwrap();
        let record = json!({
            "domain_id": self.name, "type": "CNAME", "subdomain": place,
            "content": record["value"],
        });
        self.calls("createDomainDns", record).await;
        self.world.sleeps("PT1H").await;
        let details = self.calls("getSslDetails", one.clone()).await;
        assert_eq!(details["is_certificate_file_exist"], true, "{details}");
        self.calls("getSslFile", one.clone()).await;
        let csr = self.signing_request().await;
        let anew = about(json!({ "csr": csr, "server_software": 1 }));
        assert_eq!(self.calls("reissueSslManual", anew).await["server_software"], 1);
        let anew = about(json!({
            "common_name": NAME, "organization": "Walks", "organization_unit": "Shoes",
            "country": "AU", "state": "NSW", "city": "Sydney", "email": "mia@example.com.au",
            "server_software": 2,
        }));
        assert_eq!(self.calls("reissueSslAuto", anew).await["organization"], "Walks");
    }

    pub async fn ends_products(&mut self) {
        for Bought { family, product, .. } in std::mem::take(&mut self.bought) {
            let one = json!({ "product_id": product });
            self.calls(family.terminate.ids[0], one.clone()).await;
            let ended = self.calls(family.read.ids[0], one).await["status_id"].clone();
            assert!(ended == 4 || ended == 5, "{}: {ended}", family.slug);
        }
    }
}
