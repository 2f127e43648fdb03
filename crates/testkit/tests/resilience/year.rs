//! A year of a thousand names, twice from one seed: the clock alone decides what happens when.

use std::path::Path;
use std::time::Instant;

use rusqlite::{Connection, OpenFlags};
use testkit::co_za::{NAMESERVERS, REGISTRANT, parts};
use testkit::dice::Dice;
use testkit::{Shop, World};

/// Names in the world.
const NAMES: usize = 1_000;
/// Days over which they are registered.
const DAYS: usize = 10;
/// What shops do to names in each month.
const CALLS_PER_MONTH: usize = 40;
/// Three accounts that know nothing of each other.
const SHOPS: [&str; 3] = ["registrar", "main", "other"];
/// Extensions of several families.
const EXTENSIONS: [&str; 6] = ["co.za", "com", "org.za", "net", "io", "com.au"];
/// First days of the months that are looked at: a year of lifecycle, and the weeks in which what
/// was not renewed ends.
const MONTHS: [&str; 14] = [
    "2026-02-01",
    "2026-03-01",
    "2026-04-01",
    "2026-05-01",
    "2026-06-01",
    "2026-07-01",
    "2026-08-01",
    "2026-09-01",
    "2026-10-01",
    "2026-11-01",
    "2026-12-01",
    "2027-01-01",
    "2027-02-01",
    "2027-03-01",
];
/// What each account's books hold, with what no two runs have in common: machine time, and secrets
/// sealed with fresh randomness.
const PLATFORM: [(&str, &[&str]); 7] = [
    ("domain", &["auth_code"]),
    ("event", &[]),
    ("entry", &[]),
    ("hold", &[]),
    ("balance", &[]),
    ("transfer", &["key_sealed"]),
    ("job", &["id", "claimed"]),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_year_of_a_thousand_names_is_the_same_twice() {
    let begun = Instant::now();
    let first = year(7).await;
    let second = year(7).await;
    eprintln!("two years in {} s, {} lines each", begun.elapsed().as_secs(), first.len());
    let differs = first.iter().zip(&second).find(|(one, other)| one != other);
    assert_eq!(differs, None);
    assert_eq!(first.len(), second.len());
}

/// Everything that is known at the end of a year.
async fn year(seed: u64) -> Vec<String> {
    let (world, mut dice) = (World::start("2026-01-01", seed).await, Dice::of(seed));
    let mut shops = Vec::new();
    for account in SHOPS {
        world.leaves_with(account, 100_000_000).await;
        shops.push(world.shop(account).await);
    }
    let begun = Instant::now();
    let mut names = Vec::with_capacity(NAMES);
    for number in 0..NAMES {
        if number % (NAMES / DAYS) == 0 {
            world.sleeps("P1D").await;
        }
        names.push(registered(&shops, number, &mut dice).await);
    }
    eprintln!("registered after {} ms", begun.elapsed().as_millis());
    for month in MONTHS {
        for _ in 0..CALLS_PER_MONTH {
            something_happens(&shops, &names, &mut dice).await;
        }
        world.sleeps_until(month).await;
    }
    eprintln!("a year after {} ms", begun.elapsed().as_millis());
    world.is_settled().await;
    world.agrees_with_registry().await;
    let folder = world.stops().await;
    let mut lines = Vec::new();
    for (table, without) in PLATFORM {
        lines.extend(rows(&folder.path().join("nameyard.sqlite"), table, without));
    }
    lines.extend(rows(&folder.path().join("registry.sqlite"), "domains", &[]));
    lines.extend(rows(&folder.path().join("mail.sqlite"), "mails", &["position"]));
    lines
}

/// Registers a name for one of the shops; a third of them renew themselves.
async fn registered(shops: &[Shop], number: usize, dice: &mut Dice) -> String {
    let name = format!("name-{number}.{}", dice.pick(&EXTENSIONS));
    let years = [("period", ["1", "1", "1", "2"][number % 4])];
    let shop = dice.pick(shops);
    let call = [&parts(&name)[..], &years, REGISTRANT, NAMESERVERS].concat();
    let _ = shop.post("/domain", &call).await.done();
    if dice.below(3) == 0 {
        let on = [&parts(&name)[..], &[("autorenew", "true")]].concat();
        let _ = shop.post("/domain/autorenew", &on).await.done();
    }
    name
}

/// A call about some name; whoever does not hold it is refused, which is part of the year.
async fn something_happens(shops: &[Shop], names: &[String], dice: &mut Dice) {
    let (shop, name) = (dice.pick(shops), dice.pick(names));
    let pairs = parts(name);
    let with = |more: &[(&'static str, &'static str)]| [&pairs[..], more].concat();
    let reply = match dice.below(6) {
        0 => shop.post("/domain/renew", &pairs).await,
        1 => shop.delete("/domain", &pairs).await,
        2 => shop.put("/domain", &with(&[("registrantCity", "Paarl")])).await,
        3 => shop.post("/domain/lock", &with(&[("action", "unlock")])).await,
        4 => shop.post("/domain/suspend", &pairs).await,
        _ => shop.post("/domain/transfer", &pairs).await,
    };
    assert!(reply.status < 500, "{}", reply.text);
}

/// The rows of a table in an order of their own.
fn rows(file: &Path, table: &str, without: &[&str]) -> Vec<String> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut select = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns: Vec<String> = select.column_names().map(str::to_owned).collect();
    let shown: Vec<usize> =
        (0..columns.len()).filter(|at| !without.contains(&columns[*at].as_str())).collect();
    let mut all = select.query([]).unwrap();
    let mut lines = Vec::new();
    while let Some(row) = all.next().unwrap() {
        let values =
            shown.iter().map(|at| format!("{}={:?}", columns[*at], row.get_ref_unwrap(*at)));
        lines.push(format!("{table}: {}", values.collect::<Vec<_>>().join(" ")));
    }
    lines.sort_unstable();
    lines
}
