//! A name goes into the hands of another client.

use app::Context;
use app::accounts::below;
use app::domains::locate::Located;
use app::domains::push;
use dialects::domaincontext::domain::named::NamedDomain;
use dialects::domaincontext::domain::push::PushDomain;
use model::error::{Error, Field, Reason};

use super::which;
use crate::domaincontext::AUDIENCE;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::{Handled, Refused};

const NOT_THE_HOLDER: &str = "sender does not hold the domain";
const NO_RECEIVER: &str = "receiver not found";

pub async fn push(caller: Caller, call: PushDomain) -> Handled<NamedDomain> {
    let cx = caller.cx()?;
    let located = which::held(cx, &call.domain).await?;
    holds(cx, &located, &call.sender.0).await?;
    let receiver = below::related(&located.cx, AUDIENCE, &call.receiver.0).await;
    let receiver = receiver.map_err(receiving)?;
    let pincode = call.pincode.as_ref().map(|pincode| pincode.0.as_str());
    let pushed = push::push(&located.cx, located.name.clone(), receiver, pincode).await;
    pushed.map_err(receiving)?;
    Ok(which::named(&located))
}

/// Refuses a sender who is not the holder, whoever else it is.
async fn holds(cx: &Context, located: &Located, sender: &str) -> Handled<()> {
    let named = match below::by_login(cx, AUDIENCE, sender).await {
        Ok(found) => Some(found.account.id),
        Err(Error::NotFound(_)) => None,
        Err(error) => return Err(error.into()),
    };
    if named == Some(located.cx.account()) {
        return Ok(());
    }
    let error = Error::invalid(Field::Sender, Reason::Contradicts);
    Err(Refused::saying(error, NOT_THE_HOLDER))
}

fn receiving(error: Error) -> Refused {
    match error {
        Error::Invalid { field: Field::Receiver, reason: Reason::UnknownWord } => {
            Refused::saying(error, NO_RECEIVER)
        }
        other => other.into(),
    }
}
