//! Price layers: the supplier's list, defaults and settings for one account, passed down the tree.

use app::Context;
use app::accounts::prices::{self, EffectiveSetting, NewPrice};
use model::error::{Field, Noun, PriceAction, Reason, Restriction};
use model::event::EventKind;
use model::money::{Currency, Money};
use model::price::{PriceKind, PriceList, PriceRule};
use model::{Error, Result};
use proptest::prelude::*;

use crate::world::{AUDIENCE, World, property, zar};

/// What the supplier asks for co.za, as the rulebook ships it.
const COST: [&str; 5] = ["60.00", "60.00", "0.00", "250.00", "300.00"];

fn price<'a>(tld: &'a str, kind: PriceKind, figures: [&'a str; 5]) -> NewPrice<'a> {
    NewPrice { tld, kind, figures, currency: Currency::ZAR }
}

fn co_za<'a>(kind: PriceKind, figures: [&'a str; 5]) -> NewPrice<'a> {
    price("co.za", kind, figures)
}

async fn list(cx: &Context, tld: &str) -> PriceList {
    let all = prices::all(cx, AUDIENCE, None).await.unwrap();
    all.into_iter().find(|(known, _)| known == tld).unwrap().1
}

async fn pays(cx: &Context) -> [String; 5] {
    let list = list(cx, "co.za").await;
    PriceAction::ALL.map(|action| list.figures.of(action).to_string())
}

async fn sets(cx: &Context, login: &str, price: NewPrice<'_>) -> Result<()> {
    prices::set_for(cx, AUDIENCE, login, price).await
}

#[tokio::test]
async fn without_settings_the_cost_is_passed_on_unchanged() {
    let world = World::new().await;
    for cx in [&world.operator, &world.registrar, &world.shop] {
        assert_eq!(pays(cx).await, COST);
        assert_eq!(list(cx, "co.za").await.rule, PriceRule::Cost);
    }
}

#[tokio::test]
async fn a_setting_for_one_account_stands_before_the_default() {
    let world = World::new().await;
    let ten_up = co_za(PriceKind::Markup, ["10", "12.50", "0", "50", "0"]);
    prices::set_default(&world.registrar, ten_up).await.unwrap();
    let half_more = co_za(PriceKind::Percentage, ["50", "50.00", "50", "0.01", "-33.33"]);
    sets(&world.registrar, "shop", half_more).await.unwrap();

    assert_eq!(pays(&world.registrar).await, COST);
    assert_eq!(pays(&world.other).await, ["70.00", "72.50", "0.00", "300.00", "300.00"]);
    // 250.00 + 0.01 % = 250.025, half up; 300.00 - 33.33 % = 200.01.
    assert_eq!(pays(&world.shop).await, ["90.00", "90.00", "0.00", "250.03", "200.01"]);
    assert!(matches!(list(&world.shop, "co.za").await.rule, PriceRule::Account(_)));
    assert!(matches!(list(&world.other, "co.za").await.rule, PriceRule::Default(_)));
    // Other extensions are not touched.
    assert_eq!(list(&world.shop, "com").await.rule, PriceRule::Cost);
}

#[tokio::test]
async fn each_level_builds_on_what_it_pays_itself() {
    let world = World::new().await;
    let base = co_za(PriceKind::Base, ["100", "100", "10", "400", "500"]);
    sets(&world.operator, "registrar", base).await.unwrap();
    let tenth = co_za(PriceKind::Percentage, ["10", "10", "10", "10", "10"]);
    prices::set_default(&world.registrar, tenth).await.unwrap();
    assert_eq!(pays(&world.registrar).await, ["100.00", "100.00", "10.00", "400.00", "500.00"]);
    assert_eq!(pays(&world.shop).await, ["110.00", "110.00", "11.00", "440.00", "550.00"]);
    assert_eq!(pays(&world.rival).await, COST);

    let (costs, buyer) = (world.realm.costs.clone(), world.shop.account());
    let (within, seller) =
        world.within(move |tx| prices::price_list(tx, &costs, buyer, "co.za")).await.unwrap();
    assert_eq!(within, list(&world.shop, "co.za").await);
    assert_eq!(seller, world.registrar.account());
    assert_eq!(within.cost.of(PriceAction::Register), zar("100"));
    let charge = within.charge(PriceAction::Register, 2).unwrap();
    assert_eq!((charge.price, charge.cost), (zar("220"), zar("200")));
}

#[tokio::test]
async fn the_operator_buys_from_itself() {
    let world = World::new().await;
    let (costs, buyer) = (world.realm.costs.clone(), world.operator.account());
    let (own, seller) =
        world.within(move |tx| prices::price_list(tx, &costs, buyer, "co.za")).await.unwrap();
    assert_eq!((own.figures, seller), (own.cost, buyer));
    let costs = world.realm.costs.clone();
    let unsold = world.within(move |tx| prices::price_list(tx, &costs, buyer, "nowhere")).await;
    assert_eq!(unsold.err(), Some(Error::invalid(Field::Tld, Reason::UnknownTld)));
}

