//! A sandbox that is killed while its clock moves: at the end of the year everything is billed, paid,
//! renewed and ended as if it had never stopped.

use std::time::{Duration, Instant};

use model::invoice::{InvoiceId, LineKind};
use model::subscription::SubscriptionId;
use model::time::Timestamp;
use nameyard::sandbox::Options;
use serde_json::json;
use store::Tx;
use tempfile::TempDir;
use testkit::World;
use testkit::database::TestDatabase;
use testkit::dice::Dice;
use testkit::dns_services::{Client, Ordered};

use crate::program::Program;
use crate::{LATEST_SECOND_KILL, options, rounds_or, seed};

/// Kills in one year when nobody says otherwise; a year has no more of them.
const KILLS: u64 = 8;
/// The same on PostgreSQL.
const KILLS_ON_POSTGRES: u64 = 4;
/// Milliseconds between the moment when the clock begins to move and the kill, at most.
const LATEST_KILL: u64 = 140;
/// When the clock stops: a year, and what names are given after it.
const END: &str = "2027-02-10T00:00:00Z";
/// Products and periods that are subscribed to.
const SUBSCRIPTIONS: [(u32, &str); 6] =
    [(333, "m"), (333, "a"), (334, "m"), (334, "q"), (334, "s"), (401, "m")];
/// How often each of them is.
const TIMES: usize = 8;
/// Names that are held.
const NAMES: usize = 10;
/// Rows that are read in one go.
const AT_ONCE: i64 = 10_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_year_with_kills_is_billed_as_one_without_on_sqlite() {
    all_years(rounds_or(KILLS), || None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_with_kills_is_billed_as_one_without_on_postgresql() {
    if TestDatabase::postgres().is_some() {
        all_years(rounds_or(KILLS_ON_POSTGRES), TestDatabase::postgres).await;
    }
}

/// Lets a year pass undisturbed, then as many others as there are kills for.
async fn all_years(kills: u64, database: impl Fn() -> Option<TestDatabase>) {
    let seed = seed();
    eprintln!("NAMEYARD_CRASH_SEED={seed}");
    let (mut dice, begun) = (Dice::of(seed), Instant::now());
    let undisturbed = {
        let database = database();
        let (folder, options) = with_customers(database.as_ref()).await;
        at_the_end(folder, options).await
    };
    eprintln!("undisturbed: {} facts in {} ms", undisturbed.len(), begun.elapsed().as_millis());
    let mut left = kills;
    while left > 0 {
        let some = left.min(KILLS);
        let database = database();
        let (folder, options) = with_customers(database.as_ref()).await;
        let killed = disturbed(&options, some, &mut dice).await;
        let facts = at_the_end(folder, options).await;
        let differs = undisturbed.iter().zip(&facts).find(|(one, other)| one != other);
        assert_eq!(differs, None, "after {killed} kills");
        assert_eq!(undisturbed.len(), facts.len(), "after {killed} kills");
        eprintln!("{killed} kills before the year was over");
        left -= some;
    }
}

/// Moves the clock, and kills the program while it moves, again and again; says how often the year was
/// not over by then.
async fn disturbed(options: &Options, kills: u64, dice: &mut Dice) -> u64 {
    let mut early = 0;
    for _ in 0..kills {
        let program = Program::start(options);
        let moves = program.moves_clock(END);
        tokio::time::sleep(Duration::from_millis(dice.below(LATEST_KILL))).await;
        program.kill();
        early += u64::from(!moves.await.unwrap());
        if dice.below(3) == 0 {
            let again = Program::launch(options);
            tokio::time::sleep(Duration::from_millis(dice.below(LATEST_SECOND_KILL))).await;
            again.kill();
        }
    }
    early
}

/// A world with customers, some of whom pay by card and some not at all.
async fn with_customers(database: Option<&TestDatabase>) -> (TempDir, Options) {
    let folder = tempfile::tempdir().unwrap();
    let options = options(&folder, database);
    let world = World::over(folder, options.clone()).await;
    for (place, who) in ["main", "other"].into_iter().enumerate() {
        let (login, _) = world.client_login(who);
        world.credits_in("dns-services", &login, "5000.00").await;
        let client = world.client(who).await;
        subscribes(&client, place).await;
        for number in 0..NAMES / 2 {
            let name = client.buys(&format!("name-{place}-{number}.com"), 1).await;
            if number % 3 != 0 {
                let renews = json!({ "autorenew": "1" });
                let path = format!("/domain/{name}/autorenew");
                let _ = client.put(&path, renews).await.done();
            }
        }
    }
    (world.stops().await, options)
}

/// Every second subscription is paid from a card from then on; the first time they all come from credit.
async fn subscribes(client: &Client, place: usize) {
    let wanted = SUBSCRIPTIONS.iter().cycle().take(SUBSCRIPTIONS.len() * TIMES);
    for (number, (product, cycle)) in wanted.enumerate().filter(|(number, _)| number % 2 == place) {
        let method = if number % 4 < 2 { 4 } else { 1 };
        let domain = format!("shop-{number}.com");
        let order = json!({ "cycle": cycle, "domain": domain, "pay_method": method });
        let ordered: Ordered = client.post(&format!("/order/{product}"), order).await.into();
        client.pays_for(ordered).await;
    }
}

/// What stands in the books when the clock has reached the end, and whether it agrees.
async fn at_the_end(folder: TempDir, options: Options) -> Vec<String> {
    let world = World::over(folder, options).await;
    world.sleeps_until(END).await;
    world.is_consistent().await;
    let mut facts = world.running().world().realm.store.read(billed).await.unwrap();
    for name in world.held_names().await {
        facts.push(format!("{} until {}", name.name, name.expires));
    }
    for charge in world.gateway().charges().await.unwrap() {
        facts.push(format!("{} {:?} {}", charge.payer, charge.charged.amount, charge.at));
    }
    for account in world.panel().accounts().await.unwrap() {
        facts.push(format!("{account:?}"));
    }
    for who in ["main", "other"] {
        facts.push(format!("{who}: {:?}", world.client(who).await.owes_and_has().await));
    }
    let _ = world.stops().await;
    facts
}

/// Every subscription with the cycles that were billed for it, and every invoice.
fn billed(tx: &mut Tx<'_>) -> model::Result<Vec<String>> {
    let mut facts = Vec::new();
    for stored in tx.subscriptions_after(SubscriptionId(0), AT_ONCE)? {
        let subscription = stored.subscription;
        facts.push(format!("{subscription:?}"));
        let kinds = [LineKind::Subscribe, LineKind::Continue];
        for line in tx.lines_about(&kinds, subscription.id.0)? {
            facts.push(format!("  {:?} {:?} {}", line.state, line.share, line.description));
        }
    }
    let mut numbers = std::collections::BTreeSet::new();
    let mut invoices = Vec::new();
    for invoice in tx.invoices_after(InvoiceId(0), AT_ONCE)? {
        assert!(numbers.insert((invoice.seller, invoice.number.clone())), "{invoice:?}");
        let about = tx.lines(invoice.id)?.into_iter().map(|line| line.description);
        let about = about.collect::<Vec<_>>().join(", ");
        let paid = invoice.paid.map(Timestamp::day);
        let (due, state) = (invoice.due, invoice.state);
        invoices.push(format!("{about}: {due} {} {state:?} {paid:?}", invoice.total));
    }
    invoices.sort();
    facts.extend(invoices);
    Ok(facts)
}
