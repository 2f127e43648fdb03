//! The shelf: what is sold besides names, shop by shop. Reading its files happens elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::affiliate::{Campaign, CommissionPlan};
use crate::error::{Error, Field, Noun, Reason, Result};
use crate::invoice::{PaymentMethod, Tax};
use crate::money::Currency;
use crate::product::{Category, CategoryId, Product, ProductId, ProductKind};
use crate::server::ServerOffer;
use crate::tenant::Plans;
use crate::tld::Rulebook;

/// What is sold in one currency, and how it is paid.
#[derive(Debug, Clone)]
pub struct Shop {
    /// The currency of every price in it.
    pub currency: Currency,
    /// The tax on everything.
    pub tax: Option<Tax>,
    /// How invoices can be paid.
    pub methods: Vec<PaymentMethod>,
    /// Groups of products, in order.
    pub categories: Vec<Category>,
    /// The category that names are sold under.
    pub names: CategoryId,
    /// Products, in order.
    pub products: Vec<Product>,
    /// By what affiliates earn; the first one is everybody's.
    pub plans: Vec<CommissionPlan>,
    /// What affiliates may promote.
    pub campaigns: Vec<Campaign>,
    /// Web servers that certificates are made for.
    pub web_servers: Vec<WebServer>,
    /// Places that products of some categories stand at.
    pub places: Vec<Place>,
}

/// A web server that certificates are made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebServer {
    /// Its number.
    pub number: u32,
    /// The word for it.
    pub word: String,
    /// What people call it.
    pub name: String,
}

/// A place that products of a category stand at: what can be filled in as where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The category's name in addresses.
    pub category: String,
    /// The short word for it: a country, or what stands for one.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// The short word for a part of it, and what people call that, where it makes a difference.
    pub state: Option<(String, String)>,
}

/// All shops of a realm, and what servers can be had as in each.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    shops: BTreeMap<Currency, Shop>,
    servers: ServerOffer,
    plans: Plans,
}

impl Shelf {
    /// Puts shops together.
    ///
    /// # Errors
    /// Says in words which shop and number is inconsistent.
    pub fn new(shops: Vec<Shop>, servers: ServerOffer) -> Result<Self, String> {
        servers.check()?;
        let mut shelf = BTreeMap::new();
        let mut numbers = BTreeSet::new();
        for shop in shops {
            let currency = shop.currency;
            shop.check(&mut numbers).map_err(|why| format!("{currency}: {why}"))?;
            if shelf.insert(currency, shop).is_some() {
                return Err(format!("{currency}: there are two shops in it"));
            }
        }
        Ok(Self { shops: shelf, servers, plans: Plans::default() })
    }

    /// The shelf with what tenants of resellers may be.
    #[must_use]
    pub fn with_plans(self, plans: Plans) -> Self {
        Self { plans, ..self }
    }

    /// What tenants of resellers may be.
    #[must_use]
    pub const fn plans(&self) -> &Plans {
        &self.plans
    }

    /// What servers can be had as.
    #[must_use]
    pub const fn servers(&self) -> &ServerOffer {
        &self.servers
    }

    /// The shop for a currency.
    #[must_use]
    pub fn shop(&self, currency: Currency) -> Option<&Shop> {
        self.shops.get(&currency)
    }

    /// A product by its number, in whichever shop it stands.
    #[must_use]
    pub fn product(&self, id: ProductId) -> Option<&Product> {
        self.shops.values().find_map(|shop| shop.products.iter().find(|product| product.id == id))
    }

    /// Checks that no form of an extension has the number of something in a product's form, so that a
    /// number always says what was filled in.
    ///
    /// # Errors
    /// Says in words which number stands in both.
    pub fn stands_beside(&self, book: &Rulebook) -> Result<(), String> {
        let products = self.shops.values().flat_map(|shop| &shop.products);
        let fields: Vec<_> = products.flat_map(|product| &product.fields).collect();
        let both =
            |kind: &str, id: u32| Err(format!("{kind} {id} of the rulebook is on the shelf"));
        if let Some(id) = book.field_numbers().find(|id| fields.iter().any(|field| field.id == *id))
        {
            return both("field", id);
        }
        let items: BTreeSet<u32> =
            fields.iter().flat_map(|field| field.items.iter().map(|item| item.id)).collect();
        match book.item_numbers().find(|id| items.contains(id)) {
            Some(id) => both("item", id),
            None => Ok(()),
        }
    }
}

impl Shop {
    /// A product by its number.
    ///
    /// # Errors
    /// When it is not sold here.
    pub fn product(&self, id: ProductId) -> Result<&Product> {
        self.products.iter().find(|product| product.id == id).ok_or(Error::NotFound(Noun::Product))
    }

    /// A category by its number.
    ///
    /// # Errors
    /// When there is none.
    pub fn category(&self, id: CategoryId) -> Result<&Category> {
        self.categories
            .iter()
            .find(|category| category.id == id)
            .ok_or(Error::NotFound(Noun::Category))
    }

    /// A category by its name in addresses.
    ///
    /// # Errors
    /// When there is none.
    pub fn category_called(&self, slug: &str) -> Result<&Category> {
        self.categories
            .iter()
            .find(|category| category.slug == slug)
            .ok_or(Error::NotFound(Noun::Category))
    }

    /// The categories that a shop shows, in order.
    pub fn listed_categories(&self) -> impl Iterator<Item = &Category> {
        self.categories.iter().filter(|category| category.listed)
    }

