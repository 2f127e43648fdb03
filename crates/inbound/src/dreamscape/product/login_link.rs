//! A link into the console of a product, for once.

use app::accounts::login_links::{self, To};
use dialects::dreamscape::login_link::LoginLink;
use dialects::dreamscape::product::families::Family;
use dialects::dreamscape::product::login_link::CreateProductLoginLink;

use super::{acting_for, number};
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::Handled;

/// Which part of the console it opens is not told apart: there is one.
pub async fn create(
    caller: Caller,
    family: &'static Family,
    call: CreateProductLoginLink,
) -> Handled<Answer<LoginLink>> {
    let cx = acting_for(caller.cx()?, family, call.product_id).await?;
    let link = login_links::create(&cx, To::Subscription(number(call.product_id))).await?;
    Ok(Answer::Done(LoginLink { link }))
}
