//! Searching subscriptions, those that ended included.

use model::account::AccountId;
use model::product::ProductId;
use model::subscription::{Standing, SubscriptionId};
use model::time::Timestamp;
use model::{Error, Result};

use crate::accounts::{Page, Window};
use crate::scope::{Cut, Scope, Search, is_among};
use crate::subscriptions::{StoredSubscription, columns_of, read};
use crate::tx::{Tx, Value};

/// Which subscriptions are looked for. Whoever says several things means all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubscriptionFilter {
    /// One of these products; nothing is found where there is none.
    pub products: Vec<ProductId>,
    /// The one with this number.
    pub id: Option<SubscriptionId>,
    /// Who holds it.
    pub holder: Option<AccountId>,
    /// Where it stands, at the moment that is given along.
    pub standing: Option<(Standing, Timestamp)>,
    /// The name it is for, in lower case.
    pub domain: Option<String>,
    /// What it is a part of.
    pub part_of: Option<SubscriptionId>,
}

/// The condition of a standing, as the model has it.
fn stands(bound: &mut Vec<Value<'_>>, standing: Standing, now: Timestamp) -> String {
    let simple = |state: &str| format!(" AND s.cancellation IS NULL AND s.state = '{state}'");
    let mut suspended = |comparison: &str| {
        bound.push(now.into());
        format!("{} AND s.due {comparison} ?{}", simple("suspended"), bound.len())
    };
    match standing {
        Standing::Pending => simple("pending"),
        Standing::Running => simple("active"),
        Standing::Renewing => suspended(">"),
        Standing::Lapsed => suspended("<="),
        Standing::Ending => " AND s.cancellation IS NOT NULL AND s.state <> 'cancelled'".to_owned(),
        Standing::Ended => " AND s.state = 'cancelled'".to_owned(),
    }
}

impl SubscriptionFilter {
    /// The conditions, each beginning with `AND`; it binds what they compare with.
    fn conditions<'a>(&'a self, bound: &mut Vec<Value<'a>>) -> String {
        let products = self.products.iter().map(|product| Value::Int(product.0.into()));
        let mut all = format!(" AND s.untold = 0 AND {}", is_among(bound, "s.product", products));
        let equal = [
            ("s.id", self.id.map(|id| Value::Int(id.0))),
            ("s.account", self.holder.map(|holder| Value::Int(holder.0))),
            ("s.domain", self.domain.as_ref().map(Value::from)),
            ("s.part_of", self.part_of.map(|whole| Value::Int(whole.0))),
        ];
        for (column, value) in equal {
            let Some(value) = value else { continue };
            bound.push(value);
            all.push_str(&format!(" AND {column} = ?{}", bound.len()));
        }
        if let Some((standing, now)) = self.standing {
            all.push_str(&stands(bound, standing, now));
        }
        all
    }
}

impl Tx<'_> {
    /// A page of subscriptions in a scope by their number, and how many there are.
    ///
    /// # Errors
    /// When the database fails.
    pub fn search_subscriptions(
        &mut self,
        scope: Scope,
        filter: &SubscriptionFilter,
        window: Window,
    ) -> Result<Page<StoredSubscription>> {
        let mut bound = vec![scope.account.0.into()];
        let conditions = filter.conditions(&mut bound);
        let search =
            Search { table: "s", from: "subscription s", conditions: &conditions, account: 1 };
        let matching = self.number(&scope.count(&search), &bound)?;
        let direction = window.direction();
        let order = format!("number_of {direction}");
        let cut = Cut::bind(&mut bound, window);
        let page = scope.page(&search, "s.id AS number_of", &order, cut);
        let sql = format!(
            "SELECT {} FROM {page} found JOIN subscription s ON s.id = found.number_of
             ORDER BY s.id {direction} LIMIT ?{}",
            columns_of("s"),
            cut.limit
        );
        let rows = self.all(&sql, &bound, read)?;
        Ok(Page { rows, matching, total: matching })
    }

    /// What belongs to a subscription and did not end, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn parts_of(
        &mut self,
        whole: SubscriptionId,
        limit: i64,
    ) -> Result<Vec<StoredSubscription>> {
        let sql = format!(
            "SELECT {} FROM subscription s
             WHERE s.part_of = ?1 AND s.state <> 'cancelled' ORDER BY s.id LIMIT ?2",
            columns_of("s")
        );
        self.all(&sql, &[whole.0.into(), limit.into()], read)
    }

    /// Whether an account has or had a product for nothing at first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tried(&mut self, account: AccountId, product: ProductId) -> Result<bool> {
        self.first(
            "SELECT id FROM subscription
             WHERE account = ?1 AND product = ?2 AND first_payment = 0
                 AND (state <> 'cancelled' OR due > created) LIMIT 1",
            &[account.0.into(), i64::from(product.0).into()],
            |row| row.int(0),
        )
        .map(|found| found.is_some())
    }

    /// Has searches pass over a subscription that came to nothing before anybody was told its number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn leave_untold(&mut self, id: SubscriptionId) -> Result<()> {
        let changed =
            self.run("UPDATE subscription SET untold = 1 WHERE id = ?1", &[id.0.into()])?;
        match changed {
            1 => Ok(()),
            _ => Err(Error::internal(format!("subscription {} is missing", id.0))),
        }
    }
}
