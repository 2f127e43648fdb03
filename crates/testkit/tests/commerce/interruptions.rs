//! Suppliers that refuse, cannot be reached or lose their answers, in every step of everything that is
//! bought: once time has passed, what was paid for is had exactly once, or is credit again.

use app::billing::Invoice;
use app::shop::{self, CartItem, HoldingState, NameAction};
use app::subscriptions::{self, Upgrade};
use model::domain::DomainId;
use model::invoice::InvoiceState;
use model::money::Money;
use model::product::{Cycle, ProductId};
use model::secret::Secret;
use model::subscription::{Cancellation, SubscriptionId, SubscriptionState};
use model::time::Seconds;

use crate::stage::{Client, Stage, cart, name, name_item, product, usd};

/// What a supplier does instead of answering.
const KINDS: [&str; 3] = ["refused", "unavailable", "reply_lost"];
/// The payment method by which money is taken from a card.
const CARD: u32 = 4;

/// Faults in the order in which they are met: operation and kind.
type Faults = Vec<(&'static str, &'static str)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    Register,
    Renew,
    Transfer,
    Create,
    Change,
    Suspend,
    Unsuspend,
    Delete,
    Charge,
}

/// What a verb is about.
struct Subject {
    name: String,
    /// The number of the name or subscription.
    id: i64,
    /// The invoice that asks for the money.
    open: Option<Invoice>,
}

impl Verb {
    const fn supplier(self) -> &'static str {
        match self {
            Self::Register | Self::Renew | Self::Transfer => "registry",
            Self::Create | Self::Change | Self::Suspend | Self::Unsuspend | Self::Delete => {
                "hosting"
            }
            Self::Charge => "payments",
        }
    }

    /// What the verb asks its supplier for, the decisive step first.
    const fn operations(self) -> &'static [&'static str] {
        match self {
            Self::Register => &["register", "check", "info"],
            Self::Renew => &["renew", "info"],
            Self::Transfer => &["transfer", "check", "info", "update", "poll"],
            Self::Create => &["create", "info"],
            Self::Change => &["change"],
            Self::Suspend => &["suspend"],
            Self::Unsuspend => &["unsuspend"],
            Self::Delete => &["delete"],
            Self::Charge => &["charge", "info"],
        }
    }

    /// Each fault by itself; the decisive step's lost answer followed by each fault of every step; and
    /// suppliers that are away for a while.
    fn interruptions(self) -> Vec<Faults> {
        let each = || self.operations().iter().flat_map(|step| KINDS.map(|kind| (*step, kind)));
        let decisive = self.operations()[0];
        let single = each().map(|fault| vec![fault]);
        let then = each().map(|fault| vec![(decisive, "reply_lost"), fault]);
        let away = (0..1).map(|_| vec![(decisive, "unavailable"); 3]);
        single.chain(then).chain(away).collect()
    }

    /// Brings a subject to where the verb begins; what is bought was ordered then.
    async fn prepare(self, stage: &Stage, client: &Client, number: usize) -> Subject {
        let name = format!("{self:?}-{number}.com").to_lowercase();
        let hosting =
            async || client.buys(vec![product(333, Cycle::Month, &name)]).await.items[0].id;
        let mut wanted = cart(Vec::new());
        let mut id = 0;
        match self {
            Self::Register => wanted.items.push(self::name(&name, 1)),
            Self::Charge => {
                wanted.items.push(self::name(&name, 1));
                wanted.method = Some(CARD);
            }
            Self::Transfer => {
                stage.world.holds_elsewhere(&name, "code").await;
                let mut item = name_item(NameAction::Transfer, &name, 1);
                item.auth_code = Some(Secret::new("code".to_owned()));
                wanted.items.push(CartItem::Name(item));
            }
            Self::Renew => {
                id = client.buys(vec![self::name(&name, 1)]).await.items[0].id;
                let mut item = name_item(NameAction::Renew, &name, 1);
                item.domain = Some(DomainId(id));
                wanted.items.push(CartItem::Name(item));
            }
            Self::Create => wanted.items.push(product(333, Cycle::Month, &name)),
            Self::Change | Self::Suspend | Self::Unsuspend | Self::Delete => id = hosting().await,
        }
        let open = match self {
            Self::Change => {
                let wish = Upgrade { product: Some(ProductId(334)), ..Upgrade::default() };
                let upgraded = subscriptions::upgrade(&client.cx, SubscriptionId(id), wish, true);
                Some(upgraded.await.unwrap().order.unwrap().1)
            }
            Self::Suspend | Self::Unsuspend => Some(self.overdue(stage, client, id).await),
            Self::Delete => None,
            _ => Some(client.orders(wanted).await.invoice),
        };
        Subject { name, id, open }
    }

    /// The invoice of a subscription that nobody paid, at or just before the moment of its suspension.
    async fn overdue(self, stage: &Stage, client: &Client, id: i64) -> Invoice {
        let due = client.subscription(id).await.due;
        let lasts = client.cx.realm.settings.billing.suspend_after;
        let early = Seconds(i64::from(self == Self::Suspend) * 3_600);
        stage.sleeps_until(due + lasts - early).await;
        client.invoices().await[0].clone()
    }

    /// Lets the verb run into its faults.
    async fn act(self, stage: &Stage, client: &Client, subject: &Subject) {
        match (self, &subject.open) {
            (Self::Suspend, _) => stage.sleeps("PT1H").await,
            (Self::Charge, Some(open)) => stage.sleeps_until(open.due).await,
            (_, Some(open)) => drop(client.pays(open.id).await),
            (_, None) => {
                let id = SubscriptionId(subject.id);
                subscriptions::cancel(&client.cx, id, Cancellation::Now, "").await.unwrap();
            }
        }
    }

    /// Whether it happened.
    async fn happened(self, client: &Client, subject: &Subject) -> bool {
        match self {
            Self::Register | Self::Transfer | Self::Charge => {
                client.name(&subject.name).await == Some(HoldingState::Active)
            }
            Self::Renew => {
                let holding = shop::holding(&client.cx, DomainId(subject.id)).await.unwrap();
                let years = holding.expires.month().0 - holding.created.month().0;
                assert!((1..=2).contains(&years), "{holding:?}");
                years == 2
            }
            Self::Create | Self::Change | Self::Suspend | Self::Unsuspend | Self::Delete => {
                let found = client.subscriptions_for(&subject.name).await;
                assert_eq!(found.len(), 1);
                match self {
                    Self::Change => found[0].product == ProductId(334),
                    Self::Suspend => found[0].state == SubscriptionState::Suspended,
                    Self::Delete => found[0].state == SubscriptionState::Cancelled,
                    _ => found[0].state == SubscriptionState::Active,
                }
            }
        }
    }

    /// What the subject costs: from credit, and from the card.
    fn price(self, subject: &Subject) -> (Money, i64) {
        let total = subject.open.as_ref().map(|open| open.total);
        match self {
            Self::Charge => (usd("0.00"), total.unwrap().minor),
            Self::Suspend | Self::Delete => (usd("0.00"), 0),
            _ => (total.unwrap(), 0),
        }
    }

    /// Whether it happens in the end, whatever a supplier says once.
    const fn insists(self) -> bool {
        matches!(self, Self::Suspend | Self::Unsuspend | Self::Delete)
    }
}

