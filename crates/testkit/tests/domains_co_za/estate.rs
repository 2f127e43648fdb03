//! A shop that owns one of everything, and everything that it can see.

use serde_json::{Value, json};
use testkit::co_za::{NAMESERVERS, REGISTRANT, parts, with};
use testkit::{Shop, World};

use crate::accounts::PROFILE;
use crate::every_call::SIGNER;
use crate::templates::CONTACT;
use crate::transfers::{email_of, mailed_key};

/// A locked name with hosts and a delegation signer.
pub const NAME: &str = "shoes.com";
/// A name with glue whose DNS is run elsewhere.
pub const GLUED: &str = "shoes.org.za";
/// A name whose DNS is run here.
pub const MANAGED: &str = "shoes.co.za";
/// A name on its way here.
pub const COMING: &str = "boots.com";
/// A name on its way out.
pub const LEAVING: &str = "hats.co.za";
/// The login of the shop's sub-user, and the title of all of its templates.
pub const SUBUSER: &str = "lerato";
pub const TEMPLATE: &str = "private";
const PASSWORD: &str = "correct horse battery";
/// The content of a record.
const RECORD: &str = "private-record-content";

/// What can be read about a name.
const ABOUT_A_NAME: [&str; 7] = [
    "/domain",
    "/domain/lock",
    "/domain/dns",
    "/domain/hostrecords",
    "/domain/gluerecords",
    "/domain/dsrecords",
    "/domain/transfer",
];

/// A shop that owns one of everything.
pub struct Estate {
    pub shop: Shop,
    /// The auth code of [`NAME`].
    pub auth_code: String,
    /// The key of the transfer of [`LEAVING`].
    pub transfer_key: String,
    /// The id of a record in the zone of [`MANAGED`].
    pub record: String,
    /// The id of a message.
    pub message: String,
    /// The ids of a contact template and of a name server template.
    pub contact_template: String,
    pub nameserver_template: String,
    /// What nobody else may ever see.
    pub secrets: Vec<String>,
}

/// Gives the demo account `main` one of everything; `rival` wants one of its names.
pub async fn founded(world: &World, rival: &Shop) -> Estate {
    let shop = world.shop("main").await;
    for (name, dns) in
        [(NAME, "custom"), (GLUED, "custom"), (MANAGED, "managed"), (LEAVING, "custom")]
    {
        let mut pairs = with(name, &[("period", "1"), ("dns", dns)]);
        pairs.extend(REGISTRANT);
        pairs.extend(NAMESERVERS.iter().filter(|_| dns == "custom"));
        let _ = shop.post("/domain", &pairs).await.done();
    }
    world.sleeps("P6D").await;
    let auth_code = read_auth_code(&shop).await;
    let host = [("host", "ns1.shoes.com"), ("host1-ip4", "192.0.2.77")];
    let _ = shop.post("/domain/hostrecords", &with(NAME, &host)).await.done();
    let _ = shop.post("/domain/dsrecords", &with(NAME, &[("dsRecords", SIGNER)])).await.done();
    let glue =
        [("ns1", "ns1.shoes.org.za"), ("ns1-ip4", "192.0.2.78"), ("ns2", "ns2.hosting.example")];
    let _ = shop.post("/domain/gluerecords", &with(GLUED, &glue)).await.with_code(2);
    let record = [("type", "TXT"), ("content", RECORD)];
    let _ = shop.post("/domain/dns/entry", &with(MANAGED, &record)).await.done();
    let zone = shop.get("/domain/dns", &parts(MANAGED)).await.done();
    let contact: Vec<_> =
        [("templateName", TEMPLATE), ("type", "registrant")].into_iter().chain(CONTACT).collect();
    let _ = shop.post("/template/contact", &contact).await.done();
    let servers =
        [("name", TEMPLATE), ("ns[]", "ns1.private.example"), ("ns[]", "ns2.private.example")];
    let _ = shop.post("/template/ns", &servers).await.done();
    let _ = shop.post("/template/dns", &[("name", TEMPLATE)]).await.done();
    let records = [("name", TEMPLATE), ("type1", "TXT"), ("content1", RECORD)];
    let _ = shop.put("/template/dns", &records).await.done();
    let mut subuser = vec![("username", SUBUSER), ("password", PASSWORD)];
    subuser.extend(PROFILE);
    let subuser = shop.post("/subuser", &subuser).await.done();
    world.holds_elsewhere(COMING, "their-code").await;
    let coming = with(COMING, &[("eppKey", "their-code")]);
    let _ = shop.post("/domain/transfer", &coming).await.done();
    let _ = rival.post("/domain/transfer", &parts(LEAVING)).await.done();
    world.sleeps("PT2S").await;
    let transfer_key = mailed_key(world, &email_of(&shop).await, LEAVING).await;
    let first = async |path: &str, list: &str, id: &str| {
        shop.get(path, &[]).await.done().list_at(list)[0][id].as_str().expect("a text").to_owned()
    };
    let login = world.login("main");
    let secrets = [
        "thandi@example.co.za",
        "Thandi Nkosi",
        "lerato@example.co.za",
        "sipho@example.co.za",
        "private.example",
        "192.0.2.77",
        "192.0.2.78",
        "FAC29A470E836B45FA9A451865C1B0284AA6924D",
        RECORD,
        &auth_code,
        &transfer_key,
        &email_of(&shop).await,
        login["key"].as_str().expect("a text"),
        subuser.json["arrUser"]["strApiKey"].as_str().expect("a text"),
    ];
    Estate {
        secrets: secrets.map(str::to_owned).to_vec(),
        record: zone.list_at("arrRecords")[0]["id"].to_string(),
        message: first("/domain/poll", "arrMessages", "pollId").await,
        contact_template: first("/template/contact", "arrTemplates", "strTemplateId").await,
        nameserver_template: first("/template/ns", "arrTemplates", "strTemplateId").await,
        auth_code,
        transfer_key,
        shop,
    }
}

