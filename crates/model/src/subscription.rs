//! Subscriptions: a product that runs for an account, cycle after cycle, until somebody ends it.

use crate::account::AccountId;
use crate::error::{Error, Prohibition, Result};
use crate::invoice::BillingTerms;
use crate::money::Money;
use crate::product::{Cycle, ProductId, ProductKind};
use crate::time::{Days, Timestamp};

/// Row id of a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubscriptionId(pub i64);

/// How far a subscription got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubscriptionState {
    /// Ordered, and not running yet.
    Pending,
    /// Running.
    Active,
    /// Stopped because it was not paid; everything in it is kept.
    Suspended,
    /// Ended, or never begun.
    Cancelled,
}

impl SubscriptionState {
    const ALL: [Self; 4] = [Self::Pending, Self::Active, Self::Suspended, Self::Cancelled];

    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// The end that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancellation {
    /// As soon as possible.
    Now,
    /// When what was paid for is over.
    AtEnd,
}

impl Cancellation {
    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::AtEnd => "at-end",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Now, Self::AtEnd].into_iter().find(|end| end.word() == word)
    }
}

/// Where a subscription stands, seen from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Ordered, and not running yet.
    Pending,
    /// Running.
    Running,
    /// Renewed after it had stopped, and not running again yet.
    Renewing,
    /// Its end was asked for, and did not come yet.
    Ending,
    /// Ended, or never begun.
    Ended,
    /// Stopped, because nobody paid for more of it.
    Lapsed,
}

impl Standing {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Pending, Self::Running, Self::Renewing, Self::Ending, Self::Ended, Self::Lapsed];
}

/// The stored facts of a subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Its row.
    pub id: SubscriptionId,
    /// Who subscribes.
    pub account: AccountId,
    /// To what.
    pub product: ProductId,
    /// Who runs it.
    pub kind: ProductKind,
    /// How often it is billed.
    pub cycle: Cycle,
    /// How far it got.
    pub state: SubscriptionState,
    /// The name it is for; empty where it is for none.
    pub domain: String,
    /// The subscriber's own name for it.
    pub label: String,
    /// The user name at whoever runs it; empty before it runs.
    pub username: String,
    /// What the first cycle cost, net.
    pub first_payment: Money,
    /// What each further cycle costs, net.
    pub recurring: Money,
    /// When it was ordered.
    pub created: Timestamp,
    /// What cycles are counted from.
    pub anchor: Timestamp,
    /// When what was paid for is over.
    pub due: Timestamp,
    /// An invoice for the cycle that begins here was raised.
    pub invoiced: Option<Timestamp>,
    /// The end that was asked for.
    pub cancellation: Option<Cancellation>,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// Paid when it is bought and renewed, and never billed.
    pub prepaid: bool,
    /// One that is prepaid renews itself when what was paid for is over.
    pub autorenew: bool,
    /// What it is a part of, and ends with.
    pub part_of: Option<SubscriptionId>,
}

/// What time does to a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Milestone {
    /// The next cycle is billed.
    Bills,
    /// It ends, as was asked for.
    Ends,
    /// It was paid while it was being suspended, and runs again.
    Resumes,
    /// It is renewed from the money that is there.
    Renews,
    /// It stops, because nobody renewed it.
    Lapses,
}

impl Subscription {
    /// When the next cycle is billed.
    #[must_use]
    pub fn next_invoice(&self, ahead: Days) -> Timestamp {
        self.due - ahead
    }