#[tokio::test]
async fn a_new_setting_has_a_higher_version_and_replaces_the_old_one() {
    let world = World::new().await;
    let version = || async {
        match list(&world.shop, "co.za").await.rule {
            PriceRule::Account(setting) => setting.version,
            other => panic!("{other:?}"),
        }
    };
    sets(&world.registrar, "shop", co_za(PriceKind::Base, ["1"; 5])).await.unwrap();
    let first = version().await;
    let explained = list(&world.shop, "co.za").await.explanation();
    assert_eq!(explained, format!("account base v{first}"));
    sets(&world.registrar, "shop", co_za(PriceKind::Base, ["2"; 5])).await.unwrap();
    assert!(version().await > first);
    assert_eq!(pays(&world.shop).await, ["2.00"; 5]);
    assert_eq!(world.log(&world.shop, 1).await, [EventKind::PriceSet]);
}

#[tokio::test]
async fn figures_that_cannot_be_meant_are_named() {
    let world = World::new().await;
    let register = Field::Price(PriceAction::Register);
    let premium = Field::Price(PriceAction::Premium);
    let refusals = [
        (PriceKind::Base, ["", "1", "1", "1", "1"], Error::Missing(register)),
        (PriceKind::Base, ["x", "1", "1", "1", "1"], Error::invalid(register, Reason::NotAnAmount)),
        (
            PriceKind::Base,
            ["1", "1", "1", "1", "-0.01"],
            Error::invalid(premium, Reason::NotPositive),
        ),
        (
            PriceKind::Base,
            ["1.005", "1", "1", "1", "1"],
            Error::invalid(register, Reason::TooPrecise),
        ),
        (
            PriceKind::Markup,
            ["1", "1", "1", "1", "1,0"],
            Error::invalid(premium, Reason::NotAnAmount),
        ),
        (
            PriceKind::Percentage,
            ["-100", "1", "1", "1", "1"],
            Error::invalid(register, Reason::NotPositive),
        ),
        (
            PriceKind::Percentage,
            ["1", "1", "1", "1", "0.005"],
            Error::invalid(premium, Reason::TooPrecise),
        ),
        (
            PriceKind::Percentage,
            ["1", "1", "1", "1", "9999999999"],
            Error::invalid(premium, Reason::TooLarge),
        ),
    ];
    for (kind, figures, refusal) in refusals {
        assert_eq!(
            sets(&world.registrar, "shop", co_za(kind, figures)).await,
            Err(refusal.clone())
        );
        assert_eq!(prices::set_default(&world.registrar, co_za(kind, figures)).await, Err(refusal));
    }
    for (tld, refusal) in [
        ("", Error::Missing(Field::Tld)),
        (" ", Error::Missing(Field::Tld)),
        ("nowhere", Error::invalid(Field::Tld, Reason::UnknownTld)),
        ("not a tld", Error::invalid(Field::Tld, Reason::NotAName)),
    ] {
        let unsold = price(tld, PriceKind::Base, ["1"; 5]);
        assert_eq!(sets(&world.registrar, "shop", unsold).await, Err(refusal));
    }
    assert_eq!(pays(&world.shop).await, COST);
}

#[tokio::test]
async fn an_extension_is_meant_however_it_is_written() {
    let world = World::new().await;
    sets(&world.registrar, "shop", price(" .CO.ZA", PriceKind::Base, ["5"; 5])).await.unwrap();
    assert_eq!(pays(&world.shop).await, ["5.00"; 5]);
}

#[tokio::test]
async fn a_markup_is_in_the_currency_of_the_cost() {
    let world = World::new().await;
    let dollars = |kind| NewPrice { currency: Currency::USD, ..co_za(kind, ["10"; 5]) };
    assert_eq!(
        sets(&world.registrar, "shop", dollars(PriceKind::Markup)).await,
        Err(Error::invalid(Field::Currency, Reason::CurrencyMismatch))
    );
    sets(&world.registrar, "shop", dollars(PriceKind::Base)).await.unwrap();
    assert_eq!(list(&world.shop, "co.za").await.figures.currency, Currency::USD);
    // A percentage has no currency of its own.
    sets(&world.registrar, "shop", dollars(PriceKind::Percentage)).await.unwrap();
    assert_eq!(list(&world.shop, "co.za").await.figures.currency, Currency::ZAR);
}

#[tokio::test]
async fn prices_that_no_longer_fit_together_are_not_sold() {
    let world = World::new().await;
    let up = co_za(PriceKind::Markup, ["10"; 5]);
    sets(&world.registrar, "shop", up).await.unwrap();
    let dollars = NewPrice { currency: Currency::USD, ..co_za(PriceKind::Base, ["4"; 5]) };
    sets(&world.operator, "registrar", dollars).await.unwrap();
    let all = prices::all(&world.shop, AUDIENCE, None).await.unwrap();
    assert!(all.iter().any(|(tld, _)| tld == "com"));
    assert!(!all.iter().any(|(tld, _)| tld == "co.za"));
    let (costs, buyer) = (world.realm.costs.clone(), world.shop.account());
    let bought = world.within(move |tx| prices::price_list(tx, &costs, buyer, "co.za")).await;
    assert_eq!(bought.err(), Some(Error::invalid(Field::Currency, Reason::CurrencyMismatch)));
}

