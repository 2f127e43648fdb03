//! A seller and its clients in a sandbox, called through the verbs.

use std::collections::BTreeMap;

use app::accounts::NewPassword;
use app::accounts::open::{self, Founder};
use app::accounts::prices::{self, NewPrice};
use app::billing::{self, Applied};
use app::shop::{
    self, Cart, CartItem, HoldingState, NameAction, NameItem, Ordered, Placed, ProductItem,
};
use app::{Context, accounts, jobs};
use model::account::{AccountId, Billing, Kind};
use model::contact::Contact;
use model::invoice::{InvoiceId, InvoiceState};
use model::money::{Currency, Money};
use model::price::PriceKind;
use model::product::{Choice, Cycle, ProductId, Selection};
use model::secret::Secret;
use model::subscription::{Subscription, SubscriptionId};
use testkit::World;

/// The family of callers everybody here belongs to.
const AUDIENCE: &str = "stage";

/// A sandbox with a seller that sells .com, and clients below it.
pub struct Stage {
    pub world: World,
    seller: Context,
}

/// Somebody who buys.
#[derive(Clone)]
pub struct Client {
    pub cx: Context,
}

/// The payment method by which money is taken from a card.
pub const CARD: u32 = 4;

/// The day on which every stage is set.
pub const DAY: &str = "2026-01-31";

/// Tells a story on a stage on SQLite, then on one on PostgreSQL where there is a cluster.
pub async fn on_each_engine(story: impl AsyncFn(Stage)) {
    testkit::world::on_each_engine(DAY, async |world| story(Stage::over(world).await).await).await;
}

/// Does everything at once, and gives what came of it in the same order.
pub async fn at_once<F>(calls: impl IntoIterator<Item = F>) -> Vec<F::Output>
where
    F: Future<Output: Send + 'static> + Send + 'static,
{
    let running: Vec<_> = calls.into_iter().map(tokio::spawn).collect();
    let mut done = Vec::with_capacity(running.len());
    for call in running {
        done.push(call.await.unwrap());
    }
    done
}

impl Stage {
    pub async fn new() -> Self {
        Self::over(World::on(DAY).await).await
    }

    pub async fn over(world: World) -> Self {
        let realm = &world.running().world().realm;
        let (_, operator) = realm
            .store
            .read(|tx| {
                let main = tx.member_by_login("domains-co-za", "registrar")?.unwrap();
                Ok((0, main.account.parent.unwrap()))
            })
            .await
            .unwrap();
        let seller = founded(&world, Some(operator), "seller", Kind::Registrar).await;
        let seller = Context::for_account(realm, seller).await.unwrap();
        for tld in ["com", "net", "co.za"] {
            let figures = ["10.00", "15.00", "10.00", "40.00", "100.00"];
            let kind = PriceKind::Base;
            let price = NewPrice { tld, kind, figures, currency: Currency::USD };
            prices::set_default(&seller, price).await.unwrap();
        }
        Self { world, seller }
    }

    /// A client with credit.
    pub async fn client(&self, login: &str, credit: &str) -> Client {
        let account =
            founded(&self.world, Some(self.seller.account()), login, Kind::Customer).await;
        let realm = &self.world.running().world().realm;
        if credit != "0.00" {
            accounts::funds::adjust(realm, AUDIENCE, login, credit).await.unwrap();
        }
        Client { cx: Context::for_account(realm, account).await.unwrap() }
    }

    /// A reseller with money, and two customers for whom it pays.
    pub async fn reseller(&self, money: &str) -> (Client, [Client; 2]) {
        let realm = &self.world.running().world().realm;
        let above = Some(self.seller.account());
        let reseller =
            founded_with(&self.world, above, "reseller", Kind::Reseller, Billing::Prepaid).await;
        accounts::funds::adjust(realm, AUDIENCE, "reseller", money).await.unwrap();
        let mut customers = Vec::new();
        for login in ["ann", "ben"] {
            let (kind, billing) = (Kind::Customer, Billing::FromAbove);
            let account = founded_with(&self.world, Some(reseller), login, kind, billing).await;
            customers.push(Client { cx: Context::for_account(realm, account).await.unwrap() });
        }
        let reseller = Client { cx: Context::for_account(realm, reseller).await.unwrap() };
        (reseller, customers.try_into().unwrap_or_else(|_| unreachable!()))
    }

    pub fn seller(&self) -> AccountId {
        self.seller.account()
    }

    /// The client again, after a restart of the world.
    pub async fn again(&self, client: &Client) -> Client {
        let realm = &self.world.running().world().realm;
        Client { cx: Context::for_account(realm, client.cx.account()).await.unwrap() }
    }
}

async fn founded(world: &World, parent: Option<AccountId>, login: &str, kind: Kind) -> AccountId {
    founded_with(world, parent, login, kind, Billing::Invoiced).await
}

