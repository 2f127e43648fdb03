//! Which name a command is about: by its number, by itself, or by both.

use app::Context;
use app::domains::locate::{self, Detailed, Located, Which};
use dialects::domaincontext::arguments::Domain;
use dialects::domaincontext::domain::named::NamedDomain;
use dialects::domaincontext::domain::selector::DomainSelector;
use model::error::Error;

use crate::domaincontext::AUDIENCE;
use crate::domaincontext::errors::{Handled, Refused};

/// What is said to whoever names nothing.
const NEITHER: &str = "domain or id is missing";

/// The name, which must be held by the caller or by somebody below.
pub async fn held(cx: &Context, sent: &DomainSelector) -> Handled<Located> {
    Ok(locate::held(cx, which(cx, sent)?).await?)
}

/// The same for commands that know names by nothing but themselves.
pub async fn held_named(cx: &Context, sent: &Domain) -> Handled<Located> {
    Ok(locate::held(cx, Which::read(cx, None, Some(&sent.0))?).await?)
}

/// The name with everything that lists show of it, also while it is on its way.
pub async fn detailed(cx: &Context, sent: &DomainSelector) -> Handled<Detailed> {
    Ok(locate::detailed(cx, AUDIENCE, which(cx, sent)?).await?)
}

/// What most changes answer.
pub fn named(located: &Located) -> NamedDomain {
    NamedDomain { id: located.number.0, domain: located.name.to_string() }
}

fn which(cx: &Context, sent: &DomainSelector) -> Result<Which, Refused> {
    let (number, name) = (sent.id.map(|id| id.0), sent.domain.as_ref());
    Which::read(cx, number, name.map(|name| name.0.as_str())).map_err(|error| match error {
        Error::Missing(_) => Refused::saying(error, NEITHER),
        other => other.into(),
    })
}
