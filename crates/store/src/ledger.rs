//! Balances, entries and holds. Entries are only ever added; a balance is their checked summary.

use model::account::AccountId;
use model::ledger::{self, Book, Entry, Funds, HoldId};
use model::money::{Currency, Money};
use model::operation::OperationId;
use model::price::Charge;
use model::time::Timestamp;
use model::{Error, Result};

use crate::tx::Tx;

/// An open, captured or released hold.
#[derive(Debug, Clone)]
pub struct StoredHold {
    /// Its row.
    pub id: HoldId,
    /// Who pays.
    pub account: AccountId,
    /// Who sells.
    pub seller: AccountId,
    /// What is set aside, and what it costs the seller.
    pub charge: Charge,
    /// Why.
    pub reason: String,
    /// Whether it was neither captured nor released yet.
    pub open: bool,
}

/// What the entries of one account in one currency add up to.
#[derive(Debug, Clone)]
pub struct Position {
    /// The account's login and the family of callers it belongs to.
    pub login: String,
    /// The family of callers.
    pub audience: String,
    /// The currency.
    pub currency: Currency,
    /// Sum of the entries in its funds.
    pub posted: Money,
    /// Sum of its open holds.
    pub held: Money,
}

/// The whole ledger, added up from its entries.
#[derive(Debug, Clone)]
pub struct Summary {
    /// Whether all entries sum to zero in each currency and every stored balance agrees with its
    /// entries and holds.
    pub balanced: bool,
    /// How many entries there are.
    pub entries: i64,
    /// How many holds are open.
    pub open_holds: i64,
    /// One row per account and currency.
    pub positions: Vec<Position>,
}

