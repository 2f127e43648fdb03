//! What a shop does to a name, one verb at a time, and how to see whether it happened.

use std::collections::BTreeMap;

use model::domain::{Domain, Lock};
use serde_json::{Value, json};
use testkit::co_za::{NAMESERVERS, REGISTRANT, parts};
use testkit::{Reply, Shop, World};

use crate::engines::held;

/// A verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    Register,
    Renew,
    Restore,
    Contacts,
    Nameservers,
    Lock,
    Suspend,
    Delete,
    SetHost,
    /// From another registrar, which says nothing.
    MoveIn,
    /// From another registrar, which agrees before the answer is looked up.
    MoveInAgreed,
    /// To another account here.
    MoveOver,
}

/// A world with two shops.
pub struct Stage {
    pub world: World,
    pub main: Shop,
    other: Shop,
    prices: BTreeMap<String, Value>,
}

impl Stage {
    pub async fn new() -> Self {
        let world = World::on("2026-01-01").await;
        world.leaves_with("main", 50_000_000).await;
        world.leaves_with("other", 50_000_000).await;
        let (main, other) = (world.shop("main").await, world.shop("other").await);
        let list = main.get("/reseller/pricing", &[("format", "tld")]).await.done();
        let prices = list.json["arrPrices"].as_object().unwrap().clone().into_iter().collect();
        Self { world, main, other, prices }
    }

    /// Stops the sandbox and starts it again.
    pub async fn restarts(&mut self) {
        self.world.restarts().await;
        self.main = self.world.shop("main").await;
        self.other = self.world.shop("other").await;
    }

    fn price(&self, name: &str, action: &str) -> i64 {
        let (_, tld) = name.split_once('.').unwrap();
        self.prices[tld][action].as_str().unwrap().replace('.', "").parse().unwrap()
    }

    /// Both shops.
    pub const fn shops(&self) -> [&Shop; 2] {
        [&self.main, &self.other]
    }

    /// The key in the newest mail about a transfer, as the registrant got it.
    pub async fn mailed_key(&self, name: &str) -> Option<String> {
        let mails = self.world.mail("thandi@example.co.za").await;
        let subject = format!("Transfer of {name}");
        let mail = mails.iter().rev().find(|mail| mail["subject"] == *subject)?;
        let text = mail["text"].as_str()?;
        text.lines().find_map(|line| line.strip_prefix("Key: ")).map(str::to_owned)
    }
}

impl Verb {
    pub const ALL: [Self; 12] = [
        Self::Register,
        Self::Renew,
        Self::Restore,
        Self::Contacts,
        Self::Nameservers,
        Self::Lock,
        Self::Suspend,
        Self::Delete,
        Self::SetHost,
        Self::MoveIn,
        Self::MoveInAgreed,
        Self::MoveOver,
    ];

