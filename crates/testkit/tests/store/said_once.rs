//! What may be said only once.

use testkit::database::each_engine;

use crate::fixtures::{NEW_YEAR, second};

#[tokio::test(flavor = "multi_thread")]
async fn a_word_is_said_once_within_its_scope() {
    each_engine(async |store| {
        let say = async |scope: &'static str, word: &'static str| {
            store.write(move |tx| tx.say_once(scope, word, second(60))).await.unwrap()
        };
        assert!(say("shop", "one").await);
        assert!(!say("shop", "one").await);
        assert!(say("shop", "two").await);
        assert!(say("other", "one").await);
        assert!(!say("shop", "one").await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_say_it_at_once_one_says_it_first() {
    each_engine(async |store| {
        let store = std::sync::Arc::new(store);
        let saying: Vec<_> = (0..16)
            .map(|_| {
                let store = std::sync::Arc::clone(&store);
                tokio::spawn(async move {
                    store.write(|tx| tx.say_once("shop", "once", second(60))).await.unwrap()
                })
            })
            .collect();
        let mut first = 0;
        for said in saying {
            first += u32::from(said.await.unwrap());
        }
        assert_eq!(first, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_is_forgotten_a_few_at_a_time() {
    each_engine(async |store| {
        let store = &store;
        let said = store.write(|tx| {
            for (number, word) in (0..).zip(["a", "b", "c", "d"]) {
                tx.say_once("shop", word, second(number * 10))?;
            }
            Ok(())
        });
        said.await.unwrap();
        let forget = async |now| store.write(move |tx| tx.forget_said(now, 2)).await.unwrap();
        assert_eq!(forget(second(-1)).await, 0);
        assert_eq!(forget(second(20)).await, 2);
        assert_eq!(forget(second(20)).await, 1);
        assert_eq!(forget(second(20)).await, 0);
        let again = store.write(|tx| {
            let forgotten = tx.say_once("shop", "a", NEW_YEAR)?;
            Ok((forgotten, tx.say_once("shop", "d", NEW_YEAR)?))
        });
        assert_eq!(again.await.unwrap(), (true, false));
    })
    .await;
}