async fn every_interruption(verb: Verb) {
    for restarts in [false, true] {
        interrupted(verb, restarts).await;
    }
}

async fn interrupted(verb: Verb, restarts: bool) {
    let mut stage = Stage::new().await;
    let mut client = stage.client("joe", "90000.00").await;
    let mut interruptions = verb.interruptions();
    if restarts {
        // A restart takes back the orders that were not met yet, and with them every second fault.
        interruptions.retain(|faults| faults.len() == 1);
    }
    for (number, faults) in interruptions.into_iter().enumerate() {
        eprintln!("{verb:?} {number}, restarts: {restarts}: {faults:?}");
        let subject = verb.prepare(&stage, &client, number).await;
        let (credit, taken) = (client.credit().await, stage.taken_from_cards().await);
        for (operation, kind) in &faults {
            stage.world.orders_fault_at(verb.supplier(), operation, kind, 1).await;
        }
        verb.act(&stage, &client, &subject).await;
        if restarts {
            stage.world.restarts().await;
            client = stage.again(&client).await;
        }
        stage.sleeps("PT5H").await;
        if verb == Verb::Transfer {
            stage.sleeps("P6D").await;
        }
        let _ = stage.world.control("DELETE", "/faults", None).await;
        stage.world.is_consistent().await;
        let happened = verb.happened(&client, &subject).await;
        let spent = credit.minus(client.credit().await).unwrap();
        let price = if happened { verb.price(&subject) } else { (usd("0.00"), 0) };
        let taken = stage.taken_from_cards().await - taken;
        assert_eq!((spent, taken), price, "happened: {happened}");
        let refused = faults.iter().any(|(_, kind)| *kind == "refused");
        assert!(happened || (refused && !verb.insists()), "nobody refused it");
        // What is still owed is called off, before the next one.
        verb.clear_up(&stage, &client, &subject).await;
        stage.world.is_consistent().await;
    }
}

