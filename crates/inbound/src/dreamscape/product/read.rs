//! The products of a family, and one of them.

use app::subscriptions::families::{self, Filter};
use dialects::dreamscape::product::families::Family;
use dialects::dreamscape::product::list::ListProducts;
use dialects::dreamscape::product::read::ReadProduct;
use dialects::dreamscape::product::shape::Naming;
use model::account::AccountId;

use super::number;
use super::shown::{Shown, standing};
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::Handled;
use crate::dreamscape::paging;

pub async fn list<P: Shown>(
    caller: Caller,
    family: &'static Family,
    call: ListProducts<P>,
) -> Handled<Answer<Vec<P>>> {
    let filter = Filter {
        customer: call.customer_id.map(|id| AccountId(id.0)),
        standing: call.status_id.map(standing),
        domain: call.sought.domain_name().map(str::to_owned),
    };
    let window = paging::window(call.paging);
    let page = families::list(caller.cx()?, family.slug, filter, window).await?;
    let rows = page.rows.into_iter().map(P::of).collect();
    Ok(Answer::page(rows, call.paging, page.matching))
}

pub async fn one<P: Shown>(
    caller: Caller,
    family: &'static Family,
    call: ReadProduct<P>,
) -> Handled<Answer<P>> {
    let found = families::one(caller.cx()?, family.slug, number(call.product_id)).await?;
    Ok(Answer::Done(P::of(found)))
}
