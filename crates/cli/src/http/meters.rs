//! What is counted and timed, in Prometheus' text format.
//!
//! There is one recorder per process, because calls find theirs without being handed one. Several
//! servers in one process, as in tests, share it.

use std::sync::OnceLock;
use std::time::Duration;

use axum::response::Response;
use http::StatusCode;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::task::AbortHandle;

use super::answer;

/// Upper bounds of what a call may take, in seconds.
const BOUNDS_SECONDS: [f64; 12] =
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 2.5, 10.0];
/// How often measurements are gathered, so that they take no room while nobody asks for them.
const GATHERED_EVERY: Duration = Duration::from_secs(5);

static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

/// What was counted and timed in this process.
#[derive(Clone)]
pub struct Meters(PrometheusHandle);

/// Gathers measurements until it is dropped.
pub struct Gathering(AbortHandle);

impl Meters {
    /// Installs the recorder, unless this process has it already. Before the first call: calls keep
    /// what they found.
    pub fn install() -> Self {
        Self(RECORDER.get_or_init(install).clone())
    }

    /// Gathers measurements from time to time.
    #[must_use]
    pub fn gather(&self) -> Gathering {
        let handle = self.0.clone();
        let task = tokio::spawn(async move {
            let mut ticks = tokio::time::interval(GATHERED_EVERY);
            loop {
                ticks.tick().await;
                handle.run_upkeep();
            }
        });
        Gathering(task.abort_handle())
    }

    /// `GET /metrics`.
    pub(super) fn show(&self) -> Response {
        let text = self.0.render();
        answer::text(StatusCode::OK, "text/plain; version=0.0.4; charset=utf-8", text)
    }
}

impl Drop for Gathering {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn install() -> PrometheusHandle {
    let builder = PrometheusBuilder::new().set_buckets(&BOUNDS_SECONDS).expect("there are bounds");
    let recorder = builder.build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_err() {
        tracing::warn!("somebody else records in this process; /metrics stays empty");
    }
    metrics::describe_counter!("nameyard_calls_total", "Calls, by dialect, call and HTTP status.");
    metrics::describe_histogram!("nameyard_call_seconds", "How long calls took, in seconds.");
    metrics::describe_counter!("nameyard_forwarded_total", "Requests sent elsewhere, by the way.");
    handle
}
