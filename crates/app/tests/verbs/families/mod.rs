//! Products in families: bought, renewed and ended for customers, with the money of who stands above.

/// Certificates by saying little.
mod certificates;
/// Zones of names.
mod dns;
/// Hiding the holder of a name.
mod privacy;
/// Buying.
mod register;
/// Paying for more, and ending.
mod renew;
mod suppliers;

use std::sync::Arc;

use app::Context;
use app::accounts::customers::{self, NewCustomer};
use app::accounts::funds;
use app::ports::Provisioners;
use app::subscriptions::families::{self, Filter, Instance, Renewal, Wanted};
use model::money::Currency;
use model::particulars::{Particulars, Person};
use model::subscription::SubscriptionId;
use model::time::Timestamp;
use model::{Error, Result};

use crate::certificates::authority::FakeAuthority;
use crate::world::{AUDIENCE, PAGE, World, jane};
use suppliers::Suppliers;

/// A shop with money in Australian dollars, and a customer that pays nothing itself.
struct Street {
    world: World,
    suppliers: Arc<Suppliers>,
    authority: Arc<FakeAuthority>,
    shop: Context,
    customer: Context,
}

impl Street {
    async fn new() -> Self {
        let suppliers = Arc::new(Suppliers::default());
        let authority = Arc::new(FakeAuthority::default());
        let (panel, registry) = (suppliers.clone(), suppliers.clone());
        let certifies = authority.clone();
        let world = World::of(|parts| {
            parts.settings.currency = Currency::parse("AUD").unwrap();
            parts.provisioners = Provisioners { hosting: panel };
            parts.registry = registry;
            parts.authority = certifies;
        })
        .await;
        funds::add(&world.registrar, AUDIENCE, "shop", "500").await.unwrap();
        let shop = world.shop.clone();
        let customer = opens(&shop, "joe@example.com").await;
        Self { world, suppliers, authority, shop, customer }
    }

    /// What the shop has, and how many holds are open.
    async fn money(&self) -> (String, i64) {
        let balance = funds::balance(&self.shop).await.unwrap().balance().to_string();
        let holds = self.world.within(|tx| tx.ledger_summary()).await.unwrap();
        assert!(holds.balanced);
        (balance, holds.open_holds)
    }

    async fn buys(&self, wish: Wanted) -> Result<Instance> {
        families::register(&self.customer, wish).await
    }

    async fn sees(&self, family: &str, id: SubscriptionId) -> Instance {
        families::one(&self.shop, family, id).await.unwrap()
    }

    async fn lists(&self, family: &str) -> Vec<Instance> {
        families::list(&self.shop, family, Filter::default(), PAGE).await.unwrap().rows
    }

    async fn renews(
        &self,
        family: &str,
        bought: &Instance,
        months: Option<u32>,
    ) -> Result<Instance> {
        let wish = Renewal { months, ..Renewal::default() };
        families::renew(&self.customer, family, bought.subscription.id, wish).await
    }

    async fn ends(&self, family: &str, bought: &Instance) -> Result<()> {
        families::terminate(&self.customer, family, bought.subscription.id).await
    }

    /// Time passes, and everything happens that is due on the way.
    async fn until(&self, moment: &str) {
        app::jobs::move_clock(&self.world.realm, Timestamp::parse(moment).unwrap()).await.unwrap();
    }

    /// Nothing was ordered, and nothing was paid.
    async fn is_untouched(&self) -> bool {
        let orders =
            self.lists("linux-hostings").await.len() + self.lists("fax-to-emails").await.len();
        self.money().await == ("500.00".to_owned(), 0) && orders == 0
    }
}

/// A customer of a shop, in the place of which the shop acts.
async fn opens(shop: &Context, email: &str) -> Context {
    let contact = model::contact::Contact { email: email.to_owned(), ..jane() };
    let particulars = Particulars { given_name: "Joe".into(), ..Particulars::default() };
    let person = Person { contact, particulars };
    let wish = NewCustomer { audience: AUDIENCE, username: None, password: None, person };
    let opened = customers::create(shop, wish).await.unwrap();
    customers::buying_for(shop, opened.id).await.unwrap()
}

fn wanted(family: &str, plan: u32, months: u32, domain: Option<&str>) -> Wanted {
    Wanted {
        family: family.to_owned(),
        plan,
        months,
        domain: domain.map(str::to_owned),
        ..Wanted::default()
    }
}

/// Hosting that costs 9.95 a month.
fn linux(domain: &str) -> Wanted {
    wanted("linux-hostings", 29, 1, Some(domain))
}

fn day(moment: Option<Timestamp>) -> String {
    moment.map(Timestamp::day).unwrap_or_default()
}

/// What a call was refused with.
fn refusal<T>(done: Result<T>) -> Error {
    done.err().unwrap()
}
