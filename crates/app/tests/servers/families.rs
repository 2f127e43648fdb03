//! Servers bought by plan and months for a customer, with the money of who stands above, and what they
//! have besides.

use app::Context;
use app::accounts::customers::{self, NewCustomer};
use app::accounts::funds;
use app::page::Window;
use app::servers::Selector;
use app::subscriptions::families::{
    self, FeatureRenewal, Instance, Renewal, Wanted, WantedFeature, WantedServer,
};
use model::account::Kind;
use model::error::{Field, Noun, Prohibition, Reason, Supplier};
use model::money::Currency;
use model::particulars::{Particulars, Person};
use model::server::ServerState;
use model::subscription::{Standing, SubscriptionId};
use model::{Error, Result};

use crate::host::Fault;
use crate::world::{AUDIENCE, World, found_in, jane};

const FAMILY: &str = "servers";
const PAGE: Window = Window { start: 0, limit: 100, descending: false };

struct Street {
    world: World,
    shop: Context,
    customer: Context,
}

impl Street {
    async fn new() -> Self {
        let world = World::new().await;
        let (aud, top) = (Currency::parse("AUD").unwrap(), world.shop.caller.parent);
        let shop = found_in(&world.realm, top, Kind::Reseller, "street", aud).await;
        world.gives("street", "500.00").await;
        let particulars = Particulars { given_name: "Joe".into(), ..Particulars::default() };
        let person = Person { contact: jane(), particulars };
        let wish = NewCustomer { audience: AUDIENCE, username: None, password: None, person };
        let opened = customers::create(&shop, wish).await.unwrap();
        let customer = customers::buying_for(&shop, opened.id).await.unwrap();
        Self { world, shop, customer }
    }

    async fn money(&self) -> (String, i64) {
        let balance = funds::balance(&self.shop).await.unwrap().balance().to_string();
        (balance, self.world.holds().await)
    }

    async fn buys(&self, features: &[(&str, &str, u32)]) -> Result<Instance> {
        families::register(&self.customer, wish(features)).await
    }

    async fn sees(&self, id: SubscriptionId) -> Instance {
        families::one(&self.shop, FAMILY, id).await.unwrap()
    }

    async fn features(&self, server: SubscriptionId) -> Vec<Instance> {
        families::features(&self.shop, FAMILY, server, PAGE).await.unwrap().rows
    }

    async fn adds(&self, server: SubscriptionId, wanted: (&str, &str, u32)) -> Result<Instance> {
        families::add_feature(&self.customer, FAMILY, server, feature(wanted)).await
    }
}

fn feature((kind, value, months): (&str, &str, u32)) -> WantedFeature {
    WantedFeature { kind: kind.to_owned(), value: value.to_owned(), months }
}

/// A server for 29.95 a month.
fn wish(features: &[(&str, &str, u32)]) -> Wanted {
    let server = WantedServer {
        location: "AU".to_owned(),
        system: "Windows Server 2022".to_owned(),
        features: features.iter().copied().map(feature).collect(),
    };
    Wanted {
        family: FAMILY.to_owned(),
        plan: 117,
        months: 1,
        server: Some(server),
        ..Wanted::default()
    }
}

fn standings(instances: &[Instance]) -> Vec<Standing> {
    instances.iter().map(|instance| instance.standing).collect()
}

