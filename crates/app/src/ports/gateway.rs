//! Somebody who takes money from a card or an account elsewhere, in the words of payment gateways.
//!
//! A charge is known by our reference: asking twice takes the money once. Silence is
//! [`Error::OutcomeUnknown`]; [`Error::Unavailable`] promises that nothing happened; a card that is
//! declined is [`Error::Refused`].
//!
//! [`Error::OutcomeUnknown`]: model::Error::OutcomeUnknown
//! [`Error::Unavailable`]: model::Error::Unavailable
//! [`Error::Refused`]: model::Error::Refused

use async_trait::async_trait;
use model::Result;
use model::money::Money;

/// Money to be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCharge {
    /// Our reference; the gateway takes money once for each.
    pub reference: String,
    /// How much.
    pub amount: Money,
    /// Whose money: the gateway's own name for the payer, here the login of the account.
    pub payer: String,
    /// What stands on the payer's statement.
    pub memo: String,
}

/// Money that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charged {
    /// The gateway's name for it.
    pub receipt: String,
    /// How much.
    pub amount: Money,
    /// Whether it was given back since.
    pub refunded: bool,
}

/// Somebody who takes money.
#[async_trait]
pub trait Gateway: Send + Sync {
    /// Takes money; a repeated reference takes none and answers as before.
    async fn charge(&self, charge: &NewCharge) -> Result<Charged>;
    /// What became of a charge, by our reference; none when it was never made or was declined.
    async fn info(&self, reference: &str) -> Result<Option<Charged>>;
    /// Gives a charge back as a whole; repeating it gives nothing more.
    async fn refund(&self, reference: &str) -> Result<()>;
}
