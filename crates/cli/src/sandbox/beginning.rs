//! The first minute: an empty world with its demo accounts. Whatever interrupts it, the next start
//! finds where it was and finishes it.

use app::keys::Purpose;
use app::{jobs, operations};
use model::time::Timestamp;
use store::{Store, Tx};

use super::ground::Ground;
use super::seed::Age;
use super::{World, demo};
use crate::StartError;

/// How far a data folder is: [`FOUNDING`], [`READY`] or [`LEAVING`].
const STAGE: &str = "sandbox.stage";
/// The world is empty or partly founded.
const FOUNDING: &str = "founding";
/// The world has all of its demo accounts.
const READY: &str = "ready";
/// The world is about to be emptied.
const LEAVING: &str = "leaving";
/// What the clock showed in the first minute, in unix seconds; nothing for real time.
const FIRST_INSTANT: &str = "sandbox.first_instant";
/// Whether a control stopped the clock. What an option stopped runs on when the option is gone.
const STOPPED_BY_HAND: &str = "sandbox.stopped_by_hand";
/// Tells whether the database belongs to the data folder's key.
const KEY_CHECK: &str = "key_check";

/// What is kept of a world's stage and clock.
struct Kept {
    stage: Option<String>,
    first_instant: Option<Timestamp>,
    stopped_by_hand: bool,
    clock: String,
    key_check: Option<String>,
    accounts: i64,
}

/// Begins a world, or goes on with the one that is there.
pub(super) async fn begin_or_go_on(ground: &Ground, age: Age) -> Result<World, StartError> {
    let world = ground.world().await?;
    let kept = Kept::read(&world.realm.store).await?;
    kept.check(ground, age)?;
    match kept.stage.as_deref() {
        None => begin(ground, &world, ground.options.clock).await?,
        Some(LEAVING) => begin(ground, &world, kept.first_instant).await?,
        Some(_) => go_on(ground, &world, &kept).await?,
    }
    found(&world).await?;
    Ok(world)
}

/// Begins again over a world that nobody uses any more. From its first step on only the first
/// minute follows, whatever comes in between.
pub(super) async fn begin_again(ground: &Ground) -> Result<World, StartError> {
    let world = ground.world().await?;
    world.realm.store.write(|tx| tx.set_setting(STAGE, LEAVING)).await?;
    drop(world);
    begin_or_go_on(ground, Age::Continued).await
}

/// Writes down whether a control stopped the clock.
pub(super) async fn stopped_by_hand(world: &World, stopped: bool) -> model::Result<()> {
    let word = if stopped { "yes" } else { "no" };
    world.realm.store.write(move |tx| tx.set_setting(STOPPED_BY_HAND, word)).await
}

/// Empties everything and sets the clock to the first minute.
async fn begin(ground: &Ground, world: &World, first: Option<Timestamp>) -> model::Result<()> {
    world.registry.reset().await?;
    world.mail.reset().await?;
    world.panel.reset().await?;
    world.gateway.reset().await?;
    world.host.reset().await?;
    world.authority.reset().await?;
    world.callbacks.reset().await?;
    let machine = ground.clock.machine();
    ground.clock.set(first.unwrap_or(machine), ground.options.frozen);
    let settings = [
        (STAGE, FOUNDING.to_owned()),
        (FIRST_INSTANT, first.map_or(String::new(), |first| first.unix().to_string())),
        (STOPPED_BY_HAND, "no".to_owned()),
        (jobs::CLOCK_SETTING, clock_setting(ground)),
        (KEY_CHECK, key_check(ground)),
    ];
    let write = move |tx: &mut Tx<'_>| {
        settings.iter().try_for_each(|(name, value)| tx.set_setting(name, value))
    };
    world.realm.store.empty(write).await
}

/// Sets the clock to where it is by now. It stands still when the option says so, or a control did.
async fn go_on(ground: &Ground, world: &World, kept: &Kept) -> model::Result<()> {
    jobs::restore_clock(&ground.clock, &kept.clock);
    let frozen = ground.options.frozen || kept.stopped_by_hand;
    if frozen != ground.clock.is_frozen() {
        jobs::freeze_clock(&world.realm, frozen).await?;
    }
    Ok(())
}

/// Founds what is not there yet, and carries on what a crash left open.
async fn found(world: &World) -> model::Result<()> {
    let realm = &world.realm;
    let stage = realm.store.read(|tx| tx.setting(STAGE)).await?;
    if stage.as_deref() != Some(READY) {
        demo::found(realm).await?;
        realm.store.write(|tx| tx.set_setting(STAGE, READY)).await?;
    }
    // The data folder is ours alone, so nobody works any more on what is claimed.
    realm.store.write(|tx| tx.free_claims()).await?;
    operations::resume(realm).await
}

fn clock_setting(ground: &Ground) -> String {
    let clock = &ground.clock;
    jobs::clock_setting(clock.now(), clock.machine(), clock.is_frozen())
}

fn key_check(ground: &Ground) -> String {
    ground.keys.hex(Purpose::Fingerprint, &[KEY_CHECK.as_bytes()], 32)
}

impl Kept {
    async fn read(store: &Store) -> model::Result<Self> {
        let read = |tx: &mut Tx<'_>| {
            let first = tx.setting(FIRST_INSTANT)?.and_then(|first| first.parse().ok());
            Ok(Self {
                stage: tx.setting(STAGE)?,
                first_instant: first.map(Timestamp::from_unix),
                stopped_by_hand: tx.setting(STOPPED_BY_HAND)?.as_deref() == Some("yes"),
                clock: tx.setting(jobs::CLOCK_SETTING)?.unwrap_or_default(),
                key_check: tx.setting(KEY_CHECK)?,
                accounts: tx.number("SELECT COUNT(*) FROM account", &[])?,
            })
        };
        store.read(read).await
    }

    /// Refuses a database that is somebody else's: it would be emptied or misread.
    fn check(&self, ground: &Ground, age: Age) -> Result<(), StartError> {
        if self.stage.is_none() && (self.accounts > 0 || self.key_check.is_some()) {
            return Err(StartError::new("the database holds accounts that no sandbox made"));
        }
        let stranger = self.key_check.as_ref().is_some_and(|check| *check != key_check(ground));
        if stranger || (self.stage.is_some() && age == Age::New) {
            let words = "the database belongs to the sandbox of another data folder";
            return Err(StartError::new(words));
        }
        Ok(())
    }
}
