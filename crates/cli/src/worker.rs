//! The worker that does what is due in a realm, while the server runs.

use std::sync::Arc;
use std::time::Duration;

use app::Realm;
use app::jobs;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Does what is due until it is stopped.
pub struct Worker {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Worker {
    /// Begins to work.
    #[must_use]
    pub fn start(realm: &Arc<Realm>) -> Self {
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(jobs::work(Arc::clone(realm), stopped));
        Self { stop, task }
    }

    /// Lets it finish the job in its hands. After `patience` the job is left as it stands: a job may
    /// stop between any two steps, and is picked up again at the next start.
    pub async fn stop(mut self, patience: Duration) {
        // Nobody listens when the worker has ended by itself.
        let _ = self.stop.send(true);
        if tokio::time::timeout(patience, &mut self.task).await.is_err() {
            tracing::warn!("the worker did not finish its job in time; it is picked up again");
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.task.abort();
    }
}
