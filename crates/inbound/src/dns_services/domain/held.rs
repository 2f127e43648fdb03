//! Names by the ids that callers know them by.

use app::Context;
use app::domains;
use app::shop::{self, HoldingState};
use model::Result;
use model::domain::DomainId;
use model::error::{Error, Field, Noun, Prohibition};
use model::name::DomainName;
use wire::Loose;

use crate::dns_services::errors::Refused;

/// The name with an id, for calls that act on it. It must be held: one that is ordered only says so.
pub async fn name(cx: &Context, id: Loose<i64>) -> Result<DomainName> {
    number(cx, id).await.map(|(_, name)| name)
}

/// A refusal of a call that knows names by nothing but themselves: their extension is a part of them.
pub fn by_itself(error: Error) -> Refused {
    Refused::renamed(error, |field| (field == Field::Tld).then(|| "name".to_owned()))
}

/// The name with an id, and the number it has now: one that came here under an order may have had a
/// number before.
pub async fn number(cx: &Context, id: Loose<i64>) -> Result<(DomainId, DomainName)> {
    let asked = DomainId(id.0);
    let held = match domains::by_id(cx, asked).await {
        Err(Error::NotFound(_)) => {
            let holding = shop::holding(cx, asked).await?;
            match holding.state {
                HoldingState::Active | HoldingState::Expired if holding.id != asked => {
                    domains::by_id(cx, holding.id).await?
                }
                HoldingState::Pending => return Err(Error::Prohibited(Prohibition::NotRunning)),
                _ => return Err(Error::NotFound(Noun::Domain)),
            }
        }
        found => found?,
    };
    Ok((held.id, held.name))
}
