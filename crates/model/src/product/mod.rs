//! What is on the shelf: products, the cycles they are billed in, and what can be chosen about them.

mod cycle;
mod feature;
mod form;

use std::collections::BTreeMap;

use crate::certificate::CertificateRules;
use crate::error::{Error, Field, Reason, Result};
use crate::money::{Currency, Money};
use crate::server::ServerPlan;

use cycle::in_cycle;
pub use cycle::{Cycle, CyclePrice};
pub use feature::{FeatureKind, FeatureRules};
pub use form::{Choice, FieldItem, FieldKind, FormField, filled_in, told};

/// Number of a product on the shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductId(pub u32);

/// Number of a category on the shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CategoryId(pub u32);

/// Who runs a product, and what a subscription to it can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProductKind {
    /// An account at a hosting panel.
    Hosting,
    /// Zones run by the platform's own name servers.
    Dns,
    /// A certificate.
    Certificate,
    /// A server.
    Server,
    /// Something that a server has besides, with a term of its own.
    Feature,
    /// The registrant of a name is hidden from WHOIS.
    Privacy,
}

impl ProductKind {
    const ALL: [Self; 6] =
        [Self::Hosting, Self::Dns, Self::Certificate, Self::Server, Self::Feature, Self::Privacy];

    /// The word it is stored and written as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hosting => "hosting",
            Self::Dns => "dns",
            Self::Certificate => "certificate",
            Self::Server => "server",
            Self::Feature => "feature",
            Self::Privacy => "privacy",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A group of products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its number.
    pub id: CategoryId,
    /// Its name.
    pub name: String,
    /// What it says of itself.
    pub description: String,
    /// Its name in addresses.
    pub slug: String,
    /// Whether a shop shows it and takes its products into carts.
    pub listed: bool,
}

/// Something that can be had on top of a product, billed with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addon {
    /// Its number.
    pub id: u32,
    /// What it says.
    pub title: String,
    /// What it says in more words.
    pub description: String,
    /// What the supplier calls it.
    pub resource: String,
    /// What it costs; it can be had in these cycles.
    pub prices: Vec<CyclePrice>,
}

/// A product of the shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Its number.
    pub id: ProductId,
    /// Who runs it.
    pub kind: ProductKind,
    /// Where it stands.
    pub category: CategoryId,
    /// Its name.
    pub name: String,
    /// What it says of itself, line by line.
    pub description: String,
    /// What its supplier calls it.
    pub plan: String,
    /// Whether it is for a name.
    pub needs_domain: bool,
    /// How many there are; no end where it is not counted.
    pub stock: Option<u32>,
    /// What it costs; it can be had in these cycles, the first where none is chosen.
    pub prices: Vec<CyclePrice>,
    /// What can be chosen.
    pub fields: Vec<FormField>,
    /// What can be had on top.
    pub addons: Vec<Addon>,
    /// Products that are offered along with it.
    pub subproducts: Vec<ProductId>,
    /// Products that a subscription can be changed to.
    pub upgrades: Vec<ProductId>,
    /// What it certifies, where it is a certificate.
    pub certificate: Option<CertificateRules>,
    /// What its servers are, where it is a server.
    pub server: Option<ServerPlan>,
    /// What it adds to which servers, where it is a feature.
    pub feature: Option<FeatureRules>,
}

/// Everything that was chosen about a product.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// By the number of the field.
    pub choices: BTreeMap<u32, Choice>,
    /// Add-ons, and the cycle that was named for each.
    pub addons: BTreeMap<u32, Option<Cycle>>,
}

/// What a product costs as it was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProductPrice {
    /// Each cycle.
    pub recurring: Money,
    /// Once.
    pub setup: Money,
}

impl ProductPrice {
    /// What the first cycle costs.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn first(&self) -> Result<Money> {
        self.recurring.plus(self.setup)
    }

    fn add(&mut self, recurring: Money, setup: Money) -> Result<()> {
        self.recurring = self.recurring.plus(recurring)?;
        self.setup = self.setup.plus(setup)?;
        Ok(())
    }
}

impl Addon {
    /// What it costs in a cycle, where it can be had in it.
    #[must_use]
    pub fn price(&self, cycle: Cycle) -> Option<&CyclePrice> {
        in_cycle(&self.prices, cycle)
    }
}

