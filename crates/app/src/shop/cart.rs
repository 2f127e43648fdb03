//! A cart as a caller fills it.

use std::collections::BTreeMap;

use model::account::MemberId;
use model::domain::DomainId;
use model::product::{Choice, Cycle, ProductId, Selection};
use model::secret::Secret;

/// Items a cart may hold.
pub(crate) const MOST_ITEMS: u16 = 100;

/// What somebody wants, and how it is to be paid.
#[derive(Debug, Clone, Default)]
pub struct Cart {
    /// What is wanted.
    pub items: Vec<CartItem>,
    /// The number of the payment method.
    pub method: Option<u32>,
    /// A coupon for everything that has none of its own.
    pub coupon: Option<String>,
    /// The number of the affiliate it came through.
    pub affiliate: Option<i64>,
}

/// Something wanted.
#[derive(Debug, Clone)]
pub enum CartItem {
    /// A product.
    Product(ProductItem),
    /// A product that is offered along with another one, which stands at this place in the cart and
    /// before it. It is for the same name.
    Along(usize, ProductItem),
    /// A name, or something done with one.
    Name(NameItem),
    /// Something that could not even be read; what was wrong with it.
    Unreadable(model::Error),
}

/// A product that is wanted.
#[derive(Debug, Clone)]
pub struct ProductItem {
    /// Its number.
    pub product: ProductId,
    /// The name it is for.
    pub domain: Option<String>,
    /// How often it is billed; the product's first cycle where nothing is said.
    pub cycle: Option<Cycle>,
    /// What is chosen about it.
    pub selection: Selection,
    /// A coupon's code.
    pub coupon: Option<String>,
}

/// What is to be done with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameAction {
    /// It is registered.
    Register,
    /// It comes from somebody else.
    Transfer,
    /// It gets more years.
    Renew,
}

/// A name that is wanted.
#[derive(Debug, Clone)]
pub struct NameItem {
    /// What is to be done.
    pub action: NameAction,
    /// The name; not for renewals.
    pub name: Option<String>,
    /// The name's number; for renewals.
    pub domain: Option<DomainId>,
    /// The number of its extension, where it is said too.
    pub tld: Option<u32>,
    /// For how long; the shortest time where nothing is said.
    pub years: Option<u8>,
    /// The auth code of a name that comes from somebody else.
    pub auth_code: Option<Secret<String>>,
    /// The delegation; the platform's own where nothing is said.
    pub nameservers: Option<Vec<String>>,
    /// Contacts of the account, in the order of `Role::ALL`; its owner where none is named.
    pub contacts: [Option<MemberId>; 4],
    /// What is filled into the extension's form, by the number of the field; needed for
    /// registrations only.
    pub choices: BTreeMap<u32, Choice>,
}
