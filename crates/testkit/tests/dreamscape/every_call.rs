//! Every call of the catalogue, made with success: as JSON, by form and in parts. Each answer has the
//! documented status, envelope, keys and types, in their order.

use serde_json::{Value, json};
use testkit::World;
use testkit::dreamscape::Reseller;
use testkit::world::on_each_engine;

use crate::catalogue::{Walk, Way};
use crate::every_product::Bought;
use crate::people::{customer, id, registrant, with};

/// The name that the calls about names are about.
pub const NAME: &str = "walk.com";

#[tokio::test(flavor = "multi_thread")]
async fn every_call_answers_as_documented_in_json() {
    on_each_engine("2026-01-01", async |world| walks(world, Way::Json).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_call_answers_as_documented_by_form() {
    walks(World::on("2026-01-01").await, Way::Form).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_call_answers_as_documented_in_parts() {
    walks(World::on("2026-01-01").await, Way::Parts).await;
}

async fn walks(world: World, way: Way) {
    let mut tour = Tour::of(world, way).await;
    tour.reads_dictionaries().await;
    tour.keeps_customers().await;
    tour.writes_registrants_down().await;
    tour.buys_names().await;
    tour.keeps_names().await;
    tour.makes_hosts().await;
    tour.moves_names_here().await;
    tour.keeps_records().await;
    tour.buys_products().await;
    tour.keeps_bought_zones().await;
    tour.adds_features().await;
    tour.proves_certificates().await;
    tour.ends_everything().await;
    tour.walk.is_complete();
    // Nobody answers for the name that was to come here.
    tour.world.sleeps("P15D").await;
    tour.world.is_consistent().await;
}

/// A reseller that calls everything.
pub struct Tour {
    pub world: World,
    main: Reseller,
    walk: Walk,
    /// For whom everything is bought.
    pub customer: i64,
    registrant: i64,
    /// The number of [`NAME`].
    pub name: i64,
    /// One product of each family.
    pub bought: Vec<Bought>,
}

impl Tour {
    async fn of(world: World, way: Way) -> Self {
        let main = world.dreamscape("main");
        world.credits_in("dreamscape", &main.id.to_string(), "20000.00").await;
        let (walk, bought) = (Walk::new(way), Vec::new());
        Self { world, main, walk, customer: 0, registrant: 0, name: 0, bought }
    }

    pub async fn calls(&mut self, id: &str, params: Value) -> Value {
        self.walk.calls(&self.main, id, params).await
    }

    async fn reads_dictionaries(&mut self) {
        assert_eq!(self.calls("ping", json!({})).await, json!({}));
        assert_eq!(self.calls("getReseller", json!({})).await["id"], json!(self.main.id));
        for id in [
            "getBalance",
            "listCurrencies",
            "listSslServerSoftware",
            "listServersOperatingSystems",
            "listServersLocations",
            "listWordPressLocations",
            "listFaxToEmailLocations",
        ] {
            self.calls(id, json!({})).await;
        }
    }

    async fn keeps_customers(&mut self) {
        let login = json!({
            "username": "mia.jones", "password": "correct horse", "mobile": "412000111",
        });
        let all = with(customer("mia@example.com.au"), login);
        let made = self.calls("createCustomer", with(all.clone(), business())).await;
        self.customer = id(&made);
        let leaving = id(&self.calls("createCustomer", customer("joe@example.com.au")).await);
        let changed = json!({
            "customer_id": self.customer, "username": "mia.hunter", "email": "hunter@example.com.au",
            "last_name": "Hunter",
        });
        let changed = with(with(all, business()), changed);
        let changed = self.calls("updateCustomer", changed).await;
        assert_eq!(changed["last_name"], "Hunter");
        let read = self.calls("getCustomer", json!({ "customer_id": self.customer })).await;
        assert_eq!(read, changed);
        let listed = self.calls("listCustomers", json!({ "page": 1, "limit": 100 })).await;
        assert!(listed.as_array().unwrap().contains(&read), "{listed}");
        let link = json!({ "customer_id": self.customer, "type": "console" });
        self.calls("createCustomerLoginLink", link).await;
        self.calls("terminateCustomer", json!({ "customer_id": leaving })).await;
        let gone = self.calls("getCustomer", json!({ "customer_id": leaving })).await;
        assert_eq!(gone["status_id"], 5);
    }

    async fn writes_registrants_down(&mut self) {
        let made = with(registrant("mia@example.com.au"), business());
        self.registrant = id(&self.calls("createRegistrant", made.clone()).await);
        let moved = json!({ "registrant_id": self.registrant, "city": "Perth", "state": "WA" });
        let changed = self.calls("updateRegistrant", with(made, moved)).await;
        assert_eq!(changed["city"], "Perth");
        let read = self.calls("getRegistrant", json!({ "registrant_id": self.registrant })).await;
        assert_eq!(read, changed);
    }

    async fn buys_names(&mut self) {
        let (customer, registrant) = (self.customer, self.registrant);
        let priced = json!({
            "tlds": ["com", "com.au"], "currency": "AUD", "customer_id": customer, "page": 1,
            "limit": 2,
        });
        assert_eq!(self.calls("listTlds", priced).await.as_array().map(Vec::len), Some(2));
        let asked = json!({
            "domain_names": [NAME, "walk.com.au", "walk.nowhere"], "currency": "AUD",
            "customer_id": customer,
        });
        let found = self.calls("checkDomainAvailability", asked).await;
        assert_eq!(
            (&found[0]["is_available"], &found[2]["is_available"]),
            (&json!(true), &json!(null))
        );
        let wish = json!({
            "customer_id": customer, "registrant_id": registrant, "domain_name": NAME, "period": 12,
            "admin_contact_id": registrant, "billing_contact_id": registrant,
            "tech_contact_id": registrant, "privacy": true, "confirm_premium_order": false,
            "name_servers": [
                { "host": "ns1.walk.com", "ip": "192.0.2.1" }, { "host": "ns2.example.net" },
            ],
        });
        let bought = self.calls("registerDomain", wish).await;
        self.name = id(&bought);
        let servers = &bought["name_servers"];
        assert_eq!(servers[0], json!({ "host": "ns1.walk.com", "ip": "192.0.2.1" }), "{bought}");
        let eligible = json!([
            { "name": "eligibility-type", "value": "Company" },
            { "name": "registrant-id", "value": "53004085616" },
            { "name": "registrant-id-type", "value": "ABN" },
        ]);
        let wish = json!({
            "customer_id": customer, "domain_name": "walk.com.au", "period": 24,
            "eligibility_data": eligible,
        });
        let bought = self.calls("registerDomain", wish).await;
        assert_eq!(bought["eligibility_data"], eligible);
    }

    async fn keeps_names(&mut self) {
        let (name, registrant) = (self.name, self.registrant);
        let servers = json!([{ "host": "ns1.example.net" }, { "host": "ns2.example.net" }]);
        let changed = json!({
            "domain_id": name, "admin_contact_id": registrant, "billing_contact_id": registrant,
            "tech_contact_id": registrant, "name_servers": servers, "privacy": false,
            "is_locked": true,
        });
        let changed = self.calls("updateDomain", changed).await;
        assert_eq!((&changed["privacy"], &changed["is_locked"]), (&json!(false), &json!(true)));
        let renewed = json!({ "domain_id": name, "period": 24, "privacy": true });
        let renewed = self.calls("renewDomain", renewed).await;
        assert_eq!(renewed["expiry_date"], "2029-01-01 00:00:00");
        assert_eq!(self.calls("getDomain", json!({ "domain_id": name })).await, renewed);
        let filter = json!({
            "domain_name": "WALK.com", "customer_id": self.customer,
            "admin_contact_id": registrant, "billing_contact_id": registrant,
            "tech_contact_id": registrant, "status_id": 2, "tlds": ["com", "net"], "page": 1,
            "limit": 10,
        });
        assert_eq!(self.calls("listDomains", filter).await, json!([renewed]));
        let filter = json!({ "customer_id": self.customer, "page": 1, "limit": 10 });
        let listed = self.calls("listRegistrants", filter).await;
        assert!(listed.as_array().unwrap().iter().any(|one| id(one) == registrant), "{listed}");
    }

    async fn makes_hosts(&mut self) {
        let (name, host) = (self.name, "ns3.walk.com");
        let made = json!({ "domain_id": name, "host": host, "ip": "192.0.2.3" });
        let made = self.calls("createDomainHost", made).await;
        assert_eq!(made, json!({ "host": host, "ip": "192.0.2.3" }));
        let listed = self.calls("listDomainHosts", json!({ "domain_id": name })).await;
        assert!(listed.as_array().unwrap().contains(&made), "{listed}");
        let moved = json!({ "domain_id": name, "host": host, "ip": "2001:db8::3" });
        let moved = self.calls("updateDomainHost", moved).await;
        let one = json!({ "domain_id": name, "host": host });
        assert_eq!(self.calls("getDomainHost", one.clone()).await, moved);
        self.calls("deleteDomainHost", one).await;
    }

    async fn moves_names_here(&mut self) {
        self.world.holds_elsewhere("came.com", "their-code").await;
        let asked = json!({ "domain_name": "came.com", "auth_key": "their-code", "period": 12 });
        let found = self.calls("checkTransfer", asked.clone()).await;
        assert_eq!(found["status"], true);
        let wish = json!({ "customer_id": self.customer, "confirm_premium_order": true });
        let coming = self.calls("startTransfer", with(asked, wish)).await;
        assert_eq!(coming["status_id"], 7);
        let stopped = json!({ "domain_id": id(&coming), "auth_key": "their-code", "type": "in" });
        self.calls("cancelTransfer", stopped).await;
    }

    async fn ends_everything(&mut self) {
        self.ends_products().await;
        let filter = json!({
            "customer_id": self.customer, "from_date": "2026-01-01", "to_date": "2026-12-31",
            "page": 1, "limit": 100,
        });
        let bills = self.calls("listInvoices", filter).await;
        let bills = bills.as_array().unwrap();
        // Two names and a renewal, a product of each family and its renewal, three parts of a server.
        assert_eq!(bills.len(), 3 + 2 * 21 + 3);
        assert!(bills.iter().all(|bill| bill["is_paid"] == true));
        self.calls("terminateDomain", json!({ "domain_id": self.name })).await;
    }
}

/// What somebody with a business says besides.
fn business() -> Value {
    json!({
        "account_type": "business", "business_name": "Walks", "business_number_type": "ABN",
        "business_number": "53004085616",
    })
}