impl Tx<'_> {
    /// What an account has in one currency.
    ///
    /// # Errors
    /// When the database fails.
    pub fn funds(&mut self, account: AccountId, currency: Currency) -> Result<Funds> {
        let found = self.first(
            "SELECT posted, held, credit_limit FROM balance WHERE account = ?1 AND currency = ?2",
            &[account.0.into(), currency.code().into()],
            |row| {
                Ok(Funds {
                    posted: Money::new(row.int(0)?, currency),
                    held: Money::new(row.int(1)?, currency),
                    credit_limit: Money::new(row.int(2)?, currency),
                })
            },
        )?;
        Ok(found.unwrap_or(Funds::empty(currency)))
    }

    fn set_funds(&mut self, account: AccountId, funds: &Funds) -> Result<()> {
        self.write(
            "INSERT INTO balance (account, currency, posted, held, credit_limit)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (account, currency)
             DO UPDATE SET posted = excluded.posted, held = excluded.held,
                           credit_limit = excluded.credit_limit",
            &[
                account.0.into(),
                funds.posted.currency.code().into(),
                funds.posted.minor.into(),
                funds.held.minor.into(),
                funds.credit_limit.minor.into(),
            ],
        )
    }

    /// Sets the price of a charge aside. Lock the account first.
    ///
    /// # Errors
    /// When it is not available; then nothing changed.
    pub fn hold(
        &mut self,
        account: AccountId,
        seller: AccountId,
        charge: Charge,
        reason: &str,
        now: Timestamp,
        ends: Timestamp,
    ) -> Result<(HoldId, Funds)> {
        let mut funds = self.funds(account, charge.price.currency)?;
        funds.hold(charge.price)?;
        self.set_funds(account, &funds)?;
        let id = self.insert(
            "INSERT INTO hold
                 (account, seller, currency, amount, cost, cost_currency, reason, state, opened, ends,
                  tax)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'open', ?8, ?9, ?10) RETURNING id",
            &[
                account.0.into(),
                seller.0.into(),
                charge.price.currency.code().into(),
                charge.price.minor.into(),
                charge.cost.minor.into(),
                charge.cost.currency.code().into(),
                reason.into(),
                now.into(),
                ends.into(),
                charge.tax.minor.into(),
            ],
        )?;
        Ok((HoldId(id), funds))
    }

    /// Closes a hold that is open and locks its account; a hold that was closed before is given as it
    /// was.
    fn close_hold(&mut self, id: HoldId, state: &str) -> Result<StoredHold> {
        // The account first, as everyone who pays does, or two of them would wait for each other.
        let lock = if self.is_postgres() { "FOR UPDATE" } else { "" };
        let sql = format!(
            "SELECT h.account, h.seller, h.currency, h.amount, h.cost, h.reason, h.state,
                 h.cost_currency, h.tax
             FROM account a JOIN hold h ON h.account = a.id WHERE h.id = ?1 {lock}"
        );
        let hold = self
            .first(&sql, &[id.0.into()], |row| {
                let currency = Currency::parse(&row.text(2)?)?;
                Ok(StoredHold {
                    id,
                    account: AccountId(row.int(0)?),
                    seller: AccountId(row.int(1)?),
                    charge: Charge {
                        price: Money::new(row.int(3)?, currency),
                        tax: Money::new(row.int(8)?, currency),
                        cost: Money::new(row.int(4)?, Currency::parse(&row.text(7)?)?),
                    },
                    reason: row.text(5)?,
                    open: row.text(6)? == "open",
                })
            })?
            .ok_or_else(|| Error::internal(format!("hold {} is missing", id.0)))?;
        if hold.open {
            self.write("UPDATE hold SET state = ?2 WHERE id = ?1", &[id.0.into(), state.into()])?;
        }
        Ok(hold)
    }

    /// Spends a hold: the buyer pays, the seller earns and owes its cost. A hold is spent once; doing
    /// it again changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub fn capture(&mut self, id: HoldId, operation: OperationId, now: Timestamp) -> Result<Money> {
        let hold = self.close_hold(id, "captured")?;
        if hold.open {
            let mut funds = self.funds(hold.account, hold.charge.price.currency)?;
            funds.capture(hold.charge.price);
            self.set_funds(hold.account, &funds)?;
            let lines = ledger::sale(hold.account, hold.seller, hold.charge);
            self.post(&lines, Some(operation), &hold.reason, now)?;
        }
        Ok(hold.charge.price)
    }

    /// Gives a hold back. Doing it again changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release(&mut self, id: HoldId) -> Result<()> {
        let hold = self.close_hold(id, "released")?;
        if hold.open {
            let mut funds = self.funds(hold.account, hold.charge.price.currency)?;
            funds.release(hold.charge.price);
            self.set_funds(hold.account, &funds)?;
        }
        Ok(())
    }

    /// Gives back what was paid for something that could not be had: the sale is undone. Lock the
    /// account first, and do it once.
    ///
    /// # Errors
    /// When the database fails.
    pub fn undo_sale(
        &mut self,
        buyer: AccountId,
        seller: AccountId,
        charge: Charge,
        memo: &str,
        now: Timestamp,
    ) -> Result<Funds> {
        let mut funds = self.funds(buyer, charge.price.currency)?;
        // However much the account has by now, this was its own.
        funds.take_back(charge.price.negated());
        self.set_funds(buyer, &funds)?;
        self.post(&ledger::undone_sale(buyer, seller, charge), None, memo, now)?;
        Ok(funds)
    }

    /// Pays in or, with a negative amount, takes out. Lock the account first.
    ///
    /// # Errors
    /// When more would be taken out than there is.
    pub fn pay(
        &mut self,
        account: AccountId,
        amount: Money,
        operation: Option<OperationId>,
        memo: &str,
        now: Timestamp,
    ) -> Result<Funds> {
        let mut funds = self.funds(account, amount.currency)?;
        if amount.minor < 0 {
            funds.withdraw(amount.negated())?;
        } else {
            funds.deposit(amount)?;
        }
        self.set_funds(account, &funds)?;
        self.post(&ledger::payment(account, amount), operation, memo, now)?;
        Ok(funds)
    }

    /// Puts credit of an account on an invoice. Lock the account first.
    ///
    /// # Errors
    /// When the account has less.
    pub fn apply_credit(
        &mut self,
        account: AccountId,
        amount: Money,
        memo: &str,
        now: Timestamp,
    ) -> Result<Funds> {
        let lines = ledger::between(account, Book::Funds, Book::Applied, amount);
        self.move_funds(lines, memo, now, |funds| funds.withdraw(amount))
    }

    /// Puts money on an invoice again that was on it before and stood aside since. Lock the account
    /// first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn apply_again(
        &mut self,
        account: AccountId,
        amount: Money,
        memo: &str,
        now: Timestamp,
    ) -> Result<Funds> {
        let lines = ledger::between(account, Book::Funds, Book::Applied, amount);
        self.move_funds(lines, memo, now, |funds| {
            funds.take_back(amount);
            Ok(())
        })
    }

    /// Takes money off an invoice and makes it credit of the account again. Lock the account first.
    ///
    /// # Errors
    /// When it is not positive, or more than a balance may hold.
    pub fn return_credit(
        &mut self,
        account: AccountId,
        amount: Money,
        memo: &str,
        now: Timestamp,
    ) -> Result<Funds> {
        let lines = ledger::between(account, Book::Applied, Book::Funds, amount);
        self.move_funds(lines, memo, now, |funds| funds.deposit(amount))
    }

    /// Writes a transaction of two lines; the funds that change are those of the first line's account.
    fn move_funds(
        &mut self,
        lines: [Entry; 2],
        memo: &str,
        now: Timestamp,
        change: impl FnOnce(&mut Funds) -> Result<()>,
    ) -> Result<Funds> {
        let Entry { account, amount, .. } = lines[0];
        let mut funds = self.funds(account, amount.currency)?;
        change(&mut funds)?;
        self.set_funds(account, &funds)?;
        self.post(&lines, None, memo, now)?;
        Ok(funds)
    }

    /// Spends money of an invoice on what was sold: the seller earns it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn spend_applied(
        &mut self,
        account: AccountId,
        seller: AccountId,
        charge: Charge,
        memo: &str,
        now: Timestamp,
    ) -> Result<()> {
        let mut lines = ledger::sale(account, seller, charge);
        lines[0].book = Book::Applied;
        self.post(&lines, None, memo, now)
    }

    /// Takes money that came in from outside onto an invoice.
    ///
    /// # Errors
    /// When the database fails.
    pub fn receive_applied(
        &mut self,
        account: AccountId,
        amount: Money,
        memo: &str,
        now: Timestamp,
    ) -> Result<()> {
        let mut lines = ledger::payment(account, amount);
        lines[0].book = Book::Applied;
        self.post(&lines, None, memo, now)
    }

    /// Pays an affiliate its commissions, as credit.
    ///
    /// # Errors
    /// When it is not positive, or more than a balance may hold.
    pub fn pay_commission(
        &mut self,
        seller: AccountId,
        affiliate: AccountId,
        amount: Money,
        now: Timestamp,
    ) -> Result<()> {
        let lines = [
            Entry { account: affiliate, book: Book::Funds, amount },
            Entry { account: seller, book: Book::Cost, amount: amount.negated() },
        ];
        self.move_funds(lines, "commissions", now, |funds| funds.deposit(amount)).map(drop)
    }

    fn post(
        &mut self,
        lines: &[Entry],
        operation: Option<OperationId>,
        memo: &str,
        now: Timestamp,
    ) -> Result<()> {
        // The lines of one batch carry the operation's number, or the instant where there is none.
        let batch = operation.map_or(-now.unix(), |operation| operation.0);
        for line in lines.iter().filter(|line| line.amount.minor != 0) {
            self.write(
                "INSERT INTO entry (batch, at, account, book, currency, amount, operation, memo)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                &[
                    batch.into(),
                    now.into(),
                    line.account.0.into(),
                    line.book.word().into(),
                    line.amount.currency.code().into(),
                    line.amount.minor.into(),
                    operation.map(|operation| operation.0).into(),
                    memo.into(),
                ],
            )?;
        }
        Ok(())
    }

    /// Adds the whole ledger up from its entries. Reads everything; for control and consistency
    /// checks, not for calls.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ledger_summary(&mut self) -> Result<Summary> {
        let uneven = self.number(
            "SELECT COUNT(*) FROM (SELECT currency FROM entry GROUP BY currency HAVING SUM(amount) <> 0) AS u",
            &[],
        )?;
        let uneven_batches = self.number(
            "SELECT COUNT(*) FROM (SELECT operation FROM entry WHERE operation IS NOT NULL
             GROUP BY operation, currency HAVING SUM(amount) <> 0) AS u",
            &[],
        )?;
        let mut agree = true;
        let positions = self.all(
            "SELECT m.login, m.audience, b.currency, b.posted, b.held,
                 CAST(COALESCE((SELECT SUM(e.amount) FROM entry e WHERE e.account = b.account
                      AND e.currency = b.currency AND e.book = 'funds'), 0) AS BIGINT),
                 CAST(COALESCE((SELECT SUM(h.amount) FROM hold h WHERE h.state = 'open'
                      AND h.account = b.account AND h.currency = b.currency), 0) AS BIGINT)
             FROM balance b JOIN member m ON m.account = b.account AND m.role = 'owner'
             ORDER BY b.account, b.currency",
            &[],
            |row| {
                let currency = Currency::parse(&row.text(2)?)?;
                let (posted, held) = (row.int(5)?, row.int(6)?);
                agree &= row.int(3)? == posted && row.int(4)? == held;
                Ok(Position {
                    login: row.text(0)?,
                    audience: row.text(1)?,
                    currency,
                    posted: Money::new(posted, currency),
                    held: Money::new(held, currency),
                })
            },
        )?;
        Ok(Summary {
            balanced: uneven == 0 && uneven_batches == 0 && agree,
            entries: self.number("SELECT COUNT(*) FROM entry", &[])?,
            open_holds: self.number("SELECT COUNT(*) FROM hold WHERE state = 'open'", &[])?,
            positions,
        })
    }
}
