//! Every command of the catalogue, called with success by query, by form and in JSON; each answer has the
//! documented keys and types, in their order.

use serde_json::{Value, json};
use testkit::World;
use testkit::domaincontext::{Account, person};
use testkit::world::on_each_engine;

use crate::catalogue::{self, Walk, Way};
use crate::estate::{confirmation, id, server, subject, text, with};

/// The name that single commands are about, and those that bulk forms are about.
const NAMES: [&str; 3] = ["walk.com", "walk-a.com", "walk-b.com"];

#[tokio::test(flavor = "multi_thread")]
async fn every_command_answers_as_documented_by_query() {
    on_each_engine("2026-01-01", async |world| walks(world, Way::Query).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_answers_as_documented_by_form() {
    walks(World::on("2026-01-01").await, Way::Form).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_answers_as_documented_in_json() {
    walks(World::on("2026-01-01").await, Way::Json).await;
}

async fn walks(world: World, way: Way) {
    let mut tour = Tour { main: world.account("main"), walk: Walk::new(way), world };
    let contact = tour.writes_people_down().await;
    tour.buys_names(contact).await;
    tour.looks_at_names().await;
    tour.changes_names(contact).await;
    tour.keeps_zones().await;
    tour.makes_hosts().await;
    tour.moves_names_here().await;
    tour.keeps_clients().await;
    let servers = tour.buys_servers().await;
    tour.runs_servers(&servers).await;
    tour.gives_servers_tasks(&servers).await;
    let request = tour.asks_about_certificates().await;
    let certificates = tour.buys_certificates(&request, contact).await;
    tour.validates(&certificates).await;
    tour.ends_certificates(&certificates, &request, contact).await;
    tour.pushes_names().await;
    tour.walk.is_complete();
    // Nobody answers for the last name that was to come here.
    tour.world.sleeps("P15D").await;
    tour.world.is_consistent().await;
}

struct Tour {
    world: World,
    main: Account,
    walk: Walk,
}

impl Tour {
    async fn calls(&mut self, command: &str, arguments: Value) -> Value {
        self.walk.calls(&self.main, command, arguments).await
    }

    /// Calls a command once, and its bulk form for two more.
    async fn calls_each<T: Copy>(
        &mut self,
        command: &str,
        about: [T; 3],
        arguments: impl Fn(T) -> Value,
    ) -> [Value; 3] {
        let [one, two, three] = about.map(arguments);
        let one = self.calls(command, one).await;
        let list = catalogue::read();
        let mut rows = list.operations.iter();
        let bulk = rows.find(|row| row.bulk_of.as_deref() == Some(command)).expect("a bulk form");
        let both = self.calls(&bulk.id, json!({ "7": two, "last": three })).await;
        [one, both["7"].clone(), both["last"].clone()]
    }

    fn list(&self, items: &[&str]) -> Value {
        self.walk.way.list(items)
    }

    async fn writes_people_down(&mut self) -> i64 {
        let all = json!({
            "last_name": "King", "birth_date": "1815-12-10", "organization": "Engines",
            "street2": "Floor 2", "street3": "Room 3", "province": "London", "type": "person",
            "fax_phone": "+44.2055550101", "emails": self.list(&["b@example.com", "c@example.com"]),
            "passport_no": "7", "passport_date": "1840-01-01", "passport_by": "The office",
            "organization_ru": "Движки", "inn": "7707083893", "kpp": "770701001",
            "director_name": "Ada King", "isresident": 1,
        });
        let emails = ["one@example.com", "two@example.com", "three@example.com"];
        let made = self
            .calls_each("contactCreate", emails, |email| with(person(email), all.clone()))
            .await;
        let ids = made.each_ref().map(id);
        self.calls_each("contactGetInfo", ids, |id| json!({ "id": id })).await;
        self.calls_each("contactUpdate", ids, |id| {
            with(person("new@example.com"), json!({ "id": id }))
        })
        .await;
        let found = json!({ "client": self.list(&["main"]), "orderby": "id_desc", "limit": 2 });
        self.calls("contactsSearch", found).await;
        let made = self.calls("contactCreate", person("stays@example.com")).await;
        self.calls_each("contactDelete", ids, |id| json!({ "id": id })).await;
        id(&made)
    }

    async fn buys_names(&mut self, contact: i64) {
        let free = self.list(&["Walk.com", "walk-a.com", "walk-b.com"]);
        let answer = self.calls("domainsCheck", json!({ "domains": free })).await;
        assert_eq!(answer, json!({ "Walk.com": 1, "walk-a.com": 1, "walk-b.com": 1 }));
        let made = self
            .calls_each("domainRegister", NAMES, |name| {
                json!({
                    "domain": name, "period": 1, "registrant": contact, "admin": contact,
                    "tech": contact, "billing": contact,
                })
            })
            .await;
        let expires = text(&made[0], "expires");
        let renewal = json!({ "domain": NAMES[0], "period": 2, "expires": expires });
        assert_eq!(self.calls("domainRenew", renewal).await["expires"], "2029-01-01");
    }

    async fn looks_at_names(&mut self) {
        let names = self.list(&["walk.com", "walk-a.com"]);
        let found = json!({
            "domains": names, "client": self.list(&["main"]), "orderby": "domain_asc", "limit": 10,
            "page": 1, "state": "ok",
        });
        assert_eq!(self.calls("domainsSearch", found).await.as_array().map(Vec::len), Some(2));
        for command in [
            "domainGetInfo",
            "domainGetNSs",
            "domainGetNote",
            "domainGetPassword",
            "domainGetContacts",
            "domainGetContactsInfo",
            "domainGetWPContacts",
            "domainGetWPContactsInfo",
        ] {
            self.calls_each(command, NAMES, |name| json!({ "domain": name })).await;
        }
    }

    async fn changes_names(&mut self, contact: i64) {
        let servers = self.list(&["ns1.elsewhere.example", "ns2.elsewhere.example"]);
        let own = self.main.info(NAMES[0]).await["nameservers"].clone();
        for nss in [servers, own] {
            self.calls_each("domainSetNSs", NAMES, |name| json!({ "domain": name, "nss": nss }))
                .await;
        }
        let noted = |name| json!({ "domain": name, "note": "For a walk" });
        self.calls_each("domainSetNote", NAMES, noted).await;
        let people = |name| {
            json!({
                "domain": name, "registrant": contact, "admin": contact, "tech": contact,
                "billing": contact,
            })
        };
        self.calls_each("domainSetContacts", NAMES, people).await;
        for command in [
            "domainEnableAutorenewal",
            "domainDisableAutorenewal",
            "domainEnableWhoisProtect",
            "domainGetWPContactsInfo",
            "domainDisableWhoisProtect",
            "domainEnableLock",
            "domainDisableLock",
            "domainRegenPassword",
        ] {
            self.calls_each(command, NAMES, |name| json!({ "domain": name })).await;
        }
    }

    async fn keeps_zones(&mut self) {
        let mut ids = [0; 3];
        for (id, name) in ids.iter_mut().zip(NAMES) {
            *id = self.main.info(name).await["hdomain_id"].as_i64().expect("a number");
        }
        let record = |name: &str, status: &str| json!({ "name": name, "type": "a", "value": "192.0.2.7", "no": 1, "ttl": 7200, "status": status });
        let both = json!({ "1": record("www", "new"), "2": record("", "new") });
        self.calls("domainSetDNS", with(json!({ "domain": NAMES[0] }), both.clone())).await;
        let bulk = json!({ (ids[1].to_string()): both, (ids[2].to_string()): both });
        self.calls("domainsSetDNS", bulk).await;
        self.calls_each("domainGetDNS", NAMES, |name| json!({ "domain": name })).await;
        let kept = json!({ "1": record("www", "ok"), "2": record("", "deleted") });
        self.calls("hdomainSetDNS", with(json!({ "id": ids[0] }), kept.clone())).await;
        let bulk = json!({ (ids[1].to_string()): kept, (ids[2].to_string()): kept });
        self.calls("hdomainsSetDNS", bulk).await;
        self.calls_each("hdomainGetDNS", ids, |id| json!({ "id": id })).await;
    }

    async fn makes_hosts(&mut self) {
        let hosts = ["ns1.walk.com", "ns1.walk-a.com", "ns1.walk-b.com"];
        let ips = self.list(&["192.0.2.1", "2001:db8::1"]);
        self.calls_each("hostCreate", hosts, |host| json!({ "host": host, "ips": ips })).await;
        let found = json!({ "host": self.list(&["ns1"]), "orderby": "host_asc" });
        assert_eq!(self.calls("hostsSearch", found).await.as_array().map(Vec::len), Some(3));
        self.calls_each("hostGetInfo", hosts, |host| json!({ "host": host })).await;
        let ips = self.list(&["192.0.2.2"]);
        self.calls_each("hostUpdate", hosts, |host| json!({ "host": host, "ips": ips })).await;
        self.calls_each("hostDelete", hosts, |host| json!({ "host": host })).await;
    }

    async fn moves_names_here(&mut self) {
        let names = ["came.com", "came-a.com", "came-b.com"];
        for name in names {
            self.world.holds_elsewhere(name, "their-code").await;
        }
        for command in ["domainCheckTransfer", "domainTransfer"] {
            self.calls_each(
                command,
                names,
                |name| json!({ "domain": name, "password": "their-code" }),
            )
            .await;
        }
        let [yes, no, _] = names;
        for (command, name) in [("domainApprovePreincoming", yes), ("domainsRejectPreincoming", no)]
        {
            let data = confirmation(&self.world, name).await;
            let names = self.list(&[name]);
            self.calls(command, json!({ "domains": names, "confirm_data": data })).await;
        }
        self.world.sleeps("P6D").await;
        assert_eq!(self.main.info(yes).await["state"], "ok");
    }

    async fn keeps_clients(&mut self) {
        let main = std::mem::replace(&mut self.main, self.world.account("seller"));
        let login = json!({ "login": "below", "password": "below-password", "seller": "seller" });
        self.calls("clientCreate", with(person("below@example.com"), login)).await;
        let pair = json!({ "login": "below", "password": "below-password" });
        self.calls("clientCheck", pair).await;
        self.calls("clientGetBalance", json!({ "client": "below" })).await;
        let of = |login| json!({ "client": login });
        self.calls_each("clientGetPrices", ["main", "below", "other"], of).await;
        self.main = main;
        let tariffs = self.calls("tariffsGetAvailable", json!({ "seller": "seller" })).await;
        let tariffs = tariffs.as_array().expect("tariffs");
        let of = |kind: &str| id(tariffs.iter().find(|row| row["type"] == kind).expect("a tariff"));
        let ids = ["domain", "certificate", "svds"].map(of);
        self.calls_each("tariffGetInfo", ids, |id| json!({ "id": id })).await;
        self.calls_each("tariffGetInfo", [ids[1], ids[2], ids[0]], |id| json!({ "id": id })).await;
        let [_, certificates, servers] = ids;
        let both = json!({ "0": { "id": servers }, "1": { "id": certificates } });
        self.calls("tariffsGetInfo", both).await;
    }

    async fn buys_servers(&mut self) -> [i64; 3] {
        self.calls("osimagesSearch", json!({ "type": "svds" })).await;
        let purposes = ["one", "two", "three"];
        let wish =
            |purpose| with(server(), json!({ "purpose": purpose, "panel": "isp", "amount": 1 }));
        let bought = self.calls_each("serverBuy", purposes, wish).await;
        self.world.sleeps("PT3H").await;
        bought.each_ref().map(id)
    }

    async fn runs_servers(&mut self, servers: &[i64; 3]) {
        let ids = servers.map(|id| id.to_string());
        let ids = self.list(&ids.each_ref().map(String::as_str));
        let filter = json!({ "ids": ids, "client": "main", "states": self.list(&["ok", "new"]) });
        assert_eq!(self.calls("serversSearch", filter).await.as_array().map(Vec::len), Some(3));
        let filter = json!({ "ids": ids, "client": "main" });
        self.calls("serversGetList", filter.clone()).await;
        self.calls("serverGetList", json!({ "all": filter, "0": { "client": "main" } })).await;
        self.calls_each("serverGetInfo", *servers, |id| json!({ "id": id })).await;
        self.calls_each("serverRenew", *servers, |id| json!({ "id": id, "amount": 2 })).await;
    }

    async fn gives_servers_tasks(&mut self, servers: &[i64; 3]) {
        for command in [
            "serverReboot",
            "serverReset",
            "serverShutdown",
            "serverPowerOn",
            "serverPowerOff",
            "serverBootLive",
            "serverResetup",
            "serverEnableVNC",
            "serverRegenRootPassword",
        ] {
            self.calls_each(command, *servers, |id| match command {
                "serverBootLive" => json!({ "id": id, "osimage": "gentoox64.live" }),
                "serverResetup" => json!({ "id": id, "osimage": "debian12x64", "panel": "isp" }),
                _ => json!({ "id": id }),
            })
            .await;
            self.world.sleeps("PT3H").await;
        }
        self.calls("serverRefuse", json!({ "id": servers[0] })).await;
    }

    async fn asks_about_certificates(&mut self) -> String {
        let subject = subject(NAMES[0]);
        let made = self.calls("certificateGenerateCSR", subject.clone()).await;
        self.calls("certificateGenerateCsr", with(subject, json!({ "copy_to_email": 1 }))).await;
        let request = text(&made, "csr_code");
        for command in ["certificateDecodeCSR", "certificateDecodeCsr"] {
            let decoded = self.calls(command, json!({ "csr": request })).await;
            assert_eq!(decoded["csr_commonname"], NAMES[0]);
        }
        self.calls("certificateGetWebserverTypes", json!({})).await;
        self.calls("certificateGetDomainEmails", json!({ "domain": NAMES[0] })).await;
        request
    }

    async fn buys_certificates(&mut self, request: &str, contact: i64) -> [i64; 3] {
        let wish = |product| json!({ "product": product, "amount": 1 });
        let bought = self.calls_each("certificatePurchase", ["dv_single"; 3], wish).await;
        let ids = bought.each_ref().map(id);
        self.calls_each("certificateIssue", ids, |id| submission(id, request, contact)).await;
        ids
    }

    async fn validates(&mut self, ids: &[i64; 3]) {
        self.calls_each("certificateGetData", *ids, |id| json!({ "id": id })).await;
        let approver = format!("admin@{}", NAMES[0]);
        for method in ["email", "dns"] {
            let way = |id| json!({ "id": id, "dcv_method": method, "approver_email": approver });
            self.calls_each("certificateChangeValidation", *ids, way).await;
            if method == "email" {
                self.calls_each("certificateSendNotifications", *ids, |id| json!({ "id": id }))
                    .await;
            }
        }
        let mut records = json!({ "domain": NAMES[0] });
        for id in ids {
            let data = self.calls("certificateGetData", json!({ "id": id })).await;
            let told = &data["dcv_data"]["dns"];
            let place = text(told, "record");
            let place = place.strip_suffix(".walk.com").expect("a record of the zone");
            records[id.to_string()] =
                json!({ "name": place, "type": "cname", "value": told["dns"], "status": "new" });
        }
        // Certificates of one request may be shown control over in one place.
        let _ = self.main.posts("domainSetDNS", records).await.done();
        self.calls_each("certificateRevalidate", *ids, |id| json!({ "id": id })).await;
        let issued = self.calls_each("certificateGetData", *ids, |id| json!({ "id": id })).await;
        assert!(issued.iter().all(|data| data["crt_code"].is_string()), "{issued:?}");
        self.calls_each("certificateGetInfo", *ids, |id| json!({ "id": id })).await;
        let filter = json!({ "client": "main", "state": "ok", "type": "dv_single" });
        assert_eq!(
            self.calls("certificatesSearch", filter).await.as_array().map(Vec::len),
            Some(3)
        );
    }

    async fn ends_certificates(&mut self, ids: &[i64; 3], request: &str, contact: i64) {
        let info = self.calls("certificateGetInfo", json!({ "id": ids[0] })).await;
        let expires = info["expires"].clone();
        self.calls_each("certificateRenew", *ids, |id| json!({ "id": id, "expires": expires }))
            .await;
        self.calls_each("certificateReissue", *ids, |id| submission(id, request, contact)).await;
        let why = |id| json!({ "id": id, "reason": "Not needed any more" });
        self.calls_each("certificateCancel", *ids, why).await;
    }

    async fn pushes_names(&mut self) {
        let handed = |name| json!({ "domain": name, "sender": "main", "receiver": "other" });
        self.calls_each("domainPush", NAMES, handed).await;
        let found = self.world.account("other").asks("domainsSearch", json!({ "count": 1 })).await;
        assert_eq!(found.done(), json!(3));
    }
}

fn submission(id: i64, request: &str, contact: i64) -> Value {
    json!({
        "id": id, "admin_id": contact, "tech_id": contact, "org_id": contact, "dcv_method": "dns",
        "csr": request,
    })
}