    /// A category by its number, where a shop shows it.
    ///
    /// # Errors
    /// When there is none, or it is shown elsewhere only.
    pub fn listed_category(&self, id: CategoryId) -> Result<&Category> {
        self.category(id)
            .ok()
            .filter(|category| category.listed)
            .ok_or(Error::NotFound(Noun::Category))
    }

    /// A product by its number, where a shop shows it.
    ///
    /// # Errors
    /// When it is not sold here, or elsewhere only.
    pub fn listed_product(&self, id: ProductId) -> Result<&Product> {
        let shown = |product: &&Product| self.listed_category(product.category).is_ok();
        self.product(id).ok().filter(shown).ok_or(Error::NotFound(Noun::Product))
    }

    /// A payment method by its number.
    ///
    /// # Errors
    /// When there is none.
    pub fn method(&self, id: u32) -> Result<&PaymentMethod> {
        self.methods
            .iter()
            .find(|method| method.id == id)
            .ok_or(Error::invalid(Field::PaymentMethod, Reason::UnknownWord))
    }

    /// An affiliate's plan by its number, else the first.
    #[must_use]
    pub fn plan(&self, id: u32) -> Option<&CommissionPlan> {
        self.plans.iter().find(|plan| plan.id == id).or_else(|| self.plans.first())
    }

    fn check(&self, numbers: &mut BTreeSet<(&'static str, u32)>) -> Result<(), String> {
        let mut once = |kind: &'static str, id: u32| match numbers.insert((kind, id)) {
            true => Ok(()),
            false => Err(format!("{kind} {id} stands twice")),
        };
        for method in &self.methods {
            once("payment method", method.id)?;
        }
        for category in &self.categories {
            once("category", category.id.0)?;
        }
        let mut servers = BTreeSet::new();
        if let Some(twice) = self.web_servers.iter().find(|server| !servers.insert(server.number)) {
            return Err(format!("web server {} stands twice", twice.number));
        }
        if let Some(place) =
            self.places.iter().find(|place| self.category_called(&place.category).is_err())
        {
            return Err(format!("there is no category {:?} for places", place.category));
        }
        if self.category(self.names).is_err() {
            return Err(format!("there is no category {} for names", self.names.0));
        }
        for product in &self.products {
            let id = product.id.0;
            once("product", id)?;
            self.check_product(product).map_err(|why| format!("product {id}: {why}"))?;
            for field in &product.fields {
                once("field", field.id)?;
                field.items.iter().try_for_each(|item| once("item", item.id))?;
            }
            product.addons.iter().try_for_each(|addon| once("add-on", addon.id))?;
        }
        Ok(())
    }

    fn check_product(&self, product: &Product) -> Result<(), String> {
        if product.prices.is_empty() {
            return Err("it can be had in no cycle".to_owned());
        }
        if self.category(product.category).is_err() {
            return Err(format!("there is no category {}", product.category.0));
        }
        if (product.kind == ProductKind::Server) != product.server.is_some() {
            return Err("only a server says what its servers are, and each does".to_owned());
        }
        if (product.kind == ProductKind::Certificate) != product.certificate.is_some() {
            return Err("only a certificate says what it certifies, and each does".to_owned());
        }
        if (product.kind == ProductKind::Feature) != product.feature.is_some() {
            return Err("only a feature says what it adds to what, and each does".to_owned());
        }
        if product.kind == ProductKind::Privacy && !product.needs_domain {
            return Err("only the holder of a name can be hidden, so it needs one".to_owned());
        }
        self.check_cycles(product)?;
        if product.prices.iter().filter_map(|price| price.renewal).any(|price| price.minor < 0) {
            return Err("a renewal costs less than nothing".to_owned());
        }
        let prices = product.addons.iter().flat_map(|addon| &addon.prices).chain(&product.prices);
        if prices.into_iter().any(|price| price.price.minor < 0 || price.setup.minor < 0) {
            return Err("a price is below nothing".to_owned());
        }
        let strange = |id: &&ProductId| self.product(**id).is_err();
        let of = product.feature.iter().flat_map(|rules| &rules.of);
        match product.upgrades.iter().chain(&product.subproducts).chain(of).find(strange) {
            Some(stranger) => Err(format!("there is no product {}", stranger.0)),
            None => Ok(()),
        }
    }

    /// Checks what a product says of its cycles, and a feature of the plans that it is for.
    fn check_cycles(&self, product: &Product) -> Result<(), String> {
        let mut cycles = BTreeSet::new();
        for price in &product.prices {
            if !cycles.insert(price.cycle) {
                return Err(format!("the cycle {:?} stands twice", price.cycle.word()));
            }
            let free = [price.price, price.setup].iter().all(|price| price.minor == 0);
            if price.trial && (price.renewable || !free) {
                return Err("a trial is free and cannot be had again".to_owned());
            }
        }
        // What a trial costs says whether it was had before.
        let items = product.fields.iter().flat_map(|field| &field.items);
        let costs = items.into_iter().any(|item| item.monthly.minor > 0 || item.setup.minor > 0);
        if product.prices.iter().any(|price| price.trial) && (costs || !product.addons.is_empty()) {
            return Err("what can be tried has nothing on top that costs".to_owned());
        }
        let servers = |id: &&ProductId| {
            self.product(**id).is_ok_and(|product| product.kind != ProductKind::Server)
        };
        match product.feature.iter().flat_map(|rules| &rules.of).find(servers) {
            Some(other) => Err(format!("product {} is no server and has no features", other.0)),
            None => Ok(()),
        }
    }
}
