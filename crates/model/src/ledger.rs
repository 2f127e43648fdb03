//! Funds, holds and postings: double entry over minor units, append only.
//!
//! A purchase is a hold, then a capture or a release. Nothing spends what is not available.

use crate::account::AccountId;
use crate::error::{Error, Field, Reason, Result};
use crate::money::{LARGEST_AMOUNT_MINOR, Money};
use crate::price::Charge;

/// Row id of a hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HoldId(pub i64);

/// Which of an account's books an entry stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Book {
    /// What the account may spend.
    Funds,
    /// What it earned from the accounts below it.
    Revenue,
    /// What its sales cost it.
    Cost,
    /// What it owes to whoever stands above it.
    Payable,
    /// What it paid on invoices that nothing was had for yet.
    Applied,
    /// Tax it took and owes to the state.
    Tax,
    /// The world outside: where money comes from and goes to.
    Outside,
}

impl Book {
    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Funds => "funds",
            Self::Revenue => "revenue",
            Self::Cost => "cost",
            Self::Payable => "payable",
            Self::Applied => "applied",
            Self::Tax => "tax",
            Self::Outside => "outside",
        }
    }
}

/// One line of a transaction. The lines of a transaction sum to zero in each currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Whose book.
    pub account: AccountId,
    /// Which book.
    pub book: Book,
    /// What is added to it.
    pub amount: Money,
}

/// What an account has, in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Funds {
    /// Sum of the entries in its funds.
    pub posted: Money,
    /// Sum of its open holds.
    pub held: Money,
    /// How far below zero it may go.
    pub credit_limit: Money,
}

impl Funds {
    /// Nothing, without credit.
    #[must_use]
    pub const fn empty(currency: crate::money::Currency) -> Self {
        let nothing = Money::zero(currency);
        Self { posted: nothing, held: nothing, credit_limit: nothing }
    }

    /// What balances show: posted minus held.
    #[must_use]
    pub const fn balance(&self) -> Money {
        Money::new(self.posted.minor - self.held.minor, self.posted.currency)
    }

    /// What may still be spent: the balance plus the credit limit.
    #[must_use]
    pub const fn available(&self) -> Money {
        Money::new(self.balance().minor + self.credit_limit.minor, self.posted.currency)
    }

    /// Sets `amount` aside.
    ///
    /// # Errors
    /// When it is negative, or more than what is available; then nothing changed.
    pub fn hold(&mut self, amount: Money) -> Result<()> {
        self.covers(amount)?;
        self.held.minor += amount.minor;
        Ok(())
    }

    /// Spends what was set aside.
    pub const fn capture(&mut self, amount: Money) {
        self.held.minor -= amount.minor;
        self.posted.minor -= amount.minor;
    }

    /// Gives back what was set aside.
    pub const fn release(&mut self, amount: Money) {
        self.held.minor -= amount.minor;
    }

    /// Pays in.
    ///
    /// # Errors
    /// When it is not positive, or more than a balance may hold.
    pub fn deposit(&mut self, amount: Money) -> Result<()> {
        if amount.minor <= 0 {
            return Err(Error::invalid(Field::Amount, Reason::NotPositive));
        }
        if self.posted.plus(amount)?.minor > LARGEST_AMOUNT_MINOR {
            return Err(Error::invalid(Field::Amount, Reason::TooLarge));
        }
        self.posted.minor += amount.minor;
        Ok(())
    }

    /// Takes out. Only what the account has itself can be taken, not its credit.
    ///
    /// # Errors
    /// When it is not positive, or more than the balance.
    pub fn withdraw(&mut self, amount: Money) -> Result<()> {
        if amount.minor <= 0 {
            return Err(Error::invalid(Field::Amount, Reason::NotPositive));
        }
        let left = self.balance().minus(amount)?;
        if left.minor < 0 {
            return Err(Error::InsufficientFunds { short_by: left.negated() });
        }
        self.posted.minor -= amount.minor;
        Ok(())
    }

    /// Takes what was paid in before and given back since, whatever else was spent meanwhile.
    pub const fn take_back(&mut self, amount: Money) {
        self.posted.minor -= amount.minor;
    }

    fn covers(&self, amount: Money) -> Result<()> {
        if amount.minor < 0 {
            return Err(Error::invalid(Field::Amount, Reason::NotPositive));
        }
        let left = self.available().minus(amount)?;
        if left.minor < 0 {
            return Err(Error::InsufficientFunds { short_by: left.negated() });
        }
        Ok(())
    }
}

