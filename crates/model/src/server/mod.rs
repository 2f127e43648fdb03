//! Servers: what they stand on, what they boot, and the one task that each does at a time.

mod offer;

use crate::error::{Error, Prohibition, Result};
use crate::subscription::SubscriptionId;
use crate::time::{Seconds, Timestamp};

pub use offer::{Cluster, Image, LiveImage, ServerOffer, ServerPlan, Virtualisation};

/// Whether a server is switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Power {
    /// It runs.
    On,
    /// It does not.
    Off,
}

/// What takes time on a server. One task at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskKind {
    /// It is set up for the first time.
    SetUp,
    /// It is shut down and started again.
    Reboot,
    /// Its power is cut and given back.
    Reset,
    /// It is shut down.
    Shutdown,
    /// It is switched on.
    PowerOn,
    /// Its power is cut.
    PowerOff,
    /// Everything on it is replaced by an image.
    Reinstall,
    /// It is started from a rescue image.
    BootLive,
}

/// Where a server stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServerState {
    /// Bought, and not set up yet.
    New,
    /// Set up and paid.
    Ready,
    /// Its setting up failed.
    Disabled,
    /// Stopped because it is not paid.
    Blocked,
    /// Given up, or never renewed.
    Deleted,
}

impl Power {
    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::On, Self::Off].into_iter().find(|power| power.word() == word)
    }
}

impl TaskKind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::SetUp,
        Self::Reboot,
        Self::Reset,
        Self::Shutdown,
        Self::PowerOn,
        Self::PowerOff,
        Self::Reinstall,
        Self::BootLive,
    ];

    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::SetUp => "set-up",
            Self::Reboot => "reboot",
            Self::Reset => "reset",
            Self::Shutdown => "shutdown",
            Self::PowerOn => "power-on",
            Self::PowerOff => "power-off",
            Self::Reinstall => "reinstall",
            Self::BootLive => "boot-live",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether the server is switched on once the task is done.
    #[must_use]
    pub const fn leaves(self) -> Power {
        match self {
            Self::Shutdown | Self::PowerOff => Power::Off,
            Self::SetUp
            | Self::Reboot
            | Self::Reset
            | Self::PowerOn
            | Self::Reinstall
            | Self::BootLive => Power::On,
        }
    }

    /// Refuses what makes no sense for a server that is switched on or off: only one that runs is shut
    /// down, rebooted, reset or cut off, and only one that does not is switched on.
    ///
    /// # Errors
    /// [`Prohibition::PoweredOn`] or [`Prohibition::PoweredOff`].
    pub const fn fits(self, power: Power) -> Result<()> {
        match (self, power) {
            (Self::Reboot | Self::Reset | Self::Shutdown | Self::PowerOff, Power::Off) => {
                Err(Error::Prohibited(Prohibition::PoweredOff))
            }
            (Self::PowerOn, Power::On) => Err(Error::Prohibited(Prohibition::PoweredOn)),
            _ => Ok(()),
        }
    }
}

impl ServerState {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::New, Self::Ready, Self::Disabled, Self::Blocked, Self::Deleted];

    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Ready => "ok",
            Self::Disabled => "disabled",
            Self::Blocked => "blocked",
            Self::Deleted => "deleted",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// How long access to a server's screen lasts.
pub const CONSOLE_LIFE: Seconds = Seconds(8 * 3600);

/// A task that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunningTask {
    /// What is done.
    pub kind: TaskKind,
    /// When its host is asked what became of it.
    pub ends: Timestamp,
}

/// The stored facts of a server. What was bought, until when it is paid and whose it is stands in its
/// subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The subscription it is.
    pub id: SubscriptionId,
    /// Its name, unlike any other's.
    pub name: String,
    /// Where it stands in its life.
    pub state: ServerState,
    /// Whether it is switched on.
    pub power: Power,
    /// The number of the cluster it stands in.
    pub cluster: u32,
    /// What it boots from its own disk.
    pub image: String,
    /// What it is run with; empty where that is nothing.
    pub panel: String,
    /// The rescue image that it was booted from; empty where it was not.
    pub live: String,
    /// Its address; empty before it is set up.
    pub address: String,
    /// What it is for, in the buyer's words.
    pub purpose: String,
    /// Where its buyer is met, in the buyer's words.
    pub social: String,
    /// The address that is called when something about it is done; empty where nobody asked.
    pub callback_url: String,
    /// What is being done on it.
    pub task: Option<RunningTask>,
    /// Until when its screen is open.
    pub console_ends: Option<Timestamp>,
}

impl Server {
    /// Refuses a task that cannot begin: one at a time, on a server that is set up, in the power state
    /// that the task makes sense in.
    ///
    /// # Errors
    /// Says what stands in the way.
    pub fn may_begin(&self, kind: TaskKind) -> Result<()> {
        self.must_be_idle()?;
        kind.fits(self.power)
    }

    /// Refuses what cannot be done while a task runs, or on a server that is not set up and paid.
    ///
    /// # Errors
    /// Says what stands in the way.
    pub const fn must_be_idle(&self) -> Result<()> {
        if self.task.is_some() {
            return Err(Error::Prohibited(Prohibition::TaskRunning));
        }
        match self.state {
            ServerState::Ready => Ok(()),
            ServerState::New | ServerState::Disabled | ServerState::Blocked => {
                Err(Error::Prohibited(Prohibition::ServerNotReady))
            }
            ServerState::Deleted => Err(Error::Prohibited(Prohibition::Closed)),
        }
    }

    /// Refuses to open the screen of a server that shows nothing.
    ///
    /// # Errors
    /// Says what stands in the way.
    pub fn may_open_console(&self) -> Result<()> {
        self.must_be_idle()?;
        match self.power {
            Power::On => Ok(()),
            Power::Off => Err(Error::Prohibited(Prohibition::PoweredOff)),
        }
    }

    /// Until when its screen is open, while it is.
    #[must_use]
    pub fn console(&self, now: Timestamp) -> Option<Timestamp> {
        self.console_ends.filter(|ends| *ends > now)
    }

    /// Where it stands once it is not stopped any more: what was never set up has no address.
    #[must_use]
    pub fn unblocked(&self) -> ServerState {
        match self.task {
            Some(RunningTask { kind: TaskKind::SetUp, .. }) => ServerState::New,
            _ if self.address.is_empty() => ServerState::Disabled,
            _ => ServerState::Ready,
        }
    }
}
