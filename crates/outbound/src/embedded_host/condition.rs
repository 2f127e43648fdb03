//! What a server is like at an instant: a function of what was written down and of the clock.

use app::ports::server_host::{ServerReport, TaskReport};
use model::server::{Power, TaskKind};
use model::time::{Seconds, Timestamp};

use super::rows::{Row, Task};
use crate::passwords::Sealed;

/// What changes about a server when a task is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Condition {
    /// Whether it was set up once.
    pub set_up: bool,
    /// Whether it runs, as far as nobody blocks it.
    pub power: Power,
    /// What it boots from its own disk.
    pub image: String,
    /// What it is run with.
    pub panel: Option<String>,
    /// The rescue image that it was booted from.
    pub live: Option<String>,
    /// The administrator's password.
    pub password: Sealed,
}

/// How long each kind of task takes.
pub(super) const fn duration(kind: TaskKind) -> Seconds {
    match kind {
        TaskKind::SetUp => Seconds(600),
        TaskKind::Reinstall => Seconds(900),
        TaskKind::BootLive => Seconds(120),
        TaskKind::Reboot => Seconds(60),
        TaskKind::Reset | TaskKind::Shutdown | TaskKind::PowerOn | TaskKind::PowerOff => {
            Seconds(30)
        }
    }
}

impl Task {
    /// Whether it is over.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.ends <= now
    }

    /// What a server is like once the task is over. One that failed has changed nothing.
    fn leaves(&self, before: Condition) -> Condition {
        if self.failure.is_some() {
            return before;
        }
        let power = self.kind.leaves();
        let live = match self.kind {
            TaskKind::BootLive => self.image.clone(),
            _ => None,
        };
        let after = Condition { power, live, ..before };
        match self.kind {
            TaskKind::SetUp | TaskKind::Reinstall => Condition {
                set_up: true,
                image: self.image.clone().unwrap_or(after.image),
                panel: self.panel.clone(),
                password: self.password.clone().unwrap_or(after.password),
                ..after
            },
            _ => after,
        }
    }
}

impl Row {
    /// What the server is like now, as far as nobody blocks it.
    pub fn condition(&self, now: Timestamp) -> Condition {
        match &self.task {
            Some(task) if !task.settled && task.is_over(now) => task.leaves(self.written.clone()),
            _ => self.written.clone(),
        }
    }

    /// Whether something is being done on it.
    pub fn is_busy(&self, now: Timestamp) -> bool {
        self.task.as_ref().is_some_and(|task| !task.is_over(now))
    }

    /// What the customer is told. A blocked server stands still, whatever was done on it.
    pub fn report(&self, now: Timestamp) -> ServerReport {
        let Condition { set_up, power, image, live, .. } = self.condition(now);
        let report = |task: &Task| TaskReport {
            reference: task.reference.clone(),
            ends: task.ends,
            over: task.is_over(now),
            failure: task.failure.clone().filter(|_| task.is_over(now)),
        };
        ServerReport {
            address: set_up.then_some(self.address),
            power: if self.blocked { Power::Off } else { power },
            blocked: self.blocked,
            image,
            live: live.filter(|_| !self.blocked),
            task: self.task.as_ref().map(report),
        }
    }
}
