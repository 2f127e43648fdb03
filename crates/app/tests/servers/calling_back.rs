//! Calls to the addresses that buyers gave.

use app::callbacks;
use model::Error;
use model::callback::CallbackState;
use model::error::{Field, Reason};

use crate::world::{NOBODY, World};

#[tokio::test]
async fn a_call_is_made_until_somebody_takes_it() {
    let world = World::new().await;
    world.called.answers([Err(NOBODY), Ok(500), Ok(302), Ok(204)]);
    world.ready().await;
    let calls = || world.called.calls.lock().unwrap().clone();
    let first = calls()[0].clone();
    assert_eq!(first.url, "http://my.domain.com/page/for/callback");
    let form = ("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned());
    assert_eq!(first.headers, [form]);
    for (seconds, made) in [(9, 1), (1, 2), (60, 3), (299, 3), (1, 4), (86_400, 4)] {
        world.passes(seconds).await;
        assert_eq!(calls().len(), made);
    }
    assert!(calls().iter().all(|call| (&call.id, &call.body) == (&first.id, &first.body)));
    let listed = callbacks::list(&world.customer, 10).await.unwrap();
    assert_eq!((listed[0].state, listed[0].status), (CallbackState::Delivered, Some(204)));
    assert!(callbacks::list(&world.stranger, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_call_that_nobody_takes_is_given_up_after_nine_attempts() {
    let world = World::new().await;
    world.called.answers(std::iter::repeat_n(Err(NOBODY), 20));
    world.ready().await;
    world.passes(20 * 86_400).await;
    assert_eq!(world.called.bodies().len(), 9);
    let listed = callbacks::list(&world.customer, 10).await.unwrap();
    assert_eq!((listed[0].state, listed[0].status), (CallbackState::GivenUp, None));
}

#[tokio::test]
async fn an_address_that_nobody_may_call_is_never_tried_again() {
    let world = World::new().await;
    world.called.answers([Err(Error::invalid(Field::CallbackUrl, Reason::Forbidden))]);
    world.ready().await;
    world.passes(20 * 86_400).await;
    assert_eq!(world.called.bodies().len(), 1);
    let listed = callbacks::list(&world.customer, 10).await.unwrap();
    assert_eq!(listed[0].state, CallbackState::GivenUp);
}
