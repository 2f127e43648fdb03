//! Work that goes on although its caller has left: a paid call is never cut in half.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A future that, when dropped unfinished, is handed to the runtime to finish.
///
/// The usual call is finished where it was begun, so nothing is spawned for it: a task per call
/// would cost more than decoding does.
pub struct ToItsEnd<T: Send + 'static> {
    work: Option<Pin<Box<dyn Future<Output = T> + Send>>>,
}

impl<T: Send + 'static> ToItsEnd<T> {
    /// Work that is begun when it is first polled.
    pub fn new(work: impl Future<Output = T> + Send + 'static) -> Self {
        Self { work: Some(Box::pin(work)) }
    }
}

impl<T: Send + 'static> Future for ToItsEnd<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let work = self.work.as_mut().expect("a finished call is not polled again");
        let done = ready!(work.as_mut().poll(cx));
        self.work = None;
        Poll::Ready(done)
    }
}

impl<T: Send + 'static> Drop for ToItsEnd<T> {
    fn drop(&mut self) {
        let runtime = tokio::runtime::Handle::try_current();
        if let (Some(work), Ok(runtime)) = (self.work.take(), runtime) {
            drop(runtime.spawn(work));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::sync::oneshot;

    use super::*;

    #[tokio::test]
    async fn work_that_was_begun_is_finished_although_nobody_waits() {
        let (go, wait) = oneshot::channel::<()>();
        let (done, finished) = oneshot::channel();
        let work = ToItsEnd::new(async move {
            wait.await.expect("the test says go");
            done.send("paid").expect("the test listens");
        });
        let left = tokio::time::timeout(Duration::from_millis(5), work).await;
        assert!(left.is_err());
        go.send(()).unwrap();
        assert_eq!(finished.await, Ok("paid"));
    }
}
