//! Price lists as sellers offer them: one of names, one of certificates, and one for each size of
//! servers. Each has a number that stays the same.

use model::account::{AccountId, Action};
use model::error::{Noun, PriceAction};
use model::money::{Currency, Money};
use model::price::{Figures, PriceRule};
use model::product::{Cycle, ProductId};
use model::server::Virtualisation;
use model::tld;
use model::{Error, Result};

use crate::accounts::below::{self, Owner};
use crate::accounts::prices as layers;
use crate::certificates;
use crate::realm::Context;
use crate::servers;

/// Lists that are no product have numbers above this; the number of a product is that of a list of its
/// own, and below it.
const ABOVE_PRODUCTS: i64 = 1_000_000_000;
/// The last digit of the number of a list of names.
const OF_NAMES: i64 = 1;
/// The last digit of the number of a list of certificates.
const OF_CERTIFICATES: i64 = 2;

/// What a list prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TariffKind {
    /// Names, by extension.
    Names,
    /// Certificates, by product.
    Certificates,
    /// One size of servers.
    Servers(Virtualisation),
}

/// What is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paid {
    /// A year of a new name.
    Registration,
    /// A name from another registrar.
    Transfer,
    /// Another year of a name.
    Renewal,
    /// Getting an expired name back, besides its renewal.
    ExpiredBack,
    /// Getting a deleted name back, besides its renewal.
    DeletedBack,
    /// A year of a new certificate.
    Certificate,
    /// Another year of a certificate.
    CertificateRenewal,
    /// A period of a server.
    Server(Cycle),
}

/// What a price is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// Names under an extension.
    Extension(String),
    /// A product, by its number and its word.
    Product(ProductId, String),
}

/// One price of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TariffPrice {
    /// Its number within the list.
    pub number: i64,
    /// What is priced.
    pub item: Item,
    /// What is done with it.
    pub paid: Paid,
    /// What each costs.
    pub price: Money,
    /// What is paid once besides.
    pub setup: Money,
}

/// A price list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tariff {
    /// Its number.
    pub number: i64,
    /// What it prices.
    pub kind: TariffKind,
    /// What it is called: a size of servers by its own name.
    pub name: String,
    /// What it says of itself, line by line.
    pub description: String,
    /// Who offers it.
    pub seller: Seller,
    /// Whether a price in it was made for one account alone.
    pub personal: bool,
    /// What its prices are in.
    pub currency: Currency,
    /// Its prices, in order.
    pub prices: Vec<TariffPrice>,
}

/// Who offers a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seller {
    /// The account.
    pub account: AccountId,
    /// What it signs in with.
    pub login: String,
}

impl Item {
    /// The number of what is priced.
    #[must_use]
    pub fn number(&self) -> i64 {
        match self {
            Self::Extension(extension) => tld::number(extension).into(),
            Self::Product(product, _) => product.0.into(),
        }
    }
}

impl Seller {
    /// Who sells to an account: whoever stands above it, or itself where nobody does.
    #[must_use]
    pub fn to(buyer: &Owner) -> Self {
        match buyer.seller {
            Some(account) => Self { account, login: buyer.seller_login.clone() },
            None => Self { account: buyer.account, login: buyer.login.clone() },
        }
    }
}

/// What the account that is acted for pays.
///
/// # Errors
/// When the caller may not look, or a price is out of range.
pub async fn bought(cx: &Context, audience: &'static str) -> Result<Vec<Tariff>> {
    cx.needs_more_than_privileges()?;
    let seller = Seller::to(&below::owner(cx, audience).await?);
    let (account, realm) = (cx.account(), cx.realm.clone());
    let look = move |tx: &mut store::Tx<'_>| {
        layers::every_list(tx, &realm.rulebook, &realm.costs, account)
    };
    let lists = cx.realm.store.read(look).await?;
    let personal = lists.values().any(|list| matches!(list.rule, PriceRule::Account(_)));
    let sold = lists.into_iter().filter(|(_, list)| !list.opted_out());
    let names = sold.map(|(extension, list)| (extension, list.figures)).collect();
    every(cx, &seller, names, personal)
}

/// What the account that is acted for can buy from whoever sells to it. Whoever has nobody above sees
/// what it offers itself.
///
/// # Errors
/// As [`bought`] and [`offered`].
pub async fn available(cx: &Context, audience: &'static str) -> Result<Vec<Tariff>> {
    match cx.caller.parent {
        Some(_) => bought(cx, audience).await,
        None => offered(cx, audience).await,
    }
}

/// What the account that is acted for asks of everybody below it, where it made nobody a price of their
/// own.
///
/// # Errors
/// When it may have nobody below it, or a price is out of range.
pub async fn offered(cx: &Context, audience: &'static str) -> Result<Vec<Tariff>> {
    cx.caller.may(Action::ManageChildren)?;
    let Owner { account, login, .. } = below::owner(cx, audience).await?;
    let defaults = layers::defaults(cx).await?.into_iter();
    let sold = defaults.filter(|(_, list)| !list.setting.is_some_and(|setting| setting.opted_out));
    let names = sold.map(|(extension, list)| (extension, list.total)).collect();
    every(cx, &Seller { account, login }, names, false)
}