#[tokio::test]
async fn defaults_show_cost_markup_total_and_what_was_set() {
    let world = World::new().await;
    let setting = co_za(PriceKind::Base, ["75.50", "75.50", "0", "275.50", "1000"]);
    prices::set_default(&world.registrar, setting).await.unwrap();
    // What is set for one account alone is no default.
    sets(&world.registrar, "shop", co_za(PriceKind::Base, ["1"; 5])).await.unwrap();
    let all = prices::defaults(&world.registrar).await.unwrap();
    let of = |tld: &str| all.iter().find(|(known, _)| known == tld).unwrap().1;
    let made = of("co.za");
    assert_eq!(made.cost.minor, [6_000, 6_000, 0, 25_000, 30_000]);
    assert_eq!(made.total.minor, [7_550, 7_550, 0, 27_550, 100_000]);
    assert_eq!(made.markup.unwrap().minor, [1_550, 1_550, 0, 2_550, 70_000]);
    assert_eq!(made.setting.unwrap().kind, PriceKind::Base);
    let untouched = of("com");
    assert_eq!((untouched.total, untouched.setting), (untouched.cost, None));
    assert_eq!(all.len(), world.realm.rulebook.tlds().count());
    assert_eq!(prices::defaults(&world.rival).await.unwrap().len(), all.len());
}

#[tokio::test]
async fn settings_show_the_figures_as_they_were_set() {
    let world = World::new().await;
    let tenth = co_za(PriceKind::Percentage, ["10", "10.5", "0", "0", "-5"]);
    sets(&world.registrar, "shop", tenth).await.unwrap();
    let all = prices::all(&world.registrar, AUDIENCE, Some("shop")).await.unwrap();
    let of =
        |tld: &str| EffectiveSetting::from(&all.iter().find(|(known, _)| known == tld).unwrap().1);
    assert_eq!(of("co.za").kind, PriceKind::Percentage);
    assert_eq!(of("co.za").figures.minor, [1_000, 1_050, 0, 0, -500]);
    let com = list(&world.shop, "com").await;
    assert_eq!(
        of("com"),
        EffectiveSetting { kind: PriceKind::Base, figures: com.figures, opted_out: false }
    );
}

#[tokio::test]
async fn nobody_prices_or_sees_strangers() {
    let world = World::new().await;
    let one = co_za(PriceKind::Base, ["1"; 5]);
    let missing = Some(Error::NotFound(Noun::Account));
    assert_eq!(sets(&world.rival, "shop", one).await.err(), missing);
    assert_eq!(sets(&world.operator, "shop", one).await.err(), missing);
    assert_eq!(prices::all(&world.rival, AUDIENCE, Some("shop")).await.err(), missing);
    let parents_only = Some(Error::Forbidden(Restriction::ParentOnly));
    assert_eq!(sets(&world.shop, "other", one).await.err(), parents_only);
    assert_eq!(prices::set_default(&world.shop, one).await.err(), parents_only);
    assert_eq!(prices::defaults(&world.shop).await.err(), parents_only);
    assert_eq!(prices::all(&world.shop, AUDIENCE, Some("other")).await.err(), parents_only);
    assert!(prices::all(&world.registrar, AUDIENCE, Some("shop")).await.is_ok());
    // A registrar's default is for its own children alone.
    prices::set_default(&world.rival, one).await.unwrap();
    assert_eq!(pays(&world.shop).await, COST);
}

/// Whatever is set: nobody pays less than nothing, what one account pays in a list is what it pays
/// at a purchase, and what its parent pays is its cost.
#[test]
fn lists_and_purchases_agree() {
    const KINDS: [PriceKind; 3] = [PriceKind::Base, PriceKind::Markup, PriceKind::Percentage];
    let setting = (0usize..3, prop::array::uniform5(-9_000i64..900_000));
    property(file!(), &prop::array::uniform2(setting), async |world, settings| {
        for (seller, (kind, figures)) in
            [&world.operator, &world.registrar].into_iter().zip(settings)
        {
            let texts = figures.map(|minor| Money::new(minor, Currency::ZAR).to_string());
            let texts = std::array::from_fn(|index| texts[index].as_str());
            let set = prices::set_default(seller, co_za(KINDS[kind], texts)).await;
            // A refused setting leaves the one before.
            let negative = figures.iter().any(|minor| *minor < 0);
            assert_eq!(set.is_err(), KINDS[kind] == PriceKind::Base && negative);
        }
        let (costs, buyer) = (world.realm.costs.clone(), world.shop.account());
        let (bought, _) =
            world.within(move |tx| prices::price_list(tx, &costs, buyer, "co.za")).await.unwrap();
        assert_eq!(bought, list(&world.shop, "co.za").await);
        assert_eq!(bought.cost, list(&world.registrar, "co.za").await.figures);
        assert!(bought.figures.minor.iter().all(|minor| *minor >= 0));
    });
}