    /// The next thing that time does to it, seen from `now`.
    #[must_use]
    pub fn next_milestone(
        &self,
        terms: &BillingTerms,
        now: Timestamp,
    ) -> Option<(Timestamp, Milestone)> {
        use SubscriptionState::{Active, Suspended};
        let billed = self.invoiced == Some(self.due);
        match (self.state, self.cancellation) {
            (Active, None) if self.prepaid && self.autorenew => Some((self.due, Milestone::Renews)),
            (Active, None) if self.prepaid => Some((self.due, Milestone::Lapses)),
            // It was renewed since, and whoever runs it has not let it run yet.
            (Suspended, None) if self.prepaid && self.due > now => {
                Some((self.anchor.min(now), Milestone::Resumes))
            }
            (Suspended, None) if self.prepaid => {
                Some((self.due + terms.end_after, Milestone::Ends))
            }
            (Active | Suspended, Some(Cancellation::AtEnd)) => Some((self.due, Milestone::Ends)),
            // What cycles are counted from may lie ahead.
            (Active | Suspended, Some(Cancellation::Now)) => {
                Some((self.anchor.min(now), Milestone::Ends))
            }
            (Active, None) if !billed => {
                Some((self.next_invoice(terms.subscription_ahead), Milestone::Bills))
            }
            // What it was suspended for was paid since.
            (Suspended, None) if !billed => Some((self.anchor.min(now), Milestone::Resumes)),
            _ => None,
        }
    }

    /// Where it stands, seen from outside.
    #[must_use]
    pub fn standing(&self, now: Timestamp) -> Standing {
        use SubscriptionState::{Active, Cancelled, Pending, Suspended};
        match (self.state, self.cancellation) {
            (Cancelled, _) => Standing::Ended,
            (_, Some(_)) => Standing::Ending,
            (Pending, None) => Standing::Pending,
            (Active, None) => Standing::Running,
            (Suspended, None) if self.due > now => Standing::Renewing,
            (Suspended, None) => Standing::Lapsed,
        }
    }

    /// Whether it ran at some time. Only of what is paid when it is bought.
    #[must_use]
    pub fn began(&self) -> bool {
        use SubscriptionState::{Active, Cancelled, Pending, Suspended};
        match self.state {
            Pending => false,
            Active | Suspended => true,
            Cancelled => self.due > self.created,
        }
    }

    /// Has cycles of another length follow those that were paid for.
    pub fn change_cycle(&mut self, cycle: Cycle) {
        if cycle != self.cycle {
            self.anchor = self.due;
            self.cycle = cycle;
        }
    }

    /// Begins another cycle where the last one ends.
    pub fn go_on(&mut self) {
        self.due = crate::invoice::next_due(self.anchor, self.cycle.months(), self.due);
    }

    /// Begins some more cycles where the last one ends.
    pub fn go_on_for(&mut self, cycles: u8) {
        (0..cycles).for_each(|_| self.go_on());
    }

    /// Refuses what only a running subscription can do.
    ///
    /// # Errors
    /// [`Prohibition::NotRunning`].
    pub fn running(&self) -> Result<()> {
        match self.state {
            SubscriptionState::Active => Ok(()),
            _ => Err(Error::Prohibited(Prohibition::NotRunning)),
        }
    }