async fn founded_with(
    world: &World,
    parent: Option<AccountId>,
    login: &str,
    kind: Kind,
    billing: Billing,
) -> AccountId {
    let founder = Founder {
        parent,
        kind,
        currency: Currency::USD,
        billing,
        audience: AUDIENCE,
        login: login.to_owned(),
        password: NewPassword::Chosen(Secret::new("correct horse".to_owned())),
        profile: Contact {
            name: "Joe Doe".into(),
            company: String::new(),
            email: format!("{login}@shop.example.com"),
            phone: "+1.7075550100".into(),
            fax: String::new(),
            street: ["1 Pretty View Lane".into(), String::new(), String::new()],
            city: "Santa Rosa".into(),
            province: "California".into(),
            postal_code: "95401".into(),
            country: "US".into(),
        },
        agreement: true,
    };
    open::found(&world.running().world().realm, founder).await.unwrap().account
}

pub fn usd(text: &str) -> Money {
    Money::parse(text, Currency::USD, model::error::Field::Amount).unwrap()
}

/// A product as it comes, in a cycle.
pub fn product(id: u32, cycle: Cycle, domain: &str) -> CartItem {
    CartItem::Product(ProductItem {
        product: ProductId(id),
        domain: Some(domain.to_owned()).filter(|domain| !domain.is_empty()),
        cycle: Some(cycle),
        selection: Selection::default(),
        coupon: None,
    })
}

/// A name to be registered.
pub fn name(name: &str, years: u8) -> CartItem {
    CartItem::Name(name_item(NameAction::Register, name, years))
}

pub fn name_item(action: NameAction, name: &str, years: u8) -> NameItem {
    NameItem {
        action,
        name: Some(name.to_owned()),
        domain: None,
        tld: None,
        years: Some(years),
        auth_code: None,
        nameservers: None,
        contacts: [None; 4],
        choices: BTreeMap::default(),
    }
}

pub fn cart(items: Vec<CartItem>) -> Cart {
    Cart { items, ..Cart::default() }
}

pub fn pick(field: u32, id: u32) -> (u32, Choice) {
    (field, Choice::Item { id, quantity: 1 })
}

impl Client {
    pub async fn orders(&self, cart: Cart) -> Ordered {
        match shop::order(&self.cx, cart, false).await.unwrap() {
            Placed::Ordered(ordered) => ordered,
            Placed::Rejected(why) => panic!("{why:?}"),
        }
    }

    pub async fn pays(&self, invoice: InvoiceId) -> Applied {
        billing::apply_credit(&self.cx, invoice, None).await.unwrap()
    }

    /// Orders and pays, and gives the order.
    pub async fn buys(&self, items: Vec<CartItem>) -> Ordered {
        let ordered = self.orders(cart(items)).await;
        if ordered.invoice.state == InvoiceState::Unpaid {
            self.pays(ordered.invoice.id).await;
        }
        ordered
    }

    /// The subscriptions for a name.
    pub async fn subscriptions_for(&self, domain: &str) -> Vec<Subscription> {
        let listed = app::subscriptions::list(&self.cx).await.unwrap().into_iter();
        let about = listed.map(|listed| listed.subscription);
        about.filter(|subscription| subscription.domain == domain).collect()
    }

    pub async fn credit(&self) -> Money {
        billing::balance(&self.cx).await.unwrap().credit
    }

    pub async fn owes(&self) -> Money {
        billing::balance(&self.cx).await.unwrap().unpaid
    }

    pub async fn invoices(&self) -> Vec<billing::Invoice> {
        billing::list(&self.cx).await.unwrap()
    }

    pub async fn state_of(&self, invoice: InvoiceId) -> InvoiceState {
        billing::details(&self.cx, invoice).await.unwrap().invoice.state
    }

    pub async fn subscription(&self, id: i64) -> Subscription {
        let details = app::subscriptions::details(&self.cx, SubscriptionId(id)).await;
        details.unwrap().subscription
    }

    pub async fn name(&self, name: &str) -> Option<HoldingState> {
        let found = shop::holdings_named(&self.cx, name).await.unwrap();
        found.first().map(|holding| holding.state)
    }
}

impl Stage {
    /// Money comes in.
    pub async fn credits(&self, client: &Client, amount: &str) {
        let realm = &self.world.running().world().realm;
        let login = &client.cx.session.login;
        accounts::funds::adjust(realm, AUDIENCE, login, amount).await.unwrap();
    }

    /// Time passes.
    pub async fn sleeps(&self, duration: &str) {
        self.world.sleeps(duration).await;
    }

    /// Time passes until an instant.
    pub async fn sleeps_until(&self, instant: model::time::Timestamp) {
        self.world.sleeps_until(&instant.to_string()).await;
    }

    /// What the gateway took from cards, in cents.
    pub async fn taken_from_cards(&self) -> i64 {
        let charges = self.world.gateway().charges().await.unwrap();
        charges.iter().map(|charge| charge.charged.amount.minor).sum()
    }

    /// Everything that is due happens.
    pub async fn settles(&self) {
        jobs::settle_due(&self.world.running().world().realm).await.unwrap();
    }
}
