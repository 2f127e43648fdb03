//! How often something is billed: letters in orders, words in answers.

use app::shop::Product;
use dialects::dns_services::cart::period::Period;
use model::Error;
use model::error::{Field, Reason};
use model::product::{Cycle, CyclePrice};

use super::values;

/// The letter that orders go by.
pub const fn letter(cycle: Cycle) -> &'static str {
    match cycle {
        Cycle::Month => "m",
        Cycle::Quarter => "q",
        Cycle::HalfYear => "s",
        Cycle::Year => "a",
        Cycle::TwoYears => "b",
        Cycle::ThreeYears => "t",
    }
}

/// The word that answers show.
pub const fn word(cycle: Cycle) -> &'static str {
    match cycle {
        Cycle::Month => "Monthly",
        Cycle::Quarter => "Quarterly",
        Cycle::HalfYear => "Semi-Annually",
        Cycle::Year => "Annually",
        Cycle::TwoYears => "Biennially",
        Cycle::ThreeYears => "Triennially",
    }
}

/// The cycle that a letter means; none where there is no letter.
pub fn chosen(letter: Option<&str>, field: Field) -> Result<Option<Cycle>, Error> {
    let Some(sent) = letter.map(str::trim).filter(|sent| !sent.is_empty()) else { return Ok(None) };
    let meant =
        Cycle::ALL.into_iter().find(|cycle| self::letter(*cycle).eq_ignore_ascii_case(sent));
    meant.map(Some).ok_or(Error::invalid(field, Reason::UnknownWord))
}

/// What a product is sold for, by period; `taken` is the one that counts when nothing is said.
pub fn periods(product: &Product, taken: Cycle) -> Result<Vec<Period>, Error> {
    product.prices.iter().map(|price| period(price, price.cycle == taken)).collect()
}

/// One period with its price.
pub fn period(price: &CyclePrice, selected: bool) -> Result<Period, Error> {
    Ok(Period {
        title: letter(price.cycle).to_owned(),
        value: letter(price.cycle).to_owned(),
        price: values::amount(price.price)?,
        setup: values::amount(price.setup)?,
        selected,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_as_they_are_written() {
        for cycle in Cycle::ALL {
            assert_eq!(chosen(Some(letter(cycle)), Field::Cycle), Ok(Some(cycle)));
        }
        assert_eq!(chosen(Some(" M "), Field::Cycle), Ok(Some(Cycle::Month)));
        assert_eq!(chosen(Some(""), Field::Cycle), Ok(None));
        assert!(chosen(Some("Monthly"), Field::Cycle).is_err());
    }
}
