//! What is bought and what follows from it, one step at a time, and how to see whether it happened.

use app::billing::Invoice;
use app::shop::{self, CartItem, HoldingState, NameAction};
use app::subscriptions::{self, Upgrade};
use model::domain::DomainId;
use model::money::Money;
use model::product::{Cycle, ProductId};
use model::secret::Secret;
use model::subscription::{Cancellation, SubscriptionId, SubscriptionState};
use model::time::Seconds;

use crate::stage::{CARD, Client, Stage, cart, name, name_item, product, usd};

/// What a supplier does instead of answering.
const KINDS: [&str; 3] = ["refused", "unavailable", "reply_lost"];
/// Faults in the order in which they are met: operation and kind.
pub type Faults = Vec<(&'static str, &'static str)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
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
pub struct Subject {
    pub name: String,
    /// The number of the name or subscription.
    pub id: i64,
    /// The invoice that asks for the money.
    pub open: Option<Invoice>,
}

impl Verb {
    pub const fn supplier(self) -> &'static str {
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
    pub fn interruptions(self) -> Vec<Faults> {
        let each = || self.operations().iter().flat_map(|step| KINDS.map(|kind| (*step, kind)));
        let decisive = self.operations()[0];
        let single = each().map(|fault| vec![fault]);
        let then = each().map(|fault| vec![(decisive, "reply_lost"), fault]);
        let away = (0..1).map(|_| vec![(decisive, "unavailable"); 3]);
        single.chain(then).chain(away).collect()
    }

    /// Brings a subject to where the verb begins; what is bought was ordered then.
    pub async fn prepare(self, stage: &Stage, client: &Client, number: usize) -> Subject {
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
    pub async fn act(self, stage: &Stage, client: &Client, subject: &Subject) {
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
    pub async fn happened(self, client: &Client, subject: &Subject) -> bool {
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
    pub fn price(self, subject: &Subject) -> (Money, i64) {
        let total = subject.open.as_ref().map(|open| open.total);
        match self {
            Self::Charge => (usd("0.00"), total.unwrap().minor),
            Self::Suspend | Self::Delete => (usd("0.00"), 0),
            _ => (total.unwrap(), 0),
        }
    }

    /// Whether it happens in the end, whatever a supplier says once.
    pub const fn insists(self) -> bool {
        matches!(self, Self::Suspend | Self::Unsuspend | Self::Delete)
    }

    /// Ends what would go on by itself.
    pub async fn clear_up(self, stage: &Stage, client: &Client, subject: &Subject) {
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
