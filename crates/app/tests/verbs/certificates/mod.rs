//! Certificates: what they cost, what they are asked for with, and what becomes of them.

pub mod authority;
/// Asking, showing control, and what stands in the way.
mod issuing;
/// Keys and signing requests, as other programs read them.
mod requests;
/// Buying, renewing, and what time does.
mod terms;

use std::sync::{Arc, Mutex};

use app::Context;
use app::accounts::funds;
use app::certificates::{self, Data, Details, Named, Purchase, Request};
use app::ports::{Mail, Mailer};
use async_trait::async_trait;
use model::Result;
use model::certificate::{CertificateState, Validation};
use model::contact::{Contact, ContactId};
use model::money::{Currency, Money};
use model::signing_request::{KeyKind, Subject};
use model::subscription::SubscriptionId;
use model::time::Timestamp;

use crate::world::{AUDIENCE, World, jane};
use authority::FakeAuthority;

/// Keeps what was mailed.
#[derive(Default)]
struct Letters(Mutex<Vec<Mail>>);

#[async_trait]
impl Mailer for Letters {
    async fn send(&self, mail: &Mail) -> Result<()> {
        self.0.lock().unwrap().push(mail.clone());
        Ok(())
    }
}

/// A shop with money in US dollars, an authority, and a contact to answer for its certificates.
struct Office {
    world: World,
    shop: Context,
    authority: Arc<FakeAuthority>,
    letters: Arc<Letters>,
    jane: ContactId,
}

impl Office {
    async fn new() -> Self {
        let authority = Arc::new(FakeAuthority::default());
        let letters = Arc::new(Letters::default());
        let (certifies, mails) = (authority.clone(), letters.clone());
        let world = World::of(|parts| {
            parts.settings.currency = Currency::USD;
            parts.authority = certifies;
            parts.mailer = mails;
        })
        .await;
        funds::add(&world.registrar, AUDIENCE, "shop", "500").await.unwrap();
        let jane = contact(&world, &world.shop, jane()).await;
        Self { shop: world.shop.clone(), world, authority, letters, jane }
    }

    async fn balance(&self) -> String {
        funds::balance(&self.shop).await.unwrap().balance().to_string()
    }

    async fn buys(&self, word: &str, years: u8) -> SubscriptionId {
        let wish = Purchase { product: Named::Word(word.into()), years, coupon: None };
        certificates::purchase(&self.shop, wish).await.unwrap()
    }

    /// What a certificate for some names is asked for with, the first one in its signing request.
    async fn request(&self, names: &[&str]) -> Request {
        let common_name = names[0].to_owned();
        let subject = Subject { common_name, ..Subject::default() };
        let made = certificates::generate_request(&self.shop, subject, KeyKind::Ecdsa, false);
        Request {
            signing_request: made.await.unwrap().signing_request,
            names: names[1..].iter().map(|name| (*name).to_owned()).collect(),
            validation: Validation::Dns,
            approvers: Vec::new(),
            admin: self.jane,
            tech: self.jane,
            organization: None,
            web_server: Some("nginx".into()),
        }
    }

    async fn asks(&self, id: SubscriptionId, names: &[&str]) -> CertificateState {
        certificates::issue(&self.shop, id, self.request(names).await).await.unwrap()
    }

    async fn sees(&self, id: SubscriptionId) -> Details {
        certificates::one(&self.shop, AUDIENCE, id).await.unwrap()
    }

    async fn data(&self, id: SubscriptionId) -> Data {
        certificates::data(&self.shop, id).await.unwrap()
    }

    /// Time passes.
    async fn until(&self, moment: &str) {
        app::jobs::move_clock(&self.world.realm, Timestamp::parse(moment).unwrap()).await.unwrap();
    }

    /// The program was stopped and starts again.
    async fn starts_again(&self) {
        app::operations::resume(&self.world.realm).await.unwrap();
    }
}

async fn contact(world: &World, of: &Context, who: Contact) -> ContactId {
    let (account, now) = (of.account(), world.realm.now());
    let handle = format!("{}-{}", account.0, who.company);
    world.within(move |tx| tx.contact_for(account, &handle, &handle, &who, now)).await.unwrap()
}

fn usd(text: &str) -> Money {
    Money::parse(text, Currency::USD, model::error::Field::Amount).unwrap()
}
