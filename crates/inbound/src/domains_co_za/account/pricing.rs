//! What an account pays. Prices are texts with the decimals of their currency and no thousands
//! separators, which some of the provider's examples have.

use app::accounts::prices::{self, DefaultPrices, EffectiveSetting, NewPrice};
use dialects::domains_co_za::account::default_pricing::{DefaultPriceList, ReadDefaultPricing};
use dialects::domains_co_za::account::price::{
    DefaultTldPrice, PriceFigures, PriceInput, PriceKind, PriceSetting, SetTldPrice, TldPrice,
};
use dialects::domains_co_za::account::pricing::{PriceList, ReadPricing};
use dialects::domains_co_za::account::set_default_pricing::SetDefaultPricing;
use dialects::domains_co_za::account::set_pricing::{PricesSet, SetPricing};
use dialects::domains_co_za::envelope::Done;
use dialects::domains_co_za::flags::NumberFlag;
use model::Error;
use model::error::PriceAction;
use model::money::{Currency, Money};
use model::price::{self, Figures};

use super::{named, needed};
use crate::domains_co_za::AUDIENCE;
use crate::domains_co_za::answer::{Handled, done, just_done};
use crate::domains_co_za::door::Caller;

pub async fn read(caller: Caller, call: ReadPricing) -> Handled<PriceList> {
    let lists = prices::all(caller.cx()?, AUDIENCE, named(call.username.as_ref())).await?;
    let prices = lists.into_iter().map(|(tld, list)| (tld, tld_price(&list)));
    Ok(done(PriceList { prices: prices.collect() }))
}

fn tld_price(list: &price::PriceList) -> TldPrice {
    let [registration, renewal, transfer, redemption, premium] = texts(&list.figures);
    TldPrice {
        currency: list.figures.currency.code().to_owned(),
        registration,
        renewal,
        transfer,
        redemption,
        premium,
        opted_out: list.opted_out(),
    }
}

pub async fn set(caller: Caller, call: SetPricing) -> Handled<PricesSet> {
    let (cx, login) = (caller.cx()?, needed(call.username.as_ref(), "username")?);
    let kind = call.kind.unwrap_or(PriceKind::Base);
    prices::set_for(cx, AUDIENCE, login, new_price(&call.price, kind)?).await?;
    let lists = prices::all(cx, AUDIENCE, Some(login)).await?;
    let just_set = call.price.tld.trim().trim_start_matches('.');
    let prices = lists.into_iter().map(|(tld, list)| {
        let price = set_tld_price(&list, tld.eq_ignore_ascii_case(just_set));
        (tld, price)
    });
    Ok(done(PricesSet { prices: prices.collect() }))
}

/// The price that was just set shows its currency in lower case.
fn set_tld_price(list: &price::PriceList, just_set: bool) -> SetTldPrice {
    let [registration, renewal, transfer, redemption, premium] = texts(&list.figures);
    let currency = list.figures.currency.code();
    SetTldPrice {
        kind: kind_out(EffectiveSetting::from(list).kind),
        currency: if just_set { currency.to_lowercase() } else { currency.to_owned() },
        registration,
        renewal,
        transfer,
        redemption,
        premium,
        opted_out: NumberFlag(list.opted_out()),
    }
}

pub async fn read_default(caller: Caller, _: ReadDefaultPricing) -> Handled<DefaultPriceList> {
    let defaults = prices::defaults(caller.cx()?).await?;
    let prices = defaults.into_iter().map(|(tld, prices)| (tld, default_tld_price(&prices)));
    Ok(done(DefaultPriceList { prices: prices.collect() }))
}

fn default_tld_price(prices: &DefaultPrices) -> DefaultTldPrice {
    let [registration, renewal, transfer, redemption, premium] = texts(&prices.cost);
    // Costs that are passed on unchanged read like a setting that repeats them.
    let (kind, setting) = match &prices.setting {
        Some(setting) => (setting.kind, setting.figures),
        None => (price::PriceKind::Base, prices.total),
    };
    // Nothing can be said of a difference between two currencies.
    let nothing = Figures { currency: prices.total.currency, minor: [0; 5] };
    DefaultTldPrice {
        kind: kind_out(kind),
        currency: prices.cost.currency.code().to_owned(),
        registration,
        renewal,
        transfer,
        redemption,
        premium,
        opted_out: prices.setting.is_some_and(|setting| setting.opted_out),
        markup: price_figures(&prices.markup.unwrap_or(nothing)),
        total: price_figures(&prices.total),
        setting: price_setting(kind, &setting),
    }
}

/// Inner objects show their currency in lower case.
fn price_figures(figures: &Figures) -> PriceFigures {
    let [registration, renewal, transfer, redemption, premium] = texts(figures);
    let currency = figures.currency.code().to_lowercase();
    PriceFigures { currency, registration, renewal, transfer, redemption, premium }
}

fn price_setting(kind: price::PriceKind, figures: &Figures) -> PriceSetting {
    let [registration, renewal, transfer, redemption, premium] = match kind {
        price::PriceKind::Base | price::PriceKind::Markup => texts(figures),
        // Per cents have two decimals, however many the currency has.
        price::PriceKind::Percentage => texts(&Figures { currency: Currency::USD, ..*figures }),
    };
    PriceSetting {
        currency: figures.currency.code().to_lowercase(),
        registration,
        renewal,
        transfer,
        redemption,
        premium,
        kind: kind_out(kind),
    }
}

pub async fn set_default(caller: Caller, call: SetDefaultPricing) -> Handled<Done> {
    prices::set_default(caller.cx()?, new_price(&call.price, call.kind)?).await?;
    Ok(just_done())
}

fn new_price(input: &PriceInput, kind: PriceKind) -> Result<NewPrice<'_>, Error> {
    let currency = input.currency.as_deref().filter(|currency| !currency.trim().is_empty());
    Ok(NewPrice {
        tld: &input.tld,
        kind: match kind {
            PriceKind::Base => price::PriceKind::Base,
            PriceKind::Markup => price::PriceKind::Markup,
            PriceKind::Percentage => price::PriceKind::Percentage,
        },
        figures: [
            &input.registration,
            &input.renewal,
            &input.transfer,
            &input.redemption,
            &input.premium,
        ],
        currency: currency.map_or(Ok(Currency::ZAR), Currency::parse)?,
    })
}

const fn kind_out(kind: price::PriceKind) -> PriceKind {
    match kind {
        price::PriceKind::Base => PriceKind::Base,
        price::PriceKind::Markup => PriceKind::Markup,
        price::PriceKind::Percentage => PriceKind::Percentage,
    }
}

/// The five figures as texts, in the order of `PriceAction::ALL`.
fn texts(figures: &Figures) -> [String; 5] {
    PriceAction::ALL.map(|action| Money::to_string(&figures.of(action)))
}
