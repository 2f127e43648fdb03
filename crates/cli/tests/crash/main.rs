//! A sandbox that is killed under load loses nothing that it answered, and charges nothing twice.
//!
//! Each round starts the real program, calls it from many sides, kills it at a moment that follows
//! from a printed seed, and looks at what the next start makes of its data folder.

#![expect(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

mod clock;
mod load;
mod program;
mod verdict;

use std::time::{Duration, Instant};

use nameyard::sandbox::Options;
use store::Database;
use tempfile::TempDir;
use testkit::World;
use testkit::database::TestDatabase;
use testkit::dice::Dice;

use load::Memory;
use program::Program;

/// Rounds when nobody says otherwise; `cargo xtask crash` does many more.
const ROUNDS: u64 = 8;
/// The same on PostgreSQL.
const ROUNDS_ON_POSTGRES: u64 = 3;
/// After so many rounds the next ones begin with an empty world.
const ROUNDS_PER_WORLD: u64 = 10;
/// Calls that are answered before a kill, at most.
const MOST_ANSWERS: u64 = 120;
/// Milliseconds between the last of these answers and the kill, at most.
const LATEST_KILL: u64 = 8;
/// The latest moment of a kill while the program starts again.
const LATEST_SECOND_KILL: u64 = 120;

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_sandbox_loses_nothing_on_sqlite() {
    all_rounds(rounds_or(ROUNDS), || None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_sandbox_loses_nothing_on_postgresql() {
    if TestDatabase::postgres().is_some() {
        all_rounds(rounds_or(ROUNDS_ON_POSTGRES), TestDatabase::postgres).await;
    }
}

/// Plays rounds; `database` gives each world one of its own, or none for a file in its folder.
async fn all_rounds(rounds: u64, database: impl Fn() -> Option<TestDatabase>) {
    let seed = seed();
    eprintln!("NAMEYARD_CRASH_SEED={seed}");
    let (mut dice, begun) = (Dice::of(seed), Instant::now());
    let (mut played, mut names, mut in_doubt) = (0, 0, 0);
    while played < rounds {
        let database = database();
        let folder = tempfile::tempdir().unwrap();
        let options = options(&folder, database.as_ref());
        let mut folder = with_money(World::over(folder, options.clone()).await).await;
        let mut memory = Memory::default();
        for _ in 0..ROUNDS_PER_WORLD.min(rounds - played) {
            let doubtful;
            (folder, doubtful) = round(played, folder, &options, &mut memory, &mut dice).await;
            in_doubt += doubtful;
            played += 1;
        }
        names += memory.len();
    }
    let each = begun.elapsed() / u32::try_from(rounds.max(1)).unwrap();
    eprintln!(
        "{rounds} rounds of {} ms: {names} names, {in_doubt} calls cut off",
        each.as_millis()
    );
}

/// One life of the program, its death, and what the next life finds; with the calls that were cut
/// off.
async fn round(
    number: u64,
    folder: TempDir,
    options: &Options,
    memory: &mut Memory,
    dice: &mut Dice,
) -> (TempDir, usize) {
    let program = Program::start(options);
    let calls = load::begin(&program.shop().await, number, memory, dice.number());
    calls.answered(dice.below(MOST_ANSWERS)).await;
    tokio::time::sleep(Duration::from_millis(dice.below(LATEST_KILL))).await;
    program.kill();
    *memory = calls.end().await;
    let in_doubt = memory.values().filter(|known| known.unanswered.is_some()).count();
    if dice.below(3) == 0 {
        let again = Program::launch(options);
        tokio::time::sleep(Duration::from_millis(dice.below(LATEST_SECOND_KILL))).await;
        again.kill();
    }
    let world = World::over(folder, options.clone()).await;
    verdict::everything_answered_is_there(&world, memory).await;
    verdict::the_rest_can_be_repeated(&world, memory).await;
    verdict::the_books_agree(&world, memory).await;
    (world.stops().await, in_doubt)
}

fn options(folder: &TempDir, database: Option<&TestDatabase>) -> Options {
    let first = model::time::Timestamp::parse("2026-01-01T00:00:00Z").unwrap();
    let mut options = Options::new(folder.path()).on_free_ports().frozen_at(first).seeded(1);
    options.pending = model::time::Seconds(0);
    options.database = database.and_then(|database| match database.database() {
        Database::Postgres { url, .. } => Some(url.clone()),
        Database::Sqlite(_) => None,
    });
    options
}

/// Enough for every call of a world.
async fn with_money(world: World) -> TempDir {
    world.leaves_with("main", verdict::FUNDS).await;
    world.stops().await
}

fn rounds_or(usual: u64) -> u64 {
    setting("NAMEYARD_CRASH_ROUNDS").unwrap_or(usual)
}

fn seed() -> u64 {
    setting("NAMEYARD_CRASH_SEED").unwrap_or_else(Dice::fresh_seed)
}

#[expect(clippy::disallowed_methods, reason = "how long a test runs is asked where it is started")]
fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().expect("a number"))
}
