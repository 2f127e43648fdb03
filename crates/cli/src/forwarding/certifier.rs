//! Has hosts certified that lead elsewhere, a few at a time, and certified again before their certificates
//! end.

use std::sync::Arc;
use std::time::Duration;

use app::forwarding::certificates;
use app::ports::Issuer;
use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::http::Gate;

/// Orders at once.
const AT_ONCE: usize = 4;
/// How long nobody looks whether a certificate is due.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);
/// The pause after the database failed.
const BREATH: Duration = Duration::from_secs(5);

/// Orders certificates until it is dropped.
pub(super) struct Certifier {
    _orders: JoinSet<()>,
}

impl Certifier {
    /// Begins to order what is due, and what `wanted` tells of.
    pub fn start(gate: Gate, issuer: Arc<dyn Issuer>, wanted: Arc<Notify>) -> Self {
        let mut orders = JoinSet::new();
        for _ in 0..AT_ONCE {
            orders.spawn(work(gate.clone(), Arc::clone(&issuer), Arc::clone(&wanted)));
        }
        Self { _orders: orders }
    }
}

async fn work(gate: Gate, issuer: Arc<dyn Issuer>, wanted: Arc<Notify>) {
    loop {
        let realm = gate.enter().await.realm().clone();
        match certificates::advance(&realm, issuer.as_ref()).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => {
                tracing::error!(?error, "certificates of names that lead elsewhere cannot be kept");
                tokio::time::sleep(BREATH).await;
            }
        }
        // What is due by the clock is found late by this much at most.
        let _woken = tokio::time::timeout(LONGEST_SLEEP, wanted.notified()).await;
    }
}
