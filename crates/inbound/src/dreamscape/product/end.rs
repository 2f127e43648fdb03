//! The end of a product.

use app::subscriptions::families;
use dialects::dreamscape::nothing::Nothing;
use dialects::dreamscape::product::families::Family;
use dialects::dreamscape::product::terminate::TerminateProduct;

use super::{acting_for, number};
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::Handled;

pub async fn terminate(
    caller: Caller,
    family: &'static Family,
    call: TerminateProduct,
) -> Handled<Answer<Nothing>> {
    let cx = acting_for(caller.cx()?, family, call.product_id).await?;
    families::terminate(&cx, family.slug, number(call.product_id)).await?;
    Ok(Answer::Done(Nothing))
}