impl Product {
    /// The currency it is sold in.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.prices[0].price.currency
    }

    /// The cycle that is meant, where it is offered; the first one where none is named.
    ///
    /// # Errors
    /// When it is not offered.
    pub fn cycle(&self, named: Option<Cycle>) -> Result<Cycle> {
        match named {
            None => Ok(self.prices[0].cycle),
            Some(cycle) if in_cycle(&self.prices, cycle).is_some() => Ok(cycle),
            Some(_) => Err(Error::invalid(Field::Cycle, Reason::NotOffered)),
        }
    }

    /// What a cycle costs, where it can be had in it.
    #[must_use]
    pub fn cycle_price(&self, cycle: Cycle) -> Option<&CyclePrice> {
        in_cycle(&self.prices, cycle)
    }

    /// The cycle of so many months.
    ///
    /// # Errors
    /// When it cannot be had for them.
    pub fn period(&self, months: u32) -> Result<&CyclePrice> {
        Cycle::from_months(months)
            .and_then(|cycle| self.cycle_price(cycle))
            .ok_or(Error::invalid(Field::Period, Reason::NotOffered))
    }

    /// The first cycle that can be had again.
    #[must_use]
    pub fn first_renewable(&self) -> Option<&CyclePrice> {
        self.prices.iter().find(|price| price.renewable)
    }

    /// Reads a selection: everything in it is offered, everything needed is in it, and add-ons are
    /// billed in the product's own cycle.
    ///
    /// # Errors
    /// Names the field or add-on that cannot be meant.
    pub fn checked(&self, selection: &Selection, cycle: Cycle) -> Result<Selection> {
        let choices = filled_in(&self.fields, &selection.choices)?;
        let mut checked = Selection { choices, ..Selection::default() };
        for (id, named) in &selection.addons {
            let refuse = Error::invalid(Field::Addon(*id), Reason::NotOffered);
            let addon = self.addons.iter().find(|addon| addon.id == *id);
            if addon.is_none_or(|addon| addon.price(cycle).is_none())
                || named.is_some_and(|named| named != cycle)
            {
                return Err(refuse);
            }
            checked.addons.insert(*id, Some(cycle));
        }
        Ok(checked)
    }

    /// What a further cycle costs of what was bought at `price`.
    ///
    /// # Errors
    /// When the cycle is not offered, or a sum is out of range.
    pub fn renewal(&self, price: &ProductPrice, cycle: Cycle) -> Result<Money> {
        let base = in_cycle(&self.prices, cycle)
            .ok_or(Error::invalid(Field::Cycle, Reason::NotOffered))?;
        base.renewal
            .map_or(Ok(price.recurring), |renewal| price.recurring.minus(base.price)?.plus(renewal))
    }

    /// What a checked selection costs.
    ///
    /// # Errors
    /// When the cycle is not offered, or a sum is out of range.
    pub fn price(&self, selection: &Selection, cycle: Cycle) -> Result<ProductPrice> {
        let base = in_cycle(&self.prices, cycle)
            .ok_or(Error::invalid(Field::Cycle, Reason::NotOffered))?;
        let mut price = ProductPrice { recurring: base.price, setup: base.setup };
        for field in &self.fields {
            let chosen = selection.choices.get(&field.id);
            if let Some((recurring, setup)) =
                chosen.map(|choice| field.price(choice, cycle)).transpose()?.flatten()
            {
                price.add(recurring, setup)?;
            }
        }
        for addon in self.addons.iter().filter(|addon| selection.addons.contains_key(&addon.id)) {
            if let Some(addon) = addon.price(cycle) {
                price.add(addon.price, addon.setup)?;
            }
        }
        Ok(price)
    }

    /// What the supplier is told beyond the plan.
    #[must_use]
    pub fn resources(&self, selection: &Selection) -> BTreeMap<String, String> {
        let mut resources = told(&self.fields, &selection.choices);
        let addons = self
            .addons
            .iter()
            .filter(|addon| selection.addons.contains_key(&addon.id))
            .map(|addon| (addon.resource.clone(), "1".to_owned()));
        resources.extend(addons);
        resources
    }

    /// What an upgrade makes of a selection: what is chosen anew stands before what was chosen.
    ///
    /// # Errors
    /// Names a field that cannot be chosen anew.
    pub fn upgraded(
        &self,
        before: &Selection,
        anew: &BTreeMap<u32, Choice>,
        cycle: Cycle,
    ) -> Result<Selection> {
        for id in anew.keys() {
            let field = self.fields.iter().find(|field| field.id == *id);
            if field.is_none_or(|field| !field.upgradable) {
                return Err(Error::invalid(Field::Choice(*id), Reason::NotOffered));
            }
        }
        let kept = before.choices.iter().filter(|(id, _)| {
            !anew.contains_key(id) && self.fields.iter().any(|field| field.id == **id)
        });
        let choices = kept.chain(anew).map(|(id, choice)| (*id, choice.clone())).collect();
        let addons = before
            .addons
            .keys()
            .filter(|id| {
                let addon = self.addons.iter().find(|addon| addon.id == **id);
                addon.is_some_and(|addon| addon.price(cycle).is_some())
            })
            .map(|id| (*id, Some(cycle)))
            .collect();
        self.checked(&Selection { choices, addons }, cycle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD)
    }

    fn starter() -> Product {
        let item = |id, title: &str, monthly| FieldItem {
            id,
            title: title.to_owned(),
            monthly: usd(monthly),
            setup: usd(50),
        };
        let field = |id, resource: &str, kind, required, items| FormField {
            id,
            title: resource.to_owned(),
            resource: resource.to_owned(),
            kind,
            required,
            upgradable: true,
            items,
        };
        let price = |cycle, minor| CyclePrice {
            cycle,
            price: usd(minor),
            setup: usd(0),
            renewal: None,
            trial: false,
            renewable: true,
        };
        Product {
            id: ProductId(1),
            kind: ProductKind::Hosting,
            category: CategoryId(1),
            name: "Starter".into(),
            description: String::new(),
            plan: "starter".into(),
            needs_domain: true,
            stock: None,
            prices: vec![price(Cycle::Month, 999), price(Cycle::Year, 9_990)],
            fields: vec![
                field(
                    10,
                    "disk",
                    FieldKind::Select,
                    true,
                    vec![item(11, "10 GB", 0), item(12, "20 GB", 100)],
                ),
                field(
                    20,
                    "mailboxes",
                    FieldKind::Quantity { least: 1, most: 9 },
                    false,
                    vec![item(21, "mailbox", 25)],
                ),
            ],
            addons: vec![Addon {
                id: 30,
                title: "Address".into(),
                description: String::new(),
                resource: "addresses".into(),
                prices: vec![price(Cycle::Month, 500)],
            }],
            subproducts: Vec::new(),
            upgrades: Vec::new(),
            certificate: None,
            server: None,
            feature: None,
        }
    }

    fn selection(choices: &[(u32, u32, u32)], addons: &[u32]) -> Selection {
        Selection {
            choices: choices
                .iter()
                .map(|&(field, id, quantity)| (field, Choice::Item { id, quantity }))
                .collect(),
            addons: addons.iter().map(|id| (*id, None)).collect(),
        }
    }

    #[test]
    fn a_price_is_the_sum_of_what_was_chosen() {
        let product = starter();
        let chosen = selection(&[(10, 12, 1), (20, 21, 3)], &[30]);
        let chosen = product.checked(&chosen, Cycle::Month).unwrap();
        let price = product.price(&chosen, Cycle::Month).unwrap();
        assert_eq!(price.recurring, usd(999 + 100 + 3 * 25 + 500));
        assert_eq!(price.setup, usd(50 + 3 * 50));
        assert_eq!(product.resources(&chosen)["disk"], "20 GB");
        assert_eq!(product.resources(&chosen)["mailboxes"], "3");
        let yearly = product.checked(&selection(&[(10, 12, 1)], &[]), Cycle::Year).unwrap();
        assert_eq!(product.price(&yearly, Cycle::Year).unwrap().recurring, usd(9_990 + 12 * 100));
    }

    #[test]
    fn a_further_cycle_may_cost_something_else() {
        let mut product = starter();
        let chosen = product.checked(&selection(&[(10, 12, 1)], &[]), Cycle::Year).unwrap();
        let price = product.price(&chosen, Cycle::Year).unwrap();
        assert_eq!(product.renewal(&price, Cycle::Year).unwrap(), price.recurring);
        product.prices[1].renewal = Some(usd(12_000));
        assert_eq!(product.renewal(&price, Cycle::Year).unwrap(), usd(12_000 + 12 * 100));
    }

    #[test]
    fn what_is_not_offered_is_refused_by_its_number() {
        let product = starter();
        for (asked, cycle, field) in [
            (selection(&[], &[]), Cycle::Month, Field::Choice(10)),
            (selection(&[(10, 99, 1)], &[]), Cycle::Month, Field::Choice(10)),
            (selection(&[(10, 11, 1), (20, 21, 10)], &[]), Cycle::Month, Field::Choice(20)),
            (selection(&[(10, 11, 1), (77, 1, 1)], &[]), Cycle::Month, Field::Choice(77)),
            (selection(&[(10, 11, 1)], &[30]), Cycle::Year, Field::Addon(30)),
        ] {
            match product.checked(&asked, cycle) {
                Err(Error::Missing(about) | Error::Invalid { field: about, .. }) => {
                    assert_eq!(about, field);
                }
                other => panic!("{asked:?} became {other:?}"),
            }
        }
        assert!(product.cycle(Some(Cycle::Quarter)).is_err());
    }

    #[test]
    fn an_upgrade_keeps_what_is_not_chosen_anew() {
        let product = starter();
        let before = selection(&[(10, 11, 1), (20, 21, 2)], &[30]);
        let anew = selection(&[(10, 12, 1)], &[]).choices;
        let after = product.upgraded(&before, &anew, Cycle::Month).unwrap();
        assert_eq!(
            after,
            product.checked(&selection(&[(10, 12, 1), (20, 21, 2)], &[30]), Cycle::Month).unwrap()
        );
    }
}