impl Verb {
    /// Ends what would go on by itself.
    async fn clear_up(self, stage: &Stage, client: &Client, subject: &Subject) {
        match self {
            Self::Create | Self::Change | Self::Suspend | Self::Unsuspend => {
                let id = client.subscriptions_for(&subject.name).await[0].id;
                // One that was refused has ended.
                let _ = subscriptions::cancel(&client.cx, id, Cancellation::Now, "").await;
            }
            Self::Charge => stage.sleeps("P30D").await,
            Self::Register | Self::Renew | Self::Transfer | Self::Delete => {}
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_registration_is_had_or_given_back() {
    every_interruption(Verb::Register).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_renewal_is_had_or_given_back() {
    every_interruption(Verb::Renew).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_transfer_is_had_or_given_back() {
    every_interruption(Verb::Transfer).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_subscription_is_had_or_given_back() {
    every_interruption(Verb::Create).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_upgrade_is_had_or_given_back() {
    every_interruption(Verb::Change).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_suspension_happens() {
    every_interruption(Verb::Suspend).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_paid_runs_again_however_often_it_is_interrupted() {
    every_interruption(Verb::Unsuspend).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_end_happens() {
    every_interruption(Verb::Delete).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_charge_is_taken_once_and_never_lost() {
    every_interruption(Verb::Charge).await;
}

/// The gateway takes the money, and says so only after the invoice was paid, or called off, otherwise.
#[tokio::test(flavor = "multi_thread")]
async fn money_that_comes_late_is_credit() {
    for pays in [true, false] {
        let stage = Stage::new().await;
        let client = stage.client("joe", "20.00").await;
        let mut wanted = cart(vec![name("shoes.com", 1)]);
        wanted.method = Some(CARD);
        let ordered = client.orders(wanted).await.invoice;
        stage.world.orders_fault_at("payments", "charge", "reply_lost", 1).await;
        stage.world.orders_fault_at("payments", "info", "unavailable", 9_000).await;
        stage.sleeps_until(ordered.due).await;
        assert_eq!(client.state_of(ordered.id).await, InvoiceState::Unpaid);
        if pays {
            client.pays(ordered.id).await;
        } else {
            stage.sleeps("P40D").await;
            assert_eq!(client.state_of(ordered.id).await, InvoiceState::Cancelled);
        }
        let before = client.credit().await;
        let _ = stage.world.control("DELETE", "/faults", None).await;
        stage.sleeps("PT6H").await;
        assert_eq!(client.credit().await, before.plus(ordered.total).unwrap());
        assert_eq!(stage.taken_from_cards().await, ordered.total.minor);
        stage.sleeps("P9D").await;
        assert_eq!(client.credit().await, before.plus(ordered.total).unwrap(), "once");
        stage.world.is_consistent().await;
    }
}

/// A longer cycle is not had at the price of the shorter one that was billed before.
#[tokio::test(flavor = "multi_thread")]
async fn a_cycle_that_is_changed_is_billed_anew() {
    let stage = Stage::new().await;
    let client = stage.client("joe", "900.00").await;
    let bought = client.buys(vec![product(333, Cycle::Month, "shoes.com")]).await;
    let id = bought.items[0].id;
    stage.sleeps("P22D").await;
    let monthly = client.invoices().await[0].clone();
    assert_eq!((monthly.state, monthly.total), (InvoiceState::Unpaid, usd("12.09")));
    let wish = Upgrade { cycle: Some(Cycle::Year), ..Upgrade::default() };
    let upgraded =
        subscriptions::upgrade(&client.cx, SubscriptionId(id), wish, true).await.unwrap();
    let (_, invoice) = upgraded.order.unwrap();
    if invoice.state == InvoiceState::Unpaid {
        client.pays(invoice.id).await;
    }
    assert_eq!(client.state_of(monthly.id).await, InvoiceState::Cancelled);
    stage.settles().await;
    let yearly = client.invoices().await[0].clone();
    assert_eq!(yearly.state, InvoiceState::Unpaid);
    assert_eq!(yearly.due, client.subscription(id).await.due);
    assert!(yearly.total.minor > 5 * monthly.total.minor, "{yearly:?}");
    client.pays(yearly.id).await;
    assert_eq!(client.subscription(id).await.due.day(), "2027-02-28");
    stage.world.is_consistent().await;
}