/// One list by its number: of what the caller can buy, of what it offers to those below it, or of what
/// one of those offers.
///
/// # Errors
/// When there is none in the caller's sight.
pub async fn numbered(cx: &Context, audience: &'static str, number: i64) -> Result<Tariff> {
    let unknown = Error::NotFound(Noun::Product);
    let own = available(cx, audience).await?;
    if let Some(found) = own.into_iter().find(|tariff| tariff.number == number) {
        return Ok(found);
    }
    let above =
        number.checked_sub(ABOVE_PRODUCTS).filter(|rest| *rest > 0).ok_or(unknown.clone())?;
    let offers = match below::acting_for(cx, AccountId(above / 10)).await {
        Ok(seller) => offered(&seller, audience).await,
        Err(error) => Err(error),
    };
    let offers = offers.map_err(|error| match error {
        Error::NotFound(_) | Error::Forbidden(_) => unknown.clone(),
        error => error,
    });
    offers?.into_iter().find(|tariff| tariff.number == number).ok_or(unknown)
}

/// The lists of a seller whose names cost what is said; a list of nothing is none.
fn every(
    cx: &Context,
    seller: &Seller,
    names: Vec<(String, Figures)>,
    personal: bool,
) -> Result<Vec<Tariff>> {
    let currency = cx.session.account.currency;
    // What is priced in another currency than the buyer's cannot be bought.
    let sold = names.into_iter().filter(|(_, figures)| figures.currency == currency);
    let prices = sold.flat_map(|(extension, figures)| of_names(&extension, &figures)).collect();
    let names = Tariff {
        number: ABOVE_PRODUCTS + seller.account.0 * 10 + OF_NAMES,
        kind: TariffKind::Names,
        name: "Domains".to_owned(),
        description: "Domains".to_owned(),
        seller: seller.clone(),
        personal,
        currency,
        prices,
    };
    let certificates = Tariff {
        number: ABOVE_PRODUCTS + seller.account.0 * 10 + OF_CERTIFICATES,
        kind: TariffKind::Certificates,
        name: "Certificates".to_owned(),
        description: "Certificates".to_owned(),
        personal: false,
        prices: of_certificates(cx)?,
        ..names.clone()
    };
    let servers =
        cx.realm.shelf.shop(currency).map_or_else(|| Ok(Vec::new()), |_| servers::tariffs(cx));
    let servers = servers?.into_iter().map(|size| of_server(size, seller, currency));
    let all = [names, certificates].into_iter().chain(servers);
    Ok(all.filter(|tariff| !tariff.prices.is_empty()).collect())
}

fn of_names(extension: &str, figures: &Figures) -> Vec<TariffPrice> {
    let once = Money::zero(figures.currency);
    let priced = [
        (Paid::Registration, figures.of(PriceAction::Register)),
        (Paid::Transfer, figures.of(PriceAction::Transfer)),
        (Paid::Renewal, figures.of(PriceAction::Renew)),
        (Paid::ExpiredBack, once),
        (Paid::DeletedBack, figures.of(PriceAction::Redemption)),
    ];
    priced_as(&Item::Extension(extension.to_owned()), priced, once)
}

fn of_certificates(cx: &Context) -> Result<Vec<TariffPrice>> {
    let mut products = certificates::products(cx)?;
    products.sort_by(|one, other| one.word.cmp(&other.word));
    let priced = products.into_iter().flat_map(|product| {
        let once = Money::zero(product.price.currency);
        let priced =
            [(Paid::Certificate, product.price), (Paid::CertificateRenewal, product.renewal)];
        priced_as(&Item::Product(product.id, product.word), priced, once)
    });
    Ok(priced.collect())
}

fn of_server(size: servers::Tariff, seller: &Seller, currency: Currency) -> Tariff {
    let item = Item::Product(size.id, size.name.clone());
    Tariff {
        number: item.number(),
        kind: TariffKind::Servers(size.virtualisation),
        prices: priced_as(&item, [(Paid::Server(size.cycle), size.price)], size.setup),
        name: size.name,
        description: size.description,
        seller: seller.clone(),
        personal: false,
        currency,
    }
}

/// The prices of one thing, numbered after it.
fn priced_as(
    item: &Item,
    priced: impl IntoIterator<Item = (Paid, Money)>,
    setup: Money,
) -> Vec<TariffPrice> {
    let first = item.number() * 10 + 1;
    let price =
        |(number, (paid, price))| TariffPrice { number, item: item.clone(), paid, price, setup };
    (first..).zip(priced).map(price).collect()
}
