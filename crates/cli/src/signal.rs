//! The wish that the program ends: SIGTERM, or Ctrl-C.

use crate::StartError;

/// Waits for the wish.
pub struct Stop {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Stop {
    /// Listens from now on; a wish that comes while the program starts is granted when it has.
    ///
    /// # Errors
    /// When the system does not allow it.
    pub fn listen() -> Result<Self, StartError> {
        use tokio::signal::unix::{SignalKind, signal};
        let listen = |kind| {
            signal(kind).map_err(|why| StartError::new(format!("signals cannot be heard: {why}")))
        };
        Ok(Self {
            terminate: listen(SignalKind::terminate())?,
            interrupt: listen(SignalKind::interrupt())?,
        })
    }

    /// Returns when the program is to end.
    pub async fn wait(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(not(unix))]
impl Stop {
    /// Listens from now on.
    ///
    /// # Errors
    /// Never.
    pub fn listen() -> Result<Self, StartError> {
        Ok(Self {})
    }

    /// Returns when the program is to end.
    pub async fn wait(&mut self) {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "Ctrl-C cannot be heard");
            std::future::pending::<()>().await;
        }
    }
}
