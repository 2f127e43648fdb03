//! Customers who bring others, each with a code that makes the first payment cheaper.

use std::sync::Arc;

use app::Realm;
use app::affiliates::{self, NewCoupon};
use model::account::AccountId;
use model::invoice::Discount;
use model::{Error, Result};

/// The codes of main and other.
const CODES: [&str; 2] = ["HARBOR10", "SUMMIT10"];
/// What a code takes off: a tenth.
const OFF: Discount = Discount::Share(1_000);

/// Makes affiliates of those who are none yet.
pub(super) async fn join(
    realm: &Arc<Realm>,
    seller: AccountId,
    customers: [AccountId; 2],
) -> Result<()> {
    for (customer, code) in customers.into_iter().zip(CODES) {
        let affiliate = Some(affiliates::join(realm, customer).await?);
        let (code, most_uses, ends) = (code.to_owned(), None, None);
        let coupon = NewCoupon { seller, affiliate, code, discount: OFF, most_uses, ends };
        match affiliates::add_coupon(realm, coupon).await {
            Ok(_) | Err(Error::Taken(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
