//! Numbers as callers send them, and as the platform counts.

use model::Error;
use model::error::{Field, Reason};
use model::product::ProductId;
use wire::Loose;

/// The number of something on the shelf; no number outside of it is one.
fn shelved(number: i64, field: Field, reason: Reason) -> Result<u32, Error> {
    u32::try_from(number).map_err(|_| Error::invalid(field, reason))
}

/// The number of a product.
pub fn product(number: i64) -> Result<ProductId, Error> {
    shelved(number, Field::Product, Reason::UnknownWord).map(ProductId)
}

/// The number of a payment method, where one was named.
pub fn method(number: Option<Loose<i64>>) -> Result<Option<u32>, Error> {
    let one = |Loose(number)| shelved(number, Field::PaymentMethod, Reason::UnknownWord);
    number.map(one).transpose()
}

/// The number of an extension.
pub fn tld(number: i64) -> Result<u32, Error> {
    shelved(number, Field::Tld, Reason::UnknownTld)
}

/// A number of years. One that is no number of years is left to be refused with those that are too
/// many.
pub fn years(years: Loose<u32>) -> u8 {
    u8::try_from(years.0).unwrap_or(u8::MAX)
}