    /// What going over to a dearer price costs for the rest of the cycle: the difference, by whole
    /// days, rounded half up. A cheaper one costs nothing and gives nothing back.
    ///
    /// # Errors
    /// When a sum is out of range.
    pub fn difference(&self, recurring: Money, now: Timestamp) -> Result<Money> {
        let more = recurring.minus(self.recurring)?;
        if more.minor <= 0 {
            return Ok(Money::zero(more.currency));
        }
        let day = crate::time::Seconds::DAY.0;
        let began = self.due.unix() - i64::from(self.cycle.months()) * 30 * day;
        let whole = ((self.due.unix() - began) / day).max(1);
        let left = ((self.due.unix() - now.unix()).max(0) / day).min(whole);
        more.portion(left, whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn monthly() -> Subscription {
        let usd = |minor| Money::new(minor, Currency::USD);
        Subscription {
            id: SubscriptionId(1),
            account: AccountId(1),
            product: ProductId(1),
            kind: ProductKind::Hosting,
            cycle: Cycle::Month,
            state: SubscriptionState::Active,
            domain: "shoes.com".into(),
            label: String::new(),
            username: "shoes".into(),
            first_payment: usd(999),
            recurring: usd(900),
            created: at("2026-01-31T10:00:00Z"),
            anchor: at("2026-01-31T10:00:00Z"),
            due: at("2026-02-28T10:00:00Z"),
            invoiced: None,
            cancellation: None,
            ended: None,
            prepaid: false,
            autorenew: false,
            part_of: None,
        }
    }

    #[test]
    fn each_cycle_is_billed_once_ahead_of_its_beginning() {
        let mut subscription = monthly();
        let (terms, now) = (BillingTerms::default(), subscription.anchor);
        assert_eq!(
            subscription.next_milestone(&terms, now),
            Some((at("2026-02-21T10:00:00Z"), Milestone::Bills))
        );
        subscription.invoiced = Some(subscription.due);
        assert_eq!(subscription.next_milestone(&terms, now), None);
        subscription.go_on();
        assert_eq!(
            subscription.next_milestone(&terms, now),
            Some((at("2026-03-24T10:00:00Z"), Milestone::Bills))
        );
        subscription.cancellation = Some(Cancellation::AtEnd);
        assert_eq!(
            subscription.next_milestone(&terms, now),
            Some((at("2026-03-31T10:00:00Z"), Milestone::Ends))
        );
    }

    #[test]
    fn what_is_prepaid_renews_itself_or_lapses_and_ends() {
        let terms = BillingTerms::default();
        let mut subscription = Subscription { prepaid: true, ..monthly() };
        let now = subscription.due;
        assert_eq!(
            subscription.next_milestone(&terms, now),
            Some((subscription.due, Milestone::Lapses))
        );
        subscription.autorenew = true;
        assert_eq!(
            subscription.next_milestone(&terms, now),
            Some((subscription.due, Milestone::Renews))
        );
        subscription.state = SubscriptionState::Suspended;
        assert_eq!(
            subscription.next_milestone(&terms, now),
            Some((at("2026-03-30T10:00:00Z"), Milestone::Ends))
        );
        subscription.go_on();
        assert_eq!(
            subscription.next_milestone(&terms, now),
            Some((subscription.anchor, Milestone::Resumes))
        );
    }

    #[test]
    fn an_end_is_asked_for_long_before_the_next_cycles_begin() {
        let mut subscription = Subscription { prepaid: true, ..monthly() };
        let now = subscription.created;
        subscription.change_cycle(Cycle::Year);
        subscription.go_on();
        assert_eq!(subscription.due, at("2027-02-28T10:00:00Z"));
        subscription.cancellation = Some(Cancellation::Now);
        let terms = BillingTerms::default();
        assert_eq!(subscription.next_milestone(&terms, now), Some((now, Milestone::Ends)));
    }

    #[test]
    fn it_stands_where_its_facts_say() {
        let (now, later) = (at("2026-02-01T00:00:00Z"), at("2026-03-01T00:00:00Z"));
        let stands = |state, cancellation, now| {
            Subscription { state, cancellation, ..monthly() }.standing(now)
        };
        use SubscriptionState::{Active, Cancelled, Pending, Suspended};
        assert_eq!(stands(Pending, None, now), Standing::Pending);
        assert_eq!(stands(Active, None, later), Standing::Running);
        assert_eq!(stands(Suspended, None, now), Standing::Renewing);
        assert_eq!(stands(Suspended, None, later), Standing::Lapsed);
        assert_eq!(stands(Pending, Some(Cancellation::Now), now), Standing::Ending);
        assert_eq!(stands(Active, Some(Cancellation::AtEnd), now), Standing::Ending);
        assert_eq!(stands(Cancelled, Some(Cancellation::Now), now), Standing::Ended);
    }

    #[test]
    fn an_upgrade_costs_the_difference_for_the_days_that_are_left() {
        let subscription = monthly();
        let price = |minor| Money::new(minor, Currency::USD);
        let half = at("2026-02-13T10:00:00Z");
        assert_eq!(subscription.difference(price(1_500), half).unwrap(), price(300));
        assert_eq!(subscription.difference(price(1_500), subscription.due).unwrap(), price(0));
        assert_eq!(subscription.difference(price(100), half).unwrap(), price(0));
    }
}