/// The lines that a sale writes: the buyer pays, the seller earns what is not tax, and owes tax and
/// cost.
#[must_use]
pub fn sale(buyer: AccountId, seller: AccountId, charge: Charge) -> [Entry; 5] {
    let line = |account, book, amount| Entry { account, book, amount };
    let earned = Money::new(charge.price.minor - charge.tax.minor, charge.price.currency);
    [
        line(buyer, Book::Funds, charge.price.negated()),
        line(seller, Book::Revenue, earned),
        line(seller, Book::Tax, charge.tax),
        line(seller, Book::Cost, charge.cost.negated()),
        line(seller, Book::Payable, charge.cost),
    ]
}

/// The lines that undo a sale: the buyer has the money again, and nobody earns or owes anything by it.
#[must_use]
pub fn undone_sale(buyer: AccountId, seller: AccountId, charge: Charge) -> [Entry; 5] {
    sale(buyer, seller, charge).map(|line| Entry { amount: line.amount.negated(), ..line })
}

/// The lines that go from one book of an account to another.
#[must_use]
pub fn between(account: AccountId, from: Book, to: Book, amount: Money) -> [Entry; 2] {
    [Entry { account, book: from, amount: amount.negated() }, Entry { account, book: to, amount }]
}

/// The lines that a payment in (or, negative, out) writes.
#[must_use]
pub fn payment(account: AccountId, amount: Money) -> [Entry; 2] {
    [
        Entry { account, book: Book::Funds, amount },
        Entry { account, book: Book::Outside, amount: amount.negated() },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    /// A ledger rule as rows; each row carries its expected result.
    fn ledger(rows: &str) {
        let zar = |text: &str| Money::parse(text, Currency::ZAR, Field::Amount).unwrap();
        let mut funds = Funds::empty(Currency::ZAR);
        for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
            let (command, expected) = row.split_once('|').unwrap();
            let words: Vec<&str> = command.split_whitespace().collect();
            let result = match words[..] {
                ["credit-limit", amount] => {
                    funds.credit_limit = zar(amount);
                    Ok(())
                }
                ["deposit", amount] => funds.deposit(zar(amount)),
                ["withdraw", amount] => funds.withdraw(zar(amount)),
                ["hold", amount] => funds.hold(zar(amount)),
                ["capture", amount] => {
                    funds.capture(zar(amount));
                    Ok(())
                }
                ["release", amount] => {
                    funds.release(zar(amount));
                    Ok(())
                }
                ["balance"] => Ok(()),
                _ => panic!("no such command: {command}"),
            };
            let said = match result {
                Ok(()) if words == ["balance"] => {
                    format!("posted {}, held {}", funds.posted, funds.held)
                }
                Ok(()) => "ok".to_owned(),
                Err(Error::InsufficientFunds { short_by }) => format!("short by {short_by}"),
                Err(Error::Invalid { reason, .. }) => format!("{reason:?}"),
                Err(other) => format!("{other:?}"),
            };
            assert_eq!(said, expected.trim(), "in row: {row}");
        }
    }

    #[test]
    fn money_is_held_before_it_is_spent() {
        ledger(
            "deposit 100.00 | ok
             hold 65.00     | ok
             hold 65.00     | short by 30.00
             withdraw 40.00 | short by 5.00
             capture 65.00  | ok
             balance        | posted 35.00, held 0.00
             hold 35.00     | ok
             release 35.00  | ok
             balance        | posted 35.00, held 0.00",
        );
    }

    #[test]
    fn credit_is_for_buying_not_for_taking_out() {
        ledger(
            "credit-limit 50.00 | ok
             hold 50.00         | ok
             hold 0.01          | short by 0.01
             capture 50.00      | ok
             balance            | posted -50.00, held 0.00
             withdraw 1.00      | short by 51.00
             deposit -1.00      | NotPositive
             hold -1.00         | NotPositive",
        );
    }

    #[test]
    fn every_sale_sums_to_zero() {
        let (price, cost) = (Money::new(8_250, Currency::ZAR), Money::new(6_000, Currency::ZAR));
        let tax = Money::new(1_431, Currency::ZAR);
        let lines = sale(AccountId(3), AccountId(2), Charge { price, tax, cost });
        assert_eq!(lines.iter().map(|line| line.amount.minor).sum::<i64>(), 0);
        let undone = undone_sale(AccountId(3), AccountId(2), Charge { price, tax, cost });
        for (line, undone) in lines.iter().zip(undone) {
            assert_eq!((line.account, line.book), (undone.account, undone.book));
            assert_eq!(line.amount.minor + undone.amount.minor, 0);
        }
    }
}