    /// The registry's operations that the verb comes to.
    pub const fn operations(self) -> &'static [&'static str] {
        match self {
            Self::Register => &["check", "info", "register"],
            Self::Renew => &["info", "renew"],
            Self::Restore => &["info", "restore", "renew"],
            Self::Contacts | Self::Nameservers | Self::Lock | Self::Suspend => &["info", "update"],
            Self::Delete => &["info", "delete"],
            Self::SetHost => &["host", "update"],
            Self::MoveIn | Self::MoveInAgreed => &["check", "info", "transfer", "update", "poll"],
            Self::MoveOver => &["info", "update", "renew"],
        }
    }

    /// A name for the verb; several extensions have several rules.
    pub fn name(self, number: usize) -> String {
        let extension = match self {
            Self::MoveIn | Self::MoveInAgreed | Self::MoveOver | Self::Restore => "com",
            _ => ["co.za", "com"][number % 2],
        };
        format!("{self:?}-{number}.{extension}").to_lowercase()
    }

    /// Brings names to where the verb begins, all of them together.
    pub async fn prepare(self, stage: &Stage, names: &[String]) {
        let world = &stage.world;
        for name in names {
            match self {
                Self::Register => {}
                Self::MoveIn | Self::MoveInAgreed => world.holds_elsewhere(name, "code").await,
                Self::MoveOver => drop(stage.other.registers(name, 1).await),
                _ => drop(stage.main.registers(name, 1).await),
            }
        }
        match self {
            Self::Restore => world.sleeps_until("2027-01-14").await,
            // Past the grace periods of registration.
            _ => world.sleeps("P7D").await,
        }
    }

    /// The verb itself, after whatever it needs just before; `fault` is called in between.
    pub async fn act(self, stage: &Stage, name: &str, fault: impl AsyncFnOnce()) -> Reply {
        let shop = &stage.main;
        if self == Self::Lock {
            let unlocked = with(name, &[("action", "unlock")]);
            let _ = shop.post("/domain/lock", &unlocked).await.done();
        }
        let mut key = String::new();
        if self == Self::MoveOver {
            let _ = stage.other.post("/domain/lock", &with(name, &[("action", "unlock")])).await;
            let code = stage.other.get("/domain/eppKey", &parts(name)).await.text_at("strEPPKey");
            let _ = shop.post("/domain/transfer", &with(name, &[("eppKey", &code)])).await.done();
            stage.world.sleeps("PT1S").await;
            key = stage.mailed_key(name).await.expect("a mail with a key");
        }
        fault().await;
        let registration = [REGISTRANT, NAMESERVERS, &[("period", "1")]].concat();
        let servers = [("ns1", "a.ns.example"), ("ns2", "b.ns.example")];
        let host = format!("ns1.{name}");
        match self {
            Self::Register => shop.post("/domain", &with(name, &registration)).await,
            Self::Renew | Self::Restore => shop.post("/domain/renew", &parts(name)).await,
            Self::Contacts => {
                shop.put("/domain", &with(name, &[("registrantCity", "Paarl")])).await
            }
            Self::Nameservers => shop.post("/domain/ns", &with(name, &servers)).await,
            Self::Lock => shop.post("/domain/lock", &with(name, &[("action", "lock")])).await,
            Self::Suspend => shop.post("/domain/suspend", &parts(name)).await,
            Self::Delete => shop.delete("/domain", &parts(name)).await,
            Self::SetHost => {
                let address = with(name, &[("host", &host), ("host1-ip4", "192.0.2.1")]);
                shop.post("/domain/hostrecords", &address).await
            }
            Self::MoveIn => shop.post("/domain/transfer", &with(name, &[("eppKey", "code")])).await,
            Self::MoveInAgreed => {
                let reply = shop.post("/domain/transfer", &with(name, &[("eppKey", "code")])).await;
                // Where nobody asked there is nothing to agree to.
                let asked = Some(json!({ "name": name }));
                let _ = stage.world.control("POST", "/registry/approve", asked).await;
                reply
            }
            Self::MoveOver => {
                let agreed = with(name, &[("response", "approve"), ("key", &key)]);
                stage.other.post("/domain/transfer/response", &agreed).await
            }
        }
    }

    /// Whether it happened, and what that costs.
    pub async fn outcome(self, stage: &Stage, name: &str, before: Option<&Domain>) -> (bool, i64) {
        let now = held(&stage.world, name).await;
        let is = |fact: fn(&Domain) -> bool| now.as_ref().is_some_and(fact);
        let later = || now.as_ref().unwrap().expires > before.unwrap().expires;
        let price = |action| stage.price(name, action);
        match self {
            Self::Register => (now.is_some(), price("registration")),
            Self::Renew => (later(), price("renewal")),
            Self::Restore => (later(), price("renewal") + price("redemption")),
            Self::Contacts => {
                let info = stage.main.info(name).await.done();
                (info.json["arrRegistrant"]["strContactCity"] == "Paarl", 0)
            }
            Self::Nameservers => (is(|name| name.nameservers[0].as_str() == "a.ns.example"), 0),
            Self::Lock => (is(|name| name.lock == Lock::On), 0),
            Self::Suspend => (is(|name| name.suspended), 0),
            Self::Delete => (now.is_none_or(|name| name.deleted.is_some()), 0),
            Self::SetHost => {
                let hosts = stage.main.get("/domain/hostrecords", &parts(name)).await.done();
                (!hosts.list_at("arrHosts").is_empty(), 0)
            }
            Self::MoveIn | Self::MoveInAgreed | Self::MoveOver => {
                (stage.main.info(name).await.code() == 1, price("transfer"))
            }
        }
    }
}

fn with<'a>(name: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    parts(name).into_iter().chain(more.iter().copied()).collect()
}
