//! An account of another dialect that may also be entered here.

use app::accounts::open::{self, Founder};
use app::accounts::{funds, second_access};
use inbound::domains_co_za::AUDIENCE;
use model::account::{Billing, Kind};
use model::money::Currency;
use model::secret::Secret;

use crate::world::{PASSWORD, Shop, World, jane};

/// Another dialect's family of callers.
const ELSEWHERE: &str = "elsewhere";

/// A client of the other dialect, below the registrar, who got a login here.
async fn client(world: &World) -> Shop {
    let founder = Founder {
        parent: Some(world.registrar.account),
        kind: Kind::Reseller,
        currency: Currency::ZAR,
        billing: Billing::Prepaid,
        audience: ELSEWHERE,
        login: "client@karoo.example".to_owned(),
        password: Secret::new(PASSWORD.to_owned()).into(),
        profile: jane(),
        agreement: true,
    };
    let account = open::found(&world.realm, founder).await.unwrap().account;
    let amount = "120.00";
    funds::adjust(&world.realm, ELSEWHERE, "client@karoo.example", amount).await.unwrap();
    let password = Secret::new(PASSWORD.to_owned());
    let given = second_access::give(&world.realm, account, AUDIENCE, "karoo", password).await;
    let key = given.unwrap().api_key.reveal().clone();
    let mut client = world.signs_in("karoo").await;
    (client.account, client.key) = (account, key);
    client
}

#[tokio::test]
async fn its_names_funds_and_prices_are_the_accounts_own() {
    let world = World::new().await;
    let client = client(&world).await;
    let funds = client.get("/domain/funds", &[]).await.done();
    assert_eq!(funds["strBalance"], "120");
    assert_eq!(funds["objReseller"]["username"], "karoo");
    let topup = [("username", "karoo"), ("value", "10.00")];
    world.registrar.post("/billing/manualTopup", &topup).await.done();
    let account = client.account;
    let paid = world.realm.store.read(move |tx| tx.funds(account, Currency::ZAR)).await.unwrap();
    assert_eq!(paid.balance().to_string(), "130.00");

    world.gives(&client, "karoo.co.za", 3).await;
    let karoo = [("sld", "karoo"), ("tld", "co.za")];
    client.get("/domain/lock", &karoo).await.done();
    assert_ne!(world.other.get("/domain/lock", &karoo).await.json["intReturnCode"], 1);

    let tld = [("format", "tld")];
    let here = client.get("/reseller/pricing", &tld).await.done();
    let main = world.main.get("/reseller/pricing", &tld).await.done();
    assert_eq!(here["arrPrices"], main["arrPrices"]);
    assert!(here["arrPrices"].is_object() || here["arrPrices"].is_array());
}

#[tokio::test]
async fn its_profile_is_the_accounts_own_under_a_login_of_this_dialect() {
    let world = World::new().await;
    let client = client(&world).await;
    let profile = client.get("/reseller", &[]).await.done().to_string();
    assert!(profile.contains("Jane Dlamini") && profile.contains("karoo"), "{profile}");
    assert!(profile.contains(&client.key), "{profile}");
}