async fn read_auth_code(shop: &Shop) -> String {
    let lock = async |action| {
        let _ = shop.post("/domain/lock", &with(NAME, &[("action", action)])).await.done();
    };
    lock("unlock").await;
    let code = shop.get("/domain/eppKey", &parts(NAME)).await.done().text_at("strEPPKey");
    lock("lock").await;
    code
}

impl Estate {
    /// Everything the shop can see, and the books.
    pub async fn seen(&self, world: &World) -> Vec<(String, Value)> {
        let mut calls: Vec<(&str, Vec<(&str, &str)>)> = vec![
            ("/domain/list", vec![]),
            ("/domain/funds", vec![]),
            ("/domain/poll", vec![("acked", "both")]),
            ("/domain/transfer/transferInList", vec![]),
            ("/domain/transfer/transferOutList", vec![]),
            ("/reseller", vec![]),
            ("/reseller/pricing", vec![("format", "tld")]),
            ("/reseller/notifications", vec![]),
            ("/subuser", vec![("includeDeleted", "true")]),
            ("/template/contact", vec![("list", "full")]),
            ("/template/ns", vec![("list", "full")]),
            ("/template/dns", vec![("showRecords", "true")]),
            ("/user/authStatus", vec![]),
            ("/domain/hostrecords", with(NAME, &[("host", "ns1.shoes.com")])),
        ];
        for name in [NAME, GLUED, MANAGED, COMING, LEAVING] {
            calls.extend(ABOUT_A_NAME.map(|path| (path, parts(name).to_vec())));
        }
        let mut seen = vec![("ledger".to_owned(), world.ledger().await)];
        for (path, pairs) in calls {
            let mut reply = self.shop.get(path, &pairs).await.json;
            reply["strUUID"] = json!(null);
            seen.push((format!("{path} {pairs:?}"), reply));
        }
        seen
    }

    /// Asserts that the shop sees what it saw before.
    pub async fn is_as(&self, before: &[(String, Value)], world: &World, when: &str) {
        for ((call, before), (_, now)) in before.iter().zip(self.seen(world).await) {
            assert_eq!(*before, now, "{call} changed: {when}");
        }
    }
}
