//! The first minute: an empty world with its demo accounts. Whatever interrupts it, the next start
//! finds where it was and finishes it.

use app::keys::Purpose;
use app::{jobs, operations};
use model::Error;
use model::error::Reason;
use model::time::Timestamp;
use store::{Store, Tx};

use super::ground::Ground;
use super::realms::Which;
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
/// How often two clocks that run are brought together.
const MOST_STEPS: usize = 3;
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

/// The worlds of a sandbox.
pub(super) struct Worlds {
    pub live: World,
    pub beside: Option<World>,
}

/// Begins the worlds, or goes on with those that are there.
pub(super) async fn begin_or_go_on(
    live: &Ground,
    beside: Option<&Ground>,
    age: Age,
) -> Result<Worlds, StartError> {
    let live = Found::look(live, age).await?;
    let beside = match beside {
        Some(beside) => Some(Found::look(beside, age).await?),
        None => None,
    };
    stand(live, beside).await
}

/// Begins again over worlds that nobody uses any more. From its first step on only the first minute
/// follows, whatever comes in between.
pub(super) async fn begin_again(
    live: &Ground,
    beside: Option<&Ground>,
) -> Result<Worlds, StartError> {
    let mut live = Found::look(live, Age::Continued).await?;
    live.leave().await?;
    let beside = match beside {
        Some(beside) => Some(Found::look(beside, Age::Continued).await?),
        None => None,
    };
    stand(live, beside).await
}

/// Who leaves the live world leaves the other one too.
async fn stand(mut live: Found<'_>, mut beside: Option<Found<'_>>) -> Result<Worlds, StartError> {
    if live.leaves()
        && let Some(beside) = &mut beside
    {
        beside.leave().await?;
    }
    live.stand(None).await?;
    if let Some(beside) = &mut beside {
        beside.stand(Some(&live)).await?;
    }
    let found_beside = async {
        match &beside {
            Some(beside) => found(Which::Beside, &beside.world).await,
            None => Ok(()),
        }
    };
    let (first, second) = tokio::join!(found(Which::Live, &live.world), found_beside);
    first.and(second)?;
    let worlds = Worlds { live: live.world, beside: beside.map(|beside| beside.world) };
    if let Some(beside) = &worlds.beside {
        in_step(&worlds.live, beside).await?;
    }
    Ok(worlds)
}

/// Has two clocks show the same, and done what is due on the way.
pub(super) async fn in_step(live: &World, beside: &World) -> model::Result<()> {
    // A clock that runs moves on while another one is moved.
    for _ in 0..MOST_STEPS {
        let to = live.realm.now().max(beside.realm.now());
        forward(live, to).await?;
        forward(beside, to).await?;
        if live.realm.now() == beside.realm.now() {
            break;
        }
    }
    Ok(())
}

/// Moves a clock to an instant that it may have passed.
pub(super) async fn forward(world: &World, to: Timestamp) -> model::Result<()> {
    if world.realm.now() >= to {
        return Ok(());
    }
    match jobs::move_clock(&world.realm, to).await {
        Err(Error::Invalid { reason: Reason::InThePast, .. }) => Ok(()),
        done => done,
    }
}

/// A world as it was found.
struct Found<'a> {
    ground: &'a Ground,
    world: World,
    kept: Kept,
}

impl<'a> Found<'a> {
    async fn look(ground: &'a Ground, age: Age) -> Result<Self, StartError> {
        let world = ground.world().await?;
        let kept = Kept::read(&world.realm.store).await?;
        kept.check(ground, age)?;
        Ok(Self { ground, world, kept })
    }

    fn leaves(&self) -> bool {
        self.kept.stage.as_deref() == Some(LEAVING)
    }

    async fn leave(&mut self) -> model::Result<()> {
        self.world.realm.store.write(|tx| tx.set_setting(STAGE, LEAVING)).await?;
        self.kept.stage = Some(LEAVING.to_owned());
        Ok(())
    }

    /// Begins the world, or goes on with it. One beside another begins where that one's clock is.
    async fn stand(&mut self, beside: Option<&Found<'_>>) -> model::Result<()> {
        let Self { ground, world, kept } = self;
        let first = match (kept.stage.as_deref(), beside) {
            (None, None) => ground.options.clock,
            (Some(LEAVING), None) => kept.first_instant,
            (None | Some(LEAVING), Some(beside)) => beside.kept.first_instant,
            (Some(_), _) => return go_on(ground, world, kept).await,
        };
        let at = beside.map(|beside| beside.world.realm.now()).or(first);
        begin(ground, world, first, at).await?;
        kept.first_instant = first;
        Ok(())
    }
}

/// Writes down whether a control stopped the clock.
pub(super) async fn stopped_by_hand(world: &World, stopped: bool) -> model::Result<()> {
    let word = if stopped { "yes" } else { "no" };
    world.realm.store.write(move |tx| tx.set_setting(STOPPED_BY_HAND, word)).await
}

/// Empties everything and sets the clock: to an instant, else to real time.
async fn begin(
    ground: &Ground,
    world: &World,
    first: Option<Timestamp>,
    at: Option<Timestamp>,
) -> model::Result<()> {
    world.registry.reset().await?;
    world.mail.reset().await?;
    world.panel.reset().await?;
    world.gateway.reset().await?;
    world.host.reset().await?;
    world.authority.reset().await?;
    world.callbacks.reset().await?;
    let machine = ground.clock.machine();
    ground.clock.set(at.unwrap_or(machine), ground.options.frozen);
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
async fn found(which: Which, world: &World) -> model::Result<()> {
    let realm = &world.realm;
    let stage = realm.store.read(|tx| tx.setting(STAGE)).await?;
    if stage.as_deref() != Some(READY) {
        match which {
            Which::Live => demo::found(realm).await?,
            Which::Beside => demo::found_beside(realm).await?,
        }
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
