//! Whatever is done to an account's funds, in whatever order: nothing is spent that is not there, and
//! the books add up.

use model::account::AccountId;
use model::error::{Error, Result};
use model::ledger::{Book, Entry, Funds, payment, sale};
use model::money::{Currency, LARGEST_AMOUNT_MINOR, Money};
use model::price::Charge;
use proptest::prelude::*;

const BUYER: AccountId = AccountId(3);
const SELLER: AccountId = AccountId(2);

/// One thing that is done; holds are chosen by their place among the open ones.
#[derive(Debug, Clone)]
enum Step {
    Deposit(Money),
    Withdraw(Money),
    Hold(Money),
    Capture(usize),
    Release(usize),
}

fn zar(minor: i64) -> Money {
    Money::new(minor, Currency::ZAR)
}

/// Mostly small amounts, which meet each other; also none, less than none, and far too much.
fn amount() -> impl Strategy<Value = Money> {
    let minor = prop_oneof![
        12 => 1i64..5_000,
        2 => -100i64..=0,
        1 => (LARGEST_AMOUNT_MINOR - 5_000)..=LARGEST_AMOUNT_MINOR,
        1 => Just(i64::MAX),
    ];
    let currency = prop_oneof![15 => Just(Currency::ZAR), 1 => Just(Currency::USD)];
    (minor, currency).prop_map(|(minor, currency)| Money::new(minor, currency))
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => amount().prop_map(Step::Deposit),
        1 => amount().prop_map(Step::Withdraw),
        3 => amount().prop_map(Step::Hold),
        2 => any::<usize>().prop_map(Step::Capture),
        1 => any::<usize>().prop_map(Step::Release),
    ]
}

/// An account, what is on hold in it, and everything that was ever written about it.
struct Books {
    funds: Funds,
    open: Vec<Money>,
    entries: Vec<Entry>,
}

impl Books {
    fn with_credit(limit: i64) -> Self {
        let funds = Funds { credit_limit: zar(limit), ..Funds::empty(Currency::ZAR) };
        Self { funds, open: Vec::new(), entries: Vec::new() }
    }

    fn take(&mut self, step: &Step) -> Result<()> {
        match *step {
            Step::Deposit(amount) => {
                self.funds.deposit(amount)?;
                self.entries.extend(payment(BUYER, amount));
            }
            Step::Withdraw(amount) => {
                self.funds.withdraw(amount)?;
                self.entries.extend(payment(BUYER, amount.negated()));
            }
            Step::Hold(amount) => {
                self.funds.hold(amount)?;
                self.open.push(amount);
            }
            Step::Capture(place) => {
                if let Some(price) = self.close(place) {
                    self.funds.capture(price);
                    let cost = zar(price.minor * 4 / 5);
                    self.entries.extend(sale(BUYER, SELLER, Charge::untaxed(price, cost)));
                }
            }
            Step::Release(place) => {
                if let Some(price) = self.close(place) {
                    self.funds.release(price);
                }
            }
        }
        Ok(())
    }

    fn close(&mut self, place: usize) -> Option<Money> {
        let place = place.checked_rem(self.open.len())?;
        Some(self.open.swap_remove(place))
    }

    fn check(&self) -> std::result::Result<(), TestCaseError> {
        let held: i64 = self.open.iter().map(|hold| hold.minor).sum();
        prop_assert_eq!(self.funds.held.minor, held, "held is the sum of the open holds");
        prop_assert!(self.funds.available().minor >= 0, "more was spent than there is");
        let sum = |of: &dyn Fn(&Entry) -> bool| -> i64 {
            self.entries.iter().filter(|entry| of(entry)).map(|entry| entry.amount.minor).sum()
        };
        prop_assert_eq!(sum(&|_| true), 0, "the entries sum to zero");
        let in_funds = sum(&|entry| entry.account == BUYER && entry.book == Book::Funds);
        prop_assert_eq!(self.funds.posted.minor, in_funds, "posted is the sum of its entries");
        Ok(())
    }
}

proptest! {
    #[test]
    fn funds_never_go_below_the_credit_and_the_books_add_up(
        limit in prop_oneof![Just(0i64), 1i64..10_000],
        steps in prop::collection::vec(step(), 1..60),
    ) {
        let mut books = Books::with_credit(limit);
        for step in &steps {
            let before = (books.funds, books.open.len(), books.entries.len());
            if books.take(step).is_err() {
                let after = (books.funds, books.open.len(), books.entries.len());
                prop_assert_eq!(before, after, "{:?} was refused and changed something", step);
            }
            books.check()?;
        }
    }

    #[test]
    fn what_is_short_is_exactly_what_is_missing(
        limit in 0i64..1_000,
        deposit in 1i64..1_000,
        held in 0i64..1_000,
        asked in 0i64..5_000,
    ) {
        let mut funds = Books::with_credit(limit).funds;
        funds.deposit(zar(deposit)).unwrap();
        // Whether this one fits makes no difference to the next.
        let _ = funds.hold(zar(held));
        if let Err(refusal) = funds.hold(zar(asked)) {
            let Error::InsufficientFunds { short_by } = refusal else {
                return Err(TestCaseError::fail(format!("{refusal:?}")));
            };
            prop_assert!(short_by.minor > 0);
            funds.deposit(short_by).unwrap();
            prop_assert_eq!(funds.hold(zar(asked)), Ok(()));
            prop_assert_eq!(funds.available(), zar(0));
        }
    }

    #[test]
    fn credit_is_never_taken_out(limit in 0i64..1_000, deposit in 1i64..1_000, taken in 1i64..3_000) {
        let mut funds = Books::with_credit(limit).funds;
        funds.deposit(zar(deposit)).unwrap();
        prop_assert_eq!(funds.withdraw(zar(taken)).is_ok(), taken <= deposit);
    }

    #[test]
    fn a_sale_and_a_payment_sum_to_zero_in_each_currency(price in amount(), cost in amount()) {
        let lines = sale(BUYER, SELLER, Charge::untaxed(price, cost));
        let paid = payment(BUYER, price);
        for currency in [Currency::ZAR, Currency::USD] {
            let sum: i128 = lines
                .iter()
                .chain(&paid)
                .filter(|line| line.amount.currency == currency)
                .map(|line| i128::from(line.amount.minor))
                .sum();
            prop_assert_eq!(sum, 0);
        }
    }
}
