//! Changes the delegation of a name, or hands its zone to the platform: queued, then at the
//! registry. DNSSEC can be switched along with it.

use model::Result;
use model::error::{Error, Field};
use model::name::DomainName;

use super::choices::{self, NameserverChoice};
use super::signers::{self, KeyInput};
use super::update::{self, Command};
use crate::realm::Context;

/// What becomes of the signed delegation.
#[derive(Debug, Clone, Default)]
pub enum DnssecChoice {
    /// It stays.
    #[default]
    Keep,
    /// It is removed.
    Off,
    /// It is made from these keys.
    Keys(Vec<KeyInput>),
}

/// Queues a change of the delegation.
///
/// # Errors
/// Names the nameserver, template or key that cannot be meant, or what else stands in the way.
pub async fn change(
    cx: &Context,
    name: DomainName,
    choice: NameserverChoice,
    dnssec: DnssecChoice,
) -> Result<()> {
    let inner = cx.clone();
    let signers = match &dnssec {
        DnssecChoice::Keep => None,
        DnssecChoice::Off => Some(Vec::new()),
        DnssecChoice::Keys(keys) => Some(signers::from_keys(&name, keys)?),
    };
    if choice == NameserverChoice::Keep && signers.is_none() {
        return Err(Error::Missing(Field::Nameserver(1)));
    }
    update::queue(cx, name, move |tx, domain| {
        let rules = inner.realm.rules(&domain.name)?;
        let delegation = choices::delegation(tx, &inner.realm, inner.account(), &choice, rules)?;
        let mut command = signers.as_deref().map(Command::with_signers).unwrap_or_default();
        if let Some(delegation) = delegation {
            command.managed = Some(delegation.managed);
            command.nameservers =
                Some(delegation.nameservers.iter().map(ToString::to_string).collect());
        }
        Ok(command)
    })
    .await
}
