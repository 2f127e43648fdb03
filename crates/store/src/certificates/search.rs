//! Certificates by their facts, and by those of their subscriptions.

use model::account::AccountId;
use model::certificate::CertificateState;
use model::money::{Currency, Money};
use model::product::ProductId;
use model::subscription::{Cancellation, SubscriptionId};
use model::time::Timestamp;
use model::{Error, Result};

use super::{COLUMNS, StoredCertificate, read};
use crate::scope::{Owner, Scope, Search, is_among, owner_columns, read_owner};
use crate::tx::{Row, Tx, Value};

/// What certificates are looked for. Whoever says several things means all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CertificateFilter {
    /// Their numbers.
    pub id: Option<SubscriptionId>,
    /// The authority's own number of the last order.
    pub number: Option<String>,
    /// What was bought.
    pub products: Option<Vec<ProductId>>,
    /// Where they stand, at the moment that is given along.
    pub state: Option<(CertificateState, Timestamp)>,
    /// Who holds them.
    pub holder: Option<AccountId>,
    /// The account above the holder.
    pub seller: Option<AccountId>,
    /// The common name.
    pub name: Option<String>,
    /// For how many years they were bought.
    pub years: Option<u8>,
    /// When what is issued begins: from the first moment to before the second.
    pub begins: Option<(Timestamp, Timestamp)>,
    /// Until when they are paid: from the first moment to before the second.
    pub paid_until: Option<(Timestamp, Timestamp)>,
}

/// A certificate, with what a list shows of its subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCertificate {
    /// Its own facts.
    pub stored: StoredCertificate,
    /// What was bought.
    pub product: ProductId,
    /// When.
    pub bought: Timestamp,
    /// Until when it is paid.
    pub paid_until: Timestamp,
    /// The end that was asked for.
    pub cancellation: Option<Cancellation>,
    /// What a further year costs.
    pub renewal: Money,
    /// Whose it is.
    pub owner: Owner,
}

fn read_found(row: &Row<'_>) -> Result<FoundCertificate> {
    let currency = Currency::parse(&row.text(11)?)?;
    Ok(FoundCertificate {
        stored: read(row)?,
        product: ProductId(u32::try_from(row.int(7)?).map_err(Error::internal)?),
        bought: row.instant(8)?,
        paid_until: row.instant(9)?,
        cancellation: row.maybe_text(10)?.as_deref().and_then(Cancellation::from_word),
        renewal: Money::new(row.int(12)?, currency),
        owner: read_owner(row, 13)?,
    })
}

/// The condition of a state: what stands in the row, unless an end came first.
fn standing(bound: &mut Vec<Value<'_>>, state: CertificateState, now: Timestamp) -> String {
    use CertificateState::{Cancelled, Expired, Failed, Incomplete, Issued, Pending};
    let runs = "(s.cancellation IS NULL OR s.cancellation <> 'now')";
    let stands = format!("c.state = '{}'", state.word());
    if state == Cancelled {
        return format!(" AND ({stands} OR NOT {runs})");
    }
    if state == Failed {
        return format!(" AND {runs} AND {stands}");
    }
    bound.push(now.into());
    let now = bound.len();
    let ends = "CASE WHEN c.state = 'issued' THEN COALESCE(c.expires, s.due) ELSE s.due END";
    match state {
        Incomplete | Pending | Issued => format!(" AND {runs} AND {stands} AND {ends} > ?{now}"),
        Expired | Cancelled | Failed => format!(
            " AND {runs} AND c.state IN ('incomplete', 'pending', 'issued') AND {ends} <= ?{now}"
        ),
    }
}

impl CertificateFilter {
    /// The conditions, each beginning with `AND`; it binds what they compare with.
    fn conditions<'a>(&'a self, bound: &mut Vec<Value<'a>>) -> String {
        let mut all = String::from(" AND s.kind = 'certificate'");
        let equal = [
            ("s.id", self.id.map(|id| Value::Int(id.0))),
            ("c.number", self.number.as_ref().map(Value::from)),
            ("s.account", self.holder.map(|holder| Value::Int(holder.0))),
            ("s.seller", self.seller.map(|seller| Value::Int(seller.0))),
            ("c.name", self.name.as_ref().map(Value::from)),
            ("c.years", self.years.map(|years| Value::Int(years.into()))),
        ];
        for (column, value) in equal {
            let Some(value) = value else { continue };
            bound.push(value);
            all.push_str(&format!(" AND {column} = ?{}", bound.len()));
        }
        for (column, range) in [("c.begins", self.begins), ("s.due", self.paid_until)] {
            let Some((from, to)) = range else { continue };
            bound.extend([Value::from(from), Value::from(to)]);
            let to = bound.len();
            all.push_str(&format!(" AND {column} >= ?{} AND {column} < ?{to}", to - 1));
        }
        if let Some(products) = &self.products {
            let numbers = products.iter().map(|product| Value::Int(product.0.into()));
            all.push_str(&format!(" AND {}", is_among(bound, "s.product", numbers)));
        }
        if let Some((state, now)) = self.state {
            all.push_str(&standing(bound, state, now));
        }
        all
    }
}

impl Tx<'_> {
    /// Certificates in a scope, oldest first. Of several ways into an account the login of `audience`
    /// is shown.
    ///
    /// # Errors
    /// When the database fails.
    pub fn find_certificates(
        &mut self,
        scope: Scope,
        audience: &str,
        filter: &CertificateFilter,
        limit: i64,
    ) -> Result<Vec<FoundCertificate>> {
        let mut bound = vec![scope.account.0.into(), audience.into(), limit.into()];
        let conditions = filter.conditions(&mut bound);
        let search = Search {
            table: "s",
            from: "subscription s JOIN certificate c ON c.id = s.id",
            conditions: &conditions,
            account: 1,
        };
        let rows = scope.rows(&search, "s.id AS number_of", "number_of", 3);
        let sql = format!(
            "SELECT {COLUMNS}, s.product, s.created, s.due, s.cancellation, s.currency, s.recurring,
                 {} FROM {rows} found
             JOIN subscription s ON s.id = found.number_of
             JOIN certificate c ON c.id = found.number_of
             ORDER BY s.id LIMIT ?3",
            owner_columns("s", 2)
        );
        self.all(&sql, &bound, read_found)
    }
}
