//! Where calls go in. The gate can be closed: whoever is inside finishes, whoever comes waits.
//!
//! That makes two things safe: exchanging the world behind it, and leaving without cutting a call in
//! half. Calls whose callers have left count as inside until they are over.

use std::sync::Arc;
use std::time::Duration;

use app::Realm;
use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use tokio::sync::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLock};
use tower::ServiceExt as _;
use wire::ToItsEnd;

/// Where calls go in.
#[derive(Clone)]
pub struct Gate(Arc<RwLock<Inside>>);

/// What stands behind the gate.
pub struct Inside {
    /// The world that calls act in.
    pub realm: Arc<Realm>,
    /// Its dialects.
    pub dialects: Router,
}

/// Somebody inside; the gate is not closed before this is dropped.
pub struct Entered(OwnedRwLockReadGuard<Inside>);

/// A gate that nobody passes until this is dropped.
pub struct Closed(OwnedRwLockWriteGuard<Inside>);

impl Gate {
    /// An open gate.
    #[must_use]
    pub fn new(inside: Inside) -> Self {
        Self(Arc::new(RwLock::new(inside)))
    }

    /// Answers a call with what stands inside.
    pub async fn pass(&self, request: Request) -> Response {
        let entered = self.enter().await;
        let answer = entered.0.dialects.clone().oneshot(request);
        ToItsEnd::new(async move {
            let answer = answer.await.into_response();
            drop(entered);
            answer
        })
        .await
    }

    /// Goes in, when the gate is open.
    pub async fn enter(&self) -> Entered {
        Entered(Arc::clone(&self.0).read_owned().await)
    }

    /// Closes the gate once everybody inside is done; gives up after `patience`.
    pub async fn close(&self, patience: Duration) -> Option<Closed> {
        let alone = Arc::clone(&self.0).write_owned();
        tokio::time::timeout(patience, alone).await.ok().map(Closed)
    }
}

impl Entered {
    /// The world that calls act in.
    #[must_use]
    pub fn realm(&self) -> &Arc<Realm> {
        &self.0.realm
    }
}

impl Closed {
    /// Puts another world behind the gate, and opens it.
    pub fn open_with(mut self, inside: Inside) {
        *self.0 = inside;
    }
}
