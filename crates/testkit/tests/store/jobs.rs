//! Work that is due, and who gets it.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::time::{Seconds, Timestamp};
use store::Store;
use store::jobs::Job;
use testkit::database::each_engine;

use crate::fixtures::second;

/// Real time, as claims are counted; has nothing to do with the clock of the jobs.
const MACHINE: Timestamp = Timestamp::from_unix(1_900_000_000);

async fn schedule(
    store: &Store,
    kind: &'static str,
    subject: i64,
    due: i64,
    payload: &'static str,
) {
    store.write(move |tx| tx.schedule(kind, subject, second(due), payload)).await.unwrap();
}

async fn claim_at(store: &Store, now: i64, machine: Timestamp) -> Option<Job> {
    store.write(move |tx| tx.claim_job(second(now), machine)).await.unwrap()
}

async fn claim(store: &Store, now: i64) -> Option<Job> {
    claim_at(store, now, MACHINE).await
}

async fn finish(store: &Store, job: &Job) {
    let job = job.clone();
    store.write(move |tx| tx.finish_job(&job)).await.unwrap();
}

async fn count(store: &Store) -> i64 {
    store.read(|tx| tx.number("SELECT COUNT(*) FROM job", &[])).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subject_has_one_job_of_a_kind_and_the_last_word_counts() {
    each_engine(async |store| {
        schedule(&store, "lifecycle", 1, 50, "first").await;
        schedule(&store, "lifecycle", 1, 10, "second").await;
        schedule(&store, "notify", 1, 20, "").await;
        assert_eq!(count(&store).await, 2);
        assert_eq!(store.read(|tx| tx.next_due()).await, Ok(Some(second(10))));
        let job = claim(&store, 10).await.unwrap();
        assert_eq!((job.kind.as_str(), job.subject, job.due), ("lifecycle", 1, second(10)));
        assert_eq!((job.attempt, job.payload.as_str()), (0, "second"));
        store.write(|tx| tx.unschedule("notify", 1)).await.unwrap();
        store.write(|tx| tx.unschedule("notify", 2)).await.unwrap();
        assert_eq!(count(&store).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_are_claimed_in_the_order_they_are_due() {
    each_engine(async |store| {
        for (subject, due) in [(1, 30), (2, 10), (3, 20), (4, 10), (5, 31)] {
            schedule(&store, "work", subject, due, "").await;
        }
        let mut order = Vec::new();
        while let Some(job) = claim(&store, 30).await {
            order.push(job.subject);
        }
        assert_eq!(order, [2, 4, 3, 1]);
        assert!(claim(&store, 9).await.is_none());
        assert_eq!(claim(&store, 31).await.unwrap().subject, 5);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_claimers_never_get_the_same_job() {
    each_engine(async |store| {
        let store = Arc::new(store);
        store
            .write(|tx| {
                (0..100)
                    .try_for_each(|subject| tx.schedule("work", subject, second(subject % 7), ""))
            })
            .await
            .unwrap();
        let claimers: Vec<_> = (0..6)
            .map(|_| {
                let store = Arc::clone(&store);
                tokio::spawn(async move {
                    let mut claimed = Vec::new();
                    while let Some(job) = claim(&store, 10).await {
                        claimed.push(job.subject);
                        finish(&store, &job).await;
                    }
                    claimed
                })
            })
            .collect();
        let mut claims: BTreeMap<i64, u32> = BTreeMap::new();
        for claimer in claimers {
            for subject in claimer.await.unwrap() {
                *claims.entry(subject).or_default() += 1;
            }
        }
        assert_eq!(claims.len(), 100);
        assert!(claims.values().all(|times| *times == 1), "{claims:?}");
        assert_eq!(count(&store).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_failed_comes_again_later() {
    each_engine(async |store| {
        schedule(&store, "work", 1, 10, "kept").await;
        for attempt in 0..3 {
            let now = 10 + attempt * 100;
            let job = claim(&store, now).await.unwrap();
            assert_eq!((job.attempt, job.payload.as_str()), (attempt, "kept"));
            store.write(move |tx| tx.retry_job(&job, second(now + 100))).await.unwrap();
            assert!(claim(&store, now + 99).await.is_none());
        }
        schedule(&store, "work", 1, 20, "anew").await;
        assert_eq!(claim(&store, 20).await.unwrap().attempt, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_claim_of_a_node_that_died_ends() {
    each_engine(async |store| {
        schedule(&store, "work", 1, 10, "").await;
        assert!(claim_at(&store, 10, MACHINE).await.is_some());
        assert!(claim_at(&store, 10, MACHINE + Seconds(59)).await.is_none());
        // The clock of the jobs may be moved by years; a claim does not end by it.
        assert!(claim_at(&store, 100_000_000, MACHINE + Seconds(59)).await.is_none());
        assert!(claim_at(&store, 10, MACHINE + Seconds(60)).await.is_some());
        assert!(claim_at(&store, 10, MACHINE + Seconds(60)).await.is_none());
        store.write(|tx| tx.free_claims()).await.unwrap();
        assert!(claim_at(&store, 10, MACHINE + Seconds(60)).await.is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_scheduled_anew_while_it_runs_is_not_lost() {
    each_engine(async |store| {
        for (again, left) in [(10, 1), (90, 1)] {
            schedule(&store, "work", 1, 10, "").await;
            let job = claim(&store, 10).await.unwrap();
            schedule(&store, "work", 1, again, "anew").await;
            finish(&store, &job).await;
            assert_eq!(count(&store).await, left);
            let late = job.clone();
            store.write(move |tx| tx.retry_job(&late, second(500))).await.unwrap();
            assert_eq!(store.read(|tx| tx.next_due()).await, Ok(Some(second(again))));
        }
        let job = claim(&store, 90).await.unwrap();
        finish(&store, &job).await;
        assert_eq!(store.read(|tx| tx.next_due()).await, Ok(None));
    })
    .await;
}
