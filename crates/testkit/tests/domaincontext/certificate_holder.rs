//! Somebody with a name and a certificate that was bought.

use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::Account;
use testkit::openssl::Certificate;

/// The name that the stories are about.
pub const NAME: &str = "karooshop.com";
/// Whose mail speaks for it.
pub const APPROVER: &str = "admin@karooshop.com";
/// A certificate for one name, and what a year of it costs in cents, at first and later.
pub const SINGLE: &str = "dv_single";
pub const CENTS: i64 = 900;
pub const FURTHER_CENTS: i64 = 1_100;
/// A certificate for several names.
pub const MULTI: &str = "dv_multi";

/// What `certificateGetData` answered, with everything that it is judged by.
pub async fn issued(world: &World, data: &Value) -> Certificate {
    let text = |name: &str| data[name].as_str().unwrap_or_else(|| panic!("{name}: {data}"));
    Certificate::of(world, ["crt_code", "ca_code", "csr_code"].map(text)).await
}

/// The arguments of a request made here.
pub fn subject() -> Value {
    json!({
        "csr_commonname": NAME, "csr_organization": "Karoo Shop", "csr_department": "Sales",
        "csr_city": "Cape Town", "csr_state": "Western Cape", "csr_country": "ZA",
        "csr_email": "ivan@karooshop.com",
    })
}

/// Somebody with a name, a contact and a certificate that was bought.
pub struct Holder {
    pub account: Account,
    pub contact: i64,
    pub id: i64,
}

/// Buys a certificate, and gives its number.
pub async fn buys(account: &Account, product: &str) -> i64 {
    let bought = account.asks("certificatePurchase", json!({ "product": product })).await.done();
    assert_eq!(bought["state"], "incomplete", "{bought}");
    bought["id"].as_i64().expect("a number")
}

impl Holder {
    /// Main, with one of these.
    pub async fn of(world: &World, product: &str) -> Self {
        let account = world.account("main");
        account.registers(NAME).await;
        let contact = account.contact("ivan@karooshop.com").await;
        Self { contact, id: buys(&account, product).await, account }
    }

    /// The arguments of an order, by DNS.
    pub fn order(&self, csr: &str) -> Value {
        let Self { contact, id, .. } = self;
        json!({
            "id": id, "admin_id": contact, "tech_id": contact, "dcv_method": "dns", "csr": csr,
        })
    }

    /// The same by mail.
    pub fn order_by_mail(&self, csr: &str) -> Value {
        let mut order = self.order(csr);
        order["dcv_method"] = json!("email");
        order["approver_email"] = json!(APPROVER);
        order
    }

    /// A command with these arguments, and the state that follows from it.
    pub async fn does(&self, command: &str, arguments: Value) -> String {
        let done = self.account.posts(command, arguments).await.done();
        assert_eq!(done["id"], json!(self.id), "{done}");
        done["state"].as_str().expect("a state").to_owned()
    }

    /// A command that needs nothing but the certificate.
    pub async fn does_so(&self, command: &str) -> String {
        self.does(command, json!({ "id": self.id })).await
    }

    /// The certificate as a list shows it.
    pub async fn info(&self) -> Value {
        self.account.asks("certificateGetInfo", json!({ "id": self.id })).await.done()
    }

    /// What belongs to it.
    pub async fn data(&self) -> Value {
        self.account.asks("certificateGetData", json!({ "id": self.id })).await.done()
    }

    /// Puts the records into the zone that show control.
    pub async fn shows_control(&self) {
        for (record, value) in self.records().await {
            self.sets(&record, &value).await;
        }
    }

    /// The records that show control: names and values.
    pub async fn records(&self) -> Vec<(String, String)> {
        let data = self.data().await;
        assert_eq!((&data["dcv_method"], &data["crt_code"]), (&json!("dns"), &Value::Null));
        let told = &data["dcv_data"]["dns"];
        let text = |key: &str| told[key].as_str().map(str::to_owned);
        let keys = (1..).map(|place| match place {
            1 => ("record".to_owned(), "dns".to_owned()),
            place => (format!("record_{place}"), format!("dns_{place}")),
        });
        let pairs = keys.map_while(|(record, value)| text(&record).zip(text(&value)));
        pairs.collect()
    }

    /// A CNAME in the zone of the name.
    pub async fn sets(&self, record: &str, value: &str) {
        let name = record.strip_suffix(&format!(".{NAME}")).expect("a record in the zone");
        let record = json!({ "name": name, "type": "cname", "value": value, "status": "new" });
        let sent = json!({ "domain": NAME, "1": record });
        let _ = self.account.asks("domainSetDNS", sent).await.done();
    }

    /// Asks for it, shows control, and has it issued.
    pub async fn obtains(&self, csr: &str) {
        assert_eq!(self.does("certificateIssue", self.order(csr)).await, "pending");
        self.shows_control().await;
        assert_eq!(self.does_so("certificateRevalidate").await, "ok");
    }
}
