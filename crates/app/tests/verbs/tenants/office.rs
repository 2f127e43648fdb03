//! Whoever is called and mailed here, and a shop with what the tests begin with.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use app::Context;
use app::jobs;
use app::ports::{Callback, CallerBack, Mail, Mailer};
use app::tenants::{self, AddUser, CreateTenant, Found, FoundMember, Way, Which};
use app::webhooks::{WebhookSecret, WebhookTarget};
use async_trait::async_trait;
use model::Result;
use model::tenant::NewUser;
use model::time::Seconds;

use crate::world::World;

/// Where the operator listens.
pub const URL: &str = "http://127.0.0.1:9/webhooks";
/// What its messages are signed with.
pub const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// Whoever is called and mailed, and what it answers.
#[derive(Default)]
pub struct Outside {
    pub calls: Mutex<Vec<Callback>>,
    pub answers: Mutex<VecDeque<Result<u16>>>,
    pub mail: Mutex<Vec<Mail>>,
}

#[async_trait]
impl CallerBack for Outside {
    async fn call(&self, callback: &Callback) -> Result<u16> {
        self.calls.lock().unwrap().push(callback.clone());
        self.answers.lock().unwrap().pop_front().unwrap_or(Ok(204))
    }
}

#[async_trait]
impl Mailer for Outside {
    async fn send(&self, mail: &Mail) -> Result<()> {
        self.mail.lock().unwrap().push(mail.clone());
        Ok(())
    }
}

/// A world, and whoever is called and mailed in it.
pub struct Office {
    pub world: World,
    pub outside: Arc<Outside>,
}

impl Office {
    pub async fn new() -> Self {
        let outside = Arc::new(Outside::default());
        let (called, mailed) = (Arc::clone(&outside), Arc::clone(&outside));
        let world = World::of(move |parts| {
            parts.caller_back = called;
            parts.mailer = mailed;
            let secret = WebhookSecret::parse(SECRET).unwrap();
            parts.settings.webhooks = Some(WebhookTarget { url: URL.to_owned(), secret });
        })
        .await;
        Self { world, outside }
    }

    pub fn shop(&self) -> &Context {
        &self.world.shop
    }

    /// Does what is due within some seconds.
    pub async fn passes(&self, seconds: i64) {
        let realm = &self.world.realm;
        jobs::move_clock(realm, realm.now() + Seconds(seconds)).await.unwrap();
    }

    /// A tenant of the shop with an owner, `owner@<name>.example`, who came at once.
    pub async fn owned(&self, name: &str) -> Found {
        let found = creates(self.shop(), name).await.unwrap();
        joins(self.shop(), name, &format!("owner@{name}.example"), "OWNER").await.unwrap();
        found
    }

    pub fn mailed(&self) -> Vec<Mail> {
        self.outside.mail.lock().unwrap().clone()
    }

    pub fn called(&self) -> Vec<Callback> {
        self.outside.calls.lock().unwrap().clone()
    }
}

pub fn wish(name: &str) -> CreateTenant {
    CreateTenant {
        name: name.to_owned(),
        plan: "my-basic-plan".to_owned(),
        retention: None,
        volume: None,
    }
}

pub async fn creates(cx: &Context, name: &str) -> Result<Found> {
    tenants::create(cx, wish(name)).await
}

pub fn comes(tenant: &str, email: &str, role: &str, way: Way) -> AddUser {
    AddUser {
        tenant: Some(tenant.to_owned()),
        user: NewUser { email: email.to_owned(), name: String::new(), external: None },
        roles: vec![role.to_owned()],
        owner: false,
        way,
    }
}

/// Brings a user into a tenant at once.
pub async fn joins(cx: &Context, tenant: &str, email: &str, role: &str) -> Result<FoundMember> {
    tenants::add_user(cx, comes(tenant, email, role, Way::AtOnce)).await
}

pub fn mail(address: &str) -> Which {
    Which::Email(address.to_owned())
}

pub async fn names(cx: &Context) -> Vec<String> {
    let all = tenants::list(cx).await.unwrap();
    all.into_iter().map(|found| found.tenant.name.as_str().to_owned()).collect()
}
