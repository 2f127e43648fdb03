//! Somebody who runs servers: a host with clusters, images, tasks and consoles.
//!
//! What it runs is known by our reference, and each task by one of its own, so that asking twice makes
//! or does nothing twice. Silence is [`Error::OutcomeUnknown`]; [`Error::Unavailable`] promises that
//! nothing happened; [`Error::Refused`] is the host's own no.
//!
//! [`Error::OutcomeUnknown`]: model::Error::OutcomeUnknown
//! [`Error::Unavailable`]: model::Error::Unavailable
//! [`Error::Refused`]: model::Error::Refused

use std::net::IpAddr;

use async_trait::async_trait;
use model::Result;
use model::secret::Secret;
use model::server::{Power, TaskKind};
use model::time::Timestamp;

/// A server to be set up.
#[derive(Debug, Clone)]
pub struct NewServer {
    /// Our reference; the host keeps one server for each.
    pub reference: String,
    /// The reference of the task that sets it up.
    pub task: String,
    /// What the host calls the size of it.
    pub plan: String,
    /// The number of the cluster it stands in.
    pub cluster: u32,
    /// What it boots.
    pub image: String,
    /// What it is run with, where that is wanted.
    pub panel: Option<String>,
    /// Its name.
    pub name: String,
    /// The password of its administrator.
    pub password: Secret<String>,
}

/// Something that takes time on a server.
#[derive(Debug, Clone)]
pub struct NewTask {
    /// The task's own reference; the host does it once.
    pub reference: String,
    /// What is done.
    pub kind: TaskKind,
    /// What is booted or installed, where the kind of task asks for it.
    pub image: Option<String>,
    /// What it is run with afterwards, where it is installed anew.
    pub panel: Option<String>,
    /// The administrator's password afterwards, where it is installed anew.
    pub password: Option<Secret<String>>,
}

/// A task as the host knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskReport {
    /// Its reference.
    pub reference: String,
    /// When it ends, or ended.
    pub ends: Timestamp,
    /// Whether it is over.
    pub over: bool,
    /// Why it failed, in the host's own words; none where it did not.
    pub failure: Option<String>,
}

/// A server as its host knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerReport {
    /// Its address; none before it is set up.
    pub address: Option<IpAddr>,
    /// Whether it is switched on.
    pub power: Power,
    /// Whether the host was told to keep it stopped.
    pub blocked: bool,
    /// What it boots from its own disk.
    pub image: String,
    /// The rescue image that it was booted from, where it was.
    pub live: Option<String>,
    /// The last task, under way or over.
    pub task: Option<TaskReport>,
}

/// Access to a server's screen.
#[derive(Debug, Clone)]
pub struct Console {
    /// Where it is reached.
    pub address: IpAddr,
    /// On which port.
    pub port: u16,
    /// What opens it.
    pub password: Secret<String>,
    /// Until when.
    pub ends: Timestamp,
}

/// Somebody who runs servers.
#[async_trait]
pub trait ServerHost: Send + Sync {
    /// Sets a server up; one that is there under the same reference is given as it is.
    async fn create(&self, order: &NewServer) -> Result<ServerReport>;
    /// A server by our reference.
    ///
    /// # Errors
    /// `NotFound(Noun::Server)` when there is none.
    async fn info(&self, reference: &str) -> Result<ServerReport>;
    /// Begins a task; one of the same reference is begun once. The host does one at a time.
    async fn begin(&self, reference: &str, task: &NewTask) -> Result<ServerReport>;
    /// Opens a console under a password until an instant; opening it again replaces the last one.
    async fn open_console(
        &self,
        reference: &str,
        password: &Secret<String>,
        ends: Timestamp,
    ) -> Result<Console>;
    /// Gives the administrator another password; repeating it changes nothing more.
    async fn set_password(&self, reference: &str, password: &Secret<String>) -> Result<()>;
    /// Stops a server and keeps it stopped; one that is blocked stays so.
    async fn block(&self, reference: &str) -> Result<()>;
    /// Lets it run again; what is not blocked stays so.
    async fn unblock(&self, reference: &str) -> Result<()>;
    /// Removes a server and everything on it; what is gone stays so.
    async fn delete(&self, reference: &str) -> Result<()>;
}
