//! A new product for a customer, paid by the reseller.

use app::accounts::customers;
use app::subscriptions::families::{self, Wanted};
use dialects::dreamscape::arguments::{Id, Months};
use dialects::dreamscape::product::families::Family;
use dialects::dreamscape::product::register::RegisterProduct;
use dialects::dreamscape::product::shape::Naming;
use model::account::AccountId;

use super::named;
use super::shown::Shown;
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::Handled;

pub async fn plain<P: Shown>(
    caller: Caller,
    family: &'static Family,
    call: RegisterProduct<P>,
) -> Handled<Answer<P>> {
    let domain = call.named.domain_name().map(str::to_owned);
    let wish = Wanted { domain, ..wanted(family, call.plan_id, call.period) };
    bought(caller, call.customer_id, wish).await
}

/// What every order says.
pub fn wanted(family: &Family, plan: Id, period: Months) -> Wanted {
    Wanted {
        family: family.slug.to_owned(),
        // No plan has a number beyond those of the shelf.
        plan: u32::try_from(plan.0).unwrap_or(u32::MAX),
        months: period.0.into(),
        ..Wanted::default()
    }
}

/// Buys something for a customer.
pub async fn bought<P: Shown>(caller: Caller, customer: Id, wish: Wanted) -> Handled<Answer<P>> {
    let cx = customers::buying_for(caller.cx()?, AccountId(customer.0)).await?;
    let bought = families::register(&cx, wish).await;
    Ok(Answer::Done(P::of(bought.map_err(|error| named(&cx, error))?)))
}