#[tokio::test]
async fn a_server_is_bought_with_what_it_has_besides() {
    let street = Street::new().await;
    let bought = street.buys(&[("ram", "4", 1), ("ip", "1", 12)]).await.unwrap();
    let id = bought.subscription.id;
    let server = bought.server.clone().unwrap();
    assert_eq!((server.location.as_str(), server.system.as_str()), ("AU", "Windows Server 2022"));
    // 29.95 for the server, 12.00 for memory, 43.20 for the address.
    assert_eq!(street.money().await, ("414.85".to_owned(), 0));
    let features = street.features(id).await;
    assert_eq!(standings(&features), [Standing::Running; 2]);
    let values: Vec<_> = features
        .iter()
        .map(|one| (one.feature.as_ref().unwrap().value.as_str(), one.months()))
        .collect();
    assert_eq!(values, [("4", 1), ("1", 12)]);
    assert_eq!(
        families::list(&street.shop, FAMILY, families::Filter::default(), PAGE)
            .await
            .unwrap()
            .rows
            .len(),
        1
    );
    street.world.passes(600).await;
    let which = Selector::number(id);
    let found = app::servers::one(&street.customer, AUDIENCE, &which).await.unwrap();
    assert_eq!(found.server.state, ServerState::Ready);
    assert_eq!(street.sees(id).await.standing, Standing::Running);
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused_with_all_of_it() {
    let street = Street::new().await;
    let not_offered = Error::invalid(Field::Feature, Reason::NotOffered);
    for (features, error) in [
        (("speed", "4", 1), Error::invalid(Field::Feature, Reason::UnknownWord)),
        (("ram", "3", 1), not_offered),
        (("ram", "4", 24), Error::invalid(Field::Period, Reason::NotOffered)),
    ] {
        assert_eq!(street.buys(&[("ssd", "50", 1), features]).await.err(), Some(error));
    }
    let at = |location: &str, system: &str| {
        let (location, system) = (location.to_owned(), system.to_owned());
        let server = Some(WantedServer { location, system, features: Vec::new() });
        Wanted { server, ..wish(&[]) }
    };
    for (wish, error) in [
        (at("", "Debian 12"), Error::Missing(Field::Cluster)),
        (at("NL", "Debian 12"), Error::invalid(Field::Cluster, Reason::UnknownWord)),
        (at("UK", ""), Error::Missing(Field::Image)),
        (at("UK", "Plan 9"), Error::invalid(Field::Image, Reason::UnknownWord)),
    ] {
        assert_eq!(families::register(&street.customer, wish).await.err(), Some(error));
    }
    // There is money for the server, and not for all of it.
    let dear: Vec<_> = std::iter::repeat_n(("core", "4", 12), 2).collect();
    let refused = street.buys(&dear).await.err();
    assert!(matches!(refused, Some(Error::InsufficientFunds { .. })));
    assert_eq!(street.money().await, ("500.00".to_owned(), 0));
    let found = families::list(&street.shop, FAMILY, families::Filter::default(), PAGE).await;
    assert_eq!((found.unwrap().matching, street.world.host.there()), (0, 0));
}

#[tokio::test]
async fn features_come_to_nothing_with_a_server_that_the_host_refuses() {
    let street = Street::new().await;
    street.world.host.next(Fault::No);
    let refused = street.buys(&[("ram", "4", 1)]).await.err();
    assert!(matches!(refused, Some(Error::Refused { supplier: Supplier::Servers, .. })));
    assert_eq!(street.money().await, ("500.00".to_owned(), 0));
}

#[tokio::test]
async fn features_wait_for_a_server_that_nobody_has_told_of() {
    let street = Street::new().await;
    street.world.host.next(Fault::Mute);
    let bought = street.buys(&[("ram", "4", 1)]).await.unwrap();
    let id = bought.subscription.id;
    assert_eq!(bought.standing, Standing::Pending);
    assert_eq!(standings(&street.features(id).await), [Standing::Pending]);
    assert_eq!(street.money().await, ("458.05".to_owned(), 2));
    street.world.passes(7_200).await;
    assert_eq!(street.sees(id).await.standing, Standing::Running);
    assert_eq!(standings(&street.features(id).await), [Standing::Running]);
    assert_eq!(street.money().await, ("458.05".to_owned(), 0));
}

#[tokio::test]
async fn a_feature_is_added_and_ended_by_itself() {
    let street = Street::new().await;
    let id = street.buys(&[]).await.unwrap().subscription.id;
    let added = street.adds(id, ("ssd", "100", 12)).await.unwrap();
    assert_eq!((added.standing, added.months()), (Standing::Running, 12));
    assert_eq!(street.money().await, ("362.05".to_owned(), 0));
    let not_offered = Error::invalid(Field::Feature, Reason::NotOffered);
    assert_eq!(street.adds(id, ("ssd", "101", 12)).await.err(), Some(not_offered));
    let stranger = families::end_feature(&street.customer, FAMILY, id, id).await;
    assert_eq!(stranger, Err(Error::NotFound(Noun::Feature)));
    let feature = added.subscription.id;
    families::end_feature(&street.customer, FAMILY, id, feature).await.unwrap();
    let again = families::end_feature(&street.customer, FAMILY, id, feature).await;
    assert_eq!(again, Err(Error::Prohibited(Prohibition::Cancelled)));
    assert_eq!(standings(&street.features(id).await), [Standing::Ended]);
    assert_eq!(street.sees(id).await.standing, Standing::Running);
    assert_eq!(street.money().await, ("362.05".to_owned(), 0));
}

#[tokio::test]
async fn features_are_renewed_along_with_their_server_and_end_with_it() {
    let street = Street::new().await;
    let id = street.buys(&[("ram", "4", 1), ("ip", "1", 12)]).await.unwrap().subscription.id;
    let longer = |kind: &str, months| Renewal {
        months: Some(12),
        features: vec![FeatureRenewal { kind: kind.to_owned(), months }],
    };
    street.world.passes(600).await;
    for (wish, error) in [
        (longer("core", 12), Error::invalid(Field::Feature, Reason::NotApplicable)),
        (longer("ram", 36), Error::invalid(Field::Period, Reason::NotOffered)),
    ] {
        let refused = families::renew(&street.customer, FAMILY, id, wish).await;
        assert_eq!(refused.err(), Some(error));
    }
    assert_eq!(street.money().await, ("414.85".to_owned(), 0));
    street.world.gives("street", "100.00").await;
    let renewed = families::renew(&street.customer, FAMILY, id, longer("ram", 12)).await.unwrap();
    assert_eq!(renewed.ends().unwrap().day(), "2027-12-21");
    // 299.50 for the server and 129.60 for memory.
    assert_eq!(street.money().await, ("85.75".to_owned(), 0));
    let ends: Vec<_> =
        street.features(id).await.iter().map(|one| one.ends().unwrap().day()).collect();
    assert_eq!(ends, ["2027-12-21", "2027-11-21"]);
    families::terminate(&street.customer, FAMILY, id).await.unwrap();
    assert_eq!(street.sees(id).await.standing, Standing::Ended);
    assert_eq!(standings(&street.features(id).await), [Standing::Ended; 2]);
    let again = families::terminate(&street.customer, FAMILY, id).await;
    assert_eq!(again, Err(Error::Prohibited(Prohibition::Cancelled)));
    assert!(street.adds(id, ("ip", "1", 1)).await.is_err());
    assert_eq!((street.money().await.0.as_str(), street.world.host.there()), ("85.75", 0));
}

#[tokio::test]
async fn all_that_was_paid_for_a_server_that_never_was_goes_back_to_who_paid_it() {
    let street = Street::new().await;
    street.world.host.fails(true);
    let id = street.buys(&[("ram", "4", 1)]).await.unwrap().subscription.id;
    let longer = Renewal {
        months: Some(1),
        features: vec![FeatureRenewal { kind: "ram".to_owned(), months: 1 }],
    };
    families::renew(&street.customer, FAMILY, id, longer).await.unwrap();
    assert_ne!(street.money().await.0, "500.00");
    street.world.passes(600).await;
    assert_eq!(street.money().await, ("500.00".to_owned(), 0));
    let hers = funds::balance(&street.customer).await.unwrap().balance();
    assert_eq!(hers.minor, 0, "{hers}");
    assert_eq!(street.sees(id).await.standing, Standing::Ended);
    assert_eq!(standings(&street.features(id).await), [Standing::Ended]);
}
